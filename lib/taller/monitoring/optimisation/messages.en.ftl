# What optimisation says. A file beside the notebook, optimisation.en.ftl, replaces what it names.

## Channels

channel-direct = direct
channel-unknown = origin unknown
channel-other-paid = other campaigns
channel-others = other channels
channel-advertising = advertising
control-given-away = what was given away of full prices
control-christmas = the weeks before Christmas
control-epiphany = the days from Christmas to Epiphany
control-holidays = public holidays

## Journeys

journeys-none = { $why ->
    [no_visits] The data hold no visits, so nothing tells which channels people came through before they bought. A table of visits with their source, medium and customer or device would (sessions or events, as GA4 exports them).
    [no_people] None of the { $visits } visits names its customer or device, so that no two belong to one person. With user_id or user_pseudo_id their journeys could be told.
    [no_sales] No journey ended in a sale, or none whose time has passed: { $open } may still go on.
   *[one_channel] All { $visits } visits came by one channel, so there is nothing to share out.
}
journeys =
    .caption = What the journeys rest on
    .what = What
    .held = How many
    .visits = Visits
    .nobody = Visits that name neither customer nor device, left out
    .open = Journeys left out, as their time had not passed when the data end
    .journeys = Journeys told: each ends in a sale, or when nobody came back for { $days } days
    .sold = Journeys that sold
    .unseen = Orders of that time that belong to no visit
    .note = A person is the customer where one is known, on all devices that only they used; else the device.
journeys-unseen = { PERCENT($share) }
method =
    .first = First visit
    .last = Last visit
    .linear = All visits alike
    .position = Ends most
    .markov = Lost without it
    .shapley = Channels alike
method-credit = what journeys sold, shared out by “{ $method }”, jackknife of 100 groups of people
method-trial = as the client's trial measured it
method-said = as the client says, measured by { $by }
credit =
    .caption = Share of the sales that each way of counting gives each channel
    .channel = Channel
    .first = First visit
    .last = Last visit
    .linear = All visits alike
    .position = Ends most
    .markov = Lost without it
    .shapley = Channels alike
    .note = { PERCENT($several) } of the journeys that sold went through more than one channel; on the others all ways agree. Every way shares out what was sold, and none shows what a channel caused. { $valued ->
        [yes] Shares of the number of sales.
       *[no] Shares of the number of sales; what each sold is not told.
    } “Lost without it” looks back { $order ->
        [one] one visit
       *[other] { $order } visits
    }{ $chosen ->
        [yes] , which foresaw unseen journeys best.
       *[no] , as was asked.
    }
credit-chart =
    .title = { $disputed ->
        [none] No way of counting gives any channel more than another does, beyond chance
       *[other] Who gets the credit depends on how it is counted: “{ $disputed }” from { PERCENT($least) } to { PERCENT($most) } of the sales
    }
    .subtitle = { $first ->
        [none] No channel comes first in all of them, beyond chance.
       *[other] “{ $first }” comes first in all of them, beyond chance.
    }
    .method = Way of counting
    .channel = Channel
    .share = Share of the sales
sources-few = There are too few { $of ->
    [accounts] accounts
   *[customers] customers
} of each source, or none of them pays: nothing is told of sources.
sources =
    .caption = { $of ->
        [accounts] Where accounts came from, and what they pay today
       *[customers] Where customers came from, and what they bought
    }
    .source = Source
    .n = { $of ->
        [accounts] Accounts
       *[customers] Customers
    }
    .share = Share of all that is paid
    .each = { $of ->
        [accounts] A month from each, those that left at 0
       *[customers] Net sales from each
    }
    .kept = Still pay
    .note = { $of ->
        [accounts] As of { $until ->
            [none] the last day of the data
           *[day] { DATE($until) }
        }. One source is known of each account, so nothing tells which other channels took part, and every way of counting would give the same.
       *[customers] One source is known of each customer, so nothing tells which other channels took part, and every way of counting would give the same.
    } { $differ ->
        [value] What one brings differs between sources beyond chance; that shows whom a source brought, not what it caused.
        [kept] How many stay differs between sources beyond chance; that shows whom a source brought, not what it caused.
       *[none] Sources are not shown to differ, in what one brings or otherwise.
    }{ $unknown ->
        [0] {""}
       *[other] {" "}Of { $unknown } more no source is known.
    }{ $few ->
        [0] {""}
        [one] {" "}One source has too few to be told.
       *[other] {" "}{ $few } sources have too few to be told.
    }
