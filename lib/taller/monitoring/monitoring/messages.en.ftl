# What monitoring says. A file beside the notebook, monitoring.en.ftl, replaces what it names.

## Names

# Within a sentence
metric =
    .sales = sales a day
    .orders = orders a day
    .visits = visits a day
    .conversion = the share of visits that buy
    .new_customers = new customers a day
    .spend = advertising spend a day
    .cost_per_new_customer = advertising spend for each new customer
    .mrr = recurring revenue a month
    .accounts = paying accounts
    .new_accounts = new accounts a day
    .lost_accounts = accounts lost a day
    .churn = the share of accounts lost in a month
    .active = active users a day
    .back = the share of users who come back within a week
    .viewed = the share of visits that look at an item
    .carted = the share of those looking that fill a basket
    .checkout = the share of baskets that go to checkout
    .bought = the share of checkouts that end in a purchase
    .requests_for_help = requests for help a day
    .satisfaction = satisfaction with the help given
    .written = texts from customers a day
    .requests = requests a day
    .failed = the share of requests that failed
    .median_ms = the usual time of an answer, in milliseconds
    .late_ms = the time within which 95 of 100 answers come, in milliseconds
    .busiest_minute = requests in the busiest minute
# Standing alone
label =
    .sales = Sales a day
    .orders = Orders a day
    .visits = Visits a day
    .conversion = Visits that buy
    .new_customers = New customers a day
    .spend = Advertising spend a day
    .cost_per_new_customer = Advertising spend for each new customer
    .mrr = Recurring revenue a month
    .accounts = Paying accounts
    .new_accounts = New accounts a day
    .lost_accounts = Accounts lost a day
    .churn = Accounts lost in a month
    .active = Active users a day
    .back = Users who come back within a week
    .viewed = Visits that look at an item
    .carted = Of those, who fill a basket
    .checkout = Of those, who go to checkout
    .bought = Of those, who buy
    .requests_for_help = Requests for help a day
    .satisfaction = Satisfaction with the help given
    .written = Texts from customers a day
# Key figures, of the last four weeks
key =
    .sales = Sales a day, last four weeks
    .mrr = Recurring revenue a month, today
    .conversion = Visits that buy, last four weeks
    .churn = Accounts lost in the last month
    .new_customers = New customers a day, last four weeks
    .cost_per_new_customer = Advertising spend for each new customer, last four weeks
    .active = Active users a day, last four weeks
    .back = Users who come back within a week
table =
    .orders = orders
    .usage = product use
    .sessions = visits
    .events = events on the site
    .spend = advertising spend
    .tickets = requests for help
    .texts = texts from customers
    .subscriptions = subscriptions
metric-rows = rows of { $table } a day
metric-age = days since the last row of { $table }
metric-empty = the share of { $table } without { $column }
named-by = { $what } by { LIST($by) }
named-of = { $what } of the model { $model }{ $version ->
    [none] {""}
   *[some] , version { $version }
}
model = { $name ->
    [classification] Who will stop buying
    [regression] What customers will be worth
    [recommendation] What to suggest
    [saas_b2b] Who will leave
   *[other] { $name }
}
all-channel = All channels
all-segment = All
four-weeks = level after the change less that before, 28 days of it
counted = counted day by day; days on which the data did not arrive whole are left out

## Who is to look at what

incidents-none = Nothing is open: no figure has left what its past leads to expect, and { $set ->
    [0] no limit was set.
   *[other] every limit that was set is kept.
}

severity =
    .critical = Critical
    .warning = Warning
    .notice = Notice

incident =
    .open = open
    .silent = open, messages are silenced
    .over = over

incidents =
    .caption = What somebody should look at
    .severity = How grave
    .what = What
    .owner = Who acts
    .state = State
    .note = This page tells nobody. “taller monitor” tells those whom the engagement file names, once of each.

## What was collected

collects =
    .business = The business
    .users = The users
    .technical = The data
    .performance = The service
silent =
    .business = Nothing: there are no orders, visits, spend or subscriptions with a date
    .users = Nothing: there are no visits, events, use, requests for help or texts with a date
    .technical = Nothing: no table has a date
    .performance = Nothing yet: no model of this client’s answers requests
metrics-of = { $n ->
    [one] { $n } figure
   *[other] { $n } different figures
}
collected =
    .caption = What was collected{ $last ->
        [none] {""}
       *[some] , up to { DATE($last) }
    }
    .what = What is followed
    .collector = Of
    .n = Values by day, channel and group
    .first = First day
    .last = Last day
