//! The documents that the searches of a request brought: a list, and a card on which one is judged or two
//! are told apart; the next that is not judged comes up by itself. Decides only which command a key sends.

use crate::desk::literature::{Document, Literature};
use crate::desk::{Command, Look};
use crate::domain::literature::Relevance;
use crate::domain::{RequestId, Sentence};
use crate::keys::Action;

use super::App;
use super::Sighted;
use super::asked::{Deed, For};
use super::form::{Aim, Form, Prompt};
use super::forming::Filling;
use super::layer::Layer;
use super::listing::{Choice, Listing, Manner, plain_item};
use super::notices::Mood;

/// Lines that an entry of the list takes.
pub const LINES: i64 = 2;

/// The list, or the card of the row under its cursor.
#[derive(Debug)]
pub struct Documents {
    pub request: RequestId,
    /// None until the store has answered.
    pub found: Option<Box<Literature>>,
    pub at: usize,
    pub is_card: bool,
    /// From which line of its text on the card is shown.
    pub from: usize,
    /// What the card shows has been before the person's eyes.
    is_seen: bool,
    /// A decision was sent off and is not answered yet.
    waits: bool,
    /// One was carried out: the next that waits comes up with the list that has it.
    moves_on: bool,
    /// Tells one picture of a card from another.
    number: u64,
}

/// What stands in a row: doubtful pairs first, then the works in the order they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Doubt(usize, usize),
    Work(usize),
}