sources-chart =
    .title = { $differ ->
        [value] What one { $of ->
            [accounts] account pays
           *[customers] customer bought
        } differs by where it came from
       *[other] Sources are not shown to differ in what one { $of ->
            [accounts] account pays
           *[customers] customer bought
        }
    }
    .axis = { $of ->
        [accounts] A month from each account, those that left at 0
       *[customers] Net sales from each customer
    }
    .head = Source

## What spend adds

media-none = { $why ->
    [no_spend] The data hold no advertising spend, so nothing tells what a channel adds or where the next euro should go. Spend by day and campaign would: date, source, medium, campaign and cost, over two years if there are such.
    [no_sales] There is spend, but no sales by day beside it (orders, sales by region and day, or subscriptions with what they pay).
    [short] Spend and sales overlap in { $weeks } whole weeks. With fewer than 40 season, trend and advertising cannot be told apart; two years are better.
    [monthly] Spend is told by the month. What it adds shows from week to week alone: give it by day or by week.
    [gaps] In the week of { $gap ->
        [none] some day
       *[day] { DATE($gap) }
    } no sales are told. A missing week is not one without sales: complete it, or begin after it.
   *[constant] What is spent on each channel never changes over { $weeks } weeks, so nothing shows what it adds. Change it from week to week, or in some regions.
}
response =
    .caption = { $why ->
        [hidden] What was spent; what it added cannot be told, as something unseen moves with it
        [unseen] What was spent; what it added cannot be told beside something unseen that moves sales
        [unshown] What was spent; the weeks do not show that it adds anything beyond chance
        [flat] What was spent; no channel moves enough beside season and trend to show what it adds
       *[none] What each channel's spend added, as the weeks tell{ $credited ->
            [yes] , beside what counting visits gives it
           *[no] {""}
        }
    }
    .channel = Channel
    .spent = Spent
    .credited = Sales credited to it, by the way of counting
    .added = { $of ->
        [accounts] Yearly revenue added, of new accounts
       *[sales] Net sales added
    }
    .each = For each unit of money
    .told = How well that is known
    .note = { $weeks } whole weeks{ $regions ->
        [one] {""}
       *[other] {" "}in { $regions } regions
    }.{ $credited ->
        [yes] {" "}What is credited was sold on journeys that met the channel, some of it anyway.
       *[no] {""}
    } Loosely: by more than half of its value; level or season may be part of it. What was added would have been missing without its spend, if nothing unseen moved with it.{ $beside ->
        [none] {""}
       *[other] {" "}Beside season and trend this is taken into account: { LIST($beside, most: 4) }.
    }{ $cut ->
        [0] {""}
        [one] {" "}The last week of sales is left out, as no spend is told of it.
       *[other] {" "}The last { $cut } weeks of sales are left out, as no spend is told of them.
    }{ $of ->
        [accounts] {" "}Each new account counts as { MONEY($account, digits: 0) }, what one of them pays a year on average at the start.
       *[sales] {""}
    }
apart = { $verdict ->
    [told_apart] within half of its value
    [not_told_apart] { $others ->
        [none] loosely
       *[other] loosely: part may be of { LIST($others, most: 2) }
    }
    [barred] not known
    [hidden_driver] not: something unseen moves with it
    [too_flat] not: its spend moves with season and trend alone
   *[no_spend] not: nothing was spent
}
lifts =
    .caption = What trials changed in what is believed
    .channel = Channel
    .measured = Measured by the trial
    .foretold = Foretold without it
    .before = Sales for each unit of money, by the weeks alone
    .after = With the trial
    .agrees = Do they agree?
    .note = Where weeks and trial disagree, trust the trial: it changed the spend on purpose.
agrees = { $agrees ->
    [yes] yes
   *[no] no
}
curves =
    .title = { $n ->
        [one] What a week's spend adds, as far as the weeks tell
       *[other] What a week's spend adds, channel by channel, as far as the weeks tell
    }
    .subtitle = As far as was ever spent in a week, if it were spent every week; the band holds 95 %, the dashed line is today.{ $left ->
        [0] {""}
        [one] {" "}One channel whose spend hardly moves is left out.
       *[other] {" "}{ $left } channels whose spend hardly moves are left out.
    }
    .description = For each channel a curve of the { $of ->
        [accounts] yearly revenue of new accounts
       *[sales] sales
    } that a week's spend adds, with its band and today's spend.
curve =
    .subtitle = today { MONEY($today) } a week
    .x = Spend a week
    .y = { $of ->
        [accounts] Yearly revenue added a week
       *[sales] Net sales added a week
    }
