## Headline

headline-unlearned = { $few ->
    [yes] { $n ->
        [one] One account is
       *[other] { $n } accounts are
    } too few for a trial that tells whom a campaign keeps: it takes { $needed } or more. This page holds the business as it stands. { $reason }
   *[no] Draw a first campaign by lot: until then nobody can say whom a campaign keeps. { $reason }
}
headline-nothing = { $why ->
    [idle] Do not launch a retention campaign on this evidence: in { $campaign }, none of the actions is shown to keep accounts.
    [barred] Nobody can be written to: every account either has not agreed to it or was written to lately.
    [limits] Nobody is to be written to: { $n } accounts are expected to bring more than their action costs, but none fits into the budget of { MONEY($budget) } and what each action has capacity for.
   *[dear] Nobody is to be written to: no account is expected to bring more than its action costs.
}
headline-planned = Write to { $n ->
    [one] one account
   *[other] { $n } accounts
} for { MONEY($cost) } and leave { $held } aside by lot: if the effects of the earlier campaign hold and an account kept is worth { NUMBER($months) } months of margin, that brings { MONEY($profit) } in { $days } days. It is not measured yet.
headline-unpriced = Say what the campaign costs before anybody is written to: its actions are expected to keep some of { $n ->
    [one] one account
   *[other] { $n } accounts
}, but whether that pays is not known.
unpriced = Nobody said what it costs (the log’s column cost, or actions in the engagement file): it counts as nothing, so that profit is told before its cost.
headline-measured = { $simulated ->
    [yes] Simulated:{" "}
   *[no] Measured:{" "}
}{ $won ->
    [yes] the campaign paid. After its cost of { MONEY($cost) } the { $treated } accounts written to brought { MONEY($profit) } ({ INTERVAL($profit) }), if an account kept is worth { NUMBER($months) } months of margin{ $enough ->
        [none] .
       *[known] ; it pays as long as one is worth more than { NUMBER($enough, digits: 1) } months.
    }
    [no] the campaign cost more than it brought: { MONEY($profit) } ({ INTERVAL($profit) }) after its { MONEY($cost) }.
   *[unclear] whether the campaign paid is not shown yet: { MONEY($profit) } ({ INTERVAL($profit) }) after its { MONEY($cost) }, from { $treated } accounts written to and { $held } left aside.{ beside }
}{ $truth ->
    [none] {""}
   *[other] {" "}The simulator’s truth is { MONEY($truth) }. Given to all chosen it would be { MONEY($whole) }{ $risk ->
        [none] .
       *[known] ; the same actions as many times, but to the highest risks, { MONEY($risk) }.
    }
}
beside = { $beside ->
    [above] {" "}That interval lies above 0, but so does one in 40 by luck alone; this page says that a campaign paid only where luck would do that once in 700 times.
    [below] {" "}That interval lies below 0, but so does one in 40 by luck alone; this page says that a campaign lost money only where luck would do that once in 700 times.
   *[no] {""}
}
heavy = { $where ->
    [trial] One account holds { PERCENT($share, digits: 0) } of the monthly revenue in this trial: revenue kept, profit and ROI rest on whether it stayed.
   *[all] One account holds { PERCENT($share, digits: 0) } of the monthly revenue: recurring revenue and what is kept of it rest on that account, and so does any profit of a campaign it takes part in.
}

## Figures

figure =
    .churn = Accounts that left, against those left aside
    .engagement = Use per seat, against those left aside
    .retention = Revenue kept, against those left aside
    .roi = ROI: profit over what the campaign cost{ $lost ->
        [none] {""}
       *[known] ; each { MONEY($one, digits: 0) } spent lost { MONEY($lost, digits: 2) }
    }
    .profit = Profit of the campaign
    .arr = Recurring revenue of a year
    .logo_churn = Accounts that left in 90 days
    .stickiness = Days on which people use it
kpi =
    .arr = Recurring revenue of a year (ARR)
    .accounts = Accounts that subscribe
    .seats = Seats paid for
kpi-formula =
    .arr = twelve times the monthly revenue of all subscriptions in force on the last day
    .accounts = accounts with a subscription in force on the last day
    .seats = seats of these subscriptions
value =
    .money = { MONEY($x) }
    .count = { NUMBER($x, digits: 0) }
method =
    .counted = counted, not estimated
    .order = pairs of one who left and one who stayed in the right order, { $n } accounts, bootstrap
    .top = of the tenth at highest risk, { $n } accounts, bootstrap

## Data

