# 收件：列表、卡片、粘贴的题录、由文件登记的委托。

action-in-tray = 收件
about-in-tray = 送来的文件：是什么、可能是哪件委托的，逐个挂接
pulse-arrivals = 收件 { $n }

## 列表

tray-empty = 收件里没有文件。从别的电脑用 ssh desk put 文件名 送来，或把整份题录粘贴到屏幕上。
tray-empty-gate = 收件里没有文件。从自己的电脑送来：ssh desk put 文件名 < 文件
tray-keys = Enter 办理   u 取回移走的
tray-keys-empty = u 取回移走的
tray-looking = 正在看
tray-records = { $n } 条
tray-secret = 声明涉密
tray-none = 您的登录名不能有收件。
tray-unreadable = { $file } 读不出来，只能原样挂接。

## 猜测的理由

tray-why-number = 文件里有编号 { $number }
tray-why-run = 这件有一次 { $database } 检索还没有导出文件
tray-why-client = 文件里有委托人 { $name }
tray-why-title = 标题里也有“{ $word }”
tray-why-cursor = 打开时光标在此
tray-guess-none = 看不出是哪件委托的

## 卡片

tray-choice-there = 挂到 #{ $number }
tray-choice-other = 挂到别的委托
tray-choice-new = 作为新委托
tray-choice-run = 作为检索的导出文件
tray-choice-this-run = 作为这次检索的导出文件：{ $run }
tray-choice-gone = 移走
tray-ask-gone = 移走 { $file }？
tray-ask-gone-keys = 1 移走，30 天内 u 可以取回   2 不移
tray-export-is-read = 正在读文件  Esc 停止
tray-export-comes = 读入 { $done } / { $all }  Esc 停止
tray-waits = 正在办
tray-no-guess = 看不出是哪件委托的：按 2 自己找。
tray-set-aside = 已移走 { $file }，{ $days } 天内按 u 取回
tray-brought-back = 已取回 { $file }
tray-nothing-gone = 没有移走的文件可以取回。
title-gone = 移走的文件：选一个取回
tray-gone-at = { $at } 移走
tray-back-again = { $file } 又回到收件里了
tray-form-waits = 还有一张没登记完的完整登记，先登记它，再从文件登记新的。
cure-whole-form = { $key } 打开它
tray-file-left = { $file } 还在收件里，没有跟着挂上
title-runs = 哪一次检索的导出文件
tray-run-has-file = 已有导出文件
tray-run-elsewhere = 别的委托的检索
form-file-to = 挂到哪件委托
form-run-of = 哪件委托的检索

## 由文件登记

order-form = 读出 { $filled } 项，必填项都有了；请核对，Ctrl-S 登记，文件会一起挂上。
order-form-lacks = 读出 { $filled } 项；还缺：{ $lacking }。请核对，Ctrl-S 登记，文件会一起挂上。
order-mail = 读出 { $filled } 项，附件 { $parts } 个；请核对，Ctrl-S 登记，邮件和附件会一起挂上。
order-mail-lacks = 读出 { $filled } 项，附件 { $parts } 个；还缺：{ $lacking }。Ctrl-S 登记，邮件和附件会一起挂上。
order-list = 清单，{ $count } 条；请选服务、写标题，Ctrl-S 登记，文件会一起挂上。
order-file = 文件里没有读出什么；请照着填，Ctrl-S 登记，文件会一起挂上。
order-form-broken = { $file } 不是完好的 Word 文件，没有读出内容。
order-form-swells = { $file } 展开后过大，没有读。
order-form-odd = { $file } 里有 Word 委托单不该有的东西，没有读。
order-mail-broken = { $file } 不是完好的邮件，没有读出内容。
order-mail-parts = { $file } 的部分超过 { $limit } 个，没有读。

## 粘贴的题录

title-paste = 粘贴
paste-what = { $kind }，{ $records } 条记录，{ $size }
paste-counting = { $kind }，{ $size }，正在数
paste-keep = 1 放进收件（Esc 也是）
paste-type = 2 作为文字写在光标处
paste-drop = 3 不要了
paste-dropped = 粘贴的题录没有留下
paste-one-at-a-time = 上一次粘贴还没有答复：1、2 或 3。
paste-no-text-here = 光标不在文字里，或粘贴的太长：按 1 放进收件。
paste-too-large = 粘贴的超过 { $limit } MB，没有收下。请存成文件送来：ssh desk put 文件名 < 文件
tray-kept = 已放进收件：{ $file }

## 取出

title-give-out = 取出什么
give-letter = 最近的告知
give-text = 这件委托的文字
give-handover = 交接单
give-log = 检索记录 XLSX
give-list-xlsx = 清单 XLSX
give-list-csv = 清单 CSV
give-marked-xlsx = 已标记的 XLSX
give-marked-csv = 已标记的 CSV
give-list-cut = 清单只有前 { $rows } 行。请缩小检索，或用 refdesk export 导出全部。
give-name-text = 文字
give-name-log = 检索记录
give-name-handover = 交接单
give-name-list = 清单
