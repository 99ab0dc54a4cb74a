use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;

use super::story::*;
use super::*;
use crate::desk::command::ClientChoice;
use crate::desk::{Act, Command};
use crate::domain::product::Stage;
use crate::domain::talk::TalkKind;
use crate::domain::{Channel, Lang, Names, RequestId, ServiceKey, StaffId, Uid};

fn zh() -> Here {
    here(Lang::Zh)
}

fn aim() -> Aim {
    Aim::at(&request())
}

fn prompt(make: impl FnOnce(&Here) -> Prompt) -> Story {
    let here = zh();
    let form = Form::Prompt(Box::new(make(&here)));
    Story::new(here, form)
}

fn act(story: Story) -> Act {
    match story.submitted() {
        Command::On { target, act } => {
            assert_eq!(target.request, RequestId(1042));
            assert!(target.rev.is_some());
            act
        }
        other => panic!("{other:?}"),
    }
}

fn nobody() -> Seen {
    Seen::Clients(Vec::new())
}

#[test]
fn enter_struck_before_the_desk_answers_waits_for_who_is_meant() {
    let line = "化学学院 王五 查新 固态电池 13800000000";
    let ahead = capture().type_text(line).press("enter");
    assert_eq!(ahead.last, FormStep::Stay, "nothing goes out yet");
    let Command::Receive(new) = ahead.seen(known_client()).submitted() else {
        panic!()
    };
    assert_eq!(new.client, ClientChoice::Known(ClientId(7)));
    // Whoever strikes it again does not wait for a desk that is slow.
    let again = capture().type_text(line).presses("enter enter");
    assert!(matches!(again.submitted(), Command::Receive(_)));
    // Typing on takes the first one back.
    let on = capture().type_text(line).press("enter").type_text(" 急");
    assert!(matches!(on.seen(known_client()).last, FormStep::Ask(_)));
}

fn capture() -> Story {
    let here = zh();
    let form = Form::Capture(Box::new(Capture::new(Uid::nil(), &here)));
    Story::new(here, form)
}

#[test]
fn a_line_heard_at_the_counter_is_a_request_with_one_enter() {
    let line = "化学学院王老师 查收查引 职称评审 32篇 下周五要 13800000000";
    let story = capture().type_text(line).seen(nobody());
    let Command::Receive(new) = story.press("enter").submitted() else {
        panic!()
    };
    assert_eq!(new.service, ServiceKey::new("citation_cert"));
    assert_eq!(new.count, Some(32));
    assert_eq!(new.channel, Channel::Counter);
    assert_eq!(new.wanted.map(|due| due.on), Some(date(2026, 11, 27)));
    let ClientChoice::New(client) = new.client else {
        panic!("{:?}", new.client)
    };
    assert_eq!(client.phone, "13800000000");
    assert!(new.heard.unwrap().contains("32篇"));
}

#[test]
fn a_unit_said_without_its_ending_is_understood_as_the_unit() {
    let story = capture()
        .type_text("张老师 化学 138… 职称 32篇 周五要")
        .seen(nobody());
    let Command::Receive(new) = story.press("enter").submitted() else {
        panic!()
    };
    let ClientChoice::New(client) = new.client else {
        panic!("{:?}", new.client)
    };
    assert_eq!(client.unit, "化学");
    assert_eq!(new.count, Some(32));
    assert_eq!(new.wanted.map(|due| due.on), Some(date(2026, 11, 27)));
}

/// What the form gives to the store after one line and Enter.
fn received(line: &str) -> Box<crate::desk::command::NewRequest> {
    let story = capture().type_text(line).press("enter").seen(nobody());
    let Command::Receive(new) = story.submitted() else {
        panic!("{line}")
    };
    new
}

