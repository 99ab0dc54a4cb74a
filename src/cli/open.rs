//! Opens the screen: on the desk's own store, on a demo, on the tutor's.

use std::io::{IsTerminal, stdin, stdout};
use std::sync::Arc;

use super::args::Everywhere;
use super::fill::ThrowAway;
use super::out::{self, Outcome, Trouble, code};
use super::{first, place};
use crate::demo;
use crate::desk::Desk;
use crate::domain::{Lang, Sentence};
use crate::intake::tray::Trays;
use crate::keys::Keymap;
use crate::query::Vocabulary;
use crate::run::{self, Colours};
use crate::settings::Settings;
use crate::text::Words;
use crate::tutor::{self, Tutor};

/// The desk's own store; made first where there is none.
pub fn desk(
    words: &mut Words,
    config: (Arc<Settings>, Vocabulary),
    keys: Keymap,
    everywhere: &Everywhere,
    opening: Option<place::Opening>,
) -> Outcome {
    needs_terminal()?;
    let desk = if opening.is_some() {
        place::seat(opening, config, everywhere)?
    } else {
        let path = place::store(everywhere)?;
        match first::start(words, &path, config.0, everywhere)? {
            first::Start::Desk(desk) => *desk,
            first::Start::Demo => return demo(words, everywhere),
            first::Start::Tutor => return tutor(words, everywhere),
            first::Start::Nothing => return Ok(code::DONE),
        }
    };
    screen(desk, keys, everywhere)
}

/// A desk full of made-up work, gone when it is left.
pub fn demo(words: &Words, everywhere: &Everywhere) -> Outcome {
    needs_terminal()?;
    let settings = match &everywhere.config {
        Some(folder) => Settings::load(Some(folder))?,
        None => demo::settings()?,
    };
    let keys = place::keymap(everywhere)?;
    let kept = ThrowAway::fill(demo::TOLD, words.lang(), settings)?;
    let login = everywhere.login.as_deref();
    let desk = Desk::open(&kept.store(), kept.settings.clone(), login)?;
    screen(desk, keys, everywhere)
}

pub fn tutor(words: &Words, everywhere: &Everywhere) -> Outcome {
    needs_terminal()?;
    let keys = place::keymap(everywhere)?;
    let kept = ThrowAway::fill(tutor::REQUESTS, words.lang(), demo::settings()?)?;
    let desk = Desk::open(&kept.store(), kept.settings.clone(), None)?;
    let start = run::Start {
        colours: colours(),
        lang: None,
        tutor: Some(Tutor::new()),
        gate: None,
    };
    let code = run::console(desk, keys, start)?;
    out::tell(&words.t("tutor-goodbye"));
    Ok(u8::try_from(code).unwrap_or(code::STORE))
}

/// The screen of somebody who came by SSH: no path on this machine can be typed, her trays are all.
pub fn through_gate(desk: Desk, keys: Keymap, everywhere: &Everywhere, trays: Trays) -> Outcome {
    needs_terminal()?;
    show(desk, keys, everywhere, Some(trays))
}

fn screen(desk: Desk, keys: Keymap, everywhere: &Everywhere) -> Outcome {
    show(desk, keys, everywhere, None)
}

fn show(desk: Desk, keys: Keymap, everywhere: &Everywhere, gate: Option<Trays>) -> Outcome {
    let start = run::Start {
        colours: colours(),
        lang: everywhere.lang.map(Lang::from),
        tutor: None,
        gate,
    };
    let code = run::console(desk, keys, start)?;
    Ok(u8::try_from(code).unwrap_or(code::STORE))
}

fn colours() -> Colours {
    match std::env::var_os("NO_COLOR") {
        Some(value) if !value.is_empty() => Colours::None,
        _ => Colours::Themed,
    }
}

fn needs_terminal() -> Result<(), Trouble> {
    if stdin().is_terminal() && stdout().is_terminal() {
        return Ok(());
    }
    let said = Sentence::new("cli-no-terminal");
    Err(Trouble::Said(code::USAGE, said))
}
