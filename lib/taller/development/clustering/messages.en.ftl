# What clustering says. A file beside the notebook, clustering.en.ftl, replaces what it names.

## Headline

headline-silence = Nobody has ordered in the { $days } days before { $date }: see whether the orders reach that far before acting on any of this.

# What has to be known before anything else
headline-first =
    .once = None of the { $n } customers has bought twice.
    .gone = Of the customers known { $days } days ago, { PERCENT($back) } ({ INTERVAL($back) }) have ordered since.
    .few = Fewer than { $n } customers bring more than half of net sales.

headline-groups = The { $n } customers fall into { $k } separate groups.

# $spend: of those in the best group one period ago, where it is shown that they spent more
headline-best = Customers fall into { $k } separate groups; “{ $name }”, { PERCENT($share, digits: 0) } of customers, brings { PERCENT($value, digits: 0) } of net sales ({ INTERVAL($value) }){ $spend ->
        [none] .
       *[known] , and those in it { $days } days ago have since spent { MONEY($spend) } each ({ INTERVAL($spend) }), against { MONEY($others) } for the others.
    }

headline-not-shown = That the groups go on to spend differently is not shown yet.

headline-alike = Treat the { $n } customers alike for now: { $reason }{ $tried ->
        [no] .
       *[yes] , and what they have spent so far is not shown to tell what they spend next.
    }

headline-by-spend = Treat customers by what they have spent, not by group: { $top ->
        [none] { $reason }.
       *[known] the fifth that had spent most by { $date } has since spent { MONEY($top) } each ({ INTERVAL($top) }), against { MONEY($others) } for the others; { $reason }.
    }

no-groups =
    .alike = no groups can be told apart among them
    .unstable = they do not fall into groups that would be found again
    .degrees = no groups with a gap between them are found, only differences of degree

## Key figures

figure =
    .customers = Customers described, as of { $date }
    .top_segment_value = Share of net sales from “{ $name }”
    .came_back = Customers who bought again within { $days } days
    .top_fifth_next_spend = Spend in { $days } days of the fifth that had spent most
    .others_next_spend = Spend in { $days } days of the other customers
    .counted = counted

## Decisions

owner =
    .analytics = Head of analytics
    .commerce = E-commerce manager
    .crm = CRM manager
    .marketing = Marketing director
    .merchandising = Merchandising
    .service = Customer service

act =
    .what = { $name }: { LOWER_FIRST($action) }
    .measured = a tenth of the segment kept out of the action by lot

decision-complete =
    .what = See whether the orders given reach to { $date }
    .owner = { owner.analytics }
    .effect = If they end earlier, customers look gone who are not
    .measured = the next run of this analysis, with the orders until then

decision-no-group =
    .what = Give no group of customers an action of its own for now
    .owner = { owner.crm }
    .effect = { $why ->
        [unnamed] No name that calls for an action is true of any of them
        [undifferent] That the groups go on to buy differently is not shown yet
       *[no-groups] Saves campaigns for groups that the data does not show
    }
    .measured = any action tried on a tenth of customers drawn by lot, before it goes to all

decision-rank =
    .what = Rank customers by what they have spent (their net spend stands in the file for the CRM)
    .owner = { owner.crm }
    .effect = { $top ->
        [none] Those who had spent more went on to spend more, beyond chance
       *[known] The fifth that had spent most by { $date } has since spent { MONEY($top) } each ({ INTERVAL($top) }), the others { MONEY($others) } ({ INTERVAL($others) }), over { $days } days and without any new action
    }
    .measured = spend of those contacted first against a tenth of them kept out by lot

decision-trial =
    .what = { $groups ->
        [no] Try any new action on customers drawn by lot, and keep as many out of it
       *[yes] Keep a random tenth of each segment out of its action for one period
    }
    .owner = { owner.marketing }
    .effect = Shows what the action itself brings; this analysis cannot
    .measured = spend of those who had the action against those who had not, after 30 to 90 days

decision-forecast-by-score =
    .what = To forecast spend, score customers by last order, orders and spend, not by group
    .owner = { owner.analytics }
    .effect = On a period that neither had seen, that score was closer to what was spent
    .measured = the error of the next forecast, both ways

