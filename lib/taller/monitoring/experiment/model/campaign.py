"""A campaign in regions as it was judged, what it earned, and where the next one would show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from taller.looked import Looked
from taller.measurement import estimates, geo
from taller.measurement.geo.verdict import GeoVerdict
from taller.monitoring.experiment.features.fixed import Fixed
from taller.monitoring.experiment.features.regional import Regional
from taller.monitoring.experiment.params import Params, Regions
from taller.phase import Estimate


@dataclass(frozen=True)
class Campaign(Looked):
    """What a campaign in regions changed, and a design.

    Attributes
    ----------
    rule, verdict : None where none has been
    designs : sets of regions and days with the smallest change that each would show
    net : what it earned less what it cost; None where nobody said what a unit is worth, or it cost
    """

    p: Params
    asked: Regions
    fixed: Fixed | None
    found: Regional
    rule: geo.GeoRule | None
    verdict: GeoVerdict | None
    designs: pd.DataFrame
    net: Estimate | None = None

    @property
    def past_end(self) -> dt.date:
        """The last day without a campaign."""
        days = self.found.panel.index
        if self.rule is not None:
            days = days[days < pd.Timestamp(self.rule.starts_on)]
        return days[-1].date()

    @property
    def outcome(self) -> str:
        """What the rule says; ``none`` where there is none."""
        return self.verdict.outcome if self.verdict else "none"


def campaign(found: Regional | None, fixed: Fixed, p: Params, seed: int) -> Campaign | None:
    """The verdict of a campaign, and a design; None where nothing is told by region.

    Parameters
    ----------
    seed : of the placebo regions and candidate sets that are drawn
    """
    if found is None:
        return None
    rule, panel, asked = p.regional_rule, found.panel, p.regions or Regions()
    verdict = rule and geo.judge(panel, rule, unit=asked.unit, seed=seed)
    past = panel if rule is None else panel[panel.index < pd.Timestamp(rule.starts_on)]
    how = {"size": asked.size, "days": asked.days}
    if rule and rule.treated and verdict and verdict.effect is None:  # what this one can show
        how = {"sets": [rule.treated], "days": [rule.days]}
    designs = geo.design(past, daily_cost=asked.daily_cost, power=p.power, seed=seed, **how)
    net = None
    if rule and rule.treated and verdict and verdict.effect and p.value is not None:
        paid = p.setup + asked.daily_cost * rule.days * len(rule.treated)
        scale = p.value if rule.better == "up" else -p.value
        net = (
            estimates.scaled(verdict.effect.total, scale, less=paid, unit="money") if paid else None
        )
    return Campaign(p, asked, fixed.regional, found, rule, verdict, designs, net)
