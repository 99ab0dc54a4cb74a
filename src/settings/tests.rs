//! What is compiled in can be used, and what a desk gets wrong is named with its line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;
use crate::domain::Status;
use crate::domain::heard::HeardParts;
use crate::domain::sentence::{Arg, Sentence};
use crate::domain::service::Target;

fn config() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config")
}

fn with(files: &[(&str, &str)]) -> Read<Settings> {
    let files = files.iter().map(|(n, t)| ((*n).into(), (*t).into()));
    Settings::from_files(files.collect())
}

const VALUATION: &str = r#"
name = { zh = "专利估值", en = "Patent valuation" }
aliases = ["估值"]
unit = { zh = "项", en = "projects" }
path = ["submitted", "accepted", "in_progress", "delivered", "closed"]
target_days = 8
min_days = 4
minutes = 300
read = 5

[[field]]
key = "patent"
name = { zh = "专利号", en = "Patent number" }
kind = "text"
required = true
"#;

#[test]
fn every_builtin_service_can_be_used() {
    for (name, text) in builtin::SERVICES {
        let path = format!("services/{name}.toml");
        let def = service::service(name, file(&path, text));
        let def = def.unwrap_or_else(|e| panic!("{e}"));
        assert!(
            !def.aliases.is_empty() && !def.products.is_empty(),
            "{name}"
        );
        assert!((2..=5).contains(&def.answers.len()), "{name}");
        assert!(def.fields.iter().any(|f| f.required), "{name}");
    }
    let settings = Settings::builtin().expect("built in");
    assert_eq!(settings.services().count(), 20);
    assert!(settings.sources().len() > 30);
}

#[test]
fn the_short_name_of_a_service_fits_its_column_of_the_queue() {
    let settings = Settings::builtin().expect("built in");
    let cells = crate::text::Cells::default();
    for head in settings.service_names() {
        assert!(cells.width(&head.short.zh) <= 9, "{}", head.short.zh);
        assert!(cells.width(&head.short.en) <= 10, "{}", head.short.en);
    }
}

#[test]
fn a_services_head_says_the_same_as_its_whole_file() {
    let settings = Settings::builtin().expect("built in");
    for (head, def) in settings.service_names().zip(settings.services()) {
        assert_eq!(head.key, def.key);
        assert_eq!(head.names, def.names);
        assert_eq!(head.short, def.short);
        assert_eq!(head.aliases, def.aliases);
        assert_eq!((head.order, head.active), (def.order, def.active));
    }
}

#[test]
fn no_word_of_the_counter_means_two_services() {
    let settings = Settings::builtin().expect("built in");
    let mut heard: BTreeMap<String, String> = BTreeMap::new();
    for head in settings.service_names() {
        let words: BTreeSet<_> = head.aliases.iter().map(|a| a.to_lowercase()).collect();
        for alias in words {
            let other = heard.insert(alias.clone(), head.key.to_string());
            assert_eq!(other, None, "{alias}");
        }
    }
}

#[test]
fn what_is_compiled_in_is_what_the_folder_holds() {
    for (folder, list) in [
        ("services", builtin::SERVICES),
        ("calendar", builtin::CALENDARS),
        ("themes", builtin::THEMES),
    ] {
        let listed: BTreeSet<String> = list.iter().map(|(n, _)| format!("{n}.toml")).collect();
        let entries = std::fs::read_dir(config().join(folder)).expect(folder);
        let there: BTreeSet<String> = entries
            .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(listed, there, "{folder}");
    }
}

#[test]
fn the_builtin_desk_says_every_key() {
    let at = file("desk.toml", builtin::DESK);
    let table = at.parse().expect("desk.toml");
    for key in desk::KEYS {
        assert!(table.get_ref().contains_key(key), "{key}");
    }
}