table =
    .accounts = Accounts
    .subscriptions = Subscriptions
    .usage = Use of the product
    .tickets = Requests to support
    .campaigns = Campaigns by account
rows =
    .caption = What became of every row
    .table = Table
    .read = Rows read
    .accepted = Used
    .rejected = Rejected
rows-note = Accounts that pay and of which no use is told: { $unused }. Accounts used before their subscription began: { $before }. Accounts said to have left on no known day, which are left out: { $unknown }.
measures =
    .caption = The business today
    .figure = Figure
    .value = Value
    .formula = What it is
no-table = this case needs data.{ $table } in the engagement file
no-usage = no use is told of any account: usage names none
too-short = Who leaves is not foreseen: that takes { $days } days of known use, and there are { $known }. A longer log of use helps, or a smaller risk_days in the engagement file.
few-left = Who leaves is not foreseen: a model takes { $fewest } accounts that left on the dates it learns from, and as many on the date it is tested on; there are { $before } and { $after }. More accounts or a longer history help, or a larger risk_days in the engagement file.

## Who leaves

no-curve = Too few accounts left to draw how long they stay.
chart-staying =
    .title = How long accounts stay, by contract
    .x = Months since they signed
    .y = Still there
    .series = Billed
billing =
    .month = by the month
    .year = by the year
    .monthly = by the month
    .annual = by the year
chart-foreseen =
    .title = What was foreseen of each tenth of the accounts, and what happened
    .subtitle = Tested on a later date than it learned from. Dot and line: what happened, with its interval; dash: what was foreseen
    .axis = Share that left
    .group_axis = Tenths by risk, highest first
    .tenth = Tenth
    .foreseen = Foreseen
    .left = Left
risk-table =
    .caption = How well leaving is foreseen, tested on { $day }
    .what = Figure
    .value = Value
    .note = { $first ->
        [none] {""}
       *[known] Of the tenth at highest risk { PERCENT($foreseen, digits: 0) } were foreseen to leave, and { PERCENT($first, digits: 0) } left ({ INTERVAL($first) }): the highest risks are { $above ->
            [yes] overstated
           *[no] understated
        }, so take them as an order, not as chances.{" "}
    }{ $over ->
        [none] {""}
       *[some] More were foreseen than left, beyond the interval, in these tenths: { LIST($over) }.{" "}
    }{ $under ->
        [none] {""}
       *[some] Fewer were foreseen than left, beyond the interval, in these tenths: { LIST($under) }.
    }
risk =
    .leaving = Accounts that left
    .top = Of the tenth at highest risk
    .order = A leaver ranked above a stayer (0.5 is chance)
    .model = Model that did best on accounts it had not seen
    .drivers = What weighs most in it
model =
    .naive = the same chance for all
    .logistic = logistic regression
    .lightgbm = boosted trees
feature =
    .seats = seats
    .mrr = monthly revenue
    .tenure_days = days since signing
    .renewal_days = days to renewal
    .active_share = people active, of seats
    .days_a_seat = days of use per seat
    .change = change of use
    .functions = functions used
    .idle_days = days without use
    .tickets = requests to support
    .urgent = urgent requests
    .satisfaction = satisfaction with support
    .seat_change = change of seats
    .plan = plan
    .billing_period = billing
    .industry = line of business
    .source = origin

## What campaigns change

no-effects =
    .table = There is no log of campaigns (data.campaigns).
    .control = { $campaign ->
        [none] No earlier campaign left accounts out by lot: none has an action called “{ $control }”.
       *[other] The campaign { $campaign } left nobody out: it has no action called “{ $control }”.
    }
    .actions = None of the actions that the engagement file names is in the campaign { $campaign }, which has: { LIST($actions) }.
    .window = The campaign { $campaign } cannot be read: use is not known two months before it, or { $days } days after it have not passed.
    .lot = The lot of the campaign { $campaign } is not whole: its groups differ in size by more than chance.
    .few = The campaign { $campaign } tells nothing yet: the smallest of its groups has { $least ->
        [one] one account
       *[other] { $least } accounts
    }, and each needs { $fewest } or more.
no-effect-told = Too few accounts to tell an effect.
no-policies = No choice among accounts is worth comparing: no action is shown to be worth its cost.
chart-effects =
    .title = What each action changed on average in the earlier campaign
    .head = Action
    .axis = Share of accounts kept, against those left out by lot
effects =
    .caption = { $day ->
        [none] The earlier campaign
       *[other] The earlier campaign { $campaign }, drawn by lot on { $day }
    }
    .action = Action
    .accounts = Accounts
    .without = Kept without it
    .with = Kept with it
    .difference = Difference
    .cost = Cost of one
    .use = What is done with it
