# What regression says. A file beside the notebook, regression.en.ftl, replaces what it names.

## Headline: what all will bring, in what order to choose, and whether one customer alone decides

total = The { $n } customers known by { $day } are expected to bring { MONEY($total) } ({ INTERVAL($total) }) in the { $months } months from then ({ counted }).

# $missed: "more-or-less" of the test window; $missed_whole: of the last $whole days, where so many were looked back
total-missed = { $whole ->
    [0] In the { $days } days tested they spent { $missed } than foreseen in the same way.
   *[other] In the { $days } days tested they spent { $missed } than foreseen in the same way; in the last { $whole } days, { $missed_whole }.
}

total-of-one = What the customers will spend together cannot be told: one of them stands for { PERCENT($share, digits: 0) } of it, and others do not tell what one customer will do.
total-untold = What the customers will spend cannot be told: in the { $days } days tested they spent { MONEY($actual) }, where { MONEY($predicted) } was foreseen in the same way.
total-other = What the customers will spend cannot be told: in the last { $days } days they spent { $missed } than was foreseen in the same way.

order-none = Who will spend more than others cannot be told: no order of the { $n } customers was clearly better than chance in the { $days } days tested.
order-past = No model is shown to rank them better than what each spent in the last { $past } days: the tenth that had spent most brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend in the { $days } days tested.

# $better: whether the tenth ranked first, alone, brought clearly more than the one by past spend, $naive
order-model = { $better ->
    [yes] The tenth ranked first brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend in the { $days } days tested; the tenth that had spent most before, { PERCENT($naive, digits: 0) }.
   *[no] The tenth ranked first brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend in the { $days } days tested, and the whole order was better than by past spend.
}

one-customer = One customer alone stands for { PERCENT($share, digits: 0) } of the money: every figure in money stands or falls with them.

rows-none = Nothing foretells “{ $target }”: in { $n } rows not seen before, the model chosen is not shown to beat saying the mean for all, where large misses weigh most. Do not use it.
rows-little = “{ $target }” is foretold a little: in { $n } rows not seen before, predictions came nearer than the mean for all, but not so far that rows could be put in order by them.
rows-hardly = Who has more “{ $target }” is foretold a little, how much is not: over { $n } rows not seen before the order was better than chance; where large misses weigh most, the amounts are not shown to beat the mean for all.
rows-order = Who has more “{ $target }” is foretold, how much is not: of { $n } rows not seen before, the tenth predicted highest had { NUMBER($first, digits: 2) } on average ({ INTERVAL($first) }), the tenth predicted lowest { NUMBER($last, digits: 2) } ({ INTERVAL($last) }); where large misses weigh most, the amounts are not shown to beat the mean for all.
rows-part = “{ $target }” is foretold in part: of { $n } rows not seen before, the tenth predicted highest had { NUMBER($first, digits: 2) } on average ({ INTERVAL($first) }), the tenth predicted lowest { NUMBER($last, digits: 2) } ({ INTERVAL($last) }).

not-assessed = Not assessed: { $reason }.

## What money is counted; $margin is none where values are net sales, $discount a rate per year

counted = { $margin ->
    [none] { $discount ->
        [0] net sales
       *[other] net sales, later money at { PERCENT($discount, digits: 0) } a year less
    }
   *[other] { $discount ->
        [0] contribution margin: { PERCENT($margin, digits: 0) } of net sales
       *[other] contribution margin: { PERCENT($margin, digits: 0) } of net sales, later money at { PERCENT($discount, digits: 0) } a year less
    }
}

# The same in as few words as a key figure has room for
rates = { $margin ->
    [none] { $discount ->
        [0] net sales
       *[other] net sales, discount { PERCENT($discount, digits: 0) }
    }
   *[other] { $discount ->
        [0] margin { PERCENT($margin, digits: 0) }
       *[other] margin { PERCENT($margin, digits: 0) }, discount { PERCENT($discount, digits: 0) }
    }
}

