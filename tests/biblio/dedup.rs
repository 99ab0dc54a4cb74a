//! Duplicates: on labelled sets that others made, counted as removable records, on sets that were kept
//! aside while the rules were written, and on small ones of our own.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use refdesk::biblio::dedup::{Found, Told, Why, find};
use refdesk::biblio::name::{Author, Name};
use refdesk::biblio::record::Pages;
use refdesk::biblio::when::When;
use refdesk::biblio::{Kind, Limits, Record, read};

/// Records of a set with their ids.
struct Set {
    ids: Vec<String>,
    records: Vec<Record>,
}

/// The groups that are right, by id; ids that are alone are not there.
type Truth = HashMap<String, usize>;

fn set(path: &Path, id: &str) -> Set {
    let bytes = std::fs::read(path).unwrap();
    let reading = read(&bytes, &Limits::default());
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let mut headers = table.headers().unwrap().iter();
    let at = headers.position(|header| header == id).unwrap();
    let ids: Vec<String> = table
        .records()
        .map(|row| row.unwrap()[at].to_owned())
        .collect();
    assert_eq!(ids.len(), reading.records.len(), "{}", path.display());
    Set {
        ids,
        records: reading.records,
    }
}

fn truth(path: &Path, as_id: impl Fn(&str) -> String) -> Truth {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().skip(1).enumerate();
    lines
        .flat_map(|(at, line)| line.trim_matches('"').split(';').map(move |id| (id, at)))
        .map(|(id, at)| (as_id(id), at))
        .collect()
}

#[derive(Debug)]
struct Score {
    right: usize,
    wrong: usize,
    lacking: usize,
}

impl Score {
    fn of(set: &Set, truth: &Truth, found: &Found) -> Score {
        let (mut right, mut wrong) = (0, 0);
        for group in &found.groups {
            let kinds: HashSet<String> = group
                .members
                .iter()
                .map(|member| &set.ids[member.at])
                .map(|id| {
                    truth
                        .get(id)
                        .map_or_else(|| format!("alone {id}"), usize::to_string)
                })
                .collect();
            wrong += kinds.len() - 1;
            right += group.members.len() - kinds.len();
        }
        let labelled = set.ids.iter().filter(|id| truth.contains_key(*id)).count();
        let groups: HashSet<&usize> = set.ids.iter().filter_map(|id| truth.get(id)).collect();
        Score {
            right,
            wrong,
            lacking: labelled - groups.len() - right,
        }
    }

    fn f1(&self) -> f64 {
        let (right, off) = (self.right as f64, (self.wrong + self.lacking) as f64);
        2.0 * right / (2.0 * right + off)
    }
}

/// The figures of bib-dedupe's own evaluation of 2024-10-30, given with the sets.
#[test]
fn labelled_sets_are_deduplicated_at_least_as_well_as_by_bib_dedupe() {
    let Some(folder) = crate::common::corpora() else {
        return;
    };
    let plain = |id: &str| id.to_owned();
    let numbered = |id: &str| {
        id.trim_start_matches("id_")
            .trim_start_matches('0')
            .to_owned()
    };
    type Labelled<'n> = (&'n str, &'n str, &'n str, &'n str, fn(&str) -> String, f64);
    let sets: [Labelled<'_>; 4] = [
        (
            "asysd-diabetes",
            "labelled_test_set.csv",
            "record_id",
            "bibdedupe_merged_record_ids.csv",
            numbered,
            1.0,
        ),
        (
            "srsdm-cytology_screening",
            "records_pre_merged.csv",
            "ID",
            "merged_record_ids.csv",
            plain,
            0.9961,
        ),
        (
            "srsdm-stroke",
            "records_pre_merged.csv",
            "ID",
            "merged_record_ids.csv",
            plain,
            0.9968,
        ),
        (
            "bibdedupe-special_cases",
            "records_pre_merged.csv",
            "ID",
            "merged_record_ids.csv",
            plain,
            1.0,
        ),
    ];
    for (name, records, id, groups, as_id, least) in sets {
        let here = folder.join("dedup").join(name);
        let (set, truth) = (
            set(&here.join(records), id),
            truth(&here.join(groups), as_id),
        );
        let score = Score::of(&set, &truth, &find(&set.records, &Told::default()));
        assert_eq!(score.wrong, 0, "{name}: {score:?}");
        // The figure to reach is given with four digits.
        let rounded = (score.f1() * 10_000.0).round() / 10_000.0;
        assert!(rounded >= least, "{name}: {score:?} {}", score.f1());
    }
}

