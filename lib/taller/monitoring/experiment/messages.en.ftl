# What experiments say. A file beside the notebook, experiment.en.ftl, replaces what it names.

## The rule

rule-none = No metric has been named yet: metrics, in the engagement file, say what is measured and which one decides.
rule-table =
    .caption = What decides, as it stood before the data were opened
    .what = What
    .said = As it was written down
rule =
    .primary = What decides
    .guards = What must not get worse
    .stop = When it stops
    .level = Sureness of its intervals
    .hash = Mark of the rule
rule-primary = { $better ->
    [up] “{ $name }” must rise
   *[down] “{ $name }” must fall
}{ $threshold ->
    [0] {""}
   *[other] {" "}by more than { PERCENT($threshold) }
}
rule-guard = “{ $name }” may get worse by { PERCENT($margin) } at most
rule-stop = { $day ->
    [none] { $units ->
        [none] no stop was fixed, so it is read as a test that may end at any time
       *[other] when { $units } have taken part
    }
   *[day] on { DATE($day) }
}{ $looks ->
    [one] ; one look, at the end
   *[other] ; it may be looked at before
}
rule-hash = { $hash ->
    [none] none: control and shares are not in the engagement file, so the data had to tell them
   *[some] { $hash }, { $same ->
        [yes] first written down on { DATE($on) }
       *[no] but on { DATE($on) } another one was written down first: { $first }
    }
}
artifact-rule = The rule as it was first written down, and when the test was looked at

nothing-yet = There is no log of a test yet; what a test would take stands at the end of this page.
nothing-measured = Nothing has been measured yet.

## Who took part

arm = { $control ->
    [yes] { $name } (control)
   *[no] { $name }
}
people =
    .caption = { $clustered ->
        [yes] Who took part; the lot was drawn for accounts
       *[no] Who took part
    }
    .note = { $holds ->
        [yes] The versions are as large as the lot would make them (chance of sizes this far apart: { $p }).
       *[no] The lot would hardly make the versions so unequal (chance: { $p }): users were lost, or counted in one version only, and no figure of the test can be believed.
    }
    .arm = Version
    .units = Accounts
    .users = Users
    .expected = By the lot
    .share = Share
    .first = First day
    .last = Last day
doubts =
    .caption = What was set apart, and what could mislead
    .what = What
    .n = How many
    .then = What follows
doubts-none = No row had to be set apart, and nothing stands out.
doubt-rejected = Rows left out: { $why }
doubt-crossed = Users who saw several versions
    .then = { $stops ->
        [yes] Too many: there is no verdict
       *[no] They count for none
    }
doubt-clusters = Accounts whose users saw several versions
doubt-heavy = Rows of the user with the most of them ({ $user })
    .then = One user, however many rows
doubt-filled = Users without a value in “{ $column }”
    .then = They count with none of it; in what was known before, with the mean
doubt-negative = Users below zero in “{ $column }”
    .then = Taken as they are: money given back
doubt-apart = “{ $one }” was shown only before “{ $other }”
    .then = Renamed half way, or no lot: there is no verdict

## What changed

of-metric = { $role ->
    [primary] { $name } (decides)
    [guardrail] { $name } (must not get worse)
   *[secondary] { $name }
}
metrics =
    .caption = { $stopped ->
        [yes] What was counted; these are not effects, as the test cannot be judged
       *[no] What changed against control
    }
    .note = { $reading ->
        [fixed] Intervals of { PERCENT($level, digits: 0) } for one look, at the end.
       *[sequential] Intervals of { PERCENT($level, digits: 0) } that hold however often one looks, and are wider for it.
    }{ $removed ->
        [none] {""}
       *[some] {" "}What was known before the test took out up to { PERCENT($removed, digits: 0) } of the spread; values are as they were counted, changes are after that.
    } Metrics that neither decide nor guard are held to what so many of them would show by chance.
    .metric = Metric
    .arm = Version
    .control = In control
    .value = In the version
    .lift = Change
    .p = Chance if nothing had changed
    .shown = What is shown
shown =
    .stopped = no verdict
    .better = better
    .worse = worse
    .open = no change shown
outcome =
    .won = better, as asked for
    .worse = worse
    .too_small = less than asked for
    .harms = breaks a guardrail
    .open = not decided
    .stopped = no verdict
