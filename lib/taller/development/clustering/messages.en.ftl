# What clustering says. A file beside the notebook, clustering.en.ftl, replaces what it names.

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
