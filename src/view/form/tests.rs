use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::app::form::row::Row;
use crate::app::form::story::*;
use crate::app::form::{Capture, ClientFor, ClientForm, RequestForm, RunForm, TalkForm};
use crate::domain::talk::TalkKind;
use crate::domain::{Lang, Uid};

/// The cells as text, without those that wide characters cover.
fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.y..buf.area.bottom() {
        let mut covered = 0;
        let mut line = String::new();
        for x in buf.area.x..buf.area.right() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buf[(x, y)].symbol();
            covered = symbol.width().saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn screen(form: &Form, here: &Here, width: u16, height: u16) -> (String, Option<Position>) {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let at = paint(&mut buf, area, form, here);
    (text(&buf), at)
}

fn at_80x24(story: &Story) -> String {
    let (text, _) = screen(&story.form, &story.here, 80, 24);
    if std::env::var_os("SHOW_FORMS").is_some() {
        println!("{text}--------");
    }
    text
}

fn both(make: impl Fn(&Here) -> Form) -> [(Lang, Story); 2] {
    Lang::ALL.map(|lang| {
        let here = here(lang);
        let form = make(&here);
        (lang, Story::new(here, form))
    })
}

#[test]
fn every_form_says_where_one_is_and_ends_with_its_keys_in_both_languages() {
    for lang in Lang::ALL {
        let here = here(lang);
        for form in all_forms(&here) {
            let story = Story::new(here_again(&here, lang), form);
            let screen = at_80x24(&story);
            let title = story.here.words.say(&story.form.title());
            let lines: Vec<&str> = screen.lines().collect();
            assert!(lines[0].starts_with(&title), "{screen}");
            let keys = story.here.words.t(keys_of(&story.form)).into_owned();
            assert_eq!(lines[23], keys, "the keys are cut: {screen}");
            assert!(!screen.contains('‹'), "{screen}");
        }
    }
}

fn here_again(here: &Here, lang: Lang) -> Here {
    Here {
        colleagues: Vec::new(),
        away: Vec::new(),
        me: here.me.clone(),
        settings: here.settings.clone(),
        words: crate::text::Words::new(lang).in_year(2026),
        cells: here.cells,
        colour: here.colour,
        now: here.now,
        today: here.today,
        new_uid: here.new_uid,
        staff: here.staff.clone(),
    }
}

#[test]
fn what_was_heard_is_shown_below_the_line_while_it_is_typed() {
    for (lang, story) in both(|h| Form::Capture(Box::new(Capture::new(Uid::nil(), h)))) {
        let story = story
            .type_text("化学学院王老师 查收查引 职称评审 32篇 下周五要")
            .seen(known_client())
            .seen(client_case());
        let screen = at_80x24(&story);
        assert!(screen.contains("32 篇"), "{screen}");
        assert!(
            screen.contains("11-27") || screen.contains("27 Nov"),
            "{screen}"
        );
        assert!(screen.contains("#1039"), "{screen}");
        let service = match lang {
            Lang::Zh => "查收查引",
            Lang::En => "itation",
        };
        assert!(screen.contains(service), "{screen}");
    }
}

#[test]
fn the_full_form_stands_complete_at_80_by_24() {
    for (_, story) in
        both(|h| Form::Request(Box::new(RequestForm::edit(&request(), Some(&client()), h))))
    {
        let first = at_80x24(&story);
        assert!(first.contains("固态电池硫化物电解质界面"), "{first}");
        let last = story.press("backtab").press("backtab");
        let screen = at_80x24(&last);
        let more = last.here.words.say(
            &Sentence::new("form-more").with("count", last.form.sheet().unwrap().folded_count()),
        );
        assert!(screen.contains(&more), "{screen}");
    }
}

#[test]
fn a_typed_day_shows_its_weekday_and_whether_the_desk_works() {
    use crate::app::form::{Aim, Prompt};
    for (lang, story) in
        both(|h| Form::Prompt(Box::new(Prompt::defer(Aim::at(&request()), &[], h))))
    {
        let screen = at_80x24(&story.type_text("11-25"));
        let expected = match lang {
            Lang::Zh => "= 11-25 周三, 工作日, 3 天后",
            Lang::En => "= Wed 25 Nov, working day, 3 days from today",
        };
        assert!(screen.contains(expected), "{screen}");
    }
}

#[test]
fn an_open_list_is_numbered_and_found_by_pinyin() {
    for (_, story) in both(|h| {
        Form::Run(Box::new(RunForm::new(
            Uid::nil(),
            crate::app::form::Aim::at(&request()),
            h,
        )))
    }) {
        let screen = at_80x24(&story.press("right"));
        assert!(screen.contains("> 1 "), "{screen}");
    }
}

#[test]
fn a_note_and_a_message_differ_in_word_and_in_tone() {
    let here = here(Lang::Zh);
    let note = Form::Talk(Box::new(TalkForm::note(Uid::nil(), &case(), &here)));
    let message = TalkForm::message(Uid::nil(), TalkKind::Sent, &case(), &here);
    let message = Form::Talk(Box::new(message));
    let heading = |form: &Form| {
        let area = Rect::new(0, 0, 80, 24);
        let mut buf = Buffer::empty(area);
        paint(&mut buf, area, form, &here);
        (
            text(&buf).lines().next().unwrap().to_owned(),
            buf[(0, 0)].style(),
        )
    };
    let (note, message) = (heading(&note), heading(&message));
    assert!(note.0.contains("不给委托人看"), "{}", note.0);
    assert!(message.0.contains("给委托人的消息"), "{}", message.0);
    assert_ne!(note.1, message.1);
}

#[test]
fn the_cursor_stands_behind_the_chinese_just_typed() {
    let here = here(Lang::Zh);
    let form = ClientForm::new(Uid::nil(), ClientFor::Itself);
    let story = Story::new(here, Form::Client(Box::new(form)));
    let (_, before) = screen(&story.form, &story.here, 80, 24);
    let story = story.type_text("王五");
    let (_, after) = screen(&story.form, &story.here, 80, 24);
    assert_eq!(after.unwrap().x, before.unwrap().x + 4);
}

#[test]
fn a_long_text_takes_the_whole_screen_and_gives_it_back() {
    let here = here(Lang::Zh);
    let form = TalkForm::note(Uid::nil(), &case(), &here);
    let story = Story::new(here, Form::Talk(Box::new(form))).paste(&"第一行\n".repeat(18));
    let story = story.press("ctrl-n");
    assert!(story.form.is_whole());
    assert_eq!(at_80x24(&story).matches("第一行").count(), 18);
    let story = story.press("esc");
    assert!(!story.form.is_whole());
}

#[test]
fn a_name_of_sixty_characters_does_not_push_anything_off() {
    let here = here(Lang::Zh);
    let mut known = client();
    known.name = "某".repeat(60);
    let form = ClientForm::edit(&known);
    let story = Story::new(here, Form::Client(Box::new(form))).press("tab");
    for line in at_80x24(&story).lines() {
        assert!(line.width() <= 80, "{line}");
    }
}

#[test]
fn the_row_with_the_cursor_is_seen_wherever_it_is() {
    let here = here(Lang::Zh);
    let form = RequestForm::edit(&request(), Some(&client()), &here);
    let mut story = Story::new(here, Form::Request(Box::new(form)));
    for _ in 0..60 {
        story = story.press("tab");
        let (screen, at) = screen(&story.form, &story.here, 80, 24);
        let at = at.unwrap();
        assert!(at.y > 0 && at.y < 23, "{screen}");
        let sheet = story.form.sheet().unwrap();
        if let Some(name) = sheet
            .focused()
            .map(|row: &Row| row.label.say(&story.here.words))
        {
            let (start, _) = story.here.cells.cut(&name, 8);
            assert!(screen.contains(start), "{name}: {screen}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_form_is_drawn_at_any_size(
        width in 0u16..130, height in 0u16..40,
        keys in proptest::collection::vec(proptest::sample::select(vec![
            "enter", "tab", "down", "up", "right", "ctrl-n", "查", "x", "1", "backspace", "esc", "👩",
        ]), 0..12),
    ) {
        let here = here(Lang::Zh);
        for form in all_forms(&here) {
            let mut story = Story::new(here_again(&here, Lang::Zh), form);
            for key in &keys {
                story = story.press(key);
                let (_, at) = screen(&story.form, &story.here, width, height);
                if let Some(at) = at {
                    prop_assert!(at.x < width && at.y < height);
                }
                lines_wanted(&story.form, width, &story.here);
            }
            story = story.seen(known_client()).seen(queue()).seen(past_answers());
            screen(&story.form, &story.here, width, height);
        }
    }
}

#[test]
fn of_a_line_of_keys_whole_pieces_are_left_out_and_the_way_out_last() {
    let line = "Ctrl-S save  Tab next  Space list  Esc leave";
    let fits = |width| whole_pieces(line, width, str::len);
    assert_eq!(fits(60), line);
    assert_eq!(fits(40), "Ctrl-S save  Tab next  Esc leave");
    assert_eq!(fits(30), "Ctrl-S save  Esc leave");
    assert_eq!(fits(12), "Ctrl-S save");
}