guard =
    .kept = kept
    .broken = broken
    .open = not shown to be kept
reason =
    .empty_arm = a version has no users
    .few_units = a version has fewer than ten users
    .few_carriers = too few users of a version have it, or lack it
    .few_clusters = it rests on too few users or accounts
    .no_variance = all users of a version are alike
    .nothing_to_divide_by = there is nothing to divide by
    .control_not_positive = control is not shown to be above zero, so nothing can be told relative to it
    .covariate_moved = the versions differ in what was known before by more than a lot makes them; it was not used

effects =
    .title = { $outcome ->
        [won] “{ $arm }” does better in “{ $metric }”, as asked for
        [worse] “{ $arm }” does worse in “{ $metric }”
        [too_small] “{ $arm }” changes “{ $metric }” by less than asked for
        [harms] “{ $arm }” breaks a guardrail
        [stopped] These are not effects: the test cannot be judged
       *[open] No change of “{ $metric }” is shown
    }
    .subtitle = { $reading ->
        [fixed] The line across each is its { PERCENT($level, digits: 0) } interval.
       *[sequential] The line across each is an interval that holds however often one looks ({ PERCENT($level, digits: 0) }).
    }
    .axis = Change against control
effects-none = No metric can be compared: too few users have a value.
mark = { $several ->
    [yes] { $name } · { $arm }
   *[no] { $name }
}

daily =
    .title = { $held ->
        [up] “{ $metric }” is above control, on whichever day one had looked last
        [down] “{ $metric }” is below control, on whichever day one had looked last
        [stopped] How “{ $metric }” stood day by day; the test cannot be judged
        [once] Looked at every day, “{ $metric }” would not be decided yet
       *[open] Day by day, “{ $metric }” has not parted from control
    }
    .subtitle = Change of all who had come by that day. The band holds on all days at once, so it is wider than that of one look at the end; the first days, which tell nothing, are left out.
    .day = Users who came by
    .axis = Change against control
    .arm = Version
daily-none = The log does not tell days, or too few of them: no course can be drawn.

outliers =
    .caption = The largest single users, and the change with the largest values brought down
    .note = Brought down: values above what 99% of those with a value have. Where the two changes differ much, a few users carry the result.
    .metric = Metric
    .arm = Version
    .unit = User or account
    .value = Its value
    .share = Share of its version
    .measured = Change as measured
    .tamed = Change, brought down
outliers-none = No sums of single users were measured here, so no single user can carry a result.

## Who gains

who-none =
    .planned = Who gains most can be asked once a test has ended.
    .stopped = The test cannot be judged, so nobody can be said to gain.
    .running = Who gains most is asked when the test has ended: to look now would find what is not there.
    .no_traits = No trait was named (traits) by which users may gain differently, so all are taken alike.
    .not_users = Who gains most is asked of users alone; here there are totals, accounts or a ratio.
    .few = Fewer than two thousand users: too few to tell who gains more than others.
    .not_told = The traits tell too little to learn who gains more than others.
who-alike = No detectable difference: as far as { LIST($traits) } tell, nobody is shown to gain more than others. Treat all alike.
who =
    .caption = Who gains most, by { LIST($traits) }
    .note = Effect per user, positive where it is better, on later users than those it was learned from.
    .arm = Version
    .most = On the 30% who gain most
    .all = On all
    .shown = Difference
who-detected = { $detected ->
    [yes] shown
   *[no] not detectable
}

## Stock

stock-none = Not tested: whether the versions compete for the same stock. The log has no column that counts what users wanted and was sold out (sold_out); if they do, the measured change is too large.
stock =
    .caption = What control found sold out, per user
    .note = { $competes ->
        [yes] Control found more sold out in the second half: the versions may take goods from each other, and the measured change would be too large.
       *[no] No rise is shown in the second half, when the other versions had sold more: nothing here speaks for versions taking goods from each other.
    }
    .when = When
    .value = Per user
stock-early = First half of the test
stock-late = Second half
stock-more = Difference

## Money

