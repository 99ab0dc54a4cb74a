//! Chinese names as they are typed in Latin letters: full pinyin and initials, with every reading of
//! characters that have several, and the readings that surnames alone have.

use pinyin::ToPinyinMulti;

use super::fold::fold;

/// How many spellings of one name are kept; the likeliest come first.
pub const SPELLINGS: usize = 8;

/// Longer names are spelled by their beginning only.
const SPELLED_CHARS: usize = 24;

/// A syllable of one character in its possible spellings, the likeliest first.
type Readings = Vec<String>;

/// Surnames read otherwise than the same character in a word, the surname's reading first.
/// Two-character surnames stand first.
const SURNAMES: &[(&str, &[&[&str]])] = &[
    ("万俟", &[&["mo"], &["qi"]]),
    ("单于", &[&["chan"], &["yu"]]),
    ("尉迟", &[&["yu"], &["chi"]]),
    ("澹台", &[&["tan"], &["tai"]]),
    ("长孙", &[&["zhang"], &["sun"]]),
    ("拓跋", &[&["tuo"], &["ba"]]),
    ("欧阳", &[&["ou"], &["yang"]]),
    ("令狐", &[&["ling"], &["hu"]]),
    ("鲜于", &[&["xian"], &["yu"]]),
    ("呼延", &[&["hu"], &["yan"]]),
    ("单", &[&["shan"]]),
    ("曾", &[&["zeng"]]),
    ("解", &[&["xie"]]),
    ("仇", &[&["qiu"]]),
    ("查", &[&["zha"]]),
    ("翟", &[&["zhai", "di"]]),
    ("区", &[&["ou"]]),
    ("朴", &[&["piao"]]),
    ("盖", &[&["ge", "gai"]]),
    ("尉", &[&["wei", "yu"]]),
    ("缪", &[&["miao"]]),
    ("种", &[&["chong"]]),
    ("秘", &[&["bi"]]),
    ("乐", &[&["yue", "le"]]),
    ("员", &[&["yun"]]),
    ("折", &[&["she"]]),
    ("召", &[&["shao"]]),
    ("冼", &[&["xian"]]),
    ("洗", &[&["xian"]]),
    ("覃", &[&["qin", "tan"]]),
    ("隗", &[&["wei", "kui"]]),
    ("黑", &[&["he"]]),
    ("句", &[&["gou"]]),
    ("祭", &[&["zhai"]]),
    ("牟", &[&["mou", "mu"]]),
    ("费", &[&["fei", "bi"]]),
    ("薄", &[&["bo"]]),
    ("重", &[&["chong"]]),
    ("宿", &[&["su"]]),
    ("莘", &[&["shen", "xin"]]),
    ("郗", &[&["chi", "xi"]]),
    ("谌", &[&["chen", "shen"]]),
    ("繁", &[&["po"]]),
    ("逄", &[&["pang"]]),
    ("郇", &[&["xun", "huan"]]),
    ("阚", &[&["kan"]]),
    ("纪", &[&["ji"]]),
    ("贾", &[&["jia"]]),
    ("任", &[&["ren"]]),
    ("华", &[&["hua"]]),
    ("宁", &[&["ning"]]),
    ("沈", &[&["shen"]]),
    ("车", &[&["che"]]),
    ("俞", &[&["yu"]]),
    ("尹", &[&["yin"]]),
    ("葛", &[&["ge"]]),
    ("燕", &[&["yan"]]),
    ("那", &[&["na"]]),
    ("哈", &[&["ha"]]),
];

/// How a name may be typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    /// `zhangsan`, without spaces, at most [`SPELLINGS`].
    pub full: Vec<String>,
    /// `zs`, at most [`SPELLINGS`].
    pub initials: Vec<String>,
}

/// The spellings of a Chinese name or term, the likeliest first. Latin letters and digits in it are
/// kept; a name without Chinese characters has none.
pub fn spellings(name: &str) -> Spellings {
    let syllables = syllables(name);
    if !syllables.iter().any(|s| s.is_han) {
        return Spellings::default();
    }
    let initials: Vec<Readings> = syllables.iter().map(Syllable::initials).collect();
    let full: Vec<Readings> = syllables.into_iter().map(|s| s.readings).collect();
    Spellings {
        full: combine(&full),
        initials: combine(&initials),
    }
}

