//! How fast the bibliographic engine is beside its peers, and how well it finds duplicates:
//! `REFDESK_CORPORA=… cargo bench --bench biblio [-- --quick] [--strict] [reading duplicates bringing]`. The peers in
//! Python are asked through `peers.py` beside this file; where one is not installed its line says so
//! (`pip install rispy nbib bib-dedupe`). Reports and does not fail, unless `--strict`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bringing;
#[allow(dead_code)]
mod report;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use refdesk::biblio::dedup::{Told, find};
use refdesk::biblio::{Limits, Record, read};
use report::Report;

/// Size of what is read, and how often.
struct Effort {
    bytes: usize,
    rounds: usize,
    most: usize,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|given| given == word);
    if !has("--bench") {
        println!("figures need a release build: cargo bench --bench biblio");
        return ExitCode::SUCCESS;
    }
    let Some(corpora) = std::env::var_os("REFDESK_CORPORA").map(PathBuf::from) else {
        println!("SKIPPED: REFDESK_CORPORA is not set, and there is nothing real to read");
        return ExitCode::SUCCESS;
    };
    let effort = match has("--quick") {
        true => Effort {
            bytes: 4 << 20,
            rounds: 3,
            most: 20_000,
        },
        false => Effort {
            bytes: 24 << 20,
            rounds: 7,
            most: 100_000,
        },
    };
    let mut report = Report::default();
    let parts: Vec<&String> = words
        .iter()
        .filter(|word| !word.starts_with("--"))
        .collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|given| *given == part);
    println!("{}", Report::header());
    if wanted("reading") {
        reading(&mut report, &corpora, &effort);
    }
    if wanted("duplicates") {
        duplicates(&mut report, &corpora, &effort);
    }
    if wanted("bringing") {
        let file = corpora.join("dedup/srsdm-cytology_screening/records_pre_merged.csv");
        let records = read(&std::fs::read(&file).expect("the set"), &limits()).records;
        let records = many(&records, effort.most);
        bringing::bringing(&mut report, &records, effort.rounds.min(3));
    }
    if has("--strict") && !report.keeps_every_promise() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn limits() -> Limits {
    Limits {
        file: usize::MAX,
        records: usize::MAX,
        ..Limits::default()
    }
}

/// The files one after another, again and again, until there is enough.
fn enough(corpora: &Path, names: &[&str], bytes: usize) -> Vec<u8> {
    let files: Vec<String> = names
        .iter()
        .map(|name| {
            let bytes = std::fs::read(corpora.join(name)).expect("a file of the corpora");
            let text = String::from_utf8(bytes).expect("UTF-8");
            text.trim_start_matches('\u{FEFF}').to_owned()
        })
        .collect();
    let mut all = String::new();
    while all.len() < bytes {
        for file in &files {
            all.push_str(file);
            all.push('\n');
        }
    }
    all.into_bytes()
}

/// Milliseconds of one reading, and the records.
fn ours(bytes: &[u8]) -> (f64, usize) {
    let limits = limits();
    let began = Instant::now();
    let reading = read(bytes, &limits);
    let taken = began.elapsed().as_secs_f64() * 1_000.0;
    (taken, black_box(reading).records.len())
}

/// Milliseconds of one reading by a peer in Python, and its records; None where it is not installed.
fn theirs(peer: &str, file: &Path) -> Option<(f64, usize)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/benches/peers.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(peer)
        .arg(file)
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    // Some tell of their progress before.
    let (taken, records) = said.trim().lines().last()?.split_once(' ')?;
    Some((taken.parse().ok()?, records.parse().ok()?))
}

/// How many times the peer's speed, in bytes; pairs of megabytes a second.
fn against(
    report: &mut Report,
    effort: &Effort,
    what: &str,
    peer: &str,
    bytes: &[u8],
    peers: &[u8],
    limit: f64,
) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sample");
    std::fs::write(&file, peers).expect("room");
    let mut pairs = Vec::new();
    for _ in 0..effort.rounds {
        let (taken, records) = ours(bytes);
        assert!(records > 0, "{what}");
        let Some((peer_taken, peer_records)) = theirs(peer, &file) else {
            return report.unmeasured(what, format!("{peer} is not installed"));
        };
        assert!(peer_records > 0, "{what}: {peer}");
        let rate = |bytes: &[u8], taken: f64| bytes.len() as f64 / 1e3 / taken;
        pairs.push((rate(bytes, taken), rate(peers, peer_taken)));
    }
    report.at_least(what, "MB/s", &pairs, limit);
}

fn reading(report: &mut Report, corpora: &Path, effort: &Effort) {
    let ris = [
        "citesource-new_stage/Dimensions_246.ris",
        "citesource-new_stage/envindex_100.ris",
        "citesource-new_stage/lens_343.ris",
        "citesource-new_stage/medline_84.ris",
        "citesource-new_stage/wos_278.ris",
        "scopus/asysd_scopus.ris",
        "case-tobler/scopus.ris",
    ];
    let ris = enough(corpora, &ris, effort.bytes);
    against(
        report,
        effort,
        "RIS against rispy",
        "rispy",
        &ris,
        &ris,
        20.0,
    );
    let wos = enough(corpora, &["wos/metaknowledge_testFile.isi"], effort.bytes);
    against(
        report,
        effort,
        "Web of Science against rispy's RIS",
        "rispy",
        &wos,
        &ris,
        20.0,
    );
    let nbib = enough(
        corpora,
        &["pubmed/mrhelper_demo_pubmed_202101.nbib"],
        effort.bytes / 4,
    );
    against(
        report,
        effort,
        "nbib against the nbib package",
        "nbib",
        &nbib,
        &nbib,
        30.0,
    );
    let csv = table(
        corpora,
        "scopus/bibliometrix_scopus_sample.csv",
        effort.bytes,
    );
    against(
        report,
        effort,
        "CSV against csv.DictReader",
        "csv",
        &csv,
        &csv,
        2.0,
    );
    bibtex(report, corpora, effort);
}

