//! The drill: a backup is brought back into a folder that is thrown away, examined, and read as the
//! console would read it. Only then the desk notes that it can be brought back.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::restore::{check, each_file, unpack};
use super::{Fault, Keys, Manifest, STORE, Workshop, broken};
use crate::desk::look::{Look, Seen};
use crate::desk::safety::Proven;
use crate::desk::{Desk, Moment};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::intake::source;
use crate::settings::Settings;
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
        /// Why the desk does not know of it.
        not_noted: Option<Refusal>,
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
    desk.may_lead()?;
    source::not_the_store(desk.store().path(), archive)?;
    let shop = match desk.only_read() {
        None => Workshop::of_desk(desk),
        Some(_) => Workshop::elsewhere(),
    };
    // Another desk's backup may be whole and proves nothing for this one.
    let ours = |manifest: &Manifest| desk.once_ended_at(manifest.entries, &manifest.head);
    let settings = desk.settings();
    let tried = tried(shop, archive, keys, settings, moment, ours);
    let (manifest, rows) = match tried {
        Ok(found) => found,
        Err(Fault::Broken(why)) => return Ok(Outcome::Failed(why)),
        Err(Fault::Unable(why)) => return Ok(Outcome::Inconclusive(why)),
    };
    let name = archive.file_name().unwrap_or_default();
    let noted = desk.note_proven(&Proven {
        at: done_at(),
        made_at: manifest.made_at,
        file: name.to_string_lossy().into_owned(),
    });
    Ok(Outcome::Proven {
        manifest: Box::new(manifest),
        rows,
        not_noted: noted.err(),
    })
}

/// Tries a backup where its desk is not at hand, which therefore learns nothing of it; `why_not` says
/// why it is not.
pub fn drill_alone(
    settings: &Arc<Settings>,
    archive: &Path,
    keys: Result<Keys, Refusal>,
    moment: &Moment,
    why_not: Refusal,
) -> Outcome {
    let any = |_: &Manifest| Ok(true);
    match tried(Workshop::elsewhere(), archive, keys, settings, moment, any) {
        Ok((manifest, rows)) => Outcome::Proven {
            manifest: Box::new(manifest),
            rows,
            not_noted: Some(why_not),
        },
        Err(Fault::Broken(why)) => Outcome::Failed(why),
        Err(Fault::Unable(why)) => Outcome::Inconclusive(why),
    }
}

fn tried(
    shop: Result<Workshop, Refusal>,
    archive: &Path,
    keys: Result<Keys, Refusal>,
    settings: &Arc<Settings>,
    moment: &Moment,
    ours: impl Fn(&Manifest) -> Result<bool, Refusal>,
) -> Result<(Manifest, usize), Fault> {
    let keys = keys.map_err(Fault::Unable)?;
    let shop = shop.map_err(Fault::Unable)?;
    let copy = shop.path.join(STORE);
    let manifest = unpack(archive, &keys, &copy)?;
    check(&copy, &manifest)?;
    each_file(archive, &keys, &manifest, None)?;
    if !ours(&manifest).map_err(Fault::Unable)? {
        return Err(Fault::Unable(Refusal::new(
            RefusalKind::NotFound,
            "backup-not-of-this-desk",
        )));
    }
    if !manifest.missing.is_empty() {
        return Err(broken("backup-was-incomplete"));
    }
    let rows = read_as_console(settings, &copy, manifest.schema, moment)?;
    Ok((manifest, rows))
}

/// Opens the copy read-only, as a console would, and reads its first page.
fn read_as_console(
    settings: &Arc<Settings>,
    copy: &Path,
    schema: i64,
    moment: &Moment,
) -> Result<usize, Fault> {
    let wrong = |error: crate::store::StoreError| Fault::Broken(error.into());
    if schema < migrations::newest() {
        Store::open(copy).map_err(wrong)?;
    }
    let store = Store::open_to_read(copy, Reading::Medium).map_err(wrong)?;
    let mut seated = Desk::seat(store, Arc::clone(settings), None).map_err(Fault::Broken)?;
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
