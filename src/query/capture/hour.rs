//! Hours of a day as people say them: 下午三点半, 15:00, 3pm.

use jiff::civil::Time;

use super::due::AFTER;
use super::line::Line;

/// An hour, `dated` when a day or "by" stands before it. `下午` alone names no hour.
pub(super) fn hour(line: &Line, i: usize, dated: bool) -> Option<(usize, Option<Time>)> {
    let mut half = Half::Unsaid;
    let mut at = i;
    for (word, meant) in [
        ("上午", Half::Morning),
        ("早上", Half::Morning),
        ("早晨", Half::Morning),
        ("中午", Half::Noon),
        ("下午", Half::Evening),
        ("晚上", Half::Evening),
        ("傍晚", Half::Evening),
        ("noon", Half::Noon),
        ("morning", Half::Morning),
        ("afternoon", Half::Evening),
    ] {
        if let Some(end) = line.word(i, word) {
            (half, at) = (meant, line.skip_spaces(end));
            break;
        }
    }
    let clock = clock(line, at, half);
    if let Some((end, time, plain)) = clock {
        // "三点建议" is three pieces of advice unless something says that it is an hour.
        let told = dated || half != Half::Unsaid || line.any(end, AFTER).is_some();
        return (told || !plain).then_some((end, Some(time)));
    }
    if half == Half::Unsaid || !dated {
        return None;
    }
    let end = line.any(
        i,
        [
            "上午",
            "早上",
            "早晨",
            "中午",
            "下午",
            "晚上",
            "傍晚",
            "noon",
            "morning",
            "afternoon",
        ],
    )?;
    let time = match half {
        Half::Morning | Half::Noon => Time::new(12, 0, 0, 0).ok(),
        _ => None,
    };
    Some((end, time))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Unsaid,
    Morning,
    Noon,
    Evening,
}

/// `三点半`, `15:00`, `3pm`; the last tells whether only 点 says that it is an hour.
fn clock(line: &Line, i: usize, half: Half) -> Option<(usize, Time, bool)> {
    if line.before(i).is_ascii_alphanumeric() || matches!(line.before(i), '.' | ':' | '-') {
        return None;
    }
    let (number, end) = line.number(i)?;
    let mut hours = i8::try_from(number).ok().filter(|h| (0..24).contains(h))?;
    let mut minutes = 0_i8;
    let mut plain = false;
    let mut at = end;
    if line.at(at) == ':' {
        let (m, end) = line.number(at + 1)?;
        if end - at != 3 || line.at(end) == ':' {
            return None;
        }
        (minutes, at) = (i8::try_from(m).ok()?, end);
    } else if let Some(end) = line.any(at, ["点钟", "点整", "点", "时"]) {
        plain = true;
        at = end;
        if let Some(end) = line.word(at, "半") {
            (minutes, at) = (30, end);
        } else if let Some(end) = line.word(at, "一刻") {
            (minutes, at) = (15, end);
        } else if let Some((m, end)) = line.number(at)
            && line.at(end) == '分'
        {
            (minutes, at) = (i8::try_from(m).ok()?, end + 1);
        }
    }
    let spaced = line.skip_spaces(at);
    let mut half = half;
    let letters = |s: &str| s.chars().zip(spaced..).all(|(c, at)| line.at(at) == c);
    if letters("pm") && line.ends(spaced + 2) {
        (half, at, plain) = (Half::Evening, spaced + 2, false);
    } else if letters("am") && line.ends(spaced + 2) {
        (half, at, plain) = (Half::Morning, spaced + 2, false);
    } else if at == end {
        return None;
    }
    hours = match half {
        Half::Evening if hours < 12 => hours + 12,
        Half::Noon if hours < 6 => hours + 12,
        // Nobody promises anything for three in the morning.
        Half::Unsaid if plain && (1..=6).contains(&hours) => hours + 12,
        _ => hours,
    };
    Some((at, Time::new(hours, minutes, 0, 0).ok()?, plain))
}
