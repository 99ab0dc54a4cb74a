//! What the demo desk's people, clients and subjects are called. All of them are made up; names such
//! as 张三 and 王五 are what Chinese uses where nobody in particular is meant.

use crate::domain::client::ClientKind;
use crate::domain::staff::Role;

/// Login, name and roles of the demo desk's staff; the first founded it.
pub const STAFF: [(&str, &str, &[Role]); 6] = [
    ("zhangsan", "张三", &[]),
    ("lisi", "李四", &[Role::Desk]),
    ("qianqi", "钱七", &[Role::Searcher]),
    ("zhaoliu", "赵六", &[Role::Reviewer]),
    ("zhoujiu", "周九", &[Role::Searcher]),
    ("sunba", "孙八", &[Role::ReadOnly]),
];

/// A subject people come with: its title in both languages, how it is searched in Chinese and in
/// English, and the department it comes from.
pub struct Topic {
    pub zh: &'static str,
    pub en: &'static str,
    pub query_zh: &'static str,
    pub query_en: &'static str,
    pub ipc: &'static str,
    pub unit: &'static str,
}

macro_rules! topics {
    ($([$zh:literal, $en:literal, $query_zh:literal, $query_en:literal, $ipc:literal, $unit:literal],)+) => {
        &[$(Topic { zh: $zh, en: $en, query_zh: $query_zh, query_en: $query_en, ipc: $ipc, unit: $unit }),+]
    };
}