#[test]
fn what_was_heard_stands_in_the_fields_of_the_same_meaning() {
    let new = received("化学学院张老师 查收查引 SCI 职称 32篇 下周五要 13800000000");
    let expected = json!({
        "applicant_zh": "张老师", "unit": "化学学院", "purpose": "title", "size": "over_10",
        "citations": true, "databases": ["scie"], "wanted_by": "2026-11-27",
    });
    assert_eq!(json!(new.fields), expected);
    let ClientChoice::New(client) = new.client else {
        panic!()
    };
    assert_eq!(
        (client.name.as_str(), client.title.as_str()),
        ("张老师", "")
    );

    let new =
        received("Prof Wang, chemistry, novelty search on graphene film, grant, wang@x.example");
    let expected = json!({
        "title_en": "graphene film", "purpose": "proposal",
        "commissioner": "Wang", "contact": "Wang wang@x.example",
    });
    assert_eq!(json!(new.fields), expected);
    let ClientChoice::New(client) = new.client else {
        panic!()
    };
    assert_eq!(
        (client.name.as_str(), client.title.as_str()),
        ("Wang", "Prof")
    );
}

#[test]
fn every_service_takes_the_title_into_a_field_that_acceptance_asks_for() {
    let here = zh();
    for def in here.settings.services() {
        let name = &def.names.zh;
        let new = received(&format!("化学学院张老师 {name} 低空经济 12篇 11月30日"));
        assert_eq!(new.service, def.key, "{name}");
        let without = def.missing(&Default::default()).len();
        let still = def.missing(&new.fields.into_iter().collect()).len();
        assert!(still < without, "{name}: {still} of {without}");
    }
}

#[test]
fn several_lines_pasted_into_the_line_open_the_full_form_with_each_in_its_field() {
    let pasted = "张老师 化学学院 查收查引\r\n论文清单：\r\n1. 梯度界面层, 某刊, 2024\r\n2. 原位固化, 某刊, 2025\r\n收录数据库：SCI、EI\r\n作者署名请按新名\r\n周五要\r\n";
    let story = capture().paste(pasted);
    let sheet = story.form.sheet().unwrap();
    assert!(matches!(story.form, Form::Request(_)));
    assert_eq!(sheet.notice.as_ref().unwrap().key, "form-pasted-filled");
    assert!(sheet.exact("heard").contains("作者署名请按新名"));
    let Command::Receive(new) = story.press("ctrl-s").submitted() else {
        panic!()
    };
    assert_eq!(new.service, ServiceKey::new("citation_cert"));
    assert_eq!(
        new.fields["paper_list"],
        json!("1. 梯度界面层, 某刊, 2024\n2. 原位固化, 某刊, 2025")
    );
    assert_eq!(new.fields["databases"], json!(["scie", "ei"]));
    assert_eq!(new.wanted.map(|due| due.on), Some(date(2026, 11, 27)));
    assert!(!new.title.contains("梯度"), "{}", new.title);
    let heard = new.heard.unwrap();
    for line in pasted.lines() {
        assert!(heard.contains(line.trim()), "{line} is lost");
    }
}

#[test]
fn lines_that_name_the_client_the_unit_and_the_title_are_taken_at_their_word() {
    let pasted = "委托人：欧阳静怡\n单位：材料科学与工程学院\n电话：13800001111\n委托事项：科技查新\n题目：周五讲座用的固态电池\n请尽快";
    let story = capture().paste(pasted);
    let Command::Receive(new) = story.press("ctrl-s").submitted() else {
        panic!()
    };
    assert_eq!(new.service, ServiceKey::new("novelty"));
    assert_eq!(new.title, "周五讲座用的固态电池");
    let ClientChoice::New(client) = new.client else {
        panic!()
    };
    assert_eq!(client.name, "欧阳静怡");
    assert_eq!(client.unit, "材料科学与工程学院");
    assert_eq!(client.phone, "13800001111");
    assert!(new.heard.unwrap().contains("请尽快"));
}

#[test]
fn numbered_lines_without_a_name_go_to_the_list_and_typed_words_stay_before_the_paste() {
    let story = capture()
        .type_text("微信 李老师 查收查引 ")
        .paste("SCI 2篇\n1. 甲文\n2. 乙文");
    let Command::Receive(new) = story.press("ctrl-s").submitted() else {
        panic!()
    };
    assert_eq!(new.fields["paper_list"], json!("1. 甲文\n2. 乙文"));
    assert_eq!((new.count, new.channel), (Some(2), Channel::Wechat));
    let ClientChoice::New(client) = new.client else {
        panic!()
    };
    assert_eq!(client.name, "李老师");
}

#[test]
fn one_pasted_line_stays_a_line() {
    let story = capture().paste("李老师 查新 海水提铀\n");
    assert!(matches!(story.form, Form::Capture(_)));
}

