//! The test cases of Zotero's translators: an input each, and the items their makers expect of it.

use serde_json::Value;

use refdesk::biblio::{Format, Limits, Record, read};

/// Input texts with the titles and DOIs expected of them.
fn cases(name: &str) -> Option<Vec<(String, Vec<Value>)>> {
    let corpora = crate::common::corpora()?;
    let text = std::fs::read_to_string(corpora.join("zotero-tests").join(name)).unwrap();
    let whole: Value = serde_json::from_str(&text).unwrap();
    let tests = whole["tests"].as_array().unwrap().iter();
    Some(
        tests
            .filter_map(|test| {
                let input = test["input"].as_str()?.to_owned();
                Some((input, test["items"].as_array()?.clone()))
            })
            .collect(),
    )
}

fn letters(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => {}
        }
    }
    plain
}

/// Every item is read, with its title and DOI; how many were compared.
#[track_caller]
fn agrees(name: &str, format: Format) -> usize {
    let Some(cases) = cases(name) else {
        return usize::MAX;
    };
    let mut compared = 0;
    for (input, items) in &cases {
        let reading = read(input.as_bytes(), &Limits::default());
        assert_eq!(reading.format(), format, "{name}: {:.200}", input);
        assert_eq!(
            reading.records.len(),
            items.len(),
            "{name}: {:?}\n{:.300}",
            reading.problems,
            input
        );
        for (record, item) in reading.records.iter().zip(items) {
            let title = item["title"]
                .as_str()
                .or(item["caseName"].as_str())
                .unwrap_or_default();
            if !title.is_empty() {
                let (read, wanted) = (letters(&record.title), letters(title));
                // A bill's short title may be its own to them; it is kept beside the full one here.
                let beside = record.other.iter().any(|kept| {
                    kept.tag.starts_with("title ") && letters(&kept.value).contains(&wanted)
                });
                assert!(
                    read.contains(&wanted) || beside || wanted.contains(&read) && !read.is_empty(),
                    "{name}: {} / {title}",
                    record.title
                );
            }
            doi_agrees(record, item);
            compared += 1;
        }
    }
    compared
}

fn doi_agrees(record: &Record, item: &Value) {
    if let Some(doi) = item["DOI"].as_str() {
        let is = refdesk::biblio::ids::doi(doi);
        assert_eq!(Some(&record.doi), is.as_ref(), "{}", record.title);
    }
}

#[test]
fn chinese_refworks_and_endnote_exports_are_read_as_their_makers_expect() {
    assert!(agrees("cn_CNKI_RefWorks.json", Format::RefWorks) >= 6);
    assert!(agrees("cn_CNKI_Refer.json", Format::Refer) >= 4);
    assert!(agrees("ReferBibIX.json", Format::Refer) >= 2);
}

#[test]
fn tagged_exports_are_read_as_their_makers_expect() {
    assert!(agrees("Web_of_Science_Tagged.json", Format::WosTagged) >= 9);
    assert!(agrees("MEDLINEnbib.json", Format::Nbib) >= 10);
}

#[test]
fn json_of_managers_and_services_is_read_as_their_makers_expect() {
    assert!(agrees("CSL_JSON.json", Format::CslJson) >= 1);
    assert!(agrees("OpenAlex_JSON.json", Format::OpenAlexJson) >= 4);
}

#[test]
fn markup_is_read_as_its_makers_expect() {
    assert!(agrees("Endnote_XML.json", Format::EndnoteXml) >= 11);
    assert!(agrees("PubMed_XML.json", Format::PubmedXml) >= 8);
    assert!(agrees("MARCXML.json", Format::MarcXml) >= 7);
    assert!(agrees("MODS.json", Format::Mods) >= 23);
}
