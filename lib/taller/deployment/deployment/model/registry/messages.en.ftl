registry-name = must be a model's name: small letters, digits and underscores, at most 41
registry-unreachable = the registry { $uri } cannot be reached; what is live stays live; try again once it can
registry-full = the disk of the registry { $uri } is full; nothing was registered; free some space and try again
registry-failed = the registry { $uri } failed: { $why }
registry-other = what the registry gives as version { $number } of { $model } is not what was registered; register it again
registry-no-version = there is no such version; there are: { LIST($numbers, most: 20) }
registry-no-model = no version of it is registered{ $near }
registry-not-ours = version { $number } of { $model } was registered by somebody else, and lacks what is told of ours
registry-held = somebody else registers or fetches a model, and did not end in { $seconds } seconds; try again
registry-scored = { $to }: { $rows ->
    [one] one row
   *[other] { $rows } rows
} by version { $version } of { $model }, in { NUMBER($seconds, digits: 1) } s
registry-none = no version is kept yet; keep a run's model: taller versions { $file } --add MODEL
registry-no-champion = { $n ->
    [0] no version of it is kept; see: taller versions
   *[other] no version of it is live, so say which: --version N, with N of { LIST($numbers, most: 20) }
}
registry-no-run = { $label ->
    [none] no run of this file kept a model of it; run the notebook first
   *[given] the run { $label } kept no model of it
}
registry-line = { $model } { $number }{ $called ->
    [none] {""}
   *[some] {" "}({ $called })
}: { $title }, run { $run }, kept { $made }, { $sha256 }
