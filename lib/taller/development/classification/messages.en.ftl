# What classification says. A file beside the notebook, classification.en.ftl, replaces what it names.

## What is predicted, and how it is called

event = { $of ->
    [column] “{ $target }”
    [churn] no order in { $days } days
   *[propensity] an order in { $days } days
}

# Names of models
model =
    .naive = Same rate for all
    .rule = Best single column
    .logistic = Logistic regression
    .lightgbm = LightGBM
    .blend = Both, averaged

# Names of models of when it happens
timing =
    .naive = The same curve for all (Kaplan-Meier)
    .proportional = Rates times factors (proportional hazards)
    .boosted = Rates, factors and trees (boosted hazards)

# What is measured
measure =
    .auroc = Ranking (AUROC)
    .lift = First tenth, times the average
    .brier = Error of the probabilities (Brier)
    .concordance = Who is first (concordance)
    .error = Error of the curves (Brier)

# Units of time
unit =
    .days = days
    .weeks = weeks
    .months = months
    .years = years

# Our own columns, within a sentence; a client's columns are called as in the file
column =
    .recency_days = days since the last order
    .tenure_days = days since the first order
    .orders = orders
    .spend = net spend
    .items = different items
    .orders_recent = orders of the last 90 days
    .orders_before = orders of the 90 days before
    .order_value = value of an order
    .units_per_order = units per order
    .spend_recent = spend of the last 90 days
    .spend_before = spend of the 90 days before
    .return_rate = share sent back
    .gap_days = usual days between orders
    .overdue = delay, in usual gaps between orders
    .visit_recency_days = days since the last visit
    .visits = visits
    .visits_recent = visits of the last 90 days
    .country = country
    .region = region
    .medium = first channel (medium)
    .source = first channel (source)
    .accepts_marketing = agreed to be written to

## What is learned from

nothing = Not assessed.
not-assessed = Not assessed: { $reason }.

rows =
    .caption = What is predicted: { $what }
    .day = Customers as of
    .rows = Rows
    .happened = It happened
    .share = Share

rows-all = All rows

# Why nothing can be learned, within "Not assessed: …."
reason =
    .no-flat = classification.target names a column, but there is no flat table: give data.flat
    .no-column = a response is a column of a flat table: give data.flat and classification.target
    .no-target = there are no orders, and no column of the flat table is named as the target (classification.target)
    .no-data = there are neither orders nor a flat table
    .short = orders go from { $first } to { $end }: learning and testing need { $need } days, two periods of { $days } days after { $history } days of history
    .one-sided = { $happened ->
        [yes] only { $n } rows in which it happened, of { $all }: at least { $least } of either kind are needed to learn and test
       *[no] only { $n } rows in which it did not, of { $all }: at least { $least } of either kind are needed to learn and test
    }

# What was done with rows
note =
    .twins = { $n } rows are the same as an earlier one in every column: such rows are kept on one side of the split
    .blank = { $n } rows say nothing of the target: nothing is learned from them, they are scored

# What stands in the way of learning
fault =
    .no-flat = names a column, but there is no flat table: give data.flat
    .numbers = column '{ $name }' holds no numbers of 0 or more
    .no-columns = no column is left to learn from: { $why }
    .few-tested = the test part has { $n } rows, and it happened in { $m } of them: too few to test on; give a longer history, or a larger test_share
    .target-blank = no row has a value; name a column that says what happened
    .target-same = every row says “{ $value }”: there is nothing to tell apart
    .target-positive = no row says “{ $value }”, which classification.positive names{ $near }
    .target-values = its values are { $values }: say with classification.positive which one counts as yes
    .target-numbers = it has { $n } different numbers: an amount is predicted by the notebook regression; here the target says yes or no
    .target-many = it has { $n } values, such as { $values }; the target says yes or no: join the others in the data, so that two are left

## Guards and split

