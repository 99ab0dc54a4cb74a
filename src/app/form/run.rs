//! The form for one run in the search log: which database, when, exactly which query, what was found.

use crate::app::Here;
use crate::desk::Command;
use crate::desk::command::RunDraft;
use crate::domain::concept;
use crate::domain::{Concept, Refusal, Rev, RunId, SearchRun, Sentence, Syntax, Uid, Way};

use super::aim::Aim;
use super::label::Label;
use super::pick::{Choice, Pick};
use super::row::{Input, Offer, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};
use super::{FormStep, field::TextField};

#[derive(Clone, Debug)]
pub struct RunForm {
    pub aim: Aim,
    pub sheet: Sheet,
    uid: Uid,
    edits: Option<(RunId, Rev)>,
    /// Of which queries are written; none where one is edited, whose query was run.
    concepts: Vec<Concept>,
    /// The query as it was written last.
    written: String,
}

impl RunForm {
    pub fn new(uid: Uid, aim: Aim, here: &Here) -> Self {
        let blank = RunDraft {
            uid,
            searched_on: Some(here.today),
            ..RunDraft::default()
        };
        let mut sheet = sheet(&blank, here);
        let day = sheet.row_mut("searched_on").and_then(Row::field_mut);
        if let Some(day) = day {
            day.suggest();
        }
        Self {
            sheet,
            aim,
            uid,
            edits: None,
            concepts: Vec::new(),
            written: String::new(),
        }
    }

    /// Once the database is chosen, the query of these concepts in its language stands in the form, until
    /// something else is written there.
    pub fn written_from(mut self, concepts: &[Concept]) -> Self {
        self.concepts = concepts.to_vec();
        self
    }

    pub fn edit(run: &SearchRun, aim: Aim, here: &Here) -> Self {
        let draft = RunDraft {
            uid: run.uid,
            request: run.request,
            database: run.database.clone(),
            platform: run.platform.clone(),
            searched_on: run.searched_on,
            query: run.query.clone(),
            limits: run.limits.clone(),
            hits: run.hits,
            kept: run.kept,
            note: run.note.clone(),
            coverage: run.coverage.clone(),
            serves: run.serves.clone(),
            terms_from: run.terms_from.clone(),
            way: run.way,
            is_update: run.is_update,
        };
        let mut form = Self {
            sheet: sheet(&draft, here),
            aim,
            uid: run.uid,
            edits: Some((run.id, run.rev)),
            concepts: Vec::new(),
            written: String::new(),
        };
        form.offer_platforms(here);
        form
    }

    /// The record that is edited, as it was seen; None while there is none yet.
    pub fn edited(&self) -> Option<(RunId, Rev)> {
        self.edits
    }

    pub fn title(&self) -> Sentence {
        Sentence::new(match self.edits {
            Some(_) => "form-run-edit",
            None => "form-run-new",
        })
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) if key == "database" => {
                self.fill_platform(here);
                self.write_query(here);
                FormStep::Stay
            }
            SheetStep::Take(key, offer) => {
                self.sheet.take_as_text(&key, &offer.key);
                FormStep::Stay
            }
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    fn platforms(&self, here: &Here) -> Vec<String> {
        let database = self.sheet.picked("database").unwrap_or_default();
        here.settings
            .sources()
            .iter()
            .find(|source| stored_name(&source.names) == database)
            .map(|source| source.platforms.clone())
            .unwrap_or_default()
    }

    /// A platform typed by hand stays; one that belongs to another database goes.
    fn fill_platform(&mut self, here: &Here) {
        let platforms = self.platforms(here);
        let typed = self.sheet.text("platform");
        let known = here
            .settings
            .sources()
            .iter()
            .any(|source| source.platforms.contains(&typed));
        if (typed.is_empty() || known) && !platforms.contains(&typed) {
            let first = platforms.first().map_or("", String::as_str);
            self.sheet.set_text("platform", first);
        }
        self.offer_platforms(here);
    }

    /// What stands there by somebody's hand stays.
    fn write_query(&mut self, here: &Here) {
        let stands = self.sheet.exact("query");
        if self.concepts.is_empty() || !(stands.trim().is_empty() || stands == self.written) {
            return;
        }
        let database = self.sheet.picked("database").unwrap_or_default();
        let source = here
            .settings
            .sources()
            .iter()
            .find(|source| stored_name(&source.names) == database);
        let syntax = source.map_or(Syntax::Plain, |source| source.syntax);
        let domestic = source.is_some_and(|source| !source.region.is_foreign());
        let written = concept::written(&self.concepts, syntax, domestic);
        self.sheet.set_text("query", &written.query);
        self.written = self.sheet.exact("query");
        let help = match (written.query.is_empty(), written.without.is_empty()) {
            (true, _) => Sentence::new("form-run-nothing-written"),
            (false, true) => Sentence::new("form-run-written"),
            (false, false) => Sentence::new("form-run-written-without")
                .with("concepts", here.words.join(&written.without)),
        };
        if let Some(row) = self.sheet.row_mut("query") {
            row.help = Some(help.into());
        }
    }

