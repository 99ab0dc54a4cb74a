# 保管：证明能恢复、保管期限、清除、删除个人

drill-passed = 恢复演练 { $when } 通过
drill-long-ago = 恢复演练 { $when } 通过，已超过 { $days } 天；请运行 refdesk drill
drill-never = 已有备份，但从未演练恢复；请运行 refdesk drill
drill-no-backup = 尚未备份；refdesk backup 做备份
drill-not-noted = 没有记到本台（{ $why }）；本台仍按上一次演练计算
top-drill = 恢复演练

undo-erased = 这一步里的内容已经删除，不能撤销

# 保管期限
keep-until = 保管至 { $day }
keep-for-ever = 永久保管
keep-open = 尚未办结
keep-held = 已封存：{ $reason }
keep-no-end = 不知道何时办结，无法计算保管期限
keep-step-ended = 办结（归档）于 { $day }
keep-step-from = 从 { $year } 年 1 月 1 日起算
keep-step-years = 保管 { $years } 年
keep-step-no-years = 没有规定年限，即永久保管

# 封存
action-hold = 封存
about-hold = 保管期满也不得清除，写明原因（主任）
action-lift-hold = 解除封存
about-lift-hold = 解除封存，写明原因（主任）
form-hold = 封存：期满也不得清除
form-lift-hold = 解除封存
case-hold = 已封存，不得清除：{ $reason }（{ $who } { $on }）
hold-already = 已经封存
hold-none = 没有封存
did-hold = 已封存 #{ $number } { $title }
told-hold = 封存
did-lift-hold = 已解除封存 #{ $number } { $title }
told-lift-hold = 解除封存

# 清除
case-purged = 内容已清除
request-purged = 内容已按保管期限清除，不能再改
