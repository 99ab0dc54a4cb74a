//! Runs, products, notes and messages, and the journal behind them.

use refdesk::desk::command::{NewTalk, ProductDraft, RequestPatch, RunDraft};
use refdesk::desk::{Act, Command, Look, Seen};
use refdesk::domain::product::Stage;
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, Lang, RequestId, Uid};

use super::bench::Bench;

fn run(request: RequestId, query: &str, hits: Option<u64>, kept: Option<u64>) -> RunDraft {
    RunDraft {
        uid: Uid::now_v7(),
        request,
        database: "WoS Core".into(),
        platform: "Web of Science".into(),
        searched_on: None,
        query: query.into(),
        limits: String::new(),
        hits,
        kept,
        note: String::new(),
        ..RunDraft::default()
    }
}

#[test]
fn a_query_is_kept_exactly_as_it_was_run() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    let query = "#1 TS=(sulfide NEAR/3 SSE)\n#2  TS=(\"solid state\")\n#3 #1 AND #2  ";
    bench.does(&Command::AddRun(Box::new(run(
        id,
        query,
        Some(841),
        Some(21),
    ))));
    assert_eq!(bench.case(id).runs[0].query, query);
}

#[test]
fn a_review_is_not_asked_for_while_a_run_lacks_its_date() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    bench.does(&Command::AddRun(Box::new(run(id, "TS=x", Some(1), None))));
    assert_eq!(bench.refuses(id, Act::Submit), "r07-run-incomplete");
}

#[test]
fn more_cannot_be_kept_than_was_found() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    let refusal = bench
        .tries(&Command::AddRun(Box::new(run(id, "x", Some(3), Some(4)))))
        .unwrap_err();
    assert_eq!(refusal.said.key, "run-kept-above-hits");
}

#[test]
fn a_product_goes_through_its_stages_with_two_people_and_then_stays_as_it_is() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "固态电池", "王五");
    bench.sit("li");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    let kind = {
        let key = refdesk::domain::ServiceKey::new("citation_cert");
        bench.settings.service(&key).unwrap().products[0]
            .key
            .clone()
    };
    let draft = |title: &str| ProductDraft {
        uid: Uid::now_v7(),
        request: id,
        kind: kind.clone(),
        title: title.into(),
        in_hands_of: None,
        searcher: None,
        reviewer: None,
        due: None,
        feedback: String::new(),
        note: String::new(),
    };
    bench.does(&Command::AddProduct(Box::new(draft("查新报告"))));
    let go = |bench: &mut Bench, to: Stage| {
        let product = bench.case(id).products.pop().unwrap();
        bench.tries(&Command::MoveProduct {
            product: product.id,
            rev: product.rev,
            to,
            reason: None,
            delivered_to: Some("王五".into()),
        })
    };
    assert!(
        go(&mut bench, Stage::Delivered).is_err(),
        "not past the review"
    );
    // R07: a review reads what was searched.
    assert!(go(&mut bench, Stage::InReview).is_err(), "nothing searched");
    bench.searches(id);
    go(&mut bench, Stage::InReview).unwrap();
    assert!(
        go(&mut bench, Stage::Signed).is_err(),
        "a searcher does not sign"
    );
    bench.sit("zhao");
    go(&mut bench, Stage::Signed).unwrap();
    let product = bench.case(id).products.pop().unwrap();
    let refusal = bench
        .tries(&Command::EditProduct {
            product: product.id,
            rev: product.rev,
            draft: Box::new(draft("改题名")),
        })
        .unwrap_err();
    assert_eq!(refusal.said.key, "r12-frozen");
    bench.sit("li");
    assert!(
        go(&mut bench, Stage::Issued).is_err(),
        "nothing goes out before its case"
    );
    bench.acts(id, Act::Submit);
    bench.sit("zhao");
    bench.acts(id, Act::Sign);
    bench.sit("li");
    bench.acts(id, Act::Issue);
    go(&mut bench, Stage::Delivered).unwrap();
    let product = bench.case(id).products.pop().unwrap();
    bench.does(&Command::NewVersion {
        product: product.id,
        rev: product.rev,
        uid: Uid::now_v7(),
    });
    let products = bench.case(id).products;
    assert_eq!(
        (products.len(), products[1].version, products[1].supersedes),
        (2, 2, Some(product.id))
    );
}

#[test]
fn a_past_answer_is_found_while_a_like_question_is_answered() {
    let mut bench = Bench::new();
    let old = bench.receives("enquiry", "EndNote 怎么导入知网题录", "王五");
    bench.does(&Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request: old,
        kind: TalkKind::Sent,
        channel: Some(Channel::Wechat),
        lang: Lang::Zh,
        text: "请在知网选择 EndNote 格式导出，再从 File-Import 导入题录。".into(),
    })));
    let new = bench.receives("enquiry", "知网题录导入", "李四");
    let Seen::PastAnswers(answers) = bench.looks(&Look::PastAnswers {
        request: new,
        words: String::new(),
        limit: 5,
    }) else {
        panic!()
    };
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0].request, old);
}

