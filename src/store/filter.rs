//! The search language's tree as conditions over the request table. Every value is bound as a
//! parameter; the text of a condition is fixed here. Who may see what is decided in one place below.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value as Sql;

use super::search;
use super::tables::NEVER;
use crate::domain::{StaffId, Status};
use crate::query::{Condition, Flag, Order, Owner, Search, StatusGroup, StatusWord, When};

/// Who looks, and when.
#[derive(Clone, Debug)]
pub struct Scope {
    pub me: StaffId,
    /// The head sees what is restricted.
    pub sees_restricted: bool,
    /// A reviewer sees what is restricted while it is under review.
    pub reviews: bool,
    pub today: Date,
    /// Today and the hour in the desk's zone, as a due key: `2026-11-22T09:41`.
    pub now_key: String,
    pub zone: TimeZone,
}

/// A search ready for the store.
#[derive(Clone, Debug)]
pub struct Filter {
    /// `FROM …`, with the tables that the conditions need.
    pub from: &'static str,
    pub conditions: Vec<String>,
    pub params: Vec<Sql>,
    pub order: Order,
}

const AT_WORK: &str = "('accepted','in_progress','in_review','returned','signed','issued')";

impl Filter {
    /// `staff` finds the members of staff whom a word names.
    pub fn new(search: &Search, scope: &Scope, staff: &dyn Fn(&str) -> Vec<StaffId>) -> Self {
        let open_only = search.terms.iter().any(is_open_only);
        let by_words = search
            .terms
            .iter()
            .any(|t| !t.negated && matches!(t.condition, Condition::Words(_)));
        // Words come newest first, in the word index's own order: no match has to be sorted.
        let order = search.order.unwrap_or(if open_only && !by_words {
            Order::Due
        } else {
            Order::New
        });
        let mut filter = Filter {
            from: "request r LEFT JOIN client c ON c.id = r.client",
            conditions: vec!["r.gone = 0".into()],
            params: Vec::new(),
            order,
        };
        if open_only {
            filter.conditions.push("r.open = 1".into());
        }
        filter.words(search);
        for term in &search.terms {
            let text = filter.condition(&term.condition, scope, staff, term.negated);
            if let Some(text) = text {
                filter.conditions.push(if term.negated {
                    format!("NOT coalesce(({text}), 0)")
                } else {
                    text
                });
            }
        }
        filter.may_see(scope);
        filter
    }

    /// What a person may see: everything open to the desk, and what is restricted if it is hers.
    fn may_see(&mut self, scope: &Scope) {
        if let Some((condition, params)) = may_see(scope) {
            self.conditions.push(condition);
            self.params.extend(params);
        }
    }

    /// All wanted words become one match that drives the search.
    fn words(&mut self, search: &Search) {
        let wanted: Vec<&crate::query::Words> = search
            .terms
            .iter()
            .filter(|t| !t.negated)
            .filter_map(|t| match &t.condition {
                Condition::Words(words) => Some(words),
                _ => None,
            })
            .collect();
        if wanted.is_empty() {
            return;
        }
        // A number alone is a request's own as well as a word.
        let alone = match wanted.as_slice() {
            [word] if !word.phrase && word.text.len() <= 7 => word.text.parse::<u32>().ok(),
            _ => None,
        };
        match (search::expression(&wanted), alone) {
            (Some(expression), Some(number)) => {
                self.conditions.push(
                    "r.id IN (SELECT ? UNION ALL SELECT rowid FROM request_text WHERE request_text MATCH ?)"
                        .into(),
                );
                self.params.push(Sql::Integer(i64::from(number)));
                self.params.push(Sql::Text(expression));
            }
            (Some(expression), None) => {
                self.from = "request_text t CROSS JOIN request r ON r.id = t.rowid LEFT JOIN client c ON c.id = r.client";
                self.conditions.push("request_text MATCH ?".into());
                self.params.push(Sql::Text(expression));
            }
            // Nothing of it can be looked for (only punctuation): nothing is found.
            (None, _) => self.conditions.push("0".into()),
        }
    }

    fn list(&mut self, column: &str, values: impl IntoIterator<Item = Sql>) -> String {
        let before = self.params.len();
        self.params.extend(values);
        let marks = vec!["?"; self.params.len() - before];
        match marks.len() {
            0 => "0".into(),
            1 => format!("{column} = ?"),
            // The plus keeps the list's own order driving: with several values it would have to sort.
            _ => format!("+{column} IN ({})", marks.join(",")),
        }
    }

