//! The formats that records come in, one file each. To add one: its file, a line in [`Format`], one
//! in `sniff` and one in `read_text`.

pub(super) mod bibtex;
pub(super) mod csl;
mod cssci;
mod e_study;
mod html_table;
mod json;
mod lines;
mod nbib;
mod note_express;
mod openalex;
mod packed;
mod plain;
mod refer;
mod refworks;
mod ris;
pub(super) mod ris_fields;
mod ris_notes;
pub(super) mod table;
mod tagged;
mod workbook;
mod wos;
mod wos_cscd;
mod wos_fields;
mod wos_people;
pub(super) mod wos_tab;
mod xml;

use super::encoding::{Decoded, Encoding, decode};
use super::reading::{Fault, Limits, Part, Reading, Sink};
use super::sniff;

/// A format of records, whoever makes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    WosTagged,
    WosTab,
    Ris,
    NoteExpress,
    EStudy,
    RefWorks,
    /// `%0 …`: EndNote's `.enw`, refer and BibIX.
    Refer,
    Cssci,
    Nbib,
    PubmedXml,
    BibTex,
    EndnoteXml,
    /// CSV and TSV with a row of headings.
    Table,
    Workbook,
    HtmlTable,
    CslJson,
    CrossrefJson,
    OpenAlexJson,
    MarcXml,
    Mods,
    /// EPO's exchange documents.
    PatentXml,
    Zip,
    #[default]
    Unknown,
}

impl Format {
    pub const ALL: [Format; 23] = [
        Format::WosTagged,
        Format::WosTab,
        Format::Ris,
        Format::NoteExpress,
        Format::EStudy,
        Format::RefWorks,
        Format::Refer,
        Format::Cssci,
        Format::Nbib,
        Format::PubmedXml,
        Format::BibTex,
        Format::EndnoteXml,
        Format::Table,
        Format::Workbook,
        Format::HtmlTable,
        Format::CslJson,
        Format::CrossrefJson,
        Format::OpenAlexJson,
        Format::MarcXml,
        Format::Mods,
        Format::PatentXml,
        Format::Zip,
        Format::Unknown,
    ];

    /// The key of its name in `records.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Format::WosTagged => "records-format-wos",
            Format::WosTab => "records-format-wos-tab",
            Format::Ris => "records-format-ris",
            Format::NoteExpress => "records-format-note-express",
            Format::EStudy => "records-format-e-study",
            Format::RefWorks => "records-format-refworks",
            Format::Refer => "records-format-refer",
            Format::Cssci => "records-format-cssci",
            Format::Nbib => "records-format-nbib",
            Format::PubmedXml => "records-format-pubmed-xml",
            Format::BibTex => "records-format-bibtex",
            Format::EndnoteXml => "records-format-endnote-xml",
            Format::Table => "records-format-table",
            Format::Workbook => "records-format-workbook",
            Format::HtmlTable => "records-format-html-table",
            Format::CslJson => "records-format-csl-json",
            Format::CrossrefJson => "records-format-crossref-json",
            Format::OpenAlexJson => "records-format-openalex-json",
            Format::MarcXml => "records-format-marc-xml",
            Format::Mods => "records-format-mods",
            Format::PatentXml => "records-format-patent-xml",
            Format::Zip => "records-format-zip",
            Format::Unknown => "records-format-unknown",
        }
    }
}

/// Reads a file whatever it is. Never fails: what is wrong stands in [`Reading::problems`], and what
/// could be read beside it in [`Reading::records`].
pub fn read<'a>(bytes: &'a [u8], limits: &Limits) -> Reading<'a> {
    let mut sink = Sink::new(*limits);
    let mut parts = Vec::new();
    if bytes.len() > limits.file {
        sink.fault(Fault::FileTooLong, 0, limits.file, "");
    } else {
        read_into(bytes, &mut parts, &mut sink);
    }
    Reading {
        parts,
        records: sink.records,
        problems: sink.problems,
        faults: sink.faults,
        lost: sink.lost,
    }
}

