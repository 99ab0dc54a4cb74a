//! The documents of a request on the screen: exports attached from the in-tray, the list, the card, the
//! doubtful pair, keys alone.

use super::common::story::Story;
use refdesk::domain::literature::Relevance;
use refdesk::domain::{Lang, RequestId};

const FIRST: &str = "TY  - JOUR\nTI  - Interface engineering of sulfide electrolytes\nAU  - Wang, X\nT2  - Journal of Power Sources\nPY  - 2021\nVL  - 489\nSP  - 229\nEP  - 241\nAB  - Sulfide electrolytes conduct lithium.\nER  - \n\nTY  - JOUR\nTI  - Grain boundaries in garnet electrolytes\nAU  - Roe, A\nT2  - Solid State Ionics\nPY  - 2019\nVL  - 12\nSP  - 1\nER  - \n";
const SECOND: &str = "TY  - JOUR\nTI  - INTERFACE ENGINEERING OF SULFIDE ELECTROLYTES\nAU  - Wang, Xiaofei\nT2  - J POWER SOURCES\nPY  - 2021\nVL  - 489\nSP  - 229\nER  - \n\nTY  - JOUR\nTI  - Grain boundaries in garnet electrolytes\nAU  - Roe, Ann\nT2  - Electrochimica Acta\nPY  - 2019\nVL  - 31\nER  - \n\nTY  - JOUR\nTI  - Polymers for batteries: a survey of two decades\nAU  - Li, S\nPY  - 2018\nER  - \n";

/// Two runs of one request, an export attached to each.
fn searched() -> Story {
    let mut story = Story::new(Lang::Zh);
    story.receive("novelty", "固态电池界面", "王五");
    let mut story = story.start();
    for (database, file, text) in [("1", "1-a.ris", FIRST), ("2", "1-b.ris", SECOND)] {
        story.press("1 3 n").type_text(database);
        story.press("Ctrl-S Esc");
        story.arrives(file, text.as_bytes());
        story.press("0 Enter 4");
        if story.screen().contains("哪一次检索") {
            story.press(database);
        }
        story.press("Esc Esc");
    }
    story.press("Ctrl-R");
    story
}

fn judged(story: &mut Story) -> Vec<Option<Relevance>> {
    use refdesk::desk::{Look, Seen};
    match story
        .desk
        .look(&Look::Literature(RequestId(1)), &story.moment)
    {
        Ok(Seen::Literature(found)) => (0..found.works.len())
            .map(|work| found.stands(work).map(|judged| judged.relevance))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn documents_of_all_searches_are_told_apart_and_judged_by_keys_alone() {
    let mut story = searched();
    story.press("5");
    story
        .sees("文献  #1")
        .sees("题录 5，重复 1，文献 4；已判 0")
        .sees("可能同一篇");
    // The doubtful pair first: both are shown, and one key decides.
    story.press("Enter");
    story
        .sees("这两篇是同一篇吗")
        .sees("Solid State Ionics")
        .sees("Electrochimica Acta");
    story.press("1");
    story
        .sees("Interface engineering")
        .sees("Sulfide electrolytes conduct lithium");
    story
        .sees("固态电池界面")
        .sees("2 条题录同为此篇")
        .sees("1 密切相关");
    story.press("1");
    story.sees("Grain boundaries");
    story.press("3");
    story.sees("主题不同");
    story.press("2 Enter");
    story.sees("Polymers for batteries");
    story.press("2");
    story
        .sees("每一篇都判过了")
        .sees("已判 3：密切 1 一般 1 不相关 1");
    assert_eq!(
        judged(&mut story),
        [
            Some(Relevance::Close),
            Some(Relevance::None),
            Some(Relevance::Related)
        ]
    );
    story.press("y");
    story
        .sees("导入题录共 5 条")
        .sees("剔除重复 2 条，余 3 篇")
        .sees("排除 1 篇")
        .sees("研究对象不同  1")
        .sees("采用 2 篇：密切相关 1，一般相关 1");
    story.press("Esc");
    // Taken back with the same key as everything else; the list follows.
    story.press("u");
    story.sees("已判 2");
    assert_eq!(judged(&mut story)[2], None);
    story.press("Esc");
    story.sees_no("文献  #1");
}

#[test]
fn a_digit_struck_before_the_next_document_was_seen_judges_nothing() {
    let mut story = searched();
    story.press("5 j Enter");
    story.flush = false;
    story.press("1 1");
    story.sees("看清再按");
    assert_eq!(judged(&mut story).iter().flatten().count(), 1);
}

#[test]
fn a_request_without_exports_says_how_documents_come() {
    let mut story = Story::new(Lang::En);
    story.receive("novelty", "Solid electrolytes", "王五");
    let mut story = story.start();
    story.press("5");
    story.sees("No documents yet");
    story.press("1 Enter Esc");
    story.sees_no("No documents yet");
}

#[test]
fn a_document_is_found_by_a_word_and_what_is_judged_whole_is_counted_in_the_log() {
    let mut story = searched();
    story.press("5 /").type_text("Polymers");
    story.press("Enter");
    story.sees("5/5");
    story.press("Enter");
    story.sees("Polymers for batteries");
    // Everything is judged: the log takes the figures when the documents are left.
    for _ in 0..4 {
        story.press("1");
    }
    story.sees("每一篇都判过了");
    story.press("Esc");
    story.sees("保留数已按筛选结果更新");
    let kept: Vec<Option<u64>> = {
        use refdesk::desk::{Look, Seen};
        match story.desk.look(&Look::Case(RequestId(1)), &story.moment) {
            Ok(Seen::Case(case)) => case.runs.iter().map(|run| run.kept).collect(),
            other => panic!("{other:?}"),
        }
    };
    assert!(kept.iter().all(Option::is_some), "{kept:?}");
}
