//! The form for a product of a request: what it is, in whose hands, by when.

use crate::app::Here;
use crate::desk::command::ProductDraft;
use crate::desk::{Command, Seen};
use crate::domain::{Product, ProductId, Request, Rev, Sentence, StaffId, Uid};

use super::FormStep;
use super::aim::Aim;
use super::people::{staff_choices, staff_id};
use super::pick::{Choice, Pick};
use super::row::{Input, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};

const HANDS: [&str; 3] = ["in_hands_of", "searcher", "reviewer"];

#[derive(Clone, Debug)]
pub struct ProductForm {
    pub aim: Aim,
    pub sheet: Sheet,
    uid: Uid,
    edits: Option<(ProductId, Rev)>,
}

impl ProductForm {
    pub fn new(uid: Uid, request: &Request, here: &Here) -> Self {
        let first = here
            .settings
            .service(&request.service)
            .and_then(|s| s.products.first())
            .map(|p| p.key.clone());
        let draft = ProductDraft {
            uid,
            request: request.id,
            kind: first.unwrap_or_default(),
            title: request.title.clone(),
            in_hands_of: Some(here.me.id),
            searcher: request.owner.or(Some(here.me.id)),
            reviewer: None,
            due: request.due.map(|due| due.on),
            feedback: String::new(),
            note: String::new(),
        };
        Self {
            aim: Aim::at(request),
            sheet: sheet(&draft, request, here),
            uid,
            edits: None,
        }
    }

    pub fn edit(product: &Product, request: &Request, here: &Here) -> Self {
        let draft = ProductDraft {
            uid: product.uid,
            request: product.request,
            kind: product.kind.clone(),
            title: product.title.clone(),
            in_hands_of: product.in_hands_of,
            searcher: product.searcher,
            reviewer: product.reviewer,
            due: product.due,
            feedback: product.feedback.clone(),
            note: product.note.clone(),
        };
        Self {
            aim: Aim::at(request),
            sheet: sheet(&draft, request, here),
            uid: product.uid,
            edits: Some((product.id, product.rev)),
        }
    }

    /// The record that is edited, as it was seen; None while there is none yet.
    pub fn edited(&self) -> Option<(ProductId, Rev)> {
        self.edits
    }

    pub fn title(&self) -> Sentence {
        Sentence::new(match self.edits {
            Some(_) => "form-product-edit",
            None => "form-product-new",
        })
    }

    pub fn seen(&mut self, seen: Seen, here: &Here) {
        let Seen::Staff(staff) = seen else { return };
        for key in HANDS {
            if let Some(Row {
                input: Input::Pick(pick),
                ..
            }) = self.sheet.row_mut(key)
            {
                pick.choices = staff_choices(&staff, here);
            }
        }
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            SheetStep::Changed(_) => {
                self.warn_of_one_pair_of_eyes();
                FormStep::Stay
            }
            _ => FormStep::Stay,
        }
    }

    /// The desk would refuse to sign it later; better said while the name is being chosen.
    fn warn_of_one_pair_of_eyes(&mut self) {
        let same =
            self.staff("reviewer").is_some() && self.staff("reviewer") == self.staff("searcher");
        if let Some(row) = self.sheet.row_mut("reviewer") {
            row.error = same.then(|| Sentence::new("form-error-reviewer-is-searcher"));
        }
    }

    fn staff(&self, key: &str) -> Option<StaffId> {
        staff_id(self.sheet.picked(key).as_deref())
    }

    fn save(&mut self, here: &Here) -> FormStep {
        let good = self.sheet.check(here.today);
        self.warn_of_one_pair_of_eyes();
        let (true, true, Some(request)) = (good, self.sheet.go_to_error(), self.aim.request())
        else {
            return FormStep::Stay;
        };
        let draft = Box::new(ProductDraft {
            uid: self.uid,
            request,
            kind: self.sheet.picked("kind").unwrap_or_default(),
            title: self.sheet.text("title"),
            in_hands_of: self.staff("in_hands_of"),
            searcher: self.staff("searcher"),
            reviewer: self.staff("reviewer"),
            due: self.sheet.day("due", here.today),
            feedback: self.sheet.text("feedback"),
            note: self.sheet.text("note"),
        });
        FormStep::submit(match self.edits {
            Some((product, rev)) => Command::EditProduct {
                product,
                rev,
                draft,
            },
            None => Command::AddProduct(draft),
        })
    }
}

fn sheet(draft: &ProductDraft, request: &Request, here: &Here) -> Sheet {
    let kinds: Vec<Choice> = here
        .settings
        .service(&request.service)
        .map(|service| {
            service
                .products
                .iter()
                .map(|p| Choice::new(p.key.clone(), p.names.clone()))
                .collect()
        })
        .unwrap_or_default();
    let kind = (!draft.kind.is_empty()).then_some(draft.kind.as_str());
    let staff = |id: Option<StaffId>| {
        let key = id.map(|id| id.to_string());
        Pick::one(staff_choices(&here.staff, here), key.as_deref())
    };
    Sheet::new(
        vec![
            Row::pick("kind", "form-product-kind", Pick::one(kinds, kind)).required(),
            Row::line("title", "form-product-title", &draft.title).required(),
            Row::pick(
                "in_hands_of",
                "form-product-hands",
                staff(draft.in_hands_of),
            ),
            Row::pick("searcher", "form-product-searcher", staff(draft.searcher)),
            Row::pick("reviewer", "form-product-reviewer", staff(draft.reviewer)),
            Row::day("due", "form-product-due", draft.due),
            Row::long("note", "form-product-note", &draft.note),
            Row::long("feedback", "form-product-feedback", &draft.feedback).folded(),
        ],
        EnterSaves::Never,
    )
}
