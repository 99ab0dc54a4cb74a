//! What the capture line was understood to say, part by part, for the eye to check.

use crate::app::Here;
use crate::domain::request::Due;
use crate::domain::{Arg, Sentence};

use super::capture::{Capture, text};
use super::label::Label;

/// One thing understood of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    pub label: Label,
    pub value: Label,
    pub guess: bool,
}

impl Capture {
    /// What was understood, in the order in which it is asked at the counter.
    pub fn understood(&self, here: &Here) -> Vec<Understood> {
        let mut all = Vec::new();
        let mut add = |key: &'static str, value: Option<Label>, guess: bool| {
            if let Some(value) = value {
                let label = Label::key(key);
                all.push(Understood {
                    label,
                    value,
                    guess,
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
                let title = text(heard.client_title.as_ref().map(|h| &h.value));
                let name = heard
                    .client_name
                    .as_ref()
                    .map(|h| Label::Text(format!("{} {title}", h.value).trim().to_owned()));
                add(
                    "capture-client",
                    name,
                    heard.client_name.as_ref().is_some_and(|h| h.guess),
                );
            }
        }
        for (key, part) in [
            ("capture-unit", &heard.unit),
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
            add("capture-due", Some(said_due(due).into()), guess);
        }
        if heard.urgent {
            add("capture-urgent", Some(Label::key("form-yes")), false);
        }
        add("capture-title", Some(self.title(here).into()), false);
        all
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
