//! Which role may do what. What is not listed here is denied.

use super::staff::{Role, Roles};

/// Everything that roles distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Take requests in, decide on them, talk to clients, keep their records.
    Serve,
    /// Search, write products, submit them for review.
    Work,
    /// Sign or return what somebody else searched.
    Review,
    /// Give work to others, change staff, see what is restricted.
    Lead,
    /// Bring a whole ledger in.
    Import,
    /// Change what concerns oneself alone.
    Self_,
}

impl Right {
    pub const ALL: [Right; 6] = [
        Right::Serve,
        Right::Work,
        Right::Review,
        Right::Lead,
        Right::Import,
        Right::Self_,
    ];
}

/// Whether somebody with these roles may.
pub fn allows(roles: &Roles, right: Right) -> bool {
    if right == Right::Self_ {
        return true;
    }
    if !roles.may_write() {
        return false;
    }
    let any = |wanted: &[Role]| wanted.iter().any(|r| roles.has(*r));
    match right {
        Right::Serve | Right::Work => {
            any(&[Role::Desk, Role::Searcher, Role::Reviewer, Role::Head])
        }
        Right::Review => any(&[Role::Reviewer]),
        Right::Lead => any(&[Role::Head]),
        Right::Import => any(&[Role::Head, Role::Desk]),
        Right::Self_ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_only_wins_over_every_other_role() {
        let roles = Roles(vec![Role::Head, Role::Reviewer, Role::ReadOnly]);
        for right in Right::ALL {
            assert_eq!(allows(&roles, right), right == Right::Self_, "{right:?}");
        }
    }

    #[test]
    fn nobody_reviews_without_the_role_not_even_the_head() {
        assert!(!allows(&Roles(vec![Role::Head]), Right::Review));
        assert!(allows(&Roles(vec![Role::Reviewer]), Right::Review));
    }

    #[test]
    fn without_a_role_nothing_is_allowed() {
        assert!(!allows(&Roles::default(), Right::Serve));
    }
}