gaps-none = Of the last { $days } days, none is missing, half loaded or doubled in { LIST($tables) }.
gaps =
    .caption = Days on which data did not arrive as on others
    .note = These days are left out of every comparison below: “nothing arrived” and “nothing happened” look the same from here.
    .table = Table
    .days = Days
    .what = What is wrong
days-of = { $one ->
    [yes] { DATE($first) }
   *[no] { DATE($first) } to { DATE($last) }
}
gap =
    .absent = nothing arrived, on weekdays that usually have plenty
    .partial = the day breaks off: hours are missing
    .few = less than half of the rows usual on that weekday
    .doubled = rows stand there twice
    .ahead = dated after the last whole day: a clock is wrong, or the day is not over
revisions =
    .caption = What later data changed of days that were over
    .note = Values changed in all, channels and groups included: { $n }.
    .figure = Figure
    .day = Day
    .before = Was
    .after = Is
    .at = Noticed on

## How it went

weeks-none = There is no whole week to look at yet.
weeks =
    .caption = The week to { DATE($last) } beside the four weeks before
    .note = “No”: chance explains it, by how the figure has spread so far about its weekdays and its trend; a change smaller than that would not be seen. Shares with their 95% interval; all else is counted.{ $stock ->
        [yes] {" "}Revenue and accounts as of the last day, and four weeks before it.
       *[no] {""}
    }
    .figure = Figure
    .now = Last week
    .before = Four weeks before
    .said = Is that more than chance?
said =
    .odd = yes, a day of it stands out
    .changed = yes, its level changed, see below
    .usual = no
    .constant = no; the same every day
    .since = no; another level since about { DATE($day) }
    .too_short = too few days to tell
    .counted = counted; it has no usual level
course-none = No figure has a history yet.
course =
    .title = { $changed ->
        [none] None of the { $n } figures has changed its level in the last four weeks
       *[some] Changed in the last four weeks: { LIST($changed) }
    }
    .subtitle = Choose a figure. The band is what its own past leads to expect; a circle marks a day of the last four weeks that chance does not explain.
    .pick = Figure
    .figure = Figure
    .day = Day
    .said = Value
    .band = Expected
band = { $low } to { $high }
between = { $low } to { $high }
after = { $value }{ $way ->
    [up] {" "}(rising again since)
    [down] {" "}(falling again since)
   *[none] {""}
}
changes-none = { $n ->
    [one] The one figure that is watched has not changed its level in the last four weeks.
   *[other] None of the { $n } figures and channels that are watched has changed its level in the last four weeks beyond chance.
}
changes =
    .caption = What changed its level in the last four weeks
    .note = { $n } figures and channels are watched. A change is told only where chance among all days does not explain it; why it came about, the data do not say. Before and since: the average of up to two weeks on either side, as counted.
    .figure = Figure
    .day = Since about
    .before = Before
    .after = Since
    .difference = Step, weekdays and trend aside (95% interval)
about = { $sure ->
    [yes] { DATE($day) }
   *[no] { DATE($day) } (between { DATE($first) } and { DATE($last) })
}
odd =
    .caption = Days of the last four weeks that stand out
    .note = Among all { $n } figures and channels together, at most one in a hundred of such days is chance.
    .figure = Figure
    .day = Day
    .value = Value
    .band = Expected

## By channel and group

split-none = The data name neither channels nor groups, so nothing can be looked into by these.
split =
    .title = Look into a figure by channel and group, week by week
    .subtitle = { $n } weeks. The bar is the 95% interval of a share; figures without one are counted.
    .pick-figure = Figure
    .pick-channel = Channel
    .pick-segment = Group
    .figure = Figure
    .channel = Channel
    .segment = Group
    .week = Week to
    .said = Value
channels =
    .caption = Channels, the last four weeks and the four before
    .note = { $metric ->
        [visits] Values a day; a visit counts for the channel it came by, which need not be what caused it.
       *[other] An account counts for the source it first came from.
    }
    .channel = Channel
    .size = { $metric ->
        [visits] Visits a day
       *[other] Paying accounts
    }
    .size_before = { $metric ->
        [visits] Visits a day before
       *[other] Four weeks ago
    }
    .spend = Spend a day
    .spend_before = Spend a day before
    .rate = Visits that buy
    .churn = Lost in a month
    .state = State
channel =
    .usual = –
    .new = new in these weeks
    .silent = silent for a week

## The users

cohorts-none = It cannot be told yet who stays: that takes customers of several months.
cohorts =
    .title = { $paying ->
        [yes] Of the accounts that began to pay in a month, so many still paid later
       *[no] Of the customers who first bought in a month, so many bought again later
    }
    .subtitle = { $paying ->
        [yes] At the end of each later month. Months with fewer than 30 new accounts are left out.
       *[no] In each later month. The first month of the data is left out, since old customers look new there.
    }
    .came = { $paying ->
        [yes] Began in
       *[no] First bought in
    }
    .later = After
    .value = { $paying ->
        [yes] Still paying
       *[no] Bought again
    }
