//! `add`: one line as heard, understood as the capture line of the screen understands it.

use super::Console;
use super::out::{self, Outcome, Trouble, code};
use crate::app::Here;
use crate::app::form::FormStep;
use crate::app::form::capture::Capture;
use crate::app::form::sheet::SheetStep;
use crate::desk::look::{ClientRow, Seen};
use crate::domain::{Sentence, Uid};
use crate::run;
use crate::text::SafeText;

pub fn add(console: &mut Console, line: &str) -> Outcome {
    // What is kept is what can be shown; that something was left out is said.
    let shown = SafeText::line(line).into_string();
    if shown != line {
        out::say(&console.words, &Sentence::new("cli-add-invisible"));
    }
    let here = run::here(&console.desk, run::Colours::None, console.words.lang());
    let mut capture = Capture::new(Uid::now_v7(), &here);
    capture.sheet.set_text("line", line);
    let step = capture.step(SheetStep::Changed("line".to_owned()), &here);
    let may_be = meet_client(console, &mut capture, step, &here)?;
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
    for said in &may_be {
        out::say(&console.words, said);
    }
    if let Some(request) = done.request {
        out::line(&request.to_string())?;
    }
    Ok(code::DONE)
}

/// Somebody on record is meant where exactly one bears this very name and nothing heard speaks against
/// it. Whom it might be besides is said: nobody is there to be asked.
fn meet_client(
    console: &mut Console,
    capture: &mut Capture,
    step: FormStep,
    here: &Here,
) -> Result<Vec<Sentence>, Trouble> {
    let FormStep::Ask(look) = step else {
        return Ok(Vec::new());
    };
    let Seen::Clients(rows) = console.look(&look)? else {
        return Ok(Vec::new());
    };
    capture.seen(Seen::Clients(rows.clone()), here);
    capture.meet_by_name(&rows);
    if capture.client.is_some() {
        return Ok(Vec::new());
    }
    let may_be = |row: &ClientRow| {
        let told = [&row.unit, &row.phone, &row.email].map(String::as_str);
        let told: Vec<&str> = told.into_iter().filter(|part| !part.is_empty()).collect();
        Sentence::new("cli-add-may-be")
            .with("name", row.name.as_str())
            .with("detail", told.join(" "))
    };
    Ok(rows.iter().map(may_be).collect())
}
