# Said while reading files, bringing a ledger in and exporting: which file, which line, what is wrong, what to do.

## Files that cannot be opened

intake-no-such-file = There is no file { $file }. Check the path.
intake-not-readable = You may not read { $file }. Check its rights.
intake-is-folder = { $file } is a folder. Name a file in it.
intake-not-a-file = { $file } is no ordinary file (a pipe or a device) and was not read.
intake-is-the-store = { $file } is the store in use and cannot be read as a file. Use refdesk backup for a copy.
intake-file-too-large = { $file } has about { $megabytes } MB; the limit is { $limit } MB. Split it.
intake-file-changing = { $file } changed while it was read. Wait until it is written, then try again.
intake-file-failed = { $file } could not be read or written: { $why }.
intake-file-empty = There is nothing in { $file }.
intake-no-workbook = { $file } is called a workbook and holds no table; the download may have broken off. Export it again, or open it in Excel and save it as .xlsx.
intake-only-headers = { $file } has headers and no rows.

## Files that are no tables

intake-other-kind = { $file } is really a { $kind } file, not a table. Save it as CSV, XLSX, ODS or JSON.
intake-markup = { $file } is no table: { $what }. Export CSV or XLSX from the system it comes from.
intake-looks-like-page = it looks like a web page (a login page?)
intake-looks-like-xml = it looks like XML
intake-workbook-broken = { $file } is damaged or incomplete and was not opened. Export it again.
intake-workbook-unreadable = { $file } cannot be opened: { $why }. Open it in Excel or WPS and save it as XLSX.
intake-workbook-swells = { $file } would become too large when unpacked and was not opened. Save it as CSV, or split it.
intake-workbook-names = { $file } holds file names twice, or names that lead outside, and was not opened.
intake-workbook-nested = { $file }: there is an archive inside the workbook (an embedded document). Take it out, or save the sheet alone, and try again.
intake-no-such-sheet = { $file } has no sheet “{ $sheet }”; there are: { $sheets }.

## Content that cannot be read

intake-utf16-unmarked = { $file } looks like UTF-16 without its mark. Save it as UTF-8.
intake-broken-character = { $file }, line { $line } (byte { $byte }): a broken character; the file may be cut off or wrongly converted. Export it again.
intake-nul = { $file }, line { $line } (byte { $byte }): a NUL character. Export it again.
intake-open-quote = { $file }: the quotation that begins in line { $line } is never closed. Close it and try again.
intake-row-too-long = { $file }: the row in line { $line } has more than { $limit } KB. Check its quotation marks and line ends.
intake-row-unreadable = { $file }, line { $line }: cannot be read ({ $why }).
intake-ragged = { $file }: { $count } rows have another number of cells than the headers ({ $columns }): lines { $lines }. Complete them and try again.
intake-too-many-columns = { $file } has { $columns } columns; the limit is { $limit }. Take some out.
intake-too-many-rows = { $file } has more than { $limit } rows. Split it.
intake-json-unreadable = { $file }, line { $line }, column { $column }: cannot be read ({ $why }). It should be an array of objects.
intake-json-cell = { $file }, record { $record }: “{ $column }” is no single value, or too long a number. Write it as text in quotes.
intake-other-sheets = The sheet “{ $sheet }” was read; the file has: { $sheets }.
intake-lost-digits = The numbers in { $cells } have more than 15 digits; Excel may have put zeros at their end. Check them.
intake-cell-errors = The cells { $cells } hold formula errors. Check them.

## Which column is what

intake-map-unreadable = The mapping cannot be read: { $why }.
intake-map-pair = “{ $pair }” should be “header=part”, as “Topic=title”.
intake-map-no-column = The file has no column “{ $column }”; it has: { $columns }.
intake-map-no-part = There is no part called “{ $part }”; there are: { $parts }, or field:KEY.
intake-map-twice = “{ $column }” and a column before it are both mapped to { $part }. Keep one.

## Problems in rows

