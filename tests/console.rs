//! Stories told to the console key by key, and what then stands on the screen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::story::Story;
use refdesk::desk::command::RequestPatch;
use refdesk::desk::{Act, Command};
use refdesk::domain::{Lang, RequestId, Rev, Role, Roles, RunId, Status};

/// A request whose fields are filled, so that it may be accepted.
fn ready(story: &mut Story, title: &str) -> RequestId {
    let id = story.receive("enquiry", title, "王五").request.unwrap();
    let mut patch = RequestPatch::default();
    patch.fields.insert("question".to_owned(), title.into());
    story.act(id, Act::Edit(Box::new(patch)));
    id
}

fn desk(count: usize) -> Story {
    let mut story = Story::new(Lang::Zh);
    for n in 1..=count {
        ready(&mut story, &format!("第{n}件"));
    }
    story.start()
}

#[test]
fn an_empty_store_says_what_to_press() {
    let story = Story::new(Lang::Zh).start();
    story.sees("按 n 用一行话记下第一件");
    let story = Story::new(Lang::En).start();
    story.sees("Press n and write the first one down");
}

#[test]
fn a_new_desk_that_begins_with_open_work_says_what_to_press() {
    let mut story = Story::new(Lang::Zh);
    story.app.begin_with_open_work();
    let mut story = story.start();
    story.sees("没有在办的委托").sees("按 n 用一行话记下一件");
    story.sees_no("没有符合条件");
    story.press("2");
    story.sees_no("n 新委托人");
}

#[test]
fn a_console_without_a_place_begins_with_open_work() {
    let mut story = Story::new(Lang::Zh);
    let done = ready(&mut story, "已经谢绝的");
    let open = ready(&mut story, "还要做的");
    story.act(open, Act::Accept);
    story.act(
        done,
        Act::Decline {
            reason: "不属本部门".to_owned(),
        },
    );
    story.app.begin_with_open_work();
    let story = story.start();
    story.sees("全部在办").sees("还要做的").sees("已受理");
    story.sees_no("已经谢绝的");
}

#[test]
fn a_request_without_a_due_date_says_so_and_leaves_no_box_waiting() {
    let mut story = desk(1);
    story.press("=");
    story.sees("还没有承诺期限").sees_no("正在读取");
    story.press("Enter");
    story.sees_no("还没有承诺期限").sees_no("正在读取");
}

#[test]
fn who_may_only_look_is_told_before_a_form_opens() {
    let mut story = desk(1);
    story.app.here.me.roles = Roles(vec![Role::ReadOnly]);
    for key in ["n", "N", "t", "m", "h", "l", "L", "e"] {
        story.press(key);
        story.sees("您的身份只能查看");
        story.press("Esc");
    }
}

#[test]
fn all_that_was_understood_stands_before_enter() {
    let mut story = desk(1);
    story.press("n");
    story.type_text("张老师 化学 13800000000 查新 固态电池 微信 周五要 加急");
    for part in ["单位", "电话", "期限", "加急", "题目"] {
        story.sees(part);
    }
}

#[test]
fn help_says_what_the_signs_mean() {
    let mut story = desk(1);
    story.press("?");
    story.type_text("标志");
    story.sees("停表：在等委托人").sees("暂定");
}

/// Pane 4 of a request of a reviewed service that has one product.
fn with_product() -> (Story, RequestId) {
    let mut story = Story::new(Lang::Zh);
    let id = story
        .receive("novelty", "固态电池", "王五")
        .request
        .unwrap();
    let mut story = story.start();
    story.press("4 n Ctrl-S");
    story.sees("v1").sees("草稿");
    (story, id)
}

#[test]
fn a_product_says_what_it_needs_and_why_a_key_does_nothing() {
    let (mut story, _) = with_product();
    story.sees("S 送审");
    story.press("i");
    story.sees("产品现在是草稿").sees("S 送审");
    story.press("Esc S");
    story.sees("还没有检索记录");
    let run = refdesk::desk::command::RunDraft {
        uid: refdesk::domain::Uid::now_v7(),
        request: RequestId(1),
        database: "CNKI".to_owned(),
        platform: "CNKI".to_owned(),
        searched_on: Some(jiff::civil::date(2026, 11, 20)),
        query: "SU=固态电池".to_owned(),
        limits: String::new(),
        hits: Some(12),
        kept: Some(3),
        note: String::new(),
        ..refdesk::desk::command::RunDraft::default()
    };
    story.command(&refdesk::desk::Command::AddRun(Box::new(run)));
    story.press("Esc Ctrl-R S");
    story.sees("审核中").sees("Y 审核员签字");
    story.press("Y");
    story.sees("检索的人不能审核自己的件");
    story.press("Esc V");
    story.sees("还没有签字");
}

