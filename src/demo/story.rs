//! What becomes of one demo request, beat by beat: who does what, and when. Nothing is carried out here.

use super::content::{
    DECLINES, DEFERS, FEEDBACK, HEARD, NOTES, OBJECTIONS, PEOPLE, REFERS, RETURNS, TOPICS, Topic,
    WAITS,
};
use super::days::When;
use super::dice::Dice;
use crate::desk::Act;
use crate::domain::product::Stage;
use crate::domain::request::{Expedite, Secrecy};
use crate::domain::talk::TalkKind;
use crate::domain::{Channel, ServiceDef, StaffId, Status};

/// Who of the demo desk acts; the place in `content::STAFF`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Head = 0,
    Desk = 1,
    Searcher = 2,
    Reviewer = 3,
    Second = 4,
}

impl Who {
    pub fn place(self) -> usize {
        self as usize
    }

    /// Rows of staff are numbered in the order in which they were added.
    pub fn id(self) -> StaffId {
        StaffId(self as i64 + 1)
    }
}

/// One thing done. What it needs to know of rows is looked up when its time comes.
#[derive(Clone, Debug)]
pub enum Deed {
    Receive,
    Act(Act),
    /// Merged into, or a duplicate of, the story of that number.
    Same {
        story: usize,
        merge: bool,
    },
    Run {
        source: usize,
    },
    Product {
        kind: String,
        due_in: u32,
    },
    Move {
        to: Stage,
        reason: Option<&'static str>,
    },
    NewVersion,
    Feedback(&'static str),
    /// One of the service's own answers, its gaps filled.
    Answer(&'static str),
    Say {
        kind: TalkKind,
        channel: Channel,
        text: &'static str,
    },
    Spend {
        minutes: u32,
        read: u8,
    },
    /// Takes back what was done last in this story.
    Undo,
    /// The client is written down a second time.
    SecondRecord,
    /// The second record is merged into the first.
    MergeClients,
}

#[derive(Clone, Debug)]
pub struct Beat {
    pub at: When,
    pub who: Who,
    pub story: usize,
    pub deed: Deed,
}

/// Everything about a story that does not change while it is told.
pub struct Plot<'a> {
    pub number: usize,
    pub def: &'a ServiceDef,
    pub topic: &'static Topic,
    /// Place in `content::PEOPLE`.
    pub client: usize,
    pub channel: Channel,
    pub count: Option<u32>,
    pub received: When,
    /// Seeds the form.
    pub seed: u64,
    /// The very same wish as that story's, come a second time.
    pub twin_of: Option<usize>,
    /// Nobody has looked at it yet.
    pub is_fresh: bool,
}

/// How it goes, apart from the straight way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Straight,
    Declined,
    Deferred,
    Referred,
    Withdrawn,
    Cancelled,
    /// The client keeps the desk waiting and has not answered yet.
    StillWaiting,
    /// Stands where it is: overdue.
    Forgotten,
    Objected,
    MisKeyed,
}

impl<'a> Plot<'a> {
    /// The `number`-th of `all` stories, which came in over `span` working days.
    pub fn new(number: usize, all: usize, span: u32, def: &'a ServiceDef) -> Self {
        let seed = 0x5EED_0000 + u64::try_from(number).unwrap_or(0);
        let mut dice = Dice::new(seed);
        let topic_at = usize::try_from(dice.below(u64::try_from(TOPICS.len()).unwrap_or(1)));
        let client = usize::try_from(dice.below(u64::try_from(PEOPLE.len()).unwrap_or(1)));
        let topic = TOPICS.get(topic_at.unwrap_or(0)).unwrap_or(&FALLBACK);
        let left = u64::try_from(all.saturating_sub(number + 1)).unwrap_or(0);
        let ago = left * u64::from(span) / u64::try_from(all).unwrap_or(1).max(1);
        let channel = dice
            .pick(&[
                Channel::Counter,
                Channel::Counter,
                Channel::Phone,
                Channel::Wechat,
                Channel::Wechat,
                Channel::Wechat,
                Channel::Mail,
                Channel::Mail,
                Channel::Form,
                Channel::Form,
                Channel::Visit,
                Channel::Partner,
            ])
            .copied()
            .unwrap_or_default();
        let count = match def.unit.zh.as_str() {
            "份" => Some(dice.between(3, 46)),
            "篇" => Some(dice.between(1, 12)),
            "件" => Some(dice.between(1, 8)),
            _ => None,
        };
        Self {
            number,
            def,
            topic,
            client: client.unwrap_or(0),
            channel,
            count,
            received: When {
                ago: u32::try_from(ago).unwrap_or(0),
                minute: dice.between(super::days::OPENS, super::days::CLOSES - 30),
            },
            seed: dice.next(),
            twin_of: None,
            is_fresh: false,
        }
    }

