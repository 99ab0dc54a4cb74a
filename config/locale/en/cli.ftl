# The command line: results on standard output, words to a person on standard error

cli-help = The request desk of a library's information-consulting department, by keyboard alone
cli-help-exit-codes = Without a command the desk opens. Exit codes: 0 done; 1 refused by a rule, or not found; 2 the command line is wrong or a terminal is needed; 3 the store cannot be used; 4 a check found something; 5 a configuration file is wrong
cli-help-store = The store's file (refdesk/desk.db in the user's data folder)
cli-help-config = The configuration folder (refdesk/ in the user's configuration folder)
cli-help-lang = Language of the screen and of messages
cli-help-as = Act as this member of staff
cli-help-demo-flag = Open a demo desk: made-up content, gone when it is left
cli-help-list = List requests
cli-help-list-query = A search, as: svc:novelty status:open "solid state"
cli-help-list-limit = How many at most
cli-help-json = As JSON
cli-help-show = Show all that is known of a request
cli-help-number = A request's number, as 1042
cli-help-add = Write a request down in one line; prints its number
cli-help-add-line = As it was heard, as: "Prof. Zhang chemistry citations 32 papers by Friday"
cli-help-undo = Take back one's own last command
cli-help-keys = Show the keys
cli-help-doctor = Examine the store
cli-help-journal = The journal
cli-help-journal-verify = Verify the journal's chain
cli-help-staff = The people of the desk
cli-help-staff-list = List the staff
cli-help-staff-add = Add a member of staff
cli-help-staff-login = Login
cli-help-staff-roles = Roles, parted by commas: desk, searcher, reviewer, head, read_only
cli-help-demo = Make a store with demo content (at the place --store names)
cli-help-demo-requests = How many requests
cli-help-tutor = A ten-minute lesson on a throw-away store

cli-usage = The command line is not understood:
cli-output-failed = The output cannot be written: { $what }
cli-no-home = There is no home folder; name the store with --store
cli-no-terminal = The desk needs a terminal; in a script use a command, as refdesk list --json
cli-keys-wrong = The keys' configuration is wrong: { $what }
cli-nothing-to-undo = There is nothing to take back
cli-list-more = Only the first { $shown } are shown; ask for more with --limit
cli-add-part = { $name }: { $value }
cli-add-guess = { $name }: { $value } (a guess)
cli-add-no-service = No service was recognised, so nothing was written down; name one, as "novelty" or "citations"
cli-no-such-role = There is no role { $role }; there are: { $allowed }
cli-demo-filled = { $requests } requests made: { $path }
cli-demo-where = Name the place of the new store with --store
cli-store-there = There is something at { $path } already, and it is left alone; choose another place

cli-show-service = Service
cli-show-status = Status
cli-show-client = Client
cli-show-owner = In hand of
cli-show-channel = Channel
cli-show-received = Received
cli-show-due = Due
cli-show-because = Why then
cli-show-number = Report no.
cli-show-tags = Tags

cli-doctor-figures = { $requests } requests, { $entries } entries in the journal
cli-doctor-file = The file is damaged: { $what }
cli-doctor-due = The due date of #{ $number } is not what it is reckoned to be
cli-doctor-counter = Counter { $counter }: kept { $kept }, counted { $counted }
cli-doctor-well = All is well
cli-journal-whole = The journal is whole, { $entries } entries; keep this hash somewhere else
cli-journal-broken = Entry { $seq } of the journal breaks the chain

cli-help-import = Move in
cli-help-import-requests = Bring an old ledger in (CSV, XLSX, ODS, JSON): all of it or nothing; the same file twice adds nothing
cli-help-import-file = The ledger
cli-help-import-map = Which column is what, as "Topic=title,Unit=unit", or a TOML or JSON file that says so
cli-help-import-service = The service of rows that name none
cli-help-import-sheet = Which sheet of a workbook
cli-help-import-dry = Say what would come in, and write nothing
cli-help-import-skip = Leave rows with a problem out
cli-import-given = given
cli-import-remembered = as last time
cli-import-by-header = by header
cli-import-not-taken = not taken
cli-import-guess = "{ $word }" is taken for { $became } ({ $rows } rows, a guess)
cli-import-more-problems = { $n } more problems are not listed
cli-import-figures = { $rows } rows to come in, { $known } here already, problems: { $problems }
cli-import-dry = This was a trial; nothing was written

cli-help-export = Write everything out: XLSX, JSON and files
cli-help-export-folder = The folder to write into, new or empty
cli-export-withheld = { $count } requests that you may not see were left out
cli-export-done = Everything is written to { $path }
