//! Carries the demo's beats out, each by the member of staff it belongs to, as commands like any other.

use jiff::civil::Date;

use super::content::{PEOPLE, Person, STAFF};
use super::days::Days;
use super::dice::Dice;
use super::forms::{self, Wish};
use super::story::{Beat, Deed, Plot, Who};
use crate::desk::command::{
    ClientChoice, ClientDraft, NewRequest, NewTalk, ProductDraft, RunDraft, Target,
};
use crate::desk::look::{Case, Look, Seen};
use crate::desk::{Act, Command, Desk, Done, Moment};
use crate::domain::client::ClientKind;
use crate::domain::product::Stage;
use crate::domain::request::{Due, Secrecy};
use crate::domain::service::Target as Promised;
use crate::domain::talk::TalkKind;
use crate::domain::{ClientId, Lang, Product, Refusal, RequestId, Seq, StaffId, template};

/// Databases in the order in which a thorough search takes them: name, platform, query in Chinese.
const SOURCES: [(&str, &str, bool); 6] = [
    ("中国知网", "CNKI", true),
    ("Web of Science 核心合集 SCIE", "Web of Science", false),
    ("万方数据", "万方", true),
    ("Scopus", "Scopus", false),
    ("incoPat", "incoPat", true),
    ("Ei Compendex", "Engineering Village", false),
];

pub struct Cast<'a> {
    pub desks: Vec<Desk>,
    pub days: &'a Days,
    pub plots: &'a [Plot<'a>],
    clients: Vec<Option<ClientId>>,
    second: Option<ClientId>,
    stories: Vec<Standing>,
}

/// What the program answered in one story so far.
#[derive(Clone, Default)]
struct Standing {
    request: Option<RequestId>,
    last: Option<Seq>,
}

