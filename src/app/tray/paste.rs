//! A pasted text that is a bibliography: it is neither typed in nor obeyed, a card asks what is to become
//! of it. The text itself is never looked through here: it may be as large as a file.

use std::fmt;
use std::sync::Arc;

use crate::biblio::Format;
use crate::domain::{Refusal, Sentence};
use crate::intake::tray::sniff::{self, Kind};

use super::super::App;
use super::super::asked::{Deed, For};
use super::super::form::FormMsg;
use super::super::layer::Layer;
use super::super::notices::Mood;
use super::TrayChore;

/// Longest text that still goes where text is typed, in bytes.
const TYPED: usize = 100_000;

/// A pasted text, shared and not copied.
#[derive(Clone, PartialEq, Eq)]
pub struct Pasted(pub Arc<String>);

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes pasted", self.0.len())
    }
}

#[derive(Debug)]
pub struct PasteCard {
    pub kind: Kind,
    /// How many records; none while they are being counted.
    pub records: Option<usize>,
    pub bytes: usize,
    /// It may go as text where the cursor stands.
    pub may_type: bool,
    pub waits: bool,
    text: Pasted,
}

impl App {
    pub(in crate::app) fn paste(&mut self, text: String) {
        if self.coming_takes_paste(&text) {
            return;
        }
        if matches!(self.layers.last(), Some(Layer::Paste(_))) {
            return self.say(Mood::Warning, Sentence::new("paste-one-at-a-time"));
        }
        match sniff::is_bibliography(&text) {
            Some(kind) => self.open_paste(kind, text),
            None => self.paste_as_text(&text),
        }
    }

    /// More than any file may have came and was not kept.
    pub(in crate::app) fn paste_too_large(&mut self) {
        self.refuse(
            Sentence::new("paste-too-large").with("limit", self.tray_megabytes()),
            None,
        );
    }

    fn tray_megabytes(&self) -> i64 {
        i64::from(self.here.settings.desk().tray_file_mb)
    }

    fn open_paste(&mut self, kind: Kind, text: String) {
        let limit = usize::try_from(self.tray_megabytes()).unwrap_or(0) * 1024 * 1024;
        if text.len() > limit {
            return self.paste_too_large();
        }
        let in_text = match self.layers.last() {
            Some(Layer::Form(filling)) => filling.takes_text(),
            _ => false,
        };
        let card = PasteCard {
            kind,
            records: None,
            bytes: text.len(),
            may_type: in_text && text.len() <= TYPED,
            waits: false,
            text: Pasted(Arc::new(text)),
        };
        let text = card.text.clone();
        self.put(Layer::Paste(Box::new(card)));
        self.tray_chore(For::Chore, TrayChore::Count(text));
    }

    pub(in crate::app) fn take_count(&mut self, kind: Kind, records: Option<usize>) {
        for layer in &mut self.layers {
            if let Layer::Paste(card) = layer {
                card.kind = kind;
                card.records = records;
                self.changed = true;
            }
        }
    }

    /// 1 into the in-tray, 2 as text, 3 away. Esc takes it into the tray: what was pasted is not lost.
    pub(in crate::app) fn answer_paste(&mut self, digit: usize) {
        let Some(Layer::Paste(card)) = self.layers.last_mut() else {
            return;
        };
        if card.waits {
            return;
        }
        self.changed = true;
        match digit {
            1 => {
                card.waits = true;
                let (text, kind) = (card.text.clone(), card.kind);
                let name = self.paste_name(kind);
                self.tray_chore(For::Deed(Deed::Pasted), TrayChore::Keep { name, text });
            }
            2 if card.may_type => {
                let text = Arc::clone(&card.text.0);
                self.layers.pop();
                self.tell_form(FormMsg::Paste(text.as_str().to_owned()));
            }
            2 => self.refuse(Sentence::new("paste-no-text-here"), None),
            3 => {
                self.layers.pop();
                self.say(Mood::Plain, Sentence::new("paste-dropped"));
            }
            _ => {}
        }
    }

    /// `RIS-20261120-0930.ris`
    fn paste_name(&self, kind: Kind) -> String {
        let (stem, ending) = match kind {
            Kind::Records(Format::Ris) => ("RIS", "ris"),
            Kind::Records(Format::NoteExpress) => ("NoteExpress", "net"),
            Kind::Records(Format::Refer) => ("EndNote", "enw"),
            Kind::Records(Format::BibTex) => ("BibTeX", "bib"),
            Kind::Records(Format::WosTagged | Format::WosTab) => ("WoS", "txt"),
            Kind::Records(Format::Nbib) => ("PubMed", "nbib"),
            Kind::Records(Format::Cssci) => ("CSSCI", "txt"),
            Kind::Records(Format::RefWorks) => ("RefWorks", "txt"),
            Kind::Records(Format::EStudy) => ("E-Study", "eln"),
            Kind::Json | Kind::Records(Format::CslJson) => ("JSON", "json"),
            _ => ("records", "txt"),
        };
        let zone = self.here.settings.desk().zone.clone();
        let at = self.here.now.to_zoned(zone);
        format!("{stem}-{}.{ending}", at.strftime("%Y%m%d-%H%M"))
    }

    /// A pasted text that nobody has answered for, as an arrival: the line may drop before anybody does.
    pub fn unanswered_paste(&self) -> Option<(String, Pasted)> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Paste(card) if !card.waits => {
                Some((self.paste_name(card.kind), card.text.clone()))
            }
            _ => None,
        })
    }

    pub(in crate::app) fn paste_done(&mut self) {
        self.layers
            .retain(|layer| !matches!(layer, Layer::Paste(card) if card.waits));
        self.changed = true;
    }

    /// It could not be kept: the card stays with the text in it.
    pub(in crate::app) fn paste_failed(&mut self, refusal: Refusal) {
        for layer in &mut self.layers {
            if let Layer::Paste(card) = layer {
                card.waits = false;
            }
        }
        self.refuse(refusal.said, None);
    }
}
