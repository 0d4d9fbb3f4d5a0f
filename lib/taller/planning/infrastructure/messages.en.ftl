# What the notebook infrastructure says. Whole numbers come as they are, shares and money as numbers.
# A fact that was assumed is called so in the sentence it stands in.

## The load

load-said = { $users } customers{ $users_from ->
    [assumed] {" "}(assumed)
   *[other] {""}
}, { $events } events a day{ $events_from ->
    [assumed] {" "}(assumed)
    [lines] {" "}(assumed: ten for each order line)
    [scaled] {" "}(assumed: as many a customer as in the data)
   *[other] {""}
} and { $models ->
    [one] { $models } model
   *[other] { $models } models
}{ $models_from ->
    [assumed] {" "}(assumed)
   *[other] {""}
}

# What is to be borne, within a sentence or a row
load-of =
    .users = customers
    .events_a_day = events a day
    .models = models served

# Who says how much
origin = { $of ->
    [given] the engagement file{ $shown ->
        [none] {""}
       *[other] ; the data shows { $shown }
    }
    [data] counted in the data
    [lines] assumed: ten requests for each order line, as the data has no visits
    [scaled] assumed: for each customer as many as the data shows (where it has no visits, ten requests for each order line)
    [results] the use cases chosen that an analysis here works out; segments count too, though they are a list and answer no request
    [made] the models of this run
   *[assumed] assumed; nobody has said, and the data does not show it
}

need-of =
    .requests = requests a second at the peak
    .cores = processor cores
    .memory = memory of each machine, GiB
    .database_memory = memory of the database, GiB
    .database_size = storage of the database, GB

rule =
    .requests = assumed: one request for each event, and a busiest second of { $peak } times the average
    .cores = assumed: { NUMBER($seconds, digits: 2) } s of a core for each request, cores { PERCENT($busy, digits: 0) } busy at the peak
    .memory = { $base } GiB as measured reading the data, { NUMBER($model, digits: 1) } for each model (assumed), { NUMBER(3.4, digits: 1) } kB for each customer as measured for suggestions
    .database_memory = assumed: { PERCENT($hot, digits: 0) } of the customers and of the last month's events are held in memory
    .database_size = assumed: 20 kB a customer and 1 kB an event, kept { $days } days, times { NUMBER($spare, digits: 1) } to grow

load =
    .caption = What it has to bear, and what that takes
    .what = What
    .much = How much
    .why = Where it comes from
    .note = Measured: on this workbench, with simulated shops. What is assumed is to be replaced by a load test of the service before it goes live.

## What would be made

missing = not so in the template

machines = { $n ->
    [one] { $n } machine, { $type }
   *[other] { $n } machines, { $type }
}

stores = PostgreSQL, { $type }, { $gb } GB{ $standby ->
    [yes] , with a standby
   *[no] , without a standby
}

parts =
    .caption = What would be made
    .part = Part
    .how = How

part =
    .network = Network
    .way_out = Way out
    .machines = Machines
    .database = Database
    .storage = Object storage
    .alarms = Alarms
    .budget = Budget alarm
    .tags = Tags

part-is =
    .network = { $cidr } in { $region }; { $subnets ->
        [one] { $subnets } subnet
       *[other] { $subnets } subnets
    } over { $zones } zones; no public way in
    .way_out = { $n ->
        [one] one address through which machines fetch updates; nothing comes in by it
       *[other] { $n } addresses, one a zone, through which machines fetch updates; nothing comes in by them
    }
    .machines = { $what }, spread over { $zones } zones, { $gb } GB of encrypted disk each; { $cloud ->
        [azure] one whose hardware fails is moved by Azure to other hardware
       *[other] one that fails is replaced by itself
    }
    .database = { $what }; version { $version }, encrypted, only over TLS, backups of { $days } days, protected against deletion
    .storage = about { NUMBER($gb, digits: 0) } GB by the rule above; events are deleted after { $days } days, earlier versions after 30
    .alarms = busy machines, busy database, full database, each from { PERCENT($share, digits: 0) }; { $n ->
        [0] nobody is told yet
       *[other] told: { $told }
    }
    .budget = { $by ->
       *[template] speaks at { PERCENT(0.8, digits: 0) } of { $usd } US dollars a month spent, and when the month is forecast to pass them{ $given ->
            [yes] {""}
           *[no] {" "}(no budget was given: a fifth above the cost reckoned here)
        }
        [billing] is not made yet: Google Cloud needs a billing account for it (“billing_account”); { $usd } US dollars a month
        [region] cannot be made by the template in this region: make it by hand, { $usd } US dollars a month
    }
    .tags = { $tags }

