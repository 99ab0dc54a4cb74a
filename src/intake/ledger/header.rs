//! The parts of a request a column may hold, and the headers by which offices call them.

use crate::text::fold::fold;

/// What a column may stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Number,
    /// The running number of the ledger itself, which is not the number of a report.
    Register,
    Title,
    Client,
    Unit,
    ClientKind,
    Phone,
    Email,
    Service,
    Received,
    Accepted,
    Closed,
    Due,
    Owner,
    Status,
    Count,
    Channel,
    Tags,
    /// Who may see it.
    Secrecy,
    /// Kept as a note on the request; several columns may.
    Note,
    /// The id its maker gave the row.
    Uid,
    /// A field of the service's own form, by its key.
    Field(String),
}

use Part::*;

/// Each part's key, then what its column is called: without spaces, folded; the surest names first.
const WORDS: [(Part, &str, &[&str]); 21] = [
    (
        Number,
        "number",
        &[
            "报告编号",
            "报告号",
            "查新编号",
            "证明编号",
            "合同编号",
            "reportno",
            "reportnumber",
            "编号",
            "项目编号",
            "受理编号",
            "委托编号",
            "流水号",
            "no",
            "id号",
        ],
    ),
    (
        Register,
        "register",
        &[
            "登记号",
            "登记编号",
            "登记序号",
            "台账号",
            "台账编号",
            "registerno",
            "registernumber",
        ],
    ),
    (
        Title,
        "title",
        &[
            "项目名称",
            "题名",
            "题目",
            "课题名称",
            "课题名",
            "课题",
            "项目名",
            "查新项目名称",
            "查新课题",
            "委托内容",
            "委托事项",
            "服务内容",
            "咨询内容",
            "名称",
            "主题",
            "subject",
            "project",
            "projectname",
            "projecttitle",
            "request",
            "question",
            "name",
        ],
    ),
    (
        Client,
        "client",
        &[
            "委托人",
            "联系人",
            "委托人姓名",
            "申请者",
            "客户",
            "读者",
            "读者姓名",
            "姓名",
            "申请人",
            "用户",
            "用户姓名",
            "作者",
            "requester",
            "clientname",
            "patron",
            "contact",
            "contactname",
        ],
    ),
    (
        Unit,
        "unit",
        &[
            "委托单位",
            "单位",
            "单位名称",
            "所在单位",
            "所属单位",
            "申请单位",
            "所在院系",
            "工作单位",
            "院系",
            "学院",
            "部门",
            "机构",
            "organisation",
            "organization",
            "department",
            "affiliation",
            "institution",
            "company",
        ],
    ),
    (
        ClientKind,
        "client_kind",
        &[
            "委托人类别",
            "委托人类型",
            "用户类型",
            "用户类别",
            "单位性质",
            "身份",
            "clientkind",
            "patrontype",
            "usertype",
        ],
    ),
    (
        Phone,
        "phone",
        &[
            "联系电话",
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "移动电话",
            "电话号码",
            "联系人电话",
            "联系方式",
            "tel",
            "telephone",
            "mobile",
            "phonenumber",
        ],
    ),
    (
        Email,
        "email",
        &[
            "邮箱",
            "电子邮箱",
            "电子邮件",
            "邮件地址",
            "mail",
            "e-mail",
            "emailaddress",
        ],
    ),
    (
        Service,
        "service",
        &[
            "服务",
            "服务类型",
            "服务类别",
            "服务名称",
            "业务类别",
            "委托类别",
            "业务类型",
            "业务种类",
            "服务种类",
            "服务项目",
            "类型",
            "类别",
            "业务",
            "委托类型",
            "项目类型",
            "servicetype",
            "type",
            "category",
            "interactiontype",
        ],
    ),
    (
        Received,
        "received",
        &[
            "接收日期",
            "收到日期",
            "收到日",
            "来件日期",
            "登记日",
            "登记日期",
            "登记时间",
            "委托日期",
            "提交日期",
            "提交时间",
            "申请日期",
            "日期",
            "时间",
            "receivedat",
            "receivedon",
            "date",
            "timestamp",
            "created",
            "submitted",
            "datereceived",
        ],
    ),
    (
        Accepted,
        "accepted",
        &[
            "受理日期",
            "受理日",
            "受理时间",
            "立项日期",
            "签订日期",
            "acceptedon",
            "dateaccepted",
        ],
    ),
    (
        Closed,
        "closed",
        &[
            "完成日期",
            "完成日",
            "交付日",
            "办结日",
            "交付日期",
            "办结日期",
            "办结时间",
            "结束日期",
            "完成时间",
            "交付时间",
            "出具日期",
            "报告日期",
            "结题日期",
            "归档日期",
            "closedat",
            "closedon",
            "completed",
            "delivered",
            "datecompleted",
            "completiondate",
        ],
    ),
    (
        Due,
        "due",
        &[
            "期限",
            "截止日期",
            "截止日",
            "期限日",
            "要求完成日期",
            "约定日期",
            "承诺日期",
            "应完成日期",
            "duedate",
            "deadline",
            "dueon",
        ],
    ),
    (
        Owner,
        "owner",
        &[
            "经办人",
            "经办",
            "承办",
            "办理人",
            "经手人",
            "查新员",
            "承办人",
            "负责人",
            "检索员",
            "处理人",
            "馆员",
            "工作人员",
            "受理人",
            "assignee",
            "staff",
            "handledby",
            "librarian",
        ],
    ),
    (
        Status,
        "status",
        &[
            "状态",
            "办理状态",
            "进度",
            "处理状态",
            "完成情况",
            "当前状态",
            "state",
            "progress",
        ],
    ),
    (
        Count,
        "count",
        &[
            "篇数",
            "数量",
            "件数",
            "份数",
            "条数",
            "检索篇数",
            "文献数",
            "quantity",
            "items",
            "papers",
            "numberofitems",
        ],
    ),
    (
        Channel,
        "channel",
        &[
            "渠道",
            "来源",
            "受理方式",
            "接收方式",
            "委托方式",
            "咨询方式",
            "source",
            "via",
            "interactionsource",
        ],
    ),
    (
        Secrecy,
        "secrecy",
        &[
            "密级",
            "保密",
            "是否保密",
            "保密级别",
            "可见范围",
            "confidentiality",
            "confidential",
            "visibility",
        ],
    ),
    (Tags, "tags", &["标签", "关键词", "labels", "keywords"]),
    (
        Note,
        "note",
        &[
            "备注",
            "说明",
            "情况说明",
            "费用",
            "收费",
            "金额",
            "fee",
            "cost",
            "处理情况",
            "结果",
            "remark",
            "remarks",
            "notes",
            "comment",
            "comments",
            "outcome",
        ],
    ),
    (Uid, "uid", &["uuid", "guid"]),
];

