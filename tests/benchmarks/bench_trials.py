"""Trials: whether 95 % intervals hold the truth as often as they say, by simulation.

Each rate is tested against its nominal one by a binomial test at 1 in 1,000, two-sided; what is
told whenever one looks is tested one-sided, as it may hold more often. Seeds were fixed before any
result was seen, a world's by its name. Beside each stands what is often done instead: the delta
method's lift, and a fixed interval looked at again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from taller.measurement.estimates import generator
from taller.measurement.trials.balance import balance
from taller.measurement.trials.compare import Reading
from taller.measurement.trials.inference import intervals, sequential
from taller.measurement.trials.inference.delta import pair
from taller.measurement.trials.inference.discovery import adjusted
from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import Moments
from taller.measurement.trials.planning import Baseline, Design, units_needed
from tests.benchmarks import trial_worlds as worlds
from tests.benchmarks.trial_worlds import World

SEED, BLOCK, RARE = 2026, 250, 0.001

ONCE = (
    worlds.spend(0.1, 0.1, (1000, 1000)), worlds.spend(0.1, 0.1, (8000, 2000)),
    worlds.profit(10, 1.0), worlds.share(0.05, 0.2, (1000, 1000)),
    worlds.share(0.03, 0.5, (1000, 1000)), worlds.share(0.1, 0.1, (4500, 500)),
    worlds.visits(100, 0.1), worlds.visits(500, 0.1), worlds.before(30, 0.1),
    worlds.before(300, 0.1), worlds.visits(300, 0.1, worlds.BOTH),
    worlds.accounts(40, 0.1, worlds.VALUE), worlds.accounts(40, 0.1, worlds.RATIO),
    worlds.accounts(40, 0.1, worlds.BOTH), worlds.won(2500, 0.09, -0.2),
)  # fmt: skip
SAME = (
    worlds.spend(0.1, 0.0, (1000, 1000)), worlds.share(0.05, 0.0, (1000, 1000)),
    worlds.visits(500, 0.0), worlds.before(300, 0.0), worlds.accounts(40, 0.0, worlds.BOTH),
    worlds.won(2500, 0.09, 0.0),
)  # fmt: skip
OFTEN = (
    worlds.share(0.05, 0.2, (10_000, 10_000), looks=50),
    worlds.spend(0.1, 0.1, (2000, 2000), looks=20),
    worlds.accounts(40, 0.1, worlds.BOTH, looks=6),
    worlds.accounts(60, 0.1, worlds.BOTH, looks=6, arriving=True),
)
SAME_OFTEN = (
    worlds.share(0.05, 0.0, (10_000, 10_000), looks=50),
    worlds.accounts(40, 0.0, worlds.BOTH, looks=6),
)


class Rate(NamedTuple):
    """How often something held, of how many trials, and how often what is done instead held."""

    held: int
    trials: int
    instead: float

    def met(self, nominal: float = 0.95, *, at_least: bool = False) -> bool:
        """Whether this may be the nominal rate (or, ``at_least``, one above it)."""
        from scipy.stats import binomtest

        side = "less" if at_least else "two-sided"
        return bool(binomtest(self.held, self.trials, nominal, side).pvalue >= RARE)


def coverage(world: World, trials: int | None = None) -> dict[str, Rate]:
    """How often the intervals of difference and lift hold the truth, at all looks at once.

    At a single look, of the trials in which they are told; at several, looks that tell nothing
    hold.
    """
    rng, trials = generator(SEED, world.name, str(world.lift)), trials or world.trials
    held: dict[str, list[np.ndarray]] = {name: [] for name in ("difference", "lift", "d", "l")}
    for start in range(0, trials, BLOCK):
        drawn = min(BLOCK, trials - start)
        looks = [_hold(world, control, arm) for control, arm in world.draw(rng, drawn)]
        for name, blocks in held.items():
            each = np.stack([look[name] for look in looks])
            wrong, told = (each == 0).any(axis=0), (each >= 0).any(axis=0)
            blocks.append(~wrong[told])
    found = {name: np.concatenate(each) for name, each in held.items()}
    return {
        name: Rate(int(found[name].sum()), len(found[name]), float(found[name[0]].mean()))
        for name in ("difference", "lift")
    }


def _hold(world: World, control: Moments, arm: Moments) -> dict[str, np.ndarray]:
    """Whether each interval holds the truth, 1 or 0, or is not told, NaN.

    ``d`` and ``l`` are what is often done instead.
    """
    two = pair(control, arm, world.metric)
    once = intervals.reach(two.df)
    reach = once
    if len(world.sizes) > 1:
        reach = sequential.reach(two.n, two.df, planned=world.planned)
    bounds = {
        "difference": (intervals.difference(two, reach), world.difference),
        "lift": (intervals.lift(two, reach), world.lift),
        "d": (intervals.difference(two, once), world.difference),
        "l": (intervals.lift_delta(two, once), world.lift),
    }
    return {
        name: ~((low > truth) | (high < truth)) for name, ((low, high), truth) in bounds.items()
    }


def _no_finding() -> tuple[Rate, float, bool]:
    """Ten metrics that move together, two arms against one control, and nothing differs."""
    rng, trials = generator(SEED, "findings"), 2000
    names = [f"v{i}" for i in range(10)]
    p_values = np.empty((trials, 20))
    for start in range(0, trials, BLOCK):
        arms = [Moments.of(rng.gamma(1, 1, (BLOCK, 200, 10)) + rng.gamma(1, 1, (BLOCK, 200, 1)),
                           names) for _arm in range(3)]  # fmt: skip
        found = [intervals.p_value(pair(arms[0], arm, Metric(key="m", column=name)))
                 for arm in arms[1:] for name in names]  # fmt: skip
        p_values[start : start + BLOCK] = np.stack(found, axis=-1)
    silent = [min(adjusted(list(row))) > 0.05 for row in p_values]
    return Rate(sum(silent), trials, float((p_values > 0.05).all(axis=1).mean())), 0.95, True


def _balanced() -> tuple[Rate, float, bool]:
    """Arms of a lot of 60, 30 and 10 %."""
    shares = {"a": 0.6, "b": 0.3, "c": 0.1}
    sizes = generator(SEED, "balance").multinomial(10_000, list(shares.values()), 4000)
    held = [balance(dict(zip(shares, map(int, row), strict=True)), shares).holds for row in sizes]
    return Rate(sum(held), len(held), 0.0), 0.99, False


def _guarded() -> tuple[Rate, float, bool]:
    """A guardrail that truly loses its margin is not told to be kept."""
    world = worlds.share(0.2, -0.1, (3000, 3000))
    ((control, arm),) = world.draw(generator(SEED, "guardrail"), 4000)
    two = pair(control, arm, world.metric)
    low, _high = intervals.lift(two, intervals.reach(two.df))
    return Rate(int((low <= world.lift).sum()), 4000, 0.0), 0.975, False


def _found(reading: Reading) -> tuple[Rate, float, bool]:
    """A lift is found by as many units as its plan says: at one look, or at one of ten."""
    design, base = Design(reading=reading), Baseline(value=0.1, variance=0.09, binary=True)
    often = reading == "sequential"
    looks = 10 if often else 1
    n = units_needed(base, 0.15, design) // 2 // looks * looks
    world = worlds.share(0.1, 0.15, (n, n), looks=looks)
    won = np.zeros(4000, bool)
    for control, arm in world.draw(generator(SEED, "power", reading), 4000):
        two = pair(control, arm, world.metric)
        p = sequential.p_value(two, planned=2 * n) if often else intervals.p_value(two)
        won |= p < 0.05
    return Rate(int(won.sum()), 4000, 0.0), design.power, often


OTHER: dict[str, Callable[[], tuple[Rate, float, bool]]] = {
    "nothing found among ten metrics and two arms that do not differ": _no_finding,
    "arms as the lot made them are told to be in balance": _balanced,
    "a guardrail that loses its margin is not told to be kept": _guarded,
    "a lift is found by as many units as planned": partial(_found, "fixed"),
    "the same, looked at ten times": partial(_found, "sequential"),
}
"""Rates beside coverage, each with its nominal one, and whether it may be above."""


def figures() -> Iterator[dict[str, Any]]:
    """Coverage of every interval, and false alarms where nothing differs."""
    for world in ONCE + OFTEN:
        often = len(world.sizes) > 1
        for name, rate in coverage(world).items():
            told = f"{world.name}: {name}" + (f", at all {len(world.sizes)} looks" if often else "")
            instead = "fixed interval at each" if often else "delta method"
            yield _row(told, rate, instead if often or name == "lift" else "", often)
    for world in SAME + SAME_OFTEN:
        often = len(world.sizes) > 1
        rate = coverage(world)["difference"]
        alarms = Rate(rate.trials - rate.held, rate.trials, 1 - rate.instead)
        told = f"false alarms, {world.name}" + (f", {len(world.sizes)} looks" if often else "")
        yield _row(told, alarms, "fixed interval at each" if often else "", often, alarms=True)
    for name, measure in OTHER.items():
        rate, nominal, above = measure()
        yield {
            "name": f"{name} ({rate.trials:,} trials)", "value": 100 * rate.held / rate.trials,
            "unit": "%", "beside": f"unadjusted: {rate.instead:.1%}" if rate.instead else "",
            "target": f"{'at least ' if above else ''}{100 * nominal:g}%",
            "met": rate.met(nominal, at_least=above),
        }  # fmt: skip


def _row(
    name: str, rate: Rate, instead: str, often: bool, *, alarms: bool = False
) -> dict[str, Any]:
    nominal = 0.05 if alarms else 0.95
    bound = ("at most " if alarms else "at least ") if often else ""
    good = Rate(rate.trials - rate.held, rate.trials, 0.0) if alarms else rate
    return {
        "name": f"{name} ({rate.trials:,} trials)", "value": 100 * rate.held / rate.trials,
        "unit": "%", "beside": f"{instead}: {rate.instead:.1%}" if instead else "",
        "target": f"{bound}{nominal:.0%}", "met": good.met(at_least=often),
    }  # fmt: skip
