//! How long requests are kept, what is taken out of them afterwards, and persons who are erased: nothing
//! that must go is found again, down to the bytes of the file, and nothing that must stay goes.

use jiff::civil::{Date, date};
use refdesk::desk::command::{ClientChoice, ClientDraft, NewRequest, NewTalk};
use refdesk::desk::{Act, Command, Look, Seen};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, ClientId, Lang, RequestId, Seq, Uid};
use refdesk::intake::files;
use refdesk::settings::Settings;

use super::bench::{Bench, asked};

/// A desk that keeps ended requests for so many years.
fn keeping(years: u32) -> Bench {
    let mut bench = Bench::new();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("desk.toml"),
        format!("keep_years = {years}\n"),
    )
    .unwrap();
    bench.settings = Settings::load(Some(folder.path())).unwrap();
    bench.sit("zhang");
    bench
}

fn closes(bench: &mut Bench, request: RequestId) {
    for act in [
        Act::Accept,
        Act::Begin,
        Act::Close {
            reason: Some("完成".into()),
        },
    ] {
        bench.acts(request, act);
    }
}

fn says(bench: &mut Bench, request: RequestId, kind: TalkKind, text: &str) -> Seq {
    let say = Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request,
        kind,
        channel: Some(Channel::Phone),
        lang: Lang::Zh,
        text: text.to_owned(),
    }));
    bench.does(&say).seq.unwrap()
}

fn purge(requests: &[RequestId]) -> Command {
    Command::Purge {
        requests: requests.to_vec(),
        reason: "年度清理".into(),
    }
}

fn erase(client: ClientId) -> Command {
    Command::Erase {
        client,
        reason: "本人来函要求".into(),
    }
}

fn new_years_day(bench: &mut Bench, year: i16) {
    bench.today = date(year, 1, 1);
}

/// Everything that lies in the store's files.
fn bytes(bench: &Bench) -> Vec<u8> {
    let mut all = Vec::new();
    for end in ["", "-wal", "-here", "-here-wal"] {
        let name = format!("{}{end}", bench.path.display());
        all.extend(std::fs::read(name).unwrap_or_default());
    }
    all
}

