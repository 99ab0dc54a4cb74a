# Keeping: proof of restores, retention, purging, erasing a person

drill-passed = Restore drill passed { $when }
drill-long-ago = Restore drill passed { $when }, more than { $days } days ago; run refdesk drill
drill-never = There are backups, and no restore was ever tried; run refdesk drill
drill-no-backup = No backup was made yet; refdesk backup makes one
drill-not-noted = Not noted at the desk ({ $why }); it still counts from the last drill it knows of
top-drill = restore drill

undo-erased = What this step held has been erased; it cannot be taken back

# How long requests are kept
keep-until = Kept until { $day }
keep-for-ever = Kept for ever
keep-open = Still open
keep-held = On hold: { $reason }
keep-no-end = Nobody knows when it was ended, so its period cannot be reckoned
keep-step-ended = Ended (archived) on { $day }
keep-step-from = Counted from 1 January { $year }
keep-step-years = Kept for { $years } years
keep-step-no-years = No years are set: for ever

# Hold
action-hold = Hold
about-hold = Never purged while it is held; with a reason (head)
action-lift-hold = Lift hold
about-lift-hold = Lift the hold, with a reason (head)
form-hold = Hold: not to be purged even when its period is over
form-lift-hold = Lift the hold
case-hold = On hold, not to be purged: { $reason } ({ $who }, { $on })
hold-already = It is on hold already
hold-none = It is not on hold
did-hold = #{ $number } { $title } is on hold
told-hold = put on hold
did-lift-hold = Hold lifted from #{ $number } { $title }
told-lift-hold = lifted the hold

# Purge
case-purged = Content purged
request-purged = Its content was purged when its period was over; it cannot be changed any more
