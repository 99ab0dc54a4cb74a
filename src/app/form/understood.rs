//! What the capture line was understood to say, part by part, for the eye to check.

use std::collections::BTreeMap;

use crate::app::Here;
use crate::domain::field::Fields;
use crate::domain::heard::HeardAs;
use crate::domain::request::Due;
use crate::domain::{Arg, FieldDef, Names, Sentence, ServiceDef};

use super::capture::Capture;
use super::label::Label;

/// One thing understood of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    pub label: Label,
    pub value: Label,
    pub guess: bool,
    /// The fields of the service it fills.
    pub fills: Vec<Names>,
    /// Not heard, and wanted before the request is accepted.
    pub lacks: bool,
}

/// Which fields each part of the line fills.
fn filled_by(def: Option<&ServiceDef>, values: &Fields) -> BTreeMap<&'static str, Vec<Names>> {
    let mut all: BTreeMap<&'static str, Vec<Names>> = BTreeMap::new();
    for field in def.into_iter().flat_map(|def| &def.fields) {
        let Some(part) = field.heard.filter(|_| values.contains_key(&field.key)) else {
            continue;
        };
        let shown = match part {
            HeardAs::Title | HeardAs::TitleEn => "capture-title",
            HeardAs::Client | HeardAs::Contact => "capture-client",
            HeardAs::Unit => "capture-unit",
            HeardAs::Phone => "capture-phone",
            HeardAs::Email => "capture-email",
            HeardAs::Purpose => "capture-purpose",
            HeardAs::Count => "capture-count",
            HeardAs::Due => "capture-due",
        };
        all.entry(shown).or_default().push(field.names.clone());
    }
    all
}

impl Capture {
    /// With the channel, which the form shows in a row of its own.
    pub fn understood_all(&self, here: &Here) -> Vec<Understood> {
        let mut all = self.understood(here);
        let at = all.iter().position(|part| part.lacks).unwrap_or(all.len());
        let channel = Understood {
            label: Label::key("capture-channel"),
            value: here.words.name(self.channel()).into_owned().into(),
            guess: false,
            fills: Vec::new(),
            lacks: false,
        };
        all.insert(at, channel);
        all
    }

