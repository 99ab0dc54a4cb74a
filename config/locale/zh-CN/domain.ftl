### 行业里固定事物的名称。键的后半截与程序里的词一致，不要改。

## 委托的状态

status-draft = 草稿
status-submitted = 待受理
status-deferred = 已推迟
status-accepted = 已受理
status-in_progress = 处理中
status-waiting_client = 待委托人补充
status-in_review = 审核中
status-returned = 已退回
status-signed = 已签字
status-issued = 已出具
status-delivered = 已交付
status-objection = 异议中
status-closed = 已办结
status-archived = 已归档
status-declined = 已谢绝
status-duplicate = 重复
status-referred = 已转介
status-withdrawn = 已撤回
status-cancelled = 已取消

## 渠道

channel-counter = 柜台
channel-phone = 电话
channel-wechat = 微信
channel-mail = 邮件
channel-form = 委托单
channel-visit = 走访
channel-partner = 合作馆

## 委托人类别

client-kind-faculty = 教师
client-kind-student = 学生
client-kind-administration = 校内部门
client-kind-enterprise = 企业
client-kind-government = 政府机关
client-kind-society = 社会组织
client-kind-library = 图书馆
client-kind-other = 其他

## 角色

role-desk = 受理员
role-searcher = 查新员
role-reviewer = 审核员
role-head = 主任
role-read_only = 只读

## 知识产品的阶段

stage-draft = 草稿
stage-in_review = 审核中
stage-returned = 已退回
stage-signed = 已签字
stage-issued = 已出具
stage-delivered = 已交付
stage-void = 作废

## 往来记录

talk-note = 内部备注
talk-sent = 发给委托人
talk-heard = 委托人来信

## 知悉范围

secrecy-open = 公开
secrecy-restricted = 保密

## 语言

lang-zh = 中文
lang-en = English
