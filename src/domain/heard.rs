//! What a line heard at the counter says of a request, put into the fields of its service that mean
//! the same. Does not understand the line itself, and never guesses a value the line did not give.

use jiff::civil::Date;

use super::field::{FieldDef, FieldKind, Fields, is_empty, parse_typed};
use super::script::is_han;
use super::service::ServiceDef;

/// The part of a heard line that fills a field, as `heard = "title"` in a service's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeardAs {
    Title,
    /// The title where it is written without a single Han character.
    TitleEn,
    Client,
    /// The client with telephone or e-mail.
    Contact,
    Unit,
    Phone,
    Email,
    Purpose,
    Count,
    Due,
}

impl HeardAs {
    pub const ALL: [HeardAs; 10] = [
        HeardAs::Title,
        HeardAs::TitleEn,
        HeardAs::Client,
        HeardAs::Contact,
        HeardAs::Unit,
        HeardAs::Phone,
        HeardAs::Email,
        HeardAs::Purpose,
        HeardAs::Count,
        HeardAs::Due,
    ];

    /// The word configuration files use.
    pub fn key(self) -> &'static str {
        match self {
            HeardAs::Title => "title",
            HeardAs::TitleEn => "title_en",
            HeardAs::Client => "client",
            HeardAs::Contact => "contact",
            HeardAs::Unit => "unit",
            HeardAs::Phone => "phone",
            HeardAs::Email => "email",
            HeardAs::Purpose => "purpose",
            HeardAs::Count => "count",
            HeardAs::Due => "due",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// Whether a field of this kind can hold it.
    pub fn fits(self, kind: &FieldKind) -> bool {
        let is_text = matches!(kind, FieldKind::Text | FieldKind::LongText)
            || matches!(kind, FieldKind::List(choices) if choices.is_empty());
        match self {
            HeardAs::Client => is_text || matches!(kind, FieldKind::People),
            HeardAs::Purpose => is_text || matches!(kind, FieldKind::Choice(_)),
            HeardAs::Count => matches!(kind, FieldKind::Number | FieldKind::Choice(_)),
            HeardAs::Due => matches!(kind, FieldKind::Date),
            _ => is_text,
        }
    }
}

/// What was heard; empty where the line did not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeardParts {
    pub title: String,
    /// As people are called: 张老师 where only the surname is known.
    pub client: String,
    pub unit: String,
    pub phone: String,
    pub email: String,
    pub purpose: String,
    pub count: Option<u32>,
    pub due: Option<Date>,
}

impl HeardParts {
    /// The part as somebody would type it into `field`.
    fn typed(&self, part: HeardAs, field: &FieldDef) -> Option<String> {
        let text = match part {
            HeardAs::Title => self.title.clone(),
            HeardAs::TitleEn if self.title.chars().any(is_han) => return None,
            HeardAs::TitleEn => self.title.clone(),
            HeardAs::Client => self.client.clone(),
            HeardAs::Contact if self.client.is_empty() => return None,
            HeardAs::Contact => [&self.client, &self.phone, &self.email]
                .map(String::as_str)
                .join(" "),
            HeardAs::Unit => self.unit.clone(),
            HeardAs::Phone => self.phone.clone(),
            HeardAs::Email => self.email.clone(),
            HeardAs::Purpose => self.purpose.clone(),
            HeardAs::Count => return counted(self.count?, field),
            HeardAs::Due => self.due?.to_string(),
        };
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The number itself, or the choice with the highest `from` it reaches.
fn counted(count: u32, field: &FieldDef) -> Option<String> {
    match &field.kind {
        FieldKind::Choice(choices) => choices
            .iter()
            .filter(|choice| choice.from.unwrap_or(0) <= count)
            .max_by_key(|choice| choice.from.unwrap_or(0))
            .map(|choice| choice.key.clone()),
        _ => Some(count.to_string()),
    }
}

impl ServiceDef {
    /// The fields that mean what was heard, with their values. `today` completes dates; what does not
    /// fit a field stays out of it and is asked at acceptance.
    pub fn filled(&self, heard: &HeardParts, today: Date) -> Fields {
        let mut filled = Fields::new();
        let says_english = |part| part == Some(HeardAs::TitleEn);
        let has_both = self.fields.iter().any(|field| says_english(field.heard));
        for field in &self.fields {
            // Where a service asks for both titles, the Chinese one is not the English one.
            if field.heard == Some(HeardAs::Title) && has_both && !heard.title.chars().any(is_han) {
                continue;
            }
            let typed = field.heard.and_then(|part| heard.typed(part, field));
            let Some(Ok(value)) = typed.map(|typed| parse_typed(field, &typed, today)) else {
                continue;
            };
            if !is_empty(Some(&value)) {
                filled.insert(field.key.clone(), value);
            }
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::domain::Names;
    use crate::domain::field::Choice;

    fn field(kind: FieldKind) -> FieldDef {
        FieldDef {
            key: "f".into(),
            names: Names::new("字段", "field"),
            kind,
            required: true,
            help: None,
            unit: None,
            max_chars: None,
            only_if: None,
            heard: None,
            words: Vec::new(),
        }
    }

    fn size(key: &str, from: Option<u32>) -> Choice {
        Choice {
            key: key.into(),
            names: Names::new(key, key),
            words: Vec::new(),
            from,
        }
    }

    #[test]
    fn a_count_chooses_the_highest_step_it_reaches() {
        let kind = FieldKind::Choice(vec![size("few", None), size("many", Some(11))]);
        let field = field(kind);
        for (count, key) in [(1, "few"), (10, "few"), (11, "many"), (400, "many")] {
            assert_eq!(counted(count, &field).as_deref(), Some(key), "{count}");
        }
    }

    #[test]
    fn a_title_in_chinese_is_no_english_title() {
        let text = field(FieldKind::Text);
        let heard = |title: &str| HeardParts {
            title: title.into(),
            ..HeardParts::default()
        };
        let typed = |title| heard(title).typed(HeardAs::TitleEn, &text);
        assert_eq!(typed("固态电池 SEI"), None);
        assert_eq!(
            typed("solid-state batteries").as_deref(),
            Some("solid-state batteries")
        );
    }

    #[test]
    fn a_purpose_is_chosen_by_a_word_people_use_for_it() {
        let mut title = size("title", None);
        title.words = vec!["职称".into(), "promotion".into()];
        let field = field(FieldKind::Choice(vec![size("award", None), title]));
        let today = date(2026, 11, 22);
        for said in ["职称", "Promotion"] {
            assert_eq!(parse_typed(&field, said, today), Ok(json!("title")));
        }
    }

    #[test]
    fn every_part_is_found_by_its_own_key() {
        for part in HeardAs::ALL {
            assert_eq!(HeardAs::from_key(part.key()), Some(part));
        }
    }
}
