//! The store's shape, as a list of steps that is only ever added to. A step that has been released is
//! never edited: stores out there were made by it.

/// `REFD` in the file's header: tells a store of ours from any other SQLite file.
pub const APPLICATION_ID: i32 = 0x5245_4644;

/// Each step takes `user_version` up by one.
pub const STEPS: &[&str] = &[
    FIRST,
    APART,
    NEED_TO_KNOW,
    GUARDS,
    LEDGER_ROW,
    TOGETHER,
    PRESENCE_APART,
    EXPORT_FILE,
    KEEPING,
    RECORDS,
    OBJECTIONS,
    SCREENING,
    STRATEGY,
];

pub fn newest() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

const FIRST: &str = "
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE staff(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL, lang TEXT NOT NULL,
  active INTEGER NOT NULL, gone INTEGER NOT NULL);

CREATE TABLE client(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  kind TEXT NOT NULL, is_organisation INTEGER NOT NULL, name TEXT NOT NULL, variants TEXT NOT NULL,
  unit TEXT NOT NULL, title TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
  wechat TEXT NOT NULL, orcid TEXT NOT NULL, remark TEXT NOT NULL,
  merged_into INTEGER REFERENCES client(id), gone INTEGER NOT NULL,
  -- The folded name, by which the same client is found again.
  name_key TEXT NOT NULL);
