//! A ledger's rows understood one by one: what each cell means, what is wrong with it, what is put
//! aside into a note so that nothing is lost.

mod identity;
mod parts;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::header::Part;
use super::mapping::{DateOrder, Mapping};
use super::values::{self, WhenFault};
use super::words::{self, Lexicon};
use super::{Column, Meaning, Options};
use crate::desk::ledger::LedgerRow;
use crate::desk::{Desk, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::{Sentence, ServiceKey, Uid, state_secret};
use crate::intake::table::Table;
use crate::text::SafeText;

/// Most problems kept of one file.
const MOST: usize = 1_000;

/// Why a row cannot come in.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// None where the whole file lacks it.
    pub line: Option<usize>,
    /// The header of the column, where one is to blame.
    pub column: Option<String>,
    pub said: Sentence,
}

impl Problem {
    /// With its line and column.
    pub fn told(&self) -> Sentence {
        let Some(line) = self.line else {
            return self.said.clone();
        };
        let told = match &self.column {
            Some(column) => Sentence::new("intake-problem-in").with("column", column.as_str()),
            None => Sentence::new("intake-problem"),
        };
        told.with("line", line).with("what", self.said.clone())
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
    let lacking = match table.rows.is_empty() {
        true => Vec::new(),
        false => reader.lacking(),
    };
    for (_, whole) in &lacking {
        understood.problems.push(Problem {
            line: None,
            column: None,
            said: Sentence::new(whole),
        });
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (line, cells) in &table.rows {
        let mut row = Row::new(*line);
        let understood_row = reader.row(&mut row, cells);
        if let Some(mut done) = understood_row {
            done.identity = identity::of(&done, moment, &mut seen);
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
        row.problems
            .retain(|p| lacking.iter().all(|(each, _)| p.said.key != *each));
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
            line: Some(self.line),
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
                Part::Register => {
                    row.note.push(format!("{}: {text}", column.header));
                    parts.insert(Part::Register, (at, text));
                }
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
        let secrecy = match parts.get(&Part::Secrecy) {
            Some((at, cell)) => {
                let secrecy = words::secrecy(cell);
                let claimed = state_secret::claimed(&format!("密级：{cell}"));
                let fault = match (claimed, secrecy) {
                    (Some(claim), _) => Some(Sentence::new("state-secret").with("claim", claim)),
                    (None, None) => {
                        Some(Sentence::new("intake-not-a-secrecy").with("value", cell.as_str()))
                    }
                    _ => None,
                };
                if let Some(fault) = fault {
                    row.fault(header(*at).as_deref(), fault);
                }
                secrecy
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
            identity: text(Part::Register),
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
            secrecy,
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

    /// What no row can have, since no column holds it: the fault of a row, and that of the whole file.
    fn lacking(&self) -> Vec<(&'static str, &'static str)> {
        let holds = |part: Part| self.columns.iter().any(|c| c.part.as_ref() == Some(&part));
        [
            (
                holds(Part::Title) || self.mapping.title.is_some(),
                ("intake-no-title", "intake-no-title-column"),
            ),
            (
                holds(Part::Service) || self.service.is_some(),
                ("intake-no-service", "intake-no-service-column"),
            ),
            (self.has_date(), ("intake-no-date", "intake-no-date-column")),
        ]
        .into_iter()
        .filter(|(is_there, _)| !is_there)
        .map(|(_, faults)| faults)
        .collect()
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
