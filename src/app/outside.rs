//! What leaves the records or comes to them: files taken in and given out, messages as letters, one's
//! own views. Says what is to be done; the loop does it.

use crate::domain::talk::TalkKind;
use crate::domain::{RequestId, Sentence, Talk};
use crate::intake::export::lists::Form;
use crate::intake::letter::{Address, Letter};

use super::asked::For;
use super::case::Row;
use super::layer::Layer;
use super::notices::Mood;
use super::plan::Pane;
use super::{App, Effect};

/// Work of the loop that no command of the desk is.
#[derive(Clone, Debug, PartialEq)]
pub enum Chore {
    /// Keeps the file at this path and attaches it.
    Attach {
        request: RequestId,
        path: String,
    },
    /// Writes a kept file of this request into the person's folder.
    GiveOut {
        request: RequestId,
        sha256: String,
        name: String,
    },
    /// Writes this into a new file of the person's folder; it is about this request, where it is about
    /// one.
    Write {
        request: Option<RequestId>,
        name: String,
        body: Vec<u8>,
    },
    /// The queue with its search as a table, or only some requests of it.
    WriteList {
        search: String,
        only: Vec<RequestId>,
        form: Form,
        name: String,
    },
    /// The search log of a request as a sheet.
    WriteLog {
        request: RequestId,
        name: String,
    },
    SaveView {
        name: String,
        search: String,
    },
    DropView {
        name: String,
    },
    /// Something about the in-tray.
    Tray(super::tray::TrayChore),
}

impl App {
    pub(super) fn chore(&mut self, chore: Chore) {
        let ticket = self.asked.ticket(For::Chore);
        self.out.push(Effect::Chore(ticket, chore));
    }

    /// One's own views, as they stand in the store now.
    pub fn take_views(&mut self, views: Vec<(String, String)>) {
        self.views = views;
        if matches!(self.layers.last(), Some(Layer::Views(_))) {
            self.layers.pop();
            self.open_views();
        }
        self.changed = true;
    }

    /// Keeps the search in force under the name that was typed.
    pub(super) fn save_view(&mut self) {
        let Some(Layer::Views(listing)) = self.layers.last() else {
            return;
        };
        let name = listing.filter.text().trim().to_owned();
        if name.is_empty() {
            return self.refuse(Sentence::new("notice-view-name"), None);
        }
        let words = &self.here.words;
        let given = self.here.settings.views().iter().any(|view| {
            view.key == name
                || view.names.get(words.lang()) == name
                || view.names.get(words.lang().other()) == name
        });
        if given || name == self.here.t("view-everything") {
            let taken = Sentence::new("notice-view-taken").with("name", name);
            return self.refuse(taken, None);
        }
        let search = self.queue.search.clone();
        self.queue.view = Some(name.clone());
        self.chore(Chore::SaveView { name, search });
    }

    /// Drops the view under the cursor, where it is one's own.
    pub(super) fn drop_view(&mut self) {
        let Some(Layer::Views(listing)) = self.layers.last() else {
            return;
        };
        match listing.current().map(|item| &item.choice) {
            Some(super::listing::Choice::Own(name)) => {
                let name = name.clone();
                self.chore(Chore::DropView { name });
            }
            _ => self.refuse(Sentence::new("notice-view-not-own"), None),
        }
    }

    pub(super) fn attachment_here(&self) -> Option<&crate::domain::request::Attachment> {
        let case = self.page.case.as_ref()?;
        match self.page.rows.get(self.page.overview)? {
            Row::Attachment(at) if self.focus == Pane::Overview => case.attachments.get(*at),
            _ => None,
        }
    }

    /// The message or note under the overview's cursor.
    pub(super) fn talk_under_cursor(&self) -> Option<&Talk> {
        self.current_talk().filter(|_| self.focus == Pane::Overview)
    }

    /// The newest message that went to the client.
    pub(super) fn letter_to_give(&self) -> Option<&Talk> {
        let (id, _) = self.subject()?;
        let case = self.page.of(id)?;
        case.talks.iter().find(|talk| talk.kind == TalkKind::Sent)
    }

    /// The file or message under the cursor; false where none is.
    pub(super) fn give_what_is_under_the_cursor(&mut self) -> bool {
        if let Some(file) = self.attachment_here() {
            let chore = Chore::GiveOut {
                request: file.request,
                sha256: file.sha256.clone(),
                name: file.name.clone(),
            };
            self.chore(chore);
            return true;
        }
        match self.talk_under_cursor().cloned() {
            Some(talk) if talk.kind == TalkKind::Note => {
                self.refuse(Sentence::new("notice-note-stays-inside"), None);
                true
            }
            Some(talk) => {
                self.write_letter(&talk);
                true
            }
            None => false,
        }
    }

    /// The message under the timeline's cursor.
    pub(super) fn give_out_from_timeline(&mut self) {
        let Some(Layer::Timeline(timeline)) = self.layers.last() else {
            return;
        };
        let talk = timeline
            .rows
            .get(timeline.at)
            .and_then(|row| row.talk.clone());
        match talk {
            Some(talk) if talk.kind == TalkKind::Note => {
                self.refuse(Sentence::new("notice-note-stays-inside"), None);
            }
            Some(talk) => self.write_letter(&talk),
            None => self.refuse(Sentence::new("notice-nothing-to-give"), None),
        }
    }

    /// As an e-mail where the message goes by mail, else as plain text.
    pub(super) fn write_letter(&mut self, talk: &Talk) {
        let here = &self.here;
        let Some(case) = self.page.of(talk.request) else {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        };
        let client = case.client.as_ref();
        let name = client.map_or("", |client| client.name.as_str());
        let desk = match &self.desk_name {
            Some(name) => name.clone(),
            None => here.words.pick(&here.settings.desk().names).into_owned(),
        };
        let to = Address {
            name: name.to_owned(),
            email: client.map_or_else(String::new, |client| client.email.clone()),
        };
        let ours = Address {
            name: format!("{desk} {}", here.staff_name(Some(talk.by))),
            email: String::new(),
        };
        let heard = talk.kind == TalkKind::Heard;
        let (from, to) = if heard { (to, ours) } else { (ours, to) };
        let letter = Letter {
            from,
            to,
            subject: format!("#{} {}", case.request.id, case.request.title),
            text: talk.text.clone(),
            at: talk.at,
            zone: here.settings.desk().zone.clone(),
            id: talk.uid.to_string(),
        };
        let by_mail = talk.channel == Some(crate::domain::Channel::Mail);
        let at = talk.at.to_zoned(letter.zone.clone());
        let stem = format!("{}-{name}-{}", case.request.id, at.strftime("%Y%m%d-%H%M"));
        let stem = stem.replace(['/', '\\'], "_");
        let (ending, body) = match by_mail {
            true => ("eml", letter.as_eml()),
            false => ("txt", letter.as_text().into_bytes()),
        };
        let name = crate::desk::shown_name(&format!("{stem}.{ending}"));
        self.chore(Chore::Write {
            request: Some(talk.request),
            name,
            body,
        });
    }
}
