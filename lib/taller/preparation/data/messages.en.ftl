# What the data page says. A file beside the notebook, data.en.ftl, replaces what it names.

## Names

# Tables, as a client calls them
table =
    .orders = Orders
    .customers = Customers
    .items = Products
    .events = Events
    .sessions = Visits
    .spend = Advertising spend
    .accounts = Accounts
    .subscriptions = Subscriptions
    .usage = Use of the product
    .tickets = Requests to support
    .campaigns = Campaigns by account
    .texts = What customers write
    .regions = Sales by region
    .flat = Flat table
    .trials = Experiments

# Dimensions of quality
dimension =
    .completeness = Filled in
    .validity = Valid
    .uniqueness = Without repetitions
    .consistency = Consistent
    .timeliness = Up to date

# Columns, within what was found of them: "price: zero"
column =
    .transaction_id = order number
    .user_id = customer
    .user_pseudo_id = device
    .session_id = visit
    .item_id = product
    .item_name = product name
    .item_category = product category
    .event_name = event name
    .event_timestamp = date
    .created_timestamp = date of registration
    .ended_timestamp = date the account was closed
    .delivered_timestamp = date of delivery
    .session_start = start of the visit
    .session_end = end of the visit
    .date = date
    .quantity = quantity
    .price = price
    .value = amount
    .tax = tax
    .refund = money given back
    .shipping = shipping
    .currency = currency
    .country = country
    .region = region
    .city = town
    .cost = cost
    .impressions = times shown
    .clicks = clicks
    .stock = stock
    .campaign = campaign
    .device_category = kind of device
    .accepts_marketing = consent to marketing
    .account_id = account
    .subscription_id = subscription
    .ticket_id = request
    .start_timestamp = start
    .closed_timestamp = date it was solved
    .seats = seats
    .mrr = monthly recurring revenue
    .arr = yearly recurring revenue
    .churned = whether it left
    .plan = plan
    .feature = feature
    .action = what was done
    .satisfaction = satisfaction
    .priority = priority
    .billing_period = billing period
    .industry = line of business

# What lowers a score; said alone in a table, and within "find out how there can be …"
evidence =
    .empty = { $column }: empty
    .unreadable = { $column }: cannot be read
    .future = { $column }: in the future
    .before_1990 = { $column }: before 1990
    .zero = { $column }: zero
    .negative = { $column }: below zero
    .fraction = { $column }: not a whole number
    .too_large = { $column }: too large to be true
    .no_currency = { $column }: not a currency code
    .duplicate_row = rows that repeat an earlier one
    .duplicate_key = second rows for the same key
    .several_customers = orders with several customers
    .several_days = orders spread over several days
    .several_currencies = orders in several currencies
    .without_purchase = cancellations without an earlier purchase
    .unknown_to_table = named by orders, but missing from this file
    .unknown_item = products that the product file lacks
    .tax_beyond_value = tax greater than the amount itself
    .refund_beyond_value = more given back than was paid
    .purchase_without_order = purchases without an order number
    .more_clicks_than_shown = more clicks than times shown
    .cost_without_clicks = money spent without being shown or clicked
    .cost_beyond_price = products that cost more than their price
    .ends_before_it_starts = an end before its start
    .closed_before_opened = something closed before it was opened
    .unknown_customer = customers that the customer file lacks
    .before_sign_up = dates before the customer’s registration
    .after_end = dates after the customer’s account was closed
    .head_without_lines = orders without any line
    .lines_differ_from_head = orders whose lines do not come to their total
    .value_is_no_product = lines whose amount is not units by price
    .unknown_order = order numbers that the orders lack
    .back_before_ordered = goods or money given back before they were ordered
    .delivered_before_ordered = deliveries before the order
    .unknown_account = accounts that the file of accounts lacks
    .before_subscription = use of the product before the account’s first subscription
    .after_subscription = use of the product after the account’s last subscription ended
    .never_used = accounts that pay and of which no use is told
    .year_is_no_twelve_months = revenue of a year that is not twelve times that of a month
    .churned_without_end = subscriptions said to have left, without a date of end

# In place of a number of people so few that they could be told from one another
few = under { $n }

## Headline

headline =
    .without-units = { $used }, but without units, so what was sent back counts as sold
    .simulated = Simulated data: { $used }
    .no-product = { $used }, but in { $n } of { $asked } lines the amount is not units by price ({ MONEY($told) } against { MONEY($made) })
    .contradicted = { $used }, but the tables contradict each other ({ $what })
    .without-orders = { $used }; there are no orders, so there is no money to add up
    .uncompared = { $used }; the totals still have to be held against your own
    .agreed = { $n ->
        [one] The totals agree with your own figures in { $month }, and { $used }
       *[other] The totals agree with your own figures in all { $n } months, and { $used }
    }
    .differing = The totals do not agree yet: for { $month }, the data has { $ours } and your figures { $theirs } as { $figure }

