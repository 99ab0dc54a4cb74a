//! Rust source as far as the house rules need it: which paths it names, which macros and methods it
//! calls, tests left out. No compiler: names brought in by `use … as` are not followed.

/// Words of the language that a path with a leading `::` may follow.
const BEFORE_A_PATH: [&str; 10] = [
    "use", "as", "in", "dyn", "impl", "mut", "return", "match", "if", "else",
];

/// One word or sign of the source, and its line.
#[derive(Debug, Clone)]
struct Token {
    text: String,
    line: usize,
}

/// A path as written, resolved to the package's root where it starts there.
#[derive(Debug)]
pub struct Used {
    pub path: Vec<String>,
    pub line: usize,
    /// Whether the path is one of our own modules.
    pub from_here: bool,
}

pub struct Source {
    /// Where the file stands: `["store", "request"]`; empty for `lib.rs`.
    pub module: Vec<String>,
    pub used: Vec<Used>,
    pub macros: Vec<(String, usize)>,
    pub methods: Vec<(String, usize)>,
}

impl Source {
    /// `file` is the path below `src`.
    pub fn read(file: &str, text: &str) -> Source {
        let module = module_of(file);
        let tokens = without_tests(&tokens(text));
        let mut source = Source {
            module: module.clone(),
            used: Vec::new(),
            macros: Vec::new(),
            methods: Vec::new(),
        };
        // Inline modules around the place we are at, each with the depth of braces it opened at.
        let mut inline: Vec<(String, usize)> = Vec::new();
        let mut depth = 0;
        let mut at = 0;
        while at < tokens.len() {
            let is = |offset: usize, text: &str| {
                tokens
                    .get(at + offset)
                    .is_some_and(|token| token.text == text)
            };
            let token = &tokens[at];
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    inline.retain(|(_, opened)| *opened < depth + 1);
                }
                "mod" if is(2, "{") => {
                    inline.push((tokens[at + 1].text.clone(), depth + 1));
                    at += 2;
                    continue;
                }
                "." if is(2, "(") => {
                    source
                        .methods
                        .push((tokens[at + 1].text.clone(), token.line));
                    at += 2;
                    continue;
                }
                _ => {}
            }
            let starts_group = token.text == "use" && is(1, "{");
            let starts_path = is_word(&token.text)
                && !BEFORE_A_PATH.contains(&token.text.as_str())
                && !is_after(&tokens, at, ".");
            if starts_group || starts_path {
                let mut paths = Vec::new();
                let start = if starts_group { at + 1 } else { at };
                let end = read_path(&tokens, start, &[], &mut paths);
                if tokens.get(end).is_some_and(|token| token.text == "!")
                    && let Some((path, line)) = paths.first()
                    && let Some(name) = path.last()
                    && tokens.get(end + 1).is_none_or(|token| token.text != "=")
                {
                    source.macros.push((name.clone(), *line));
                }
                let mut here = module.clone();
                here.extend(inline.iter().map(|(name, _)| name.clone()));
                for (path, line) in paths {
                    source.used.push(resolve(path, line, &here));
                }
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
        source
    }
}

/// Whether the text declares the module `name` for tests only.
pub fn declares_for_tests(text: &str, name: &str) -> bool {
    let declares = |tokens: &[Token]| {
        tokens
            .windows(3)
            .any(|three| three[0].text == "mod" && three[1].text == name && three[2].text == ";")
    };
    let all = tokens(text);
    declares(&all) && !declares(&without_tests(&all))
}

fn module_of(file: &str) -> Vec<String> {
    let mut module: Vec<String> = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if module
        .last()
        .is_some_and(|last| last == "mod" || last == "lib")
    {
        module.pop();
    }
    module
}

/// The paths that start at a token, groups spread out; answers where they end.
fn read_path(
    tokens: &[Token],
    start: usize,
    before: &[String],
    paths: &mut Vec<(Vec<String>, usize)>,
) -> usize {
    let mut path = before.to_vec();
    let mut at = start;
    let line = tokens.get(start).map_or(0, |token| token.line);
    loop {
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("{") => {
                at += 1;
                loop {
                    match tokens.get(at).map(|token| token.text.as_str()) {
                        None => return at,
                        Some("}") => return at + 1,
                        Some(word) if is_word(word) || word == "{" => {
                            at = read_path(tokens, at, &path, paths).max(at + 1);
                        }
                        Some(_) => at += 1,
                    }
                }
            }
            Some(word) if is_word(word) => {
                path.push(word.to_owned());
                at += 1;
            }
            _ => break,
        }
        if tokens.get(at).is_some_and(|token| token.text == "::") {
            at += 1;
        } else {
            break;
        }
    }
    paths.push((path, line));
    at
}

