//! What may stand on the command line, and its help in the language of the person.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::domain::{Lang, Sentence};
use crate::text::Words;

#[derive(Parser, Debug)]
#[command(name = "refdesk", version, disable_help_subcommand = true)]
pub struct Line {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[arg(long, conflicts_with = "store")]
    pub demo: bool,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// The line that opens the screen, by far the most usual: read alone it costs a fraction of the whole
/// tree of verbs.
#[derive(Parser, Debug)]
#[command(name = "refdesk", disable_help_flag = true)]
struct Opens {
    #[command(flatten)]
    everywhere: Everywhere,
}

#[derive(Args, Debug, Clone)]
pub struct Everywhere {
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DIR")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "zh|en")]
    pub lang: Option<Tongue>,
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub login: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    #[value(alias = "zh-CN", alias = "zh_CN")]
    Zh,
    En,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Lang {
        match tongue {
            Tongue::Zh => Lang::Zh,
            Tongue::En => Lang::En,
        }
    }
}

#[derive(Subcommand, Debug)]
pub enum Verb {
    List {
        #[arg(value_name = "QUERY", num_args = 0..)]
        query: Vec<String>,
        #[arg(long)]
        json: bool,
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    Show {
        #[arg(value_name = "N", value_parser = number)]
        number: i64,
        #[arg(long)]
        json: bool,
    },
    Add {
        #[arg(value_name = "LINE", required = true, num_args = 1..)]
        line: Vec<String>,
    },
    Undo,
    Import {
        #[command(subcommand)]
        verb: ImportVerb,
    },
    Export {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long)]
        json: bool,
    },
    #[command(args_conflicts_with_subcommands = true)]
    Records {
        #[command(subcommand)]
        verb: Option<RecordsVerb>,
        #[arg(value_name = "FILE", required = true)]
        file: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    Cite {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "STYLE", default_value = "gbt7714-2025")]
        style: Option<String>,
    },
    Keys {
        #[arg(long)]
        json: bool,
    },
    Doctor {
        #[arg(long)]
        json: bool,
    },
    Backup {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "RECIPIENT", conflicts_with = "plain")]
        to: Vec<String>,
        #[arg(long)]
        plain: bool,
        #[arg(long)]
        json: bool,
    },
    Restore {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEYFILE")]
        identity: Option<PathBuf>,
    },
    Drill {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "KEYFILE")]
        identity: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    Purge {
        #[arg(long, value_name = "DATE")]
        before: Option<jiff::civil::Date>,
        #[arg(long)]
        dry_run: bool,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[arg(long, value_name = "COUNT")]
        yes: Option<usize>,
        #[arg(long)]
        json: bool,
    },
    Erase {
        #[arg(value_name = "CLIENT", required = true, num_args = 1..)]
        client: Vec<String>,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[arg(long, value_name = "N")]
        yes: Option<i64>,
    },
    Journal {
        #[command(subcommand)]
        verb: JournalVerb,
    },
    Staff {
        #[command(subcommand)]
        verb: StaffVerb,
    },
    Demo {
        #[arg(long, value_name = "N", default_value_t = crate::demo::TOLD)]
        requests: u64,
    },
    Tutor,
    Gate,
}

#[derive(Subcommand, Debug)]
pub enum ImportVerb {
    Requests(Ledger),
}

#[derive(Subcommand, Debug)]
pub enum RecordsVerb {
    Convert(Exports),
    Dedupe(Exports),
    Check {
        #[arg(value_name = "FILE", required = true, num_args = 1..)]
        files: Vec<PathBuf>,
    },
}

/// Exports, and what is to be made of them.
#[derive(Args, Debug)]
pub struct Exports {
    #[arg(value_name = "FILE", required = true, num_args = 1..)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    #[arg(short, long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub good: bool,
}

#[derive(Args, Debug)]
pub struct Ledger {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "MAP")]
    pub map: Vec<String>,
    #[arg(long, value_name = "KEY")]
    pub service: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub skip_bad: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand, Debug)]
