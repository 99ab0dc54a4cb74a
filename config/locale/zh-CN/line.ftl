# 线路与输入：文本里的按键，来得太早的按键
title-in-text = 写字的时候
in-text-save = 保存
in-text-word = 删去前一个词；浏览器里的终端用 Ctrl-K
in-text-line = 删到行首
in-text-whole = 长文本铺满全屏、一句话改为完整登记、选下一项；浏览器里的终端用 Ctrl-O
in-text-leave = 离开，写的字留着
notice-key-too-early = 这一键早于清单，没有执行；看过再按 Enter。
search-names-verb = Enter { $verb }
