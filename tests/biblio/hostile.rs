//! Files made to exhaust, to mislead or simply broken: each costs what it must and nothing beside.

use refdesk::biblio::{Fault, Limits, read};

fn faults(text: &str) -> (usize, Vec<Fault>) {
    let reading = read(text.as_bytes(), &Limits::default());
    let told = reading
        .problems
        .iter()
        .map(|problem| problem.fault)
        .collect();
    (reading.records.len(), told)
}

#[test]
fn entities_of_a_documents_own_are_refused_and_nothing_is_fetched() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>\
                <xml><records><record><titles><title>&b;</title></titles></record></records></xml>";
    assert_eq!(faults(bomb), (0, vec![Fault::Entities]));
    let file = "<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
                <xml><records><record><titles><title>&x;</title></titles></record></records></xml>";
    assert_eq!(faults(file), (0, vec![Fault::Entities]));
}

#[test]
fn a_broken_or_bottomless_element_costs_its_record_and_not_the_next() {
    let good = "<record><titles><title>Good</title></titles></record>";
    let deep = format!(
        "<record>{}{}</record>",
        "<a>".repeat(500),
        "</a>".repeat(500)
    );
    let text = format!("<xml><records>{deep}{good}</records></xml>");
    assert_eq!(faults(&text), (1, vec![Fault::TooDeep]));
    let text =
        format!("<xml><records><record><titles><title>Bad</titles></record>{good}</records></xml>");
    let (records, told) = faults(&text);
    assert_eq!((records, told.first()), (1, Some(&Fault::Markup)));
    let (records, told) =
        faults("[{\"type\":\"book\",\"title\":\"Good\"},{\"type\":\"book\",\"title\":}]");
    assert_eq!((records, told), (1, vec![Fault::Json]));
}

#[test]
fn limits_are_kept_and_said() {
    let limits = Limits {
        records: 2,
        authors: 3,
        record: 2_000,
        value: 300,
        file: 100_000,
        ..Limits::default()
    };
    let entry = |inner: &str| format!("TY  - JOUR\nTI  - A\n{inner}ER  - \n");
    let first = |text: &str| {
        let reading = read(text.as_bytes(), &limits);
        (
            reading.records.len(),
            reading.problems.first().map(|problem| problem.fault),
        )
    };
    assert_eq!(
        first(&entry("").repeat(3)),
        (2, Some(Fault::TooManyRecords))
    );
    assert_eq!(
        first(&entry(&"AU  - Roe, A\n".repeat(4))),
        (0, Some(Fault::TooManyAuthors))
    );
    let long = format!("N2  - {}\n", "x".repeat(400));
    assert_eq!(first(&entry(&long)), (0, Some(Fault::ValueTooLong)));
    assert_eq!(
        first(&entry(&long.repeat(6))),
        (0, Some(Fault::RecordTooLong))
    );
    assert_eq!(first(&"x".repeat(100_001)), (0, Some(Fault::FileTooLong)));
}

#[test]
fn words_made_of_themselves_do_not_grow_for_ever() {
    let mut text = "@string{a = \"xxxxxxxxxx\"}\n".to_owned();
    text.push_str(&"@string{a = a # a}\n".repeat(60));
    text.push_str("@article{k, title = {Good}}\n");
    let reading = read(text.as_bytes(), &Limits::default());
    assert_eq!(reading.records.len(), 1);
    let (records, told) =
        faults("@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n");
    assert_eq!(records, 2);
    assert!(told.contains(&Fault::Circle), "{told:?}");
}