#[test]
fn a_known_client_is_taken_with_two_keys_and_their_open_requests_warn() {
    let story = capture()
        .type_text("王五 查新 固态电池")
        .seen(known_client())
        .presses("down enter");
    assert!(matches!(
        &story.last,
        FormStep::Ask(Look::ClientCase(ClientId(7)))
    ));
    let story = story.seen(client_case());
    let Form::Capture(form) = &story.form else {
        panic!()
    };
    assert_eq!(form.repeats.len(), 1);
    let Command::Receive(new) = story.press("enter").submitted() else {
        panic!()
    };
    assert_eq!(new.client, ClientChoice::Known(ClientId(7)));
}

#[test]
fn somebody_of_a_like_name_brings_no_warning_of_another_persons_requests() {
    let like = capture()
        .type_text("王五 查新 固态电池")
        .seen(known_client());
    assert_eq!(like.last, FormStep::Stay);
    let sure = capture()
        .type_text("王老师 查新 固态电池 13800000000")
        .seen(known_client());
    assert_eq!(sure.last, FormStep::Ask(Look::ClientCase(ClientId(7))));
}

#[test]
fn a_service_that_was_not_said_is_asked_before_saving() {
    let story = capture().type_text("李四 请帮忙").press("enter");
    let story = story.seen(nobody());
    assert_eq!(story.last, FormStep::Stay);
    assert_eq!(story.faults(), [("service".to_owned(), "form-error-empty")]);
    let story = story.type_text("kjcx").press("enter");
    let Command::Receive(new) = story.press("enter").submitted() else {
        panic!()
    };
    assert_eq!(new.service, ServiceKey::new("novelty"));
}

#[test]
fn the_channel_goes_round_with_one_key() {
    let story = capture()
        .type_text("李四 查新 电池")
        .seen(nobody())
        .presses("ctrl-r ctrl-r enter");
    let Command::Receive(new) = story.submitted() else {
        panic!()
    };
    assert_eq!(new.channel, Channel::Wechat);
}

#[test]
fn the_line_goes_on_to_the_full_form_with_everything_filled_in() {
    let story = capture()
        .type_text("李四 查新 固态电池 国内外 13800000000")
        .press("ctrl-n");
    let sheet = story.form.sheet().unwrap();
    assert_eq!(sheet.picked("service").as_deref(), Some("novelty"));
    assert_eq!(sheet.text("client_phone"), "13800000000");
    assert_eq!(sheet.picked("field.scope").as_deref(), Some("both"));
    assert!(sheet.text("heard").contains("固态电池"));
    assert!(!sheet.row("field.title_en").unwrap().absent);
}

#[test]
fn what_the_rows_above_say_is_not_asked_again_below() {
    let story = capture().type_text("查收查引 12篇").press("ctrl-n");
    let size = |story: &Story| story.form.sheet().unwrap().picked("field.size");
    assert_eq!(size(&story).as_deref(), Some("over_10"));
    let story = story.press("tab").type_text("李四");
    let story = story.press("tab").type_text("化学学院");
    let sheet = story.form.sheet().unwrap();
    assert_eq!(sheet.text("field.applicant_zh"), "李四");
    assert_eq!(sheet.text("field.unit"), "化学学院");
    // It follows the row above, until something else is written in it.
    let story = story.presses("tab tab tab backspace");
    assert_eq!(size(&story).as_deref(), Some("up_to_10"));
    let story = story.presses("tab tab").type_text("甲");
    let story = story.presses("backtab backtab backtab backtab backtab backtab");
    assert_eq!(
        story.form.sheet().unwrap().focused().unwrap().key,
        "client_name"
    );
    let story = story.type_text("光");
    let sheet = story.form.sheet().unwrap();
    assert_eq!(sheet.text("client_name"), "李四光");
    assert_eq!(sheet.text("field.applicant_zh"), "李四甲");
}

#[test]
fn a_telephone_number_has_a_figure_in_it() {
    let story = capture().type_text("查收查引 2篇").press("ctrl-n");
    let story = story
        .presses("tab tab tab")
        .type_text("abc电话")
        .press("ctrl-s");
    let error = |story: &Story| {
        story
            .form
            .sheet()
            .unwrap()
            .row("client_phone")
            .unwrap()
            .error
            .clone()
    };
    assert_eq!(error(&story).unwrap().key, "form-error-phone");
    assert!(error(&story.type_text("138…").press("ctrl-s")).is_none());
}

