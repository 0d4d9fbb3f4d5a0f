"""Worlds for `bench_trials`: trials drawn many at once, each with its true difference and lift."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from taller.measurement.trials.metric import Metric
from taller.measurement.trials.moments import MEMBERS, Moments

Looks = Iterator[tuple[Moments, Moments]]


@dataclass(frozen=True)
class World:
    """A trial: how it is drawn, ``draw(rng, trials)`` giving control and arm at each look."""

    name: str
    metric: Metric
    draw: Callable[[np.random.Generator, int], Looks]
    base: float  # control's true value
    lift: float
    sizes: tuple[float, ...] = (1.0,)  # looks, as shares of the units
    planned: int = 1000
    trials: int = 4000

    @property
    def difference(self) -> float:
        """True difference."""
        return self.base * self.lift


VALUE = Metric(key="v", column="v")
BOUGHT = Metric(key="v", kind="share", column="v")
RATIO = Metric(key="v", kind="ratio", column="v", per="d")
BEFORE = Metric(key="v", column="v", covariate="z")
BOTH = Metric(key="v", kind="ratio", column="v", per="d", covariate="z", covariate_per="e")


def share(p: float, lift: float, n: tuple[int, int], looks: int = 1) -> World:
    """Conversions; at several looks, as many new users each time."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        hits = [rng.binomial(size // looks, chance, (trials, looks)).cumsum(axis=1)
                for size, chance in zip(n, (p, p * (1 + lift)), strict=True)]  # fmt: skip
        for look in range(looks):
            seen = [np.full(trials, size // looks * (look + 1.0)) for size in n]
            yield tuple(_of_hits(at, arm[:, look]) for at, arm in zip(seen, hits, strict=True))

    name = f"share, {p:.1%} of {n[0]:,} and {n[1]:,}"
    return World(name, BOUGHT, draw, p, lift, tuple(np.arange(1, looks + 1) / looks), sum(n))


def _of_hits(n: np.ndarray, hits: np.ndarray) -> Moments:
    sums = hits[:, None].astype(float)
    return Moments.of_sums(["v"], n, sums, sums[..., None])


def spend(p: float, lift: float, n: tuple[int, int], looks: int = 1) -> World:
    """What users spend: few buy, amounts are lognormal; the lift is in who buys."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        arms = [(rng.random((trials, size)) < chance) * rng.lognormal(3, 0.8, (trials, size))
                for size, chance in zip(n, (p, p * (1 + lift)), strict=True)]  # fmt: skip
        for look in range(1, looks + 1):
            yield tuple(Moments.of(arm[:, : arm.shape[1] * look // looks, None], ["v"])
                        for arm in arms)  # fmt: skip

    name = f"mean, spend of {n[0]:,} and {n[1]:,} users, {p:.0%} buy"
    base = p * float(np.exp(3 + 0.8**2 / 2))
    return World(name, VALUE, draw, base, lift, tuple(np.arange(1, looks + 1) / looks), sum(n))


def profit(n: int, difference: float) -> World:
    """A mean that may be below nothing, of few."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        arms = [rng.normal(4 + move, 3, (trials, n, 1)) for move in (0.0, difference)]
        yield tuple(Moments.of(arm, ["v"]) for arm in arms)

    return World(f"mean, {n} and {n} units", VALUE, draw, 4.0, difference / 4)


def visits(n: int, lift: float, metric: Metric = RATIO) -> World:
    """Spend per visit, of users who visit more the more they spend; and the same before."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        yield tuple(_visited(rng, (trials, n), by) for by in (1.0, 1 + lift))

    name = "ratio, spend per visit" + (", adjusted" if metric.covariate else "")
    return World(f"{name}, {n} and {n} users", metric, draw, 0.3 * 4 / 3, lift)


def _visited(rng: np.random.Generator, shape: tuple[int, int], by: float) -> Moments:
    taste = rng.gamma(2, 0.5, shape)  # its mean is 1, of its square 1.5: so 4/3 a visit
    e, d = 1 + rng.poisson(2 * taste), 1 + rng.poisson(2 * taste)
    z, v = rng.gamma(0.3 * e * taste), rng.gamma(0.3 * d * taste) * by
    return Moments.of(np.stack([v, d, z, e], axis=-1), ["v", "d", "z", "e"])


def won(n: int, p: float, lift: float) -> World:
    """Cost per customer won: what one newcomer costs is known, whether they buy is not."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        chances = (p, p / (1 + lift))
        yield tuple(
            _of_newcomers(n, rng.binomial(n, 0.5, trials), chance, rng) for chance in chances
        )

    name = f"ratio, cost per customer won, {p:.0%} of the new half of {n:,} and {n:,}"
    return World(name, RATIO, draw, 1 / p, lift)


def _of_newcomers(n: int, new: np.ndarray, p: float, rng: np.random.Generator) -> Moments:
    bought = rng.binomial(new, p)
    sums = np.stack([new, bought], axis=-1).astype(float)
    products = np.stack([new, bought, bought, bought], axis=-1).reshape(-1, 2, 2)
    return Moments.of_sums(["v", "d"], np.full(len(new), n), sums, products, sums)


def before(n: int, lift: float) -> World:
    """A mean that follows what the same users did before."""

    def draw(rng: np.random.Generator, trials: int) -> Looks:
        for_each = []
        for by in (1.0, 1 + lift):
            z = rng.gamma(1, 1, (trials, n))
            v = (0.7 * z + rng.gamma(1, 0.5, (trials, n))) * by
            for_each.append(Moments.of(np.stack([v, z], axis=-1), ["v", "z"]))
        yield tuple(for_each)

    return World(f"mean, adjusted, {n} and {n} users", BEFORE, draw, 1.2, lift)


def accounts(
    n: int, lift: float, metric: Metric, *, looks: int = 1, arriving: bool = False,
    trials: int = 4000,
) -> World:  # fmt: skip
    """Accounts of very different size, each with a level of its own, before and after.

    At several looks either new accounts arrive, or all are there and what they do accumulates.
    """

    def draw(rng: np.random.Generator, drawn: int) -> Looks:
        arms = [_accounts(rng, (drawn, n), looks, by) for by in (1.0, 1 + lift)]
        for look in range(1, looks + 1):
            seen, until = (n * look // looks, looks) if arriving else (n, look)
            yield tuple(_looked_at(arm, seen, until) for arm in arms)

    words = {"": "mean", "d": "ratio"}[metric.per] + (", adjusted" if metric.covariate else "")
    name = f"clustered {words}, {n} and {n} accounts" + (" that arrive" if arriving else "")
    sizes = tuple(np.arange(1, looks + 1) / looks) if arriving else (1.0,) * looks
    base = 0.5 if metric.per else 1.5
    return World(name, metric, draw, base, lift, sizes, 2 * n, trials)


def _accounts(
    rng: np.random.Generator, shape: tuple[int, int], looks: int, by: float
) -> tuple[np.ndarray, ...]:
    """Members, visits and spend by look, the same before: three visits a member in all."""
    members = np.ceil(rng.lognormal(2.5, 0.8, shape))
    level = 0.5 * np.exp(rng.normal(-(0.3**2) / 2, 0.3, shape))
    e = rng.poisson(3 * members) + 1
    d = rng.poisson(3 / looks * members[..., None], (*shape, looks))
    v = rng.gamma(level[..., None] * d + 1e-9) * by
    return members, d.cumsum(axis=-1), v.cumsum(axis=-1), e, rng.gamma(level * e)


def _looked_at(arm: tuple[np.ndarray, ...], seen: int, until: int) -> Moments:
    members, d, v, e, z = arm
    columns = [v[..., until - 1], d[..., until - 1], z, e, members]
    return Moments.of(np.stack(columns, axis=-1)[:, :seen], ["v", "d", "z", "e", MEMBERS])
