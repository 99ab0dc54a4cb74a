//! What the keys do to the product under the cursor of pane 4: its next stage, its next version, and
//! why not.

use crate::desk::Command;
use crate::domain::product::Stage;
use crate::domain::{Product, Sentence};
use crate::keys::Action;
use crate::text::Named;

use super::App;
use super::asked::Deed;
use super::plan::Pane;

/// Stages in the order of the way to the client.
const ONWARD: [Stage; 4] = [
    Stage::InReview,
    Stage::Signed,
    Stage::Issued,
    Stage::Delivered,
];

impl App {
    /// A verb on the selected product of pane 4, where it has nothing to ask.
    pub(super) fn move_product(&mut self, action: Action) -> bool {
        if self.focus != Pane::Products || self.triage.is_some() {
            return false;
        }
        if stage_of(action).is_none() {
            return false;
        }
        let Some((product, rev)) = self.page.current_product().map(|p| (p.id, p.rev)) else {
            return false;
        };
        if let Some(why) = self.why_not(action) {
            self.refuse(why, Some(("cure-verbs", Action::Verbs)));
            return true;
        }
        match stage_of(action) {
            Some(to @ (Stage::InReview | Stage::Signed | Stage::Issued)) => {
                let command = Command::MoveProduct {
                    product,
                    rev,
                    to,
                    reason: None,
                    delivered_to: None,
                };
                self.run(Deed::Form, command);
            }
            Some(_) => self.open_form(action),
            None => return false,
        }
        true
    }

    /// What the desk would refuse about the product under the cursor; `None` where the key is not about
    /// products, `Some(None)` where it can be done.
    pub(super) fn product_refused(&self, action: Action) -> Option<Option<Sentence>> {
        let to = stage_of(action);
        if to.is_none() && action != Action::Version {
            return None;
        }
        let Some(product) = self.page.current_product() else {
            return Some(Some(Sentence::new("notice-choose-product")));
        };
        let Some(to) = to else {
            return Some(self.version_refused(product));
        };
        let case = self.page.case.as_deref();
        let review = self.is_reviewed();
        let unread = to == Stage::Delivered && product.stage == Stage::Draft && review;
        if unread || !product.stage.may_become(to) {
            let now = Sentence::new(product.stage.name_key());
            let said = Sentence::new("product-not-now").with("stage", now);
            return Some(Some(said.with("next", self.product_needs(product))));
        }
        let me = Some(self.here.me.id);
        let mine = review && case.is_some_and(|case| case.request.owner == me);
        let own = to == Stage::Signed && (product.searcher == me || mine);
        Some(own.then(|| Sentence::new("r01-own-work")))
    }

    fn version_refused(&self, product: &Product) -> Option<Sentence> {
        if !product.stage.is_frozen() {
            return Some(Sentence::new("product-still-open"));
        }
        let products = self.page.case.iter().flat_map(|case| &case.products);
        let newer = products
            .filter(|other| other.supersedes == Some(product.id) && other.stage != Stage::Void)
            .max_by_key(|other| other.version)?;
        Some(Sentence::new("product-has-newer").with("version", i64::from(newer.version)))
    }

    /// Whether what the service hands out is read by a second person first.
    fn is_reviewed(&self) -> bool {
        let case = self.page.case.as_ref();
        let service = case.and_then(|case| self.here.settings.service(&case.request.service));
        service.is_none_or(|service| service.review)
    }

    /// The stage that comes next on the way to the client; what needs no review goes there at once.
    fn next_stage(&self, product: &Product) -> Option<Stage> {
        if product.stage == Stage::Draft && !self.is_reviewed() {
            return Some(Stage::Delivered);
        }
        ONWARD
            .into_iter()
            .find(|next| product.stage.may_become(*next))
    }

    /// What the product under way needs next, with its keys.
    pub fn product_needs(&self, product: &Product) -> Sentence {
        if product.stage == Stage::Void {
            let newer = self.version_refused(product);
            return newer.unwrap_or_else(|| self.with_stage_keys("product-next-void"));
        }
        match (product.stage, self.next_stage(product)) {
            (_, Some(next)) => self.with_stage_keys(product_next(next)),
            (_, None) => self.with_stage_keys("product-next-none"),
        }
    }

    fn with_stage_keys(&self, key: &'static str) -> Sentence {
        let chord = |action| {
            let chord = self.keys.chord(action);
            chord.map_or_else(String::new, |chord| chord.to_string())
        };
        Sentence::new(key)
            .with("submit", chord(Action::Submit))
            .with("sign", chord(Action::Sign))
            .with("back", chord(Action::Return))
            .with("issue", chord(Action::Issue))
            .with("deliver", chord(Action::Deliver))
            .with("version", chord(Action::Version))
    }

    pub(super) fn next_version(&mut self) {
        if let Some(why) = self.why_not(Action::Version) {
            return self.refuse(why, None);
        }
        let Some((product, rev)) = self.page.current_product().map(|p| (p.id, p.rev)) else {
            return;
        };
        let uid = (self.here.new_uid)();
        self.run(Deed::Form, Command::NewVersion { product, rev, uid });
    }
}

/// What a product needs to reach its next stage.
fn product_next(next: Stage) -> &'static str {
    match next {
        Stage::InReview | Stage::Draft | Stage::Returned => "product-next-review",
        Stage::Signed => "product-next-sign",
        Stage::Issued => "product-next-issue",
        Stage::Delivered => "product-next-deliver",
        Stage::Void => "product-next-void",
    }
}

/// Where a verb takes a product.
pub(super) fn stage_of(action: Action) -> Option<Stage> {
    Some(match action {
        Action::Submit => Stage::InReview,
        Action::Return => Stage::Returned,
        Action::Sign => Stage::Signed,
        Action::Issue => Stage::Issued,
        Action::Deliver => Stage::Delivered,
        Action::Withdraw => Stage::Void,
        _ => return None,
    })
}
