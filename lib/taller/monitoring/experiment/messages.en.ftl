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
    .campaign = What the campaign must show
    .days = Days that count
    .sure = Sureness of its interval
    .mark = Mark of its rule
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
rule-campaign = { $better ->
    [up] “{ $name }” must rise
   *[down] “{ $name }” must fall
}{ $threshold ->
    [0] {""}
   *[other] {" "}by more than { PERCENT($threshold) }
}, { $regions ->
    [none] against the days before, as all regions have it
   *[some] in { LIST($regions, most: 8) }, against the other regions
}
rule-days = from { DATE($first) } to { DATE($last) }
rule-hash = { $hash ->
    [none] none: control and shares are not in the engagement file, so the data had to tell them
   *[some] { $hash }, { $same ->
        [yes] first written down on { DATE($on) }
       *[no] but on { DATE($on) } another one was written down first: { $first }
    }
}
artifact-rule = The rule as it was first written down, and when the test was looked at


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
doubt-rejected =
    .what = Rows left out: { $why }
doubt-crossed =
    .what = Users who saw several versions
    .then = { $stops ->
        [yes] Too many: there is no verdict
       *[no] They count for none
    }
doubt-clusters =
    .what = Accounts whose users saw several versions
    .then = { $stops ->
        [yes] Too many: there is no verdict
       *[no] They count for none
    }
doubt-heavy =
    .what = Rows of the user with the most of them ({ $user })
    .then = One user, however many rows
doubt-filled =
    .what = Users without a value in “{ $column }”
    .then = They count with none of it; in what was known before, with the mean
doubt-negative =
    .what = Users below zero in “{ $column }”
    .then = Taken as they are: money given back
doubt-late =
    .what = Users or accounts that came after the test's stop ({ DATE($ends) })
    .then = Left out: the rule stops there
doubt-apart =
    .what = “{ $one }” was shown only before “{ $other }”
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

## Who gains

who-none =
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
    .caption = What control finds sold out, as more of the others came that day
    .note = { $found ->
        [competes] Control finds more sold out on days with more of the others: the versions take goods from each other, and the measured change is larger than what a roll-out would bring.
        [little] If control loses goods to the others at all, what it finds sold out rises by less than half: the measured change is hardly larger for it.
       *[cannot_tell] These { $days } days cannot tell. The lot gave each of them about as many of each version, so that their share hardly varied. { $periods ->
            [none] It would show if the new version were switched on for everybody or nobody by the day, by lot, or in regions that have a stock of their own.
           *[other] A rise by half would show if the new version were switched on for everybody or nobody by the day, by lot, over { $periods } days, or in as many regions that have a stock of their own.
        }
    }
    .what = Per user of control
    .value = Value
stock-base = Wanted and found sold out
stock-change = More of it, if all others came and none stayed away
stock-spread = Spread of the others' share over the days

## Money

money =
    .caption = What is to be expected after a roll-out
    .note = A version that did well in a test had luck as well, so less is expected than was measured: we assume that such changes usually move “{ $metric }” by about { PERCENT($typical) } either way.{ $valued ->
        [yes] {" "}A year: { NUMBER($users) } users, { $value ->
            [none] money as measured
           *[some] { MONEY($value) } for each unit of the metric
        }{ $cost ->
            [0] {""}
           *[other] , less { MONEY($cost) } per user
        }{ $setup ->
            [0] {""}
           *[other] , less { MONEY($setup) } once
        }, as you said.
       *[no] {" "}In money it can be told once value and users_per_year are given.
    }
    .arm = Version
    .measured = Measured
    .expected = To be expected
    .kept = Kept of it
    .yearly = A year, in money

## A campaign in regions

sales = sales
change =
    .lift = Change of “{ $name }”
    .total = { $by_regions ->
        [yes] In all its days and regions
       *[no] In all days since
    }
    .daily = { $by_regions ->
        [yes] A day and region
       *[no] A day
    }
    .net = Earned, less what it cost
regions =
    .caption = { $by_regions ->
        [yes] “{ $name }” in { LIST($treated, most: 8) } against what { $others } other regions would have there
       *[no] “{ $name }” from { DATE($start) } on against what season and trend foretell
    }
    .note = { $by_regions ->
        [yes] If these regions would have gone on moving with the others as before, and nothing else happened to them alone. From { DATE($start) } on, { $days } days; intervals of { PERCENT($level, digits: 0) }.
       *[no] All had it at once. Weekday, trend and memory from day to day are taken off; whatever else changed on that date is in it. { $days } days; intervals of { PERCENT($level, digits: 0) }.
    }{ $left ->
        [none] {""}
       *[some] {" "}Left out, as they lack days or sold nothing before: { LIST($left, most: 8) }.
    }{ $net ->
        [none] {""}
       *[some] {" "}Each unit is worth { MONEY($value) }, as you said.
    }
    .what = What
    .value = Value (interval)
