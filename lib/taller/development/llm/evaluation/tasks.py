"""How well each model does each task, by what code or the client can say of it, and its price.

Every model that the endpoints name for a task does it by itself, on the client's own campaigns,
preferences and findings, within the same budget: one that is out of money, or down, says so. What
it has answered before is remembered, and costs nothing again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taller.development.llm.evaluation.judge import agreement, share
from taller.development.llm.model.classify import took
from taller.development.llm.model.copy import write
from taller.development.llm.model.door.settings import OFFLINE
from taller.development.llm.model.opened import alone, served
from taller.development.llm.model.summarise import summarise
from taller.development.llm.result import Quality

if TYPE_CHECKING:
    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.features.facts import Fact
    from taller.development.llm.model.copy import Copy
    from taller.development.llm.model.door import Door
    from taller.development.llm.params import Params
    from taller.phase import Estimate

COPY, JUDGE, SUMMARISE = "copy", "judge", "summarise"


def tasks(
    copies: Sequence[Copy], known: Sequence[Fact], found: Compared, p: Params, run: Any
) -> tuple[Quality, ...]:
    """A row per task and model that is asked for it; a task that nobody has to do is not there."""
    written = [copy for copy in copies if copy.offline]
    rows = [_quality(COPY, OFFLINE, _usable(written))] if written else []
    for task in (COPY, JUDGE, SUMMARISE):
        for endpoint in served(p.door, task):
            with alone(p.door, task, endpoint, run) as door:
                right = _right(task, door, known, p)
                if door.refused or took(door, task, endpoint):
                    rows.append(_quality(task, endpoint, right, door))
    return (*rows, *found.judged)


def _right(task: str, door: Door, known: Sequence[Fact], p: Params) -> Estimate | None:
    """What share of what a model does is right; None where it does nothing."""
    if task == COPY:
        return _usable(write(door, p.campaigns, p.voice))
    if task == JUDGE:
        return agreement(door, p.voice).share
    found = summarise(door, known)
    told = () if found.offline else found.told
    return share(sum(each.worded for each in told), len(told))


def _usable(copies: Sequence[Copy]) -> Estimate | None:
    return share(sum(copy.usable for copy in copies), sum(bool(copy.parts) for copy in copies))


def _quality(task: str, name: str, right: Estimate | None, door: Door | None = None) -> Quality:
    spent = took(door, task, name) if door else {}
    return Quality(
        task=task, name=name, offline=door is None, right=right,
        refused=dict(door.refused) if door else {},
        dollars=1000 * spent["cost"] / spent["calls"] if spent else 0.0,
        seconds=spent.get("p50"), slow=spent.get("p95"),
    )  # fmt: skip
