//! Writing a note that stays inside the desk, or a message to the client. The two never look alike,
//! and one cannot be turned into the other.

use std::collections::BTreeMap;

use crate::app::Here;
use crate::desk::command::NewTalk;
use crate::desk::look::Case;
use crate::desk::{Command, Look, Seen};
use crate::domain::talk::TalkKind;
use crate::domain::template::{Filled, fill};
use crate::domain::{Channel, Lang, Sentence, ServiceKey, Uid};
use crate::text::Named;

use super::FormStep;
use super::aim::Aim;
use super::label::Label;
use super::pick::{Choice, Pick};
use super::row::{Offer, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};

/// Past answers asked for at a time.
const PAST: usize = 8;

#[derive(Clone, Debug)]
pub struct TalkForm {
    pub aim: Aim,
    pub sheet: Sheet,
    pub kind: TalkKind,
    uid: Uid,
    service: ServiceKey,
    /// What the gaps of a ready answer are filled with.
    gaps: BTreeMap<&'static str, String>,
    /// Gaps of what was put in that nobody could fill.
    pub unknown: Vec<String>,
    /// The language of each past answer that is offered.
    langs: BTreeMap<String, Lang>,
}

impl TalkForm {
    pub fn note(uid: Uid, case: &Case, here: &Here) -> Self {
        let rows = vec![Row::long("text", "form-note-text", "").required()];
        Self::open(uid, TalkKind::Note, rows, case, here)
    }

