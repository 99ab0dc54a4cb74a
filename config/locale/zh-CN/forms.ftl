### 填写的地方：一句话登记、完整登记、各种小问题。

## 标题

form-about = { $title }
form-about-request = #{ $request } { $title }
form-about-many = 共 { $count } 条委托
form-tally = { $count } 项, { $wanting } 待补
form-no-text-here = 这一行不能写字，刚才的没有记下：上下换一行，Enter 打开这一行
form-more = 其余 { $count } 项 (按 Enter 展开)
form-lines = (共 { $count } 行)
form-yes = 是
form-no = 否
form-no-choice-typed = 名录里没有这一个；照写的记
form-no-choice = 没有符合的选项, 删掉几个字再看

## 末行的键

form-keys-capture = Enter 保存  Tab 改服务/渠道  Ctrl-R 换渠道  Ctrl-N 完整登记  Esc 离开, 字不丢
form-keys-sheet = Ctrl-S 保存  Tab 下一项  Shift-Tab 上一项  →/空格 展开  Esc 离开, 字不丢
form-keys-prompt = Enter 下一项或保存  Ctrl-S 保存  1-9 取用  Tab 下一项  Esc 离开, 字不丢
form-keys-question = Enter 下一项或保存  Ctrl-S 保存  Tab 下一项  Esc 离开, 字不丢
form-keys-long = Ctrl-S 保存  Ctrl-N 全屏写  Tab 下一项  Enter 换行  Esc 离开, 字不丢
form-keys-whole = Ctrl-N 或 Esc 收起  Ctrl-S 保存  Enter 换行
form-keys-list = 上下选择  Enter 选定  1-9 直选  打字查找 (中文、拼音、首字母)  Esc 收起
form-keys-offer = 上下选择  Enter 取用  Esc 回到原处
form-keys-confirm = 1 是, 照办  2 或 Esc 不办

## 一句话登记

form-capture = 收件登记
form-capture-line = 一句话
form-capture-help = 想到什么写什么, 如: 化学学院王老师 查收查引 32篇 下周五 13800000000
form-capture-new-client = 不是此人，按新客户登记
form-capture-known = { $name } (已有档案)
form-capture-organisation = { $name } (以单位委托)
form-capture-urgent-rule = 只加标签; 要插队, 登记后按 E 写明谁准的、为什么、费用
form-pasted-filled = 粘贴了多行, 已打开完整登记: 填入 { $fields }, 另有 { $rest } 行未归入; 全文留在“原话”, 请核对后 Ctrl-S
form-pasted-kept = 粘贴了多行, 已打开完整登记: { $rest } 行未归入字段; 全文留在“原话”, 请核对后 Ctrl-S
form-capture-fills = { $value } -> { $fields }
form-capture-lacks = 受理还缺
form-capture-past = { $due } (这一天已经过去)
form-capture-several = { $all }
form-capture-repeats = 这位委托人有 { $count } 条未办结的委托, 可能是同一件事:
form-capture-urgent-tag = 加急
form-due-day = { $day }
form-due-hour = { $day } { $hour }

## 委托

form-request-new = 完整登记
form-request-edit = 编辑委托
form-request-service = 服务
form-request-title = 题目
form-request-client = 委托人
form-request-channel = 渠道
form-request-count = 数量
form-request-wanted = 希望日期
form-request-hour = 希望时刻
form-request-secrecy = 知悉范围
form-request-tags = 标签
form-request-heard = 原话
form-people-help = 多人用分号隔开
form-list-help = 一行一条

## 委托人

form-client-instead = 换成新的委托人（原委托人：{ $name }）
form-client-new = 新建委托人
form-client-edit = 编辑委托人
form-client-name = 姓名或名称
form-client-unit = 单位
form-client-phone = 电话
form-client-email = 邮箱
form-client-kind = 类别
form-client-what = 个人或单位
form-client-person = 个人
form-client-organisation = 以单位名义委托
form-client-title = 职称/称呼
form-client-wechat = 微信
form-client-orcid = ORCID
form-client-variants = 其他写法
form-client-variants-help = 拼音、曾用名、简称, 用分号隔开
form-client-remark = 备注
form-client-met = 认出是已有的委托人；如不是，按下键再按 Enter：
form-client-likely = 可能是同一位 (按下键选, Enter 取用):
form-client-known = 已有档案; 改名即视为新的委托人

## 检索记录

form-run-new = 登记一次检索
form-run-edit = 编辑检索记录
form-run-database = 数据库
form-run-platform = 平台
form-run-platforms = 这个库的平台:
form-run-day = 检索日期
form-run-query = 检索式
form-run-query-help = 照实际运行的原样, 一行不改
form-run-limits = 限定
form-run-limits-help = 年代、语种、文献类型, 各写理由
form-run-hits = 命中
form-run-kept = 保留
form-run-note = 说明

## 知识产品

form-product-new = 新建知识产品
form-product-edit = 编辑知识产品
form-product-move = 产品进到下一阶段
form-product-kind = 种类
form-product-title = 题目
form-product-hands = 现在谁手上
form-product-searcher = 查新员
form-product-reviewer = 审核员
form-product-due = 期限
form-product-note = 说明
form-product-feedback = 委托人反馈
form-product-stage = 进到

## 备注与消息

form-note-new = 内部备注, 不给委托人看
form-note-text = 备注
form-message-new = 给委托人的消息
form-heard-new = 委托人来信
form-message-text = 正文
form-message-template = 常用答复
form-message-channel = 渠道
form-message-lang = 语言
form-message-past = 类似委托的旧答复 (在文末按下键选, Enter 插入):

