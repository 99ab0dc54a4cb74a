//! TeX in BibTeX values: accents and signs as letters, braces taken away, what is no text of ours
//! (mathematics, unknown commands) left as it stands. Nothing is ever run.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A value as text: lines joined, accents as letters, protecting braces gone.
pub(super) fn plain(raw: &str) -> Cow<'_, str> {
    let special = |b: u8| matches!(b, b'\\' | b'{' | b'}' | b'~' | b'$');
    if !raw.bytes().any(special) {
        return squeezed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut reader = Reader { rest: raw };
    reader.all(&mut out, 0);
    Cow::Owned(squeezed(&out).into_owned())
}

/// Runs of blanks and line ends as one blank.
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let even = !bytes.iter().any(|b| matches!(b, b'\n' | b'\r' | b'\t'))
        && !bytes.windows(2).any(|two| two == b"  ");
    if even {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text
        .split([' ', '\n', '\r', '\t'])
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Accents of TeX as combining characters (TeXbook, chapter 9).
fn accent(command: &str) -> Option<char> {
    Some(match command {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30A}',
        "H" => '\u{30B}',
        "v" => '\u{30C}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        _ => return None,
    })
}

/// Commands that stand for a sign.
fn sign(command: &str) -> Option<&'static str> {
    Some(match command {
        "ss" => "ß",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "aa" => "å",
        "AA" => "Å",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "th" => "þ",
        "TH" => "Þ",
        "dj" => "đ",
        "DJ" => "Đ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "&" => "&",
        "%" => "%",
        "$" => "$",
        "#" => "#",
        "_" => "_",
        "{" => "{",
        "}" => "}",
        " " | "," | ";" | "\n" => " ",
        "/" | "-" => "",
        "\\" => " ",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "textendash" => "–",
        "textemdash" => "—",
        "textquoteleft" => "‘",
        "textquoteright" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "textdegree" => "°",
        "textregistered" => "®",
        "texttrademark" => "™",
        "textmu" => "µ",
        "ldots" | "dots" => "…",
        "copyright" => "©",
        "S" => "§",
        "P" => "¶",
        "pounds" => "£",
        _ => return None,
    })
}

