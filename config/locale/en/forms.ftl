### Whatever is filled in: the capture line, the full forms, the small questions.

## Where one is

form-about = { $title }
form-about-request = #{ $request } { $title }
form-about-many = { $count } requests
form-tally = { $count } fields, { $wanting } to fill
form-no-text-here = Nothing can be typed in this line, and nothing was kept: Up and Down change the line, Enter opens it
form-more = { $count } more fields (Enter unfolds)
form-lines = ({ $count } lines)
form-yes = yes
form-no = no
form-no-choice-typed = Not on the list; kept as typed
form-no-choice = Nothing matches; take back some letters

## Keys, on the last line

form-keys-capture = Enter save  Tab service  Ctrl-R channel  Ctrl-N full form  Esc leave, text kept
form-keys-sheet = Ctrl-S save  Tab/Shift-Tab move  Right or Space list  Esc leave, text is kept
form-keys-prompt = Enter next or save  Ctrl-S save  1-9 take  Tab next  Esc leave, text is kept
form-keys-question = Enter next or save  Ctrl-S save  Tab next  Esc leave, text is kept
form-keys-long = Ctrl-S save  Ctrl-N whole screen  Tab next  Enter new line  Esc leave, text kept
form-keys-whole = Ctrl-N or Esc smaller  Ctrl-S save  Enter new line
form-keys-list = Up/Down choose  Enter take  1-9 direct  type to find  Esc close
form-keys-offer = Up/Down choose  Enter take it  Esc back to the field
form-keys-confirm = 1 yes, do it  2 or Esc no

## One line at the counter

form-capture = New request
form-capture-line = In one line
form-capture-help = as it comes, such as: Dr Li, physics, citation search, 12 papers by Friday
form-capture-new-client = Somebody else: write a new record
form-capture-known = { $name } (on record)
form-capture-organisation = { $name } (the organisation itself)
form-capture-urgent-rule = a tag only; to go first press E afterwards: who, why, fee
form-pasted-filled = Several lines were pasted: this is the full form; filled { $fields }, { $rest } more lines fit no field; all of it is kept as heard. Check, then Ctrl-S
form-pasted-kept = Several lines were pasted: this is the full form; { $rest } lines fit no field; all of it is kept as heard. Check, then Ctrl-S
form-capture-fills = { $value } -> { $fields }
form-capture-lacks = Still to ask
form-capture-past = { $due } (that day has passed)
form-capture-several = { $all }
form-capture-repeats = This client has { $count } open { $count ->
    [one] request
   *[other] requests
}, perhaps the same wish:
form-capture-urgent-tag = urgent
form-due-day = { $day }
form-due-hour = { $day } { $hour }

## Request

form-request-new = New request, full form
form-request-edit = Edit request
form-request-service = Service
form-request-title = Title
form-request-client = Client
form-request-channel = Channel
form-request-count = Count
form-request-wanted = Wanted by
form-request-hour = Wanted at
form-request-secrecy = Who may see it
form-request-tags = Tags
form-request-heard = As heard
form-people-help = part several people with semicolons
form-list-help = one item on each line

## Client

form-client-instead = Another client instead of { $name }
form-client-new = New client
form-client-edit = Edit client
form-client-name = Name
form-client-unit = Unit
form-client-phone = Phone
form-client-email = E-mail
form-client-kind = Kind
form-client-what = Person or body
form-client-person = person
form-client-organisation = organisation
form-client-title = Title
form-client-wechat = WeChat
form-client-orcid = ORCID
form-client-variants = Other spellings
form-client-variants-help = pinyin, former names, short forms; part them with semicolons
form-client-remark = Remark
form-client-met = Taken for a client on record; if not, Down and Enter:
form-client-likely = Likely the same (Down to choose, Enter takes it):
form-client-known = on record; another name means a new client

## Search log

form-run-new = Log a search
form-run-edit = Edit a search
form-run-database = Database
form-run-platform = Platform
form-run-platforms = Platforms of this database:
form-run-day = Searched on
form-run-query = Query
form-run-query-help = exactly as it was run, every line
form-run-limits = Limits
form-run-limits-help = years, languages, types, each with its reason
form-run-hits = Hits
form-run-kept = Kept
form-run-note = Note

## Product

form-product-new = New product
form-product-edit = Edit product
form-product-move = Move the product on
form-product-kind = Kind
form-product-title = Title
form-product-hands = In hands of
form-product-searcher = Searcher
form-product-reviewer = Reviewer
form-product-due = Due
form-product-note = Note
form-product-feedback = Feedback
form-product-stage = To stage

## Notes and messages

form-note-new = Internal note, not shown to the client
form-note-text = Note
form-message-new = Message to the client
form-heard-new = Heard from the client
form-message-text = Text
form-message-template = Ready answers
form-message-channel = Channel
form-message-lang = Language
form-message-past = Answers to similar requests (Down at the end, Enter inserts):

## Decisions