guards =
    .caption = What the guards found
    .columns = Column
    .found = What was found
    .so = So it is

guards-clean = The guards found nothing wrong with the { $n } columns.
guards-target = the target

# What was done with a column
done =
    .dropped = left out
    .warned = kept, with a warning
    .told = kept

guard =
    .people = data of people: replaced by pseudonyms, and nothing is learned from it
    .few = only { $n } rows of the rarer kind to learn from: every figure is shaky

split-orders = Customers as they were on { $earlier } teach; as they were on { $last }, with the { $days } days after, they test. No window overlaps another.

split-rows = { $how ->
    [time] The first { $n } rows in time teach, the last { $m } test.
    [group] { $n } rows teach and { $m } test, drawn by lot; no subject is on both sides.
   *[stratified] { $n } rows teach and { $m } test, drawn by lot in proportion to the target.
}

split-order = Nobody stated that order: { $reason }.

# What speaks for an order in time
order =
    .dates = the dates of “{ $column }” go along with the rows
    .months = the months of “{ $column }” follow one another along the rows
    .rate = it happens far more often in some parts of the file than in others
    .drift = “{ $column }” differs from one part of the file to the next
    .sorted = the file seems sorted by “{ $column }”

## Learning and the test

training =
    .caption = Chosen on validation
    .model = Model
    .loss = Log-loss on validation rows
    .chosen = Chosen
    .note = Lower is better. The test rows are still sealed. Best single column: { $rule }.

training-yes = yes

measures =
    .caption = The test, once
    .model = Model
    .note = With 95% intervals; all models on the same resamples of the same rows, so the last line is paired. Ranking: 0.5 is chance. Brier: lower is better.

measures-less = { $model }, less logistic
axis-auroc = Pairs in the right order (AUROC; 0.5: chance, 1: all)

ranking =
    .title = { $signal ->
        [no] No model is clearly better than chance
       *[yes] Of two customers, it tells in { PERCENT($best, digits: 0) } of cases to which it happens ({ PERCENT(LOW($best), digits: 0) } to { PERCENT(HIGH($best), digits: 0) }); the best single column in { PERCENT($rule, digits: 0) }
    }
    .axis = { axis-auroc }
    .subtitle = { $n } test rows, opened once; dashed: chance
    .head = Model

# How far predicted and observed are apart, of a hundred
points = { NUMBER($n, digits: 1) } points

reliability =
    .title = { $off ->
        [no] Probabilities come near what happens: { $apart } apart on average
       *[yes] Probabilities are off: where { PERCENT($predicted) } was predicted it happened to { PERCENT($observed) }
    }
    .x_axis = Predicted probability
    .y_axis = Share to whom it happened
    .customers = Customers
    .subtitle = Tenths of the test rows with 95% intervals; dashed: predicted is what happens.

## Whom to contact

# What a figure that only the client knows is called, and its value
unstated =
    .customer_value = what a customer is worth
    .margin = the margin on net sales
    .contact_cost = the cost of a contact
    .incentive_cost = the cost of the incentive
    .acceptance = the share the campaign keeps

cost =
    .contact_cost = { MONEY($value) } a contact
    .incentive_cost = { MONEY($value) } for whoever accepts
    .acceptance = { PERCENT($value, digits: 0) } who accept

# After an amount: what one is worth
each =
    .churn = for each customer kept
    .propensity = for each who buys
    .response = for each who answers

stated = at { $figures }

stated-worth = { $measured ->
    [yes] { MONEY($value) } { $each } (measured spend at a margin of { PERCENT($margin, digits: 0) })
   *[no] { MONEY($value) } { $each }
}

# What a list of values takes for granted, after it
assumed = {" "}(assumed: { $figures })

flip =
    .nobody = at { MONEY($value) } { $each } nobody is worth a contact
    .some = at { MONEY($value) } it is { $n } of { $m }
    .everybody = at { MONEY($value) } { $each } everybody is

