//! Every reader over its own format spoilt at random: no panic, no hang, no text that a later step
//! cannot bear. `REFDESK_FUZZ=20000` makes so many rounds of each sample; a few are made in every run.

use refdesk::biblio::dedup::{Told, find};
use refdesk::biblio::name::{Author, Name};
use refdesk::biblio::when::When;
use refdesk::biblio::{Limits, Record, Target, cite, read, sniff, write};

const ROUNDS: u64 = 60;

/// A generator that gives the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (sides.max(1) as u64)).unwrap()
    }
}

/// Bytes that mean something to one reader or another.
const TOKENS: [&[u8]; 28] = [
    b"TY  - ",
    b"ER  - \n",
    b"PT J\n",
    b"\nER\n",
    b"EF",
    b"@article{",
    b"}",
    b"{",
    b"\"",
    b"\\",
    b"<record>",
    b"</record>",
    b"<![CDATA[",
    b"]]>",
    b"&#0;",
    b"&amp;",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xD0\xC2",
    b"PMID- ",
    b"{Title}: ",
    b"%0 ",
    b"RT ",
    b"\t",
    b"\r",
    b"\xF0\x9F\x98\x80",
    b"null",
];

fn spoilt(sample: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let to = (at + dice.roll(64)).min(bytes.len());
        match dice.roll(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let again = bytes[at..to].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let token = TOKENS[dice.roll(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
            4 => bytes.truncate(at),
            5 => {
                let from = dice.roll(other.len() + 1);
                let end = (from + dice.roll(400)).min(other.len());
                bytes.splice(at..to, other[from..end].iter().copied());
            }
            _ => {
                let long = vec![bytes.get(at).copied().unwrap_or(b'a'); dice.roll(3_000)];
                bytes.splice(at..at, long);
            }
        }
    }
    bytes
}

/// What the program does with any file somebody hands it.
fn is_borne(bytes: &[u8]) {
    let guess = sniff(bytes);
    let limits = Limits {
        file: 4 << 20,
        ..Limits::default()
    };
    let reading = read(bytes, &limits);
    for record in reading.records.iter().take(4) {
        assert!(!record.fields().contains_key("raw"), "{guess:?}");
        assert!(reading.raw(record).len() <= bytes.len() * 4 + 64);
        cite::reference(record, cite::Edition::default());
    }
    let few: Vec<Record> = reading.records.into_iter().take(12).collect();
    find(&few, &Told::default());
    write(&few, Target::Ris).unwrap();
}

fn samples() -> Vec<Vec<u8>> {
    let records: Vec<Record> = (0..3)
        .map(|n| Record {
            title: format!("Interface {n} \"engineering\" of {{sulfide}} 固态电池").into(),
            authors: vec![
                Author::new(Name::read("Wang, X")),
                Author::new(Name::whole("王五")),
            ],
            source: "Journal of Power Sources".into(),
            date: When::year(2020 + n),
            volume: "489".into(),
            doi: format!("10.1000/x{n}").into(),
            summary: "Sulfide electrolytes conduct lithium ions.".into(),
            ..Record::default()
        })
        .collect();
    let mut samples: Vec<Vec<u8>> = Target::ALL
        .iter()
        .map(|to| write(&records, *to).unwrap())
        .collect();
    let own: [&str; 15] = [
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Wang, X\n   Li, S\nTI Interface engineering\nSO J POWER SOURCES\nPY 2021\nTC 3\nCR Roe A, 2019, NATURE, V1, P2\nUT WOS:0001\nER\n\nEF\n",
        "PT\tAU\tTI\tSO\tPY\tUT\nJ\tWang, X; Li, S\tInterface\tJ POWER\t2021\tWOS:1\n",
        "{Reference Type}: Journal Article\n{Title}: 固态电池\n{Author}: 王五;李四;\n{Journal}: 电池\n{Year}: 2024\n\n",
        "SrcDatabase-来源库: 期刊\nTitle-题名: 固态电池\nAuthor-作者: 王五;李四;\nSource-文献来源: 电池\nYear-年: 2024\n\n",
        "RT Journal Article\nSR 1\nA1 王五;\nT1 固态电池\nJF 电池\nYR 2024\nIS 02\nOP 1-9\n\n",
        "%0 Journal Article\n%A Wang, X\n%T Interface\n%J Power\n%D 2021\n%V 489\n%P 229-241\n\n",
        "【来源篇名】固态电池\n【来源作者】王五/李四\n【期    刊】电池\n【年代卷期】2024,3(2):1-9\n【参考文献】\n1.Roe A.Title.Nature.2019,1(2):3\n",
        "PMID- 1\nTI  - Interface engineering of\n      sulfide electrolytes.\nFAU - Wang, X\nTA  - J Power\nDP  - 2021 Nov\nLID - 10.1/x [doi]\n\n",
        "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T</ArticleTitle><Journal><Title>J</Title></Journal></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
        "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><titles><title>T</title></titles><contributors><authors><author>Wang, X</author></authors></contributors></record></records></xml>",
        "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\"><mods><titleInfo><title>T</title></titleInfo><name><namePart>Wang</namePart></name></mods></modsCollection>",
        "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record><leader>x</leader><datafield tag=\"245\"><subfield code=\"a\">T</subfield></datafield></record></collection>",
        "{\"status\":\"ok\",\"message\":{\"items\":[{\"title\":[\"T\"],\"DOI\":\"10.1/x\",\"author\":[{\"family\":\"Wang\"}],\"issued\":{\"date-parts\":[[2021]]}}]}}",
        "<html><body><table><tr><th>Title</th><th>Authors</th><th>Year</th></tr><tr><td>T</td><td>Wang; Li</td><td>2021</td></tr></table></body></html>",
        "\"Title\";\"Authors\";\"Year\"\n\"T; \"\"x\"\"\";\"Wang, X\";2021\n",
    ];
    samples.extend(own.iter().map(|text| text.as_bytes().to_vec()));
    if let Some(folder) = crate::common::corpora() {
        let mut files: Vec<_> = walk(&folder);
        files.sort();
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            samples.push(bytes[..bytes.len().min(24_000)].to_vec());
        }
    }
    samples
}

/// The exports among the corpora; tables of journals and histories of tickets are none.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && !["journals", "queue", "calendar", "authors"].contains(&name.as_str()) {
            found.extend(walk(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

#[test]
fn no_reader_panics_or_hangs_whatever_became_of_the_file() {
    let told = std::env::var("REFDESK_FUZZ").ok();
    let rounds = told
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    let samples = samples();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for sample in &samples {
        // Real files are many and long: each is tried less often.
        let rounds = if sample.len() > 10_000 {
            rounds.div_ceil(10)
        } else {
            rounds
        };
        for _ in 0..rounds {
            let other = &samples[dice.roll(samples.len())];
            is_borne(&spoilt(sample, other, &mut dice));
        }
    }
}