fn edit_request() -> Story {
    let here = zh();
    let mut form = RequestForm::edit(&request(), Some(&client()), &here);
    form.sheet.focus("title");
    Story::new(here, Form::Request(Box::new(form)))
}

#[test]
fn an_edit_begins_at_the_first_gap_that_acceptance_will_ask_for() {
    let here = zh();
    let begins = |request: &crate::domain::Request| {
        let form = RequestForm::edit(request, Some(&client()), &here);
        form.sheet.focused().map(|row| row.key.clone())
    };
    let mut request = request();
    let def = here.settings.service(&request.service).unwrap();
    let gap = def.missing(&request.fields)[0].key.clone();
    assert_eq!(begins(&request), Some(format!("field.{gap}")));
    for field in &def.fields {
        request.fields.insert(field.key.clone(), json!("x"));
    }
    assert_eq!(begins(&request).as_deref(), Some("title"));
}

#[test]
fn an_edit_sends_only_what_changed() {
    let story = edit_request().type_text(" 研究").press("ctrl-s");
    let Act::Edit(patch) = act(story) else {
        panic!()
    };
    assert_eq!(
        patch.title.as_deref(),
        Some("固态电池硫化物电解质界面 研究")
    );
    assert_eq!(
        (patch.client, patch.service, patch.channel),
        (None, None, None)
    );
    assert_eq!((patch.count, patch.secrecy), (None, None));
    assert!(patch.fields.is_empty());
}

#[test]
fn a_field_that_no_longer_applies_is_emptied_when_saved() {
    let mut story = edit_request();
    if let Form::Request(form) = &mut story.form {
        form.sheet.focus("field.scope");
    }
    let story = story.type_text("1");
    assert!(
        story
            .form
            .sheet()
            .unwrap()
            .row("field.title_en")
            .unwrap()
            .absent
    );
    let Act::Edit(patch) = act(story.press("ctrl-s")) else {
        panic!()
    };
    assert_eq!(patch.fields.get("scope"), Some(&json!("domestic")));
}

#[test]
fn another_service_keeps_what_fits_and_the_way_back_keeps_all() {
    let mut story = edit_request();
    let choose = |story: &mut Story, key: &str| {
        if let Form::Request(form) = &mut story.form {
            form.sheet.choose("service", Some(key));
            let step = sheet::SheetStep::Changed("service".into());
            form.step(step, &story.here);
        }
    };
    choose(&mut story, "training");
    let Form::Request(form) = &story.form else {
        panic!()
    };
    assert_eq!(form.sheet.text("title"), "固态电池硫化物电解质界面");
    assert!(form.sheet.row("field.scope").is_none());
    choose(&mut story, "novelty");
    let sheet = story.form.sheet().unwrap();
    assert_eq!(sheet.picked("field.scope").as_deref(), Some("both"));
}

#[test]
fn what_acceptance_will_ask_for_is_counted_and_stands_open() {
    let story = edit_request();
    let Form::Request(form) = &story.form else {
        panic!()
    };
    let (_, wanting) = form.tally();
    assert!(wanting > 3, "{wanting}");
    let folded: Vec<_> = form.sheet.rows.iter().filter(|r| r.folded).collect();
    assert!(folded.iter().all(|row| row.need == row::Need::Optional));
}

#[test]
fn a_new_client_is_saved_and_a_wrong_orcid_is_not() {
    let here = zh();
    let form = ClientForm::new(Uid::nil(), ClientFor::Request(aim()));
    let mut story = Story::new(here, Form::Client(Box::new(form)));
    story = story.type_text("赵博士");
    assert!(
        matches!(&story.last, FormStep::Ask(Look::LikelyClients { name, .. }) if name == "赵博士")
    );
    if let Form::Client(form) = &mut story.form {
        form.sheet.focus("orcid");
    }
    story = story.type_text("0000-0002-1825-0098");
    assert_eq!(story.faults(), [("orcid".to_owned(), "form-error-orcid")]);
    story = story.press("ctrl-s");
    assert_eq!(story.last, FormStep::Stay);
    story = story.press("backspace").type_text("7").press("ctrl-s");
    let Act::Edit(patch) = act(story) else {
        panic!()
    };
    assert!(matches!(patch.client, Some(ClientChoice::New(draft)) if draft.name == "赵博士"));
}

