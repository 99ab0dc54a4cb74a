//! Names and things that are no ordinary files.

use std::os::unix::ffi::OsStrExt;

use refdesk::app::Msg;
use refdesk::intake::tray::{Tray, Trays};

use super::{desk, names};

#[test]
fn whatever_a_name_holds_the_file_stays_in_the_tray_and_the_screen_stays_whole() {
    let mut story = desk(1);
    let trays = Trays::of(&story.desk).unwrap();
    for name in [
        "../x",
        "/etc/passwd",
        "a\u{1b}[2Jb\u{7}.txt",
        "\u{202e}txt.exe",
        "A.txt",
        "a.txt",
        "a.txt",
        "CON",
        &"名".repeat(300),
        "-rf",
    ] {
        trays.put(name, &mut &b"#1"[..]).unwrap();
    }
    let folder = trays.folder(Tray::In);
    // As an sftp client may have named them.
    for raw in [
        &b"bad\xff\xfename.txt"[..],
        b"esc\x1b]52;c;x\x07.txt",
        &[b'n'; 255],
    ] {
        let path = folder.join(std::ffi::OsStr::from_bytes(raw));
        std::fs::write(path, "#1").unwrap();
    }
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link.txt")).unwrap();
    let fifo = folder.join("fifo.txt");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    std::fs::create_dir(folder.join("folder")).unwrap();
    let files = trays.list(Tray::In).unwrap();
    assert_eq!(files.len(), 13, "{files:?}");
    story.tell(Msg::Arrivals(files));
    story.press("0");
    for size in [(80, 24), (120, 30), (200, 50)] {
        story = story.size(size.0, size.1);
        let screen = story.screen();
        assert!(
            !screen.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{screen}"
        );
        assert!(!screen.contains("link.txt") && !screen.contains("fifo.txt"));
    }
    story.press("g");
    for left in (0..13).rev() {
        story.press("Enter 1");
        assert_eq!(story.app.tray.files.len(), left, "{}", story.screen());
        story.press("Esc");
    }
    let kept = names(&mut story, 1);
    assert_eq!(kept.len(), 13);
    assert!(
        kept.iter()
            .all(|name| !name.contains('/') && !name.contains('\u{1b}')),
        "{kept:?}"
    );
    // Removed and brought back under the longest name there is.
    std::fs::write(folder.join(std::ffi::OsStr::from_bytes(&[b'n'; 255])), "x").unwrap();
    let file = trays.list(Tray::In).unwrap().remove(0);
    trays.set_aside(&file).unwrap();
    assert!(trays.list(Tray::In).unwrap().is_empty());
    let gone = trays.gone_files().remove(0);
    let back = trays.bring_back(gone.id).unwrap().unwrap();
    assert_eq!(trays.bytes(&back).unwrap(), b"x");
    assert_eq!(trays.bring_back(gone.id).unwrap(), None);
    assert_eq!(trays.gone_files(), []);
}

#[test]
fn a_file_swapped_for_a_link_after_it_was_listed_is_neither_read_nor_attached() {
    let mut story = desk(1);
    story.arrives("1-a.txt", b"one");
    story.press("0 Enter");
    let trays = Trays::of(&story.desk).unwrap();
    let path = trays.folder(Tray::In).join("1-a.txt");
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &path).unwrap();
    story.press("1");
    assert!(names(&mut story, 1).is_empty());
    story.sees("1-a.txt");
}

#[test]
fn what_claims_to_be_a_state_secret_goes_nowhere_but_out() {
    let mut story = desk(1);
    story.arrives("1-a.txt", "本项目为机密级，固态电池".as_bytes());
    story.press("0").sees("声明涉密");
    story.press("Enter").sees_no("固态电池");
    for key in ["1", "2", "3", "4"] {
        story.press(key);
        story.sees("国家秘密");
        story.press("Esc");
    }
    assert!(names(&mut story, 1).is_empty());
    story.press("5 1");
    story.sees("已移走");
}
