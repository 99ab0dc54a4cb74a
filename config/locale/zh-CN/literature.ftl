# 文献：各次检索的结果合在一处，查重与筛选。

## 文献

action-literature = 文献
about-literature = 各次检索的文献合在一处：查重，逐篇判相关度
literature-coming = 正在读取各次检索的文献
literature-empty = 还没有文献。先在检索记录（3）里把导出文件挂到那次检索：文件送进收件（0），再挂接为检索的导出文件。
literature-sums = 题录 { $records }，重复 { $removable }，文献 { $works }；已判 { $screened }：密切 { $close } 一般 { $related } 不相关 { $none } 拿不准 { $uncertain }
literature-keys = Enter 看摘要   1 密切相关   2 一般相关   3 不相关   4 拿不准   / 查找   u 撤销   y 流程
literature-keys-pair = Enter 对照   1 同一篇   2 不是   3 以后   u 撤销
literature-open = 未判
literature-doubt = 可能同一篇
literature-same = { $n } 条题录同为此篇
literature-more = Enter 往下
literature-list = 列表
literature-ask-same = 这两篇是同一篇吗
literature-is-same = 是同一篇
literature-is-other = 不是
literature-all-judged = 每一篇都判过了
literature-too-early = 这一键早于这一篇，没有记下；看清再按。
form-leave-out = 不相关
form-reason-leave-subject = 主题不同
form-reason-leave-object = 研究对象不同
form-reason-leave-method = 技术方法不同
form-reason-leave-range = 不在检索年限或语种内
form-reason-leave-kind = 文献类型不要
flow-identified = 检索得到
flow-run = { $database }  { $day }：命中 { $hits }，导入题录 { $records }，文献 { $works }（只此库有 { $alone }），采用 { $kept }
flow-records = 导入题录共 { $records } 条
flow-duplicates = 剔除重复 { $removable } 条，余 { $works } 篇{ $doubts ->
        [0] {""}
       *[other] （另有 { $doubts } 对存疑未定）
    }
flow-screened = 筛选 { $screened } 篇，未筛 { $open } 篇
flow-excluded = 排除 { $n } 篇
flow-uncertain = 拿不准 { $n } 篇
flow-included = 采用 { $n } 篇：密切相关 { $close }，一般相关 { $related }
title-documents = 查找文献：题名、作者、出处、关键词、DOI
