# SSH 入口、收件与发件、登录密钥上说的话。

## 入口

gate-verbs = 用此密钥可以：put 文件名，get 委托号或文件名，list [检索式]，show 委托号，records 文件名，cite 文件名；不带命令即打开咨询台（ssh -t）。
gate-too-long = 命令太长，没有读取。
gate-not-utf8 = 命令不是 UTF-8，没有读取。请先把窗口设为 UTF-8（chcp 65001）。
gate-quotes = 命令里引号没有关上、有控制字符，或词太多。文件名请加引号：put '我的 文件.ris'。
gate-put-how = put 后写一个文件名，文件从标准输入送来：ssh desk put "'我的 文件.ris'" < "我的 文件.ris"
gate-put-terminal = put 从标准输入读文件：ssh desk put 文件名 < 文件，不要加 -t。
gate-get-how = get 后写委托号，或发件中的文件名；委托号之后还可写它的一个文件名。
gate-get-terminal = 文件不会输出到屏幕：ssh desk get 委托号 > 文件，不要加 -t。
gate-get-none = #{ $number } 没有文件。
gate-get-no-file = 没有给您的文件“{ $file }”。
gate-get-several = #{ $number } 有几个文件：{ $names }。请写明一个：get { $number } '文件名'。
gate-show-how = show 后写委托号，如 show 1042；程序读取加 --json。
gate-needs-as = 不知道您是谁：密钥的命令里没有 --as。请找设置密钥的人。
gate-no-terminal = 打开咨询台需要终端：ssh -t。没有终端时可用：put、get、list、show、records、cite。
gate-cannot-begin = 入口没有启动成：{ $why }。
gate-folder-open = 工作库目录 { $path } 别人可以访问，或不属于本账号，不提供服务。请改为服务账号所有并 chmod 700。
gate-put-done = { $file } 已到您的收件：{ $kind }，{ $bytes } 字节；收件现有 { $arrivals } 个文件。
gate-kind-records = { $kind } { $records } 条
gate-hello = { $name }，您好。还没有归您办的事；? 看按键。
gate-hello-triage = { $name }，您好。还没有归您办的事，{ $triage } 件待分诊；? 看按键。
gate-hello-mine = { $name }，您好。{ $mine } 件归您办；? 看按键。
gate-not-arrived = 收件里没有“{ $file }”。请先送来：ssh desk put 文件名 < 文件。
gate-filed = 已放入发件：{ $file }。取走：{ $line }

## 收件与发件

tray-login = 登录名“{ $file }”不能有收件。请主任另设一个。
tray-nothing-came = { $file } 没有内容，空文件不收。请用 < 文件 送来。
tray-file-too-large = { $file } 超过 { $limit } MB，没有收下。请分成几个文件，或提高 tray_file_mb。
tray-full = { $file } 没有收下：您的收件与发件会超过 { $limit } MB。请先挂接或取走其中的文件。

## 收到的是什么

file-csv = CSV
file-json = JSON
file-xml = XML
file-html = 网页
file-mail = 邮件
file-text = 文本
file-xlsx = Excel
file-docx = Word
file-zip = ZIP
file-pdf = PDF
file-image = 图片
file-other = 其他

## 登录密钥

key-private = { $file } 是私钥，绝不能交给别人：请对方改交 .pub 结尾的文件，并更换这把密钥。
key-other-form = { $file } 是另一种格式（PuTTY）的公钥。请转换：ssh-keygen -i -f 文件。
key-none = { $file } 里没有密钥。
key-several = { $file } 里有几把密钥；一次一人一把。
key-options = { $file } 的密钥前带有选项。请只留类型和密钥；选项由我们来写。
key-kind = { $file } 不是认识的公钥类型：Ed25519、ECDSA 或 RSA。
key-broken = { $file } 里的密钥损坏或被截断。请重新索取。
key-short = { $file } 里的 RSA 密钥不足 2048 位。请改用 Ed25519：ssh-keygen -t ed25519。
key-path = 路径 { $path } 不能写进 authorized_keys。请换一个没有特殊字符的路径。
