//! The people of the desk and what their roles let them do.

use serde::{Deserialize, Serialize};

use super::id::{Rev, StaffId, Uid};
use super::names::Lang;

/// Characters of a colleague's or a desk's name.
pub const LONGEST_NAME: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes requests in, triages, answers.
    Desk,
    /// Searches and writes products.
    Searcher,
    /// Reviews and signs what others searched.
    Reviewer,
    /// Assigns, changes staff, sees what is restricted.
    Head,
    /// Looks and changes nothing.
    ReadOnly,
}

impl Role {
    pub const ALL: [Role; 5] = [
        Role::Desk,
        Role::Searcher,
        Role::Reviewer,
        Role::Head,
        Role::ReadOnly,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Role::Desk => "desk",
            Role::Searcher => "searcher",
            Role::Reviewer => "reviewer",
            Role::Head => "head",
            Role::ReadOnly => "read_only",
        }
    }

    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.key() == key)
    }
}

/// The roles one person holds. Read-only wins over all others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    pub fn may_write(&self) -> bool {
        !self.0.is_empty() && !self.has(Role::ReadOnly)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Staff {
    pub id: StaffId,
    pub uid: Uid,
    pub rev: Rev,
    /// What `--as` names; unique.
    pub login: String,
    pub name: String,
    pub roles: Roles,
    pub lang: Lang,
    pub active: bool,
    pub gone: bool,
}
