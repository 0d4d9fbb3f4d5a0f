"""The regional trial whose result would be worth most for the next plan, sized and priced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from taller.looked import Looked
from taller.measurement import estimates, geo
from taller.measurement.geo.design import POWER
from taller.monitoring.optimisation.model.budget.blocks import blocks
from taller.monitoring.optimisation.model.budget.knowing import worth_of_all, worth_of_result
from taller.monitoring.optimisation.model.budget.limits import Known, limits
from taller.monitoring.optimisation.model.budget.messages import say
from taller.monitoring.optimisation.model.budget.plan import Asked, reach
from taller.monitoring.optimisation.model.budget.solving import COARSE, solve

if TYPE_CHECKING:
    from taller.phase import Estimate

Action = Literal["stop", "double", "start"]
WEEKS = (4, 8)  # of a trial, each tried
FEWEST_REGIONS = 4
SLIGHT = 0.002  # of what a plan's advertising brings: less is not worth a trial
THIRDS = 3  # of the draws by each channel's effect, for each of which a plan is made
BLUNT = NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(POWER)
"""Standard errors that make an effect show at 1 in 20 in a share `POWER` of trials."""


@dataclass(frozen=True)
class Trial:
    """One trial: what is done where for how long, what it costs and what its result is worth.

    Attributes
    ----------
    worth : expected, in one plan that is made with the result: profit where the margin is known,
        else sales
    cost : what it is expected to forgo or to add to spend
    detectable : the smallest change of sales over the whole trial that would show
    effect : the change of sales expected
    further : what it spends more, or less, than without it
    beyond : whether it spends more than ever was
    """

    channel: str
    action: Action
    regions: tuple[str, ...]
    weeks: int
    worth: float
    cost: Estimate
    detectable: float
    effect: Estimate
    further: float
    beyond: bool


@dataclass(frozen=True)
class Trials(Looked):
    """The trials that were thought through, that which is worth most after its cost first.

    Attributes
    ----------
    all : what knowing every effect exactly would be worth, in one plan
    told : whether the weeks tell the channels apart; else effects and worths are not to be shown
    assumed : whether spend is taken to be shared over regions as sales are, for it is not told
    why : why there is none: too few regions, a past too short, or nothing to decide
    """

    asked: Asked
    tried: tuple[Trial, ...]
    all: float
    told: bool = True
    assumed: bool = False
    why: Literal["", "no_regions", "short", "settled"] = ""

    @property
    def best(self) -> Trial | None:
        """The trial to make; None where no result would change the plan."""
        return self.tried[0] if self.tried else None


def think(
    asked: Asked, sales: pd.DataFrame, shares: np.ndarray, seed: int, *,
    unclear: Sequence[str] | None = None, assumed: bool = False,
) -> Trials:  # fmt: skip
    """Trials in regions: of each channel, stopped or doubled, in the regions that show most.

    Parameters
    ----------
    sales : weeks down, regions across, without holes
    shares : (R, C) of each channel's spend that each region has
    unclear : channels of which the weeks tell nothing that a plan may rest on. Then what a trial
        costs is what it spends, and the dearest of these channels comes first
    assumed : whether `shares` are assumed, not known
    """
    values = plans(asked)
    everything, told = worth_of_all(values), unclear is None
    how: dict[str, Any] = {"all": everything, "told": told, "assumed": assumed}
    slight = SLIGHT * abs(float(values.mean(axis=1).max()))
    if told and everything <= slight:
        return Trials(asked, (), why="settled", **how)
    if sales.shape[1] < FEWEST_REGIONS:
        return Trials(asked, (), why="no_regions", **how)
    # A quarter of the regions: more of them leave too few to tell what would have been there.
    found = geo.design(sales, size=max(1, sales.shape[1] // 4), days=WEEKS, seed=seed)
    if found.empty:
        return Trials(asked, (), why="short", **how)
    designs = found.drop_duplicates("days")  # of each length the set that would show most
    made = ranked(_tried(asked, values, designs, sales, shares, seed), slight, unclear)
    return Trials(asked, tuple(made), why="" if made else "settled", **how)


def ranked(made: Iterable[Trial], slight: float, unclear: Sequence[str] | None) -> list[Trial]:
    """Those worth naming, the one to make first."""
    if unclear is None:
        kept = [each for each in made if each.worth > slight]
        return sorted(kept, key=lambda each: max(each.cost.value, 0.0) - each.worth)
    kept = [each for each in made if each.channel in unclear and each.further > 0]
    return sorted(kept, key=lambda each: (-each.further / each.weeks, each.weeks))


def plans(asked: Asked) -> np.ndarray:
    """What plans that might be made once more is known bring in each draw: (P, D)."""
    at = blocks(asked.days, asked.constraints)
    known = Known(tuple(asked.curves.channels), asked.today, np.asarray(asked.curves.observed_most))
    held = limits(asked.constraints, known, at, asked.totals)
    grid = np.linspace(0, 1, COARSE) * reach(asked, held, at, asked.totals)[:, None]
    drawn = asked.curves.steady(grid.T).transpose(0, 2, 1)
    chosen = [np.arange(len(drawn))]
    for effects in drawn[:, :, -1].T:
        chosen += np.array_split(np.argsort(effects, kind="stable"), THIRDS)[::2]
    made = [solve(grid, drawn[draws].mean(axis=0), at.weeks, held) for draws in chosen]
    return np.array([_brings(asked, levels, at.weeks) for levels in made])


def _brings(asked: Asked, levels: np.ndarray, weeks: np.ndarray) -> np.ndarray:
    steady = asked.curves.steady(levels).sum(axis=2)
    spent = float((levels.sum(axis=1) * weeks).sum())
    return np.asarray(asked.worth * (steady @ weeks) - asked.profit * spent)


def _tried(
    asked: Asked, values: np.ndarray, designs: pd.DataFrame, sales: pd.DataFrame,
    shares: np.ndarray, seed: int,
) -> Iterator[Trial]:  # fmt: skip
    today = asked.curves.steady(asked.today[None, :])[:, 0, :]
    for c, action, level in _actions(asked):
        changed = asked.today.copy()
        changed[c] = level
        change = asked.curves.steady(changed[None, :])[:, 0, c] - today[:, c]
        for row in designs.itertuples(index=False):
            share = float(shares[[sales.columns.get_loc(name) for name in row.regions], c].sum())
            if share <= 0:
                continue
            effect = change * share * row.days
            further = float(level - asked.today[c]) * share * row.days
            yield Trial(
                asked.curves.channels[c], action, tuple(map(str, row.regions)), int(row.days),
                worth=worth_of_result(values, effect, row.smallest_total / BLUNT, seed),
                cost=_money(asked, _cost(asked, effect, further)), effect=_money(asked, effect),
                detectable=float(row.smallest_total), further=further,
                beyond=bool(level > asked.curves.observed_most[c]),
            )  # fmt: skip


def _money(asked: Asked, drawn: np.ndarray) -> Estimate:
    return estimates.of_draws(float(drawn.mean()), drawn, unit="money", n=len(asked.spent),
                              method=say("budget-method", draws=len(drawn)))  # fmt: skip


def _actions(asked: Asked) -> Iterator[tuple[int, Action, float]]:
    for c, now in enumerate(asked.today):
        if now > 0:
            yield c, "stop", 0.0
            yield c, "double", 2 * float(now)
        elif (mean := float(asked.spent[:, c].mean())) > 0:
            yield c, "start", mean


def _cost(asked: Asked, effect: np.ndarray, further: float) -> np.ndarray:
    """What a trial forgoes in each draw: profit; else sales where spend stops, else spend.

    Without a margin sales and spend are not set off against each other.
    """
    if asked.profit:
        return further - asked.worth * effect
    return -effect if further < 0 else np.full_like(effect, further)