/// The likeliest sound of a Chinese name's family part, `zhang` of 张三 and `ouyang` of 欧阳修.
pub fn family_sound(name: &str) -> Option<String> {
    let double = |(surname, _): &&(&str, _)| surname.chars().count() == 2;
    let two = SURNAMES
        .iter()
        .filter(double)
        .any(|(surname, _)| name.starts_with(surname));
    let family: String = name.chars().take(if two { 2 } else { 1 }).collect();
    let syllables = syllables(&family);
    let sounds = syllables
        .iter()
        .filter(|s| s.is_han)
        .filter_map(|s| s.readings.first());
    let sound: String = sounds.map(String::as_str).collect();
    (!sound.is_empty()).then_some(sound)
}

/// Whether what was typed picks `name`: a part of it as written, or from any of its characters on a run
/// of full syllables, beginnings of syllables and initials, as `zhangs`, `zsan`, `zs` for 张三.
pub fn matches(needle: &str, name: &str) -> bool {
    let written = fold(needle);
    let written = written.trim();
    if written.is_empty() || fold(name).contains(written) {
        return true;
    }
    let typed: String = written
        .chars()
        .filter(|c| !matches!(c, ' ' | '\'' | '-' | '’'))
        .map(|c| if c == 'ü' { 'v' } else { c })
        .collect();
    if typed.is_empty() {
        return false;
    }
    let syllables = syllables(name);
    (0..syllables.len()).any(|from| picks(&typed, syllables.get(from..).unwrap_or_default()))
}

struct Syllable {
    readings: Readings,
    is_han: bool,
}

impl Syllable {
    fn initials(&self) -> Readings {
        let mut initials: Readings = Vec::new();
        for reading in &self.readings {
            let initial: String = reading.chars().take(1).collect();
            if !initials.contains(&initial) {
                initials.push(initial);
            }
        }
        initials
    }
}

/// Walks the syllables with all the places in `typed` that can have been reached.
fn picks(typed: &str, syllables: &[Syllable]) -> bool {
    let mut reached = vec![typed];
    for syllable in syllables {
        let mut next: Vec<&str> = Vec::new();
        for rest in reached {
            for reading in &syllable.readings {
                if reading.starts_with(rest) {
                    return true;
                }
                for part in [reading.as_str(), initial(reading), first(reading)] {
                    if let Some(rest) = rest.strip_prefix(part)
                        && !next.contains(&rest)
                    {
                        next.push(rest);
                    }
                }
            }
        }
        if next.is_empty() {
            return false;
        }
        reached = next;
    }
    false
}

/// `zh` of `zhang`; the first letter where the initial has only one.
fn initial(reading: &str) -> &str {
    ["zh", "ch", "sh"]
        .into_iter()
        .find(|two| reading.starts_with(two))
        .unwrap_or_else(|| first(reading))
}

fn first(reading: &str) -> &str {
    let end = reading.chars().next().map_or(0, char::len_utf8);
    reading.get(..end).unwrap_or_default()
}

fn syllables(name: &str) -> Vec<Syllable> {
    let name = fold(name);
    let name = name.trim();
    let surname = SURNAMES
        .iter()
        .find(|(surname, _)| name.starts_with(surname));
    let special = surname.map_or(&[] as &[&[&str]], |(_, readings)| readings);
    let mut syllables = Vec::new();
    for (at, c) in name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(SPELLED_CHARS)
        .enumerate()
    {
        let mut readings = Readings::new();
        for reading in special.get(at).copied().unwrap_or_default() {
            readings.push((*reading).to_owned());
        }
        let mut is_han = false;
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            is_han = true;
            add_typed(reading.plain(), &mut readings);
        }
        if readings.is_empty() {
            readings.push(c.to_string());
        }
        syllables.push(Syllable { readings, is_han });
    }
    syllables
}

/// `ü` has no key: 吕 is typed `lv` or `lu`, and stands as `lyu` in passports.
fn add_typed(plain: &str, readings: &mut Readings) {
    let mut add = |reading: String| {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    };
    if plain.contains('ü') {
        for letter in ["v", "yu", "u"] {
            add(plain.replace('ü', letter));
        }
    } else {
        add(plain.to_owned());
    }
}