pub const TOPICS: &[Topic] = topics![
    [
        "固态电池硫化物电解质界面改性",
        "Interface modification of sulfide electrolytes for solid-state batteries",
        "固态电池*(硫化物+LPS)*界面",
        "sulfide NEAR/3 \"solid electrolyte\"",
        "H01M10/0562",
        "化学学院"
    ],
    [
        "钙钛矿太阳能电池封装稳定性",
        "Encapsulation stability of perovskite solar cells",
        "钙钛矿*太阳能电池*(封装+稳定性)",
        "perovskite AND \"solar cell*\" AND encapsulat*",
        "H10K30/88",
        "材料科学与工程学院"
    ],
    [
        "盐碱地水稻耐盐基因挖掘",
        "Mining salt-tolerance genes of rice on saline soil",
        "水稻*耐盐*基因",
        "rice AND \"salt tolerance\" AND gene*",
        "C12N15/82",
        "生命科学学院"
    ],
    [
        "近海微塑料迁移与生态风险",
        "Transport and ecological risk of coastal microplastics",
        "微塑料*(近海+渤海)*生态风险",
        "microplastic* AND coastal AND \"ecological risk\"",
        "G01N33/18",
        "环境科学与工程学院"
    ],
    [
        "中文医疗文本大模型的幻觉抑制",
        "Suppressing hallucination of large language models on Chinese clinical text",
        "大语言模型*医疗*幻觉",
        "\"large language model*\" AND clinical AND hallucinat*",
        "G16H50/20",
        "人工智能学院"
    ],
    [
        "城市地下管廊机器人巡检",
        "Robotic inspection of urban utility tunnels",
        "管廊*机器人*巡检",
        "\"utility tunnel\" AND robot* AND inspect*",
        "B25J11/00",
        "人工智能学院"
    ],
    [
        "低温等离子体催化合成氨",
        "Ammonia synthesis by non-thermal plasma catalysis",
        "等离子体*催化*合成氨",
        "\"non-thermal plasma\" AND ammonia AND synthes*",
        "C01C1/04",
        "化学学院"
    ],
    [
        "青少年近视的户外光照干预",
        "Outdoor light intervention for myopia in adolescents",
        "近视*(户外+光照)*青少年",
        "myopia AND outdoor AND light AND (child* OR adolescen*)",
        "A61B3/103",
        "医学院"
    ],
    [
        "手性药物连续流合成",
        "Continuous-flow synthesis of chiral drugs",
        "手性药物*连续流",
        "\"continuous flow\" AND chiral AND synthes*",
        "C07B53/00",
        "药学院"
    ],
    [
        "数字普惠金融与县域共同富裕",
        "Digital inclusive finance and common prosperity in counties",
        "数字普惠金融*共同富裕*县域",
        "\"digital inclusive finance\" AND county",
        "G06Q40/00",
        "经济学院"
    ],
    [
        "古籍版本图像的自动比对",
        "Automatic comparison of editions of ancient books in images",
        "古籍*版本*图像*比对",
        "\"ancient book*\" AND image AND collation",
        "G06V30/414",
        "文学院"
    ],
    [
        "柔性压力传感器阵列",
        "Flexible pressure sensor arrays",
        "柔性*压力传感器*阵列",
        "flexible AND \"pressure sensor\" AND array",
        "G01L1/18",
        "电子信息与光学工程学院"
    ],
    [
        "碳纤维复合材料回收再利用",
        "Recycling of carbon-fibre composites",
        "碳纤维*复合材料*回收",
        "\"carbon fib*\" AND composite AND recycl*",
        "C08J11/00",
        "材料科学与工程学院"
    ],
    [
        "量子点发光二极管的电荷平衡",
        "Charge balance in quantum-dot light-emitting diodes",
        "量子点*发光二极管*电荷平衡",
        "\"quantum dot\" AND LED AND \"charge balance\"",
        "H10K50/115",
        "物理科学学院"
    ],
    [
        "肠道菌群与抑郁症的因果推断",
        "Causal inference between gut microbiota and depression",
        "肠道菌群*抑郁症*因果",
        "\"gut microbio*\" AND depress* AND causal",
        "C12Q1/689",
        "医学院"
    ],
    [
        "海上风电叶片结构健康监测",
        "Structural health monitoring of offshore wind turbine blades",
        "海上风电*叶片*健康监测",
        "\"offshore wind\" AND blade AND \"health monitoring\"",
        "F03D17/00",
        "计算机学院"
    ],
    [
        "非物质文化遗产数字化传播",
        "Digital communication of intangible cultural heritage",
        "非物质文化遗产*数字化*传播",
        "\"intangible cultural heritage\" AND digital",
        "G06F16/40",
        "历史学院"
    ],
    [
        "氢燃料电池质子交换膜耐久性",
        "Durability of proton exchange membranes in hydrogen fuel cells",
        "燃料电池*质子交换膜*耐久",
        "\"proton exchange membrane\" AND durab*",
        "H01M8/1018",
        "化学学院"
    ],
    [
        "多模态遥感影像耕地提取",
        "Cropland extraction from multimodal remote sensing images",
        "遥感*多模态*耕地提取",
        "\"remote sensing\" AND multimodal AND cropland",
        "G06V20/10",
        "计算机学院"
    ],
    [
        "社区养老服务供给的空间公平",
        "Spatial equity of community care for the aged",
        "社区养老*空间公平",
        "\"community care\" AND aged AND \"spatial equity\"",
        "G06Q50/22",
        "公共管理学院"
    ],
    [
        "抗体偶联药物连接子设计",
        "Linker design for antibody-drug conjugates",
        "抗体偶联药物*连接子",
        "\"antibody-drug conjugate*\" AND linker",
        "A61K47/68",
        "药学院"
    ],
    [
        "重金属污染土壤的植物修复",
        "Phytoremediation of soil polluted with heavy metals",
        "重金属*土壤*植物修复",
        "phytoremediation AND \"heavy metal*\" AND soil",
        "B09C1/10",
        "环境科学与工程学院"
    ],
    [
        "工业互联网标识解析安全",
        "Security of identifier resolution in the industrial internet",
        "工业互联网*标识解析*安全",
        "\"industrial internet\" AND identif* AND resolution AND security",
        "H04L9/40",
        "网络空间安全学院"
    ],
    [
        "中小学科学教育的项目式学习",
        "Project-based learning in school science education",
        "项目式学习*科学教育",
        "\"project-based learning\" AND \"science education\"",
        "G09B5/00",
        "高等教育研究所"
    ],
];