money-none = Nothing is promised where nothing was judged.
money =
    .caption = What is to be expected after a roll-out
    .note = A version that did well in a test had luck as well, so less is expected than was measured: we assume that such changes usually move “{ $metric }” by about { PERCENT($typical) } either way.{ $valued ->
        [yes] {" "}A year: { NUMBER($users) } users, { $value ->
            [none] money as measured
           *[some] { MONEY($value) } for each unit of the metric
        }, less { MONEY($cost) } per user and { MONEY($setup) } once, as you said.
       *[no] {" "}In money it can be told once value and users_per_year are given.
    }
    .arm = Version
    .measured = Measured
    .expected = To be expected
    .kept = Kept of it
    .yearly = A year, in money

## Plan

plan-none = How large a test must be cannot be told: give baseline (share of users who do it today) and users_per_day.
plan =
    .caption = What the next test takes
    .note = { $origin ->
        [test] Control stands at { $base } in the test above.
        [given] { $base } of users do it today, as you said.
        [visits] { $base } of the visitors of the last four weeks bought.
       *[orders] { $base } of last year's customers bought again in the last four weeks.
    } A change that is truly there shows with a chance of { PERCENT($power, digits: 0) }, by intervals of { PERCENT($level, digits: 0) }, two versions, half of the users each.{ $daily ->
        [none] {" "}How many days that takes depends on users_per_day.
       *[some] {" "}Days at { NUMBER($daily) } new users a day, in whole weeks.
    }{ $waiting ->
        [none] {""}
       *[some] {" "}Each day on which half of the users wait for the better version costs about { MONEY($waiting, digits: 0) }.
    }
    .lift = Change to show
    .users = Users in all
    .days = Days
    .worth = Remark
plan-worth = the least that pays for itself in a year
weeks-none = How much more weeks would show is not told: nobody said how many users come (users_per_day).
weeks =
    .title = Four weeks show a change of { PERCENT($lift) } or more
    .subtitle = The smallest change that so many weeks of users show with a chance of { PERCENT($power, digits: 0) }.
    .week = Weeks
    .axis = Smallest change

## Headline

headline-running = { $stop ->
    [yes] The test is still running.
   *[no] No end was fixed for the test, so it is read as still running.
}
headline-stock = Control found more sold out as the test went on, so the change may be smaller than that.
headline-stopped = The test cannot be judged: { $why }
headline-rule = This is by another rule than the one written down first, on { DATE($on) }.
headline-unfixed = No rule was written down before the data were opened.
headline-giant = A single user carries { PERCENT($share, digits: 0) } of “{ $metric }” in “{ $arm }”: look at the change with the largest values brought down.
headline-untold = Nothing can be told of “{ $arm }” in “{ $metric }”: { $reason }.
# What the rule makes of a version
verdict =
    .won = “{ $arm }” { $way ->
        [up] raises
       *[down] lowers
    } “{ $metric }” by { PERCENT($size) } ({ INTERVAL($size) }) against “{ $control }”{ $threshold ->
        [0] {""}
       *[other] , more than the { PERCENT($threshold) } asked for
    }; about { PERCENT($expected) } is to be expected after a roll-out, if such changes usually move it by { PERCENT($typical) }.
    .worse = “{ $arm }” { $way ->
        [up] raises
       *[down] lowers
    } “{ $metric }” by { PERCENT($size) } ({ INTERVAL($size) }) against “{ $control }”, which is worse: keep “{ $control }”.
    .too_small = Whatever “{ $arm }” changes in “{ $metric }” is less than the { PERCENT($threshold) } asked for (between { PERCENT($low) } and { PERCENT($high) }): keep “{ $control }”.
    .harms = “{ $arm }” breaks a guardrail ({ LIST($broken) }), whatever it does for “{ $metric }”: keep “{ $control }”.
    .open = { $beyond ->
        [yes] “{ $arm }” does better in “{ $metric }” (between { PERCENT($low) } and { PERCENT($high) }), but it is not shown that these do not get worse: { LIST($unsure) }.
       *[no] The test does not decide: “{ $arm }” changes “{ $metric }” by something between { PERCENT($low) } and { PERCENT($high) } against “{ $control }”.
    }
headline-planned-none = No test has been run, and too little is known to plan one.
headline-planned = No test has been run yet. To show a change of { PERCENT($lift) } in { $origin ->
    [visits] how many visitors buy
    [orders] how many customers buy again within four weeks
   *[given] how many do what is to be changed
}{ $worth ->
    [yes] , the least that pays for itself,
   *[no] {""}
} with a chance of { PERCENT($power, digits: 0) }, one needs { $users } users{ $days ->
    [none] {""}
   *[other] , { $days } days at today's number of users
}{ $long ->
    [yes] {""}: too long to wait for
   *[no] {""}
}.

