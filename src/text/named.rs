//! Under which key of `config/locale` the fixed things of the trade have their names. Names that a desk
//! configures (services, stages, databases) are in its own files, not here.

use crate::domain::product::Stage;
use crate::domain::request::Secrecy;
use crate::domain::talk::TalkKind;
use crate::domain::{Channel, ClientKind, Lang, Role, Status, Way};

/// A thing with a name in both languages.
pub trait Named: Copy {
    fn name_key(self) -> &'static str;
}

impl Named for Status {
    fn name_key(self) -> &'static str {
        self.wording()
    }
}

impl Named for Channel {
    fn name_key(self) -> &'static str {
        match self {
            Channel::Counter => "channel-counter",
            Channel::Phone => "channel-phone",
            Channel::Wechat => "channel-wechat",
            Channel::Mail => "channel-mail",
            Channel::Form => "channel-form",
            Channel::Visit => "channel-visit",
            Channel::Partner => "channel-partner",
        }
    }
}

impl Named for Way {
    fn name_key(self) -> &'static str {
        Way::name_key(self)
    }
}

impl Named for ClientKind {
    fn name_key(self) -> &'static str {
        match self {
            ClientKind::Faculty => "client-kind-faculty",
            ClientKind::Student => "client-kind-student",
            ClientKind::Administration => "client-kind-administration",
            ClientKind::Enterprise => "client-kind-enterprise",
            ClientKind::Government => "client-kind-government",
            ClientKind::Society => "client-kind-society",
            ClientKind::Library => "client-kind-library",
            ClientKind::Other => "client-kind-other",
        }
    }
}

impl Named for Role {
    fn name_key(self) -> &'static str {
        match self {
            Role::Desk => "role-desk",
            Role::Searcher => "role-searcher",
            Role::Reviewer => "role-reviewer",
            Role::Head => "role-head",
            Role::ReadOnly => "role-read_only",
        }
    }
}

impl Named for Stage {
    fn name_key(self) -> &'static str {
        match self {
            Stage::Draft => "stage-draft",
            Stage::InReview => "stage-in_review",
            Stage::Returned => "stage-returned",
            Stage::Signed => "stage-signed",
            Stage::Issued => "stage-issued",
            Stage::Delivered => "stage-delivered",
            Stage::Void => "stage-void",
        }
    }
}

impl Named for TalkKind {
    fn name_key(self) -> &'static str {
        match self {
            TalkKind::Note => "talk-note",
            TalkKind::Sent => "talk-sent",
            TalkKind::Heard => "talk-heard",
        }
    }
}

impl Named for Secrecy {
    fn name_key(self) -> &'static str {
        match self {
            Secrecy::Open => "secrecy-open",
            Secrecy::Restricted => "secrecy-restricted",
        }
    }
}

impl Named for Lang {
    fn name_key(self) -> &'static str {
        match self {
            Lang::Zh => "lang-zh",
            Lang::En => "lang-en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    fn keys() -> Vec<(&'static str, String)> {
        let mut keys = Vec::new();
        keys.extend(Status::ALL.map(|s| (s.name_key(), format!("status-{}", s.key()))));
        keys.extend(Channel::ALL.map(|c| (c.name_key(), format!("channel-{}", c.key()))));
        keys.extend(ClientKind::ALL.map(|k| (k.name_key(), format!("client-kind-{}", k.key()))));
        keys.extend(Role::ALL.map(|r| (r.name_key(), format!("role-{}", r.key()))));
        keys.extend(Stage::ALL.map(|s| (s.name_key(), format!("stage-{}", s.key()))));
        keys.extend(TalkKind::ALL.map(|k| (k.name_key(), format!("talk-{}", k.key()))));
        keys
    }

    #[test]
    fn every_fixed_thing_is_named_after_its_key_in_both_languages() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            for (key, expected) in keys() {
                assert_eq!(key, expected);
                assert!(words.has(key), "{key} in {}", lang.tag());
            }
            for key in [Secrecy::Open.name_key(), Secrecy::Restricted.name_key()] {
                assert!(words.has(key), "{key} in {}", lang.tag());
            }
        }
    }
}
