//! The drill: a backup is brought back into a folder that is thrown away, examined, and read as the
//! console would read it. Only then the desk notes that it can be brought back.

use std::path::Path;

use jiff::Timestamp;

use super::restore::{check, each_file, unpack};
use super::{Fault, Keys, Manifest, STORE, Workshop, broken};
use crate::desk::look::{Look, Seen};
use crate::desk::safety::Proven;
use crate::desk::{Desk, Moment};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::intake::source;
use crate::store::{Reading, Store, migrations};

/// Rows of a page, as a console reads them first.
const PAGE: usize = 50;

/// How a drill ended.
#[derive(Debug)]
pub enum Outcome {
    /// Brought back, whole, and read.
    Proven {
        manifest: Box<Manifest>,
        rows: usize,
    },
    /// It cannot be brought back.
    Failed(Refusal),
    /// Nothing was found out: a key is missing, there is no room.
    Inconclusive(Refusal),
}

/// Tries a backup of this desk; notes it in the desk's own store when it is proven.
pub fn drill(
    desk: &mut Desk,
    archive: &Path,
    keys: Result<Keys, Refusal>,
    moment: &Moment,
    done_at: impl Fn() -> Timestamp,
) -> Result<Outcome, Refusal> {
    desk.may_back_up()?;
    source::not_the_store(desk.store().path(), archive)?;
    let tried = keys
        .map_err(Fault::Unable)
        .and_then(|keys| try_out(desk, archive, &keys, moment));
    let (manifest, rows) = match tried {
        Ok(found) => found,
        Err(Fault::Broken(why)) => return Ok(Outcome::Failed(why)),
        Err(Fault::Unable(why)) => return Ok(Outcome::Inconclusive(why)),
    };
    let name = archive.file_name().unwrap_or_default();
    desk.note_proven(&Proven {
        at: done_at(),
        made_at: manifest.made_at,
        file: name.to_string_lossy().into_owned(),
    })?;
    Ok(Outcome::Proven {
        manifest: Box::new(manifest),
        rows,
    })
}

fn try_out(
    desk: &Desk,
    archive: &Path,
    keys: &Keys,
    moment: &Moment,
) -> Result<(Manifest, usize), Fault> {
    let shop = Workshop::of_desk(desk).map_err(Fault::Unable)?;
    let copy = shop.path.join(STORE);
    let manifest = unpack(archive, keys, &copy)?;
    check(&copy, &manifest)?;
    each_file(archive, keys, &manifest, None)?;
    // Another desk's backup may be whole and proves nothing for this one.
    let ours = desk
        .once_ended_at(manifest.entries, &manifest.head)
        .map_err(Fault::Unable)?;
    if !ours {
        return Err(Fault::Unable(Refusal::new(
            RefusalKind::NotFound,
            "backup-not-of-this-desk",
        )));
    }
    if !manifest.missing.is_empty() {
        return Err(broken("backup-was-incomplete"));
    }
    let rows = read_as_console(desk, &copy, manifest.schema, moment)?;
    Ok((manifest, rows))
}

/// Opens the copy read-only, as a console would, and reads its first page.
fn read_as_console(desk: &Desk, copy: &Path, schema: i64, moment: &Moment) -> Result<usize, Fault> {
    let wrong = |error: crate::store::StoreError| Fault::Broken(error.into());
    if schema < migrations::newest() {
        Store::open(copy).map_err(wrong)?;
    }
    let store = Store::open_to_read(copy, Reading::Medium).map_err(wrong)?;
    let mut seated = Desk::seat(store, desk.settings().clone(), None).map_err(Fault::Broken)?;
    let look = Look::Queue {
        search: String::new(),
        from: None,
        backwards: false,
        limit: PAGE,
    };
    match seated.look(&look, moment).map_err(Fault::Broken)? {
        Seen::Queue(page) => Ok(page.rows.len()),
        _ => Err(broken("backup-not-as-said")),
    }
}