    fn range(&mut self, column: &str, from: Option<String>, to: Option<String>) -> String {
        let mut parts = Vec::new();
        if let Some(from) = from {
            parts.push(format!("{column} >= ?"));
            self.params.push(Sql::Text(from));
        }
        if let Some(to) = to {
            parts.push(format!("{column} < ?"));
            self.params.push(Sql::Text(to));
        }
        if parts.is_empty() {
            "1".into()
        } else {
            parts.join(" AND ")
        }
    }

    fn condition(
        &mut self,
        condition: &Condition,
        scope: &Scope,
        staff: &dyn Fn(&str) -> Vec<StaffId>,
        negated: bool,
    ) -> Option<String> {
        let text = match condition {
            Condition::Status(words) => {
                if !negated && words.as_slice() == [StatusWord::Group(StatusGroup::Open)] {
                    return None;
                }
                let statuses = crate::query::statuses(words);
                self.list("r.status", statuses.iter().map(|s| key(*s)))
            }
            Condition::Service(keys) => {
                self.list("r.service", keys.iter().map(|k| Sql::Text(k.0.clone())))
            }
            Condition::Owner(owners) => {
                let texts: Vec<String> = owners
                    .iter()
                    .map(|owner| match owner {
                        Owner::Me => self.list("r.owner", [Sql::Integer(scope.me.0)]),
                        Owner::Nobody => "r.owner IS NULL".into(),
                        Owner::Name(name) => {
                            self.list("r.owner", staff(name).iter().map(|s| Sql::Integer(s.0)))
                        }
                    })
                    .collect();
                any(texts)
            }
            Condition::Client(names) => {
                let mut texts = Vec::new();
                for name in names {
                    match search::name_expression(name) {
                        Some(expression) => {
                            texts.push("r.client IN (SELECT rowid FROM client_text WHERE client_text MATCH ?)".into());
                            self.params.push(Sql::Text(expression));
                        }
                        None => texts.push("0".into()),
                    }
                }
                any(texts)
            }
            Condition::Channel(channels) => self.list(
                "r.channel",
                channels.iter().map(|c| Sql::Text(c.key().into())),
            ),
            Condition::Kind(kinds) => {
                self.list("c.kind", kinds.iter().map(|k| Sql::Text(k.key().into())))
            }
            Condition::Due(when) => self.due(when, scope),
            Condition::Received(when) => {
                let days = when.days(scope.today)?;
                let start = |day: Date| moment(day, &scope.zone);
                let from = days.from.map(start);
                let to = days.to.and_then(|d| d.tomorrow().ok()).map(start);
                self.range("r.received_at", from, to)
            }
            Condition::Count(range) => {
                let mut parts = vec!["r.count IS NOT NULL".to_owned()];
                for (bound, text) in [(range.from, "r.count >= ?"), (range.to, "r.count <= ?")] {
                    if let Some(bound) = bound {
                        parts.push(text.into());
                        self.params.push(Sql::Integer(i64::from(bound)));
                    }
                }
                parts.join(" AND ")
            }
            Condition::Tag(tags) => {
                let list = self.list("j.value", tags.iter().map(|t| Sql::Text(t.clone())));
                format!("EXISTS (SELECT 1 FROM json_each(r.tags) j WHERE {list})")
            }
            Condition::Number(numbers) => {
                let mut texts = Vec::new();
                for number in numbers {
                    // A number is found by its beginning; no character sorts after the last one.
                    let last = format!("{number}\u{10FFFF}");
                    texts.push("(r.number BETWEEN ? AND ? OR r.id IN (SELECT request FROM product WHERE number BETWEEN ? AND ?))".into());
                    for _ in 0..2 {
                        self.params.push(Sql::Text(number.clone()));
                        self.params.push(Sql::Text(last.clone()));
                    }
                }
                any(texts)
            }
            Condition::Id(ids) => self.list("r.id", ids.iter().map(|i| Sql::Integer(i.0))),
            Condition::Is(flags) => {
                let texts = flags.iter().map(|f| self.flag(*f, scope)).collect();
                any(texts)
            }
            Condition::Words(words) => {
                if !negated {
                    return None;
                }
                match search::expression(&[words]) {
                    Some(expression) => {
                        self.params.push(Sql::Text(expression));
                        "r.id IN (SELECT rowid FROM request_text WHERE request_text MATCH ?)".into()
                    }
                    None => "0".into(),
                }
            }
        };
        Some(text)
    }

