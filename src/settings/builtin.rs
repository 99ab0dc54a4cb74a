//! The files of `config/` that are compiled in. A test compares this list with the folder.

pub(super) const DESK: &str = include_str!("../../config/desk.toml");
pub(super) const KEYS: &str = include_str!("../../config/keys.toml");
pub(super) const VIEWS: &str = include_str!("../../config/views.toml");
pub(super) const SOURCES: &str = include_str!("../../config/sources.toml");

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../config/", $folder, "/", $name, ".toml")))),+]
    };
}

pub(super) const CALENDARS: &[(&str, &str)] = files!("calendar": "2024", "2025", "2026", "desk");

pub(super) const THEMES: &[(&str, &str)] = files!("themes": "default", "mono");

pub(super) const SERVICES: &[(&str, &str)] = files!("services":
    "alert",
    "analysis",
    "citation_cert",
    "copyright_reg",
    "data_governance",
    "decision_support",
    "doc_delivery",
    "enquiry",
    "fto",
    "infringement_watch",
    "ip_consulting",
    "legal_status",
    "novelty",
    "patent_navigation",
    "patent_search",
    "patentability",
    "reading",
    "subject_service",
    "training",
    "transfer",
);
