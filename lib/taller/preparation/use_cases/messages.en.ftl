# What the use cases say. A file beside the notebook, use_cases.en.ftl, replaces what it names.
# Names and texts of the cases themselves stand in features/catalogue.yaml, in both languages.

## Names

# What a use case needs, within a sentence: kinds of data, then sides of readiness
need =
    .orders = orders
    .customers = customers
    .items = the product catalogue
    .events = events on the site
    .sessions = visits to the site
    .subscriptions = subscriptions
    .accounts = accounts
    .usage = use of the product
    .spend = advertising spend
    .texts = reviews and service contacts as text
    .leads = leads and what became of them
    .content = product texts and a style guide
    .creatives = ads and their results
    .data_quality = data quality
    .technical_infrastructure = technical infrastructure
    .team_expertise = team expertise
    .budget_availability = budget availability
    .timeline_flexibility = timeline flexibility

# More points are always better
criterion =
    .impact = Impact
    .feasibility = Feasibility
    .cost = Low cost
    .timeline = Short timeline
    .risk = Low risk

# What a case is worked out by, by the name of the notebook
analysis =
    .classification = who will leave or buy
    .clustering = segments
    .experiment = experiments
    .llm = language models
    .optimisation = optimisation
    .recommendation = suggestions
    .regression = value and forecasts
    .saas_b2b = sales to companies

analysis-none = none here

management = Management

## Headline

headline = { $n ->
    [0] “{ $name }” comes first, but with { $budget } and { $days } no use case can be taken on.
    [one] { headline-lead }. With { $budget } and { $days }, { $n } case can be taken on, for { $cost }.
   *[other] { headline-lead }. With { $budget } and { $days }, { $n } cases can be taken on, for { $cost }.
}

# Who would be overtaken in every other draw does not lead
headline-lead = { $lead ->
    [alone] “{ $name }” is the only case to rank
    [firm] “{ $name }” comes first in { PERCENT($kept, digits: 0) } of the settings tried
   *[close] No use case leads clearly: “{ $name }” and “{ $second }” are close
}

headline-first-waits = { $missing ->
    [none] “{ $name }” is not among them: others bring more together for these means.
   *[other] “{ $name }” is not among them, as this data is missing: { $missing }.
}

left-out = “{ $name }” is left out: by the analysis of this data, { $reason }.

# Why an analysis speaks against a case, by the notebook that found it
refuted =
    .clustering = the customers do not fall into separate groups
    .recommendation = suggestions of one's own were not shown to beat the best-sellers
    .classification = who it will be could not be told better than by chance
    .regression = no order of customers by value was shown to be better than chance

# What there is to spend; what nobody gave is called assumed
means =
    .budget = { $budget_assumed ->
        [yes] an assumed { MONEY($budget, digits: 0) }
       *[no] { MONEY($budget, digits: 0) }
    }
    .days = { $days_assumed ->
        [yes] an assumed { NUMBER($days) } person-days
       *[no] { NUMBER($days) } person-days
    }
    .line = Budget: { MONEY($budget, digits: 0) }{ $budget_assumed ->
        [yes] { $by_sales ->
            [yes] {" "}(assumed: a tenth of the net sales of the last year)
           *[no] {" "}(assumed: about half of what all cost)
        }
       *[no] {""}
    }; person-days: { NUMBER($days) }{ $days_assumed ->
        [yes] {" "}(assumed: half a year of the people there are)
       *[no] {""}
    }.

# The middle, and from the lowest to the highest
takes-cost = { $spread ->
    [yes] { MONEY($mid, digits: 0) } ({ MONEY($low, digits: 0) } to { MONEY($high, digits: 0) })
   *[no] { MONEY($mid, digits: 0) }
}

## Charts

# What a chart says of what is pointed at
tip =
    .case = Use case
    .place = Place
    .given = Priority at the weights given
    .share = Share of draws
    .days = Person-days
    .cost = Cost
    .budget = Budget
    .state = In the portfolio
    .when = When
    .owner = Owner

priority =
    .title = { $level ->
        [none] “{ $name }” comes first, with { NUMBER($score, digits: 2) } of 5 points
       *[some] “{ $name }” comes first, level with { LIST($level) }: { NUMBER($score, digits: 2) } of 5 points
    }
    .subtitle = The line goes from all scores at their lowest to all at their highest. Move a weight: the others keep their proportions, and the order follows.
    .axis = Priority, 1 to 5
    .description = { priority.title }. In order: { $cases }.

priority-now = First: “{ $name }”, { $score } points

places =
    .title = “{ $name }” keeps first place in { PERCENT($kept, digits: 0) } of the settings tried
    .subtitle = Share of { $n } draws in which a case takes a place: a sensitivity.

effort =
    .title = { $any ->
        [yes] Much impact for little work: { $cases }
       *[no] No case has much impact for little work
    }
    .subtitle = Numbers are places in the ranking; dashed: the medians.
    .across = Person-days of the client's own people (logarithmic)
    .up = Expected impact (points)