#[test]
fn every_path_leads_from_submission_to_the_close_by_its_own_steps() {
    let settings = Settings::builtin().expect("built in");
    for def in settings.services() {
        let mut at = Status::Submitted;
        let mut steps = 0;
        while at != Status::Closed {
            let next = def
                .next_status(at)
                .unwrap_or_else(|| panic!("{} {at:?}", def.key));
            assert_eq!(def.may_become(at, next), Ok(()), "{} {at:?}", def.key);
            at = next;
            steps += 1;
            assert!(steps < 20, "{}", def.key);
        }
        assert!(
            def.may_become(Status::InProgress, Status::WaitingClient)
                .is_ok()
        );
        assert_eq!(
            def.next_status(Status::WaitingClient),
            Some(Status::InProgress)
        );
        for status in [
            Status::Declined,
            Status::Duplicate,
            Status::Deferred,
            Status::Withdrawn,
        ] {
            assert!(def.needs_reason(status), "{} {status:?}", def.key);
        }
    }
    let enquiry = settings
        .service(&ServiceKey::new("enquiry"))
        .expect("enquiry");
    let refused = enquiry.may_become(Status::InProgress, Status::InReview);
    assert_eq!(
        refused.expect_err("not on its path").said.key,
        "service-step-not-on-path"
    );
    assert_eq!(enquiry.promise.target, Target::Hours(4));
}

#[test]
fn a_domestic_novelty_search_is_promised_in_five_days_and_an_english_title_not_asked() {
    let settings = Settings::builtin().expect("built in");
    let novelty = settings
        .service(&ServiceKey::new("novelty"))
        .expect("novelty");
    let mut fields = BTreeMap::from([("scope".to_owned(), "domestic".into())]);
    assert_eq!(novelty.promise_for(&fields).target, Target::Days(5));
    assert!(!novelty.missing(&fields).iter().any(|f| f.key == "title_en"));
    fields.insert("scope".to_owned(), "both".into());
    assert_eq!(novelty.promise_for(&fields).target, Target::Days(10));
    assert!(novelty.missing(&fields).iter().any(|f| f.key == "title_en"));
    assert!(novelty.may_promise(5, &fields).is_ok());
    let refused = novelty
        .may_promise(4, &fields)
        .expect_err("below the floor");
    assert_eq!(refused.said.key, "service-r29-below-floor");
    let refused = novelty.may_accept(&fields).expect_err("fields missing");
    assert_eq!(refused.said.key, "service-r22-fields-missing");
    fields.insert("colour".to_owned(), "blue".into());
    assert!(novelty.check_fields(&fields).is_err());
}

#[test]
fn a_service_added_by_toml_alone_is_offered() {
    let dir = tempfile::tempdir().expect("folder");
    std::fs::create_dir(dir.path().join("services")).expect("services");
    let text = format!("{VALUATION}heard = \"title\"\n");
    std::fs::write(dir.path().join("services/valuation.toml"), text).expect("file");
    let settings = Settings::load(Some(dir.path())).expect("settings");
    let def = settings
        .service(&ServiceKey::new("valuation"))
        .expect("offered");
    assert_eq!(def.names.zh, "专利估值");
    let heard = HeardParts {
        title: "CN202310000001.1".to_owned(),
        ..HeardParts::default()
    };
    let filled = def.filled(&heard, jiff::civil::date(2026, 11, 22));
    assert!(def.missing(&filled).is_empty());
    assert_eq!(settings.services().count(), 21);
    assert!(settings.service_names().any(|h| h.aliases == ["估值"]));
}

#[test]
fn a_desks_own_files_list_only_what_differs() {
    let settings = with(&[
        ("desk.toml", "station = \"L27\"\ntheme = \"mono\""),
        ("views.toml", "[[view]]\nkey = \"soon\"\nquery = \"due:<5d\"\n[[view]]\nkey = \"open\"\ngone = true"),
        ("sources.toml", "[[source]]\nkey = \"cnki\"\nplatforms = [\"本地镜像\"]"),
        ("services/enquiry.toml", VALUATION),
        ("calendar/2027.toml", "year = 2027\nstate = \"draft\"\n[[holiday]]\nname = { zh = \"元旦\", en = \"New Year\" }\nfrom = 2026-12-31\nto = 2027-01-01"),
        ("themes/mono.toml", "focus = { fg = \"#d75f00\" }"),
    ])
    .expect("settings");
    assert_eq!(settings.desk().codes.station, "L27");
    assert_eq!(settings.desk().names.zh, "信息咨询部");
    let soon = settings
        .views()
        .iter()
        .find(|v| v.key == "soon")
        .expect("soon");
    assert_eq!(
        (soon.query.as_str(), soon.names.en.as_str()),
        ("due:<5d", "Due within three days")
    );
    assert!(!settings.views().iter().any(|v| v.key == "open"));
    assert_eq!(settings.sources()[0].platforms, ["本地镜像"]);
    assert_eq!(settings.sources()[0].names.en, "CNKI");
    let enquiry = settings
        .service(&ServiceKey::new("enquiry"))
        .expect("replaced");
    assert_eq!(enquiry.names.en, "Patent valuation");
    assert!(
        !settings
            .calendar()
            .is_workday(jiff::civil::date(2026, 12, 31))
    );
    assert_eq!(
        settings.theme().look(Tone::Focus).fg,
        Some(Colour::Rgb(0xd7, 0x5f, 0))
    );
    assert!(settings.theme().look(Tone::Title).bold);
}

