//! What is known of particular records in the real exports (`SOURCES.md`), field by field.

use refdesk::biblio::{Kind, Limits, Record, read};

/// The records of a real file; none where there are no real files.
pub fn records(name: &str) -> Option<Vec<Record>> {
    let corpora = crate::common::corpora()?;
    let bytes = std::fs::read(corpora.join(name)).unwrap();
    Some(read(&bytes, &Limits::default()).records)
}

fn references(records: &[Record]) -> usize {
    records.iter().map(|record| record.references.len()).sum()
}

fn names(record: &Record) -> Vec<String> {
    record
        .authors
        .iter()
        .map(|author| author.name.inverted())
        .collect()
}

#[test]
fn web_of_science_by_tab_keeps_authors_numbers_and_all_cited_references() {
    let Some(records) = records("wos/histcite_savedrecs.txt") else {
        return;
    };
    let first = &records[0];
    // The second of the file is BioBERT, the first the language model that SOURCES.md names.
    assert_eq!(
        &*first.title,
        "Recurrent neural network based language model"
    );
    assert_eq!(&*first.accession, "WOS:000294382400258");
    assert_eq!(first.kind, Kind::Paper);
    assert_eq!(
        (first.times_cited.core, first.times_cited.all),
        (Some(2789), Some(3026))
    );
    assert_eq!(names(first)[3], "Cernocky, Jan Honza");
    assert_eq!(&*first.authors[3].short, "Cernocky, J");
    assert_eq!(first.authors[0].researcher_id(), "AAM-1274-2020");
    assert!(first.authors[0].more.as_ref().unwrap().corresponding);
    assert_eq!(first.authors[0].at.as_ref(), [0]);
    assert_eq!(references(&records), 16_762);
    let bert = records
        .iter()
        .find(|r| &*r.doi == "10.1093/bioinformatics/btz682");
    assert_eq!(bert.map(|r| r.title.starts_with("BioBERT")), Some(true));
}

#[test]
fn web_of_science_in_tags_keeps_what_each_release_of_it_writes() {
    let Some(brevik) = records("wos/metaknowledge_savedrecs.txt") else {
        return;
    };
    assert_eq!(&*brevik[0].accession, "WOS:A1979GV55600001");
    assert_eq!(names(&brevik[0]), ["BREVIK, I"]);
    assert_eq!(
        &*brevik[0].title,
        "EXPERIMENTS IN PHENOMENOLOGICAL ELECTRODYNAMICS AND THE ELECTROMAGNETIC ENERGY-MOMENTUM TENSOR"
    );
    assert_eq!(references(&brevik), 958);
    assert_eq!(&*brevik[0].references[2].doi, "10.1119/1.1972585");

    let records_344 = records("wos/lin1xiao_vos_savedrecs5.txt").unwrap();
    assert_eq!(references(&records_344), 11_548);
    let said: usize = records_344
        .iter()
        .filter_map(|r| r.reference_count)
        .map(|n| n as usize)
        .sum();
    assert!(said >= 11_548, "no fewer are said than listed: {said}");

    let zoo = records("wos/synthesisr_zoorec.txt").unwrap();
    assert_eq!(names(&zoo[0])[0], "Stillman, Andrew N.");
    assert_eq!(zoo[0].authors[0].email(), "andrew.stillman@uconn.edu");
    assert_eq!(&*zoo[0].database, "Zoological Record");
    assert_eq!(zoo[0].date.written(), "2019-08-01");

    let test = records("wos/metaknowledge_testFile.isi").unwrap();
    let books = test
        .iter()
        .filter(|r| !matches!(r.kind, Kind::Article | Kind::Paper))
        .count();
    assert_eq!((test.len(), books), (34, 1));
    let mut numbers: Vec<&str> = test
        .iter()
        .map(|r| &*r.accession)
        .filter(|n| !n.is_empty())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 33);
}

#[test]
fn a_file_with_a_lost_tag_still_gives_every_record() {
    let Some(records) = records("wos/metaknowledge_badFile.isi") else {
        return;
    };
    assert_eq!(records.len(), 32);
    assert!(
        records
            .iter()
            .all(|r| !r.title.is_empty() && !r.accession.is_empty())
    );
}

