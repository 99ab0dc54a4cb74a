//! A request that came as a file: a filled-in Word form, an e-mail, a list. Says what could be read of it
//! for the form that a person then looks over; writes nothing to the records.

pub mod docx;
pub mod labels;
pub mod mail;
mod values;

use jiff::civil::Date;

use super::table;
use super::tray::sniff::{self, Kind};
use crate::domain::field::Fields;
use crate::domain::refusal::Refusal;
use crate::domain::{Channel, Names, ServiceDef, ServiceKey, state_secret};
use crate::settings::Settings;

/// Longest text that becomes a note on the request, in characters.
const NOTE: usize = 20_000;

/// What kind of order a file was taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Read {
    /// Nothing in it was understood; it goes with the request as it is.
    #[default]
    File,
    Form,
    Mail,
    List,
}

/// What a file says of the request it asks for. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    pub read: Read,
    pub service: Option<ServiceKey>,
    pub title: String,
    pub client_name: String,
    pub client_unit: String,
    pub client_phone: String,
    pub client_email: String,
    pub channel: Option<Channel>,
    pub count: Option<u32>,
    pub wanted: Option<Date>,
    pub fields: Fields,
    /// The text itself, for the request's first note.
    pub note: String,
    /// How many answers were read.
    pub filled: usize,
    /// What acceptance would still ask for.
    pub lacking: Vec<Names>,
    /// How many files are attached to it, as to an e-mail.
    pub parts: usize,
}

/// Reads a file of the in-tray as an order. A text that claims to be a state secret is refused.
pub fn read(name: &str, bytes: &[u8], settings: &Settings, today: Date) -> Result<Order, Refusal> {
    let sniffed = sniff::sniff(name, bytes);
    match sniffed.kind {
        Kind::Docx => {
            let form = docx::read(name, bytes)?;
            no_secret(&form.text())?;
            Ok(of_form(&form, settings, today))
        }
        Kind::Mail => {
            let mail = mail::read(name, bytes)?;
            no_secret(&format!("{}\n{}", mail.subject, mail.text))?;
            Ok(of_mail(&mail, settings, today))
        }
        Kind::Csv | Kind::Xlsx => Ok(of_table(name, bytes)),
        Kind::Text => {
            no_secret(&sniffed.glance)?;
            Ok(of_lines(bytes))
        }
        _ => Ok(Order {
            read: match sniffed.records {
                Some(_) => Read::List,
                None => Read::File,
            },
            count: sniffed.records.and_then(|n| u32::try_from(n).ok()),
            ..Order::default()
        }),
    }
}

/// The files that lie in an e-mail; of any other file none.
pub fn parts(name: &str, bytes: &[u8]) -> Vec<mail::Part> {
    match sniff::sniff(name, bytes).kind {
        Kind::Mail => mail::read(name, bytes)
            .map(|mail| mail.parts)
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// State secrets must not enter a networked system.
fn no_secret(text: &str) -> Result<(), Refusal> {
    match state_secret::claimed(text) {
        Some(claim) => Err(Refusal::rule("state-secret").with("claim", claim)),
        None => Ok(()),
    }
}

/// A filled-in form: the service whose labels it has, and the answers that stand behind them.
fn of_form(form: &docx::Form, settings: &Settings, today: Date) -> Order {
    let common = labels::common(form);
    let def = labels::service_of(form, settings);
    let mut fields = def
        .map(|def| labels::fields(form, def, today))
        .unwrap_or_default();
    let mut title = common.title.clone().unwrap_or_default();
    if let Some(def) = def {
        title_both_ways(def, &mut title, &mut fields, today);
    }
    let wanted = common.wanted.as_deref();
    let wanted = wanted.and_then(|day| crate::domain::field::parse_date(day, today));
    let count = common.count.as_deref().and_then(values::first_number);
    let told = [
        &common.title,
        &common.client_name,
        &common.client_unit,
        &common.client_phone,
        &common.client_email,
    ];
    let told = told.into_iter().filter(|text| text.is_some()).count();
    let filled = told + fields.len() + usize::from(wanted.is_some()) + usize::from(count.is_some());
    let lacking = def.map(|def| lacking(def, &fields)).unwrap_or_default();
    Order {
        read: Read::Form,
        service: def.map(|def| def.key.clone()),
        title,
        client_name: common.client_name.unwrap_or_default(),
        client_unit: common.client_unit.unwrap_or_default(),
        client_phone: common.client_phone.unwrap_or_default(),
        client_email: common.client_email.unwrap_or_default(),
        count,
        wanted,
        fields,
        filled,
        lacking,
        ..Order::default()
    }
}

/// The project's name is the title, and the title the project's name.
fn title_both_ways(def: &ServiceDef, title: &mut String, fields: &mut Fields, today: Date) {
    use crate::domain::heard::HeardAs;
    let Some(field) = def.fields.iter().find(|f| f.heard == Some(HeardAs::Title)) else {
        return;
    };
    match fields.get(&field.key).and_then(|value| value.as_str()) {
        Some(named) if title.is_empty() => *title = named.to_owned(),
        Some(_) => {}
        None if title.is_empty() => {}
        None => {
            if let Ok(value) = crate::domain::field::parse_typed(field, title, today) {
                fields.insert(field.key.clone(), value);
            }
        }
    }
}

fn lacking(def: &ServiceDef, fields: &Fields) -> Vec<Names> {
    let missing = def.missing(fields);
    missing
        .into_iter()
        .map(|field| field.names.clone())
        .collect()
}

fn of_mail(mail: &mail::Mail, settings: &Settings, today: Date) -> Order {
    // People write an order into a mail as they would into the form.
    let form = docx::Form {
        lines: mail.text.lines().map(str::to_owned).collect(),
        rows: Vec::new(),
    };
    let common = labels::common(&form);
    let named = docx::Form {
        lines: vec![mail.subject.clone()],
        rows: Vec::new(),
    };
    let def = labels::service_of(&named, settings);
    let fields = def
        .map(|def| labels::fields(&form, def, today))
        .unwrap_or_default();
    let note: String = mail.text.trim().chars().take(NOTE).collect();
    let filled = [&mail.from_name, &mail.from_email, &mail.subject, &note];
    let filled = filled.into_iter().filter(|text| !text.is_empty()).count();
    Order {
        read: Read::Mail,
        service: def.map(|def| def.key.clone()),
        title: mail.subject.clone(),
        client_name: mail.from_name.clone(),
        client_unit: common.client_unit.unwrap_or_default(),
        client_phone: common.client_phone.unwrap_or_default(),
        client_email: mail.from_email.clone(),
        channel: Some(Channel::Mail),
        filled: filled + fields.len(),
        lacking: def.map(|def| lacking(def, &fields)).unwrap_or_default(),
        fields,
        note,
        parts: mail.parts.len(),
        ..Order::default()
    }
}

/// A table whose rows are what is asked for: papers to look up, patents to check.
fn of_table(name: &str, bytes: &[u8]) -> Order {
    match table::from_bytes(name, bytes, None) {
        Ok(table) => listed(table.rows.len()),
        // It is attached as it is, whatever is wrong with it as a table.
        Err(_) => Order::default(),
    }
}

fn of_lines(bytes: &[u8]) -> Order {
    let lines = bytes.split(|b| matches!(b, b'\n' | b'\r'));
    listed(lines.filter(|line| !line.trim_ascii().is_empty()).count())
}

fn listed(rows: usize) -> Order {
    if rows < 2 {
        return Order::default();
    }
    Order {
        read: Read::List,
        count: u32::try_from(rows).ok(),
        filled: 1,
        ..Order::default()
    }
}
