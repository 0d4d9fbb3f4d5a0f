# What the plan says. A file beside the notebook, plan.en.ftl, replaces what it names.
# Names of the guide's tasks and roles stand in params/guide.yaml, in both languages.

## Names

phase =
    .preparation = Preparation
    .development = Development
    .tests = Tests
    .rollout = Roll-out

kind =
    .people = people
    .outside = outside the company
    .technical = technical, by the month

# A line of the budget
line =
    .people = { $name }: time
    .outside = { $name }: outside the company
    .technical = { $name }: by the month

# What moves the money
driver =
    .people = People's time
    .outside = Cost: { $name }
    .technical = By the month: { $name }
    .risk = Risk: { $name }
    .benefit = What it brings: { $name }
    .adoption = Share of full use reached
    .pace = Months until it is reached
    .delay = Months later than likely

months = { $n } months

# Where infrastructure's own monthly sum is taken
cloud = Cloud, as infrastructure reckons

cloud-source = the infrastructure page, at list prices

management = Management
unnamed = not said yet
unsaid = not said
unknown = not known yet
unjudged = not judged yet

# A person, or a role that nobody has yet
who = { $named ->
    [yes] { $name }
   *[no] { $name } (nobody named yet)
}

goal =
    .main_goals = Primary objective
    .metrics = Secondary: figures to move
    .timeline = Secondary: by when
    .roi = Secondary: return

## Headline

headline-end = { $pilot ->
    [yes] No use case is chosen, so this is the guide's plan for a first one: done by { $late } in { PERCENT($share, digits: 0) } of the simulated schedules, on assumed durations
   *[no] { $n ->
        [one] { $n } use case is in use
       *[other] { $n } use cases are in use
    } by { $late } in { PERCENT($share, digits: 0) } of the simulated schedules, on assumed durations
}{ $first ->
    [none] {""}
   *[other] {" "}and if it begins on { $first }, which is assumed
}{ $done ->
    [0] .
   *[other] ; { $done } of { $of } tasks are done.
}

headline-past = Its first day, { $first }, has passed, and nothing is reported as begun or done: all dates count from that day.

headline-late = By the deadline of { $day } { $share ->
    [0] none of those schedules is done
   *[other] { PERCENT($share, digits: 0) } of those schedules are done
}.

headline-cost = { $given ->
    [none] On assumed costs
   *[other] { $short ->
        [yes] The budget of { MONEY($given, digits: 0) } is too small: on assumed costs
       *[no] The budget of { MONEY($given, digits: 0) } suffices: on assumed costs
    }
}{ $own ->
    [yes] , own time aside,
   *[no] {""}
} { MONEY($asked, digits: 0) } is enough in { PERCENT($covers, digits: 0) } of the draws{ $given ->
    [none] ; nobody has named a budget.
   *[other] .
}

headline-worth = If the cases bring what was assumed, { $loses ->
    [0] it loses money over { $months } months in none of the draws
   *[other] it loses money over { $months } months in { PERCENT($loses, digits: 0) } of the draws
}{ headline-unpriced }.

headline-needed = Nobody has said what the cases bring: to be worth what they cost within { $months } months, they would have to bring { MONEY($needed, digits: 0) } a year in full use, with use growing as assumed{ headline-unpriced }.

# Work that no money stands for
headline-unpriced = { $unpriced ->
    [0] {""}
   *[other] , without the { $unpriced } person-days that nobody has priced
}

## Charts

gantt =
    .title = { $critical ->
        [0] All { $n } tasks are done; the last ended on { $end }
        [one] One of { $n } tasks decides the end on { $end }; the longest to do is “{ $longest }”
       *[other] { $critical } of { $n } tasks decide the end on { $end }; the longest of them is “{ $longest }”
    }
    .subtitle = With each task at its likely time, and nobody doing more than they have time for. Pale: may slip{ $done ->
        [0] .
       *[other] ; palest: done; dashed: the last day of which progress is known.
    }
    .critical = decides the end
    .slack = may slip
    .done = done
    .task = Task
    .phase = Phase
    .first = First day
    .last = Last day
    .who = Who
    .state = State

finish =
    .title = The likely end, { $likely }, is kept in { PERCENT($share, digits: 0) } of the simulated schedules; { $late } in 80%
    .subtitle = Durations drawn from assumed ranges; the band: durations that move together less ({ $low }) or more ({ $high }) than assumed. A sensitivity, not a probability.
    .axis = Schedules that are done
    .day = Day
    .least = Least, in the band
    .most = Most, in the band
    .end = likely end
    .deadline = deadline

