//! What the forms submit, carried out by a real desk on a store in a temporary folder.

use super::story::*;
use super::*;
use crate::desk::command::ClientChoice;
use crate::desk::look::Case;
use crate::desk::{Act, Desk, Done, Founder, Moment, Target};
use crate::domain::talk::TalkKind;
use crate::domain::{Lang, RequestId, Status, Uid};

struct Bench {
    desk: Desk,
    moment: Moment,
    _folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = here(Lang::Zh);
        let moment = Moment::new(
            "2026-11-22T01:00:00Z".parse().unwrap(),
            &jiff::tz::TimeZone::fixed(jiff::tz::offset(8)),
        );
        let founder = Founder {
            login: "zhang".into(),
            name: "张三".into(),
            lang: Lang::Zh,
            desk_name: None,
        };
        let path = folder.path().join("desk.db");
        let desk = Desk::found(&path, here.settings, &founder, &moment).unwrap();
        Self {
            desk,
            moment,
            _folder: folder,
        }
    }

    fn here(&self) -> Here {
        let mut here = here(Lang::Zh);
        here.me = self.desk.me().clone();
        here.staff = vec![here.me.clone()];
        here
    }

    fn open(&self, make: impl FnOnce(&Here) -> Form) -> Story {
        let here = self.here();
        let form = make(&here);
        Story::new(here, form)
    }

    /// Answers what the form asks until it asks no more.
    fn answers(&mut self, mut story: Story) -> Story {
        for _ in 0..4 {
            let FormStep::Ask(look) = &story.last else {
                break;
            };
            let seen = self.desk.look(look, &self.moment).unwrap();
            story = story.seen(seen);
        }
        story
    }

    fn carries_out(&mut self, story: Story) -> Done {
        let command = story.submitted();
        match self.desk.run(&command, &self.moment) {
            Ok(done) => done,
            Err(refusal) => panic!("{command:?}: {refusal:?}"),
        }
    }

    fn case(&mut self, request: RequestId) -> Case {
        match self.desk.look(&Look::Case(request), &self.moment) {
            Ok(Seen::Case(case)) => *case,
            other => panic!("{other:?}"),
        }
    }

    fn heard(&mut self, line: &str) -> RequestId {
        let story = self.open(|h| Form::Capture(Box::new(Capture::new(Uid::now_v7(), h))));
        let story = self.answers(story.type_text(line));
        self.carries_out(story.press("enter")).request.unwrap()
    }
}

#[test]
fn a_request_is_heard_worked_and_answered_through_the_forms_alone() {
    let mut bench = Bench::new();
    let request = bench.heard("化学学院 王五 13800000000 查新 固态电池 国内外");
    let case = bench.case(request);
    assert_eq!(case.client.as_ref().unwrap().phone, "13800000000");
    assert!(case.talks.iter().any(|talk| talk.text.contains("固态电池")));

    let story = bench.open(|h| {
        let mut form = RequestForm::edit(&case.request, case.client.as_ref(), h);
        form.sheet.focus("title");
        Form::Request(Box::new(form))
    });
    bench.carries_out(story.type_text(" 研究").press("ctrl-s"));

    let aim = Aim::at(&bench.case(request).request);
    let story = bench.open(|h| Form::Run(Box::new(RunForm::new(Uid::now_v7(), aim, h))));
    bench.carries_out(story.type_text("1").press("ctrl-s"));

    let case = bench.case(request);
    let story = bench.open(|h| {
        let form = ProductForm::new(Uid::now_v7(), &case.request, h);
        Form::Product(Box::new(form))
    });
    bench.carries_out(story.press("ctrl-s"));
    let story = bench.open(|h| {
        let form = TalkForm::note(Uid::now_v7(), &case, h);
        Form::Talk(Box::new(form))
    });
    bench.carries_out(story.type_text("先查 CNKI").press("ctrl-s"));
    let story = bench.open(|h| {
        let form = TalkForm::message(Uid::now_v7(), TalkKind::Sent, &case, h);
        Form::Talk(Box::new(form))
    });
    bench.carries_out(story.type_text("已收到。").press("ctrl-s"));
    let story = bench.open(|h| {
        let prompt = Prompt::spend(&case.request, h);
        Form::Prompt(Box::new(prompt))
    });
    bench.carries_out(story.press("ctrl-s"));

    let case = bench.case(request);
    assert_eq!((case.runs.len(), case.products.len()), (1, 1));
    assert!(case.request.title.ends_with("研究"));
    assert_eq!(case.efforts.len(), 1);
    assert_eq!(
        case.talks
            .iter()
            .filter(|t| t.kind == TalkKind::Sent)
            .count(),
        1
    );
}