horizon = Money expected in the { $months } months from { $day }: { counted }.

# What was spent beside what was foreseen
more-or-less = { $more ->
    [yes] { PERCENT($share, digits: 0) } more
   *[no] { PERCENT($share, digits: 0) } less
}

## Key figures

figure-total = All customers, next { $months } months ({ rates })
figure-mean = Each on average, next { $months } months ({ rates })
figure-top = { $past ->
    [yes] Spend in the test that the tenth with most past spend brought
   *[no] Spend in the test that the tenth ranked first brought
}
figure-first-tenth = Mean of the tenth predicted highest, in the test
figure-last-tenth = Mean of the tenth predicted lowest, in the test
figure-missed = A prediction misses by so much on average, in the test

## Decisions

decision-lots =
    .what = Choose nobody by their expected spend: treat all alike, or draw lots
    .owner = CRM
    .effect = in the { $days } days tested, the tenth a model ranked first brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend; one drawn by lot brings 10%
    .measured = a trial that contacts a tenth of customers, drawn by lot, read after { $days } days

# $one: the share of one customer, where much depends on them
decision-top =
    .what = Give the { $n } customers of the top tenth a contact of their own
    .owner = CRM
    .effect = { $one ->
        [none] in the { $days } days tested, the tenth ranked first in the same way brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend; whether a contact makes them spend more takes a group held back by lot
       *[other] in the { $days } days tested, the tenth ranked first in the same way brought { PERCENT($top, digits: 0) } ({ INTERVAL($top) }) of the spend, one customer alone { PERCENT($one, digits: 0) } of it
    }
    .measured = their spend in { $days } days against that of a tenth of them kept out by lot

decision-past =
    .what = Where customers must be chosen, take the { $n } who spent most in the last { $past } days; use no model for it
    .owner = { decision-top.owner }
    .effect = { decision-top.effect }
    .measured = their spend in { $days } days against that of a tenth of them kept out by lot

decision-new =
    .what = Bound what a new customer may cost by what they will bring
    .owner = Performance marketing
    .effect = the { $n } customers who first bought in the last { $days } days are expected to bring { MONEY($mean) } each ({ INTERVAL($mean) }) beyond what they have bought, in { $months } months ({ counted })
    .period = each, in { $months } months
    .population = a new customer
    .measured = what new customers bring, month by month, against what each channel paid for them

# The same where no margin is given: what two plausible ones, $low and $high, would bear
decision-margin-new =
    .what = { decision-margin.what }
    .owner = { decision-margin.owner }
    .effect = { decision-new.effect }; at a margin of { PERCENT($low, digits: 0) } that bears { MONEY($at_low) } of cost, at { PERCENT($high, digits: 0) } { MONEY($at_high) }
    .measured = the next run of this page, with the margin in it

decision-margin =
    .what = Give your own contribution margin
    .owner = Finance
    .effect = then it can be said what is left of these net sales
    .measured = the next run of this page, with the margin in it

decision-one =
    .what = Speak in person with the one customer who stands for { PERCENT($share, digits: 0) } of the money
    .owner = Sales
    .effect = no forecast made from many customers tells what one will do
    .measured = what that customer says they will buy, beside what is counted on here

decision-changed =
    .what = Find out whether the season or a change since { $day } explains the miss, before any total is planned with
    .owner = Marketing director
    .effect = they spent { $missed } than foreseen; until the reason is known, no total is told
    .measured = the totals of the next months

decision-rows =
    .what = Use the predictions, with their intervals, in order of size
    .owner = Analytics
    .effect = the test says how far they can be trusted
    .measured = the next rows whose amount becomes known

decision-rows-sum =
    .what = Use the predictions for the sum of many rows, not to choose among them
    .owner = Analytics
    .effect = the order of the rows is not shown to be better than chance
    .measured = the next rows whose amount becomes known

