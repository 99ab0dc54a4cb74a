//! Which request, or how many, a form is about.

use crate::desk::{Act, Command, Target};
use crate::domain::{Request, RequestId, Rev, Sentence};

#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    pub targets: Vec<Target>,
    title: String,
}

impl Aim {
    pub fn one(request: RequestId, rev: Rev, title: &str) -> Self {
        Self {
            targets: vec![Target::seen(request, rev)],
            title: title.to_owned(),
        }
    }

    /// Something of a request, by its own title.
    pub fn of(request: RequestId, title: &str) -> Self {
        Self {
            targets: vec![Target::newest(request)],
            title: title.to_owned(),
        }
    }

    pub fn at(request: &Request) -> Self {
        Self::one(request.id, request.rev, &request.title)
    }

    /// Several, as they were marked on the screen.
    pub fn many(targets: Vec<Target>) -> Self {
        Self {
            targets,
            title: String::new(),
        }
    }

    /// A client or the desk itself: no request.
    pub fn nothing(title: &str) -> Self {
        Self {
            targets: Vec::new(),
            title: title.to_owned(),
        }
    }

    pub fn request(&self) -> Option<RequestId> {
        match self.targets.as_slice() {
            [one] => Some(one.request),
            _ => None,
        }
    }

    pub fn said(&self) -> Sentence {
        match self.targets.as_slice() {
            [] => Sentence::new("form-about").with("title", self.title.as_str()),
            [one] => Sentence::new("form-about-request")
                .with("request", one.request.to_string())
                .with("title", self.title.as_str()),
            many => Sentence::new("form-about-many").with("count", many.len()),
        }
    }

    /// Of several that go into one of themselves, that one stays as it is.
    pub fn command(&self, act: Act) -> Command {
        let stays = match &act {
            Act::MergeInto { into, .. } => Some(*into),
            Act::DuplicateOf { of, .. } => Some(*of),
            _ => None,
        };
        let others: Vec<_> = match self.targets.as_slice() {
            [one] => vec![*one],
            many => many
                .iter()
                .filter(|target| Some(target.request) != stays)
                .copied()
                .collect(),
        };
        match others.as_slice() {
            [one] => Command::On { target: *one, act },
            many => Command::Bulk {
                targets: many.to_vec(),
                act,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RequestId, Rev};

    #[test]
    fn of_several_that_go_into_one_of_them_that_one_stays() {
        let of = |id| Target::seen(RequestId(id), Rev(1));
        let aim = Aim::many(vec![of(1), of(2), of(3)]);
        let merge = |into| Act::MergeInto {
            into: RequestId(into),
            reason: "同一件".into(),
        };
        let targets = |command| match command {
            Command::Bulk { targets, .. } => targets.iter().map(|t| t.request.0).collect(),
            Command::On { target, .. } => vec![target.request.0],
            other => panic!("{other:?}"),
        };
        assert_eq!(targets(aim.command(merge(2))), [1, 3]);
        assert_eq!(targets(aim.command(merge(9))), [1, 2, 3]);
    }
}