#[test]
fn enter_on_a_likely_client_uses_that_one() {
    let here = zh();
    let form = ClientForm::new(Uid::nil(), ClientFor::Request(aim()));
    let story = Story::new(here, Form::Client(Box::new(form)))
        .type_text("王五")
        .seen(known_client())
        .presses("down enter");
    let Act::Edit(patch) = act(story) else {
        panic!()
    };
    assert_eq!(patch.client, Some(ClientChoice::Known(ClientId(7))));
}

fn run() -> Story {
    let here = zh();
    let form = Form::Run(Box::new(RunForm::new(Uid::nil(), aim(), &here)));
    Story::new(here, form)
}

#[test]
fn a_run_takes_its_platform_from_the_database_and_keeps_the_query_exactly() {
    let query = "#1 SU=固态电池*(硫化物+LPS)\n\n#2 TS=(sulfide NEAR/3 SSE)  ";
    let story = run().type_text("1");
    assert!(!story.form.sheet().unwrap().text("platform").is_empty());
    let mut story = story;
    if let Form::Run(form) = &mut story.form {
        form.sheet.focus("query");
    }
    story = story.paste(&query.replace('\n', "\r\n"));
    if let Form::Run(form) = &mut story.form {
        form.sheet.focus("hits");
    }
    let story = story.type_text("１，４８２").press("tab").type_text("57");
    let Command::AddRun(draft) = story.press("ctrl-s").submitted() else {
        panic!()
    };
    assert_eq!(draft.query, query);
    assert_eq!((draft.hits, draft.kept), (Some(1482), Some(57)));
    assert_eq!(draft.searched_on, Some(date(2026, 11, 22)));
}

#[test]
fn more_kept_than_hits_is_said_at_once() {
    let mut story = run().type_text("1");
    if let Form::Run(form) = &mut story.form {
        form.sheet.set_text("hits", "5");
        form.sheet.set_text("kept", "6");
    }
    let story = story.press("ctrl-s");
    assert_eq!(
        story.faults(),
        [("kept".to_owned(), "form-error-kept-over-hits")]
    );
}

#[test]
fn a_database_nobody_listed_may_be_typed() {
    let story = run().type_text("Embase").press("enter").press("ctrl-s");
    let Command::AddRun(draft) = story.submitted() else {
        panic!()
    };
    assert!(draft.database.starts_with("Embase"), "{}", draft.database);
    let story = run().type_text("zzzzqqq").press("enter").press("ctrl-s");
    let Command::AddRun(draft) = story.submitted() else {
        panic!()
    };
    assert_eq!(draft.database, "zzzzqqq");
}

#[test]
fn nobody_reviews_what_they_searched() {
    let here = zh();
    let form = ProductForm::new(Uid::nil(), &request(), &here);
    let mut story = Story::new(here, Form::Product(Box::new(form)));
    if let Form::Product(form) = &mut story.form {
        form.sheet.focus("reviewer");
    }
    let story = story.type_text("1").press("ctrl-s");
    assert_eq!(story.last, FormStep::Stay);
    assert_eq!(
        story.faults(),
        [("reviewer".to_owned(), "form-error-reviewer-is-searcher")]
    );
    let story = story.type_text("zhaoliu").press("enter").press("ctrl-s");
    let Command::AddProduct(draft) = story.submitted() else {
        panic!()
    };
    assert_eq!(draft.reviewer, Some(StaffId(2)));
}

#[test]
fn a_product_goes_back_only_with_a_reason() {
    let story = prompt(|_| Prompt::move_product(&product(), &request()));
    assert!(
        story.form.sheet().unwrap().row("reason").unwrap().absent
            == (Stage::Returned.key() != story.form.sheet().unwrap().picked("to").unwrap())
    );
    let story = story
        .press("right")
        .type_text("退回")
        .press("enter")
        .press("ctrl-s");
    assert_eq!(story.faults(), [("reason".to_owned(), "form-error-empty")]);
    let story = story.type_text("补检").press("enter");
    let Command::MoveProduct { to, reason, .. } = story.submitted() else {
        panic!()
    };
    assert_eq!((to, reason.as_deref()), (Stage::Returned, Some("补检")));
}