form-decline = Decline
form-wait = Wait for the client
form-return = Return
form-object = Object
form-close = Close
form-withdraw = Withdraw
form-cancel = Cancel
form-reopen = Reopen
form-defer = Defer
form-assign = Assign
form-duplicate = Mark as duplicate
form-merge = Merge into another
form-refer = Refer out
form-expedite = Expedite
form-agree = Agree a date
form-tags = Tags
form-deliver = Deliver
form-effort = Log minutes
form-confirm = Please confirm
form-reason = Reason
form-reasons = Usual reasons (a digit takes one while empty):
form-until = Until
form-until-help = as 11-25, friday, 3 days
form-assign-to = To
form-same-as = Which one
form-same-as-help = a number as #1042, or words to find it
form-found = Requests found (Down to choose, Enter takes it):
form-refer-to = To whom
form-expedite-by = Allowed by
form-expedite-why = Why
form-expedite-days = Working days
form-expedite-days-help = usually { $days } working days, { $floor } at the least
form-expedite-fee = On the fee
form-agree-on = Agreed day
form-agree-help = as 11-25, friday, 3 days; empty takes the agreement back
form-agree-at = Hour
form-tags-row = Tags
form-tags-help = part with blanks; what you delete goes, or write -tag
form-deliver-to = Handed to
form-effort-minutes = Minutes
form-effort-read = READ scale
form-effort-on = Day
form-read-1 = no search needed
form-read-2 = little effort
form-read-3 = some effort, a tool needed
form-read-4 = several sources
form-read-5 = expert search
form-read-6 = research, over days

## Usual reasons

form-reason-decline-scope = Outside what the desk does
form-reason-decline-materials = Too little material, and none was sent when asked
form-reason-decline-private = Asked for somebody else without their consent
form-reason-wait-list = Please send the list of papers
form-reason-wait-points = Please send the novelty points and the technical gist
form-reason-wait-name = Please confirm the author's spellings and unit
form-reason-wait-payment = Payment awaited
form-reason-return-search = The search falls short; please search further
form-reason-return-comparison = The comparison needs more work
form-reason-return-wording = The wording is not right
form-reason-defer-later = The client wants it later
form-reason-defer-load = Too much at hand until then
form-reason-defer-material = The material comes then
form-reason-same-twice = The same wish, written down twice
form-reason-same-followup = The client asked again
form-reason-refer-scope = It is their field
form-reason-refer-holds = They hold the source
form-reason-withdraw-client = The client no longer needs it
form-reason-withdraw-late = Too late for the client's date
form-reason-cancel-error = Written down by mistake
form-reason-cancel-silent = The client has not answered for long
form-reason-close-told = Answered; the client is content
form-reason-close-silent = Answered; nothing more was asked
form-reason-reopen-mistake = Decided by mistake
form-reason-reopen-news = The client asks for more
form-reason-object-missing = The client says something was missed
form-reason-object-wording = The client disputes the wording of the conclusion

## What a typed day means

form-day-work = = { $day }, working day, { $away } days from today
form-day-rest = = { $day }, the desk is closed, { $away } days from today
form-day-work-provisional = = { $day }, working day (calendar not published), { $away } days from today
form-day-rest-provisional = = { $day }, closed (calendar not published), { $away } days from today

## What is wrong, at its field

form-error-empty = This is needed
form-error-day = No such day: { $value }. Write 11-25, friday or 3 days
form-error-day-past = A day after today is needed
form-error-hour = No such hour: { $value }. Write 14:30
form-error-number = A number is needed: { $value }
form-error-too-large = Too large a number, or none
form-error-minutes = Between 1 and 1440 minutes
form-error-orcid = The ORCID's check digit is wrong; compare its 16 characters
form-error-phone = There is no figure in this telephone number: { $value }
form-error-email = This is no e-mail address: { $value }
form-error-kept-over-hits = More kept than hits
form-error-reviewer-is-searcher = The reviewer must not be the searcher
form-error-same-as = The number of another request is needed, as #1042
form-error-gaps = Gaps are still open: { $gaps }. Fill or delete them first
form-attach = Attach a file
form-attach-path = Path of the file
form-attach-arrival = File of the in-tray
form-attach-put = one that has not come yet: ssh desk put NAME < FILE
form-attach-offers = In-tray
form-attach-help = such as ~/form.pdf; it is kept as it is
form-same-client = Merge clients: the other record
form-same-client-who = Name, unit or phone
form-same-client-help = pick one that is found; both are compared before anything is done
form-found-clients = Found clients (Down picks, Enter compares):
form-error-choose-client = Press Down and pick one that is found.
form-both-wrote = A colleague wrote here meanwhile: "{ $theirs }". Saving keeps yours.

form-name = May see
form-name-row = Who may see it
form-name-help = Names or logins, parted by blanks; its owner, who accepted it and the head need not be named
form-glass = Open a restricted request
form-glass-number = Request
form-glass-help = For today, to read; the reason goes into the journal and the head sees it
form-error-request-number = Give a request's number, as 1042
form-error-nobody = There is nobody of that name or login
