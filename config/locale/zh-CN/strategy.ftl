# 检索策略：概念表、各库检索式、借用、PRISMA-S 清单。

## 概念与借用

action-concepts = 概念表
about-concepts = 概念与中英文同义词：新记检索时按各库写法生成检索式
action-reuse = 借用策略
about-reuse = 借用另一件委托的概念表和检索式，注明出处
form-concepts = 概念表
form-concepts-row = 概念
form-concepts-help = 一行一个概念，如：电池: 固态电池; 全固态电池 | solid-state batter*; all-solid-state battery
form-reuse = 借用检索策略
form-reuse-of = 取自哪一件
form-concept-zh = 中文词
form-concept-en = 英文词
concept-no-word = 第 { $line } 行没有词。写成：概念: 中文词; 同义词 | English; synonym
concept-twice = 第 { $line } 行的概念名前面已有，请合成一行或换个名字。
concepts-changed = 概念表刚被改过，没有保存。
did-set-concepts = 概念表已存 #{ $number }：{ $concepts } 个概念
told-set-concepts = 改概念表
did-reuse-strategy = 已从 #{ $from } 借用：检索式 { $runs } 条，概念 { $concepts } 个。重新检索后补日期和命中。
told-reuse-strategy = 借用检索策略
did-count-kept = 保留数已按筛选结果更新：{ $runs } 次检索
told-count-kept = 按筛选计保留数
reuse-from-itself = 不能从自己借用；写另一件的号。
reuse-nothing = #{ $number } 没有可借用的：没有概念表，检索式也没有这里还缺的。
warn-run-wants-broader = { $database } 命中为 0，也没有放宽再检：审核员会问。
warn-kept-unscreened = 有一次检索保留了 { $kept } 条，多数还没有逐篇看过（5 逐篇判断）。

## 检索记录的更多项

form-run-serves = 对应
form-run-serves-help = 查新点或概念
form-run-coverage = 收录年限
form-run-coverage-help = 这个库收录的年份，如 1989–2026
form-run-terms = 用词来源
form-run-terms-help = 委托人、主题词表、已检得的文献
form-run-way = 途径
form-run-update = 补检
form-run-written = 按概念表写成，可以改；以实际运行的为准
form-run-written-without = 按概念表写成，可以改；这些概念没有这种语言的词，未写入：{ $concepts }
form-run-nothing-written = 概念表里没有这种语言的词（6 补写）
way-database = 数据库
way-register = 登记库
way-browsing = 浏览
way-citations = 引文追踪
way-contact = 询问
way-other = 其他途径
run-taken-from = 借自 #{ $number }
run-is-update = 补检
head-coverage = 收录年限
head-serves = 对应
head-terms-from = 用词来源
head-way = 途径
head-update = 补检
head-taken-from = 借自
head-zh = 中文词
head-en = 英文词
sheet-concepts = 概念表

## 成文

strategy-concepts = 检索概念
strategy-runs = 检索范围与检索策略
strategy-day = 检索日期 { $day }
strategy-sum = 共 { $runs } 次检索，命中 { $hits }，保留 { $kept }
prisma-s = PRISMA-S 清单
prisma-s-1 = 数据库
prisma-s-2 = 同一平台多库检索
prisma-s-3 = 登记库
prisma-s-4 = 网络资源与浏览
prisma-s-5 = 引文检索
prisma-s-6 = 询问
prisma-s-7 = 其他方法
prisma-s-8 = 完整检索式
prisma-s-9 = 限定
prisma-s-10 = 过滤器与用词来源
prisma-s-11 = 借用的策略
prisma-s-12 = 更新检索
prisma-s-13 = 检索日期
prisma-s-14 = 同行审核
prisma-s-15 = 记录总数
prisma-s-16 = 去重
prisma-s-copied = { $n } 条照实际运行的原样记录，见上
prisma-s-hits = 命中 { $n }
prisma-s-records = 导入题录 { $n }
prisma-s-same = 标识号相同，或题名、作者、年份、出处相符的记为一篇，各条来源保留；存疑的由人判定
