//! What a service of the desk is: its fields, its path through the statuses, its promise, its products
//! and its ready answers, as configuration gives them. Knows no request of its own.

use serde_json::Value;

use super::field::{Condition, FieldDef, Fields, is_empty, validate};
use super::id::ServiceKey;
use super::names::{Lang, Names};
use super::refusal::Refusal;
use super::request::Secrecy;
use super::sentence::{Arg, Sentence};
use super::status::Status;

#[derive(Clone, Debug, PartialEq)]
pub struct ServiceDef {
    pub key: ServiceKey,
    pub names: Names,
    pub short: Names,
    /// Words heard at the counter, for quick capture.
    pub aliases: Vec<String>,
    /// What the yearly figures count it by: 项, 份, 篇, 次.
    pub unit: Names,
    pub active: bool,
    pub order: u32,
    pub fields: Vec<FieldDef>,
    /// The statuses a request passes, in order; side exits are open whatever stands here.
    pub path: Vec<Status>,
    pub stages: Vec<StageDef>,
    pub promise: Promise,
    /// The first rule whose condition holds stands instead of `promise`.
    pub variations: Vec<Variation>,
    /// Statuses that want a reason, R21 always among them.
    pub reasons: Vec<Status>,
    pub minutes: u32,
    /// Effort on the READ scale, 1–6.
    pub read: u8,
    pub products: Vec<ProductKind>,
    /// Somebody other than the searcher reviews before it is signed (R01).
    pub review: bool,
    /// The reviewer must hold a senior title (R02).
    pub senior_reviewer: bool,
    pub answers: Vec<Answer>,
    pub secrecy: Secrecy,
    /// Years an ended request is kept; 0 is for ever, None as the desk says.
    pub keep_years: Option<u32>,
    pub number: Option<NumberSeries>,
}

/// A service's own step inside a status, as `interview` inside `in_progress`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDef {
    pub status: Status,
    pub key: String,
    pub names: Names,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Working days after the acceptance.
    Days(u32),
    /// Opening hours after the acceptance.
    Hours(u32),
}

impl Target {
    /// In working days; an hour's promise ends on the day itself.
    pub fn days(self) -> u32 {
        match self {
            Target::Days(days) => days,
            Target::Hours(_) => 0,
        }
    }
}

/// When an answer is promised, and how far it may be expedited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    pub target: Target,
    /// Working days below which nobody expedites (R29).
    pub min_days: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    pub when: Condition,
    pub promise: Promise,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductKind {
    pub key: String,
    pub names: Names,
}

/// A ready message to the client; gaps as in `domain::template`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub key: String,
    pub names: Names,
    pub zh: String,
    pub en: String,
}

impl Answer {
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// When a request or product gets a number, and what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSeries {
    pub at: NumberAt,
    /// Text with the gaps of [`NUMBER_GAPS`]; `{serial:4}` pads with zeros on the left.
    pub scheme: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberAt {
    /// With the acceptance, when both sides sign the contract.
    Accept,
    /// When the product is issued.
    Issue,
}

/// Gaps a number scheme may use, each also with a width as `{serial:4}`.
pub const NUMBER_GAPS: [&str; 5] = ["year", "station", "province", "institution", "serial"];

/// The desk's codes that go into its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    pub station: String,
    pub province: String,
    pub institution: String,
}

impl NumberSeries {
    /// The number of the `serial`-th of `year`. Refused while the desk has not set a code the scheme uses.
    pub fn number(&self, year: i16, serial: u32, codes: &Codes) -> Result<String, Refusal> {
        let unset = std::cell::Cell::new(None);
        let filled = super::template::fill(&self.scheme, |gap| {
            let (name, width) = match gap.split_once(':') {
                Some((name, width)) => (name, width.parse().unwrap_or(0)),
                None => (gap, 0),
            };
            let value = match name {
                "year" => year.to_string(),
                "serial" => serial.to_string(),
                "station" => codes.station.clone(),
                "province" => codes.province.clone(),
                "institution" => codes.institution.clone(),
                _ => return None,
            };
            if value.is_empty() {
                unset.set(Some(name.to_owned()));
            }
            Some(format!("{value:0>width$}"))
        });
        match unset.into_inner() {
            Some(code) => Err(Refusal::rule("service-code-not-set").with("code", code)),
            None => Ok(filled.text),
        }
    }
}