    fn offer_platforms(&mut self, here: &Here) {
        let platforms = self.platforms(here);
        let items = if platforms.len() > 1 {
            platforms.into_iter().map(Offer::plain).collect()
        } else {
            Vec::new()
        };
        self.sheet.offer("platform", items);
    }

    fn save(&mut self, here: &Here) -> FormStep {
        let good = self.sheet.check(here.today);
        let (hits, kept) = (self.sheet.number("hits"), self.sheet.number("kept"));
        if let (Some(hits), Some(kept)) = (hits, kept)
            && kept > hits
        {
            let said = Refusal::missing("kept", "form-error-kept-over-hits").said;
            self.sheet.refuse("kept", said);
            return FormStep::Stay;
        }
        let (true, Some(request)) = (good, self.aim.request()) else {
            return FormStep::Stay;
        };
        let draft = Box::new(RunDraft {
            uid: self.uid,
            request,
            database: self.sheet.picked("database").unwrap_or_default(),
            platform: self.sheet.text("platform"),
            searched_on: self.sheet.day("searched_on", here.today),
            query: self.sheet.exact("query"),
            limits: self.sheet.text("limits"),
            hits,
            kept,
            note: self.sheet.text("note"),
            coverage: self.sheet.text("coverage"),
            serves: self.sheet.text("serves"),
            terms_from: self.sheet.text("terms_from"),
            way: self
                .sheet
                .picked("way")
                .and_then(|key| Way::from_key(&key))
                .unwrap_or_default(),
            is_update: self.sheet.picked("is_update").as_deref() == Some("yes"),
        });
        FormStep::submit(match self.edits {
            Some((run, rev)) => Command::EditRun { run, rev, draft },
            None => Command::AddRun(draft),
        })
    }
}

/// The search log is printed in reports, which are Chinese: the Chinese name is the one kept.
fn stored_name(names: &crate::domain::Names) -> &str {
    if names.zh.is_empty() {
        &names.en
    } else {
        &names.zh
    }
}

fn sheet(draft: &RunDraft, here: &Here) -> Sheet {
    let databases = here
        .settings
        .sources()
        .iter()
        .map(|source| {
            Choice::new(stored_name(&source.names), source.names.clone())
                .with_detail(source.platforms.join(", "))
                .also_called(source.aliases.clone())
        })
        .collect();
    let chosen = (!draft.database.is_empty()).then_some(draft.database.as_str());
    let day = draft.searched_on.map(|d| d.to_string()).unwrap_or_default();
    let update = if draft.is_update { "yes" } else { "no" };
    let mut sheet = Sheet::new(
        vec![
            Row::pick(
                "database",
                "form-run-database",
                Pick::one(databases, chosen).or_typed(),
            )
            .required(),
            Row::line("platform", "form-run-platform", &draft.platform),
            Row::new(
                "searched_on",
                Label::key("form-run-day"),
                Input::PastDay(TextField::one_line(&day)),
            ),
            Row::long("query", "form-run-query", &draft.query).with_help("form-run-query-help"),
            Row::line("limits", "form-run-limits", &draft.limits).with_help("form-run-limits-help"),
            Row::number("hits", "form-run-hits", draft.hits),
            Row::number("kept", "form-run-kept", draft.kept),
            Row::line("serves", "form-run-serves", &draft.serves).with_help("form-run-serves-help"),
            Row::long("note", "form-run-note", &draft.note),
            Row::line("coverage", "form-run-coverage", &draft.coverage)
                .with_help("form-run-coverage-help")
                .folded(),
            Row::line("terms_from", "form-run-terms", &draft.terms_from)
                .with_help("form-run-terms-help")
                .folded(),
            Row::pick(
                "way",
                "form-run-way",
                Pick::one(ways(), Some(draft.way.key())),
            )
            .folded(),
            Row::pick(
                "is_update",
                "form-run-update",
                Pick::one(yes_or_no(), Some(update)),
            )
            .folded(),
        ],
        EnterSaves::Never,
    );
    sheet.will_offer(&["platform"], "form-run-platforms");
    sheet
}

fn ways() -> Vec<Choice> {
    Way::ALL
        .into_iter()
        .map(|way| Choice::new(way.key(), Label::key(way.name_key())))
        .collect()
}

fn yes_or_no() -> Vec<Choice> {
    [("no", "form-no"), ("yes", "form-yes")]
        .map(|(key, label)| Choice::new(key, Label::key(label)))
        .into()
}
