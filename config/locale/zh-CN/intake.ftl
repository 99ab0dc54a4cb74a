# 读文件、导入台账、导出时说的话：哪个文件、哪一行、怎么了、怎么办。

## 打不开的文件

intake-no-such-file = 没有 { $file } 这个文件。请检查路径。
intake-not-readable = { $file } 不许您读取。请检查权限。
intake-is-folder = { $file } 是文件夹。请写出其中的文件。
intake-not-a-file = { $file } 不是普通文件（是管道或设备），没有读取。
intake-is-the-store = { $file } 就是正在使用的存储，不能当作输入。备份请用 refdesk backup。
intake-file-too-large = { $file } 约 { $megabytes } MB，上限是 { $limit } MB。请分成几个文件。
intake-file-changing = { $file } 在读取时还在变化。请等它写完再试。
intake-file-failed = { $file } 没有读写成：{ $why }。
intake-file-empty = { $file } 里没有内容。
intake-no-workbook = { $file } 名字像工作簿，里面却不是表格，可能下载没有完成。请重新导出，或用 Excel 打开后另存为 .xlsx。
intake-only-headers = { $file } 只有表头，没有数据行。

## 不是表格的文件

intake-other-kind = { $file } 其实是 { $kind } 文件，不是表格。请另存为 CSV、XLSX、ODS 或 JSON。
intake-markup = { $file } 不是表格：{ $what }。请从系统里导出 CSV 或 XLSX。
intake-looks-like-page = 看起来是网页（登录页？）
intake-looks-like-xml = 看起来是 XML
intake-workbook-broken = { $file } 损坏或不完整，没有打开。请重新导出。
intake-workbook-unreadable = { $file } 打不开：{ $why }。请在 Excel 或 WPS 中打开并另存为 XLSX。
intake-workbook-swells = { $file } 展开后过大，没有打开。请另存为 CSV，或分成几个文件。
intake-workbook-names = { $file } 内部有重复或越界的文件名，没有打开。
intake-workbook-nested = { $file } 里面还套着压缩包（嵌入的文档）。请去掉它，或把这张表另存为单独的文件，再试一次。
intake-no-such-sheet = { $file } 里没有工作表「{ $sheet }」；有：{ $sheets }。

## 读不通的内容

intake-utf16-unmarked = { $file } 像是没有标记的 UTF-16。请另存为 UTF-8。
intake-broken-character = { $file } 第 { $line } 行（第 { $byte } 字节）有坏字，可能是文件被截断或转码出错。请重新导出。
intake-nul = { $file } 第 { $line } 行（第 { $byte } 字节）有空字符（NUL）。请重新导出。
intake-open-quote = { $file } 第 { $line } 行开始的引号一直没有关上。请补上引号再试。
intake-row-too-long = { $file } 第 { $line } 行超过 { $limit } KB。请检查引号和换行。
intake-row-unreadable = { $file } 第 { $line } 行读不了：{ $why }。
intake-ragged = { $file } 有 { $count } 行的列数与表头（{ $columns } 列）不同：第 { $lines } 行。请补齐后再试。
intake-too-many-columns = { $file } 有 { $columns } 列，上限是 { $limit } 列。请删去多余的列。
intake-too-many-rows = { $file } 超过 { $limit } 行。请分成几个文件。
intake-json-unreadable = { $file } 第 { $line } 行第 { $column } 列读不了：{ $why }。应为由对象组成的数组。
intake-json-cell = { $file } 第 { $record } 条的「{ $column }」不是一个值，或数字太长。请写成带引号的文字。
intake-other-sheets = 读的是工作表「{ $sheet }」；文件里有：{ $sheets }。
intake-lost-digits = 单元格 { $cells } 的数字超过 15 位，Excel 可能已把末尾改成 0。请核对。
intake-cell-errors = 单元格 { $cells } 是公式错误。请核对。

## 列的对应

intake-map-unreadable = 列的对应读不了：{ $why }。
intake-map-pair = 「{ $pair }」应写成“表头=部分”，例如“题名=title”。
intake-map-no-column = 文件里没有「{ $column }」这一列；有：{ $columns }。
intake-map-no-part = 没有叫「{ $part }」的部分；可以写：{ $parts }，或 field:字段。
intake-map-twice = 「{ $column }」和前面一列都对应 { $part }。请只留一列。

## 行里的问题

