//! Stories at the console's edges: a service of the desk's own, two consoles at one card, likely
//! duplicates, a store that can only be read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::story::Story;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use refdesk::app::{Msg, Rest};
use refdesk::desk::command::RequestPatch;
use refdesk::desk::{Act, Command, Desk, Founder, Look, Moment, Seen};
use refdesk::domain::{Lang, RequestId, Role, Roles, Status, Uid};
use refdesk::settings::Settings;

const BINDING: &str = include_str!("common/binding.toml");

/// A second console on the story's store, of a colleague whom the head has added.
fn colleague(story: &mut Story) -> Story {
    let known = story.desk.staff().iter().any(|s| s.login == "li");
    if !known {
        story.command(&Command::AddStaff {
            uid: Uid::now_v7(),
            login: "li".to_owned(),
            name: "李查".to_owned(),
            roles: Roles(vec![Role::Desk, Role::Searcher]),
            lang: Lang::Zh,
        });
    }
    let path = story.desk.store().path();
    let desk = Desk::open(path, story.desk.settings().clone(), Some("li")).unwrap();
    Story::at(desk, story.moment.clone(), Lang::Zh)
}

fn enquiry(story: &mut Story, title: &str, client: &str) -> RequestId {
    let id = story.receive("enquiry", title, client).request.unwrap();
    let mut patch = RequestPatch::default();
    patch.fields.insert("question".to_owned(), title.into());
    story.act(id, Act::Edit(Box::new(patch)));
    id
}

#[test]
fn a_service_added_by_toml_alone_is_worked_by_keys_to_closed() {
    let config = tempfile::tempdir().unwrap();
    std::fs::create_dir(config.path().join("services")).unwrap();
    std::fs::write(config.path().join("services/binding.toml"), BINDING).unwrap();
    let settings = Settings::load(Some(config.path())).unwrap();
    let founded = Story::new(Lang::Zh);
    let desk = Desk::open(founded.desk.store().path(), settings, Some("zhang")).unwrap();
    let mut story = Story::at(desk, founded.moment.clone(), Lang::Zh).start();
    story.press("n");
    story.type_text("王五 化学学院 装订 博士论文两册");
    story.sees("装订服务");
    story.press("Enter");
    let id = RequestId(1);
    assert_eq!(story.status(id), Status::Submitted);
    story.press("a");
    assert_eq!(story.status(id), Status::Submitted);
    story.sees("封面");
    story.press("Esc e");
    story.sees("封面");
    // Down to the field the file names, and its first choice.
    for _ in 0..20 {
        let screen = story.screen();
        let mut lines = screen.lines().filter(|line| line.contains("封面"));
        if lines.any(|line| line.contains('>')) {
            break;
        }
        story.press("Down");
    }
    story.press("1 Ctrl-S a");
    assert_eq!(story.status(id), Status::Accepted, "{}", story.screen());
    story.sees("4 个工作日");
    story.press("b");
    assert_eq!(story.status(id), Status::InProgress, "{}", story.screen());
    story.sees("上胶");
    story.press("p");
    story.press("Ctrl-S");
    assert_eq!(story.status(id), Status::Delivered, "{}", story.screen());
    story.press("C");
    story.type_text("已取走");
    story.press("Ctrl-S");
    assert_eq!(story.status(id), Status::Closed, "{}", story.screen());
}

