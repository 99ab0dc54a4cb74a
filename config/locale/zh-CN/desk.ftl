# 没有做成的事：为什么，什么是安全的，按什么键。

not-allowed-export = 您的身份只能查看，不能把全部资料导出；什么也没有写。请部门主任导出。
not-allowed-write = 您的身份只能查看，不能改动；什么也没有改。请部门主任调整您的角色。
not-allowed-review = 签字和退回须由审核员进行；什么也没有改。s 可指派给审核员。
not-allowed-lead = 这一步须由部门主任进行；什么也没有改。
not-allowed-import = 导入台账须由主任或前台进行；什么也没有改。
not-found = 没有找到，或您无权查看。
no-such-request = 没有 #{ $number } 这件委托，或您无权查看。按 / 查找。
no-such-client = 没有这位委托人。
no-such-staff = 没有这位同事。
no-such-service = 没有叫「{ $service }」的服务。请在服务列表中选择。
no-such-stage = 本服务此时没有「{ $stage }」这一阶段。
no-such-product-kind = 本服务没有「{ $kind }」这种产品。
title-missing = 请写明题名或问题：至少一个词。
state-secret = 文中写有「{ $claim }」：国家秘密不得进入联网系统，本系统没有保存任何内容。请委托人按涉密渠道办理，联系本校保密办公室。
r21-reason = 这一步须写明理由（R21）；什么也没有改。
r22-client-missing = 受理前须登记委托人（R22）。按 e 补填。
r25-two-clients = #{ $number } 是另一位委托人的，不能合并（R25）。若是同一人，先按 2，再按 M 合并两份委托人记录。
r25-two-numbers = 两件都已有报告编号，不能合并（R25）。
merge-into-closed = #{ $number } 已经办结，不能并入。
same-as-itself = 不能指向它自己。
r30-stale = 没有保存：{ $who }在 { $when } 改过这一条（R30）。您写的字还在；Ctrl-R 看最新内容。
claim-closed = 这件已经结束；R 可重开。
claim-taken = { $who }已认领。需要转手请按 s 指派。
claim-mine-already = 已经在您手里。
release-not-mine = 这件不在您手里，不能放回。
assign-not-mine = 这件在别人手里，只有本人或主任能转手。
assign-cannot-work = { $who }现在不能接件（停用或只读）。请另选一位。
begin-reopen = 这件{ $status }；要改，按 R 写明原因重开。
reopen-archived = 这件已归档，不再改动；另有需要，按 n 新登记一件，并写明是它的后续。
product-case-first = 先让委托 #{ $number } 送审、签字并出具（按 1，再按 S、Y、i），产品会一起走。
submit-no-run = 还没有检索记录，没有可审的内容（R07）。按 3，再按 n 记检索，然后送审。
submit-no-product = 还没有成果（报告或证明），没有可签的内容（R04）。按 4，再按 n 建成果，然后送审。
expedite-not-before = 加急要早于标准期限：标准期限是 { $standard }，{ $days } 个工作日到 { $day }。要改期用 P 约期。
expedite-not-sooner-than-hours = 这项服务承诺 { $hours } 小时内答复，{ $days } 个工作日不算加急。要改期用 P 约期。
expedite-not-sooner = 加急要早于标准期限：标准 { $standard } 个工作日，写的是 { $days } 个。要改期用 P 约期。
close-nothing-behind = 这件没有检索、成果、告知、附件或工时；要这样办结，请写明原因。
reopen-rows-stay = 并到 #{ $number } 的检索、成果、告知和附件仍在 #{ $number }；要一并取回，改为在那件的经过（H）里撤销合并。
reopen-not-ended = 这件还没有结束，不必重开。
defer-past = 推迟的日期须晚于今天（写的是 { $day }）。
agree-past = 约定的日期已经过去（{ $day }）。
refer-to-missing = 请写明转介到哪里。
expedite-incomplete = 加急须写明：谁批准、为什么、费用怎么算。
r01-own-work = 检索的人不能审核自己的件（R01）。s 可指派另一位审核员。
r01-same-person = 检索员和审核员不能是同一个人（R01）。
r07-run-incomplete = { $database } 的检索记录还缺 { $fields }（R07）。按 3 补齐后再送审。
r12-frozen = 已签字或出具的内容不能改（R12）。需要更正请新建一个版本。
product-step-never = 产品不能从现在的阶段直接走到那一步。
product-still-open = 这一版还没有签字，直接修改即可。
product-has-newer = 已经有第 { $version } 版了。
run-database-missing = 请写明检索的数据库。
run-date-future = 检索日期 { $day } 还没有到。
run-kept-above-hits = 保留数不能多于命中数。
talk-empty = 还没有写内容。
talk-too-long = 这段文字超过 256 KB。请改为附件。
talk-channel-missing = 请选择消息是怎么告知的。
effort-minutes = 工时请填 1 到 1440 分钟。
effort-read = READ 等级是 1 到 6。
effort-future = 工时的日期还没有到。
attachment-other-run = 这次检索不属于这件委托。
attachment-hash = 附件没有存好，请重新添加。
client-name-missing = 请填写委托人姓名或单位名称。
client-orcid-wrong = ORCID { $orcid } 的校验位不对，请核对。
client-email-wrong = 邮箱 { $email } 不像一个邮箱地址。
client-merged-already = 这条委托人记录已经并入另一条。
client-merge-with-itself = 两条是同一位委托人，不必合并。
client-not-merged = 这条委托人记录没有被合并过。
staff-login = 账号「{ $login }」只能用字母、数字、- _ . ，且不以 - 开头。
staff-login-taken = 账号「{ $login }」已经有人使用。
name-too-long = 名称太长：最多 { $most } 个字。
staff-name-missing = 请填写姓名。
staff-last-head = 至少要有一位主任。请先指定另一位。
due-nothing-promised = 还没有承诺期限：受理后开始计算。
undo-no-entry = 没有这条记录可以撤销。
undo-done-already = 这一步已经撤销过了。
undo-never = 编号、签字、盖章和已出具的文件不能撤销，只能作废或出新版本。
undo-newer = 之后又有人改过「{ $field }」，不能直接撤销。H 看经过。
undo-worked-on = #{ $number } 登记后已有新的内容，不能撤销登记。K 可取消这件委托。
undo-import-again = 同一个文件后来又导入了（{ $name }，{ $rows } 行），不会显示两遍。
undo-import-number = 编号 { $number } 现在已属于另一件，这次导入保持撤销。
import-nothing = { $name } 没有新的行，未添加任何内容。
import-known = { $name } 以前导入过（{ $rows } 行），没有重复添加。
import-stopped = 导入已停止，什么也没有留下。
import-number-taken = 第 { $line } 行的编号 { $number } 已经用过；什么也没有导入。