validation =
    .title = The last { $weeks } weeks, kept aside, were foretold with an error of { PERCENT($error, digits: 0) } on average
    .subtitle = { $better ->
        [yes] Repeating what was would be off by { PERCENT($plain, digits: 0) }.
       *[no] That is no better than repeating what was ({ PERCENT($plain, digits: 0) }).
    } { $inside } of { $weeks } lie within the band of 95 %. Foretelling sales well does not show that each channel's share of them is right.
    .week = Week
    .sales = { $of ->
        [accounts] Yearly revenue of new accounts
       *[sales] Net sales
    }
    .expected = foretold
    .seen = sold
fault-channel = no channel '{ $name }'{ $near }
fault-region = no region '{ $name }'{ $near }
fault-no-media = the data hold no weeks of spend and sales that a trial could be held against

## The list

list-none = Nothing is recommended by this run.
list =
    .caption = { $sure ->
        [0] { $priced ->
            [0] What to do, in order; nobody has put an amount on any of it yet
           *[other] What to do, in order; nothing in it gains at the careful end of what is expected
        }
        [one] What to do, in order: the first gains even at the careful end of what is expected
       *[other] What to do, in order: the first { $sure } gain even at the careful end of what is expected
    }
    .place = Place
    .what = What to do, and where it is shown
    .kind = Kind
    .worth = Expected
    .basis = Over what time, on what it rests
    .takes = Effort; decide
    .note = First what gains even at the careful end of what is expected, the most first; then what may gain nothing; then what costs an amount or has one at stake, the most first; then what has no amount yet ({ $unknown } of { $n }), the soonest first; last what is expected to lose. Amounts come from different pages and periods, partly from the same customers, and are not to be added up. Efforts are assumed.
kind =
    .budget = budget
    .campaign = campaign
    .model = model
    .data = data
    .test = trial
    .plan = plan
    .other = other
basis =
    .tested = data held back
    .estimated = the data, not yet tested
    .assumed = assumptions
    .unknown = no amount yet
basis-cost = costs { MONEY($value) }, { $period }; { $basis }
basis-stake = at stake: { MONEY($value) }, { $period }; { $basis }
effort =
    .hours = under a day
    .days = 1 to 10 days
    .weeks = 10 to 40 days
    .months = over 40 days
within = { $days ->
    [one] within a day
   *[other] within { $days } days
}
earlier =
    .caption = What came of what was recommended before, { $n ->
        [one] one recommendation
       *[other] { $n } recommendations
    } (taken: { $taken }, postponed: { $postponed }, refused: { $refused }, undecided: { $repeated }, no longer advised: { $gone })
    .first = First advised
    .what = What
    .then = Expected then
    .now = Now, or brought
    .state = What came of it
    .note = { $measured ->
        [0] Of none is it measured what it brought; what was measured is told under optimisation.outcomes in the engagement file. What is decided is recorded by taller decide.
       *[other] Of { $measured } it was measured what it brought, as the engagement file says under optimisation.outcomes. What is decided is recorded by taller decide.
    }
state = { $state ->
    [taken] taken on { $on } by { $who }{ $measured ->
        [none] ; what it brought is not measured
       *[other] ; measured by { $measured }{ $promised ->
            [kept] : as expected
            [less] : less than expected
            [more] : more than expected
           *[untold] {""}
        }
    }
    [postponed] postponed on { $on } by { $who }
    [refused] refused on { $on } by { $who }
    [repeated] still advised, undecided{ $moved ->
        [yes] ; the amount has changed beyond chance
       *[no] {""}
    }
    [gone] no longer advised
   *[not_run] not looked at this time
}

## What is concluded

