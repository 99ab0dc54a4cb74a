### Names of the trade's fixed things. The end of a key is the program's own word; leave it.

## Statuses of a request

status-draft = Draft
status-submitted = Awaiting acceptance
status-deferred = Deferred
status-accepted = Accepted
status-in_progress = In progress
status-waiting_client = Waiting for client
status-in_review = In review
status-returned = Returned
status-signed = Signed
status-issued = Issued
status-delivered = Delivered
status-objection = Objection
status-closed = Closed
status-archived = Archived
status-declined = Declined
status-duplicate = Duplicate
status-referred = Referred
status-withdrawn = Withdrawn
status-cancelled = Cancelled

## Channels

channel-counter = Counter
channel-phone = Phone
channel-wechat = WeChat
channel-mail = E-mail
channel-form = Request form
channel-visit = Outreach visit
channel-partner = Partner library

## Kinds of client

client-kind-faculty = Faculty
client-kind-student = Student
client-kind-administration = University office
client-kind-enterprise = Company
client-kind-government = Government
client-kind-society = Social organisation
client-kind-library = Library
client-kind-other = Other

## Roles

role-desk = Desk
role-searcher = Searcher
role-reviewer = Reviewer
role-head = Head
role-read_only = Read only

## Stages of a product

stage-draft = Draft
stage-in_review = In review
stage-returned = Returned
stage-signed = Signed
stage-issued = Issued
stage-delivered = Delivered
stage-void = Void

## What was said

talk-note = Internal note
talk-sent = Sent to client
talk-heard = From client

## Who may see

secrecy-open = Open
secrecy-restricted = Restricted

## Languages

lang-zh = 中文
lang-en = English
