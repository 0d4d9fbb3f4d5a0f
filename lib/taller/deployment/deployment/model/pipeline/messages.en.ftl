# What the stages of a deployment say.

pipeline-held = { $who } is deploying version { $version } of { $model } (process { $pid } on { $host }, since { $started }); wait for it to end. If it was killed, this call would not be refused
pipeline-held-somebody = another deployment is under way; wait for it to end
pipeline-journal-full = cannot be written, as the disk is full; free some space and give the same command: what serves now goes on serving
pipeline-journal-damaged = cannot be used ({ $why }); put it aside: which version serves is not in it, only who switched and why
pipeline-nothing-saved = nothing was written down that could be put back; deploy again
pipeline-live-already = version { $version } is live already; name another, or see `taller deployments`
pipeline-nothing-deployed = no version is live yet, so there is nothing to go back from; deploy one first
pipeline-nothing-before = version { $version } is the first that went live, so there is nothing to go back to
pipeline-no-shadow = no version answers unseen
pipeline-shadow-of-none = version { $version } cannot answer beside a live version, as none is live; deploy it first
pipeline-no-answer = the service does not answer ({ $why }); look whether it runs, and start it with `taller serve`
pipeline-refused-answer = the service answers { $status } { $why }
pipeline-not-loaded = the workers have not loaded the version { $why ->
    [none] within { $seconds } seconds
   *[other] : { $why }
}; what was live goes on serving
pipeline-other-live = the switch does not stand at version { $version } any more; somebody else moved it
pipeline-backup-damaged = the files of version { $version }, which is live, are no longer what was deployed; deploy a whole version over it: { $version } itself cannot be gone back to

## Before anything is touched

pipeline-check-no-service = no service runs; start it with `taller serve`, then deploy
pipeline-check-critical = critical tests failed in { $run }: { $tests }; a version with these does not go live
pipeline-check-no-fingerprint = version { $version } does not say on which data it was trained; register it from a run of its notebook
pipeline-check-not-whole = version { $version } cannot be had whole: { $why }
pipeline-check-card = its card does not say what it is for; register it from a run of its notebook
pipeline-check-disk = the disk has { $free } MB left and { $needed } MB are needed; free some space
pipeline-check-not-loaded = it cannot be loaded: { $why }
pipeline-check-contract = whoever calls the live version could not call this one: { $what }

## What a stage says

stage-cut-off = It was cut off before it ended.
stage-failed = { $why }
stage-broke = An error nobody foresaw ({ $kind }): { $why }
stage-checks-failed = { $why }
stage-checks-passed = Version { $version } is whole, loads, has its card and its data’s fingerprint{ $live ->
    [none] ; no version is live, so there is nobody who calls it yet
   *[other] , and whoever calls version { $live } can call it
}. { $tested ->
    [passed] Its tests passed.
    [failed] Tests failed, none of them a critical one.
   *[none] No result of the test suite was found.
}
stage-backup-none = No version is live, so there is nothing to keep.
stage-backup-made = A checked copy of version { $version } is kept, and where everything stood.
stage-deployed = It is loaded beside the live version in { $workers ->
    [one] one worker
   *[other] all { $workers } workers
}; nobody is answered by it yet.
stage-smoke-right = All { $asked } questions were answered as its own files answer them, to the last digit.
stage-smoke-wrong = { $wrong } of { $asked } questions were answered otherwise than its own files answer them.
stage-service-gone = The service stopped while it was looked at.
stage-canary-tripped = At { PERCENT($share, digits: 0) } of the users it failed five times in a row in one worker; the live version answered for it.
stage-canary-worse = At { PERCENT($share, digits: 0) } of the users it did worse than the live version by more than is borne ({ PERCENT($borne, digits: 0) }): { $measure ->
    [errors] { PERCENT($new) } of its { $n } users met a failure, against { PERCENT($live) }
    [late] { PERCENT($new) } of its { $n } users waited too long, against { PERCENT($live) }
   *[answers] its answers to { $n } users lie elsewhere than validation leads to expect
}.
stage-canary-open = Inconclusive: at { PERCENT($share, digits: 0) } of the users { $n ->
    [0] nobody was
    [one] one user was
   *[other] { $n } users were
} answered by it, too few to tell. { $more ->
    [none] How many more it takes cannot be said from these.
   *[other] If it does as the live version does, it takes at least { $more } more users’ requests at this share.
} The version before goes on serving.
stage-switched = It did no worse than is borne in { $steps ->
    [one] one step
   *[other] { $steps } steps
}, so all traffic went over to version { $version }.
stage-switched-first = Version { $version } is the first, so there was none to compare it with: all traffic is its own.
stage-flipped = All traffic went back to version { $version } at once.
stage-verified = Version { $version } answers whoever asks, and as its own files do. { $n ->
    [0] Nobody else asked meanwhile.
    [one] One user was answered meanwhile, without a sign of harm.
   *[other] { $n } users were answered meanwhile, without a sign of harm.
}
stage-watch-worse = With all traffic { $measure ->
    [errors] { PERCENT($new) } of { $n } users met a failure
   *[late] { PERCENT($new) } of { $n } users waited too long
}, surely more than is borne ({ PERCENT($borne, digits: 0) }).
stage-dry-run = Not done: this was a dry run.
stage-put-back = { $version ->
    [none] As before, no version is live.
   *[other] Version { $version } serves, as before.
}
stage-put-back-owed = What served before serves; left to put in order by the next command: { $why }
stage-no-service-yet = No service runs; the next one starts with it.
stage-back-found = The files of version { $version } are whole.
stage-untouched = The pipeline was killed before it touched anything.
stage-finished = The pipeline was killed after the switch; version { $version } answers rightly and stays.
stage-went-back = The pipeline was killed after it had gone back; the next service starts with it.

## The history, and a version that answers unseen

pipeline-history-none = Nothing was deployed yet.
pipeline-history-line = { $at } · { $model } · { $kind ->
    [deploy] version { $version }
    [rollback] back to version { $version }
   *[shadow] version { $version }, unseen
}{ $before ->
    [none] {""}
   *[other] {" "}(live until then: { $before })
} · { $outcome ->
    [live] live
    [rolled_back] a stage failed; the one before serves
    [refused] refused; nothing was touched
    [inconclusive] inconclusive; the one before serves
    [undone] cut off and undone
    [shadow] answers unseen
    [stopped] no longer answers unseen
    [dry_run] dry run
   *[unfinished] under way, or cut off
} · { $who }: { $why }
pipeline-name-a-model = { $models ->
    [none] no version of a model is registered; add one with `taller versions`
   *[other] which model? Name one of { $models }
}
pipeline-shadow = Version { $version } answered unseen { $users ->
    [one] one user
   *[other] { $users } users
} of version { $live_version }: it could not have answered { PERCENT($failed) } of them ({ INTERVAL($failed) }){ $moved ->
    [none] .
   *[known] ; { PERCENT($moved) } of the answers ({ INTERVAL($moved) }) lie in another quarter of the live version’s, or begin with another item.
}
pipeline-shadow-ranks = rank correlation of { $n } users, bootstrap with { $draws } resamples
