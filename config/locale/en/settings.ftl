# What is said when a configuration file cannot be used.

settings-place = { $file }, line { $line }
settings-place-file = { $file }

settings-unreadable = { $place }: cannot be read ({ $why }). Check the path and the rights.
settings-syntax = { $place }: this line is not valid TOML: { $text }. Write name = value, texts in quotes, lists in square brackets.
settings-key-twice = { $place }: this key stands twice: { $value }. Once is allowed.
settings-key-taken = { $place }: { $key } cannot have the key “{ $value }”: it is { $other } already. A key can mean one action only; refdesk keys shows which are taken.
settings-unknown-key = { $place }: there is no key { $key }; allowed are: { $allowed }.
settings-unknown-key-near = { $place }: there is no key { $key }; did you mean { $near }? Allowed are: { $allowed }.
settings-missing = { $place }: { $key } is missing.
settings-wrong-type = { $place }: { $key } must be { $wanted }.
settings-not-allowed = { $place }: { $key } cannot be “{ $value }”; allowed are: { $allowed }.
settings-not-allowed-near = { $place }: { $key } cannot be “{ $value }”; did you mean { $near }? Allowed are: { $allowed }.
settings-duplicate = { $place }: “{ $value }” stands twice in { $key }.
settings-bad-date = { $place }: { $key }: there is no day “{ $value }”; write it as 2026-11-20.

settings-wanted-text = text in quotes
settings-wanted-whole-number = a whole number
settings-wanted-yes-no = true or false
settings-wanted-day = a date, as 2026-11-20
settings-wanted-names = a name in both languages, zh and en
settings-wanted-text-list = a list of texts in square brackets
settings-wanted-table = a group of keys
settings-wanted-tables = groups of keys, each headed by double square brackets

settings-calendar-backwards = { $place }: { $key }: { $value } is before the first day.
settings-calendar-makeup-weekday = { $place }: the make-up day { $value } is not on a weekend.
settings-calendar-other-year = { $place }: { $value } does not belong to the calendar of this year.
settings-calendar-file-name = { $place }: the file says { $value }, and its name must say so too.
settings-unknown-zone = { $place }: there is no time zone “{ $value }”; for mainland China write Asia/Shanghai.
settings-not-absolute = { $place }: { $key } takes a whole path that begins with /, not “{ $value }”.
settings-bad-code = { $place }: { $key } takes letters and digits only, at most 12, not “{ $value }”.
settings-bad-opening = { $place }: write opening hours “{ $value }” as 08:30-12:00, in order and apart.
settings-bad-service-key = { $place }: a service's file name takes small letters, digits and underscores, not “{ $value }”.
settings-bad-key = { $place }: { $key } takes small letters, digits and underscores, not “{ $value }”.
settings-two-targets = { $place }: give target_days or target_hours, not both.
settings-floor-above-target = { $place }: the floor of { $value } days is above the days promised.
settings-path-start = { $place }: the path must begin with { $value }.
settings-path-step = { $place }: the path cannot go { $value }.
settings-path-end = { $place }: the path must hold { $value }.
settings-review-without-status = { $place }: a service with review needs { $value } on its path.
settings-options-without-choice = { $place }: a field of kind { $value } has no options; those are for choice and list.
settings-count-without-from = { $place }: "{ $key }" is "count", but no option says { $value } which count it stands for.
settings-from-without-count = { $place }: an option has "{ $value }", but the field does not say heard = "count".
settings-words-without-yes-no = { $place }: a field of kind { $value } has no "words" of its own; give them to its options, or make it yes_no.
settings-scheme-without-serial = { $place }: the scheme “{ $value }” needs the serial.
settings-not-a-file = { $place }: not a plain file.
settings-too-big = { $place }: { $value } bytes are too many for a configuration file.
settings-not-utf8 = { $place }: not in UTF-8; save it as UTF-8.
settings-wording-syntax = { $place }: not valid Fluent: { $value }. Write name = wording.
settings-wording-unknown = { $place }: there is no sentence of this name: { $value }. The names are those of the wording that is shipped.
settings-view-query = { $place }: { $key } cannot be read: { $value }