regions-running = { $state ->
    [ahead] The campaign begins on { DATE($first) } and is judged after { DATE($last) }.
   *[running] The campaign runs until { DATE($last) }. No effect is told before: none of its intervals holds however often one looks.
}
course =
    .title = { $by_regions ->
        [yes] { $outcome ->
            [won] “{ $name }” parted from what the other regions foretell
            [worse] “{ $name }” fell behind what the other regions foretell
           *[other] “{ $name }” is not shown to part from what the other regions foretell
        }
       *[no] “{ $name }” before and after { DATE($start) }
    }
    .subtitle = { $by_regions ->
        [yes] A day, mean of the regions with the campaign. The dashed line is its first day; left of it the two should run together.
       *[no] A day, mean of all regions. The dashed line is the first day of the change.
    }
    .sold = Sold
    .otherwise = As the others foretell
    .day = Day
    .axis = A day and region
placebo =
    .own = The campaign itself
    .middle = { $n } other sets of regions, the middle one
    .far = Of these, the furthest
placebo-from = As if it had begun on { DATE($day) }
placebo-shows = { $shows ->
    [yes] a change shows
   *[no] none shows
}
placebos =
    .caption = { $by_regions ->
        [yes] What the method finds in other regions and on earlier days
       *[no] What the method finds on earlier days
    }
    .note = { $likely ->
        [none] Too few to say how often chance goes so far.
       *[some] { $by_regions ->
            [yes] In { PERCENT($likely, digits: 0) } of the other sets the gap widens as much as with the campaign; with more than 10% no effect is said to be shown.
           *[no] On { PERCENT($likely, digits: 0) } of the earlier days a change shows; with more than 10% no change is said to be shown.
        }
    }
    .what = Where or when
    .change = Change
    .ratio = Times the usual gap
    .shown = Beyond chance
designs =
    .caption = Regions and days, and the smallest change of “{ $name }” that each would show
    .note = Tried on stretches of the past up to { DATE($last) }: the change that would have shown in { PERCENT($power, digits: 0) } of them, by intervals of 95%. The sets were drawn by lot, those first that move like the others; the best of several looks somewhat better than it is.{ $paid ->
        [yes] {""}
       *[no] {" "}What it costs can be told once daily_cost is given.
    }
    .regions = Regions
    .days = Days
    .cost = Cost
    .lift = Smallest change
    .total = In all
    .stretches = Stretches tried
designs-none = Where a campaign would show cannot be told: it takes at least 40 days before it and as many again as it lasts, and two more regions than it is in.
# The verdict on a campaign
campaign =
    .won = { UPPER_FIRST($name) } in { LIST($regions, most: 5) } { $way ->
        [up] rose
       *[down] fell
    } by { PERCENT($size) } ({ INTERVAL($size) }) with the campaign, { $total } in { $days } days, against what the other regions would have there, if they would have gone on moving together{ $threshold ->
        [0] {""}
       *[other] ; more than the { PERCENT($threshold) } asked for
    }.
    .worse = { UPPER_FIRST($name) } in { LIST($regions, most: 5) } { $way ->
        [up] rose
       *[down] fell
    } by { PERCENT($size) } ({ INTERVAL($size) }) with the campaign against what the other regions would have there, if they would have gone on moving together: that is worse.
    .too_small = Whatever the campaign in { LIST($regions, most: 5) } changed in { $name } is less than the { PERCENT($threshold) } asked for (between { PERCENT($low) } and { PERCENT($high) }), if the regions would have gone on moving together.
    .open = The campaign in { LIST($regions, most: 5) } is not shown to have changed { $name }{ $threshold ->
        [0] {""}
       *[other] {" "}by more than the { PERCENT($threshold) } asked for
    }: the change lies between { PERCENT($low) } and { PERCENT($high) }, if the regions would have gone on moving together.
    .doubtful = In { LIST($regions, most: 5) } the method finds a change of { $name } by { PERCENT($value) } ({ PERCENT($low) } to { PERCENT($high) }), but in { PERCENT($likely, digits: 0) } of other sets of regions, without a campaign, as much: nothing is shown to be the campaign's.
    .running = The campaign runs until { DATE($last) }; no effect is told before.{ $lift ->
        [none] {""}
       *[some] {" "}It can show a change of { PERCENT($lift) } or more.
    }
    .ahead = The campaign begins on { DATE($first) }, and its rule is written down.{ $lift ->
        [none] {""}
       *[some] {" "}It can show a change of { PERCENT($lift) } or more.
    }
    .none = No campaign has been named yet. { $lift ->
        [none] Where one would show cannot be told from so few days or regions.
       *[some] In { LIST($places, most: 8) } a change of { $name } by { PERCENT($lift) } or more would have shown within { $days } days{ $cost ->
            [none] {""}
           *[some] {" "}(cost: { MONEY($cost, digits: 0) })
        } in { PERCENT($power, digits: 0) } of the past.
    }
