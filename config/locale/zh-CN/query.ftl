# 查找的写法：写错时怎么说，各个键是什么意思。

query-too-long = 查找太长，最多 { $most } 个字。
query-open-quote = 引号没有关上。在短语后面补一个 "。
query-only-signs = 这里只有符号，没有可查的字或词。
query-empty-quote = 引号里没有字。
query-unknown-key = 没有叫“{ $key }”的键。可以用：{ $allowed }。要查这几个字本身，请加引号。
query-unknown-key-near = 没有叫“{ $key }”的键，是不是“{ $near }”？要查这几个字本身，请加引号。
query-unknown-value = { $key }: 不认识“{ $value }”。可以用：{ $allowed }。
query-unknown-value-near = { $key }: 不认识“{ $value }”，是不是“{ $near }”？
query-no-value = { $key }: 后面要有值，冒号和值之间不留空格。
query-one-value = { $key }: 只能有一个值；一段用 2026-11-01..2026-11-30 或 10..20 这样写。
query-too-many-values = 一个键后面最多 { $most } 个值。
query-order-negated = 排序前面不能加减号。
query-order-twice = 排序只能写一次，只能有一个值。
query-bad-id = “{ $value }”不是委托的序号；# 后面写数字，如 #1042。
query-bad-due = 看不懂期限“{ $value }”。可以写 today、week、overdue、none、<3d、2026-12、>=2026-12-01 或 2026-12-01..2026-12-31。
query-bad-received = 看不懂收到的日子“{ $value }”。可以写 today、week、lastmonth、<3d（三天之内）、2026-11、>=2026-11-01 或 2026-11-01..2026-11-30。
query-bad-count = 看不懂数量“{ $value }”。可以写 32、>20、<=5 或 10..20。

query-key-status = 办到哪一步，或一组：open、todo、waiting、done、closed
query-key-svc = 哪项服务
query-key-due = 答应的日子：today、week、overdue、<3d
query-key-owner = 谁在办；也可以写 @张三、@me、@none
query-key-client = 委托人姓名里的字
query-key-channel = 怎么来的：柜台、电话、微信、邮件
query-key-kind = 哪一类委托人：教师、学生、企业
query-key-received = 什么时候收到：today、2026-11、<3d
query-key-count = 几篇几份：32、>20、10..20
query-key-tag = 标签
query-key-no = 报告号
query-key-id = 委托的序号；也可以写 #1042
query-key-is = 逾期、我的、未认领、等待、加急、保密、移交
query-key-order = 按期限、最新或最近更新排列

# 一句话登记：听懂了什么。

capture-client = 委托人
capture-client-title = 称呼
capture-unit = 单位
capture-phone = 电话
capture-email = 邮箱
capture-service = 服务
capture-purpose = 用途
capture-count = 数量
capture-due = 期限
capture-channel = 渠道
capture-urgent = 加急
capture-field = 项目
capture-title = 题目
capture-unclear = 看不明白
capture-no-such-day = 没有“{ $said }”这一天，未记作期限
capture-count-below = “{ $said }”不能作数量
capture-polite = 客套话
capture-joint = 标点
capture-why-named = 因为说了“{ $word }”
capture-why-purpose = 没有说服务，因为用途是“{ $word }”
capture-why-asked = 没有说服务，因为“{ $word }”是在提问
