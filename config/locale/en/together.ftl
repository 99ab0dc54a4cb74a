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

### Handing over

action-hand-over = Hand over
about-hand-over = To a colleague with a sheet: next step, who waits, files, promise
form-hand-over = Hand over
handover-next = Next step
handover-waits = Who waits
handover-files = Files
handover-promise = Promise
handover-help = left empty, it is taken from the request
handover-head = { $giver } handed it to { $receiver }, { $at }
hand-over-same = It is with { $who } already. Choose somebody else.
did-hand-over = #{ $number } handed over: { $title }
told-hand-over = handed over
given-to-you = { $n ->
    [1] { $who } gave you #{ $number }
   *[other] { $who } gave you { $n } requests, #{ $number } among them
}

### Leave and deputies

action-go-away = Leave and deputy
about-go-away = Which days somebody is away and who stands in; the head may set it for others
action-come-back = I am back
about-come-back = Ends one's own leave early
form-go-away = Leave and deputy
away-person = Who
away-first-day = From
away-last-day = Until
away-last-day-help = the last day away; on the next one it is over by itself
away-deputy = Deputy
away-with-deputy = away until { $until }, deputy { $deputy }
away-alone = away until { $until }
away-backwards = The last day is before the first. Change one of them.
away-over = Those days are past. Give today or a later day.
away-own-deputy = Nobody is his own deputy. Choose somebody else.
away-twice = Leave from { $from } to { $until } is written down already. End that first, or change the days.
warn-away = { $who } is away until { $until }, the deputy is { $deputy }: s gives it to him.
warn-away-alone = { $who } is away until { $until } and has no deputy: s gives it to somebody else.
warn-unclaimed-away = { $who } is away until { $until }: the client has answered, #{ $number } is unclaimed now.
ask-if-back = Your leave is written down until { $until }. Are you back?
notice-not-away = No leave of yours is written down.
did-go-away = { $who } is away from { $from } to { $until }
told-go-away = leave written down
did-come-back = { $who } is back
told-come-back = leave ended
