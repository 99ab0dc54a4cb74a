//! What is wrong with a command line, in the person's language instead of the parser's.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::out::{self, Outcome, Trouble, code};
use crate::domain::Sentence;
use crate::domain::sentence::Arg;
use crate::text::Words;

/// Tells what is wrong, or shows the help or the version that was asked for.
pub fn answer(words: &Words, error: &clap::Error) -> Outcome {
    if !error.use_stderr() {
        out::lines(&worded(words, &error.render().to_string()))?;
        return Ok(code::DONE);
    }
    out::tell(&words.t("cli-usage"));
    out::say(words, &said(error));
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        out::tell(&worded(words, &error.render().to_string()));
        return Ok(code::USAGE);
    }
    if let Some(usage) = texts(error, ContextKind::Usage).first() {
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        let line = Sentence::new("cli-usage-line").with("usage", worded(words, usage));
        out::say(words, &line);
    }
    out::tell(&words.t("cli-usage-help"));
    Ok(code::USAGE)
}

/// The parser's own placeholders in the person's words.
fn worded(words: &Words, text: &str) -> String {
    let options = format!("[{}]", words.t("cli-placeholder-options"));
    let verb = words.t("cli-placeholder-verb");
    text.replace("[OPTIONS]", &options)
        .replace("[COMMAND]", &format!("[{verb}]"))
        .replace("<COMMAND>", &format!("<{verb}>"))
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(n)) => vec![n.to_string()],
        _ => Vec::new(),
    }
}

fn said(error: &clap::Error) -> Sentence {
    let all = |kind| -> Vec<Arg> { texts(error, kind).into_iter().map(Arg::Text).collect() };
    let one = |kind| texts(error, kind).into_iter().next().unwrap_or_default();
    // Where nothing near or nothing else is known, the shorter sentence is said.
    let near = |with: &'static str, without: &'static str, kind| match all(kind) {
        known if known.is_empty() => Sentence::new(without),
        known => Sentence::new(with).with("near", known),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => near(
            "cli-no-verb-near",
            "cli-no-verb",
            ContextKind::SuggestedSubcommand,
        )
        .with("word", one(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => near(
            "cli-no-option-near",
            "cli-no-option",
            ContextKind::SuggestedArg,
        )
        .with("word", one(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => {
            Sentence::new("cli-lacks").with("what", all(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            Sentence::new("cli-lacks-value").with("option", one(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => {
            near("cli-bad-value-of", "cli-bad-value", ContextKind::ValidValue)
                .with("value", one(ContextKind::InvalidValue))
                .with("option", one(ContextKind::InvalidArg))
        }
        ErrorKind::ValueValidation => Sentence::new("cli-bad-value")
            .with("value", one(ContextKind::InvalidValue))
            .with("option", one(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict => Sentence::new("cli-not-together")
            .with("one", one(ContextKind::InvalidArg))
            .with("other", all(ContextKind::PriorArg)),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Sentence::new("cli-lacks-value").with("option", one(ContextKind::InvalidArg))
        }
        ErrorKind::TooManyValues => Sentence::new("cli-bad-value")
            .with("value", one(ContextKind::InvalidValue))
            .with("option", one(ContextKind::InvalidArg)),
        ErrorKind::InvalidUtf8 => Sentence::new("cli-not-text"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Sentence::new("cli-lacks-verb")
        }
        _ => Sentence::new("cli-not-understood"),
    }
}

/// As [`answer`], giving the exit code.
pub fn code_of(words: &Words, error: &clap::Error) -> u8 {
    match answer(words, error) {
        Ok(code) => code,
        Err(trouble) => out::trouble(words, trouble),
    }
}

impl From<clap::Error> for Trouble {
    fn from(error: clap::Error) -> Self {
        Trouble::Line(error)
    }
}
