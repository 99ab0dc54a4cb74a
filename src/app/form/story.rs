//! For tests: a made-up desk, and a form in the hands of somebody who types.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use jiff::civil::date;

use super::{Form, FormMsg, FormStep};
use crate::app::Here;
use crate::desk::look::{Case, ClientCase, ClientRow, Cursor, Page, PastAnswer, QueueRow, Seen};
use crate::domain::product::Stage;
use crate::domain::request::{Due, Secrecy};
use crate::domain::{
    Channel, Client, ClientId, ClientKind, Lang, Product, ProductId, Request, RequestId, Rev, Role,
    Roles, ServiceKey, Staff, StaffId, Status, Uid,
};
use crate::settings::Settings;
use crate::text::{Cells, Words};

pub(crate) fn staff(id: i64, login: &str, name: &str) -> Staff {
    Staff {
        id: StaffId(id),
        uid: Uid::nil(),
        rev: Rev(1),
        login: login.into(),
        name: name.into(),
        roles: Roles(vec![Role::Desk, Role::Searcher]),
        lang: Lang::Zh,
        active: true,
        gone: false,
    }
}

/// Sunday, 22 November 2026.
pub(crate) fn here(lang: Lang) -> Here {
    Here {
        colleagues: Vec::new(),
        away: Vec::new(),
        me: staff(1, "zhangsan", "张三"),
        settings: Settings::builtin().unwrap(),
        words: Words::new(lang).in_year(2026),
        cells: Cells::default(),
        colour: true,
        now: Timestamp::UNIX_EPOCH,
        today: date(2026, 11, 22),
        new_uid: Uid::nil,
        staff: vec![staff(1, "zhangsan", "张三"), staff(2, "zhaoliu", "赵六")],
    }
}

pub(crate) fn request() -> Request {
    Request {
        id: RequestId(1042),
        uid: Uid::nil(),
        rev: Rev(3),
        service: ServiceKey::new("novelty"),
        title: "固态电池硫化物电解质界面".into(),
        client: Some(ClientId(7)),
        status: Status::InProgress,
        stage: None,
        owner: Some(StaffId(1)),
        channel: Channel::Wechat,
        received_at: Timestamp::UNIX_EPOCH,
        accepted_on: None,
        accepted_by: None,
        target_days: None,
        agreed: None,
        due: Some(Due {
            on: date(2026, 12, 4),
            at: None,
            provisional: false,
        }),
        count: Some(1),
        expedite: None,
        deferred_until: None,
        same_as: None,
        referred_to: None,
        secrecy: Secrecy::Open,
        named: Vec::new(),
        tags: vec!["博士".into()],
        fields: [("scope".to_owned(), "both".into())].into(),
        origin: None,
        number: None,
        closed_at: None,
        hold: None,
        purged: None,
        gone: false,
    }
}

pub(crate) fn client() -> Client {
    Client {
        id: ClientId(7),
        uid: Uid::nil(),
        rev: Rev(1),
        kind: ClientKind::Faculty,
        is_organisation: false,
        name: "王五".into(),
        variants: vec!["Wang Wu".into()],
        unit: "化学学院".into(),
        title: "教授".into(),
        phone: "13800000000".into(),
        email: "wangwu@example.edu".into(),
        wechat: String::new(),
        orcid: "0000-0002-1825-0097".into(),
        remark: String::new(),
        merged_into: None,
        erased: None,
        gone: false,
    }
}

pub(crate) fn product() -> Product {
    Product {
        id: ProductId(5),
        uid: Uid::nil(),
        rev: Rev(2),
        request: RequestId(1042),
        kind: "novelty_report".into(),
        title: "查新报告".into(),
        version: 1,
        supersedes: None,
        stage: Stage::InReview,
        in_hands_of: None,
        searcher: Some(StaffId(1)),
        reviewer: Some(StaffId(2)),
        number: None,
        due: None,
        delivered_at: None,
        delivered_to: String::new(),
        feedback: String::new(),
        note: String::new(),
        gone: false,
    }
}

pub(crate) fn case() -> Case {
    Case {
        handover: None,
        alike: Vec::new(),
        request: request(),
        client: Some(client()),
        client_history: vec![],
        client_total: 0,
        concepts: Vec::new(),
        runs: vec![],
        imported: BTreeMap::new(),
        products: vec![],
        steps: vec![],
        talks: vec![],
        efforts: vec![],
        attachments: vec![],
        why_due: None,
        verbs: vec![],
        lacks: vec![],
        expedite: None,
        kept: None,
    }
}

pub(crate) fn known_client() -> Seen {
    Seen::Clients(vec![ClientRow {
        id: ClientId(7),
        name: "王五".into(),
        unit: "化学学院".into(),
        phone: "13800000000".into(),
        email: "wangwu@example.edu".into(),
        requests: 3,
    }])
}

pub(crate) fn queue() -> Seen {
    Seen::Queue(Page {
        rows: vec![QueueRow {
            id: RequestId(1039),
            rev: Rev(1),
            service: ServiceKey::new("novelty"),
            title: "全固态电池界面".into(),
            client: "王五".into(),
            status: Status::Submitted,
            stage: None,
            owner: None,
            channel: Channel::Phone,
            due: None,
            count: None,
            urgent: false,
            secrecy: Secrecy::Open,
            deferred_until: None,
            received_at: Timestamp::UNIX_EPOCH,
            number: None,
            cursor: Cursor {
                sort: String::new(),
                request: RequestId(1039),
            },
        }],
        more: false,
    })
}

