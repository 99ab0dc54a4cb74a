### Colleagues: who is there, who looks at what, who edits what

pulse-people = { $n } online
colleague-looks = { $who } is looking
colleague-edits = { $who } is editing, since { $since }

title-clash = Both of you changed this row
clash-theirs = { $who } at { $when } made it:
clash-mine = You wrote:
clash-empty = (empty)
clash-keep = keep mine
clash-take = take the colleague's
clash-edit = write it anew, with the colleague's beside it
notice-clash-yours = The colleague's is taken; you had written: { $mine }
sign-colleague-looks = a colleague looks at it
sign-colleague-edits = a colleague is editing it