people-chart =
    .title = At most { NUMBER($most, digits: 1) } full-time people are needed, { $n ->
        [one] in the week of { $week }
       *[other] first in the week of { $week }
    }
    .subtitle = Full-time people by role and week, with each task at its likely time.
    .people = Full-time people
    .week = Week of
    .role = Role
    .rest = other roles

cash =
    .title = { $valued ->
        [no] To be worth what they cost, the cases must bring { MONEY($needed, digits: 0) } a year in full use
       *[yes] { $back ->
            [0] At the middle of all assumptions, the money is not back within { $months } months
           *[other] At the middle of all assumptions, the money is back by month { $back }
        }
    }
    .subtitle = { $valued ->
        [no] Nobody has said what the cases bring: 100% is what they would need. Bars: the month; line: so far. Move the sliders.
       *[yes] Bars: the month; line: so far. What the cases bring and how far they are used are assumptions: move the sliders.
    }
    .month = Month from the first day
    .money = Money
    .cost = Spent
    .gain = Brought in
    .so_far = So far
    .now = Worth today:{" "}
    .effect = { $valued ->
        [no] What the cases bring, % of what is needed
       *[yes] What the cases bring, % of what is assumed
    }
    .use = Use reached, % of full use (assumed: { PERCENT($share, digits: 0) })
    .spend = Cost, % of what is planned
    .alt = Worth today: { $npv }, at { PERCENT($discount, digits: 0) } a year; the lowest point of the sum so far: { $lowest }.

tornado =
    .title = “{ $name }” moves the result most: { $at_low } at { $low }, { $at_high } at { $high }
    .subtitle = { $turns ->
        [0] None of the assumptions alone turns the sign of { $base }, the value with all at their middle.
        [one] One assumption alone would turn the sign of { $base }, the value with all at their middle: { $names }.
       *[other] { $turns } assumptions would each alone turn the sign of { $base }, the value with all at their middle: { LIST($names, most: 3) }.
    }
    .axis = Net present value
    .low = at its lowest
    .high = at its highest
    .what = Assumption
    .side = End of its range
    .at = Its value

risk-chart =
    .title = { $n ->
        [one] { LIST($names, most: 2) } is the one risk with a probability and a cost
       *[other] { LIST($names, most: 2) } { $worst ->
            [one] weighs
           *[other] weigh
        } most of the { $n } risks with a probability and a cost
    }
    .subtitle = Numbers are those of the register, which holds { $all } in all; those without probability or cost are not drawn. Where bands part is an assumption.
    .cost = What it would cost, against the planned cost
    .chance = Probability
    .risks = Risks

## Tables

general =
    .caption = General information and objectives
    .what = What
    .said = What is known
    .client = Client
    .dated = Date of the plan
    .starts = First day
    .assumed-start = { $given ->
        [yes] {""}
       *[no] {" "}(assumed: nobody gave a start)
    }
    .readiness = Readiness
    .level = { $level ->
        [none] not assessed yet
       *[other] { $level }
    }
    .currency = Currency
    .signs = Approved by
    .nobody = nobody named yet
    .unanswered = not answered yet
    .note = { $answered ->
        [0] No objective was told in the readiness workshop yet.
       *[other] The objectives are in the client's own words, from the readiness workshop.
    }

cases =
    .caption = The use cases taken on
    .case = Use case
    .brings = Expected impact
    .rests = What that rests on
    .outside = Cost outside
    .days = Person-days
    .weeks = Weeks
    .owner = Owner
    .metric = What shows that it works
    .note = Impact in money is of a year in full use; without it, points from 1 to 5. Below each figure, its lowest and highest: ranges somebody stated, not intervals.

cases-empty = No use case was taken on. The schedule below is the guide's own for a first one; choose it first.

rests =
    .points = points of the catalogue or the workshop; nobody has put money to it
    .given = { $source ->
        [none] the client's assumption, without a source
       *[other] assumption: { $source }
    }
    .analysis = { $basis ->
        [none] the analysis gave no figure for { $decision }
        [tested] the analysis: { $decision }, tested on data held back
        [estimated] the analysis: { $decision }, estimated, not yet tested
       *[assumed] the analysis: { $decision }, on assumptions
    }