decision-forecast-by-group =
    .what = Use the groups to forecast spend as well
    .owner = { owner.analytics }
    .effect = On a period not seen they were closer than a score by last order, orders, spend
    .measured = the error of the next forecast, both ways

## What holds for a segment that has no action of its own

fallback =
    .action = { $spend_persists ->
        [no] Nothing for this group alone: treat its customers as all others
       *[yes] Nothing for this group alone: go by what each customer has spent
    }
    .owner = { owner.crm }
    .effect = { $spend_persists ->
        [no] Nothing shows yet that these customers will buy otherwise than the others
       *[yes] What a customer has spent is shown to go on; the group adds no reason of its own
    }

effect = { $spend ->
        [none] Meant to { $aim }: { $n } customers
       *[known] Meant to { $aim }; { $n } customers are in it. To beat: { MONEY($spend) } per customer in { $days } days ({ INTERVAL($spend) })
    }

## Names of segments, what to do and what for. Each name must be true of its customers: evaluation/rules.py

group = Group { $n }

archetype-champions =
    .name = Champions
    .action = Look after them by name: early access, a direct contact, no needless discounts
    .owner = { owner.crm }
    .aim = keep what they already spend

archetype-active_returners =
    .name = Good customers, many returns
    .action = Ask what they send back and why, and mend that; treat them as regulars
    .owner = { owner.service }
    .aim = lower the value sent back without losing their orders

archetype-slipping =
    .name = Valuable, slipping away
    .action = Call or write personally within the month, ask why, and make one good offer
    .owner = { owner.crm }
    .aim = win back customers who used to buy

archetype-loyal =
    .name = Loyal regulars
    .action = Offer the next category and a reason to order a little sooner than usual
    .owner = { owner.crm }
    .aim = lift orders per customer

archetype-newcomers =
    .name = Newcomers
    .action = Welcome series towards the second order, with what others bought next
    .owner = { owner.crm }
    .aim = raise the share who order a second time

archetype-one_time_lapsed =
    .name = Lapsed one-time buyers
    .action = One low-cost reminder by e-mail, then leave them out of paid campaigns
    .owner = { owner.crm }
    .aim = save contact cost where little comes back

archetype-lapsed =
    .name = Lapsed customers
    .action = One low-cost win-back message, then leave them out of paid campaigns
    .owner = { owner.crm }
    .aim = save contact cost where little comes back

archetype-small_one_time =
    .name = Small one-time buyers
    .action = Show them bundles and a free-delivery threshold just above their first basket
    .owner = { owner.commerce }
    .aim = raise the value of the basket

archetype-large_baskets =
    .name = Few but large orders
    .action = Ask what they buy for, and offer a re-order reminder or terms for larger orders
    .owner = { owner.commerce }
    .aim = bring the next large order forward

archetype-narrow =
    .name = Faithful to few items
    .action = Offer a re-order reminder for their items, and one neighbour of each
    .owner = { owner.merchandising }
    .aim = secure repeat orders and widen the range bought

archetype-occasional =
    .name = Long-standing occasional buyers
    .action = Write at the moments they usually buy: season, occasion, restock
    .owner = { owner.crm }
    .aim = win one more order a year

archetype-returners =
    .name = Few orders, many returns
    .action = Read why they return, mend product pages and sizes, before any promotion
    .owner = { owner.service }
    .aim = lower the value sent back

# Segments of too few people, made one
together =
    .action = Treat them as the average customer: groups this small are not told apart
    .owner = { owner.crm }
    .aim = keep anyone from being singled out

# Words that make a name where none of the above is true
word =
    .many = many orders
    .few = few orders
    .high = high spend
    .low = low spend
    .recent = seen recently
    .gone = not seen for long
    .new = new
    .old = long-standing
    .wide = many different items
    .narrow = few different items
    .returns = many returns
    .keeps = hardly any returns

