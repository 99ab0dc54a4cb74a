//! How a request reached the desk, or how a message went out.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    #[default]
    Counter,
    Phone,
    Wechat,
    Mail,
    Form,
    Visit,
    Partner,
}

impl Channel {
    pub const ALL: [Channel; 7] = [
        Channel::Counter,
        Channel::Phone,
        Channel::Wechat,
        Channel::Mail,
        Channel::Form,
        Channel::Visit,
        Channel::Partner,
    ];

    /// The word the store, the search language and JSON use.
    pub fn key(self) -> &'static str {
        match self {
            Channel::Counter => "counter",
            Channel::Phone => "phone",
            Channel::Wechat => "wechat",
            Channel::Mail => "mail",
            Channel::Form => "form",
            Channel::Visit => "visit",
            Channel::Partner => "partner",
        }
    }

    pub fn from_key(key: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|c| c.key() == key)
    }
}
