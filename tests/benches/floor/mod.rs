//! The floor: the least a program can do that shows a page of the same store on the same screen.
//! Everything the product is measured against is measured on this; it must never learn more.

use std::path::Path;

use crossterm::event::{self, Event, KeyCode};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Constraint;
use ratatui::widgets::{Block, Row, Table, TableState};
use rusqlite::{Connection, OpenFlags};

/// One page in the queue's own order, from its index.
pub const PAGE: &str = "
SELECT '#' || r.id, coalesce(r.service, ''), r.title, coalesce(c.name, ''), r.status, r.due_key
FROM request r LEFT JOIN client c ON c.id = r.client
WHERE r.open = 1 AND r.gone = 0 AND (r.due_key, r.id) > ('', 0)
ORDER BY r.due_key, r.id LIMIT 50";

/// As the store sets its connection up.
const PRAGMAS: &str = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                       PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;";

pub fn connect(store: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(store, flags)?;
    db.execute_batch(PRAGMAS)?;
    Ok(db)
}

/// Shows the page until `q`; Down moves the sign.
pub fn run(store: &Path) {
    let db = connect(store).expect("the store opens");
    let rows = page(&db);
    enable_raw_mode().expect("a terminal");
    execute!(std::io::stdout(), EnterAlternateScreen).expect("a terminal");
    let mut terminal = Terminal::new(CrosstermBackend::new(std::io::stdout())).expect("a terminal");
    let mut selected = TableState::default().with_selected(0);
    loop {
        terminal
            .draw(|frame| {
                let rows = rows
                    .iter()
                    .map(|cells| Row::new(cells.iter().map(String::as_str)));
                let widths = [8, 20, 80, 30, 20, 30].map(Constraint::Length);
                let table = Table::new(rows, widths)
                    .block(Block::bordered().title("floor"))
                    .highlight_symbol(">");
                frame.render_stateful_widget(table, frame.area(), &mut selected);
            })
            .expect("drawn");
        let Event::Key(key) = event::read().expect("a key") else {
            continue;
        };
        match key.code {
            KeyCode::Down => selected.select_next(),
            KeyCode::Up => selected.select_previous(),
            KeyCode::Char('q') => break,
            _ => {}
        }
    }
    execute!(std::io::stdout(), LeaveAlternateScreen).expect("a terminal");
    disable_raw_mode().expect("a terminal");
}

fn page(db: &Connection) -> Vec<Vec<String>> {
    let mut statement = db.prepare(PAGE).expect("the store's own shape");
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        (0..columns).map(|at| row.get::<_, String>(at)).collect()
    });
    rows.expect("a page")
        .collect::<Result<_, _>>()
        .expect("a page")
}