impl<'a> Cast<'a> {
    pub fn new(desks: Vec<Desk>, days: &'a Days, plots: &'a [Plot<'a>]) -> Self {
        Self {
            desks,
            days,
            plots,
            clients: vec![None; PEOPLE.len()],
            second: None,
            stories: vec![Standing::default(); plots.len()],
        }
    }

    /// Plays a beat; what would come after the end of the story is left out.
    pub fn play(&mut self, beat: &Beat) -> Result<(), Refusal> {
        let (Some(moment), Some(plot)) = (self.days.moment(beat.at), self.plots.get(beat.story))
        else {
            return Ok(());
        };
        let Some(command) = self.command(beat, plot, &moment)? else {
            return Ok(());
        };
        let done = self.desk(beat.who)?.run(&command, &moment)?;
        self.remember(beat, plot, &done);
        Ok(())
    }

    fn desk(&mut self, who: Who) -> Result<&mut Desk, Refusal> {
        self.desks
            .get_mut(who.place())
            .ok_or_else(|| Refusal::rule("no-such-staff"))
    }

    fn remember(&mut self, beat: &Beat, plot: &Plot<'_>, done: &Done) {
        if let Deed::SecondRecord = beat.deed {
            self.second = done.client;
            return;
        }
        if let Some(standing) = self.stories.get_mut(beat.story) {
            if let Deed::Receive = beat.deed {
                standing.request = done.request;
                if let Some(known) = self.clients.get_mut(plot.client) {
                    *known = done.client.or(*known);
                }
            }
            standing.last = done.seq;
        }
    }

    fn request(&self, story: usize) -> Result<RequestId, Refusal> {
        self.stories
            .get(story)
            .and_then(|s| s.request)
            .ok_or_else(|| Refusal::rule("not-found"))
    }

    fn case(&mut self, beat: &Beat, moment: &Moment) -> Result<Option<Case>, Refusal> {
        let request = self.request(beat.story)?;
        match self.desk(beat.who)?.look(&Look::Case(request), moment)? {
            Seen::Case(case) => Ok(Some(*case)),
            _ => Ok(None),
        }
    }

    /// Half the days this request is promised in, but not below the service's floor; None where that is
    /// no sooner.
    fn hurried(
        &mut self,
        beat: &Beat,
        plot: &Plot<'_>,
        moment: &Moment,
    ) -> Result<Option<u32>, Refusal> {
        let Some(case) = self.case(beat, moment)? else {
            return Ok(None);
        };
        let promise = plot.def.promise_for(&case.request.fields);
        Ok(match promise.target {
            Promised::Days(days) => {
                Some(promise.min_days.max(days / 2)).filter(|sooner| *sooner < days)
            }
            Promised::Hours(_) => None,
        })
    }

    fn product(&mut self, beat: &Beat, moment: &Moment) -> Result<Option<Product>, Refusal> {
        let case = self.case(beat, moment)?;
        Ok(case.and_then(|c| c.products.into_iter().next_back()))
    }

    fn command(
        &mut self,
        beat: &Beat,
        plot: &Plot<'_>,
        moment: &Moment,
    ) -> Result<Option<Command>, Refusal> {
        let uid = self.desk(beat.who)?.ids().next();
        Ok(Some(match &beat.deed {
            Deed::Receive => Command::Receive(Box::new(self.receive(beat, plot, moment)?)),
            Deed::Act(act) => {
                let mut act = act.clone();
                if let Act::Defer { until, .. } = &mut act {
                    *until = after(moment.today(), 21);
                }
                if let Act::Expedite { target_days, .. } = &mut act {
                    match self.hurried(beat, plot, moment)? {
                        Some(days) => *target_days = days,
                        None => return Ok(None),
                    }
                }
                Command::On {
                    target: Target::newest(self.request(beat.story)?),
                    act,
                }
            }
            Deed::Same { story, merge } => {
                let other = self.request(*story)?;
                let reason = "同一委托人就同一事项重复提交".to_owned();
                Command::On {
                    target: Target::newest(self.request(beat.story)?),
                    act: if *merge {
                        Act::MergeInto {
                            into: other,
                            reason,
                        }
                    } else {
                        Act::DuplicateOf { of: other, reason }
                    },
                }
            }
            Deed::Run { source } => {
                let request = self.request(beat.story)?;
                Command::AddRun(Box::new(run(plot, *source, uid, request, moment)))
            }
            Deed::Product { kind, due_in } => {
                let reviewer = if plot.def.secrecy == Secrecy::Restricted {
                    Who::Head
                } else {
                    Who::Reviewer
                };
                Command::AddProduct(Box::new(ProductDraft {
                    uid,
                    request: self.request(beat.story)?,
                    kind: kind.clone(),
                    title: String::new(),
                    in_hands_of: Some(beat.who.id()),
                    searcher: Some(beat.who.id()),
                    reviewer: plot.def.review.then(|| reviewer.id()),
                    due: Some(after(moment.today(), *due_in)),
                    feedback: String::new(),
                    note: String::new(),
                }))
            }
            Deed::Move { to, reason } => match self.product(beat, moment)? {
                // It went along with its request.
                Some(product) if product.stage == *to => return Ok(None),
                Some(product) => Command::MoveProduct {
                    product: product.id,
                    rev: product.rev,
                    to: *to,
                    reason: reason.map(str::to_owned),
                    delivered_to: (*to == Stage::Delivered).then(|| person(plot).name.to_owned()),
                },
                None => return Ok(None),
            },
            Deed::NewVersion => match self.product(beat, moment)? {
                Some(product) => Command::NewVersion {
                    product: product.id,
                    rev: product.rev,
                    uid,
                },
                None => return Ok(None),
            },
            Deed::Feedback(text) => match self.product(beat, moment)? {
                Some(product) => Command::EditProduct {
                    product: product.id,
                    rev: product.rev,
                    draft: Box::new(with_feedback(&product, text)),
                },
                None => return Ok(None),
            },
            Deed::Answer(key) => match self.answer(beat, plot, key, moment)? {
                Some(text) => self.said(beat, uid, TalkKind::Sent, plot.channel, text)?,
                None => return Ok(None),
            },
            Deed::Say {
                kind,
                channel,
                text,
            } => self.said(beat, uid, *kind, *channel, (*text).to_owned())?,
            Deed::Spend { minutes, read } => Command::Spend {
                request: self.request(beat.story)?,
                minutes: *minutes,
                read: *read,
                on: None,
            },
            Deed::Undo => match self.stories.get(beat.story).and_then(|s| s.last) {
                Some(seq) => Command::Undo { seq },
                None => return Ok(None),
            },
            Deed::SecondRecord => {
                let mut draft = client(plot, uid);
                draft.variants = vec![draft.name.clone()];
                draft.name = format!("{}（化院）", draft.name);
                Command::AddClient(Box::new(draft))
            }
            Deed::MergeClients => {
                let into = self.clients.get(plot.client).copied().flatten();
                match (self.second, into) {
                    (Some(from), Some(into)) if self.desk(beat.who)?.may_know(into, moment)? => {
                        Command::MergeClients { from, into }
                    }
                    _ => return Ok(None),
                }
            }
        }))
    }

    fn said(
        &self,
        beat: &Beat,
        uid: uuid::Uuid,
        kind: TalkKind,
        channel: crate::domain::Channel,
        text: String,
    ) -> Result<Command, Refusal> {
        Ok(Command::Say(Box::new(NewTalk {
            uid,
            request: self.request(beat.story)?,
            kind,
            channel: (kind != TalkKind::Note).then_some(channel),
            lang: Lang::Zh,
            text,
        })))
    }

    fn receive(
        &mut self,
        beat: &Beat,
        plot: &Plot<'_>,
        moment: &Moment,
    ) -> Result<NewRequest, Refusal> {
        let ids = self.desk(beat.who)?.ids();
        let (uid, client_uid) = (ids.next(), ids.next());
        let mut dice = Dice::new(plot.seed);
        let wish = Wish {
            topic: plot.topic,
            person: person(plot),
            count: plot.count,
            today: moment.today(),
        };
        let fields = forms::fill(plot.def, &wish, &mut dice);
        // Who may not know of a client, all of whose requests are restricted, writes her down anew.
        let known = self.clients.get(plot.client).copied().flatten();
        let desk = self.desk(beat.who)?;
        let known = match known {
            Some(id) if desk.may_know(id, moment)? => Some(id),
            _ => None,
        };
        let client = match known {
            Some(known) => ClientChoice::Known(known),
            None => ClientChoice::New(Box::new(client(plot, client_uid))),
        };
        let wanted = dice.percent(12).then(|| Due {
            on: after(moment.today(), plot.def.promise.target.days().max(3) + 4),
            at: None,
            provisional: false,
        });
        Ok(NewRequest {
            uid,
            service: plot.def.key.clone(),
            title: title(plot, &fields),
            client,
            channel: plot.channel,
            received_at: None,
            count: plot.count,
            wanted,
            fields,
            tags: Vec::new(),
            secrecy: plot.def.secrecy,
            heard: None,
            origin: None,
        })
    }

    /// A ready answer of the service with its gaps filled; None where the service has none of that name.
    fn answer(
        &mut self,
        beat: &Beat,
        plot: &Plot<'_>,
        key: &str,
        moment: &Moment,
    ) -> Result<Option<String>, Refusal> {
        let Some(answer) = plot.def.answer(key) else {
            return Ok(None);
        };
        let Some(case) = self.case(beat, moment)? else {
            return Ok(None);
        };
        let staff = STAFF.get(beat.who.place()).map_or("", |s| s.1);
        let request = &case.request;
        let gap = |gap: &str| {
            Some(match gap {
                "client" => person(plot).name.to_owned(),
                "title" => request.title.clone(),
                "request" => format!("#{}", request.id),
                "number" => request.number.clone().unwrap_or_else(|| "待编".to_owned()),
                "due" => request.due.map(|d| d.on.to_string()).unwrap_or_default(),
                "service" => plot.def.names.zh.clone(),
                "count" => request.count.unwrap_or(1).to_string(),
                "desk" => "信息咨询部".to_owned(),
                "staff" => staff.to_owned(),
                "today" => moment.today().to_string(),
                "missing" => "相关证明材料".to_owned(),
                "reason" => "材料不全".to_owned(),
                _ => return Some(plot.topic.zh.to_owned()),
            })
        };
        let text = template::fill(&answer.zh, gap).text;
        Ok(Some(text.trim().to_owned()))
    }
}

fn after(day: Date, days: u32) -> Date {
    day.checked_add(jiff::Span::new().days(i64::from(days)))
        .unwrap_or(day)
}

fn person(plot: &Plot<'_>) -> &'static Person {
    PEOPLE.get(plot.client).unwrap_or(&NOBODY)
}

const NOBODY: Person = Person {
    name: "某某",
    pinyin: "",
    title: "",
    unit: "",
    kind: ClientKind::Other,
    is_organisation: false,
};

fn client(plot: &Plot<'_>, uid: uuid::Uuid) -> ClientDraft {
    let person = person(plot);
    let place = u32::try_from(plot.client).unwrap_or(0);
    let local: String = person
        .pinyin
        .to_lowercase()
        .split(' ')
        .collect::<Vec<_>>()
        .join(".");
    ClientDraft {
        uid,
        kind: person.kind,
        is_organisation: person.is_organisation,
        name: person.name.to_owned(),
        variants: match person.pinyin {
            "" => Vec::new(),
            pinyin => vec![pinyin.to_owned()],
        },
        unit: person.unit.to_owned(),
        title: person.title.to_owned(),
        // No number of the public network ends in so many zeros before its last digits.
        phone: format!("138000{:05}", 100 + place),
        email: match local.as_str() {
            "" => format!("office{place}@example.org"),
            local => format!("{local}@example.edu.cn"),
        },
        wechat: String::new(),
        // The sample number of ORCID's own manual.
        orcid: match person.name {
            "王五" => "0000-0002-1825-0097".to_owned(),
            _ => String::new(),
        },
        remark: String::new(),
    }
}

/// What a request is called in the queue.
fn title(plot: &Plot<'_>, fields: &serde_json::Map<String, serde_json::Value>) -> String {
    let topic = plot.topic.zh;
    let name = person(plot).name;
    let count = plot.count.unwrap_or(1);
    let purpose = match fields.get("purpose").and_then(|v| v.as_str()) {
        Some("title") => "职称评审",
        Some("fund") => "基金申报",
        Some("award") => "报奖",
        Some("completion") => "结题",
        Some("degree") => "学位申请",
        _ => "论文",
    };
    match plot.def.key.as_str() {
        "citation_cert" => format!("{name} {purpose} {count} 篇"),
        "patent_search" => format!("{topic}国内外专利"),
        "patentability" => format!("{topic}可专利性"),
        "fto" => format!("{topic}产品上市前防侵权"),
        "patent_navigation" => format!("{topic}产业专利导航"),
        "legal_status" => format!("{} 等 {count} 件专利法律状态", plot.topic.ipc),
        "ip_consulting" => format!("{topic}如何布局专利"),
        "copyright_reg" => format!("《{topic}》软件著作权登记"),
        "infringement_watch" => format!("《{topic}》课程视频盗用监测"),
        "transfer" => format!("{topic}成果转化"),
        "alert" => format!("{topic}动态"),
        "data_governance" => format!("{}科研数据治理方案", plot.topic.unit),
        "analysis" => format!("{topic}研究态势与对标"),
        "subject_service" => format!("{topic}课题调研"),
        "decision_support" => format!("{}学科发展参考", plot.topic.unit),
        "training" => format!("文献检索与管理：以{}为例", topic),
        "reading" => format!("{}主题书展", plot.topic.unit),
        "doc_delivery" => format!("{topic}相关文献 {count} 篇"),
        "enquiry" => format!("{}的数据库怎么查", topic),
        _ => topic.to_owned(),
    }
}

fn run(
    plot: &Plot<'_>,
    source: usize,
    uid: uuid::Uuid,
    request: RequestId,
    moment: &Moment,
) -> RunDraft {
    let mut dice = Dice::new(plot.seed ^ u64::try_from(source).unwrap_or(0).wrapping_mul(7919));
    let (database, platform, chinese) =
        SOURCES
            .get(source % SOURCES.len())
            .copied()
            .unwrap_or(("中国知网", "CNKI", true));
    let citing = plot.def.key.as_str() == "citation_cert";
    let name = person(plot);
    let query = match (citing, platform) {
        (true, "CNKI") => format!("AU='{}' AND AF='{}'", name.name, name.unit),
        (true, "Scopus") => format!(
            "AUTHOR-NAME({}) AND AFFIL(\"Model University\")",
            name.pinyin
        ),
        (true, "Engineering Village") => format!("(({}) WN AU)", name.pinyin),
        (true, _) if chinese => format!("作者:({}) and 作者单位:({})", name.name, name.unit),
        (true, _) => format!("AU=({}) AND OG=(Model University)", name.pinyin),
        (false, "Web of Science") => format!("TS=({})", plot.topic.query_en),
        (false, "Scopus") => format!("TITLE-ABS-KEY({})", plot.topic.query_en),
        (false, "Engineering Village") => format!("(({}) WN KY)", plot.topic.query_en),
        (false, "CNKI") => format!("SU={}", plot.topic.query_zh),
        (false, "incoPat") => format!(
            "TIAB=({}) AND IPC=({})",
            plot.topic.query_zh, plot.topic.ipc
        ),
        _ if chinese => format!("主题:({})", plot.topic.query_zh),
        _ => plot.topic.query_en.to_owned(),
    };
    let listed = plot.count.filter(|_| citing).map(u64::from);
    let hits = match (listed, u64::from(dice.between(3, 960))) {
        // A person's own papers, and a few by others of the name.
        (Some(count), found) => count + found % 7,
        (None, found) => found,
    };
    RunDraft {
        uid,
        request,
        database: database.to_owned(),
        platform: platform.to_owned(),
        searched_on: Some(moment.today()),
        query,
        limits: match dice.below(3) {
            0 => String::new(),
            1 => "2016–2026".to_owned(),
            _ => "2021–2026；期刊与会议论文".to_owned(),
        },
        hits: Some(hits),
        kept: Some(match (listed, u64::from(dice.between(1, 40))) {
            (Some(count), missed) => count - (missed % 4).min(count),
            (None, kept) => hits.min(kept),
        }),
        note: match dice.below(5) {
            0 => "与前一库重复较多，已去重".to_owned(),
            1 => "逐篇看题录后保留".to_owned(),
            _ => String::new(),
        },
        ..RunDraft::default()
    }
}

fn with_feedback(product: &Product, text: &str) -> ProductDraft {
    ProductDraft {
        uid: product.uid,
        request: product.request,
        kind: product.kind.clone(),
        title: product.title.clone(),
        in_hands_of: product.in_hands_of,
        searcher: product.searcher,
        reviewer: product.reviewer,
        due: product.due,
        feedback: text.to_owned(),
        note: product.note.clone(),
    }
}

/// The staff's numbers, in the order of `content::STAFF`.
pub fn searchers() -> [StaffId; 2] {
    [Who::Searcher.id(), Who::Second.id()]
}