before-after =
    .won = From { DATE($start) } on { $name } { $way ->
        [up] rose
       *[down] fell
    } by { PERCENT($size) } ({ INTERVAL($size) }) against what season and trend foretell. All regions had the campaign at once, so whatever else changed on that date is in it: that it was the campaign is not shown.
    .worse = From { DATE($start) } on { $name } { $way ->
        [up] rose
       *[down] fell
    } by { PERCENT($size) } ({ INTERVAL($size) }) against what season and trend foretell, which is worse. All regions had the campaign at once, so whatever else changed on that date is in it.
    .too_small = From { DATE($start) } on { $name } changed by less than the { PERCENT($threshold) } asked for (between { PERCENT($low) } and { PERCENT($high) }), with whatever else changed on that date.
    .open = From { DATE($start) } on no change of { $name }{ $threshold ->
        [0] {""}
       *[other] {" "}beyond the { PERCENT($threshold) } asked for
    } is shown: it lies between { PERCENT($low) } and { PERCENT($high) }, with whatever else changed on that date.
    .doubtful = From { DATE($start) } on { $name } changed by { PERCENT($value) } ({ PERCENT($low) } to { PERCENT($high) }), but on { PERCENT($likely, digits: 0) } of earlier days, when nothing is known to have changed, a change shows as well: it proves nothing.
decision-campaign =
    .what = { $outcome ->
        [won] { $money ->
            [unknown] Before the campaign is repeated, say what it cost and what its change is worth: { $name } did better with it, but whether that pays is not known
            [loses] Do not repeat the campaign as it is: by what was measured it cost more than it brought
           *[other] Repeat the campaign, next in further regions drawn by lot{ $money ->
                [unsure] {""}, though it may cost more than it brings
               *[other] {""}
            }
        }
        [worse] Do not repeat the campaign: { $name } did worse with it
       *[other] Do not repeat the campaign: it changed { $name } by less than was asked for
    }
    .owner = Whoever buys advertising
    .effect = The money goes where it is shown to work, not where it was spent before
    .period = a campaign of { $days } days
    .population = { LIST($regions, most: 8) }, if it is repeated there and nothing else changes; with the value and the cost that you said
    .measured = what one unit of { $name } is worth, and what a day of the campaign costs
decision-unshown =
    .what = { $by_regions ->
        [yes] Do not count on the campaign by this trial
       *[no] Do not credit the campaign with the change; next time leave regions out of it, drawn by lot
    }{ $lift ->
        [none] {""}
       *[some] ; in { LIST($places, most: 8) }, { $days } days would show a change of { PERCENT($lift) }
    }
    .owner = Whoever buys advertising
    .effect = No money is spent on what is not shown
    .measured = a campaign in regions drawn by lot
decision-until =
    .what = Let the campaign { $regions ->
        [none] {""}
       *[some] in { LIST($regions, most: 8) }{" "}
    }run until { DATE($last) }, and judge it then
    .owner = Whoever buys advertising
    .effect = { UPPER_FIRST($name) } is judged by the rule written down, and not on the day on which it looks best
    .measured = the end of the campaign
decision-design =
    .what = { $lift ->
        [none] Gather more days, or smaller regions: by what there is no campaign can be judged
       *[some] Run the campaign in { LIST($places, most: 8) } for { $days } days and nowhere else, and write its rule down first
    }
    .owner = Whoever buys advertising
    .effect = { $lift ->
        [none] Then a campaign can be judged
       *[some] Shows a change of { $name } by { PERCENT($lift) } or more, if there is one
    }
    .period = once
    .population = the campaign
    .measured = { $name } where it runs against where it does not{ $days ->
        [none] {""}
       *[some] , in { $days } days
    }