/// Bad files with the line, the key and the message each must get.
#[test]
fn every_bad_file_is_refused_with_its_line_and_what_is_allowed() {
    let service = |old: &str, new: &str| VALUATION.replace(old, new);
    let twice = format!(
        "{VALUATION}\n[[field]]\nkey = \"patent\"\nname = {{ zh = \"一\", en = \"a\" }}\nkind = \"text\""
    );
    let odd_answer = format!(
        "{VALUATION}\n[[answer]]\nkey = \"a\"\nname = {{ zh = \"一\", en = \"a\" }}\nzh = \"{{clent}}\"\nen = \"b\""
    );
    let cases: Vec<(&str, String, usize, &str, &str)> = vec![
        ("desk.toml", "station = \"L27\"\nzoen = \"UTC\"".into(), 2, "zoen", "settings-unknown-key-near"),
        ("desk.toml", "favourite = 1".into(), 1, "favourite", "settings-unknown-key"),
        ("desk.toml", "soon_days = \"two\"".into(), 1, "soon_days", "settings-wrong-type"),
        ("desk.toml", "soon_days = -1".into(), 1, "soon_days", "settings-not-allowed"),
        ("desk.toml", "zone = \"Asia/Peking\"".into(), 1, "zone", "settings-unknown-zone"),
        ("desk.toml", "borders = \"asci\"".into(), 1, "borders", "settings-not-allowed-near"),
        ("desk.toml", "theme = \"pink\"".into(), 0, "theme", "settings-not-allowed"),
        ("desk.toml", "station = \"L 27\"".into(), 1, "station", "settings-bad-code"),
        ("desk.toml", "opening = [\"08:30-12:00\",\n\"11:00-17:00\"]".into(), 2, "opening", "settings-bad-opening"),
        ("desk.toml", "name = {\n".into(), 1, "", "settings-syntax"),
        ("desk.toml", "language = \"en\"\nlanguage = \"en\"".into(), 2, "", "settings-key-twice"),
        ("desk.toml", "name = { zh = \"部\" }".into(), 1, "name.en", "settings-missing"),
        ("calendar/2027.toml", "year = 2027\nstate = \"official\"".into(), 1, "notice", "settings-missing"),
        ("calendar/2027.toml", "year = 2028\nstate = \"draft\"".into(), 1, "year", "settings-calendar-file-name"),
        ("calendar/2027.toml", "year = 2027\nstate = \"draft\"\n[[holiday]]\nname = { zh = \"一\", en = \"a\" }\nfrom = \"2027-02-30\"".into(), 5, "holiday.from", "settings-bad-date"),
        ("calendar/2027.toml", "year = 2027\nstate = \"draft\"\n[[holiday]]\nname = { zh = \"一\", en = \"a\" }\nfrom = 2027-05-01\nmakeup = [2027-05-03]".into(), 6, "holiday.makeup", "settings-calendar-makeup-weekday"),
        ("calendar/2027.toml", "year = 2027\nstate = \"draft\"\n[[holiday]]\nname = { zh = \"一\", en = \"a\" }\nfrom = 2028-05-01".into(), 5, "holiday.from", "settings-calendar-other-year"),
        ("calendar/desk.toml", "[[closure]]\nname = { zh = \"一\", en = \"a\" }\nfrom = 2027-05-02\nto = 2027-05-01".into(), 4, "closure.to", "settings-calendar-backwards"),
        ("services/v.toml", service("\"in_progress\"", "\"in_progres\""), 5, "path", "settings-not-allowed-near"),
        ("services/v.toml", service("\"accepted\", ", ""), 5, "path", "settings-path-step"),
        ("services/v.toml", service(", \"closed\"", ""), 5, "path", "settings-path-end"),
        ("services/v.toml", service("min_days = 4", "min_days = 9"), 7, "min_days", "settings-floor-above-target"),
        ("services/v.toml", service("read = 5", "read = 7"), 9, "read", "settings-not-allowed"),
        ("services/v.toml", service("read = 5", "read = 5\nreview = true"), 10, "review", "settings-review-without-status"),
        ("services/v.toml", service("kind = \"text\"", "kind = \"txt\""), 14, "field.kind", "settings-not-allowed-near"),
        ("services/v.toml", service("kind = \"text\"", "kind = \"choice\""), 11, "field.options", "settings-missing"),
        ("services/v.toml", service("required = true", "only_if = { field = \"x\", is = [\"y\"] }"), 15, "field.only_if.field", "settings-not-allowed"),
        ("services/v.toml", service("required = true", "heard = \"titel\""), 15, "field.heard", "settings-not-allowed-near"),
        ("services/v.toml", service("required = true", "heard = \"count\""), 15, "field.heard", "settings-not-allowed"),
        ("services/v.toml", service("required = true", "words = [\"是\"]"), 15, "field.words", "settings-words-without-yes-no"),
        ("services/v.toml", service("kind = \"text\"", "kind = \"choice\"\nheard = \"count\"\noptions = [{ key = \"a\", zh = \"一\", en = \"a\" }]"), 15, "field.heard", "settings-count-without-from"),
        ("services/v.toml", service("kind = \"text\"", "kind = \"choice\"\noptions = [{ key = \"a\", zh = \"一\", en = \"a\", from = 2 }]"), 15, "field.options", "settings-from-without-count"),
        ("services/v.toml", service("name = { zh = \"专利估值\", en = \"Patent valuation\" }", ""), 1, "name", "settings-missing"),
        ("services/V.toml", VALUATION.into(), 1, "", "settings-bad-service-key"),
        ("services/v.toml", twice, 18, "field.key", "settings-duplicate"),
        ("services/v.toml", odd_answer, 20, "answer.zh", "settings-not-allowed-near"),
        ("views.toml", "[[view]]\nkey = \"new\"\nname = { zh = \"新\", en = \"new\" }".into(), 1, "view.query", "settings-missing"),
        ("sources.toml", "[[source]]\nkey = \"a\"\n[[source]]\nkey = \"a\"\ngone = true".into(), 4, "source.key", "settings-duplicate"),
        ("themes/mono.toml", "focus = { fg = \"gren\" }".into(), 1, "focus.fg", "settings-not-allowed-near"),
        ("themes/own.toml", "focsu = {}".into(), 1, "focsu", "settings-unknown-key-near"),
    ];
    let (zh, en) = (wording("zh-CN"), wording("en"));
    for (name, text, line, key, said) in cases {
        let error = with(&[(name, &text)])
            .err()
            .unwrap_or_else(|| panic!("{name}:\n{text}"));
        assert_eq!(
            (
                error.file.as_str(),
                error.line,
                error.key.as_str(),
                error.said().key
            ),
            (name, line, key, said),
            "{text}\n{error}"
        );
        worded(&error.said(), &zh);
        worded(&error.said(), &en);
    }
}

