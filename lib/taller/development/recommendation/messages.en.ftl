# What recommendation says. A file beside the notebook, recommendation.en.ftl, replaces what it names.

## Names that stand in tables, charts and the model card

model =
    .ease = Item-to-item (EASE)
    .als = Factors (ALS)
    .copurchase = Bought together
    .popularity = Best-sellers

# A model in the test, in the later window or on pairs held out at random
tested =
    .time = { $model }, in time
    .random = { $model }, at random

# How a model was set; the parts are joined by commas
setting =
    .regularisation = regularisation { $value }
    .dropout = dropout { $value }
    .factors = factors { $value }
    .alpha = confidence { $value }
    .user_weight = weight of long histories { $value }
    .user_side = towards customers { $value }
setting-trend = best-sellers { NUMBER($weight, digits: 1) }
setting-events = with looks and carts
setting-fading = counting half after { NUMBER($days) } days

measure =
    .ndcg = nDCG
    .map = MAP
    .precision = Precision
    .recall = Recall
    .hit = At least one hit
    .novelty = Novelty (bits)
    .diversity = Diversity

# Of the customers
part =
    .warm = with earlier purchases
    .cold = without earlier purchases

# How an estimate was made
method =
    .mean = mean of { $n }, percentile bootstrap with { $draws } resamples
    .difference = mean difference of { $n } pairs, bootstrap with { $draws } resamples
method-counted = counted over { $n } lists
method-new-items = mean over { $n } items treated as new, { $customers } customers, bootstrap over items

## What is learned from

nothing = Not assessed.
not-assessed = Not assessed: { $reason }.

# Why nothing can be learned
reason =
    .orders = there are no orders, and suggestions are learned from purchases
    .days = orders go from { $first } to { $end }: learning and testing need { $need } days; a smaller horizon_days needs fewer
    .items = items that the orders tell apart: { $n }; a choice needs at least two, and item_id says which was bought
    .customers = customers who bought in the last { $days } days: { $n }; measuring needs { $need }
    .new = nobody bought anything new in the last window

# What the data lacks, and what is done without it; joined by semicolons
lacking =
    .looks = no looks or carts of named customers: purchases alone are learned from
    .categories = no categories or brands: items that nobody bought cannot be suggested
    .stock = no stock: items that are sold out may be suggested
    .costs = no costs: margins are not known

histories =
    .caption = What customers bought, as of three days
    .at = As of
    .customers = Customers with purchases
    .items = Items sold
    .pairs = Pairs bought
    .use = Used to
histories-use =
    .validation = choose the model
    .test = test it once
    .now = make the lists

## Choosing the model

tried =
    .caption = Chosen on validation
    .model = Model
    .settings = Settings
    .ndcg = nDCG on validation
    .chosen = Chosen
    .yes = yes
    .note = { $n } settings, on what { $customers } customers bought in the window before the test's. Higher is better; 1 would be a perfect list.{ $items ->
        [none] {""}
       *[other] {" "}As the catalogue is large, settings are compared on its { $items } most bought items.
    }

## The test

accuracy =
    .title = { $better ->
        [yes] Lists of their own foresee purchases better than the best-sellers
       *[no] No model is shown to foresee purchases better than the best-sellers
    }
    .subtitle = { $in_time } customers in time, { $at_random } at random; lines are 95% intervals
    .axis = nDCG of the list (1: a perfect list)
    .head = Model

measures =
    .caption = The test, under two protocols
    .model = Model
    .ndcg = { measure.ndcg }
    .map = { measure.map }
    .precision = { measure.precision }
    .recall = { measure.recall }
    .hit = { measure.hit }
    .note = In time: what { $n } customers{ $of ->
        [none] {""}
       *[known] , drawn by lot from { $of },
    } bought in the last { $days } days. At random, as published figures are made: a quarter of all pairs held out, which flatters every model. With 95% intervals; all models on the same customers, and before the rules of the business. nDCG and MAP: how high in the list what was bought stands, 1 is a perfect list. Precision: share of the suggestions that were bought. Recall: share of what was bought that was suggested.

differences =
    .caption = { $model } against the naive answers
    .measure = Measure, in time
    .popularity = Over the best-sellers
    .copurchase = Over bought together
    .note = Paired differences with 95% intervals.

breadth =
    .caption = How broad the lists are, in time
    .model = Model
    .novelty = { measure.novelty }
    .diversity = { measure.diversity }
    .items = Share of the items
    .note = Novelty: how few customers bought what is suggested; a bit more is half as many. Diversity: 0 where a list's items have the same buyers, 1 where they share none. Last: share of the items sold before that is suggested to somebody, counted.

# By what customers had bought before; the better part, if one is
parts =
    .title = { $better ->
        [warm] Lists are better for customers who bought before
        [cold] Lists are better for customers who never bought
       *[neither] Lists are not clearly better or worse for customers who never bought
    }
    .subtitle = Customers by what they had bought before the test; without a history, the best-sellers are suggested
    .axis = { accuracy.axis }
    .head = Customers
