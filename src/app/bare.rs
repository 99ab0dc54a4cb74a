//! The text of what has the cursor, bare, for the terminal's own copying.

use crate::domain::talk::TalkKind;
use crate::domain::{Sentence, Talk};

use super::App;
use super::case::Row;
use super::layer::{Layer, Plain};
use super::notices::Mood;
use super::plan::Pane;

/// Whether internal notes are among the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notes {
    With,
    Without,
}

impl App {
    /// The text of what has the cursor, one screen line per line of text.
    pub(super) fn open_plain(&mut self) {
        let lines = self.plain_lines(Notes::With);
        if lines.is_empty() {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        }
        self.put(Layer::Plain(Plain {
            lines,
            from: 0,
            request: self.subject().map(|(id, _)| id),
            given: self.plain_lines(Notes::Without),
        }));
    }

    /// The message under the timeline's cursor alone.
    pub(super) fn open_plain_talk(&mut self) {
        let Some(Layer::Timeline(timeline)) = self.layers.last() else {
            return;
        };
        let talk = timeline
            .rows
            .get(timeline.at)
            .and_then(|row| row.talk.as_ref());
        match talk {
            Some(talk) => {
                let lines = safe_lines(&talk.text);
                let given = match talk.kind {
                    TalkKind::Note => Vec::new(),
                    _ => lines.clone(),
                };
                let request = Some(talk.request);
                self.put(Layer::Plain(Plain {
                    lines,
                    from: 0,
                    request,
                    given,
                }));
            }
            None => self.say(Mood::Plain, Sentence::new("notice-nothing-to-give")),
        }
    }

    pub(super) fn plain_lines(&self, notes: Notes) -> Vec<String> {
        let is_given = |talk: &Talk| notes == Notes::With || talk.kind != TalkKind::Note;
        let Some((id, _)) = self.subject() else {
            return Vec::new();
        };
        if self.focus == Pane::Overview
            && let Some(talk) = self.current_talk()
        {
            return match is_given(talk) {
                true => safe_lines(&talk.text),
                false => Vec::new(),
            };
        }
        let Some(case) = self.page.of(id) else {
            return self
                .queue
                .current()
                .map(|row| vec![format!("#{} {}", row.id, row.title)])
                .unwrap_or_default();
        };
        let words = &self.here.words;
        let mut out = vec![format!("#{} {}", case.request.id, case.request.title)];
        match self.focus {
            Pane::Client => out.extend(case.client.iter().flat_map(|client| {
                [
                    client.name.clone(),
                    client.unit.clone(),
                    client.title.clone(),
                    client.phone.clone(),
                    client.email.clone(),
                    client.wechat.clone(),
                    client.orcid.clone(),
                    client.remark.clone(),
                ]
            })),
            Pane::Runs => out.extend(self.strategy_lines(case)),
            Pane::Products => out.extend(case.products.iter().map(|product| {
                let number = product.number.clone().unwrap_or_default();
                format!("{} v{} {number}", product.title, product.version)
            })),
            Pane::List | Pane::Overview => {
                out.extend(super::form::sheet_lines(case, &self.here));
                let service = &case.request.service;
                let named = self.page.rows.iter().filter_map(|row| match row {
                    Row::Field(key) => Some((key, case.request.fields.get(key)?)),
                    _ => None,
                });
                for (key, value) in named {
                    let name = self.here.field_name(service, key);
                    let text = self.here.field_text(service, key, value);
                    out.push(format!("{name}: {text}"));
                }
                for talk in case.talks.iter().filter(|talk| is_given(talk)) {
                    out.push(words.moment(talk.at));
                    out.push(talk.text.clone());
                }
            }
        }
        out.retain(|line| !line.trim().is_empty());
        out.iter()
            .flat_map(|text| crate::text::SafeText::lines(text))
            .map(crate::text::SafeText::into_string)
            .collect()
    }
}

fn safe_lines(text: &str) -> Vec<String> {
    crate::text::SafeText::lines(text)
        .into_iter()
        .map(crate::text::SafeText::into_string)
        .collect()
}