impl NumberSeries {
    /// Year and serial of a number that fits the scheme; the other way round from [`Self::number`].
    pub fn serial_of(&self, number: &str, codes: &Codes) -> Option<(Option<i16>, u32)> {
        let (mut scheme, mut rest) = (self.scheme.as_str(), number.trim());
        let (mut year, mut serial) = (None, None);
        while !scheme.is_empty() {
            let Some((literal, behind)) = scheme.split_once('{') else {
                rest = rest.strip_prefix(scheme)?;
                break;
            };
            rest = rest.strip_prefix(literal)?;
            let (gap, behind) = behind.split_once('}')?;
            scheme = behind;
            let (name, width) = match gap.split_once(':') {
                Some((name, width)) => (name, width.parse().unwrap_or(0)),
                None => (gap, 0_usize),
            };
            let taken = match name {
                "year" => {
                    let taken = rest.get(..4)?;
                    year = Some(taken.parse().ok()?);
                    taken
                }
                "serial" => {
                    let end = rest.find(|c: char| !c.is_ascii_digit());
                    let taken = rest.get(..end.unwrap_or(rest.len()))?;
                    serial = Some(taken.parse().ok().filter(|_| taken.len() >= width.max(1))?);
                    taken
                }
                _ => {
                    let code = match name {
                        "station" => &codes.station,
                        "province" => &codes.province,
                        _ => &codes.institution,
                    };
                    let code = format!("{code:0>width$}");
                    rest.get(..code.len()).filter(|taken| *taken == code)?
                }
            };
            rest = rest.get(taken.len()..)?;
        }
        rest.is_empty().then_some((year, serial?))
    }
}

/// Statuses that always want a reason (R21).
pub const REASON_ALWAYS: [Status; 5] = [
    Status::Declined,
    Status::Duplicate,
    Status::Deferred,
    Status::Returned,
    Status::Withdrawn,
];

impl ServiceDef {
    pub fn field(&self, key: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|f| f.key == key)
    }

    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.iter().find(|a| a.key == key)
    }

    pub fn product(&self, key: &str) -> Option<&ProductKind> {
        self.products.iter().find(|p| p.key == key)
    }

    pub fn stages_of(&self, status: Status) -> impl Iterator<Item = &StageDef> {
        self.stages.iter().filter(move |s| s.status == status)
    }

    pub fn needs_reason(&self, status: Status) -> bool {
        REASON_ALWAYS.contains(&status) || self.reasons.contains(&status)
    }

    /// The promise for a request with these fields.
    pub fn promise_for(&self, fields: &Fields) -> Promise {
        self.variations
            .iter()
            .find(|v| v.when.holds(fields))
            .map_or(self.promise, |v| v.promise)
    }

    /// Whether `days` may be promised: not below the floor, however urgent (R29).
    pub fn may_promise(&self, days: u32, fields: &Fields) -> Result<(), Refusal> {
        let floor = self.promise_for(fields).min_days;
        if days < floor {
            return Err(Refusal::rule("service-r29-below-floor")
                .with("days", i64::from(days))
                .with("floor", i64::from(floor))
                .with("service", self.names.clone()));
        }
        Ok(())
    }

    /// Required fields that are asked and still empty (R22).
    pub fn missing(&self, fields: &Fields) -> Vec<&FieldDef> {
        self.fields
            .iter()
            .filter(|f| f.required && f.is_asked(fields) && is_empty(fields.get(&f.key)))
            .collect()
    }

    /// Whether acceptance asks for a client (R22): what is reviewed or numbered is made out to somebody.
    pub fn needs_client(&self) -> bool {
        self.number.is_some() || self.review
    }

    /// Refuses an acceptance while required fields are empty, naming them all (R22).
    pub fn may_accept(&self, fields: &Fields) -> Result<(), Refusal> {
        let missing: Vec<Arg> = self
            .missing(fields)
            .into_iter()
            .map(|f| f.names.clone().into())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(Refusal::missing("fields", "service-r22-fields-missing").with("fields", missing))
    }

    /// All fields as they are kept, empty ones left out. A field the service does not have is refused.
    pub fn check_fields(&self, fields: &Fields) -> Result<Fields, Refusal> {
        let mut kept = Fields::new();
        for (key, value) in fields {
            let field = self.field(key).ok_or_else(|| {
                Refusal::missing("fields", "service-no-such-field")
                    .with("field", key.as_str())
                    .with("service", self.names.clone())
            })?;
            let value = validate(field, value)?;
            if value != Value::Null {
                kept.insert(key.clone(), value);
            }
        }
        Ok(kept)
    }

    /// Whether the core and the service's path allow the step.
    pub fn may_become(&self, from: Status, to: Status) -> Result<(), Refusal> {
        if !from.may_become(to) && from == to {
            return Err(Refusal::rule("service-step-already").with("to", status_named(to)));
        }
        if !from.may_become(to) {
            return Err(Refusal::rule("service-step-never")
                .with("from", status_named(from))
                .with("to", status_named(to)));
        }
        if is_side_exit(to) || self.path.contains(&to) {
            return Ok(());
        }
        Err(Refusal::rule("service-step-not-on-path")
            .with("to", status_named(to))
            .with("service", self.names.clone()))
    }

    /// Whether the step would hand out or end work of a reviewed service that nobody has reviewed and
    /// signed. Giving it up, by withdrawing or cancelling, is no such step.
    pub fn skips_review(&self, from: Status, to: Status) -> bool {
        let unsigned = matches!(
            from,
            Status::Accepted | Status::InProgress | Status::WaitingClient
        );
        self.review && unsigned && matches!(to, Status::Delivered | Status::Closed)
    }

    /// Where the work goes on from `from`; None at the end of the path and for side exits that are ends.
    pub fn next_status(&self, from: Status) -> Option<Status> {
        let resumed = matches!(
            from,
            Status::WaitingClient | Status::Returned | Status::Objection
        );
        if resumed && self.path.contains(&Status::InProgress) {
            return Some(Status::InProgress);
        }
        if from > Status::Archived {
            return None;
        }
        self.path
            .iter()
            .copied()
            .filter(|s| *s > from && *s != Status::Objection)
            .find(|s| from.may_become(*s))
    }
}

