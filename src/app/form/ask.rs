//! The questions behind what is not a refusal: haste, a day agreed, tags, handing over, minutes, files,
//! a product's stage. Each asks for what its command needs.

use crate::app::Here;
use crate::domain::product::Stage;
use crate::domain::request::Expedite;
use crate::domain::{Client, Product, Request, Sentence, Staff, StaffId};
use crate::text::Named;

use super::aim::Aim;
use super::field::TextField;
use super::label::Label;
use super::pick::{Choice, Pick};
use super::prompt::{Prompt, Wish};
use super::row::{Input, Offer, Row};

impl Prompt {
    pub fn expedite(request: &Request, here: &Here) -> Self {
        let now = request.expedite.clone();
        let promise = here
            .settings
            .service(&request.service)
            .map(|s| s.promise_for(&request.fields));
        let days = request
            .target_days
            .or_else(|| promise.map(|p| p.min_days))
            .map(u64::from);
        let text =
            |part: fn(&Expedite) -> &String| now.as_ref().map(part).cloned().unwrap_or_default();
        let mut days_row = Row::number("target_days", "form-expedite-days", days).required();
        days_row.help = promise.map(|p| {
            Label::Said(
                Sentence::new("form-expedite-days-help")
                    .with("days", i64::from(p.target.days()))
                    .with("floor", i64::from(p.min_days)),
            )
        });
        let rows = vec![
            Row::line("allowed_by", "form-expedite-by", &text(|e| &e.allowed_by)).required(),
            Row::line("why", "form-expedite-why", &text(|e| &e.why)).required(),
            days_row,
            Row::line("fee_note", "form-expedite-fee", &text(|e| &e.fee_note)).required(),
        ];
        Self::open(Wish::Expedite, Aim::at(request), rows)
    }

    pub fn agree(request: &Request) -> Self {
        let agreed = request.agreed;
        let hour = agreed.and_then(|due| due.at);
        let hour = hour
            .map(|at| format!("{:02}:{:02}", at.hour(), at.minute()))
            .unwrap_or_default();
        let rows = vec![
            Row::day("on", "form-agree-on", agreed.map(|due| due.on)).with_help("form-agree-help"),
            Row::new(
                "at",
                Label::key("form-agree-at"),
                Input::Hour(TextField::one_line(&hour)),
            ),
        ];
        Self::open(Wish::Agree, Aim::at(request), rows)
    }

    /// `tags` are those of the one request; of many, none are shown and `-word` takes one away.
    pub fn tags(aim: Aim, tags: &[String]) -> Self {
        let text = tags.join(" ");
        let rows = vec![Row::line("tags", "form-tags-row", &text).with_help("form-tags-help")];
        let mut prompt = Self::open(Wish::Tags, aim, rows);
        prompt.tags = tags.to_vec();
        prompt
    }

    /// Who else may see a restricted request, by their names.
    pub fn name(aim: Aim, named: &[StaffId], here: &Here) -> Self {
        let is_named = |s: &&Staff| named.contains(&s.id);
        let now: Vec<&Staff> = here.staff.iter().filter(is_named).collect();
        let text: Vec<&str> = now.iter().map(|s| s.name.as_str()).collect();
        let rows =
            vec![Row::line("who", "form-name-row", &text.join(" ")).with_help("form-name-help")];
        let mut prompt = Self::open(Wish::Name, aim, rows);
        prompt.tags = now.iter().map(|s| s.login.clone()).collect();
        prompt
    }

    /// A restricted request that somebody not on it must read.
    pub fn break_glass(number: Option<i64>) -> Self {
        let next = number.map_or("number", |_| "reason");
        let number = number.map(|n| n.to_string()).unwrap_or_default();
        let rows = vec![
            Row::line("number", "form-glass-number", &number).required(),
            Row::line("reason", "form-reason", "")
                .required()
                .with_help("form-glass-help"),
        ];
        let mut prompt = Self::open(Wish::BreakGlass, Aim::nothing(""), rows);
        prompt.sheet.focus(next);
        prompt
    }

    pub fn deliver(aim: Aim, client: &str) -> Self {
        let rows = vec![Row::line("to", "form-deliver-to", client).required()];
        Self::open(Wish::Deliver, aim, rows)
    }

