# What the weekly report says. A file beside the notebook, weekly_report.en.ftl, replaces what it names.

## Sections

done =
    .caption = { $n ->
        [0] What was done
        [one] One task done since { $since }
       *[other] { $n } tasks done since { $since }
    }
    .task = Task
    .owner = Who
    .on = On
done-none = { $plan ->
    [no] The run has no plan, so nothing is known of tasks.
   *[yes] Nobody has reported a task as done since { $since }.
}
decided = Decided: { $what }
under-way =
    .caption = { $n ->
        [0] What is under way
        [one] One task under way on { $until }, by the plan
       *[other] { $n } tasks under way on { $until }, by the plan
    }
    .task = Task
    .owner = Who
    .ends = Planned end
under-way-note = Whether they have begun nobody reports.
under-way-none = { $plan ->
    [no] The run has no plan.
   *[yes] By the plan no task is under way on { $until }, apart from those that are late.
}
ends = { $day }{ $critical ->
    [no] {""}
   *[yes] {" "}(decides the end)
}
problems =
    .caption = { $n ->
        [0] Problems
        [one] One problem, and what solves it
       *[other] { $n } problems, and what solves them
    }
    .what = Problem
    .solution = Solution
    .owner = Who
problems-none = No problem is known: every analysis came to its end{ $plan ->
    [no] .
   *[yes] , and no task is known to be late.
}
metrics =
    .caption = { $day ->
        [none] Key figures of this run
       *[other] Key figures of this run, beside those of { $day }
    }
    .figure = Figure
    .now = Now
    .was = { $day ->
        [none] Before
       *[other] On { $day }
    }
    .verdict = Change
    .target = Target
metrics-none = No analysis of this run has key figures.
interval = { $level ->
    [none] { $value } ({ $interval }, as assumptions move)
   *[some] { $value } ({ $interval })
}
verdict =
    .moved = { $rises ->
        [no] fell
       *[yes] rose
    }, more than chance explains
    .noise = noise: chance explains it
    .equal = none
    .counted = { $rises ->
        [no] fewer
       *[yes] more
    }, counted
    .assumed = rests on assumptions
    .settings = settings or program, not the data
    .new = not known before
    .alone = –
target = { $target }: { $assumed ->
    [no] { $side ->
        [above] measured above it
        [below] measured below it
       *[within] within the interval
    }
   *[yes] { $side ->
        [above] above it, whatever is assumed
        [below] below it, whatever is assumed
       *[within] depends on assumptions
    }
}
figures-compared = { $day ->
    [none] There is no earlier run, so nothing is said of changes.
   *[other] { $comparable ->
        [no] The run of { $day } counts other money or other data, so the figures are not compared.
       *[yes] { $same ->
            [yes] The data are the same as on { $day }: what differs comes from settings or the program.
           *[no] { $compared ->
                [0] No estimated figure can be compared with { $day }.
               *[other] Estimated figures compared with { $day }: { $compared }. More than chance explains: { $moved }; the others’ differences are noise.
            }
        }
    }
} Shown: { $shown } of { $all } key figures.
steps =
    .caption = What is to begin or to be decided next
    .what = What
    .owner = Who
    .by = When
    .worth = Worth
steps-note = Tasks that begin by the plan, then what the analyses propose, by worth. The analysis’ own page says what each worth rests on.
worth = { $exact ->
    [yes] { $value }
   *[no] { $value } ({ $interval })
}
steps-none = No analysis proposes anything, and no task begins.
begins = begins { $day }
decide-by = { $n ->
    [0] open
    [one] decide within a day
   *[other] decide within { $n } days
}{ $repeated ->
    [no] {""}
   *[yes] {"; "}proposed before
}
risks =
    .caption = { $n ->
        [0] Risks
        [one] One risk in the plan’s register
       *[other] { $n } risks in the plan’s register
    }
    .name = Risk
    .chance = Chance
    .cost = Expected cost
    .mitigation = Measure
    .owner = Who