/// Open from every service, as far as the core allows.
fn is_side_exit(status: Status) -> bool {
    use Status::*;
    matches!(
        status,
        Submitted
            | Deferred
            | WaitingClient
            | Returned
            | Closed
            | Archived
            | Declined
            | Duplicate
            | Referred
            | Withdrawn
            | Cancelled
    )
}

/// The status' name, which the wording of the screens holds.
fn status_named(status: Status) -> Sentence {
    Sentence::new(status.wording())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_padded_as_the_scheme_says() {
        let codes = Codes {
            station: "L27".into(),
            province: "12".into(),
            institution: "003".into(),
        };
        let series = |scheme: &str| NumberSeries {
            at: NumberAt::Accept,
            scheme: scheme.into(),
        };
        let cases = [
            ("{year}360{station:5}{serial:4}", "202636000L270001"),
            (
                "{year}{province}{institution:3}{serial:5}",
                "20261200300001",
            ),
        ];
        for (scheme, expected) in cases {
            let number = series(scheme).number(2026, 1, &codes);
            assert_eq!(number, Ok(expected.to_owned()));
        }
    }

    #[test]
    fn a_number_gives_its_year_and_serial_back() {
        let codes = Codes {
            station: "L27".into(),
            ..Codes::default()
        };
        let series = NumberSeries {
            at: NumberAt::Accept,
            scheme: "{year}360{station:5}{serial:4}".into(),
        };
        let cases = [
            ("202536000L270113", Some((Some(2025), 113))),
            ("202536000L2712345", Some((Some(2025), 12345))),
            ("202536000L280113", None),
            ("CX2025-017", None),
            ("查新", None),
        ];
        for (number, expected) in cases {
            assert_eq!(series.serial_of(number, &codes), expected, "{number}");
        }
    }

    #[test]
    fn a_number_waits_until_the_desk_has_set_its_code() {
        let series = NumberSeries {
            at: NumberAt::Accept,
            scheme: "{year}{station:5}{serial:4}".into(),
        };
        let refused = series
            .number(2026, 1, &Codes::default())
            .expect_err("no code");
        assert_eq!(refused.said.key, "service-code-not-set");
    }
}
