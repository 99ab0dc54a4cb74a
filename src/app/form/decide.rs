//! What a prompt's answers become: the command of the decision, or the row that still lacks something.

use jiff::civil::Date;

use crate::app::Here;
use crate::desk::{Act, Command};
use crate::domain::concept;
use crate::domain::literature::Relevance;
use crate::domain::product::Stage;
use crate::domain::request::{Due, Expedite};
use crate::domain::{RequestId, Sentence, Staff, StaffId};

use super::FormStep;
use super::day::{narrow, read_hour};
use super::people::staff_id;
use super::prompt::{Prompt, Wish};

/// The row that lacks something, and the sentence that says what.
type Lack = (&'static str, &'static str);

impl Prompt {
    pub(super) fn stage(&self) -> Option<Stage> {
        Stage::from_key(&self.sheet.picked("to")?)
    }

    fn other(&self) -> Option<RequestId> {
        let typed = narrow(&self.sheet.text("of"));
        let number = typed.trim().trim_start_matches('#').parse().ok()?;
        Some(RequestId(number)).filter(|id| self.aim.targets.iter().all(|t| t.request != *id))
    }

    pub(super) fn save(&mut self, here: &Here) -> FormStep {
        // Enter in a row that is not the last reaches here only where all is filled in.
        if !self.sheet.check(here.today) {
            return FormStep::Stay;
        }
        if self.wish == Wish::Attach
            && let Some(request) = self.aim.request()
        {
            return FormStep::Attach(request, self.sheet.text("path"));
        }
        if matches!(self.wish, Wish::FileTo | Wish::RunOf) {
            return match self.other() {
                Some(request) => FormStep::FileTo(self.wish.clone(), request),
                None => {
                    self.sheet.refuse("of", Sentence::new("form-error-same-as"));
                    FormStep::Stay
                }
            };
        }
        if let (Wish::Concepts(seen), Some(request)) = (&self.wish, self.aim.request()) {
            let (key, line) = match concept::table(&self.sheet.text("concepts")) {
                Ok(table) => {
                    return FormStep::submit(Command::SetConcepts {
                        request,
                        seen: seen.clone(),
                        table,
                    });
                }
                Err(concept::Fault::NoWord(line)) => ("concept-no-word", line),
                Err(concept::Fault::Twice(line)) => ("concept-twice", line),
            };
            self.sheet
                .refuse("concepts", Sentence::new(key).with("line", line));
            return FormStep::Stay;
        }
        match self.command(here) {
            Ok(command) => FormStep::submit(command),
            Err((row, key)) => {
                self.sheet.refuse(row, Sentence::new(key));
                FormStep::Stay
            }
        }
    }

    fn command(&self, here: &Here) -> Result<Command, Lack> {
        let reason = self.sheet.text("reason");
        let act = match &self.wish {
            Wish::Decline => Act::Decline { reason },
            Wish::Wait => Act::Wait { reason },
            Wish::Hold => Act::Hold { reason },
            Wish::LiftHold => Act::LiftHold { reason },
            Wish::Return => Act::Return { reason },
            Wish::Object => Act::Object { reason },
            Wish::Close => Act::Close {
                reason: Some(reason).filter(|r| !r.is_empty()),
            },
            Wish::Withdraw => Act::Withdraw { reason },
            Wish::Cancel => Act::Cancel { reason },
            Wish::Reopen => Act::Reopen { reason },
            Wish::Defer => Act::Defer {
                until: self.future_day("until", here.today)?,
                reason,
            },
            Wish::Assign => Act::Assign {
                to: staff_id(self.sheet.picked("to").as_deref())
                    .ok_or(("to", "form-error-empty"))?,
            },
            Wish::HandOver => return self.handed_over().ok_or(("to", "form-error-empty")),
            Wish::GoAway => return self.days_away(here).ok_or(("last_day", "form-error-empty")),
            Wish::DuplicateOf => Act::DuplicateOf {
                of: self.other().ok_or(("of", "form-error-same-as"))?,
                reason,
            },
            Wish::MergeInto => Act::MergeInto {
                into: self.other().ok_or(("of", "form-error-same-as"))?,
                reason,
            },
            Wish::ReferOut => Act::ReferOut {
                to: self.sheet.text("to"),
                reason,
            },
            Wish::Expedite => Act::Expedite {
                target_days: self.small("target_days")?,
                expedite: Expedite {
                    allowed_by: self.sheet.text("allowed_by"),
                    why: self.sheet.text("why"),
                    fee_note: self.sheet.text("fee_note"),
                },
            },
            Wish::Agree => Act::Agree {
                due: self.agreed(here.today)?,
            },
            Wish::Tags => self.tagged(),
            Wish::Name => self.named(here)?,
            Wish::BreakGlass => {
                let typed = narrow(&self.sheet.text("number"));
                let number = typed.trim().trim_start_matches('#').parse();
                return Ok(Command::BreakGlass {
                    request: RequestId(
                        number.map_err(|_| ("number", "form-error-request-number"))?,
                    ),
                    reason,
                });
            }
            Wish::Deliver => Act::Deliver {
                to: self.sheet.text("to"),
            },
            Wish::Attach => return Err(("path", "form-error-empty")),
            Wish::FileTo | Wish::RunOf => return Err(("of", "form-error-same-as")),
            Wish::Reuse => {
                let lack = ("of", "form-error-same-as");
                return Ok(Command::ReuseStrategy {
                    request: self.aim.request().ok_or(lack)?,
                    from: self.other().ok_or(lack)?,
                });
            }
            Wish::Concepts(_) => return Err(("concepts", "form-error-empty")),
            Wish::SameClient(_) => return Err(("same", "form-error-choose-client")),
            Wish::Erase(client, name) => {
                if self.sheet.text("name") != *name {
                    return Err(("name", "erase-name-differs"));
                }
                return Ok(Command::Erase {
                    client: *client,
                    reason,
                });
            }
            Wish::LeaveOut(record) => {
                return Ok(Command::Screen {
                    request: self.aim.request().ok_or(("reason", "form-error-empty"))?,
                    record: *record,
                    relevance: Relevance::None,
                    reason,
                });
            }
            Wish::Spend => return self.spent(here.today),
            Wish::MoveProduct(product, rev) => {
                let to = self.stage().ok_or(("to", "form-error-empty"))?;
                let delivered = self.sheet.text("delivered_to");
                return Ok(Command::MoveProduct {
                    product: *product,
                    rev: *rev,
                    to,
                    reason: Some(reason).filter(|_| matches!(to, Stage::Returned | Stage::Void)),
                    delivered_to: Some(delivered).filter(|_| to == Stage::Delivered),
                });
            }
        };
        Ok(self.aim.command(act))
    }

