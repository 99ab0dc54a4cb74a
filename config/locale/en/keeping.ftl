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
did-purge = Content of { $count } requests purged
told-purge = purged the content
purge-help = Purge the content of requests whose period is over; it cannot be brought back (head)
purge-help-before = Only those ended before this day
purge-help-dry = List only, purge nothing
purge-help-reason = The reason, kept in the journal; leave the client's name out of it
purge-help-yes = Do not ask: how many are to be purged
purge-goes = goes  #{ $number }  ended { $day }  { $title }
purge-stays = stays #{ $number }  { $why }
purge-stay-more = { $count } more stay
purge-sums = { $go } can be purged, { $stay } must stay, { $open } are open
purge-warning = Titles, forms, notes, messages, queries and files of { $count } requests go. Numbers, services, days, statuses and report numbers stay. This can neither be undone nor brought back.
purge-retype = Type how many again:
purge-count-differs = Nothing was purged: type { $count } to agree (or --yes { $count })
purge-reason-missing = Give the reason with --reason
purge-must-keep = Nothing was purged: #{ $number } must stay ({ $why })
purge-not-settled = Somebody still reads what was before; traces leave the log when all consoles have been closed
purge-copies = Older backups, and copies from before an upgrade (-before-v…), still hold it: let them go after their time, or destroy the backups' keys

# Erasing a person
client-erased-named = Erased client #{ $id }
client-erased = This client was erased
did-erase = Client #{ $id } was erased, and { $count } requests purged whose period is over
told-erase = erased a person
erase-help = Erase a client's personal data; it cannot be brought back (head)
erase-help-client = The client's number (#17) or whole name
erase-help-yes = Do not ask: the client's number again
erase-warning = Name, contacts, other names and remarks of client #{ $id } { $name } { $unit } go, and what need not be kept of { $count } requests. This can neither be undone nor brought back.
erase-retype = Type the name again:
erase-differs = Nothing was erased: type the name to agree (or --yes { $id })
erase-choice = #{ $id }  { $name }  { $unit }
erase-which = Say by its number who is meant
erase-open = Nothing was erased: { $numbers } are open; close, withdraw or cancel them first
erase-reason-names = Leave the client's name and contacts out of the reason: it is kept for ever
erase-kept = Still to be kept; title, form, messages, search log, products and files stay as the contract needs them: { $requests }
erase-kept-until = #{ $number } until { $day }
erase-kept-longer = #{ $number } (for ever, or on hold)
action-erase = Erase the person
about-erase = Erase this client's personal data; it cannot be brought back (head)
form-erase = Erase a person: neither undone nor brought back
form-erase-name = Type the name again
form-erase-reason-help = Kept in the journal for ever; leave the client's name and contacts out
erase-name-differs = Not the name; nothing was erased
notice-erase-in-pane = Look at the client first (key 2), then choose it from the list of verbs
erase-record-goes = Goes: name, contacts, other names and remarks{ $merged ->
    [0] {""}
    [one] , with the { $merged } record merged into it
   *[other] , with the { $merged } records merged into it
}
erase-requests-go = Goes: title, form, notes, messages, queries and files of { $count } whose period is over ({ $numbers })
erase-no-request-goes = No request's period is over, so none is purged
erase-stays = Stays: title, form, messages, products and files of #{ $number } ({ $why }); internal notes go
erase-chain-stays = Stays: numbers, days, statuses, report numbers, and who did what when in the journal; it verifies as before