portfolio =
    .title = With { $budget }, { $n } of { $all } cases can be taken on
    .subtitle = Move the budget: the choice was worked out beforehand for { $budgets } budgets, with { $days } each time, every case at the middle of its ranges.
    .axis = Cost (middle of the range)
    .chosen = chosen
    .rest = not chosen

# What a budget would buy
portfolio-at = { $n ->
    [one] { MONEY($budget, digits: 0) }: { $n } case, { NUMBER($points, digits: 1) } points; spent: { MONEY($money, digits: 0) }, { NUMBER($days) } person-days
   *[other] { MONEY($budget, digits: 0) }: { $n } cases, { NUMBER($points, digits: 1) } points; spent: { MONEY($money, digits: 0) }, { NUMBER($days) } person-days
}

weeks-chart =
    .title = { $n ->
        [one] If it takes its middle time, { $n } case runs after { $weeks } weeks
       *[other] If each takes its middle time, { $n } cases run after { $weeks } weeks
    }
    .subtitle = In the fullest week { NUMBER($fullest, digits: 1) } of { $capacity } person-days are taken (people: { $people }).
    .axis = Week

weeks-chart-empty = Nothing is planned: no case fits within the means.

stage-when = { $first ->
    [none] weeks { $start } to { $end }
   *[other] weeks { $start } to { $end } ({ $first } – { $last })
}

## Tables

ranking =
    .caption = The use cases in order of priority
    .case = Use case
    .priority = Priority
    .places = Places
    .top = Among the first three
    .what = What it does
    .note = Below each priority, and under Places: the middle 95% of the draws. Ranges and weights are assumptions, and this is a sensitivity, not a probability.

swaps =
    .caption = What would change the order
    .above = Ahead
    .below = Would be overtaken by
    .lead = Lead (points)
    .weight = If this weight
    .move = moved
    .note = At the second figure both are level; beyond it they change places. The other weights keep their proportions.

# In place of a weight
swap =
    .level = level already
    .none = no weight alone

swaps-empty = There is one case only: no order to change.

levers =
    .caption = What would help most
    .what = What is missing or weak
    .cases = Cases it lifts
    .gain = Points it adds, all together
    .most = The most

lever-most = { $name }, place { $places }

levers-empty = { $assessed ->
    [yes] Nothing holds these cases back: their data is there, and readiness suffices.
   *[no] No data is missing, and nothing is known to be weak. { limit-unassessed }
}

lifts =
    .caption = What holds cases back
    .case = Use case
    .what = What would lift it
    .feasibility = Feasibility
    .priority = Priority
    .place = Place
    .note = Each line as if that alone were put right; the greatest gains first.

chosen =
    .caption = What is taken on, and what it takes
    .case = Use case
    .taken = Taken on
    .steady = In redraws
    .cost = Cost
    .days = Person-days
    .first = Needs first
    .note = Cost and person-days: the middle, and from the lowest to the highest. Redraws: impact, priority, cost and person-days drawn anew from their ranges, and the best choice made again; a sensitivity. Needs first: data that is missing, or cases by the number of their place.

taken-on = { $taken ->
    [yes] yes
   *[no] no
}

needs-left-out = { $cases } (left out, so it cannot be taken on)

roadmap =
    .caption = The roadmap
    .case = Use case
    .weeks = Weeks
    .owner = Owner
    .after = Starts after
    .metric = What shows that it works

roadmap-days = Week 1 begins on { $first }; week { $weeks } ends on { $last }.

assumptions =
    .caption = What each case takes, and where that comes from
    .case = Use case
    .weeks = Weeks
    .data = Data
    .analysis = Analysis
    .source = Source
    .note = Weeks: the middle, and from the lowest to the highest. * Not built yet.

# A kind of data that a case needs
data = { $state ->
    [missing] { $data } (missing)
    [unknown] { $data } (not known)
   *[there] { $data }
}

source-none = assumption

## What there is to spend, between the tables

means-empty = No case fits within that, so the portfolio is empty.

# Which of the two holds back
means-more =
    .money = Money holds back: a quarter more would add { NUMBER($points, digits: 1) } points.
    .days = People's time holds back: a quarter more would add { NUMBER($points, digits: 1) } points.

## Key figures

figure =
    .first_score = Priority of the first, of 5 points
    .first_kept = Settings tried in which it stays first
    .cost = Cost of the portfolio
    .days = Work of the client's own people
    .weeks = Weeks until all of it runs (people full time: { $people })

# How they come about
method =
    .score = weighted mean of five scores; the middle { PERCENT($share, digits: 0) } of { $draws } draws, each weight up to { NUMBER($spread, digits: 2) } higher or lower, each score within its range
    .kept = counted: draws in which it comes first; a sensitivity
    .sum = sum of the cases' ranges; lowest and highest if all are at that end
    .weeks = planned week by week, with all cases at one end of their ranges

method-range = its range, as its source says: a sensitivity

## Decisions