    pub fn spend(request: &Request, here: &Here) -> Self {
        let service = here.settings.service(&request.service);
        let minutes = service.map(|s| u64::from(s.minutes)).filter(|m| *m > 0);
        let read = service.map_or(2, |s| s.read.clamp(1, 6));
        let scale = [
            "form-read-1",
            "form-read-2",
            "form-read-3",
            "form-read-4",
            "form-read-5",
            "form-read-6",
        ];
        let scale = scale
            .into_iter()
            .zip(1u8..)
            .map(|(key, n)| Choice::new(n.to_string(), Label::key(key)))
            .collect();
        let rows = vec![
            Row::number("minutes", "form-effort-minutes", minutes)
                .suggested()
                .required(),
            Row::pick(
                "read",
                "form-effort-read",
                Pick::one(scale, Some(&read.to_string())),
            )
            .required(),
            Row::new(
                "on",
                Label::key("form-effort-on"),
                Input::PastDay(TextField::one_line(&here.today.to_string())),
            )
            .suggested(),
        ];
        Self::open(Wish::Spend, Aim::at(request), rows)
    }

    /// Another record of this client.
    pub fn same_client(client: &Client) -> Self {
        let rows = vec![
            Row::line("same", "form-same-client-who", "")
                .required()
                .with_help("form-same-client-help"),
        ];
        // A client's number would be taken for a request's there.
        let who = format!("{} {}", client.name, client.unit);
        let aim = Aim::nothing(who.trim());
        let mut prompt = Self::open(Wish::SameClient(client.id), aim, rows);
        prompt.sheet.will_offer(&["same"], "form-found-clients");
        prompt
    }

    /// A person is erased after her name was typed again; `told` says what goes and what stays.
    pub fn erase(client: &Client, told: Vec<Sentence>) -> Self {
        let rows = vec![
            Row::line("name", "form-erase-name", "").required(),
            Row::line("reason", "form-reason", "")
                .required()
                .with_help("form-erase-reason-help"),
        ];
        let wish = Wish::Erase(client.id, client.name.clone());
        let mut prompt = Self::open(wish, Aim::nothing(by_what(client).trim()), rows);
        prompt.told = told;
        prompt
    }

    /// A file of this computer by its path; through the gate, where no path leads anywhere, one of these
    /// arrivals by its name.
    pub fn attach(request: &Request, arrivals: Option<Vec<String>>) -> Self {
        let (label, help) = match arrivals {
            None => ("form-attach-path", "form-attach-help"),
            Some(_) => ("form-attach-arrival", "form-attach-put"),
        };
        let rows = vec![Row::line("path", label, "").required().with_help(help)];
        let mut prompt = Self::open(Wish::Attach, Aim::at(request), rows);
        if let Some(arrivals) = arrivals {
            prompt.sheet.will_offer(&["path"], "form-attach-offers");
            let offers = arrivals.into_iter().take(9).map(Offer::plain).collect();
            prompt.sheet.offer_by_digit("path", offers);
        }
        prompt
    }

    /// Which request an arrival is for: by number, or found by words.
    pub fn other_request(wish: Wish) -> Self {
        let rows = vec![
            Row::line("of", "form-same-as", "")
                .required()
                .with_help("form-same-as-help"),
        ];
        let mut prompt = Self::open(wish, Aim::nothing(""), rows);
        prompt.sheet.will_offer(&["of"], "form-found");
        prompt
    }

    pub fn move_product(product: &Product, request: &Request) -> Self {
        let stages: Vec<Choice> = Stage::ALL
            .into_iter()
            .filter(|next| product.stage.may_become(*next))
            .map(|next| Choice::new(next.key(), Label::key(next.name_key())))
            .collect();
        // The way on stands first; going back or voiding is chosen on purpose.
        let onward = [
            Stage::InReview,
            Stage::Signed,
            Stage::Issued,
            Stage::Delivered,
        ];
        let first = onward
            .into_iter()
            .find(|next| product.stage.may_become(*next))
            .map(|next| next.key().to_owned());
        let rows = vec![
            Row::pick(
                "to",
                "form-product-stage",
                Pick::one(stages, first.as_deref()),
            )
            .required(),
            Row::line("reason", "form-reason", "").required(),
            Row::line("delivered_to", "form-deliver-to", &product.delivered_to).required(),
        ];
        let wish = Wish::MoveProduct(product.id, product.rev);
        let mut prompt = Self::open(wish, Aim::at(request), rows);
        prompt.ask_what_the_stage_wants();
        prompt.sheet.focus("to");
        prompt
    }
}

/// By what one client is told from another.
fn by_what(client: &Client) -> String {
    format!("#{} {} {}", client.id, client.name, client.unit)
}