#[test]
fn a_search_run_is_removed_after_a_question_and_brought_back() {
    let mut story = desk(1);
    let run = refdesk::desk::command::RunDraft {
        uid: refdesk::domain::Uid::now_v7(),
        request: RequestId(1),
        database: "CNKI".to_owned(),
        platform: String::new(),
        searched_on: None,
        query: "SU=固态电池".to_owned(),
        limits: String::new(),
        hits: Some(12),
        kept: None,
        note: String::new(),
        ..refdesk::desk::command::RunDraft::default()
    };
    story.command(&refdesk::desk::Command::AddRun(Box::new(run)));
    story.press("Ctrl-R 3");
    story.sees("未记全").sees("平台");
    story.press("D");
    story.sees("删去这一条");
    story.press("1");
    story.sees_no("SU=固态电池");
    story.press("u");
    story.sees("SU=固态电池");
}

#[test]
fn the_selection_moves_and_the_page_follows() {
    let mut story = desk(5);
    story.sees(">    #5");
    story.press("j j");
    story.sees(">    #3").sees("1 概况  #3");
    story.press("G");
    story.sees(">    #1");
    story.press("g");
    story.sees(">    #5");
}

#[test]
fn a_verb_is_carried_out_and_taken_back() {
    let mut story = desk(3);
    story.press("a");
    story.sees("已受理");
    story.press("u");
    assert_eq!(story.status(RequestId(3)), Status::Submitted);
    story.press("U");
    assert_eq!(story.status(RequestId(3)), Status::Accepted);
}

#[test]
fn a_refusal_stands_in_a_box_with_the_key_that_cures_it() {
    let mut story = Story::new(Lang::Zh).with_requests(1).start();
    story.press("a");
    story.sees("没有做").sees("e 打开登记表补上");
    story.press("k");
    story.sees_no("没有做");
}

#[test]
fn a_narrow_status_line_still_shows_the_day_an_answer_is_due() {
    let mut story = Story::new(Lang::En).size(80, 24);
    let id = ready(&mut story, "第1件");
    story.act(id, Act::Accept);
    let mut story = story.start();
    story.press("t").type_text("x").press("Ctrl-S");
    let status = story.screen().lines().rev().nth(1).unwrap().to_owned();
    assert!(status.contains("Due "), "{status}");
    assert!(status.ends_with('='), "{status}");
}

#[test]
fn why_says_in_words_which_setting_promises_the_days() {
    let mut story = desk(1);
    story.press("a").press("=").press("=");
    story.sees("services/enquiry.toml").sees("承诺的工作");
}

#[test]
fn a_reason_is_asked_where_one_is_needed() {
    let mut story = desk(2);
    story.press("x");
    story.type_text("不属本部门");
    story.press("Ctrl-S");
    assert_eq!(story.status(RequestId(2)), Status::Declined);
}

#[test]
fn text_left_in_a_form_comes_back_with_the_same_key() {
    let mut story = desk(1);
    story.press("t");
    story.type_text("馆际互借问过了");
    story.press("Esc");
    story.sees("写的字留着");
    story.press("t");
    story.sees("馆际互借问过了");
}

#[test]
fn text_typed_before_its_form_is_there_goes_into_the_form() {
    let mut story = desk(3);
    story.press_at_once("j t a x 问 Space 过 Ctrl-S");
    story.sees("已记备注").sees("ax问 过");
    assert_eq!(story.status(RequestId(2)), Status::Submitted);
    story.press_at_once("j t a Esc k");
    story.sees(">    #2").sees_no("写的字留着");
}

#[test]
fn a_draft_of_an_earlier_console_is_in_the_form_again() {
    let mut story = desk(1);
    story.press("t");
    story.type_text("还没写完");
    let kept = story.app.drafts_kept();
    let mut again = desk(1);
    again.app.take_drafts(kept);
    again.press("t");
    again.sees("还没写完");
    again.press("Ctrl-S");
    assert!(again.app.drafts_kept().is_empty());
}

#[test]
fn a_draft_taken_up_again_leaves_a_colleagues_changes_alone() {
    let mut story = desk(1);
    story.press("e");
    story.type_text("，急");
    let kept = story.app.drafts_kept();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let mut again = desk(1);
    again.app.take_drafts(kept);
    let mut patch = RequestPatch::default();
    patch
        .fields
        .insert("question".to_owned(), "同事改过的问题".into());
    again.act(RequestId(1), Act::Edit(Box::new(patch)));
    again.tell(refdesk::app::Msg::OthersWrote);
    again.press("e");
    again.sees("，急").sees("同事改过的问题");
    again.press("Ctrl-S");
    again.sees("，急").sees("同事改过的问题");
}

