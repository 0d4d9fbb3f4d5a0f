"""What is told of one column: how far it moved, how sure that is, and whether it matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from taller.looked import Looked
from taller.measurement.trials.inference.discovery import adjusted

Kind = Literal["number", "category", "daily"]
Verdict = Literal["drifted", "small", "steady", "too_few", "gone", "new"]


@dataclass(frozen=True)
class ColumnDrift(Looked):
    """How far one column moved from a reference.

    Attributes
    ----------
    kind : ``number`` and ``category`` of rows, ``daily`` of a statistic by day
    where : the statistic that moved most, as ``values``, ``missing``, ``place``, ``spread`` or a
        category
    effect, low, high : how far, and its interval of 95 %; of rows, the share of them that would
        have to be elsewhere (0 to 1); of a daily statistic, its own unit
    p, q : two-sided p, and adjusted for all columns looked at (Benjamini and Hochberg)
    n_reference, n_current : rows, or days known
    verdict : ``drifted``; ``small``, beyond chance but less than matters; ``steady``; ``too_few``;
        ``gone`` and ``new``, a column that one of the two has not
    """

    name: str
    kind: Kind
    where: str
    effect: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    n_reference: int
    n_current: int
    verdict: Verdict


def judged(
    found: Sequence[ColumnDrift], *, rate: float, smallest: float
) -> tuple[ColumnDrift, ...]:
    """Adjust p-values for all columns, and tell what is beyond chance and what of it matters.

    The column that moved most surely comes first.
    """
    tested = [each for each in found if each.p is not None]
    q = adjusted([each.p for each in tested])  # type: ignore[misc]
    told = [_told(each, chance, rate, smallest) for each, chance in zip(tested, q, strict=True)]
    rest = [each for each in found if each.p is None]
    first = sorted(told, key=lambda each: (each.q, -abs(each.effect or 0.0), each.name))
    return (*sorted(rest, key=lambda each: (each.verdict == "too_few", each.name)), *first)


def _told(each: ColumnDrift, q: float, rate: float, smallest: float) -> ColumnDrift:
    matters = abs(each.effect or 0.0) >= smallest
    verdict: Verdict = ("drifted" if matters else "small") if q <= rate else "steady"
    return replace(each, q=q, verdict=verdict)