/// Somebody who comes to the desk; without a title it is a unit that commissions as such.
pub struct Person {
    pub name: &'static str,
    pub pinyin: &'static str,
    pub title: &'static str,
    pub unit: &'static str,
    pub kind: ClientKind,
    pub is_organisation: bool,
}

macro_rules! people {
    ($([$name:literal, $pinyin:literal, $title:literal, $unit:literal, $kind:ident],)+) => {
        &[$(Person {
            name: $name, pinyin: $pinyin, title: $title, unit: $unit,
            kind: ClientKind::$kind, is_organisation: $title.is_empty(),
        }),+]
    };
}

pub const PEOPLE: &[Person] = people![
    ["王五", "Wang Wu", "教授", "化学学院", Faculty],
    ["郑十", "Zheng Shi", "副教授", "材料科学与工程学院", Faculty],
    ["吴大", "Wu Da", "讲师", "生命科学学院", Faculty],
    ["冯二", "Feng Er", "教授", "环境科学与工程学院", Faculty],
    ["陈三", "Chen San", "副研究员", "人工智能学院", Faculty],
    ["褚四", "Chu Si", "教授", "医学院", Faculty],
    ["卫五", "Wei Wu", "讲师", "药学院", Faculty],
    ["蒋六", "Jiang Liu", "教授", "经济学院", Faculty],
    ["沈七", "Shen Qi", "副教授", "文学院", Faculty],
    ["韩八", "Han Ba", "教授", "电子信息与光学工程学院", Faculty],
    ["杨九", "Yang Jiu", "研究员", "物理科学学院", Faculty],
    ["朱十", "Zhu Shi", "副教授", "计算机学院", Faculty],
    ["秦大", "Qin Da", "教授", "历史学院", Faculty],
    ["尤二", "You Er", "讲师", "公共管理学院", Faculty],
    ["许三", "Xu San", "教授", "网络空间安全学院", Faculty],
    ["何四", "He Si", "副教授", "高等教育研究所", Faculty],
    ["吕五", "Lyu Wu", "教授", "商学院", Faculty],
    ["施六", "Shi Liu", "讲师", "外国语学院", Faculty],
    [
        "张小明",
        "Zhang Xiaoming",
        "博士研究生",
        "化学学院",
        Student
    ],
    ["孔七", "Kong Qi", "硕士研究生", "计算机学院", Student],
    ["曹八", "Cao Ba", "博士研究生", "医学院", Student],
    ["严九", "Yan Jiu", "本科生", "经济学院", Student],
    [
        "华十",
        "Hua Shi",
        "博士研究生",
        "材料科学与工程学院",
        Student
    ],
    ["金大", "Jin Da", "硕士研究生", "文学院", Student],
    ["魏二", "Wei Er", "科长", "科学技术研究部", Administration],
    ["陶三", "Tao San", "副处长", "人力资源处", Administration],
    ["姜四", "Jiang Si", "科员", "研究生院", Administration],
    ["戚五", "Qi Wu", "主任", "发展规划处", Administration],
    [
        "谢六",
        "Xie Liu",
        "研发总监",
        "天开园 某某智能科技有限公司",
        Enterprise
    ],
    [
        "邹七",
        "Zou Qi",
        "知识产权专员",
        "天开园 某某新材料有限公司",
        Enterprise
    ],
    [
        "喻八",
        "Yu Ba",
        "总经理",
        "天开园 某某生物医药有限公司",
        Enterprise
    ],
    [
        "柏九",
        "Bai Jiu",
        "法务",
        "某某新能源股份有限公司",
        Enterprise
    ],
    ["天开园 某某机器人有限公司", "", "", "", Enterprise],
    ["某某区科技局", "", "", "", Government],
    [
        "水十",
        "Shui Shi",
        "主任科员",
        "某某区知识产权局",
        Government
    ],
    ["某某市化学会", "", "", "", Society],
    ["窦大", "Dou Da", "秘书长", "某某公益基金会", Society],
    ["某某理工大学图书馆", "", "", "", Library],
    ["章二", "Zhang Er", "馆员", "某某师范大学图书馆", Library],
    ["云三", "Yun San", "编辑", "某某出版社", Other],
];

