"""The week: all that is told of it, together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.weekly_report.features.progress import Followed, follow
from taller.monitoring.weekly_report.model import ahead, moved, problems
from taller.monitoring.weekly_report.model.moved import Moved

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.monitoring.weekly_report.params import Params
    from taller.monitoring.weekly_report.result import (
        Decided,
        Metric,
        Money,
        Problem,
        Risk,
        Step,
    )


@dataclass(frozen=True)
class Week(Looked):
    """What a week comes to.

    Attributes
    ----------
    followed : the plan seen from the report's day; None where the run has none
    shown : the figures that the report shows, of all that were compared
    """

    found: Gathered
    p: Params
    followed: Followed | None
    problems: tuple[Problem, ...]
    moved: Moved
    shown: tuple[Metric, ...]
    steps: tuple[Step, ...]
    decided: tuple[Decided, ...]
    risks: tuple[Risk, ...]
    money: Money | None


def look(found: Gathered, p: Params) -> Week:
    """Everything the report tells of."""
    followed, compared = follow(found), moved.compare(found)
    return Week(
        found=found, p=p, followed=followed, problems=problems.problems(found, followed),
        moved=compared, shown=moved.first(compared, p.notebooks, p.most), steps=ahead.steps(found),
        decided=ahead.decided(found),
        risks=ahead.risks(found), money=ahead.money(found),
    )  # fmt: skip
