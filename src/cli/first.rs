//! The first start: a short talk in the terminal, after which there is a desk, or nothing at all.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use signal_hook::consts::SIGINT;
use signal_hook::flag::register_conditional_shutdown;

use super::args::Everywhere;
use super::out::Trouble;
use super::place;
use crate::desk::{Desk, Founder, Moment};
use crate::domain::Sentence;
use crate::domain::staff::LONGEST_NAME;
use crate::settings::Settings;
use crate::term;
use crate::text::{Cells, SafeText, Words};

/// What the shell sees of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Of a terminal that does not say how wide it is.
const USUAL_WIDTH: usize = 80;

/// What the person wants to begin with.
pub enum Start {
    Desk(Box<Desk>),
    Demo,
    Tutor,
    Nothing,
}

pub fn start(
    words: &Words,
    path: &Path,
    settings: Arc<Settings>,
    everywhere: &Everywhere,
) -> Result<Start, Trouble> {
    // Ctrl-C ends the talk, also where the shell that started us had it ignored.
    let talking = Arc::new(AtomicBool::new(true));
    let armed = register_conditional_shutdown(SIGINT, INTERRUPTED, Arc::clone(&talking));
    let chosen = talk_through(words, path, settings, everywhere);
    talking.store(false, Ordering::Release);
    armed.map_err(Trouble::from)?;
    chosen
}

fn talk_through(
    words: &Words,
    path: &Path,
    settings: Arc<Settings>,
    everywhere: &Everywhere,
) -> Result<Start, Trouble> {
    let mut talk = Talk {
        words,
        from: io::stdin().lock(),
    };
    let greeting = Sentence::new("first-greeting").with("path", path.display().to_string());
    talk.tell(&words.say(&greeting))?;
    talk.tell(&words.t("first-choices"))?;
    loop {
        let Some(choice) = talk.ask(&words.t("first-choose"), "1")? else {
            return nothing(&mut talk);
        };
        match choice.as_str() {
            "1" | "１" => break,
            "2" | "２" => return Ok(Start::Demo),
            "3" | "３" => return Ok(Start::Tutor),
            "q" | "Q" | "ｑ" => return nothing(&mut talk),
            _ => talk.tell(&words.t("first-choose-again"))?,
        }
    }
    let usual = words.pick(&settings.desk().names).into_owned();
    let Some(desk_name) = talk.ask_name("first-desk-name", &usual)? else {
        return nothing(&mut talk);
    };
    let login = everywhere.login.clone().or_else(place::login);
    let login = login.unwrap_or_else(|| "desk".to_owned());
    let Some(name) = talk.ask_name("first-your-name", "")? else {
        return nothing(&mut talk);
    };
    let founder = Founder {
        login,
        name,
        lang: words.lang(),
        desk_name: Some(desk_name.clone()),
    };
    let moment = Moment::new(Timestamp::now(), &settings.desk().zone);
    // Only now, with every answer there, is anything written.
    let desk = Desk::found(path, settings, &founder, &moment)?;
    let made = Sentence::new("first-made")
        .with("desk", desk_name)
        .with("name", founder.name.as_str())
        .with("login", founder.login.as_str());
    talk.tell(&words.say(&made))?;
    talk.tell(&words.t("first-keys"))?;
    talk.ask(&words.t("first-go-on"), "")?;
    Ok(Start::Desk(Box::new(desk)))
}

fn nothing(talk: &mut Talk<'_>) -> Result<Start, Trouble> {
    talk.tell("")?;
    talk.tell(&talk.words.t("first-nothing"))?;
    Ok(Start::Nothing)
}

struct Talk<'a> {
    words: &'a Words,
    from: io::StdinLock<'static>,
}

impl Talk<'_> {
    fn tell(&self, text: &str) -> Result<(), Trouble> {
        let mut out = io::stdout().lock();
        let wide = match out.is_terminal() {
            true => term::width().map_or(USUAL_WIDTH, usize::from),
            false => usize::MAX,
        };
        for line in SafeText::lines(text) {
            for line in Cells::default().wrap(line.as_str(), wide) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(out.flush()?)
    }

    /// The answer, or what is usual where only Enter was pressed; None at the end of input.
    fn ask(&mut self, question: &str, usual: &str) -> Result<Option<String>, Trouble> {
        let mut out = io::stdout().lock();
        match usual {
            "" => write!(out, "{question} ")?,
            usual => write!(out, "{question} [{usual}] ")?,
        }
        out.flush()?;
        let mut line = Vec::new();
        if self.from.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let answer = SafeText::line(line.trim()).into_string();
        Ok(Some(match answer.as_str() {
            "" => usual.to_owned(),
            _ => answer,
        }))
    }

    /// A name that is there and no longer than a screen can show.
    fn ask_name(&mut self, question: &'static str, usual: &str) -> Result<Option<String>, Trouble> {
        loop {
            let answer = self.ask(&self.words.t(question), usual)?;
            let said = match answer.as_deref().map(str::trim) {
                Some("") => Sentence::new("first-name-needed"),
                Some(name) if name.chars().count() > LONGEST_NAME => {
                    Sentence::new("name-too-long").with("most", LONGEST_NAME)
                }
                _ => return Ok(answer),
            };
            self.tell(&self.words.say(&said))?;
        }
    }
}
