# Said at the gate that SSH opens, about trays, and about the keys that let people in.

## The gate

gate-verbs = Through this key you may: put NAME, get NUMBER or NAME, list [QUERY], show NUMBER, records NAME, cite NAME; without a command the desk opens (ssh -t).
gate-too-long = The command is too long and was not read.
gate-not-utf8 = The command is not UTF-8 and was not read. Set the window to UTF-8 (chcp 65001).
gate-quotes = The command has an open quote, a control character or too many words. Put names in quotes: put 'my file.ris'.
gate-put-how = put takes one name, and the file on standard input: ssh desk put "'my file.ris'" < "my file.ris"
gate-put-terminal = put takes the file on standard input: ssh desk put NAME < FILE, without -t.
gate-get-how = get takes a request's number or a name of your out-tray; after a number also the name of one of its files.
gate-get-terminal = A file is not written to a screen: ssh desk get NUMBER > FILE, without -t.
gate-get-none = No file belongs to #{ $number }.
gate-get-no-file = There is no file “{ $file }” for you.
gate-get-several = Several files belong to #{ $number }: { $names }. Name one: get { $number } 'NAME'.
gate-show-how = show takes a request's number, as show 1042; --json for programs.
gate-needs-as = The gate does not know who you are: the key's command has no --as. Ask whoever set up the key.
gate-no-terminal = The desk needs a terminal: ssh -t. Without one: put, get, list, show, records, cite.
gate-cannot-begin = The gate could not begin: { $why }.
gate-folder-open = The store's folder { $path } is open to others, or not this account's own, and is not served. Make it the service account's with chmod 700.
gate-put-done = { $file } is in your in-tray: { $kind }, { $bytes } bytes; { $arrivals } there now.
gate-kind-records = { $kind } with { $records } records
gate-hello = Welcome, { $name }. Nothing is yours yet; ? shows the keys.
gate-hello-triage = Welcome, { $name }. Nothing is yours yet; { $triage ->
    [one] one request awaits
   *[other] { $triage } requests await
} triage. ? shows the keys.
gate-hello-mine = Welcome, { $name }. { $mine ->
    [one] One case is
   *[other] { $mine } cases are
} yours; ? shows the keys.
gate-not-arrived = There is no file “{ $file }” in your in-tray. Send it first: ssh desk put NAME < FILE.
gate-filed = In your out-tray: { $file }. Fetch it: { $line }

## Trays

tray-login = The login “{ $file }” cannot have trays. Ask the head for another.
tray-nothing-came = Nothing came for { $file }; an empty file is not kept. Send it with < FILE.
tray-file-too-large = { $file } is larger than { $limit } MB and was not kept. Split it, or ask for a higher tray_file_mb.
tray-full = { $file } was not kept: your trays would hold more than { $limit } MB. Attach or fetch what lies there first.

## What an arrival is

file-csv = CSV
file-json = JSON
file-xml = XML
file-html = web page
file-mail = e-mail
file-text = text
file-xlsx = Excel
file-docx = Word
file-zip = ZIP
file-pdf = PDF
file-image = picture
file-other = other

## Keys that let people in

key-private = { $file } is a private key. It must never leave its owner: ask for the file that ends in .pub, and have this one replaced.
key-other-form = { $file } is a public key in another form (PuTTY). Turn it with: ssh-keygen -i -f FILE.
key-none = There is no key in { $file }.
key-several = There are several keys in { $file }; one person and one key at a time.
key-options = { $file } has options before the key. Leave only kind and key; the options are ours to give.
key-kind = { $file } is no public key of a known kind: Ed25519, ECDSA or RSA.
key-broken = The key in { $file } is damaged or cut off. Ask for it again.
key-short = The RSA key in { $file } has fewer than 2048 bits. Ask for an Ed25519 key: ssh-keygen -t ed25519.
key-path = The path { $path } cannot stand in authorized_keys. Choose one without strange characters.
