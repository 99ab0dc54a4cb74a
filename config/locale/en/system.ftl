# Why the system does not give a file or a folder

system-denied = permission is denied
system-not-there = it is not there
system-not-a-folder = it is not a folder
system-is-a-folder = it is a folder
system-read-only = it lies on a medium that can only be read
system-full = the disk is full
system-there-already = there is something of this name already
system-bad-name = the name is too long or not allowed
system-other = the system says: { $what }
