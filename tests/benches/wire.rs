//! What goes over the line, measured from outside at a large and at a small terminal, beside `less` and
//! `neomutt` where they are installed; and how long a card keeps one waiting over a slow line.

use std::path::Path;
use std::time::Duration;

use crate::common::line::Line;
use crate::common::office::Office;
use crate::common::pty::{Late, Program, Pty, key, now};
use crate::report::Report;
use crate::{Effort, stores};

const SIZES: [(u16, u16); 2] = [(50, 200), (24, 80)];
/// Longer than the rest after which details follow.
const REST: Duration = Duration::from_millis(500);
/// Shorter than that rest, longer than any burst of output.
const BURST: Duration = Duration::from_millis(60);
const STEPS: usize = 20;
const TYPED: &str = "张老师 化学 查收查引 32篇 下周五 solid state 硫化物 LPS";

pub fn measure(report: &mut Report, effort: &Effort) {
    match stores::with_requests(effort.sizes[0]) {
        Ok(store) => {
            for (rows, cols) in SIZES {
                let measured = budgets(report, &store, rows, cols);
                tell(report, format!("bytes at {cols}x{rows}"), measured);
                let beside = others(report, effort.sizes[0], rows, cols);
                tell(report, format!("others at {cols}x{rows}"), beside);
            }
        }
        Err(why) => report.unmeasured("bytes over the line", why),
    }
    for (rows, cols) in [SIZES[0], (30, 120), SIZES[1]] {
        let measured = triage(report, rows, cols);
        tell(
            report,
            format!("triage over a slow line at {cols}x{rows}"),
            measured,
        );
    }
}

fn tell(report: &mut Report, what: String, measured: Result<(), Late>) {
    if let Err(late) = measured {
        report.unmeasured(what, late);
    }
}

/// What one stroke costs, until nothing has come for so long.
fn cost(pty: &mut Pty, keys: &str, settle: Duration) -> f64 {
    pty.bytes_since();
    pty.keys(keys);
    pty.quiet(settle);
    pty.bytes_since() as f64
}

fn budgets(report: &mut Report, store: &Path, rows: u16, cols: u16) -> Result<(), Late> {
    let words = ["--store".as_ref(), store.as_os_str()];
    let mut pty = Program::refdesk(&words).size(rows, cols).start();
    pty.until(|screen| screen.matches('#').count() > 10)?;
    // The whole queue from its top, wherever an earlier run ended.
    for keys in ["/", "\u{15}\r", "g"] {
        cost(&mut pty, keys, REST);
    }
    let at = format!("at {cols}x{rows}");
    let (mut moves, mut details) = (Vec::new(), Vec::new());
    for step in 0..STEPS {
        let key = if step / 8 % 2 == 0 {
            key::DOWN
        } else {
            key::UP
        };
        moves.push(cost(&mut pty, key, BURST));
        pty.quiet(REST);
        details.push(pty.bytes_since() as f64);
    }
    report.at_most(format!("a move {at}"), "B", &moves, 200.0);
    report.at_most(format!("details after a rest {at}"), "B", &details, 4_096.0);
    let mut pages = Vec::new();
    for _ in 0..STEPS / 2 {
        pages.push(cost(&mut pty, key::PAGE_DOWN, REST));
    }
    report.at_most(
        format!("a page with its details {at}"),
        "B",
        &pages,
        12_288.0,
    );
    // Behind a page down the cursor may stand anywhere: down to the edge first.
    for _ in 0..rows {
        cost(&mut pty, key::DOWN, BURST);
    }
    let (mut first, mut held) = (Vec::new(), Vec::new());
    for step in 0..STEPS * 2 {
        if step % 2 == 0 {
            pty.quiet(REST);
        }
        let edge = cost(&mut pty, key::DOWN, BURST);
        if step % 2 == 0 {
            first.push(edge);
        } else {
            held.push(edge);
        }
    }
    report.at_most(
        format!("a step at the list's edge {at}"),
        "B",
        &first,
        1_536.0,
    );
    report.at_most(
        format!("the next step, the key held {at}"),
        "B",
        &held,
        1_536.0,
    );
    pty.keys("g");
    pty.quiet(REST);
    for (name, open, close) in [
        ("search", "/", "\u{1b}\u{1b}"),
        ("capture", "n", "\u{15}\u{1b}"),
        ("note", "t", "\u{15}\u{1b}"),
    ] {
        cost(&mut pty, open, REST);
        pty.keys("\u{15}");
        pty.quiet(REST);
        let mut typed: Vec<f64> = Vec::new();
        for c in TYPED.chars() {
            typed.push(cost(&mut pty, &c.to_string(), BURST));
            // What a search finds, or a line is understood as, is not the character's own cost.
            pty.quiet(Duration::from_millis(200));
        }
        let first = typed.remove(0);
        report.at_most(
            format!("first character, {name} {at}"),
            "B",
            &[first],
            1_024.0,
        );
        report.typical(format!("a typed character, {name} {at}"), "B", &typed, 60.0);
        for key in close.chars() {
            cost(&mut pty, &key.to_string(), REST);
        }
    }
    // Left in order, or the next one begins in the form.
    pty.keys("qq");
    pty.wait_exit();
    Ok(())
}

