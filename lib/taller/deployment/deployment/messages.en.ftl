# What the notebook deployment says. Versions are numbers; shares, times and money come as numbers.

## What can go live

# A model, within a sentence
model =
    .classification = the model of who leaves, buys or answers
    .regression = the model of what customers will spend
    .recommendation = the model of suggestions
    .saas_b2b = the model of which accounts leave

state =
    .kept = kept: its test bears it
    .not_kept = { $of ->
        [saas_b2b] analysed, not kept: no test showed that it tells accounts apart
       *[other] analysed, not kept: its test did not show that it is worth more than doing without
    }
    .not_run = not part of this run

goes = { $chosen ->
    [yes] yes, in this rehearsal
   *[no] –
}

candidates =
    .caption = The models of this run, and which one goes live
    .model = Model
    .state = What became of it
    .goes = Goes live
    .note = Only a model that its own test bears is kept, and only what was kept can go live.

## The rehearsal

who-rehearses = the rehearsal
why-rehearses = rehearsal
why-shadow = compared before it answers anybody
why-deploys = run { $run }

rehearsal-none = There is nothing to rehearse: no model of this run was kept.

version-is =
    .first = the version that is live before
    .second = the new version
    .broken = a version spoiled on purpose

versions =
    .caption = What the rehearsal takes live: { $model }
    .version = Version
    .is = What it is
    .note = A folder, a registry and a service of the rehearsal’s own, on this machine alone; the client’s service is not touched. Traffic is { $n } { $of ->
        [recommendation] histories of purchases of the client’s own customers
        [saas_b2b] accounts of the client’s own, as they stand today
       *[other] rows of the client’s own customers
    }, asked in turn, each request as a customer of its own. The first and the new version are the same model: what is rehearsed is the way, not whether a later model is better. So is the spoiled one, but it fails once it has traffic.

stage =
    .pre_deployment_checks = 1 · Checks before
    .backup_current_system = 2 · Copy of what is live
    .deploy_new_version = 3 · New version loaded beside it
    .run_smoke_tests = 4 · First questions
    .switch_traffic = 5 · Traffic goes over
    .post_deployment_verification = 6 · Check afterwards
    .rollback = Way back
    .recovery = Recovery

outcome =
    .passed = passed
    .failed = failed
    .inconclusive = not enough to tell
    .skipped = left out
    .cut = cut off

took = { $n } s

stages =
    .caption = { $outcome ->
        [live] Version { $version } is live: the six stages
        [rolled_back] Version { $version } was taken back by itself: the stages
        [refused] Version { $version } was refused before anything was touched: the stages
        [inconclusive] Too little traffic to tell of version { $version }: the stages
       *[other] Version { $version }: the stages
    }
    .stage = Stage
    .outcome = Result
    .seconds = Time
    .reason = Reason

## Who answers meanwhile

look-share = { PERCENT($share, digits: 0) } of customers
look-method = difference of two shares, bounds that hold at all looks together

measure =
    .errors = meet a failure
    .late = wait too long
    .answers = answer elsewhere than validation leads to expect

verdict =
    .passed = within what is borne
    .failed = beyond what is borne
    .open = not enough to tell

looks =
    .caption = What customers of the new version met, beside the others
    .share = Who tries it
    .measure = What is watched
    .n_new = New version
    .n_live = Live one
    .apart = More than beside it
    .borne = Borne
    .verdict = Verdict
    .note = Each step ends when every figure is shown to lie within what is borne, or one beyond it; if traffic does not tell, the live version stays.

shares =
    .title = { $took_over ->
        [yes] The new version takes over; then a spoiled one comes{ $taken_back ->
            [yes] {" "}and is taken back
           *[no] {""}
        }
       *[no] The new version did not take over
    }
    .subtitle = Share of the answers that each gave, in the order in which customers asked.
    .asked = Requests so far
    .share = Share of answers
    .second = new
    .broken = spoiled

## Side by side, unseen

shadows =
    .caption = Version { $version } answered the same { $n } requests unseen, beside version { $live }
    .note = Nobody was answered by it. Both versions are the same model here, so that every difference would be a fault.

shadow-of =
    .failed = Requests that it could not have answered
    .late = Answers that would have come too late
    .moved = Customers it would place elsewhere
    .difference = Mean difference of the answers
    .correlation = How alike both put customers in order (1: the same)

## Load

load-percentile = percentile of { $n } answers, interval by order statistics; answers that follow each other are taken as independent
load-slices = mean of { $n } equal stretches of the time, Student's t

loads =
    .caption = How fast answers come while { $clients } ask without a pause
    .note = On this machine, with { $workers ->
        [one] one process that answers
       *[other] { $workers } processes that answer
    } and whoever asks on the same processors: a client’s own machine and network differ. No figure of another service stands beside it.

load-of =
    .half = Half of the answers come within, ms
    .most = 95 of 100 come within, ms
    .nearly_all = 99 of 100 come within, ms
    .throughput = Answers a second
    .failed = Requests without an answer

## The client's own service

own-none = { $dry ->
    [yes] Nothing was done there: this is a dry run. With “dry_run: false” the version goes live there by the same six stages, with its real customers, provided that nothing above stands in the way.
   *[no] Nothing was done there, as something above stands in the way.
}

