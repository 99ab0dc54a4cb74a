//! A ledger's rows understood one by one: what each cell means, what is wrong with it, what is put
//! aside into a note so that nothing is lost.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::header::Part;
use super::mapping::{DateOrder, Mapping};
use super::values::{self, Lexicon, WhenFault};
use super::{Column, Meaning, Options};
use crate::desk::ledger::{LedgerClient, LedgerRow};
use crate::desk::{Desk, Moment};
use crate::domain::field::parse_typed;
use crate::domain::refusal::Refusal;
use crate::domain::{
    Channel, ClientKind, Sentence, ServiceKey, StaffId, Status, Uid, state_secret,
};
use crate::intake::table::Table;
use crate::text::SafeText;
use crate::text::fold::fold;

/// Most problems kept of one file.
const MOST: usize = 1_000;

/// Why a row cannot come in.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub line: usize,
    /// The header of the column, where one is to blame.
    pub column: Option<String>,
    pub said: Sentence,
}

impl Problem {
    /// With its line and column.
    pub fn told(&self) -> Sentence {
        let told = match &self.column {
            Some(column) => Sentence::new("intake-problem-in").with("column", column.as_str()),
            None => Sentence::new("intake-problem"),
        };
        told.with("line", self.line).with("what", self.said.clone())
    }
}

#[derive(Default)]
pub struct Understood {
    pub rows: Vec<LedgerRow>,
    pub problems: Vec<Problem>,
    pub meanings: Vec<Meaning>,
    pub notes: Vec<Sentence>,
}

/// What holds for every row of a file.
struct Reader<'a> {
    desk: &'a Desk,
    mapping: &'a Mapping,
    columns: &'a [Column],
    moment: &'a Moment,
    lexicon: Lexicon,
    /// The order of day and month, by column.
    orders: Vec<Option<DateOrder>>,
    service: Option<ServiceKey>,
    meanings: BTreeMap<(Part, String), Meaning>,
    /// How often something was put aside, by what it was.
    aside: BTreeMap<&'static str, usize>,
}

pub fn rows(
    desk: &Desk,
    table: &Table,
    mapping: &Mapping,
    columns: &[Column],
    options: &Options,
    moment: &Moment,
) -> Result<Understood, Refusal> {
    let settings = desk.settings();
    let service = options
        .service
        .clone()
        .or_else(|| mapping.service.as_deref().map(ServiceKey::new));
    if let Some(service) = &service
        && settings.service(service).is_none()
    {
        return Err(
            Refusal::missing("service", "no-such-service").with("service", service.as_str())
        );
    }
    let orders = (0..columns.len())
        .map(|at| {
            let cells = table.rows.iter().filter_map(|(_, row)| row.get(at));
            mapping
                .dates
                .or_else(|| values::order_of(cells.map(String::as_str)))
        })
        .collect();
    let mut reader = Reader {
        desk,
        mapping,
        columns,
        moment,
        lexicon: Lexicon::new(settings),
        orders,
        service,
        meanings: BTreeMap::new(),
        aside: BTreeMap::new(),
    };
    let mut understood = Understood::default();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (line, cells) in &table.rows {
        let mut row = Row::new(*line);
        let understood_row = reader.row(&mut row, cells);
        if let Some(done) = understood_row {
            let twice = done
                .number
                .as_ref()
                .and_then(|n| numbers.insert(n.clone(), *line));
            match twice {
                Some(first) => row.fault(
                    None,
                    Sentence::new("intake-number-twice")
                        .with("number", done.number.as_deref().unwrap_or_default())
                        .with("first", first),
                ),
                None => understood.rows.push(done),
            }
        }
        understood.problems.append(&mut row.problems);
        if understood.problems.len() >= MOST {
            break;
        }
    }
    understood.notes = reader.told();
    understood.meanings = reader.meanings.into_values().collect();
    Ok(understood)
}

/// One row under way.
struct Row {
    line: usize,
    problems: Vec<Problem>,
    note: Vec<String>,
}

impl Row {
    fn new(line: usize) -> Self {
        Self {
            line,
            problems: Vec::new(),
            note: Vec::new(),
        }
    }

    fn fault(&mut self, column: Option<&str>, said: Sentence) {
        self.problems.push(Problem {
            line: self.line,
            column: column.map(str::to_owned),
            said,
        });
    }
}

