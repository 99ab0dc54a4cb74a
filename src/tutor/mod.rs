//! The lessons of a first morning, as data: what to do, and the sign that it has been done. Draws
//! nothing and asks nothing; the screen tells it what happened.

/// Requests on the tutor's desk.
pub const REQUESTS: u64 = 24;

/// How a lesson knows that it is learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A command was carried out; any of these sentences said so.
    Done(&'static [&'static str]),
    Seen(Glimpse),
}

/// Something of the screen that a lesson waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glimpse {
    Searching,
    Why,
    Help,
}

#[derive(Debug)]
pub struct Lesson {
    /// Key of its text in `tutor.ftl`.
    pub text: &'static str,
    /// Key of what it waits for, in a few words.
    pub wants: &'static str,
    pub until: Sign,
}

pub const LESSONS: &[Lesson] = &[
    Lesson {
        text: "tutor-receive",
        wants: "tutor-wants-receive",
        until: Sign::Done(&["did-receive"]),
    },
    Lesson {
        text: "tutor-claim",
        wants: "tutor-wants-claim",
        until: Sign::Done(&["did-claim"]),
    },
    Lesson {
        text: "tutor-triage",
        wants: "tutor-wants-triage",
        until: Sign::Done(&["did-accept"]),
    },
    Lesson {
        text: "tutor-undo",
        wants: "tutor-wants-undo",
        until: Sign::Done(&["did-undo"]),
    },
    Lesson {
        text: "tutor-redo",
        wants: "tutor-wants-redo",
        until: Sign::Done(&["did-redo", "did-accept"]),
    },
    Lesson {
        text: "tutor-find",
        wants: "tutor-wants-find",
        until: Sign::Seen(Glimpse::Searching),
    },
    Lesson {
        text: "tutor-run",
        wants: "tutor-wants-run",
        until: Sign::Done(&["did-add-run"]),
    },
    Lesson {
        text: "tutor-answer",
        wants: "tutor-wants-answer",
        until: Sign::Done(&["did-sent"]),
    },
    Lesson {
        text: "tutor-why",
        wants: "tutor-wants-why",
        until: Sign::Seen(Glimpse::Why),
    },
    Lesson {
        text: "tutor-help",
        wants: "tutor-wants-help",
        until: Sign::Seen(Glimpse::Help),
    },
];

/// How far somebody has come.
#[derive(Clone, Debug, Default)]
pub struct Tutor {
    learnt: usize,
    stray: Option<Stray>,
}

/// Something else was done than what the lesson waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// What a later lesson is about; its number, counted from 1.
    Ahead(usize),
    Aside,
}

impl Tutor {
    pub fn new() -> Self {
        Self::default()
    }

    /// The lesson under way; None when all are learnt.
    pub fn lesson(&self) -> Option<&'static Lesson> {
        LESSONS.get(self.learnt)
    }

    /// Its number, counted from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.learnt + 1, LESSONS.len())
    }

    /// A command has been carried out; `said` is the key of its sentence. True when a lesson is learnt.
    pub fn heard(&mut self, said: &str) -> bool {
        let is_sign = |sign| matches!(sign, Sign::Done(keys) if keys.contains(&said));
        if self.learn_if(is_sign) {
            return true;
        }
        let mut later = LESSONS.iter().enumerate().skip(self.learnt + 1);
        let ahead = later.find(|(_, lesson)| is_sign(lesson.until));
        self.stray = Some(ahead.map_or(Stray::Aside, |(at, _)| Stray::Ahead(at + 1)));
        false
    }

    /// What was done instead of the lesson, until it is learnt.
    pub fn stray(&self) -> Option<Stray> {
        self.stray
    }

    /// The screen shows this now. True when a lesson is learnt.
    pub fn saw(&mut self, glimpse: Glimpse) -> bool {
        self.learn_if(|sign| sign == Sign::Seen(glimpse))
    }

    fn learn_if(&mut self, is_sign: impl Fn(Sign) -> bool) -> bool {
        let learnt = self.lesson().is_some_and(|lesson| is_sign(lesson.until));
        self.learnt += usize::from(learnt);
        if learnt {
            self.stray = None;
        }
        learnt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_another_thing_first_is_known_to_have_strayed_until_the_lesson_is_learnt() {
        let mut tutor = Tutor::new();
        tutor.heard("did-decline");
        assert_eq!(tutor.stray(), Some(Stray::Aside));
        tutor.heard("did-claim");
        assert_eq!(tutor.stray(), Some(Stray::Ahead(2)));
        tutor.heard("did-receive");
        assert_eq!(tutor.stray(), None);
    }

    #[test]
    fn lessons_follow_one_another_and_what_is_done_too_early_does_not_count() {
        let mut tutor = Tutor::new();
        assert!(!tutor.heard("did-undo"));
        assert!(!tutor.saw(Glimpse::Help));
        assert!(tutor.heard("did-receive"));
        assert_eq!(tutor.place(), (2, LESSONS.len()));
        for lesson in &LESSONS[1..] {
            assert!(match lesson.until {
                Sign::Done(keys) => tutor.heard(keys[0]),
                Sign::Seen(glimpse) => tutor.saw(glimpse),
            });
        }
        assert!(tutor.lesson().is_none());
    }
}