# After the number of those to whom it can still happen
whom =
    .orders = who ordered in the last { $days } days
    .fresh = of whom it is not known yet
    .churn = who have not left
    .propensity = who have not bought
    .response = who have not answered

# What money to be expected takes for granted
provided =
    .orders = if the next { $days } days go as the last did
    .fresh = if it happens to them as it did to the others in the table
    .churn = if they go on leaving as the customers of this table did
    .propensity = if they now buy as the customers of this table did
    .response = if they answer the next time as the people of this table did

costs =
    .caption = Expected from contacting, of the { $m } { $whom }
    .what = Whom to contact
    .note = { $limited ->
        [yes] On rows tested on, choosing by score brought { MONEY($gain) } per row more than as many drawn by lot ({ INTERVAL($gain) }).
       *[no] On rows tested on, choosing by score brought { MONEY($gain) } per row more than the better of all and nobody ({ INTERVAL($gain) }).
    }

costs-row =
    .nobody = Nobody
    .all = All { $m }
    .chosen = { $limited ->
        [yes] The { $n } with the highest scores
       *[no] The { $n } above the threshold
    }

costs-no-signal = No signal: nobody is chosen by score, so there is nothing to reckon.
costs-off = Where the choice is made, probabilities are off: no figures in money.
costs-pays = A contact pays from a probability of { costs-from }, { $values }.

costs-from = { $pays ->
    [no] never: no contact pays at these costs
   *[yes] { PERCENT($p) }
}

costs-capacity = Capacity allows { $n } contacts, fewer than would pay: the highest scores go first.

choices =
    .caption = What is right at several values{ $assumed }
    .value = { UPPER_FIRST($each) }
    .from = A contact pays from
    .contacted = To contact, of the { $m } { $whom }
    .earned = Expected from them
    .note = { UPPER_FIRST($flips) }.

choices-unstated = Nobody has stated { $names }, so there is no advice on whom to contact.
choices-off = Nor is the choice shown over a range: in one part of the rows tested on, probabilities are off.

choices-from = { $pays ->
    [no] never
   *[yes] { PERCENT($p) }
}

choices-chart =
    .title = { UPPER_FIRST($flips) }
    .axis = To contact, as a share of the { $m } { $whom }
    .head = { UPPER_FIRST($each) }
    .subtitle = { UPPER_FIRST($each) }

profit =
    .title = { $standing ->
        [never] At these costs no contact pays
        [unsure] Choosing by score is not shown to bring more than contacting all or nobody
        [limited] Contacting the { PERCENT($share, digits: 0) } with the highest scores brings { MONEY($money) } per row tested on
       *[threshold] Contacting the { PERCENT($share, digits: 0) } above the threshold brings { MONEY($money) } per row tested on
    }
    .x_axis = Share of customers contacted, the highest scores first
    .y_axis = Profit per row tested on
    .subtitle = { $limited ->
        [yes] Test rows in order of score; band: 95% interval; dashed: what capacity allows
       *[no] Test rows in order of score; band: 95% interval; dashed: what the threshold contacts
    }

profit-moved =
    .contacts = Contacted of each { $of }
    .price = Cost of a contact
    .said =
        { $contacts } of { $of } as in the test, at { $price } each:
        { $brings } ({ $least } to { $most })

deciles =
    .caption = Test rows by score, the highest first
    .tenth = Tenth by score
    .rows = Rows tested on
    .predicted = Predicted
    .happened = It happened
    .lift = Times the average
    .reached = Reached so far
    .note = Reached: share of all to whom it happened, in this and the tenths above.

## What drives the scores

drivers =
    .title = { $column } moves the scores most
    .axis = How far a column moves a score, on average
    .head = Column

drivers-none = No column moves the scores.

# Which values raise the scores ("them")
direction =
    .up = higher values raise them
    .down = higher values lower them
    .none = no single direction
    .texts = raised most by “{ $top }”, lowered most by “{ $bottom }”

