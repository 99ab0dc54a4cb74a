# 服务、字段和路径不允许时说的话。

field-too-long = “{ $field }”太长，最多 { $max } 个字。
field-one-line = “{ $field }”只能写一行。
field-not-a-number = “{ $field }”应为数字，“{ $value }”不是。
field-not-a-date = “{ $field }”的日期“{ $value }”看不懂或不存在；请写成 2026-11-20 或 11-20。
field-not-yes-or-no = “{ $field }”请答是或否。
field-not-a-choice = “{ $field }”没有“{ $value }”这一项；可选：{ $allowed }。
field-wrong-kind = “{ $field }”的值类型不对。

service-no-such-field = { $service }没有字段“{ $field }”。
service-r22-fields-missing = 还不能受理，必填项未填：{ $fields }。
service-r29-below-floor = { $service }加急最短 { $floor } 个工作日，不能承诺 { $days } 个。
service-step-already = 已经是“{ $to }”了，不用再做。
service-step-never = 现在是“{ $from }”，不能变为“{ $to }”。
service-review-first = 先送审（S）：{ $service }要审核、签字、出具以后才能交付或办结。不办了用撤回（W）或取消（K）。
service-step-not-on-path = { $service }的流程中没有“{ $to }”。
service-code-not-set = 编号要用到 { $code }，请先在 desk.toml 中设置。
