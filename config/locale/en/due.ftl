# Where a due date comes from: in one line, and step by step.

due-line = { $days } working days: accepted { $accepted }, { $parts } → { $due }
due-line-plain = { $days } working days: accepted { $accepted } → { $due }
due-line-hours = { $hours } working hours: accepted { $accepted } → { $due } { $time }
due-line-hours-paused = { $hours } working hours without the time the client had to act in: accepted { $accepted } → { $due } { $time }
due-line-hours-day = { $hours } working hours: accepted { $accepted } → { $due }
due-line-agreed = agreed with the client: { $due } (reckoned in working days: { $reckoned })
due-line-agreed-hour = agreed with the client: { $due } { $time } (reckoned in working days: { $reckoned })

due-part-off = { $name } { $days } d off
due-part-makeup = { $day } worked instead
due-part-opened = { $day } opened
due-part-paused = paused { $days } d
due-part-unpublished = ~{ $year } calendar not published
due-part-no-calendar = ~no calendar data for { $year }
due-statutory = statutory holiday

due-step-accepted = Accepted on { $day }: that day does not count, the next one does
due-step-target = { $days } working days promised
due-step-hours = { $hours } working hours promised
due-step-off = { $name }: { $days } days off from { $from } to { $to }, not counted
due-step-off-day = { $name }: { $from } is off, not counted
due-step-closed-day = { $name }: the desk is closed on { $from }, not counted
due-step-closed = { $name }: the desk is closed for { $days } days from { $from } to { $to }, not counted
due-step-makeup = { $day } is worked in exchange for { $name } and counts
due-step-opened = { $day }: { $name }, the desk is open and it counts
due-step-weekends = { $days } weekend days in between, not counted
due-step-pause = Waiting for the client from { $from } to { $to }: { $days } working days given back
due-step-pause-open = Waiting for the client since { $from }: { $days } working days given back up to { $to }, and still waiting
due-step-stop = Waiting for the client from { $from } { $since } to { $to } { $until }: that time does not count
due-step-stop-open = Waiting for the client since { $from } { $since }: the time up to { $to } { $until } does not count, and still waiting
due-step-agreed-stands = Waiting for the client does not move what was agreed; agree on another day where it should
due-step-unpublished = The holidays of { $year } are not published: reckoned as Monday to Friday without the fixed statutory days, and again once they are out
due-step-no-calendar = There is no calendar data for { $year } here: reckoned as Monday to Friday without the fixed statutory days; calendar/{ $year }.toml in the configuration folder can supply it
due-step-agreed = Agreed with the client: { $day }, which stands above the reckoning
due-step-agreed-hour = Agreed with the client: { $day } { $time }, which stands above the reckoning
due-step-agreed-off = Mind: { $day }, as agreed, is not a working day
due-step-result = Due on { $day }
