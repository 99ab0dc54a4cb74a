//! What a person at a terminal meets, measured from outside: the program and the floor in terminals of
//! the same size on the same store, turn about, so that whatever else the machine does falls on both.

use std::path::Path;
use std::time::Duration;

use crate::common::pty::timing::Reaction;
use crate::common::pty::{Late, Program, Pty, key};
use crate::report::Report;
use crate::{Effort, stores};

const ROWS: u16 = 50;
const COLS: u16 = 200;

/// Shorter than the rest after which the detail panes follow, longer than any burst of output.
const BURST: Duration = Duration::from_millis(60);

/// The detail panes have come, or will not.
const REST: Duration = Duration::from_millis(500);

pub fn measure(report: &mut Report, effort: &Effort) {
    if let Ok(store) = stores::with_requests(effort.sizes[0]) {
        control(report, effort, &store);
    }
    let made: Vec<_> = effort
        .sizes
        .iter()
        .map(|size| (*size, stores::with_requests(*size)))
        .collect();
    let mut ready = Vec::new();
    for (size, store) in &made {
        match store {
            Ok(store) => {
                first_screen(report, effort, *size, store);
                ready.push((*size, store.as_path()));
            }
            Err(why) => report.unmeasured(format!("everything at {size} requests"), why),
        }
    }
    let (Some((small, smallest)), Some((large, largest))) = (ready.first(), ready.last()) else {
        return;
    };
    if small != large {
        let what = format!("first screen, {large} against {small} requests");
        pairs(
            report,
            &what,
            1.5,
            effort.starts,
            || start(ours(largest)),
            || start(ours(smallest)),
        );
    }
    match keys(report, effort, *large, largest) {
        Ok(()) => {}
        Err(late) => report.unmeasured(format!("keys at {large} requests"), late),
    }
    match at_rest(report, effort, *large, largest) {
        Ok(()) => {}
        Err(late) => report.unmeasured(format!("rest at {large} requests"), late),
    }
}

/// The harness against itself: what it says of two equal programs is its own error.
fn control(report: &mut Report, effort: &Effort, store: &Path) {
    pairs(
        report,
        "control: first screen, floor against floor",
        1.1,
        effort.starts,
        || start(floor(store)),
        || start(floor(store)),
    );
}

fn ours(store: &Path) -> Program {
    terminal(Program::refdesk(&["--store".as_ref(), store.as_os_str()]))
}

fn floor(store: &Path) -> Program {
    terminal(Program::named(
        this(),
        &["floor".as_ref(), store.as_os_str()],
    ))
}

fn this() -> std::path::PathBuf {
    std::env::current_exe().expect("a name of our own")
}

fn terminal(program: Program) -> Program {
    let launcher = [this().into_os_string(), "in-session".into()];
    program.size(ROWS, COLS).launched_by(&launcher)
}

/// Until the first console of a day has done what is done once.
const SETTLED: Duration = Duration::from_secs(3);

/// The first screen is usable once the queue's rows stand on it.
fn usable(screen: &str) -> bool {
    let numbered = |line: &&str| {
        line.match_indices('#')
            .any(|(at, _)| line[at + 1..].starts_with(|next: char| next.is_ascii_digit()))
    };
    screen.lines().filter(numbered).count() >= 20
}

/// The program, its first usable screen up.
fn up(program: Program) -> Result<Pty, Late> {
    let mut pty = program.start();
    pty.first_screen(usable, BURST)?;
    Ok(pty)
}

/// Milliseconds until the program's first usable screen.
fn start(program: Program) -> Result<f64, Late> {
    Ok(ms(program.start().first_screen(usable, BURST)?.shown))
}

fn first_screen(report: &mut Report, effort: &Effort, size: u32, store: &Path) {
    let what = format!("first screen, {size} requests");
    // The first console of a day brings the day's dates into the store; it is not the start that is
    // met twenty times a day.
    if let Ok(mut first) = up(ours(store)) {
        first.quiet(SETTLED);
    }
    pairs(
        report,
        &what,
        1.5,
        effort.starts,
        || start(ours(store)),
        || start(floor(store)),
    );
}