# What each word demands of a customer
rule =
    .recent = last order at most { $days } days ago
    .active = last order at most { NUMBER($days) } days ago
    .gone = last order more than { NUMBER($days) } days ago
    .late = silent for more than twice their own usual pause, and { $days } days
    .new = first order at most { $days } days ago
    .old = first order { $days } days ago or more
    .once = one order
    .few = one order or two
    .regular = { $n } orders or more
    .many = { NUMBER($n) } orders or more
    .seldom = two orders or more, and fewer than one in { $days } days
    .high = net spend of { MONEY($amount) } or more
    .low = net spend of { MONEY($amount) } or less
    .large = { MONEY($amount) } per order or more
    .small = { MONEY($amount) } per order or less
    .narrow = { NUMBER($n) } different items or fewer
    .wide = { NUMBER($n) } different items or more
    .faithful = { $n } orders or more, with half as many different items or fewer
    .returns = { PERCENT($share, digits: 0) } or more of the value sent back
    .keeps = { $n } orders or more, and { PERCENT($share, digits: 0) } or less of the value sent back

feature =
    .recency_days = days since the last order
    .frequency = orders
    .monetary = net spend
    .tenure_days = days since the first order
    .breadth = different items
    .return_rate = share returned

trait = { $feature } { $here } (all: { $all })
traits = { UPPER_FIRST(LIST($traits)) }
name-of-words = { UPPER_FIRST($words) }

## Features used

used = The segments rest on { LIST($features) }.
left-out = { UPPER_FIRST($feature) } was left out: { $reason }.
nothing-used = No feature tells customers apart.
constant = { $share ->
        [1] all customers have the same value
       *[other] { PERCENT($share) } of customers have the same value
    }
unasked = it was not asked for
redundant = says the same as { $other }

## Checks

check-stable =
    .name = The segmentation is stable
    .detail = adjusted Rand index { NUMBER($found, digits: 2) } ({ INTERVAL($found) }), the share of pairs that stay together or apart when customers are drawn anew, corrected for chance; asked for: { NUMBER($floor, digits: 2) }

check-found-again =
    .name = Each segment is found again when customers are redrawn
    .detail = { $passed ->
        [no] overlap below { NUMBER($floor, digits: 2) }: { LIST($names) }
       *[yes] every overlap is at least { NUMBER($floor, digits: 2) }
    }

check-size =
    .name = No segment is too small to act on
    .detail = smallest: { $name }, { PERCENT($share) }; asked for: { PERCENT($floor) }

check-gap =
    .name = There is a gap between the groups
    .detail = halfway between the two groups least apart there are { NUMBER($found, digits: 2) } customers ({ INTERVAL($found) }) for each one around a centre: { $passed ->
        [no] not shown to be fewer than one heap would have
       *[yes] fewer than any single heap would have
    }

check-back =
    .name = Customers come back
    .detail = { $n ->
        [one] { $n } customer has bought more than once
       *[other] { $n } customers have bought more than once
    }

check-history =
    .name = History is long enough to look at a next period
    .detail = { $reason ->
        [none] two periods of { $days } days
       *[known] { $reason }
    }

check-apart =
    .name = Groups tell later spend apart
    .detail = R² { NUMBER($found, digits: 2) } ({ INTERVAL($found) }): the part of the differences in (the logarithm of) spend that groups learned a period before explain; 0: none

## Limits

limit =
    .simulated = The orders are simulated: the figures say nothing about a real shop.
    .action = Segments describe how customers bought; they do not show what an action would change.
    .next = Next-period spend is what customers spent without these actions, in one period; season and earlier campaigns are in it.
    .history = Customers are described as of { $date }; the history goes back { $days } days, so that at an earlier date every customer looks newer than they were, in the table of moves too.
    .cuts = The groups shown are numbered, not named: they cut customers into parts for an overview, and a customer near a cut might as well be on the other side.
    .number = A group has a number where no name is true of three in four of its customers.
    .once = Nobody has bought twice, so how often customers buy could not tell them apart.
    .nothing-left = { $n ->
        [one] { $n } customer has no purchase left, as all was sent back or the purchase itself is not in the data, and is in no segment.
       *[other] { $n } customers have no purchase left, as all was sent back or the purchase itself is not in the data, and are in no segment.
    }
    .together = { $n } segments stand together as “{ $name }”: alone, or by subtraction, they would tell of too few people.
    .cells = { $n ->
        [one] { $n } cell of the CSV began like a formula and got a leading apostrophe: take it off when matching.
       *[other] { $n } cells of the CSV began like a formula and got a leading apostrophe: take it off when matching.
    }

