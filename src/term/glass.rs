//! What the terminal shows at present, cell by cell, so that lines which only moved up or down by one
//! are moved by the terminal itself. Writes nothing; knows nothing of what the lines say.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use ratatui::buffer::{Buffer, Cell, CellWidth};
use rustc_hash::FxHasher;

/// Below so many changed cells the lines are written anew: a scrolled region costs some thirty bytes
/// of its own and the looking at every line.
const MANY: usize = 150;
/// A scrolled region must save at least so many cells, or it is not worth what terminals make of it.
const WORTH: isize = 100;
/// A selection that moves changes two lines; a list that moves, more.
const LINES: usize = 4;

#[derive(Debug, Default)]
pub struct Glass {
    rows: Vec<Vec<Cell>>,
}

/// Lines that move by one within a region; both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Roll {
    pub top: u16,
    pub bottom: u16,
    pub up: bool,
}

/// One drawing, as the fewest cells.
#[derive(Debug, Default)]
pub struct Drawing<'a> {
    pub roll: Option<Roll>,
    pub cells: Vec<(u16, u16, Cow<'a, Cell>)>,
}

/// Stands where the second half of a wide character is.
fn half() -> Cell {
    let mut cell = Cell::default();
    cell.set_symbol("");
    cell
}

impl Glass {
    /// Nothing is on the screen any more.
    pub fn wipe(&mut self) {
        self.rows.clear();
    }