use =
    .each = account by account: accounts differ in what it does
    .all = the same for all: it helps, and differences are not shown
    .beside = not used yet: its interval lies above 0, but so does one in 40 by luck alone; it is used where luck would do that once in 700 times
    .none = not used: neither help nor differences are shown
action =
    .training = Training on functions
    .call = Call by customer success
    .offer = Offer on the next contract
    .none = Nothing
    .other = Other action
chart-policies =
    .title = { $more ->
        [effect] The same earlier campaign would have earned more by effect than by risk
        [risk] The same earlier campaign would have earned more by risk than by effect
       *[open] The same earlier campaign, chosen one way or the other: which earns more is not shown
    }
    .head = How accounts are chosen
    .axis = Profit per account against doing nothing
    .effect = By what it is expected to change
    .risk = The same, by highest risk

## The plan

plan-nobody = Nobody is chosen; the table of all accounts says what leaves them out.
total = Together
plan =
    .caption = Who gets what
    .action = Action
    .chosen = Chosen
    .written = Written to
    .held = Left aside by lot
    .cost = Cost
    .profit = Expected profit
    .note = Expected of those written to: the effect learned from the earlier campaign, times what an account kept is assumed to be worth, less the cost.
all-accounts = All that subscribe
who =
    .caption = Whom each action suits: what the accounts chosen for it are like, on average
    .who = Accounts
    .effect = Expected to keep
    .note = Requests are those of the last 90 days, use that of the last 28. Expected to keep: what the action is expected to add to the chance to stay, as learned from the earlier campaign.
left-table =
    .caption = From all accounts to those chosen
    .why = Accounts that
    .n = How many
left =
    .accounts = subscribe today
    .consent = have not agreed to be written to
    .rest = were written to lately
    .unprofitable = are not expected to bring more than it costs
    .unlearned = could be written to, but no action is shown to help
    .budget = do not fit into budget and capacity
    .chosen = are chosen

## The trial

not-measured = Not measured yet. Once { $days } days have passed since the campaign, add its rows to the log of campaigns, those left aside among them, and run this again: this table then holds what it did.
untold = not told: too few accounts
target =
    .churn = Accounts that left
    .engagement = Use per seat
    .retention = Revenue kept
    .roi = Profit over cost
targets =
    .caption = Aim, measured and truth: { $treated } accounts written to, { $held } left aside by lot
    .figure = Change
    .target = Aim
    .measured = Measured
    .true = Truth (simulated)
    .standing = Aim is
    .note = Each is the change of those written to against those left aside; profit over cost counts what was kept beyond them.{ $each ->
        [none] {""}
       *[known] {" "}{ $each }
    }{ $most ->
        [none] {""}
       *[other] {" "}Revenue kept could rise by { PERCENT($most, digits: 0) } at most: so much was lost without the campaign.
    }{ $heavy ->
        [none] {""}
       *[known] {" "}{ heavy }
    }
no-money = Without a measured campaign there is no profit and loss.
money-table =
    .caption = Profit and loss
    .line = Line
    .measured = Measured
    .truth = Truth (simulated)
    .note = An account kept counts { NUMBER($assumed) } months of its revenue, an assumption, and an action what the engagement file or the log says it costs.{ $months ->
        [none] {" "}As less was kept than without the campaign, no worth of an account makes it pay.
       *[known] {" "}By what was measured it pays as long as an account kept is worth more than { NUMBER($months, digits: 1) } months{ $most ->
            [none] ; by the low end of the interval it never does.
           *[known] , by the low end of the interval more than { NUMBER($most, digits: 1) }.
        }
    }{ $heavy ->
        [none] {""}
       *[known] {" "}{ heavy }
    }
money =
    .gain = Margin kept by those written to, beyond those left aside
    .cost = Cost of the campaign
    .profit = Profit
    .whole = Profit if all { $n } chosen had got it
    .risk = Profit had the same actions gone as many times to the { $n } at highest risk

## Deployment

steps =
    .caption = From this page to a running campaign
    .what = Step
    .who = Who
    .learns = What they have to know
step-export =
    .what = Export the five tables every month, to the same places
    .who = Data team
    .learns = that those left out by lot belong into the log
step-load =
    .what = Import hubspot_companies.csv or mailchimp_audience.csv
    .who = CRM
    .learns = how columns are matched, and that the action is a property of the company
step-brief =
    .what = One hour with those who call and train, before the start
    .who = Customer success
    .learns = why these accounts, and that an account at high risk may be beyond help
