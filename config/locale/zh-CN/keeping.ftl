# 保管：证明能恢复、保管期限、清除、删除个人

drill-passed = 恢复演练 { $when } 通过
drill-long-ago = 恢复演练 { $when } 通过，已超过 { $days } 天；请运行 refdesk drill
drill-never = 已有备份，但从未演练恢复；请运行 refdesk drill
drill-no-backup = 尚未备份；refdesk backup 做备份
drill-not-noted = 没有记到本台（{ $why }）；本台仍按上一次演练计算
top-drill = 恢复演练

undo-erased = 这一步里的内容已经删除，不能撤销
