//! Event logs of real service desks (IEEE 1849 XES), read for tests. Keeps only what a queue is made
//! of: which case, what happened, when, by whom.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    pub name: String,
    pub events: Vec<Event>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    /// `lifecycle:transition`; empty where the log has none.
    pub lifecycle: String,
    pub at: Timestamp,
    /// `org:resource`; empty where nobody is named.
    pub resource: String,
}

/// Reads a log, unpacking it if its name ends in `.gz`. Cases and events keep the file's order.
pub fn read(path: &Path) -> Vec<Case> {
    let file = File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let packed = path.extension().is_some_and(|end| end == "gz");
    let source: Box<dyn Read> = if packed {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut text = String::new();
    BufReader::new(source)
        .read_to_string(&mut text)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    parse(&text)
}

/// As [`read`], from text already in hand.
pub fn parse(text: &str) -> Vec<Case> {
    let mut log = Log::default();
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().expect("well-formed XES") {
            Xml::Start(tag) => log.open(&tag, Closing::Later),
            Xml::Empty(tag) => log.open(&tag, Closing::AtOnce),
            Xml::End(_) => log.close(),
            Xml::Eof => return log.cases,
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    AtOnce,
    Later,
}

/// The cases so far, and the tags that stand open around the next one.
#[derive(Default)]
struct Log {
    cases: Vec<Case>,
    open: Vec<String>,
}

impl Log {
    fn open(&mut self, tag: &BytesStart, closing: Closing) {
        let name = tag.name().as_ref().to_owned();
        let within: Vec<&str> = self.open.iter().map(String::as_str).collect();
        match (within.as_slice(), name.as_str()) {
            (["log"], "trace") => self.cases.push(Case::default()),
            (["log", "trace"], "event") => self.case().events.push(Event::default()),
            (["log", "trace"], _) => {
                if let Some((key, value)) = attribute(tag)
                    && key == "concept:name"
                {
                    self.case().name = value;
                }
            }
            // Only here: a `<global>` in the header gives defaults in the same tags (1970 for a
            // date), and a value nested inside an attribute describes that attribute.
            (["log", "trace", "event"], _) => {
                if let Some((key, value)) = attribute(tag) {
                    self.case()
                        .events
                        .last_mut()
                        .expect("inside one")
                        .set(&key, value);
                }
            }
            _ => {}
        }
        if closing == Closing::Later {
            self.open.push(name);
        }
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn case(&mut self) -> &mut Case {
        self.cases.last_mut().expect("inside a trace")
    }
}

impl Event {
    fn set(&mut self, key: &str, value: String) {
        match key {
            "concept:name" => self.name = value,
            "lifecycle:transition" => self.lifecycle = value,
            "org:resource" => self.resource = value,
            "time:timestamp" => self.at = value.parse().expect("a time with its offset"),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart) -> Option<(String, String)> {
    let named = |name: &str| {
        let found = tag
            .try_get_attribute(name)
            .expect("well-formed attribute")?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        Some(value.expect("known entities").into_owned())
    };
    Some((named("key")?, named("value")?))
}
