//! Which parts of a record name a person or say something of one: free text above all. The journal keeps
//! them apart, so that they can be erased and the chain stays valid.

/// By table, the columns that may name a person.
const PERSONAL: [(&str, &[&str]); 10] = [
    (
        "client",
        &[
            "name", "variants", "unit", "title", "phone", "email", "wechat", "orcid", "remark",
        ],
    ),
    (
        "request",
        &[
            "title",
            "fields",
            "tags",
            "referred_to",
            "expedite",
            "origin",
            "hold",
        ],
    ),
    ("talk", &["text"]),
    ("step", &["reason"]),
    ("glass", &["reason"]),
    ("handover", &["next", "waits", "files", "promise"]),
    ("run", &["query", "limits", "note", "serves", "terms_from"]),
    ("concept", &["name", "zh", "en"]),
    ("product", &["title", "delivered_to", "feedback", "note"]),
    ("attachment", &["name"]),
];

/// Whether a value may name a person. A key inside a request's form stands as `fields/KEY`.
pub fn is_personal(table: &str, key: &str) -> bool {
    let column = key.split('/').next().unwrap_or(key);
    PERSONAL
        .iter()
        .any(|(of, columns)| *of == table && columns.contains(&column))
}