#[test]
fn one_author_is_the_same_in_web_of_science_by_tab_and_by_ris() {
    let Some(tab) = records("case-tobler/wos_savedrecs.txt") else {
        return;
    };
    let core: u32 = tab.iter().filter_map(|r| r.times_cited.core).sum();
    let all: u32 = tab.iter().filter_map(|r| r.times_cited.all).sum();
    assert!(core == 5940 || all == 5940, "TC {core}, Z9 {all}");
    let ris = records("case-tobler/wos_savedrecs.ris").unwrap();
    for record in &ris {
        let same = tab
            .iter()
            .find(|other| other.accession == record.accession)
            .unwrap();
        assert_eq!(record.title, same.title);
        assert_eq!(record.doi, same.doi, "{}", record.title);
        assert_eq!(record.date.year, same.date.year);
        assert_eq!(record.pages.first, same.pages.first);
        assert_eq!(record.authors.len(), same.authors.len(), "{}", record.title);
        assert_eq!(record.reference_count, same.reference_count);
    }
    let scopus = records("case-tobler/scopus.ris").unwrap();
    let cited: u32 = scopus.iter().filter_map(|r| r.times_cited.core).sum();
    assert_eq!(cited, 3557);
    assert_eq!(scopus[0].references.len(), 3);
}

#[test]
fn article_numbers_accession_numbers_and_dates_survive_every_producer_of_ris() {
    let Some(scopus) = records("scopus/asysd_scopus.ris") else {
        return;
    };
    assert_eq!(
        scopus
            .iter()
            .filter(|r| !r.article_number.is_empty())
            .count(),
        7
    );
    assert!(scopus.iter().all(|r| r.known_as("eid").is_some()));

    let folder = "many-producers-same-records/_baseline_";
    let of = |name: &str| records(&format!("{folder}{name}.ris")).unwrap();
    let wos = of("webofscience");
    assert_eq!(
        (wos[0].times_cited.core, wos[0].times_cited.all),
        (Some(142), Some(162))
    );
    assert_eq!(wos[0].reference_count, Some(49));
    assert_eq!(wos[0].date.written(), "2010-09-22");
    assert_eq!(
        &*wos[0].indexes[0],
        "Science Citation Index Expanded (SCI-EXPANDED)"
    );
    let rayyan = of("rayyan");
    assert_eq!(&*rayyan[0].doi, "10.1038/s41467-024-48400-3");
    assert!(rayyan[0].urls[0].ends_with("from=export"));
    let endnote = of("endnote");
    assert_eq!(endnote[0].keywords.len(), 8);
    assert_eq!(endnote[0].issn.len(), 2);
    let cinahl = of("cinahl");
    assert_eq!(&*cinahl[0].accession, "176404503");
    assert_eq!(cinahl[0].date.written(), "2024-04-03");
    assert_eq!(&*cinahl[0].doi, "10.1371/journal.pone.0298242");
    for (name, count) in [("cochrane_endnote", 5), ("cochrane_refman", 5)] {
        assert_eq!(of(name)[0].authors.len(), count);
        assert_eq!(&*of(name)[0].accession, "CN-00778158");
    }
    let embase = records("multi-db-accessibility/embase_accessibility_74_records.ris").unwrap();
    assert!(embase.iter().all(|r| r.accession.starts_with('L')));
    assert!(embase[0].affiliations.len() >= 2);
    let ieee = records("multi-db-accessibility/ieee_accessibility_63_records.ris").unwrap();
    assert!(ieee.iter().all(|r| r.kind != Kind::Proceedings));
    assert_eq!(
        (
            &*ieee[0].authors[0].name.family,
            &*ieee[0].authors[0].name.given
        ),
        ("Akif", "I. H.")
    );
}

#[test]
fn a_record_with_bare_carriage_returns_has_all_its_tags() {
    let Some(records) = records("wos/asysd_wos_test.ris") else {
        return;
    };
    let first = &records[0];
    assert_eq!(first.affiliations.len(), 2);
    assert_eq!(&*first.accession, "WOS:000082252000006");
    assert_eq!(&*first.publisher, "F K SCHATTAUER VERLAG GMBH");
}