examples =
    .caption = Why a score is what it is: three examples
    .customer = Customer
    .probability = Probability
    .moves = What moves the score most
    .note = From the model's own contributions. The file of scores has everyone's reasons.

example =
    .high = high score
    .middling = middling
    .low = low score

moves =
    .up = raises
    .down = lowers

moves-unknown = not known

## Parts of the customers

parts =
    .title = { $weak ->
        [yes] Weakest for “{ $level }” ({ $column }): { PERCENT($value, digits: 0) } of pairs in the right order, against { PERCENT($overall, digits: 0) } of all
       *[no] In no part is the ranking clearly weaker than overall
    }
    .axis = { axis-auroc }
    .subtitle = With 95% interval; dashed: all test rows
    .head = Part

parts-none = No part of the customers has enough of both kinds to be told apart.

## When it happens

waited-for = the next order after { $day }

not-yet = { $ordering ->
    [yes] No further order yet
   *[no] It has not happened yet
}

axis-time = Time ({ $unit })

waiting =
    .title = { $half ->
        [yes] { waiting-half }
       *[no] { waiting-left }
    }
    .x_axis = { axis-time }
    .y_axis = { not-yet }
    .subtitle = { $n } subjects; { $what }; band: 95% interval

waiting-half = { $ordering ->
    [yes] Half of them have ordered again after { $time }
   *[no] It has happened to half of them after { $time }
}

waiting-left = { $ordering ->
    [yes] At { $time }, { PERCENT($share, digits: 0) } have not ordered again
   *[no] At { $time }, it has not happened to { PERCENT($share, digits: 0) }
}

waiting-all = All
waiting-none = No time is known in which it happens: name a column with classification.duration.

when =
    .caption = When it happens: { $what }
    .model = Model
    .note = { $n } subjects, to { $m } of whom it happened; tested up to { $time }. Concordance: pairs in the right order, 0.5 is chance (Uno). Error: lower is better. With 95% intervals, on the same resamples of the test rows.

when-difference = Difference
when-none = No model of when: { $reason }.
when-no-signal = No signal here: knowing the customer is not shown to tell better when it happens than the same curve for all; nothing of it is handed on.
when-left-out = Left out, as it grows with time by itself: { $names }.

# Why there is no model of when
when-reason =
    .same = it always happened after the same time
    .seldom = it happened { $n } times among the rows learned from and { $m } times among those tested on, too seldom to learn for whom it happens first

rates =
    .title = { $apart ->
        [no] At no time does it happen clearly more often than at another: { PERCENT($low) } to { PERCENT($high) }
       *[yes] { $ordering ->
            [yes] Orders come most around { $at } and least around { $then }: { PERCENT($high) } against { PERCENT($low) }
           *[no] It happens most around { $at } and least around { $then }: { PERCENT($high) } against { PERCENT($low) }
        }
    }
    .x_axis = { axis-time }
    .y_axis = { $days ->
        [yes] Of those still waiting, per { $step }
       *[no] Of those still waiting, per unit of time
    }
    .subtitle = Rows learned from; band: 95% interval

curves =
    .title = { $ordering ->
        [yes] After { $time }, { PERCENT($first, digits: 0) } of the group of highest predicted probability have not ordered again, and { PERCENT($last, digits: 0) } of that of lowest
       *[no] After { $time }, it has not happened to { PERCENT($first, digits: 0) } of the group of highest predicted probability, and to { PERCENT($last, digits: 0) } of that of lowest
    }
    .series_title = Predicted probability
    .x_axis = { axis-time }
    .y_axis = { not-yet }
    .subtitle = Test rows; lines and bands: what was seen; dashed: what was predicted

curve =
    .first = { $n } (highest)
    .last = { $n } (lowest)

