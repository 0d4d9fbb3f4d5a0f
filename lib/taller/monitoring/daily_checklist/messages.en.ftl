# What the daily checklist says. A file beside the notebook, daily_checklist.en.ftl, replaces what it names.

## The list

item =
    .ran = See that the analyses came to their end
    .alerts = Look at the alerts that are open
    .data = See that the data arrived whole
    .service = See that the service answers
    .figures = Read the key figures
    .models = See that the models still hold their tests
    .experiment = Leave tests that are running alone
    .budget = Compare spending with its plan
    .texts = Read what customers write
    .due = Go through the day’s tasks
    .reported = Report what was done today
    .decided = Write down what was decided, and by whom
    .backup = See that today’s copy of the data is stored elsewhere
    .tomorrow = Prepare what begins next
owner =
    .ran = Analyst
    .alerts = Analyst
    .data = Owner of the data
    .service = Technology
    .figures = Marketing
    .models = Analyst
    .experiment = Marketing
    .budget = Marketing
    .texts = Customer service
    .due = Project lead
    .reported = Project lead
    .decided = Project lead
    .backup = Technology
    .tomorrow = Project lead
state =
    .done = Done by the system{ $seen ->
        [none] .
       *[some] : { LOWER_FIRST($seen) }
    }
    .look = Done by the system; somebody has to look{ $seen ->
        [none] .
       *[some] : { LOWER_FIRST($seen) }
    }
    .yours = For you{ $seen ->
        [none] .
       *[some] . { UPPER_FIRST($seen) }
    }
    .missing = The system cannot, yet{ $seen ->
        [none] .
       *[some] . { UPPER_FIRST($seen) }
    }
list =
    .caption = { $when ->
        [morning] Morning
        [afternoon] Afternoon
       *[evening] Evening
    }: { $done ->
        [0] the system ticked none of { $n }
       *[other] the system ticked { $done } of { $n }
    }
    .item = Item
    .state = State
    .owner = Who
empty = No item stands here.
seen-ran = { $broken ->
    [none] all { $of } that this page waits for, on { $day }
   *[some] { $n } of { $of }; not: { LIST($broken, most: 3) }
}
seen-alerts = { $n ->
    [0] no alert is open{ $as_of ->
        [none] {""}
       *[some] {", "}as of { $as_of }
    }
    [one] one is open: { $first }
   *[other] { $n } are open; the first: { $first }
}
seen-withheld = Not the client’s own totals: { LIST($titles, most: 3) }
seen-data = { $used } of { $read } rows could be used{ $asked ->
    [no] ; no totals of your own were given to compare with
   *[yes] , and the totals are your own
}{ $watched ->
    [no] ; whether a day is missing is not watched
   *[yes] { $gaps ->
        [0] ; no day of the last week is unlike the others
        [one] ; one day of the last week is unlike the others
       *[other] ; { $gaps } days of the last week are unlike the others
    }{ $as_of ->
        [none] {""}
       *[some] {", "}as of { $as_of }
    }
}{ $old ->
    [yes] ; nothing newer has arrived
   *[no] {""}
}
seen-service = { $silent ->
    [yes] Nobody got an answer after { $on }
   *[no] It was asked and answered, last on { $on }
}; { $n ->
    [0] no alert of it is open
    [one] one alert of it is open
   *[other] { $n } alerts of it are open
}
seen-says = { $title }: { $said }
seen-tests = { $state ->
    [passed] { $failed ->
        [0] all { $n } tests that came to an answer passed, when the run tested them
        [one] passed as a whole; one of { $n } tests failed
       *[other] passed as a whole; { $failed } of { $n } tests failed
    }
    [failed] { $failed } of { $n } tests failed
   *[none] not all kinds of tests came to an answer; failed: { $failed } of { $n }
}{ $less ->
    [0] {""}
    [one] ; by one model a choice no longer earns what it did in its test
   *[other] ; by { $less } models a choice no longer earns what it did in their tests
}
seen-no-test = None is running
seen-running = { $stops ->
    [no] One is running; its page holds back the verdict until the end
   *[yes] One is running, and something speaks against its verdict: see its page
}
seen-due = { $n ->
    [0] By the plan none is under way
    [one] By the plan: { LIST($names, most: 3) }
   *[other] By the plan { $n }: { LIST($names, most: 3) }
}{ $last ->
    [0] {""}
    [one] ; one ends today
   *[other] ; { $last } end today
}
seen-reported = { $n ->
    [0] Nothing is reported for today
   *[other] Reported for today: { LIST($names, most: 3) }
}{ $late ->
    [0] ; nothing is overdue
    [one] ; one task is due and not reported
   *[other] ; { $late } tasks are due and not reported
}
seen-tomorrow = On { $day } begins: { LIST($names, most: 3) }
seen-nothing-ahead = By the plan nothing begins after today
lacks-monitoring = Monitoring is not in this run, or did not come to its end
lacks-data = The page on the data did not come to its end
lacks-service = { $rehearsed ->
    [no] No service has answered anybody yet
   *[yes] No service has answered anybody yet; the rehearsal does not tell how it is today
}
lacks-tests = The tests are not in this run, or did not come to their end
lacks-plan = The run has no plan

## What it means

headline = { $look ->
    [0] {""}
    [one] Look first at: “{ $first }”.{" "}
   *[other] Look first at “{ $first }” and { NUMBER($look) } points in all that need somebody.{" "}
}Of today’s { $n } checks the system did { $done ->
    [0] none
    [one] one
   *[other] { $done }
} itself; { $yours } are for you{ $missing ->
    [0] .
    [one] , and one it cannot do yet.
   *[other] , and { $missing } it cannot do yet.
}
figure =
    .done = Ticked by the system, of { $of }
    .look = Done by the system, somebody has to look
    .yours = For you
    .missing = What the system cannot do yet
counted = counted
check-today =
    .name = The list is of the day of its run
    .detail = { $day }; run on { $ran }
limit-evidence = A tick says what the system saw, no more: that something was looked at by a person nobody can see from here.
limit-run = All of it was seen when the run came to its end on { $day }; what happened since is not in it.

## By post

letter =
    .title = Daily checklist
    .closing = The page attached holds the same list to print. It opens in any browser and loads nothing from elsewhere.
