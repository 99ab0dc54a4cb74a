//! Eight consoles saving at once, each a process of its own, beside one that is alone: nobody is starved
//! and the store does not get slower for being shared.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use refdesk::desk::{Act, Command as Order, Desk, Target};
use refdesk::domain::RequestId;
use refdesk::settings::Settings;

use crate::common::office::{Office, moment, settings};
use crate::report::Report;
use crate::{Effort, stores};

const CONSOLES: i64 = 8;

pub fn measure(report: &mut Report, effort: &Effort) {
    if let Err(why) = std::fs::create_dir_all(stores::folder()) {
        return report.unmeasured("saving at once", why);
    }
    let office = Office::with_requests(usize::try_from(CONSOLES).expect("a few"));
    let mut shares = Vec::new();
    let mut totals = Vec::new();
    let seconds = effort.together.as_secs_f64();
    for _ in 0..3 {
        let alone: f64 = save(&office.store(), 1, effort.together).iter().sum();
        let counts = save(&office.store(), CONSOLES, effort.together);
        let slowest = counts.iter().copied().fold(f64::INFINITY, f64::min);
        let fastest = counts.iter().copied().fold(0.0, f64::max);
        shares.push((slowest / seconds, fastest / seconds));
        totals.push((counts.iter().sum::<f64>() / seconds, alone / seconds));
    }
    report.at_least("eight save at once: slowest to fastest", "/s", &shares, 0.5);
    report.at_least("eight save at once: all to one alone", "/s", &totals, 0.8);
}

/// How often each of so many consoles saved in that time.
fn save(store: &Path, consoles: i64, long: Duration) -> Vec<f64> {
    let mut started: Vec<Console> = (1..=consoles)
        .map(|request| Console::start(store, request, long))
        .collect();
    started.iter_mut().for_each(Console::is_ready);
    started.iter_mut().for_each(Console::go);
    started.into_iter().map(Console::counts).collect()
}

struct Console {
    child: Child,
    told: ChildStdin,
    says: BufReader<ChildStdout>,
}

impl Console {
    fn start(store: &Path, request: i64, long: Duration) -> Console {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .arg("saver")
            .arg(store)
            .args([request.to_string(), long.as_millis().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a console");
        let told = child.stdin.take().expect("its input");
        let says = BufReader::new(child.stdout.take().expect("its output"));
        Console { child, told, says }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.says.read_line(&mut line).expect("a line");
        line.trim().to_owned()
    }

    fn is_ready(&mut self) {
        assert_eq!(self.line(), "ready");
    }

    fn go(&mut self) {
        self.told.write_all(b"go\n").expect("told");
    }

    fn counts(mut self) -> f64 {
        let count = self.line().parse().expect("a count");
        self.child.wait().expect("its end");
        count
    }
}

/// The console itself: claims and releases one request until the time is over.
pub fn run(words: &[&str]) {
    let [store, request, millis] = words else {
        panic!("saver STORE REQUEST MILLISECONDS");
    };
    let settings: Arc<Settings> = settings();
    let mut desk = Desk::open(Path::new(store), settings, Some("zhang")).expect("the store");
    let request = RequestId(request.parse().expect("a number"));
    let long = Duration::from_millis(millis.parse().expect("a time"));
    println!("ready");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("the word");
    let began = Instant::now();
    let mut count = 0;
    while began.elapsed() < long {
        let act = if count % 2 == 0 {
            Act::Claim
        } else {
            Act::Release
        };
        let target = Target::newest(request);
        desk.run(&Order::On { target, act }, &moment())
            .expect("saved");
        count += 1;
    }
    if count % 2 == 1 {
        let target = Target::newest(request);
        let act = Act::Release;
        desk.run(&Order::On { target, act }, &moment())
            .expect("saved");
    }
    println!("{count}");
}