#[test]
fn a_note_is_internal_and_a_message_is_outgoing() {
    let here = zh();
    let note = TalkForm::note(Uid::nil(), &case(), &here);
    let story = Story::new(here, Form::Talk(Box::new(note)));
    assert_eq!(story.form.air(), Air::Internal);
    let story = story
        .type_text("先查")
        .press("enter")
        .type_text("CNKI")
        .press("ctrl-s");
    let Command::Say(talk) = story.submitted() else {
        panic!()
    };
    assert_eq!((talk.kind, talk.channel), (TalkKind::Note, None));
    assert_eq!(talk.text, "先查\nCNKI");
}

#[test]
fn a_template_fills_its_gaps_and_open_gaps_are_not_sent() {
    let here = zh();
    let form = TalkForm::message(Uid::nil(), TalkKind::Sent, &case(), &here);
    let mut story = Story::new(here, Form::Talk(Box::new(form)));
    assert_eq!(story.form.air(), Air::Outgoing);
    if let Form::Talk(form) = &mut story.form {
        form.sheet.focus("template");
    }
    story = story.type_text("1");
    let text = story.form.sheet().unwrap().exact("text");
    assert!(text.contains("王五"), "{text}");
    let Form::Talk(form) = &story.form else {
        panic!()
    };
    let open = form.open_gaps();
    story = story.press("ctrl-s");
    assert_eq!(
        matches!(story.last, FormStep::Submit(_)),
        open.is_empty(),
        "{open:?}"
    );
}

#[test]
fn a_past_answer_goes_in_behind_what_is_written() {
    let here = zh();
    let form = TalkForm::message(Uid::nil(), TalkKind::Sent, &case(), &here);
    let story = Story::new(here, Form::Talk(Box::new(form)));
    assert!(matches!(
        story.form.first_look(),
        Some(Look::PastAnswers { .. })
    ));
    let story = story
        .seen(past_answers())
        .type_text("好的。")
        .presses("down enter ctrl-s");
    let Command::Say(talk) = story.submitted() else {
        panic!()
    };
    assert_eq!(talk.text, "好的。\n王老师您好：\n报告已出。");
    assert_eq!(talk.channel, Some(Channel::Wechat));
}

#[test]
fn a_usual_reason_costs_a_digit_and_enter() {
    let story = prompt(|h| Prompt::reason(Wish::Decline, aim(), &[], h)).presses("1 enter");
    let Act::Decline { reason } = act(story) else {
        panic!()
    };
    assert_eq!(reason, "不在我部服务范围");
}

#[test]
fn the_last_reason_comes_first_and_digits_inside_a_reason_are_text() {
    let recent = ["材料太少".to_owned()];
    let story = prompt(|h| Prompt::reason(Wish::Wait, aim(), &recent, h)).presses("1 enter");
    let Act::Wait { reason } = act(story) else {
        panic!()
    };
    assert_eq!(reason, "材料太少");
    let story = prompt(|h| Prompt::reason(Wish::Wait, aim(), &recent, h))
        .type_text("缺第2篇")
        .press("enter");
    let Act::Wait { reason } = act(story) else {
        panic!()
    };
    assert_eq!(reason, "缺第2篇");
}

#[test]
fn a_reason_is_asked_where_it_is_needed_and_nowhere_else() {
    let story = prompt(|h| Prompt::reason(Wish::Cancel, aim(), &[], h)).press("enter");
    assert_eq!(story.faults(), [("reason".to_owned(), "form-error-empty")]);
    let story = prompt(|h| Prompt::reason(Wish::Close, aim(), &[], h)).press("enter");
    assert_eq!(act(story), Act::Close { reason: None });
}

#[test]
fn a_day_to_defer_to_is_typed_as_people_say_it() {
    let story = prompt(|h| Prompt::defer(aim(), &[], h))
        .type_text("周五")
        .presses("enter 1 enter");
    let Act::Defer { until, .. } = act(story) else {
        panic!()
    };
    assert_eq!(until, date(2026, 11, 27));
    let story = prompt(|h| Prompt::defer(aim(), &[], h))
        .type_text("今天")
        .presses("enter 1 enter");
    assert_eq!(
        story.faults(),
        [("until".to_owned(), "form-error-day-past")]
    );
}

