"""How well each model did each task, by what code or the client can say of it, and its price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from taller.development.llm.model.classify import CHEAP, TEST, took
from taller.development.llm.result import Quality
from taller.measurement import estimates

if TYPE_CHECKING:
    from taller.development.llm.evaluation.judge import Agreement
    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.model.copy import Copy
    from taller.development.llm.model.door import Door
    from taller.development.llm.model.summarise import Summary
    from taller.phase import Estimate

COPY, JUDGE, SUMMARISE = "copy", "judge", "summarise"


def tasks(
    door: Door, copies: Sequence[Copy], agreed: Agreement, summary: Summary, found: Compared
) -> tuple[Quality, ...]:
    """A row per task and model that did it; a task that nobody did is not there."""
    rows = [*_of_copies(door, copies), *_of_sorting(door, found)]
    if agreed.share is not None:
        rows.append(_row(door, JUDGE, _first(door, JUDGE), agreed.share, offline=False))
    if summary.told and not summary.offline:
        worded = sum(each.worded for each in summary.told)
        share = estimates.share(worded, len(summary.told))
        rows.append(_row(door, SUMMARISE, _first(door, SUMMARISE), share, offline=False))
    return tuple(rows)


def _of_copies(door: Door, copies: Sequence[Copy]) -> Iterable[Quality]:
    """Texts that pass the whole check list, by who wrote them."""
    for by in dict.fromkeys(copy.by for copy in copies if copy.parts):
        own = [copy for copy in copies if copy.by == by]
        share = estimates.share(sum(copy.usable for copy in own), len(own))
        yield _row(door, COPY, by.replace(" · ", "/"), share, offline=own[0].offline)


def _of_sorting(door: Door, found: Compared) -> Iterable[Quality]:
    for each in found.judged:
        yield _row(door, TEST, each.name, each.right, offline=each.name == CHEAP)


def _row(door: Door, task: str, model: str, share: Estimate, *, offline: bool) -> Quality:
    spent = took(door, task, model)
    return Quality(
        task=task.partition("_")[0], model="" if offline else model, share=share, offline=offline,
        dollars=1000 * spent["cost"] / spent["calls"] if spent else 0.0,
        seconds=spent.get("p50"), slow=spent.get("p95"),
    )  # fmt: skip


def _first(door: Door, task: str) -> str:
    """The model that is asked first."""
    name, _provider, model = door.settings.chain(task)[0]
    return f"{name}/{model}"