fn read_into<'a>(bytes: &'a [u8], parts: &mut Vec<Part<'a>>, sink: &mut Sink) {
    match sniff::packed(bytes) {
        Some((Format::Zip, _)) => {
            for (name, content) in packed::files(bytes, sink) {
                match sniff::packed(&content) {
                    Some((Format::Workbook, _)) => workbook::read(&content, parts, sink),
                    // A packed file in a packed file is not opened.
                    Some(_) => sink.fault(Fault::Unknown, 0, 0, &name),
                    None => {
                        let decoded = decode(&content).into_owned();
                        let format = sniff::of_text(&decoded.text).0;
                        sink.name = name;
                        parts.push(read_decoded(decoded, format, sink));
                        sink.name = String::new();
                    }
                }
            }
        }
        Some((Format::Workbook, _)) => workbook::read(bytes, parts, sink),
        Some(_) => sink.fault(Fault::Unknown, 0, 0, ""),
        None => {
            let decoded = decode(bytes);
            let format = sniff::of_text(&decoded.text).0;
            if format == Format::HtmlTable {
                return read_page(decoded, parts, sink);
            }
            parts.push(read_decoded(decoded, format, sink));
        }
    }
}

/// A page without a table of records is told as the page it is: often that of a login.
fn read_page<'a>(decoded: Decoded<'a>, parts: &mut Vec<Part<'a>>, sink: &mut Sink) {
    let rows = html_table::rows(&decoded.text);
    let encoding = decoded.encoding;
    if !workbook::table("", Format::HtmlTable, encoding, &rows, parts, sink) {
        parts.push(read_decoded(decoded, Format::Unknown, sink));
    }
}

/// Rows of a table, headings among them, as they stand in a workbook.
pub(super) fn of_rows(rows: &[Vec<String>], limits: &Limits) -> Reading<'static> {
    let mut sink = Sink::new(*limits);
    let mut parts = Vec::new();
    workbook::table(
        "",
        Format::Workbook,
        Encoding::None,
        rows,
        &mut parts,
        &mut sink,
    );
    Reading {
        parts,
        records: sink.records,
        problems: sink.problems,
        faults: sink.faults,
        lost: sink.lost,
    }
}

/// Reads one text and keeps it as a part, so that records can show where they came from.
fn read_decoded<'a>(decoded: Decoded<'a>, format: Format, sink: &mut Sink) -> Part<'a> {
    sink.part = u32::try_from(sink.parts_read).unwrap_or(u32::MAX);
    sink.parts_read += 1;
    if !decoded.broken.is_empty() {
        for byte in &decoded.broken {
            let before = decoded.text.get(..*byte).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let near = decoded.text.get(*byte..).unwrap_or_default();
            sink.fault(Fault::BrokenCharacter, line, *byte, near);
        }
    }
    let before = sink.records.len();
    read_text(&decoded.text, format, sink);
    without_zeros(&decoded.text, before, sink);
    Part {
        name: sink.name.clone(),
        format,
        encoding: decoded.encoding,
        because: decoded.because,
        text: decoded.text,
    }
}

/// Leaves out the records that hold a zero byte: SQLite and C programs end a text there.
fn without_zeros(text: &str, before: usize, sink: &mut Sink) {
    if !text.contains('\0') {
        return;
    }
    let read = sink.records.split_off(before);
    for record in read {
        let raw = record.raw;
        match text.get(raw.from..raw.to).and_then(|own| own.find('\0')) {
            Some(at) => {
                let line = usize::try_from(raw.line).unwrap_or(usize::MAX);
                sink.fault(Fault::Nul, line, raw.from + at, &record.title);
            }
            None => sink.records.push(record),
        }
    }
}

fn read_text(text: &str, format: Format, sink: &mut Sink) {
    match format {
        Format::WosTagged => wos::read(text, sink),
        Format::WosTab => wos_tab::read(text, sink),
        Format::Ris => ris::read(text, sink),
        Format::NoteExpress => note_express::read(text, sink),
        Format::EStudy => e_study::read(text, sink),
        Format::RefWorks => refworks::read(text, sink),
        Format::Refer => refer::read(text, sink),
        Format::Cssci => cssci::read(text, sink),
        Format::CslJson | Format::CrossrefJson | Format::OpenAlexJson => {
            json::read(text, format, sink);
        }
        Format::EndnoteXml
        | Format::PubmedXml
        | Format::MarcXml
        | Format::Mods
        | Format::PatentXml => xml::read(text, format, sink),
        Format::Table => table::read(text, sink),
        Format::BibTex => bibtex::read(text, sink),
        Format::Nbib => nbib::read(text, sink),
        _ => {
            let bare = text.trim_start_matches('\u{FEFF}').trim_start();
            let opening = bare.get(..14).unwrap_or(bare).to_ascii_lowercase();
            let fault = if bare.is_empty() {
                Fault::Empty
            } else if opening.starts_with("<!doctype html") || opening.starts_with("<html") {
                Fault::WebPage
            } else {
                Fault::Unknown
            };
            sink.fault(fault, 1, 0, text);
        }
    }
}
