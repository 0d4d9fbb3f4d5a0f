# What the templates of development say alike. A file beside a notebook, such as regression.en.ftl, replaces what it names, for that notebook.

## Orders and the flat table

source-no-orders = there are no orders to learn from
source-misdated =
    .early = as_of is { $day }, and the first order is of { $first }: give a later date
    .late = as_of is { $day }, and the last order is of { $last }: nothing is known of the time between; give an earlier date
source-no-rows = the table has no rows
# $near suggests another column; it begins with a semicolon
source-column =
    .absent = there is no column '{ $name }'{ $near }
    .personal = column '{ $name }' holds data of people, which are hidden; if it does not, say so: data.personal: {"{"}'{ $name }': none{"}"}
    .gaps = column '{ $name }': every row needs a time
    .timeless = column '{ $name }' holds neither dates nor numbers that say when a row was

## The split

too-few-rows = rows: { $n }; learning and testing a model needs { $least } or more
too-few-subjects = different subjects: { $n }; learning and testing a model needs { $least } or more; give another column as subject, or none

## What is wrong with a column; follows its name and a colon

column-fault =
    .excluded = left out, as the engagement says
    .empty = no row has a value
    .constant = every row has the same value
    .identifier = names each row ({ $distinct } values in { $n } rows): nothing to learn from
    .numeric-text = text, though { PERCENT($share) } of it are numbers: it is read as text until the other cells, such as { $examples }, are put right
    .infinite = { $n } infinite values count as missing
    .many-levels = { $n } different texts, too many to learn from
    .cut-levels = { $n } different texts: the { $most } commonest are told apart, the rest are one
    .duplicate = says the same as “{ $other }” in every row
    .always = has values that never come without the target ({ $n } rows): known afterwards
# A column that alone tells the target; $value is how well, $second the next best column's
column-telling =
    .disguise = tells the target almost without fault ({ NUMBER($value, digits: 3) }): it is the target by another name
    .leak = knows too much (alone { NUMBER($value, digits: 3) }): hardly known in time
    .afterwards = by its name known only afterwards, and telling (alone { NUMBER($value, digits: 3) }; next best { NUMBER($second, digits: 3) })
    .ahead = knows too much (alone { NUMBER($value, digits: 3) }; the next best column { NUMBER($second, digits: 3) })
    .suspect = tells far more than any other (alone { NUMBER($value, digits: 3) }; next best { NUMBER($second, digits: 3) }): make sure it is known in time
column-more = { $n } more

## Tuning

tuning-none = Not tuned: the defaults were taken (a budget of trials can be given).
tuning-done = { $stopped ->
    [yes] { $n } of { $planned } settings were tried before time ran out
   *[no] { $n } settings were tried on validation rows
}; { $better ->
    [yes] the best reached { NUMBER($best, digits: 4) } against { NUMBER($first, digits: 4) } of the defaults.
   *[no] none was better than the defaults.
}

## Trees

trees-see = Of { $columns } columns, with one for each value of a text, trees learn from at most { $most }: those that alone tell most of the rows that each model learns from.

## How models were compared

compared =
    .value = { $n } test rows, percentile bootstrap with { $draws } resamples
    .difference = paired difference on { $n } test rows, bootstrap with { $draws } resamples
# $text is a difference in words
compared-demanded = { $text }; asked for are three standard errors above 0

## The model that is kept, and its card

saved-unreadable = belongs to a saved model, and cannot be read; save the model again
saved-other = is no saved model of this kind; save the model again
saved-file =
    .card = Model card: what the model is for, how good it is, its limits
    .card-json = Model card, for programs
saved-column =
    .absent = column '{ $name }' is missing
    .texts = column '{ $name }' must hold numbers (got '{ $example }')
saved-card =
    .use = Meant for
    .misuse = Not meant for
    .data = What it learned from
    .metrics = How good it is
    .slices = In parts of the customers{ $of ->
        [none] {""}
       *[other] : { $of }
    }
    .limits = Limits
    .details = Particulars
    .simulated = The data is simulated.
    .seed = Seed
    .figure = Figure
    .value = Value
    .interval = Interval (95%)
saved-interval = { $low } to { $high }