decision-means =
    .what = { $assumed ->
        [both] Say what may be spent, and how many person-days there are
        [budget] Say what may be spent
       *[days] Say how many person-days there are
    }
    .owner = { management }
    .effect = { $assumed ->
        [both] the portfolio here rests on an assumed budget and assumed person-days
        [budget] the portfolio here rests on an assumed budget
       *[days] the portfolio here rests on assumed person-days
    }
    .measured = the next run of this portfolio, with your own in it

decision-readiness =
    .what = Assess readiness before the choice is final
    .owner = { management }
    .effect = feasibility here supposes that the organisation is ready
    .measured = the checklist of readiness, and the next run of this portfolio

decision-start =
    .what = Start “{ $name }”
    .owner = { $owned ->
        [yes] { $owner }
       *[no] { management }
    }
    .effect = { $least ->
        [none] {""}
       *[other] part of the portfolio at every budget tried from { MONEY($least, digits: 0) } on;{" "}
    }{ $unknown ->
        [none] {""}
       *[other] first make sure that there is: { $unknown };{" "}
    }{ $judged ->
        [yes] judged by: { $metric }
       *[no] name what shows that it works, before it starts
    }
    .period = once, until it runs
    .population = what is bought outside
    .measured = { $judged ->
        [yes] that measure, in a trial with a part of the customers or weeks drawn by lot
       *[no] a trial with a part of the customers drawn by lot
    }

decision-lever =
    .what = { $kind ->
        [readiness] Strengthen { $what }
       *[data] Obtain { $what }
    }
    .owner = { management }
    .effect = { $climbs ->
        [yes] { lifts-cases }
       *[no] { raises-cases }
    }
    .measured = the trials of the cases that it lifts

lifts-cases = { $n ->
    [one] lifts { $n } case: “{ $name }” from place { $before } to { $after }
   *[other] lifts { $n } cases, “{ $name }” the most, from place { $before } to { $after }
}

raises-cases = { $n ->
    [one] raises the priority of { $n } case, “{ $name }”, which keeps its place
   *[other] raises the priority of { $n } cases, “{ $name }” the most; no case climbs
}

## Checks

check-first =
    .name = The first place is kept in most of the settings tried
    .detail = kept in { PERCENT($kept, digits: 0) } of { $n } settings

check-middle =
    .name = The portfolio keeps within its means at the middle of all ranges
    .detail = { spent }

check-most =
    .name = It does so even if every case takes the most
    .detail = { spent }

# What there is was said by { means.budget } and { means.days }
spent = { MONEY($cost, digits: 0) } of { $budget }; { NUMBER($work) } of { $days }

check-order =
    .name = No case starts before what it needs, and no week is overfull
    .detail = fullest week: { NUMBER($days, digits: 1) } person-days of { NUMBER($all_days, digits: 1) }

## Limits

limit-ranges = The ranges of { $n } of { $all } cases are assumptions of ours for a company that sells online; replace them by offers and your own experience.

limit-sensitivity = How often a place is kept is a sensitivity to stated spreads, not a probability.

limit-points = What a portfolio pays is counted in points (expected impact, weighted by priority): an assumption, and not money. What other pages measure in money of the same cases is not in it, and may speak for a case that is not taken on here.

limit-roadmap = The roadmap supposes that everybody can do everything (people full time: { $people }), and no holidays; the dates to go by are the plan's, which asks who does what and with how much time. It keeps every rule but need not be the shortest.

limit-rate = Costs of the catalogue are in euros, turned into { $currency } at { NUMBER($rate, digits: 2) } for one euro: a rounded rate, an assumption.

limit-unasked = Nobody has said yet whether there is this data: { $data }.

limit-unassessed = Not assessed yet: { $what }. That lowers only the low end of ranges.

limit-weights = Weights: { $weights }.

weight = { $criterion } { PERCENT($share, digits: 0) }

# Where the notebook stops
nothing-to-rank = there is no use case to rank: offer the catalogue, or name some

## The form in JupyterLab

form =
    .title = Use cases: weights and ranges
    .ranking = The ranking
    .weights = What each criterion weighs
    .spread = Each weight may move either way by
    .means = What there is to spend
    .budget = Budget ({ $currency }); empty: half of what all cases cost
    .days = Person-days; empty: what the people have in half a year
    .people = People at the same time
    .ranges = The ranges of one case (assumptions until you change them)
    .case = Case
    .offered = This case is offered

# The ends of a range: { $what } is a criterion, or an amount below
end =
    .lowest = { $what }, lowest
    .middle = { $what }, middle
    .highest = { $what }, highest

amount =
    .money = Money ({ $currency })
    .person_days = Person-days
    .weeks = Weeks

live-head =
    .case = Use case
    .rank = Rank
    .score = Score
    .range = Range

live-first = First: { $name }, { NUMBER($score, digits: 2) } of 5

live-none = No case is offered

live-unsound = Not a sound choice yet

live-budget = Budget: { MONEY($budget) }
