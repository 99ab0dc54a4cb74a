//! How what stands in a record reads: fields by their names, choices and people by theirs. Words only;
//! changes nothing.

use serde_json::Value;

use crate::domain::field::FieldKind;
use crate::domain::product::Stage;
use crate::domain::{Channel, FieldDef, ServiceKey, StaffId, Status, Way};

use super::Here;

/// Names of what a history may show as changed, by the field of its record.
const NAMES: [(&str, &str); 56] = [
    ("title", "column-title"),
    ("status", "column-status"),
    ("owner", "column-owner"),
    ("client", "section-client"),
    ("service", "column-service"),
    ("count", "column-count"),
    ("channel", "changed-channel"),
    ("tags", "form-tags-row"),
    ("number", "changed-number"),
    ("agreed", "changed-agreed"),
    ("target_days", "form-expedite-days"),
    ("expedite", "action-expedite"),
    ("hold", "action-hold"),
    ("purged", "case-purged"),
    ("deferred_until", "form-until"),
    ("same_as", "form-same-as"),
    ("referred_to", "form-refer-to"),
    ("accepted_on", "changed-accepted-on"),
    ("secrecy", "changed-secrecy"),
    ("received_at", "changed-received-at"),
    ("database", "form-run-database"),
    ("platform", "form-run-platform"),
    ("searched_on", "form-run-day"),
    ("query", "form-run-query"),
    ("limits", "form-run-limits"),
    ("coverage", "form-run-coverage"),
    ("serves", "form-run-serves"),
    ("terms_from", "form-run-terms"),
    ("way", "form-run-way"),
    ("is_update", "form-run-update"),
    ("zh", "form-concept-zh"),
    ("en", "form-concept-en"),
    ("hits", "form-run-hits"),
    ("kept", "form-run-kept"),
    ("note", "form-run-note"),
    ("next", "handover-next"),
    ("waits", "handover-waits"),
    ("files", "handover-files"),
    ("promise", "handover-promise"),
    ("kind", "form-product-kind"),
    ("version", "changed-version"),
    ("product_stage", "changed-stage"),
    ("in_hands_of", "form-product-hands"),
    ("searcher", "form-product-searcher"),
    ("reviewer", "form-product-reviewer"),
    ("feedback", "form-product-feedback"),
    ("delivered_at", "changed-delivered-at"),
    ("delivered_to", "form-deliver-to"),
    ("text", "changed-text"),
    ("name", "changed-name"),
    ("request", "changed-request"),
    ("named", "changed-named"),
    ("merged_into", "changed-merged-into"),
    ("minutes", "form-effort-minutes"),
    ("read", "form-effort-read"),
    ("on", "form-effort-on"),
];

/// What is said once and never stood otherwise.
fn is_new(key: &str) -> bool {
    matches!(key, "minutes" | "read" | "on")
}

impl Here {
    fn field(&self, service: &ServiceKey, key: &str) -> Option<&FieldDef> {
        self.settings.service(service)?.field(key)
    }

    /// What a field of a service's form is called; its key where the form has it no more.
    pub fn field_name(&self, service: &ServiceKey, key: &str) -> String {
        match self.field(service, key) {
            Some(field) => self.words.pick(&field.names).into_owned(),
            None if key == "client" => self.t("section-client"),
            None if key == "title" => self.t("case-title"),
            None => key.to_owned(),
        }
    }

    /// A field's value: choices by their names, yes and no in words, the unit behind.
    pub fn field_text(&self, service: &ServiceKey, key: &str, value: &Value) -> String {
        let field = self.field(service, key);
        let name = |key: &str| self.choice_name(field, key);
        let text = match value {
            Value::Null => return String::new(),
            Value::Bool(true) => self.t("yes"),
            Value::Bool(false) => self.t("no"),
            Value::String(text) if matches!(field.map(|f| &f.kind), Some(FieldKind::Choice(_))) => {
                name(text)
            }
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let names: Vec<String> = items.iter().filter_map(Value::as_str).map(name).collect();
                self.words.join(&names)
            }
            other => other.to_string(),
        };
        match field.and_then(|field| field.unit.as_ref()) {
            Some(unit) => format!("{text} {}", self.words.pick(unit)),
            None => text,
        }
    }

    fn choice_name(&self, field: Option<&FieldDef>, key: &str) -> String {
        let choices = field.map_or(&[][..], |field| field.kind.choices());
        match choices.iter().find(|choice| choice.key == key) {
            Some(choice) => self.words.pick(&choice.names).into_owned(),
            None => key.to_owned(),
        }
    }

    /// One changed field of a history in words: its name, what stood there, what stands there now.
    pub fn changed(
        &self,
        service: Option<&ServiceKey>,
        (key, was, is): &(String, String, String),
    ) -> String {
        let empty = |text: String| match text.trim().is_empty() {
            true => self.t("changed-nothing"),
            false => text,
        };
        let (name, was, is) = match (key.strip_prefix("fields."), service) {
            (Some(field), Some(service)) => {
                let def = self.field(service, field);
                let text = |value: &str| match value {
                    "true" => self.t("yes"),
                    "false" => self.t("no"),
                    value => self.choice_name(def, value),
                };
                (self.field_name(service, field), text(was), text(is))
            }
            (field, _) => {
                let key = field.unwrap_or(key);
                let name = NAMES.iter().find(|(known, _)| *known == key);
                let name = name.map_or_else(|| key.to_owned(), |(_, word)| self.t(word));
                (name, self.stored(key, was), self.stored(key, is))
            }
        };
        match was.trim().is_empty() && is_new(key) {
            true => format!("{name}: {is}"),
            false => format!("{name}: {} -> {}", empty(was), empty(is)),
        }
    }

    /// A stored value by the name it has on the screen.
    fn stored(&self, key: &str, value: &str) -> String {
        let named = match key {
            "status" => Status::from_key(value).map(|s| self.words.name(s).into_owned()),
            "product_stage" => Stage::from_key(value).map(|s| self.words.name(s).into_owned()),
            "secrecy" => match value {
                "open" => Some(self.t("secrecy-open")),
                "restricted" => Some(self.t("secrecy-restricted")),
                _ => None,
            },
            "way" => Way::from_key(value).map(|w| self.words.name(w).into_owned()),
            "channel" => Channel::from_key(value).map(|c| self.words.name(c).into_owned()),
            "service" => Some(self.service_name(&ServiceKey::new(value))),
            "owner" | "in_hands_of" | "searcher" | "reviewer" => value
                .parse()
                .ok()
                .map(|id| self.staff_name(Some(StaffId(id))).to_owned()),
            "delivered_at" | "received_at" => value.parse().ok().map(|at| self.words.moment(at)),
            "deferred_until" | "accepted_on" | "searched_on" => {
                value.parse().ok().map(|day| self.words.day(day))
            }
            _ => None,
        };
        named
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| value.to_owned())
    }
}