/// The same rows in programs people know.
fn others(report: &mut Report, requests: u32, rows: u16, cols: u16) -> Result<(), Late> {
    let folder = tempfile::tempdir().expect("a folder");
    let title = |n: u32| format!("固态电池硫化物电解质界面的检索与查新 第{n}件 化学学院 王五");
    if is_there("less") {
        let text: String = (1..=requests.min(2_000))
            .map(|n| format!("     #{n} 科技查新  {}\n", title(n)))
            .collect();
        let file = folder.path().join("rows.txt");
        std::fs::write(&file, text).expect("a file");
        let words = [file.as_os_str()];
        let mut pty = Program::named("less", &words).size(rows, cols).start();
        pty.until(|screen| screen.contains("#5 "))?;
        beside(report, "less", &mut pty, "j", " ", rows, cols);
    }
    if is_there("neomutt") {
        let mail = |n: u32| {
            format!(
                "From a@b Thu Jan  1 00:00:00 2026\nFrom: a@b\nSubject: {}\n\nx\n\n",
                title(n)
            )
        };
        let file = folder.path().join("mbox");
        let text: String = (1..=requests.min(500)).map(mail).collect();
        std::fs::write(&file, text).expect("a file");
        let words = [
            "-n".as_ref(),
            "-R".as_ref(),
            "-f".as_ref(),
            file.as_os_str(),
        ];
        let mut pty = Program::named("neomutt", &words).size(rows, cols).start();
        pty.until(|screen| screen.contains("第5件"))?;
        beside(report, "neomutt", &mut pty, "j", "z", rows, cols);
    }
    Ok(())
}

fn beside(
    report: &mut Report,
    name: &str,
    pty: &mut Pty,
    down: &str,
    page: &str,
    rows: u16,
    cols: u16,
) {
    pty.quiet(REST);
    let steps: Vec<f64> = (0..STEPS).map(|_| cost(pty, down, BURST)).collect();
    let pages: Vec<f64> = (0..STEPS / 2).map(|_| cost(pty, page, BURST)).collect();
    for _ in 0..rows {
        cost(pty, down, BURST);
    }
    let edge: Vec<f64> = (0..STEPS).map(|_| cost(pty, down, BURST)).collect();
    for (what, figures) in [
        ("a step", steps),
        ("a page", pages),
        ("a step at the edge", edge),
    ] {
        report.others(format!("{name}: {what} at {cols}x{rows}"), "B", &figures);
    }
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Twenty cases decided by keys, each key struck as soon as its card is seen.
fn triage(report: &mut Report, rows: u16, cols: u16) -> Result<(), Late> {
    const CASES: usize = 20;
    let office = Office::with_requests(CASES + 1);
    let line = Line::SLOW;
    let mut pty = office.seat("zhang").size(rows, cols).over(line).start();
    pty.until(|screen| screen.contains("#1"))?;
    pty.quiet(REST * 2);
    pty.keys("A");
    pty.until(|screen| screen.contains("第1件委托") && screen.contains("1/21"))?;
    pty.quiet(REST);
    let (mut waits, mut bytes) = (Vec::new(), Vec::new());
    for n in 1..=CASES {
        pty.bytes_since();
        let struck = now();
        pty.keys("a");
        let next = format!("问题: 第{}件委托", n + 1);
        pty.until(|screen| screen.contains(&next))?;
        waits.push((now() - struck) as f64 / line.round_trip.as_nanos() as f64);
        bytes.push(pty.bytes_since() as f64);
    }
    let at = format!("at {cols}x{rows}");
    report.at_most(
        format!("wait for the next card {at}"),
        "round trips",
        &waits,
        2.0,
    );
    report.at_most(format!("bytes of the next card {at}"), "B", &bytes, 2_880.0);
    Ok(())
}