#[test]
fn chinese_exports_keep_names_addresses_and_numbers() {
    let Some(mixed) = records("chinese/cnki-noteexpress/mixed.net") else {
        return;
    };
    assert_eq!(
        &*mixed[0].title,
        "基于深度信念网络资源需求预测的虚拟网络功能动态迁移算法"
    );
    assert_eq!(names(&mixed[0]), ["唐伦", "赵培培", "赵国繁", "陈前斌"]);
    assert_eq!(mixed[0].known_as("cn"), Some("11-4494/TN"));
    assert_eq!(mixed[0].keywords.len(), 4);
    let news = mixed.iter().filter(|r| r.kind == Kind::Newspaper).count();
    assert_eq!((mixed.len() - news, news), (11, 1));

    let classic = records("chinese/cnki-noteexpress/Classic5Test.net").unwrap();
    let sieti = &classic[1].authors[1].name;
    assert_eq!(
        (&*sieti.family, &*sieti.given),
        ("Rivera", "Ximena C. Schmidt")
    );

    let broken = records("chinese/cnki-noteexpress/withLineBreakInAddress.net").unwrap();
    assert_eq!(names(&broken[0]), ["谢昕", "王小增"]);
    assert!(broken[0].affiliations[0].contains("湖北武汉430074"));

    let colon = records("chinese/cnki-noteexpress/ChineseColon.net").unwrap();
    assert!(colon[0].summary.starts_with("软组织肉瘤是一类"));
    assert_eq!(colon[0].authors.len(), 2);

    let wanfang = records("chinese/wanfang-noteexpress/demo_wanfang_202101.NET").unwrap();
    assert_eq!(names(&wanfang[0]), ["江文杰", "韩超", "顾达民"]);
    let translated = &wanfang[0].authors[0].more.as_ref().unwrap().translated;
    assert_eq!(
        (&*translated.family, &*translated.given),
        ("JIANG", "Wenjie")
    );
    assert_eq!(wanfang[0].affiliations.len(), 1);
    assert!(wanfang.iter().filter(|r| !r.doi.is_empty()).count() >= 11);

    let e_study = records("chinese/cnki-estudy/demo_cnki_202101.txt").unwrap();
    assert!(e_study.iter().all(|r| r.kind == Kind::Article));
    assert_eq!(e_study[0].pages.written(), "168-170");
    assert_eq!(e_study[0].date.written(), "2021-01-18");
}

#[test]
fn cssci_keeps_every_cited_reference_and_its_volume_issue_and_pages() {
    let Some(first) = records("chinese/cssci/LY_20230630122752.txt") else {
        return;
    };
    assert_eq!(references(&first), 7020);
    let record = &first[0];
    assert_eq!(&*record.title, "近十年我国智慧图书馆研究态势");
    assert_eq!((&*record.volume, &*record.issue), ("42", "1"));
    assert_eq!(record.pages.written(), "69-79");
    assert_eq!(record.authors[1].at.as_ref(), [0]);
    assert!(
        record.references[1]
            .said
            .starts_with("严栋.基于物联网的智慧图书馆")
    );
    let twice = first
        .iter()
        .filter(|r| &*r.title == "融合与重构:智慧图书馆发展新形态")
        .count();
    assert_eq!(twice, 2);
    let second = records("chinese/cssci/zhangler1_1-100b.txt").unwrap();
    assert_eq!(references(&second), 4835);
}

#[test]
fn pubmed_text_keeps_addresses_orcids_and_both_forms_of_a_name() {
    let Some(records) = records("pubmed/mrhelper_demo_pubmed_202101.nbib") else {
        return;
    };
    let first = &records[0];
    assert_eq!(first.known_as("pmid"), Some("33465792"));
    assert_eq!(
        &*first.title,
        "Switching of Hormone Therapies in Breast Cancer Women."
    );
    assert_eq!(&*first.authors[0].short, "de Medeiros LM");
    assert_eq!(first.authors[0].orcid(), "0000-0002-3770-1404");
    assert_eq!(&*first.doi, "10.1055/s-0040-1719149");
    assert_eq!((&*first.eissn, &*first.issn[0]), ("1806-9339", "0100-7203"));
    assert_eq!(first.date.written(), "2021-01-19");
}

#[test]
fn bibtex_of_databases_keeps_references_and_counts() {
    let Some(wos) = records("wos/pybibx_wos_m.bib") else {
        return;
    };
    assert_eq!(
        names(&wos[0]),
        [
            "Antonio Gomez-Ruiz, Jose",
            "Karanik, Marcelo",
            "Ignacio Pelaez, Jose"
        ]
    );
    assert_eq!(wos[0].authors[1].orcid(), "0000-0001-8848-3681");
    assert_eq!(wos[0].date.written(), "2010-07-15");
    assert_eq!(&*wos[0].references[0].doi, "10.1016/0022-2496(83)90028-7");
    assert!(
        wos.iter()
            .all(|r| r.reference_count.is_some() && r.accession.starts_with("WOS:"))
    );
    let same = wos
        .iter()
        .filter(|r| r.reference_count == u32::try_from(r.references.len()).ok());
    assert!(same.count() >= 27, "as many references as said");
    let scopus = records("scopus/pybibx_scopus_m.bib").unwrap();
    assert_eq!(scopus[0].times_cited.core, Some(52));
    assert_eq!(scopus[0].pages.written(), "79-88");
    assert_eq!(scopus[0].keywords.len(), 5);
    assert_eq!(&*scopus[0].database, "Scopus");
}