subnets =
    .caption = The network, part by part
    .subnet = Subnet
    .holds = Holds
    .cidr = Addresses
    .zone = Where
    .may = Who may speak to it

tier =
    .public = the way out alone
    .app = machines
    .data = database

# By which port, and from where
may =
    .none = nobody from outside
    .asks = { $source } by port { $port }
    .app = the machines by port { $port }, over TLS

# Where a subnet stands: in a zone, or over all of them
standing = { $zone ->
    [none] over { $zones } zones
   *[other] zone { $zone }
}

drawing =
    .asks = Who may ask
    .asked = by port 443
    .public = { $ways ->
        [one] The way out, one address
       *[other] The ways out, { $ways } addresses
    }
    .beside = objects and measurements, over TLS
    .queries = by port 5432, over TLS
    .storage = Object storage
    .alarms = Alarms
    .gigabytes = about { $gb } GB
    .watched = { $budgeted ->
        [yes] { $alarms } alarms and a budget
       *[no] { $alarms } alarms
    }
    .alt = Network { $name }, { $network } in { $region }, over { $zones } zones. From { $sources } the machines can be asked by port 443; the machines ask the database by port 5432; nothing else comes in. Machines: { $machines }. Database: { $database }. Beside it: object storage and alarms.

## The bill

scenarios =
    .caption = From a small load to a peak: { MONEY($least, digits: 0) } to { MONEY($most, digits: 0) } a month
    .load = Load
    .events = Events a day
    .machines = Machines
    .stores = Database
    .month = A month
    .note = Small: half the users and events that are counted with; peak: three times as many, for a whole month. Each is sized anew by the same rule; what the engagement file fixes stays. From to: usage that nobody measured, at half and at three times.
scenario =
    .small = Small
    .expected = Expected
    .peak = Peak

bill =
    .caption = What a month costs, line by line
    .what = What
    .much = How much
    .known = Known or assumed
    .month = A month
    .note = { $own ->
        [yes] Public list prices of { $region } without tax
       *[no] Public list prices of { $region }, as none are held of the region chosen (assumed: up to { PERCENT(0.15, digits: 0) } cheaper or { PERCENT(0.3, digits: 0) } dearer there), without tax
    }, as of { MONTH($day) }{ $age ->
        [fresh] {""}
        [old] , more than half a year ago
       *[stale] , more than a year ago
    }, as far as known: written down by hand, not read from the cloud's own list, and they may have changed. Compare them there: { $source }.{ $given ->
        [0] {""}
       *[other] {" "}Where a line says so, the price is the engagement file's own.
    } Where usage is assumed, it may be half or three times as much.{ $dollars ->
        [yes] {""}
       *[no] {" "}{ $assumed ->
            [yes] One US dollar is taken as { NUMBER($rate, digits: 2) } (rounded, assumed).
           *[no] One US dollar is { NUMBER($rate, digits: 2) }, as the engagement file says.
        }
    }

line =
    .machines = Machines
    .disks = Disks of the machines
    .database = Database
    .database_storage = Storage of the database
    .way_out = Way out, by the hour
    .through = Data through the way out
    .out = Data to the internet
    .objects = Object storage
    .logs = Logs
    .alarms = Alarms
    .fixed = Keys, secrets, addresses
    .total = All together

quantity = { $of ->
    [hours] { $n } hours
    [gb] { $n } GB
   *[count] { $n }
}

counted = { $assumed ->
    [yes] usage assumed
   *[no] as planned
}{ $own ->
    [yes] ; price of the engagement file
   *[no] {""}
}

## What is safe

safety =
    .caption = What was looked for in the template
    .what = What
    .so = So
    .where = Where that is read
    .note = Read from the very template that would be handed to the cloud. What the cloud makes of it is verified after it was made.

holds = { $yes ->
    [yes] yes
   *[no] no
}

