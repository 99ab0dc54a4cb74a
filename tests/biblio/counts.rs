//! How many records each real export holds, in which format and encoding, as its makers' own count
//! says (`SOURCES.md`); none is lost and none is made up.

use refdesk::biblio::encoding::Encoding::{self, Utf8};
use refdesk::biblio::{Format, Limits, read};

use Format::*;

const FILES: &[(&str, Format, Encoding, usize)] = &[
    ("wos/histcite_savedrecs.txt", WosTab, Utf8, 300),
    ("wos/metaknowledge_savedrecs.txt", WosTagged, Utf8, 32),
    ("wos/metaknowledge_OnePaper.isi", WosTagged, Utf8, 1),
    ("wos/metaknowledge_testFile.isi", WosTagged, Utf8, 34),
    ("wos/dhq2006_savedrecs_2026.txt", WosTagged, Utf8, 692),
    ("wos/synthesisr_zoorec.txt", WosTagged, Utf8, 134),
    ("wos/lin1xiao_vos_savedrecs5.txt", WosTagged, Utf8, 344),
    ("wos/asysd_wos_test.ris", Ris, Utf8, 50),
    ("case-tobler/wos_savedrecs.txt", WosTab, Utf8, 81),
    ("case-tobler/wos_savedrecs_without_WE.txt", WosTab, Utf8, 67),
    ("case-tobler/wos_savedrecs.ris", Ris, Utf8, 81),
    ("case-tobler/scopus.ris", Ris, Utf8, 81),
    ("scopus/asysd_scopus.ris", Ris, Utf8, 10),
    ("ris/litstudy_example.ris", Ris, Utf8, 25),
    (
        "multi-db-accessibility/scopus_accessibility_134_records.ris",
        Ris,
        Utf8,
        134,
    ),
    (
        "multi-db-accessibility/embase_accessibility_74_records.ris",
        Ris,
        Utf8,
        74,
    ),
    (
        "multi-db-accessibility/ieee_accessibility_63_records.ris",
        Ris,
        Utf8,
        63,
    ),
    (
        "multi-db-accessibility/pubmed_accessibility_70_records.nbib",
        Nbib,
        Utf8,
        70,
    ),
    ("citesource-new_stage/Dimensions_246.ris", Ris, Utf8, 246),
    ("citesource-new_stage/envindex_100.ris", Ris, Utf8, 100),
    ("citesource-new_stage/lens_343.ris", Ris, Utf8, 343),
    ("citesource-new_stage/medline_84.ris", Ris, Utf8, 84),
    ("citesource-new_stage/wos_278.ris", Ris, Utf8, 278),
    (
        "reference-managers/asysd_endnote_ris_export.txt",
        Ris,
        Utf8,
        69,
    ),
    (
        "reference-managers/asysd_zotero_export.ris",
        Ris,
        Utf8,
        1000,
    ),
    ("many-producers-same-records/_baseline.ris", Ris, Utf8, 100),
    (
        "many-producers-same-records/_baseline_cinahl.ris",
        Ris,
        Utf8,
        9,
    ),
    (
        "many-producers-same-records/_baseline_cochrane_endnote.ris",
        Ris,
        Utf8,
        3,
    ),
    (
        "many-producers-same-records/_baseline_cochrane_refman.ris",
        Ris,
        Utf8,
        3,
    ),
    (
        "many-producers-same-records/_baseline_endnote.ris",
        Ris,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_mdpi.ris",
        Ris,
        Utf8,
        11,
    ),
    (
        "many-producers-same-records/_baseline_mendeley.ris",
        Ris,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_openalex.ris",
        Ris,
        Utf8,
        9,
    ),
    (
        "many-producers-same-records/_baseline_pubmed.ris",
        Nbib,
        Utf8,
        50,
    ),
    (
        "many-producers-same-records/_baseline_rayyan.ris",
        Ris,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_scopus.ris",
        Ris,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_webofscience.ris",
        Ris,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_zotero.ris",
        Ris,
        Utf8,
        10,
    ),
    ("pubmed/mrhelper_demo_pubmed_202101.nbib", Nbib, Utf8, 10),
    ("chinese/cnki-estudy/demo_cnki_202101.txt", EStudy, Utf8, 20),
    (
        "chinese/cnki-noteexpress/ChineseColon.net",
        NoteExpress,
        Utf8,
        1,
    ),
    (
        "chinese/cnki-noteexpress/Classic5Test.net",
        NoteExpress,
        Utf8,
        5,
    ),
    ("chinese/cnki-noteexpress/mixed.net", NoteExpress, Utf8, 12),
    (
        "chinese/cnki-noteexpress/withLineBreakInAddress.net",
        NoteExpress,
        Utf8,
        1,
    ),
    (
        "chinese/wanfang-noteexpress/demo_wanfang_202101.NET",
        NoteExpress,
        Utf8,
        20,
    ),
    ("chinese/cssci/LY_20230630122752.txt", Cssci, Utf8, 318),
    ("chinese/cssci/zhangler1_1-100b.txt", Cssci, Utf8, 100),
    ("wos/pybibx_wos_m.bib", BibTex, Utf8, 29),
    ("scopus/pybibx_scopus_m.bib", BibTex, Utf8, 24),
    (
        "chinese/cnki-noteexpress/mixed.expected-from-cnki2bib.bib",
        BibTex,
        Utf8,
        12,
    ),
    (
        "chinese/cnki-noteexpress/Classic5Test.expected-from-cnki2bib.bib",
        BibTex,
        Utf8,
        5,
    ),
    ("case-tobler/PoPCites_google_scholar.csv", Table, Utf8, 829),
    ("case-tobler/Zotero_Tobler.csv", Table, Utf8, 330),
    ("case-tobler/lens-export.csv", Table, Utf8, 252),
    ("case-tobler/scopus.csv", Table, Utf8, 81),
    (
        "case-tobler/wos_Tobler_citation_report.txt",
        Table,
        Utf8,
        67,
    ),
    (
        "dedup/asysd-diabetes/labelled_test_set.csv",
        Table,
        Encoding::Windows1252,
        1845,
    ),
    (
        "dedup/bibdedupe-special_cases/records_pre_merged.csv",
        Table,
        Utf8,
        12,
    ),
    ("dedup/dblp-acm/acm.csv", Table, Utf8, 2294),
    ("dedup/dblp-acm/dblp.csv", Table, Utf8, 2616),
    (
        "dedup/srsdm-cytology_screening/records_pre_merged.csv",
        Table,
        Utf8,
        1856,
    ),
    (
        "dedup/srsdm-stroke/records_pre_merged.csv",
        Table,
        Utf8,
        1292,
    ),
    ("ieee-springer/litstudy_ieee.csv", Table, Utf8, 10),
    (
        "ieee-springer/litstudy_retraction_watch.csv",
        Table,
        Utf8,
        1,
    ),
    ("ieee-springer/litstudy_springer.csv", Table, Utf8, 18),
    (
        "many-producers-same-records/_baseline.csv",
        Table,
        Utf8,
        100,
    ),
    (
        "many-producers-same-records/_baseline.tsv",
        Table,
        Utf8,
        100,
    ),
    // 102 rows with the heading, one of them empty.
    (
        "many-producers-same-records/_baseline.xlsx",
        Workbook,
        Encoding::None,
        100,
    ),
    // The eleventh row says only that what follows has no label.
    (
        "many-producers-same-records/_baseline_abstrackr.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_cinahl.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_cochrane.csv",
        Table,
        Utf8,
        3,
    ),
    // Thirteen lines, three of them the search and its rule.
    (
        "many-producers-same-records/_baseline_excel.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_openalex.csv",
        Table,
        Utf8,
        9,
    ),
    (
        "many-producers-same-records/_baseline_pubmed.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_rayyan.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_scopus.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "many-producers-same-records/_baseline_zotero.csv",
        Table,
        Utf8,
        10,
    ),
    (
        "multi-db-accessibility/authors_deduplicated_209.csv",
        Table,
        Utf8,
        209,
    ),
    (
        "reference-managers/asysd_zotero_export.csv",
        Table,
        Utf8,
        1233,
    ),
    ("scopus/bibliometrix_scopus_sample.csv", Table, Utf8, 8),
    ("scopus/litstudy_scopus.csv", Table, Utf8, 58),
    (
        "patents/derwent_roneyfraga.xlsx",
        Workbook,
        Encoding::None,
        10,
    ),
    (
        "patents/espacenet_pizza_sliced_20132014_274.csv",
        Table,
        Encoding::Windows1252,
        239,
    ),
    ("patents/lens_patents_sangamo.csv", Table, Utf8, 130),
    (
        "patents/patentscope_derived_pizza_small.csv",
        Table,
        Utf8,
        25,
    ),
    (
        "reference-managers/asysd_mendeley_export_endnote.xml",
        EndnoteXml,
        Utf8,
        1233,
    ),
    ("dedup/sra-copper/copper.xml", EndnoteXml, Utf8, 505),
    (
        "jabref-pairs/EndnoteXmlImporterTestArticle.xml",
        EndnoteXml,
        Utf8,
        1,
    ),
    (
        "jabref-pairs/EndnoteXmlImporterTestArticle2.xml",
        EndnoteXml,
        Utf8,
        2,
    ),
    (
        "jabref-pairs/EndnoteXmlImporterTestReport.xml",
        EndnoteXml,
        Utf8,
        1,
    ),
    ("patents/epo-ops_biblio_example_2.xml", PatentXml, Utf8, 1),
    ("encodings/encoding-header.bib", BibTex, Utf8, 1),
    (
        "encodings/encoding-us-ascii-with-header.bib",
        BibTex,
        Utf8,
        1,
    ),
    (
        "encodings/encoding-utf-16BE-with-header.bib",
        BibTex,
        Encoding::Utf16Be,
        1,
    ),
    (
        "encodings/encoding-utf-16BE-without-header.bib",
        BibTex,
        Encoding::Utf16Be,
        1,
    ),
    ("encodings/encoding-utf-8-with-header.bib", BibTex, Utf8, 1),
    (
        "encodings/encoding-utf-8-without-header.bib",
        BibTex,
        Utf8,
        1,
    ),
    (
        "encodings/encoding-windows-1252-but-utf-8-declared--decoding-fails.bib",
        BibTex,
        Encoding::Windows1252,
        1,
    ),
    (
        "encodings/encoding-windows-1252-with-header.bib",
        BibTex,
        Encoding::Windows1252,
        1,
    ),
    (
        "encodings/encoding-windows-1252-without-header.bib",
        BibTex,
        Encoding::Windows1252,
        1,
    ),
    ("encodings/tiny-BE-noBOM.bib", BibTex, Encoding::Utf16Be, 1),
    (
        "encodings/tiny-BE-withBOM.bib",
        BibTex,
        Encoding::Utf16Be,
        1,
    ),
    ("encodings/tiny-LE-noBOM.bib", BibTex, Encoding::Utf16Le, 1),
    (
        "encodings/tiny-LE-withBOM.bib",
        BibTex,
        Encoding::Utf16Le,
        1,
    ),
];