#[test]
fn a_known_client_who_asks_again_is_recognised_and_the_open_request_warns() {
    let mut bench = Bench::new();
    bench.heard("化学学院 王五 13800000000 查新 固态电池");
    let story = bench.open(|h| Form::Capture(Box::new(Capture::new(Uid::now_v7(), h))));
    let story = bench.answers(story.type_text("化学学院 王五 13800000000 查新 钠电池"));
    let Form::Capture(form) = &story.form else {
        panic!()
    };
    assert_eq!(form.repeats.len(), 1);
    // She is meant already, and shown before Enter.
    assert_eq!(
        form.client.as_ref().map(|(_, name)| name.as_str()),
        Some("王五")
    );
    let done = bench.carries_out(story.press("enter"));
    let (first, second) = (bench.case(RequestId(1)), bench.case(done.request.unwrap()));
    assert_eq!(first.request.client, second.request.client);

    // One offer says that it is somebody else, and then nobody else's requests are warned of.
    let story = bench.open(|h| Form::Capture(Box::new(Capture::new(Uid::now_v7(), h))));
    let story = bench.answers(story.type_text("化学学院 王五 13800000000 查新 钠电池"));
    let refused = bench.answers(story.presses("down enter"));
    let Form::Capture(form) = &refused.form else {
        panic!()
    };
    assert!(form.client.is_none() && form.repeats.is_empty());
    let Command::Receive(new) = refused.press("enter").submitted() else {
        panic!()
    };
    assert!(matches!(new.client, ClientChoice::New(_)));
}

#[test]
fn decisions_reach_the_desk_with_their_reasons() {
    let mut bench = Bench::new();
    let first = bench.heard("化学学院 王五 13800000000 查新 固态电池");
    let second = bench.heard("化学学院 王五 13800000000 查新 固态电池");
    let prompt = |make: fn(Aim, &Here) -> Prompt| {
        move |aim: Aim| move |h: &Here| Form::Prompt(Box::new(make(aim, h)))
    };
    let defer = prompt(|aim, h| Prompt::defer(aim, &[], h));
    let aim = Aim::at(&bench.case(first).request);
    let story = bench.open(defer(aim));
    bench.carries_out(story.type_text("11-25").presses("enter 1 enter"));
    assert_eq!(bench.case(first).request.status, Status::Deferred);

    let same = prompt(|aim, h| Prompt::same_as(Wish::DuplicateOf, aim, &[], h));
    let aim = Aim::at(&bench.case(second).request);
    let story = bench.open(same(aim));
    let story = bench.answers(story.type_text("固态"));
    bench.carries_out(story.presses("down enter 1 enter"));
    let case = bench.case(second);
    assert_eq!(case.request.same_as, Some(first));

    let reopen = prompt(|aim, h| Prompt::reason(Wish::Reopen, aim, &[], h));
    let story = bench.open(reopen(Aim::at(&case.request)));
    bench.carries_out(story.presses("1 enter"));
    let tags = prompt(|aim, _| Prompt::tags(aim, &[]));
    let aim = Aim::at(&bench.case(second).request);
    let story = bench.open(tags(aim));
    bench.carries_out(story.type_text("博士 急").press("enter"));
    assert_eq!(bench.case(second).request.tags.len(), 2);
}

#[test]
fn what_acceptance_refuses_is_shown_at_the_fields_of_the_full_form() {
    let mut bench = Bench::new();
    let request = bench.heard("化学学院 王五 13800000000 查新 固态电池");
    let accept = Command::On {
        target: Target::newest(request),
        act: Act::Accept,
    };
    let refusal = bench.desk.run(&accept, &bench.moment).unwrap_err();
    let case = bench.case(request);
    let mut story = bench.open(|h| {
        let form = RequestForm::edit(&case.request, case.client.as_ref(), h);
        Form::Request(Box::new(form))
    });
    story.form.refused(&refusal);
    assert!(story.faults().len() > 3, "{:?}", story.faults());
}