#[test]
fn a_colleague_is_found_by_initials() {
    let story = prompt(|h| Prompt::assign(aim(), None, h))
        .type_text("zl")
        .press("enter");
    assert_eq!(act(story), Act::Assign { to: StaffId(2) });
}

#[test]
fn the_other_request_is_found_by_words_or_given_by_its_number() {
    let story = prompt(|h| Prompt::same_as(Wish::DuplicateOf, aim(), &[], h)).type_text("电池");
    assert!(matches!(&story.last, FormStep::Ask(Look::Queue { search, .. }) if search == "电池"));
    let story = story.seen(queue()).presses("down enter 1 enter");
    let Act::DuplicateOf { of, .. } = act(story) else {
        panic!()
    };
    assert_eq!(of, RequestId(1039));
    let story = prompt(|h| Prompt::same_as(Wish::MergeInto, aim(), &[], h))
        .type_text("#1042")
        .presses("enter 1 enter");
    assert_eq!(story.faults(), [("of".to_owned(), "form-error-same-as")]);
}

#[test]
fn tags_are_the_difference_between_before_and_after() {
    let tags = ["博士".to_owned()];
    let story = prompt(|_| Prompt::tags(aim(), &tags))
        .press("ctrl-u")
        .type_text("加急 材料齐")
        .press("enter");
    let Act::Tag { add, remove } = act(story) else {
        panic!()
    };
    assert_eq!(add, ["加急", "材料齐"]);
    assert_eq!(remove, ["博士"]);
}

#[test]
fn an_agreed_hour_needs_its_day_and_an_empty_day_takes_it_back() {
    let story = prompt(|_| Prompt::agree(&request()))
        .type_text("11-25")
        .press("enter")
        .type_text("14点半")
        .press("enter");
    let Act::Agree { due: Some(due) } = act(story) else {
        panic!()
    };
    assert_eq!(due.on, date(2026, 11, 25));
    assert_eq!(due.at, Some(jiff::civil::time(14, 30, 0, 0)));
    let story = prompt(|_| Prompt::agree(&request())).press("ctrl-s");
    assert_eq!(act(story), Act::Agree { due: None });
}

#[test]
fn minutes_come_with_the_services_own_defaults() {
    let story = prompt(|h| Prompt::spend(&request(), h)).presses("ctrl-u 9 0 ctrl-s");
    let Command::Spend {
        minutes, read, on, ..
    } = story.submitted()
    else {
        panic!()
    };
    assert_eq!((minutes, read, on), (90, 5, None));
}

#[test]
fn a_question_is_answered_by_another_key_than_the_one_that_asked() {
    let here = zh();
    let confirm = Confirm::new(
        aim(),
        crate::domain::Sentence::new("form-cancel"),
        vec![],
        aim().command(Act::Archive),
    );
    let story = Story::new(here, Form::Confirm(Box::new(confirm)));
    let story = story.presses("X X K enter");
    assert_eq!(story.last, FormStep::Stay);
    assert_eq!(act(story.press("1")), Act::Archive);
}

#[test]
fn a_refusal_stands_at_its_field_and_everything_typed_stays() {
    let mut story = run().type_text("1");
    let refusal = Refusal::missing("hits", "form-error-number").with("value", "x");
    story.form.refused(&refusal);
    assert_eq!(story.faults(), [("hits".to_owned(), "form-error-number")]);
    assert!(story.form.sheet().unwrap().picked("database").is_some());

    let mut story = edit_request();
    let field = Names::new("查新点", "Novelty points");
    let points = story
        .form
        .sheet()
        .unwrap()
        .rows
        .iter()
        .find(|r| r.label == Label::Names(field.clone()));
    let named = points.map_or(
        story
            .form
            .sheet()
            .unwrap()
            .rows
            .last()
            .unwrap()
            .label
            .clone(),
        |r| r.label.clone(),
    );
    let Label::Names(names) = named else { panic!() };
    let refusal = Refusal::missing("fields", "service-r22-fields-missing")
        .with("fields", vec![crate::domain::Arg::Names(names)]);
    story.form.refused(&refusal);
    assert_eq!(story.faults().len(), 1);
}