impl<'a> Reader<'a> {
    fn row(&mut self, row: &mut Row, cells: &[String]) -> Option<LedgerRow> {
        let mut parts: BTreeMap<Part, (usize, String)> = BTreeMap::new();
        for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let Some(part) = &column.part else { continue };
            let text = self.cleaned(row, column, part, cell);
            if text.is_empty() {
                continue;
            }
            match part {
                Part::Note => row.note.push(
                    if self
                        .columns
                        .iter()
                        .filter(|c| c.part == Some(Part::Note))
                        .count()
                        > 1
                    {
                        format!("{}: {text}", column.header)
                    } else {
                        text
                    },
                ),
                Part::Tags => {
                    let (_, tags) = parts.entry(Part::Tags).or_insert((at, String::new()));
                    tags.push('\n');
                    tags.push_str(&text);
                }
                part => {
                    parts.insert(part.clone(), (at, text));
                }
            }
        }
        let header = |at: usize| self.columns.get(at).map(|c| c.header.clone());
        let text = |part: Part| parts.get(&part).map(|(_, t)| t.clone()).unwrap_or_default();

        let service = self.service(row, &parts);
        let title = match text(Part::Title) {
            title if !title.is_empty() => title,
            _ => match &self.mapping.title {
                Some(title) => title.clone(),
                None => {
                    row.fault(None, Sentence::new("intake-no-title"));
                    String::new()
                }
            },
        };
        let secret = [title.as_str()]
            .into_iter()
            .chain(row.note.iter().map(String::as_str));
        let claimed = { secret }.find_map(state_secret::claimed);
        if let Some(claim) = claimed {
            row.fault(None, Sentence::new("state-secret").with("claim", claim));
        }
        let mut when = |reader: &Self, part: Part| {
            let (at, cell) = parts.get(&part)?;
            reader.when(row, *at, cell)
        };
        let received = when(self, Part::Received);
        let accepted = when(self, Part::Accepted);
        let closed = when(self, Part::Closed);
        let due = when(self, Part::Due);
        let status = self.status(row, &parts, accepted.is_some(), closed.is_some());
        let Some(received) = received.or(accepted).or(closed) else {
            if !row.problems.iter().any(|p| p.column.is_some()) || !self.has_date() {
                row.fault(None, Sentence::new("intake-no-date"));
            }
            return None;
        };
        let today = self.moment.today();
        for day in [Some(received), accepted, closed].into_iter().flatten() {
            if day.0 > today {
                row.fault(None, Sentence::new("intake-in-future").with("day", day.0));
            }
        }
        if let Some(closed) = closed
            && closed.0 < received.0
        {
            row.fault(
                None,
                Sentence::new("intake-closed-before")
                    .with("closed", closed.0)
                    .with("received", received.0),
            );
        }
        let owner = parts
            .get(&Part::Owner)
            .and_then(|(_, name)| self.owner(row, name));
        let channel = parts
            .get(&Part::Channel)
            .and_then(|(_, word)| self.channel(row, word));
        let count = match parts.get(&Part::Count) {
            Some((at, cell)) => {
                let count = values::count(cell);
                if count.is_none() {
                    row.fault(
                        header(*at).as_deref(),
                        Sentence::new("intake-not-a-count").with("value", cell.as_str()),
                    );
                }
                count
            }
            None => None,
        };
        let uid = match parts.get(&Part::Uid) {
            Some((at, cell)) => {
                let uid = cell.parse::<Uid>().ok();
                if uid.is_none() {
                    row.fault(
                        header(*at).as_deref(),
                        Sentence::new("intake-not-a-uid").with("value", cell.as_str()),
                    );
                }
                uid
            }
            None => None,
        };
        let client = self.client(row, &parts);
        let fields = self.fields(row, service.as_ref(), &parts);
        let number = Some(text(Part::Number)).filter(|n| !n.is_empty());
        let tags = text(Part::Tags)
            .split(['\n', ';', '；', ',', '，', '、'])
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty())
            .collect();
        let (service, status) = (service?, status?);
        if !row.problems.is_empty() {
            return None;
        }
        let (closed_at, received_at) = (
            closed.map(|c| self.at(c, (17, 0))),
            self.at(received, (9, 0)),
        );
        Some(LedgerRow {
            line: row.line,
            uid,
            service,
            title,
            client,
            channel: channel.unwrap_or(self.desk.settings().desk().channel),
            received_at,
            accepted_on: accepted.map(|a| a.0),
            // What ended without a day ended, as far as anybody knows, when it began.
            closed_at: closed_at.or((!status.is_open()).then_some(received_at)),
            due: due.map(|d| d.0),
            status,
            owner,
            count,
            number,
            tags,
            fields,
            note: (!row.note.is_empty()).then(|| row.note.join("\n")),
        })
    }

    /// A cell as it is kept: trimmed, hidden characters shown as marks. In a number or an address they
    /// would make two things look like one, and are refused.
    fn cleaned(&mut self, row: &mut Row, column: &Column, part: &Part, cell: &str) -> String {
        let trimmed = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let lines = SafeText::lines(trimmed);
        let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
        let multi = matches!(part, Part::Note | Part::Field(_));
        let clean = lines.join(if multi { "\n" } else { " " });
        let hidden = SafeText::line(trimmed).as_str().contains('‹') && !trimmed.contains('‹');
        if hidden && matches!(part, Part::Number | Part::Email | Part::Uid | Part::Phone) {
            row.fault(
                Some(&column.header),
                Sentence::new("intake-hidden-character").with("value", clean.as_str()),
            );
        } else if hidden {
            *self.aside.entry("hidden").or_default() += 1;
        }
        clean
    }

    fn has_date(&self) -> bool {
        let mut parts = self.columns.iter().filter_map(|c| c.part.as_ref());
        parts.any(Part::is_date)
    }

    fn when(&self, row: &mut Row, at: usize, cell: &str) -> Option<(Date, Option<Time>)> {
        let order = self.orders.get(at).copied().flatten();
        match values::when(cell, order) {
            Ok(when) => Some(when),
            Err(fault) => {
                let said = match fault {
                    WhenFault::Ambiguous => Sentence::new("intake-date-ambiguous"),
                    WhenFault::NotADay => Sentence::new("intake-not-a-date"),
                };
                let header = self.columns.get(at).map(|c| c.header.as_str());
                row.fault(header, said.with("value", cell));
                None
            }
        }
    }

    /// A day without its hour came in when the desk opened, or ended when it closed.
    fn at(&self, (day, hour): (Date, Option<Time>), (h, m): (i8, i8)) -> Timestamp {
        let local = match hour {
            Some(hour) => day.to_datetime(hour),
            None => day.at(h, m, 0, 0),
        };
        let zoned = self.moment.zone.to_ambiguous_zoned(local).compatible();
        zoned.map_or(self.moment.now, |z| z.timestamp())
    }

    fn means(&mut self, part: Part, word: &str, became: &str, guessed: bool) {
        let meaning = self
            .meanings
            .entry((part.clone(), word.to_owned()))
            .or_insert_with(|| Meaning {
                part,
                word: word.to_owned(),
                became: became.to_owned(),
                rows: 0,
                guessed,
            });
        meaning.rows += 1;
    }

    fn service(
        &mut self,
        row: &mut Row,
        parts: &BTreeMap<Part, (usize, String)>,
    ) -> Option<ServiceKey> {
        let Some((at, word)) = parts.get(&Part::Service) else {
            if self.service.is_none() {
                row.fault(None, Sentence::new("intake-no-service"));
            }
            return self.service.clone();
        };
        let settings = self.desk.settings();
        let given = self.mapping.value("service", word).map(ServiceKey::new);
        let known = given.filter(|key| settings.service(key).is_some());
        let found = match known {
            Some(key) => Some((key, false)),
            None => {
                let found = self.lexicon.service(word);
                found.map(|(key, guessed)| (ServiceKey::new(key), guessed))
            }
        };
        let found = found.or_else(|| self.service.clone().map(|s| (s, true)));
        match found {
            Some((key, guessed)) => {
                self.means(Part::Service, word, key.as_str(), guessed);
                Some(key)
            }
            None => {
                let header = self.columns.get(*at).map(|c| c.header.as_str());
                row.fault(
                    header,
                    Sentence::new("intake-unknown-service").with("value", word.as_str()),
                );
                None
            }
        }
    }

    fn status(
        &mut self,
        row: &mut Row,
        parts: &BTreeMap<Part, (usize, String)>,
        accepted: bool,
        closed: bool,
    ) -> Option<Status> {
        if let Some((at, word)) = parts.get(&Part::Status) {
            let given = self
                .mapping
                .value("status", word)
                .and_then(Status::from_key);
            let found = given.or_else(|| self.lexicon.status(word));
            match found {
                Some(status) => self.means(Part::Status, word, status.key(), false),
                None => {
                    let header = self.columns.get(*at).map(|c| c.header.as_str());
                    row.fault(
                        header,
                        Sentence::new("intake-unknown-status").with("value", word.as_str()),
                    );
                }
            }
            return found;
        }
        let fallback = self.mapping.status.as_deref().and_then(Status::from_key);
        Some(fallback.unwrap_or(match (closed, accepted) {
            (true, _) => Status::Closed,
            (false, true) => Status::Accepted,
            (false, false) => Status::Submitted,
        }))
    }

    /// A channel nobody knows is put aside; the desk's usual one stands in its place.
    fn channel(&mut self, row: &mut Row, word: &str) -> Option<Channel> {
        let given = self
            .mapping
            .value("channel", word)
            .and_then(Channel::from_key);
        let fallback = || self.mapping.channel.as_deref().and_then(Channel::from_key);
        let found = given.or_else(|| self.lexicon.channel(word));
        match found {
            Some(channel) => self.means(Part::Channel, word, channel.key(), false),
            None => self.put_aside(row, Part::Channel, word, "channel"),
        }
        found.or_else(fallback)
    }

    /// Somebody who is not at the desk any more is named in a note.
    fn owner(&mut self, row: &mut Row, name: &str) -> Option<StaffId> {
        let login = self.mapping.value("owner", name).unwrap_or(name);
        let same = |text: &str| fold(text).trim() == fold(login).trim();
        let staff = self.desk.staff();
        let found = staff.iter().find(|s| same(&s.login) || same(&s.name));
        match found.map(|s| (s.id, s.login.clone())) {
            Some((id, login)) => {
                self.means(Part::Owner, name, &login, false);
                Some(id)
            }
            None => {
                self.put_aside(row, Part::Owner, name, "owner");
                None
            }
        }
    }

    fn put_aside(&mut self, row: &mut Row, part: Part, word: &str, what: &'static str) {
        let column = self.columns.iter().find(|c| c.part.as_ref() == Some(&part));
        if let Some(column) = column {
            row.note.push(format!("{}: {word}", column.header));
        }
        *self.aside.entry(what).or_default() += 1;
    }

    fn client(
        &mut self,
        row: &mut Row,
        parts: &BTreeMap<Part, (usize, String)>,
    ) -> Option<LedgerClient> {
        let text = |part: Part| parts.get(&part).map(|(_, t)| t.clone()).unwrap_or_default();
        let (name, unit) = (text(Part::Client), text(Part::Unit));
        if name.is_empty() && unit.is_empty() {
            return None;
        }
        let mut kind = ClientKind::Other;
        if let Some((_, word)) = parts.get(&Part::ClientKind) {
            let given = self
                .mapping
                .value("client_kind", word)
                .and_then(ClientKind::from_key);
            match given.or_else(|| self.lexicon.kind(word)) {
                Some(found) => {
                    kind = found;
                    self.means(Part::ClientKind, word, kind.key(), false);
                }
                None => self.put_aside(row, Part::ClientKind, word, "kind"),
            }
        }
        let mut email = text(Part::Email);
        let is_address = |text: &str| {
            let (name, host) = text.split_once('@').unwrap_or_default();
            !name.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
        };
        if !email.is_empty() && !is_address(&email) {
            self.put_aside(row, Part::Email, &email, "email");
            email.clear();
        }
        let is_organisation = name.is_empty();
        Some(LedgerClient {
            kind,
            is_organisation,
            name: if is_organisation { unit.clone() } else { name },
            unit: if is_organisation { String::new() } else { unit },
            phone: text(Part::Phone),
            email,
        })
    }

    fn fields(
        &self,
        row: &mut Row,
        service: Option<&ServiceKey>,
        parts: &BTreeMap<Part, (usize, String)>,
    ) -> BTreeMap<String, serde_json::Value> {
        let def = service.and_then(|s| self.desk.settings().service(s));
        let mut fields = BTreeMap::new();
        for (part, (at, cell)) in parts {
            let Part::Field(key) = part else { continue };
            let header = self.columns.get(*at).map(|c| c.header.as_str());
            // A field of another service is kept as a note.
            let Some(field) = def.and_then(|d| d.field(key)) else {
                row.note.push(format!("{}: {cell}", header.unwrap_or(key)));
                continue;
            };
            match parse_typed(field, cell, self.moment.today()) {
                Ok(value) => {
                    fields.insert(key.clone(), value);
                }
                Err(refusal) => row.fault(header, refusal.said),
            }
        }
        fields
    }

    fn told(&self) -> Vec<Sentence> {
        let told = |(what, rows): (&&'static str, &usize)| {
            Sentence::new(match *what {
                "hidden" => "intake-note-hidden",
                "channel" => "intake-note-channel",
                "owner" => "intake-note-owner",
                "email" => "intake-note-email",
                _ => "intake-note-kind",
            })
            .with("rows", *rows)
        };
        self.aside.iter().map(told).collect()
    }
}
