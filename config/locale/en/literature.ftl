# The documents of a request: duplicates and screening.

## Literature

action-literature = Literature
about-literature = The documents of all searches together: duplicates found, each judged
literature-coming = Reading the documents of the searches
literature-empty = No documents yet. Attach an export to its search first: send the file to the in-tray (0), then attach it as the export of that search.
literature-sums = { $records } records, { $removable } duplicates, { $works } documents; judged { $screened }: { $close } close, { $related } related, { $none } not, { $uncertain } uncertain
literature-keys = Enter abstract   1 close   2 related   3 not relevant   4 uncertain   / find   u undo   y flow
literature-keys-pair = Enter compare   1 one document   2 two   3 later   u undo
literature-open = open
literature-doubt = perhaps one
literature-same = { $n } records are this document
literature-more = Enter goes on
literature-list = List
literature-ask-same = Are these one document?
literature-is-same = one
literature-is-other = two
literature-all-judged = Every document is judged
literature-too-early = That key came before this document was shown and did nothing; look, then press it.
form-leave-out = Not relevant
form-reason-leave-subject = Another subject
form-reason-leave-object = Another object of study
form-reason-leave-method = Another method
form-reason-leave-range = Outside the years or languages searched
form-reason-leave-kind = A kind of document not wanted
flow-identified = Identified
flow-run = { $database }  { $day }: hits { $hits }, records { $records }, documents { $works } (here alone { $alone }), included { $kept }
flow-records = Records identified: { $records }
flow-duplicates = Duplicate records removed: { $removable }; documents: { $works }{ $doubts ->
        [0] {""}
       *[other] {" "}({ $doubts } doubtful pairs open)
    }
flow-screened = Screened: { $screened }; not screened yet: { $open }
flow-excluded = Excluded: { $n }
flow-uncertain = Uncertain: { $n }
flow-included = Included: { $n } (close { $close }, related { $related })
title-documents = Find a document: title, people, source, keywords, DOI