tasks =
    .caption = The tasks
    .task = Task
    .phase = Phase
    .starts = First day
    .ends = Last day
    .days = Working days
    .who = Who
    .slack = May slip by
    .note = Working days: the likely, and in brackets from the least to the most. { $assumed } of { $n } durations are the guide's, assumed by us; the others the client's.

slack = { $done ->
    [yes] done
   *[no] { $critical ->
        [yes] not at all
       *[no] { $one ->
            [yes] { $days } day
           *[no] { $days } days
        }
    }
}

ends =
    .caption = When it ends
    .what = What
    .day = Day
    .share = Schedules done by then
    .note = Of { $n } schedules simulated from assumed ranges that move together (correlation { NUMBER($correlation, digits: 1) }, assumed): a sensitivity, not a probability.

ends-rows =
    .likely = Likely: each task at its likely time
    .sure = In { PERCENT($share, digits: 0) } of the schedules
    .deadline = Deadline

team =
    .caption = The people
    .who = Who
    .role = Role
    .share = Of their time
    .days = Person-days
    .starts = From
    .ends = To
    .rate = A day costs
    .note = { $unnamed ->
        [0] Everybody is named.
        [one] One role has nobody yet; it counts as one full-time person.
       *[other] { $unnamed } roles have nobody yet; each counts as one full-time person.
    }

budget =
    .caption = The budget until all is rolled out
    .what = What
    .preparation = Preparation
    .development = Development
    .tests = Tests
    .rollout = Roll-out
    .total = Total
    .when = When
    .planned = Planned
    .contingency = Contingency
    .asked = Asked for
    .given-row = Budget given
    .own = People's own time, not paid from it
    .note = Contingency: what planned cost lacks to be enough in { PERCENT($covers, digits: 0) } of the draws from the ranges{ $risks ->
        [yes] , risks included
       *[no] {""}
    }; a sensitivity. { $given ->
        [none] Nobody has named a budget.
       *[other] { budget-why }
    } { $lines ->
        [0] No monthly cost is named: none is in it.
       *[other] Afterwards { MONEY($running, digits: 0) } a month goes on.
    }{ budget-cloud }

returns =
    .caption = What the plan is worth over { $months } months
    .what = Measure
    .middle = All at the middle
    .drawn = Drawn from the ranges
    .meaning = How to read it
    .npv = Net present value
    .npv-note = Today's worth, at { PERCENT($discount, digits: 0) } a year; below zero in { PERCENT($loses, digits: 0) } of the draws
    .roi = Return on what is put in (ROI)
    .roi-note = What comes back beyond the money put in, whenever it comes: not discounted, so it may be above zero where today's worth is below
    .payback = Month in which the money is back
    .payback-note = { $back ->
        [0] In no draw within { $months } months
       *[other] Within { $months } months in { PERCENT($back, digits: 0) } of the draws, and only those are shown
    }
    .irr = Internal rate of return, a year
    .irr-note = { $why ->
        [one] Exists, and is the only one, in { PERCENT($rated, digits: 0) } of the draws; only those are shown
        [none] Does not exist where money never turns from out to in
       *[several] Ambiguous: money goes out and in more than once, so that several rates fit; told in { PERCENT($rated, digits: 0) } of the draws
    }
    .needed = What the cases must bring a year
    .needed-note = In full use, to be worth what they cost, with all else at its middle; assumed are { MONEY($assumed, digits: 0) } a year{ of-sales }
    .never = not within { $months } months
    .no-sum = nothing would do
    .no-rate = { $why ->
        [none] does not exist
       *[several] ambiguous
    }
    .note = { $n } draws from stated ranges: the median, and the middle 95%. Assumptions, hence a sensitivity.{ $below ->
        [yes] {" "}Draws lean to more cost and delay, so they lie below the middle of all.
       *[no] {""}
    }{ $unpriced ->
        [0] {""}
       *[other] {" "}{ $unpriced } person-days are not in it, as nobody has priced them.
    }

returns-empty = { $needed ->
    [none] Neither costs nor what the cases bring are known: there is nothing to work out yet.
   *[other] Nobody has said what the cases bring, so no net present value, return or payback is told. To be worth what they cost within { $months } months at { PERCENT($discount, digits: 0) } a year, they would have to bring { MONEY($needed, digits: 0) } a year in full use{ of-sales }, with use growing as assumed{ headline-unpriced }.
}

