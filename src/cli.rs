//! Arguments become one call; results become exit codes. Speaks to the shell's user and decides nothing
//! about records.

mod access;
mod add;
mod args;
mod bring;
mod fill;
mod first;
mod gate;
mod give;
mod health;
mod keys;
mod list;
mod open;
mod out;
mod place;
mod purge;
mod records;
mod safe;
mod staff;
mod usage;

use std::ffi::OsString;
use std::sync::Arc;

use jiff::Timestamp;

use crate::desk::look::{Look, Seen};
use crate::desk::{Command, Desk, Moment};
use crate::domain::{Lang, Refusal, Sentence};
use crate::intake::export::Folder;
use crate::settings::Settings;
use crate::store::StoreError;
use crate::text::Words;
use args::{ImportVerb, JournalVerb, Line, StaffVerb, Verb};
use out::{Outcome, Trouble, code};

use place::Config;

pub use args::command;
pub use out::code as exit;

/// Carries out what the command line asks; returns the exit code.
pub fn run(given: impl Iterator<Item = OsString>) -> u8 {
    place::keep_to_oneself();
    place::take_size_limits_as_errors();
    let given: Vec<OsString> = given.collect();
    let plain = given.iter().map(|w| w.to_string_lossy().into_owned());
    let asked = args::tongue(plain, |name| std::env::var(name).ok());
    let mut words = Words::new(asked.unwrap_or_default());
    match understood(&mut words, asked, given) {
        Ok(code) => code,
        Err(trouble) => out::trouble(&words, trouble),
    }
}

fn understood(words: &mut Words, asked: Option<Lang>, given: Vec<OsString>) -> Outcome {
    let line = args::read(words, given.into_iter()).map_err(Trouble::Line)?;
    match line.verb {
        // These need neither store nor settings of the desk.
        Some(Verb::Demo { requests }) => {
            return fill::demo_store(words, &line.everywhere, requests);
        }
        Some(Verb::Restore {
            ref file,
            ref identity,
        }) => return safe::restore(words, file, identity.as_deref(), &line.everywhere),
        Some(Verb::Tutor) => return open::tutor(words, &line.everywhere),
        // Before a setting is read or a store looked for.
        Some(Verb::Gate) => gate::shed()?,
        Some(Verb::Records {
            ref verb,
            ref file,
            json,
        }) => {
            let asked = match json {
                true => records::Asked::Json,
                false => records::Asked::Rows,
            };
            return match (verb, file) {
                (Some(verb), _) => records::files::carry_out(words, verb),
                (None, Some(file)) => records::of_file(words, file, asked),
                (None, None) => Ok(code::USAGE),
            };
        }
        Some(Verb::Cite {
            ref file,
            ref style,
        }) => {
            let asked = records::Asked::Cited(records::style(style.as_deref())?);
            return records::of_file(words, file, asked);
        }
        None if line.demo => return open::demo(words, &line.everywhere),
        _ => {}
    }
    let config = place::configured(&line.everywhere)?;
    let opening = match line.verb {
        Some(Verb::Keys { .. } | Verb::Gate) => None,
        _ => place::begin(&line.everywhere),
    };
    let settings = &config.settings;
    if asked.is_none() && settings.desk().language != words.lang() {
        words.switch(settings.desk().language);
    }
    settings.check_views(|query| {
        let error = crate::query::parse(query, &config.vocabulary).err()?;
        Some(words.say(&error.said))
    })?;
    with_settings(words, config, line, opening)
}

