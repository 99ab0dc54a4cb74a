# Backups: making them, bringing them back, and proving that it works

backup-help = Back the whole desk up into a folder while it works on: store, journal and files
backup-help-folder = The folder of backups; it grows by an archive each time
backup-help-to = Seal to this public age key (age1…); may be given again; otherwise desk.toml says to whom
backup-help-plain = Leave it unsealed: whoever has the folder can read everything
backup-help-restore = Bring a backup back as a new store, where --store says; all of it or nothing
backup-help-file = The archive, with its folder of files beside it
backup-help-identity = The file with the secret age key
backup-help-drill = Try whether a backup can be brought back, and throw away what comes

backup-no-recipients = A backup holds what clients told in confidence, so it is sealed: name an age key with --to age1…, or under [backup] recipients in desk.toml; --plain leaves it open
backup-recipient-wrong = { $recipient } is no public age key; it begins with age1, as age-keygen prints it
backup-identity-wrong = { $path } holds no age key that can be used
backup-identity-missing = The backup is sealed; name the file of the secret key with --identity
backup-wrong-key = This key does not open { $path }
backup-under-way = Another backup or drill of this desk is under way; try again when it is done
backup-not-written = Nothing was changed: { $path } cannot be written ({ $what })
backup-not-read = { $path } cannot be read ({ $what })
backup-no-mark = The copy lacks the mark just written; nothing was kept, try again
backup-damaged = { $path } is damaged or cut off; use another backup
backup-newer = The backup was made by a newer refdesk; use that one
backup-journal-broken = The journal in the backup does not hold; use another backup
backup-not-as-said = The copy is not what the archive says of itself; use another backup
backup-file-missing = { $path } is missing from the backup
backup-not-of-this-desk = The backup is not of this desk, so it proves nothing for it
backup-was-incomplete = Files of requests were missing when the backup was made; see refdesk backup
backup-store-there = There is something at { $path } already, and it is left alone; choose a place that is free
backup-restore-where = Name the place of the new store with --store

backup-made = { $requests } requests, { $entries } entries in the journal, { $kilobytes } kB; { $files } files, { $copied } of them new
backup-is-sealed = Sealed to { $keys } keys
backup-is-plain = Not sealed: whoever has the folder can read everything
backup-lacks = A file that a request names is missing or damaged: { $file }
backup-restored = Brought back as it was on { $when }: { $requests } requests, { $entries } entries in the journal, { $files } files
backup-proven = Proven: the backup of { $when } was brought back whole: { $requests } requests, { $entries } entries in the journal, { $files } files; a first page of { $rows } was read
backup-failed = Failed: { $why }
backup-inconclusive = Inconclusive: { $why }
backup-last-proven = Last proven restore: { $when } (the backup of { $made })
backup-proven-long-ago = !! Last proven restore: { $when }, more than { $days } days ago; run refdesk drill
backup-never-proven = !! No restore was ever proven; run refdesk backup, then refdesk drill