# 存储出了问题。

store-full = 磁盘已满，没有保存。您写的字还在；请管理员腾出空间后再按 Ctrl-S。
store-busy = 另一个终端占用存储超过 5 秒，没有保存。您写的字还在，请再试一次。
store-read-only = 存储只能读，没有保存。请管理员检查磁盘和权限。
store-newer = 这个存储由较新的 refdesk 写成（版本 { $found }，本程序只认识 { $known }）。为免损坏，没有打开；请升级 refdesk。
store-not-ours = 这个文件不是 refdesk 的存储，没有改动它。
store-damaged = 存储已损坏：{ $what }。请不要继续写入，用备份恢复；refdesk doctor 可列出详情。
store-folder = 存储所在的文件夹不能用：{ $what }
store-failed = 存储没有完成这一步：{ $what }。什么也没有改。
store-rule = 存储的规则不允许：{ $what }。什么也没有改。
store-missing = { $path } 还没有存储。直接运行 refdesk 可以新建。
store-older = 这个存储是版本 { $found }，要先升到 { $known } 才能用，而这里只能读。请在可以写的地方打开一次。
store-place = 存储不能用：{ $path } { $why }。
store-unread = { $path } 的存储在这里读不了：旁边的预写日志要有写权限的人才能并入。请把文件连同 -wal 一起复制到自己的文件夹里再打开。
store-reading = 存储在这里只能读，什么也不能改。
store-reading-medium = 存储所在的介质只能读，什么也不能改。
store-reading-copy = 您没有写这个存储的权限；看到的是刚才的样子，什么也不能改。
store-founded-already = 这里已经有一个服务台，没有改动它。
who-are-you = 服务台里没有「{ $login }」。请主任添加，或用 --as 指明身份。