    /// What was understood, in the order in which it is asked at the counter.
    pub fn understood(&self, here: &Here) -> Vec<Understood> {
        let mut all = Vec::new();
        let values = self.values(here);
        let def = self
            .service()
            .and_then(|key| here.settings.service(&key).cloned());
        let fills = filled_by(def.as_ref(), &values);
        let mut add = |key: &'static str, value: Option<Label>, guess: bool| {
            if let Some(value) = value {
                let label = Label::key(key);
                all.push(Understood {
                    label,
                    value,
                    guess,
                    fills: fills.get(key).cloned().unwrap_or_default(),
                    lacks: false,
                });
            }
        };
        let heard = &self.heard;
        match &self.client {
            Some((_, name)) => {
                let known = Sentence::new("form-capture-known").with("name", name.as_str());
                add("capture-client", Some(known.into()), false);
            }
            None => {
                let name = heard.client_name.as_ref().map(|_| {
                    let (called, address) = (heard.called(), heard.address());
                    // Prof Wang, but 李四 教授.
                    let both = match address.is_ascii() {
                        true => format!("{address} {called}"),
                        false => format!("{called} {address}"),
                    };
                    Label::Text(both.trim().to_owned())
                });
                add(
                    "capture-client",
                    name,
                    heard.client_name.as_ref().is_some_and(|h| h.guess),
                );
            }
        }
        // Nobody of it was named: the place itself asks.
        let asks_itself = self.client.is_none() && heard.client_name.is_none();
        if let (true, Some(unit)) = (asks_itself, &heard.unit) {
            let said = Sentence::new("form-capture-organisation").with("name", unit.value.as_str());
            add("capture-client", Some(said.into()), unit.guess);
        }
        let unit = heard.unit.as_ref().filter(|_| !asks_itself).cloned();
        for (key, part) in [
            ("capture-unit", &unit),
            ("capture-phone", &heard.phone),
            ("capture-email", &heard.email),
        ] {
            if let Some(part) = part {
                add(key, Some(part.value.clone().into()), part.guess);
            }
        }
        let service = self.service();
        let named = service
            .as_ref()
            .and_then(|key| here.settings.service_name(key))
            .cloned();
        let guessed = !self.service_by_hand && heard.service.as_ref().is_some_and(|s| s.guess);
        add("capture-service", named.map(Label::Names), guessed);
        if let Some(part) = &heard.purpose {
            add(
                "capture-purpose",
                Some(part.value.clone().into()),
                part.guess,
            );
        }
        if let Some(count) = &heard.count {
            let unit = heard.unit_word.as_deref().unwrap_or_default();
            let value = format!("{} {unit}", count.value).trim().to_owned();
            add("capture-count", Some(value.into()), count.guess);
        }
        if let Some(due) = self.wanted(here) {
            let guess = heard.due.as_ref().is_some_and(|d| d.guess) || due.provisional;
            let said = match due.on < here.today {
                true => Sentence::new("form-capture-past").with("due", said_due(due)),
                false => said_due(due),
            };
            add("capture-due", Some(said.into()), guess);
        }
        if heard.urgent {
            add(
                "capture-urgent",
                Some(Label::key("form-capture-urgent-rule")),
                false,
            );
        }
        for said in &heard.unclear {
            add("capture-unclear", Some(said.clone().into()), true);
        }
        add("capture-title", Some(self.title(here).into()), false);
        if let Some(def) = &def {
            all.extend(spoken_fields(def, &values));
            if asks_itself && heard.unit.is_none() && def.needs_client() {
                let named = Label::key("capture-client");
                all.push(lacks(named));
            }
            all.extend(lacking(def, &values));
        }
        all
    }
}

/// Fields that words of the line fill by themselves: 国内外, SCI.
fn spoken_fields(def: &ServiceDef, values: &Fields) -> Vec<Understood> {
    let spoken = def.fields.iter().filter(|field| field.heard.is_none());
    spoken
        .filter_map(|field| {
            let value = match values.get(&field.key)? {
                serde_json::Value::Bool(true) => Label::key("form-yes"),
                serde_json::Value::Bool(false) => Label::key("form-no"),
                serde_json::Value::Array(keys) => {
                    let keys = keys.iter().filter_map(serde_json::Value::as_str);
                    let names = keys.filter_map(|key| choice(field, key).map(Arg::from));
                    let all = Sentence::new("form-capture-several");
                    Label::Said(all.with("all", names.collect::<Vec<_>>()))
                }
                serde_json::Value::String(key) => Label::Names(choice(field, key)?),
                _ => return None,
            };
            Some(Understood {
                label: Label::Names(field.names.clone()),
                value,
                guess: false,
                fills: Vec::new(),
                lacks: false,
            })
        })
        .collect()
}

fn choice(field: &FieldDef, key: &str) -> Option<Names> {
    let found = field.kind.choices().iter().find(|c| c.key == key)?;
    Some(found.names.clone())
}

/// What acceptance will still ask for.
fn lacking(def: &ServiceDef, values: &Fields) -> Vec<Understood> {
    let missing = def.missing(values).into_iter();
    missing
        .map(|field| lacks(Label::Names(field.names.clone())))
        .collect()
}

fn lacks(value: Label) -> Understood {
    Understood {
        label: Label::key("form-capture-lacks"),
        value,
        guess: false,
        fills: Vec::new(),
        lacks: true,
    }
}

fn said_due(due: Due) -> Sentence {
    let hour = due
        .at
        .map(|at| format!("{:02}:{:02}", at.hour(), at.minute()));
    match hour {
        Some(hour) => Sentence::new("form-due-hour")
            .with("day", Arg::Day(due.on))
            .with("hour", hour),
        None => Sentence::new("form-due-day").with("day", Arg::Day(due.on)),
    }
}