horizons =
    .caption = From the start, all test rows
    .within = Within
    .predicted = Predicted
    .happened = It happened
    .gap = Mean distance in the groups
    .note = Distance of predicted and observed in the groups of the chart above.

outlook =
    .caption = { $ordering ->
        [yes] Who orders next
       *[no] To whom it happens next
    }
    .fifth = Fifth by probability
    .customers = Customers
    .risk = Probability within { $time }
    .will = { $ordering ->
        [yes] Will order
       *[no] To whom it will happen
    }
    .wait = Expected wait
    .stake = Times probability
    .note = Predicted for those to whom it has not happened yet, from how long each has waited; expected wait: of the next { $within }. The file of scores has everyone's.

past-spend = Past net spend

## Headline and figures

headline-shift = It happens in { PERCENT($after, digits: 0) } of the rows tested on, against { PERCENT($before, digits: 0) } of those learned from.
headline-no-signal = No signal here: the model does not tell { $who } clearly better than chance among rows it had not seen; nobody is chosen by it.

who =
    .churn = who will leave
    .propensity = who will buy
    .response = who will answer

headline-told = In the tenth with the highest scores it happened to { PERCENT($rate, digits: 0) }, against { PERCENT($base, digits: 0) } of all ({ $event }, rows tested on).
headline-contact = Contact { $n } of the { $m } { $whom }: { MONEY($earned) } to be expected ({ INTERVAL($earned) }) { $values }, { $provided }.
headline-all = Contact all { $m } { $whom }: { $values }, choosing by score is not shown to earn more than contacting everybody.
headline-nobody = Contact nobody: { $values }, no choice earns anything.
headline-unsure = { $told } But { $values }, choosing by score is not shown to earn more than contacting all or nobody.
headline-off = But whom to contact cannot be told yet: where { PERCENT($predicted) } was predicted it happened to { PERCENT($observed) }.
headline-unstated = Whom a contact pays for cannot be said: nobody has stated { $names }.

figure =
    .base_rate = How often it happened: { $event } (rows tested on)
    .first_tenth = How often in the tenth with the highest scores
    .contacted = To contact, of the { $m } { $whom }
    .earned = Expected from contacting them
    .earned-by-all = Expected from contacting all { $m } { $whom }

# Intervals where a figure needs other decimals than its unit has
interval-percent = { PERCENT(LOW($value), digits: 0) } to { PERCENT(HIGH($value), digits: 0) }
interval-three = { NUMBER(LOW($difference), digits: 3) } to { NUMBER(HIGH($difference), digits: 3) }

# How figures were reckoned
method =
    .counted = counted in the file of scores
    .definition = by definition
    .same = the same for each of { $n } test rows
    .expected = sum over { $n } people of what each is expected to bring; the interval holds what { $m } test rows alike showed (Wilson)
    .observed = sum over { $n } people of what each would bring at the rate that { $m } test rows alike showed, which is not the one predicted (Wilson)
    .difference = difference of shares of { $n } and { $m } rows, Newcombe interval
    .survival = Kaplan-Meier, Greenwood interval

## Decisions

owner =
    .crm = CRM
    .data = Data owner
    .director = Marketing director
    .finance = Finance

decision-contact =
    .what = { $limited ->
        [yes] Contact the { $n } with the highest scores, as many as can be contacted, among the { $m } { $whom }
       *[no] Contact the { $n } of a probability above { PERCENT($p, digits: 0) }, among the { $m } { $whom }
    }
    .owner = { owner.crm }
    .effect = { MONEY($earned) } to be expected from these { $n } ({ INTERVAL($earned) }) { $values }, { $provided }; were all { $m } contacted: { MONEY($all) } ({ INTERVAL($all) })
    .period = { $days ->
        [none] in the time that the table looks at
       *[other] in { $days } days
    }
    .population = the { $n } contacted

