//! `add`: one line as heard, understood as the capture line of the screen understands it.

use super::Console;
use super::out::{self, Outcome, Trouble, code};
use crate::app::Here;
use crate::app::form::FormStep;
use crate::app::form::capture::Capture;
use crate::app::form::sheet::SheetStep;
use crate::desk::look::{ClientRow, Seen};
use crate::domain::{Sentence, Uid};
use crate::query::capture::{Captured, Heard};
use crate::run;

pub fn add(console: &mut Console, line: &str) -> Outcome {
    let here = run::here(&console.desk, run::Colours::None, console.words.lang());
    let mut capture = Capture::new(Uid::now_v7(), &here);
    capture.sheet.set_text("line", line);
    let step = capture.step(SheetStep::Changed("line".to_owned()), &here);
    meet_client(console, &mut capture, step, &here)?;
    for part in capture.understood_all(&here) {
        let said = Sentence::new(if part.guess {
            "cli-add-guess"
        } else {
            "cli-add-part"
        })
        .with("name", part.label.say(&console.words))
        .with("value", part.value.say(&console.words));
        out::say(&console.words, &said);
    }
    let FormStep::Submit(command) = capture.step(SheetStep::Save, &here) else {
        let said = Sentence::new("cli-add-no-service");
        return Err(Trouble::Said(code::REFUSED, said));
    };
    let done = console.desk.run(&command, &console.moment)?;
    out::done(&console.words, &done);
    if let Some(request) = done.request {
        out::line(&request.to_string())?;
    }
    Ok(code::DONE)
}

/// Somebody on record is meant where exactly one has this very name and nothing heard speaks against
/// it; nobody is there to be asked. A surname alone (张老师) is many people's: it takes the same phone
/// or e-mail.
fn meet_client(
    console: &mut Console,
    capture: &mut Capture,
    step: FormStep,
    here: &Here,
) -> Result<(), Trouble> {
    let FormStep::Ask(look) = step else {
        return Ok(());
    };
    let Seen::Clients(rows) = console.look(&look)? else {
        return Ok(());
    };
    let same: Vec<String> = rows
        .iter()
        .filter(|row| is_meant(row, &capture.heard))
        .map(|row| row.id.to_string())
        .collect();
    capture.seen(Seen::Clients(rows));
    let offers = capture.sheet.offers_here().map(|o| o.items.clone());
    if let [only] = same.as_slice()
        && let Some(offer) = offers
            .unwrap_or_default()
            .into_iter()
            .find(|offer| offer.key == *only)
    {
        capture.step(SheetStep::Take("line".to_owned(), offer), here);
    }
    Ok(())
}

fn is_meant(row: &ClientRow, heard: &Captured) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (phone, on_record) = (digits(said(&heard.phone)), digits(&row.phone));
    let email = said(&heard.email);
    let same_phone = phone.len() >= 7 && phone == on_record;
    let same_email = !email.is_empty() && email.eq_ignore_ascii_case(&row.email);
    let other_phone = !phone.is_empty() && !on_record.is_empty() && phone != on_record;
    let other_email = !email.is_empty() && !row.email.is_empty() && !same_email;
    let name = said(&heard.client_name);
    let called = heard.called();
    let whole_name = row.name.chars().count() > 1 && called == name;
    (row.name == name || row.name == called)
        && (same_phone || same_email || (whole_name && !other_phone && !other_email))
}

fn said(part: &Option<Heard<String>>) -> &str {
    part.as_ref().map_or("", |heard| heard.value.as_str())
}
