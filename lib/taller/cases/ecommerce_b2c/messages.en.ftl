# What the online shop's case says. A file beside the notebook, ecommerce_b2c.en.ftl, replaces what it names.

not-known = not known
not-measured = not measured
no-trial = There is no trial yet: give data.trials in the engagement file, one row per visitor with arm, bought, margin, newcomer, units and sold_out. What is lacking of bought, margin and newcomer is taken from the orders, where the log says since when (exposed_at).
other-arms = The log of the trial does not call its groups so: it holds { LIST($names) }. Say in the engagement file which one saw best-sellers (ecommerce_b2c.control) and which one recommendations (ecommerce_b2c.treatment).
no-totals = The log of the trial holds totals of days, not visitors: the page “experiment” tells what they show, and this case needs a row for each visitor.
no-visits = The data has no visits, so nothing says how many visitors a trial would have.
no-lists = The test of the recommender did not bear lists of their own: everybody would see the best-sellers.
no-money = What it earns cannot be told: that takes a trial with the margin per visitor and the cost of each item, and for the result project_cost in the engagement file.
no-groups = Without a trial nothing says who gains more.
lacking = The log of the trial lacks { LIST($names) }; what rests on that is not told.

## Headline

headline-none = The trial of recommendations against best-sellers has not been run: { $lists ->
        [no] the recommender's own test does not bear lists yet, so mend those first.
       *[yes] the lists are ready{ $detectable ->
            [none] .
           *[known] , and { $weeks } weeks would show a change of { PERCENT($detectable, digits: 0) } or more in the margin per visitor.
        }
    }
headline-untold = The trial cannot be read; no figure of it is told as a result.
headline =
    .won = Show recommendations: over { $weeks } weeks a visitor brought { PERCENT($lift) } more margin than with the best-sellers ({ INTERVAL($lift) }){ $bought ->
        [none] .
       *[known] ; the share of visitors who bought changed by { PERCENT($bought) } ({ INTERVAL($bought) }).
    }
    .first-look = In { $weeks } weeks a visitor brought { PERCENT($lift) } more margin with recommendations than with the best-sellers ({ INTERVAL($lift) }){ $bought ->
        [none] .
       *[known] ; the share of visitors who bought changed by { PERCENT($bought) } ({ INTERVAL($bought) }).
    }
    .open = Keep the best-sellers for now: { $lists ->
        [yes] although the lists foresaw purchases better than the best-sellers did,{" "}
       *[no] {""}
    }it is not shown that recommendations sell more. In { $weeks } weeks the margin per visitor changed by { PERCENT($lift) } ({ INTERVAL($lift) }).
    .worse = Keep the best-sellers: with recommendations a visitor brought less margin, a change of { PERCENT($lift) } ({ INTERVAL($lift) }) in { $weeks } weeks.
    .too-small = Keep the best-sellers: recommendations changed the margin per visitor by { PERCENT($lift) } only ({ INTERVAL($lift) }) in { $weeks } weeks.
    .harms = Keep the best-sellers: fewer visitors bought than is tolerated, whatever the margin per visitor did ({ PERCENT($lift) }, { INTERVAL($lift) }).
headline-money = If that lasts for a year of sales like the last, it adds { MONEY($gain) } of margin ({ INTERVAL($gain) }){ $net ->
        [none] .
       *[known] , and { MONEY($net) } are left ({ INTERVAL($net) }) if, as the engagement file says, building it and running it for the first year cost { MONEY($cost) }{ $pays ->
            [no] ; that it pays for itself in that time is not shown.
           *[yes] .
        }
    }
caveat =
    .sample-ratio = The two groups are not as large as the lot would make them, so whoever is missing may explain any difference.
    .arm-missing = One of the two groups has no visitors.
    .another-rule = This is judged by another rule than the one noted beforehand.
    .rule-not-fixed = No rule was noted before the data were opened, so this is a first look and no verdict.
    .running = The trial has not ended; what follows may still change.

## Key figures

figure =
    .conversion = Conversion: change in visitors who buy, over { $weeks } weeks
    .cac = CAC: change in the cost of winning a customer
    .ltv = LTV: change in margin per visitor, over { $weeks } weeks only
    .roi = ROI of the first year, if the change lasts as measured{ $expected ->
        [none] {""}
       *[known] ; { PERCENT($expected, digits: 0) } is to be expected
    }{ $lost ->
        [none] {""}
       *[known] ; each { MONEY($one, digits: 0) } spent loses { MONEY($lost, digits: 2) }
    }