decision-capacity =
    .what = Find out what it would cost to contact { $n } more, beyond the { $k } that can be contacted
    .owner = { owner.crm }
    .effect = { MONEY($beyond) } to be expected from them ({ INTERVAL($beyond) }) { $values }, { $provided }: more than that the means for it may not cost
    .period = { $days ->
        [none] in the time that the table looks at
       *[other] in { $days } days
    }
    .population = the { $n } whom the limit leaves out

decision-hold-out =
    .what = Keep a tenth of those to be contacted aside, drawn by lot, and compare
    .owner = { owner.crm }
    .effect = shows what the contact changes, which no score can
    .period = { $days ->
        [none] in the time that the table looks at
       *[other] in { $days } days
    }
    .population = the { $n } who are then not contacted
    .measured = { $days ->
        [none] the comparison of those contacted with the { $n } kept aside
       *[other] the comparison of those contacted with the { $n } kept aside, after { $days } days
    }

decision-all =
    .what = Contact all { $m } { $whom }, without choosing by score
    .owner = { owner.crm }
    .effect = { MONEY($all) } to be expected ({ INTERVAL($all) }) { $values }, { $provided }
    .period = { $days ->
        [none] in the time that the table looks at
       *[other] in { $days } days
    }
    .population = the { $m } contacted

decision-unsure =
    .what = Do not choose customers by this score
    .owner = { owner.director }
    .effect = { $values }, choosing by it is not shown to earn more than contacting all or nobody
    .measured = { decision-no-signal.measured }

decision-no-signal =
    .what = Do not choose customers by this score
    .owner = { owner.director }
    .effect = avoids paying for a choice that is no better than one by lot
    .measured = { $days ->
        [none] a trial that contacts a tenth of them, drawn by lot
       *[other] a trial that contacts a tenth of them, drawn by lot, read after { $days } days
    }

decision-off =
    .what = Set the probabilities right on newer customers before choosing by them
    .owner = { owner.data }
    .effect = where the choice is made, { PERCENT($predicted) } was predicted and it happened to { PERCENT($observed) }; until then nobody is contacted by a probability
    .measured = the next run of this page, with the newer customers in it

decision-state =
    .what = State { $names }
    .owner = { owner.finance }
    .effect = { $known ->
        [yes] it decides whom a contact pays for: { $flips }
       *[no] then this page says whom a contact pays for, and what that earns
    }
    .measured = the next run of this page, with these amounts in it

decision-begin =
    .what = Begin with the { $n } to whom it is most likely to happen within { $time }: { PERCENT($share, digits: 0) } of all to whom it will, as predicted
    .owner = { owner.crm }
    .effect = of two customers tested on, it tells in { PERCENT($value, digits: 0) } of cases to which it happens first ({ interval-percent }; half by chance)
    .measured = a trial of contacts drawn by lot

decision-leaks =
    .what = { $n ->
        [one] Confirm that { $columns } is known only afterwards
       *[other] Confirm that { $columns } are known only afterwards
    }
    .owner = { owner.data }
    .effect = left out of the model; what is known in time is named in keep
    .measured = the next run of this page, with or without it

decision-order =
    .what = Say whether the rows of the file stand in order of time (ordered)
    .owner = { owner.data }
    .effect = { $reason }; until somebody says, the last rows test, which is the honest way
    .measured = the next run of this page, with the right rows as its test

decision-missing =
    .what = Give what is missing to tell who will leave, buy or respond, and run again
    .owner = { owner.data }
    .effect = then it can be said who is likely to leave, buy or respond
    .measured = the next run of this analysis, with what is missing in it

## Checks

check-who =
    .name = It tells who clearly better than chance
    .detail = of two rows, one to which it happened and one to which it did not, it puts { PERCENT($auroc, digits: 0) } in the right order; by chance half (AUROC { NUMBER($auroc, digits: 3) }, { NUMBER(LOW($auroc), digits: 3) } to { NUMBER(HIGH($auroc), digits: 3) }); clear is three standard errors above a half