intake-problem = 第 { $line } 行：{ $what }
intake-problem-in = 第 { $line } 行「{ $column }」：{ $what }
intake-problems = { $file } 有 { $count } 处问题，什么也没有导入。请改好，或用 --skip-bad 略过这些行。
intake-nothing-good = { $file } 没有一行读得懂（{ $count } 处问题），什么也没有导入。请先用 --dry-run 看列的对应，再用 --map 列名=部分 指明。
intake-no-title = 没有题名。
intake-no-date = 没有任何日期。
intake-no-service = 没有写服务类型。请用 --map 列=service 指明哪一列是服务，或用 --service KEY 指定默认服务。
intake-no-title-column = 没有哪一列是题名。请用 --map 列名=title 指明哪一列是题名。
intake-no-service-column = 没有哪一列是服务类型。请用 --map 列名=service 指明哪一列是服务，或用 --service KEY 给所有行指定一项。
intake-no-date-column = 没有哪一列是日期。请用 --map 列名=received 指明收到日期在哪一列。
intake-unknown-service = 不认识服务类型「{ $value }」。请写明对应，或指定默认服务。
intake-unknown-status = 不认识状态「{ $value }」。请写明对应。
intake-not-a-date = 「{ $value }」不是日期。请写成 2026-11-20。
intake-date-ambiguous = 「{ $value }」的年月日可以有几种读法。请用 --map dates=mdy 写明顺序（ymd 年月日、mdy 月日年、dmy 日月年）。
intake-in-future = { $day } 还没有到。
intake-closed-before = 完成日期 { $closed } 早于收到日期 { $received }。
intake-not-a-secrecy = 「{ $value }」看不出密级；请写“公开”或“保密”。读不懂的密级不会当作公开导入。
intake-not-a-count = 「{ $value }」不是数量。
intake-not-a-uid = 「{ $value }」不是 UUID。
intake-hidden-character = 「{ $value }」里有看不见的字符。请重新输入。
intake-number-twice = 编号 { $number } 在第 { $first } 行已经用过。

## 不妨碍导入、但应知道的

intake-note-hidden = { $rows } 处看不见的字符已换成可见的标记。
intake-note-channel = { $rows } 行的渠道不认识，原文记在备注里。
intake-note-owner = { $rows } 行的经办人不在本部门名单里，姓名记在备注里。
intake-note-email = { $rows } 行的邮箱不像邮箱地址，原文记在备注里。
intake-note-kind = { $rows } 行的委托人类别不认识，原文记在备注里。

## 给出的文件

intake-file-exists = { $file } 已经存在，没有覆盖。请换一个名字。
intake-folder-not-empty = 文件夹 { $file } 里已有东西，没有写入。请换一个空文件夹。
intake-not-kept = 存储里没有这个附件，{ $file } 没有写成。
intake-kept-damaged = 附件已损坏（与存入时不同），{ $file } 没有写成。请用备份恢复。
intake-sheet-cut = 工作表 { $sheet } 只写了前 { $rows } 行；JSON 文件里是全部。

# 导出的工作表和表头
sheet-requests = 委托
sheet-fields = 委托单字段
sheet-clients = 委托人
sheet-runs = 检索记录
sheet-products = 知识产品
sheet-talks = 备注与往来
sheet-efforts = 工时
sheet-screenings = 文献筛选
sheet-same-pairs = 同篇判断
sheet-steps = 经过
sheet-attachments = 附件
sheet-staff = 人员
head-no = { "#" }
head-record = 题录号
head-relevance = 相关度
head-one = 题录一
head-other = 题录二
head-same = 同一篇
head-uid = UUID
head-rev = 版次
head-request = 委托
head-service = 服务
head-title = 题名
head-client = 委托人
head-status = 状态
head-stage = 阶段
head-owner = 经办人
head-channel = 渠道
head-received = 登记时间
head-accepted = 受理日期
head-due = 期限
head-count = 数量
head-tags = 标签
head-number = 报告编号
head-closed = 完成时间
head-secrecy = 密级
head-unit = 单位
head-phone = 联系电话
head-email = 邮箱
head-client-kind = 委托人类别
head-kind = 种类
head-organisation = 是单位
head-name = 名称
head-variants = 其他写法
head-wechat = 微信
head-orcid = ORCID
head-remark = 备注
head-merged = 并入
head-database = 数据库
head-platform = 平台
head-searched = 检索日期
head-searcher = 检索人
head-query = 检索式
head-limits = 限定
head-hits = 命中
head-kept = 保留
head-note = 说明
head-version = 版本
head-supersedes = 取代
head-hands = 在谁手上
head-reviewer = 审核人
head-delivered = 交付时间
head-delivered-to = 交付给
head-feedback = 反馈
head-at = 时间
head-by = 谁
head-lang = 语言
head-text = 内容
head-on = 日期
head-minutes = 分钟
head-read = READ 等级
head-from = 从
head-to = 到
head-reason = 理由
head-sha = SHA-256
head-bytes = 字节
head-login = 登录名
head-roles = 角色
head-active = 在岗
head-gone = 已删除
head-field = 字段
head-value = 值
