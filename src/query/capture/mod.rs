//! One line as heard at the counter, on the phone or in WeChat, split into who, what, how many and by
//! when. Nothing of the line is lost: what is not understood is the title. Decides nothing; a guess
//! is marked as one.

mod address;
mod days;
mod doubt;
mod due;
mod hour;
mod lexicon;
mod line;
mod names;
mod polite;
mod reach;
#[cfg(test)]
mod tests;
mod what;
mod who;

use jiff::civil::{Date, Time};

use crate::domain::{Channel, Sentence, ServiceKey};

use super::span::Span;

pub use lexicon::{FieldWord, Lexicon, Purpose, ServiceWords};

/// Something understood, where it stands, and whether the person should look twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard<T> {
    pub value: T,
    pub span: Span,
    pub guess: bool,
}

/// By when, as it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    Day {
        on: Date,
        at: Option<Time>,
    },
    /// Before the desk closes on that day.
    Closing {
        on: Date,
    },
    /// Reckoned by the calendar of the desk once the request is accepted.
    WorkingDays(u32),
}

/// The service, and which word of the line says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    pub key: ServiceKey,
    pub why: Sentence,
}

/// Everything understood of one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    /// The line as it was typed.
    pub line: String,
    pub client_name: Option<Heard<String>>,
    /// 老师, 教授, 博士, `Dr`: as heard.
    pub client_title: Option<Heard<String>>,
    pub unit: Option<Heard<String>>,
    /// As heard, partial ones (138…) too.
    pub phone: Option<Heard<String>>,
    pub email: Option<Heard<String>>,
    pub service: Option<Heard<Asked>>,
    /// Why the client needs it: 职称, 报奖, 结题.
    pub purpose: Option<Heard<String>>,
    pub count: Option<Heard<u32>>,
    /// What is counted: 篇, 份, `papers`.
    pub unit_word: Option<String>,
    pub due: Option<Heard<Promise>>,
    pub channel: Option<Heard<Channel>>,
    pub urgent: bool,
    /// Values of the service's own fields: (field, value).
    pub fields: Vec<(String, Heard<String>)>,
    /// What looks like a day or a number and is none: said, for it stands in the title otherwise unseen.
    pub unclear: Vec<Sentence>,
    /// The remaining words, in their order.
    pub title: String,
    /// Every character that is no blank stands in exactly one part; sorted by place.
    pub parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub span: Span,
    pub meaning: Meaning,
    pub guess: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    Client,
    ClientTitle,
    Unit,
    Phone,
    Email,
    Service,
    Purpose,
    Count,
    Due,
    Channel,
    Urgent,
    Field,
    Title,
    /// Words that carry no wish: 麻烦, please.
    Polite,
    /// A mark between two parts.
    Joint,
}

impl Captured {
    /// The client as people say it: where only the surname was heard, with the form of address.
    pub fn called(&self) -> String {
        let Some(name) = &self.client_name else {
            return String::new();
        };
        match &self.client_title {
            Some(title) if who::is_surname(&name.value) => format!("{}{}", name.value, title.value),
            _ => name.value.clone(),
        }
    }

    /// Whether no more of the name was heard than a surname: 张老师.
    pub fn by_surname(&self) -> bool {
        let name = self.client_name.as_ref();
        name.is_some_and(|name| who::is_surname(&name.value))
    }

    /// 教授, `Prof`: where it is not a part of what the client is called.
    pub fn address(&self) -> String {
        let is_surname = |name: &Heard<String>| who::is_surname(&name.value);
        match &self.client_title {
            Some(title) if !self.client_name.as_ref().is_some_and(is_surname) => {
                title.value.clone()
            }
            _ => String::new(),
        }
    }
}

impl Meaning {
    /// Words that make sense inside a title: "职称评审" keeps its 职称.
    fn may_be_title_too(self) -> bool {
        matches!(
            self,
            Meaning::Service | Meaning::Purpose | Meaning::Count | Meaning::Unit | Meaning::Urgent
        )
    }

    /// The sentence that names it on the screen.
    pub fn said(self) -> Sentence {
        Sentence::new(match self {
            Meaning::Client => "capture-client",
            Meaning::ClientTitle => "capture-client-title",
            Meaning::Unit => "capture-unit",
            Meaning::Phone => "capture-phone",
            Meaning::Email => "capture-email",
            Meaning::Service => "capture-service",
            Meaning::Purpose => "capture-purpose",
            Meaning::Count => "capture-count",
            Meaning::Due => "capture-due",
            Meaning::Channel => "capture-channel",
            Meaning::Urgent => "capture-urgent",
            Meaning::Field => "capture-field",
            Meaning::Title => "capture-title",
            Meaning::Polite => "capture-polite",
            Meaning::Joint => "capture-joint",
        })
    }
}

/// Understands `line` as typed on `today`. Never fails: the worst that comes out is a title.
pub fn capture(line: &str, lexicon: &Lexicon, today: Date) -> Captured {
    let mut captured = Captured {
        line: line.to_owned(),
        ..Captured::default()
    };
    let mut line = line::Line::new(line);
    // The surest marks come first, so that a phone number is never taken for a date.
    reach::find(&mut line, &mut captured);
    who::known(&mut line, lexicon, &mut captured);
    // A day in the middle of a question is what is asked about: 图书馆周末开门吗.
    let asked_about = |line: &line::Line, due: &Heard<Promise>| {
        due.guess
            && line.before(due.span.start).is_alphanumeric()
            && line.at(due.span.end).is_alphanumeric()
            && what::asking(line).is_some()
    };
    if let Some(due) = due::find(&line, today).filter(|due| !asked_about(&line, due)) {
        line.claim(due.span, Meaning::Due, due.guess);
        captured.due = Some(due);
    }
    what::count(&mut line, lexicon, &mut captured);
    what::channel(&mut line, lexicon, &mut captured);
    polite::opening(&mut line);
    what::urgent(&mut line, &mut captured);
    // A word inside a name is no wish: 信息咨询部. What grows together with a service's name is found
    // once that is taken out.
    who::unit_in_latin(&mut line, lexicon, &mut captured);
    address::interpunct(&mut line, &mut captured);
    who::titled(&mut line, &mut captured);
    address::find(&mut line, lexicon, &mut captured);
    // What the service asks about is no place of work: 软件 of a copyright.
    let answers = what::answers(&line, lexicon);
    who::unit(&mut line, lexicon, &answers, &mut captured);
    what::service(&mut line, lexicon, &mut captured);
    what::service_around_count(&line, lexicon, &mut captured);
    who::titled(&mut line, &mut captured);
    what::urgent(&mut line, &mut captured);
    who::unit(&mut line, lexicon, &answers, &mut captured);
    what::fields(&mut line, lexicon, &mut captured);
    what::short_service(&mut line, lexicon, &mut captured);
    who::bare(&mut line, &mut captured);
    who::organisation(&mut line, &mut captured);
    what::question(lexicon, &mut captured);
    polite::leading(&mut line);
    polite::rest(&mut line);
    captured.unclear = doubt::find(&line, lexicon);
    captured.title = line.title();
    captured.parts = line.parts;
    captured.parts.sort_by_key(|part| part.span);
    captured
}
