//! Where an arrival most likely belongs, with the reason. Asks the desk as any look does, so that it can
//! name nothing the person may not see; decides nothing.

use jiff::civil::Date;

use super::arrival::Clues;
use crate::desk::look::{Case, QueueRow};
use crate::desk::{Desk, Look, Moment, Seen};
use crate::domain::{RequestId, RunId, SearchRun, Sentence};
use crate::text::fold::fold;

/// Requests, clients and words asked for at most: a guess must cost little.
const ASKED: usize = 6;
/// One's own open requests whose runs are looked through.
const MINE: usize = 8;
/// Letters a word needs to tell one request from another.
const HAN: usize = 4;
const LATIN: usize = 6;
/// What files are called whatever they are about.
const COMMON: [&str; 22] = [
    "委托单",
    "委托书",
    "委托表",
    "申请表",
    "登记表",
    "查新委托单",
    "查新合同",
    "科技查新",
    "查收查引",
    "检索委托",
    "导出",
    "附件",
    "材料",
    "最终版",
    "修改稿",
    "报告",
    "savedrecs",
    "export",
    "exported",
    "attachment",
    "document",
    "download",
];

/// Where it may belong.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    pub request: RequestId,
    pub title: String,
    pub client: String,
    pub why: Sentence,
    /// The run whose export it may be.
    pub run: Option<RunBrief>,
}

/// A run as a choice shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunBrief {
    pub id: RunId,
    pub database: String,
    pub on: Option<Date>,
    pub hits: Option<u64>,
    /// A file is its export already.
    pub has_file: bool,
}

/// The request an arrival most likely belongs to; `here` is the one under the cursor, which is the last
/// to be thought of.
pub fn guess(
    desk: &mut Desk,
    clues: &Clues,
    here: Option<RequestId>,
    moment: &Moment,
) -> Option<Guess> {
    let mut ask = Asking { desk, moment };
    let (row, why) = ask
        .by_number(clues)
        .or_else(|| ask.by_run(clues, here))
        .or_else(|| ask.by_client(clues))
        .or_else(|| ask.by_title(clues))
        .or_else(|| ask.by_cursor(here))?;
    let run = ask.run_of(row.id, clues);
    Some(Guess {
        request: row.id,
        title: row.title,
        client: row.client,
        why,
        run,
    })
}

/// The runs of a request, for a choice.
pub fn runs_of(case: &Case) -> Vec<RunBrief> {
    // One that brought only a part of the hits may get another batch.
    let has_file = |run: &SearchRun| match case.imported.get(&run.id) {
        Some(imported) => imported.lacking(run.hits) == Some(0) || run.hits.is_none(),
        None => case.attachments.iter().any(|file| file.run == Some(run.id)),
    };
    let brief = |run: &SearchRun| RunBrief {
        id: run.id,
        database: run.database.clone(),
        on: run.searched_on,
        hits: run.hits,
        has_file: has_file(run),
    };
    case.runs.iter().map(brief).collect()
}

struct Asking<'a> {
    desk: &'a mut Desk,
    moment: &'a Moment,
}