    fn future_day(&self, row: &'static str, today: Date) -> Result<Date, Lack> {
        self.sheet
            .day(row, today)
            .filter(|day| *day > today)
            .ok_or((row, "form-error-day-past"))
    }

    fn small(&self, row: &'static str) -> Result<u32, Lack> {
        self.sheet
            .number(row)
            .and_then(|n| u32::try_from(n).ok())
            .ok_or((row, "form-error-too-large"))
    }

    /// An empty day takes the agreement back.
    fn agreed(&self, today: Date) -> Result<Option<Due>, Lack> {
        let hour = self.sheet.text("at");
        if self.sheet.text("on").is_empty() {
            return if hour.is_empty() {
                Ok(None)
            } else {
                Err(("on", "form-error-empty"))
            };
        }
        let on = self
            .sheet
            .day("on", today)
            .filter(|day| *day >= today)
            .ok_or(("on", "form-error-day-past"))?;
        Ok(Some(Due {
            on,
            at: read_hour(&hour),
            provisional: false,
        }))
    }

    fn tagged(&self) -> Act {
        let typed = self.sheet.text("tags");
        let words: Vec<&str> = typed
            .split([' ', '\u{3000}', ',', '，', '、', ';', '；', '#'])
            .filter(|word| !word.is_empty())
            .collect();
        let mut add: Vec<String> = Vec::new();
        for word in words.iter().filter(|w| !w.starts_with('-')) {
            let word = (*word).to_owned();
            if !self.tags.contains(&word) && !add.contains(&word) {
                add.push(word);
            }
        }
        let named_off = words.iter().filter_map(|w| w.strip_prefix('-'));
        let gone = self
            .tags
            .iter()
            .filter(|tag| !words.contains(&tag.as_str()));
        let remove = named_off
            .map(str::to_owned)
            .chain(gone.cloned())
            .filter(|tag| !tag.is_empty())
            .collect();
        Act::Tag { add, remove }
    }

    /// Names or logins; who is no longer among them is taken off.
    fn named(&self, here: &Here) -> Result<Act, Lack> {
        let typed = self.sheet.text("who");
        let mut wanted: Vec<StaffId> = Vec::new();
        let signs = [' ', '\u{3000}', ',', '，', '、', ';', '；'];
        for word in typed.split(signs).filter(|word| !word.is_empty()) {
            let is_she = |s: &&Staff| s.name == word || s.login == word;
            let staff = here.staff.iter().find(is_she);
            wanted.push(staff.ok_or(("who", "form-error-nobody"))?.id);
        }
        let named = |s: &&Staff| self.tags.contains(&s.login);
        let now: Vec<StaffId> = here.staff.iter().filter(named).map(|s| s.id).collect();
        let gone = now.iter().filter(|id| !wanted.contains(id));
        Ok(Act::Name {
            remove: gone.copied().collect(),
            add: wanted.into_iter().filter(|id| !now.contains(id)).collect(),
        })
    }

    fn spent(&self, today: Date) -> Result<Command, Lack> {
        let minutes = self.small("minutes")?;
        if minutes == 0 || minutes > 24 * 60 {
            return Err(("minutes", "form-error-minutes"));
        }
        Ok(Command::Spend {
            request: self.aim.request().ok_or(("minutes", "form-error-empty"))?,
            minutes,
            read: self
                .sheet
                .picked("read")
                .and_then(|read| read.parse().ok())
                .ok_or(("read", "form-error-empty"))?,
            on: self.sheet.day("on", today).filter(|day| *day != today),
        })
    }
}