/// The client on record with what she has open.
pub(crate) fn client_case() -> Seen {
    let Seen::Queue(page) = queue() else {
        unreachable!()
    };
    Seen::ClientCase(Box::new(ClientCase {
        client: client(),
        merged: Vec::new(),
        total: 1,
        requests: page.rows,
        likely_same: Vec::new(),
    }))
}

pub(crate) fn past_answers() -> Seen {
    Seen::PastAnswers(vec![PastAnswer {
        request: RequestId(900),
        title: "锂电池查新".into(),
        at: Timestamp::UNIX_EPOCH,
        lang: Lang::Zh,
        text: "王老师您好：\n报告已出。".into(),
    }])
}

/// A form and whoever types into it.
pub(crate) struct Story {
    pub form: Form,
    pub here: Here,
    pub last: FormStep,
}

impl Story {
    pub(crate) fn new(here: Here, form: Form) -> Self {
        Self {
            form,
            here,
            last: FormStep::Stay,
        }
    }

    pub(crate) fn press(mut self, key: &str) -> Self {
        self.last = self.form.update(FormMsg::Key(key_named(key)), &self.here);
        self
    }

    pub(crate) fn presses(self, keys: &str) -> Self {
        keys.split(' ').fold(self, Story::press)
    }

    pub(crate) fn type_text(self, text: &str) -> Self {
        text.chars()
            .fold(self, |story, c| story.press(&c.to_string()))
    }

    pub(crate) fn paste(mut self, text: &str) -> Self {
        self.last = self.form.update(FormMsg::Paste(text.into()), &self.here);
        self
    }

    pub(crate) fn seen(mut self, seen: Seen) -> Self {
        self.last = self.form.update(FormMsg::Seen(seen), &self.here);
        self
    }

    /// What was submitted by the last key.
    pub(crate) fn submitted(self) -> crate::desk::Command {
        match self.last {
            FormStep::Submit(command) => *command,
            other => panic!("not submitted: {other:?}, {:?}", faults(&self.form)),
        }
    }

    pub(crate) fn faults(&self) -> Vec<(String, &'static str)> {
        faults(&self.form)
    }
}

/// Which rows have an error, with its key.
pub(crate) fn faults(form: &Form) -> Vec<(String, &'static str)> {
    let rows = form.sheet().map(|sheet| sheet.rows.as_slice());
    rows.unwrap_or_default()
        .iter()
        .filter_map(|row| Some((row.key.clone(), row.error.as_ref()?.key)))
        .collect()
}

pub(crate) fn key_named(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("ctrl-") {
        let c = letter.chars().next().unwrap();
        return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        other => {
            let c = other.chars().next().unwrap();
            return KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        }
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// One of each form, for tests that hold for all.
pub(crate) fn all_forms(here: &Here) -> Vec<Form> {
    use super::{
        Aim, Capture, ClientFor, ClientForm, Confirm, Known, ProductForm, Prompt, RequestForm,
        RunForm, TalkForm, Wish,
    };
    use crate::desk::{Act, Target};
    use crate::domain::Sentence;
    use crate::domain::talk::TalkKind;
    let aim = || Aim::at(&request());
    let uid = Uid::nil();
    let prompt = |prompt: Prompt| Form::Prompt(Box::new(prompt));
    let mut forms = vec![
        Form::Capture(Box::new(Capture::new(uid, here))),
        Form::Request(Box::new(RequestForm::new(uid, Known::default(), here))),
        Form::Request(Box::new(RequestForm::edit(
            &request(),
            Some(&client()),
            here,
        ))),
        Form::Client(Box::new(ClientForm::new(uid, ClientFor::Request(aim())))),
        Form::Client(Box::new(ClientForm::edit(&client()))),
        Form::Run(Box::new(RunForm::new(uid, aim(), here))),
        Form::Product(Box::new(ProductForm::new(uid, &request(), here))),
        Form::Product(Box::new(ProductForm::edit(&product(), &request(), here))),
        Form::Talk(Box::new(TalkForm::note(uid, &case(), here))),
        Form::Talk(Box::new(TalkForm::message(
            uid,
            TalkKind::Sent,
            &case(),
            here,
        ))),
        Form::Talk(Box::new(TalkForm::message(
            uid,
            TalkKind::Heard,
            &case(),
            here,
        ))),
        prompt(Prompt::defer(aim(), &[], here)),
        prompt(Prompt::assign(aim(), None, here)),
        prompt(Prompt::same_as(Wish::DuplicateOf, aim(), &[], here)),
        prompt(Prompt::same_as(Wish::MergeInto, aim(), &[], here)),
        prompt(Prompt::refer(aim(), &[], here)),
        prompt(Prompt::expedite(&request(), here)),
        prompt(Prompt::agree(&request())),
        prompt(Prompt::tags(aim(), &["博士".into()])),
        prompt(Prompt::deliver(aim(), "王五")),
        prompt(Prompt::spend(&request(), here)),
        prompt(Prompt::move_product(&product(), &request())),
        Form::Confirm(Box::new(Confirm::new(
            Aim::many(vec![
                Target::newest(RequestId(1)),
                Target::newest(RequestId(2)),
            ]),
            Sentence::new("form-cancel"),
            vec!["#1".into(), "#2".into()],
            aim().command(Act::Archive),
        ))),
    ];
    for wish in [
        Wish::Decline,
        Wish::Wait,
        Wish::Return,
        Wish::Object,
        Wish::Close,
        Wish::Withdraw,
        Wish::Cancel,
        Wish::Reopen,
        Wish::Hold,
        Wish::LiftHold,
    ] {
        forms.push(prompt(Prompt::reason(
            wish,
            aim(),
            &["昨天的理由".into()],
            here,
        )));
    }
    forms
}
