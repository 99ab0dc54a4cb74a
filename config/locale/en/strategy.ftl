# The search strategy: concepts, queries, taking over, the PRISMA-S list.

## Concepts and taking over

action-concepts = Concepts
about-concepts = Concepts with words in both languages; a new search gets its query
action-reuse = Take strategy
about-reuse = Take over concepts and queries of another request, with the source
form-concepts = Concepts
form-concepts-row = Concepts
form-concepts-help = a line each: battery: 固态电池; 全固态电池 | solid-state batter*; all-solid-state battery
form-reuse = Take a strategy over
form-reuse-of = From which request
form-concept-zh = Chinese words
form-concept-en = English words
concept-no-word = Line { $line } has no word. Write it as: concept: 中文词 | English; synonym
concept-twice = The concept of line { $line } stands above already; join the two or give it another name.
concepts-changed = The concepts were changed just now; nothing was saved.
did-set-concepts = Concepts of #{ $number } saved: { $concepts }
told-set-concepts = concepts changed
did-reuse-strategy = Taken from #{ $from }: queries { $runs }, concepts { $concepts }. Run them and add date and hits.
told-reuse-strategy = strategy taken over
did-count-kept = Kept figures follow the screening: searches { $runs }
told-count-kept = kept counted from the cards
reuse-from-itself = A request has nothing to take from itself; type another number.
reuse-nothing = #{ $number } has nothing to take: no concepts, and no query that is missing here.
warn-run-wants-broader = { $database } found nothing and no broader search was tried: the reviewer will ask.
warn-kept-unscreened = One search keeps { $kept }, and most were not looked at one by one (5 judges them).

## More of a search

form-run-serves = Serves
form-run-serves-help = novelty point or concept
form-run-coverage = Coverage
form-run-coverage-help = the years this database covers, as 1989–2026
form-run-terms = Terms from
form-run-terms-help = client, thesaurus, documents already found
form-run-way = Way
form-run-update = Update
form-run-written = written from the concepts; change it freely, what was run counts
form-run-written-without = written from the concepts; left out for want of a word in this language: { $concepts }
form-run-nothing-written = the concepts have no word in this language (6 adds one)
way-database = Database
way-register = Register
way-browsing = Browsing
way-citations = Citation search
way-contact = Contact
way-other = Other
run-taken-from = from #{ $number }
run-is-update = update
head-coverage = Coverage
head-serves = Serves
head-terms-from = Terms from
head-way = Way
head-update = Update
head-taken-from = Taken from
head-zh = Chinese words
head-en = English words
sheet-concepts = Concepts

## As text

strategy-concepts = Concepts
strategy-runs = Sources and search strategies
strategy-day = searched { $day }
strategy-sum = Searches { $runs }, hits { $hits }, kept { $kept }
prisma-s = PRISMA-S checklist
prisma-s-1 = Database name
prisma-s-2 = Multi-database searching
prisma-s-3 = Study registries
prisma-s-4 = Online resources and browsing
prisma-s-5 = Citation searching
prisma-s-6 = Contacts
prisma-s-7 = Other methods
prisma-s-8 = Full search strategies
prisma-s-9 = Limits and restrictions
prisma-s-10 = Search filters and sources of terms
prisma-s-11 = Prior work
prisma-s-12 = Updates
prisma-s-13 = Dates of searches
prisma-s-14 = Peer review
prisma-s-15 = Total records
prisma-s-16 = Deduplication
prisma-s-copied = { $n } copied exactly as run, above
prisma-s-hits = hits { $n }
prisma-s-records = records imported { $n }
prisma-s-same = the same by identifier, or by title, authors, year and source, count as one; every source is kept, doubtful pairs were judged by a person
