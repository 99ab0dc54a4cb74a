### 同事：谁在、谁在看什么、谁在编辑什么

pulse-people = 在线 { $n }
colleague-looks = { $who } 正在看
colleague-edits = { $who } 正在编辑，自 { $since }

title-clash = 两人都改了这一栏
clash-theirs = { $who } { $when } 改成：
clash-mine = 您写的：
clash-empty = （空）
clash-keep = 用我的
clash-take = 用同事的
clash-edit = 我来改（同事写的在旁边）
notice-clash-yours = 已用同事的；您原来写的是：{ $mine }
sign-colleague-looks = 同事正在看
sign-colleague-edits = 同事正在编辑

### 移交

action-hand-over = 移交
about-hand-over = 连同交接单交给同事：下一步、谁在等、材料、承诺
form-hand-over = 移交
handover-next = 下一步
handover-waits = 谁在等
handover-files = 材料
handover-promise = 承诺
handover-help = 空着就从这件委托里取
handover-head = { $giver } 移交给 { $receiver }，{ $at }
hand-over-same = 这件已经在{ $who }手里。请另选一位。
did-hand-over = 已移交 #{ $number } { $title }
told-hand-over = 移交
given-to-you = { $who } 交给您 { $n } 件：#{ $number }{ $n ->
    [1] {""}
   *[other] {" "}等
}

### 请假与代理

action-go-away = 请假与代理
about-go-away = 登记哪几天不在、谁代理；主任可以替别人登记
action-come-back = 我回来了
about-come-back = 提前结束自己的请假
form-go-away = 请假与代理
away-person = 谁
away-first-day = 从
away-last-day = 到
away-last-day-help = 不在的最后一天；第二天自动算回来
away-deputy = 代理
away-with-deputy = 请假至 { $until }，代理 { $deputy }
away-alone = 请假至 { $until }
away-backwards = 最后一天早于第一天。请改其中一个。
away-over = 这几天已经过去。请填今天或以后的日子。
away-own-deputy = 代理不能是请假的人自己。请另选一位。
away-twice = { $from } 至 { $until } 已登记请假。请先结束那一段，或改日期。
warn-away = { $who } 请假至 { $until }，代理是 { $deputy }：按 s 可改交代理。
warn-away-alone = { $who } 请假至 { $until }，没有代理：按 s 可改交别人。
warn-unclaimed-away = { $who } 请假至 { $until }：委托人已答复，#{ $number } 改为无人认领。
ask-if-back = 您登记了请假至 { $until }。已经回来了？
notice-not-away = 您没有登记请假。
did-go-away = 已登记 { $who } { $from } 至 { $until } 请假
told-go-away = 登记请假
did-come-back = { $who } 已回来
told-come-back = 结束请假