risks-note = Chances and costs are the plan’s: somebody’s judgement, or its simulations.
risks-none = { $plan ->
    [no] The run has no plan, and so no register of risks.
   *[yes] The plan’s register holds no risk.
}
risk = { $name }{ $new ->
    [no] {""}
   *[yes] {" "}(new)
}
needs =
    .caption = Whom the plan asks for until { $last }
    .who = Who
    .days = Working days
    .tasks = Tasks
needs-none = { $plan ->
    [no] The run has no plan, so nothing is known of people’s time.
   *[yes] { $missing ->
        [0] By the plan nobody is asked for until { $last }.
       *[other] By the plan nothing new falls until { $last }; what was due and is not reported as done is not counted.
    }
}
who = { $named ->
    [yes] { $name }
   *[no] { $name } (nobody named yet)
}
budget = Until all is in use it takes { MONEY($asked, digits: 0) } with contingency{ $given ->
    [none] ; no budget is known.
   *[other] , as assumed; given: { MONEY($given, digits: 0) }{ $short ->
        [no] .
       *[yes] , which is not enough.
    }
}
rest = And { $n } more.
unsaid = not said

## Problems

problem-failed =
    .what = { $title }: the analysis { $how ->
        [skipped] was left out, since one that it needs did not come to its end
        [late] ran out of time
        [killed] was ended from outside
       *[failed] stopped at an error
    }; what it says is missing this week.
    .solution = { $how ->
        [skipped] Mend the other one; the same command then makes up for it
        [late] Give it more time or fewer data, and give the same command again
        [killed] Give the same command again; where memory ran out, with fewer data
       *[failed] Correct what its page names, and give the same command again
    }
    .owner = Analyst
problem-withheld =
    .what = { $n ->
        [one] The data of { LIST($titles) } do not add up to your own totals: its figures are left out here.
       *[other] The data of { $n } analyses do not add up to your own totals ({ LIST($titles, most: 3) }): their figures are left out here.
    }
    .solution = Find out with whoever keeps the data where they part
    .owner = Owner of the data
problem-tests =
    .solution = { $todo ->
        [none] See the page of the tests
       *[some] { $todo }
    }
    .owner = { $owner ->
        [none] Analyst
       *[some] { $owner }
    }
problem-incident =
    .solution = Find the cause; open since { $since }
    .owner = { $owner ->
        [none] not said
       *[some] { $owner }
    }
problem-gap =
    .what = { $n ->
        [one] In “{ $table }” one day is not as the others: { $first }.
       *[other] In “{ $table }” { $n } days are not as the others, from { $first } to { $last }.
    }
    .solution = Load them again
    .owner = Owner of the data
problem-model =
    .what = The choice by “{ $title }” is expected to earn { MONEY($earns) } ({ INTERVAL($earns) }), less than the { MONEY($earned) } of its test.
    .solution = Learn it anew on the latest data, and test it
    .owner = Analyst
problem-untold =
    .what = { $n ->
        [one] By the plan one task should be done, and nobody has reported any.
       *[other] By the plan { $n } tasks should be done, and nobody has reported any.
    }
    .solution = Say which tasks are done, and since when
    .owner = { $owner }
problem-late =
    .what = “{ $task }” was due on { $due } and is not reported as done{ $critical ->
        [yes] ; the end waits for it.
       *[no] { $slack ->
            [0] .
            [one] ; it may still lose one working day before the end moves.
           *[other] ; it may still lose { $slack } working days before the end moves.
        }
    }
    .solution = { $critical ->
        [yes] Agree today what it lacks and who clears it
       *[no] Finish it, or report it as done
    }
    .owner = { $owner }
problem-check =
    .what = { $title }: “{ $check }” no longer holds{ $detail ->
        [none] .
       *[some] : { $detail }
    }
    .solution = See the page of { $title }
    .owner = Analyst

## What it means