#[test]
fn a_record_a_colleague_changed_goes_on_from_the_newest_with_ones_own_text() {
    let mut story = desk(1);
    let run = |query: &str, note: &str| {
        Box::new(refdesk::desk::command::RunDraft {
            uid: refdesk::domain::Uid::now_v7(),
            request: RequestId(1),
            database: "中国知网".to_owned(),
            platform: String::new(),
            searched_on: None,
            query: query.to_owned(),
            limits: String::new(),
            hits: Some(12),
            kept: None,
            note: note.to_owned(),
            ..refdesk::desk::command::RunDraft::default()
        })
    };
    story.command(&Command::AddRun(run("SU=固态电池", "")));
    story.press("Ctrl-R 3 e Tab Tab Tab");
    story.type_text("*界面");
    story.command(&Command::EditRun {
        run: RunId(1),
        rev: Rev(1),
        draft: run("SU=固态", "同事的备注"),
    });
    story.press("Ctrl-S");
    story.sees("两人都改了这一栏").sees("固态电池*界面");
    // Left alone, the card leaves one's own text with the other under it.
    story.press("Esc");
    story.sees("没有保存").sees("固态电池*界面");
    story.sees("同事刚把这里写成“SU=固态”").sees("同事的备注");
    story.press("Ctrl-S");
    story.sees_no("没有保存").sees("固态电池*界面");
}

#[test]
fn a_draft_with_another_clients_name_is_not_saved_for_the_old_client() {
    let mut story = desk(1);
    story.press("e Tab Ctrl-U");
    story.type_text("赵六");
    let kept = story.app.drafts_kept();
    let mut again = desk(1);
    again.app.take_drafts(kept);
    again.press("e");
    again.sees("赵六");
    again.press("Ctrl-S");
    again.sees("已修改").sees("  赵六");
}

#[test]
fn a_search_is_run_as_it_is_typed_and_esc_gives_the_old_one_back() {
    let mut story = desk(12);
    story.press("/");
    story.type_text("第7件");
    story.sees("1/1").sees(">    #7");
    story.press("Esc");
    story.sees("1/12");
}

#[test]
fn han_text_in_command_mode_opens_the_search() {
    let mut story = desk(12);
    story.type_text("第7件");
    story.press("Enter");
    story.sees(">    #7").sees("1/1");
}

#[test]
fn a_faulty_search_says_where_and_keeps_the_rows() {
    let mut story = desk(3);
    story.press("/");
    story.tell(refdesk::app::Msg::Pasted("status:nonsense".to_owned()));
    story.sees("^^^^^^^^").sees("#3");
}

#[test]
fn tab_completes_the_search_and_a_mistake_is_marked_under_its_place() {
    let mut story = desk(3);
    story.press("/");
    story.type_text("stat");
    story.sees("Tab").sees("status");
    story.press("Tab");
    story.type_text("subm");
    story.press("Tab Enter");
    story.sees("1/3");
    story.press("/ Ctrl-U");
    story.type_text("status:nonsense");
    story.sees("^^^^");
    story.press("Esc");
    story.sees("1/3");
}

#[test]
fn a_search_is_kept_as_a_view_of_ones_own_and_dropped_again() {
    let mut story = desk(12);
    story.press("/");
    story.type_text("第7件");
    story.press("Enter v");
    story.type_text("七");
    story.press("Ctrl-S Esc");
    story.press("v");
    story.sees("第7件");
    story.press("Esc v");
    story.type_text("全部");
    story.press("Enter");
    story.press("v");
    story.type_text("七");
    story.press("Enter");
    story.sees("1/1");
    story.press("v");
    story.type_text("七");
    story.press("Ctrl-D");
    story.sees_no("*      第7件");
    assert!(story.desk.views().unwrap().is_empty());
}

#[test]
fn a_view_of_ones_own_is_not_named_like_a_given_one() {
    let mut story = desk(3);
    story.press("/");
    story.type_text("第2件");
    story.press("Enter v");
    story.type_text("已逾期");
    story.press("Ctrl-S");
    story.sees("已有的视图").sees("换一个名字");
    assert!(story.desk.views().unwrap().is_empty());
    story.press("Ctrl-D").sees("只能删去自己存的视图");
}