    fn due(&mut self, when: &When, scope: &Scope) -> String {
        match when {
            When::Overdue => self.flag(Flag::Overdue, scope),
            When::Never => "r.due IS NULL".into(),
            other => {
                let Some(days) = other.days(scope.today) else {
                    return "r.due IS NULL".into();
                };
                let from = days.from.map(|d| format!("{d}T00:00"));
                let to = days
                    .to
                    .and_then(|d| d.tomorrow().ok())
                    .map(|d| format!("{d}T00:00"))
                    .or_else(|| Some(NEVER.to_owned()));
                let range = self.range("r.due_key", from, to);
                format!("r.due IS NOT NULL AND {range}")
            }
        }
    }

    fn flag(&mut self, flag: Flag, scope: &Scope) -> String {
        match flag {
            Flag::Overdue => {
                self.params.push(Sql::Text(scope.now_key.clone()));
                format!(
                    "r.open = 1 AND r.due IS NOT NULL AND r.due_key < ? AND +r.status IN {AT_WORK}"
                )
            }
            Flag::Mine => self.list("r.owner", [Sql::Integer(scope.me.0)]),
            Flag::Unclaimed => "r.open = 1 AND r.owner IS NULL".into(),
            Flag::Waiting => "r.status = 'waiting_client'".into(),
            Flag::Urgent => "r.expedite IS NOT NULL".into(),
            Flag::Restricted => "r.secrecy = 'restricted'".into(),
            Flag::Handed => {
                let me = || Sql::Integer(scope.me.0);
                self.params.extend([me(), me(), me(), me()]);
                "r.owner = ? AND EXISTS (SELECT 1 FROM handover h WHERE h.request = r.id AND h.receiver = ? AND h.gone = 0 \
                 AND NOT EXISTS (SELECT 1 FROM step s WHERE s.request = r.id AND s.\"by\" = ? AND s.at >= h.at) \
                 AND NOT EXISTS (SELECT 1 FROM talk t WHERE t.request = r.id AND t.\"by\" = ? AND t.at >= h.at))".into()
            }
        }
    }
}

/// What a person may see of the requests `r`, as one condition; none where she sees all.
pub fn may_see(scope: &Scope) -> Option<(String, Vec<Sql>)> {
    if scope.sees_restricted {
        return None;
    }
    let review = match scope.reviews {
        true => " OR r.status IN ('in_review','signed')",
        false => "",
    };
    let condition = format!(
        "(r.secrecy = 'open' OR coalesce(r.owner = ?, 0) OR coalesce(r.accepted_by = ?, 0){review} \
         OR EXISTS (SELECT 1 FROM json_each(r.named) n WHERE n.value = ?) \
         OR EXISTS (SELECT 1 FROM glass g WHERE g.\"by\" = ? AND g.\"on\" = ? AND g.request = r.id AND g.gone = 0))"
    );
    let me = || Sql::Integer(scope.me.0);
    let params = vec![me(), me(), me(), me(), Sql::Text(scope.today.to_string())];
    Some((condition, params))
}

/// Whether the term lets through nothing but what is open, so that the queue's own index serves.
fn is_open_only(term: &crate::query::Term) -> bool {
    if term.negated {
        return false;
    }
    match &term.condition {
        Condition::Status(words) => crate::query::statuses(words)
            .into_iter()
            .all(Status::is_open),
        Condition::Is(flags) => flags
            .iter()
            .all(|f| matches!(f, Flag::Overdue | Flag::Unclaimed | Flag::Waiting)),
        Condition::Due(when) => matches!(when, When::Overdue),
        _ => false,
    }
}

fn key(status: Status) -> Sql {
    Sql::Text(status.key().to_owned())
}

fn any(texts: Vec<String>) -> String {
    match texts.len() {
        0 => "0".into(),
        1 => texts.into_iter().next().unwrap_or_default(),
        _ => format!("({})", texts.join(" OR ")),
    }
}

/// Midnight of a day in the desk's zone as the store writes moments.
pub fn moment(day: Date, zone: &TimeZone) -> String {
    day.to_zoned(zone.clone())
        .map(|z| z.timestamp().to_string())
        .unwrap_or_default()
}
