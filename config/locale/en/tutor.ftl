# The lessons: two lines at the foot of the screen

tutor-lesson = Lesson { $at }/{ $of }  { $text }
tutor-receive = Somebody is at the counter: press n and write a line as you hear it, as "Prof. Li chemistry solid-state batteries novelty by Friday"; see what was understood; Enter.
tutor-claim = The new request is in the list. Choose it with j and k, and press c to claim it.
tutor-triage = Press A to go through what has come in, one card at a time; a accepts one whose form is complete, j looks at the next.
tutor-undo = A wrong key does no harm: u takes the acceptance back, on the card and in the list.
tutor-redo = U does it again; or accept another one. Esc leaves the cards.
tutor-find = Press / and type a word, as 电池, or initials of somebody, as ws; Enter keeps what is found, Esc drops it.
tutor-run = Choose a request in progress, press 3 for its search log and n to enter a search: database, platform, day, query, hits; Ctrl-S saves.
tutor-answer = Press m to write to the client: choose a ready answer, change it, Ctrl-S records it. Notes (t) stay inside and look different.
tutor-why = Why is it due that day? = shows the reason in a line, once more all of it.
tutor-help = ? shows all keys, and typing narrows them down. When a key is forgotten, . or Enter is enough.
tutor-end = That was the lesson. Go on trying things; q leaves, and nothing here is kept.
tutor-goodbye = The lesson is over and its store is gone. Type refdesk to make your own.