parts-label = { $part } ({ $n })
parts-too-few = Customers without earlier purchases are too few to be measured apart.

## The lists, under the rules of the business

no-lists = Nobody has a list of their own, as none is shown to be better.

broader =
    .caption = What showing more items costs
    .breadth = Breadth
    .ndcg = { measure.ndcg }
    .change = Change
    .items = Share of the items
    .known = Suggestions of the best-known tenth
    .note = Under the rules, for { $n } customers of the test. The knob is recommendation.breadth: the more of it, the more well-known items give way to others. Last: share of the suggestions that go to the tenth of the items with most buyers.
broader-none = There are no lists of a model to broaden.

lists =
    .caption = What is suggested most
    .item = Item
    .category = Category
    .customers = Customers
    .share = Share of customers
    .note = { $own ->
        [yes] { $n } customers have a list, { $items } items are in one at least. Left out by the rules: { $left_out } items.
       *[no] The best-sellers, less what each bought before.
    } { $rules }

rules = Rules: { $rules }.
rule =
    .name = at most { $n } of one name
    .category = at most { $n } of one category
    .margin = margin weighs { NUMBER($weight, digits: 1) }
    .breadth = breadth weighs { NUMBER($weight, digits: 2) }
    .diversity = diversity weighs { NUMBER($weight, digits: 1) }
    .repeat = what was bought may come again
    .repeat-categories = what was bought of { $categories } may come again
    .no-repeat = nothing that was bought before

categories =
    .title = “{ $category }” is { PERCENT($suggested, digits: 0) } of suggestions and { PERCENT($sold, digits: 0) } of recent purchases
    .subtitle = Bars: suggestions; strokes: recent purchases
    .axis = Share of all suggestions
    .head = Category
categories-sold = Share of recent purchases
categories-none = The items have no categories, so lists cannot be told apart by them.
# An item's category where it has none
no-category = none

## Because you bought …

examples =
    .caption = Suggestions and reasons: examples
    .customer = Customer
    .bought = Bought before
    .suggested = Suggested
    .because = Because of
    .note = First three of each list, and up to three of the purchases. The file has all. A reason stands only where whoever had the one bought the other clearly more often.
examples-looked = { $item } (looked at)
examples-no-reason = no single purchase
examples-none = Nobody has a list of their own, so there are no reasons to show.

## Items that nobody bought yet

new-items =
    .caption = Items that nobody bought yet
    .item = New item
    .near = Most like
    .customers = Customers it suits
new-items-unplaced = Items that nobody bought yet cannot be placed: there are no categories or brands, or no model.
new-items-none = Every item of the catalogue has been bought.
new-items-untold = Nobody is named for new items: whom they suit is not shown to be told better than by chance.
# Follows the others; the strange signs keep the interval on one line
new-items-trial = For items treated as if they were new, a later buyer ranks before another customer in { PERCENT($found, digits: 0) } of pairs ({ PERCENT(LOW($found), digits: 0) }{ "\u2060–\u2060" }{ PERCENT(HIGH($found), digits: 0) }; 50% is chance).

## Headline and key figures

tested-people = { $of ->
        [none] the { $n } customers who bought something new to them
       *[known] { $n } customers, drawn by lot from the { $of } who bought something new to them,
    }
headline = { $best ->
    [model] With { $k } suggestions each, { PERCENT($hit, digits: 0) } of { tested-people } in the { $days } days tested would have found some of it: { NUMBER($more, digits: 1) } more of 100 than with the best-sellers ({ NUMBER($low, digits: 1) } to { NUMBER($high, digits: 1) }).
    [popularity] No model is shown to foresee what customers buy better than the best-sellers, in which { PERCENT($popular, digits: 0) } of { tested-people } in the { $days } days tested would have found some of it; suggest these.
   *[none] No signal here: for { tested-people } in the { $days } days tested, neither a model nor the best-sellers are shown to be better than items drawn by lot.
}

figure =
    .popular = Customers who would have found something among the best-sellers
    .hit = Customers who would have found something in their list
    .more = Customers more than with the best-sellers, of all
    .precision = Suggestions that came true
    .recall = Purchases that were suggested
    .coverage = Items suggested to somebody

## Decisions

decision-give =
    .what = Give what is missing to tell what to suggest, and run again
    .owner = Data owner
    .effect = then it can be said what to suggest to whom
    .measured = the next run of this analysis, with what is missing in it

decision-lists =
    .what = { $others ->
        [0] Use the lists of the { $n } customers in e-mails and in the shop
       *[other] Use the lists of the { $n } customers of whom something is known, in e-mails and in the shop; show the other { $others } the best-sellers
    }
    .owner = CRM
    .effect = in the test, { NUMBER($more, digits: 1) } more of 100 customers would have found something they bought than with the best-sellers ({ NUMBER($low, digits: 1) } to { NUMBER($high, digits: 1) })
    .measured = sales with the lists against a tenth of customers drawn by lot who see the best-sellers, after { $days } days

