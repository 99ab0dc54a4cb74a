//! Which form a verb opens where the cursor stands, filled from the page. Opens none.

use crate::desk::look::Case;
use crate::domain::talk::TalkKind;
use crate::domain::{Client, Product};
use crate::keys::Action;

use super::App;
use super::form::{
    Aim, Capture, ClientFor, ClientForm, Form, Known, ProductForm, Prompt, RequestForm, RunForm,
    TalkForm, Wish,
};
use super::plan::Pane;
use super::product::stage_of;

impl App {
    pub(super) fn form_for(&self, action: Action, pane: Pane) -> Option<Form> {
        let here = &self.here;
        let uid = here.new_uid;
        match action {
            Action::New if matches!(pane, Pane::List | Pane::Overview) => {
                return Some(Form::Capture(Box::new(Capture::new(uid(), here))));
            }
            Action::FullForm => {
                let form = RequestForm::new(uid(), Known::default(), here);
                return Some(Form::Request(Box::new(form)));
            }
            Action::GoAway => return Some(Form::Prompt(Box::new(Prompt::go_away(here)))),
            _ => {}
        }
        let (id, _) = self.subject()?;
        let case = self.page.of(id)?;
        Some(match action {
            Action::New | Action::Edit => return self.part_form(action, pane, case),
            Action::Note => Form::Talk(Box::new(TalkForm::note(uid(), case, here))),
            Action::Message => {
                let form = TalkForm::message(uid(), TalkKind::Sent, case, here);
                Form::Talk(Box::new(form))
            }
            Action::Attach => Form::Prompt(Box::new(Prompt::attach(
                &case.request,
                self.arrivals_for_form(),
            ))),
            Action::Minutes => Form::Prompt(Box::new(Prompt::spend(&case.request, here))),
            _ => Form::Prompt(Box::new(self.prompt_for(action, pane, case)?)),
        })
    }

    /// `n` and `e` in the panes of a request.
    fn part_form(&self, action: Action, pane: Pane, case: &Case) -> Option<Form> {
        let here = &self.here;
        let uid = here.new_uid;
        let aim = || Aim::at(&case.request);
        let edits = action == Action::Edit;
        Some(match pane {
            Pane::List | Pane::Overview => {
                let form = RequestForm::edit(&case.request, case.client.as_ref(), here);
                Form::Request(Box::new(form))
            }
            Pane::Client => {
                let form = match &case.client {
                    Some(client) if edits => ClientForm::edit(client),
                    client => ClientForm::new(uid(), ClientFor::Request(aim()))
                        .instead_of(client.as_ref()),
                };
                Form::Client(Box::new(form))
            }
            Pane::Runs => {
                let form = match self.page.current_run() {
                    Some(run) if edits => RunForm::edit(run, aim(), here),
                    None if edits => return None,
                    _ => RunForm::new(uid(), aim(), here).written_from(&case.concepts),
                };
                Form::Run(Box::new(form))
            }
            Pane::Products => {
                let form = match self.page.current_product() {
                    Some(product) if edits => ProductForm::edit(product, &case.request, here),
                    None if edits => return None,
                    _ => ProductForm::new(uid(), &case.request, here),
                };
                Form::Product(Box::new(form))
            }
        })
    }

    /// The form of the same record over what the page knows by now; None while that is nothing newer.
    pub(super) fn newest_of(&self, form: &Form) -> Option<Form> {
        let here = &self.here;
        let case = self.page.case.as_deref()?;
        match form {
            Form::Request(form) => {
                let (id, seen) = form.edited()?;
                let request = Some(&case.request).filter(|r| r.id == id && r.rev != seen)?;
                let form = RequestForm::edit(request, case.client.as_ref(), here);
                Some(Form::Request(Box::new(form)))
            }
            Form::Client(form) => {
                let ClientFor::Edit(id, seen) = &form.purpose else {
                    return None;
                };
                let newer = |client: &&Client| client.id == *id && client.rev != *seen;
                let client = case.client.as_ref().filter(newer)?;
                Some(Form::Client(Box::new(ClientForm::edit(client))))
            }
            Form::Prompt(prompt) => {
                let newest = Prompt::concepts(case);
                let same_table = matches!(
                    (&prompt.wish, &newest.wish),
                    (Wish::Concepts(seen), Wish::Concepts(now)) if seen != now
                );
                let here = prompt.aim.request() == Some(case.request.id);
                (same_table && here).then(|| Form::Prompt(Box::new(newest)))
            }
            Form::Run(form) => {
                let (id, seen) = form.edited()?;
                let run = case
                    .runs
                    .iter()
                    .find(|run| run.id == id && run.rev != seen)?;
                let aim = Aim::at(&case.request);
                Some(Form::Run(Box::new(RunForm::edit(run, aim, here))))
            }
            Form::Product(form) => {
                let (id, seen) = form.edited()?;
                let newer = |product: &&Product| product.id == id && product.rev != seen;
                let product = case.products.iter().find(newer)?;
                let form = ProductForm::edit(product, &case.request, here);
                Some(Form::Product(Box::new(form)))
            }
            _ => None,
        }
    }

    /// The question a decision asks.
    fn prompt_for(&self, action: Action, pane: Pane, case: &Case) -> Option<Prompt> {
        let here = &self.here;
        if pane == Pane::Products
            && let Some(product) = self.page.current_product()
            && stage_of(action).is_some()
        {
            let mut prompt = Prompt::move_product(product, &case.request);
            prompt.choose_stage(stage_of(action));
            return Some(prompt);
        }
        let aim = match self.targets() {
            many if many.len() > 1 => Aim::many(many),
            _ => Aim::at(&case.request),
        };
        let recent = self.reasons.get(&action).map_or(&[][..], Vec::as_slice);
        let reason = |wish: Wish, aim: Aim| Prompt::reason(wish, aim, recent, here);
        Some(match action {
            Action::Decline => reason(Wish::Decline, aim),
            Action::Wait => reason(Wish::Wait, aim),
            Action::Return => reason(Wish::Return, aim),
            Action::Object => reason(Wish::Object, aim),
            Action::Close => reason(Wish::Close, aim),
            Action::Withdraw => reason(Wish::Withdraw, aim),
            Action::Cancel => reason(Wish::Cancel, aim),
            Action::Reopen => reason(Wish::Reopen, aim),
            Action::Hold => reason(Wish::Hold, aim),
            Action::LiftHold => reason(Wish::LiftHold, aim),
            Action::Defer => Prompt::defer(aim, recent, here),
            Action::Assign => Prompt::assign(aim, case.request.owner, here),
            Action::HandOver => Prompt::hand_over(aim, case, here),
            Action::Duplicate => Prompt::same_as(Wish::DuplicateOf, aim, recent, here),
            Action::Merge => Prompt::same_as(Wish::MergeInto, aim, recent, here),
            Action::Refer => Prompt::refer(aim, recent, here),
            Action::Expedite => Prompt::expedite(&case.request, here),
            Action::Agree => Prompt::agree(&case.request),
            Action::Tags if aim.targets.len() > 1 => Prompt::tags(aim, &[]),
            Action::Tags => Prompt::tags(aim, &case.request.tags),
            Action::Name => Prompt::name(aim, &case.request.named, here),
            Action::Concepts => Prompt::concepts(case),
            Action::Reuse => Prompt::reuse(Aim::at(&case.request)),
            Action::Deliver => {
                let client = case
                    .client
                    .as_ref()
                    .map_or("", |client| client.name.as_str());
                Prompt::deliver(aim, client)
            }
            _ => return None,
        })
    }
}