later = { $n ->
    [one] { $n } month
   *[other] { $n } months
}

## The models

fits-none = No model that foresees something is at hand, so nothing is said of any.
fits =
    .caption = Do the models still fit the people they score?
    .note = { $people ->
        [none] {""}
       *[some] Chosen are all above the threshold of the model’s own page, however many can be contacted. Money is for { $people } people, as many as are scored today.{" "}
    }{ $warning }
    .model = Model
    .moved = Traits that moved
    .happened = Happened, in its test
    .rate = Expected today
    .order = Right order of two, expected
    .earned = Choice earned, in its test
    .earns = Choice earns, expected today
    .paid = Choice earned since, by what happened
    .said = Does choosing by it pay?
pays =
    .pays = yes
    .less = yes, but less than it did
    .stopped = no longer
    .unclear = cannot be told
moved-of = { $moved } of { $n }
moved =
    .caption = What differs most between those it was tested on and those it scores today
    .note = How many in a hundred people would have to be otherwise for both to look alike; less than 5 is not counted as moved.{ $more ->
        [yes] {" "}The surest six are shown.
       *[no] {""}
    }
    .model = Model
    .what = Trait
    .effect = People who differ

fed =
    .caption = What the live models were asked about last week, and not as before
    .note = Of { $n } traits and answers, by day. Told only where chance among all of them does not explain it; days that follow each other are alike, which is allowed for.
    .model = Model
    .what = Trait
    .how = Last week
fed-answer = what the model answers
fed-how = { $where ->
    [place] { $rose ->
        [yes] higher than before
       *[no] lower than before
    }
    [spread] { $rose ->
        [yes] more extreme than before
       *[no] less extreme than before
    }
    [missing] { $rose ->
        [yes] empty more often
       *[no] empty less often
    }
   *[other] { $rose ->
        [yes] “{ $where }” more often
       *[no] “{ $where }” less often
    }
}
fed-none = Of what the live models were asked about last week, { $n } traits and answers by day, none differs from the days before beyond chance.
fed-short = Too few days were asked about yet to tell whether what the live models are asked about moves.

## The service

service-none = No model of this client’s has answered a request yet. Once one is live (“taller deploy”, “taller serve”), this part shows every day how many it answered, how fast, and how many failed.
service =
    .caption = What the service answered, { DATE($first) } to { DATE($last) }
    .note = A request failed where the service, not whoever asked, was at fault. Times in milliseconds, of the slowest day. Days are those of universal time.
    .model = Model
    .n = Requests
    .failed = Failed
    .median = Usual answer
    .late = 95 of 100 within
    .most = Most in a minute
service-chart =
    .title = How fast the service answers
    .subtitle = Time within which 95 of 100 answers come, each day.
    .day = Day
    .axis = milliseconds
    .model = Model

live =
    .title = { $any ->
        [yes] The service, as of { $at } universal time
       *[no] No request yet today, as of { $at } universal time
    }
    .caption = Answered today
    .model = Model
    .n = Requests
    .failed = Failed
    .median = Usual answer, ms
    .late = 95 of 100 within, ms

## What it means

headline-nothing = { $dated ->
    [yes] Nothing can be watched yet: the data have no figure by day.
   *[no] Nothing can be watched yet: no table of the client’s has a date.
}
headline-gaps = The data of the week to { DATE($day) } are not whole: { LIST($tables) }, on { $n ->
    [one] { $n } day
   *[other] { $n } days
}.{ $changed ->
    [none] {""}
   *[some] {" "}On whole days, these changed: { LIST($changed) }.
}
headline-changed = { UPPER_FIRST($what) } { $rose ->
    [yes] rose
   *[no] fell
} from { $before } to { $after } around { DATE($day) }, more than chance explains{ $others ->
    [none] .
   *[some] ; so did change { LIST($others) }.
}
headline-odd = { $n ->
    [one] One day
   *[other] { $n } days
} of the week to { DATE($day) } stood out in { LIST($names) }; { $minor ->
    [none] no level has changed.
   *[some] of levels, these changed: { LIST($minor) }.
}
headline-usual = { $short ->
    [yes] There are too few days yet to say what is usual.
   *[no] In the four weeks to { DATE($day) } no figure changed beyond chance{ $minor ->
        [none] {""}
       *[some] {" "}in all; by channel these did: { LIST($minor) }
    }{ $of ->
        [none] .
       *[some] . For { $of }, anything from { $low } to { $high } counts as usual.
    }
}
decision-look =
    .what = Find out why { $what } { $rose ->
        [yes] rose
       *[no] fell
    } around { DATE($day) }{ $others ->
        [none] {""}
       *[some] , and with it { LIST($others) }
    }
    .owner = Marketing
    .effect = { $good ->
        [yes] From { $before } to { $after }: what caused it can be kept up or repeated
        [none] From { $before } to { $after }: whether that was meant, and what it brought
       *[no] From { $before } to { $after }: what caused it can be stopped or answered
    }{ $money ->
        [yes] . If it stays so, that is { $least } to { $most } of sales in four weeks; a season or a campaign’s end may be behind it
       *[no] {""}
    }
    .period = in four weeks, if it stays so
    .population = sales
    .measured = the same figure, once what is found to be the cause has been changed
