# Bibliographic records: what a file is, what is wrong with it, and the commands records and cite.

## The commands

records-help = Show the records of an export: format, encoding, a row for each record
records-help-file = An export of a database or a reference manager; its name does not matter
records-help-cite = Word the works of an export as numbered references after GB/T 7714
records-help-style = The edition: gbt7714-2025 or gbt7714-2015
records-no-style = There is no style “{ $style }”; there are { $known }.
records-help-convert = Writes the records of one or several exports in another format
records-help-dedupe = Which records of several exports are one work: groups, or the list without duplicates
records-help-check = Looks exports through: format, encoding, problems, what is lacking, duplicates
records-help-files = One or several exports
records-help-to = Format: csl-json, ris, bibtex, csv or xlsx
records-help-dedupe-to = groups (CSV: id,group,kept,reason), doubts (pairs to look at), or csl-json, ris, bibtex, csv, xlsx
records-help-out = Writes into this file; else to standard output
records-help-good = Takes the records that can be read where others cannot
records-no-format = There is no output “{ $format }”; there are { $known }.
records-which-format = Name the format with --to: { $known }.
records-onto-itself = { $file } is one of the files to read and cannot be written over. Choose another name for -o.
records-not-written = { $lost ->
        [one] One record
       *[other] { $lost } records
    } could not be read, so nothing was written. Export again as said above, or add --good to take the others.
records-too-many-rows = A sheet holds { $most } rows at most. Write csv instead.
records-unwritable = The workbook cannot be made: { $why }
records-name-a-file = A workbook cannot be shown in a terminal. Use -o NAME.xlsx.
records-written = Written to { $file }
records-deduped = { $records } records, { $removable } of them duplicates, { $left } left{ $doubts ->
        [0] {""}
       *[other] ; { $doubts } doubtful pairs were not merged (--to doubts lists them)
    }.
records-checked = { $file }: without title { $title }, without people { $people }, without year { $year }, without DOI { $doi }; duplicates { $removable }{ $doubts ->
        [0] {""}
       *[other] , doubtful pairs { $doubts }
    }.
records-read = { $file }: { $format }, { $records ->
    [one] one record
   *[other] { $records } records
}
records-read-encoded = { $file }: { $format }, { $encoding }, { $records ->
    [one] one record
   *[other] { $records } records
}
records-read-guessed = { $file }: { $format }, probably { $encoding }, { $records ->
    [one] one record
   *[other] { $records } records
}. The encoding is a guess: look at a few names before you rely on it.
records-problem = { $file }, line { $line }: { $what }
records-more = … and { $more } more problems.
records-lost = { $lost ->
    [one] One entry was
   *[other] { $lost } entries were
} left out for the reasons above. The others are good.

## At the gate

records-how = records takes one name of your in-tray: ssh desk records NAME; --json for programs.
records-cite-how = cite takes one name of your in-tray: ssh desk cite NAME --style gbt7714-2025

## What is wrong with a file

records-file-too-long = The file, or what it unfolds to, is too large. Export it in several batches.
records-unknown = This is no format of records that is known. Export as RIS, Web of Science text, NoteExpress or CSV.
records-empty = There is nothing in it. Export it again.
records-web-page = This is a web page, perhaps a log-in, not an export. Log in and export again.
records-broken-character = A character is broken at byte { $byte }: “{ $near }”. Export as UTF-8 if the name matters.
records-nul = A zero byte stands at byte { $byte }; the record is left out. The file is damaged: export it again.
records-no-beginning = “{ $near }” belongs to no record, since none has begun.
records-no-type = A record does not say what kind of work it is: “{ $near }”. It was taken all the same.
records-no-end = A record has no end: “{ $near }”. It was taken as far as it goes; the file may be cut off.
records-record-too-long = A record is too long and left out: “{ $near }”.
records-value-too-long = A value of a record is too long, and the record left out: “{ $near }”.
records-too-many = The file has more records than are taken at once. Export it in several batches.
records-too-many-authors = A record has too many authors and is left out: “{ $near }”.
records-too-deep = Something here is nested too deeply and left out: “{ $near }”.
records-says-nothing = An entry says nothing: no title, no author, no number.
records-stray = “{ $near }” belongs to no record and was passed over.
records-quote-not-closed = A quotation mark opened here is never closed; the row was read without it: “{ $near }”.
records-ragged-row = A row has more cells than there are headings: “{ $near }”. Check its columns.
records-no-headings = No row of headings is known here. The first row should name title, authors, year, DOI.
records-unknown-word = “{ $near }” is used and not explained in the file; it stands as it is.
records-circle = “{ $near }” refers back to itself and was not followed.
records-markup = The XML is broken at byte { $byte }: “{ $near }”. Export it again.
records-entities = The XML declares entities of its own, which no export needs; it was not read.
records-json = The JSON is broken: “{ $near }”. Export it again.
records-packed = The packed file cannot be unpacked: “{ $near }”.
records-workbook = The workbook cannot be read: “{ $near }”. Save it as CSV (UTF-8).

## Formats

records-format-wos = Web of Science, tagged
records-format-wos-tab = Web of Science, by tab
records-format-ris = RIS
records-format-note-express = NoteExpress
records-format-e-study = CNKI E-Study
records-format-refworks = RefWorks
records-format-refer = EndNote/Refer
records-format-cssci = CSSCI
records-format-nbib = PubMed
records-format-pubmed-xml = PubMed XML
records-format-bibtex = BibTeX
records-format-endnote-xml = EndNote XML
records-format-table = table
records-format-workbook = workbook
records-format-html-table = table in a web page
records-format-csl-json = CSL-JSON
records-format-crossref-json = Crossref JSON
records-format-openalex-json = OpenAlex JSON
records-format-marc-xml = MARCXML
records-format-mods = MODS
records-format-patent-xml = EPO XML
records-format-zip = ZIP
records-format-unknown = unknown format

## Kinds of work

records-kind-article = article
records-kind-paper = conference paper
records-kind-proceedings = proceedings
records-kind-book = book
records-kind-chapter = chapter
records-kind-thesis = thesis
records-kind-patent = patent
records-kind-standard = standard
records-kind-report = report
records-kind-newspaper = newspaper
records-kind-preprint = preprint
records-kind-data = data set
records-kind-software = software
records-kind-page = web page
records-kind-other = other