fn resolve(mut path: Vec<String>, line: usize, here: &[String]) -> Used {
    let mut at: Vec<String> = here.to_vec();
    let mut from_here = false;
    while let Some(step) = path.first() {
        match step.as_str() {
            "crate" | "refdesk" if !from_here => at.clear(),
            "self" => {}
            "super" => {
                at.pop();
            }
            _ => break,
        }
        from_here = true;
        path.remove(0);
    }
    if from_here {
        at.append(&mut path);
        path = at;
    }
    Used {
        path,
        line,
        from_here,
    }
}

/// Leaves out every item that stands under `#[cfg(test)]` or a `cfg` that needs it.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opens = |offset: usize, text: &str| {
            tokens
                .get(at + offset)
                .is_some_and(|token| token.text == text)
        };
        if opens(0, "#") && opens(1, "[") && opens(2, "cfg") {
            let end = closing(tokens, at + 1);
            let within = &tokens[at..end];
            let needs_test = within.iter().any(|token| token.text == "test")
                && !within
                    .iter()
                    .any(|token| token.text == "not" || token.text == "any");
            if needs_test {
                at = item_end(tokens, end);
                continue;
            }
        }
        kept.push(tokens[at].clone());
        at += 1;
    }
    kept
}

/// Just past the bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// Just past the item that starts at `start`: its body in braces, or its semicolon.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    let is_use = tokens.get(start).is_some_and(|token| token.text == "use");
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "{" if is_use => at = closing(tokens, at),
            "{" => return closing(tokens, at),
            "(" | "[" => at = closing(tokens, at),
            ";" | "," => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn is_after(tokens: &[Token], at: usize, sign: &str) -> bool {
    at > 0 && tokens[at - 1].text == sign
}

/// Words and signs; comments and what stands in quotes are gone, a string is one `"`.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let next = |offset: usize| chars.get(at + offset).copied().unwrap_or('\0');
        let start = at;
        let word = match chars[at] {
            '/' if next(1) == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                None
            }
            '/' if next(1) == '*' => {
                at = after_block_comment(&chars, at);
                None
            }
            '"' => {
                at = after_string(&chars, at);
                Some("\"".to_owned())
            }
            'r' | 'b' | 'c' if let Some(end) = after_prefixed_string(&chars, at) => {
                at = end;
                Some("\"".to_owned())
            }
            '\'' => {
                at = after_quote(&chars, at);
                Some("'".to_owned())
            }
            c if c.is_alphanumeric() || c == '_' => {
                while at < chars.len() && (chars[at].is_alphanumeric() || chars[at] == '_') {
                    at += 1;
                }
                Some(chars[start..at].iter().collect())
            }
            ':' if next(1) == ':' => {
                at += 2;
                Some("::".to_owned())
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then(|| c.to_string())
            }
        };
        if let Some(text) = word {
            tokens.push(Token { text, line });
        }
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

fn after_block_comment(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                at += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn after_string(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// Past `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `c"…"`; `None` if it is a word after all.
fn after_prefixed_string(chars: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    while at < start + 2 && matches!(chars.get(at), Some('r' | 'b' | 'c')) {
        at += 1;
    }
    let raw = chars[start..at].contains(&'r');
    let mut hashes = 0;
    while raw && chars.get(at) == Some(&'#') {
        hashes += 1;
        at += 1;
    }
    if chars.get(at) != Some(&'"') {
        return None;
    }
    if !raw {
        return Some(after_string(chars, at));
    }
    at += 1;
    while at < chars.len() {
        let closes =
            chars[at] == '"' && (1..=hashes).all(|offset| chars.get(at + offset) == Some(&'#'));
        if closes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(at)
}

/// Past a character, or past the mark of a lifetime.
fn after_quote(chars: &[char], start: usize) -> usize {
    match (chars.get(start + 1), chars.get(start + 2)) {
        (Some('\\'), _) => {
            let mut at = start + 3;
            while at < chars.len() && chars[at] != '\'' {
                at += 1;
            }
            at + 1
        }
        (Some(_), Some('\'')) => start + 3,
        _ => start + 1,
    }
}