    /// A message to the client, or one that came from them.
    pub fn message(uid: Uid, kind: TalkKind, case: &Case, here: &Here) -> Self {
        let channels = channel_choices();
        let answers = here
            .settings
            .service(&case.request.service)
            .map(|service| {
                service
                    .answers
                    .iter()
                    .map(|a| Choice::new(a.key.clone(), a.names.clone()))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default();
        let langs = Lang::ALL
            .into_iter()
            .map(|lang| Choice::new(lang.tag(), Label::key(lang.name_key())))
            .collect();
        let channel = Pick::one(channels, Some(case.request.channel.key()));
        let lang = Pick::one(langs, Some(here.words.lang().tag()));
        let mut template = Row::pick(
            "template",
            "form-message-template",
            Pick::one(answers, None),
        );
        template.absent = kind != TalkKind::Sent || no_choice(&template);
        let rows = vec![
            Row::long("text", "form-message-text", "").required(),
            template,
            Row::pick("channel", "form-message-channel", channel).required(),
            Row::pick("lang", "form-message-lang", lang).required(),
        ];
        Self::open(uid, kind, rows, case, here)
    }

    /// With the channel chosen already, as "told by WeChat" does.
    pub fn by(mut self, channel: Channel) -> Self {
        self.sheet.choose("channel", Some(channel.key()));
        self
    }

    fn open(uid: Uid, kind: TalkKind, rows: Vec<Row>, case: &Case, here: &Here) -> Self {
        let mut sheet = Sheet::new(rows, EnterSaves::Never);
        if kind == TalkKind::Sent {
            sheet.will_offer(&["text"], "form-message-past");
        }
        Self {
            aim: Aim::at(&case.request),
            sheet,
            kind,
            uid,
            service: case.request.service.clone(),
            gaps: gaps(case, here),
            unknown: Vec::new(),
            langs: BTreeMap::new(),
        }
    }

    pub fn title(&self) -> Sentence {
        Sentence::new(match self.kind {
            TalkKind::Note => "form-note-new",
            TalkKind::Sent => "form-message-new",
            TalkKind::Heard => "form-heard-new",
        })
    }

    pub fn first_look(&self) -> Option<Look> {
        (self.kind == TalkKind::Sent).then(|| self.past(String::new()))?
    }

    fn past(&self, words: String) -> Option<Look> {
        Some(Look::PastAnswers {
            request: self.aim.request()?,
            words,
            limit: PAST,
        })
    }

    pub fn seen(&mut self, seen: Seen) {
        let Seen::PastAnswers(answers) = seen else {
            return;
        };
        self.langs = answers.iter().map(|a| (a.text.clone(), a.lang)).collect();
        let items = answers
            .into_iter()
            .map(|answer| Offer {
                detail: self
                    .filled(&answer.text)
                    .text
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                label: Label::Text(format!("#{} {}", answer.request, answer.title)),
                key: answer.text,
            })
            .collect();
        self.sheet.offer("text", items);
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) if key == "template" => {
                self.insert_template(here);
                FormStep::Stay
            }
            SheetStep::Take(_, offer) => {
                if let Some(lang) = self.langs.get(&offer.key) {
                    self.sheet.choose("lang", Some(lang.tag()));
                }
                self.insert_filled(&offer.key);
                FormStep::Stay
            }
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    fn lang(&self, here: &Here) -> Lang {
        let tag = self.sheet.picked("lang");
        Lang::ALL
            .into_iter()
            .find(|lang| Some(lang.tag()) == tag.as_deref())
            .unwrap_or_else(|| here.words.lang())
    }

    fn insert_template(&mut self, here: &Here) {
        let Some(key) = self.sheet.picked("template") else {
            return;
        };
        let Some(answer) = here
            .settings
            .service(&self.service)
            .and_then(|service| service.answer(&key))
        else {
            return;
        };
        self.insert_filled(answer.text(self.lang(here)));
    }

    /// What this request knows goes into the gaps; the others stay, and nothing is sent with them.
    fn insert_filled(&mut self, text: &str) {
        let filled = self.filled(text);
        for gap in filled.unknown {
            if !self.unknown.contains(&gap) {
                self.unknown.push(gap);
            }
        }
        self.insert(&filled.text);
    }

    fn filled(&self, text: &str) -> Filled {
        fill(text, |gap| {
            self.gaps.get(gap).filter(|v| !v.is_empty()).cloned()
        })
    }

    /// Goes in behind what is written already; nothing typed is lost.
    fn insert(&mut self, text: &str) {
        let written = self.sheet.exact("text");
        let joined = if written.trim().is_empty() {
            text.to_owned()
        } else {
            format!("{}\n{text}", written.trim_end())
        };
        self.sheet.set_text("text", &joined);
        self.sheet.touched = true;
        self.sheet.focus("text");
    }

    /// Gaps that still stand in the text, which the client would read as they are.
    pub fn open_gaps(&self) -> Vec<String> {
        let text = self.sheet.exact("text");
        self.unknown
            .iter()
            .filter(|gap| text.contains(&format!("{{{gap}}}")))
            .cloned()
            .collect()
    }

    fn save(&mut self, here: &Here) -> FormStep {
        let good = self.sheet.check(here.today);
        let open = self.open_gaps();
        if good && !open.is_empty() {
            let said = Sentence::new("form-error-gaps").with("gaps", open.join(", "));
            self.sheet.refuse("text", said);
            return FormStep::Stay;
        }
        let (true, Some(request)) = (good, self.aim.request()) else {
            return FormStep::Stay;
        };
        let channel = self.sheet.picked("channel");
        FormStep::submit(Command::Say(Box::new(NewTalk {
            uid: self.uid,
            request,
            kind: self.kind,
            channel: channel.as_deref().and_then(Channel::from_key),
            lang: self.lang(here),
            text: self.sheet.exact("text").trim_end().to_owned(),
        })))
    }
}

pub fn channel_choices() -> Vec<Choice> {
    Channel::ALL
        .into_iter()
        .map(|channel| Choice::new(channel.key(), Label::key(channel.name_key())))
        .collect()
}

fn no_choice(row: &Row) -> bool {
    matches!(&row.input, super::row::Input::Pick(pick) if pick.choices.is_empty())
}

fn gaps(case: &Case, here: &Here) -> BTreeMap<&'static str, String> {
    let request = &case.request;
    let words = &here.words;
    let client = case.client.as_ref().map(|c| c.name.clone());
    let service = here
        .settings
        .service(&request.service)
        .map(|s| s.names.get(words.lang()).to_owned());
    let due = request.due.map(|due| words.day(due.on));
    BTreeMap::from([
        ("client", client.unwrap_or_default()),
        ("title", request.title.clone()),
        ("number", request.number.clone().unwrap_or_default()),
        ("request", format!("#{}", request.id)),
        ("due", due.unwrap_or_default()),
        ("service", service.unwrap_or_default()),
        (
            "count",
            request.count.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (
            "desk",
            here.settings.desk().names.get(words.lang()).to_owned(),
        ),
        ("staff", here.me.name.clone()),
        ("today", words.day(here.today)),
        ("missing", case.lacks.join(", ")),
    ])
}