intake-problem = Line { $line }: { $what }
intake-problem-in = Line { $line }, “{ $column }”: { $what }
intake-problems = { $file } has { $count } problems; nothing was brought in. Correct them, or leave these rows out with --skip-bad.
intake-nothing-good = No row of { $file } could be understood ({ $count } problems); nothing was brought in. Look at the columns with --dry-run, then name them with --map COLUMN=PART.
intake-no-title = there is no title.
intake-no-date = there is no date at all.
intake-no-service = no service is named. Say which column holds it with --map COLUMN=service, or give one for all rows with --service KEY.
intake-no-title-column = No column holds the title. Say which does with --map COLUMN=title.
intake-no-service-column = No column holds the service. Say which does with --map COLUMN=service, or give one for all rows with --service KEY.
intake-no-date-column = No column holds a day. Say which tells when a request came in with --map COLUMN=received.
intake-unknown-service = no service is called “{ $value }”. Map the word, or give a default service.
intake-unknown-status = no status is called “{ $value }”. Map the word.
intake-not-a-date = “{ $value }” is no day. Write it as 2026-11-20.
intake-date-ambiguous = “{ $value }” can be read as several days. Say the order with --map dates=mdy (or ymd, dmy).
intake-in-future = { $day } is yet to come.
intake-closed-before = it was finished on { $closed }, before it came in on { $received }.
intake-not-a-secrecy = “{ $value }” does not say who may see it. Write “open” or “restricted”; what cannot be read is never taken for open.
intake-not-a-count = “{ $value }” is no count.
intake-not-a-uid = “{ $value }” is no UUID.
intake-hidden-character = there are invisible characters in “{ $value }”. Type it anew.
intake-number-twice = the number { $number } was used in line { $first } already.

## Good to know, and no hindrance

intake-note-hidden = Invisible characters in { $rows } places are shown as marks now.
intake-note-channel = The channel of { $rows } rows is not known; its word is kept in a note.
intake-note-owner = { $rows } rows name somebody who is not on the desk's staff; the name is kept in a note.
intake-note-email = The e-mail of { $rows } rows is no address; it is kept in a note.
intake-note-kind = The kind of client of { $rows } rows is not known; its word is kept in a note.

## Files given out

intake-file-exists = { $file } is there already and was not written over. Choose another name.
intake-folder-not-empty = There is something in the folder { $file } already; nothing was written. Choose an empty one.
intake-not-kept = The store does not hold this file; { $file } was not written.
intake-kept-damaged = The file is not what was kept any more; { $file } was not written. Restore it from a backup.
intake-sheet-cut = The sheet { $sheet } ends after { $rows } rows; the JSON file has all.

# Sheets and headers of what is given out
sheet-requests = Requests
sheet-fields = Form fields
sheet-clients = Clients
sheet-runs = Search log
sheet-products = Products
sheet-talks = Notes and messages
sheet-efforts = Time
sheet-screenings = Screening
sheet-same-pairs = Same documents
sheet-steps = Steps
sheet-attachments = Attachments
sheet-staff = Staff
head-no = { "#" }
head-record = Record
head-relevance = Relevance
head-one = Record one
head-other = Record two
head-same = Same
head-uid = UUID
head-rev = Revision
head-request = Request
head-service = Service
head-title = Title
head-client = Client
head-status = Status
head-stage = Stage
head-owner = Assignee
head-channel = Channel
head-received = Received at
head-accepted = Accepted on
head-due = Due on
head-count = Quantity
head-tags = Tags
head-number = Report no.
head-closed = Closed at
head-secrecy = Secrecy
head-unit = Unit
head-phone = Phone
head-email = E-mail
head-client-kind = Client kind
head-kind = Kind
head-organisation = Organisation
head-name = Name
head-variants = Other spellings
head-wechat = WeChat
head-orcid = ORCID
head-remark = Remark
head-merged = Merged into
head-database = Database
head-platform = Platform
head-searched = Searched on
head-searcher = Searcher
head-query = Query
head-limits = Limits
head-hits = Hits
head-kept = Kept
head-note = Note
head-version = Version
head-supersedes = Supersedes
head-hands = In hands of
head-reviewer = Reviewer
head-delivered = Delivered at
head-delivered-to = Delivered to
head-feedback = Feedback
head-at = At
head-by = By
head-lang = Language
head-text = Text
head-on = On
head-minutes = Minutes
head-read = READ level
head-from = From
head-to = To
head-reason = Reason
head-sha = SHA-256
head-bytes = Bytes
head-login = Login
head-roles = Roles
head-active = Active
head-gone = Removed
head-field = Field
head-value = Value