pub enum JournalVerb {
    Verify {
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Head {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand, Debug)]
pub enum StaffVerb {
    List {
        #[arg(long)]
        json: bool,
    },
    Add {
        // Said outright: giving an argument its help moves it behind the others.
        #[arg(index = 1, value_name = "LOGIN")]
        who: String,
        #[arg(index = 2, value_name = "NAME")]
        name: Option<String>,
        #[arg(long = "name", value_name = "NAME", conflicts_with = "name")]
        named: Option<String>,
        #[arg(long, alias = "role", value_name = "ROLE", value_delimiter = ',')]
        roles: Vec<String>,
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    Change {
        #[arg(value_name = "LOGIN")]
        who: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        #[arg(long, alias = "role", value_name = "ROLE", value_delimiter = ',')]
        roles: Vec<String>,
        #[arg(long)]
        left: bool,
        #[arg(long, conflicts_with = "left")]
        back: bool,
    },
}

/// `1042` or `#1042`.
fn number(text: &str) -> Result<i64, String> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    digits.parse().map_err(|_| format!("{text:?}"))
}

/// Help texts: the way to the command or argument, and the key of its wording.
const HELP: [(&str, &str); 95] = [
    ("", "cli-help"),
    ("--store", "cli-help-store"),
    ("--config", "cli-help-config"),
    ("--lang", "cli-help-lang"),
    ("--login", "cli-help-as"),
    ("--demo", "cli-help-demo-flag"),
    ("list", "cli-help-list"),
    ("list --query", "cli-help-list-query"),
    ("list --json", "cli-help-json"),
    ("list --limit", "cli-help-list-limit"),
    ("show", "cli-help-show"),
    ("show --number", "cli-help-number"),
    ("show --json", "cli-help-json"),
    ("add", "cli-help-add"),
    ("add --line", "cli-help-add-line"),
    ("undo", "cli-help-undo"),
    ("import", "cli-help-import"),
    ("import requests", "cli-help-import-requests"),
    ("import requests --file", "cli-help-import-file"),
    ("import requests --map", "cli-help-import-map"),
    ("import requests --service", "cli-help-import-service"),
    ("import requests --sheet", "cli-help-import-sheet"),
    ("import requests --dry_run", "cli-help-import-dry"),
    ("import requests --skip_bad", "cli-help-import-skip"),
    ("import requests --json", "cli-help-json"),
    ("export", "cli-help-export"),
    ("export --folder", "cli-help-export-folder"),
    ("export --json", "cli-help-json"),
    ("records", "records-help"),
    ("records --file", "records-help-file"),
    ("records --json", "cli-help-json"),
    ("records convert", "records-help-convert"),
    ("records convert --files", "records-help-files"),
    ("records convert --to", "records-help-to"),
    ("records convert --out", "records-help-out"),
    ("records convert --good", "records-help-good"),
    ("records dedupe", "records-help-dedupe"),
    ("records dedupe --files", "records-help-files"),
    ("records dedupe --to", "records-help-dedupe-to"),
    ("records dedupe --out", "records-help-out"),
    ("records dedupe --good", "records-help-good"),
    ("records check", "records-help-check"),
    ("records check --files", "records-help-files"),
    ("cite", "records-help-cite"),
    ("cite --file", "records-help-file"),
    ("cite --style", "records-help-style"),
    ("keys", "cli-help-keys"),
    ("keys --json", "cli-help-json"),
    ("doctor", "cli-help-doctor"),
    ("doctor --json", "cli-help-json"),
    ("backup", "backup-help"),
    ("backup --folder", "backup-help-folder"),
    ("backup --to", "backup-help-to"),
    ("backup --plain", "backup-help-plain"),
    ("backup --json", "cli-help-json"),
    ("restore", "backup-help-restore"),
    ("restore --file", "backup-help-file"),
    ("restore --identity", "backup-help-identity"),
    ("drill", "backup-help-drill"),
    ("drill --file", "backup-help-file"),
    ("drill --identity", "backup-help-identity"),
    ("drill --json", "cli-help-json"),
    ("purge", "purge-help"),
    ("purge --before", "purge-help-before"),
    ("purge --dry_run", "purge-help-dry"),
    ("purge --reason", "purge-help-reason"),
    ("purge --yes", "purge-help-yes"),
    ("purge --json", "cli-help-json"),
    ("erase", "erase-help"),
    ("erase --client", "erase-help-client"),
    ("erase --reason", "purge-help-reason"),
    ("erase --yes", "erase-help-yes"),
    ("journal", "cli-help-journal"),
    ("journal verify", "cli-help-journal-verify"),
    ("journal verify --head", "cli-help-journal-verify-head"),
    ("journal head", "cli-help-journal-head"),
    ("journal head --json", "cli-help-json"),
    ("staff", "cli-help-staff"),
    ("staff list", "cli-help-staff-list"),
    ("staff add", "cli-help-staff-add"),
    ("staff add --roles", "cli-help-staff-roles"),
    ("staff add --who", "cli-help-staff-login"),
    ("staff add --name", "cli-help-staff-name"),
    ("staff add --named", "cli-help-staff-name"),
    ("staff add --key", "cli-help-staff-key"),
    ("staff change", "cli-help-staff-change"),
    ("staff change --who", "cli-help-staff-login"),
    ("staff change --name", "cli-help-staff-new-name"),
    ("staff change --roles", "cli-help-staff-new-roles"),
    ("staff change --left", "cli-help-staff-left"),
    ("staff change --back", "cli-help-staff-back"),
    ("gate", "cli-help-gate"),
    ("demo", "cli-help-demo"),
    ("demo --requests", "cli-help-demo-requests"),
    ("tutor", "cli-help-tutor"),
];

fn worded(mut command: clap::Command, way: &str, words: &Words) -> clap::Command {
    let key = |way: &str| HELP.iter().find(|(w, _)| *w == way).map(|(_, key)| *key);
    if let Some(key) = key(way) {
        command = command.about(words.t(key).into_owned());
    }
    let usage = words.t("cli-heading-usage");
    command = command
        .subcommand_help_heading(heading(words, "cli-heading-verbs"))
        .help_template(format!(
            "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
        ));
    let args: Vec<String> = command
        .get_arguments()
        .map(|a| a.get_id().to_string())
        .collect();
    for arg in args {
        let place = format!("{way} --{arg}");
        let help = key(place.trim()).map(|key| words.t(key).into_owned());
        command = command.mut_arg(arg, |a| headed(a, help, words));
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in names {
        let place = format!("{way} {name}");
        command = command.mut_subcommand(name, |c| worded(c, place.trim(), words));
    }
    command
}

/// A heading, which clap wants for as long as the program runs; it is asked for where help is shown and
/// the program ends.
fn heading(words: &Words, key: &'static str) -> &'static str {
    words.t(key).into_owned().leak()
}

/// An argument under its heading, its usual value said in the person's language.
fn headed(arg: Arg, help: Option<String>, words: &Words) -> Arg {
    let key = match arg.is_positional() {
        true => "cli-heading-arguments",
        false => "cli-heading-options",
    };
    let usual = arg.get_default_values().first().map(|v| v.to_owned());
    let takes_value = arg.get_action().takes_values();
    let mut arg = arg
        .help_heading(heading(words, key))
        .hide_default_value(takes_value)
        .hide_possible_values(takes_value);
    if let Some(mut help) = help {
        if let Some(usual) = usual.filter(|_| takes_value) {
            let usual = usual.to_string_lossy().into_owned();
            help.push_str(&words.say(&Sentence::new("cli-usually").with("value", usual)));
        }
        arg = arg.help(help);
    }
    arg
}

/// The whole command with its help worded.
pub fn command(words: &Words) -> clap::Command {
    let help = words.t("cli-help-exit-codes").into_owned();
    let options = heading(words, "cli-heading-options");
    // The parser's own are in English only.
    let ask_help = Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help)
        .help(words.t("cli-help-help").into_owned())
        .help_heading(options);
    let ask_version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(words.t("cli-help-version").into_owned())
        .help_heading(options);
    worded(Line::command(), "", words)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(ask_help)
        .arg(ask_version)
        .after_help(help)
        .color(clap::ColorChoice::Never)
}

/// The language that is asked for before anything else is understood.
pub fn tongue(
    given: impl Iterator<Item = String>,
    surroundings: impl Fn(&str) -> Option<String>,
) -> Option<Lang> {
    let named = |text: &str| -> Option<Lang> {
        if text.starts_with("zh") {
            Some(Lang::Zh)
        } else if text.starts_with("en") {
            Some(Lang::En)
        } else {
            None
        }
    };
    let mut next_is_it = false;
    for word in given {
        if next_is_it && let Some(lang) = named(&word) {
            return Some(lang);
        }
        next_is_it = word == "--lang";
        if let Some(lang) = word.strip_prefix("--lang=").and_then(named) {
            return Some(lang);
        }
    }
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(surroundings)
        .find(|value| !value.is_empty())
        .and_then(|value| named(&value))
}

/// Understands the command line, or says why not as clap words it.
pub fn read(
    words: &Words,
    given: impl Iterator<Item = std::ffi::OsString>,
) -> Result<Line, clap::Error> {
    let given: Vec<std::ffi::OsString> = given.collect();
    if let Ok(Opens { everywhere }) = Opens::try_parse_from(given.iter()) {
        return Ok(Line {
            everywhere,
            demo: false,
            verb: None,
        });
    }
    // Help is put into words only where it is shown: it costs more than the whole rest of a start.
    let plain = Line::command().try_get_matches_from(given.iter());
    let matches = match plain {
        Ok(matches) => matches,
        Err(_) => command(words).try_get_matches_from(given)?,
    };
    Line::from_arg_matches(&matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_opens_the_screen_is_read_as_the_whole_tree_reads_it() {
        let lines: [&[&str]; 6] = [
            &[],
            &["--store", "a.db"],
            &["--store=a.db", "--as", "zhang"],
            &["--lang", "en", "--config", "c"],
            &["--lang=zh-CN"],
            &["--as=li", "--store", "b", "--lang", "zh"],
        ];
        for line in lines {
            let given = || ["refdesk"].iter().chain(line);
            let whole = Line::try_parse_from(given()).unwrap();
            let opens = Opens::try_parse_from(given()).unwrap();
            assert_eq!(
                format!("{:?}", whole.everywhere),
                format!("{:?}", opens.everywhere)
            );
            assert!(whole.verb.is_none() && !whole.demo);
        }
        let others: [&[&str]; 6] = [
            &["list"],
            &["--demo"],
            &["--help"],
            &["--store"],
            &["--lang", "fr"],
            &["--store", "a", "--store", "b"],
        ];
        for line in others {
            let given = ["refdesk"].iter().chain(line);
            assert!(Opens::try_parse_from(given).is_err(), "{line:?}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed_and_every_help_text_finds_its_place() {
        let command = command(&Words::new(Lang::En));
        command.clone().debug_assert();
        for (way, key) in HELP {
            let mut at = &command;
            let mut found = Vec::new();
            for word in way.split_whitespace() {
                match word.strip_prefix("--") {
                    Some(arg) => found.push(at.get_arguments().any(|a| a.get_id() == arg)),
                    None => at = at.find_subcommand(word).unwrap(),
                }
            }
            assert!(found.iter().all(|f| *f), "{way}: {key}");
        }
    }

    #[test]
    fn the_language_is_that_of_the_option_then_that_of_the_surroundings() {
        let args = |text: &str| {
            text.split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
                .into_iter()
        };
        let none = |_: &str| None;
        let english = |key: &str| (key == "LANG").then(|| "en_GB.UTF-8".to_owned());
        assert_eq!(tongue(args("refdesk list"), none), None);
        assert_eq!(tongue(args("refdesk list"), english), Some(Lang::En));
        assert_eq!(tongue(args("refdesk --lang zh"), english), Some(Lang::Zh));
        assert_eq!(tongue(args("refdesk --lang=en"), none), Some(Lang::En));
    }
}
