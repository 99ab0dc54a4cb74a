# What is said when a service, its fields or its path do not allow something.

field-too-long = “{ $field }” is too long: at most { $max } characters.
field-one-line = “{ $field }” takes one line only.
field-not-a-number = “{ $field }” takes a number, and “{ $value }” is none.
field-not-a-date = “{ $field }”: “{ $value }” is no date; write 2026-11-20 or 11-20.
field-not-yes-or-no = “{ $field }”: please answer yes or no.
field-not-a-choice = “{ $field }” has no “{ $value }”; choose from: { $allowed }.
field-wrong-kind = “{ $field }” holds a value of the wrong kind.

service-no-such-field = { $service } has no field “{ $field }”.
service-r22-fields-missing = Not accepted yet, these are required: { $fields }.
service-r29-below-floor = { $service } is expedited to { $floor } working days at least; { $days } cannot be promised.
service-step-already = It is “{ $to }” already.
service-step-never = “{ $from }” cannot become “{ $to }”.
service-review-first = Submit it first (S): { $service } is reviewed, signed and issued before it goes out or ends. If it is given up, withdraw (W) or cancel (K).
service-step-not-on-path = “{ $to }” is not on the path of { $service }.
service-code-not-set = The number needs { $code }; set it in desk.toml first.
