# What a media budget says. Shares are from 0 to 1; `more`, `less` are lists of channels.

budget-method = { $draws } draws of what spend sells

budget-none = No budget is drawn here, as what spend sells is not told clearly enough.

# Within a sentence: what gains are counted in
budget-gained =
    .profit = profit
    .sales = sales
    .accounts = yearly revenue of new accounts

## The mix

budget-mix =
    .caption = { $claimed ->
        [yes] Money a week by channel: today, and shared out as is expected to earn most
       *[no] Money a week by channel: today, and our best guess, which is not shown to earn more
    }
    .channel = Channel
    .today = Today
    .planned = { $claimed ->
        [yes] Best mix
       *[no] Best guess
    }
    .next_today = { MONEY($one, digits: 0) } more brings today
    .next = { MONEY($one, digits: 0) } more brings then
    .evidence = Seen before?
    .held = Held by
    .all = All channels
    .note = Today is the mean of the last four weeks. What { MONEY($one, digits: 0) } more brings is { $profit ->
        [yes] margin on what it sells; below { MONEY($one, digits: 0) }, it costs more than it brings
       *[no] { $gained }, not profit: no margin is given
    }; below it, the range that holds 95 % of what the weeks leave possible.

budget-evidence =
    .seen = as much, for as long
    .longer = never so much for { $weeks } weeks
    .beyond = never so much in a week

budget-held =
    .observed = most ever spent
    .ceiling = your ceiling
    .floor = your floor
    .contract = contracts
    .move = your bound on change
    .ratio = your ratio

budget-moved =
    .title = { $claimed ->
        [yes] { $less ->
            [none] More for { LIST($more, most: 2) }
           *[some] { $more ->
                [none] Less for { LIST($less, most: 2) }
               *[some] Less for { LIST($less, most: 2) }, more for { LIST($more, most: 2) }
            }
        } is expected to bring { MONEY($gain, digits: 0) } more { $gained }
       *[no] No other mix is shown to earn more than today’s
    }
    .subtitle = { $claimed ->
        [yes] The same money in { $weeks } weeks; { INTERVAL($gain) }.
       *[no] What our best guess would change is within what the weeks leave open.
    }
    .axis = Money a week
    .channel = Channel
    .when = When
    .now = today
    .then = { $claimed ->
        [yes] best mix
       *[no] best guess
    }

budget-left = More { $gained } from today’s money in another mix, in { $weeks } weeks

## Next quarter

quarter-weeks =
    .caption = What to spend by channel and week, { $best ->
        [yes] as is expected to earn most
       *[no] as near to today’s mix as the limits allow
    }
    .week = Week of
    .others = Other channels
    .total = All
    .note = { MONEY($total, digits: 0) } in { $weeks } weeks. { $season ->
        [demand] That advertising sells more in weeks of more demand is assumed, not measured; the plan follows it.
       *[none] What spend sells is taken to be the same in every week.
    }{ $longer ->
        [none] { "" }
       *[some] { " " }Never spent for so long before: { LIST($longer, most: 4) }.
    }{ $beyond ->
        [none] { "" }
       *[some] { " " }More than in any week so far, so that no data speak of it: { LIST($beyond, most: 4) }.
    }

quarter-chart =
    .title = { $best ->
        [yes] { MONEY($total, digits: 0) } in { $weeks } weeks, shared out as is expected to earn most
       *[no] { MONEY($total, digits: 0) } in { $weeks } weeks, shared out as today: no other mix is shown to earn more
    }
    .subtitle = From { DATE($first) } to { DATE($last) }.
    .axis = Money a week
    .week = Week of
    .channel = Channel
    .others = Other channels
    .money = Money

## Other totals

budget-totals =
    .title = { $best ->
        [none] How the best guess of a mix changes with the money there is
       *[some] Of the totals tried, { MONEY($best, digits: 0) } is expected to leave most profit
    }
    .subtitle = The slider moves the total, in percent of today’s { MONEY($today, digits: 0) } in { $weeks } weeks; between the totals that were worked out, it goes straight.
    .slider = Total, % of today
    .from = Between a total of (% of today)
    .to = and one of
    .low = Money with the first
    .high = and with the second
    .axis = Money in { $weeks } weeks
    .channel = Channel
    .money = Money
    .brings = { $profit ->
        [yes] Profit expected:{ " " }
       *[no] { $of ->
            [accounts] Yearly revenue of new accounts expected:{ " " }
           *[sales] Sales expected:{ " " }
        }
    }
budget-total-at = With { PERCENT($share, digits: 0) } of today’s total: { MONEY($brings, digits: 0) } { $gained } expected.

## The next trial

next-experiment =
    .caption = { $told ->
        [yes] Trials in regions, that which is worth most after its cost first
       *[no] Trials in regions that would tell the channels apart
    }
    .channel = Channel
    .action = What is done
    .regions = Where
    .weeks = Weeks
    .cost = { $told ->
        [yes] Costs
       *[no] Spends more
    }
    .effect = Changes sales by
    .shows = Shows from
    .worth = Its result is worth
    .note = { $told ->
        [yes] Worth: how much more { $gained } a plan of { $weeks } weeks is expected to bring when it is made with the result; cost: { $profit ->
            [yes] profit forgone, where it is below 0 profit gained
           *[no] sales forgone where spend stops, money spent where it grows
        }.
       *[no] As long as the weeks do not tell what spend sells, neither can be said what a trial would sell.
    } Shows from: the smallest change of sales in those weeks that four of five such trials would show, as tried on the past.{ $assumed ->
        [yes] { " " }Spend is not told by region: each channel’s is taken to be shared as sales are.
       *[no] { "" }
    }
