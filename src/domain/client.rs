//! Who asks: people and organisations.

use serde::{Deserialize, Serialize};

use super::id::{ApartId, ClientId, Rev, Uid};

/// What kind of client, as the yearly figures count them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    #[default]
    Faculty,
    Student,
    Administration,
    /// A company of a science park or region.
    Enterprise,
    Government,
    /// A society, foundation or other social organisation.
    Society,
    Library,
    Other,
}

impl ClientKind {
    pub const ALL: [ClientKind; 8] = [
        ClientKind::Faculty,
        ClientKind::Student,
        ClientKind::Administration,
        ClientKind::Enterprise,
        ClientKind::Government,
        ClientKind::Society,
        ClientKind::Library,
        ClientKind::Other,
    ];

    pub fn key(self) -> &'static str {
        match self {
            ClientKind::Faculty => "faculty",
            ClientKind::Student => "student",
            ClientKind::Administration => "administration",
            ClientKind::Enterprise => "enterprise",
            ClientKind::Government => "government",
            ClientKind::Society => "society",
            ClientKind::Library => "library",
            ClientKind::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<ClientKind> {
        ClientKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// A person, or an organisation that commissions under its own name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Client {
    pub id: ClientId,
    pub uid: Uid,
    pub rev: Rev,
    pub kind: ClientKind,
    /// True for a unit that commissions as such.
    pub is_organisation: bool,
    pub name: String,
    /// Other spellings: pinyin forms, former names, a department's short form.
    pub variants: Vec<String>,
    /// Department or company a person belongs to.
    pub unit: String,
    /// Professor, engineer, doctoral student.
    pub title: String,
    pub phone: String,
    pub email: String,
    pub wechat: String,
    pub orcid: String,
    pub remark: String,
    /// Set when this record was merged; the tombstone resolves to it.
    pub merged_into: Option<ClientId>,
    /// When the person was erased; nothing of it is left but its number.
    #[serde(default)]
    pub erased: Option<jiff::Timestamp>,
    pub gone: bool,
}

/// Somebody has found that two clients who look alike are not the same. Of the pair the older stands first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    pub id: ApartId,
    pub rev: Rev,
    pub one: ClientId,
    pub other: ClientId,
    pub gone: bool,
}

/// Whether `orcid` has the form and the check digit of ISO 7064 mod 11-2.
pub fn orcid_is_valid(orcid: &str) -> bool {
    let digits: Vec<char> = orcid.chars().filter(|c| *c != '-').collect();
    if digits.len() != 16 {
        return false;
    }
    let mut total: u32 = 0;
    for c in digits.iter().take(15) {
        let Some(d) = c.to_digit(10) else {
            return false;
        };
        total = (total + d) * 2;
    }
    let check = (12 - total % 11) % 11;
    let last = digits.last().copied().unwrap_or(' ');
    match check {
        10 => last == 'X' || last == 'x',
        d => last.to_digit(10) == Some(d),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orcid_is_checked_by_its_last_digit() {
        assert!(orcid_is_valid("0000-0002-1825-0097"));
        assert!(!orcid_is_valid("0000-0002-1825-0098"));
        assert!(orcid_is_valid("0000-0002-1694-233X"));
        assert!(!orcid_is_valid("0000-0002"));
    }
}