one-group = All customers are one group: { $reason }.
one-person = Shares of net sales by group are not told: one customer brings most of a group's, so that they would speak of a person.
no-comparison = No comparison with RFM quintiles: { $reason }.

## Why all customers are one group, why there is no comparison, and what it showed

alike = different ways of buying among { $n } customers: { $distinct }
too-small = no two groups of the { $n } customers hold { $least } people each, the fewest that may be told apart

not-compared =
    .short = two periods of { $days } days after a first date are needed; only { $n } customers had bought by then, and { $fewest } are the least
    .nobody = nobody known at the start of the last period bought in it
    .alike = customers were too alike at the first date to be segmented

contender =
    .segments = { $n } segments
    .rfm_cells = RFM quintiles ({ $n } cells)
    .rfm_score = RFM total score in { $n } groups

# The segments' R² against that of the RFM cells ($gap: what it is more), then against the score's
verdict =
    .cells = { $standing ->
        [above] The segments explain next-period spend better than the RFM cells: R² { NUMBER($ours, digits: 3) } against { NUMBER($theirs, digits: 3) }, a difference of { NUMBER($size, digits: 3) } (segments minus RFM: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
        [below] The RFM cells explain next-period spend better than the segments: R² { NUMBER($theirs, digits: 3) } against { NUMBER($ours, digits: 3) }, a difference of { NUMBER($size, digits: 3) } (segments minus RFM: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
       *[level] Neither explains next-period spend better beyond doubt: R² { NUMBER($ours, digits: 3) } for the segments, { NUMBER($theirs, digits: 3) } for the RFM cells (segments minus RFM: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
    }
    .score = { $standing ->
        [above] As many groups by total RFM score do worse: R² { NUMBER($theirs, digits: 3) } (segments minus score: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
        [below] As many groups by total RFM score do better than the segments: R² { NUMBER($theirs, digits: 3) } (segments minus score: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
       *[level] As many groups by total RFM score do about as well: R² { NUMBER($theirs, digits: 3) } (segments minus score: { NUMBER(LOW($gap), digits: 3) } to { NUMBER(HIGH($gap), digits: 3) }).
    }

## How estimates were made

method =
    .stability = mean over { $draws } resamples of the customers
    .between = customers halfway between the two groups least apart, per customer around a centre
    .difference = difference of two groups of { $n } customers, bootstrap with { $draws } resamples
    .spearman = Spearman over { $n } customers, ranks kept, bootstrap with { $draws } resamples
    .r-squared = R² of log spend over { $n } customers, bootstrap with { $draws } resamples
    .lead = paired difference of R² over { $n } customers, bootstrap with { $draws } resamples

## What the data cannot bear

no-orders =
    .asked = there are no orders, and segments are made of them: give data.orders
    .found = there are no orders: segmenting needs those of { $n } customers or more
too-early = as_of is { $as_of }, but the first order is of { $first }; choose a later date
too-few = segmenting needs at least { $least } customers with something left after cancellations; before { $day }, customers: { $n }; orders: { $placed }; order lines: { $lines }; customers with nothing left: { $nothing }. Give a longer history, or a later as_of

## Charts

chart-distributions =
    .title = { PERCENT($once, digits: 0) } of customers have ordered just once
    .subtitle = { $least ->
        [none] Customers by value of each feature; the outer 1% on either side is not drawn.
       *[known] Customers by value of each feature; the outer 1% on either side, and bars of fewer than { $least } customers, are not drawn.
    }
half = { $feature }: half of customers between { $low } and { $high }
histogram =
    .title = { UPPER_FIRST($feature) }
    .from = { UPPER_FIRST($feature) }, from
    .to = { UPPER_FIRST($feature) }, to
    .customers = customers

chart-stability =
    .title = { $structure ->
        [groups] { $k } is the largest number of groups that are found again and have a gap between them
        [degrees] { $k } is the largest number of groups found again; no number found again has a gap
        [unstable] No number of groups is found again often enough; { $k } comes nearest
       *[alike] No two groups are large enough to be told apart
    }
    .subtitle = First panel: found again if interval and stroke (the weakest group) lie right of the dashed line. Second: a gap if the interval lies left of it (above { $most } drawn at { $most }).
    .segments = Number of segments
    .again = How alike the groups are each time (1: the same)
    .weakest = How much of the weakest group comes back (1: all)
    .gap = Customers halfway between two groups, per one at a centre
tried = { $standing ->
    [chosen] { $k } (chosen)
    [small] { $k } (one too small)
   *[other] { $k }
}

chart-profiles =
    .title = { $n ->
        [1] What is typical of all customers
       *[other] The groups differ most in: { LIST($features) }
    }
    .subtitle = Medians of each segment (the share returned is a mean).
    .segment = Segment
    .feature = Feature
    .typical = Typical value
    .deviation = Deviations from the average
    .legend = Below or above the average (standard deviations)

chart-value =
    .title = { $name ->
        [none] No group is shown to bring more of net sales than it has customers
       *[known] “{ $name }”: { PERCENT($share, digits: 0) } of customers, { PERCENT($value, digits: 0) } of net sales ({ INTERVAL($value) })
    }
    .subtitle = The line across each bar is its 95% interval.
    .size = Share of customers
    .value = Share of net sales
    .axis = Share of the whole
    .segment = Segment
    .share = Share
    .low = Interval, low end
    .high = Interval, high end

chart-next-spend =
    .title = { $name ->
        [none] No group is shown to have spent more than the others in the next { $days } days
       *[known] “{ $name }” spent more per customer than the others in the next { $days } days
    }
    .head = Segment
    .axis = Net spend per customer in the { $days } days that followed
no-next-spend = The history is too short to look at a next period.

chart-migration =
    .title = { PERCENT($stayed, digits: 0) } of customers ({ INTERVAL($stayed) }) are in the same group { $days } days later
    .x_axis = Segment now (numbered as the rows are)
    .y_axis = Segment { $days } days earlier
    .value_title = Share of the row
    .subtitle = Each row adds up to 100%.{ $least ->
        [none] {""}
       *[known] {" "}Empty: fewer than { $least } customers, or a cell that would give them away.
    }
new-customer = Not yet a customer
no-migration =
    .short = The history is too short to compare two dates.
    .one = All customers are one group: nobody moves.
    .few = No move is of enough customers to be shown.

chart-comparison =
    .title = { $finding ->
        [neither] Neither groups nor a score by last order, orders and spend foretell spend
        [score] A score by last order, orders and spend foretells spend better than the groups
        [groups] The groups foretell spend better than a score by last order, orders and spend
       *[open] Groups or a score by last order, orders and spend: neither is shown to be better
    }
    .head = Way of grouping
    .axis = R² of log spend in a period not seen (1: all explained)
    .subtitle = Segments: as many as were chosen with what was known one period ago. With 95% interval.

## Tables

rows =
    .caption = What became of every row of the orders
    .what = Order lines
    .count = Rows
    .share = Share of rows read
    .note = A row rejected for two reasons counts under both.

segments =
    .caption = The segments and what they are worth
    .segment = Segment
    .customers = Customers
    .value = Share of net sales
    .next = Next-period spend
    .standing = Against the others
    .overlap = Found again (overlap)
    .note = Against the others: whether those in it spent more or less afterwards, beyond chance; not known where too few were in it then. Overlap: how much of a segment comes back when customers are redrawn (1: all).

# How a segment went on, beside the others
standing =
    .above = spent more
    .below = spent less
    .level = no difference shown
    .unknown = not known

actions =
    .caption = What to do with each segment
    .segment = Segment
    .traits = What is typical of it
    .meaning = What its name demands
    .action = Action
    .owner = Who acts

assignment = Segment of each customer, for the CRM (CSV)
