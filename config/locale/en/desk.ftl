# What was not done: why, what is safe, what to press.

not-allowed-export = You may look but not take everything out; nothing was written. Ask the head to export it.
not-allowed-write = You may look but not change anything; nothing was changed. Ask the head to change your role.
not-allowed-review = Signing and returning are for a reviewer; nothing was changed. Press s to assign it to one.
not-allowed-lead = This step is for the head; nothing was changed.
not-allowed-import = Importing a ledger is for the head or the desk; nothing was changed.
not-found = There is nothing of that kind, or none you may see.
no-such-request = There is no request #{ $number }, or none you may see. Press / to search.
no-such-client = There is no such client.
no-such-staff = There is no such colleague.
no-such-service = No service is called “{ $service }”. Choose one from the list.
no-such-stage = The service has no stage “{ $stage }” at this point.
no-such-product-kind = The service has no product of kind “{ $kind }”.
title-missing = Say what it is about: at least one word.
state-secret = The text says “{ $claim }”: state secrets must not enter a networked system, and nothing was kept. Refer the client to the channel for classified work and the secrecy office.
r21-reason = This step wants a reason; nothing was changed.
r22-client-missing = Enter the client before accepting. Press e to fill it in.
warn-no-client = No client is on record for this request: there is nobody to give the result to. Press e to add one.
r25-two-clients = #{ $number } belongs to another client; they cannot be merged. If they are one person, merge the two records first: 2, then M.
r25-two-numbers = Both have report numbers; they cannot be merged.
merge-into-closed = #{ $number } is closed already; nothing can be merged into it.
same-as-itself = It cannot point at itself.
r30-stale = Not saved: { $who } changed it at { $when }. What you typed is still there; Ctrl-R shows the newest.
claim-closed = It is closed; press R to reopen it.
claim-taken = { $who } has claimed it. Press s to hand it over.
claim-mine-already = You have it already.
release-not-mine = It is not yours to release.
assign-not-mine = It is in somebody else's hands; only that person or the head can hand it over.
assign-cannot-work = { $who } cannot take work now (inactive or read-only). Choose somebody else.
begin-reopen = It is { $status }; to change it press R and say why.
object-reopen = This one is closed; when the client objects, press R to reopen it and give the objection as the reason.
warn-objection-open = The client may object until { $until }; R reopens it then.
close-product-open = “{ $product }” has not been delivered. Deliver it first, or say why the request is closed without it.
did-nothing = Nothing was changed
issued-stays = This one is “{ $status }” and stays as it is. To correct it: what is not delivered yet is returned by a reviewer (r); what is delivered or closed is reopened with R and a reason, then V makes a new version.
reopen-archived = It is archived and stays as it is; for anything further press n for a new request that names it.
product-case-first = First have request #{ $number } submitted, signed and issued (press 1, then S, Y, i); its products go along.
submit-no-run = There is no search on record, so there is nothing to review. Press 3, then n, then submit.
submit-no-product = There is no report or certificate yet, so there is nothing to sign. Press 4, then n, then submit.
expedite-not-before = Expediting means sooner: the standard promise is { $standard }, and { $days } working days end on { $day }. To agree on another date press P.
expedite-not-sooner-than-hours = This service promises an answer within { $hours } hours; { $days } working days are not sooner. To agree on another date press P.
expedite-not-sooner = Expediting means sooner: the standard is { $standard } working days, this says { $days }. To agree on another date press P.
close-nothing-behind = It has no search, product, message, file or minutes; to close it so, say why.
reopen-rows-stay = What was merged into #{ $number } stays there; to have it back, undo the merge in that one's timeline (H) instead.
reopen-not-ended = It has not ended; there is nothing to reopen.
defer-past = A deferral must be later than today (it says { $day }).
agree-past = The agreed date is past ({ $day }).
refer-to-missing = Say where it is referred to.
expedite-incomplete = A queue-jump says who allowed it, why, and what is said of the fee.
r01-own-work = Nobody reviews his own search. Press s to assign another reviewer.
r01-same-person = Searcher and reviewer cannot be the same person.
r07-run-incomplete = The run in { $database } still lacks { $fields }. Press 3, complete it, then submit.
r12-frozen = What is signed or issued is not changed. Make a new version to correct it.
product-step-never = The product cannot take that step from where it is.
product-still-open = This version is not signed yet; just edit it.
product-has-newer = There is a version { $version } already.
run-database-missing = Say which database was searched.
run-date-future = The search date { $day } has not come yet.
run-kept-above-hits = More cannot be kept than was found.
talk-empty = Nothing is written yet.
talk-too-long = The text is longer than 256 KB. Attach it as a file.
talk-channel-missing = Choose how the message went.
effort-minutes = Minutes worked are between 1 and 1440.
effort-read = READ effort is between 1 and 6.
effort-future = The day of the work has not come yet.
attachment-other-run = That search run belongs to another request.
attachment-hash = The file was not kept properly; add it again.
client-name-missing = Enter the client's name.
client-orcid-wrong = The check digit of ORCID { $orcid } is wrong; compare it again.
client-email-wrong = { $email } does not look like an e-mail address.
client-merged-already = This client record was merged already.
client-merge-with-itself = Both are the same client already.
client-not-merged = This client record was not merged.
staff-login = The login “{ $login }” may hold letters, digits, - _ . and not begin with -.
staff-login-taken = The login “{ $login }” is taken.
name-too-long = That name is too long: at most { $most } characters.
staff-name-missing = Enter the name.
staff-last-head = There must be one head at least. Name another one first.
due-nothing-promised = Nothing is promised yet: the clock starts with acceptance.
undo-no-entry = There is no such entry to take back.
undo-done-already = It has been taken back already.
undo-never = Numbers, signatures, seals and issued documents are not taken back, only voided or superseded.
undo-last-never = { $what } cannot be taken back; to correct it, return it (r) or make a new version (V). H shows earlier steps.
undo-last-touched = { $what } was changed again afterwards and cannot be taken back directly. H shows the history.
undo-newer = “{ $field }” was changed since; it cannot be taken back as it is. Press H for the timeline.
undo-worked-on = #{ $number } has been worked on since; receiving it cannot be taken back. Press K to cancel it.
undo-import-again = The same file was brought in again meanwhile ({ $name }, { $rows } rows); nothing is shown twice.
undo-import-number = Number { $number } stands for another request by now; the import stays taken back.
import-nothing = { $name } has no new rows; nothing was added.
import-known = { $name } was imported before ({ $rows } rows); nothing was added.
import-stopped = The import was stopped; nothing is left of it.
import-number-taken = Line { $line }: the number { $number } is taken already; nothing was imported.

