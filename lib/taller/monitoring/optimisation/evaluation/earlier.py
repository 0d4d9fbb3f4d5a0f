"""What came of earlier recommendations: done, declined, still advised, or no longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taller.measurement import estimates
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.result import Earlier, Recommendation, Result

if TYPE_CHECKING:
    from taller.monitoring.optimisation.params import Followed
    from taller.phase import Estimate

KEEP = 40  # earlier recommendations that are carried on, the latest first


def came_of(
    before: Any, now: Sequence[Recommendation], followed: Sequence[Followed], asked: Sequence[str]
) -> tuple[Earlier, ...]:
    """What became of each recommendation of an earlier run.

    Parameters
    ----------
    before : an earlier run, with its ``day`` and ``results``; None where there is none
    now : what is recommended now
    followed : what the client says was done or declined
    asked : the notebooks that this run asked, without which nothing is known of theirs
    """
    found = before.results.get("optimisation") if before is not None else None
    if not isinstance(found, Result):
        return ()
    today = {each.key: each for each in now}
    said = {each.recommendation: each for each in followed}
    old = {each.key: Earlier(**_of(each), first=before.day, state="repeated")
           for each in found.recommendations}  # fmt: skip
    for each in found.earlier:  # what was advised before that, with the day it first was
        held = old.get(each.key)
        old[each.key] = each if held is None else held.model_copy(update={"first": each.first})
    told = [_now(each, today, said, asked) for each in old.values()]
    told.sort(key=lambda each: each.first, reverse=True)
    return tuple(told[:KEEP])


def _of(each: Recommendation) -> dict[str, Any]:
    return {"key": each.key, "notebook": each.notebook, "what": each.what, "then": each.worth}


def _now(
    each: Earlier, today: Mapping[str, Recommendation], said: Mapping[str, Followed],
    asked: Sequence[str],
) -> Earlier:  # fmt: skip
    given, still = said.get(each.key), today.get(each.key)
    worth = still.worth if still is not None else None
    if given is not None:
        return each.model_copy(update={
            "state": given.outcome, "now": worth, "on": given.on, "brought": _brought(given),
            "measured_by": given.measured_by, "promised": _kept(each.then, given),
        })  # fmt: skip
    if each.state in ("done", "declined"):
        return each
    if still is not None:
        return each.model_copy(update={"state": "repeated", "what": still.what, "now": worth})
    return each.model_copy(update={"state": "gone" if each.notebook in asked else "not_run",
                                   "now": None})  # fmt: skip


def _brought(given: Followed) -> Estimate | None:
    from taller.phase import Estimate

    if given.brought is None:
        return None
    low, high = (given.brought if end is None else end for end in (given.low, given.high))
    return Estimate(value=given.brought, low=low, high=high, unit="money", n=0,
                    method=say("method-said", by=given.measured_by))  # fmt: skip


def _kept(then: Estimate | None, given: Followed) -> str:
    """Whether what it brought is what was promised: ``kept``, ``less``, ``more``, or not told."""
    brought = _brought(given)
    if then is None or brought is None or given.low is None:
        return ""
    if not brought.moved_from(then):
        return "kept"
    return "less" if estimates.scaled(brought, 1).value < then.value else "more"
