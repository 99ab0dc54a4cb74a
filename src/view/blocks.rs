//! A column of entries of several lines each, of which one has the cursor and is always in sight. Wraps
//! only what is seen.

use ratatui::layout::Rect;

use crate::settings::Tone;

use super::ink::Ink;

/// One line of an entry: pieces, each in its role.
pub type Spans = Vec<(Tone, String)>;

/// Draws the entries around the cursor. The sign `>` stands before the selected one when the pane has
/// the focus.
pub fn draw(
    ink: &mut Ink<'_>,
    area: Rect,
    count: usize,
    cursor: usize,
    focused: bool,
    make: impl Fn(usize, usize) -> Vec<Spans>,
) {
    let width = area.width.saturating_sub(2);
    let height = usize::from(area.height);
    if count == 0 || width == 0 || height == 0 {
        return;
    }
    let cursor = cursor.min(count - 1);
    let wide = usize::from(width);
    let mut entries = vec![(cursor, make(cursor, wide))];
    let mut used = entries.first().map_or(0, |(_, lines)| lines.len());
    for at in (0..cursor).rev() {
        let lines = make(at, wide);
        used += lines.len();
        if used > height {
            break;
        }
        entries.push((at, lines));
    }
    entries.reverse();
    let bottom = area.bottom();
    let mut y = area.top();
    for at in cursor + 1..count {
        if used >= height {
            break;
        }
        let lines = make(at, wide);
        used += lines.len();
        entries.push((at, lines));
    }
    for (at, lines) in &entries {
        if focused && *at == cursor && y < bottom {
            ink.put(area.x, y, 1, ">", Tone::Focus);
        }
        for line in lines {
            if y >= bottom {
                return;
            }
            ink.spans(area.x + 2, y, width, line);
            y += 1;
        }
    }
}

/// Text wrapped into lines of one role, at most `most` of them.
pub fn wrapped(
    ink_cells: crate::text::Cells,
    text: &str,
    width: usize,
    tone: Tone,
    most: usize,
) -> Vec<Spans> {
    let safe: Vec<String> = crate::text::SafeText::lines(text)
        .into_iter()
        .take(most)
        .map(crate::text::SafeText::into_string)
        .collect();
    let mut lines: Vec<Spans> = Vec::new();
    for line in safe {
        for wrapped in ink_cells.wrap(&line, width) {
            if lines.len() == most {
                return lines;
            }
            lines.push(vec![(tone, wrapped)]);
        }
    }
    lines
}