step-send =
    .what = Send the messages and make the calls of calendar.ics
    .who = CRM and customer success
    .learns = that nobody changes an account’s action by hand
step-protect =
    .what = Keep holdout.csv out of every other campaign for { $days } days
    .who = CRM
    .learns = that without it nothing can be measured
step-read =
    .what = After { $days } days add the rows of { $campaign } to the log and run this page again
    .who = Data team
    .learns = that looking earlier and deciding by it misleads
step-renew =
    .what = Learn effects anew from every campaign
    .who = Marketing
    .learns = that an action that stops helping is dropped

## Decisions

decision-few =
    .what = Talk to accounts whose use falls one by one, and note for each what was done and when
    .owner = Customer success
    .effect = Nothing yet tells what keeps them; with { $needed } accounts or more, half of them left aside by lot, a campaign can
    .measured = how many accounts subscribe, and the notes
decision-lot =
    .what = Draw the next campaign by lot, with at least { $lot } accounts for each action and as many left aside
    .owner = Marketing and customer success
    .effect = What each action changes is known { $days } days later
    .measured = revenue kept of those written to against those left aside, after { $days } days
decision-nobody =
    .what = { $why ->
        [barred] Plan the campaign again once accounts have agreed and the days of rest have passed
        [limits] Decide on budget and people for the { $n } accounts expected to bring more than they cost
       *[dear] Look for a cheaper action, or leave these accounts alone
    }
    .owner = Marketing and customer success
    .effect = { $why ->
        [limits] They are written to, with some left aside by lot
       *[other] Nothing is spent on what is not expected to pay
    }
    .measured = the plan of the next run
decision-price =
    .what = Say what each action costs for one account (actions, or cost in the log of campaigns)
    .owner = Marketing and customer success
    .effect = Whether the campaign pays is told then
    .measured = the next run, with the price of each action in it
decision-launch =
    .what = Launch the campaign to the { $n } accounts chosen, { $held } of them left aside by lot
    .owner = Marketing and customer success
    .effect = Its effect is known { $days } days later
    .period = once
    .population = the campaign to the { $n } accounts chosen
    .measured = the { $held } accounts left aside, read after { $days } days
decision-roll =
    .what = { $won ->
        [yes] Repeat the campaign every quarter, always with some left aside by lot
        [no] Stop the campaign and look for another action
       *[unclear] Repeat the campaign once more with the lot before deciding
    }
    .owner = Marketing and customer success
    .effect = { $won ->
        [yes] What this trial brought, less what luck adds to one that won
        [no] What it cost is saved
       *[unclear] Both trials together narrow the interval
    }
    .period = { $won ->
        [yes] over the months an account kept is worth
       *[other] once
    }
    .population = { $won ->
        [yes] the { $treated } accounts written to
       *[other] the campaign to the { $n } accounts chosen
    }
    .measured = { $won ->
        [no] a trial of the next action, with accounts left aside by lot
       *[other] the accounts left aside by lot, { $held }, read after { $days } days
    }
decision-drop =
    .what = Drop what is not shown to help: { $actions }
    .owner = Customer success
    .effect = Its cost goes to what helps
    .measured = the next campaign drawn by lot
decision-consent =
    .what = Ask the { $n } of { $of } accounts without consent for it
    .owner = CRM
    .effect = They can be written to
    .measured = how many agree, times what an account written to brings by the next campaign
decision-unused =
    .what = Find out why nothing is told of the use of { $n } accounts that pay
    .owner = Product team
    .effect = Either the log is whole again, or these accounts are called first
    .measured = how many are found in the log, times the revenue that they pay

method-prices = actions planned, times the price of each, counted

## Checks and limits

check-foreseen =
    .name = Who leaves is foreseen better than by chance
    .detail = { $order ->
        [none] { $reason }
       *[known] A leaver is ranked above a stayer in { NUMBER($order, digits: 2) } of pairs ({ INTERVAL($order) }); 0.5 is chance
    }
check-lot =
    .name = The earlier campaign’s groups are as large as its lot makes them
    .detail = The chance of such sizes is { NUMBER($p, digits: 3) }
check-helps =
    .name = Some action is shown to help, or to help some more than others
    .detail = { $any ->
        [yes] Used: { LIST($actions) }
       *[no] None is shown to help on average, nor to help some more than others
    }
check-pays =
    .name = The campaign is shown to pay
    .detail = { MONEY($profit) } ({ INTERVAL($profit) }){ $beside ->
        [no] {""}
       *[other] .{ beside }
    }
