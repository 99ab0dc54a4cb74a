//! Clocks that jump: the journal's order is that of its numbers, a clock that went back is told, and
//! neither numbers, dates nor drafts break.

use std::process::Command;

use jiff::{SignedDuration, Timestamp};
use refdesk::desk::{Act, Desk, Moment, Target};
use refdesk::domain::RequestId;

use crate::common::office::{Office, asked, settings};
use crate::power::opened;

fn at(text: &str) -> Moment {
    let now: Timestamp = text.parse().unwrap();
    Moment::new(now, &settings().desk().zone)
}

fn receives(desk: &mut Desk, moment: &Moment) -> (RequestId, bool) {
    let command = refdesk::desk::Command::Receive(Box::new(asked("电池 查新", "王五")));
    let done = desk.run(&command, moment).unwrap();
    let told = done.warnings.iter().any(|s| s.key == "clock-went-back");
    (done.request.unwrap(), told)
}

#[test]
fn a_clock_that_jumps_is_told_once_and_the_order_is_that_of_the_numbers() {
    let office = Office::empty();
    let mut desk = office.found();
    let founded = crate::common::office::moment();
    let later = |hours: i64| {
        let now = founded.now + SignedDuration::from_hours(hours);
        Moment::new(now, &founded.zone)
    };
    assert_eq!(receives(&mut desk, &later(1)), (RequestId(1), false));
    assert_eq!(receives(&mut desk, &later(24 * 365)), (RequestId(2), false));
    assert_eq!(receives(&mut desk, &later(2)), (RequestId(3), true));
    assert_eq!(
        receives(&mut desk, &later(3)),
        (RequestId(4), false),
        "said once"
    );
    let mut again = Desk::open(&office.store(), settings(), Some("li")).unwrap();
    assert_eq!(
        receives(&mut again, &at("1999-01-01T00:00:00Z")),
        (RequestId(5), true)
    );
    assert_eq!(
        receives(&mut again, &at("2031-02-28T23:59:59Z")),
        (RequestId(6), false)
    );

    let accept = |id: i64| refdesk::desk::Command::On {
        target: Target::newest(RequestId(id)),
        act: Act::Accept,
    };
    for (id, moment) in [
        (1, at("1999-01-01T00:00:00Z")),
        (2, at("2031-02-28T23:59:59Z")),
    ] {
        desk.run(&accept(id), &moment).unwrap();
        desk.save_draft("note", &id.to_string(), &moment).unwrap();
    }
    assert_eq!(desk.drafts().unwrap()[0].1, "2", "the last that was left");
    let health = desk.verify_journal().unwrap();
    assert_eq!(health.broken, []);
    assert!(health.clock_back.len() >= 3, "{:?}", health.clock_back);
    drop((desk, again));
    opened(&office.store()).unwrap();
    assert!(office.prints(&["journal", "verify"]).contains("时钟被拨回"));
}

#[test]
fn the_program_works_whatever_the_time_is_said_to_be() {
    let office = Office::with_requests(1);
    for (n, time) in [
        "+1y",
        "-400d",
        "@1999-01-01 00:00:00",
        "@2031-02-28 23:59:59",
    ]
    .iter()
    .enumerate()
    {
        let mut process = Command::new("faketime");
        process
            .args(["-f", time])
            .arg(env!("CARGO_BIN_EXE_refdesk"))
            .args(office.words("zhang"))
            .args(["add", "化学学院王老师 查新"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        let Ok(output) = process.output() else {
            let said =
                "SKIPPED the_program_works_whatever_the_time_is_said_to_be: no faketime here\n";
            let _ = std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes());
            return;
        };
        let heard = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{time}: {heard}");
        let number = String::from_utf8(output.stdout).unwrap();
        assert_eq!(number.trim(), (n + 2).to_string());
        let went_back = !time.starts_with('+') && *time != "@2031-02-28 23:59:59";
        assert_eq!(heard.contains("本机时钟现为"), went_back, "{time}: {heard}");
    }
    office.prints(&["journal", "verify"]);
    office.prints(&["doctor"]);
}