## What the test cannot be judged for

stop =
    .ratio = “{ $arm }” has { $units } where the lot would give about { $expected }, which chance hardly does. Users were lost, or counted in one version only.
    .missing = nobody saw { LIST($gone) }, which the lot names.
    .strange = the log holds versions that the lot does not name: { LIST($strange) }.
    .crossed = { $clusters ->
        [0] { $crossed } users saw several versions.
       *[other] { $crossed } users saw several versions, and in { $clusters } accounts several were shown.
    }
    .apart = “{ $one }” was shown only before “{ $other }”: a version was renamed half way (then name it in data.trials.arm_names), or there was no lot at all.

## Figures

figure =
    .users = Users in the test
    .lift = Change of “{ $metric }” by “{ $arm }”
    .expected = To be expected of it
    .yearly = A year, in money
method =
    .users = counted

## Decisions

decision-mend =
    .what = Find out why before anything of the test is believed: { $why }
    .owner = Whoever runs the experiments
    .effect = Until then neither “{ $arm }” nor “{ $control }” is shown to be better in “{ $metric }”
    .measured = a test whose versions are as the lot made them
decision-won =
    .what = { $loses ->
        [yes] Do not roll out “{ $arm }”: it does better in “{ $metric }”, but costs more than it brings
       *[no] Roll out “{ $arm }”{ $unsure ->
            [yes] {""}, though it may cost more in its first year than it brings
           *[no] {""}
        }{ $running ->
            [yes] {""}; the test may stop
           *[no] {""}
        }
    }
    .owner = Whoever owns the product
    .effect = “{ $metric }” better than with “{ $control }”{ $waiting ->
        [none] {""}
       *[some] ; each day of waiting costs about { MONEY($waiting, digits: 0) }
    }
    .period = a year
    .population = { $users ->
        [none] all users
       *[some] { NUMBER($users) } users, as you said; less than was measured, assuming that such changes usually move it by { PERCENT($typical) }
    }
    .measured = what one unit of “{ $metric }” is worth (value), and users_per_year
decision-wait =
    .what = { $until ->
        [none] { $units ->
            [none] Fix when the test of “{ $arm }” ends, and let it run until then
           *[other] Let the test of “{ $arm }” run until { $units } have taken part
        }
       *[day] Let the test of “{ $arm }” run until { DATE($until) }
    }
    .owner = Whoever runs the experiments
    .effect = “{ $metric }” is decided then, and not by the day on which it looks best; “{ $control }” stays
    .measured = the end of this test
decision-open =
    .what = Do not decide on “{ $arm }” by this test: keep “{ $control }”{ $users ->
        [none] , or test again with more users
       *[other] , or test again with { $users } users, which show a change of { PERCENT($lift) } in “{ $metric }”
    }
    .owner = Whoever owns the product
    .effect = No money is spent on what is not shown
    .measured = a larger test
decision-keep =
    .what = { $outcome ->
        [harms] Keep “{ $control }”: “{ $arm }” breaks a guardrail
        [worse] Keep “{ $control }”: “{ $arm }” does worse in “{ $metric }”
       *[other] Keep “{ $control }”: “{ $arm }” changes “{ $metric }” by less than was asked for
    }{ $running ->
        [yes] {""}; the test may stop
       *[no] {""}
    }
    .owner = Whoever owns the product
    .effect = Nobody is given a version that does not pay
    .measured = nothing more: the test has told
decision-plan =
    .what = { $long ->
        [yes] Test where more users come, or something that can change more: a change of { PERCENT($lift) } would take { $days } days to show
       *[no] Run a test with { $users } users{ $days ->
            [none] {""}
           *[other] {" "}for { $days } days
        }, and write its rule down first
    }
    .owner = Whoever runs the experiments
    .effect = Shows a change of { PERCENT($lift) } or more, if there is one
    .measured = the test itself
decision-prepare =
    .what = Say what would be tested: metrics, baseline and users_per_day
    .owner = Whoever runs the experiments
    .effect = Then a test can be planned
    .measured = a test

## Checks and limits