/// A header without spaces and signs that offices add, folded.
pub fn plain(header: &str) -> String {
    fold(header)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '★' | '_' | ':' | '：' | '.' | '?'))
        .collect()
}

impl Part {
    /// The word by which a mapping names it; a service's field is `field:KEY`.
    pub fn key(&self) -> String {
        if let Field(key) = self {
            return format!("field:{key}");
        }
        let found = WORDS.iter().find(|(part, _, _)| part == self);
        found.map_or_else(String::new, |(_, key, _)| (*key).to_owned())
    }

    pub fn from_key(key: &str) -> Option<Part> {
        if let Some(field) = key.strip_prefix("field:") {
            return (!field.is_empty()).then(|| Field(field.to_owned()));
        }
        let found = WORDS.iter().find(|(_, known, _)| *known == key);
        found.map(|(part, _, _)| part.clone())
    }

    /// All keys a mapping may name, for a refusal.
    pub fn keys() -> Vec<&'static str> {
        WORDS.iter().map(|(_, key, _)| *key).collect()
    }

    /// Several columns may hold it together.
    pub fn is_shared(&self) -> bool {
        matches!(self, Note | Tags)
    }

    pub fn is_date(&self) -> bool {
        matches!(self, Received | Accepted | Closed | Due)
    }
}

/// The part a header names, by the whole header or by what stands before a bracket, and how far down
/// the part's names it stands: of two columns for one part the surer has it.
pub fn guess(header: &str) -> Option<(Part, usize)> {
    let named = |text: &str| {
        let text = plain(text);
        WORDS.iter().find_map(|(part, key, words)| {
            let at = match *key == text {
                true => 0,
                false => words.iter().position(|word| *word == text)?,
            };
            Some((part.clone(), at))
        })
    };
    named(header).or_else(|| {
        let before = header.split(['(', '（', '[', '/', '／']).next()?;
        named(before)
    })
}