## Tables

start =
    .level = Level of readiness
    .rank = Place of the recommender among the use cases
    .sales = Net sales of the last year
    .margin = Their margin, without tax and the cost of the items
    .spend = Advertising of the last year
    .visitors = Visitors in as many weeks as the trial has
start-table =
    .caption = Where the shop stands on { DATE($day) }
    .what = What
    .value = Value
planned =
    .caption = Visitors and weeks that a trial needs, by the change it is to show
    .lift = Change in what a visitor buys for
    .visitors = Visitors
    .weeks = Weeks
    .note = { $weeks } weeks bring { $visitors } visitors if as many come as in the weeks before (a device counts as a visitor where nobody is known), each buying for { MONEY($baseline, digits: 2) } on average; they show a change of { PERCENT($detectable) } or more in four of five trials. { $worth ->
        [none] What change would be worth having is not known, as no cost was given.
       *[known] Building it and running it for the first year cost { MONEY($cost) }, as the engagement file assumes, which a change of { PERCENT($worth) } in the margin pays for. If there is such a change, each week of the trial costs those who are shown best-sellers { MONEY($waiting) }.
    }
offline =
    .caption = Before anybody was shown a list: how well lists foresaw what customers bought next
    .measure = Measure
    .lists = Lists
    .more = More than the best-sellers
    .note = { $signal ->
        [no] That is not shown to be better than the best-sellers, so there are no lists of their own.
       *[yes] Foreseeing what somebody buys anyway is not yet selling more: only the trial below tells that.
    }
offline-measure =
    .hit = Customers who bought something suggested
    .precision = Share of the suggestions that were bought
    .recall = Share of the purchases that were suggested
slates =
    .caption = What the site shows: the first { $n } places
    .who = Whom
    .items = Items, the first place first
slates-all = Best-sellers, everybody without a list
checked =
    .caption = The lists before they go live
    .what = What
    .value = Found
checked-line =
    .customers = Customers with a list
    .places = Items in a list, on average
    .items = Different items in all lists
    .same = Places that show a best-seller anyway
    .twice = Items shown twice in one list
    .unknown = Items that are not in the catalogue
rule =
    .caption = The rule, fixed before there were any data
    .what = What
    .value = Rule
rule-line =
    .decides = What decides
    .primary = Margin per visitor: more than with the best-sellers, beyond chance
    .guards = What must not happen
    .margin = Visitors who buy down by more than { PERCENT($tolerated, digits: 0) }
    .lot = The lot
    .shares = Best-sellers { PERCENT($control, digits: 0) }, recommendations { PERCENT($treatment, digits: 0) }
    .stop = When it stops
    .print = Fingerprint of the rule
rule-stop = { DATE($day) }, looked at once
measured =
    .caption = What { $n } visitors did, by what they were shown
    .measure = Measure
    .control = Best-sellers
    .arm = Recommendations
    .lift = Change
    .true = True change (simulated)
    .note = { $looks ->
        [sequential] The intervals hold however often one looks, and are wider for it.
       *[fixed] Looked at once, at the end.
    } Cost of winning a customer: these weeks' share of a year's advertising, spread over all first-time visitors alike.{ $simulated ->
        [no] {""}
       *[yes] {" "}The true change is the simulator's: everybody shown recommendations, against everybody shown best-sellers, each with the stock to themselves. What sold out is a matter of the one stock that both groups of the trial bought from, so no true change stands beside it.
    }
measure =
    .conversion = Visitors who bought
    .ltv = Margin per visitor
    .cac = Cost of winning a customer
    .sold_out = Lines whose first choice was sold out, per unit sold
targets =
    .caption = { $simulated ->
        [yes] Target, measured and true
       *[no] Target and measured
    }
    .figure = Figure
    .target = Target
    .measured = Measured
    .true = True (simulated)
    .standing = Target is
    .note = Targets are changes, of ROI the return itself. LTV is the margin of these { $weeks } weeks: what comes after is not in it, so the target for a lifetime can only be compared if the change lasts.{ $each ->
        [none] {""}
       *[known] {" "}ROI here is that of the change as measured. { $each }
    }{ $expected ->
        [none] {""}
       *[known] {" "}Of what is to be expected of it, on which the margin added and what is left of it rest, ROI is { PERCENT($expected, digits: 0) } ({ INTERVAL($expected) }).
    }{ $simulated ->
        [no] {""}
       *[yes] {" "}What is true is known because the shop is simulated.
    }