headline-media = { $why ->
    [hidden] What advertising adds cannot be told: something unseen moves sales together with it. A trial that changes the spend in some regions on purpose would tell.
    [unseen] What advertising adds cannot be told: something that is in no table moves sales for weeks at a time. A trial that changes the spend in some regions on purpose would tell.
    [flat] What advertising adds cannot be told: its spend moves with season and trend alone. A trial that changes it on purpose would tell.
   *[none] { $shown ->
        [yes] Advertising added { PERCENT($share) } of { $of ->
            [accounts] the yearly revenue of new accounts
           *[sales] net sales
        } ({ INTERVAL($share) }), as the weeks tell{ $overrated ->
            [none] {""}
           *[other] ; { LIST($overrated, most: 2) } added less than every way of counting visits gives them
        }.
       *[no] The weeks do not show that advertising adds anything beyond chance.
    }
}
headline-credit = { $first ->
    [none] { $disputed ->
        [none] No channel stands out among the visits that sold, whichever way they are counted.
       *[other] Who gets the credit for a sale depends on how it is counted: “{ $disputed }” from { PERCENT($least) } to { PERCENT($most) }.
    }
   *[other] “{ $first }” is on the way to the sales most, whichever way they are counted (from { PERCENT($low) } to { PERCENT($high) } of them); what it caused, counting cannot tell.
}
headline-sources = { $differ ->
    [value] What one { $of ->
        [accounts] account pays
       *[customers] customer buys
    } differs by where it came from; what a source caused, this cannot tell.
    [kept] How many accounts stay differs by where they came from; what a source caused, this cannot tell.
   *[none] None of { $n } sources is shown to bring { $of ->
        [accounts] accounts
       *[customers] customers
    } that are worth more than others.
}
headline-list = { $n ->
    [0] Nothing is recommended, and the data hold neither visits nor advertising spend to learn from.
   *[other] The data hold neither visits nor advertising spend to learn from; of { $n } recommendations of the other pages { $sure ->
        [0] none is
        [one] one is
       *[other] { $sure } are
    } expected to gain even at the careful end.
}
figure =
    .media_share = { $of ->
        [accounts] Share of new accounts that advertising added
       *[sales] Share of net sales that advertising added
    }
    .several = Sold journeys with several channels
    .sure = Recommendations that gain even at the careful end, of { $n }
method-several = counted among { $n } journeys that sold
method-list = counted: the low end of the interval lies above zero
check-rest =
    .name = The computation came to rest
    .detail = { $rested ->
        [yes] Two runs from different beginnings agree.
       *[no] Two runs from different beginnings do not agree; amounts by channel are not to be relied on.
    }
check-hidden =
    .name = No sign of something unseen that moves the sales
    .detail = { $why ->
        [hidden] Sales move before or beside the spend in a way that the spend does not explain.
        [unseen] Sales stay above or below what spend, season and trend explain for weeks at a time.
       *[none] Nothing in sales and spend speaks for it. That does not exclude it{ $few ->
            [yes] : in made sales of one region, such a driver showed in 17 of 30 cases. Spend told by region would show more.
           *[no] .
        }
    }
check-apart =
    .name = What each channel adds is known within half of its value
    .detail = { $names ->
        [none] The interval of each reaches no further.
       *[other] Known more loosely, or not: { LIST($names, most: 4) }.
    }
check-unseen =
    .name = Orders belong to visits
    .detail = { PERCENT($share) } of the orders belong to no visit; above 20 % journeys tell too little.
limit-credit = Counting shares out what was sold. It cannot tell what would have been sold anyway.
limit-media = What spend adds is told by how sales moved with it. What moved with both and is in no table, as a rival's prices, may be taken for it; a trial alone excludes that. Where the weeks say little, an assumption weighs: that advertising rarely adds more than { PERCENT($rarely, digits: 0) } of sales.
limit-accounts = Each new account counts as { MONEY($each, digits: 0) }, a year of what they pay on average at the start. That some leave sooner, and others stay longer or grow, is not counted.
limit-sources = What accounts or customers of a source bring tells whom it brought, not what another euro there would bring.
limit-list = The list holds what this run's pages recommend but for going live, which has a page of its own. What nobody measured stands in it without an amount.

## What it recommends itself

decision-spend =
    .what = { $why ->
        [no_spend] Give the advertising spend by day and campaign
        [short] Give spend and sales of at least 40 weeks, better two years
        [monthly] Give the advertising spend by day or by week
       *[gaps] Complete the sales of the weeks that lack them
    }
    .owner = Performance marketing
    .effect = Then this page can tell what each channel adds and where the next euro should go.
    .measured = the budget's gain in the next run, once there is spend by day
decision-vary =
    .what = { $why ->
        [constant] Change the spend of one channel on purpose, in some regions drawn by lot
        [hidden] Change the spend of the dearest channel on purpose, in some regions drawn by lot
        [unseen] Change the spend of the dearest channel on purpose, in some regions drawn by lot
       *[none] Change the spend of one channel without the others, in some regions drawn by lot
    }
    .owner = Performance marketing
    .effect = Tells what the channel adds, which weeks alone do not.
    .measured = that trial, with sales by region and day (regions)
decision-count =
    .what = Judge { LIST($names, most: 3) } by what their spend adds, not by the visits credited to them
    .owner = Performance marketing
    .effect = What is credited to them was largely sold anyway.
    .measured = a trial that stops them in some regions
decision-visits =
    .what = { $why ->
        [no_visits] Keep visits with their source and customer or device
       *[no_people] Keep the customer or device with each visit
    }
    .owner = Web analytics
    .effect = Then the channels that people came through before they bought can be told.
    .measured = the share of orders whose visit is known, in the next run
