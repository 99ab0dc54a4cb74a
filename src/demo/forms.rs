//! A service's form filled in as somebody with a subject would fill it: keys that the shipped services
//! have get a fitting text, fields of any other service something of their kind.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::content::{CAMPUS_PLACES, Person, Topic};
use super::dice::Dice;
use crate::domain::ServiceDef;
use crate::domain::field::{FieldDef, FieldKind, Fields};

/// What a form is filled from.
pub struct Wish<'a> {
    pub topic: &'a Topic,
    pub person: &'a Person,
    pub count: Option<u32>,
    pub today: Date,
}

/// Required fields always, the others where chance has it.
pub fn fill(def: &ServiceDef, wish: &Wish<'_>, dice: &mut Dice) -> Map<String, Value> {
    let mut fields = Fields::new();
    for field in &def.fields {
        // Rolled for every field, so that a field more does not change those after it.
        let wanted = field.required || dice.percent(35);
        let mut own = Dice::new(dice.next());
        if wanted && field.is_asked(&fields) {
            let value = value(field, wish, &mut own);
            if value != Value::Null {
                fields.insert(field.key.clone(), value);
            }
        }
    }
    fields.into_iter().collect()
}

fn value(field: &FieldDef, wish: &Wish<'_>, dice: &mut Dice) -> Value {
    if let Some(known) = known(&field.key, wish, dice) {
        return known;
    }
    match &field.kind {
        FieldKind::Text => json!(wish.topic.zh),
        FieldKind::LongText => json!(format!(
            "{}。\n请结合近五年国内外进展给出结果。",
            wish.topic.zh
        )),
        FieldKind::Number => json!(dice.between(1, 5)),
        FieldKind::Date => json!(days_on(wish.today, dice.between(10, 40))),
        FieldKind::Choice(choices) => dice.pick(choices).map_or(Value::Null, |c| json!(c.key)),
        FieldKind::YesNo => json!(dice.percent(50)),
        FieldKind::People => json!([wish.person.name]),
        FieldKind::List(choices) if choices.is_empty() => json!([wish.topic.zh]),
        FieldKind::List(choices) => {
            let mut keys: Vec<&str> = Vec::new();
            for _ in 0..dice.between(1, 3) {
                if let Some(choice) = dice.pick(choices)
                    && !keys.contains(&choice.key.as_str())
                {
                    keys.push(&choice.key);
                }
            }
            json!(keys)
        }
    }
}

fn days_on(today: Date, days: u32) -> String {
    today
        .checked_add(jiff::Span::new().days(i64::from(days)))
        .unwrap_or(today)
        .to_string()
}