#[test]
fn every_real_export_gives_the_records_it_holds() {
    let Some(corpora) = crate::common::corpora() else {
        return;
    };
    let mut wrong = Vec::new();
    for (name, format, encoding, count) in FILES {
        let bytes = std::fs::read(corpora.join(name)).unwrap();
        let reading = read(&bytes, &Limits::default());
        let is = (reading.format(), reading.encoding(), reading.records.len());
        if is != (*format, *encoding, *count) || reading.lost > 0 {
            wrong.push(format!(
                "{name}: {is:?}, lost {} {:?}",
                reading.lost, reading.problems
            ));
        }
        for record in &reading.records {
            assert!(
                !reading.raw(record).trim().is_empty(),
                "{name}: a record shows where it came from"
            );
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_real_export_reads_the_same_in_every_encoding_it_may_come_in() {
    let Some(corpora) = crate::common::corpora() else {
        return;
    };
    for name in [
        "chinese/cnki-noteexpress/mixed.net",
        "chinese/wanfang-noteexpress/demo_wanfang_202101.NET",
        "chinese/cnki-estudy/demo_cnki_202101.txt",
        "chinese/cssci/LY_20230630122752.txt",
    ] {
        let bytes = std::fs::read(corpora.join(name)).unwrap();
        let text = std::str::from_utf8(&bytes).unwrap();
        let plain = read(&bytes, &Limits::default());
        let (gb, _, lost) = encoding_rs::GB18030.encode(text);
        assert!(!lost);
        let little: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for (bytes, encoding) in [(&gb[..], Encoding::Gb18030), (&little, Encoding::Utf16Le)] {
            let other = read(bytes, &Limits::default());
            assert_eq!(other.encoding(), encoding, "{name}");
            assert_eq!(other.records, plain.records, "{name} as {encoding:?}");
        }
    }
}
