//! A web page saved under a workbook's name, as some databases give out their lists: the cells of its
//! tables, row by row. Reads tags as browsers do, closed or not; runs and fetches nothing.

use std::borrow::Cow;

/// Rows of cells, of all the tables on the page.
pub(super) fn rows(page: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell: Option<String> = None;
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        if let Some(cell) = &mut cell {
            cell.push_str(&unescaped(text));
        }
        let Some(close) = tag.find('>') else {
            break;
        };
        let inside = tag.get(1..close).unwrap_or_default();
        rest = tag.get(close + 1..).unwrap_or_default();
        let name: String = inside
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .flat_map(char::to_lowercase)
            .collect();
        let mut end = |cell: &mut Option<String>| {
            if let Some(text) = cell.take() {
                row.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        };
        match name.as_str() {
            "td" | "th" => {
                end(&mut cell);
                cell = Some(String::new());
            }
            "/td" | "/th" => end(&mut cell),
            "tr" | "/tr" | "/table" => {
                end(&mut cell);
                if !row.is_empty() {
                    rows.push(std::mem::take(&mut row));
                }
            }
            "br" | "br/" | "p" | "/p" | "div" | "/div" => {
                if let Some(cell) = &mut cell {
                    cell.push(' ');
                }
            }
            "script" | "style" => {
                let closing = format!("</{name}");
                rest = rest
                    .find(&closing)
                    .and_then(|at| rest.get(at..))
                    .unwrap_or_default();
            }
            _ if inside.starts_with("!--") && !inside.ends_with("--") => {
                rest = rest
                    .find("-->")
                    .and_then(|at| rest.get(at + 3..))
                    .unwrap_or_default();
            }
            _ => {}
        }
    }
    if let Some(text) = cell {
        row.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// `&amp;` and its like as the characters they stand for; what is no entity stays.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let named = from.find(';').filter(|end| *end < 12);
        match named.and_then(|end| Some((character(from.get(1..end)?)?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = from.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "middot" => '·',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_closed_or_not_and_scripts_are_not() {
        let page = "<html><!-- <td>no --><style>td { x }</style><script>'<td>no'</script>\
            <table><tr><th>题名<th>作者\n<tr><td>固态电池&nbsp;A&amp;B</td><td>王五<br>李四</td></tr></table>";
        assert_eq!(
            rows(page),
            [["题名", "作者"], ["固态电池 A&B", "王五 李四"]]
        );
        assert_eq!(
            unescaped("a & b &#22266; &unknown; &"),
            "a & b 固 &unknown; &"
        );
    }
}
