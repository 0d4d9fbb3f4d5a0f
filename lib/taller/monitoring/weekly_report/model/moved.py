"""Which key figures moved more than chance explains since the earlier run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.measurement.trials.inference.discovery import adjusted
from taller.monitoring.weekly_report.result import Metric, Verdict

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.features.gathered import Gathered
    from taller.phase import Estimate, Figure

RATE = 0.05
"""Share of the figures called moved that may be wrong (Benjamini and Hochberg)."""


@dataclass(frozen=True)
class Moved(Looked):
    """All key figures of the run beside the earlier run's.

    Attributes
    ----------
    compared : how many estimated figures were held against chance
    gone : how many figures of the earlier run there are no longer
    """

    metrics: tuple[Metric, ...]
    compared: int
    gone: int
    same_data: bool

    def of(self, verdict: Verdict) -> tuple[Metric, ...]:
        """Those of which this holds."""
        return tuple(metric for metric in self.metrics if metric.verdict == verdict)


def compare(found: Gathered) -> Moved:
    """Hold each figure against the same figure of the earlier run.

    Figures are the same by notebook, key, subject and unit. What an estimate moved is chance where
    the difference of two independent estimates of such intervals would be as large too often; since
    both runs share most of their data, chance would in truth move them less, so that rather too
    little than too much is called moved. Figures that were counted, or whose interval is a range of
    assumptions, are held against nothing. What rests on data that do not add up is left out.
    """
    before = {} if found.before is None else _figures(found.earlier)
    same = bool(found.before and found.before.same_data)
    now = _figures(found.results)
    pairs = [
        _paired(found, place, figure, before.get(place), same) for place, figure in now.items()
    ]
    tested = [i for i, (_metric, chance) in enumerate(pairs) if chance is not None]
    chances = dict(zip(tested, adjusted([pairs[i][1] or 0.0 for i in tested]), strict=True))
    metrics = [
        metric if i not in chances else metric.model_copy(update={
            "chance": chances[i], "verdict": "moved" if chances[i] <= RATE else "noise"})
        for i, (metric, _chance) in enumerate(pairs)
    ]  # fmt: skip
    return Moved(tuple(metrics), len(tested), len(before.keys() - now.keys()), same)


def first(moved: Moved, wanted: Sequence[str], most: int) -> tuple[Metric, ...]:
    """The figures to show: of the notebooks wanted, then what moved, then what has a target."""
    order = {verdict: i for i, verdict in enumerate(("moved", "counted", "settings"))}

    def rank(metric: Metric) -> tuple[int, ...]:
        asked = wanted.index(metric.notebook) if metric.notebook in wanted else len(wanted)
        told = order.get(metric.verdict, len(order))
        return asked, told, metric.target is None, metric.now.is_exact

    return tuple(sorted(moved.metrics, key=rank)[:most])


def chance(now: Estimate, before: Estimate) -> float | None:
    """How often two independent estimates of the same truth would differ as much.

    Each counts with the half of its interval that points to the other, over the normal quantile of
    its level (the method of variance estimates recovery). None where either claims no level, or
    neither has a width.

    References
    ----------
    Zou and Donner (2008), "Construction of confidence limits about effect measures: a general
    approach".

    >>> from taller.phase import Estimate
    >>> a, b = (Estimate(value=v, low=v - 1.96, high=v + 1.96, unit="number", n=9, method="m")
    ...         for v in (10.0, 12.0))
    >>> round(chance(a, b), 3)  # 2 / sqrt(1 + 1) = 1.414 standard errors
    0.157
    """
    if now.level is None or before.level is None:
        return None
    rises = now.value > before.value
    own = _error(now, low=rises)
    other = _error(before, low=not rises)
    if (width := math.hypot(own, other)) <= 0:
        return None
    return 2 * NormalDist().cdf(-abs(now.value - before.value) / width)


def _error(estimate: Estimate, *, low: bool) -> float:
    half = estimate.value - estimate.low if low else estimate.high - estimate.value
    return half / NormalDist().inv_cdf((1 + (estimate.level or 0.0)) / 2)


def _figures(results: Mapping) -> dict[tuple[str, str, str], Figure]:
    return {
        (name, figure.key, figure.subject): figure
        for name, result in results.items() if not result.withheld
        for figure in result.figures
    }  # fmt: skip


def _paired(
    found: Gathered, place: tuple[str, str, str], figure: Figure, old: Figure | None, same: bool
) -> tuple[Metric, float | None]:
    """A figure with its verdict; and the chance of its difference where that has to decide."""
    now = figure.estimate
    was = old.estimate if old is not None and old.estimate.unit == now.unit else None
    made = Metric(
        notebook=place[0], title=found.titles.get(place[0], place[0]), key=figure.key,
        subject=figure.subject, label=figure.label, now=now, before=was, target=figure.target,
        verdict=_plain(found, now, was, same),
    )  # fmt: skip
    told = made.verdict == "noise" and was is not None
    return made, chance(now, was) if told and was is not None else None


def _plain(found: Gathered, now: Estimate, was: Estimate | None, same: bool) -> Verdict:
    """What can be said before chance is asked; ``noise`` where it has to be."""
    if was is None:
        return "alone" if found.before is None or not found.comparable else "new"
    if math.isclose(now.value, was.value, rel_tol=1e-9, abs_tol=1e-12):
        return "equal"
    if same:
        return "settings"
    if now.level is None or was.level is None:
        return "assumed"
    return "counted" if now.is_exact and was.is_exact else "noise"