/// One table with the rows of a file again and again under one heading.
fn table(corpora: &Path, name: &str, bytes: usize) -> Vec<u8> {
    let text = std::fs::read_to_string(corpora.join(name)).expect("a table");
    let mut read = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let heading = read.headers().expect("a heading").clone();
    let rows: Vec<csv::StringRecord> = read.records().map(|row| row.expect("a row")).collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&heading).expect("room");
    while out.get_ref().len() < bytes {
        for row in &rows {
            out.write_record(row).expect("room");
        }
    }
    out.into_inner().expect("room")
}

fn bibtex(report: &mut Report, corpora: &Path, effort: &Effort) {
    let text = std::fs::read_to_string(corpora.join("scopus/pybibx_scopus_m.bib")).expect("UTF-8");
    // Only what the peer can read as well.
    let whole = |entry: &&str| biblatex::Bibliography::parse(&format!("@ARTICLE{{{entry}")).is_ok();
    let entries: Vec<String> = text
        .split("\n@ARTICLE{")
        .skip(1)
        .filter(whole)
        .filter(|entry| !entry.contains("\n@"))
        .map(str::to_owned)
        .collect();
    let mut keyed = String::new();
    // The peer refuses a key that comes twice.
    for (n, entry) in entries.iter().cycle().enumerate() {
        if keyed.len() > effort.bytes / 4 {
            break;
        }
        keyed.push_str(&format!("@ARTICLE{{k{n}{entry}\n"));
    }
    if let Err(error) = biblatex::Bibliography::parse(&keyed) {
        return report.unmeasured("BibTeX against biblatex", error);
    }
    let mut pairs = Vec::new();
    for _ in 0..effort.rounds {
        let (taken, _) = ours(keyed.as_bytes());
        let began = Instant::now();
        let theirs = biblatex::Bibliography::parse(&keyed).map(|found| found.len());
        let peer = began.elapsed().as_secs_f64() * 1_000.0;
        black_box(theirs.ok());
        let rate = |taken: f64| keyed.len() as f64 / 1e3 / taken;
        pairs.push((rate(taken), rate(peer)));
    }
    report.at_least("BibTeX against biblatex", "MB/s", &pairs, 2.0);
}

fn duplicates(report: &mut Report, corpora: &Path, effort: &Effort) {
    let file = corpora.join("dedup/srsdm-cytology_screening/records_pre_merged.csv");
    let records = read(&std::fs::read(&file).expect("the set"), &limits()).records;
    let mut pairs = Vec::new();
    for _ in 0..effort.rounds {
        let taken = finds(&records);
        // The peer takes many seconds: once is enough.
        let peer = match pairs.first() {
            Some((_, peer)) => Some(*peer),
            None => theirs("bib_dedupe", &file).map(|(taken, _)| 1e3 / taken),
        };
        let Some(peer) = peer else { break };
        pairs.push((1e3 / taken, peer));
    }
    match pairs.is_empty() {
        true => report.unmeasured(
            "duplicates against bib-dedupe, cytology",
            "bib-dedupe is not installed",
        ),
        false => report.at_least(
            "duplicates against bib-dedupe, cytology",
            "/s",
            &pairs,
            200.0,
        ),
    }
    // n log n: the time of a record may grow as the logarithm does, with room for the cache.
    let few = many(&records, effort.most / 10);
    let most = many(&records, effort.most);
    let mut growth = Vec::new();
    for _ in 0..effort.rounds.min(3) {
        let of = |records: &[Record]| finds(records) / records.len() as f64;
        growth.push((of(&most), of(&few)));
    }
    let limit = (effort.most as f64).ln() / (effort.most as f64 / 10.0).ln() * 1.5;
    let what = format!(
        "duplicates, a record of {} to one of {}",
        most.len(),
        few.len()
    );
    report.ratio(what, &growth, limit);
}

fn finds(records: &[Record]) -> f64 {
    let began = Instant::now();
    black_box(find(records, &Told::default()));
    began.elapsed().as_secs_f64() * 1_000.0
}

/// So many records as unlike each other as those of a real search: titles of words as often used as in
/// the real ones, every fourth a copy of an earlier one as another database would write it.
fn many(records: &[Record], count: usize) -> Vec<Record> {
    let words: Vec<&str> = records
        .iter()
        .flat_map(|record| record.title.split(' '))
        .collect();
    let mut dice: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut roll = |sides: usize| -> usize {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % sides as u64).expect("less than a word")
    };
    let mut many: Vec<Record> = Vec::with_capacity(count);
    for n in 0..count {
        if n % 4 == 3 {
            let mut again = many[roll(n)].clone();
            again.title = again.title.to_uppercase().into();
            again.source = again
                .source
                .split(' ')
                .map(|w| w.get(..4).unwrap_or(w))
                .collect::<Vec<_>>()
                .join(" ")
                .into();
            many.push(again);
            continue;
        }
        let mut record = records[roll(records.len())].clone();
        let title: Vec<&str> = (0..9 + roll(6)).map(|_| words[roll(words.len())]).collect();
        record.title = title.join(" ").into();
        record.authors = records[roll(records.len())].authors.clone();
        record.date =
            refdesk::biblio::when::When::year(i16::try_from(1990 + roll(35)).expect("a year"));
        record.volume = (1 + roll(300)).to_string().into();
        record.pages = refdesk::biblio::record::Pages::between(&roll(4_000).to_string(), "");
        many.push(record);
    }
    many
}
