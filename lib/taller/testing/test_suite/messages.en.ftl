# What the test suite says. A file beside the notebook, test_suite.en.ftl, replaces what it names.

## What there is to test

subject =
    .tables = The client's tables
    .classification = Model of probabilities (classification)
    .regression = Model of customer values (regression)
    .recommendation = Model of suggestions (recommendation)
    .saas_b2b = Model of which accounts leave (saas_b2b)
    .own = The client's own tests
subject-model = { $there ->
    [no] no model was kept
   *[yes] the model that the run kept, with its contract and its card
}
subject-no-own = no files in tests/engagements/
subject-there = { $there ->
    [no] no
   *[yes] yes
}
subjects =
    .caption = What there is to test
    .subject = What
    .what = In this run
    .there = Can be tested

## Each kind

kind =
    .unit = Data and models
    .integration = From file to answer
    .performance = Speed and load
    .security = Security
state = { $state ->
    [failed] { $critical ->
        [0] not passed: too few
       *[other] not passed: critical
    }
    [none] { $answered ->
        [no] not passed: no answer
       *[yes] not decided: no model
    }
   *[passed] passed
}
kind-told = { $kind }: { $passed } of { $tests } passed, { $failed } failed, { $skipped } not run; { $state }
kinds =
    .caption = Each kind of tests
    .kind = Kind
    .tests = Tests
    .passed = Passed
    .failed = Failed
    .skipped = Not run
    .rate = Pass rate
    .state = Outcome
    .note = A kind passes if more than { PERCENT($rate, digits: 0) } of the tests that came to an answer passed and none of the critical ones failed. What was not run counts neither way; where nothing was run, the kind has not passed.{ $unread ->
        [none] {""}
       *[some] {" "}{ LIST($unread) }
    }
method-gap = what happened among those chosen, less what was told (Wilson)
method-counted = counted

## What failed

failed-none = { $n ->
    [0] No test was run, so none failed.
   *[other] None of the tests failed.
}
weight = { $critical ->
    [no] –
   *[yes] yes
}
failed =
    .caption = Tests that failed
    .test = What was tested
    .kind = Kind
    .weight = Critical
    .why = What was found
    .todo = What to do
    .owner = Who
own-todo = { $how ->
    [broke] Mend the test: it came to no answer, so nothing is known of what it tests.
   *[failed] Look at what the test found with whoever wrote it: mend the cause, or the test.
}
own-owner = Author of the test

## Every test

outcome =
    .passed = passed
    .failed = failed
    .skipped = not run
cases =
    .caption = { $kind }: what each test measured
    .test = What was tested
    .outcome = Outcome
    .measured = Measured
    .note = { $own ->
        [0] {""}
        [one] One of these tests is the client's own.
       *[other] { $own } of these tests are the client's own.
    }
skipped =
    .caption = What was not run, and why
    .test = What would be tested
    .kind = Kind
    .why = Why not
measured-interval = { $value } ({ $low } to { $high })
bound = { $better ->
    [higher] {" "}[at least { $threshold }]
   *[lower] {" "}[at most { $threshold }]
}
seconds = { $small ->
    [yes] { $amount } ms
   *[no] { $amount } s
}
megabytes = { $amount } MB
margins =
    .title = { $over ->
        [0] None of the { $n } figures is clearly beyond its limit
        [one] One of the { $n } figures is clearly beyond its limit
       *[other] { $over } of the { $n } figures are clearly beyond their limit
    }
    .subtitle = Of each figure the one nearest to its limit. Dashed: the limit. The line across a value is its 95% interval, where it is estimated.
    .axis = Share of its limit that each figure takes

## What kept tests from an answer

own =
    .file = The file { $name }
    .unloaded = It cannot be loaded: { $why }
    .hung = It took more than { NUMBER($seconds, digits: 0) } seconds, and was ended.
    .ended = It ended the whole process, or was ended by the system.
unread =
    .processes = Tests ended { $n } processes one after the other; the rest was not run.
    .time = All tests together took more than { NUMBER($seconds, digits: 0) } seconds; the rest was not run.
    .stopped = A test asked for the end of all tests: { $n } were not run.
    .start = The tests could not be started: { $why }

## What it means

headline =
    .passed = { $passed } of { $n } tests passed, and each kind meets its rule: { $failed ->
        [0] nothing that was tested clearly speaks against putting { $models ->
            [one] the model
           *[other] the { $models } models
        } into service.
       *[other] { $models ->
            [one] the model
           *[other] the { $models } models
        } can go into service, although { $failed ->
            [one] one test that is not critical failed.
           *[other] { $failed } tests that are not critical failed.
        }
    }
    .no-model = The run kept no model, so there is nothing to put into service. Of the tests that could be run, those passed: { $passed } of { $n }.
    .none = It is not known yet whether { $models ->
        [one] the model
       *[other] the { $models } models
    } can go into service: { LIST($kinds) } came to no answer. Of the other tests, those passed: { $passed } of { $n }.
    .failed = { $models ->
        [0] The tests did not pass
        [one] The model must not go into service yet
       *[other] The { $models } models must not go into service yet
    }: { $critical ->
        [0] { $failed } of { $n } tests failed
        [one] a critical test failed
       *[other] { $critical } critical tests failed
    } ({ LIST($kinds) }). The first: “{ $first }”.
figure-rate = Tests passed: { $kind }
check-kind = { $kind }
    .detail = { $passed } of { $n } tests passed; not run: { $skipped }; critical ones failed: { $critical }.
decide-mend =
    .what = { $todo }
    .owner = { $who }
    .effect = { $n ->
        [one] It passes: { LIST($tests, most: 3) }
       *[other] They pass: { LIST($tests, most: 3) }
    }{ $critical ->
        [no] .
       *[yes] ; without that nothing goes into service.
    }
    .measured = the same tests, run again
decide-answer =
    .what = Make it possible to run what came to no answer{ $kinds ->
        [none] {""}
       *[some] : { LIST($kinds) }
    }.
    .owner = Data analyst
    .effect = It is known whether the models can go into service.
    .measured = the same tests, run again
decide-model =
    .what = See on the models' pages why none was kept: without one there is nothing to put into service
    .owner = Data analyst
    .effect = It is known whether there will be a model that can be tested.
    .measured = the next run, once one keeps a model
decide-deploy =
    .what = Begin with putting { $models ->
        [one] the model
       *[other] the { $models } models
    } into service, at first with a small share of the requests
    .owner = Technology
    .effect = The models answer where they are asked; tests do not say what their use brings.
    .measured = an experiment with a tenth of the customers as a control group drawn by lot
artifact = Every test with its outcome (JUnit XML)
limit-today = Tests say how the models behave on the data of today; how they do on tomorrow's is for monitoring to see.
limit-machine = Times and memory were measured on the machine that ran the tests, beside whatever else it did.
limit-skipped = { $n ->
    [one] One test was not run; what it would have found is not known.
   *[other] { $n } tests were not run; what they would have found is not known.
}
limit-no-model = Without a kept model nothing is known of how one would answer.