    fn restricted(&self) -> bool {
        self.def.secrecy == Secrecy::Restricted
    }

    fn fate(&self, dice: &mut Dice) -> Fate {
        let recent = self.received.ago < 12;
        if matches!(self.number, 43 | 60 | OBJECTED) {
            return Fate::Objected;
        }
        match dice.below(100) {
            0..=3 => Fate::Declined,
            4..=6 if recent => Fate::Deferred,
            4..=6 => Fate::Referred,
            7..=8 => Fate::Withdrawn,
            9 => Fate::Cancelled,
            10..=14 => Fate::StillWaiting,
            15..=17 if self.received.ago > 8 => Fate::Forgotten,
            18..=20 if self.def.path.contains(&Status::Objection) => Fate::Objected,
            21..=23 => Fate::MisKeyed,
            _ => Fate::Straight,
        }
    }

    /// The whole story, also what would come after today.
    pub fn beats(&self) -> Vec<Beat> {
        let mut told = Told {
            plot: self,
            at: self.received,
            beats: Vec::new(),
            dice: Dice::new(self.seed ^ 0xBEA7),
        };
        told.tell();
        told.beats
    }
}

/// The story whose client has objected and has no answer yet.
const OBJECTED: usize = 103;

const FALLBACK: Topic = Topic {
    zh: "文献调研",
    en: "Literature survey",
    query_zh: "文献",
    query_en: "survey",
    ipc: "G06F16/00",
    unit: "图书馆",
};

struct Told<'a> {
    plot: &'a Plot<'a>,
    at: When,
    beats: Vec<Beat>,
    dice: Dice,
}