/// The keys of a language's settings wording.
fn wording(lang: &str) -> BTreeSet<String> {
    let path = config().join("locale").join(lang).join("settings.ftl");
    let text = std::fs::read_to_string(path).expect("settings.ftl");
    let keys = text.lines().filter_map(|l| l.split_once(" = "));
    keys.map(|(key, _)| key.to_owned()).collect()
}

fn worded(said: &Sentence, keys: &BTreeSet<String>) {
    assert!(keys.contains(said.key), "{}", said.key);
    for (_, arg) in &said.args {
        if let Arg::Said(inner) = arg {
            worded(inner, keys);
        }
    }
}

#[test]
fn a_folder_with_a_misspelt_file_or_a_wrong_encoding_is_refused() {
    let dir = tempfile::tempdir().expect("folder");
    std::fs::write(dir.path().join("veiws.toml"), "").expect("file");
    let error = Settings::load(Some(dir.path())).expect_err("misspelt");
    assert_eq!(error.said().key, "settings-not-allowed-near");
    std::fs::remove_file(dir.path().join("veiws.toml")).expect("removed");
    std::fs::write(dir.path().join("desk.toml"), b"# \xc9\xe8\xd6\xc3").expect("file");
    let error = Settings::load(Some(dir.path())).expect_err("GBK");
    assert_eq!(error.said().key, "settings-not-utf8");
    let gone = dir.path().join("none");
    let error = Settings::load(Some(&gone)).expect_err("no such folder");
    assert_eq!(error.said().key, "settings-unreadable");
}

#[test]
fn settings_are_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Settings::builtin().expect("built in"));
}
