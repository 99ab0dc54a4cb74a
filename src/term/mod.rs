//! The terminal: entering and leaving it, drawing in one piece, its keys, its signals and its death.
//! Knows nothing of requests.

mod decode;
mod glass;
mod input;
mod pen;
mod probe;
mod sequence;
mod watch;
mod wire;

use std::cell::{Cell, RefCell};
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{event, execute, queue, terminal};
use ratatui::{Frame, Terminal};

use glass::Glass;
pub use input::{Input, listen};
use pen::Pen;
pub use watch::{Ending, watch};
use wire::Wire;

/// Whether the terminal is ours at present, so that leaving twice does nothing twice.
static ENTERED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// The terminal while the console has it. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<Pen>,
    glass: Rc<RefCell<Glass>>,
    wire: Wire,
    asks: bool,
}

/// Whether there is a terminal at both ends.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste; no mouse, no title. The width
    /// probe is sent along and answered later, if at all.
    pub fn enter() -> io::Result<Screen> {
        HOOK.call_once(hook_panics);
        terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mut wire = Wire::default();
        // Goes along with the first drawing, which begins by what it is drawn on.
        queue!(
            wire,
            terminal::EnterAlternateScreen,
            event::EnableBracketedPaste
        )?;
        wire.write_all(probe::QUESTION)?;
        wire.before_drawing();
        let glass = Rc::new(RefCell::new(Glass::default()));
        let terminal = Terminal::new(Pen::new(wire.clone(), Rc::clone(&glass)))?;
        Ok(Screen {
            terminal,
            glass,
            wire,
            asks: false,
        })
    }

    /// Draws in one synchronized piece; nothing goes over the wire when nothing differs.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let drawn = self.terminal.draw(paint)?;
        if std::mem::take(&mut self.asks) {
            // In one piece with the drawing: whoever sees the one has answered the other.
            self.wire.write_all(probe::WHERE)?;
        }
        self.wire.send()?;
        // After it is sent: the first screen does not wait for what only the next one needs.
        let mut glass = self.glass.borrow_mut();
        if glass.is_wiped() {
            glass.know(drawn.buffer);
        }
        Ok(())
    }

    /// The terminal is to say when it has taken in the next drawing; [`Input::Answered`] says so.
    pub fn ask(&mut self) {
        self.asks = true;
    }

    /// After a resize, or when the person asks for it: what the terminal shows is forgotten.
    pub fn repaint(&mut self) -> io::Result<()> {
        self.terminal.autoresize()?;
        self.terminal.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back as it was. Never called after a hang-up: writing there can block.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Nothing can be done about a terminal that does not take this.
    let _ = out.write_all(b"\x1b[?2026l\x1b[0m\x1b[?25h");
    let _ = execute!(
        out,
        event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen
    );
    let _ = terminal::disable_raw_mode();
}

thread_local! {
    /// What is done on this thread may fail, and the screen goes on.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does what may panic over something hostile: the terminal is not given back for it.
pub fn quietly<T>(work: impl FnOnce() -> T) -> std::thread::Result<T> {
    let before = QUIET.replace(true);
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    QUIET.set(before);
    done
}

/// A panic is told on the ordinary screen, safe to show, after the terminal is given back.
fn hook_panics() {
    std::panic::set_hook(Box::new(|info| {
        if QUIET.get() {
            return;
        }
        leave();
        let said = crate::text::safe::line(&info.to_string()).into_owned();
        let _ = writeln!(io::stderr(), "refdesk: {said}");
    }));
}

/// How wide the terminal is, in cells; None where there is none to ask.
pub fn width() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(width, _)| width)
}
