# 上手教程：屏幕底部两行

tutor-lesson = 教程 { $at }/{ $of }  { $text }
tutor-aside = 这样也行。这一课还等着您：{ $wants }。
tutor-ahead = 做得对，这是第 { $later } 课的内容。这一课还等着您：{ $wants }。
tutor-receive = 有人到柜台：按 n，照听到的写一句，如“李老师 化学 固态电池 查新 国内外 周五要”，看清系统听懂了什么，回车登记。
tutor-wants-receive = 按 n，用一句话登记一件委托
tutor-claim = 新登记的委托已经选中（前面有 >）。按 c 认领；j k 可以换一件。
tutor-wants-claim = 用 j k 选一件没人办的，按 c 认领
tutor-triage = 按 A 开始分诊：一次一张卡片，材料齐全的按 a 受理；拿不准按 j 看下一张。
tutor-wants-triage = 按 A 打开卡片，按 a 受理一张
tutor-undo = 按错了也不要紧：按 u 撤销刚才的受理（在卡片上、列表里都可以）。
tutor-wants-undo = 按 u 撤销
tutor-redo = 卡片又回来了。按 U 重做刚才撤销的，或者再按 a 受理它。
tutor-wants-redo = 按 U 重做，或按 a 受理一张卡片
tutor-find = 先按 Esc 离开卡片。再按 / 输入“电池”，或拼音首字母找人，如 cs；回车保留结果。
tutor-wants-find = 在列表里按 /，输入几个字，回车
tutor-run = 按 Esc 回到全部；选一件委托，按 3 到检索记录，按 n 记一次检索：数据库、检索式、命中数；Tab 下一项，Ctrl-S 保存。
tutor-wants-run = 按 3，再按 n 记一次检索，Ctrl-S 保存
tutor-answer = 按 m 写给委托人：写两句，或按下键取一条旧答复来改，Ctrl-S 记录。备注（t）只在内部，颜色和标题都不同。
tutor-wants-answer = 按 m 给委托人写两句，Ctrl-S 记录
tutor-why = 期限为什么是这一天？选一件有期限的，按 = 看一行理由，再按一次看全部。
tutor-wants-why = 选一件有期限的，按 = 看理由
tutor-help = 按 ? 查全部按键，输入文字可筛选。今后忘了按键，按 . 或回车即可。
tutor-wants-help = 按 ? 看全部按键
tutor-end = 教程完成。可以继续随意试，q 离开，这里的内容不会保留。
tutor-goodbye = 教程结束，临时工作库已删除。输入 refdesk 建立自己的工作库。
