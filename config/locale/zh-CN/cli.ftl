# 命令行：结果在标准输出，提示与错误在标准错误

cli-help = 图书馆信息咨询台：委托登记、分诊、办理与答复，全程键盘操作
cli-help-exit-codes = 不带子命令即打开咨询台。退出码：0 完成；1 规则不许或查无此项；2 命令行有误或需要终端；3 工作库不可用；4 检查发现问题；5 配置文件有误
cli-help-store = 工作库文件（默认在用户数据目录 refdesk/desk.db）
cli-help-config = 配置目录（默认在用户配置目录 refdesk/）
cli-help-lang = 界面与提示的语言
cli-help-as = 以哪位工作人员的身份
cli-help-demo-flag = 打开演示台：内容虚构，退出即删除
cli-help-list = 列出委托
cli-help-list-query = 检索式，如 svc:查新 status:open 固态电池
cli-help-list-limit = 最多列出多少条
cli-help-json = 以 JSON 输出
cli-help-show = 显示一条委托的全部内容
cli-help-number = 委托号，如 1042
cli-help-add = 按一句话登记委托，输出委托号
cli-help-add-line = 听到的话，如 “张老师 化学 职称 32篇 周五要”
cli-help-undo = 撤销本人最近一次操作
cli-help-keys = 显示按键
cli-help-doctor = 检查工作库是否完好
cli-help-journal = 操作日志
cli-help-journal-verify = 核验日志链是否完整
cli-help-staff = 工作人员
cli-help-staff-list = 列出工作人员
cli-help-staff-add = 添加工作人员
cli-help-staff-login = 登录名
cli-help-staff-roles = 角色，逗号分隔：desk, searcher, reviewer, head, read_only
cli-help-demo = 新建一个装有演示内容的工作库（须用 --store 指明位置）
cli-help-demo-requests = 生成多少条委托
cli-help-tutor = 十分钟上手教程，用临时工作库

cli-usage = 命令行有误：
cli-output-failed = 无法输出：{ $what }
cli-no-home = 找不到用户目录，请用 --store 指明工作库
cli-no-terminal = 打开咨询台需要终端；在脚本里请用子命令，如 refdesk list --json
cli-keys-wrong = 按键配置有误：{ $what }
cli-nothing-to-undo = 没有可撤销的操作
cli-list-more = 仅显示前 { $shown } 条，更多请加 --limit
cli-add-part = { $name }：{ $value }
cli-add-guess = { $name }：{ $value }（推测）
cli-add-no-service = 没有听出是哪项服务，未登记；请在句中写明，如“查新”“查收查引”
cli-no-such-role = 没有“{ $role }”这个角色，可用：{ $allowed }
cli-demo-filled = 已生成 { $requests } 条委托：{ $path }
cli-demo-where = 请用 --store 指明新工作库放在哪里
cli-store-there = { $path } 已有文件，不会覆盖；请换一个位置

cli-show-service = 服务
cli-show-status = 状态
cli-show-client = 委托人
cli-show-owner = 承办人
cli-show-channel = 渠道
cli-show-received = 收到
cli-show-due = 期限
cli-show-because = 期限理由
cli-show-number = 报告编号
cli-show-tags = 标签

cli-doctor-figures = 委托 { $requests } 条，日志 { $entries } 笔
cli-doctor-file = 文件损坏：{ $what }
cli-doctor-due = #{ $number } 的期限与重算结果不一致
cli-doctor-counter = 计数 { $counter }：记为 { $kept }，实为 { $counted }
cli-doctor-well = 一切正常
cli-journal-whole = 日志完整，共 { $entries } 笔；以下校验值请另行留存
cli-journal-broken = 日志第 { $seq } 笔与链不符

cli-help-import = 迁入
cli-help-import-requests = 导入旧台账（CSV、XLSX、ODS、JSON）：要么全部导入，要么一条不动；同一文件再导入不会重复
cli-help-import-file = 台账文件
cli-help-import-map = 列的对应，如 “题名=title,单位=unit”，或写有对应关系的 TOML/JSON 文件
cli-help-import-service = 未写明服务的行按哪项服务登记
cli-help-import-sheet = 工作簿中的哪张表
cli-help-import-dry = 只说明会导入什么，不写入
cli-help-import-skip = 跳过有问题的行，其余照常导入
cli-import-given = 指定
cli-import-remembered = 上次如此
cli-import-by-header = 按表头
cli-import-not-taken = 不导入
cli-import-guess = “{ $word }”理解为 { $became }（{ $rows } 行，推测）
cli-import-more-problems = 另有 { $n } 处问题没有列出
cli-import-figures = 可导入 { $rows } 行，已在库中 { $known } 行，问题 { $problems } 处
cli-import-dry = 试运行，未写入任何内容

cli-help-export = 导出全部内容：XLSX、JSON 和附件
cli-help-export-folder = 导出到哪个目录（须为新目录或空目录）
cli-export-withheld = 另有 { $count } 条限定知悉范围的委托，您无权查看，未导出
cli-export-done = 已导出到 { $path }