#[test]
fn esc_leads_from_what_a_search_found_back_to_the_list_and_the_words_can_be_had_again() {
    let mut story = Story::new(Lang::Zh).with_requests(12).start();
    story.app.begin_with_open_work();
    story.press("/");
    story.type_text("第7件");
    story.press("Enter").sees("1 队列  1/1");
    story
        .press("Esc")
        .sees("1/12")
        .sees("已离开检索“第7件”")
        .sees_no("/ 第7件");
    story.press("/ Up Enter").sees("1 队列  1/1");
    story.press("Esc").sees("1/12");
    story.press("Esc").sees("q 离开");
}

#[test]
fn a_file_is_attached_and_a_message_written_out_but_never_a_note() {
    let mut story = desk(1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.txt");
    std::fs::write(&file, "x").unwrap();
    story.press("L");
    story.tell(refdesk::app::Msg::Pasted(file.display().to_string()));
    story.press("Enter");
    story.sees("@ form.txt");
    story.press("h O").sees("取出什么").sees("1  最近的告知");
    story.press("1");
    assert_eq!(story.written.len(), 1);
    assert!(story.written[0].0.starts_with("1-王五-"));
    story.press("t");
    story.type_text("只在内部");
    story.press("Ctrl-S 1");
    let down = 12;
    for _ in 0..down {
        if story
            .app
            .current_talk()
            .is_some_and(|t| t.text == "只在内部")
        {
            break;
        }
        story.press("j");
    }
    story.press("O");
    story.sees("内部备注不写成文件");
    assert_eq!(story.written.len(), 1);
}

#[test]
fn two_records_of_one_person_are_compared_merged_and_parted_again() {
    let mut story = Story::new(Lang::Zh);
    story.receive("enquiry", "第一件", "王五");
    story.receive("enquiry", "第二件", "王五");
    let mut story = story.start();
    story.press("2");
    story.sees("可能是同一人");
    story.press("j Right");
    story.sees("是同一人吗").sees("1/1");
    story.press("3");
    story.press("Right 1");
    story.sees("已并入").sees("共 2 件");
    story.press("g j Right");
    story.sees("拆开这条记录");
    story.press("1");
    story.sees("共 1 件");
}

#[test]
fn another_request_of_the_client_is_one_key_away_and_esc_leads_back() {
    let mut story = Story::new(Lang::Zh);
    story.receive("enquiry", "第一件", "王五");
    story.receive("enquiry", "第二件", "王五");
    let mut story = story.start();
    story.press("2 j Right 1 G Right");
    story.sees("1 概况  #1").sees("Esc 回到 #2");
    story.press("Esc");
    story.sees("2 委托人  #2").sees_no("Esc 回到");
}

#[test]
fn digits_are_offered_as_keys_only_where_they_are_no_text() {
    let mut story = desk(1);
    story.press("x").sees("1-9 取用");
    story.press("Esc 2 M").sees_no("1-9 取用");
    story.press("Esc L").sees_no("1-9 取用");
}

#[test]
fn clients_are_merged_by_name_from_pane_2() {
    let mut story = Story::new(Lang::Zh);
    story.receive("enquiry", "第一件", "钱七");
    story.receive("enquiry", "第二件", "王五");
    let mut story = story.start();
    story.press("2 M");
    story.type_text("钱七");
    story.press("Down Enter");
    story.sees("是同一人吗").sees("钱七");
    story.press("1");
    story.sees("已并入：钱七");
    story.press("u");
    story.sees_no("已并入：钱七");
}

#[test]
fn the_palette_opens_over_a_form_and_keeps_what_was_typed() {
    let mut story = desk(2);
    story.press("t");
    story.type_text("写到一半");
    story.press("Ctrl-P");
    story.type_text("期限");
    story.press("Esc");
    story.sees("写到一半");
    story.press("Ctrl-P");
    story.type_text("经过");
    story.press("Enter");
    story.sees("经过  #2");
    story.press("Esc t");
    story.sees("写到一半");
}

#[test]
fn a_key_that_does_not_serve_here_says_so() {
    let mut story = desk(1);
    story.press("V");
    story.sees("用不上“新版本”");
}

#[test]
fn a_bulk_decision_is_shown_before_it_is_done() {
    let mut story = desk(3);
    story.receive("enquiry", "没填的", "李四");
    story.press("Ctrl-R * a");
    story.sees("将对 3 件执行").sees("1 件不能做");
    assert_eq!(story.status(RequestId(3)), Status::Submitted);
    story.press("Enter");
    story.sees("完成 3 件，未做 1 件");
    assert_eq!(story.status(RequestId(3)), Status::Accepted);
    story.press("u");
    assert_eq!(story.status(RequestId(1)), Status::Submitted);
}

#[test]
fn a_bulk_names_what_it_would_do_before_it_is_done() {
    let mut story = desk(3);
    story.press("Space Space x");
    story.type_text("不在服务范围");
    story.press("Ctrl-S");
    story.sees("将对 2 件执行“谢绝”").sees("-> 已谢绝");
    story.press("Esc");
}

#[test]
fn an_undo_of_many_says_how_many_they_are() {
    let mut story = desk(3);
    story.press("Ctrl-R * a Enter Esc");
    story.sees("u 撤销 受理 3 件").sees_no("撤销 #");
    story.press("u");
    story.sees("已撤销：受理 3 件");
    story.press("U");
    story.sees("已重做：受理 3 件").sees("u 撤销 受理 3 件");
    story.press("u a");
    story.sees("u 撤销 #3 受理");
    let mut story = Story::new(Lang::En);
    for n in 1..=2 {
        ready(&mut story, &format!("query {n}"));
    }
    let mut story = story.start();
    story.press("* a Enter Esc");
    story.sees("u Undo accepted 2 requests");
}

#[test]
fn a_bulk_of_which_nothing_can_be_done_offers_only_the_way_back() {
    let mut story = Story::new(Lang::Zh).with_requests(2).start();
    story.press("* a");
    story
        .sees("没有一件可以执行")
        .sees("Esc 返回")
        .sees("2 件不能做");
    story.sees_no("Enter 执行");
    story.press("Enter");
    story.sees("没有一件可以执行");
    story.press("Esc");
    story.sees_no("没有一件可以执行").sees("*2");
}

#[test]
fn what_is_in_that_state_already_is_told_so() {
    let mut story = desk(1);
    let reason = "不属本部门".to_owned();
    story.act(RequestId(1), Act::Decline { reason });
    story.press("Ctrl-R x");
    story.sees("已经是“已谢绝”").sees_no("之后不能是");
}

#[test]
fn a_long_fault_of_a_search_is_read_to_its_end() {
    for (width, height) in [(80, 24), (120, 30)] {
        let mut story = Story::new(Lang::En)
            .with_requests(3)
            .start()
            .size(width, height);
        story.press("/");
        story.type_text("svc:zzzzzzzzzz");
        let screen = story.screen().replace(['\n', '>'], " ");
        for service in story.desk.settings().services() {
            assert!(
                screen.contains(service.key.as_str()),
                "{} in\n{screen}",
                service.key
            );
        }
        story.sees("^^^^^^^^^^");
    }
}

#[test]
fn offers_say_how_many_more_there_are() {
    let mut story = desk(1);
    story.press("/");
    story.type_text("svc:");
    story.sees("还有 14 项");
    story.press(&"Down ".repeat(30));
    story.sees("上面还有 14 项");
}

#[test]
fn the_row_of_sections_is_never_cut() {
    for lang in [Lang::Zh, Lang::En] {
        for width in [60, 80, 100, 105, 120, 200] {
            let mut story = Story::new(lang).with_requests(1);
            let command = |n: u64| {
                refdesk::desk::Command::AddRun(Box::new(refdesk::desk::command::RunDraft {
                    uid: refdesk::domain::Uid::now_v7(),
                    request: RequestId(1),
                    database: "CNKI".to_owned(),
                    platform: String::new(),
                    searched_on: None,
                    query: format!("SU={n}"),
                    limits: String::new(),
                    hits: None,
                    kept: None,
                    note: String::new(),
                    ..refdesk::desk::command::RunDraft::default()
                }))
            };
            for n in 0..12 {
                story.command(&command(n));
            }
            let mut story = story.start().size(width, 30);
            for keys in ["", "Right", "2", "3", "4"] {
                story.press(keys);
                if width == 200 {
                    continue;
                }
                let screen = story.screen();
                let row = screen.lines().nth(1).unwrap();
                let last = if lang == Lang::Zh {
                    "产品"
                } else {
                    "Products"
                };
                let cut = row.trim_end().ends_with('>') || !row.contains(last);
                assert!(!cut, "{width} {keys}: {row}");
            }
        }
    }
}

#[test]
fn the_key_line_of_a_pane_begins_with_what_the_pane_is_for() {
    let (mut story, _) = with_product();
    let keys = |story: &mut Story, pane: &str| {
        story.press(pane);
        story.screen().lines().last().unwrap().to_owned()
    };
    let line = keys(&mut story, "2");
    assert!(
        line.starts_with(" ? 帮助  e 改委托人  n 新委托人  M 合并委托人"),
        "{line}"
    );
    let line = keys(&mut story, "3");
    // There is nothing yet that could be edited.
    assert!(
        line.starts_with(" ? 帮助  n 记检索  6 概念表  7 借用策略  y"),
        "{line}"
    );
    let line = keys(&mut story, "4");
    assert!(
        line.starts_with(" ? 帮助  S 送审  n 新产品  e 改产品"),
        "{line}"
    );
}

#[test]
fn coming_back_from_another_request_the_cursor_stands_where_it_stood() {
    let mut story = Story::new(Lang::Zh);
    for n in 1..=4 {
        ready(&mut story, &format!("第{n}件"));
    }
    let mut story = story.start();
    story.press("2 G");
    let stood = story.app.page.client;
    assert!(stood > 1, "{}", story.screen());
    story.press("Right");
    story.press("Esc");
    assert_eq!(story.app.page.client, stood, "{}", story.screen());
}

#[test]
fn a_triage_session_brings_one_card_after_the_other() {
    let mut story = desk(3);
    story.press("A");
    story.sees("1/3");
    story.press("a");
    story.sees("2/3");
    story.press(",");
    story.sees("3/3");
    story.press("1");
    story.sees("分诊完成 3 件");
}

#[test]
fn an_undo_in_a_triage_session_brings_back_its_own_card_and_a_note_leaves_it_there() {
    let mut story = desk(4);
    story.press("A j");
    story.sees("2/4  #2");
    story.press("a");
    story.sees("3/4  #3");
    story.press("u");
    story.sees("2/4  #2");
    story.press("U");
    story.sees("3/4  #3");
    story.press("t");
    story.type_text("先问一下");
    story.press("Ctrl-S");
    story.sees("3/4  #3");
    story.press("u u Esc");
    story.sees_no("受理 1 件");
}

#[test]
fn the_tutor_says_gently_what_it_waits_for() {
    let mut story = desk(2).size(80, 26);
    story.app.teach(refdesk::tutor::Tutor::new());
    story.sees("教程 1/10  有人到柜台");
    story.press("a");
    story.sees("第 3 课的内容").sees("按 n，用一句话登记");
    story.press("t").type_text("x").press("Ctrl-S");
    story.sees("这样也行");
    story
        .press("n")
        .type_text("张老师 咨询 怎么投稿")
        .press("Enter");
    story.sees("教程 2/10  新登记的委托");
}

#[test]
fn why_is_learnt_only_where_a_reason_was_seen() {
    let mut story = desk(1);
    let mut tutor = refdesk::tutor::Tutor::new();
    for lesson in refdesk::tutor::LESSONS {
        match lesson.until {
            _ if lesson.text == "tutor-why" => break,
            refdesk::tutor::Sign::Done(keys) => tutor.heard(keys[0]),
            refdesk::tutor::Sign::Seen(glimpse) => tutor.saw(glimpse),
        };
    }
    story.app.teach(tutor);
    story.press("=");
    story.sees("教程 9/10");
    story.press("Esc a =");
    story.sees("教程 10/10");
}

#[test]
fn every_lesson_fits_its_two_lines_on_the_smallest_full_screen() {
    use refdesk::tutor::{LESSONS, Sign, Tutor};
    for lang in [Lang::Zh, Lang::En] {
        let mut story = Story::new(lang).with_requests(1).start().size(80, 24);
        let mut tutor = Tutor::new();
        for lesson in LESSONS {
            for stray in ["", "did-decline", "did-claim", "did-sent"] {
                let mut tutor = tutor.clone();
                if !stray.is_empty() {
                    tutor.heard(stray);
                }
                story.app.teach(tutor);
                let text = story.app.lesson().unwrap();
                let lines = story.app.here.cells.wrap(&text, 80);
                assert!(lines.len() <= 2, "{lines:#?}");
            }
            match lesson.until {
                Sign::Done(keys) => tutor.heard(keys[0]),
                Sign::Seen(glimpse) => tutor.saw(glimpse),
            };
        }
    }
}

#[test]
fn a_card_keeps_what_it_promises_about_its_keys() {
    let mut story = desk(2);
    story.press("A");
    story.sees(". 更多操作").sees("右方向键比对");
    story.press(".");
    story.sees("1  受理");
    story.press("Esc Right");
    story.sees("同一人，并入左边");
    story.press("1");
    story.sees("1/2").sees_no("可能是同一人");
    story.press("Right");
    story.sees("没有看起来是同一人的记录");
}

#[test]
fn keys_that_came_before_their_card_are_dropped_and_said_so() {
    let mut story = desk(3);
    story.press("A");
    story.press_at_once("a a a");
    story.sees("2/3").sees("2 个按键早于这张卡片");
}

#[test]
fn a_colleagues_decision_keeps_the_selection() {
    let mut story = desk(5);
    story.press("j j");
    story.act(RequestId(5), Act::Accept);
    story.tell(refdesk::app::Msg::OthersWrote);
    story.sees(">    #3");
}

#[test]
fn the_verb_sheet_needs_only_digits_and_enter() {
    let mut story = desk(2);
    story.press("Enter");
    story.sees("1  受理");
    story.press("1");
    assert_eq!(story.status(RequestId(2)), Status::Accepted);
}

#[test]
fn the_palette_finds_by_chinese_pinyin_initials_and_english() {
    for typed in ["受理", "shouli", "sl", "accept"] {
        let mut story = desk(1);
        story.press(":");
        story.type_text(typed);
        story.press("Enter");
        assert_eq!(story.status(RequestId(1)), Status::Accepted, "{typed}");
    }
}

#[test]
fn the_language_changes_at_once_also_in_a_form() {
    let mut story = desk(1);
    story.press("Ctrl-G");
    story.sees("? Help");
    story.press("t");
    story.press("Ctrl-G Esc");
    story.sees("? 帮助");
}

#[test]
fn q_leaves_on_the_ground_only_when_struck_twice() {
    let mut story = desk(1);
    story.press("q j q");
    assert!(!story.quit);
    story.press("q");
    assert!(story.quit);
}

#[test]
fn a_new_console_begins_where_the_last_one_ended() {
    let mut story = desk(12);
    story.press("j j j 3");
    let kept = story.app.place_kept();
    let mut again = Story::new(Lang::Zh);
    for n in 1..=12 {
        ready(&mut again, &format!("第{n}件"));
    }
    again.app.return_to(&kept);
    let again = again.start();
    again.sees(">    #9").sees("[3 检索记录");
}

#[test]
fn pasted_text_is_no_string_of_commands() {
    let mut story = desk(1);
    story.tell(refdesk::app::Msg::Pasted("a\na\n".to_owned()));
    story.sees("没有收下");
    assert_eq!(story.status(RequestId(1)), Status::Submitted);
}

#[test]
fn a_small_window_is_told_so_in_one_sentence() {
    let story = desk(1).size(40, 10);
    story.sees("窗口太小");
}

#[test]
fn everything_is_there_at_the_three_sizes_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        for (width, height) in [(80, 24), (120, 30), (200, 50)] {
            let mut story = Story::new(lang)
                .with_requests(30)
                .start()
                .size(width, height);
            for keys in [
                "", "2", "3", "4", "1", "?", "Esc .", "Esc :", "Esc v", "Esc H", "Esc =", "Esc !",
                "Esc A",
            ] {
                story.press(keys);
                let screen = story.screen();
                assert!(!screen.contains('‹'), "{keys}\n{screen}");
                if !keys.ends_with('A') && keys.is_empty() {
                    story.sees(if lang == Lang::Zh {
                        "? 帮助"
                    } else {
                        "? Help"
                    });
                }
            }
        }
    }
}