#[test]
fn a_note_has_no_channel_and_a_message_has_one() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "问", "王五");
    let say = |kind, channel| {
        Command::Say(Box::new(NewTalk {
            uid: Uid::now_v7(),
            request: id,
            kind,
            channel,
            lang: Lang::Zh,
            text: "他很急".into(),
        }))
    };
    bench.does(&say(TalkKind::Note, Some(Channel::Mail)));
    assert_eq!(bench.case(id).talks[0].channel, None);
    let refusal = bench.tries(&say(TalkKind::Sent, None)).unwrap_err();
    assert_eq!(refusal.said.key, "talk-channel-missing");
}

#[test]
fn the_journal_holds_and_keeps_no_name_of_a_client_in_its_chain() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "问", "王五");
    bench.acts(id, Act::Accept);
    let health = bench.desk.verify_journal().unwrap();
    assert!(health.broken.is_empty() && health.entries >= 5);
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    refdesk::store::fence::register(&db, i64::MAX).unwrap();
    let chained: i64 = db
        .query_row(
            "SELECT count(*) FROM journal WHERE changes LIKE '%王五%'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(chained, 0);
    let apart: i64 = db
        .query_row(
            "SELECT count(*) FROM journal_personal WHERE data LIKE '%王五%'",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert!(apart >= 1);
    db.execute("UPDATE journal_personal SET data = NULL", [])
        .unwrap();
    drop(db);
    assert!(
        bench.desk.verify_journal().unwrap().broken.is_empty(),
        "a person can be erased"
    );
}

#[test]
fn no_text_that_may_name_somebody_stands_in_the_chain_and_undo_reads_both_parts() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "欧阳某的问题", "王五");
    let told = bench.does(&Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request: id,
        kind: TalkKind::Note,
        channel: None,
        lang: Lang::Zh,
        text: "欧阳某很急".into(),
    })));
    let declined = bench.acts(
        id,
        Act::Decline {
            reason: "欧阳某不来了".into(),
        },
    );
    let edited = bench.acts(
        id,
        Act::Edit(Box::new(RequestPatch {
            title: Some("欧阳某的第二个问题".into()),
            ..RequestPatch::default()
        })),
    );
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    let chained: Vec<String> = db
        .prepare("SELECT kind FROM journal WHERE changes || coalesce(made_of, '') LIKE '%欧阳%'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(chained, [""; 0]);
    assert!(bench.desk.verify_journal().unwrap().broken.is_empty());

    for done in [edited, declined, told] {
        let seq = done.seq.unwrap();
        bench.does(&Command::Undo { seq });
    }
    let case = bench.case(id);
    assert_eq!(case.request.title, "欧阳某的问题");
    assert_eq!(case.request.status, refdesk::domain::Status::Submitted);
    assert_eq!(case.talks, []);

    // What was erased is not put back.
    let seq = bench.acts(id, Act::Claim).seq.unwrap();
    bench.does(&Command::Undo { seq });
    let seq = bench
        .acts(
            id,
            Act::Decline {
                reason: "不办".into(),
            },
        )
        .seq
        .unwrap();
    refdesk::store::fence::register(&db, i64::MAX).unwrap();
    db.execute("UPDATE journal_personal SET data = NULL", [])
        .unwrap();
    let refused = bench.tries(&Command::Undo { seq }).unwrap_err();
    assert_eq!(refused.said.key, "undo-erased");
}

#[test]
fn an_entry_that_was_tampered_with_is_named() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "问", "王五");
    let seq = bench.acts(id, Act::Accept).seq.unwrap();
    bench.acts(id, Act::Claim);
    let db = rusqlite::Connection::open(&bench.path).unwrap();
    refdesk::store::fence::register(&db, i64::MAX).unwrap();
    assert!(
        db.execute("UPDATE journal SET at = 'x' WHERE seq = ?1", [seq.0])
            .is_err()
    );
    db.execute_batch("DROP TRIGGER journal_stays_as_written")
        .unwrap();
    db.execute(
        "UPDATE journal SET changes = replace(changes, 'accepted', 'declined') WHERE seq = ?1",
        [seq.0],
    )
    .unwrap();
    drop(db);
    let broken = bench.desk.verify_journal().unwrap().broken;
    assert_eq!(broken.iter().map(|b| b.seq).collect::<Vec<_>>(), [seq.0]);
}

#[test]
fn a_past_answer_is_offered_without_the_name_and_the_number_of_the_one_it_went_to() {
    let mut bench = Bench::new();
    let first = bench.receives("enquiry", "固态电池怎么检索", "王五");
    bench.does(&Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request: first,
        kind: TalkKind::Sent,
        channel: Some(Channel::Wechat),
        lang: Lang::Zh,
        text: "王老师您好，“固态电池怎么检索”（#1）请于11月30日前来取。王五的材料齐了。张主任"
            .into(),
    })));
    let second = bench.receives("enquiry", "固态电池检索式", "赵六");
    let seen = bench.looks(&Look::PastAnswers {
        request: second,
        words: "固态电池".into(),
        limit: 5,
    });
    let Seen::PastAnswers(answers) = seen else {
        panic!()
    };
    assert_eq!(
        answers[0].text,
        "{client}老师您好，“{title}”（{request}）请于{date}前来取。{client}的材料齐了。{staff}"
    );
}
