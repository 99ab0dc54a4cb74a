//! The README says what the program does: its keys, its commands and its example are checked here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use refdesk::domain::{Lang, ServiceKey};
use refdesk::keys::{ACTIONS, Group};
use refdesk::settings::Settings;
use refdesk::text::Words;

fn readme() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    std::fs::read_to_string(path).unwrap()
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn between<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->\n")).unwrap();
    rest.split_once(&format!("<!-- /{name} -->")).unwrap().0
}

fn key_table() -> String {
    let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
    let mut table = "| key | 中文 | what it does |\n|---|---|---|\n".to_owned();
    for group in Group::ALL {
        for entry in ACTIONS.iter().filter(|e| e.group == group) {
            let keys: Vec<String> = entry
                .chords
                .iter()
                .map(|chord| format!("`{}`", chord.replace('|', "\\|")))
                .collect();
            if keys.is_empty() {
                continue;
            }
            let (name, about) = (zh.t(entry.name), en.t(entry.about));
            table.push_str(&format!("| {} | {name} | {about} |\n", keys.join(" ")));
        }
    }
    table
}

#[test]
fn the_table_of_keys_is_that_of_the_program() {
    let readme = readme();
    let table = key_table();
    assert!(
        between(&readme, "keys") == table,
        "README.md should have:\n{table}"
    );
}

#[test]
fn every_command_of_the_shell_is_told() {
    let readme = readme();
    let command = refdesk::cli::command(&Words::new(Lang::En));
    for verb in command.get_subcommands() {
        let told = format!("refdesk {}", verb.get_name());
        assert!(readme.contains(&told), "{told}");
    }
    for argument in command.get_arguments() {
        if let Some(long) = argument.get_long() {
            assert!(readme.contains(&format!("--{long}")), "--{long}");
        }
    }
}

#[test]
fn the_new_service_of_the_example_can_be_used() {
    let readme = readme();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("services")).unwrap();
    std::fs::write(folder.path().join("services/makerspace.toml"), example).unwrap();
    let settings = Settings::load(Some(folder.path())).unwrap_or_else(|e| panic!("{e}"));
    assert!(settings.service(&ServiceKey::new("makerspace")).is_some());
}