limit-value = What an account kept is worth is an assumption: { NUMBER($months) } months of its revenue at a margin of { PERCENT($margin, digits: 0) }. Every amount of profit here depends on it.
limit-window = Effects are read after { $days } days; nothing here tells whether an account kept so long stays longer.
limit-earlier = Effects come from { $campaign }: they hold for the next campaign as far as accounts and actions are the same.
limit-won = The worth of repeating it is shrunk for having won, under the assumption that such campaigns truly change what is kept by about { PERCENT($spread, digits: 0) } up or down.
limit-simulated = The data is simulated; the truth beside the measured figures exists in a simulation alone.
limit-consent = Consent is assumed for accounts of which nothing is known, as the engagement file says.
limit-emails = { $simulated ->
    [yes] The addresses in mailchimp_audience.csv are made up; a client’s come from the file that `contacts` names.
   *[no] mailchimp_audience.csv has no addresses: name a file of account_id and email as `contacts`, or match by ACCOUNTID.
}
limit-escaped = { $n } cells of the files began like a formula and got an apostrophe.

## Files

file =
    .hubspot_companies = Audience for HubSpot (companies)
    .mailchimp_audience = Audience for Mailchimp
    .holdout = Accounts left aside by lot
    .messages_en = Messages in English
    .messages_es = Messages in Spanish
    .calendar = Calendar of the campaign
file-model =
    .model = Model of who leaves: encoding and weights
    .trees = Model of who leaves: trees, as LightGBM’s text
    .contract = Columns that the model of who leaves needs
    .profile = How columns and chances were spread on the test day
contacts-large = is larger than { $most } bytes
contacts-columns = needs the columns account_id and email
contacts-unread = cannot be read: { $why }
calendar =
    .training = Brief customer success
    .action = { $of } accounts
    .protect = Those left aside stay aside
    .reading = Read the result
message-training =
    .about = Customers’ teams are invited to a session with a trainer on what the product can do for them.
    .fact = A 30-minute session with a trainer on boards, automations and reports, on the day the customer chooses.
    .subject = Boards, automations and reports, shown by a trainer
    .preheader = A 30-minute session for your team, on the day that suits you.
    .body = Hello [FIRST NAME], teams like yours at [COMPANY] work with boards, automations and reports. Join a 30-minute session with a trainer, on the day that suits you: [LINK].
    .close = If you would rather not hear from us, unsubscribe here: [UNSUBSCRIBE]
message-call =
    .about = The customer’s contact offers a call, to solve requests that are still open.
    .fact = The customer’s own contact calls, to solve what is still open in one call.
    .subject = May we call you about [COMPANY]?
    .preheader = Your contact would like to solve what is open.
    .body = Hello [FIRST NAME], your contact, [OWNER], would like to solve whatever is still open for [COMPANY] in one call. Choose a time here: [LINK].
    .close = If you would rather not hear from us, unsubscribe here: [UNSUBSCRIBE]
message-offer =
    .about = Customers are offered better terms for their next contract.
    .fact = Better terms on the next contract, until a date that is filled in.
    .subject = Better terms for [COMPANY]
    .preheader = For your next contract with us.
    .body = Hello [FIRST NAME], for your next contract we can offer you better terms. They hold until [DATE]: [LINK].
    .close = If you would rather not hear from us, unsubscribe here: [UNSUBSCRIBE]
message-other =
    .about = Customers are made a proposal ({ $action }) within the campaign { $campaign }.
    .fact = There is a proposal: { $action }, in the campaign { $campaign }.
    .subject = A proposal for [COMPANY]
    .preheader = What we have in mind for your team.
    .body = Hello [FIRST NAME], we have a proposal for you and your team: [TEXT] [LINK].
    .close = If you would rather not hear from us, unsubscribe here: [UNSUBSCRIBE]

## The model’s card

card =
    .title = Which accounts leave
    .purpose = The chance that an account leaves within { $days } days, from its contract, its use and its requests to support as they are known on the day it is asked about.
    .use = To look first at accounts at high risk: calls, help, a conversation before the renewal.
    .misuse = To decide whom a campaign is for. Who is likely to leave is not whom a campaign keeps; the effects on the page of the case tell that.
card-data = Learned who left from { $rows } descriptions of accounts on several days; tested on the { $n } accounts of { DATE($day) }, whose outcome it had not seen.
card-limit = The figures are of the model as it was tested on { DATE($day) }. What is kept is of the same kind and was then fitted again, to that day too: how good it is on days to come, only later days tell.
card-day = Day of the test