check-ratio =
    .name = The versions are as large as the lot would make them
    .detail = { $holds ->
        [yes] Chance of sizes this far apart: { $p }; below { NUMBER($threshold, digits: 2) } there would be no verdict.
       *[no] Chance of sizes this far apart: { $p }, below { NUMBER($threshold, digits: 2) }: no verdict.
    }
check-rule =
    .name = The rule was fixed before the data were opened
    .detail = { $fixed ->
        [no] Control and shares are not in the engagement file, so that the data had to tell them.
       *[yes] { $other ->
            [yes] Another rule was written down first, on { DATE($on) }.
           *[no] { $late ->
                [yes] It was written down on { DATE($on) }, after the test's last day ({ DATE($last) }): that nobody had seen the data by then cannot be shown here.
               *[no] It was first written down on { DATE($on) }, and is the same.
            }
        }
    }
check-crossed =
    .name = Hardly anybody saw several versions
    .detail = { $n } did; with more than { PERCENT($most) } there would be no verdict.
check-apart =
    .name = All versions were shown at the same time
    .detail = { $apart ->
        [yes] One was shown only after another had ended.
       *[no] Their days overlap, or the log tells none.
    }
check-guards =
    .name = What must not get worse is kept
    .detail = { $left ->
        [none] All guardrails are shown to be kept.
       *[some] Broken, or not shown to be kept: { LIST($left) }.
    }
check-giant =
    .name = No single user carries what decides
    .detail = The largest carries { PERCENT($share, digits: 0) } of its version.
check-before =
    .name = What was known before is alike in all versions
    .detail = { $moved ->
        [none] Nothing speaks against it.
       *[some] It differs by more than a lot makes it, so it was not used, in: { LIST($moved) }.
    }
check-stock =
    .name = The versions do not take goods from each other
    .detail = { $more ->
        [yes] Control found more sold out as the test went on.
       *[no] Control is not shown to have found more sold out as the test went on.
    }
limit-typical = What is to be expected rests on an assumption: that such changes usually move what decides by about { PERCENT($typical) } either way (typical).
limit-sequential = { $running ->
    [yes] The test is still running: all intervals are those that hold however often one looks, here and in later reports.
   *[no] The test was, or may have been, looked at before its end: all intervals are those that hold however often one looks.
}
limit-stock = It was not tested whether the versions compete for the same stock.
limit-totals = From totals, no single user can be told: neither those of several versions nor the largest ones.
limit-rows = No column tells users apart: each row counts as a user. Where one user has several rows the intervals are too narrow.
limit-money = Values, costs and users per year are what you said; the test measured none of them.
limit-skewed = Of { $metrics }, the intervals are a little too narrow: amounts are uneven and the versions of very different size. In simulated tests like this one they held what is true in 91 to 95 of 100, not in 95.
limit-who = Who gains most was learned and tested within this test alone.
limit-plan = { $origin ->
    [none] Nothing is known of what users do today.
    [given] How many do it today is what you said.
    [visits] How many do it today is taken from the last four weeks of visits, whatever their season.
   *[orders] How many do it today is taken from the last four weeks of orders, whatever their season.
}

## Faults

fault-name = the log holds no experiment “{ $name }”{ $near }
fault-several = the log holds several experiments ({ LIST($names, most: 5) }); name one
fault-no-metrics = say what is measured{ $columns ->
    [none] {""}
   *[some] ; the log's columns: { LIST($columns, most: 20) }
}
fault-control = say which version changes nothing: { LIST($arms, most: 10) }
fault-no-control = the log holds no version “{ $name }”; it holds { LIST($arms, most: 10) }
fault-arms = { $strange ->
    [none] { $lost ->
        [none] the log holds one version alone: { LIST($arms, most: 10) }
       *[some] the log lacks { LIST($lost, most: 10) }; it holds { LIST($arms, most: 10) }
    }
   *[some] the log holds versions that have no share: { LIST($strange, most: 10) }
}
fault-column = the log has no column “{ $name }”{ $near }
fault-text = column “{ $name }” holds no numbers
fault-late = { LIST($names) } is measured as well: a trait is what was known before the lot
fault-together = { $key } needs two columns of each user together, which totals do not tell
fault-squares = { $key } needs the sums of squares of “{ $name }”: name their column in data.trials.squares
fault-too-many = { $key } counts users, but “{ $name }” is more than the users of its row