## 决定

form-decline = 谢绝
form-wait = 待委托人补充
form-return = 退回
form-object = 提出异议
form-close = 办结
form-withdraw = 撤回
form-cancel = 取消
form-reopen = 重开
form-defer = 推迟
form-assign = 指派
form-duplicate = 标为重复
form-merge = 合并到另一条
form-refer = 转介
form-expedite = 加急
form-agree = 约期
form-tags = 改标签
form-deliver = 交付
form-effort = 记工时
form-confirm = 请确认
form-reason = 理由
form-reasons = 常用理由 (空白时按数字取用):
form-until = 推迟到
form-until-help = 如 11-25, 周五, 3天
form-assign-to = 交给
form-same-as = 哪一条
form-same-as-help = 写编号如 #1042, 或打字查找
form-found = 找到的委托 (按下键选, Enter 取用):
form-refer-to = 转给
form-expedite-by = 谁同意
form-expedite-why = 为何加急
form-expedite-days = 几个工作日
form-expedite-days-help = 平时 { $days } 个工作日, 最快 { $floor } 个
form-expedite-fee = 费用说明
form-agree-on = 约定日期
form-agree-help = 如 11-25, 周五, 3天; 留空则取消约定
form-agree-at = 时刻
form-tags-row = 标签
form-tags-help = 用空格隔开; 删去的字即去掉, 或写 -标签
form-deliver-to = 交给谁
form-effort-minutes = 分钟
form-effort-read = READ 等级
form-effort-on = 日期
form-read-1 = 不用查
form-read-2 = 一般常识
form-read-3 = 要查工具
form-read-4 = 多种来源
form-read-5 = 专业检索
form-read-6 = 研究级, 数日

## 常用理由

form-reason-decline-scope = 不在我部服务范围
form-reason-decline-materials = 材料不足, 多次联系未补
form-reason-decline-private = 个人代办, 非本人委托
form-reason-wait-list = 请补论文清单
form-reason-wait-points = 请补查新点和技术要点
form-reason-wait-name = 请核实作者姓名写法和单位
form-reason-wait-payment = 待缴费
form-reason-return-search = 检索不充分, 请补检
form-reason-return-comparison = 对比分析不到位
form-reason-return-wording = 措辞不当
form-reason-defer-later = 委托人约好到时再办
form-reason-defer-load = 手上积压, 到时处理
form-reason-defer-material = 材料到时才齐
form-reason-same-twice = 同一件事登记了两次
form-reason-same-followup = 委托人重复催问
form-reason-refer-scope = 对方更对口
form-reason-refer-holds = 对方有这份资源
form-reason-withdraw-client = 委托人不再需要
form-reason-withdraw-late = 赶不上委托人的时间
form-reason-cancel-error = 登记有误
form-reason-cancel-silent = 委托人长期未回复
form-reason-close-told = 已答复, 委托人满意
form-reason-close-silent = 已答复, 未再来问
form-reason-reopen-mistake = 误操作
form-reason-reopen-news = 委托人有新要求
form-reason-object-missing = 委托人认为有漏检
form-reason-object-wording = 委托人对结论表述有异议

## 写下的日期是哪一天

form-day-work = = { $day }, 工作日, { $away } 天后
form-day-rest = = { $day }, 休息日, { $away } 天后
form-day-work-provisional = = { $day }, 工作日 (该年日历未公布), { $away } 天后
form-day-rest-provisional = = { $day }, 休息日 (该年日历未公布), { $away } 天后

## 哪里不对

form-error-empty = 这一项要填
form-error-day = 没有这样的日期: { $value }。可写 11-25、周五、3天
form-error-day-past = 要写今天以后的日期
form-error-hour = 没有这样的时刻: { $value }。可写 14:30
form-error-number = 要写数字: { $value }
form-error-too-large = 数字太大或没有写
form-error-minutes = 要在 1 到 1440 分钟之间
form-error-orcid = ORCID 校验位不对, 请核对 16 位
form-error-phone = 电话里没有数字: { $value }
form-error-email = 这不像邮箱地址: { $value }
form-error-kept-over-hits = 保留数不能多于命中数
form-error-reviewer-is-searcher = 审核员不能是查新员本人
form-error-same-as = 要写另一条委托的编号, 如 #1042
form-error-gaps = 还有空没填: { $gaps }。填好或删去再发
form-attach = 附件
form-attach-path = 文件路径
form-attach-arrival = 收件里的文件
form-attach-put = 还没有送来的：ssh desk put 文件名 < 文件
form-attach-offers = 收件
form-attach-help = 如 ~/委托单.pdf；文件会原样收进来
form-same-client = 合并委托人：另一条记录
form-same-client-who = 姓名、单位或电话
form-same-client-help = 从找到的里选一条，先比对再决定
form-found-clients = 找到的委托人 (按下键选, Enter 比对):
form-error-choose-client = 按下键从找到的里选一条。
form-both-wrote = 同事刚把这里写成“{ $theirs }”。保存则以您写的为准。

form-name = 知悉人
form-name-row = 可以看的人
form-name-help = 姓名或登录名，用空格隔开；承办人、受理人和主任不必写
form-glass = 破例查看限定知悉的委托
form-glass-number = 委托号
form-glass-help = 当天有效，只能阅读；理由写入日志，主任会看到
form-error-request-number = 请写委托号，如 1042
form-error-nobody = 没有这个人，请写姓名或登录名