check-simple =
    .name = Better than a plain weighted sum of the columns
    .detail = more pairs in the right order than a logistic regression puts: { NUMBER($difference, digits: 3) } ({ interval-three }); where that is not above 0, the simple model does as well

check-calibration =
    .name = Probabilities come near what happens
    .detail = { $off ->
        [no] predicted and observed are { $average } apart on average, and in no part by more than a quarter beyond chance
       *[yes] predicted and observed are { $average } apart on average; in one part { PERCENT($predicted) } was predicted and it happened to { PERCENT($observed) } ({ INTERVAL($observed) })
    }

check-leaks =
    .name = No column knows too much
    .detail = { $found ->
        [none] none was found
        [told] left out: { $names }; had that been kept, validation would have pretended an AUROC of { NUMBER($high, digits: 2) } in place of { NUMBER($low, digits: 2) }
       *[some] left out: { $names }
    }

check-shift =
    .name = No great change is found in how often it happens
    .detail = { PERCENT($before) } of the rows learned from, { PERCENT($after) } of those tested on; great is a change by a quarter or more, beyond chance

check-when =
    .name = It tells when, better than the same curve for all
    .detail = its curves are off by less than the one curve for all (Kaplan-Meier): { NUMBER($difference, digits: 3) } ({ interval-three })

check-saved =
    .name = The saved model is the tested one
    .detail = read back from its files, it gives the same probabilities to the last digit

## Limits

limit-simulated = The data is simulated: the figures say nothing about a real shop.
limit-nothing = Nothing was learned and nothing was tested.
limit-persuaded = A score says who is likely, not who can be persuaded: only a control group shows what contacting them changes.
limit-shift = It happened in { PERCENT($before) } of the rows learned from and in { PERCENT($after) } of those tested on ({ INTERVAL($shift) } apart): probabilities learned earlier are off, the ranking less so.
limit-lot = Rows to test on were drawn by lot among all: whether it happens as often later, and to the same people, was not tested.
limit-gone = To { $n } of the { $m } rows it has happened already: they teach and test, and cannot be contacted. What the others will do is foreseen from them, not seen.
limit-tuning = Tuning ran out of time: a faster machine may choose otherwise.
limit-hindsight = When it happens is learned from what is known at the end, as if it had been so all along: what comes with time, such as a longer contract, looks safer than it is.
limit-early = It is taken that the table also holds those who left early; if it only holds recent ones, name with entered since when each was watched.
limit-beyond = Times beyond { $time } are not tested.
limit-no-time = { $n } rows have no time and are left out of the view of when.

# A sentence out of a note
limit-note = { UPPER_FIRST($note) }.

## What is kept, and the model's card

file =
    .scores = Score of each customer, how it was made and why; whom to contact, where advised (CSV)
    .model = The model: encoding and calibration
    .trees = The model: trees, as LightGBM's text
    .contract = Columns the model needs
    .profile = How columns and scores were spread on validation

card =
    .title = Model card: { $event }
    .purpose = { $origin ->
        [flat] Predicts the probability that { $target }, for each row of the flat table, from what its other columns say.
       *[orders] Predicts the probability of { $event }, for customers who ordered in the last { $active } days, from what is known of them at a date.
    }
    .profit = Profit per row tested on, { $values }
    .learned = Learned from { $n } rows, tested once on { $m } others.
    .slices = Ranking (AUROC)

# What scores are meant for
use =
    .churn = Choosing whom to offer something so that they stay.
    .propensity = Choosing whom to send an offer to.
    .response = Choosing whom to contact in the next campaign.

use-order = Choosing in order of score, from the probability at which a contact pays.

misuse =
    .effect = Saying what a contact changes: that takes a control group drawn by lot.
    .persons = Decisions about credit, prices or access of single persons.

card-detail =
    .model = Model
    .columns = Columns
    .left-out = Left out
    .threshold = Contact from a probability of
    .as-of = Scored as of
