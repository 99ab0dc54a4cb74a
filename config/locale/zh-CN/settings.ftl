# 配置文件有误时说的话。

settings-place = { $file } 第 { $line } 行
settings-place-file = { $file }

settings-unreadable = { $place }：读不了（{ $why }）。请检查路径和权限。
settings-syntax = { $place }：这一行不是正确的 TOML：{ $text }。应写成 名称 = 值，文字用引号括起，列表用方括号括起。
settings-key-twice = { $place }：这一项写了两次：{ $value }。只能写一次。
settings-key-taken = { $place }：{ $key } 不能用“{ $value }”键，它已是 { $other } 的键。一个键只能有一个意思；refdesk keys 列出现有的键。
settings-unknown-key = { $place }：没有 { $key } 这一项；可以写：{ $allowed }。
settings-unknown-key-near = { $place }：没有 { $key } 这一项，是不是 { $near }？可以写：{ $allowed }。
settings-missing = { $place }：缺少 { $key }。
settings-wrong-type = { $place }：{ $key } 应为{ $wanted }。
settings-not-allowed = { $place }：{ $key } 不能是“{ $value }”；可以是：{ $allowed }。
settings-not-allowed-near = { $place }：{ $key } 不能是“{ $value }”，是不是 { $near }？可以是：{ $allowed }。
settings-duplicate = { $place }：{ $key } 中“{ $value }”重复了。
settings-bad-date = { $place }：{ $key } 的日期“{ $value }”不存在；请写成 2026-11-20。

settings-wanted-text = 文字，用引号括起
settings-wanted-whole-number = 整数
settings-wanted-yes-no = true 或 false
settings-wanted-day = 日期，如 2026-11-20
settings-wanted-names = 中英文名称，如 zh 和 en 两项
settings-wanted-text-list = 文字列表，用方括号括起
settings-wanted-table = 一组键值
settings-wanted-tables = 若干组键值，每组以双方括号开头

settings-calendar-backwards = { $place }：{ $key } 的 { $value } 早于开始日期。
settings-calendar-makeup-weekday = { $place }：补班日 { $value } 不是周末。
settings-calendar-other-year = { $place }：{ $value } 不属于这一年的日历。
settings-calendar-file-name = { $place }：文件写的是 { $value } 年，文件名也应是这一年。
settings-unknown-zone = { $place }：没有时区“{ $value }”；中国大陆请写 Asia/Shanghai。
settings-not-absolute = { $place }：{ $key } 要写以 / 开头的完整路径，不能是“{ $value }”。
settings-bad-code = { $place }：{ $key } 只能是字母和数字，至多 12 个，不能是“{ $value }”。
settings-bad-opening = { $place }：开放时间“{ $value }”应写成 08:30-12:00，先后排列且不重叠。
settings-bad-service-key = { $place }：服务的文件名“{ $value }”只能用小写字母、数字和下划线。
settings-bad-key = { $place }：{ $key } 只能用小写字母、数字和下划线，不能是“{ $value }”。
settings-two-targets = { $place }：target_days 和 target_hours 只能写一个。
settings-floor-above-target = { $place }：加急下限 { $value } 天长于承诺的天数。
settings-path-start = { $place }：path 应从 { $value } 开始。
settings-path-step = { $place }：path 中 { $value } 这一步走不通。
settings-path-end = { $place }：path 应包括 { $value }。
settings-review-without-status = { $place }：要审核的服务，path 中应有 { $value }。
settings-options-without-choice = { $place }：{ $value } 类字段没有选项；选项只用于 choice 和 list。
settings-count-without-from = { $place }：“{ $key }”为 count，但没有一个选项用 { $value } 写明从多少起。
settings-from-without-count = { $place }：选项里有 { $value }，但字段没有写 heard = "count"。
settings-words-without-yes-no = { $place }：{ $value } 类字段没有自己的 words；请写在各选项里，或改为 yes_no。
settings-scheme-without-serial = { $place }：编号规则“{ $value }”中应有流水号，写作 serial。
settings-not-a-file = { $place }：不是普通文件。
settings-too-big = { $place }：文件有 { $value } 字节，太大，不像配置文件。
settings-not-utf8 = { $place }：不是 UTF-8 编码，请另存为 UTF-8。
settings-wording-syntax = { $place }：不是正确的 Fluent：{ $value }。应写成 名称 = 文字。
settings-wording-unknown = { $place }：没有这个名称的句子：{ $value }。名称须与随程序提供的文字一致。
settings-view-query = { $place }：{ $key } 读不懂：{ $value }
