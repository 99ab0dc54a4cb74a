//! EPO's exchange documents (`exchange-document`), as Open Patent Services answers them: the family of
//! WIPO standard ST.36.

use super::Node;
use crate::biblio::name::{Author, Name};
use crate::biblio::patent::PatentNumber;
use crate::biblio::record::{Kind, Record, add};
use crate::biblio::when::When;

pub(super) fn put_all(record: &mut Record, node: &Node) {
    record.kind = Kind::Patent;
    record.database = "EPO".into();
    let own = PatentNumber {
        country: node.attribute("country").into(),
        number: node.attribute("doc-number").into(),
        kind: node.attribute("kind").into(),
    };
    record.accession = own.to_string().into();
    let family = node.attribute("family-id");
    let patent = record.patent();
    patent.number = own.clone();
    patent.publications.push(own);
    add(&mut patent.family, family);
    let Some(data) = node.at(&["bibliographic-data"]) else {
        return;
    };
    let docdb = |reference: &Node| -> Option<(String, String)> {
        let id = reference
            .each("document-id")
            .find(|id| matches!(id.attribute("document-id-type"), "docdb" | "original"))
            .or_else(|| reference.nodes().find(|inner| inner.name == "document-id"))?;
        let number = ["country", "doc-number", "kind"]
            .map(|part| id.said(&[part]))
            .concat();
        Some((number, id.said(&["date"])))
    };
    if let Some((_, date)) = data.at(&["publication-reference"]).and_then(docdb) {
        record.date = When::read(&date);
        record.patent().published = record.date.written().into();
    }
    if let Some((number, date)) = data.at(&["application-reference"]).and_then(docdb) {
        record.patent().application = number.into();
        let filed = data.said(&["application-reference", "document-id", "date"]);
        let filed = if date.is_empty() { filed } else { date };
        record.patent().filed = When::read(&filed).written().into();
    }
    let mut claims = Vec::new();
    data.all("priority-claim", &mut claims);
    for claim in claims {
        if let Some((number, _)) = docdb(claim) {
            add(&mut record.patent().priorities, &number);
        }
    }
    titles(record, data);
    let mut texts = Vec::new();
    if let Some(classes) = data.at(&["classifications-ipcr"]) {
        classes.all("text", &mut texts);
    }
    if texts.is_empty()
        && let Some(classes) = data.at(&["classification-ipc"])
    {
        classes.all("text", &mut texts);
    }
    for class in texts {
        // `G06T   9/    00            A I`: the symbol is in the first fifteen signs.
        let plain: String = class.text();
        let symbol: Vec<&str> = plain
            .split(' ')
            .take_while(|piece| *piece != "A" && *piece != "B")
            .collect();
        add(&mut record.patent().ipc, &symbol.concat());
    }
    let mut classes = Vec::new();
    data.all("patent-classification", &mut classes);
    for class in classes {
        let part = |name: &str| class.said(&[name]);
        let symbol = format!(
            "{}{}{}{}/{}",
            part("section"),
            part("class"),
            part("subclass"),
            part("main-group"),
            part("subgroup")
        );
        if symbol.len() > 2 {
            add(&mut record.patent().cpc, &symbol);
        }
    }
    parties(record, data);
    let mut cited = Vec::new();
    data.all("patcit", &mut cited);
    for citation in cited {
        if let Some((number, _)) = docdb(citation) {
            add(&mut record.patent().cited_patents, &number);
        }
    }
    for text in node.each("abstract") {
        if record.summary.is_empty() || text.attribute("lang") == "en" {
            record.summary = text.text().into();
        }
    }
}

/// The English title first, another as its translation's original.
fn titles(record: &mut Record, data: &Node) {
    for title in data.each("invention-title") {
        let text = title.text();
        if record.title.is_empty() {
            record.title = text.into();
        } else if title.attribute("lang") == "en" {
            let other = std::mem::replace(&mut record.title, text.into());
            record.title_translated = other;
        } else {
            record.once(|r| &mut r.title_translated, "invention-title", &text);
        }
    }
}

/// Names stand twice, as EPO writes them and as they were given; the first form is the fuller list.
fn parties(record: &mut Record, data: &Node) {
    let Some(parties) = data.at(&["parties"]) else {
        return;
    };
    let names = |group: &str, inner: &str| -> Vec<String> {
        let all: Vec<&Node> = parties
            .each(group)
            .flat_map(|node| node.each(inner))
            .collect();
        let form = |format: &str| -> Vec<String> {
            all.iter()
                .filter(|node| node.attribute("data-format") == format)
                .map(|node| {
                    let mut found = Vec::new();
                    node.all("name", &mut found);
                    found.first().map(|name| name.text()).unwrap_or_default()
                })
                .filter(|name| !name.is_empty())
                .collect()
        };
        match form("original") {
            list if list.is_empty() => form("epodoc"),
            list => list,
        }
    };
    for applicant in names("applicants", "applicant") {
        add(
            &mut record.patent().applicants,
            applicant.trim_end_matches(','),
        );
    }
    for inventor in names("inventors", "inventor") {
        let name = Name::read(inventor.trim().trim_end_matches(','));
        record.authors.push(Author::new(name));
    }
}