decision-trial =
    .what = Show the best-sellers to a tenth of customers drawn by lot, and compare sales
    .owner = CRM
    .effect = shows what suggestions sell, which no past purchase can
    .measured = sales with the lists against sales with the best-sellers, after { $days } days

decision-again =
    .what = Make the lists again each week
    .owner = Data owner
    .effect = { $stocked ->
        [yes] stock, new items and last purchases count at once
       *[no] new items and last purchases count at once
    }
    .measured = sales by lists of this week against lists of last week, customers drawn by lot

decision-broaden =
    .what = Consider showing more of the shop (lists with a breadth of { NUMBER($breadth, digits: 2) })
    .owner = E-commerce
    .effect = in the test, somebody was shown { PERCENT($after, digits: 0) } of the items, and not { PERCENT($before, digits: 0) }; it cost at most { PERCENT($cost, digits: 1) } of how well the lists foresee purchases
    .measured = sales to customers shown more of the shop against others, drawn by lot

decision-new-items =
    .what = { $n ->
        [one] Present the one new item to the customers named for it
       *[other] Present the { $n } new items to the customers named for them
    }
    .owner = CRM
    .effect = new items get their first buyers, from whom the model then learns
    .measured = first sales of these items, against customers drawn by lot

decision-best-sellers =
    .what = Suggest the best-sellers to everybody, and no model yet
    .owner = Marketing director
    .effect = in the test, { NUMBER($more, digits: 1) } more of 100 customers would have found something they bought than among items drawn by lot ({ NUMBER($low, digits: 1) } to { NUMBER($high, digits: 1) })
    .measured = sales with the best-sellers shown and without, customers drawn by lot

decision-otherwise =
    .what = Choose what to show by margin, stock or season, not by past purchases
    .owner = Marketing director
    .effect = past purchases are not shown to tell what is bought next
    .measured = sales by each way of choosing, customers drawn by lot

## Checks

check-popularity = Better than the best-sellers
check-copurchase = Better than what is bought together
check-difference = nDCG (how high in the lists what was bought stands; 1 is a perfect list) less the other's, on the same customers: { NUMBER($found, digits: 3) } ({ NUMBER(LOW($found), digits: 3) } to { NUMBER(HIGH($found), digits: 3) })
check-itself = it is the naive answer itself

check-lot =
    .name = The best-sellers find more than items drawn by lot
    .detail = { NUMBER($more, digits: 1) } more of 100 customers would have found something ({ NUMBER($low, digits: 1) } to { NUMBER($high, digits: 1) })

check-rules =
    .name = The rules cost little accuracy
    .detail = under the rules nDCG is { NUMBER($ruled, digits: 3) }, without them { NUMBER($free, digits: 3) } (how high in the lists what was bought stands; 1 is a perfect list)

check-saved =
    .name = The saved model is the one that made the lists
    .detail = read back from its files, it gives the same scores to the last digit

## Limits

limit-simulated = The data is simulated: the figures say nothing about a real shop.
limit-nothing = Nothing was learned and nothing was tested.
limit-bought = What was bought is measured, not what a suggestion would have sold: customers may have bought it anyway.
limit-shown = Purchases followed what the shop showed; items that were never shown look unwanted.
limit-stock = Stock is that of the file; a list is to be made again when it changes.
limit-new-customers = { $known ->
    [looks] { $n } of the { $tested } tested customers had bought nothing before: whoever has not even looked gets the best-sellers.
    [purchases] { $n } of the { $tested } tested customers had bought nothing before, and were shown the best-sellers.
   *[nothing] All { $tested } tested customers were new: no purchase of theirs could tell what they buy next.
}
# What the data lacks, as a sentence
limit-lacking = { UPPER_FIRST($lacking) }.

## What is kept

artifact =
    .suggestions = Suggestions and reasons of each customer (CSV)
    .best-sellers = The best-sellers, the most bought first (CSV)
    .new-items = New items and the customers they suit (CSV)
    .model = The model, as plain arrays
    .contract = What the model needs of a history
    .profile = How histories and scores were spread

card =
    .title = Suggestions for each customer
    .purpose = { $better ->
        [yes] Says which { $k } items a customer is likeliest to buy next that they have not bought yet.
       *[no] Says what sells best: no model is shown to foresee purchases better.
    }
    .data = Learned from { $pairs } purchases of { $customers } customers before { $day }; tested once on what { $tested } customers bought in the { $days } days after it, then fitted to all.
card-use =
    .choosing = Choosing what to show in a shop, an e-mail or a call
    .none = None: the test does not show it to be better than items drawn by lot
card-misuse =
    .effect = Estimating what a suggestion sells: only a trial with a control group tells
    .people = Prices, credit or anything else that treats people differently
card-coverage = Share of the items that is suggested to somebody
card-part = nDCG, { $part }
card-details =
    .model = Model
    .settings = Settings
    .items = Items
    .made = Made at
