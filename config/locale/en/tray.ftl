# The in-tray: its list and cards, pasted bibliographies, requests registered from a file.

action-in-tray = In-tray
about-in-tray = Files that have come: what they are, which request they may belong to; attach them one by one
pulse-arrivals = In-tray { $n }

## The list

tray-empty = No files in the in-tray. Send them with ssh desk put NAME from another computer, or paste a whole export onto the screen.
tray-empty-gate = No files in the in-tray. Send them from your own computer: ssh desk put NAME < FILE
tray-keys = Enter decide   u bring back what was removed
tray-keys-empty = u bring back what was removed
tray-looking = looking
tray-records = { $n ->
    [one] 1 record
   *[other] { $n } records
}
tray-secret = claims to be secret
tray-none = Your login cannot have an in-tray.
tray-unreadable = { $file } cannot be read; it can only be attached as it is.

## Reasons of a guess

tray-why-number = the file names { $number }
tray-why-run = it has a { $database } search without its export
tray-why-client = the file names the client { $name }
tray-why-title = "{ $word }" stands in the title as well
tray-why-cursor = under the cursor
tray-guess-none = Nothing tells which request it belongs to

## The card

tray-choice-there = attach to #{ $number }
tray-choice-other = to another request
tray-choice-new = as a new request
tray-choice-run = as the export of a search
tray-choice-this-run = as the export of this search: { $run }
tray-choice-gone = remove
tray-ask-gone = Remove { $file }?
tray-ask-gone-keys = 1 remove, u brings it back for 30 days   2 keep
tray-export-is-read = the file is being read  Esc stops
tray-export-comes = read in { $done } of { $all }  Esc stops
tray-waits = on its way
tray-no-guess = Nothing tells which request it belongs to: find it with 2.
tray-set-aside = Removed { $file }; u brings it back for { $days } days
tray-brought-back = Brought back { $file }
tray-nothing-gone = Nothing was removed that could come back.
title-gone = Removed files: choose one to bring back
tray-gone-at = removed { $at }
tray-back-again = { $file } is in the in-tray again
tray-form-waits = A full form was left with text in it; register that first, then the next from a file.
cure-whole-form = { $key } opens it
tray-file-left = { $file } is still in the in-tray; it was not attached
title-runs = Whose export it is
tray-run-has-file = has its export
tray-run-elsewhere = a search of another request
form-file-to = Attach to which request
form-run-of = The search of which request

## Registered from a file

order-form = { $filled } answers read, nothing required is missing. Look them over; Ctrl-S registers, the file goes with it.
order-form-lacks = { $filled } answers read; missing: { $lacking }. Look them over; Ctrl-S registers, the file goes with it.
order-mail = { $filled } answers read, { $parts } files attached. Look them over; Ctrl-S registers, mail and files go with it.
order-mail-lacks = { $filled } answers read, { $parts } files attached; missing: { $lacking }. Ctrl-S registers, mail and files go with it.
order-list = A list of { $count }. Choose the service and write a title; Ctrl-S registers, the file goes with it.
order-file = Nothing was read from the file. Fill the form in; Ctrl-S registers, the file goes with it.
order-form-broken = { $file } is no sound Word file; nothing was read from it.
order-form-swells = { $file } would swell when unpacked; it was not read.
order-form-odd = { $file } holds what no Word form should; it was not read.
order-mail-broken = { $file } is no sound e-mail; nothing was read from it.
order-mail-parts = { $file } has more than { $limit } parts; it was not read.

## Pasted bibliographies

title-paste = Paste
paste-what = { $kind }, { $records ->
    [one] 1 record
   *[other] { $records } records
}, { $size }
paste-counting = { $kind }, { $size }, counting
paste-keep = 1 into the in-tray (so does Esc)
paste-type = 2 as text where the cursor stands
paste-drop = 3 drop it
paste-dropped = The pasted records were dropped
paste-one-at-a-time = The last paste waits for its answer: 1, 2 or 3.
paste-no-text-here = The cursor is not in a text, or the paste is too long: 1 puts it into the in-tray.
paste-too-large = More than { $limit } MB were pasted and not kept. Send them as a file: ssh desk put NAME < FILE
tray-kept = In the in-tray: { $file }

## Putting out

title-give-out = Put out what
give-letter = The newest message
give-text = The text of this request
give-handover = The hand-over sheet
give-log = Search log, XLSX
give-list-xlsx = The list, XLSX
give-list-csv = The list, CSV
give-marked-xlsx = The marked, XLSX
give-marked-csv = The marked, CSV
give-list-cut = The list ends after { $rows } rows. Narrow the search, or use refdesk export for all.
give-name-text = text
give-name-log = search-log
give-name-handover = hand-over
give-name-list = list