impl Told<'_> {
    fn beat(&mut self, who: Who, deed: Deed) {
        self.beats.push(Beat {
            at: self.at,
            who,
            story: self.plot.number,
            deed,
        });
        self.at = self.at.later(0, 1);
    }

    fn act(&mut self, who: Who, act: Act) {
        self.beat(who, Deed::Act(act));
    }

    fn wait(&mut self, days: u32, minutes: u32) {
        self.at = self.at.later(days, minutes);
    }

    fn say(&mut self, who: Who, kind: TalkKind, texts: &'static [&'static str]) {
        let text = self.dice.word(texts);
        let channel = self.plot.channel;
        self.beat(
            who,
            Deed::Say {
                kind,
                channel,
                text,
            },
        );
    }

    /// Who meets the client: the head, where nobody else may see it.
    fn front(&self) -> Who {
        if self.plot.restricted() {
            Who::Head
        } else {
            Who::Desk
        }
    }

    fn tell(&mut self) {
        let front = self.front();
        self.beat(front, Deed::Receive);
        if self.plot.is_fresh {
            return;
        }
        if let Some(story) = self.plot.twin_of {
            let merge = story % 2 == 0;
            self.wait(0, 3);
            self.beat(front, Deed::Same { story, merge });
            return;
        }
        let fate = self.plot.fate(&mut self.dice);
        // What has just come in still awaits triage.
        let minutes = self.dice.between(6, 260);
        self.wait(0, minutes);
        if self.leaves_early(fate, front) {
            return;
        }
        if fate == Fate::MisKeyed {
            let reason = self.dice.word(&DECLINES).to_owned();
            self.act(front, Act::Decline { reason });
            self.beat(front, Deed::Undo);
        }
        self.act(front, Act::Accept);
        if self.dice.percent(40) {
            self.beat(front, Deed::Answer("accepted"));
        }
        let searcher = match self.dice.below(10) {
            0..=4 => Who::Searcher,
            5..=7 => Who::Second,
            // The head, whose desk the demo opens as, has some of the lighter work.
            _ if !self.plot.def.review => Who::Head,
            _ => Who::Searcher,
        };
        self.act(front, Act::Assign { to: searcher.id() });
        if self.dice.percent(15) {
            let add = vec![
                self.dice
                    .word(&["急", "基金", "职称季", "园区", "回头客"])
                    .to_owned(),
            ];
            self.act(
                front,
                Act::Tag {
                    add,
                    remove: vec![],
                },
            );
        }
        self.hurry(front);
        if fate == Fate::Forgotten {
            return;
        }
        self.work(searcher, front, fate);
    }

    /// Ways that end before the work begins.
    fn leaves_early(&mut self, fate: Fate, front: Who) -> bool {
        match fate {
            Fate::Declined => {
                let reason = self.dice.word(&DECLINES).to_owned();
                self.act(front, Act::Decline { reason });
            }
            Fate::Deferred => {
                let reason = self.dice.word(&DEFERS).to_owned();
                // The day is set when the beat is played.
                self.act(
                    front,
                    Act::Defer {
                        until: jiff::civil::Date::ZERO,
                        reason,
                    },
                );
            }
            Fate::Referred => {
                let (to, reason) = self.dice.pick(&REFERS).copied().unwrap_or_default();
                self.act(
                    front,
                    Act::ReferOut {
                        to: to.to_owned(),
                        reason: reason.to_owned(),
                    },
                );
            }
            Fate::Cancelled => {
                let reason = "登记有误，另行登记".to_owned();
                self.act(front, Act::Cancel { reason });
            }
            _ => return false,
        }
        true
    }

    fn hurry(&mut self, front: Who) {
        let def = &self.plot.def;
        if def.promise.min_days > 0 && self.dice.percent(6) {
            self.act(
                front,
                // The days are set when the beat is played: they follow what was asked.
                Act::Expedite {
                    target_days: 0,
                    expedite: Expedite {
                        allowed_by: "张三".to_owned(),
                        why: "基金申报截止提前".to_owned(),
                        fee_note: "按加急标准收费".to_owned(),
                    },
                },
            );
        }
    }

    fn work(&mut self, searcher: Who, front: Who, fate: Fate) {
        let def = self.plot.def;
        let target = def.promise.target.days().clamp(1, 20);
        self.wait(u32::from(target > 2), 35);
        self.act(searcher, Act::Begin);
        if self.dice.percent(55) {
            self.say(searcher, TalkKind::Note, &NOTES);
        }
        if let Some(kind) = def.products.first().filter(|_| target > 1) {
            let kind = kind.key.clone();
            self.beat(
                searcher,
                Deed::Product {
                    kind,
                    due_in: target,
                },
            );
        }
        if fate == Fate::StillWaiting || self.dice.percent(18) {
            let reason = self.dice.word(&WAITS).to_owned();
            self.act(searcher, Act::Wait { reason });
            self.beat(front, Deed::Answer("more"));
            if fate == Fate::StillWaiting {
                return;
            }
            let days = self.dice.between(1, 4);
            self.wait(days, 20);
            self.say(front, TalkKind::Heard, &HEARD);
            self.act(searcher, Act::Resume);
        }
        self.search(searcher, target);
        if fate == Fate::Withdrawn {
            self.wait(1, 5);
            let reason = "委托人项目取消，撤回委托".to_owned();
            self.act(front, Act::Withdraw { reason });
            return;
        }
        let (minutes, read) = (def.minutes.clamp(10, 900), def.read.clamp(1, 6));
        self.beat(searcher, Deed::Spend { minutes, read });
        self.wait(target / 4, 15);
        if def.review {
            self.review(searcher);
        }
        self.deliver(searcher, front, fate);
    }

    fn search(&mut self, searcher: Who, target: u32) {
        let runs = match self.plot.def.key.as_str() {
            "novelty" | "patent_navigation" => self.dice.between(4, 6),
            "citation_cert" | "patentability" | "fto" => self.dice.between(2, 4),
            "patent_search" | "analysis" | "subject_service" | "alert" | "transfer" => 2,
            "infringement_watch" | "legal_status" | "decision_support" => 1,
            _ => 0,
        };
        for n in 0..runs {
            if n % 2 == 0 && target > 4 {
                self.wait(1, 10);
            }
            let source = usize::try_from(n).unwrap_or(0);
            self.beat(searcher, Deed::Run { source });
            self.wait(0, 12);
        }
    }

    /// R01: whoever signs has not searched.
    fn review(&mut self, searcher: Who) {
        let reviewer = if self.plot.restricted() {
            Who::Head
        } else {
            Who::Reviewer
        };
        // Some stand still at each desk, so that every stage is to be seen.
        let stuck = match self.plot.number {
            140 | 149 => "review",
            143 | 160 => "returned",
            120 | 163 => "signed",
            123 | 152 => "issued",
            _ => "",
        };
        self.act(searcher, Act::Submit);
        self.beat(
            searcher,
            Deed::Move {
                to: Stage::InReview,
                reason: None,
            },
        );
        if stuck == "review" {
            self.wait(99, 0);
            return;
        }
        self.wait(1, 40);
        if stuck == "returned" || self.dice.percent(20) {
            let reason = self.dice.word(&RETURNS);
            self.act(
                reviewer,
                Act::Return {
                    reason: reason.to_owned(),
                },
            );
            self.beat(
                reviewer,
                Deed::Move {
                    to: Stage::Returned,
                    reason: Some(reason),
                },
            );
            if stuck == "returned" {
                self.wait(99, 0);
                return;
            }
            self.wait(1, 10);
            self.act(searcher, Act::Begin);
            self.act(searcher, Act::Submit);
            self.beat(
                searcher,
                Deed::Move {
                    to: Stage::InReview,
                    reason: None,
                },
            );
            self.wait(0, 90);
        }
        self.act(reviewer, Act::Sign);
        self.beat(
            reviewer,
            Deed::Move {
                to: Stage::Signed,
                reason: None,
            },
        );
        if stuck == "signed" {
            self.wait(99, 0);
            return;
        }
        self.wait(0, 45);
        self.act(searcher, Act::Issue);
        self.beat(
            searcher,
            Deed::Move {
                to: Stage::Issued,
                reason: None,
            },
        );
        if stuck == "issued" {
            self.wait(99, 0);
        }
    }

    fn deliver(&mut self, searcher: Who, front: Who, fate: Fate) {
        self.wait(u32::from(self.plot.def.review), 25);
        let has_product = self
            .beats
            .iter()
            .any(|b| matches!(b.deed, Deed::Product { .. }));
        let to = PEOPLE.get(self.plot.client).map_or("", |p| p.name);
        if self.plot.def.path.contains(&Status::Delivered) {
            self.beat(front, Deed::Answer("done"));
            self.act(front, Act::Deliver { to: to.to_owned() });
            if has_product {
                self.beat(
                    searcher,
                    Deed::Move {
                        to: Stage::Delivered,
                        reason: None,
                    },
                );
            }
        }
        if fate == Fate::Objected && has_product {
            self.wait(1, 30);
            let reason = self.dice.word(&OBJECTIONS);
            self.act(
                front,
                Act::Object {
                    reason: reason.to_owned(),
                },
            );
            if self.plot.number == OBJECTED {
                return;
            }
            self.wait(0, 60);
            self.act(searcher, Act::Begin);
            self.beat(
                searcher,
                Deed::Move {
                    to: Stage::Void,
                    reason: Some(reason),
                },
            );
            self.beat(searcher, Deed::NewVersion);
            return;
        }
        let days = self.dice.between(2, 9);
        self.wait(days, 30);
        if has_product && self.dice.percent(30) {
            let text = self.dice.word(&FEEDBACK);
            self.beat(searcher, Deed::Feedback(text));
        }
        self.act(front, Act::Close { reason: None });
        if self.plot.received.ago > 40 {
            self.wait(5, 0);
            self.act(front, Act::Archive);
        }
    }
}
