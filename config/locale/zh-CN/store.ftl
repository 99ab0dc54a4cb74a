# 存储所在之处：磁盘、占用、日志的完整。

store-held = { $who }（进程 { $pid }）从 { $since } 起占用存储，没有保存。您写的字还在；请对方结束或稍后再试。
store-no-room = 磁盘只剩 { $left } MB，留给草稿用，没有保存。您写的字已存为草稿；请管理员腾出空间后再按 Ctrl-S。
store-little-room = 磁盘只剩 { $left } MB。请管理员早作安排：不足 64 MB 时就不能保存了。
store-moved = 存储文件已被移走或换掉，没有保存。您写的字还在，请抄下；再请管理员查明，然后重新打开 refdesk。
store-unfit-ground = 存储不能放在 { $kind } 上：那里的锁靠不住，多人同用会损坏它。请放到本机的 ext4 或 xfs 上。
store-doubtful-ground = 存储放在 { $kind } 上，磁盘写满时程序可能中断。请移到 ext4 或 xfs 上。
store-no-locks = 存储所在的文件系统不给锁，没有保存。您写的字还在；请管理员把存储放到本机的 ext4 或 xfs 上。
store-disk-failed = 磁盘没有照办（{ $what }），没有保存。您写的字还在；请管理员检查磁盘和空间，再试一次。
clock-went-back = 本机时钟现为 { $now }，早于上一笔记录的 { $last }。先后以日志的序号为准；请管理员校对时钟。

cli-help-journal-head = 显示日志最后一笔的序号和校验值，供另行留存
cli-help-journal-verify-head = 另行留存的校验值：日志若被截短或换掉就会查出
cli-journal-reaches = 留存的校验值对应第 { $seq } 笔，仍在链上
cli-journal-cut = 留存的校验值不在链上：日志被截短，或者换成了另一份
cli-journal-clock-back = 有 { $count } 笔记录的时间早于前一笔（最早在第 { $seq } 笔）：当时时钟被拨回
cli-doctor-file-missing = #{ $number } 的附件「{ $name }」不见了
cli-doctor-file-altered = #{ $number } 的附件「{ $name }」与存入时不同，或者不能读