#[test]
fn tables_of_every_database_are_read_by_their_headings() {
    let Some(scopus) = records("case-tobler/scopus.csv") else {
        return;
    };
    let cited: u32 = scopus.iter().filter_map(|r| r.times_cited.core).sum();
    assert_eq!(cited, 3557);
    assert!(
        scopus
            .iter()
            .all(|r| r.database.starts_with("Scopus") && r.known_as("eid").is_some())
    );
    let ris = records("case-tobler/scopus.ris").unwrap();
    for record in &ris {
        let eid = record.known_as("eid");
        let same = scopus
            .iter()
            .find(|other| eid.is_some() && other.known_as("eid") == eid);
        let Some(same) = same else { continue };
        assert_eq!(record.title, same.title);
        assert_eq!(record.doi, same.doi);
        assert_eq!(record.authors.len(), same.authors.len(), "{}", record.title);
    }

    let report = records("case-tobler/wos_Tobler_citation_report.txt").unwrap();
    let sum: u32 = report.iter().filter_map(|r| r.times_cited.core).sum();
    assert_eq!(sum, 5697);
    assert_eq!(
        &*report[0].title,
        "COMPUTER MOVIE SIMULATING URBAN GROWTH IN DETROIT REGION"
    );

    let list = records("case-tobler/Zotero_Tobler.csv").unwrap();
    let articles = list.iter().filter(|r| {
        r.document_types
            .first()
            .is_some_and(|t| &**t == "journalArticle")
    });
    assert_eq!(articles.count(), 114);
    let mut short: Vec<&str> = list
        .iter()
        .map(|r| &*r.doi)
        .filter(|doi| !doi.is_empty())
        .collect();
    short.sort_unstable();
    short.dedup();
    assert_eq!(short.len(), 82);

    let names = records("many-producers-same-records/_baseline_scopus.csv").unwrap();
    let first = &names[0].authors[0];
    assert_eq!(
        (first.name.inverted().as_str(), &*first.short),
        ("Wilson, Lauren N.", "Wilson, L.N.")
    );
    assert_eq!(first.researcher_id(), "58975547800");

    let pubmed = records("many-producers-same-records/_baseline_pubmed.csv").unwrap();
    let place = (
        &*pubmed[0].volume,
        &*pubmed[0].issue,
        pubmed[0].pages.written(),
    );
    assert_eq!(place, ("63", "2", "103640".to_owned()));
}

#[test]
fn patents_keep_numbers_applicants_classes_and_dates() {
    let Some(lens) = records("patents/lens_patents_sangamo.csv") else {
        return;
    };
    assert!(lens.iter().all(|r| r.kind == Kind::Patent));
    let granted = lens
        .iter()
        .filter(|r| r.patent.as_ref().unwrap().number.kind.starts_with('B'));
    assert_eq!(granted.count(), 55);
    let first = lens[0].patent.as_ref().unwrap();
    assert_eq!(first.number.to_string(), "US9833479B2");
    assert_eq!(first.priorities.len(), 3);
    assert!(first.legal_status.is_some());

    let espacenet = records("patents/espacenet_pizza_sliced_20132014_274.csv").unwrap();
    let first = espacenet[0].patent.as_ref().unwrap();
    assert_eq!(first.number.to_string(), "PH22014000369Y1");
    assert_eq!(&*first.published, "25/07/2014");
    let classes = espacenet[1].patent.as_ref().unwrap();
    assert_eq!(&*classes.ipc[0], "B65D5/18");

    let derwent = records("patents/derwent_roneyfraga.xlsx").unwrap();
    assert_eq!(
        derwent[0].patent.as_ref().unwrap().number.to_string(),
        "CN115536205A"
    );
    assert_eq!(&*derwent[0].accession, "DIIDW:202304506Q");
    assert_eq!(derwent[0].date.written(), "2022-12-30");
}
