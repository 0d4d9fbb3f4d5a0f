"""What accounts or customers of each source bring, and whether sources differ beyond chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from taller.looked import Looked
from taller.measurement import estimates
from taller.monitoring.optimisation.features.sources import Sources
from taller.phase import Estimate

FEWEST = 30  # of a source, below which nothing is told of it
SURE = 0.01  # chance of a difference as large where sources are all alike, below which it is told


@dataclass(frozen=True)
class Source:
    """What one source brought.

    Attributes
    ----------
    n : accounts or customers
    share : of all that is paid
    each : what one brings: revenue of a month today, those that left at 0, or net sales
    kept : share that still pays; None for customers
    """

    name: str
    n: int
    share: Estimate
    each: Estimate
    kept: Estimate | None


@dataclass(frozen=True)
class BySource(Looked):
    """What each source brought, the one that brings most first.

    Attributes
    ----------
    value_p, kept_p : chance of such differences if sources were all alike; None if not told
    few : sources with too few to be told, which stand together in none
    """

    read: Sources
    lines: tuple[Source, ...]
    value_p: float | None = None
    kept_p: float | None = None
    few: int = 0

    @property
    def differ(self) -> Literal["value", "kept"] | None:
        """In what sources differ beyond chance; what one brings goes first."""
        for name, p in (("value", self.value_p), ("kept", self.kept_p)):
            if p is not None and p < SURE:
                return name  # type: ignore[return-value]
        return None


def by_source(read: Sources, seed: int) -> BySource:
    """What each source brought."""
    rows = read.rows
    if read.of is None:
        return BySource(read, ())
    counts = rows["source"].value_counts()
    told = rows[rows["source"].isin(counts.index[counts >= FEWEST])]
    few = int((counts < FEWEST).sum())
    if told["source"].nunique() < 2 or told["value"].sum() <= 0:
        return BySource(read, (), few=few)
    names = [*told["source"].value_counts().index]
    parts = np.stack([np.where(told["source"] == name, told["value"], 0.0) for name in names], 1)
    draw = estimates.generator(seed, "sources")
    shares = estimates.ratios(parts, told["value"].to_numpy(), draw)
    lines = []
    for name, share in zip(names, shares, strict=True):
        own = told[told["source"] == name]
        each = estimates.mean(own["value"], estimates.generator(seed, "source", name), unit="money")
        kept = estimates.share(int(own["kept"].sum()), len(own)) if "kept" in own else None
        lines.append(Source(name, len(own), share, each, kept))
    lines.sort(key=lambda line: -line.share.value)
    return BySource(read, tuple(lines), *_chances(told), few)


def _chances(told: pd.DataFrame) -> tuple[float | None, float | None]:
    from scipy import stats

    groups = [own["value"].to_numpy() for _name, own in told.groupby("source")]
    value = float(stats.kruskal(*groups).pvalue) if told["value"].nunique() > 1 else None
    if "kept" not in told or told["kept"].nunique() < 2:
        return value, None
    return value, float(stats.chi2_contingency(pd.crosstab(told["source"], told["kept"])).pvalue)
