# The line and what comes over it: keys inside text, keys that came too early
title-in-text = While writing
in-text-save = save
in-text-word = delete the word before; Ctrl-K where the terminal is in a browser
in-text-line = delete to the beginning of the line
in-text-whole = long text on the whole screen, one line to the full form, next choice; Ctrl-O where the terminal is in a browser
in-text-leave = leave, the text is kept
notice-key-too-early = This key came before the list was shown and did nothing; look, then press Enter.
search-names-verb = Enter: { $verb }