/// Commands whose argument is the text.
fn dresses(command: &str) -> bool {
    matches!(
        command,
        "textit"
            | "textbf"
            | "textrm"
            | "textsc"
            | "texttt"
            | "textsf"
            | "textsl"
            | "textup"
            | "emph"
            | "mbox"
            | "text"
            | "enquote"
            | "uppercase"
            | "lowercase"
            | "textnormal"
            | "textmd"
            | "url"
            | "ensuremath"
            | "it"
            | "bf"
            | "rm"
            | "sc"
            | "em"
            | "tt"
            | "sl"
            | "textsubscript"
            | "textsuperscript"
            | "relax"
            | "protect"
            | "noopsort"
    )
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or_default();
        Some(c)
    }

    /// Reads to the end, or to the brace that closes `depth`.
    fn all(&mut self, out: &mut String, depth: usize) {
        while let Some(c) = self.take() {
            match c {
                // The scanner let no more than 64 through; the outermost are counted here again.
                '{' if depth < 128 => self.all(out, depth + 1),
                '{' => {}
                '}' if depth > 0 => return,
                '}' => {}
                '~' => out.push(' '),
                '$' => self.mathematics(out),
                '\\' => self.command(out, depth),
                c => {
                    out.push(c);
                    let plain = self
                        .rest
                        .find(['{', '}', '~', '$', '\\'])
                        .unwrap_or(self.rest.len());
                    out.push_str(self.rest.get(..plain).unwrap_or_default());
                    self.rest = self.rest.get(plain..).unwrap_or_default();
                }
            }
        }
    }

    /// `$…$` as it stands, signs and all.
    fn mathematics(&mut self, out: &mut String) {
        match self.rest.split_once('$') {
            Some((inner, rest)) if inner.len() < 400 => {
                out.push('$');
                out.push_str(inner);
                out.push('$');
                self.rest = rest;
            }
            _ => out.push('$'),
        }
    }

    fn name(&mut self) -> &'a str {
        let letters = self
            .rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(self.rest.len());
        let length = if letters == 0 {
            self.rest.chars().next().map_or(0, char::len_utf8)
        } else {
            letters
        };
        let (name, rest) = self.rest.split_at_checked(length).unwrap_or(("", ""));
        self.rest = rest;
        name
    }

    fn command(&mut self, out: &mut String, depth: usize) {
        let name = self.name();
        let wordy = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some(mark) = accent(name) {
            if self.accented(mark, wordy, out, depth) {
                return;
            }
        } else if let Some(text) = sign(name) {
            out.push_str(text);
            if wordy {
                self.swallow_gap();
            }
            return;
        } else if dresses(name) {
            self.rest = self.rest.trim_start_matches(' ');
            return;
        }
        out.push('\\');
        out.push_str(name);
    }

    /// A command of letters eats the blank after it, or an empty pair of braces.
    fn swallow_gap(&mut self) {
        if let Some(rest) = self.rest.strip_prefix("{}") {
            self.rest = rest;
        } else {
            self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
        }
    }

    /// The letter an accent stands on; `false` where there is none.
    fn accented(&mut self, mark: char, wordy: bool, out: &mut String, depth: usize) -> bool {
        let before = self.rest;
        if wordy {
            self.rest = self.rest.trim_start_matches(' ');
        }
        let mut letter = String::new();
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            if depth < 128 {
                self.all(&mut letter, depth + 1);
            }
        } else if let Some(rest) = self.rest.strip_prefix('\\') {
            self.rest = rest;
            let name = self.name();
            match sign(name) {
                Some(text) => letter.push_str(text),
                None => {
                    self.rest = before;
                    return false;
                }
            }
            self.swallow_gap();
        } else if !wordy || before.len() != self.rest.len() {
            letter.extend(self.take());
        }
        let mut letters = letter.chars();
        let Some(first) = letters.next().filter(|c| c.is_alphabetic()) else {
            self.rest = before;
            return false;
        };
        let first = match first {
            // Accents stand on dotless letters in TeX.
            'ı' => 'i',
            'ȷ' => 'j',
            c => c,
        };
        out.extend([first, mark].into_iter().nfc());
        out.push_str(letters.as_str());
        true
    }
}

/// A value as TeX, so that [`plain`] gives it back; text beyond ASCII stays as it is.
pub(in crate::biblio) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_signs_become_letters_and_braces_go() {
        for (raw, is) in [
            ("P\\\"{a}ckert", "Päckert"),
            ("{\\\"O}nnud{\\'o}ttir", "Önnudóttir"),
            (
                "jafnr{\\ae}{\\dh}i og {\\th}{\\'a}tttaka {\\'i}",
                "jafnræði og þátttaka í",
            ),
            (
                "Stra\\ss e, \\v{c}, \\c c, \\'{\\i}, \\o re",
                "Straße, č, ç, í, øre",
            ),
            (
                "Computer Sci \\& Artificial 50\\% a\\_b",
                "Computer Sci & Artificial 50% a_b",
            ),
            ("{[}Anonymous]", "[Anonymous]"),
            ("The {impossible} TEL---book", "The impossible TEL---book"),
            ("$\\Sigma^{0}$ Hyperon", "$\\Sigma^{0}$ Hyperon"),
            (
                "\\textit{Natrix cetti} and \\input{x}",
                "Natrix cetti and \\inputx",
            ),
            ("one\n   two~three", "one two three"),
            ("a \\textbackslash{}b\\textasciitilde{}", "a \\b~"),
        ] {
            assert_eq!(plain(raw), is, "{raw}");
        }
    }
}