# 顺便提醒。

warn-alike = 可能已有同样的委托：#{ $number } { $title }
warn-likely-same-client = 可能是同一位：{ $name } { $unit }
warn-agreed-below-floor = 约定的日期只剩 { $days } 个工作日，低于本服务的最短 { $floor } 个。
export-read = 读入 { $records } 条{ $again ->
        [0] {""}
       *[other] ，其中 { $again } 条前一批已有、只计一次
    }{ $lost ->
        [0] {""}
       *[other] ，{ $lost } 条读不出来（原文件照存）
    }{ $lacking ->
        [0] {""}
       *[other] ；命中 { $hits }，还差约 { $lacking } 条
    }{ $references ->
        [0] ；没有带参考文献，查引文要用“全记录与引用的参考文献”重新导出
       *[other] {""}
    }。
export-too-many = 这个文件有 { $most } 条或更多，一次读不下，什么也没有读入。请在数据库里分批导出后再送来；文件还在收件箱。
export-stopped = 已停止，什么也没有读入；文件还在收件箱。
run-export-twice = 这个文件已经作为 { $database } 的导出读过了。
warn-run-no-hits = 命中为 0：请再做一次放宽的检索。
run-field-query = 检索式
run-field-platform = 平台
run-field-date = 检索日期
run-field-hits = 命中数
due-wanted = 委托人希望 { $day } 前答复；受理后成为约定
due-step-expedited = 加急：{ $who }批准，{ $why }；费用：{ $fee }

# 做了什么（状态行），发生过什么（经过）。