safe =
    .private = Database, storage and machines have no public address
    .rest = What is stored is encrypted
    .transit = Database and storage take only what is sent encrypted
    .closed = Only private networks come in, and only by two ports
    .least = Outside their database the machines may do what they need and no more
    .kept = Data outlives a mistake: protected against deletion, with backups and earlier versions
    .secrets = No password stands in any file
    .tagged = All that takes tags has the client's
    .told = Somebody is told of alarms
    .budget = Somebody is told before the budget is spent

# Where it is read, by the cloud
safe-why =
    .private = { $cloud ->
        [aws] not publicly accessible, subnets without a way out, public access blocked, no public addresses
        [azure] public network access off, storage closed but for the machines' subnet, no public addresses
       *[gcp] no IPv4 of its own, public access prevention enforced, no external addresses
    }
    .rest = { $cloud ->
        [aws] a key of the client's own, which changes yearly, for database, storage, logs and alarms; disks with AWS's
        [azure] storage encrypted twice; database and disks Azure encrypts by itself, with its own keys
       *[gcp] Google encrypts database, storage and disks by itself, with its own keys; access by identity alone
    }
    .transit = { $cloud ->
        [aws] the database refuses what is not TLS, so does the bucket's policy
        [azure] the database and storage refuse what is not TLS
       *[gcp] the database refuses what is not TLS; storage knows nothing else
    }
    .closed = rules of the firewalls: 443 from the networks named, 5432 from the machines; everything else refused
    .least = { $cloud ->
        [aws] their role names bucket, key, secret and log one by one; no “everything” on anything
        [azure] their identity writes to one container, and has no other role in the subscription
       *[gcp] their account has five narrow roles; none that owns, edits or administers the project
    }
    .kept = { $cloud ->
        [aws] kept when the stack goes, deletion protection, backups of a week at least, versions
        [azure] locks on database and storage, backups of a week at least, versions
       *[gcp] deletion protection twice, backups, versions; storage is never emptied to delete it
    }
    .secrets = { $cloud ->
        [aws] AWS makes the database's password and keeps it; nobody sees it here
        [azure] no password at all: who asks is known by identity
       *[gcp] no password at all: who asks is known by identity
    }
    .tagged = tags of the engagement file, and “project” and “made-by”
    .told = three alarms, and an address at least in the engagement file
    .budget = { $cloud ->
        [aws] at { PERCENT(0.8, digits: 0) } spent, and when a forecast passes it; of the whole account
        [azure] at { PERCENT(0.8, digits: 0) } spent, and when a forecast passes it; of the resource group
       *[gcp] at { PERCENT(0.8, digits: 0) } spent, and when a forecast passes it; of the project
    }

## What follows

steps =
    .caption = What to do next, in this order
    .command = Command
    .does = What it does
    .note = Nothing in this notebook reaches the cloud. From “validate” on, credentials are read from the environment; from “apply” on, “apply: true” has to stand in the engagement file and the account is typed in.

step =
    .check = names every fault of the engagement file; reaches nothing
    .validate = asks the cloud, as far as it looks before anything stands; makes nothing
    .plan = shows what would be made, changed or removed; makes nothing{ $cloud ->
        [gcp] {" "}but a closed bucket of the project, in which Google Cloud reads the module
       *[other] {""}
    }
    .apply = makes it; what was interrupted goes on; what fails is rolled back, and what that leaves is named
    .verify = asks the cloud what exists, and compares it part by part
    .drift = shows what was changed by other hands since
    .destroy = removes it; data stays, and it says which

template-file =
    .own = Template of the cloud's own deployment service
    .terraform = Terraform module

## Headline, figures, decisions

headline = { $small ->
    [yes] The machines, database or storage that the engagement file fixes are too small for the load by the rule here; what it asks for
   *[no] What the models need
} would cost about { MONEY($month, digits: 0) } a month on { $cloud } ({ INTERVAL($month) }, by { $own ->
    [yes] the traffic assumed
   *[no] the traffic and the region's prices assumed
}), at list prices as of { MONTH($day) }{ $own ->
    [yes] {""}
   *[no] {" "}for { $priced }, as none are held for { $region }
}. { $small ->
    [yes] The load:
   *[no] It is sized for
} { $load }. Nothing has been made.