#[test]
fn a_card_a_colleague_has_decided_meanwhile_is_refused_by_name_and_keeps_its_place() {
    let mut zhang = Story::new(Lang::Zh);
    for n in 1..=3 {
        enquiry(&mut zhang, &format!("第{n}件"), "王五");
    }
    let mut li = colleague(&mut zhang).start();
    let mut zhang = zhang.start();
    li.press("A");
    zhang.press("A");
    li.sees("1/3").sees("#1");
    // Both have the same card before them; 张三 is quicker, and 李查 has not been told yet.
    zhang.press("a");
    li.press("a");
    li.sees("张三");
    assert_eq!(li.status(RequestId(1)), Status::Accepted);
    assert_eq!(li.status(RequestId(2)), Status::Submitted);
    let Seen::Case(case) = li.desk.look(&Look::Case(RequestId(1)), &li.moment).unwrap() else {
        panic!("a case")
    };
    let accepted = case.steps.iter().filter(|s| s.to == Status::Accepted);
    assert_eq!(accepted.count(), 1, "nothing was done twice");
    // The card has given way to the next, and a key means that one.
    li.sees("#2").sees("#1 已由同事处理");
    li.press("a");
    assert_eq!(li.status(RequestId(2)), Status::Accepted, "{}", li.screen());
    // One that was only changed stays, is shown as it is now, and can be decided.
    let mut patch = RequestPatch::default();
    patch
        .fields
        .insert("question".to_owned(), "换了问法".into());
    zhang.act(RequestId(3), Act::Edit(Box::new(patch)));
    li.press("a");
    li.sees("张三").sees("换了问法");
    assert_eq!(li.status(RequestId(3)), Status::Submitted);
    li.press("a");
    assert_eq!(li.status(RequestId(3)), Status::Accepted, "{}", li.screen());
}

#[test]
fn likely_duplicates_are_told_by_their_titles() {
    let mut story = Story::new(Lang::Zh);
    let first = story.receive("novelty", "固态电池硫化物电解质界面研究", "王五");
    assert_eq!(first.warnings, []);
    let other_paper = story.receive("novelty", "石墨烯导热膜的制备与性能", "王五");
    let alike = |done: &refdesk::desk::Done| {
        let mut warnings = done.warnings.iter();
        warnings.any(|w| w.key == "warn-alike")
    };
    assert!(!alike(&other_paper), "{:?}", other_paper.warnings);
    let sent_twice = story.receive("novelty", "《固态电池 硫化物电解质界面研究》", "李四");
    assert!(alike(&sent_twice), "{:?}", sent_twice.warnings);
    let reworded = story.receive("novelty", "固态电池硫化物电解质的界面", "王五");
    assert!(alike(&reworded), "{:?}", reworded.warnings);
    let common = story.receive("citation_cert", "查收查引", "赵六");
    let common_too = story.receive("citation_cert", "查收查引", "钱七");
    assert!(!alike(&common) && !alike(&common_too));
    let mut story = story.start();
    story.press("A");
    story
        .sees("可能是同一件：#3")
        .sees("李四")
        .sees_no("可能是同一件：#2");
}

#[test]
fn two_clients_told_apart_are_not_asked_about_again_at_any_console() {
    let mut zhang = Story::new(Lang::Zh);
    zhang.receive("enquiry", "第一件", "王五");
    zhang.receive("enquiry", "第二件", "王五");
    let li = colleague(&mut zhang);
    let mut zhang = zhang.start();
    zhang.press("2");
    zhang.sees("可能是同一人");
    zhang.press("j Right 2");
    zhang.sees("以后不再问").sees_no("可能是同一人");
    let mut li = li.start();
    li.press("2");
    li.sees("2 委托人").sees_no("可能是同一人");
    // It is a decision like any other: in the journal, and taken back with the same key.
    zhang.press("u");
    zhang.sees("可能是同一人");
    li.tell(refdesk::app::Msg::OthersWrote);
    li.sees("可能是同一人");
}

#[test]
fn a_store_that_can_only_be_read_is_said_in_the_top_line_and_before_a_form_opens() {
    let mut story = Story::new(Lang::Zh);
    enquiry(&mut story, "第一件", "王五");
    let path = story.desk.store().path().to_owned();
    let store = refdesk::store::Store::open_to_read(&path, refdesk::store::Reading::Copy).unwrap();
    let desk = Desk::seat(store, story.desk.settings().clone(), None).unwrap();
    let mut reader = Story::at(desk, story.moment.clone(), Lang::Zh);
    reader.app.only_read = reader.desk.only_read();
    let mut reader = reader.start();
    reader.sees("只读").sees("第一件");
    for key in ["n", "N", "e", "t", "a"] {
        reader.press(key);
        reader.sees("什么也不能改");
        reader.press("Esc");
    }
    assert_eq!(reader.status(RequestId(1)), Status::Submitted);
}

