# 期限从何而来：一句话和逐步的理由。

due-line = { $days } 个工作日: { $accepted } 受理, { $parts } → { $due }
due-line-plain = { $days } 个工作日: { $accepted } 受理 → { $due }
due-line-hours = { $hours } 个工作小时: { $accepted } 受理 → { $due } { $time }
due-line-hours-paused = { $hours } 个工作小时，扣除等委托人的时间：{ $accepted } 受理 → { $due } { $time }
due-line-hours-day = { $hours } 个工作小时: { $accepted } 受理 → { $due }
due-line-agreed = 与委托人约定 { $due }（按工作日推算为 { $reckoned }）
due-line-agreed-hour = 与委托人约定 { $due } { $time }（按工作日推算为 { $reckoned }）

due-part-off = { $name } { $days } 天
due-part-makeup = { $day } 补班
due-part-opened = { $day } 加开
due-part-paused = 暂停 { $days } 天
due-part-unpublished = ~{ $year } 年日历未公布
due-part-no-calendar = ~没有 { $year } 年的日历数据
due-statutory = 法定假日

due-step-accepted = { $day } 受理，当天不计，次日起算
due-step-target = 承诺 { $days } 个工作日
due-step-hours = 承诺 { $hours } 个工作小时
due-step-off = { $name }：{ $from } 至 { $to } 放假 { $days } 天，不计
due-step-off-day = { $name }：{ $from } 放假，不计
due-step-closed-day = { $name }：{ $from } 本部门闭馆，不计
due-step-closed = { $name }：{ $from } 至 { $to } 本部门闭馆 { $days } 天，不计
due-step-makeup = { $day } 为{ $name }调休补班，计入
due-step-opened = { $day } { $name }，本部门加开，计入
due-step-weekends = 其间周末 { $days } 天，不计
due-step-pause = { $from } 至 { $to } 等待委托人，还回 { $days } 个工作日
due-step-pause-open = { $from } 起等待委托人，到 { $to } 还回 { $days } 个工作日，仍在暂停
due-step-stop = { $from } { $since } 至 { $to } { $until } 等委托人，这段时间不计
due-step-stop-open = { $from } { $since } 起等委托人，至 { $to } { $until } 不计，还在等
due-step-agreed-stands = 等委托人的时间不改变约定；需要改时请另约日期
due-step-unpublished = { $year } 年放假安排尚未公布：先按周一至周五并扣除固定法定假日推算，公布后会重算
due-step-no-calendar = 本机没有 { $year } 年的放假安排：按周一至周五并扣除固定法定假日推算；可在配置文件夹的 calendar/ 中补上 { $year }.toml
due-step-agreed = 与委托人约定 { $day }，以约定为准
due-step-agreed-hour = 与委托人约定 { $day } { $time }，以约定为准
due-step-agreed-off = 注意：约定的 { $day } 不是工作日
due-step-result = 推算期限 { $day }