next-experiment-action =
    .stop = stop
    .double = double
    .start = start
next-experiment-none = { $why ->
    [no_regions] A trial would need sales of at least four regions, and there are not so many. Give sales by region, and the trial that would tell most is named here.
    [short] The weeks are too few to try on them what a trial in regions could show.
   *[settled] No trial is named: whatever one of those that are possible showed, the plan would be much the same.
}
next-experiment-says = { $action ->
    [stop] Stop { $channel }
    [double] Double { $channel }
   *[start] Start { $channel } again
} in { LIST($regions, most: 6) } for { $weeks } weeks
next-experiment-told = { $told ->
    [yes] The trial that would be worth most for the next plan: { $says }.
   *[no] The trial that would tell most: { $says }.
}

## What to do

budget-headline = { $claimed ->
    [yes] The same money shared out otherwise{ $season ->
        [demand] , if advertising sells more when demand is higher,
       *[none] { "" }
    } is expected to bring { MONEY($gain, digits: 0) } more { $gained } in { $weeks } weeks ({ INTERVAL($gain) }){ $longer ->
        [none] .
       *[some] , with more than was ever spent for so long on { LIST($longer, most: 3) }.
    }
   *[no] No other mix of channels is shown to earn more than today’s.
}

budget-shift =
    .what = Share the same money out otherwise: { $less ->
        [none] { "" }
       *[some] less for { LIST($less, most: 3) }{ $more ->
            [none] { "" }
           *[some] ,{ " " }
        }
    }{ $more ->
        [none] { "" }
       *[some] more for { LIST($more, most: 3) }
    }, { MONEY($moved, digits: 0) } a week in all
    .owner = Whoever buys advertising
    .effect = { MONEY($gain, digits: 0) } more { $gained } in { $weeks } weeks ({ INTERVAL($gain) }){ $season ->
        [demand] , if advertising sells more when demand is higher
       *[none] { "" }
    }{ $longer ->
        [none] { "" }
       *[some] ; never spent for so long before: { LIST($longer, most: 3) }
    }{ $beyond ->
        [none] { "" }
       *[some] ; never so much in a week: { LIST($beyond, most: 3) }
    }
    .period = { $weeks } weeks
    .population = what advertising sells

budget-spend =
    .what = Spend { MONEY($total, digits: 0) } in { $weeks } weeks rather than { MONEY($today, digits: 0) }
    .owner = Whoever sets the advertising budget
    .effect = { $end ->
        [yes] The further from today the total goes, the more profit is expected, as far as it was tried: { MONEY($more, digits: 0) } ({ INTERVAL($more) })
       *[no] { MONEY($more, digits: 0) } more profit ({ INTERVAL($more) })
    }, each total shared out at its best{ $longer ->
        [none] { "" }
       *[some] ; never spent for so long before: { LIST($longer, most: 3) }
    }
    .period = { $weeks } weeks
    .population = what advertising sells

budget-trial =
    .what = { $says }
    .owner = Whoever buys advertising
    .effect = { $told ->
        [yes] Shows a change of sales there of { MONEY($shows, digits: 0) } or more; the result is expected to be worth { MONEY($worth, digits: 0) } of { $gained } in each plan of { $of } weeks made with it, the trial { $gains ->
            [yes] is expected to cost nothing
           *[no] to cost { MONEY($cost, digits: 0) }
        }{ $beyond ->
            [yes] { "" }; it spends more than ever was
           *[no] { "" }
        }
       *[no] Shows whether { MONEY($cost, digits: 0) } more spent there sells { MONEY($shows, digits: 0) } or more, which the weeks so far cannot tell{ $beyond ->
            [yes] { "" }; it spends more than ever was
           *[no] { "" }
        }
    }{ $assumed ->
        [yes] { "" }; if spend is shared over regions as sales are
       *[no] { "" }
    }
    .period = once
    .population = the trial
    .measured = sales of these regions against the others, in the weeks of the trial
budget-further = what the trial spends more than without it, counted

budget-limit-today = “Today” is the mean of the last four weeks; a plan is compared with spending so for { $weeks } weeks.
budget-limit-margin = No margin is given (optimisation.margin), so gains are { $gained }, not profit, and how much to spend in all cannot be said.
budget-limit-curves = A plan’s gain rests on the curves: it is expected, and shown only when the money has moved and sales are compared.
budget-limit-longer = On { LIST($channels, most: 4) } so much was never spent for { $weeks } weeks on end: what it sells there rests on the shape of the curve.
budget-limit-beyond = On { LIST($channels, most: 4) } the plan spends more than in any week so far, as its limits allow: no data speak of it.
budget-limit-season = That advertising sells more in weeks of more demand is assumed (optimisation.budget.season), not measured.
budget-limit-trial = What a trial’s result is worth and what it costs is expected by the same curves; its regions are taken to answer as all do.

## Sliders in JupyterLab

budget-form =
    .title = Move the limits
    .total = Total, % of today’s
    .least = Least for { $channel }, a week
    .most = Most for { $channel }, a week
    .table = The best mix within these limits, a week
    .channel = Channel
    .today = Today
    .planned = Best mix
budget-form-says = { $claimed ->
    [yes] { MONEY($gain, digits: 0) } more { $gained } than today’s mix and total ({ INTERVAL($gain) })
   *[no] { $likely ->
        [yes] Likely more than with today’s mix and total, but not as surely as advice asks for: { MONEY($gain, digits: 0) } more { $gained } ({ INTERVAL($gain) })
       *[no] Not shown to earn more than today’s mix and total: { MONEY($gain, digits: 0) } more { $gained } ({ INTERVAL($gain) })
    }
}
