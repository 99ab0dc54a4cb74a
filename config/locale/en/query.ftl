# How searches are written: what is said of mistakes, what each key means.

query-too-long = The search is too long: { $most } characters at most.
query-open-quote = A quotation mark is not closed. Put a " after the phrase.
query-only-signs = Only signs here, no word to search for.
query-empty-quote = There is nothing between the quotation marks.
query-unknown-key = No key is called `{ $key }`. There are: { $allowed }. To search for the text itself, put it in quotation marks.
query-unknown-key-near = No key is called `{ $key }`; did you mean `{ $near }`? To search for the text itself, put it in quotation marks.
query-unknown-value = { $key }: does not know `{ $value }`. Allowed are: { $allowed }.
query-unknown-value-near = { $key }: does not know `{ $value }`; did you mean `{ $near }`?
query-no-value = { $key }: needs a value right after the colon, without a blank.
query-one-value = { $key }: takes one value; write a stretch as 2026-11-01..2026-11-30 or 10..20.
query-too-many-values = A key takes at most { $most } values.
query-order-negated = An order cannot be negated.
query-order-twice = The order can be given once, with one value.
query-bad-id = `{ $value }` is not a request; after # comes a number, as in #1042.
query-bad-due = `{ $value }` is no due date. Write today, week, overdue, none, <3d, 2026-12, >=2026-12-01 or 2026-12-01..2026-12-31.
query-bad-received = `{ $value }` is no day of receipt. Write today, week, lastmonth, <3d (within three days), 2026-11, >=2026-11-01 or 2026-11-01..2026-11-30.
query-bad-count = `{ $value }` is no count. Write 32, >20, <=5 or 10..20.

query-key-status = how far it is, or a group: open, todo, waiting, done, closed
query-key-svc = which service
query-key-due = the promised day: today, week, overdue, <3d
query-key-owner = who works on it; also @name, @me, @none
query-key-client = part of the client's name
query-key-channel = how it came: counter, phone, wechat, mail
query-key-kind = what kind of client: faculty, student, enterprise
query-key-received = when it came: today, 2026-11, <3d
query-key-count = how many: 32, >20, 10..20
query-key-tag = a tag
query-key-no = a report number
query-key-id = a request's number; also #1042
query-key-is = overdue, mine, unclaimed, waiting, urgent, restricted, handed
query-key-order = sort by due, new or updated

# One line as heard: what was understood.

capture-client = client
capture-client-title = form of address
capture-unit = unit
capture-phone = phone
capture-email = e-mail
capture-service = service
capture-purpose = purpose
capture-count = count
capture-due = due
capture-channel = channel
capture-urgent = urgent
capture-field = field
capture-title = title
capture-unclear = Unclear
capture-no-such-day = there is no day “{ $said }”; not kept as a due date
capture-count-below = “{ $said }” cannot be a count
capture-polite = courtesy
capture-joint = punctuation
capture-why-named = because of "{ $word }"
capture-why-purpose = no service was named, but "{ $word }" is the purpose
capture-why-asked = no service was named, but "{ $word }" asks something
