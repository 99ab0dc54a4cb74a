### 同事：谁在、谁在看什么、谁在编辑什么

pulse-people = 在线 { $n }
colleague-looks = { $who } 正在看
colleague-edits = { $who } 正在编辑，自 { $since }

title-clash = 两人都改了这一栏
clash-theirs = { $who } { $when } 改成：
clash-mine = 您写的：
clash-empty = （空）
clash-keep = 用我的
clash-take = 用同事的
clash-edit = 我来改（同事写的在旁边）
notice-clash-yours = 已用同事的；您原来写的是：{ $mine }
sign-colleague-looks = 同事正在看
sign-colleague-edits = 同事正在编辑