#[test]
fn while_a_line_is_typed_only_the_line_changes_and_enter_takes_what_was_understood() {
    let mut story = Story::new(Lang::Zh).start();
    story.press("n").type_text("张老师 化学");
    story.sees("张老师 化学");
    let around = |story: &Story| -> Vec<String> {
        let screen = story.screen();
        let line = |line: &&str| !line.contains("张老师 化学");
        screen.lines().filter(line).map(str::to_owned).collect()
    };
    let before = around(&story);
    for c in " 查收查引 32篇".chars() {
        let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        // What the store would be asked for has not come back, and nothing rests.
        story.app.update(Msg::Key(key));
        assert_eq!(around(&story), before);
    }
    story.sees("张老师 化学 查收查引 32篇");
    story.tell(Msg::Rested(Rest::Typing));
    assert_ne!(around(&story), before);
    story.sees("32 篇 -> 清单规模");
    story.press_at_once("， 职 称 Enter");
    let Ok(Seen::Case(case)) = story
        .desk
        .look(&Look::Case(RequestId(1)), &story.moment.clone())
    else {
        panic!("no request");
    };
    assert_eq!(case.request.count, Some(32));
    assert!(
        case.request.title.contains("职称"),
        "{}",
        case.request.title
    );
}

#[test]
fn a_key_that_comes_while_a_form_is_being_saved_is_not_lost_in_silence() {
    let mut story = Story::new(Lang::Zh);
    enquiry(&mut story, "第一件", "王五");
    let mut story = story.start();
    story.press("t").type_text("来过电话");
    story.press_at_once("Ctrl-S d d");
    assert_eq!(story.status(RequestId(1)), Status::Submitted);
    story.press("!");
    let screen = story.screen();
    assert_eq!(screen.matches("正在保存").count(), 1, "{screen}");
}

#[test]
fn a_verb_struck_for_a_request_that_left_the_view_does_not_fall_on_its_neighbour() {
    let mut story = Story::new(Lang::Zh);
    for title in ["第一件", "第二件"] {
        let id = enquiry(&mut story, title, "王五");
        story.act(id, Act::Accept);
        story.act(id, Act::Begin);
        story.act(
            id,
            Act::Deliver {
                to: "王五".to_owned(),
            },
        );
    }
    let mut story = story.start();
    story.press("/").type_text("status:open");
    story.press("Enter g");
    story.sees("第一件").sees("第二件");
    story.flush = false;
    story.press("C");
    assert_eq!(
        story.status(RequestId(1)),
        Status::Closed,
        "{}",
        story.screen()
    );
    // It has left the view; the screen that shows it is still on its way.
    story.press("C");
    assert_eq!(story.status(RequestId(2)), Status::Delivered);
    story.sees("看清再按");
    story.tell(Msg::Shown);
    story.press("C");
    assert_eq!(story.status(RequestId(2)), Status::Closed);
}

#[test]
fn a_line_taken_up_again_can_still_say_that_the_client_is_another() {
    let mut story = Story::new(Lang::Zh);
    story.receive("enquiry", "第一件", "王五");
    let mut story = story.start();
    story.press("n").type_text("王五 化学学院 查收查引 三篇");
    story.tell(Msg::Rested(Rest::Typing));
    story.sees("王五 (已有档案)");
    let kept = story.app.drafts_kept();
    let desk = Desk::open(
        story.desk.store().path(),
        story.desk.settings().clone(),
        Some("zhang"),
    )
    .unwrap();
    let mut again = Story::at(desk, story.moment.clone(), Lang::Zh).start();
    again.app.take_drafts(kept);
    again.press("n");
    again.sees("王五 (已有档案)").sees("不是此人");
    again.press("Down Enter");
    again.sees_no("已有档案");
    again.press("Enter");
    let Seen::Case(case) = again
        .desk
        .look(&Look::Case(RequestId(2)), &again.moment)
        .unwrap()
    else {
        panic!("a case")
    };
    let client = case.client.unwrap();
    assert_eq!(client.name, "王五");
    assert_ne!(Some(client.id), first_client(&mut again));
}

