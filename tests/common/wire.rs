//! What a program says to its terminal, told apart: text, cursor moves and colours, the few modes the
//! console may switch, and everything else, which must not be there.

/// The private modes the console switches: cursor, alternate screen, paste marks, synchronized updates.
const MODES: [&str; 4] = ["25", "1049", "2004", "2026"];

/// Everything among the bytes that is neither text nor one of the sequences the console may send.
pub fn forbidden(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut rest = text.as_ref();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c != '\u{1b}' {
            if c.is_control() && !matches!(c, '\n' | '\r') {
                found.push(format!("U+{:04X}", u32::from(c)));
            }
            rest = after;
            continue;
        }
        // One line down at the top of a region: a cursor move that takes the lines along.
        if let Some(next) = after.strip_prefix('M') {
            rest = next;
            continue;
        }
        let Some(body) = after.strip_prefix('[') else {
            found.push(format!("ESC {:?}", after.chars().next()));
            rest = after;
            continue;
        };
        let end = body
            .find(|c: char| ('@'..='~').contains(&c))
            .unwrap_or(body.len().saturating_sub(1));
        let (parameters, last) = (&body[..end], body[end..].chars().next());
        if !allowed(parameters, last.unwrap_or('\0')) {
            found.push(format!("CSI {parameters}{last:?}"));
        }
        rest = body.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Whether a sequence sets a colour.
pub fn colours(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\u{1b}[").skip(1);
    let looks = sequences.filter_map(|s| {
        let end = s.find(|c: char| ('@'..='~').contains(&c))?;
        s[end..].starts_with('m').then(|| s[..end].to_owned())
    });
    looks
        .filter(|look| {
            look.split(';')
                .filter_map(|number| number.parse::<u8>().ok())
                .any(|number| number >= 30)
        })
        .collect()
}

fn allowed(parameters: &str, last: char) -> bool {
    let numbers = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ';');
    match last {
        // Colours, cursor moves, clearing, the region that a line moves in; where the cursor is, which
        // is asked once at the start.
        'm' | 'H' | 'J' | 'K' | 'A' | 'B' | 'C' | 'D' | 'G' | 'd' | 'r' | 'X' => {
            numbers(parameters)
        }
        'n' => parameters == "6",
        'h' | 'l' => parameters
            .strip_prefix('?')
            .is_some_and(|mode| MODES.contains(&mode)),
        _ => false,
    }
}