    pub fn is_wiped(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes in a whole screen at once.
    pub fn know(&mut self, shown: &Buffer) {
        let width = usize::from(shown.area.width).max(1);
        let blank = Cell::default();
        for (y, row) in shown.content.chunks(width).enumerate() {
            let mut x = 0;
            while let Some(cell) = row.get(x) {
                if *cell != blank {
                    self.put(x, y, cell);
                }
                x += usize::from(cell.cell_width()).max(1);
            }
        }
    }

    /// Takes in what changes and says how it is best drawn.
    pub fn take<'a>(&mut self, changes: impl Iterator<Item = (u16, u16, &'a Cell)>) -> Drawing<'a> {
        let cells: Vec<_> = changes
            .map(|(x, y, cell)| (x, y, Cow::Borrowed(cell)))
            .collect();
        let was = self.before(&cells);
        for (x, y, cell) in &cells {
            self.put(usize::from(*x), usize::from(*y), cell);
        }
        let plain = Drawing { roll: None, cells };
        let Some((first, mut was)) = was else {
            return plain;
        };
        let now = self.rows.get(first..first + was.len()).unwrap_or_default();
        let Some((top, bottom, up)) = best(&marks(now), &marks(&was)) else {
            return plain;
        };
        if let Some(region) = was.get_mut(top..=bottom) {
            if up {
                region.rotate_left(1);
            } else {
                region.rotate_right(1);
            }
            let vacated = if up { bottom - top } else { 0 };
            if let Some(row) = region.get_mut(vacated) {
                row.clear();
            }
        }
        let row = |y: usize| u16::try_from(first + y).unwrap_or(u16::MAX);
        let mut cells = Vec::new();
        for (y, (now, was)) in now.iter().zip(&was).enumerate() {
            differing(now, was, |x, cell| {
                if let Ok(x) = u16::try_from(x) {
                    cells.push((x, row(y), Cow::Owned(cell.clone())));
                }
            });
        }
        let roll = Roll {
            top: row(top),
            bottom: row(bottom),
            up,
        };
        Drawing {
            roll: Some(roll),
            cells,
        }
    }

    /// The lines in which something is to change, as they stand, and the first one's number; None where
    /// so little changes that moving lines cannot be worth it.
    fn before(&self, cells: &[(u16, u16, Cow<'_, Cell>)]) -> Option<(usize, Vec<Vec<Cell>>)> {
        if cells.len() <= MANY || self.rows.is_empty() {
            return None;
        }
        let lines = cells.chunk_by(|a, b| a.1 == b.1).count();
        let (first, last) = (usize::from(cells.first()?.1), usize::from(cells.last()?.1));
        if lines < LINES {
            return None;
        }
        let standing = (first..=last).map(|y| self.rows.get(y).cloned().unwrap_or_default());
        Some((first, standing.collect()))
    }

    /// What stands in a gap of a line, when it is single characters and `fits` says they may be written
    /// again as they are.
    pub fn between(
        &self,
        y: u16,
        from: u16,
        to: u16,
        fits: impl Fn(&Cell) -> bool,
    ) -> Option<String> {
        let gap = self.rows.get(usize::from(y))?;
        let gap = gap.get(usize::from(from)..usize::from(to))?;
        gap.iter()
            .all(|cell| cell.symbol().len() == 1 && fits(cell))
            .then(|| gap.iter().map(Cell::symbol).collect())
    }

    /// Up to which column the line is blank from there on.
    pub fn blank_to(&self, x: u16, y: u16, fits: impl Fn(&Cell) -> bool) -> u16 {
        let line = self.rows.get(usize::from(y)).map_or(&[][..], Vec::as_slice);
        let blank = line
            .iter()
            .skip(usize::from(x))
            .take_while(|cell| cell.symbol() == " " && fits(cell))
            .count();
        u16::try_from(blank).map_or(x, |blank| x.saturating_add(blank))
    }

    fn put(&mut self, x: usize, y: usize, cell: &Cell) {
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let Some(row) = self.rows.get_mut(y) else {
            return;
        };
        let width = usize::from(cell.cell_width()).max(1);
        if row.len() < x + width {
            row.resize(x + width, Cell::default());
        }
        // As terminals do: half a wide character that loses its other half is blank.
        if row.get(x).is_some_and(|old| old.symbol().is_empty())
            && let Some(first) = x.checked_sub(1).and_then(|at| row.get_mut(at))
        {
            first.reset();
        }
        if let Some(second) = row.get_mut(x + width)
            && second.symbol().is_empty()
        {
            second.reset();
        }
        for (at, place) in row.iter_mut().skip(x).take(width).enumerate() {
            *place = if at == 0 { cell.clone() } else { half() };
        }
    }
}

/// A line as numbers that are alike where cells are: whole lines are compared many times over. A blank
/// cell is 0.
type Marks = Vec<u64>;

fn marks(rows: &[Vec<Cell>]) -> Vec<Marks> {
    let blank = Cell::default();
    let mark = |cell: &Cell| {
        if *cell == blank {
            return 0;
        }
        // A clash costs some bytes on the line and nothing else.
        let mut sum = FxHasher::default();
        cell.hash(&mut sum);
        sum.finish() | 1
    };
    rows.iter()
        .map(|row| row.iter().map(mark).collect())
        .collect()
}

/// First line, last line and whether upwards: the roll that saves most, if one is worth it. A region's
/// gain is the sum of its lines' gains.
fn best(now: &[Marks], was: &[Marks]) -> Option<(usize, usize, bool)> {
    let up = region(now, was, true);
    let down = region(now, was, false);
    let (gain, roll) = match (up, down) {
        (Some(up), Some(down)) if up.0 < down.0 => down,
        (up, down) => up.or(down)?,
    };
    (gain >= WORTH).then_some(roll)
}

/// The best run of lines for one direction: each takes its neighbour's text, the last one is empty.
fn region(now: &[Marks], was: &[Marks], up: bool) -> Option<(isize, (usize, usize, bool))> {
    let height = now.len();
    // Walking against the movement, so that the empty line comes last in both directions.
    let at = |step: usize| if up { step } else { height - 1 - step };
    let mut best: Option<(isize, usize, usize)> = None;
    let (mut sum, mut begun) = (0_isize, 0_usize);
    for step in 0..height.saturating_sub(1) {
        let (y, from) = (at(step), at(step + 1));
        if sum <= 0 {
            (sum, begun) = (0, step);
        }
        sum += count(line(now, y), line(was, y)) - count(line(now, y), line(was, from));
        let emptied = count(line(now, from), line(was, from)) - count(line(now, from), &[]);
        let total = sum + emptied;
        if best.is_none_or(|(most, ..)| total > most) {
            best = Some((total, begun, step + 1));
        }
    }
    let (gain, begun, end) = best?;
    let (a, b) = (at(begun), at(end));
    Some((gain, (a.min(b), a.max(b), up)))
}

fn line(rows: &[Marks], y: usize) -> &[u64] {
    rows.get(y).map_or(&[], Vec::as_slice)
}

/// How many cells differ; a line is blank beyond its end.
fn count(now: &[u64], was: &[u64]) -> isize {
    let shared = now.len().min(was.len());
    let differ = now.iter().zip(was).filter(|(now, was)| now != was).count();
    let beyond = now.iter().chain(was.iter().skip(now.len()));
    let beyond = beyond.skip(shared).filter(|mark| **mark != 0).count();
    isize::try_from(differ + beyond).unwrap_or(isize::MAX)
}

/// The cells of a line that must be written where `was` stands. What `was` holds beyond its end is blank.
fn differing(now: &[Cell], was: &[Cell], mut each: impl FnMut(usize, &Cell)) {
    let blank = Cell::default();
    let nothing = Cell::default();
    let mut x = 0;
    while x < now.len().max(was.len()) {
        let cell = now.get(x).unwrap_or(&nothing);
        let width = usize::from(cell.cell_width()).max(1);
        let same = cell == was.get(x).unwrap_or(&blank)
            && (width == 1 || was.get(x + 1).is_some_and(|next| next.symbol().is_empty()));
        if !same {
            each(x, cell);
        }
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    use super::*;

    /// A terminal that does as it is told, halves of wide characters included.
    struct Screen {
        rows: Vec<Vec<String>>,
    }

    impl Screen {
        fn new(width: usize, height: usize) -> Screen {
            Screen {
                rows: vec![vec![" ".to_owned(); width]; height],
            }
        }

        fn show(&mut self, drawing: &Drawing<'_>) {
            if let Some(roll) = drawing.roll {
                let region = &mut self.rows[usize::from(roll.top)..=usize::from(roll.bottom)];
                let last = region.len() - 1;
                let vacated = if roll.up {
                    region.rotate_left(1);
                    last
                } else {
                    region.rotate_right(1);
                    0
                };
                region[vacated].fill(" ".to_owned());
            }
            for (x, y, cell) in &drawing.cells {
                let (x, row) = (usize::from(*x), &mut self.rows[usize::from(*y)]);
                let width = usize::from(cell.cell_width()).max(1);
                for at in x..x + width {
                    if row[at].is_empty() && at == x {
                        row[at - 1] = " ".to_owned();
                    }
                    if at + 1 < row.len() && row[at + 1].is_empty() {
                        row[at + 1] = " ".to_owned();
                    }
                    row[at] = String::new();
                }
                cell.symbol().clone_into(&mut row[x]);
            }
        }

        fn text(&self) -> Vec<String> {
            self.rows.iter().map(|row| row.concat()).collect()
        }
    }

    const WIDTH: u16 = 40;

    fn buffer(lines: &[String]) -> Buffer {
        let height = u16::try_from(lines.len()).unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, height));
        for (y, line) in (0..height).zip(lines) {
            buffer.set_string(0, y, line, ratatui::style::Style::default());
        }
        buffer
    }

    fn padded(lines: &[String]) -> Vec<String> {
        let wide = |line: &String| {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            format!("{line}{}", " ".repeat(usize::from(WIDTH) - width))
        };
        lines.iter().map(wide).collect()
    }

    /// Shows one picture after the other and says what each drawing was.
    fn shown(pictures: &[Vec<String>]) -> Vec<(Option<Roll>, usize)> {
        let mut glass = Glass::default();
        let mut screen = Screen::new(usize::from(WIDTH), pictures[0].len());
        let mut last = Buffer::empty(Rect::new(
            0,
            0,
            WIDTH,
            u16::try_from(pictures[0].len()).unwrap(),
        ));
        let mut drawings = Vec::new();
        for picture in pictures {
            let next = buffer(picture);
            let changes = last.diff(&next);
            let drawing = match glass.is_wiped() {
                // As the pen does it: drawn as it is, and known afterwards.
                true => {
                    let cells = changes.into_iter();
                    let cells = cells.map(|(x, y, cell)| (x, y, Cow::Borrowed(cell)));
                    glass.know(&next);
                    Drawing {
                        roll: None,
                        cells: cells.collect(),
                    }
                }
                false => glass.take(changes.into_iter()),
            };
            screen.show(&drawing);
            assert_eq!(screen.text(), padded(picture));
            drawings.push((drawing.roll, drawing.cells.len()));
            last = next;
        }
        drawings
    }

    fn list(from: usize) -> Vec<String> {
        let text: Vec<char> = "查收新引专利检索版权登记情报推送数据治理咨询讲座"
            .chars()
            .collect();
        let rows = (from..from + 16).map(|at| {
            let turned: String = text.iter().cycle().skip(at * 5).take(15).collect();
            format!("#{at} {turned}")
        });
        let head = format!("1 队列 {from}/90");
        [head, String::new()]
            .into_iter()
            .chain(rows)
            .chain(["? 帮助".to_owned()])
            .collect()
    }

    #[test]
    fn a_list_that_moves_by_one_is_moved_by_the_terminal_and_one_line_is_written() {
        let drawings = shown(&[list(10), list(11), list(10)]);
        let roll = |up| {
            Some(Roll {
                top: 2,
                bottom: 17,
                up,
            })
        };
        assert_eq!(drawings[1].0, roll(true));
        assert_eq!(drawings[2].0, roll(false));
        assert!(drawings[1].1 < 40, "{}", drawings[1].1);
    }

    #[test]
    fn another_page_is_written_out() {
        assert_eq!(shown(&[list(10), list(40)])[1].0, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn whatever_is_drawn_the_screen_shows_it(
            pictures in prop::collection::vec(
                prop::collection::vec("[ab 查新]{0,20}", 12..=12), 1..6
            ),
            moves in prop::collection::vec(0..3_usize, 6)
        ) {
            let mut all = Vec::new();
            for (picture, by) in pictures.into_iter().zip(moves) {
                let mut moved = picture.clone();
                all.push(picture);
                match by {
                    1 => moved.rotate_left(1),
                    2 => moved.rotate_right(1),
                    _ => {}
                }
                all.push(moved);
            }
            shown(&all);
        }
    }
}