mod whatever_is_struck {
    use proptest::prelude::*;

    use super::*;

    const KEYS: &[&str] = &[
        "j",
        "k",
        "g",
        "G",
        "PgDn",
        "PgUp",
        "Ctrl-D",
        "Ctrl-U",
        "1",
        "2",
        "3",
        "4",
        "Tab",
        "Right",
        "Left",
        "Esc",
        "Enter",
        ".",
        ":",
        "?",
        "/",
        "v",
        "o",
        "!",
        "=",
        "H",
        "y",
        "A",
        ",",
        "u",
        "U",
        "Space",
        "*",
        "Ctrl-G",
        "Ctrl-R",
        "n",
        "N",
        "e",
        "a",
        "c",
        "x",
        "z",
        "d",
        "f",
        "w",
        "s",
        "m",
        "t",
        "l",
        "T",
        "P",
        "E",
        "受",
        "b",
        "Ctrl-S",
        "Backspace",
        "Down",
        "Up",
        "End",
        "Home",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn nothing_panics_at_any_size(
            keys in prop::collection::vec((0..KEYS.len(), 0u8..12), 1..60),
            sizes in prop::collection::vec((1u16..260, 1u16..80), 1..6),
        ) {
            let mut story = Story::new(Lang::Zh).with_requests(4).start();
            let mut sizes = sizes.into_iter().cycle();
            for (at, resize) in keys {
                if resize == 0 {
                    let (width, height) = sizes.next().unwrap();
                    story.tell(refdesk::app::Msg::Resized(width, height));
                }
                story.press(KEYS[at]);
                story.buffer();
            }
        }
    }

