# What alerts say.

alert-state-damaged = is damaged or cannot be read; remove it and give the command again: what is still so is then told once more

alert-more = { $more ->
    [none] {""}
   *[some] {" "}Also: { LIST($more) }{ $others ->
        [0] {""}
       *[other] {" "}and { $others } more
    }.
}

alert-range = { $low ->
    [none] {""}
   *[known] {" "}({ $low } to { $high })
}

alert-known = { $hint ->
    [known] by what has happened since,
   *[expected] of those it scores today, expected,
}

alert-sentence = { $kind ->
    [below] { UPPER_FIRST($of) }: below the { $other } that was set, since { $since }. On { $day }: { $value }{ alert-range }.
    [above] { UPPER_FIRST($of) }: above the { $other } that was set, since { $since }. On { $day }: { $value }{ alert-range }.
    [unknown] { UPPER_FIRST($of) }: not known since { $since }.
    [never] “{ $of }”: a rule names this figure, but it is not collected{ $hint ->
        [none] {""}
       *[near] ; perhaps “{ $hint }” is meant
    }.
    [odd] { UPPER_FIRST($of) }: { $value } on { $day }, where its past leads to expect { $low } to { $high }.{ alert-more }
    [gap] { UPPER_FIRST($of) }: { $hint } (since { $since }, last on { $day }).
    [stopped] Choosing by “{ $of }” no longer pays: { alert-known } { $value }{ alert-range }; { $other } in its test.
    [costs] Choosing by “{ $of }” earns less than it did: { alert-known } { $value }{ alert-range }; { $other } in its test.
    [changed] { UPPER_FIRST($of) }: about { $value } since about { $since }; { $other } before.{ alert-more }
   *[failed] Monitoring itself failed: { $hint }
}

alert-subject = { $client }, { $stage ->
    [over] over:
    [lasting] still so:
   *[new] { $severity ->
        [critical] critical:
       *[warning] warning:
    }
} { $kind ->
    [below] { $of }, below the limit
    [above] { $of }, above the limit
    [unknown] { $of }, not known
    [never] { $of }, not collected
    [odd] { $of }, out of the ordinary
    [stopped] choosing by “{ $of }” no longer pays
    [costs] choosing by “{ $of }” earns less
    [gap] { $of }, did not arrive as usual
    [changed] { $of }, changed
   *[failed] monitoring itself failed
}{ $more ->
    [0] {""}
   *[other] {" "}(and { $more } more)
}

alert-begins = { $client }, { $day }, { $time }

alert-stage =
    .new = New:
    .lasting = Told before, and still so:
    .over = Over:

alert-line = – { $severity ->
    [critical] Critical.
    [warning] Warning.
   *[notice] Notice.
} { $what }{ $owner ->
    [none] {""}
   *[known] {" "}Who acts: { $owner }.
}

alert-ends = The page of the day shows each figure beside its past. You are told of each of these once; who is told what stands in the engagement file, under monitoring: alerts.
