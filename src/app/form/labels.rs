//! Lines of a paste that begin with the name of what every request has: 委托人：, 单位：, Title:. What a
//! service calls its own is not looked at here, and nothing is filled in.

use crate::domain::ServiceDef;
use crate::domain::heard::HeardAs;
use crate::text::fold::fold;

use super::pasted::named;

/// What the first lines of a form sent by mail or WeChat say of the request itself.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Labelled {
    pub client: Option<String>,
    pub unit: Option<String>,
    pub title: Option<String>,
    /// Values that say by themselves what they are: a telephone number, a day, a service.
    pub said: Vec<String>,
}

#[derive(Clone, Copy)]
enum Label {
    Client,
    Unit,
    Title,
    Said,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Client,
        &[
            "委托人",
            "委托人姓名",
            "姓名",
            "联系人",
            "申请人姓名",
            "读者",
            "客户",
            "老师",
            "client",
            "name",
            "contact",
            "requester",
        ],
    ),
    (
        Label::Unit,
        &[
            "单位",
            "委托单位",
            "所在单位",
            "工作单位",
            "学院",
            "院系",
            "部门",
            "unit",
            "department",
            "college",
            "affiliation",
        ],
    ),
    (
        Label::Title,
        &[
            "题目",
            "标题",
            "题名",
            "项目名称",
            "课题名称",
            "课题",
            "项目",
            "title",
            "project",
            "topic",
        ],
    ),
    (
        Label::Said,
        &[
            "电话",
            "手机",
            "联系电话",
            "手机号",
            "邮箱",
            "电子邮箱",
            "电子邮件",
            "邮件",
            "e-mail",
            "email",
            "phone",
            "mobile",
            "tel",
            "服务",
            "委托事项",
            "委托类别",
            "业务类型",
            "服务类型",
            "service",
            "数量",
            "篇数",
            "截止",
            "截止日期",
            "要求完成日期",
            "希望完成日期",
            "due",
            "deadline",
        ],
    ),
];

fn label_of(line: &str) -> Option<(Label, &str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let (said, value) = (fold(name.trim()), value.trim());
    let (label, _) = LABELS
        .iter()
        .find(|(_, names)| names.contains(&said.as_str()))?;
    (!value.is_empty()).then_some((*label, value))
}

/// Whether the service has a field of that name that means something else: 申请人 of a patent.
fn is_its_own(line: &str, def: Option<&ServiceDef>) -> bool {
    let field = def.and_then(|def| named(line, def));
    field.is_some_and(|(field, _)| {
        !matches!(
            field.heard,
            Some(
                HeardAs::Title
                    | HeardAs::Client
                    | HeardAs::Contact
                    | HeardAs::Unit
                    | HeardAs::Phone
                    | HeardAs::Email
                    | HeardAs::Count
                    | HeardAs::Due
            )
        )
    })
}

/// The labelled lines taken out, the others in their order. Of two lines with one label the first counts
/// and the other stays.
pub(super) fn take<'a>(lines: &[&'a str], def: Option<&ServiceDef>) -> (Labelled, Vec<&'a str>) {
    let mut labelled = Labelled::default();
    let mut others = Vec::new();
    for line in lines {
        let found = label_of(line).filter(|_| !is_its_own(line, def));
        let place = match found {
            Some((Label::Said, value)) => {
                labelled.said.push(value.to_owned());
                continue;
            }
            Some((Label::Client, value)) => Some((&mut labelled.client, value)),
            Some((Label::Unit, value)) => Some((&mut labelled.unit, value)),
            Some((Label::Title, value)) => Some((&mut labelled.title, value)),
            None => None,
        };
        match place {
            Some((place @ None, value)) => *place = Some(value.to_owned()),
            _ => others.push(*line),
        }
    }
    (labelled, others)
}