# Within the headline
used = { $all ->
    [yes] every row that should count could be used
   *[no] { $rows ->
        [none] none of the rows could be used
       *[other] { $sales ->
            [none] { $rows } of the rows that should count could be used
           *[other] { $rows } of the rows and { $sales } of the sales could be used
        }
    }
}
contradiction = { $table }: { $what }, in { $n } of { $asked } cases

## Figures

figure =
    .rows_used = Rows that could be used
    .money_used = Sales that could be used
    .net_sales = Net sales in the data
    .months_agreeing = Months that agree, of { $n }
    .age = Age of the newest row

# How each figure was found
method =
    .rows_used = counted: rows used, of those that should count
    .money_used = added up to the cent: gross sales used, of those that should count and have an amount
    .net_sales = added up to the cent
    .months_agreeing = counted, of the { $n } months compared
    .age = days to the day of the run

## Checks

check-rows =
    .name = Every row is accounted for
    .detail = rows used and rows left out are the rows read, in every table
check-bridge =
    .name = The bridge from the files to the figures closes
    .detail = to the cent, reason by reason
check-totals = The totals are yours
check-returns =
    .name = What was sent back is told from sales
    .detail = no column of units was given: each line counts as one unit sold
check-gaps =
    .name = No unusual gap
    .detail = { $n ->
        [0] {""}
        [one] { $n } gap found
       *[other] { $n } gaps found
    }

## Limits

limit-simulated = The data is simulated: it shows what this page looks like.
limit-unvalued = { $n } lines have no amount that can be read, so they are in no sum of money here.
limit-unseen = A row that looks right and is wrong cannot be told by looking at it; only your own totals can tell.
limit-gaps = A gap may have a good reason, such as a holiday or a closure; only you can tell.
limit-people = Personal data is recognised by a column's name and content; a name in free text may not be.

## Files

artifact =
    .totals = All monthly totals, with your own beside them (CSV)
    .understood = How each of your columns was understood (CSV)

## What to mend

# Who can mend a table at the client's
owner =
    .finance = Finance
    .orders = Whoever runs the shop system
    .items = Whoever runs the shop system
    .customers = Whoever runs the CRM
    .events = Whoever runs web analytics
    .sessions = Whoever runs web analytics
    .spend = Whoever buys advertising
    .accounts = Whoever runs the CRM
    .subscriptions = Billing
    .usage = Product team
    .tickets = Support
    .campaigns = Whoever runs the CRM
    .texts = Support
    .regions = Whoever answers for sales
    .flat = Whoever exports the data
    .trials = Whoever runs the experiments

fix-worth =
    .measured = the next run, on what is sent then
    .period = in these data
    .population = the rows concerned
    .method = sum of the amounts of these rows, counted
fix-differing =
    .what = Settle with us why the totals differ, before anything else is used
    .effect = { $reason ->
        [none] Until then no figure of this project can be relied on
       *[other] { $reason }
    }
fix-uncompared =
    .what = Send us your own monthly totals, so that these can be held against them
    .effect = Only then is it proven that nothing is missing
fix-returns =
    .what = Orders: tell us which column holds the units, or export it
    .effect = Until then each line counts as one unit, and one that was sent back as sold
fix-alike =
    .what = Orders: export each line's own number too, or the order's subtotal or total
    .effect = { $n ->
        [one] { $n } order has lines told alike, which count once: they may be repetitions or not
       *[other] { $n } orders have lines told alike, which count once: they may be repetitions or not
    }
fix-purchases =
    .what = Orders: export the purchases as well
    .effect = The export of events holds none, so there is no money to add up
fix-amounts =
    .what = Orders: tell us which amount is meant, the line’s own or units by price
    .effect = In { $n } of { $asked } lines they differ: { MONEY($told) } against { MONEY($made) }. The line’s own counts here
fix-status =
    .what = Orders: tell us whether “{ $status }” is a sale
    .effect = { $n ->
        [one] { $n } row with it counts as a sale: { MONEY($worth) }
       *[other] { $n } rows with it count as sales: { MONEY($worth) }
    }
