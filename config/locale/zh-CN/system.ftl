# 系统不给文件或文件夹时的原因

system-denied = 没有权限
system-not-there = 没有这个文件或文件夹
system-not-a-folder = 不是文件夹
system-is-a-folder = 是文件夹
system-read-only = 所在的介质只能读
system-full = 磁盘已满
system-there-already = 已有同名的文件
system-bad-name = 名称太长或不合规
system-other = 系统报告：{ $what }