headline-no-plan = The run has no plan, so nothing is said of progress.
headline-untold = { $due ->
    [one] By the plan one of { $of } tasks should be done by { $until }, but nobody has reported any: where the project stands is not known.
   *[other] By the plan { $due } of { $of } tasks should be done by { $until }, but nobody has reported any: where the project stands is not known.
}
headline-progress = { $done ->
    [0] None of { $of } tasks is done
    [one] One of { $of } tasks is done
   *[other] { $done } of { $of } tasks are done
}; { $due ->
    [0] none was due by { $until }.
   *[other] { $missing ->
        [0] none that was due by { $until } is missing.
        [one] one that was due by { $until } is missing.
       *[other] { $missing } that were due by { $until } are missing.
    }
}
headline-end = { $moved ->
    [none] If each task takes its likely time, all is in use by { $ends_on }
    [0] If each task takes its likely time, all is in use by { $ends_on }, as before
   *[other] If each task takes its likely time, all is in use by { $ends_on }, { $by ->
        [one] one day
       *[other] { $by } days
    } { $later ->
        [no] earlier than before
       *[yes] later than before
    }
}; in four of five simulated schedules by { $ends_by }.
headline-problems = { $n ->
    [0] No problem is known.
    [one] One problem is open{ $broken ->
        [0] .
       *[other] : an analysis did not come to its end.
    }
   *[other] { $n } problems are open{ $broken ->
        [0] .
        [one] ; an analysis did not come to its end.
       *[other] ; { $broken } analyses did not come to their end.
    }
}
headline-first = There is no earlier run to compare the figures with.
headline-moved = { $comparable ->
    [no] The figures cannot be compared with those of { $day }.
   *[yes] { $same ->
        [yes] The data are still those of { $day }.
       *[no] { $compared ->
            [0] No estimated figure can be compared with { $day }.
           *[other] { $n ->
                [0] No figure moved more than chance explains since { $day } ({ $compared } compared).
                [one] One figure of { $compared } moved more than chance explains since { $day }.
               *[other] { $n } figures of { $compared } moved more than chance explains since { $day }.
            }
        }
    }
}
figure =
    .done = Tasks done, of { $of }; the target: due by today
    .missing = Tasks due and not reported as done
    .problems = Problems open
    .risks = Risks in the register
method-counted = counted
effect =
    .failed = the report is whole again
    .withheld = figures can be relied on
    .untold = it is known where the project stands
    .late = what comes after it is not delayed
decision = { $subject }: { LOWER_FIRST($solution) }
measured = the next report, which reads it from the plan and the run
check-whole =
    .name = Every analysis of the run came to its end
    .detail = { $n ->
        [0] all { $of }
       *[other] not: { $n } of { $of }
    }
check-earlier =
    .name = The figures are held against a run of about a week ago
    .detail = { $days ->
        [none] there is none
        [one] it is one day old
       *[other] it is { $days } days old
    }{ $comparable ->
        [no] {" "}and counts other money or data
       *[yes] {""}
    }
check-told =
    .name = Progress was reported lately
    .detail = { $days ->
        [none] never
        [0] today
        [one] one day ago
       *[other] { $days } days ago
    }
limit-told = Progress is what people reported; whether a task that is called done is done well, nobody checked.
limit-no-plan = Without a plan, tasks, risks and people’s time are not told.
limit-due = Without an earlier plan, what was due is told by this one, which has already moved what is not done: lateness may be hidden.
limit-noise = Both runs share most of their data, and { $compared } figures were compared at once. So rather too little than too much is called a change: of those called so, about one in twenty may be chance.
limit-settings = If settings were changed between the runs, a change may come from that.
limit-counted = A counted figure has no interval: that it rose or fell says nothing of a trend.
limit-risks = The chance and cost of a risk are judgements unless the plan computed them.

## By post

letter =
    .title = Weekly report
    .closing = The page attached says the same with its checks and limits. It opens in any browser and loads nothing from elsewhere.
