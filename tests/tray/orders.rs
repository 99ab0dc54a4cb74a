//! Requests registered from files.

use proptest::prelude::*;
use refdesk::intake::order::{self, Read};
use refdesk::settings::Settings;

use super::common::story::Story;
use super::{case, desk, names};

/// A zip of stored entries, as little as a reader needs.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut about) = (Vec::new(), Vec::new());
    for (name, data) in entries {
        let at = u32::try_from(bytes.len()).unwrap();
        let size = u32::try_from(data.len()).unwrap();
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.extend([0; 4]);
        head.extend(size.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(*data);
        about.extend(b"PK\x01\x02\x14\x00");
        about.extend(&head);
        about.extend([0; 10]);
        about.extend(at.to_le_bytes());
        about.extend(name.as_bytes());
    }
    let (at, size) = (bytes.len() as u32, about.len() as u32);
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    bytes.extend(about);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(size.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn paragraph(text: &str) -> String {
    // Word splits a text into runs wherever it likes.
    let (head, tail) = text.split_at(text.char_indices().nth(1).map_or(0, |(at, _)| at));
    let run = |text: &str| {
        format!(
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(text)
        )
    };
    format!("<w:p>{}{}</w:p>", run(head), run(tail))
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let lines: String = text.split('\n').map(paragraph).collect();
        format!("<w:tc>{lines}</w:tc>")
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!(
        "<w:tbl>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", xml.as_bytes()),
    ])
}

fn novelty() -> Vec<u8> {
    let rows: &[&[&str]] = &[
        &["查新项目名称", "固态电池硫化物电解质 <界面> & 稳定性"],
        &["委托人", "王五", "联系电话", "13800000000"],
        &["委托单位", "化学学院", "电子邮箱", "wang@example.org"],
        &["查新目的", "□立项  ☑成果鉴定  □申报奖励"],
        &["查新范围", "国内外"],
    ];
    docx(&format!(
        "{}{}{}",
        paragraph("科技查新委托单"),
        table(rows),
        paragraph("要求完成日期：2026年12月10日    份数：2")
    ))
}

fn read(name: &str, bytes: &[u8]) -> order::Order {
    let settings = Settings::builtin().unwrap();
    let today = "2026-11-20".parse().unwrap();
    order::read(name, bytes, &settings, today).unwrap()
}

#[test]
fn a_word_form_is_read_into_the_fields_of_its_service() {
    let order = read("委托单.docx", &novelty());
    assert_eq!(order.read, Read::Form);
    assert_eq!(order.service.unwrap().as_str(), "novelty");
    assert_eq!(order.title, "固态电池硫化物电解质 <界面> & 稳定性");
    assert_eq!(order.client_name, "王五");
    assert_eq!(order.client_unit, "化学学院");
    assert_eq!(order.client_phone, "13800000000");
    assert_eq!(order.client_email, "wang@example.org");
    assert_eq!(order.wanted.unwrap().to_string(), "2026-12-10");
    assert_eq!(order.count, Some(2));
    assert_eq!(order.fields["scope"], "both");
    assert_eq!(order.fields["purpose"], "achievement");
    assert_eq!(
        order.fields["title_zh"],
        "固态电池硫化物电解质 <界面> & 稳定性"
    );
    assert!(!order.lacking.is_empty());
}

#[test]
fn it_opens_the_form_filled_in_and_goes_with_the_request() {
    let mut story = desk(1);
    story.arrives("委托单.docx", &novelty());
    story.press("0 Enter").sees("查新项目名称");
    story.press("3");
    story
        .sees("固态电池硫化物电解质")
        .sees("化学学院")
        .sees("13800000000");
    story.sees("读出").sees("还缺");
    story.press("Ctrl-S");
    assert_eq!(names(&mut story, 2), ["委托单.docx"]);
    let request = case(&mut story, 2).request;
    assert_eq!(request.fields["purpose"], "achievement");
    assert!(story.app.tray.files.is_empty());
}

#[test]
fn a_form_left_with_esc_keeps_its_text_and_its_file() {
    let mut story = desk(1);
    story.arrives("委托单.docx", &novelty());
    story.arrives("第二张.docx", &novelty());
    story.press("0 G Enter 3 Esc");
    assert_eq!(story.app.tray.files.len(), 2);
    // Another one is not laid over it.
    story.press("3").sees("还有一张没登记完的完整登记");
    story.press("Esc Esc Esc N");
    story.sees("固态电池硫化物电解质");
    story.press("Ctrl-S");
    assert_eq!(names(&mut story, 2).len(), 1);
    assert_eq!(story.app.tray.files.len(), 1);
}

const MAIL: &str = "From: =?GB18030?B?zfXO5Q==?= <wang@example.org>\r\n\
Subject: =?UTF-8?B?56eR5oqA5p+l5paw5ZKo6K+i?=\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
--b\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n\
xPq6w6Os0OjSqrLp0MKhow==\r\n\
--b\r\nContent-Type: application/octet-stream; name=\"../../evil.ris\"\r\n\
Content-Disposition: attachment; filename=\"../../evil.ris\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
VFkgIC0gSk9VUgo=\r\n--b--\r\n";