method-daily-cost = cost of a day and region (daily_cost), times days and regions, counted
check-placebos =
    .name = Where there was no campaign, the method hardly ever finds as much
    .detail = { $by_regions ->
        [yes] In { PERCENT($likely, digits: 0) } of other sets of regions the gap widens as much.
       *[no] On { PERCENT($likely, digits: 0) } of earlier days a change shows.
    }
check-alike =
    .name = Before the campaign its regions moved with the others
    .detail = On a usual day before they lay { PERCENT($far) } apart.
limit-campaign = { $by_regions ->
    [yes] That the change is the campaign's rests on what no data of it can show: without it, its regions would have gone on moving with the others, and nothing else happened to them alone from { DATE($start) } on.
   *[no] Before and after tells no cause: prices, stock, weather or a competitor that changed on { DATE($start) } are in the change as well.
}
limit-picked = If the campaign's regions were picked and not drawn by lot, what they were picked for is in the change too.
limit-shifts = Where what regions share lasts long, intervals so made are a little too sure: of simulated campaigns, those of 95% held in 92 to 95%.
limit-designs = Where a campaign would show was tried on few stretches of the past; the next one may move otherwise.
limit-left-out = Left out, as they lack some of the { $days } days or sold nothing before: { LIST($regions, most: 10) }.

## Plan

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
weeks =
    .title = Four weeks show a change of { PERCENT($lift) } or more
    .subtitle = The smallest change that so many weeks of users show with a chance of { PERCENT($power, digits: 0) }.
    .week = Weeks
    .axis = Smallest change
    .said = { $weeks } weeks: a change of { $shown } or more shows

## Headline

headline-running = { $stop ->
    [yes] The test is still running.
   *[no] No end was fixed for the test, so it is read as still running.
}
headline-stock = Control finds more sold out the more of the others there are: they take goods from it, so the change is smaller than that.
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
    .what = { $money ->
        [unknown] Before “{ $arm }” is rolled out, say what its change is worth: it does better in “{ $metric }”, but whether that pays for what it costs is not known
        [loses] Do not roll out “{ $arm }”: it does better in “{ $metric }”, but in its first year it is expected to cost more than it brings
       *[other] Roll out “{ $arm }”{ $money ->
            [unsure] {""}, though it may cost more in its first year than it brings
           *[other] {""}
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
       *[some] { NUMBER($users) } users, as you said{ $money ->
            [loses] , were it rolled out
           *[other] {""}
        }; less than was measured, assuming that such changes usually move it by { PERCENT($typical) }
    }
    .measured = what one unit of “{ $metric }” is worth, and how many people a year would see it
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
    .measured = this test, read at its end
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
    .measured = the next test, of something else; this one has told
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
    .measured = { $days ->
        [none] that test with { $users } users
       *[other] that test with { $users } users, in { $days } days
    }
decision-prepare =
    .what = Say what would be tested: which figures, where they stand today and how many new visitors a day
    .owner = Whoever runs the experiments
    .effect = Then a test can be planned
    .measured = the next run, which says how many users and days the test takes

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
    .detail = { $competes ->
        [yes] Control finds more sold out on days with more of the others.
       *[no] If they do, what control finds sold out rises by less than half.
    }
limit-typical = What is to be expected rests on an assumption: that such changes usually move what decides by about { PERCENT($typical) } either way (typical).
limit-sequential = { $running ->
    [yes] { $stop ->
        [yes] The test is still running
       *[no] No end was fixed
    }: all intervals are those that hold however often one looks, here and in later reports.
   *[no] The test was, or may have been, looked at before its end: all intervals are those that hold however often one looks.
}
limit-stock = { $asked ->
    [yes] Whether the versions take goods from each other cannot be told from this test.
   *[no] It was not tested whether the versions compete for the same stock.
}
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
fault-nobody = no user of the log saw one version alone, so there is nothing to compare; see to the columns of users and versions (data.trials.columns)
fault-ends = nobody of { LIST($arms, most: 10) } came by { DATE($ends) }: is that the day on which the test stops?
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
fault-no-regions = names a campaign, but the client's data has no sales by region (data.regions)
fault-region = the table of regions has no “{ $name }”{ $near }
fault-before = needs { $least } days before { DATE($start) }; the table of regions has { $n }
fault-others = needs at least two regions without the campaign; there are { $n }
fault-lost = { $name } has { $n } of { $days } days, or sold nothing before: a region with the campaign cannot be left out