of-sales = { $part ->
    [none] {""}
   *[other] {" "}(what is needed is { PERCENT($part) } of the last year's net sales)
}

measure =
    .latency = Latency of an answer
    .uptime = Uptime
    .model_quality = { $of ->
        [classification] Model quality: who leaves or buys (area under the curve)
        [clustering] Model quality: segments (stability)
        [recommendation] Model quality: suggestions (nDCG at 10)
        [regression] Model quality: value (rank correlation)
       *[none] Model quality
    }
    .processing = Processing of a request
    .roi = Return on investment (ROI)
    .cac = Cost of a new customer (CAC)
    .conversion = Conversion
    .ltv = Customer value (LTV)

measured-by =
    .latency = 95% of the answers, under a load test
    .uptime = share of minutes in which it answers
    .model_quality = the same measure, on data held back
    .processing = time from request to result, under a load test
    .roi = money in and out, against customers or weeks without it
    .cac = advertising spend over new customers
    .conversion = visits with a purchase, in an A/B test
    .ltv = value of customers reached, against those drawn by lot and not reached

measured-when =
    .latency = in the tests, then daily
    .uptime = from roll-out on, monthly
    .model_quality = in the tests, then monthly
    .processing = in the tests, then daily
    .roi = quarterly from roll-out on
    .cac = monthly from roll-out on
    .conversion = from the tests on
    .ltv = a year after roll-out

untold =
    .latency = Nothing tells yet; the load test in the tests will
    .uptime = Nothing tells yet; the first months of operation will
    .model_quality = Nothing tells yet; the test on data held back will
    .processing = Nothing tells yet; the load test in the tests will
    .roi = Nothing tells yet: nobody has said what the cases bring
    .cac = Nothing tells yet: no effect on it is stated; the trial would
    .conversion = Nothing tells yet: no effect on it is stated; an A/B test would
    .ltv = Nothing tells yet: no effect on it is stated; customers kept out by lot would

# A model's own measure is no share of right answers
unlike =
    .classification = Not comparable with 90%: 50% is chance, and it is no share of right answers
    .clustering = Not comparable with 90%: how surely segments are found again, not how right they are
    .recommendation = Not comparable with 90%: how high what is bought stands in the list; nobody reaches 90% of that
    .regression = Not comparable with 90%: how well the order is told, not a share of right answers

verdict = { $state ->
    [met] Met today
    [missed] Not met today
    [beyond] Out of reach: it would be more than every visit
    [never] Out of reach of what is assumed: at best { $best }{ verdict-source }
    [always] Reached in every draw{ verdict-source }
   *[drawn] { $share ->
        [0] Reached in no draw, only with all at the best end: { $best }{ verdict-source }
       *[other] Reached in { PERCENT($share, digits: 0) } of the draws; at best, with all at the best end, { $best }{ verdict-source }
    }
}

roi-source = of costs, use and what the cases bring

verdict-source = { $source ->
    [none] {" "}(assumption without a source)
   *[other] {" "}(assumption: { $source })
}

amount =
    .latency = { $n } ms
    .processing = { $n } s

measures =
    .caption = Success measures, technical and business
    .measure = Measure
    .today = Today
    .target = Target
    .how = How it is measured
    .when = When
    .verdict = What to expect
    .note = Shares of draws are a sensitivity to stated ranges, not a probability.

risks =
    .caption = The risk register
    .risk = Risk
    .chance = Probability
    .impact = Cost if it happens
    .cost = Expected cost
    .mitigation = What is done
    .owner = Owner
    .trigger = What shows it
    .note = { $n ->
        [0] None of { $all } has a probability and a cost yet.
        [one] One of { $all } has a probability and a cost.
       *[other] { $n } of { $all } have a probability and a cost.
    }{ $cost ->
        [none] {""}
       *[other] {" "}Those that the client named are expected to cost { MONEY($cost, digits: 0) } in all{ $short ->
            [yes] ; what the budget lacks holds them already and is not added
           *[no] {""}
        }.
    }{ $own ->
        [0] {""}
       *[other] {" "}Probabilities of delay and of too small a budget come from the plan's own draws.
    }{ $judged ->
        [0] {""}
       *[other] {" "}What the client named is judgement.
    }

risks-empty = No risk is named, and the plan's own draws show none. Name them under plan.risks.

risk-late =
    .name = The deadline of { $day } is missed
    .mitigation = start earlier, take on less, or move the deadline
    .trigger = the forecast, renewed with each task that is done

risk-budget =
    .name = The budget of { MONEY($budget, digits: 0) } is not enough
    .mitigation = ask for offers, take on less, or add the contingency
    .trigger = offers and days spent beyond the plan's

raci =
    .caption = Who is concerned, and their part
    .who = Who
    .role = Role
    .wants = Needs or expects
    .preparation = Preparation
    .development = Development
    .tests = Tests
    .rollout = Roll-out
    .note = R does it (from the tasks), A answers for it, C is asked before, I is told after. { $lacking ->
        [none] {""}
       *[other] Nobody answers yet for: { $lacking }.
    }

meetings =
    .caption = Meetings
    .name = Meeting
    .every = How often
    .who = Who
    .purpose = What for

meetings-empty = No meeting is agreed yet. Name them under plan.meetings.

approvals =
    .caption = Approvals
    .name = Name
    .role = Role
    .approves = Approves
    .signature = Signature
    .day = Date

approvals-plan = the plan

approvals-empty = Nobody is named yet to approve the plan. Name them under plan.approvers; a line to sign appears for each.

## Files

sheet =
    .client = { $client }
    .budget = Budget
    .cash = Cash flow
    .phase = Phase
    .what = What
    .kind = Kind
    .quantity = Quantity
    .price = Price
    .amount = Amount
    .paid = Paid from it (1: yes)
    .planned = Planned
    .contingency = Contingency
    .asked = Asked for
    .given = Budget given
    .left = Left
    .own = Not paid from it
    .month = Month
    .costs = Costs
    .benefits = Benefits (assumed)
    .net = Net
    .so-far = So far
    .discount = Discount rate, a year
    .effect = What the cases bring (1: as assumed)
    .use = Use (1: as assumed)
    .spend = Cost (1: as planned)
    .rate = Discount rate, a month
    .npv = Net present value
    .roi = Return (ROI)
    .irr = Internal rate of return, a year

file-title = Plan: { $client }

file =
    .budget = Budget and cash flow, with live formulas (Excel)
    .project = Tasks with dependencies, people and calendars (MS Project)
    .jira = Tasks to import into Jira (CSV)
    .calendar = Tasks and deadlines for a calendar (ics)
    .done = Tasks to fill in as they are done (CSV), read back by `taller task done`

## Key figures

figure =
    .weeks = Weeks until all is in use
    .cost = Cost until then, risks included
    .npv = Today's worth of { $months } months, as assumed
    .roi = Return over { $months } months, not discounted, as assumed
    .needed = What the cases must bring a year, over { $months } months

scenarios =
    .caption = Lean the plan is worth { MONEY($best, digits: 0) }, as planned { MONEY($planned, digits: 0) }, generous { MONEY($least, digits: 0) }
    .way = Way
    .cost = Costs until all is rolled out, own time and risks included
    .worth = Worth today
    .return = Return
    .note = Lean: every cost at the lowest of its range; as planned: each at its middle; generous: each at its highest. From to: all that comes in at its least (use that grows late among it) and at its most. Assumed ranges, so a sensitivity.
scenario =
    .lean = Lean
    .planned = As planned
    .generous = Generous

method =
    .scenario = costs at one end of their ranges; from all that comes in at its least to all at its most: a sensitivity
    .lines = sum of the lines, each at the middle of its range; lowest and highest if all are at that end: a sensitivity
    .asked = what the plan asks for, which { PERCENT($covers, digits: 0) } of the draws stay below, less what was given
    .moves = the plan's value with this alone at either end of its range, everything else at its middle
    .cac = counted: advertising spend over customers whose first order fell into the same days
    .drawn = the median and the middle 95% of { $n } draws from assumed ranges; a sensitivity
    .range = stated: lowest, middle, highest
    .weeks = simulated schedules from assumed durations: the median and the middle 95%; a sensitivity
    .needed = a net present value of zero, with everything else at its middle, and the middle 95% of the draws; a sensitivity

## Decisions

decision-choose =
    .what = Choose a first use case
    .owner = { management }
    .effect = without one, this plan is an example: the guide's twelve weeks
    .measured = the plan of that case, in the next run

decision-approve =
    .what = { $advice ->
        [not] Do not approve the plan as it stands: on what is assumed it loses money; take on less, or show that cases bring more
        [first] Approve the preparation alone{ decision-begins }, and the rest once what follows here is settled
        [ready] Approve the preparation alone{ decision-begins }, and the rest once the organisation is ready for it
       *[all] Approve the plan{ decision-begins }{ $priced ->
            [yes] , with { MONEY($asked, digits: 0) }
           *[no] {""}
        }
    }
    .owner = { $owner }
    .effect = { $advice ->
        [not] in { PERCENT($loses, digits: 0) } of the draws from what is assumed, what is spent is not made good within { $months } months
        [first] { decision-commits }
        [ready] { decision-commits }
       *[all] { decision-in-use }
    }
    .period = { $whole ->
        [yes] over { $months } months, if the cases bring what is assumed
       *[no] once
    }
    .population = { $whole ->
        [yes] the use cases taken on
       *[no] what is approved
    }
    .measured = what the first case brings beside customers or weeks without it, by lot

decision-in-use = { $n ->
    [one] { $n } use case comes into use, judged by its own measure
   *[other] { $n } use cases come into use, each judged by its own measure
}

decision-begins = { $ahead ->
    [yes] , to begin on { $first }
   *[no] {""}
}

decision-start =
    .what = Say what has begun and what is done since { $first }, or move the start
    .owner = { $owner }
    .effect = until then every date here counts from a day that has passed
    .measured = the next run of this plan, with what is done in it

decision-deadline =
    .what = Move the deadline of { $day } to { $late }, or take on less
    .owner = { $owner }
    .effect = { $share ->
        [0] no simulated schedule meets it, with durations as assumed
       *[other] { PERCENT($share, digits: 0) } of the simulated schedules meet it, with durations as assumed
    }
    .measured = the next run of this plan, with the tasks that are left

decision-fund =
    .what = Name a budget; the plan asks for { MONEY($asked, digits: 0) }
    .owner = { $owner }
    .effect = costs as their ranges assume, contingency included
    .period = once
    .population = the whole plan
    .measured = what the first case brings, and offers in place of assumed ranges

decision-budget =
    .what = Add { MONEY($more, digits: 0) } to the budget, or take on less
    .owner = { $owner }
    .effect = the budget is enough in { $within ->
        [0] none
       *[other] { PERCENT($within, digits: 0) }
    } of the draws from assumed costs, as the budget table explains{ $name ->
        [none] {""}
       *[other] ; the dearest case is “{ $name }”, { MONEY($money, digits: 0) } at the middle
    }
    .period = once
    .population = what the plan asks for beyond the budget
    .measured = what the first case brings, and offers in place of assumed ranges

decision-benefits =
    .what = Say with finance what each use case brings in a year
    .owner = { management }
    .effect = { $needed ->
        [none] without it nobody can tell whether the plan pays
       *[other] the plan pays within { $months } months from { MONEY($needed, digits: 0) } a year on, with use growing as assumed
    }
    .measured = a trial of the first case with a part of the customers drawn by lot

decision-test =
    .what = { $name ->
        [none] { $kind ->
            [adoption] Agree with those who will use it how far they will
            [pace] Agree with those who will use it how soon they will
           *[other] Make sure of people's time and the end before the whole is spent
        }
       *[other] { $kind ->
            [benefit] Test “{ $name }” small before the whole is spent
           *[other] Ask for a firm offer: “{ $name }”
        }
    }
    .owner = { management }
    .effect = it moves the result most; in { PERCENT($loses, digits: 0) } of the draws from what is assumed the plan loses money
    .period = between its lowest and its highest, as assumed
    .population = the plan’s value
    .measured = { $kind ->
        [benefit] customers or weeks with it, against some without, by lot
        [adoption] use counted from the first case on
        [pace] use counted from the first case on
       *[other] offers, and days spent beside those planned
    }

decision-people =
    .what = { $n ->
        [one] Name who takes this role: { $roles }
       *[other] Name who takes these { $n } roles: { LIST($roles, most: 4) }
    }
    .owner = { management }
    .effect = each counts as one full-time person until somebody is named
    .measured = the next run of this plan, with their own time in it

decision-rates =
    .what = Say what a day of the people costs
    .owner = { management }
    .effect = their time is not in the money yet
    .measured = the next run of this plan, with the price of a day in it

## Checks

check-deadline =
    .name = The deadline of { $day } is met in { PERCENT($wanted, digits: 0) } of the schedules
    .detail = { PERCENT($share, digits: 0) } of the simulated schedules

check-budget =
    .name = The budget covers what is planned and the contingency
    .detail = { MONEY($asked, digits: 0) } of { MONEY($given, digits: 0) }; enough in { PERCENT($within, digits: 0) } of the draws

check-people =
    .name = Everybody who is needed is named
    .detail = { $n ->
        [0] all
       *[other] not yet: { LIST($names, most: 6) }
    }

check-rates =
    .name = The cost of a day is known for every task
    .detail = { $n ->
        [0] for all { $all }
       *[other] not for { $n } of { $all }
    }

check-level =
    .name = No shorter schedule exists with these people
    .detail = { $proved ->
        [yes] proved, in half days and leaving out single people's days off: { $last }; if everybody could do everything at once: { $free }
       *[no] not proved: { $last }; if everybody could do everything at once: { $free }
    }

check-risks =
    .name = Risks are named, and judged in probability and money
    .detail = { $all ->
        [0] none named
       *[other] not judged: { $n } of { $all }
    }

check-ready =
    .name = The organisation is ready enough to begin
    .detail = { $level ->
        [none] not assessed yet
       *[other] { $level }
    }

check-signs =
    .name = Somebody is named to approve
    .detail = { $n ->
        [0] nobody yet
        [one] { $n } person
       *[other] { $n } people
    }

## Limits

limit-days = { $n } of { $all } durations are assumptions of ours (the guide's); replace them by those of the people who do the work.

limit-sensitivity = Shares of schedules and draws are a sensitivity to assumed ranges that move together (correlation { NUMBER($correlation, digits: 1) }, assumed), not probabilities.

limit-calendar = { $n ->
    [one] { $n } weekday of the plan is
   *[other] { $n } weekdays of the plan are
} not worked, by public holidays and what was said; regional ones count only where a region was given.

limit-no-calendar = No public holidays are in the calendar: no country is known.

limit-money = Money is discounted at { PERCENT($discount, digits: 0) } a year ({ $given ->
    [yes] as given
   *[no] assumed by us
}); taxes and inflation are not in it.

limit-adoption = What comes back supposes that { PERCENT($low, digits: 0) } to { PERCENT($high, digits: 0) } of full use is reached, { NUMBER($soon) } to { NUMBER($late) } months after each roll-out: { $source ->
    [none] an assumption of ours
   *[other] { $source }
}.

limit-overlap = What { $n } cases bring is added up; where two of them act on the same customers or sales, that is too much.

limit-untold = { $n ->
    [one] Nobody has said what this case brings; it counts as nothing: { $names }.
   *[other] Nobody has said what these { $n } cases bring; they count as nothing: { $names }.
}

limit-start = No start was given; { $first } is assumed, the Monday after the plan's date.

limit-strange = Benefits are given for cases that were not taken on, and left out: { $names }.

limit-technical = No monthly technical cost is named; none is in the money.

# Why a budget that what is planned fills is enough so seldom
budget-why = { $short ->
    [yes] Why { MONEY($given, digits: 0) } is enough in { $within ->
        [0] none
       *[other] only { PERCENT($within, digits: 0) }
    } of them: what is planned, each cost at its middle, comes to { MONEY($planned, digits: 0) }; { $upward ->
        [yes] yet the ranges reach further up than down, from { MONEY($low, digits: 0) } to { MONEY($high, digits: 0) } all together{ $risks ->
            [yes] , and risks come on top
           *[no] {""}
        }
       *[no] yet all together may come to anything from { MONEY($low, digits: 0) } to { MONEY($high, digits: 0) }{ $risks ->
            [yes] , and risks come on top
           *[no] {""}
        }
    }, so half of the draws cost more than { MONEY($median, digits: 0) }.
   *[no] The budget is enough in { PERCENT($within, digits: 0) } of them.
}

# Infrastructure's own monthly sum, beside what the client named
budget-cloud = { $cloud ->
    [counted] {" "}Of that, { MONEY($month, digits: 0) } ({ MONEY($least, digits: 0) } to { MONEY($most, digits: 0) }) is what the infrastructure page comes to, at list prices.
    [beside] {" "}The infrastructure page comes to { MONEY($month, digits: 0) } a month; it is not added to what the file names, which may hold it already.
    [missing] {" "}What was to come from the infrastructure page is not in it: that has found nothing in this run.
   *[none] {""}
}

# What the preparation alone takes
decision-commits = it commits { MONEY($begins, digits: 0) } and { $days } person-days, and no more