fn first_client(story: &mut Story) -> Option<refdesk::domain::ClientId> {
    match story.desk.look(&Look::Case(RequestId(1)), &story.moment) {
        Ok(Seen::Case(case)) => case.client.map(|client| client.id),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_past_answer_is_offered_and_taken_with_this_requests_own_names() {
    let mut story = Story::new(Lang::Zh);
    enquiry(&mut story, "馆际互借怎么办", "王五");
    enquiry(&mut story, "馆际互借要多久", "赵六");
    let mut story = story.start();
    story.press("m").type_text("赵六老师：馆际互借一周可到。");
    story.press("Ctrl-S j m");
    story.sees("王五老师：馆际互借一周可到").sees_no("赵六老师");
    story.press("Down Enter Ctrl-S");
    let talks = match story.desk.look(&Look::Case(RequestId(1)), &story.moment) {
        Ok(Seen::Case(case)) => case.talks,
        other => panic!("{other:?}"),
    };
    let sent: Vec<&str> = talks.iter().map(|talk| talk.text.as_str()).collect();
    assert_eq!(sent, ["王五老师：馆际互借一周可到。"]);
}

#[test]
fn the_undo_of_two_clients_merged_names_the_client() {
    let mut story = Story::new(Lang::Zh);
    story.receive("enquiry", "第一件", "王五");
    story.receive("enquiry", "第二件", "王五");
    let mut story = story.start();
    story.press("2 j Right 1");
    story.sees("u 撤销 合并委托人：王五").sees_no("撤销 #");
}

#[test]
fn bare_text_asked_for_in_the_timeline_stands_alone_on_the_screen() {
    let mut story = Story::new(Lang::Zh);
    enquiry(&mut story, "第一件", "王五");
    let mut story = story.start();
    story.press("m").type_text("您好，已查到。");
    story.press("Ctrl-S H y");
    story
        .sees("您好，已查到。")
        .sees_no("经过  #1")
        .sees_no("│");
    story.press("Esc");
    story.sees("经过  #1");
}

#[test]
fn what_was_said_of_one_request_does_not_stand_beside_the_next() {
    let mut story = Story::new(Lang::Zh);
    for title in ["第一件", "第二件"] {
        enquiry(&mut story, title, "王五");
    }
    let mut story = story.start();
    story.tell(Msg::Told(
        refdesk::app::notices::Mood::Warning,
        refdesk::domain::Sentence::new("notice-nothing-to-undo"),
    ));
    let said = "没有可以撤销的";
    story.sees(said);
    story.press("j");
    story.tell(Msg::Rested(Rest::Cursor));
    story.sees("第二件").sees_no(said);
    story.press("!");
    story.sees(said);
}

#[test]
fn an_objection_to_closed_work_is_told_the_way_back() {
    let mut story = Story::new(Lang::Zh);
    let id = enquiry(&mut story, "第一件", "王五");
    for act in [
        Act::Accept,
        Act::Begin,
        Act::Close {
            reason: Some("完成".into()),
        },
    ] {
        story.act(id, act);
    }
    let mut story = story.start();
    story.press("/").type_text("#1");
    story.press("Enter .").type_text("异议");
    story.sees("按 R 重开");
}

#[test]
fn a_word_that_stands_nowhere_but_names_a_service_finds_its_requests() {
    let mut story = Story::new(Lang::Zh);
    story.receive("novelty", "固态电池界面", "王五");
    story.receive("enquiry", "馆际互借", "王五");
    let mut story = story.start();
    story.press("/").type_text("查收");
    story.press("Enter");
    story
        .sees("没有写着“查收”的委托")
        .sees("svc:citation_cert")
        .sees_no("馆际互借");
    story.press("/ Ctrl-U").type_text("科技查新");
    story.press("Enter");
    story.sees("固态电池界面").sees_no("馆际互借");
    // What does stand somewhere is found there.
    story.press("/ Ctrl-U").type_text("馆际");
    story.press("Enter");
    story.sees("馆际互借").sees_no("固态电池界面");
}

/// A desk that keeps ended requests for a year, at the beginning of 2029: two of 王五's are over, one of
/// them held; of 赵六's one is open.
fn years_later() -> (Story, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("desk.toml"), "keep_years = 1\n").unwrap();
    let settings = Settings::load(Some(folder.path())).unwrap();
    let zone = settings.desk().zone.clone();
    let at = |time: &str| Moment::new(time.parse().unwrap(), &zone);
    let founder = Founder {
        login: "zhang".to_owned(),
        name: "张三".to_owned(),
        lang: Lang::Zh,
        desk_name: None,
    };
    let (path, now) = (folder.path().join("desk.db"), at("2026-11-20T01:30:00Z"));
    let desk = Desk::found(&path, settings, &founder, &now).unwrap();
    let mut story = Story::at(desk, now, Lang::Zh);
    let ready = |story: &mut Story, title: &str, client: &str| {
        let id = story.receive("enquiry", title, client).request.unwrap();
        let mut patch = RequestPatch::default();
        patch.fields.insert("question".to_owned(), title.into());
        story.act(id, Act::Edit(Box::new(patch)));
        id
    };
    ready(&mut story, "在办的一件", "赵六");
    let first = ready(&mut story, "过期的一件", "王五");
    let second = ready(&mut story, "封存的一件", "王五");
    let of = |story: &mut Story, id| match story.desk.look(&Look::Case(id), &story.moment) {
        Ok(Seen::Case(case)) => case.client.unwrap().id,
        other => panic!("{other:?}"),
    };
    let (into, from) = (of(&mut story, first), of(&mut story, second));
    story.command(&Command::MergeClients { from, into });
    for id in [first, second] {
        for act in [
            Act::Accept,
            Act::Begin,
            Act::Close {
                reason: Some("完成".into()),
            },
        ] {
            story.act(id, act);
        }
    }
    let reason = "诉讼未结".to_owned();
    story.act(second, Act::Hold { reason });
    story.moment = at("2029-01-05T01:30:00Z");
    let mut story = Story::at(story.desk, story.moment, Lang::Zh).start();
    story.press("/");
    story.type_text("王五");
    story.press("Enter 2");
    (story, folder)
}

fn choose_erase(story: &mut Story) {
    story.press("Ctrl-P");
    story.type_text("删除个人资料");
    story.press("Enter");
}

#[test]
fn the_head_erases_a_person_from_pane_2_after_reading_what_goes_and_typing_the_name() {
    let (mut story, _folder) = years_later();
    for (width, height) in [(80, 24), (120, 40)] {
        story.tell(Msg::Resized(width, height));
        choose_erase(&mut story);
        story.sees("连同并入的 1 条记录").sees("期满的 1 件");
        story.sees("已封存：诉讼未结").sees("校验照旧通过");
        story.sees("再输入姓名").sees("不能撤销");
        story.press("Esc");
    }
    choose_erase(&mut story);
    story.type_text("王");
    story.press("Enter");
    story.type_text("本人来函");
    story.press("Enter");
    story.sees("与姓名不一致");
    story.press("Ctrl-U");
    story.type_text("王五");
    // No draft of a name is written that is to be forgotten.
    assert_eq!(story.app.drafts_kept(), []);
    story.press("Ctrl-S");
    story.sees("已删除委托人").sees_no("王五");
    assert!(!story.app.place_kept().contains("王五"));
}

#[test]
fn nobody_is_erased_with_open_work_outside_pane_2_or_by_another_than_the_head() {
    let (mut story, _folder) = years_later();
    story.press("1 1");
    choose_erase(&mut story);
    story.sees("请先按 2 看清委托人");
    story.press("Esc Esc 1 /");
    story.press("Ctrl-U");
    story.type_text("赵六");
    story.press("Enter 2");
    choose_erase(&mut story);
    story.sees("还有在办的 #1");
    story.press("Esc");
    story.app.here.me.roles = Roles(vec![Role::Desk]);
    choose_erase(&mut story);
    story.sees_no("再输入姓名");
    story.sees("主任");
}