did-receive = 已登记 #{ $number } { $title }
told-receive = 登记
did-edit = 已修改 #{ $number } { $title }
told-edit = 修改
did-accept = 已受理 #{ $number } { $title }
told-accept = 受理
did-claim = 已认领 #{ $number } { $title }
told-claim = 认领
did-release = 已放回 #{ $number } { $title }
told-release = 放回
did-assign = 已指派 #{ $number } { $title }
told-assign = 指派
did-decline = 已谢绝 #{ $number } { $title }
told-decline = 谢绝
did-duplicate = 标为重复：#{ $number } { $title }
told-duplicate = 标为重复
did-merge = 已合并 #{ $number } { $title }
told-merge = 合并
did-defer = 已推迟 #{ $number } { $title }
told-defer = 推迟
did-refer = 已转介 #{ $number } { $title }
told-refer = 转介
did-wait = 待委托人补充：#{ $number } { $title }
told-wait = 待委托人补充
did-resume = 已恢复 #{ $number } { $title }
told-resume = 恢复
did-begin = 已开始处理 #{ $number } { $title }
told-begin = 开始处理
did-submit = 已送审 #{ $number } { $title }
told-submit = 送审
did-return = 已退回 #{ $number } { $title }
told-return = 退回
did-sign = 已签字 #{ $number } { $title }
told-sign = 签字
did-issue = 已出具 #{ $number } { $title }
told-issue = 出具
did-deliver = 已交付 #{ $number } { $title }
told-deliver = 交付
did-object = 提出异议：#{ $number } { $title }
told-object = 提出异议
did-close = 已办结 #{ $number } { $title }
told-close = 办结
did-archive = 已归档 #{ $number } { $title }
told-archive = 归档
did-withdraw = 已撤回 #{ $number } { $title }
told-withdraw = 撤回
did-cancel = 已取消 #{ $number } { $title }
told-cancel = 取消
did-reopen = 已重开 #{ $number } { $title }
told-reopen = 重开
did-stage = 已更换阶段 #{ $number } { $title }
told-stage = 更换阶段
did-expedite = 已加急 #{ $number } { $title }
told-expedite = 加急
did-agree = 已约定日期 #{ $number } { $title }
told-agree = 约定日期
did-tag = 已改标签 #{ $number } { $title }
told-tag = 改标签
did-add-client = 已添加委托人 { $name }
told-add-client = 添加委托人
did-edit-client = 已修改委托人 { $name }
told-edit-client = 修改委托人
did-merge-clients = 已合并为 { $name }
told-merge-clients = 合并委托人
did-split-client = 已分开委托人 { $name }
told-split-client = 分开委托人
did-tell-apart = { $name }：记为不是同一人，以后不再问
told-tell-apart = 认定委托人不是同一人
did-add-run = 已记检索 #{ $number }
told-add-run = 记检索
did-edit-run = 已改检索记录 #{ $number }
told-edit-run = 改检索记录
did-drop-run = 已删检索记录 #{ $number }
told-drop-run = 删检索记录
did-add-product = 已建产品 #{ $number }
told-add-product = 建产品
did-edit-product = 已改产品 #{ $number }
told-edit-product = 改产品
did-move-product = 产品已进入下一步 #{ $number }
told-move-product = 产品换阶段
did-new-version = 已建新版本 #{ $number }
told-new-version = 建新版本
did-note = 已记备注 #{ $number }
told-note = 内部备注
did-sent = 已记告知 #{ $number }
told-sent = 告知委托人
did-heard = 已记来话 #{ $number }
told-heard = 委托人说
did-drop-talk = 已删一条 #{ $number }
told-drop-talk = 删除一条
did-spend = 已记工时 #{ $number }
told-spend = 记工时
did-attach = 已添附件 #{ $number }
told-attach = 添附件
did-add-staff = 已添加同事 { $name }
told-add-staff = 添加同事
did-edit-staff = 已修改同事 { $name }
told-edit-staff = 修改同事
did-speak = 已切换语言
told-speak = 切换语言
did-import = 已从 { $name } 导入 { $requests } 件委托、{ $clients } 位委托人
told-import = 导入台账
did-undo = 已撤销：{ $what }
told-undo = 撤销
did-redo = 已重做：{ $what }
told-redo = 重做
step-on-one = #{ $number } { $what }
step-on-many = { $what } { $count } 件
did-first = 服务台已建立
told-first = 建立服务台
did-bulk = { $what }：{ $done } 件完成，{ $refused } 件未做
did-settle = 已按新日历重算期限
told-settle = 按新日历重算期限
calendar-moved = 工作日历有变：{ $count } 件的期限已重算
release-nobodys = 这件本来就没有人承办。
stage-none = 这个服务在现在的状态下没有细分阶段。

## 限定知悉

glass-reason = 请写明为什么必须看。主任会看到。
glass-open-already = #{ $number } 您本来就能看。
glass-only-reads = 您今天破例打开了这件限定知悉的委托，只能阅读。要办理，请承办人或主任把您列入知悉人。
name-not-mine = 只有经办人和主任能决定还有谁可以看。
name-gone = { $who }已不在本部门。
did-name = 已更改 #{ $number } 的知悉人。
told-name = 更改知悉人
did-break-glass = #{ $number } 今天对您开放，已告知主任。
told-break-glass = 非知悉人破例打开
did-note-glass = 已知悉 #{ $number } 被破例打开。
told-note-glass = 主任已知悉破例打开
