//! Where the panes lie on a screen of a given size. Pure reckoning: the app pages by it, the view
//! draws by it.

use ratatui::layout::Rect;

/// A pane of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    #[default]
    List,
    Overview,
    Client,
    Runs,
    Products,
}

impl Pane {
    pub const ALL: [Pane; 5] = [
        Pane::List,
        Pane::Overview,
        Pane::Client,
        Pane::Runs,
        Pane::Products,
    ];

    pub fn next(self) -> Pane {
        let at = Pane::ALL.iter().position(|p| *p == self).unwrap_or(0);
        Pane::ALL.get(at + 1).copied().unwrap_or(Pane::List)
    }

    pub fn before(self) -> Pane {
        let at = Pane::ALL.iter().position(|p| *p == self).unwrap_or(0);
        at.checked_sub(1)
            .and_then(|at| Pane::ALL.get(at))
            .copied()
            .unwrap_or(Pane::Products)
    }
}

/// How much a screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// One plain sentence.
    Tiny,
    /// One pane at a time.
    One,
    /// The list and one pane beside it.
    Two,
    /// Everything together.
    All,
}

pub fn room(width: u16, height: u16) -> Room {
    match (width, height) {
        (w, h) if w < 60 || h < 16 => Room::Tiny,
        (w, _) if w < 100 => Room::One,
        (w, h) if w >= 160 && h >= 40 => Room::All,
        _ => Room::Two,
    }
}

/// The rectangles of one screen. A pane that is not shown has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub room: Room,
    pub top: Rect,
    /// The row of sections, where panes take turns.
    pub sections: Option<Rect>,
    pub panes: Vec<(Pane, Rect)>,
    pub status: Rect,
    pub keys: Rect,
}

impl Plan {
    pub fn new(width: u16, height: u16, focus: Pane) -> Plan {
        let room = room(width, height);
        let bottom = height.saturating_sub(1);
        let top = Rect::new(0, 0, width, height.min(1));
        let status = Rect::new(0, bottom.saturating_sub(1), width, 1.min(height));
        let keys = Rect::new(0, bottom, width, 1.min(height));
        let mut plan = Plan {
            room,
            top,
            sections: None,
            panes: Vec::new(),
            status,
            keys,
        };
        let body = Rect::new(0, 1, width, height.saturating_sub(3));
        match room {
            Room::Tiny => {}
            Room::One => {
                plan.sections = Some(Rect::new(0, 1, width, 1));
                let body = Rect::new(0, 2, width, height.saturating_sub(4));
                plan.panes.push((focus, body));
            }
            Room::Two => {
                // A line of the list needs more cells than a line of the page beside it.
                let left = width * 11 / 20;
                let detail = match focus {
                    Pane::List => Pane::Overview,
                    other => other,
                };
                plan.panes
                    .push((Pane::List, Rect::new(0, body.y, left, body.height)));
                plan.sections = Some(Rect::new(left, body.y, width - left, 1));
                let column = Rect::new(
                    left,
                    body.y + 1,
                    width - left,
                    body.height.saturating_sub(1),
                );
                plan.panes.push((detail, column));
            }
            Room::All => {
                let left = width / 2;
                let right = width - left;
                let list = body.height * 3 / 5;
                let client = body.height * 3 / 10;
                let runs = body.height * 4 / 10;
                let rest = body.height - client - runs;
                plan.panes.extend([
                    (Pane::List, Rect::new(0, body.y, left, list)),
                    (
                        Pane::Overview,
                        Rect::new(0, body.y + list, left, body.height - list),
                    ),
                    (Pane::Client, Rect::new(left, body.y, right, client)),
                    (Pane::Runs, Rect::new(left, body.y + client, right, runs)),
                    (
                        Pane::Products,
                        Rect::new(left, body.y + client + runs, right, rest),
                    ),
                ]);
            }
        }
        plan
    }

    pub fn pane(&self, wanted: Pane) -> Option<Rect> {
        self.panes
            .iter()
            .find(|(pane, _)| *pane == wanted)
            .map(|(_, area)| *area)
    }

    /// Whether a line above the list says what its columns are.
    pub fn has_heading(&self) -> bool {
        self.pane(Pane::List)
            .is_some_and(|area| area.width >= 90 && area.height >= 8)
    }

    /// Rows of the list between its borders.
    pub fn list_rows(&self) -> usize {
        let taken = if self.has_heading() { 3 } else { 2 };
        self.pane(Pane::List)
            .map_or(10, |area| usize::from(area.height.saturating_sub(taken)))
            .max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_lies_inside_the_screen() {
        for width in [1, 59, 60, 80, 99, 100, 120, 159, 160, 200, 500] {
            for height in [1, 2, 15, 16, 24, 30, 39, 40, 50, 200] {
                for focus in Pane::ALL {
                    let plan = Plan::new(width, height, focus);
                    let screen = Rect::new(0, 0, width, height);
                    for area in
                        plan.panes
                            .iter()
                            .map(|(_, a)| *a)
                            .chain([plan.top, plan.status, plan.keys])
                    {
                        assert_eq!(
                            screen.intersection(area),
                            area,
                            "{width}x{height} {focus:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_focused_pane_is_always_shown() {
        for (width, height) in [(60, 16), (80, 24), (120, 30), (200, 50)] {
            for focus in Pane::ALL {
                assert!(Plan::new(width, height, focus).pane(focus).is_some());
            }
        }
    }
}
