//! What stands after `ssh desk`: words cut without any shell, and the one verb of a closed list that they
//! name. Anything else is no wish. Touches no file and no store.

use crate::domain::Sentence;

/// Longest remote command, in bytes.
const LONGEST: usize = 4_096;
/// Most words of one.
const WORDS: usize = 64;

/// What may be asked for without a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    Put { name: String },
    Get { what: String, name: Option<String> },
    List { query: String, json: bool },
    Show { number: i64, json: bool },
    Records { name: String, json: bool },
    Cite { name: String, style: Option<String> },
}

/// `1042` or `#1042`.
pub fn number(word: &str) -> Option<i64> {
    let digits = word.strip_prefix('#').unwrap_or(word);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// Understands a remote command, or says which there are.
pub fn read(command: &[u8]) -> Result<Wish, Sentence> {
    let no = || Sentence::new("gate-verbs");
    if command.len() > LONGEST {
        return Err(Sentence::new("gate-too-long"));
    }
    let Ok(command) = std::str::from_utf8(command) else {
        return Err(Sentence::new("gate-not-utf8"));
    };
    let words = cut(command).ok_or_else(|| Sentence::new("gate-quotes"))?;
    let (verb, rest) = words.split_first().ok_or_else(no)?;
    match (verb.as_str(), rest) {
        ("put", [name]) if !name.is_empty() => Ok(Wish::Put { name: name.clone() }),
        ("put", _) => Err(Sentence::new("gate-put-how")),
        ("get", [what]) if !what.is_empty() => Ok(Wish::Get {
            what: what.clone(),
            name: None,
        }),
        ("get", [what, name]) if number(what).is_some() => Ok(Wish::Get {
            what: what.clone(),
            name: Some(name.clone()),
        }),
        ("get", _) => Err(Sentence::new("gate-get-how")),
        ("list", rest) => {
            let (rest, json) = without_json(rest);
            Ok(Wish::List {
                query: rest.join(" "),
                json,
            })
        }
        ("show", rest) => {
            let (rest, json) = without_json(rest);
            let number = match rest.as_slice() {
                [word] => number(word),
                _ => None,
            };
            number
                .map(|number| Wish::Show { number, json })
                .ok_or_else(|| Sentence::new("gate-show-how"))
        }
        ("records", rest) => {
            let (rest, json) = without_json(rest);
            match rest.as_slice() {
                [name] if !name.is_empty() => Ok(Wish::Records {
                    name: name.clone(),
                    json,
                }),
                _ => Err(Sentence::new("records-how")),
            }
        }
        ("cite", [name]) if !name.is_empty() => Ok(Wish::Cite {
            name: name.clone(),
            style: None,
        }),
        ("cite", [name, option, style]) if option == "--style" && !name.is_empty() => {
            Ok(Wish::Cite {
                name: name.clone(),
                style: Some(style.clone()),
            })
        }
        ("cite", _) => Err(Sentence::new("records-cite-how")),
        _ => Err(no()),
    }
}

fn without_json(words: &[String]) -> (Vec<String>, bool) {
    let rest: Vec<String> = words.iter().filter(|w| *w != "--json").cloned().collect();
    let json = rest.len() < words.len();
    (rest, json)
}

/// Words parted by blanks; `'…'` and `"…"` keep blanks, a backslash keeps the next character outside
/// single quotes. Nothing is ever expanded. None for an open quote, a control character, too many words.
fn cut(command: &str) -> Option<Vec<String>> {
    #[derive(Clone, Copy, PartialEq)]
    enum In {
        Blank,
        Word,
        Single,
        Double,
    }
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut at) = (String::new(), In::Blank);
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        if c.is_control() && c != '\t' {
            return None;
        }
        match (at, c) {
            (In::Blank, ' ' | '\t') => {}
            (In::Word, ' ' | '\t') => {
                words.push(std::mem::take(&mut word));
                at = In::Blank;
            }
            (In::Single, '\'') | (In::Double, '"') => at = In::Word,
            (In::Single, c) => word.push(c),
            (In::Blank | In::Word, '\'') => at = In::Single,
            (In::Blank | In::Word, '"') => at = In::Double,
            (In::Double, '\\') => match chars.next()? {
                c @ ('"' | '\\') => word.push(c),
                c if c.is_control() => return None,
                c => word.extend(['\\', c]),
            },
            (In::Blank | In::Word, '\\') => {
                let c = chars.next().filter(|c| !c.is_control())?;
                word.push(c);
                at = In::Word;
            }
            (In::Double, c) => word.push(c),
            (In::Blank | In::Word, c) => {
                word.push(c);
                at = In::Word;
            }
        }
    }
    match at {
        In::Single | In::Double => return None,
        In::Word => words.push(word),
        In::Blank => {}
    }
    (words.len() <= WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wish(command: &str) -> Result<Wish, &'static str> {
        read(command.as_bytes()).map_err(|said| said.key)
    }

    fn put(name: &str) -> Result<Wish, &'static str> {
        Ok(Wish::Put { name: name.into() })
    }

    #[test]
    fn names_with_blanks_quotes_and_ampersands_come_whole() {
        assert_eq!(wish("put a.ris"), put("a.ris"));
        assert_eq!(wish("put 'my file & more.ris'"), put("my file & more.ris"));
        assert_eq!(wish(r#"put "a \"b\" c.ris""#), put("a \"b\" c.ris"));
        assert_eq!(wish(r"put 'O'\''Brien.docx'"), put("O'Brien.docx"));
        assert_eq!(wish(r"put my\ file.ris"), put("my file.ris"));
        assert_eq!(wish("  put\t固态电池.ris  "), put("固态电池.ris"));
    }

    #[test]
    fn what_a_shell_would_run_is_only_letters_here() {
        assert_eq!(wish("put '$(id)'"), put("$(id)"));
        assert_eq!(wish("put `id`"), put("`id`"));
        for command in ["put a; sh", "put a b", "put", "put ''", "put a && sh"] {
            assert_eq!(wish(command), Err("gate-put-how"), "{command}");
        }
        for command in [
            "",
            "   ",
            "sh",
            "list; sh",
            "/bin/sh -i",
            "cat /etc/passwd",
            "scp -t /",
            "LIST",
            "internal-sftp",
            "/usr/lib/openssh/sftp-server",
            "gate --as zhang",
            "$(list)",
        ] {
            assert_eq!(wish(command), Err("gate-verbs"), "{command}");
        }
        for command in [
            "list 'x",
            "put \"a",
            "list a\nsh",
            "put a\\",
            "put a\0b",
            "list \u{1b}[2J",
        ] {
            assert_eq!(wish(command), Err("gate-quotes"), "{command:?}");
        }
        let long = format!("list {}", "x".repeat(LONGEST));
        assert_eq!(wish(&long), Err("gate-too-long"));
        assert_eq!(read(b"put \xff").unwrap_err().key, "gate-not-utf8");
        assert_eq!(wish(&"list ".repeat(100)), Err("gate-quotes"));
    }

    #[test]
    fn requests_are_named_by_their_number() {
        let get = |what: &str, name: Option<&str>| {
            Ok(Wish::Get {
                what: what.into(),
                name: name.map(str::to_owned),
            })
        };
        assert_eq!(wish("get '#1042'"), get("#1042", None));
        assert_eq!(wish("get 1042 报告.docx"), get("1042", Some("报告.docx")));
        assert_eq!(wish("get a b"), Err("gate-get-how"));
        let show = |number, json| Ok(Wish::Show { number, json });
        assert_eq!(wish("show '#7' --json"), show(7, true));
        assert_eq!(wish("show 7"), show(7, false));
        for command in [
            "show",
            "show x",
            "show 1 2",
            "show 1;sh",
            "show -1",
            "show +1",
        ] {
            assert_eq!(wish(command), Err("gate-show-how"), "{command}");
        }
        let list = |query: &str, json| {
            Ok(Wish::List {
                query: query.into(),
                json,
            })
        };
        assert_eq!(wish("list"), list("", false));
        assert_eq!(wish("list due:<3d @me --json"), list("due:<3d @me", true));
    }

    #[test]
    fn exports_are_named_by_their_names_in_the_tray() {
        let records = |name: &str, json| {
            Ok(Wish::Records {
                name: name.into(),
                json,
            })
        };
        assert_eq!(wish("records 导出.ris"), records("导出.ris", false));
        assert_eq!(wish("records 'a b.txt' --json"), records("a b.txt", true));
        let cite = |name: &str, style: Option<&str>| {
            Ok(Wish::Cite {
                name: name.into(),
                style: style.map(str::to_owned),
            })
        };
        assert_eq!(wish("cite a.ris"), cite("a.ris", None));
        assert_eq!(
            wish("cite a.ris --style gbt7714-2015"),
            cite("a.ris", Some("gbt7714-2015"))
        );
        for command in ["records", "records a b", "records ''"] {
            assert_eq!(wish(command), Err("records-how"), "{command}");
        }
        for command in ["cite", "cite a b", "cite a --style", "cite a; sh"] {
            assert_eq!(wish(command), Err("records-cite-how"), "{command}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_wish_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        #[test]
        fn a_quoted_name_comes_as_it_was(name in "[^\\p{Cc}']{1,60}") {
            prop_assert_eq!(wish(&format!("put '{name}'")), put(&name));
        }
    }
}