/// Measures two things turn about, `ours` first and `theirs` first by turns.
fn pairs(
    report: &mut Report,
    what: &str,
    limit: f64,
    count: usize,
    ours: impl Fn() -> Result<f64, Late>,
    theirs: impl Fn() -> Result<f64, Late>,
) {
    let pair = |turn: usize| {
        if turn.is_multiple_of(2) {
            let ours = ours()?;
            Ok((ours, theirs()?))
        } else {
            let theirs = theirs()?;
            Ok((ours()?, theirs))
        }
    };
    // The first finds nothing in the page cache and is for warming alone.
    let measured = pair(0).and_then(|_| (0..count).map(pair).collect::<Result<Vec<_>, Late>>());
    match measured {
        Ok(pairs) => report.ratio(what, &pairs, limit),
        Err(late) => report.unmeasured(what, late),
    }
}

fn press(pty: &mut Pty, keys: &str, settle: Duration) -> Result<Reaction, Late> {
    let before = pty.screen();
    pty.react(keys, |screen| screen != before, settle)
}

fn keys(report: &mut Report, effort: &Effort, size: u32, store: &Path) -> Result<(), Late> {
    let mut ours = up(ours(store))?;
    let mut floor = up(floor(store))?;
    let mut times = Vec::new();
    let mut bytes = Vec::new();
    let mut details = Vec::new();
    for at in 0..=effort.keys {
        // Down twenty, up twenty: the sign stays on the page, so no row but two changes.
        let key = if at / 20 % 2 == 0 { key::DOWN } else { key::UP };
        let moved = press(&mut ours, key, BURST)?;
        ours.bytes_since();
        ours.quiet(REST);
        let followed = ours.bytes_since();
        let bare = press(&mut floor, key, BURST)?;
        if at > 0 {
            times.push((ms(moved.shown), ms(bare.shown)));
            bytes.push(moved.bytes as f64);
            details.push(followed as f64);
        }
    }
    report.ratio(
        format!("moving the selection, {size} requests"),
        &times,
        1.25,
    );
    report.at_most("bytes to move the selection", "B", &bytes, 200.0);
    report.at_most(
        "bytes of the detail panes after a rest",
        "B",
        &details,
        4096.0,
    );
    Ok(())
}

fn at_rest(report: &mut Report, effort: &Effort, size: u32, store: &Path) -> Result<(), Late> {
    let mut ours = up(ours(store))?;
    for _ in 0..5 {
        press(&mut ours, key::PAGE_DOWN, REST)?;
    }
    ours.quiet(Duration::from_secs(1));
    ours.bytes_since();
    let cpu = ours.cpu_ms();
    let began = std::time::Instant::now();
    let mut silent = Vec::new();
    while began.elapsed() < effort.rest {
        // Ten seconds at a time, or until it speaks.
        let turn = Duration::from_secs(10).min(effort.rest.saturating_sub(began.elapsed()));
        ours.quiet(turn.max(Duration::from_millis(1)));
        silent.push(ours.bytes_since() as f64);
    }
    let share = (ours.cpu_ms() - cpu) as f64 / began.elapsed().as_millis() as f64 * 100.0;
    report.at_most("bytes in ten idle seconds", "B", &silent, 0.0);
    report.at_most("processor while idle", "%", &[share], 0.2);
    let memory = ours.rss_kb() as f64 / 1024.0;
    report.at_most(format!("memory, {size} requests"), "MB", &[memory], 40.0);
    // The next run begins where this one ends: at the top, as the floor does.
    press(&mut ours, key::HOME, REST)?;
    ours.quiet(Duration::from_secs(2));
    Ok(())
}

fn ms(nanos: i64) -> f64 {
    nanos as f64 / 1e6
}