#[track_caller]
fn holds(bytes: &[u8], text: &str) -> bool {
    assert!(text.len() > 3, "too short to be looked for");
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

#[test]
fn a_purge_takes_what_is_over_and_nothing_that_is_open_held_or_still_to_be_kept() {
    let mut bench = keeping(1);
    let over = bench.receives("enquiry", "过期的题目", "王五六");
    let held = bench.receives("enquiry", "争议的题目", "赵七八");
    let open = bench.receives("enquiry", "在办的题目", "钱九十");
    closes(&mut bench, over);
    closes(&mut bench, held);
    let reason = || "诉讼未结".to_owned();
    bench.acts(held, Act::Hold { reason: reason() });
    bench.today = date(2027, 3, 1);
    let later = bench.receives("enquiry", "次年的题目", "孙一二");
    closes(&mut bench, later);

    bench.today = date(2027, 12, 31);
    let refused = bench.tries(&purge(&[over])).unwrap_err();
    assert_eq!(refused.said.key, "purge-must-keep");
    new_years_day(&mut bench, 2028);
    let now = bench.now();
    let Seen::Purgeable(list) = bench.desk.look(&Look::Purgeable(None), &now).unwrap() else {
        panic!("not what was asked");
    };
    let go: Vec<RequestId> = list.go.iter().map(|(id, ..)| *id).collect();
    assert_eq!(go, [over]);
    let stay: Vec<_> = list.stay.iter().map(|(id, why)| (*id, why.key)).collect();
    assert_eq!(stay, [(held, "keep-held"), (later, "keep-until")]);
    assert_eq!(list.open, 1);
    // One that must stay keeps all of them.
    for other in [held, open, later] {
        let refused = bench.tries(&purge(&[over, other])).unwrap_err();
        assert_eq!(refused.said.key, "purge-must-keep");
        assert_eq!(bench.case(over).request.title, "过期的题目");
    }
    bench.sit("li");
    let refused = bench.tries(&purge(&[over])).unwrap_err();
    assert_eq!(refused.said.key, "not-allowed-lead");
    bench.sit("zhang");
    bench.does(&purge(&[over]));
    assert!(bench.case(over).request.purged.is_some());
    assert!(bench.case(held).request.purged.is_none());
    let lifted = Act::LiftHold {
        reason: "已结".into(),
    };
    bench.acts(held, lifted);
    bench.does(&purge(&[held]));
    bench.is_well();
}

#[test]
fn what_was_purged_is_found_nowhere_and_cannot_be_changed_or_brought_back() {
    let mut bench = keeping(1);
    let id = bench.receives("novelty", "梯度界面层的制备", "欧阳鸿渐");
    let note = says(&mut bench, id, TalkKind::Note, "备注里的悄悄话甲乙丙");
    says(&mut bench, id, TalkKind::Sent, "告知里的客气话丁戊己");
    let file = bench.path.with_file_name("清单庚辛壬.csv");
    std::fs::write(&file, "附件里的内容癸子丑").unwrap();
    let now = bench.now();
    files::attach(&mut bench.desk, id, &file, &now).unwrap();
    std::fs::remove_file(&file).unwrap();
    let cancelled = bench.acts(
        id,
        Act::Cancel {
            reason: "取消的缘故寅卯辰".into(),
        },
    );
    let texts = [
        "梯度界面层",
        "欧阳鸿渐",
        "悄悄话甲乙丙",
        "客气话丁戊己",
        "清单庚辛壬",
        "缘故寅卯辰",
    ];
    bench
        .desk
        .save_draft(&format!("note/1/{id}"), "草稿巳午未申", &now)
        .unwrap();
    assert_eq!(bench.finds("梯度界面"), [id.0]);
    new_years_day(&mut bench, 2028);
    let received = bench.case(id).request.received_at;
    let taken = bench.does(&purge(&[id])).taken_out.unwrap();
    assert_eq!(taken.files.len(), 1);
    let kept = bench.desk.store().files().join(&taken.files[0]);
    assert!(kept.exists());
    assert!(bench.desk.sweep(&taken.files).unwrap());
    assert!(!kept.exists());

    let case = bench.case(id);
    assert_eq!(case.request.title, "内容已清除");
    assert_eq!(case.request.received_at, received);
    assert_eq!((case.client, case.attachments.len()), (None, 0));
    assert_eq!(case.talks[0].text, "");
    for search in ["梯度界面", "欧阳", "ouyang"] {
        assert_eq!(bench.finds(search), [0; 0], "{search}");
    }
    bench.is_well();
    for act in [
        Act::Reopen {
            reason: "再办".into(),
        },
        Act::Edit(Box::default()),
    ] {
        assert_eq!(bench.refuses(id, act), "request-purged");
    }
    for seq in [note, cancelled.seq.unwrap()] {
        let refused = bench.tries(&Command::Undo { seq }).unwrap_err();
        assert_eq!(refused.said.key, "undo-erased");
    }
    let purged = bench.desk.journal_head().unwrap().0;
    let refused = bench.tries(&Command::Undo { seq: purged }).unwrap_err();
    assert_eq!(refused.said.key, "undo-never");
    let all = bytes(&bench);
    // The client is nobody's but her own: she is still a client of the desk.
    for text in texts.iter().filter(|t| **t != "欧阳鸿渐") {
        assert!(!holds(&all, text), "{text} is left in the file");
    }
    assert!(!holds(&all, "草稿巳午未申"));
}

fn known(bench: &mut Bench, draft: ClientDraft) -> (RequestId, ClientId) {
    let new = NewRequest {
        client: ClientChoice::New(Box::new(draft)),
        ..asked("enquiry", "求文献三篇", "")
    };
    let done = bench.does(&Command::Receive(Box::new(new)));
    (done.request.unwrap(), done.client.unwrap())
}

fn murong() -> ClientDraft {
    ClientDraft {
        uid: Uid::now_v7(),
        name: "慕容云鹤".into(),
        variants: vec!["Murong Yunhe".into()],
        unit: "天象研究所".into(),
        phone: "13912345678".into(),
        email: "yunhe@example.edu".into(),
        orcid: "0000-0002-1825-0097".into(),
        remark: "急性子的人".into(),
        ..ClientDraft::default()
    }
}

const OF_MURONG: [&str; 9] = [
    "慕容云鹤",
    "慕容",
    "云鹤",
    "Murong",
    "murong",
    "13912345678",
    "yunhe",
    "0000-0002-1825-0097",
    "急性子的人",
];

#[test]
fn an_erased_person_is_nowhere_in_the_file_and_the_chain_is_whole() {
    let mut bench = keeping(1);
    let (first, client) = known(&mut bench, murong());
    says(&mut bench, first, TalkKind::Note, "慕容云鹤 打过电话");
    closes(&mut bench, first);
    let twin = ClientDraft {
        phone: String::new(),
        email: String::new(),
        orcid: String::new(),
        remark: "慕容云鹤的同名".into(),
        ..murong()
    };
    let (second, other) = known(
        &mut bench,
        ClientDraft {
            uid: Uid::now_v7(),
            ..twin
        },
    );
    closes(&mut bench, second);
    bench.does(&Command::MergeClients {
        from: other,
        into: client,
    });
    let now = bench.now();
    bench
        .desk
        .save_draft("new/0/", "慕容云鹤 查新 13912345678", &now)
        .unwrap();
    bench.desk.save_place("/ 慕容云鹤").unwrap();
    bench
        .desk
        .save_view("慕容云鹤的", "client:慕容云鹤")
        .unwrap();
    new_years_day(&mut bench, 2028);
    let (third, last) = known(
        &mut bench,
        ClientDraft {
            uid: Uid::now_v7(),
            ..murong()
        },
    );
    closes(&mut bench, third);
    bench.does(&Command::MergeClients {
        from: last,
        into: client,
    });
    says(&mut bench, third, TalkKind::Note, "慕容云鹤又来了");
    let open = bench.receives("enquiry", "还在办的一件", "慕容云鹤");
    let opened = bench.case(open).request.client.unwrap();
    bench.does(&Command::MergeClients {
        from: opened,
        into: client,
    });

    // Not while something of hers is open, not with her name in the reason, not by anybody.
    let refused = bench.tries(&erase(client)).unwrap_err();
    assert_eq!(refused.said.key, "erase-open");
    closes(&mut bench, open);
    let named = Command::Erase {
        client,
        reason: "慕容云鹤来函".into(),
    };
    assert_eq!(
        bench.tries(&named).unwrap_err().said.key,
        "erase-reason-names"
    );
    bench.sit("li");
    assert_eq!(
        bench.tries(&erase(client)).unwrap_err().said.key,
        "not-allowed-lead"
    );
    bench.sit("zhang");

    let before = bytes(&bench);
    assert!(holds(&before, "慕容云鹤") && holds(&before, "13912345678"));
    let done = bench.does(&erase(client));
    let taken = done.taken_out.unwrap();
    let until = Some(date(2029, 12, 31));
    assert_eq!(taken.purged, [second, first]);
    assert_eq!(taken.kept, [(open, until), (third, until)]);
    assert_eq!(taken.left_lying, 3);
    assert!(bench.desk.sweep(&taken.files).unwrap());

    let now = bench.now();
    for id in [client, other, last] {
        let look = Look::ClientCase(id);
        let Seen::ClientCase(case) = bench.desk.look(&look, &now).unwrap() else {
            panic!("not what was asked");
        };
        assert_eq!(case.client.name, format!("已删除的委托人 #{client}"));
    }
    assert_eq!(bench.case(third).request.title, "求文献三篇");
    for search in ["慕容", "murong", "mryh", "13912345678", "天象"] {
        assert_eq!(bench.finds(search), [0; 0], "{search}");
        let look = Look::Clients {
            words: search.into(),
            limit: 9,
        };
        assert_eq!(bench.desk.look(&look, &now).unwrap(), Seen::Clients(vec![]));
    }
    bench.is_well();
    let all = bytes(&bench);
    for text in OF_MURONG {
        assert!(!holds(&all, text), "{text} is left in the file");
    }
    assert_eq!(
        bench.tries(&erase(client)).unwrap_err().said.key,
        "client-erased"
    );
}

#[test]
fn a_service_may_keep_its_requests_longer_than_the_desk_or_for_ever() {
    let mut bench = Bench::new();
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("services");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(folder.path().join("desk.toml"), "keep_years = 1\n").unwrap();
    let enquiry = concat!(env!("CARGO_MANIFEST_DIR"), "/config/services/enquiry.toml");
    let text = std::fs::read_to_string(enquiry).unwrap();
    let until = |bench: &mut Bench, keep: &str, id: RequestId| -> Option<Option<Date>> {
        std::fs::write(
            own.join("enquiry.toml"),
            text.replacen("order =", &format!("{keep}\norder ="), 1),
        )
        .unwrap();
        bench.settings = Settings::load(Some(folder.path())).unwrap();
        bench.sit("zhang");
        bench.case(id).kept.map(|kept| kept.value)
    };
    let id = bench.receives("enquiry", "问", "王五六");
    assert_eq!(until(&mut bench, "", id), None, "it is open");
    closes(&mut bench, id);
    assert_eq!(until(&mut bench, "", id), Some(Some(date(2027, 12, 31))));
    let longer = until(&mut bench, "keep_years = 30", id);
    assert_eq!(longer, Some(Some(date(2056, 12, 31))));
    assert_eq!(until(&mut bench, "keep_years = 0", id), Some(None));
    let wrong = text.replacen("order =", "keep_years = \"long\"\norder =", 1);
    std::fs::write(own.join("enquiry.toml"), wrong).unwrap();
    let refused = Settings::load(Some(folder.path())).unwrap_err();
    assert_eq!(refused.key, "keep_years");
}

#[test]
fn what_would_be_purged_or_erased_is_told_to_the_head_alone() {
    let mut bench = keeping(1);
    let (request, client) = known(&mut bench, murong());
    closes(&mut bench, request);
    new_years_day(&mut bench, 2028);
    let looks = [Look::Erasable(client), Look::Purgeable(None)];
    for login in ["zhang", "zhao", "li"] {
        bench.sit(login);
        let now = bench.now();
        for look in &looks {
            let told = bench.desk.look(look, &now);
            match login {
                "zhang" => assert!(told.is_ok(), "{look:?}"),
                _ => assert_eq!(
                    told.unwrap_err().said.key,
                    "not-allowed-lead",
                    "{login} {look:?}"
                ),
            }
        }
    }
}
