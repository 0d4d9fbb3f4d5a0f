"""A campaign in regions by its rule, held against placebos; and where the next one would show.

Regions that had it are judged by the others; where all had it at once, only the time before is
left. While it runs nothing is told: no interval of it holds however often one looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from taller.errors import DataError
from taller.measurement.geo.before_after import BeforeAfter, before_after, placebo_starts
from taller.measurement.geo.design import POWER, candidate_sets, designs
from taller.measurement.geo.placebo import placebo_dates, placebo_regions
from taller.measurement.geo.rule import GeoRule, Outcome
from taller.measurement.geo.trial import GeoEffect, geo_effect
from taller.phase import Unit

CANDIDATES = 8  # sets of regions that a design tries
FEWEST, DOUBTFUL = 5, 0.1  # placebos, and share of them as far off from which nothing is shown
STRETCHES = 3  # of the past on which a design is tried at least, where there are so many


@dataclass(frozen=True)
class GeoVerdict:
    """What a campaign changed, by its rule.

    Attributes
    ----------
    outcome : ``doubtful`` where the rule would decide and placebos are as far off; ``running``
        until its last day is in the data, and ``ahead`` until its first
    effect : None while it runs
    places, dates : what the method finds in other regions, and at earlier days, without a campaign
    likely : share of them as far off as the campaign (before and after: that show a change); None
        if too few
    """

    outcome: Outcome | Literal["doubtful", "running", "ahead"]
    effect: GeoEffect | BeforeAfter | None = None
    places: pd.DataFrame = field(default_factory=pd.DataFrame)
    dates: pd.DataFrame = field(default_factory=pd.DataFrame)
    likely: float | None = None


def judge(
    panel: pd.DataFrame, rule: GeoRule, *, unit: Unit = "number", seed: int = 0
) -> GeoVerdict:
    """The verdict on a campaign.

    Parameters
    ----------
    panel : days down, regions across, up to the rule's last day (`region_panel`)
    seed : of the placebo regions drawn

    Raises
    ------
    DataError
        If regions or days do not suffice.
    """
    last = panel.index[-1].date()
    if last < rule.until:
        return GeoVerdict("ahead" if last < rule.starts_on else "running")
    how: dict[str, Any] = {"unit": unit, "level": rule.level}
    effect: GeoEffect | BeforeAfter
    if rule.treated:
        effect = geo_effect(panel, rule.treated, rule.starts_on, **how)
        places = placebo_regions(panel, rule.treated, rule.starts_on, seed=seed)
        dates = placebo_dates(panel, rule.treated, rule.starts_on)
        far = places["ratio"].abs() >= abs(places["ratio"][0])
        far = far[1:]
    else:
        whole, places = panel.sum(axis=1), pd.DataFrame()
        effect = before_after(whole, rule.starts_on, **how)
        dates = placebo_starts(whole, rule.starts_on, unit=unit)
        far = dates["excludes_zero"]
    likely = float(far.mean()) if len(far) >= FEWEST else None
    outcome = rule.outcome(effect.lift)
    decided = outcome in ("won", "worse")
    doubtful = decided and likely is not None and likely > DOUBTFUL
    return GeoVerdict("doubtful" if doubtful else outcome, effect, places, dates, likely)


def design(
    past: pd.DataFrame, *, size: int = 2, days: Sequence[int] = (14, 28), power: float = POWER,
    daily_cost: float | Mapping[Any, float] = 0.0, sets: Sequence[Sequence[Any]] = (),
    seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Which regions, how many days, at what cost, and the smallest change that would show.

    Parameters
    ----------
    past : days down, regions across, without a campaign
    sets : the regions, where they are given; else some of `size` are drawn by lot

    Returns
    -------
    As `designs`, the smallest change first; empty where the past is too short, or regions too few
    """
    if past.shape[1] < size + 2:
        return pd.DataFrame()
    tried = sets or candidate_sets(past, size, count=CANDIDATES, seed=seed)
    try:
        found = designs(past, sets=tried, days=days, daily_cost=daily_cost, power=power)
    except DataError:
        return pd.DataFrame()
    often = found["stretches"] >= STRETCHES
    return found[often | ~often.any()].reset_index(drop=True)
