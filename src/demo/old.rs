//! The demo desk's old ledger: ten years of work done before it moved in, made row by row, so that a
//! store of any size can be filled.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::content::{GIVEN, SURNAMES, TOPICS};
use super::dice::Dice;
use super::perform::searchers;
use crate::desk::ledger::{LedgerClient, LedgerRow};
use crate::domain::client::ClientKind;
use crate::domain::{Channel, ServiceKey, Status};

/// Requests of one client, on average.
const EACH: u64 = 8;
/// Days the ledger goes back.
const REACH: u64 = 3650;

pub struct Ledger<'a> {
    pub services: &'a [(ServiceKey, String)],
    /// The day after its last row.
    pub until: Date,
    pub zone: TimeZone,
    /// Rows in all.
    pub rows: u64,
}

impl Ledger<'_> {
    /// The `n`-th row, the oldest first.
    pub fn row(&self, n: u64) -> LedgerRow {
        let mut dice = Dice::new(0x01D_1ED6E4 ^ n.wrapping_mul(0x9E37_79B9));
        let back = (self.rows - n.min(self.rows)) * REACH / self.rows.max(1);
        let received_on = self.day(back + 1);
        let received_at = self.at(received_on, &mut dice);
        let (service, name) = dice
            .pick(self.services)
            .cloned()
            .unwrap_or((ServiceKey::new("enquiry"), String::new()));
        let subject = dice.pick(TOPICS).map_or("", |t| t.zh);
        let status = status(back, &mut dice);
        let took = u64::from(dice.between(1, 12));
        let closed_on = self.day(back.saturating_sub(took));
        let owner = dice.pick(&searchers()).copied();
        LedgerRow {
            identity: String::new(),
            uid: None,
            note: None,
            line: usize::try_from(n).unwrap_or(0) + 2,
            service,
            title: format!("{subject}{name} {}-{n:06}", received_on.year()),
            client: Some(client(n / EACH)),
            channel: dice.pick(&Channel::ALL).copied().unwrap_or_default(),
            received_at,
            accepted_on: (status.is_at_work() || status >= Status::Closed).then_some(received_on),
            closed_at: (!status.is_open()).then(|| self.at(closed_on, &mut dice)),
            due: None,
            status,
            owner: (!status.awaits_triage()).then_some(owner).flatten(),
            count: dice.percent(30).then(|| dice.between(1, 40)),
            number: None,
            secrecy: None,
            tags: Vec::new(),
            fields: BTreeMap::new(),
        }
    }

    fn day(&self, back: u64) -> Date {
        let back = i64::try_from(back).unwrap_or(0);
        self.until
            .checked_sub(Span::new().days(back))
            .unwrap_or(self.until)
    }

    fn at(&self, day: Date, dice: &mut Dice) -> Timestamp {
        let hour = i8::try_from(dice.between(8, 17)).unwrap_or(9);
        let minute = i8::try_from(dice.between(0, 59)).unwrap_or(0);
        day.at(hour, minute, 0, 0)
            .to_zoned(self.zone.clone())
            .map_or(Timestamp::UNIX_EPOCH, |z| z.timestamp())
    }
}

/// Nearly all of it is over; only what came in the last weeks may still be open.
fn status(back: u64, dice: &mut Dice) -> Status {
    let roll = dice.below(100);
    if back > 25 {
        return match roll {
            0..=2 => Status::Declined,
            3..=4 => Status::Withdrawn,
            5 => Status::Referred,
            6..=35 if back > 400 => Status::Archived,
            _ => Status::Closed,
        };
    }
    match roll {
        0..=29 => Status::Closed,
        30..=59 => Status::InProgress,
        60..=79 => Status::Accepted,
        _ => Status::Submitted,
    }
}

/// Somebody made up, the same for the same number.
fn client(n: u64) -> LedgerClient {
    let mut dice = Dice::new(0xC11E_4700 ^ n.wrapping_mul(0x9E37_79B9));
    let name = format!(
        "{}{}{}",
        dice.word(&SURNAMES),
        dice.word(&GIVEN),
        dice.word(&GIVEN)
    );
    let kind = match dice.below(10) {
        0..=4 => ClientKind::Faculty,
        5..=7 => ClientKind::Student,
        8 => ClientKind::Enterprise,
        _ => ClientKind::Administration,
    };
    let unit = match kind {
        ClientKind::Enterprise => format!("天开园 某某科技 {} 号企业", n % 997),
        _ => dice.pick(TOPICS).map_or("", |t| t.unit).to_owned(),
    };
    LedgerClient {
        kind,
        is_organisation: false,
        name,
        unit,
        phone: format!("139{:08}", n % 100_000_000),
        email: format!("reader{n}@example.edu.cn"),
    }
}
