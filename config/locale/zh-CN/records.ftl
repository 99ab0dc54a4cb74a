# 题录：文件是什么、有什么问题，以及 records、cite 两个命令。

## 命令

records-help = 查看导出文件里的题录：格式、编码、每条一行
records-help-file = 数据库或文献管理软件导出的文件，文件名不限
records-help-cite = 把导出文件里的文献按 GB/T 7714 写成带序号的参考文献
records-help-style = 版本：gbt7714-2025 或 gbt7714-2015
records-no-style = 没有“{ $style }”这种格式；有 { $known }。
records-help-convert = 把一个或几个导出文件的题录写成另一种格式
records-help-dedupe = 几个导出文件里哪些是同一篇：分组，或去重后的题录
records-help-check = 检查导出文件：格式、编码、问题、缺项、重复
records-help-files = 一个或几个导出文件
records-help-to = 格式：csl-json、ris、bibtex、csv、xlsx
records-help-dedupe-to = 输出：groups（CSV：id,group,kept,reason）、doubts（存疑的对），或 csl-json、ris、bibtex、csv、xlsx
records-help-out = 写进这个文件；不写则输出到标准输出
records-help-good = 有读不了的题录时，只取读得了的
records-no-format = 没有“{ $format }”这种输出；有 { $known }。
records-which-format = 请用 --to 写明格式：{ $known }。
records-onto-itself = { $file } 就是要读的文件，不能写到它上面。请换一个 -o 文件名。
records-not-written = 有 { $lost } 条读不了，什么也没有写。请按上面所说重新导出；只要读得了的，加 --good。
records-too-many-rows = 工作表最多 { $most } 行，装不下。请写成 csv。
records-unwritable = 写不成工作簿：{ $why }
records-name-a-file = 工作簿不能显示在终端上。请用 -o 文件名.xlsx。
records-written = 已写入 { $file }
records-deduped = 共 { $records } 条，其中重复 { $removable } 条，去重后 { $left } 条{ $doubts ->
        [0] {""}
       *[other] ；另有 { $doubts } 对存疑，没有合并（--to doubts 列出）
    }。
records-checked = { $file }：缺题名 { $title }、缺作者 { $people }、缺年 { $year }、缺 DOI { $doi }；重复 { $removable } 条{ $doubts ->
        [0] {""}
       *[other] ，存疑 { $doubts } 对
    }。
records-read = { $file }：{ $format }，{ $records } 条
records-read-encoded = { $file }：{ $format }，{ $encoding }，{ $records } 条
records-read-guessed = { $file }：{ $format }，很可能是 { $encoding }，{ $records } 条。编码是推测的，请先核对几个人名再用。
records-problem = { $file } 第 { $line } 行：{ $what }
records-more = ……另有 { $more } 处问题。
records-lost = 因上述原因略去 { $lost } 条，其余完好。

## 入口

records-how = records 后写收件中的一个文件名：ssh desk records 文件名；程序读取加 --json。
records-cite-how = cite 后写收件中的一个文件名：ssh desk cite 文件名 --style gbt7714-2025

## 文件的问题

records-file-too-long = 文件太大，或展开后太大。请分批导出。
records-unknown = 不是认得的题录格式。请导出为 RIS、Web of Science 纯文本、NoteExpress 或 CSV。
records-empty = 文件没有内容。请重新导出。
records-web-page = 这是网页（可能是登录页），不是导出文件。请登录后重新导出。
records-broken-character = 第 { $byte } 字节处有坏字：“{ $near }”。如涉及人名，请改用 UTF-8 导出。
records-nul = 第 { $byte } 字节是零字节，该条略去。文件已损坏，请重新导出。
records-no-beginning = “{ $near }”之前没有题录开始，不属于任何一条。
records-no-type = 有一条没有写文献类型：“{ $near }”。仍已收入。
records-no-end = 有一条没有结束：“{ $near }”。已收入现有部分；文件可能不完整。
records-record-too-long = 有一条太长，已略去：“{ $near }”。
records-value-too-long = 有一条的某个字段太长，该条略去：“{ $near }”。
records-too-many = 条数超过一次能收的上限。请分批导出。
records-too-many-authors = 有一条作者太多，已略去：“{ $near }”。
records-too-deep = 此处嵌套太深，已略去：“{ $near }”。
records-says-nothing = 有一条是空的：没有题名、作者，也没有编号。
records-stray = “{ $near }”不属于任何一条，已跳过。
records-quote-not-closed = 此处的引号没有关上，该行按没有引号读取：“{ $near }”。
records-ragged-row = 有一行的单元格比标题多：“{ $near }”。请核对各列。
records-no-headings = 没有认得的标题行。第一行应写题名、作者、年、DOI 等。
records-unknown-word = “{ $near }”在文件里没有定义，按原样保留。
records-circle = “{ $near }”又指回自己，没有跟下去。
records-markup = 第 { $byte } 字节处 XML 有错：“{ $near }”。请重新导出。
records-entities = XML 自己声明了实体，导出文件不需要它，没有读取。
records-json = JSON 有错：“{ $near }”。请重新导出。
records-packed = 压缩文件解不开：“{ $near }”。
records-workbook = 工作簿读不了：“{ $near }”。请另存为 CSV（UTF-8）。

## 格式

records-format-wos = Web of Science 纯文本
records-format-wos-tab = Web of Science 制表符分隔
records-format-ris = RIS
records-format-note-express = NoteExpress
records-format-e-study = CNKI E-Study
records-format-refworks = RefWorks
records-format-refer = EndNote/Refer
records-format-cssci = CSSCI
records-format-nbib = PubMed
records-format-pubmed-xml = PubMed XML
records-format-bibtex = BibTeX
records-format-endnote-xml = EndNote XML
records-format-table = 表格
records-format-workbook = 工作簿
records-format-html-table = 网页表格
records-format-csl-json = CSL-JSON
records-format-crossref-json = Crossref JSON
records-format-openalex-json = OpenAlex JSON
records-format-marc-xml = MARCXML
records-format-mods = MODS
records-format-patent-xml = EPO XML
records-format-zip = ZIP
records-format-unknown = 不认得的格式

## 文献类型

records-kind-article = 期刊论文
records-kind-paper = 会议论文
records-kind-proceedings = 会议录
records-kind-book = 图书
records-kind-chapter = 析出章节
records-kind-thesis = 学位论文
records-kind-patent = 专利
records-kind-standard = 标准
records-kind-report = 报告
records-kind-newspaper = 报纸
records-kind-preprint = 预印本
records-kind-data = 数据集
records-kind-software = 软件
records-kind-page = 网页
records-kind-other = 其他