/// Surnames and given-name characters of ledger clients: enough to make many, none of them anybody.
pub const SURNAMES: [&str; 48] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
];
pub const GIVEN: [&str; 40] = [
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑", "寅", "卯", "辰", "巳",
    "午", "未", "申", "酉", "戌", "亥", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    "大", "小", "中", "东", "南", "西", "北", "明",
];

/// Why something waits, goes back, or is not taken; as staff write it.
pub const WAITS: [&str; 6] = [
    "查新点需委托人确认",
    "等委托人补充论文清单",
    "合同待盖章",
    "待委托人确认检索式和范围",
    "请委托人补充技术交底书",
    "待委托人核对草稿",
];
pub const DECLINES: [&str; 5] = [
    "超出服务范围，已建议联系专利代理机构",
    "材料不全，多次联系未补",
    "要求修改检索结果，不予受理",
    "非本校及合作单位，且当前人手不足",
    "申请人要求当日完成，低于最短时限",
];
pub const RETURNS: [&str; 4] = [
    "相关文献与查新点 2 的对比不够具体，请补充",
    "Scopus 检索式漏同义词，请补检",
    "引用次数与附表不一致，请核对",
    "结论用词过满，请按检索事实表述",
];
pub const DEFERS: [&str; 3] = [
    "委托人出差，约下月再办",
    "等年度期刊分区发布后再查",
    "项目指南未发布，暂缓",
];
pub const REFERS: [(&str, &str); 4] = [
    ("专利代理机构", "需要出具法律意见"),
    ("学校法务办公室", "涉及合同纠纷"),
    ("信息化办公室", "校园网账号问题"),
    ("教育部科技查新工作站（医药）", "专业范围不符"),
];
pub const OBJECTIONS: [&str; 2] = [
    "委托人认为密切相关文献 3 不应列入",
    "委托人对他引次数有异议，提供了补充材料",
];
pub const FEEDBACK: [&str; 6] = [
    "对比分析很清楚，评审用上了",
    "非常满意，比预期早两天",
    "希望下次附英文摘要",
    "数据准确，已用于职称申报",
    "检索式有参考价值，学生也学到了",
    "已提交评审，后续如有需要再联系",
];
pub const NOTES: [&str; 10] = [
    "电话里说主要给基金申报用，重点看近五年",
    "去年做过相近主题，可参考当时的检索式",
    "委托人偏好微信联系，下午回复快",
    "注意单位曾用名，2019 年前为另一名称",
    "同名作者较多，用 ORCID 和合作者区分",
    "费用按校内标准，挂科研经费卡",
    "附件在共享盘，命名按受理号",
    "CNKI 与万方重复较多，先去重再筛",
    "学院秘书代取，需带工作证",
    "该主题英文术语不统一，已列同义词表",
];
pub const HEARD: [&str; 6] = [
    "补充材料已发到邮箱，请查收",
    "能不能快一点，下周三要交",
    "收到草稿，第 3 篇作者顺序有误",
    "同意检索式和范围，请开始",
    "报告收到，谢谢老师",
    "再加两篇新发表的论文可以吗",
];
pub const CAMPUS_PLACES: [&str; 4] = [
    "图书馆二楼报告厅",
    "新校区图书馆 108",
    "老校区综合楼 305",
    "线上腾讯会议",
];