/// The two lists of DBLP and the ACM, as one; ids `dN` and `aN`. Titles, people, venue and year alone.
fn dblp_acm(folder: &Path) -> (Set, Truth) {
    let (mut ids, mut records) = (Vec::new(), Vec::new());
    for (letter, file) in [("d", "dblp.csv"), ("a", "acm.csv")] {
        let mut table = csv::ReaderBuilder::new()
            .delimiter(b'%')
            .quoting(false)
            .flexible(true)
            .from_path(folder.join(file))
            .unwrap();
        for row in table.records() {
            let row = row.unwrap();
            ids.push(format!("{letter}{}", &row[0]));
            let authors = row[2].split(", ");
            records.push(Record {
                title: row[1].into(),
                authors: authors
                    .map(|name| Author::new(Name::read_straight(name)))
                    .collect(),
                source: row[3].into(),
                date: When::read(&row[4]),
                ..Record::default()
            });
        }
    }
    let mut truth = Truth::new();
    let pairs = std::fs::read_to_string(folder.join("gt.csv")).unwrap();
    for (at, line) in pairs.lines().skip(1).enumerate() {
        let (one, other) = line.split_once('%').unwrap();
        let (one, other) = (format!("d{one}"), format!("a{other}"));
        let known = truth.get(&one).or(truth.get(&other)).copied();
        let group = known.unwrap_or(at);
        truth.insert(one, group);
        truth.insert(other, group);
    }
    (Set { ids, records }, truth)
}

#[test]
fn lists_with_neither_volume_nor_page_are_matched_and_doubts_are_left_to_a_person() {
    let Some(folder) = crate::common::corpora() else {
        return;
    };
    let (set, truth) = dblp_acm(&folder.join("dedup/dblp-acm"));
    let found = find(&set.records, &Told::default());
    let score = Score::of(&set, &truth, &found);
    assert!(score.f1() >= 0.94, "{score:?} {}", score.f1());
    // Calls for papers and portraits under one title, and one article printed twice in a year: the
    // lists say nothing that tells them apart.
    assert!(score.wrong <= 6, "{score:?}");
    // Of what is lacking, a person is asked about a good part; of all pairs about few.
    let right = |doubt: &&refdesk::biblio::dedup::Doubt| {
        let of = |at: usize| truth.get(&set.ids[at]);
        of(doubt.one).is_some() && of(doubt.one) == of(doubt.other)
    };
    let asked = found.doubts.iter().filter(right).count();
    assert!(asked > 80, "{asked}");
    assert!(found.doubts.len() < 600, "{}", found.doubts.len());
}

#[test]
fn every_record_a_reviewer_marked_as_having_a_duplicate_is_found_and_no_other() {
    let Some(folder) = crate::common::corpora() else {
        return;
    };
    let bytes = std::fs::read(folder.join("dedup/sra-copper/copper.xml")).unwrap();
    let records = read(&bytes, &Limits::default()).records;
    let marked = |record: &Record| record.other.iter().any(|kept| &*kept.value == "Duplicate");
    let by_hand: HashSet<usize> = (0..records.len())
        .filter(|at| marked(&records[*at]))
        .collect();
    assert_eq!((records.len(), by_hand.len()), (505, 281));
    let found = find(&records, &Told::default());
    let grouped: HashSet<usize> = found
        .groups
        .iter()
        .flat_map(|g| &g.members)
        .map(|m| m.at)
        .collect();
    assert_eq!(grouped, by_hand);
}

/// A record as a test writes it: title, people, source, year, volume, pages.
fn record(title: &str, people: &str, source: &str, year: i16, volume: &str, pages: &str) -> Record {
    let people = people.split("; ").filter(|name| !name.is_empty());
    Record {
        kind: Kind::Article,
        title: title.into(),
        authors: people.map(|name| Author::new(Name::read(name))).collect(),
        source: source.into(),
        date: When::year(year),
        volume: volume.into(),
        pages: Pages::read(pages),
        ..Record::default()
    }
}

