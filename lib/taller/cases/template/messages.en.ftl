# What the cases share. A file beside a case's notebook replaces what it names.

target-standing =
    .reached = reached
    .missed = out of reach of what was measured
    .open = not decided
    .unknown = nothing measures it
targets-reached = { $n ->
        [0] None of the { $all } targets is shown to be reached.
        [one] One of the { $all } targets is shown to be reached.
       *[other] { $n } of the { $all } targets are shown to be reached.
    }