#[test]
fn a_mail_becomes_a_request_with_its_sender_its_text_and_its_files() {
    let order = read("a.eml", MAIL.as_bytes());
    assert_eq!(
        (order.client_name.as_str(), order.client_email.as_str()),
        ("王五", "wang@example.org")
    );
    assert_eq!(order.title, "科技查新咨询");
    assert_eq!(order.note, "您好，需要查新。");
    assert_eq!(order.parts, 1);
    let mut story = desk(0);
    story.arrives("a.eml", MAIL.as_bytes());
    story
        .press("0 Enter")
        .sees("王五 <wang@example.org>")
        .sees("您好，需要查新。");
    story.press("3").sees("科技查新咨询").sees("附件 1 个");
    story.press("Ctrl-S");
    assert_eq!(names(&mut story, 1), ["evil.ris", "a.eml"]);
    let case = case(&mut story, 1);
    assert_eq!(case.request.channel, refdesk::domain::Channel::Mail);
    assert_eq!(case.client.unwrap().email, "wang@example.org");
    assert!(case.talks.iter().any(|talk| talk.text.contains("需要查新")));
}

#[test]
fn a_list_brings_its_number_of_rows_and_anything_else_the_file_alone() {
    let csv = "题名,作者\n甲,王五\n乙,王五\n丙,王五\n";
    assert_eq!(read("论文.csv", csv.as_bytes()).count, Some(3));
    assert_eq!(read("论文.txt", "甲\n乙\n".as_bytes()).count, Some(2));
    assert_eq!(
        read("论文.ris", "TY  - JOUR\nTI  - 甲\nER  - \n".as_bytes()).count,
        Some(1)
    );
    assert_eq!(read("a.pdf", b"%PDF-1.7").read, Read::File);
    let mut story = desk(0);
    story.arrives("论文.csv", csv.as_bytes());
    story.press("0 Enter 3");
    story.sees("清单，3 条");
    story.press("Esc Esc Esc");
    let mut story: Story = desk(0);
    story.arrives("图.pdf", b"%PDF-1.7");
    story.press("0 Enter 3");
    story.sees("没有读出什么");
}

#[test]
fn hostile_forms_and_mails_are_refused_in_a_sentence() {
    let settings = Settings::builtin().unwrap();
    let today = "2026-11-20".parse().unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        let refusal = order::read(name, bytes, &settings, today).unwrap_err();
        refusal.said.key
    };
    let word = |xml: &str| zip(&[("word/document.xml", xml.as_bytes())]);
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(refused("a.docx", &word(&deep)), "order-form-odd");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">]><w:p><w:t>&a;</w:t></w:p>";
    assert_eq!(refused("a.docx", &word(laughs)), "order-form-odd");
    assert_eq!(refused("a.docx", &word("<w:p><w:t>")), "order-form-broken");
    let torn = novelty();
    assert_eq!(
        refused("a.docx", &torn[..torn.len() - 30]),
        "order-form-broken"
    );
    let secret = docx(&paragraph("本课题为绝密项目"));
    assert_eq!(refused("a.docx", &secret), "state-secret");
    let parts = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(10_000);
    let many = format!(
        "From: a@b.cn\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n"
    );
    assert_eq!(refused("a.eml", many.as_bytes()), "order-mail-parts");
    let nested = "Content-Type: message/rfc822\r\n\r\nFrom: a@b.cn\r\nSubject: x\r\n".repeat(1_000);
    let nested = format!("From: a@b.cn\r\nSubject: x\r\n{nested}\r\n\r\nhello");
    assert_eq!(refused("a.eml", nested.as_bytes()), "order-mail-parts");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn answers_are_found_wherever_their_labels_stand(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
        as_lines in any::<bool>(),
        name in "[\u{4e00}-\u{9fa5}]{2,4}",
        phone in "1[0-9]{10}",
    ) {
        let answers = [
            ("委托人", name.as_str()),
            ("联系电话", phone.as_str()),
            ("委托单位", "化学学院"),
            ("查新项目名称", "固态电池的界面"),
        ];
        let chosen: Vec<(&str, &str)> = order.iter().map(|at| answers[*at]).collect();
        let body = if as_lines {
            chosen.iter().map(|(l, v)| paragraph(&format!("{l}：{v}"))).collect::<String>()
        } else {
            let rows: Vec<Vec<&str>> = chosen.iter().map(|(l, v)| vec![*l, *v]).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            table(&rows)
        };
        let read = read("a.docx", &docx(&format!("{}{body}", paragraph("科技查新委托单"))));
        prop_assert_eq!(read.client_name, name);
        prop_assert_eq!(read.client_phone, phone);
        prop_assert_eq!(read.client_unit, "化学学院");
        prop_assert_eq!(read.title, "固态电池的界面");
        prop_assert!(read.service.is_some_and(|key| key.as_str() == "novelty"));
    }

    #[test]
    fn no_bytes_make_a_reader_fail(bytes in proptest::collection::vec(any::<u8>(), 0..600), cut in 0_usize..400) {
        let settings = Settings::builtin().unwrap();
        let today = "2026-11-20".parse().unwrap();
        let mut torn = novelty();
        let at = cut % torn.len();
        torn.splice(at..(at + bytes.len().min(8)).min(torn.len()), bytes.iter().copied().take(8));
        let _ = order::read("a.docx", &torn, &settings, today);
        let mut mail = MAIL.as_bytes().to_vec();
        let at = cut % mail.len();
        mail.splice(at..at, bytes.iter().copied());
        let _ = order::read("a.eml", &mail, &settings, today);
        let _ = order::read("a", &bytes, &settings, today);
    }
}
