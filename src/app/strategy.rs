//! The strategy section of a report as text, straight from the search log, and after it the list that
//! PRISMA-S asks for (Rethlefsen et al. 2021, Systematic Reviews 10:39, table 1). Retypes nothing: what is
//! not in the log is said to be missing.

use std::collections::BTreeMap;

use crate::desk::look::Case;
use crate::domain::{SearchRun, Sentence, Way};

use super::App;

/// Nothing was done, or nothing of it was written down.
const NONE: &str = "—";

impl App {
    pub(super) fn strategy_lines(&self, case: &Case) -> Vec<String> {
        let words = &self.here.words;
        let say = |sentence: Sentence| words.say(&sentence);
        let mut lines = Vec::new();
        if !case.concepts.is_empty() {
            lines.push(self.here.t("strategy-concepts"));
            for concept in &case.concepts {
                let (zh, en) = (concept.zh.join("; "), concept.en.join("; "));
                lines.push(format!("  {}: {zh} | {en}", concept.name));
            }
        }
        lines.push(self.here.t("strategy-runs"));
        for (at, run) in case.runs.iter().enumerate() {
            lines.extend(self.run_lines(at + 1, run));
        }
        lines.push(say(Sentence::new("strategy-sum")
            .with("runs", case.runs.len())
            .with("hits", sum(&case.runs, |run| run.hits))
            .with("kept", sum(&case.runs, |run| run.kept))));
        lines.push(self.here.t("prisma-s"));
        for (number, (key, text)) in (1..).zip(self.items(case)) {
            lines.push(format!("{number:>2}. {}: {text}", self.here.t(key)));
        }
        lines
    }

    /// One run: where and when, then the query exactly as it was run, then the rest.
    fn run_lines(&self, number: usize, run: &SearchRun) -> Vec<String> {
        let here = &self.here;
        let mut head = format!("({number}) {}", called(run));
        if run.way != Way::Database {
            head = format!("{head}  {}", here.words.name(run.way));
        }
        let day = run
            .searched_on
            .map_or_else(|| NONE.to_owned(), |day| day.to_string());
        let said = Sentence::new("strategy-day").with("day", day);
        head = format!("{head}  {}", here.words.say(&said));
        let mut lines = vec![head];
        lines.extend(run.query.lines().map(|line| format!("    {line}")));
        let mut add = |key: &'static str, text: String| {
            if !text.trim().is_empty() {
                lines.push(format!("    {}: {text}", here.t(key)));
            }
        };
        add("form-run-coverage", run.coverage.clone());
        add("form-run-limits", run.limits.clone());
        add("form-run-serves", run.serves.clone());
        add("form-run-terms", run.terms_from.clone());
        let figure = |n: Option<u64>| n.map_or_else(|| NONE.to_owned(), |n| n.to_string());
        add("form-run-hits", figure(run.hits));
        add("form-run-kept", figure(run.kept));
        lines
    }

    /// The sixteen items, each with what the log says of it.
    fn items(&self, case: &Case) -> [(&'static str, String); 16] {
        let here = &self.here;
        let runs = &case.runs;
        let join = |all: Vec<String>| match all.is_empty() {
            true => NONE.to_owned(),
            false => all.join("; "),
        };
        let by = |way: Way| {
            let mut all: Vec<String> = Vec::new();
            for name in runs.iter().filter(|r| r.way == way).map(called) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            join(all)
        };
        let mut platforms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for run in runs
            .iter()
            .filter(|r| r.way == Way::Database && !r.platform.is_empty())
        {
            let on = platforms.entry(&run.platform).or_default();
            if !on.contains(&run.database.as_str()) {
                on.push(&run.database);
            }
        }
        let shared = platforms.iter().filter(|(_, on)| on.len() > 1);
        let shared = shared.map(|(platform, on)| format!("{platform}: {}", on.join(", ")));
        let shared: Vec<String> = shared.collect();
        let with_query = runs.iter().filter(|r| !r.query.trim().is_empty()).count();
        let each = |of: fn(&SearchRun) -> String| {
            let all = runs.iter().map(|run| (called(run), of(run)));
            join(
                all.filter(|(_, text)| !text.is_empty())
                    .map(|(name, text)| format!("{name} {text}"))
                    .collect(),
            )
        };
        let mut taken: Vec<String> = runs
            .iter()
            .filter_map(|r| r.taken_from)
            .map(|id| format!("#{id}"))
            .collect();
        taken.extend(
            case.concepts
                .iter()
                .filter_map(|c| c.taken_from)
                .map(|id| format!("#{id}")),
        );
        taken.sort_unstable();
        taken.dedup();
        let again = runs.iter().filter(|run| run.is_update);
        let again = again.map(|run| format!("{} {}", called(run), day(run)));
        let reviewers = case.products.iter().filter_map(|product| product.reviewer);
        let mut reviewers: Vec<String> = reviewers
            .map(|id| here.staff_name(Some(id)).to_owned())
            .collect();
        reviewers.sort_unstable();
        reviewers.dedup();
        let records: u64 = case
            .imported
            .values()
            .map(|imported| imported.records)
            .sum();
        let told = |key: &'static str, n: u64| {
            let said = Sentence::new(key).with("n", i64::try_from(n).unwrap_or(i64::MAX));
            here.words.say(&said)
        };
        [
            ("prisma-s-1", by(Way::Database)),
            ("prisma-s-2", join(shared)),
            ("prisma-s-3", by(Way::Register)),
            ("prisma-s-4", by(Way::Browsing)),
            ("prisma-s-5", by(Way::Citations)),
            ("prisma-s-6", by(Way::Contact)),
            ("prisma-s-7", by(Way::Other)),
            ("prisma-s-8", told("prisma-s-copied", with_query as u64)),
            ("prisma-s-9", each(|run| run.limits.clone())),
            ("prisma-s-10", each(|run| run.terms_from.clone())),
            ("prisma-s-11", join(taken)),
            ("prisma-s-12", join(again.collect())),
            ("prisma-s-13", each(day)),
            ("prisma-s-14", join(reviewers)),
            (
                "prisma-s-15",
                format!(
                    "{}; {}",
                    told(
                        "prisma-s-hits",
                        runs.iter().filter_map(|run| run.hits).sum()
                    ),
                    told("prisma-s-records", records),
                ),
            ),
            (
                "prisma-s-16",
                match records {
                    0 => NONE.to_owned(),
                    _ => here.t("prisma-s-same"),
                },
            ),
        ]
    }
}

/// The database, and where it was searched where that is called otherwise.
fn called(run: &SearchRun) -> String {
    match run.platform.is_empty() || run.platform == run.database {
        true => run.database.clone(),
        false => format!("{} ({})", run.database, run.platform),
    }
}

fn day(run: &SearchRun) -> String {
    run.searched_on
        .map(|day| day.to_string())
        .unwrap_or_default()
}

fn sum(runs: &[SearchRun], of: fn(&SearchRun) -> Option<u64>) -> String {
    let known: Vec<u64> = runs.iter().filter_map(of).collect();
    match known.len() {
        0 => NONE.to_owned(),
        n if n < runs.len() => format!("{}+", known.iter().sum::<u64>()),
        _ => known.iter().sum::<u64>().to_string(),
    }
}