year-table =
    .caption = The first year, if the change lasts and sales are like the last year's
    .what = Item
    .amount = Amount
    .note = { $measured ->
        [none] {""}
       *[known] Measured was a change of { PERCENT($measured) } ({ INTERVAL($measured) }) in the margin per visitor. { PERCENT($kept, digits: 0) } of it is expected, assuming that such changes usually move sales by { PERCENT($typical, digits: 0) }: what stands out in a trial owes part of that to luck.
    }{ $enough ->
        [none] {""}
       *[known] {" "}The year ends even at a change of { PERCENT($enough) }.
    }
year-line =
    .sales = Net sales of the last year
    .margin = Their margin
    .gain = Margin that is expected to be added
    .cost = Cost of project and running, assumed in the engagement file
    .net = What is left
scenario =
    .expected = As expected
    .fades = The change fades to a half
    .dearer = It costs half as much again
    .both = Both
group =
    .newcomer = First-time visitors
    .quiet = No recent order
    .some = One or two recent orders
    .frequent = Three recent orders or more
group-label = { $group } ({ $n })
groups-table =
    .caption = How the margin per visitor changed, by what was known before the trial
    .group = Visitors
    .visitors = Number
    .lift = Change in margin per visitor
    .true = True change (simulated)
    .note = { $verdict ->
        [detected] A ranking by these traits, made on other visitors, finds who gains more.
        [none_detectable] No ranking by these traits is shown to find who gains more than others: differences between the rows may be chance, so treat all alike.
       *[untested] Too few visitors to test whether some gain more than others.
    } Recent: before the trial, in the days whose revenue evens out chance.{ $p ->
        [none] {""}
       *[known] {" "}If all gained alike, luck alone would rank them as well as this with a probability of { PERCENT($p) }.
    }

## Charts

changes =
    .title = { $outcome ->
        [won] Visitors bring more margin when they are shown recommendations
        [worse] Visitors bring less margin when they are shown recommendations
       *[other] That visitors bring more margin with recommendations is not shown
    }
    .axis = Change against best-sellers
year =
    .title = { $sure ->
        [yes] The first year pays, also if things go worse
       *[no] { $even ->
            [yes] The first year would pay even if things go worse, but that is not sure
           *[no] { $hoped ->
                [yes] { $one_pays ->
                    [yes] The first year would pay unless both go worse, but that is not sure
                   *[no] The first year does not pay if things go worse
                }
               *[no] The first year is not expected to pay
            }
        }
    }
    .axis = Left of the first year
groups =
    .title = { $detected ->
        [yes] Some visitors gain more than others
       *[no] That some visitors gain more than others is not shown
    }
    .axis = Change in margin per visitor

## Decisions

owner =
    .commerce = E-commerce manager
    .marketing = Marketing director
    .analytics = Head of analytics
    .merchandising = Merchandising
decision-roll-out =
    .what = Show recommendations to everybody who has a list
    .owner = { owner.commerce }
    .effect = In the trial visitors brought more margin, and no fewer of them bought than is tolerated
    .period = the first year, if the change lasts
    .population = { $cost ->
        [yes] all visitors, after the cost that the engagement file assumes
       *[no] all visitors, before any cost
    }
    .measured = what the project and each item cost, given in the engagement file
decision-hold-out =
    .what = Keep a tenth of the visitors on best-sellers, drawn by lot
    .owner = { owner.analytics }
    .effect = Shows whether the change lasts, which the year's figure assumes
    .measured = the margin of that tenth against the others, every quarter
decision-keep =
    .what = Go on showing the best-sellers
    .owner = { owner.commerce }
    .effect = { $outcome ->
        [worse] With recommendations visitors brought less margin
        [harms] With recommendations fewer visitors bought than is tolerated
       *[other] Nothing shows yet that recommendations would sell more
    }
    .measured = the next trial by lot, of whatever is shown in their place
