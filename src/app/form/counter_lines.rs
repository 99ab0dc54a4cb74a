//! For tests: lines as they are said at the counter, understood by the words of the shipped services.

use jiff::civil::date;

use super::lexicon::lexicon;
use super::story::here;
use crate::domain::Lang;
use crate::query::capture::{Captured, Promise, capture};

/// What a line must give; `?` after the service: only because something is asked.
fn told(heard: &Captured) -> String {
    let mut out = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            out.push(format!("{name}={value}"));
        }
    };
    add("who", heard.called());
    add("as", heard.address());
    let text = |part: &Option<crate::query::capture::Heard<String>>| {
        part.as_ref().map_or(String::new(), |h| h.value.clone())
    };
    add("unit", text(&heard.unit));
    add("tel", text(&heard.phone));
    add("mail", text(&heard.email));
    let service = heard.service.as_ref();
    add(
        "svc",
        service.map_or(String::new(), |s| {
            let asked = s.value.why.key == "capture-why-asked";
            format!("{}{}", s.value.key, if asked { "?" } else { "" })
        }),
    );
    add("for", text(&heard.purpose));
    let count = heard.count.as_ref();
    add("n", count.map_or(String::new(), |n| n.value.to_string()));
    let due = heard.due.as_ref().map(|due| match due.value {
        Promise::Day { on, at: None } => on.strftime("%m-%d").to_string(),
        Promise::Day { on, at: Some(at) } => {
            format!("{}T{}", on.strftime("%m-%d"), at.strftime("%H:%M"))
        }
        Promise::Closing { on } => format!("{}Tclosing", on.strftime("%m-%d")),
        Promise::WorkingDays(days) => format!("{days}wd"),
    });
    add("due", due.unwrap_or_default());
    let channel = heard.channel.as_ref();
    add(
        "via",
        channel.map_or(String::new(), |c| c.value.key().to_owned()),
    );
    if heard.urgent {
        add("urgent", "yes".to_owned());
    }
    for (field, value) in &heard.fields {
        add(field, value.value.clone());
    }
    add("title", heard.title.clone());
    out.join(" ")
}

