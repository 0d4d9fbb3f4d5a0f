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