    #[test]
    fn the_smallest_and_the_largest_window_are_drawn() {
        let mut story = desk(3);
        for (width, height) in [
            (1, 1),
            (2, 2),
            (59, 16),
            (60, 15),
            (60, 16),
            (500, 200),
            (500, 1),
            (1, 200),
        ] {
            for keys in ["", "Enter", "Esc ?", "Esc n", "Esc A", "Esc"] {
                story.press(keys);
                story.tell(refdesk::app::Msg::Resized(width, height));
                story.buffer();
            }
        }
    }
}

mod the_table {
    use refdesk::keys::{ACTIONS, Group};
    use refdesk::text::Words;

    use super::*;

    #[test]
    fn every_action_has_words_in_both_languages() {
        for lang in Lang::ALL {
            let words = Words::new(lang);
            for entry in ACTIONS {
                assert!(words.has(entry.name), "{}", entry.name);
                assert!(words.has(entry.about), "{}", entry.about);
            }
            for group in Group::ALL {
                assert!(words.has(group.word()));
            }
        }
    }

    #[test]
    fn every_decision_leads_to_an_act_of_the_desk() {
        let mut story = desk(1);
        let verbs: Vec<String> = match story.desk.look(
            &refdesk::desk::Look::Case(RequestId(1)),
            &story.moment.clone(),
        ) {
            Ok(refdesk::desk::Seen::Case(case)) => case
                .verbs
                .iter()
                .map(|(key, _)| (*key).to_owned())
                .collect(),
            other => panic!("{other:?}"),
        };
        for entry in ACTIONS {
            if let (Some(act), false) = (entry.act, entry.chords.is_empty()) {
                assert!(
                    verbs.iter().any(|verb| verb == act),
                    "{act} not in {verbs:?}"
                );
            }
        }
    }
}

