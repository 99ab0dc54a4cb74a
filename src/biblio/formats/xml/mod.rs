//! Records in XML: each record's element is read into a small tree and put in its places by the
//! format's own file. No entity but the five of XML is known, no document type is followed, depth
//! and attributes are bounded, and a broken record costs only itself.

mod endnote;
mod marc;
mod mods;
mod patents;
mod pubmed;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Format;
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Raw, Record};

/// Attributes of one element.
const ATTRIBUTES: usize = 256;

/// An element with what is in it, in order.
#[derive(Debug, Default)]
struct Node {
    /// Without its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Node(Node),
}

impl Node {
    fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(held, _)| held == name)
            .map_or("", |(_, value)| value)
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.inside.iter().filter_map(|piece| match piece {
            Piece::Node(node) => Some(node),
            Piece::Text(_) => None,
        })
    }

    /// The elements of that name right inside.
    fn each<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.nodes().filter(move |node| node.name == name)
    }

    /// The first element down a path of names.
    fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| {
            node.nodes().find(|inner| inner.name == *name)
        })
    }

    /// Text of the first element down a path; empty where there is none.
    fn said(&self, path: &[&str]) -> String {
        self.at(path).map(Node::text).unwrap_or_default()
    }

    /// All text in it, blanks and line ends as one blank. No deeper than elements may be.
    fn text(&self) -> String {
        let mut whole = String::new();
        self.gather(&mut whole);
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, whole: &mut String) {
        for piece in &self.inside {
            match piece {
                Piece::Text(text) => whole.push_str(text),
                Piece::Node(node) => node.gather(whole),
            }
        }
    }

    /// Every element of that name at any depth, not within one another.
    fn all<'n>(&'n self, name: &str, found: &mut Vec<&'n Node>) {
        for node in self.nodes() {
            if node.name == name {
                found.push(node);
            } else {
                node.all(name, found);
            }
        }
    }
}

/// The elements that hold a record.
fn records_of(format: Format) -> &'static [&'static str] {
    match format {
        Format::PubmedXml => &["PubmedArticle", "PubmedBookArticle"],
        Format::PatentXml => &["exchange-document"],
        Format::Mods => &["mods"],
        _ => &["record"],
    }
}

fn local(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_owned()
}

pub(super) fn read(text: &str, format: Format, sink: &mut Sink) {
    let wanted = records_of(format);
    let mut base = 0;
    let (mut line, mut counted) = (1, 0);
    let mut line_of = |at: usize| {
        line += text
            .get(counted..at)
            .unwrap_or_default()
            .matches('\n')
            .count();
        counted = at.max(counted);
        line
    };
    'again: loop {
        let Some(rest) = text.get(base..) else { return };
        let mut reader = Reader::from_str(rest);
        reader.config_mut().check_end_names = true;
        // Begun anew in the middle, what is open around the records was never seen to open.
        reader.config_mut().allow_unmatched_ends = base > 0;
        loop {
            let from = base + usize::try_from(reader.buffer_position()).unwrap_or(0);
            let fault = match reader.read_event() {
                Ok(Event::Eof) => return,
                Ok(Event::DocType(doctype)) if declares(&doctype) => {
                    sink.fault(Fault::Entities, line_of(from), from, "DOCTYPE");
                    return;
                }
                Ok(Event::Start(tag)) if wanted.contains(&local(&tag).as_str()) => {
                    let node = element(&mut reader, &tag, sink.limits.depth);
                    let to = base + usize::try_from(reader.buffer_position()).unwrap_or(0);
                    match node {
                        Ok(node) => {
                            let raw = Raw {
                                part: 0,
                                line: u32::try_from(line_of(from)).unwrap_or(u32::MAX),
                                from,
                                to,
                            };
                            if !sink.take(record(&node, format, raw)) {
                                return;
                            }
                            continue;
                        }
                        Err(fault) => fault,
                    }
                }
                Ok(_) => continue,
                Err(_) => Fault::Markup,
            };
            let broken = text.get(from..).unwrap_or_default();
            sink.fault(fault, line_of(from), from, broken);
            // On with the next record, if one begins after what is broken.
            let next = wanted
                .iter()
                .filter_map(|name| {
                    let after = broken.get(1..)?;
                    let plain = after.find(&format!("<{name}"));
                    let prefixed = after
                        .find(&format!(":{name}"))
                        .and_then(|at| after.get(..at)?.rfind('<'));
                    [plain, prefixed].into_iter().flatten().min()
                })
                .min();
            match next {
                Some(at) => {
                    base = from + 1 + at;
                    continue 'again;
                }
                None => return,
            }
        }
    }
}

/// Entities of a document's own: the way to bombs and to files that are none of ours.
fn declares(doctype: &str) -> bool {
    doctype
        .as_bytes()
        .windows(8)
        .any(|word| word.eq_ignore_ascii_case(b"<!ENTITY"))
}

fn opened(tag: &BytesStart) -> Result<Node, Fault> {
    let mut node = Node {
        name: local(tag),
        ..Node::default()
    };
    for (count, attribute) in tag.attributes().with_checks(false).enumerate() {
        if count >= ATTRIBUTES {
            return Err(Fault::TooDeep);
        }
        let Ok(attribute) = attribute else {
            return Err(Fault::Markup);
        };
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_or_else(|_| String::new(), |value| value.into_owned());
        node.attributes.push((name, value));
    }
    Ok(node)
}

/// An element to its end, without recursion.
fn element(reader: &mut Reader<&[u8]>, tag: &BytesStart, depth: usize) -> Result<Node, Fault> {
    let mut open = vec![opened(tag)?];
    loop {
        let piece = match reader.read_event().map_err(|_| Fault::Markup)? {
            Event::Start(tag) => {
                if open.len() >= depth {
                    return Err(Fault::TooDeep);
                }
                open.push(opened(&tag)?);
                continue;
            }
            Event::End(_) => {
                let Some(done) = open.pop() else {
                    return Err(Fault::Markup);
                };
                if open.is_empty() {
                    return Ok(done);
                }
                Piece::Node(done)
            }
            Event::Empty(tag) => Piece::Node(opened(&tag)?),
            Event::Text(text) => Piece::Text(text.to_string()),
            Event::CData(text) => Piece::Text(text.to_string()),
            Event::GeneralRef(name) => Piece::Text(referred(&name)),
            Event::Eof => return Err(Fault::Markup),
            _ => continue,
        };
        if let Some(parent) = open.last_mut() {
            parent.inside.push(piece);
        }
    }
}

/// `&amp;`, `&#233;`; a name that XML does not know stays as it stands.
fn referred(name: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(sign)) = name.resolve_char_ref() {
        return sign.to_string();
    }
    let name: &str = name;
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        "nbsp" => " ".to_owned(),
        _ => format!("&{name};"),
    }
}

fn record(node: &Node, format: Format, raw: Raw) -> Record {
    let mut record = Record {
        raw,
        ..Record::default()
    };
    // A catalogue's answer to SRU wraps the record in one of its own.
    let node = node.at(&["recordData", "record"]).unwrap_or(node);
    match format {
        Format::PubmedXml => pubmed::put_all(&mut record, node),
        Format::PatentXml => patents::put_all(&mut record, node),
        Format::Mods => mods::put_all(&mut record, node),
        Format::MarcXml => marc::put_all(&mut record, node),
        _ => endnote::put_all(&mut record, node),
    }
    record
}