decision-confirm =
    .what = { $running ->
        [yes] Let the trial run until { DATE($ends) }, and decide then
       *[no] Repeat the trial before rolling out, and note its rule’s fingerprint (ecommerce_b2c.rule) before its log is opened
    }
    .owner = { owner.analytics }
    .effect = Shows by a rule fixed beforehand whether recommendations sell more; this look cannot
    .measured = the margin of visitors who see them against those who do not, in that trial
decision-again =
    .what = Try other lists, in a trial sized for the change that is worth having
    .owner = { owner.marketing }
    .effect = Tells lists that sell more from lists that only foresee purchases
    .measured = the margin of visitors who see them against those who do not, in that trial
decision-log =
    .what = Complete the log of the trial, or name its groups
    .owner = { owner.analytics }
    .effect = Then this page tells what the trial measured
    .measured = the next run of this page, with that log
decision-trial =
    .what = Run the trial as planned: { $weeks } weeks, by lot, with the rule above
    .owner = { owner.marketing }
    .effect = Shows whether recommendations sell more; nothing here does yet
    .measured = the margin of visitors who see them against those who do not, after { $weeks } weeks
decision-stock =
    .what = Order what the lists show before rolling out
    .owner = { owner.merchandising }
    .effect = With recommendations { PERCENT($arm) } of first choices were sold out, with best-sellers { PERCENT($control) }
    .measured = sold-out first choices, week by week

## Checks and limits

check-lot =
    .name = The lot gave both groups the size it should
    .detail = { $first } and { $second } visitors
check-rule =
    .name = The rule is the one noted beforehand
    .detail = Fingerprint { $print }
check-buyers =
    .name = The number of visitors who buy is shown not to fall by more than is tolerated
    .detail = { $guard ->
        [kept] Shown
        [broken] It fell by more
       *[open] Not shown either way
    }
check-truth =
    .name = What is true lies within what was measured (simulated)
    .detail = { $held } of { $all } figures
limit-simulated = The shop is simulated: its customers, and what suggestions do to them, follow laws that were written down before any list was made.
limit-taken = The log of the trial does not hold { LIST($names) }: they are taken from each visitor’s orders from the day that the trial reached them to its end.
limit-late = { $n ->
    [one] One visitor
   *[other] { $n } visitors
} of the log came after { DATE($ends) }, on which the trial stops, and are left out.
limit-no-trial = Without a trial nothing here says what recommendations sell.
limit-horizon = The margin per visitor is that of { $weeks } weeks. Whether customers stay longer or only buy earlier shows later.
limit-cac = First-time visitors have no history, so both groups of them were shown the best-sellers: lists can hardly move the cost of winning a customer.
limit-stock = Both groups bought from one stock. What one of them takes is missing to the other, so the change for everybody may differ somewhat from that in the trial.{ $found ->
    [competes] {" "}Tested by day: the control group found more sold out on days with more of the others, so the change for everybody is smaller.
    [little] {" "}Tested by day: if so, then what the control group finds sold out rises by less than half.
    [cannot_tell] {" "}By day this trial cannot tell how much, as the lot gave each day about as many of each group{ $periods ->
        [none] {""}
       *[other] ; with recommendations on for everybody or nobody by the day, by lot, { $periods } days would show a rise by half
    }.
   *[none] {""}
}
limit-skewed = The groups are of very different size and amounts are uneven, so the intervals of amounts are a little too narrow: in simulated trials like this one they held what is true in 91 to 95 of 100, not in 95.
limit-year = The year's figures assume that the change lasts, that sales are like the last year's, and that such changes usually move sales by { PERCENT($typical, digits: 0) }.

## The mail with the suggestions

mail =
    .about = A customer gets the items that suit them best, by what they and customers like them bought.
    .fact = The items are the first of the customer’s own list, which is made from what customers bought.
    .subject = Chosen for [FIRST NAME]
    .preheader = By what you have bought with us so far.
    .body = Hello [FIRST NAME], by what you have bought with us so far, you may like [ITEM 1], [ITEM 2] and [ITEM 3]. See them here: [LINK].
    .close = If you would rather not hear from us, unsubscribe here: [UNSUBSCRIBE]
no-mail = There are no suggestions yet, so there is no mail to send.
mail-file = Mail with the suggestions, in both languages
