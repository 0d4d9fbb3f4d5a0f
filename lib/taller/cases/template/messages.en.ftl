# What the cases share. A file beside a case's notebook replaces what it names.

target-standing =
    .reached = reached
    .missed = out of reach of what was measured
    .open = not decided
    .unknown = nothing measures it
# A return of -3,430% is said as money lost for each unit of money spent
each-unit = Each { MONEY($one, digits: 0) } spent { $lost ->
        [yes] loses { MONEY($value, digits: 2) }
       *[no] brings { MONEY($value, digits: 2) } of profit
    } { $mixed ->
        [yes] (from { MONEY($low, digits: 2) } lost to { MONEY($high, digits: 2) } of profit)
       *[no] ({ MONEY($low, digits: 2) } to { MONEY($high, digits: 2) })
    }.
targets-reached = { $n ->
        [0] None of the { $all } targets is shown to be reached.
        [one] One of the { $all } targets is shown to be reached.
       *[other] { $n } of the { $all } targets are shown to be reached.
    }