CREATE INDEX client_by_name ON client(name_key);
CREATE INDEX client_by_merged ON client(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE request(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  service TEXT NOT NULL, title TEXT NOT NULL, client INTEGER REFERENCES client(id),
  status TEXT NOT NULL, stage TEXT, owner INTEGER REFERENCES staff(id), channel TEXT NOT NULL,
  received_at TEXT NOT NULL, accepted_on TEXT, accepted_by INTEGER REFERENCES staff(id),
  target_days INTEGER, agreed TEXT, due TEXT, count INTEGER, expedite TEXT, deferred_until TEXT,
  same_as INTEGER REFERENCES request(id), referred_to TEXT, secrecy TEXT NOT NULL,
  tags TEXT NOT NULL, fields TEXT NOT NULL, origin TEXT, number TEXT, closed_at TEXT,
  gone INTEGER NOT NULL,
  -- For the queue's order, kept by the same write: open is 1 while somebody must act, due_key the
  -- promised day and hour, or a day at the end of time.
  open INTEGER NOT NULL, due_key TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE INDEX request_by_due ON request(due_key, id) WHERE open = 1 AND gone = 0;
CREATE INDEX request_by_owner ON request(owner, due_key, id) WHERE open = 1 AND gone = 0;
CREATE INDEX request_by_open_service ON request(service, due_key, id) WHERE open = 1 AND gone = 0;
CREATE INDEX request_by_anyones ON request(owner, id) WHERE owner IS NOT NULL;
CREATE INDEX request_by_urgency ON request(id) WHERE expedite IS NOT NULL;
CREATE INDEX request_by_status ON request(status, id);
CREATE INDEX request_by_service ON request(service, id);
CREATE INDEX request_by_client ON request(client, id);
CREATE INDEX request_by_updated ON request(updated_at, id);
CREATE UNIQUE INDEX request_by_number ON request(number) WHERE number IS NOT NULL AND gone = 0;

CREATE TABLE step(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  at TEXT NOT NULL, \"by\" INTEGER NOT NULL REFERENCES staff(id), \"from\" TEXT NOT NULL, \"to\" TEXT NOT NULL,
  reason TEXT, gone INTEGER NOT NULL);
CREATE INDEX step_by_request ON step(request, id);

CREATE TABLE effort(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  \"by\" INTEGER NOT NULL REFERENCES staff(id), \"on\" TEXT NOT NULL, minutes INTEGER NOT NULL,
  read INTEGER NOT NULL CHECK (read BETWEEN 1 AND 6), gone INTEGER NOT NULL);
CREATE INDEX effort_by_request ON effort(request, id);

CREATE TABLE attachment(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  sha256 TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL, at TEXT NOT NULL,
  \"by\" INTEGER NOT NULL REFERENCES staff(id), gone INTEGER NOT NULL);
CREATE INDEX attachment_by_request ON attachment(request, id);

CREATE TABLE run(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  request INTEGER NOT NULL REFERENCES request(id), database TEXT NOT NULL, platform TEXT NOT NULL,
  searched_on TEXT, searcher INTEGER NOT NULL REFERENCES staff(id), query TEXT NOT NULL,
  limits TEXT NOT NULL, hits INTEGER, kept INTEGER, note TEXT NOT NULL, gone INTEGER NOT NULL);
CREATE INDEX run_by_request ON run(request, id);

CREATE TABLE product(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  request INTEGER NOT NULL REFERENCES request(id), kind TEXT NOT NULL, title TEXT NOT NULL,
  version INTEGER NOT NULL, supersedes INTEGER REFERENCES product(id), stage TEXT NOT NULL,
  in_hands_of INTEGER REFERENCES staff(id), searcher INTEGER REFERENCES staff(id),
  reviewer INTEGER REFERENCES staff(id), number TEXT, due TEXT, delivered_at TEXT,
  delivered_to TEXT NOT NULL, feedback TEXT NOT NULL, note TEXT NOT NULL, gone INTEGER NOT NULL,
  -- Four eyes: nobody reviews what he searched himself.
  CHECK (stage NOT IN ('signed', 'issued') OR reviewer IS NULL OR reviewer <> searcher));
CREATE INDEX product_by_request ON product(request, id);
CREATE INDEX product_by_stage ON product(stage, id);

CREATE TABLE talk(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
  request INTEGER NOT NULL REFERENCES request(id), kind TEXT NOT NULL, channel TEXT,
  at TEXT NOT NULL, \"by\" INTEGER NOT NULL REFERENCES staff(id), lang TEXT NOT NULL,
  text TEXT NOT NULL, gone INTEGER NOT NULL);
CREATE INDEX talk_by_request ON talk(request, id);

-- The desk's own number series: one row for each number ever given out, kept for ever.
CREATE TABLE number(
  series TEXT NOT NULL, year INTEGER NOT NULL, serial INTEGER NOT NULL, text TEXT NOT NULL UNIQUE,
  request INTEGER REFERENCES request(id), given_at TEXT NOT NULL, void INTEGER NOT NULL,
  PRIMARY KEY (series, year, serial)) WITHOUT ROWID;

-- What happened, each entry chained to the one before by its hash.
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, \"by\" INTEGER NOT NULL, kind TEXT NOT NULL,
  changes TEXT NOT NULL, made_of TEXT, undoes INTEGER, personal TEXT, prev TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX journal_by_person ON journal(\"by\", seq);
CREATE UNIQUE INDEX journal_by_undone ON journal(undoes) WHERE undoes IS NOT NULL;
CREATE TRIGGER journal_stays_as_written BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END;
CREATE TRIGGER journal_grows_by_one BEFORE INSERT ON journal
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  BEGIN SELECT RAISE(ABORT, 'the journal grows by one entry at a time'); END;
-- Personal values stand apart, so that a person can be erased and the chain stays whole.
CREATE TABLE journal_personal(seq INTEGER PRIMARY KEY REFERENCES journal(seq), salt TEXT NOT NULL, data TEXT);
-- Which rows an entry concerned: 'request' and 'client', for histories and for undo.
CREATE TABLE touched(kind TEXT NOT NULL, row INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (kind, row, seq)) WITHOUT ROWID;

-- Rows of an import that is not finished, or was taken back: they are there and nobody sees them.
CREATE TABLE import_set(
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
  first_request INTEGER NOT NULL, last_request INTEGER NOT NULL,
  first_client INTEGER NOT NULL, last_client INTEGER NOT NULL,
  rows INTEGER NOT NULL, hidden INTEGER NOT NULL, finished INTEGER NOT NULL, tally TEXT NOT NULL);
CREATE INDEX import_by_file ON import_set(sha256);

-- How many requests stand where; kept with every write, so that nothing is counted per key press.
CREATE TABLE tally(kind TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;

-- Words as text::segment cuts them, so that two Chinese characters are found exactly.
CREATE VIRTUAL TABLE request_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE client_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE answer_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');

-- Not journalled: drafts, places, views, remembered mappings.
CREATE TABLE draft(person INTEGER NOT NULL, about TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person, about)) WITHOUT ROWID;
CREATE TABLE place(person INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE view(person INTEGER NOT NULL, name TEXT NOT NULL, search TEXT NOT NULL, PRIMARY KEY (person, name)) WITHOUT ROWID;
CREATE TABLE mapping(header TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
";

const APART: &str = "
-- Clients who look alike and were found to be different ones; of each pair the older stands first.
CREATE TABLE apart(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, one INTEGER NOT NULL REFERENCES client(id),
  other INTEGER NOT NULL REFERENCES client(id), gone INTEGER NOT NULL, CHECK (one < other));
CREATE INDEX apart_by_one ON apart(one) WHERE gone = 0;
CREATE INDEX apart_by_other ON apart(other) WHERE gone = 0;
";

const NEED_TO_KNOW: &str = "
-- Who else may see a restricted request.
ALTER TABLE request ADD COLUMN named TEXT NOT NULL DEFAULT '[]';
CREATE INDEX request_by_restricted ON request(client, status) WHERE secrecy = 'restricted';

-- Openings of restricted requests by people not on them, each for one day.
CREATE TABLE glass(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  \"by\" INTEGER NOT NULL REFERENCES staff(id), at TEXT NOT NULL, \"on\" TEXT NOT NULL,
  reason TEXT NOT NULL, noted_by INTEGER REFERENCES staff(id), gone INTEGER NOT NULL);
CREATE INDEX glass_by_person ON glass(\"by\", \"on\");
CREATE INDEX glass_by_note ON glass(id) WHERE noted_by IS NULL;
";

/// `INSERT OR REPLACE` deletes without asking the triggers that guard deletion.
const GUARDS: &str = "
CREATE TRIGGER journal_is_undone_once BEFORE INSERT ON journal
  WHEN NEW.undoes IS NOT NULL AND EXISTS (SELECT 1 FROM journal WHERE undoes = NEW.undoes)
  BEGIN SELECT RAISE(ABORT, 'an entry of the journal is undone once'); END;
CREATE TRIGGER journal_personal_is_written_once BEFORE INSERT ON journal_personal
  WHEN EXISTS (SELECT 1 FROM journal_personal WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TRIGGER journal_personal_is_only_erased BEFORE UPDATE ON journal_personal
  WHEN NEW.data IS NOT NULL OR NEW.seq IS NOT OLD.seq
  BEGIN SELECT RAISE(ABORT, 'personal values in the journal are only ever erased'); END;
CREATE TRIGGER journal_personal_is_kept BEFORE DELETE ON journal_personal
  BEGIN SELECT RAISE(ABORT, 'the journal is never cut'); END;
";

const LEDGER_ROW: &str = "
-- By what a row of an old ledger is known again: its maker's number and day, or a sum of what it says.
CREATE TABLE ledger_row(
  identity TEXT NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  PRIMARY KEY (identity, request)) WITHOUT ROWID;
CREATE INDEX ledger_row_by_request ON ledger_row(request);
";

const TOGETHER: &str = "
-- Who has which request before him, one row for each open console. Not journalled; a row that is not
-- renewed stands for a console that is gone.
CREATE TABLE presence(
  console TEXT PRIMARY KEY, person INTEGER NOT NULL REFERENCES staff(id), request INTEGER,
  edits_since TEXT, held_until TEXT, seen_at TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE handover(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  at TEXT NOT NULL, giver INTEGER NOT NULL REFERENCES staff(id),
  receiver INTEGER NOT NULL REFERENCES staff(id), next TEXT NOT NULL, waits TEXT NOT NULL,
  files TEXT NOT NULL, promise TEXT NOT NULL, gone INTEGER NOT NULL);
CREATE INDEX handover_by_request ON handover(request, id);

CREATE TABLE absence(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES staff(id),
  first_day TEXT NOT NULL, last_day TEXT NOT NULL, deputy INTEGER REFERENCES staff(id),
  gone INTEGER NOT NULL, CHECK (first_day <= last_day), CHECK (deputy IS NULL OR deputy <> person));
CREATE INDEX absence_by_end ON absence(last_day) WHERE gone = 0;
";

const PRESENCE_APART: &str = "
-- Who has which request before him stands in a file of its own.
DROP TABLE presence;
";

const EXPORT_FILE: &str = "
-- The search run whose export an attached file is.
ALTER TABLE attachment ADD COLUMN run INTEGER REFERENCES run(id);
";

const KEEPING: &str = "
-- A request the head has ordered to be kept, one whose content was taken out, a person who was erased.
ALTER TABLE request ADD COLUMN hold TEXT;
ALTER TABLE request ADD COLUMN purged TEXT;
ALTER TABLE client ADD COLUMN erased TEXT;
";

const RECORDS: &str = "
-- What an attached export was read as, and its records: by the number of their batch, which is taken
-- before the first of them and named by the attachment after the last.
ALTER TABLE attachment ADD COLUMN export TEXT;
CREATE TABLE batch(id INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE record(
  id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(id), n INTEGER NOT NULL,
  key TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX record_by_batch ON record(batch, key);
";

const OBJECTIONS: &str = "
-- What a client objects to stands in the queue by the day it was promised for, no longer at its end.
UPDATE request SET due_key = CASE
  WHEN due IS NULL THEN substr(received_at, 1, 16)
  ELSE json_extract(due, '$.on') || 'T' || coalesce(substr(json_extract(due, '$.at'), 1, 5), '23:59') END
  WHERE status = 'objection' AND open = 1;
";

const SCREENING: &str = "
-- What was decided of the documents that searches brought. A decision names a record; a new one is a new
-- row, so that earlier ones can be read.
CREATE TABLE screening(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  record INTEGER NOT NULL, relevance TEXT NOT NULL, reason TEXT NOT NULL,
  by INTEGER NOT NULL REFERENCES staff(id), at TEXT NOT NULL, gone INTEGER NOT NULL);
CREATE INDEX screening_by_request ON screening(request, id);
CREATE TABLE same_pair(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  one INTEGER NOT NULL, other INTEGER NOT NULL, same INTEGER NOT NULL,
  by INTEGER NOT NULL REFERENCES staff(id), at TEXT NOT NULL, gone INTEGER NOT NULL,
  CHECK (one < other));
CREATE INDEX same_pair_by_request ON same_pair(request, id);
";

const STRATEGY: &str = "
-- What a search run serves and how it came about, and the concepts of a request with their words, from
-- which queries are written.
ALTER TABLE run ADD COLUMN coverage TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN serves TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN terms_from TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN way TEXT NOT NULL DEFAULT 'database';
ALTER TABLE run ADD COLUMN is_update INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN taken_from INTEGER REFERENCES request(id);
CREATE TABLE concept(
  id INTEGER PRIMARY KEY, rev INTEGER NOT NULL, request INTEGER NOT NULL REFERENCES request(id),
  name TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
  taken_from INTEGER REFERENCES request(id), gone INTEGER NOT NULL);
CREATE INDEX concept_by_request ON concept(request, id);
";
