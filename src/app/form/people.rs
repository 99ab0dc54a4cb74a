//! Colleagues and clients as choices and offers of a form.

use crate::app::Here;
use crate::desk::look::ClientRow;
use crate::domain::permission::{Right, allows};
use crate::domain::{Staff, StaffId};

use super::pick::Choice;
use super::row::Offer;

/// Who works here, oneself first; of who is away, until when and who stands in. Before the desk has
/// answered, only oneself.
pub fn staff_choices(staff: &[Staff], here: &Here) -> Vec<Choice> {
    let me = &here.me;
    let others = staff
        .iter()
        .filter(|s| s.id != me.id && s.active && !s.gone);
    std::iter::once(me)
        .chain(others)
        .filter(|s| allows(&s.roles, Right::Work))
        .map(|s| {
            let detail = match here.told_away(s.id) {
                Some(away) => format!("{}  {away}", s.login),
                None => s.login.clone(),
            };
            Choice::new(s.id.to_string(), s.name.clone()).with_detail(detail)
        })
        .collect()
}

pub fn staff_id(key: Option<&str>) -> Option<StaffId> {
    key?.parse().ok().map(StaffId)
}

/// Clients that may be the one being typed in, each with what speaks for it.
pub fn client_offers(rows: Vec<ClientRow>) -> Vec<Offer> {
    rows.into_iter()
        .map(|row| {
            let evidence: Vec<&str> = [&row.unit, &row.phone, &row.email]
                .into_iter()
                .map(String::as_str)
                .filter(|text| !text.is_empty())
                .collect();
            Offer {
                key: row.id.to_string(),
                detail: evidence.join("  "),
                label: row.name.into(),
            }
        })
        .collect()
}
