# 首次启动

first-greeting =
    refdesk 图书馆信息咨询台

    还没有工作库（将建在 { $path }）。
    随时可按 Ctrl-C 退出，不会留下任何东西。
first-choices =
    {"  "}1  建立本部门的工作库（两个问题）
    {"  "}2  先看演示：约两百条虚构委托，退出即删除
    {"  "}3  十分钟上手教程
    {"  "}q  退出
first-choose = 请选择
first-choose-again = 请输入 1、2、3 或 q
first-desk-name = 部门名称
first-your-name = 您的姓名
first-name-needed = 姓名会写在每一步操作上，请填写
first-made =
    {""}
    { $desk } 的工作库已建好。{ $name }（登录名 { $login }）具有全部角色，其他同事用 refdesk staff add 添加。
first-keys =
    进入后：n 登记一条委托，A 逐条分诊，/ 检索，. 或回车 列出可做的事，? 全部按键，u 撤销，q 离开。
first-go-on = 按回车键打开咨询台
first-nothing = 未建立任何东西。
