//! Looks whether files have come to the in-tray. Asks the folders for the hour they last changed, and
//! reads them only where that is another one, or too young to be trusted.

use std::time::Duration;

use jiff::Timestamp;

use crate::intake::tray::{Filed, Tray, Trays};

/// Two changes so close together may bear the same hour, and a file just written may still grow.
const YOUNG: Duration = Duration::from_secs(3);

#[derive(Default)]
pub(super) struct Watch {
    touched: Vec<Option<Timestamp>>,
    files: Vec<Filed>,
    is_young: bool,
}

impl Watch {
    /// The arrivals, where they are others than the last time.
    pub(super) fn look(&mut self, trays: &Trays, now: Timestamp) -> Option<Vec<Filed>> {
        let touched = trays.touched(Tray::In);
        if touched == self.touched && !self.is_young {
            return None;
        }
        // A folder that cannot be read now is looked at again once it has changed.
        let files = trays.list(Tray::In).unwrap_or_default();
        let young = |at: Timestamp| now.duration_since(at).unsigned_abs() < YOUNG;
        self.is_young =
            touched.iter().flatten().any(|at| young(*at)) || files.iter().any(|f| young(f.at));
        self.touched = touched;
        if files == self.files {
            return None;
        }
        self.files.clone_from(&files);
        Some(files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_which_nothing_happens_is_not_read_again() {
        let office = tempfile::tempdir().unwrap();
        let trays = Trays::beside(&office.path().join("desk.db"), "wang");
        let mut watch = Watch::default();
        let now = Timestamp::now();
        assert_eq!(watch.look(&trays, now), None, "no folder, no files");
        trays.put("a.ris", &mut &b"TY  - JOUR\n"[..]).unwrap();
        let seen = watch.look(&trays, now).unwrap();
        assert_eq!(seen.len(), 1);
        // While it is young it is read again, and tells nothing where nothing is new.
        assert!(watch.is_young);
        assert_eq!(watch.look(&trays, now), None);
        let later = now + Duration::from_secs(60);
        assert_eq!(watch.look(&trays, later), None);
        assert!(!watch.is_young);
        trays.remove(seen.first().unwrap()).unwrap();
        assert_eq!(watch.look(&trays, later), Some(Vec::new()));
    }
}