figure =
    .month = Cost of a month
    .machines = Machines
    .peak = Requests a second at the assumed peak

month-method = sum of { $lines } lines, list prices times quantities; from half to three times the usage assumed: a sensitivity
more-method = list prices of this plan with a reserve, less those without, at the usage assumed
machines-method = { $fixed ->
    [yes] as the engagement file fixes them
   *[no] the cheapest that bear the load by the rule stated, one in each of { $zones } zones at least
}
peak-method = events a day, one request each, and { $peak } times the average, all assumed; from half to three times as much: a sensitivity

# Where models were learned and none was kept
decision-wait =
    .what = Prepare no machines yet, at about { MONEY($month, digits: 0) } a month on { $cloud }: no model of this run was kept
    .owner = Management, with technology
    .effect = nothing is paid for before there is a model that would run there
    .measured = a later run in which a model is kept

decision-approve =
    .what = Compare about { MONEY($month, digits: 0) } a month with { $cloud }'s own calculator; then approve it and name who answers for the account
    .owner = Management, with technology
    .effect = { $standby ->
        [yes] a place for the models to run, with a second database in reserve
       *[no] a place for the models to run; the database has no second one in reserve
    }
    .period = a month
    .population = what the models run on
    .measured = what is done with the models, by lot; the cost by the first month's bill

# What the engagement file fixes smaller than the rule asks
small =
    .machines = machines
    .database = memory of the database
    .storage = storage of the database

decision-small =
    .what = Show by a load test that it suffices, or no longer fix it in the engagement file: { $what }
    .owner = Technology
    .effect = by the rule of this page it is too small for the load
    .measured = a load test at the busiest hour

check =
    .template = The template holds what is claimed of it
    .suffices = What is planned bears the load by the rule
    .template-detail = { $n } of { $all } claims; { $missing ->
        [none] none is missing
       *[other] not so: { $missing }
    }
    .suffices-detail = machines, database and storage; { $small ->
        [none] none is smaller
       *[other] smaller: { $small }
    }

decision-load =
    .what = Say how much there really is of: { $what }
    .owner = Technology
    .effect = size and cost here rest on an assumption for it
    .measured = a count of one ordinary and one busy week

decision-told =
    .what = Name who is told when something runs full or costs too much
    .owner = Technology
    .effect = at present the alarms reach nobody
    .measured = a trial alarm that somebody answers

decision-standby =
    .what = Decide whether the models may stand still while a data centre is down
    .owner = Management
    .effect = a second database in reserve, and machines that bear the loss of one data centre, would cost about { MONEY($more, digits: 0) } a month more
    .period = a month more
    .population = a reserve in a second data centre
    .measured = what an hour without the models costs you, times the hours a data centre is down in a year

## Limits

limit-prices = List prices are as of { MONTH($day) }{ $age ->
    [fresh] {""}
    [old] , more than half a year ago
   *[stale] , more than a year ago
}, written down by hand and not compared with the cloud's own list since, and change without notice; taxes, support and discounts for commitment are not in them. Ask the cloud's calculator before you sign; “prices” in the engagement file takes what it says.
limit-rule = What a request and a customer take is in part assumed: a load test of the service tells, before it goes live.
limit-way-in = The machines are reached from private networks alone. Neither the line from the client's own networks (VPN or peering) nor a public address, a certificate and a load balancer are planned or priced here: they belong to the service's deployment.
limit-account = No account was asked: whether its quotas suffice, and whether these machines are on offer in the region, the cloud says when the plan is validated.
limit-role = The machines' identity administers its own database until the deployment gives it a narrower role.
limit-region = No prices are held of { $region }: those of { $priced } stand in, from { PERCENT(0.15, digits: 0) } less to { PERCENT(0.3, digits: 0) } more.
limit-dollar = Clouds bill in US dollars; one is taken as { NUMBER($rate, digits: 2) } here, a rounded rate of about then and an assumption.
limit-confirm = AWS first writes to each address, and alarms reach it only once the link in that mail is confirmed.
limit-budget = { $by ->
    [billing] No budget alarm is made yet: name the billing account (“billing_account”) that Google Cloud asks for.
   *[region] In { $region } the template cannot make the budget's alarm: make it by hand, in another region of the same account.
}
