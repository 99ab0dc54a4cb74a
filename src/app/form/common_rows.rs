//! The rows every request has, whatever its service.

use crate::app::Here;
use crate::domain::field::Fields;
use crate::domain::request::{Due, Secrecy};
use crate::domain::{Channel, ClientId, ClientKind, ServiceKey};
use crate::text::Named;

use super::client::kind_choices;
use super::field::TextField;
use super::label::Label;
use super::pick::{Choice, Pick};
use super::row::{Input, Row};
use super::talk::channel_choices;

/// What is known when the form is opened.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub service: Option<ServiceKey>,
    pub title: String,
    pub client: Option<ClientId>,
    pub client_name: String,
    pub client_unit: String,
    pub client_phone: String,
    pub client_email: String,
    pub channel: Option<Channel>,
    pub count: Option<u32>,
    pub wanted: Option<Due>,
    pub tags: Vec<String>,
    pub secrecy: Option<Secrecy>,
    pub fields: Fields,
    /// The line as it was heard.
    pub heard: String,
}

pub(super) fn common_rows(known: &Known, edits: bool, here: &Here) -> Vec<Row> {
    let services = here
        .settings
        .services()
        .filter(|s| s.active || Some(&s.key) == known.service.as_ref())
        .map(|s| Choice::new(s.key.as_str(), s.names.clone()).with_detail(s.aliases.join(" ")))
        .collect();
    let service = known.service.as_ref().map(ServiceKey::as_str);
    let channel = known.channel.unwrap_or(here.settings.desk().channel);
    let secrecies = [Secrecy::Open, Secrecy::Restricted]
        .into_iter()
        .zip(["open", "restricted"])
        .map(|(secrecy, key)| Choice::new(key, Label::key(secrecy.name_key())))
        .collect();
    let secrecy = match known.secrecy {
        Some(Secrecy::Restricted) => "restricted",
        _ => "open",
    };
    let mut hour = Row::new(
        "hour",
        Label::key("form-request-hour"),
        Input::Hour(TextField::one_line(
            &known
                .wanted
                .and_then(|due| due.at)
                .map(|at| format!("{:02}:{:02}", at.hour(), at.minute()))
                .unwrap_or_default(),
        )),
    )
    .folded();
    let mut wanted = Row::day("wanted", "form-request-wanted", known.wanted.map(|d| d.on));
    let mut tags = Row::line("tags", "form-request-tags", &known.tags.join(" ")).folded();
    let mut heard = Row::long("heard", "form-request-heard", &known.heard).folded();
    // These have prompts of their own once the request is there.
    for row in [&mut wanted, &mut hour, &mut tags, &mut heard] {
        row.absent = edits;
    }
    vec![
        Row::pick(
            "service",
            "form-request-service",
            Pick::one(services, service),
        )
        .required(),
        Row::line("title", "form-request-title", &known.title).required(),
        Row::line("client_name", "form-request-client", &known.client_name),
        Row::line("client_unit", "form-client-unit", &known.client_unit),
        Row::line("client_phone", "form-client-phone", &known.client_phone),
        Row::line("client_email", "form-client-email", &known.client_email).folded(),
        Row::pick(
            "client_kind",
            "form-client-kind",
            Pick::one(kind_choices(), Some(ClientKind::default().key())),
        )
        .folded(),
        Row::pick(
            "channel",
            "form-request-channel",
            Pick::one(channel_choices(), Some(channel.key())),
        ),
        Row::number("count", "form-request-count", known.count.map(u64::from)),
        wanted,
        hour,
        Row::pick(
            "secrecy",
            "form-request-secrecy",
            Pick::one(secrecies, Some(secrecy)),
        )
        .folded(),
        tags,
        heard,
    ]
}
