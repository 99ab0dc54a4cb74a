# 备份:做备份、恢复、证明能恢复

backup-help = 工作不停,把整个咨询台备份到一个文件夹:数据、日志和附件
backup-help-folder = 存放备份的文件夹,每次多一个归档文件
backup-help-to = 用这个 age 公钥(age1…)加密,可写多次;不写则按 desk.toml
backup-help-plain = 不加密:拿到文件夹的人都能看
backup-help-restore = 把备份恢复成 --store 所指的新数据文件;要么全部,要么不动
backup-help-file = 归档文件,旁边要有它的附件文件夹
backup-help-identity = age 私钥文件
backup-help-drill = 演练:试一试备份能否恢复,恢复出来的随即删除

backup-no-recipients = 备份里有委托人的保密内容,必须加密:用 --to age1… 指定 age 公钥,或写在 desk.toml 的 [backup] recipients;--plain 表示不加密
backup-recipient-wrong = { $recipient } 不是 age 公钥;公钥以 age1 开头,由 age-keygen 给出
backup-identity-wrong = { $path } 里没有可用的 age 私钥
backup-identity-missing = 备份是加密的,请用 --identity 指定私钥文件
backup-wrong-key = 这把私钥打不开 { $path }
backup-under-way = 本台正在备份或演练,完成后再试
backup-not-written = 没有改动任何内容:{ $path } 无法写入({ $what })
backup-not-read = { $path } 无法读取({ $what })
backup-no-mark = 副本里没有刚写下的标记;没有保留,请再试
backup-damaged = { $path } 已损坏或不完整,请用别的备份
backup-newer = 备份由更新版本的 refdesk 制作,请用那个版本
backup-journal-broken = 备份里的日志链断了,请用别的备份
backup-not-as-said = 副本与归档自身的说明不符,请用别的备份
backup-file-missing = 备份里缺 { $path }
backup-not-of-this-desk = 这不是本台的备份,不能证明本台能恢复
backup-was-incomplete = 做备份时就缺附件,见 refdesk backup 的提示
backup-store-there = { $path } 已有内容,没有动它;请另选一处
backup-restore-where = 请用 --store 指定新数据文件的位置

backup-made = 申请 { $requests } 件,日志 { $entries } 条,{ $kilobytes } kB;附件 { $files } 个,其中新增 { $copied } 个
backup-is-sealed = 已用 { $keys } 把公钥加密
backup-is-plain = 没有加密:拿到文件夹的人都能看
backup-lacks = 申请所指的附件缺失或已损坏:{ $file }
backup-restored = 已恢复到 { $when } 的样子:申请 { $requests } 件,日志 { $entries } 条,附件 { $files } 个
backup-proven = 已证明:{ $when } 的备份完整恢复:申请 { $requests } 件,日志 { $entries } 条,附件 { $files } 个;读出首页 { $rows } 行
backup-failed = 未通过:{ $why }
backup-inconclusive = 没有结论:{ $why }
backup-last-proven = 最近一次证明能恢复:{ $when }(备份做于 { $made })
backup-proven-long-ago = !! 最近一次证明能恢复:{ $when },已超过 { $days } 天;请运行 refdesk drill
backup-never-proven = !! 从未证明能恢复;请运行 refdesk backup,再运行 refdesk drill
