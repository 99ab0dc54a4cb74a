//! What the capture line gives to the fields of its service. Fills only what was heard.

use crate::app::Here;
use crate::domain::field::{FieldKind, Fields, is_empty, parse_typed};
use crate::domain::heard::HeardParts;

use super::capture::{Capture, text};

impl Capture {
    fn parts(&self, here: &Here) -> HeardParts {
        HeardParts {
            title: self.heard.title.trim().to_owned(),
            client: match &self.client {
                Some((_, name)) => name.clone(),
                None => self.name(),
            },
            unit: self.unit(),
            phone: self.phone(),
            email: self.email(),
            purpose: text(self.heard.purpose.as_ref().map(|h| &h.value)),
            count: self.heard.count.as_ref().map(|c| c.value),
            due: self.wanted(here).map(|due| due.on),
        }
    }

    /// The service's fields as far as the line fills them: by their meaning, and by words of their own.
    pub(super) fn values(&self, here: &Here) -> Fields {
        let service = self.service();
        let Some(def) = service.and_then(|key| here.settings.service(&key).cloned()) else {
            return Fields::new();
        };
        let mut said: Vec<(&str, String)> = Vec::new();
        for (key, heard) in &self.heard.fields {
            let many = def
                .field(key)
                .is_some_and(|field| matches!(field.kind, FieldKind::List(_)));
            match said.iter_mut().find(|(field, _)| field == key) {
                Some((_, all)) if many => all.push_str(&format!("\n{}", heard.value)),
                Some(_) => {}
                None => said.push((key, heard.value.clone())),
            }
        }
        let mut values = def.filled(&self.parts(here), here.today);
        for (key, typed) in said {
            if let Some(field) = def.field(key)
                && let Ok(value) = parse_typed(field, &typed, here.today)
                && !is_empty(Some(&value))
            {
                values.insert(key.to_owned(), value);
            }
        }
        values
    }
}