headline-recurring = Recurring revenue stands at { MONEY($now) } a month, { $way ->
    [up] { PERCENT($by) } more than a month before.
    [down] { PERCENT($by) } less than a month before.
   *[same] as a month before.
}
decision-model =
    .what = { $known ->
        [yes] { $verdict ->
            [stopped] Stop choosing by “{ $model }” until it is known why it no longer pays
           *[other] Find out why choosing by “{ $model }” earned less than in its test
        }
       *[no] { $verdict ->
            [stopped] Look at whom “{ $model }” scores now before anybody is chosen by it: it is not expected to pay
           *[other] Look at whom “{ $model }” scores now: choosing by it is expected to earn less
        }
    }
    .owner = Data analyst
    .effect = Of { $people } people it earned { MONEY($earned) } ({ INTERVAL($earned) }) when it was tested; { $known ->
        [yes] by what has happened since it earned { MONEY($earns) } ({ INTERVAL($earns) })
       *[no] { MONEY($earns) } ({ INTERVAL($earns) }) are expected of those scored today, whose outcome is not known. If fewer are left to win, learning anew brings nothing back
    }
    .measured = what happens to those who are scored now
decision-threshold =
    .what = Choose by “{ $model }” from { PERCENT($better, digits: 0) } on, not from { PERCENT($threshold, digits: 0) }
    .owner = Data analyst
    .effect = By what has happened since its test, that would have earned { MONEY($more) } ({ INTERVAL($more) }) more of { $people } people. It earned { MONEY($earns) } ({ INTERVAL($earns) }), in its test { MONEY($earned) }
    .period = a choice
    .population = { $people } people
decision-mend =
    .what = { $ahead ->
        [yes] Have the clock set right of what dates { $table }
       *[no] Have the data of { $table } delivered again
    }{ $n ->
        [one] {" "}for { DATE($first) }
       *[other] : { $n } days between { DATE($first) } and { DATE($last) }
    }
    .owner = Technology
    .effect = { $ahead ->
        [yes] Days that are not over are not taken for days that have been
       *[no] Every figure made of them is whole again; the next run puts it right by itself
    }
    .measured = the next run, with these days in it
decision-channels =
    .what = Confirm { $new ->
        [none] {""}
       *[some] the new { LIST($new) }{ $silent ->
            [none] {""}
           *[some] {" "}and{" "}
        }
    }{ $silent ->
        [none] {""}
       *[some] that { LIST($silent) } fell silent on purpose
    }
    .owner = Marketing
    .effect = A renamed channel is put together with what it was called before (renamed, in the engagement file), and a lost one is noticed
    .measured = what each channel brought before, in the table by channel, and the next run
decision-daily =
    .what = Let the figures be looked at every morning (“taller monitor”){ $named ->
        [yes] {""}
       *[no] , and name who is told when one leaves its band
    }
    .owner = Technology
    .effect = What goes wrong is noticed within a day, not when somebody next opens this page
    .measured = the days between a change and its being noticed, kept from then on
check =
    .whole = The data of all days arrived whole
    .whole-detail = { $n ->
        [0] no day of the last { $days } is missing, half loaded or doubled
       *[other] days of tables that are not whole, of the last { $days } days: { $n }
    }
limit-cause = It says that a figure changed and when, not why.
limit-year = It knows { $days } days: what recurs every year, such as sales or holidays, can look like a change.
limit-holidays = Public holidays ({ $country }{ $named ->
        [yes] {""}
       *[no] , as the report is written for it; monitoring.holidays names another
    }) and the eves of Christmas and New Year are not judged: what goes wrong on one is noticed on the day after.
limit-returns = Sales of a day are less what was sent back on that day, whenever it had been bought.
limit-utc = The days of the service are those of universal time, those of the business local ones.
limit-plain = This page is made of the data of its run alone. Figures are kept from day to day only by “taller monitor”.
