//! The parts of one row that are words: its service, status, channel and people, and the fields of its
//! service's form. What is not known stops the row, or is put aside into its note.

use std::collections::BTreeMap;

use super::super::header::Part;
use super::{Reader, Row};
use crate::desk::ledger::LedgerClient;
use crate::domain::field::parse_typed;
use crate::domain::{Channel, ClientKind, Sentence, ServiceKey, StaffId, Status};
use crate::text::fold::fold;

impl Reader<'_> {
    pub(super) fn service(
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

    pub(super) fn status(
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
    pub(super) fn channel(&mut self, row: &mut Row, word: &str) -> Option<Channel> {
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
    pub(super) fn owner(&mut self, row: &mut Row, name: &str) -> Option<StaffId> {
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

    pub(super) fn client(
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

    pub(super) fn fields(
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
}
