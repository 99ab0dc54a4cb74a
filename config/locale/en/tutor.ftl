# The lessons: two lines at the foot of the screen

tutor-lesson = Lesson { $at }/{ $of }  { $text }
tutor-aside = That is fine too. This lesson still waits for you: { $wants }.
tutor-ahead = Well done, that is lesson { $later }. This one still waits: { $wants }.
tutor-receive = Somebody is at the counter: press n, write what you hear, as "Prof. Li chemistry solid-state batteries novelty by Friday", then Enter.
tutor-wants-receive = press n and write a request in one line
tutor-claim = The new request is selected already (the > before it). Press c to claim it; j and k choose another.
tutor-wants-claim = choose one that nobody has, and press c
tutor-triage = Press A for one card after the other of what came in: a accepts one whose form is complete, j goes to the next.
tutor-wants-triage = press A for the cards, then a on one of them
tutor-undo = A wrong key does no harm: u takes the acceptance back, on the card and in the list.
tutor-wants-undo = press u to take it back
tutor-redo = The card is there again. Press U to do it again, or a to accept it once more.
tutor-wants-redo = press U, or accept a card with a
tutor-find = Esc leaves the cards. Then press / and type 电池, or initials of a name, as cs; Enter keeps what is found.
tutor-wants-find = in the list press /, type a word, and Enter
tutor-run = Esc leads back to all work. Choose a request, press 3 for its search log and n for a search: database, query, hits. Tab goes on, Ctrl-S saves.
tutor-wants-run = press 3, then n, enter a search, Ctrl-S
tutor-answer = Press m to write to the client: a line or two, or Down for an old answer; Ctrl-S records it. Notes (t) stay inside.
tutor-wants-answer = press m, write to the client, Ctrl-S
tutor-why = Why is it due that day? Choose one with a due date: = shows the reason in a line, once more all of it.
tutor-wants-why = choose one with a due date and press =
tutor-help = ? shows all keys, and typing narrows them down. When a key is forgotten, . or Enter is enough.
tutor-wants-help = press ? for all keys
tutor-end = That was the lesson. Go on trying things; q leaves, and nothing here is kept.
tutor-goodbye = The lesson is over and its store is gone. Type refdesk to make your own.
