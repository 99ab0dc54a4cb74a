//! Words by which people and places of work are known in a line: surnames, titles, endings of units.

/// Surnames heard at a Chinese university. 查 is left out, it begins 查新 and 查收.
pub(super) const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池苑佐";
pub(super) const DOUBLE_SURNAMES: [&str; 8] = [
    "欧阳", "上官", "司马", "诸葛", "慕容", "皇甫", "尉迟", "令狐",
];
/// Characters that begin the names of matters and not of people, where a surname stands first:
/// 高温, 石墨烯, 金属, 白内障.
pub(super) const OF_MATTERS: &str = "属温压烯酸碱素菌酶电磁波速率膜剂物质料件器机法学系统数障墨光热能量油气钢铁铜铝锂钠固态液晶体分子型网云链芯频式";
pub(super) const TITLES: [&str; 48] = [
    "老师",
    "教授",
    "副教授",
    "讲师",
    "博士",
    "博士后",
    "博士生",
    "硕士",
    "硕士生",
    "本科生",
    "学生",
    "馆员",
    "研究生",
    "同学",
    "研究员",
    "副研究员",
    "院长",
    "副院长",
    "主任",
    "副主任",
    "处长",
    "副处长",
    "所长",
    "馆长",
    "科长",
    "部长",
    "书记",
    "校长",
    "经理",
    "总经理",
    "总监",
    "董事长",
    "总",
    "工",
    "工程师",
    "高工",
    "医生",
    "大夫",
    "先生",
    "女士",
    "小姐",
    "秘书",
    "律师",
    "主编",
    "编辑",
    "院士",
    "助理",
    "导师",
];
/// Titles that stand right before a name as well; the longest first.
pub(super) const STUDENTS: [&str; 7] = [
    "博士研究生",
    "硕士研究生",
    "研究生",
    "博士生",
    "硕士生",
    "本科生",
    "学生",
];
pub(super) const ENGLISH_TITLES: [&str; 8] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "doctor",
];
/// Words that begin with a surname and go on like a title.
pub(super) const NO_PEOPLE: [&str; 12] = [
    "施工", "高校", "高级", "高等", "高中", "成人", "全国", "平台", "方案", "项目", "单位", "文献",
];
pub(super) const COLLEGES: [&str; 21] = [
    "学院",
    "学部",
    "研究院",
    "研究所",
    "中心",
    "公司",
    "集团",
    "实验室",
    "医院",
    "大学",
    "图书馆",
    "档案馆",
    "博物馆",
    "办公室",
    "协会",
    "学会",
    "研究会",
    "委员会",
    "事务所",
    "出版社",
    "编辑部",
];
/// A long word of these with an ending of one character is an office all the same: 南开大学科技处.
pub(super) const LARGER: [&str; 8] = ["大学", "学院", "集团", "公司", "国家", "市", "省", "自治区"];
/// Who works for a firm; what stands before them is the firm.
pub(super) const OF_FIRMS: [&str; 6] = ["经理", "总经理", "总监", "董事长", "总", "秘书"];
/// Endings of one character, trusted only where the whole word is short and not one of these.
pub(super) const SHORT_ENDINGS: [char; 9] = ['系', '所', '园', '处', '局', '馆', '厅', '院', '部'];
pub(super) const NO_UNITS: [&str; 27] = [
    "体系", "关系", "联系", "谱系", "水系", "根系", "星系", "场所", "校园", "家园", "公园", "全部",
    "内部", "外部", "好处", "用处", "布局", "格局", "结局", "全局", "到处", "害处", "短处", "长处",
    "局部", "地处", "大局",
];
pub(super) const COMPANIES: [&str; 16] = [
    "智能",
    "科技",
    "生物",
    "医药",
    "软件",
    "信息",
    "股份",
    "技术",
    "电子",
    "网络",
    "制药",
    "能源",
    "环保",
    "新材",
    "装备",
    "机器人",
];
