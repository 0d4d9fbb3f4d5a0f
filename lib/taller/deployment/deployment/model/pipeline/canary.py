"""The canary's verdict: whether the new version does worse, looked at as often as one likes.

Three measures: users who meet a failure, users who wait too long, and answers that lie elsewhere
than validation leads to expect, each beyond what the live version shows beside it. Bounds hold at
all looks together; the chance of a wrong one is shared by all measures of all steps. A measure
passes where its whole interval lies within what is borne, fails where it lies wholly outside, and
else nothing is told: too little traffic is never a pass.
"""

from __future__ import annotations

from typing import Any, Literal

from taller.deployment.deployment.model.pipeline.counted import Arm, Expected
from taller.deployment.deployment.params import Steps
from taller.measurement.trials.inference import exact
from taller.phase import Record

Measure = Literal["errors", "late", "answers"]
Verdict = Literal["passed", "failed", "open"]
MEASURES: tuple[Measure, ...] = ("errors", "late", "answers")
ENDLESS = 10_000_000  # users beyond which nobody waits


class Look(Record):
    """One measure at one look."""

    step: int
    share: float
    measure: Measure
    n_new: int
    n_live: int
    value_new: float
    value_live: float
    low: float
    high: float
    borne: float
    verdict: Verdict


def judge(
    new: Arm, live: Arm, expect: tuple[Expected, Expected], p: Steps, *, step: int,
) -> list[Look]:  # fmt: skip
    """Each measure at one look, the answers where they lie farthest from what is expected.

    Parameters
    ----------
    expect : what validation leads to expect of the new version and of the live one
    step : which of the steps, from 1
    """
    share, looks = p.canary[step - 1], []
    for measure in MEASURES:
        tried = _counts(measure, new, live, expect)
        each = [_look(measure, counts, p, _alpha(p) / len(tried), step=step, share=share)
                for counts in tried]  # fmt: skip
        looks.append(_worst(each))
    return looks


def verdict(looks: list[Look]) -> Verdict:
    """What a look at all measures comes to."""
    found = {look.verdict for look in looks}
    return next((each for each in ("failed", "open") if each in found), "passed")  # type: ignore[return-value]


def needed(
    new: Arm, live: Arm, expect: tuple[Expected, Expected], p: Steps, *, step: int
) -> int | None:
    """Users whose requests are still needed at this share, if both versions do as both did so far.

    Returns
    -------
    of the slowest measure; None where no number of them would tell
    """
    share, most = p.canary[step - 1], 0
    for measure in MEASURES:
        tried = _counts(measure, new, live, expect)
        for counts in tried:
            n = _enough(measure, counts, p, _alpha(p) / len(tried), share)
            if n is None:
                return None
            most = max(most, n - counts[1])
    return round(max(most, 1) / share)


def borne(measure: Measure, p: Steps) -> float:
    """How much worse a measure may be."""
    return {"errors": p.errors, "late": p.late, "answers": p.shift}[measure]


_Counts = tuple[int, int, int, int, float]
"""Hits and users of the new version, those of the live one, and the difference expected."""


def _counts(
    measure: Measure, new: Arm, live: Arm, expect: tuple[Expected, Expected]
) -> list[_Counts]:
    if measure == "errors":
        return [(new.failed, new.n, live.failed, live.n, 0.0)]
    if measure == "late":
        return [(new.late, new.n, live.late, live.n, 0.0)]
    cuts = min(len(expect[0].shares), len(expect[1].shares))
    here, there = new.places or (0,) * cuts, live.places or (0,) * cuts
    return [
        (here[i], new.answered, there[i], live.answered, expect[0].shares[i] - expect[1].shares[i])
        for i in range(cuts)
    ]


def _look(
    measure: Measure, counts: _Counts, p: Steps, alpha: float, *, step: int, share: float
) -> Look:
    hits, n, live_hits, live_n, apart = counts
    bounds = exact.difference_bounds(hits, n, live_hits, live_n, alpha=alpha)
    low, high = (bound - apart for bound in bounds)
    return Look(
        step=step, share=share, measure=measure, n_new=n, n_live=live_n,
        value_new=hits / n if n else 0.0, value_live=live_hits / live_n if live_n else 0.0,
        low=low, high=high, borne=borne(measure, p),
        verdict=_verdict(measure, low, high, p),
    )  # fmt: skip


def _verdict(measure: Measure, low: float, high: float, p: Steps) -> Verdict:
    most, two_sided = borne(measure, p), measure == "answers"
    if low > most or (two_sided and high < -most):
        return "failed"
    return "passed" if high < most and (not two_sided or low > -most) else "open"


def _alpha(p: Steps) -> float:
    """One measure's share, at one step, of the chance of a wrong verdict."""
    return p.alpha / (len(p.canary) * len(MEASURES))


def _enough(measure: Measure, counts: _Counts, p: Steps, alpha: float, share: float) -> int | None:
    """The new version's users with whom a measure passes, at the rate that both show together."""
    hits, n, live_hits, live_n, _apart = counts
    unknown = 0.5 if measure == "answers" else 0.0
    rate = (hits + live_hits) / (n + live_n) if n + live_n else unknown

    def passes(users: int) -> bool:
        others = round(users * (1 - share) / share)
        bounds = exact.difference_bounds(
            round(rate * users), users, round(rate * others), others, alpha=alpha
        )
        return _verdict(measure, *bounds, p) == "passed"

    most = max(n, 1)
    while not passes(most):
        most *= 2
        if most > ENDLESS:
            return None
    least = most // 2
    while most - least > max(1, most // 100):
        middle = (least + most) // 2
        least, most = (least, middle) if passes(middle) else (middle, most)
    return most


def _worst(looks: list[Look]) -> Look:
    """The look that decides: one that failed, else one that is open, else the farthest."""
    order = {"failed": 2, "open": 1, "passed": 0}
    return max(looks, key=lambda look: (order[look.verdict], max(-look.low, look.high)))


def told(looks: list[Look]) -> list[dict[str, Any]]:
    """The looks as the journal keeps them."""
    return [look.model_dump() for look in looks]