fn with_doi(mut record: Record, doi: &str) -> Record {
    record.doi = doi.into();
    record
}

/// Whether two are one: surely (why), perhaps, or not.
fn said(one: &Record, other: &Record) -> Result<Why, &'static str> {
    let found = find(&[one.clone(), other.clone()], &Told::default());
    match (found.groups.first(), found.doubts.is_empty()) {
        (Some(group), _) => Ok(group.members[1].why.or(group.members[0].why).unwrap()),
        (None, false) => Err("doubt"),
        (None, true) => Err("two"),
    }
}

const TITLE: &str = "Interface engineering of sulfide electrolytes for all-solid-state batteries";

#[test]
fn one_work_is_known_in_the_spellings_of_several_databases() {
    let wos = record(
        TITLE,
        "Wang, Xiaofei; Li, Si",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let alike = [
        record(
            "INTERFACE ENGINEERING OF SULFIDE ELECTROLYTES FOR ALL SOLID STATE BATTERIES.",
            "Wang, X. F.; Li, S.",
            "J POWER SOURCES",
            2021,
            "489",
            "229-41",
        ),
        record(
            &format!("{TITLE}. [Chinese]"),
            "Wang X F; Li S",
            "J. Power Sources",
            2021,
            "489 (3)",
            "229",
        ),
        record(
            TITLE,
            "Xiaofei, Wang; Si, Li",
            "Journal of Power Sources",
            2021,
            "489",
            "229-241",
        ),
    ];
    for other in &alike {
        assert_eq!(said(&wos, other), Ok(Why::Place), "{other:?}");
    }
    let early = record(
        TITLE,
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2020,
        "",
        "",
    );
    assert_eq!(said(&wos, &early), Ok(Why::Title));
}

#[test]
fn chinese_is_one_in_both_scripts_and_people_are_known_by_their_sound() {
    let simple = record(
        "固态电解质的离子导电机制研究",
        "王晓飞; 李思",
        "化学学报",
        2022,
        "80",
        "12-20",
    );
    let traditional = record(
        "固態電解質的離子導電機制研究",
        "王曉飛; 李思",
        "化學學報",
        2022,
        "80",
        "12-20",
    );
    assert_eq!(said(&simple, &traditional), Ok(Why::Place));
    let mut english = record(
        "Study on the ionic conduction mechanism of solid electrolytes",
        "Wang, Xiaofei; Li, Si",
        "Acta Chimica Sinica",
        2022,
        "80",
        "12-20",
    );
    english.title_translated = "固态电解质的离子导电机制研究".into();
    assert_eq!(said(&simple, &english), Ok(Why::Place));
    let other_people = record(
        "固态电解质的离子导电机制研究",
        "赵六; 钱七",
        "电化学",
        2019,
        "3",
        "55-60",
    );
    assert_eq!(said(&simple, &other_people), Err("two"));
}

#[test]
fn what_only_bears_the_same_title_is_another_work() {
    let article = record(
        TITLE,
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let mut paper = record(
        TITLE,
        "Wang, X; Li, S",
        "Proceedings of the 12th Battery Conference",
        2020,
        "",
        "11-15",
    );
    paper.kind = Kind::Paper;
    let erratum = record(
        &format!("Erratum: {TITLE}"),
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let part = |n: &str| {
        record(
            &format!("{TITLE}. Part {n}"),
            "Wang, X; Li, S",
            "Journal of Power Sources",
            2021,
            "489",
            "",
        )
    };
    assert_eq!(said(&article, &paper), Err("two"));
    assert_eq!(said(&article, &erratum), Err("two"));
    assert_eq!(said(&part("I"), &part("II")), Err("two"));
    assert_eq!(said(&part("2"), &part("II")), Ok(Why::Title));
}

#[test]
fn versions_of_one_work_are_one() {
    let article = record(
        TITLE,
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let article = with_doi(article, "10.1016/j.jpowsour.2021.229");
    let mut preprint = record(TITLE, "Xiaofei Wang; Si Li", "arXiv", 2020, "", "");
    preprint.kind = Kind::Preprint;
    let preprint = with_doi(preprint, "10.48550/arxiv.2001.01234");
    assert_eq!(said(&article, &preprint), Ok(Why::Version));
    let review = |doi: &str, year: i16| {
        let review = record(
            "Rehabilitation for people after stroke",
            "Pollock, A; Baer, G",
            "Cochrane Database of Systematic Reviews",
            year,
            "",
            "",
        );
        with_doi(review, doi)
    };
    let (second, third) = (
        "10.1002/14651858.cd001920.pub2",
        "10.1002/14651858.cd001920.pub3",
    );
    assert_eq!(
        said(&review(second, 2007), &review(third, 2007)),
        Ok(Why::Title)
    );
}

#[test]
fn one_doi_over_several_abstracts_of_a_supplement_joins_none_of_them() {
    let talk = |title: &str, who: &str, page: &str| {
        with_doi(
            record(title, who, "Stroke", 2019, "50", page),
            "10.1161/str.50.suppl_1",
        )
    };
    let one = talk("Robot-assisted therapy of the upper limb", "Kim, J", "A12");
    let other = talk("Genetic markers of small vessel disease", "Okoro, C", "A47");
    assert_eq!(said(&one, &other), Err("two"));
}

#[test]
fn sparse_records_that_say_the_same_are_one_and_a_column_is_not() {
    let sparse = record(TITLE, "", "", 2021, "", "");
    assert_eq!(said(&sparse, &sparse), Ok(Why::Title));
    let columns: Vec<Record> = (2015..2021)
        .flat_map(|year| [year, year])
        .map(|year| {
            record(
                "Distinguished database profiles",
                "Winslett, M",
                "SIGMOD Record",
                year,
                "",
                "",
            )
        })
        .collect();
    let found = find(&columns, &Told::default());
    assert_eq!(found.groups, []);
    assert_eq!(found.doubts.len(), 6);
}

#[test]
fn what_a_person_has_decided_holds() {
    let one = record(
        TITLE,
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let other = record(
        "A wholly different work on enzymes",
        "Okoro, C",
        "Nature",
        2001,
        "1",
        "1-2",
    );
    let twice = [one.clone(), one.clone(), other];
    let told = Told {
        same: vec![(1, 2)],
        apart: vec![(0, 1)],
    };
    let found = find(&twice, &told);
    assert_eq!(found.removable(), 1);
    let members: Vec<(usize, Option<Why>)> = found.groups[0]
        .members
        .iter()
        .map(|m| (m.at, m.why))
        .collect();
    assert_eq!(members, [(1, None), (2, Some(Why::Told))]);
}

#[test]
fn of_a_group_the_fullest_record_stands_for_all() {
    let bare = record(
        TITLE,
        "Wang, X; Li, S",
        "Journal of Power Sources",
        2021,
        "489",
        "229-241",
    );
    let mut full = with_doi(bare.clone(), "10.1016/j.jpowsour.2021.229");
    full.summary = "Sulfide electrolytes …".into();
    let found = find(&[bare.clone(), full, bare], &Told::default());
    assert_eq!((found.groups.len(), found.groups[0].kept), (1, 1));
}

#[test]
fn the_order_of_the_list_changes_no_group() {
    let Some(folder) = crate::common::corpora() else {
        return;
    };
    let here = folder.join("dedup/srsdm-stroke");
    let set = set(&here.join("records_pre_merged.csv"), "ID");
    let groups = |records: &[Record], at: &dyn Fn(usize) -> usize| -> HashSet<Vec<usize>> {
        let found = find(records, &Told::default());
        let mut members: Vec<Vec<usize>> = found
            .groups
            .iter()
            .map(|group| group.members.iter().map(|m| at(m.at)).collect())
            .collect();
        members.iter_mut().for_each(|group| group.sort_unstable());
        members.into_iter().collect()
    };
    let turned: Vec<Record> = set.records.iter().rev().cloned().collect();
    let last = set.records.len() - 1;
    assert_eq!(
        groups(&set.records, &|at| at),
        groups(&turned, &|at| last - at)
    );
}