/// Sunday, 22 November 2026.
const LINES: &[(&str, &str)] = &[
    ("帮我找两篇文献", "svc=doc_delivery n=2"),
    ("doc delivery 2 papers", "svc=doc_delivery n=2"),
    (
        "document delivery 3 articles for Dr Hill, by Friday",
        "who=Hill as=Dr svc=doc_delivery n=3 due=11-27",
    ),
    (
        "麻烦帮我下载五篇论文 周一要",
        "svc=doc_delivery n=5 due=11-23",
    ),
    (
        "请帮我传一下这篇文章的全文",
        "svc=doc_delivery title=传一下这篇文章的全文",
    ),
    ("need 2 papers", "svc=doc_delivery n=2"),
    (
        "please get me 4 articles by tomorrow",
        "svc=doc_delivery n=4 due=11-23",
    ),
    (
        "Ms Green promotion 9 papers by December 1st",
        "who=Green as=Ms svc=citation_cert for=promotion n=9 due=12-01",
    ),
    (
        "Prof Wang, chemistry, 32 papers, by Friday",
        "who=Wang as=Prof unit=chemistry n=32 due=11-27",
    ),
    (
        "Prof. Wang chemistry citation search 32 papers for promotion by Friday",
        "who=Wang as=Prof. unit=chemistry svc=citation_cert for=promotion n=32 due=11-27 citations=yes",
    ),
    (
        "Dr Smith Physics cert 12 papers by Friday",
        "who=Smith as=Dr unit=Physics svc=citation_cert n=12 due=11-27",
    ),
    (
        "张老师 化学 职称 32篇 周五要",
        "who=张老师 unit=化学 svc=citation_cert for=职称 n=32 due=11-27",
    ),
    (
        "化学学院张老师 查收查引 评职称 三十二篇 下周三前",
        "who=张老师 unit=化学学院 svc=citation_cert for=评职称 n=32 due=11-25 citations=yes",
    ),
    (
        "张 老师 物理 查收查引 8篇",
        "who=张老师 unit=物理 svc=citation_cert n=8 citations=yes",
    ),
    (
        "欧阳教授 查新 国内外 钙钛矿叠层电池 月底",
        "who=欧阳教授 svc=novelty due=11-30 scope=both title=钙钛矿叠层电池",
    ),
    (
        "信息咨询部 小李 查新 低空经济",
        "who=小李 unit=信息咨询部 svc=novelty title=低空经济",
    ),
    (
        "某某咨询公司 王经理 科技查新 智慧港口",
        "who=王经理 unit=某某咨询公司 svc=novelty title=智慧港口",
    ),
    (
        "王经理 某某咨询公司 查新 立项 智慧港口调度",
        "who=王经理 unit=某某咨询公司 svc=novelty for=立项 title=智慧港口调度",
    ),
    (
        "某某管理咨询中心 专利检索 充电桩",
        "unit=某某管理咨询中心 svc=patent_search title=充电桩",
    ),
    (
        "咨询 王老师 EndNote 怎么导入",
        "who=王老师 svc=enquiry title=EndNote 怎么导入",
    ),
    (
        "王老师咨询怎么查影响因子",
        "who=王老师 svc=enquiry title=咨询怎么查影响因子",
    ),
    (
        "电话 赵老师 问 校外怎么登录知网",
        "who=赵老师 svc=enquiry via=phone title=校外怎么登录知网",
    ),
    (
        "信息咨询部 咨询 开放时间",
        "unit=信息咨询部 svc=enquiry title=开放时间",
    ),
    (
        "咨询公司委托查新 海上风电",
        "svc=novelty title=咨询公司委托查新 海上风电",
    ),
    ("要查新 固态电池", "svc=novelty title=固态电池"),
    (
        "我要查新 固态电池 立项",
        "svc=novelty for=立项 title=固态电池",
    ),
    (
        "麻烦您帮我查新 固态电池硫化物电解质 急",
        "svc=novelty urgent=yes title=固态电池硫化物电解质",
    ),
    (
        "收件登记 查新 石墨烯散热膜",
        "svc=novelty title=石墨烯散热膜",
    ),
    (
        "请做一个查新 石墨烯散热膜",
        "svc=novelty title=石墨烯散热膜",
    ),
    (
        "想做查收查引 15篇 结题",
        "svc=citation_cert for=结题 n=15 citations=yes",
    ),
    (
        "急 牛老师 结题 15篇",
        "who=牛老师 svc=citation_cert for=结题 n=15 urgent=yes",
    ),
    (
        "李教授 报奖 20篇论文 12月1日前",
        "who=李教授 svc=citation_cert for=报奖 n=20 due=12-01",
    ),
    (
        "李教授 查新 报奖 深海机器人 国内外",
        "who=李教授 svc=novelty for=报奖 scope=both title=深海机器人",
    ),
    (
        "孙教授 查新 申报奖励 国内",
        "who=孙教授 svc=novelty for=申报奖励 scope=domestic",
    ),
    (
        "何老师 查收查引 申报 6篇 11月30日",
        "who=何老师 svc=citation_cert for=申报 n=6 due=11-30 citations=yes",
    ),
    (
        "何老师 查新 申报 储氢合金 国内 11月30日",
        "who=何老师 svc=novelty for=申报 due=11-30 scope=domestic title=储氢合金",
    ),
    (
        "刘博士 查新 开题 脑机接口",
        "who=刘博士 svc=novelty for=开题 title=脑机接口",
    ),
    (
        "吕老师 查新 成果鉴定 盾构机刀具",
        "who=吕老师 svc=novelty for=成果鉴定 title=盾构机刀具",
    ),
    (
        "吕老师 工程验收标准 查新",
        "who=吕老师 svc=novelty title=工程验收标准",
    ),
    (
        "冯老师 SCI EI 他引 12篇 职称",
        "who=冯老师 svc=citation_cert for=职称 n=12 citations=yes databases=scie databases=ei",
    ),
    (
        "冯老师 收录 SCI 7篇",
        "who=冯老师 svc=citation_cert n=7 databases=scie",
    ),
    (
        "郑老师 查收查引 2篇 CSSCI 北大核心",
        "who=郑老师 svc=citation_cert n=2 citations=yes databases=cssci databases=pku_core",
    ),
    (
        "tomorrow Dr Wu novelty lidar",
        "who=Wu as=Dr svc=novelty due=11-23 title=lidar",
    ),
    (
        "counter Dr Wu novelty search lidar award",
        "who=Wu as=Dr svc=novelty for=award via=counter title=lidar",
    ),
    (
        "Dr Wu novelty search on lidar for autonomous ships by end of month",
        "who=Wu as=Dr svc=novelty due=11-30 title=lidar for autonomous ships",
    ),
    (
        "I need a novelty search about solid-state batteries",
        "svc=novelty title=solid-state batteries",
    ),
    (
        "Please help: Prof Lee, patent search on hydrogen storage, within 3 days",
        "who=Lee as=Prof svc=patent_search due=11-25 title=hydrogen storage",
    ),
    (
        "微信 陈同学 物理系 检索证明 5份 月底",
        "who=陈同学 unit=物理系 svc=citation_cert n=5 due=11-30 via=wechat",
    ),
    (
        "邮件 tang.x@example.org 唐老师 查新 海水提铀",
        "who=唐老师 mail=tang.x@example.org svc=novelty via=mail title=海水提铀",
    ),
    (
        "柜台 宋老师 13800001111 软著 2件",
        "who=宋老师 tel=13800001111 svc=copyright_reg n=2 via=counter",
    ),
    (
        "电话 宋老师 138 0000 1111 软件著作权",
        "who=宋老师 tel=138 0000 1111 svc=copyright_reg via=phone",
    ),
    (
        "来电 宋老师 022-23508888 商标怎么申请",
        "who=宋老师 tel=022-23508888 svc=ip_consulting via=phone topic=trademark title=商标怎么申请",
    ),
    (
        "wangbo@x.example.edu 王博 文献传递 3篇 明天",
        "who=王博 mail=wangbo@x.example.edu svc=doc_delivery n=3 due=11-23",
    ),
    (
        "帮张老师查收查引 10篇",
        "who=张老师 svc=citation_cert n=10 citations=yes",
    ),
    (
        "给李老师 专利检索 无人机编队",
        "who=李老师 svc=patent_search title=无人机编队",
    ),
    (
        "化工学院 侯老师 防侵权 锂电池回收装置 加急",
        "who=侯老师 unit=化工学院 svc=fto urgent=yes title=锂电池回收装置",
    ),
    (
        "天开园 某某智能 FTO 出口美国",
        "who=某某智能 unit=天开园 svc=fto title=出口美国",
    ),
    (
        "韩老师 专利导航 氢能 下下周五",
        "who=韩老师 svc=patent_navigation due=12-04 title=氢能",
    ),
    (
        "韩老师 法律状态 CN202310000001.1",
        "who=韩老师 svc=legal_status title=CN202310000001.1",
    ),
    (
        "图书馆 孙主任 讲座 信息素养 30人 12月15日",
        "who=孙主任 unit=图书馆 svc=training n=30 due=12-15 kind=lecture title=信息素养",
    ),
    (
        "孙主任 培训 文献管理 研究生 12月15日",
        "who=孙主任 svc=training due=12-15 title=文献管理 研究生",
    ),
    (
        "Materials training on reference managers, 30 people, Dec 15",
        "unit=Materials svc=training n=30 due=12-15 title=reference managers",
    ),
    (
        "阅读推广 读书月书展 12月1日",
        "svc=reading due=12-01 title=读书月书展",
    ),
    (
        "科技处 决策支持 双一流学科对标",
        "unit=科技处 svc=decision_support title=双一流学科对标",
    ),
    (
        "人事处 情报分析 高层次人才引进 月底",
        "unit=人事处 svc=analysis due=11-30 title=高层次人才引进",
    ),
    (
        "法学院 郝老师 定题 数据跨境流动 每月",
        "who=郝老师 unit=法学院 svc=alert period=month title=数据跨境流动",
    ),
    (
        "环境学院 数据治理 课题组数据管理计划",
        "unit=环境学院 svc=data_governance title=课题组数据管理计划",
    ),
    (
        "药学院 谭老师 成果转化 抗肿瘤新药专利许可",
        "who=谭老师 unit=药学院 svc=transfer way=licence title=抗肿瘤新药专利许可",
    ),
    (
        "龚老师 版权登记 校园文创插画",
        "who=龚老师 svc=copyright_reg title=校园文创插画",
    ),
    (
        "薛老师 侵权监测 教材盗版",
        "who=薛老师 svc=infringement_watch title=教材盗版",
    ),
    (
        "学科服务 历史学院 课题检索 近代租界档案",
        "unit=历史学院 svc=subject_service kind=search title=近代租界档案",
    ),
    (
        "雷老师 可专利性 一种柔性传感器",
        "who=雷老师 svc=patentability title=一种柔性传感器",
    ),
    (
        "施工安全 查新 国内",
        "svc=novelty scope=domestic title=施工安全",
    ),
    ("高校治理研究 查新", "svc=novelty title=高校治理研究"),
    (
        "专利 侯老师 水下机器人",
        "who=侯老师 svc=patent_search title=水下机器人",
    ),
    ("周五要 三篇文献传递", "svc=doc_delivery n=3 due=11-27"),
    (
        "共32篇 查收查引 张老师 谢谢",
        "who=张老师 svc=citation_cert n=32 citations=yes",
    ),
    (
        "三十二篇 查收查引 张老师",
        "who=张老师 svc=citation_cert n=32 citations=yes",
    ),
    (
        "32 papers citation report for Dr Chen",
        "who=Chen as=Dr svc=citation_cert n=32 citations=yes",
    ),
    (
        "novelty search for patent application, graphene film",
        "svc=novelty for=patent application title=graphene film",
    ),
    (
        "by Friday: citation report, Jane Doe, Biology, 6 papers",
        "who=Jane Doe unit=Biology svc=citation_cert n=6 due=11-27 citations=yes",
    ),
    (
        "请问 论文查重在哪里做",
        "svc=enquiry title=论文查重在哪里做",
    ),
    (
        "廖老师 评奖 10篇 查引 后天",
        "who=廖老师 svc=citation_cert for=评奖 n=10 due=11-24 citations=yes",
    ),
    (
        "工程训练中心 史老师 查新 数控机床 10个工作日",
        "who=史老师 unit=工程训练中心 svc=novelty due=10wd title=数控机床",
    ),
    (
        "李老师要查新 国外 海底电缆 周三",
        "who=李老师 svc=novelty due=11-25 scope=foreign title=海底电缆",
    ),
    (
        "李老师想查收查引 4篇",
        "who=李老师 svc=citation_cert n=4 citations=yes",
    ),
    (
        "Could you find 3 papers for Prof Liu from Physics by next Monday?",
        "who=Liu as=Prof unit=Physics svc=doc_delivery n=3 due=11-23",
    ),
    (
        "novelty check needed, Dr Kim, medicine, wearable glucose sensor, award",
        "who=Kim as=Dr unit=medicine svc=novelty for=award title=wearable glucose sensor",
    ),
    (
        "请周老师尽快 查收查引 三篇",
        "who=周老师 svc=citation_cert n=3 urgent=yes citations=yes",
    ),
    (
        "某某信息咨询有限公司 陈总 专利检索 智能门锁 13900002222",
        "who=陈总 unit=某某信息咨询有限公司 tel=13900002222 svc=patent_search title=智能门锁",
    ),
    (
        "赵六 计算机学院 版权登记 软件 2个",
        "who=赵六 unit=计算机学院 svc=copyright_reg n=2 work_kind=software",
    ),
    (
        "张老师 版权登记 程序 1件",
        "who=张老师 svc=copyright_reg n=1 work_kind=software",
    ),
    (
        "软件 张老师 查新 编译器",
        "who=张老师 unit=软件 svc=novelty title=编译器",
    ),
    (
        "你好 我想问一下图书馆几点关门",
        "svc=enquiry? title=图书馆几点关门",
    ),
    ("自习室可以预约吗", "svc=enquiry? title=自习室可以预约吗"),
    (
        "请问一下 校外怎么访问数据库",
        "svc=enquiry title=校外怎么访问数据库",
    ),
    (
        "李老师 微信 如何导出题录",
        "who=李老师 svc=enquiry? via=wechat title=如何导出题录",
    ),
    (
        "where can I print a poster?",
        "svc=enquiry? title=where can I print a poster?",
    ),
    (
        "研究生 刘洋 查收查引 12篇 评奖",
        "who=刘洋 as=研究生 svc=citation_cert for=评奖 n=12 citations=yes",
    ),
    (
        "博士后 阿卜杜拉·买买提 查新 光催化",
        "who=阿卜杜拉·买买提 as=博士后 svc=novelty title=光催化",
    ),
    (
        "化学学院 古丽娜·艾力老师 查收查引 3篇",
        "who=古丽娜·艾力 as=老师 unit=化学学院 svc=citation_cert n=3 citations=yes",
    ),
    (
        "本科生 陈晨 文献传递 2篇",
        "who=陈晨 as=本科生 svc=doc_delivery n=2",
    ),
    (
        "硕士生 欧阳雪 查新 开题 多孔碳",
        "who=欧阳雪 as=硕士生 svc=novelty for=开题 title=多孔碳",
    ),
    (
        "馆员 林静 培训 信息素养",
        "who=林静 as=馆员 svc=training title=信息素养",
    ),
    ("老师 高温合金 查新", "svc=novelty title=老师 高温合金"),
    (
        "南开大学图书馆 代查代检 5篇 馆际",
        "unit=南开大学图书馆 svc=citation_cert n=5 via=partner",
    ),
    (
        "校长办公室 急 今天下班前 决策支持 学科排名",
        "unit=校长办公室 svc=decision_support due=11-22Tclosing urgent=yes title=学科排名",
    ),
    (
        "天津市知识产权局 专利导航 氢能",
        "unit=天津市知识产权局 svc=patent_navigation title=氢能",
    ),
    (
        "某市图书情报协会 培训 检索技能 40人",
        "unit=某市图书情报协会 svc=training n=40 title=检索技能",
    ),
    ("城市空间布局 查新", "svc=novelty title=城市空间布局"),
    (
        "天开园 某某智能 陈经理 防侵权 充电桩",
        "who=陈经理 unit=天开园 某某智能 svc=fto title=充电桩",
    ),
    (
        "某某生物科技 陈总 FTO 抗体",
        "who=陈总 unit=某某生物科技 svc=fto title=抗体",
    ),
    (
        "人工智能 张老师 查新 大模型",
        "who=张老师 unit=人工智能 svc=novelty title=大模型",
    ),
    (
        "张老师 查收查引 3篇 明天下班前",
        "who=张老师 svc=citation_cert n=3 due=11-23Tclosing citations=yes",
    ),
    (
        "张老师 查收查引 3篇 周五下班之前要",
        "who=张老师 svc=citation_cert n=3 due=11-27Tclosing citations=yes",
    ),
    (
        "张老师 查收查引 3篇 明天上午",
        "who=张老师 svc=citation_cert n=3 due=11-23T12:00 citations=yes",
    ),
    (
        "张老师 查收查引 3篇 下午三点前",
        "who=张老师 svc=citation_cert n=3 due=11-22T15:00 citations=yes",
    ),
    (
        "Dr Hill cert 3 papers by close of business tomorrow",
        "who=Hill as=Dr svc=citation_cert n=3 due=11-23Tclosing",
    ),
    (
        "王教授 电话 要查个专利 石墨烯散热膜",
        "who=王教授 svc=patent_search via=phone title=石墨烯散热膜",
    ),
    (
        "帮我看看专利检索 无人机编队",
        "svc=patent_search title=无人机编队",
    ),
    (
        "外语学院 约一场讲座 30人",
        "unit=外语学院 svc=training n=30 kind=lecture",
    ),
    (
        "李老师 想查固态电池 专利",
        "who=李老师 svc=patent_search title=固态电池",
    ),
    ("麻烦帮忙做个查新 海水提铀", "svc=novelty title=海水提铀"),
];

#[test]
fn lines_said_at_the_counter_are_understood() {
    let lexicon = lexicon(&here(Lang::Zh));
    let today = date(2026, 11, 22);
    let misheard = LINES.iter().filter_map(|(line, expected)| {
        let heard = told(&capture(line, &lexicon, today));
        (heard != *expected).then(|| format!("{line}\n  heard {heard}\n  meant {expected}"))
    });
    let misheard: Vec<String> = misheard.collect();
    assert!(misheard.is_empty(), "{}", misheard.join("\n"));
}
