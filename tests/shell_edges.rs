//! The real program at the edges: stores that cannot be written or reached, configuration that is
//! wrong, command lines that are not understood.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An account that owns nothing; root is stopped by no permission bit.
const NOBODY: u32 = 65_534;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        mode(home.path(), 0o755);
        home
    }

    fn with_desk() -> Home {
        let home = Home::new();
        std::fs::create_dir(home.path().join("desk")).unwrap();
        mode(&home.path().join("desk"), 0o755);
        let made = home.run(&["demo", "--requests", "20"]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn store(&self) -> PathBuf {
        self.path().join("desk/desk.db")
    }

    fn command(&self, program: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .arg("--store")
            .arg(self.store())
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "en_GB.UTF-8")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_refdesk"));
        self.command(program, args).output().unwrap()
    }

    /// As an account that owns nothing; None where this test may not change accounts.
    fn run_as_nobody(&self, args: &[&str]) -> Option<Output> {
        if !rustix::process::geteuid().is_root() {
            return None;
        }
        // The build's own folder may be closed to others.
        let program = self.path().join("refdesk");
        if !program.exists() {
            std::fs::copy(env!("CARGO_BIN_EXE_refdesk"), &program).unwrap();
            mode(&program, 0o755);
        }
        let mut command = self.command(&program, args);
        Some(command.uid(NOBODY).gid(NOBODY).output().unwrap())
    }
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn inside(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Everything that only reads works and says so; everything that writes is refused.
fn reads_and_does_not_write(run: &dyn Fn(&[&str]) -> Output) {
    for args in [
        &["list", "--limit", "3"][..],
        &["show", "1"],
        &["doctor"],
        &["journal", "verify"],
        &["staff", "list"],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        assert!(!out(&output).is_empty(), "{args:?}");
        assert!(
            err(&output).contains("nothing can be changed"),
            "{}",
            err(&output)
        );
    }
    for args in [&["add", "查新 固态电池"][..], &["undo"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {}", err(&output));
        assert!(
            err(&output).contains("can only be read"),
            "{}",
            err(&output)
        );
    }
}

/// A folder on which a read-only file system lies; taken away at the end.
struct Mounted(PathBuf);

impl Mounted {
    /// None where this test may not mount.
    fn over(folder: &Path) -> Option<Mounted> {
        let run = |args: &[&str]| {
            let done = Command::new("mount").args(args).arg(folder).output();
            done.is_ok_and(|done| done.status.success())
        };
        let itself = folder.to_str()?;
        if !run(&["--bind", itself]) {
            return None;
        }
        let mounted = Mounted(folder.to_owned());
        run(&["-o", "remount,bind,ro"]).then_some(mounted)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_store_on_a_read_only_medium_opens_for_reading() {
    let home = Home::with_desk();
    let folder = home.path().join("desk");
    let before = inside(&folder);
    let Some(mounted) = Mounted::over(&folder) else {
        eprintln!("SKIPPED: no right to mount here, so no read-only medium was tried");
        return;
    };
    reads_and_does_not_write(&|args| home.run(args));
    let target = home.path().join("out");
    let given = home.run(&["export", target.to_str().unwrap()]);
    assert_eq!(given.status.code(), Some(0), "{}", err(&given));
    drop(mounted);
    assert_eq!(inside(&folder), before);
}

#[test]
fn a_store_of_somebody_else_opens_for_reading() {
    let home = Home::with_desk();
    for entry in std::fs::read_dir(home.path().join("desk")).unwrap() {
        mode(&entry.unwrap().path(), 0o644);
    }
    let before = inside(&home.path().join("desk"));
    if home.run_as_nobody(&["keys"]).is_none() {
        eprintln!("SKIPPED: no right to act as another account");
        return;
    }
    reads_and_does_not_write(&|args| {
        let args: Vec<&str> = ["--as", "zhangsan"].iter().chain(args).copied().collect();
        home.run_as_nobody(&args).unwrap()
    });
    assert_eq!(inside(&home.path().join("desk")), before);
}

#[test]
fn a_folder_that_cannot_be_entered_is_said_and_is_not_taken_for_a_missing_store() {
    let home = Home::with_desk();
    let folder = home.path().join("desk");
    mode(&folder, 0o700);
    if let Some(denied) = home.run_as_nobody(&["list"]) {
        let said = err(&denied);
        assert_eq!(denied.status.code(), Some(3), "{said}");
        assert!(said.contains("permission is denied"), "{said}");
        assert!(said.contains(folder.to_str().unwrap()), "{said}");
        let zh = home.run_as_nobody(&["--lang", "zh", "list"]).unwrap();
        assert!(err(&zh).contains("没有权限"), "{}", err(&zh));
    } else {
        eprintln!("SKIPPED: no right to act as another account");
    }
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "a file").unwrap();
    let output = home.run(&["list"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(err(&output).contains("not a folder"), "{}", err(&output));
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir_all(home.store()).unwrap();
    let output = home.run(&["list"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(err(&output).contains("it is a folder"), "{}", err(&output));
}

#[test]
fn every_command_refuses_configuration_that_is_wrong() {
    let home = Home::with_desk();
    let conf = home.path().join("conf");
    let cases = [
        ("keys.toml", "[keys]\nacept = \"a\"\n", "acept"),
        ("keys.toml", "[keys]\nfind = [\n", "TOML"),
        ("desk.toml", "languge = \"en\"\n", "language"),
        ("views.toml", "[[view]]\nkey = \"a\"\nnmae = 3\n", "name"),
        (
            "views.toml",
            "[[view]]\nkey = \"a\"\nname = { zh = \"a\", en = \"a\" }\nquery = \"svc:foo\"\n",
            "foo",
        ),
        ("sources.toml", "[[source]]\nkey = 3\n", "key"),
        (
            "themes/default.toml",
            "[roles]\nx = 3\n",
            "themes/default.toml",
        ),
        (
            "services/novelty.toml",
            "nme = 3\n",
            "services/novelty.toml",
        ),
        ("calendar/2027.toml", "yaer = 2027\n", "year"),
        ("locale/en/cli.ftl", "\ncli-no-such = x\n", "cli-no-such"),
        ("locale/zh-CN/cli.ftl", "no sentence\n", "no sentence"),
        ("locale/fr/cli.ftl", "a = b\n", "zh-CN"),
        ("strange.toml", "", "strange.toml"),
    ];
    for (file, text, said) in cases {
        let path = conf.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        let folder = conf.to_str().unwrap();
        for verb in [&["list"][..], &["doctor"], &["keys"]] {
            let args: Vec<&str> = ["--config", folder].iter().chain(verb).copied().collect();
            let output = home.run(&args);
            let told = err(&output);
            assert_eq!(output.status.code(), Some(5), "{file}: {told}");
            let shown = file.replace("fr/cli.ftl", "fr");
            assert!(
                told.contains(&shown) && told.contains(said),
                "{file}: {told}"
            );
        }
        let args = ["--lang", "zh", "--config", folder, "list"];
        let told = err(&home.run(&args));
        let raw = ["expected", "invalid", "unknown", "missing"];
        assert!(!raw.iter().any(|w| told.contains(w)), "{told}");
        std::fs::remove_dir_all(&conf).unwrap();
    }
    std::fs::write(&conf, "a file").unwrap();
    let output = home.run(&["--config", conf.to_str().unwrap(), "list"]);
    assert_eq!(output.status.code(), Some(5), "{}", err(&output));
    assert!(err(&output).contains("not a folder"), "{}", err(&output));
}

#[test]
fn a_desk_lays_its_own_wording_over_what_is_shipped() {
    let home = Home::with_desk();
    let folder = home.path().join("conf/locale/en");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("ours.ftl"),
        "cli-doctor-well-but = Fit as a fiddle\n",
    )
    .unwrap();
    let conf = home.path().join("conf");
    let output = home.run(&["--config", conf.to_str().unwrap(), "doctor"]);
    assert!(out(&output).contains("Fit as a fiddle"), "{}", err(&output));
    assert!(out(&home.run(&["doctor"])).contains("File and records are whole"));
}

#[test]
fn a_command_line_is_refused_in_the_language_asked_for() {
    let home = Home::new();
    let cases: [(&[&str], &str, &str); 9] = [
        (&["list", "--jsn"], "--json", "是不是"),
        (&["lst"], "list", "没有 lst"),
        (&["lisst"], "did you mean", "是不是"),
        (&["xyz"], "no command xyz", "没有 xyz"),
        (&["list", "--limit"], "needs a value", "要写一个值"),
        (&["list", "--limit", "many"], "many", "不能是"),
        (&["show"], "missing: <N>", "还缺"),
        (&["import"], "command is missing", "还缺一个命令"),
        (&["--demo", "--as", "x", "tutor", "more"], "more", "more"),
    ];
    for (args, en, zh) in cases {
        for (lang, said) in [("en", en), ("zh", zh)] {
            let args: Vec<&str> = ["--lang", lang].iter().chain(args).copied().collect();
            let output = home.run(&args);
            let told = err(&output);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
            assert_eq!(out(&output), "", "{args:?}");
            assert!(told.contains(said), "{args:?}: {told}");
            let raw = [
                "error:",
                "tip:",
                "Usage:",
                "required",
                "unexpected",
                "For more",
            ];
            let english = raw.iter().any(|w| told.contains(w));
            assert!(lang == "en" || !english, "{args:?}: {told}");
        }
    }
}

#[test]
fn help_is_whole_in_both_languages() {
    let home = Home::new();
    for args in [
        &["--help"][..],
        &["list", "--help"],
        &["import", "requests", "-h"],
    ] {
        let zh: Vec<&str> = ["--lang", "zh"].iter().chain(args).copied().collect();
        let output = home.run(&zh);
        let told = out(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(told.contains("用法：") && told.contains("选项"), "{told}");
        let raw = [
            "Usage", "Options", "Commands", "Print", "default", "possible", "OPTIONS",
        ];
        assert!(!raw.iter().any(|w| told.contains(w)), "{told}");
        let output = home.run(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("Usage:"), "{}", out(&output));
        assert_eq!(err(&output), "");
    }
    let version = home.run(&["--version"]);
    assert_eq!(version.status.code(), Some(0));
    assert!(out(&version).starts_with("refdesk "));
}
