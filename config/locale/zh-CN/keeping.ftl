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
did-purge = 已清除 { $count } 件的内容
told-purge = 清除内容
purge-help = 清除保管期满的委托内容，不能恢复（主任）
purge-help-before = 只看这一天以前办结的
purge-help-dry = 只列出，不清除
purge-help-reason = 原因，记入日志；不要写委托人的姓名
purge-help-yes = 不再询问：要清除的件数
purge-goes = 清除 #{ $number }  { $day } 办结  { $title }
purge-stays = 保留 #{ $number }  { $why }
purge-stay-more = 保留的还有 { $count } 件
purge-sums = 可清除 { $go } 件，须保留 { $stay } 件，在办 { $open } 件
purge-warning = 将清除 { $count } 件的题目、表单、备注、消息、检索式和附件。编号、服务、日期、状态和报告号保留。不能撤销，也不能恢复。
purge-retype = 请再输入件数确认：
purge-count-differs = 没有清除：请输入件数 { $count } 确认（或 --yes { $count }）
purge-reason-missing = 请用 --reason 写明原因
purge-must-keep = 没有清除：#{ $number } 须保留（{ $why }）
purge-not-settled = 还有人在读取旧内容；大家都关闭咨询台后，日志文件里的残留才会消失
purge-copies = 以前的备份和升级前的副本（-before-v…）里仍有这些内容：到期删除，或销毁备份的密钥

# 删除个人
client-erased-named = 已删除的委托人 #{ $id }
client-erased = 这位委托人的资料已经删除
did-erase = 已删除委托人 #{ $id } 的个人资料，清除期满委托 { $count } 件
told-erase = 删除个人资料
erase-help = 删除一位委托人的个人资料，不能恢复（主任）
erase-help-client = 委托人的编号（#17）或完整姓名
erase-help-yes = 不再询问：再写一次委托人的编号
erase-warning = 将删除委托人 #{ $id } { $name } { $unit } 的姓名、联系方式、别名和备注，以及其 { $count } 件委托里不必保留的内容。不能撤销，也不能恢复。
erase-retype = 请再输入姓名确认：
erase-differs = 没有删除：请输入姓名确认（或 --yes { $id }）
erase-choice = #{ $id }  { $name }  { $unit }
erase-which = 请用编号指明是哪一位
erase-open = 没有删除：还有在办的 { $numbers }，请先办结、撤回或取消
erase-reason-names = 原因里不要写这位委托人的姓名或联系方式：原因会永久保留
erase-kept = 仍在保管期内，按合同保留题目、表单、往来消息、检索记录、产品和附件：{ $requests }
erase-kept-until = #{ $number } 至 { $day }
erase-kept-longer = #{ $number }（永久或封存）
action-erase = 删除个人资料
about-erase = 删除这位委托人的个人资料，不能恢复（主任）
form-erase = 删除个人资料：不能撤销，也不能恢复
form-erase-name = 再输入姓名
form-erase-reason-help = 永久记入日志；不要写这位委托人的姓名或联系方式
erase-name-differs = 与姓名不一致，没有删除
notice-erase-in-pane = 请先按 2 看清委托人，再从命令单里选
erase-record-goes = 删除：姓名、联系方式、别名和备注{ $merged ->
    [0] {""}
   *[other] ，连同并入的 { $merged } 条记录
}
erase-requests-go = 删除：期满的 { $count } 件里的题目、表单、备注、消息、检索式和附件（{ $numbers }）
erase-no-request-goes = 没有期满的委托要清除
erase-stays = 保留：#{ $number } 的题目、表单、消息、产品和附件（{ $why }）；内部备注删除
erase-chain-stays = 保留：编号、日期、状态、报告号，以及日志里谁在何时做了什么；校验照旧通过