# Trouble with the store.

store-full = The disk is full; nothing was saved. What you typed is still there; have room made, then press Ctrl-S.
store-busy = Another console has held the store for more than 5 seconds; nothing was saved. What you typed is still there; try again.
store-read-only = The store can only be read; nothing was saved. Have the disk and the rights checked.
store-newer = This store was written by a newer refdesk (version { $found }, this one knows { $known }). To do no harm it was not opened; upgrade refdesk.
store-not-ours = This file is not a refdesk store; it was left alone.
store-damaged = The store is damaged: { $what }. Write nothing more and restore a backup; refdesk doctor lists the details.
store-folder = The store's folder cannot be used: { $what }
store-failed = The store did not carry it out: { $what }. Nothing was changed.
store-rule = A rule of the store forbids it: { $what }. Nothing was changed.
store-missing = There is no store at { $path } yet. Run refdesk to make one.
store-older = This store is of version { $found } and must be brought to { $known } before it can be used, but here it can only be read. Open it once where it can be written.
store-place = The store cannot be used: { $path }: { $why }.
store-unread = The store at { $path } cannot be read where it lies: a write-ahead log is beside it that only somebody with the right to write can take in. Copy the file with its -wal into a folder of yours and open it there.
store-reading = The store can only be read here; nothing can be changed.
store-reading-medium = The store lies on a medium that can only be read; nothing can be changed.
store-reading-copy = You have no right to write to this store; it is shown as it was just now, and nothing can be changed.
store-founded-already = There is a desk here already; it was left alone.
who-are-you = The desk knows nobody called “{ $login }”. Ask the head to add you, or name yourself with --as.

# By the way.

warn-alike = Perhaps asked already: #{ $number } { $title }
warn-likely-same-client = Perhaps the same: { $name } { $unit }
warn-agreed-below-floor = The agreed date leaves { $days } working days, below the service's floor of { $floor }.
export-read = { $records } { $records ->
        [one] record
       *[other] records
    } read{ $again ->
        [0] {""}
       *[other] , { $again } of them from an earlier batch and counted once
    }{ $lost ->
        [0] {""}
       *[other] , { $lost } unreadable (the file itself is kept)
    }{ $lacking ->
        [0] {""}
       *[other] ; of { $hits } hits about { $lacking } lacking
    }{ $references ->
        [0] ; no cited references in it: for citations export “Full Record and Cited References” again
       *[other] {""}
    }.
export-too-many = This file holds { $most } records or more, too many at once; nothing was read in. Export it in batches and send those; the file is still in the in-tray.
export-stopped = Stopped; nothing was read in, and the file is still in the in-tray.
run-export-twice = This file has been read already as an export of { $database }.
warn-run-no-hits = 0 hits: run a broader search as well.
run-field-query = query
run-field-platform = platform
run-field-date = date
run-field-hits = hits
due-wanted-hour = The client wants an answer by { $day } { $time }; accepting makes it the agreement
due-wanted = The client wants an answer by { $day }; accepting makes it the agreement
due-step-expedited = Expedited: allowed by { $who }, { $why }; fee: { $fee }

# What was done (status line), what happened (timeline).

