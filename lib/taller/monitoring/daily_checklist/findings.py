"""What the day's list comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.monitoring.daily_checklist.messages import say
from taller.monitoring.daily_checklist.result import Result
from taller.phase import Check, Estimate, Figure

if TYPE_CHECKING:
    from taller.monitoring.daily_checklist.model.ticked import Ticked


def conclude(ticked: Ticked) -> Result:
    """Put the day's list into one result.

    It decides nothing: what is to be decided stands on the pages that it names.
    """
    return Result(
        headline=headline(ticked),
        figures=_figures(ticked),
        checks=_checks(ticked),
        limits=(say("limit-evidence"), say("limit-run", day=ticked.found.ran_on)),
        day=ticked.found.day,
        items=ticked.items,
    )


def headline(ticked: Ticked) -> str:
    """What needs somebody first, then what is done and what is left."""
    look = ticked.of("look")
    return say(
        "headline", n=len(ticked.items), done=len(ticked.of("done")) + len(look), look=len(look),
        first=look[0].what if look else None, missing=len(ticked.of("missing")),
        yours=len(ticked.of("yours")),
    )  # fmt: skip


def _figures(ticked: Ticked) -> tuple[Figure, ...]:
    counts = {"done": len(ticked.of("done")), "look": len(ticked.of("look")),
              "yours": len(ticked.of("yours")), "missing": len(ticked.of("missing"))}  # fmt: skip
    return tuple(
        Figure(key=key, label=say(f"figure.{key}", of=len(ticked.items)),
               estimate=Estimate.exact(n, unit="count", n=len(ticked.items), method=say("counted")))
        for key, n in counts.items()
    )  # fmt: skip


def _checks(ticked: Ticked) -> tuple[Check, ...]:
    found = ticked.found
    told = say.parts("check-today", ran=found.ran_on, day=found.day)
    return (Check(passed=found.ran_on == found.day, doubt=False, **told),)