impl Documents {
    pub fn len(&self) -> usize {
        let found = self.found.as_ref();
        found.map_or(0, |found| found.doubts.len() + found.works.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn entry(&self, at: usize) -> Option<Entry> {
        let found = self.found.as_ref()?;
        match found.doubts.get(at) {
            Some((one, other)) => Some(Entry::Doubt(*one, *other)),
            None => {
                let work = at.checked_sub(found.doubts.len())?;
                (work < found.works.len()).then_some(Entry::Work(work))
            }
        }
    }

    pub fn work(&self, at: usize) -> Option<&Document> {
        self.found.as_ref()?.works.get(at).map(|work| &**work)
    }

    /// Whether nobody has judged what stands in a row.
    fn is_open(&self, at: usize) -> bool {
        match (self.entry(at), &self.found) {
            (Some(Entry::Work(work)), Some(found)) => {
                found.judged.get(work).is_some_and(Vec::is_empty)
            }
            (Some(Entry::Doubt(..)), _) => true,
            _ => false,
        }
    }

    /// The next row that waits for a decision, after this one and then from the top.
    fn next_open(&self) -> Option<usize> {
        let after = (self.at + 1..self.len()).chain(0..self.at.min(self.len()));
        after.into_iter().find(|at| self.is_open(*at))
    }

    fn go_to(&mut self, at: usize) {
        self.at = at.min(self.len().saturating_sub(1));
        self.from = 0;
        self.is_seen = false;
        self.number += 1;
    }

    /// What stands under the cursor, by a record that keeps its place when the list is found anew.
    fn anchor(&self) -> Option<(i64, bool)> {
        match self.entry(self.at)? {
            Entry::Work(work) => Some((self.work(work)?.record, false)),
            Entry::Doubt(one, _) => Some((self.work(one)?.record, true)),
        }
    }

    fn find(&self, (record, doubtful): (i64, bool)) -> Option<usize> {
        (0..self.len()).find(|at| match self.entry(*at) {
            Some(Entry::Work(work)) if !doubtful => {
                let work = self.work(work);
                work.is_some_and(|work| work.members.iter().any(|(id, _)| *id == record))
            }
            Some(Entry::Doubt(one, _)) if doubtful => {
                self.work(one).is_some_and(|work| work.record == record)
            }
            _ => false,
        })
    }
}

impl App {
    pub(super) fn open_literature(&mut self) {
        if let Some(why) = self.why_not(Action::Literature) {
            return self.refuse(why, None);
        }
        let Some((request, _)) = self.subject() else {
            return;
        };
        self.put(Layer::Documents(Box::new(Documents {
            request,
            found: None,
            at: 0,
            is_card: false,
            from: 0,
            is_seen: false,
            waits: false,
            moves_on: false,
            number: 0,
        })));
        self.ask(For::Literature, Look::Literature(request));
    }

    fn documents_mut(&mut self) -> Option<&mut Documents> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Documents(documents) => Some(&mut **documents),
            _ => None,
        })
    }

    /// Reads the list again, where it is open.
    pub(super) fn reread_documents(&mut self) {
        if let Some(request) = self.documents_mut().map(|documents| documents.request) {
            self.ask(For::Literature, Look::Literature(request));
        }
    }

    pub(super) fn take_literature(&mut self, found: Literature) {
        let Some(documents) = self.documents_mut() else {
            return;
        };
        let is_known = documents.found.as_deref() == Some(&found);
        if found.request != Some(documents.request) || is_known && !documents.moves_on {
            return;
        }
        let anchor = documents.anchor();
        let first = documents.found.is_none();
        documents.found = Some(Box::new(found));
        documents.waits = false;
        let place = anchor.and_then(|anchor| documents.find(anchor));
        match (place, first) {
            (Some(at), _) if at == documents.at => {}
            (Some(at), _) => documents.go_to(at),
            // Where one left off: the first that nobody has judged.
            (None, true) => {
                let at = (0..documents.len()).find(|at| documents.is_open(*at));
                documents.go_to(at.unwrap_or(0));
            }
            (None, false) => documents.go_to(documents.at),
        }
        if documents.is_empty() {
            documents.is_card = false;
        }
        self.changed = true;
        // A decided pair is gone, and the next row stands in its place already.
        let goes = self.documents_mut().is_some_and(|documents| {
            std::mem::take(&mut documents.moves_on) && !documents.is_open(documents.at)
        });
        if goes {
            self.next_document();
        }
    }

    pub(super) fn step_documents(&mut self, steps: i64) {
        let Some(Layer::Documents(documents)) = self.layers.last_mut() else {
            return;
        };
        let steps = match (documents.is_card, steps.abs()) {
            (true, _) => steps.signum(),
            (false, 0..=1) => steps,
            // A page is measured in lines.
            (false, _) => steps / LINES,
        };
        let last = documents.len().saturating_sub(1) as i64;
        let to = (documents.at as i64).saturating_add(steps).clamp(0, last);
        documents.go_to(usize::try_from(to).unwrap_or(0));
        self.changed = true;
    }

    /// `/`: the documents by the words of their title, people, source, keywords and DOI.
    pub(super) fn find_document(&mut self) {
        let Some(Layer::Documents(documents)) = self.layers.last() else {
            return;
        };
        let work = |at: usize| match documents.entry(at) {
            Some(Entry::Work(work)) => documents.work(work),
            _ => None,
        };
        let items: Vec<_> = (0..documents.len())
            .filter_map(|at| Some((at, work(at)?)))
            .map(|(at, work)| {
                let year = work.year.map(|year| year.to_string()).unwrap_or_default();
                let about = [work.people.as_str(), &year, &work.source];
                let about = about.into_iter().filter(|text| !text.is_empty());
                let about = about.collect::<Vec<_>>().join("  ");
                let also = format!("{}\n{}", work.keywords, work.doi);
                plain_item(work.title.clone(), about, also, Choice::Document(at))
            })
            .collect();
        if !items.is_empty() {
            let list = Listing::new("title-documents", Manner::Typed, items);
            self.put(Layer::Palette(list));
        }
    }

    pub(super) fn go_to_document(&mut self, at: usize) {
        if let Some(documents) = self.documents_mut() {
            documents.go_to(at);
            self.changed = true;
        }
    }

    /// Enter: the card of the row, and on the card the rest of its text.
    pub(super) fn open_document(&mut self) {
        let Some(Layer::Documents(documents)) = self.layers.last_mut() else {
            return;
        };
        match documents.is_card {
            true => documents.from += 1,
            false if documents.is_empty() => return,
            false => {
                let at = documents.at;
                documents.is_card = true;
                documents.go_to(at);
            }
        }
        self.changed = true;
    }

    /// Esc: from the card back to the list; false where the list itself is to be left.
    pub(super) fn close_document(&mut self) -> bool {
        match self.layers.last_mut() {
            Some(Layer::Documents(documents)) if documents.is_card => {
                documents.is_card = false;
                self.changed = true;
                true
            }
            _ => false,
        }
    }

    pub(super) fn document_awaits_sight(&self) -> Option<Sighted> {
        match self.layers.last() {
            Some(Layer::Documents(documents)) if !documents.is_seen && !documents.is_empty() => {
                Some(Sighted::Document(documents.number))
            }
            _ => None,
        }
    }

    pub(super) fn document_shown(&mut self) {
        if let Some(Layer::Documents(documents)) = self.layers.last_mut() {
            documents.is_seen = true;
        }
    }

    /// A digit on what stands under the cursor: of a work how near it is, of a pair whether it is one.
    pub(super) fn answer_document(&mut self, digit: usize) {
        let Some(Layer::Documents(documents)) = self.layers.last_mut() else {
            return;
        };
        if documents.waits {
            return;
        }
        let Some(entry) = documents.entry(documents.at) else {
            return;
        };
        if !documents.is_seen {
            return self.say(Mood::Warning, Sentence::new("literature-too-early"));
        }
        let request = documents.request;
        let record = |work: usize| documents.work(work).map(|work| work.record);
        match entry {
            Entry::Doubt(one, other) => {
                let (Some(one), Some(other)) = (record(one), record(other)) else {
                    return;
                };
                match digit {
                    1 | 2 => self.send_document(Command::Pair {
                        request,
                        one,
                        other,
                        same: digit == 1,
                    }),
                    3 => self.next_document(),
                    _ => {}
                }
            }
            Entry::Work(work) => {
                let Some(record) = record(work) else { return };
                let relevance = digit
                    .checked_sub(1)
                    .and_then(|at| Relevance::ALL.get(at).copied());
                match relevance {
                    Some(Relevance::None) => self.ask_why_not(record),
                    Some(relevance) => self.send_document(Command::Screen {
                        request,
                        record,
                        relevance,
                        reason: String::new(),
                    }),
                    None => {}
                }
            }
        }
    }

    fn send_document(&mut self, command: Command) {
        if let Some(why) = self.document_refused() {
            return self.refuse(why, None);
        }
        if let Some(documents) = self.documents_mut() {
            documents.waits = true;
        }
        self.run(Deed::Document, command);
    }

    fn document_refused(&self) -> Option<Sentence> {
        match self.here.me.roles.may_write() {
            _ if self.only_read.is_some() => self.only_read.clone(),
            true => None,
            false => Some(Sentence::new("not-allowed-write")),
        }
    }

    /// What is left out needs a reason: one of the usual by its digit, or one's own.
    fn ask_why_not(&mut self, record: i64) {
        if let Some(why) = self.document_refused() {
            return self.refuse(why, None);
        }
        let Some(aim) = self.documents_mut().map(|documents| {
            let title = match documents.entry(documents.at) {
                Some(Entry::Work(work)) => documents.work(work).map_or("", |work| &work.title),
                _ => "",
            };
            Aim::of(documents.request, title)
        }) else {
            return;
        };
        let recent = self
            .reasons
            .get(&Action::Literature)
            .map_or(&[][..], Vec::as_slice);
        let prompt = Prompt::leave_out(aim, record, recent, &self.here);
        let form = Form::Prompt(Box::new(prompt));
        self.show_form(Filling::new(form, Action::Literature, self.focus, None));
    }

    /// A decision is in the store: once the list has it, the next one comes up.
    pub(super) fn document_done(&mut self, deed: &Deed) {
        if let Some(documents) = self.documents_mut() {
            documents.moves_on = matches!(deed, Deed::Document | Deed::Form);
            self.reread_documents();
        }
    }

    /// Leaving the documents: what the cards keep of a search whose documents are all judged is the figure
    /// of the log.
    pub(super) fn count_kept(&mut self) {
        let Some(Layer::Documents(documents)) = self.layers.last() else {
            return;
        };
        let (request, Some(found)) = (documents.request, &documents.found) else {
            return;
        };
        let Some(case) = self.page.of(request) else {
            return;
        };
        let whole = found
            .runs
            .iter()
            .filter(|flow| flow.works > 0 && flow.screened == flow.works);
        let counted = whole.filter_map(|flow| Some((flow.run?, u64::try_from(flow.kept).ok()?)));
        let kept: Vec<_> = counted
            .filter(|(id, kept)| {
                let run = case.runs.iter().find(|run| run.id == *id);
                run.is_some_and(|run| {
                    run.kept != Some(*kept) && run.hits.is_none_or(|h| *kept <= h)
                })
            })
            .collect();
        if !kept.is_empty() {
            self.run(Deed::Document, Command::CountKept { request, kept });
        }
    }

    pub(super) fn document_failed(&mut self) {
        if let Some(documents) = self.documents_mut() {
            documents.waits = false;
        }
        self.reread_documents();
    }

    fn next_document(&mut self) {
        let Some(documents) = self.documents_mut() else {
            return;
        };
        match documents.next_open() {
            Some(at) => documents.go_to(at),
            None => {
                documents.is_card = false;
                let said = Sentence::new("literature-all-judged");
                self.say(Mood::Plain, said);
            }
        }
        self.changed = true;
    }
}