did-receive = #{ $number } received: { $title }
told-receive = received
did-edit = #{ $number } edited: { $title }
told-edit = edited
did-accept = #{ $number } accepted: { $title }
told-accept = accepted
did-claim = #{ $number } claimed: { $title }
told-claim = claimed
did-release = #{ $number } released: { $title }
told-release = released
did-assign = #{ $number } assigned: { $title }
told-assign = assigned
did-decline = #{ $number } declined: { $title }
told-decline = declined
did-duplicate = #{ $number } marked as duplicate: { $title }
told-duplicate = marked as duplicate
did-merge = #{ $number } merged: { $title }
told-merge = merged
did-defer = #{ $number } deferred: { $title }
told-defer = deferred
did-refer = #{ $number } referred out: { $title }
told-refer = referred out
did-wait = #{ $number } waiting for the client: { $title }
told-wait = waiting for the client
did-resume = #{ $number } resumed: { $title }
told-resume = resumed
did-begin = #{ $number } begun: { $title }
told-begin = begun
did-submit = #{ $number } submitted for review: { $title }
told-submit = submitted for review
did-return = #{ $number } returned: { $title }
told-return = returned
did-sign = #{ $number } signed: { $title }
told-sign = signed
did-issue = #{ $number } issued: { $title }
told-issue = issued
did-deliver = #{ $number } delivered: { $title }
told-deliver = delivered
did-object = #{ $number } objection recorded: { $title }
told-object = objection recorded
did-close = #{ $number } closed: { $title }
told-close = closed
did-archive = #{ $number } archived: { $title }
told-archive = archived
did-withdraw = #{ $number } withdrawn: { $title }
told-withdraw = withdrawn
did-cancel = #{ $number } cancelled: { $title }
told-cancel = cancelled
did-reopen = #{ $number } reopened: { $title }
told-reopen = reopened
did-stage = #{ $number } stage changed: { $title }
told-stage = stage changed
did-expedite = #{ $number } expedited: { $title }
told-expedite = expedited
did-agree = #{ $number } date agreed: { $title }
told-agree = date agreed
did-tag = #{ $number } tags changed: { $title }
told-tag = tags changed
did-add-client = Client { $name } added
told-add-client = client added
did-edit-client = Client { $name } changed
told-edit-client = client changed
did-merge-clients = Merged into { $name }
told-merge-clients = clients merged
did-split-client = Client { $name } parted again
told-split-client = clients parted
did-tell-apart = { $name } counts as somebody else; not asked about again
told-tell-apart = clients found to be different
did-add-run = Run added to #{ $number }
told-add-run = run added
did-edit-run = Run of #{ $number } changed
told-edit-run = run changed
did-drop-run = Run of #{ $number } dropped
told-drop-run = run dropped
did-add-product = Product added to #{ $number }
told-add-product = product added
did-edit-product = Product of #{ $number } changed
told-edit-product = product changed
did-move-product = { $product }: { $stage }, #{ $number }
told-move-product = product moved on
did-new-version = New version in #{ $number }
told-new-version = new version
did-note = Note written on #{ $number }
told-note = note
did-sent = Message recorded on #{ $number }
told-sent = told the client
did-heard = Client's words recorded on #{ $number }
told-heard = heard from the client
did-drop-talk = Entry of #{ $number } dropped
told-drop-talk = entry dropped
did-spend = Minutes recorded on #{ $number }
told-spend = minutes recorded
did-screen = { $relevance } #{ $number }
told-screen = document judged
did-pair = One document now, #{ $number }
told-pair = documents found to be one
did-part = Two documents, #{ $number }
told-part = documents found to be two
screen-reason = What is left out needs a reason: choose one after 3, or write your own.
document-not-there = This document is not among the results of the request any more (its export may have been removed). Open the literature again.
pair-with-itself = Both are one document already.
relevance-close = Close
relevance-related = Related
relevance-none = Not relevant
relevance-uncertain = Uncertain
did-attach = File attached to #{ $number }
told-attach = file attached
did-add-staff = Colleague { $name } added
told-add-staff = colleague added
did-edit-staff = Colleague { $name } changed
told-edit-staff = colleague changed
did-speak = Language changed
told-speak = language changed
did-import = Imported { $requests } requests and { $clients } clients from { $name }
told-import = ledger imported
did-undo = Taken back: { $what }
told-undo = taken back
did-redo = Done again: { $what }
told-redo = done again
step-on-one = #{ $number } { $what }
step-on-many = { $what } { $count } requests
step-on-client = { $what }: { $name }
did-first = The desk is set up
told-first = desk set up
did-bulk = { $what }: { $done } done, { $refused } refused
did-settle = Due dates reckoned by the new calendar
told-settle = due date reckoned by the new calendar
calendar-moved = The working calendar changed: { $count } due dates were reckoned anew
release-nobodys = Nobody has this one in hand.
stage-none = This service has no stages of its own in this status.

## Need to know

glass-reason = Say why you must see it. The head reads it.
glass-open-already = You may see #{ $number } already.
glass-only-reads = You opened this restricted request for today, to read it. To work on it, ask its owner or the head to name you.
name-not-mine = Only those a request belongs to, and the head, say who else may see it.
name-gone = { $who } no longer works at the desk.
did-name = Who may see #{ $number } is noted.
told-name = Who may see it was changed
did-break-glass = #{ $number } is open to you until the end of today; the head is told.
told-break-glass = Opened by somebody not on it
did-note-glass = Noted that #{ $number } was opened.
told-note-glass = The head took note of an opening
