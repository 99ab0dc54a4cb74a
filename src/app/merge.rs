//! Two people changed one record: which of a form's rows are whose. Knows texts by their row alone.

/// Row and text; of a choice its key.
pub type Texts = Vec<(String, String)>;

/// A row that both have changed, each to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    pub row: String,
    pub mine: String,
    pub theirs: String,
}

/// What stands in the form over the newest record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// One's own rows that the newest has a place for.
    pub mine: Texts,
    pub both: Vec<Both>,
    /// One's own rows that the newest has no place for.
    pub homeless: Texts,
}

/// `opened` is the record as one saw it, `written` what one changed of it, `newest` the record as it is
/// now. What only the colleague changed is his; all that was written is one's own until one says
/// otherwise.
pub fn merge(opened: &Texts, written: &Texts, newest: &Texts) -> Merged {
    let text = |texts: &Texts, row: &str| {
        let found = texts.iter().find(|(key, _)| key == row);
        found.map(|(_, text)| text.clone())
    };
    let mut merged = Merged::default();
    for (row, mine) in written {
        let Some(theirs) = text(newest, row) else {
            merged.homeless.push((row.clone(), mine.clone()));
            continue;
        };
        merged.mine.push((row.clone(), mine.clone()));
        if text(opened, row).as_ref() != Some(&theirs) && theirs != *mine {
            merged.both.push(Both {
                row: row.clone(),
                mine: mine.clone(),
                theirs,
            });
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[(&str, &str)]) -> Texts {
        let own = |(row, text): &(&str, &str)| ((*row).to_owned(), (*text).to_owned());
        rows.iter().map(own).collect()
    }

    #[test]
    fn only_what_both_touched_is_asked_about() {
        let opened = texts(&[("title", "甲"), ("note", ""), ("count", "3")]);
        let newest = texts(&[("title", "甲乙"), ("note", "她的"), ("count", "3")]);
        let merged = merge(
            &opened,
            &texts(&[("title", "甲丙"), ("count", "4")]),
            &newest,
        );
        assert_eq!(merged.mine, texts(&[("title", "甲丙"), ("count", "4")]));
        let asked = Both {
            row: "title".to_owned(),
            mine: "甲丙".to_owned(),
            theirs: "甲乙".to_owned(),
        };
        assert_eq!(merged.both, [asked]);
    }

    #[test]
    fn the_same_change_made_twice_is_no_question() {
        let opened = texts(&[("title", "甲")]);
        let both = texts(&[("title", "乙")]);
        assert_eq!(merge(&opened, &both, &both).both, []);
    }

    #[test]
    fn what_has_no_row_any_more_is_kept() {
        let written = texts(&[("field:pages", "12")]);
        let merged = merge(&texts(&[("field:pages", "")]), &written, &texts(&[]));
        assert_eq!(merged.homeless, written);
    }

    /// A small generator: schedules are told again by their seed.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % sides).unwrap()
        }
    }

    struct Form {
        rev: u64,
        opened: Texts,
        texts: Texts,
    }

    impl Form {
        fn written(&self) -> Texts {
            let own = |row: &&(String, String)| !self.opened.contains(row);
            self.texts.iter().filter(own).cloned().collect()
        }
    }

    const ROWS: [&str; 4] = ["title", "note", "count", "client"];

    /// Three consoles open, write and save at random. A save counts only on the version it saw; a
    /// refused one goes on over the newest, and each question is answered one way or the other.
    fn schedule(seed: u64) {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut rev = 1;
        let mut record: Texts = ROWS.iter().map(|r| ((*r).to_owned(), "0".into())).collect();
        let mut forms: [Option<Form>; 3] = [None, None, None];
        for step in 0..40 {
            let console = dice.roll(3);
            let slot = &mut forms[console];
            let Some(form) = slot else {
                *slot = Some(Form {
                    rev,
                    opened: record.clone(),
                    texts: record.clone(),
                });
                continue;
            };
            if dice.roll(3) > 0 {
                let row = &mut form.texts[dice.roll(4)];
                row.1 = format!("{} {console}.{step}", row.1);
                continue;
            }
            if form.rev == rev {
                for (row, now) in form.texts.iter().zip(&mut record) {
                    let seen = form.opened.iter().find(|(key, _)| *key == row.0).unwrap();
                    if row.1 != seen.1 {
                        // What is overwritten is what the writer had before his eyes.
                        assert_eq!(seen.1, now.1, "seed {seed}: an update is lost");
                        now.1.clone_from(&row.1);
                    }
                }
                rev += 1;
                *slot = None;
                continue;
            }
            let written = form.written();
            let merged = merge(&form.opened, &written, &record);
            assert_eq!(merged.mine, written, "seed {seed}: text is lost");
            form.opened = record.clone();
            form.rev = rev;
            form.texts = record.clone();
            let put = |texts: &mut Texts, row: &str, text: &str| {
                texts.iter_mut().find(|(key, _)| key == row).unwrap().1 = text.to_owned();
            };
            for (row, mine) in &merged.mine {
                put(&mut form.texts, row, mine);
            }
            for both in &merged.both {
                match dice.roll(3) {
                    0 => put(&mut form.texts, &both.row, &both.theirs),
                    1 => put(
                        &mut form.texts,
                        &both.row,
                        &format!("{} {}", both.mine, both.theirs),
                    ),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn in_ten_thousand_schedules_no_update_and_no_text_is_lost() {
        (1..=10_000).for_each(schedule);
    }
}