#[test]
fn esc_leaves_every_form_with_its_text() {
    let here = zh();
    for form in all_forms(&here) {
        let mut story = Story::new(zh(), form).type_text("字");
        for _ in 0..4 {
            if story.last == FormStep::Leave {
                break;
            }
            story = story.press("esc");
        }
        assert_eq!(story.last, FormStep::Leave, "{:?}", story.form.title());
    }
}

#[test]
fn a_name_of_sixty_characters_is_kept_whole() {
    let name = "某".repeat(60);
    let here = zh();
    let form = ClientForm::new(Uid::nil(), ClientFor::Itself);
    let story = Story::new(here, Form::Client(Box::new(form)))
        .paste(&name)
        .press("ctrl-s");
    let Command::AddClient(draft) = story.submitted() else {
        panic!()
    };
    assert_eq!(draft.name, name);
}

#[test]
fn pasted_lines_are_one_line_in_the_capture_line() {
    let story = capture().paste("李四\n科技查新\r\n固态电池\n");
    assert_eq!(
        story.form.sheet().unwrap().text("line"),
        "李四 科技查新 固态电池"
    );
}

fn any_key() -> impl Strategy<Value = String> {
    let named = proptest::sample::select(vec![
        "enter",
        "esc",
        "tab",
        "backtab",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
        "backspace",
        "delete",
        "ctrl-n",
        "ctrl-s",
        "ctrl-u",
        "ctrl-w",
        "ctrl-r",
        "ctrl-z",
        "ctrl-y",
        "1",
        "2",
        "9",
        " ",
        "查",
        "é",
        "👩",
        "\u{301}",
        "－",
    ])
    .prop_map(str::to_owned);
    prop_oneof![3 => named, 1 => any::<char>().prop_map(|c| c.to_string())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_keys_in_any_order_break_a_form(keys in proptest::collection::vec(any_key(), 1..40)) {
        let here = zh();
        for form in all_forms(&here) {
            let mut story = Story::new(zh_shared(&here), form);
            for (n, key) in keys.iter().enumerate() {
                story = story.press(key);
                if n % 7 == 3 {
                    story = story.seen(known_client()).seen(queue()).seen(past_answers());
                }
            }
        }
    }
}

/// The same settings again: reading them anew for each form would take the test's time.
fn zh_shared(here: &Here) -> Here {
    Here {
        colleagues: Vec::new(),
        away: Vec::new(),
        me: here.me.clone(),
        settings: here.settings.clone(),
        words: crate::text::Words::new(Lang::Zh).in_year(2026),
        cells: here.cells,
        colour: here.colour,
        now: here.now,
        today: here.today,
        new_uid: here.new_uid,
        staff: here.staff.clone(),
    }
}

#[test]
fn text_typed_on_the_line_of_the_folded_rest_does_not_vanish_silently() {
    let mut story = edit_request();
    for _ in 0..60 {
        if story.form.sheet().unwrap().at() == sheet::Spot::More {
            break;
        }
        story = story.press("down");
    }
    story = story.type_text("张");
    let sheet = story.form.sheet().unwrap();
    assert_eq!(sheet.at(), sheet::Spot::More);
    let notice = sheet.notice.as_ref().unwrap();
    assert_eq!(notice.key, "form-no-text-here");
    story = story.press("enter");
    let sheet = story.form.sheet().unwrap();
    assert!(sheet.unfolded && sheet.notice.is_none());
}

#[test]
fn minutes_typed_replace_those_that_were_put_forward() {
    let story = prompt(|here| Prompt::spend(&request(), here));
    let put_forward = story.form.sheet().unwrap().text("minutes");
    assert!(!put_forward.is_empty());
    let story = story.type_text("30");
    assert_eq!(story.form.sheet().unwrap().text("minutes"), "30");
    // A key that moves or deletes takes the suggestion as one's own text.
    let story = prompt(|here| Prompt::spend(&request(), here)).press("backspace");
    let kept = put_forward.len() - 1;
    assert_eq!(
        story.form.sheet().unwrap().text("minutes"),
        put_forward[..kept]
    );
}