impl Asking<'_> {
    fn rows(&mut self, search: String, limit: usize) -> Vec<QueueRow> {
        let look = Look::Queue {
            search,
            from: None,
            backwards: false,
            limit,
        };
        match self.desk.look(&look, self.moment) {
            Ok(Seen::Queue(page)) => page.rows,
            _ => Vec::new(),
        }
    }

    fn only(&mut self, search: String) -> Option<QueueRow> {
        let mut rows = self.rows(search, 2);
        if rows.len() == 1 { rows.pop() } else { None }
    }

    fn case(&mut self, request: RequestId) -> Option<Box<Case>> {
        match self.desk.look(&Look::Case(request), self.moment) {
            Ok(Seen::Case(case)) => Some(case),
            _ => None,
        }
    }

    fn by_number(&mut self, clues: &Clues) -> Option<(QueueRow, Sentence)> {
        let requests = clues.requests.iter().map(|id| format!("#{id}"));
        let numbers = clues.numbers.iter().map(|n| format!("number:{n}"));
        let mut all = requests.take(ASKED).chain(numbers.take(ASKED));
        all.find_map(|search| {
            let told = search.strip_prefix("number:").unwrap_or(&search).to_owned();
            let row = self.only(search)?;
            Some((row, Sentence::new("tray-why-number").with("number", told)))
        })
    }

    /// The request under the cursor, else the one of one's own, that has a run of this database and
    /// no file of it yet.
    fn by_run(&mut self, clues: &Clues, here: Option<RequestId>) -> Option<(QueueRow, Sentence)> {
        if clues.databases.is_empty() {
            return None;
        }
        let fits = |ask: &mut Self, id: RequestId| ask.run_of(id, clues);
        let said = |run: RunBrief| Sentence::new("tray-why-run").with("database", run.database);
        if let Some(id) = here
            && let Some(run) = fits(self, id)
            && let Some(row) = self.only(format!("#{id}"))
        {
            return Some((row, said(run)));
        }
        let mine = self.rows("status:open owner:me".to_owned(), MINE);
        let mut found = mine.into_iter().filter_map(|row| {
            let run = fits(self, row.id)?;
            Some((row, said(run)))
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The one run of a request that this may be the export of.
    fn run_of(&mut self, request: RequestId, clues: &Clues) -> Option<RunBrief> {
        if clues.databases.is_empty() {
            return None;
        }
        let case = self.case(request)?;
        let of_it = |run: &RunBrief| {
            let database = fold(&run.database);
            let is = |name: &String| {
                database == *name || (name.chars().count() > 2 && database.contains(name.as_str()))
            };
            !database.is_empty() && clues.databases.iter().any(is)
        };
        let mut open = runs_of(&case)
            .into_iter()
            .filter(|run| !run.has_file && of_it(run));
        let first = open.next()?;
        open.next().is_none().then_some(first)
    }

    /// The open request of a client whose name stands in it; of several the newest.
    fn by_client(&mut self, clues: &Clues) -> Option<(QueueRow, Sentence)> {
        for name in clues.people.iter().take(ASKED) {
            let look = Look::Clients {
                words: name.clone(),
                limit: 3,
            };
            let Ok(Seen::Clients(found)) = self.desk.look(&look, self.moment) else {
                continue;
            };
            let same: Vec<_> = found
                .iter()
                .filter(|c| fold(&c.name) == fold(name))
                .collect();
            for client in same {
                let Ok(Seen::ClientCase(case)) =
                    self.desk.look(&Look::ClientCase(client.id), self.moment)
                else {
                    continue;
                };
                let open = case.requests.into_iter().filter(|row| row.status.is_open());
                if let Some(row) = open.max_by_key(|row| row.received_at) {
                    let said = Sentence::new("tray-why-client").with("name", name.as_str());
                    return Some((row, said));
                }
            }
        }
        None
    }

    fn by_title(&mut self, clues: &Clues) -> Option<(QueueRow, Sentence)> {
        let words = telling(&clues.titles);
        words.into_iter().take(ASKED).find_map(|word| {
            let row = self.only(format!("{word} status:open"))?;
            Some((row, Sentence::new("tray-why-title").with("word", word)))
        })
    }

    fn by_cursor(&mut self, here: Option<RequestId>) -> Option<(QueueRow, Sentence)> {
        let row = self.only(format!("#{}", here?))?;
        Some((row, Sentence::new("tray-why-cursor")))
    }
}

/// Words of titles that may tell one request from another, the longest first.
fn telling(titles: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for title in titles {
        for word in title.split(|c: char| !c.is_alphanumeric()) {
            let count = word.chars().count();
            let least = match word.is_ascii() {
                true => LATIN,
                false => HAN,
            };
            let plain = fold(word);
            let is_common = COMMON.contains(&plain.as_str());
            if count >= least
                && !is_common
                && !word.chars().all(|c| c.is_ascii_digit())
                && !words.contains(&plain)
            {
                words.push(plain);
            }
        }
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}
