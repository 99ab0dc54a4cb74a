# The first start

first-greeting =
    refdesk, the request desk of a library

    There is no store yet (it would be made at { $path }).
    Ctrl-C leaves at any time, and nothing stays behind.
first-choices =
    {"  "}1  Make a store for your department (two questions)
    {"  "}2  Look at a demo first: some 200 made-up requests, gone when you leave
    {"  "}3  A lesson of ten minutes
    {"  "}q  Leave
first-choose = Your choice
first-choose-again = Please type 1, 2, 3 or q
first-desk-name = Name of the desk
first-your-name = Your name
first-name-needed = Your name stands beside all you do; please give it
first-made =
    {""}
    The store of { $desk } is made. { $name } (login { $login }) has every role; add colleagues with refdesk staff add.
first-keys =
    Once inside: n writes a request down, A goes through what has come in, / finds, . or Enter shows what can be done, ? all keys, u takes back, q leaves.
first-go-on = Press Enter to open the desk
first-nothing = Nothing was made.
