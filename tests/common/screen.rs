//! A drawn buffer as plain text, for pictures of screens. Holds no colours: styles are tested apart.

use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

/// The buffer's rows as lines, blanks at the right trimmed.
///
/// The cell that a wide character covers is skipped, so Chinese reads as it stands on the screen;
/// ratatui's own printing lists such cells behind every row instead.
pub fn screen(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut lines = Vec::with_capacity(usize::from(area.height));
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).expect("a cell is one or two wide");
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}
