//! The figures as a table, each beside the limit that was promised for it. Judges by the limit alone.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Over,
    /// There was nothing to measure; strictly taken, a promise not kept.
    Unmeasured,
}

pub struct Figure {
    what: String,
    ours: String,
    floor: String,
    value: String,
    limit: String,
    verdict: Verdict,
}

#[derive(Default)]
pub struct Report {
    figures: Vec<Figure>,
}

impl Report {
    /// Pairs of (ours, theirs), in milliseconds; the median of the paired ratios counts.
    pub fn ratio(&mut self, what: impl Into<String>, pairs: &[(f64, f64)], limit: f64) {
        let ratio = median(pairs.iter().map(|(ours, theirs)| ours / theirs));
        self.add(Figure {
            what: what.into(),
            ours: format!("{:.3} ms", median(pairs.iter().map(|pair| pair.0))),
            floor: format!("{:.3} ms", median(pairs.iter().map(|pair| pair.1))),
            value: format!("{ratio:.2} x"),
            limit: format!("<= {limit:.2} x"),
            verdict: judge(!pairs.is_empty(), ratio <= limit),
        });
    }

    /// Pairs of (ours, bare), in milliseconds, of which ours may take so many times bare and a frame.
    pub fn within(
        &mut self,
        what: impl Into<String>,
        pairs: &[(f64, f64)],
        times: f64,
        frame: f64,
    ) {
        let ours = median(pairs.iter().map(|pair| pair.0));
        let bare = median(pairs.iter().map(|pair| pair.1));
        self.add(Figure {
            what: what.into(),
            ours: format!("{ours:.3} ms"),
            floor: format!("{bare:.3} ms"),
            value: format!("{:.2} x", ours / bare),
            limit: format!("<= {times:.0} x + {frame:.1} ms"),
            verdict: judge(!pairs.is_empty(), ours <= bare * times + frame),
        });
    }

    /// Pairs of rates (ours, theirs) of which ours must be at least `limit` times theirs.
    pub fn at_least(
        &mut self,
        what: impl Into<String>,
        unit: &str,
        pairs: &[(f64, f64)],
        limit: f64,
    ) {
        let ratio = median(pairs.iter().map(|(ours, theirs)| ours / theirs));
        self.add(Figure {
            what: what.into(),
            ours: format!("{:.0} {unit}", median(pairs.iter().map(|pair| pair.0))),
            floor: format!("{:.0} {unit}", median(pairs.iter().map(|pair| pair.1))),
            value: format!("{ratio:.2} x"),
            limit: format!(">= {limit:.2} x"),
            verdict: judge(!pairs.is_empty(), ratio >= limit),
        });
    }

    /// Samples none of which may pass the limit: the worst one is judged, the median told beside it.
    pub fn at_most(&mut self, what: impl Into<String>, unit: &str, samples: &[f64], limit: f64) {
        let verdict = judge(!samples.is_empty(), worst(samples) <= limit);
        let limit = format!("<= {} {unit}", number(limit));
        self.samples(what, unit, samples, limit, verdict);
    }

    /// Samples of which the median is judged: some of them show something new besides.
    pub fn typical(&mut self, what: impl Into<String>, unit: &str, samples: &[f64], limit: f64) {
        let middle = median(samples.iter().copied());
        let verdict = judge(!samples.is_empty(), middle <= limit);
        let limit = format!("half <= {} {unit}", number(limit));
        self.samples(what, unit, samples, limit, verdict);
    }

    /// Another program's samples, to be read beside ours.
    pub fn others(&mut self, what: impl Into<String>, unit: &str, samples: &[f64]) {
        let verdict = judge(!samples.is_empty(), true);
        self.samples(what, unit, samples, String::new(), verdict);
    }

    fn samples(
        &mut self,
        what: impl Into<String>,
        unit: &str,
        samples: &[f64],
        limit: String,
        verdict: Verdict,
    ) {
        self.add(Figure {
            what: what.into(),
            ours: format!("{} {unit}", number(median(samples.iter().copied()))),
            floor: String::new(),
            value: format!("max {}", number(worst(samples))),
            limit,
            verdict,
        });
    }

    pub fn unmeasured(&mut self, what: impl Into<String>, why: impl fmt::Display) {
        self.add(Figure {
            what: what.into(),
            ours: why.to_string(),
            floor: String::new(),
            value: String::new(),
            limit: String::new(),
            verdict: Verdict::Unmeasured,
        });
    }

    /// Each figure is printed as soon as it stands, so that a run cut short has told what it knew.
    fn add(&mut self, figure: Figure) {
        println!("{figure}");
        self.figures.push(figure);
    }

    pub fn keeps_every_promise(&self) -> bool {
        self.figures
            .iter()
            .all(|figure| figure.verdict == Verdict::Pass)
    }

    pub fn header() -> String {
        let [what, ours, floor, value, limit] = ["what", "ours", "floor", "figure", "limit"];
        format!("        {what:<52}{ours:>14}{floor:>14}{value:>12}   {limit}")
    }
}

fn worst(samples: &[f64]) -> f64 {
    samples.iter().copied().fold(0.0, f64::max)
}

fn number(n: f64) -> String {
    if n.fract() == 0.0 {
        format!("{n:.0}")
    } else {
        format!("{n:.3}")
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure {
            what,
            ours,
            floor,
            value,
            limit,
            verdict,
        } = self;
        match verdict {
            Verdict::Unmeasured => write!(f, "UNKNOWN {what}: {ours}"),
            Verdict::Pass => write!(
                f,
                "PASS    {what:<52}{ours:>14}{floor:>14}{value:>12}   {limit}"
            ),
            Verdict::Over => write!(
                f,
                "OVER    {what:<52}{ours:>14}{floor:>14}{value:>12}   {limit}"
            ),
        }
    }
}

fn judge(measured: bool, kept: bool) -> Verdict {
    match (measured, kept) {
        (false, _) => Verdict::Unmeasured,
        (true, true) => Verdict::Pass,
        (true, false) => Verdict::Over,
    }
}

pub fn median(samples: impl Iterator<Item = f64>) -> f64 {
    let mut samples: Vec<f64> = samples.collect();
    samples.sort_by(f64::total_cmp);
    let middle = samples.len() / 2;
    match samples.len() {
        0 => f64::NAN,
        even if even % 2 == 0 => (samples[middle - 1] + samples[middle]) / 2.0,
        _ => samples[middle],
    }
}