fn known(key: &str, wish: &Wish<'_>, dice: &mut Dice) -> Option<Value> {
    let Wish { topic, person, .. } = wish;
    Some(match key {
        "title_en" => json!(topic.en),
        "commissioner" => json!(if person.is_organisation {
            person.name
        } else {
            topic.unit
        }),
        "contact" | "applicant_zh" | "speaker" => match key {
            "speaker" => json!(["钱七"]),
            _ => json!(person.name),
        },
        "applicant_variants" if person.pinyin.is_empty() => json!([person.name]),
        "applicant_variants" => json!([person.pinyin, reversed(person.pinyin)]),
        "unit" | "faculty" | "organisation" | "department" => json!(match person.unit {
            "" => person.name,
            unit => unit,
        }),
        "project_source" => json!(dice.word(&[
            "国家自然科学基金面上项目",
            "省部级重点研发计划",
            "校级交叉培育项目",
            "企业横向课题"
        ])),
        "from_year" => json!(i64::from(wish.today.year()) - i64::from(dice.between(3, 10))),
        "to_year" => json!(wish.today.year()),
        "discipline" => json!(dice.word(&[
            "150.25 有机化学",
            "430.45 复合材料",
            "520.20 人工智能",
            "610.30 环境工程学",
            "320.24 临床诊断学"
        ])),
        "technical_gist" => json!(format!(
            "本项目针对{}中的关键问题，提出从材料设计到性能验证的整体方案。\n采用原位表征与多尺度模拟相结合的方法，阐明其作用机制。\n拟在小试装置上完成验证。",
            topic.zh
        )),
        "novelty_points" => json!([
            format!("以梯度结构改善{}", topic.zh),
            format!("建立{}的原位评价方法", topic.zh),
        ]),
        "terms" => json!(format!("{}\n{}", topic.query_zh, topic.query_en)),
        "classification" => json!([topic.ipc]),
        "paper_list" => json!(papers(wish.count.unwrap_or(6), topic)),
        "size" => json!(if wish.count.unwrap_or(0) > 10 {
            "over_10"
        } else {
            "up_to_10"
        }),
        "databases" => json!(["scie", "ei", "cscd"]),
        "citations" => json!(dice.percent(80)),
        // Better empty than made up.
        "orcid" | "secrecy_claim" | "own_work" | "references" | "invoice" | "answer_note"
        | "known_art" | "background" | "former_units" => Value::Null,
        "milestones" => json!(["第 2 周 需求确认", "第 6 周 初稿", "第 8 周 验收"]),
        "deliverables" => json!(["方案文本", "汇报幻灯片", "数据表"]),
        "volume" => json!("约 2 TB，每年增长三成"),
        "acceptance" => json!("由委托部门组织验收"),
        "satisfaction" => json!("96%"),
        "partners" => json!(["学生读书协会"]),
        "partner" => json!("某某新材料有限公司"),
        "agent" => json!("尚未委托"),
        "documents" => json!(
            (1..=wish.count.unwrap_or(1))
                .map(|n| format!(
                    "{}. {} // 10.0000/demo.{}",
                    n,
                    topic.en,
                    dice.between(1000, 9999)
                ))
                .collect::<Vec<_>>()
        ),
        "patents" => json!([
            format!("CN{}A", dice.between(110_000_000, 119_999_999)),
            format!("CN{}B", dice.between(110_000_000, 119_999_999)),
        ]),
        "features" => json!(["F1 梯度界面层", "F2 原位固化步骤", "F3 温度窗口控制"]),
        "technical_solution" => json!(format!(
            "要解决的问题：{}效率低、寿命短。\n技术手段：引入梯度界面层并原位固化。\n效果：循环寿命提高。",
            topic.zh
        )),
        "need" | "question" => json!(match dice.below(3) {
            0 => format!("想了解{}近五年的研究进展和主要团队。", topic.zh),
            1 => format!("{}方面有哪些可用的数据库和专利情报？", topic.zh),
            _ => format!("准备申报项目，请协助梳理{}的国内外现状。", topic.zh),
        }),
        "place" => json!(dice.word(&CAMPUS_PLACES)),
        "audience" => json!(dice.word(&["本科新生", "研究生", "青年教师", "园区企业研发人员"])),
        "host" => json!(topic.unit),
        "platform" => json!(dice.word(&["CALIS", "NSTL", "CASHL"])),
        "delivery_mail" => json!("reader@example.edu.cn"),
        "competitors" => json!(["某某新能源股份有限公司", "Example Energy Co."]),
        "benchmark" => json!(["某某大学", "Example University"]),
        "jurisdictions" => json!(["cn", "us", "ep"]),
        "data_kinds" => json!(["实验数据", "仪器原始数据", "问卷数据"]),
        "signature" => json!([format!("“{}”图文", topic.zh)]),
        "rights" => json!("作品登记证书；首次发表页面截图"),
        "result" | "product" | "subject" | "work" | "work_title" | "theme" | "topic_text" => {
            json!(topic.zh)
        }
        _ => return None,
    })
}

/// `Zhang Xiaoming` and `Xiaoming Zhang`.
fn reversed(name: &str) -> String {
    match name.split_once(' ') {
        Some((family, given)) => format!("{given} {family}"),
        None => name.to_owned(),
    }
}

fn papers(count: u32, topic: &Topic) -> String {
    (1..=count)
        .map(|n| {
            format!(
                "{n}. {} (part {n}). Journal of Examples, {}, {}({}): {}-{}.",
                topic.en,
                2016 + n % 10,
                10 + n % 30,
                1 + n % 12,
                n * 11,
                n * 11 + 9
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}
