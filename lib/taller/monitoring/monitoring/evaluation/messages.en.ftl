paying =
    .known = { $n } rows whose outcome is known, for { $people } people
    .expected = outcomes that probabilities expect of { $n } rows, set right on { $known } that are known, for { $people } people
    .better = threshold set right on one half of { $n } rows and tried on the other, for { $people } people
