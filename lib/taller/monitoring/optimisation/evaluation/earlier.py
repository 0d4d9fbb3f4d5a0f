"""What came of earlier recommendations: decided, still advised or not, and what they brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.result import Earlier, Recommendation, Result
from taller.phase import Estimate

if TYPE_CHECKING:
    from taller.monitoring.optimisation.params import Outcome

KEEP = 40  # earlier recommendations that are carried on, those decided on and the latest first


def came_of(
    before: Any, decided: Mapping[str, Any], now: Sequence[Recommendation],
    outcomes: Sequence[Outcome], asked: Collection[str],
) -> tuple[Earlier, ...]:  # fmt: skip
    """What became of what earlier runs recommended, and of what people decided.

    Parameters
    ----------
    before : an earlier run, with its ``day`` and ``results``; None where there is none
    decided : what people decided, by the recommendation's key (`Run.decided`)
    now : what is recommended now
    outcomes : what the client says was measured
    asked : the notebooks that this run asked, without which nothing is known of theirs
    """
    old = _known(before)
    for key, record in decided.items():
        day = dt.date.fromisoformat(record.on)
        held = old.get(key) or Earlier(key=key, notebook=key.partition(".")[0], first=day,
                                       what=record.what or key, state="taken")  # fmt: skip
        old[key] = held.model_copy(update={"state": record.state, "on": day, "by": record.by,
                                           "then": record.expected or held.then})  # fmt: skip
    today = {each.key: each for each in now}
    measured = {each.recommendation: each for each in outcomes}
    told = [_now(each, today.get(each.key), measured.get(each.key), each.key in decided, asked)
            for each in old.values()]  # fmt: skip
    told.sort(key=lambda each: (each.on is None, -(each.on or each.first).toordinal(), each.key))
    return tuple(told[:KEEP])


def _known(before: Any) -> dict[str, Earlier]:
    """What the earlier run recommended, and what it knew of those before it."""
    found = before.results.get("optimisation") if before is not None else None
    if not isinstance(found, Result):
        return {}
    held = {each.key: each for each in found.earlier}
    for each in found.recommendations:
        first = held[each.key].first if each.key in held else before.day
        held[each.key] = Earlier(key=each.key, notebook=each.notebook, what=each.what,
                                 then=each.worth, first=first, state="repeated")  # fmt: skip
    return held


def _now(
    each: Earlier, still: Recommendation | None, outcome: Outcome | None, decided: bool,
    asked: Collection[str],
) -> Earlier:  # fmt: skip
    changed: dict[str, Any] = {"now": still.worth if still is not None else None}
    if outcome is not None:
        brought = Estimate(value=outcome.brought, low=outcome.low, high=outcome.high, unit="money",
                           n=0, method=say("method-said", by=outcome.measured_by))  # fmt: skip
        changed |= {"brought": brought, "measured_by": outcome.measured_by,
                    "promised": _kept(each.then, brought)}  # fmt: skip
    if not decided:
        gone = "gone" if each.notebook in asked else "not_run"
        changed |= {"state": gone if still is None else "repeated", "on": None, "by": ""}
    return each.model_copy(update=changed)


def _kept(then: Estimate | None, brought: Estimate) -> Literal["kept", "less", "more", ""]:
    """Whether it brought what was expected; "" where nothing was."""
    if then is None:
        return ""
    if not brought.moved_from(then):
        return "kept"
    return "less" if brought.value < then.value else "more"