fn with_settings(
    words: &mut Words,
    config: Config,
    line: Line,
    opening: Option<place::Opening>,
) -> Outcome {
    let everywhere = &line.everywhere;
    let Config {
        settings,
        keymap,
        vocabulary,
    } = config;
    let Some(verb) = line.verb else {
        let config = (settings, vocabulary);
        return open::desk(words, config, keymap, everywhere, opening);
    };
    if let Verb::Gate = verb {
        return gate::gate(words, settings, keymap, everywhere);
    }
    if let Verb::Keys { json } = verb {
        return keys::keys(words, &keymap, json);
    }
    let seated = place::seat(opening, (Arc::clone(&settings), vocabulary), everywhere);
    if let Verb::Drill {
        file,
        identity,
        json,
    } = verb
    {
        let asked = safe::Drill {
            file,
            identity,
            json,
        };
        let console = seated.map(|desk| Console::at(desk, words));
        return safe::drill(console, words, &settings, &asked);
    }
    let desk = seated?;
    if let Some(said) = desk.only_read() {
        out::say(words, &said);
    }
    let console = &mut Console::at(desk, words);
    match verb {
        Verb::List { query, json, limit } => list::list(console, &query.join(" "), json, limit),
        Verb::Show { number, json } => list::show(console, number, json),
        Verb::Add { line } => add::add(console, &line.join(" ")),
        Verb::Undo => undo(console),
        Verb::Import {
            verb: ImportVerb::Requests(asked),
        } => bring::requests(console, &asked),
        Verb::Export { folder, json } => give::everything(console, &folder, Folder::Empty, json),
        Verb::Doctor { json } => health::doctor(console, json),
        Verb::Journal {
            verb: JournalVerb::Verify { head, json },
        } => health::verify(console, head.as_deref(), json),
        Verb::Journal {
            verb: JournalVerb::Head { json },
        } => health::head(console, json),
        Verb::Staff { verb } => match verb {
            StaffVerb::List { json } => staff::list(console, json),
            StaffVerb::Add {
                who,
                name,
                named,
                roles,
                key,
            } => {
                let new = staff::Newcomer {
                    login: who,
                    name: name.or(named),
                    roles,
                    key,
                };
                staff::add(console, everywhere, &new)
            }
            StaffVerb::Change {
                who,
                name,
                roles,
                left,
                back,
            } => {
                let change = staff::Change {
                    login: who,
                    name,
                    roles,
                    active: (left || back).then_some(back),
                };
                staff::change(console, &change)
            }
        },
        Verb::Backup {
            folder,
            to,
            plain,
            json,
        } => safe::backup(console, &folder, &to, plain, json),
        Verb::Purge {
            before,
            dry_run,
            reason,
            yes,
            json,
        } => {
            let asked = purge::Purge {
                before,
                dry_run,
                reason,
                yes,
                json,
            };
            purge::purge(console, &asked)
        }
        Verb::Erase {
            client,
            reason,
            yes,
        } => {
            let asked = purge::Erase {
                client: client.join(" "),
                reason,
                yes,
            };
            purge::erase(console, &asked)
        }
        Verb::Keys { .. }
        | Verb::Demo { .. }
        | Verb::Tutor
        | Verb::Gate
        | Verb::Records { .. }
        | Verb::Cite { .. }
        | Verb::Restore { .. }
        | Verb::Drill { .. } => Ok(code::DONE),
    }
}

fn undo(console: &mut Console) -> Outcome {
    if console.desk.only_read().is_some() {
        return Err(Refusal::from(StoreError::ReadOnly).into());
    }
    let Seen::LastUndo(last) = console.look(&Look::LastUndo)? else {
        return Err(Refusal::rule("cli-nothing-to-undo").into());
    };
    let Some((seq, what)) = last.stands else {
        let why = last
            .barred
            .unwrap_or_else(|| Sentence::new("cli-nothing-to-undo"));
        return Err(Refusal::because(why).into());
    };
    let at = console.desk.told_at(seq)?;
    let done = console.desk.run(&Command::Undo { seq }, &console.moment)?;
    let said = Sentence::new("cli-undone")
        .with("at", console.words.moment(at))
        .with("what", what);
    out::say(&console.words, &said);
    for warning in &done.warnings {
        out::say(&console.words, warning);
    }
    Ok(code::DONE)
}

/// A desk at a shell: one person, one moment, one language.
struct Console {
    desk: Desk,
    words: Words,
    moment: Moment,
}

impl Console {
    fn at(desk: Desk, words: &Words) -> Console {
        let zone = desk.settings().desk().zone.clone();
        Console {
            words: Self::voice(words, desk.settings()),
            moment: Moment::new(Timestamp::now(), &zone),
            desk,
        }
    }

    /// The language asked for, with the desk's hours.
    fn voice(words: &Words, settings: &Settings) -> Words {
        let zone = settings.desk().zone.clone();
        let year = Moment::new(Timestamp::now(), &zone).today().year();
        Words::new(words.lang()).in_zone(zone).in_year(year)
    }

    fn look(&mut self, look: &Look) -> Result<Seen, Refusal> {
        self.desk.look(look, &self.moment)
    }
}