fix-faults =
    .what = { $table }: complete or correct the rows concerned ({ $why })
    .effect = { $n ->
        [one] { $n } row more could be used
       *[other] { $n } rows more could be used
    }{ $worth ->
        [none] {""}
       *[other] , worth { MONEY($worth) }
    }
fix-summaries =
    .what = { $table }: export without rows of totals
    .effect = { $n ->
        [one] { $n } row with { MONEY($worth) } is the sum of others: left out here, it would count twice
       *[other] { $n } rows with { MONEY($worth) } are the sum of others: left out here, they would count twice
    }
fix-gap =
    .what = { $table }: find out whether rows are missing ({ $period })
    .effect = { $n ->
        [one] If nothing was closed then, about { $n } row is missing, going by the days around it
       *[other] If nothing was closed then, about { $n } rows are missing, going by the days around it
    }{ $others ->
        [0] {""}
        [one] ; { $others } other gap is smaller
       *[other] ; { $others } other gaps are smaller
    }
fix-assumed =
    .what = { $table }: confirm what had to be assumed ({ $kinds })
    .effect = If it is wrong, dates or amounts are too
fix-stale =
    .what = { $table }: export again
    .effect = The newest row is of { $day }, { $age } days old
fix-contradiction =
    .what = { $table }: find out how there can be { $what }
    .effect = { $n } cases, { PERCENT($share) } of those looked at{ $worth ->
        [none] {""}
       *[other] , worth { MONEY($worth) }
    }

## Totals

totals =
    .caption = What is used, month by month
    .month = Month
    .orders = Orders
    .lines = Lines
    .units = Units
    .gross = Gross
    .refunds = Given back
    .net = Net
    .shipping = Shipping
    .total = Total
    .tax = Tax
    .customers = Customers
    .note = Amounts in { $currency }. Net: sales less cancellations, returns and refunds. Units: those sold.
totals-nothing = There are no orders, so there are no totals to compare.
part-year = { $year } ({ $n } months)

differences =
    .caption = Where the totals differ: { $figure }
    .month = Month
    .ours = In the data
    .theirs = In your figures
    .difference = Difference
    .relative = Relative
    .verdict = Verdict
    .note = Allowed: { PERCENT($tolerance, digits: 2) }.{ $others ->
        [none] {""}
       *[other] {" "}Also differing: { $others }.
    }{ $agreeing ->
        [none] {""}
       *[other] {" "}In agreement: { $agreeing }.
    }
differences-simulated = The data is simulated: there are no figures of yours to hold against it.
verdict =
    .differs = differs
    .partial = part of the month
figure-months = { $figure } ({ $n } months)

totals-chart =
    .ours = In the data
    .theirs = In your figures
    .month = Month
    .figure = { UPPER_FIRST($figure) }
totals-title =
    .alone = { UPPER_FIRST($figure) } month by month
    .agrees = { UPPER_FIRST($figure) } is the same in the data and in your figures
    .differs = { UPPER_FIRST($figure) } differs most in { $month }, by { PERCENT($share) }

## From the files to the figures

bridge =
    .caption = From the files to the figures
    .step = Step
    .lines = Order lines
    .amount = Amount
    .note = Each line counts once, under the reason that decides. Amount: net of what was given back.{ $unvalued ->
        [0] {""}
       *[other] {" "}{ $unvalued } of the lines left out have no amount that can be read.
    }
bridge-nothing = There are no orders, so there is nothing to add up.
step =
    .file = All lines in the files
    .others = Other reasons
    .used = What is used

bridge-chart =
    .title = { $below ->
        [yes] { MONEY($used) } is used; the files hold { MONEY($whole) }, since what was left out is below zero
       *[no] { MONEY($used) } of the { MONEY($whole) } in the files is used
    }
    .aside = Left out on purpose
    .faulty = Not usable
    .axis = Amount, net of what was given back
    .step = Step
    .amount = Amount

## What the money is made of

money =
    .caption = What the money is made of
    .what = What the file holds
    .rows = Rows
    .amount = Amount
    .counts = Counts as a sale
    .note = All rows, except repetitions and rows of totals. An amount sold and then cancelled counts with both signs. Of a column that is not used: the sum of its cells.
money-nothing = No status of orders is used, no amount contradicts another, and no column of money is left unused.
status =
    .named = Status “{ $name }”
    .empty = (empty)
    .others = Other statuses
amounts =
    .told = Amount of lines that is not units by price
    .made = The same lines, units by price
    .unused = Column “{ $name }”, not used
counts = { $sale ->
    [yes] yes
    [no] no
   *[none] not told apart
}
to-confirm = yes, but please confirm

## What became of every row