## What it means

headline-none = There is nothing to put live: { $named ->
    [yes] { $model } was not kept in this run, though another was.
   *[no] { $run ->
        [yes] no model of this run was kept, as no test showed one to be worth more than doing without.
       *[no] this run holds no model.
    }
}

headline-not = { UPPER_FIRST($model) } cannot go live yet: { LIST($why) }.

headline-ready = { UPPER_FIRST($model) } { $outcome ->
    [live] is live
   *[rehearsed] { $went ->
        [yes] passed its rehearsal, but did not go live on the client’s service
       *[no] can go live
    }
}{ $tested ->
    [none] {" "}as far as the rehearsal shows; its tests were not run
   *[passed] {""}
}: in the rehearsal { $failed ->
    [0] none of { $n } requests failed while versions changed (at most { PERCENT($most, digits: 2) }, with { PERCENT(0.95, digits: 0) } certainty)
    [one] one of { $n } requests failed while versions changed (at most { PERCENT($most, digits: 2) }, with { PERCENT(0.95, digits: 0) } certainty)
   *[other] { $failed } of { $n } requests failed while versions changed (at most { PERCENT($most, digits: 2) }, with { PERCENT(0.95, digits: 0) } certainty)
}, and a version spoiled on purpose was taken back by itself.

obstacle =
    .none_kept = no model was kept
    .critical = a critical test of this run failed
    .tests = the tests of this run failed
    .takeover = the new version did not take over in the rehearsal
    .way_back = a spoiled version was not taken back in the rehearsal
    .failures = requests failed while versions changed
    .slow = answers come later than is borne

figure =
    .failed = Requests that failed while versions changed
    .within_ms = Milliseconds within which 95 of 100 answers come
    .throughput = Answers a second, on this machine

decision-wait =
    .what = Do not prepare a service yet
    .owner = Marketing, with Technology
    .effect = no machine is paid for that answers nothing better than what is done today
    .measured = a later run in which a model is kept

decision-mend =
    .what = Mend what stands in the way: { $what }
    .owner = { $of ->
        [critical] Data analysts
        [tests] Data analysts
       *[other] Technology
    }
    .effect = it is known before it costs anybody an answer
    .measured = the same rehearsal again

decision-go =
    .what = { $tried ->
        [yes] Look why the client’s service did not take the version, then put { $model } live again
       *[no] Put { $model } live, by the same six stages and with real customers
    }
    .owner = Technology, with Marketing
    .effect = { $of ->
        [saas_b2b] answers where the CRM or customer success asks for them
       *[other] answers where the shop, the call centre or the mail asks for them
    }, by a version that is taken back by itself if it does worse
    .measured = what is done with the answers, tried on a tenth of the customers drawn by lot, 30 to 90 days

decision-test =
    .what = Run the tests of the model, data and service before it goes live
    .owner = Data analysts
    .effect = what the rehearsal does not look at (quality, personal data, attacks) is looked at too
    .measured = the page of the tests

decision-nightly =
    .what = Decide whether an answer at once is needed at all; a list made each night (at { $at }, UTC) needs no service
    .owner = Marketing, with CRM
    .effect = what is used in mailings and calls runs by a timer, with nothing that has to answer day and night
    .measured = a count of the uses that need an answer while the customer waits, beside what a service costs a month

decision-who =
    .what = Name who may put a version live, and who is called when one was taken back
    .owner = Technology, with Marketing
    .effect = each switch has a name and a reason in the history
    .measured = the history of deployments: minutes from a bad version to its withdrawal

check =
    .takeover = The new version takes over in six stages
    .takeover-detail = { $asked } requests were asked while versions changed
    .way_back = A version spoiled on purpose is taken back by itself
    .way_back-detail = stopped at: { $stopped }
    .answered = Every request is answered meanwhile
    .answered-detail = what the spoiled version failed at, the one before answered

limit-machine = All of this ran on one machine that also asked the questions; times and load tell of that machine, and nothing of a network, a proxy or days of use.
limit-same = The new version is the same model as the one before. Whether a later model does better is told when it is compared, unseen, with the live one.
limit-shares = In the rehearsal the new version begins with { PERCENT($here, digits: 0) } of the customers, as its traffic is made for it; with real ones it begins with { PERCENT($real, digits: 0) }.
limit-kit = The files for the client’s platform were checked against the platforms’ own rules, not run on a client’s cluster.
limit-fitted = After its test the model learned from the day of the test too. How well it tells accounts apart is known of the model as it was tested; of the one that goes live, later days tell.
limit-tests = The tests of the models, data and service were not part of this run.

## The kit

kit-file =
    .kubernetes = For Kubernetes: the service, its scaling, who may reach it, the nightly table
    .container = The container it runs in
    .systemd = For a machine without containers: the service
    .nightly = For a machine without containers: the nightly table
    .nginx = Behind nginx
    .haproxy = Behind HAProxy

score-flat = learned from a table of the client's own, whose new rows stand nowhere here; name a file of them: taller score FILE MODEL TABLE
rows-unreadable = cannot be read; run the notebook that made it again
