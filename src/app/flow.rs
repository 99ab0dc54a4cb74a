//! The way of the documents from what was found to what is kept, as text: what each search brought, what
//! was the same, what was left out and why (PRISMA 2020, the boxes of its flow diagram). Counts only what
//! the list of documents holds.

use std::collections::BTreeMap;

use crate::desk::literature::Literature;
use crate::domain::Sentence;
use crate::domain::literature::Relevance;

use super::App;
use super::layer::{Layer, Plain};

impl App {
    /// `y` over the documents: their flow as bare text.
    pub(super) fn open_flow(&mut self) {
        let Some(Layer::Documents(documents)) = self.layers.last() else {
            return;
        };
        let (request, Some(found)) = (documents.request, &documents.found) else {
            return;
        };
        let lines = self.flow_lines(found);
        self.put(Layer::Plain(Plain {
            given: lines.clone(),
            lines,
            from: 0,
            request: Some(request),
        }));
    }

    fn flow_lines(&self, found: &Literature) -> Vec<String> {
        let words = &self.here.words;
        let say = |sentence: Sentence| words.say(&sentence);
        let case = self
            .page
            .case
            .as_ref()
            .filter(|case| Some(case.request.id) == found.request);
        let mut lines = Vec::new();
        if let Some(case) = case {
            lines.push(format!("#{} {}", case.request.id, case.request.title));
        }
        lines.push(self.here.t("flow-identified"));
        for run in case.iter().flat_map(|case| &case.runs) {
            let flow = found.runs.iter().find(|flow| flow.run == Some(run.id));
            let flow = flow.copied().unwrap_or_default();
            let day = run
                .searched_on
                .map(|day| words.day(day))
                .unwrap_or_default();
            lines.push(say(Sentence::new("flow-run")
                .with("database", run.database.as_str())
                .with("day", day)
                .with(
                    "hits",
                    run.hits.map_or_else(|| "?".to_owned(), |n| n.to_string()),
                )
                .with("records", flow.records)
                .with("works", flow.works)
                .with("alone", flow.alone)
                .with("kept", flow.kept)));
        }
        lines.push(say(
            Sentence::new("flow-records").with("records", found.records)
        ));
        lines.push(say(Sentence::new("flow-duplicates")
            .with("removable", found.removable())
            .with("works", found.works.len())
            .with("doubts", found.doubts.len())));
        lines.push(say(Sentence::new("flow-screened")
            .with("screened", found.screened())
            .with("open", found.works.len() - found.screened())));
        let left_out = found.counted(Relevance::None);
        lines.push(say(Sentence::new("flow-excluded").with("n", left_out)));
        for (reason, n) in reasons(found) {
            lines.push(format!("  {reason}  {n}"));
        }
        lines.push(say(
            Sentence::new("flow-uncertain").with("n", found.counted(Relevance::Uncertain))
        ));
        let (close, related) = (
            found.counted(Relevance::Close),
            found.counted(Relevance::Related),
        );
        lines.push(say(Sentence::new("flow-included")
            .with("n", close + related)
            .with("close", close)
            .with("related", related)));
        lines
            .iter()
            .flat_map(|line| crate::text::SafeText::lines(line))
            .map(crate::text::SafeText::into_string)
            .collect()
    }
}

/// Why documents were left out, and how many for each reason, the commonest first.
fn reasons(found: &Literature) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for judged in (0..found.works.len()).filter_map(|work| found.stands(work)) {
        if judged.relevance == Relevance::None {
            *counted.entry(judged.reason.as_str()).or_default() += 1;
        }
    }
    let mut reasons: Vec<(String, usize)> = counted
        .into_iter()
        .map(|(reason, n)| (reason.to_owned(), n))
        .collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    reasons
}
