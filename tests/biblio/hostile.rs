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

#[test]
fn a_record_with_a_zero_byte_is_left_out_and_its_place_told() {
    let text = "TY  - JOUR\nTI  - A\0B\nER  - \n\nTY  - JOUR\nTI  - Good\nER  - \n";
    let reading = read(text.as_bytes(), &Limits::default());
    let told: Vec<_> = reading.problems.iter().map(|p| (p.fault, p.byte)).collect();
    assert_eq!((reading.records.len(), told), (1, vec![(Fault::Nul, 18)]));
}

/// A packed file of stored and deflated entries.
fn packed(files: &[(&str, &[u8], bool)]) -> Vec<u8> {
    use std::io::Write;
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content, deflate) in files {
        let mut body = content.to_vec();
        if *deflate {
            let mut folded =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
            folded.write_all(content).unwrap();
            body = folded.finish().unwrap();
        }
        let small = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
        let large = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let mut sizes = vec![0_u8; 8];
        sizes.extend(large(body.len()));
        sizes.extend(large(content.len()));
        sizes.extend(small(name.len()));
        sizes.extend([0, 0]);
        let method = small(if *deflate { 8 } else { 0 });
        let at = out.len();
        out.extend(b"PK\x03\x04\x14\0\0\0");
        out.extend(method);
        out.extend(&sizes);
        out.extend(name.as_bytes());
        out.extend(&body);
        directory.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        directory.extend(method);
        directory.extend(&sizes);
        directory.extend([0; 10]);
        directory.extend(large(at));
        directory.extend(name.as_bytes());
    }
    let at = out.len();
    let length = directory.len();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([0; 4]);
    out.extend(u32::try_from(length).unwrap().to_le_bytes());
    out.extend(u32::try_from(at).unwrap().to_le_bytes());
    out.extend([0, 0]);
    out
}

#[test]
fn a_packed_file_gives_the_records_of_all_its_files_and_a_bomb_none() {
    let ris = "TY  - JOUR\nTI  - 固态电池\nER  - \n".repeat(3);
    let bib = "@article{a, title={Good}}\n";
    let bytes = packed(&[
        ("一/导出.ris", ris.as_bytes(), true),
        ("b.bib", bib.as_bytes(), false),
    ]);
    let reading = read(&bytes, &Limits::default());
    assert_eq!((reading.records.len(), reading.problems.len()), (4, 0));
    assert_eq!(reading.parts[0].name, "一/导出.ris");
    assert_eq!(reading.raw(&reading.records[3]), bib.trim());
    let bomb = packed(&[
        ("a.ris", &vec![b' '; 8_000_000], true),
        ("b.bib", bib.as_bytes(), false),
    ]);
    let reading = read(&bomb, &Limits::default());
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.problems[0].fault, Fault::FileTooLong);
    for end in 0..bytes.len() {
        let _ = read(&bytes[..end], &Limits::default());
    }
}