/// The likeliest combinations: each takes as few unlikely readings as can be.
fn combine(syllables: &[Readings]) -> Vec<String> {
    let mut kept: Vec<(usize, String)> = vec![(0, String::new())];
    for readings in syllables {
        let mut next = Vec::with_capacity(kept.len() * readings.len());
        for (rank, reading) in readings.iter().enumerate() {
            for (cost, spelled) in &kept {
                next.push((cost + rank, format!("{spelled}{reading}")));
            }
        }
        next.sort_by_key(|(cost, _)| *cost);
        let mut seen = Vec::with_capacity(SPELLINGS);
        next.retain(|(_, spelled)| {
            let is_new = seen.len() < SPELLINGS && !seen.contains(spelled);
            if is_new {
                seen.push(spelled.clone());
            }
            is_new
        });
        kept = next;
    }
    kept.into_iter().map(|(_, spelled)| spelled).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_spelled_as_their_owners_say_them() {
        let cases = [
            ("张三", "zhangsan", "zs"),
            ("单雄信", "shanxiongxin", "sxx"),
            ("曾巩", "zenggong", "zg"),
            ("解缙", "xiejin", "xj"),
            ("仇英", "qiuying", "qy"),
            ("查慎行", "zhashenxing", "zsx"),
            ("翟让", "zhairang", "zr"),
            ("吕布", "lvbu", "lb"),
            ("欧阳修", "ouyangxiu", "oyx"),
            ("尉迟恭", "yuchigong", "ycg"),
            ("长孙无忌", "zhangsunwuji", "zswj"),
            ("万俟卨", "moqixie", "mqx"),
            ("A组王五", "azuwangwu", "azww"),
        ];
        for (name, full, initials) in cases {
            let spelled = spellings(name);
            assert_eq!(spelled.full.first().unwrap(), full, "{name} {spelled:?}");
            assert_eq!(spelled.initials.first().unwrap(), initials, "{name}");
        }
        assert_eq!(spellings("张三").full, ["zhangsan"]);
        assert_eq!(spellings("张三").initials, ["zs"]);
        assert_eq!(spellings("Li Ming"), Spellings::default());
    }

    #[test]
    fn characters_with_several_readings_are_found_under_each() {
        let full = spellings("重庆").full;
        assert!(full.contains(&"chongqing".to_owned()));
        assert!(full.contains(&"zhongqing".to_owned()));
        let full = spellings("吕布").full;
        for spelled in ["lvbu", "lyubu", "lubu"] {
            assert!(full.contains(&spelled.to_owned()), "{full:?}");
        }
        let full = spellings("翟让").full;
        assert!(full.contains(&"dirang".to_owned()));
        assert!(
            spellings("重庆大学图书馆")
                .full
                .contains(&"chongqingdaxuetushuguan".to_owned())
        );
    }

    #[test]
    fn a_pick_list_takes_what_staff_type() {
        let hits = [
            ("zhangsan", "张三"),
            ("Zhang San", "张三"),
            ("zs", "张三"),
            ("zhs", "张三"),
            ("zhangs", "张三"),
            ("zsan", "张三"),
            ("san", "张三"),
            ("三", "张三"),
            ("ｚｓ", "张三"),
            ("lü", "吕布"),
            ("lyubu", "吕布"),
            ("cqdx", "重庆大学"),
            ("zqdx", "重庆大学"),
            ("xi'an", "西安"),
            ("", "张三"),
            ("ming", "Li Ming"),
        ];
        for (needle, name) in hits {
            assert!(matches(needle, name), "{needle} {name}");
        }
        for (needle, name) in [
            ("zhangsi", "张三"),
            ("zss", "张三"),
            ("'", "张三"),
            ("a", ""),
        ] {
            assert!(!matches(needle, name), "{needle} {name}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_picks_its_name(name in "[一-龥a-z]{1,6}") {
            let spelled = spellings(&name);
            prop_assert!(spelled.full.len() <= SPELLINGS && spelled.initials.len() <= SPELLINGS);
            for typed in spelled.full.iter().chain(&spelled.initials) {
                prop_assert!(matches(typed, &name), "{typed} {name}");
            }
        }
    }
}