#[test]
fn a_new_request_that_the_view_hides_is_shown_alone_so_that_no_key_means_its_neighbour() {
    let mut story = desk(3);
    story.press("/");
    story.type_text("第2件");
    story.press("Enter n");
    story.type_text("李老师 咨询 文献管理");
    story.press("Enter");
    story.sees("#4");
    story.press("a");
    assert_eq!(story.status(RequestId(2)), Status::Submitted);
}

#[test]
fn after_one_line_and_enter_acceptance_asks_only_for_what_nobody_said() {
    let told = [
        (
            Lang::Zh,
            "化学学院张老师 查收查引 SCI 职称 32篇 下周五要 13800000000",
            "受理还缺 论文清单、他引标准",
            "必填项未填：论文清单、他引标准",
        ),
        (
            Lang::Zh,
            "物理学院 李老师 科技查新 立项 国内 低空经济空域划设",
            "受理还缺 科学技术要点",
            "必填项未填：科学技术要点、查新点、查新要求",
        ),
        (
            Lang::En,
            "Prof Wang, chemistry, citation certificate, SCI, 12 papers for promotion",
            "Still to ask List of papers",
            "List of papers",
        ),
        (
            Lang::En,
            "Prof Wang, chemistry, novelty search on graphene film, grant, foreign",
            "Still to ask Project name (Chinese)",
            "Project name (Chinese)",
        ),
    ];
    for (lang, line, before, after) in told {
        let mut story = Story::new(lang).start().size(80, 24);
        story.press("n").type_text(line);
        story.sees(before);
        story.press("enter").press("a");
        story.sees(after);
        for heard in [
            "项目名称",
            "申请人",
            "所在单位",
            "用途、",
            "Applicant",
            "Purpose",
        ] {
            story.sees_no(heard);
        }
    }
}

#[test]
fn a_line_that_says_all_there_is_to_ask_is_accepted_at_once() {
    let mut story = Story::new(Lang::Zh).start().size(80, 24);
    story
        .press("n")
        .type_text("化学学院张老师 咨询 知网校外怎么登录")
        .press("enter")
        .press("a");
    story.sees("已受理").sees("张老师");
}

#[test]
fn a_search_opened_again_goes_on_with_the_next_word() {
    let mut story = Story::new(Lang::Zh).with_requests(12).start();
    story.press("/");
    story.type_text("委托");
    story.press("Enter /");
    story.type_text("#7");
    story.press("Enter");
    story.sees("/ 委托 #7").sees("1 队列  1/1");
    story.press("/");
    story.press("Enter");
    story.sees("/ 委托 #7").sees("1 队列  1/1");
}
