//! The list of wording files compiled into the program. An area is one file per language in
//! `config/locale`; a new one is one line here.

use crate::domain::Lang;

/// The wording of one area of the program.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The file's name without `.ftl`.
    pub name: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Area {
    /// The Fluent text of the area's file.
    pub fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

macro_rules! areas {
    ($($name:literal),+ $(,)?) => {
        &[$(Area {
            name: $name,
            zh: include_str!(concat!("../../config/locale/zh-CN/", $name, ".ftl")),
            en: include_str!(concat!("../../config/locale/en/", $name, ".ftl")),
        }),+]
    };
}

/// All areas, in alphabetical order.
pub const AREAS: &[Area] = areas! {
    "actions",
    "backup",
    "cli",
    "desk",
    "domain",
    "due",
    "first",
    "forms",
    "gate",
    "intake",
    "keeping",
    "line",
    "literature",
    "query",
    "records",
    "screens",
    "services",
    "settings",
    "store",
    "strategy",
    "system",
    "time",
    "together",
    "tray",
    "tutor",
};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_list_is_what_lies_in_the_folders() {
        let listed: Vec<String> = AREAS.iter().map(|a| format!("{}.ftl", a.name)).collect();
        for lang in Lang::ALL {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("config/locale")
                .join(lang.tag());
            let mut found: Vec<String> = std::fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            found.sort();
            assert_eq!(found, listed, "{}", folder.display());
        }
    }
}