decision-rows-order =
    .what = Use the predictions to put rows in order, not as amounts
    .owner = Analytics
    .effect = the order is better than chance; where large misses weigh most, the amounts are not shown to beat the mean
    .measured = the next rows whose amount becomes known

decision-rows-none =
    .what = Do not use a model for this amount
    .owner = Analytics
    .effect = avoids decisions on figures that are no better than the mean
    .measured = the next rows whose amount becomes known

decision-missing =
    .what = Give what is missing to tell what customers will be worth, and run again
    .owner = Data owner
    .effect = then it can be said what customers will be worth
    .measured = the next run of this analysis, with what is missing in it

## Checks

check-mean = Better than the mean for all
check-past = The order is better than by past spend
check-difference = { $label }: difference from the naive answer { NUMBER($difference, digits: 3) } ({ NUMBER(LOW($difference), digits: 3) } to { NUMBER(HIGH($difference), digits: 3) }), by “{ $model }”
check-no-difference = validation chose the naive answer itself

check-order =
    .name = The order is clearly better than chance
    .detail = by “{ $model }”: rank correlation (who is ranked higher spends more; 0 is chance, 1 a perfect order) { NUMBER($spearman, digits: 3) } ({ NUMBER(LOW($spearman), digits: 3) } to { NUMBER(HIGH($spearman), digits: 3) }); Gini (how much of the spend's concentration the order finds; 0 is chance, 1 all of it) { NUMBER($gini, digits: 3) } ({ NUMBER(LOW($gini), digits: 3) } to { NUMBER(HIGH($gini), digits: 3) })

check-intervals =
    .name = Intervals keep what they promise
    .detail = { PERCENT($share) } of the test rows inside ({ PERCENT($top) } of the top tenth), 95% promised

check-rows-total =
    .name = The total is near
    .detail = { PERCENT($error) } off in the test ({ INTERVAL($error) })

check-held =
    .name = { $part ->
        [all] The total is near
        [top] The tenth with the largest predictions spent what was foreseen
       *[new] Customers who had just begun spent what was foreseen
    }
    .detail = { $n } customers spent { MONEY($actual) } each in the test ({ INTERVAL($actual) }), foreseen: { MONEY($predicted) }

check-share =
    .name = The share of that tenth was foreseen
    .detail = { PERCENT($share) } of the spend ({ INTERVAL($share) }), foreseen: { PERCENT($foreseen) }

check-total =
    .name = The total lies inside its interval
    .detail = spent { MONEY($actual) }, predicted { INTERVAL($total) }

check-saved =
    .name = The saved model is the one used
    .detail = read back from its files, it gives the same amounts

## Limits

limit-simulated = The data is simulated: the figures say nothing about a real shop.
limit-expectation = An expectation is not an effect: it says what customers will spend, not what an offer changes.
limit-unknown = Customers who have not bought yet are in no figure; nor is a change of prices, range or season that the past does not hold.
limit-horizon = As they stood { $days } days ago, customers were valued once more: they spent { $missed } than foreseen, and totals are told at least as widely to either side. One such look back is little evidence.
limit-windows = The hold-outs brought { PERCENT($low, digits: 0) } to { PERCENT($high, digits: 0) } of what was predicted for them: the intervals of totals are at least as wide, but seasons beyond them are not in them.
limit-nothing = Nothing was learned and nothing was tested.

# One of the notes or reasons below, as a sentence of its own
sentence = { UPPER_FIRST($text) }.

## Why nothing could be learned

reason-no-flat = regression.target names a column, but there is no flat table: give data.flat
reason-no-target = there are no orders, and no column of the flat table is named as the target (regression.target)
reason-no-table = there are neither orders nor a flat table
reason-short = orders go from { $first } to { $end }: with a test window of { $days } days at least { $need } days are needed (holdout_days makes the window shorter)
reason-few = only { $n } customers bought before { $day }: at least { $least } are needed to learn and test
reason-no-repeat = none of { $n } customers bought on a second day: there is no repeat purchase to foresee

## Notes of the steps

note-newcomers = { $n } customers first bought after { $day }: nothing could be said of them on that day, and they are in no figure of the test
note-validation = validation takes { $n } days, as the history is short for two windows of { $window }
note-no-purchases = no model of purchases: { $why }
note-pareto = Pareto/NBD learns from { $n } customers drawn by lot, the others from all
note-no-lightgbm = For validation, LightGBM has no earlier window with enough buyers to learn from
note-repeated = { $n } rows are about a subject that has another row: in a split by lot no subject is on both sides
note-blank = { $n } rows have no amount, and are left out
note-infinite = { $n } rows have an infinite amount, and are left out
note-below = { $n } amounts are below 0: they are predicted as they stand, without logarithms

## How figures were found

measure =
    .ranking = Spearman and Gini together
    .spearman = Rank correlation (Spearman)
    .gini = Concentration found (Gini)
    .top = Share of the sum in the tenth ranked first
    .total_error = Error of the total
    .absolute_error = Mean absolute error
    .explained = Variance explained (R²)

method-test = { $n } customers, { $futures } simulated futures with drawn parameters
method-value = { $n } customers, { $futures } simulated futures; { $missed }
method-share = simulated futures
method-factor = maximum likelihood, normal interval of the logarithm

# $days: of a hold-out as long as the horizon; 0 where there is room for shorter ones only
missed = { $days ->
    [0] at least as wide as the hold-outs were missed by ({ PERCENT($below, digits: 0) } to { PERCENT($above, digits: 0) } of what was predicted)
   *[other] at least as wide as a hold-out of { $days } days was missed by, to either side ({ PERCENT($below, digits: 0) } to { PERCENT($above, digits: 0) } of what was predicted)
}

## Names: of models, of what parts customers, and of such parts

model =
    .naive = Past spend carried on
    .bg_nbd = BG/NBD + Gamma-Gamma
    .pareto_nbd = Pareto/NBD + Gamma-Gamma
    .bg_nbd_about = BG/NBD + Gamma-Gamma with covariates
    .blend = Half past spend, half BG/NBD
    .lightgbm = LightGBM
    .mean = The same for all: the mean
    .linear = Linear regression
    .linear_log = Linear regression of the logarithm
    .lightgbm_log = LightGBM of the logarithm
    .lightgbm_tweedie = LightGBM, Tweedie

by =
    .segment = Segment
    .channel = Channel
    .country = Country
    .region = Region
    .first_category = First product

level =
    .new = new
    .once = one purchase, long ago
    .active = active
    .quiet = quiet
    .other = other
    .unknown = not known
    .none = none (direct)

## Tables, and what stands in their place

table-customers =
    .caption = Customers who kept something they bought
    .day = Customers as of
    .use = Used for
    .customers = Customers
    .again = Bought again
    .spend = Net spend so far
    .per_day = Spend per purchase day

use =
    .validation = validation
    .test = test
    .value = value

window = Learned before { $start }, validated to { $cut }, tested from { $cut } to { $end }: what customers known on the first day spent in the window, net of returns.

table-amounts =
    .caption = What is predicted: “{ $target }”
    .rows = Rows
    .mean = Mean
    .median = Median
    .largest = Largest
    .zero = Share at 0
    .below = Share below 0

table-training =
    .caption = Chosen on the validation window
    .model = Way of telling
    .spearman = Rank correlation
    .gini = Gini
    .total = Error of the total
    .like_best = Ranks like the best
    .chosen = Chosen
    .note = Chosen: of those that rank like the best, the one whose total is nearest. The test window is still sealed.

table-rows-training =
    .caption = Chosen on validation rows
    .model = Way of telling
    .loss = Squared error, over that of the mean
    .chosen = Chosen
    .note = Lower is better; 1 is no better than the mean. The test rows are still sealed.

# In a column such as "Chosen"
yes = yes

# What a guard found of some columns of a flat table, and what became of them
guard = { $severity ->
    [dropped] { $columns }: { $detail } (left out).
    [warned] { $columns }: { $detail } (kept, with a warning).
   *[told] { $columns }: { $detail } (kept).
}
guards-more = { $n } more.

# The heads of its other columns are "measure"
table-test =
    .caption = The test, once
    .model = Way of telling
    .note = With 95% intervals; all on the same resamples of the same rows, so the last line is paired. Rank correlation: whether who is ranked higher has more; 0 is chance, 1 a perfect order. Gini: how much of the sum's concentration the order finds; 0 is chance, 1 all of it. The tenth ranked first: 10% is chance.

less-naive = { $chosen }, less the naive answer

table-intervals =
    .caption = Intervals held against the test
    .what = What
    .all = Rows inside their own 95% interval
    .top = The same, in the tenth with the largest predictions
    .note = By { $model }. An interval that keeps its promise holds 95%.

predicted-total = Predicted total: { MONEY($total) }, between { MONEY(LOW($total)) } and { MONEY(HIGH($total)) }; spent: { MONEY($actual) }.

table-value =
    .caption = Value over { $months } months
    .what = What
    .total = Value of all customers
    .mean = Value per customer
    .sales = Net sales behind it, not discounted
    .top = Share of the value that the top tenth is expected to bring
    .note = { horizon } { $model }.

table-parts =
    .caption = Value by part of the customers
    .part = Part
    .customers = Customers
    .mean = Value per customer
    .total = Value together
    .note = { horizon }

table-shifts =
    .caption = What goes with how customers buy
    .level = Level
    .against = Held against
    .rate = Factor on how often they buy
    .leaving = Factor on how readily they leave
    .note = By BG/NBD with covariates, before the test window; 1: no difference.

nothing = Not assessed.
no-value = No value over a horizon: telling one takes orders that could be learned from.
no-total = No total: { $other ->
    [yes] in the last { $days } days
   *[no] in the test
}, all customers spent { $missed } than foreseen.

## Charts, and what stands in their place

# $by: what puts customers, or the rows of a flat table, in an order better than chance
chart-candidates =
    .title = { $by ->
        [past] No model is shown to put customers in a better order than past spend
        [model] The model puts customers in a better order than past spend
        [rows] The model puts the rows in a better order than chance
       *[nothing] No order is shown to be better than chance
    }
    .subtitle = { $n } test rows, opened once; dashed: the naive answer
    .head = Model
    .axis = Rank correlation of predicted and actual (0: chance, 1: perfect)

chart-tenths =
    .title = { $clear ->
        [yes] The top tenth brought { QUANTITY($first) } each ({ $foreseen } predicted), the last { QUANTITY($last) }
       *[no] The tenth predicted to spend most did not clearly bring more than the last
    }
    .subtitle = Points: actual, with 95% interval; ticks: predicted, by { $model }.
    .tenth_axis = Tenth by prediction, the largest first
    .axis = Amount per row, mean
    .tenth = Tenth
    .predicted = Predicted
    .actual = Actual

# $error and $ahead have a sign
chart-course =
    .title = Repeat purchases to week { $week }: { $error } off in all, { $ahead } in the test window
    .subtitle = Learned to the dashed line; { $model }
    .x_axis = Weeks since the first order
    .y_axis = Repeat purchases, summed up

course =
    .bought = bought
    .expected = expected

chart-concentration =
    .title = The top tenth of customers is expected to bring { PERCENT($share, digits: 0) } of the value
    .subtitle = { $n } customers, { $months } months
    .x_axis = Share of customers, the most valuable first
    .y_axis = Share of the value

concentration-moved =
    .slider = The most valuable, in %
    .said =
        The first { $n } customers ({ $share }):
        { $held } of the value expected

chart-parts =
    .title = { $clear ->
        [yes] Expected to bring more than the others: { LOWER_FIRST($by) } “{ $level }”, { MONEY($mean) } per customer
       *[no] No part of the customers is clearly expected to bring more than the others
    }
    .subtitle = Dashed: all customers
    .head = Part
    .axis = Expected per customer, { $months } months ({ counted })

chart-shifts =
    .title = { $clear ->
        [yes] { $by } “{ $level }” goes with { NUMBER($rate, digits: 2) } times the purchases of “{ $against }”
       *[no] Nothing known of customers clearly shifts how often they buy
    }
    .subtitle = Factor on the purchase rate, against: { $levels }{ $apart ->
        [0] {""}
       *[other] . { $apart } of { $n } intervals { $apart ->
            [one] leaves
           *[other] leave
        } 1 out; by chance alone about one in 20 does
    }
    .head = Level
    .axis = Factor on the purchase rate (1: no difference)

no-course = There is no model of purchases to be drawn.
no-buyer = No customer is expected to buy.
no-parts = The customers have no parts to be told apart.
no-shifts = Nothing is known of customers that could shift how they buy.
no-order = No order of the customers was clearly better than chance in the test, so nothing here goes by rank.
no-amounts = The test does not support amounts of some customers beside those of others.
no-share = The tenth with the largest predictions was to bring { PERCENT($foreseen, digits: 0) } of the spend tested, and brought { PERCENT($found, digits: 0) }: what share it will bring is not told.

## Files

file =
    .values = Value of each customer, with interval (CSV)
    .order = Customers in the order that was tested, without amounts (CSV)
    .predictions = Predictions of the test rows, with interval (CSV)
    .model = The model, as plain numbers
    .trees = The model: trees, as LightGBM's text
    .buys = The model: trees that tell who buys
    .spends = The model: trees that tell how much
    .contract = Columns the model needs
    .profile = How columns and predictions were spread

## The model's card

card =
    .title = { $rows ->
        [yes] Model card: “{ $target }”
       *[no] Model card: lifetime value
    }
    .model = Model
    .test_rows = Test rows
    .covered = Test rows inside their 95% interval

card-purpose-rows = Predicts “{ $target }” of each row of the flat table from its other columns.

card-data =
    .split = { $how ->
        [time] The first { $n } rows in time teach, the last { $m } test.
       *[lot] { $n } rows teach and { $m } test, drawn by lot; no subject is on both sides.
    }

card-use =
    .rows = Planning, with the interval of each row.
    .order = Choosing whom to invest in.
    .rank = Putting rows in order; where large misses weigh most, its amounts are not shown to beat the mean for all.
    .total = Planning, with the interval of the total.

card-misuse =
    .effect = Saying what an offer changes: that takes a control group drawn by lot.
    .persons = Decisions about credit, prices or access of single persons.

## What cannot be worked with

error-no-flat = names a column, but there is no flat table: give data.flat
error-no-numbers = column '{ $name }' must hold numbers, to be predicted as an amount (got '{ $example }' and { $n } more that are none)
error-empty = column '{ $name }' has no amount in any row
error-constant = column '{ $name }' is { NUMBER($value, digits: 2) } in every row: there is nothing to predict
error-same-amount = every row to learn from has the same amount
error-no-column = no column is left to learn from: { $why }
error-only-target = the table has none beside the target
error-few-test = the test part has fewer than two rows; give a larger test_share
error-no-second = no customer bought a second time: nothing to learn from
error-few-spend = spend per purchase needs three customers or more
error-spend = purchases and mean spend must be above 0 and finite

histories =
    .length = frequency, recency and age differ in length
    .empty = there are no customers
    .missing = a value is missing or infinite
    .frequency = frequency counts repeat purchases: whole numbers from 0
    .recency = recency must lie between 0 and the customer's age
    .no_repeat = recency is 0 exactly where there is no repeat purchase
    .age = a customer's first purchase must lie before the date of the fit