rows =
    .caption = What became of every row
    .table = Table
    .read = Rows read
    .used = Used
    .aside = Left out on purpose
    .faulty = Not usable
    .share = Usable share
    .note = Left out on purpose: repetitions, test orders, orders that are no sales, postage. Usable share: of the rows that should count.
made-table = { $table } (made from other tables)

reasons =
    .caption = Why rows are not used, and what was treated
    .table = Table
    .what = What was noticed
    .became = So the rows are
    .rows = Rows
    .share = Share
    .note = A row with two faults counts under both here. None is thrown away: rows not used are kept as they came, apart from the rest.
reasons-nothing = Every row is used as it came.
# After "so the rows are"
became =
    .aside = left out on purpose
    .faulty = not usable
    .used = used

## How the files were understood

understood =
    .caption = How your files were understood
    .what = What
    .value = Understood as
    .table = Table
    .columns = Your columns
    .how = How we know
understood-nothing = Nothing had to be found out: the data comes in a known form.
detected =
    .encoding = Character encoding
    .delimiter = Column separator
    .header_row = Row with the column names
    .sheet = Sheet
    .other_sheets = Sheets not read
    .parts = Number of files
    .format = Kind of file
    .decimal = Decimal mark
    .thousands = Thousands mark
    .currency_sign = Currency sign
    .dates = Dates
    .timezone = Time zone
    .booleans = Yes and no
    .files_read = Files read
    .files_not_read = Files not read
    .heads = Orders, joined to their lines
    .channels = Channels, each in a column of its own
    .packs = Head rows of packs, whose money their products share
    .repeated_headers = Repeated header rows, left out
    .absent_in = Column missing in
    .cells_not_read = Cells that are no number or date, left empty
    .arm_named = Versions spelt or named otherwise
how =
    .found = found in the file
    .given = set for this project
    .assumed = assumed: please confirm
mark =
    .tab = tab
    .comma = comma ( , )
    .semicolon = semicolon ( ; )
    .point = point ( . )
    .bar = bar ( | )
    .space = space
    .apostrophe = apostrophe ( ' )
# Dates that are written as a number
clock =
    .seconds = seconds since 1970
    .milliseconds = milliseconds since 1970
    .excel = days as Excel counts them
# Letters that stand for the parts of a date, as in DD/MM/YYYY
letters =
    .day = DD
    .month-name = MON
    .year = YYYY
    .short-year = YY

## Quality

scores =
    .caption = How good the data is (100% is faultless)
    .table = Table
    .completeness = { dimension.completeness }
    .validity = { dimension.validity }
    .uniqueness = { dimension.uniqueness }
    .consistency = { dimension.consistency }
    .timeliness = { dimension.timeliness }
    .note = Counted over all rows, so without intervals, and rounded down. A dash: nothing there to judge.

faults =
    .caption = What lowers the scores
    .table = Table
    .aspect = Aspect
    .what = What was found
    .cases = Cases
    .share = Share
    .amount = Amount
    .examples = Such as
    .pseudonyms = Keys of people are shown as pseudonyms.
faults-nothing = Nothing lowers the scores.

## Over time

rows-title =
    .whole = No unusual gap in any table
    .holes = { $table }: no rows ({ $period }){ $shorter ->
        [0] {""}
        [one] , and { $shorter } shorter gap
       *[other] , and { $shorter } shorter gaps
    }
rows-chart =
    .subtitle = Height: rows, against the table's fullest month or week. Orange: unusual gaps.{ $early ->
        [0] {""}
       *[other] {" "}Not drawn: { $early } customers from before { $day }.
    }
    .table = Table
    .start = from
    .rows = Rows
    .hole = No rows
    .expected = Rows expected

faults-chart =
    .title = Lowest point: { $what }, { PERCENT($score) } in { $period }
    .subtitle = Only what ever falls below { PERCENT($faultless, digits: 0) }; darker is worse.
    .fault = Share that is faulty
    .table = Table
    .period = Period
    .rows = Rows
faults-chart-dateless = No table has dates, so nothing can be told over time.
faults-chart-faultless = In every month, every table is at least { PERCENT($faultless, digits: 0) } faultless.
week = the week of { $day }

## Personal data

people =
    .caption = Personal data, and what was done with it
    .table = Table
    .column = Your column
    .what = What it holds
    .done = What was done
people-nothing =
    .at-all = No column with personal data was found.
    .but-keys = Besides the keys of customers, no column with personal data was found.
done =
    .hashed = replaced by pseudonyms
    .withheld = not carried over
    .not-read = not read
