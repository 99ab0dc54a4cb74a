# Where the store lies: its disk, who holds it, whether the journal is whole.

store-held = { $who } (process { $pid }) has held the store since { $since }; nothing was saved. What you typed is still there; have that console closed, or try again.
store-no-room = The disk has only { $left } MB left, kept for drafts; nothing was saved. What you typed is kept as a draft; have room made, then press Ctrl-S.
store-little-room = The disk has only { $left } MB left. Have room made soon: below 64 MB nothing can be saved.
store-moved = The store's file was moved or replaced; nothing was saved. What you typed is still there: copy it, have the store looked for, then open refdesk again.
store-unfit-ground = A store cannot lie on { $kind }: locks do not hold there, and several people would damage it. Put it on a local ext4 or xfs disk.
store-doubtful-ground = The store lies on { $kind }, where the program may be ended when the disk is full. Move it to ext4 or xfs.
store-no-locks = The file system under the store gives no locks; nothing was saved. What you typed is still there; have the store put on a local ext4 or xfs disk.
store-disk-failed = The disk did not do it ({ $what }); nothing was saved. What you typed is still there; have the disk and its room checked, then try again.
clock-went-back = This machine's clock says { $now }, before the last entry's { $last }. The journal's numbers give the order; have the clock set right.

cli-help-journal-head = Print the journal's last entry and its hash, to be kept elsewhere
cli-help-journal-verify-head = A hash that was kept elsewhere: a journal cut short or replaced is found by it
cli-journal-reaches = The hash kept elsewhere is that of entry { $seq }, which is in the chain
cli-journal-cut = The hash kept elsewhere is not in the chain: the journal was cut short or replaced
cli-journal-clock-back = { $count } entries are dated before the one before them (the first is entry { $seq }): the clock was set back
cli-doctor-file-missing = The file “{ $name }” of #{ $number } is missing
cli-doctor-file-altered = The file “{ $name }” of #{ $number } is not what was attached, or cannot be read
