"""Ways of telling what customers will spend; each gives an expectation and possible futures.

::

    PastSpend   what was spent in the last year is carried on: the naive answer
    Lifetime    a model of purchases (BG/NBD, Pareto/NBD) times Gamma-Gamma's spend per purchase
    Blend       half past spend, half BG/NBD: what the one overdoes the other leaves out
    TwoPart     LightGBM: whether somebody buys, times how much, from all that is known of them

The futures of a `Lifetime` are drawn from the model, with parameters drawn from what the data
leaves open. The others know no distribution: a future is what happened to a customer of the
hold-out whose prediction was alike, in proportion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import numpy as np
import pandas as pd

from taller.development.regression.features.customers import Customers
from taller.development.regression.features.histories import Histories
from taller.development.regression.model.purchases import BetaGeoNBD, ParetoNBD
from taller.development.regression.model.spend import GammaGamma
from taller.development.template.encoding import Encoder
from taller.development.template.one_row import predicted

LEARNED_ON = 8_000  # customers that the slow likelihood is taken over, drawn by lot
DRAWN = 12  # parameters drawn from what the data leaves open
BLOCK = 10_000  # customers simulated at once
FEWEST_BUYERS = 100  # of the window learned from, without whom there is no two-part model
LIKE = 20  # groups of alike predictions in the hold-out
KINDS = {"bg_nbd": BetaGeoNBD, "pareto_nbd": ParetoNBD, "bg_nbd_about": BetaGeoNBD}


class Candidate(Protocol):
    """What all of them can do."""

    kind: str

    def predict(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Net spend expected of each customer in so many days, (n,); ``discount`` per day."""

    def futures(
        self, base: Customers, days: float, count: int, rng: np.random.Generator,
        discount: float = 0.0,
    ) -> Iterator[tuple[slice, np.ndarray]]:  # fmt: skip
        """Blocks of customers with possible spend, (count, customers of the block)."""


@dataclass
class Design:
    """Texts as indicators against the commonest level.

    Attributes
    ----------
    levels_ : column to its levels, the commonest first, which the others are compared with
    """

    levels_: dict[str, list[str]] = field(default_factory=dict)

    def fit(self, about: pd.DataFrame) -> Self:
        """Learn the levels."""
        counts = {name: about[name].value_counts() for name in about}
        self.levels_ = {n: [str(v) for v in c.index] for n, c in counts.items() if len(c) > 1}
        return self

    def transform(self, about: pd.DataFrame) -> np.ndarray:
        """(n, k); a level not seen before counts as the commonest."""
        columns = [
            (np.asarray(about[name]).astype(str) == level).astype("float64")
            for name, level in self.pairs()
        ]
        return np.column_stack(columns) if columns else np.empty((len(about), 0))

    def pairs(self) -> list[tuple[str, str]]:
        """Column and level of each indicator."""
        return [(name, level) for name, levels in self.levels_.items() for level in levels[1:]]


@dataclass
class Lifetime:
    """A model of purchases, and Gamma-Gamma of spend per purchase.

    Attributes
    ----------
    purchases_, spend_ : the fitted models; days are the unit of time
    design_ : of the covariates; without levels where there are none
    """

    kind: str = "bg_nbd"
    purchases_: Any = None
    spend_: GammaGamma | None = None
    design_: Design = field(default_factory=Design)
    _courses: dict[tuple[float, float], tuple[Customers, np.ndarray]] = field(
        default_factory=dict, repr=False
    )

    def fit(self, base: Customers, seed: int, near: Lifetime | None = None) -> Self:
        """Maximum likelihood; see `BetaGeoNBD.fit` for what is refused."""
        if self.kind == "bg_nbd_about":
            self.design_ = Design().fit(base.about)
        histories = self._histories(base)
        if self.kind == "pareto_nbd" and len(base) > LEARNED_ON:
            some = np.random.default_rng([seed, 0x9A7]).choice(len(base), LEARNED_ON, replace=False)
            histories = _take(histories, np.sort(some))
        start = near.purchases_ if near is not None else None
        self.purchases_ = KINDS[self.kind]().fit(histories, start)
        self.spend_ = base.spend_model
        return self

    def _histories(self, base: Customers) -> Histories:
        h = base.histories
        if not self.design_.levels_:
            return h
        z = self.design_.transform(base.about)
        return Histories(h.frequency, h.recency, h.age, z)

    def alive(self, base: Customers) -> np.ndarray:
        """Probability that each customer still buys, (n,)."""
        return self.purchases_.alive(self._histories(base))

    def course(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Purchases expected of each customer in so many days, (n,); each history once."""
        held = self._courses.get((days, discount))
        if held is None or held[0] is not base:
            once, _counts, index = self._histories(base).distinct(1.0)
            parts = [_take(once, at) for at in _blocks(len(once))]
            found = [self.purchases_.expected(part, days, discount) for part in parts]
            held = self._courses[days, discount] = (base, np.concatenate(found)[index])
        return held[1].copy()

    def predict(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Net spend expected of each customer in so many days."""
        assert self.spend_ is not None
        per_purchase = self.spend_.expected(base.frame["paid"], base.frame["mean_spend"])
        return self.course(base, days, discount) * per_purchase

    def futures(
        self, base: Customers, days: float, count: int, rng: np.random.Generator,
        discount: float = 0.0,
    ) -> Iterator[tuple[slice, np.ndarray]]:  # fmt: skip
        """Blocks of customers with possible spend, (count, customers of the block).

        A future says how many purchases there are, not when: each is discounted as the customer's
        purchases are on average.
        """
        assert self.spend_ is not None
        histories, f = self._histories(base), base.frame
        models = [(self.purchases_.drawn(rng), self.spend_.drawn(rng)) for _ in range(DRAWN)]
        sizes = [len(part) for part in np.array_split(np.arange(count), DRAWN)]
        for at in _blocks(len(base)):
            h = _take(histories, at)
            paid, mean = f["paid"].to_numpy()[at], f["mean_spend"].to_numpy()[at]
            parts = []
            for (purchases, spend), size in zip(models, sizes, strict=True):
                bought = purchases.draws(h, days, rng, size)
                parts.append(spend.draw(paid, mean, bought, rng))
            money = np.concatenate(parts)
            if discount > 0:
                whole, later = self.course(base, days)[at], self.course(base, days, discount)[at]
                money *= np.where(whole > 0, later / np.maximum(whole, 1e-300), 1.0)
            yield at, money


@dataclass
class Alike:
    """What happened in a hold-out, by how large the prediction was.

    Attributes
    ----------
    edges_ : predictions that part the groups
    groups_ : what happened to each group's customers, over the group's mean
    """

    edges_: np.ndarray = field(default_factory=lambda: np.empty(0))
    groups_: list[np.ndarray] = field(default_factory=list)

    def fit(self, predicted: np.ndarray, actual: np.ndarray) -> Self:
        """Learn from predictions and what came of them."""
        quantiles = np.quantile(predicted, np.linspace(0, 1, LIKE + 1)[1:-1])
        self.edges_ = np.unique(quantiles)
        group = np.searchsorted(self.edges_, predicted, side="right")
        self.groups_ = []
        for k in range(len(self.edges_) + 1):
            happened = actual[group == k]
            mean = happened.mean() if len(happened) else 0.0
            self.groups_.append(happened / mean if mean > 0 else np.zeros(1))
        return self

    def draw(self, predicted: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
        """Possible amounts, (count, n); the hold-out itself is drawn anew for each of some."""
        group = np.searchsorted(self.edges_, predicted, side="right")
        found = np.empty((count, len(predicted)))
        for part in np.array_split(np.arange(count), DRAWN):
            if not len(part):
                continue
            for k, happened in enumerate(self.groups_):
                inside = group == k
                again = rng.choice(happened, len(happened))
                found[np.ix_(part, np.flatnonzero(inside))] = rng.choice(
                    again, (len(part), int(inside.sum()))
                )
        return found * predicted


class _LikeHoldOut:
    """A candidate whose futures are what happened in the hold-out to predictions as large."""

    alike_: Alike | None
    predict: Callable[..., np.ndarray]

    def futures(
        self, base: Customers, days: float, count: int, rng: np.random.Generator,
        discount: float = 0.0,
    ) -> Iterator[tuple[slice, np.ndarray]]:  # fmt: skip
        """Blocks of customers with possible spend, (count, customers of the block)."""
        assert self.alike_ is not None, "its hold-out comes first"
        predicted = self.predict(base, days, discount)
        for at in _blocks(len(predicted)):
            yield at, self.alike_.draw(predicted[at], count, rng)


@dataclass
class PastSpend(_LikeHoldOut):
    """The naive answer: the last year's spend, or as much of it as is known, is carried on."""

    kind: str = "naive"
    alike_: Alike | None = None

    def predict(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Net spend expected of each customer in so many days."""
        held = days if discount == 0 else -np.expm1(-discount * days) / discount
        return np.asarray(base.frame["recent"]) / base.recent_days * held


@dataclass
class Blend(_LikeHoldOut):
    """Half past spend, half a model of purchases; the weights are not fitted.

    Past spend keeps the order of the largest customers, which a model draws towards the average;
    the model sees who has left.
    """

    model: Lifetime
    kind: str = "blend"
    alike_: Alike | None = None

    def predict(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Net spend expected of each customer in so many days."""
        naive = PastSpend().predict(base, days, discount)
        return (naive + self.model.predict(base, days, discount)) / 2


@dataclass
class TwoPart(_LikeHoldOut):
    """LightGBM: the probability of a purchase, times the spend of those who buy.

    It learns from windows of ``window`` days; over another time its customers carry on as the
    model of purchases says.

    Attributes
    ----------
    encoder_, buys_, spends_ : the columns, and the trees of both parts
    carries_on_ : the model of purchases
    """

    window: int
    kind: str = "lightgbm"
    encoder_: Encoder | None = None
    buys_: Any = None
    spends_: Any = None
    smear_: float = 1.0
    carries_on_: Lifetime | None = None
    alike_: Alike | None = None

    def fit(
        self, learned: list[tuple[Customers, np.ndarray]], carries_on: Lifetime, seed: int
    ) -> Self:
        """Learn from customers at earlier dates and what they spent in the window after."""
        features = pd.concat([base.described() for base, _spent in learned])
        target = np.concatenate([spent for _base, spent in learned])
        self.encoder_ = Encoder().fit(features)
        matrix = self.encoder_.transform(features)
        bought = target > 0
        self.buys_ = _trees(matrix, bought.astype(float), "binary", seed)
        logs = np.log(target[bought])
        self.spends_ = _trees(matrix[bought], logs, "regression", seed)
        # The mean of exponentials is above the exponential of the mean (Duan 1983).
        fitted = np.exp(self.spends_.predict(matrix[bought]))
        self.smear_ = float(target[bought].sum() / fitted.sum())
        self.carries_on_ = carries_on
        return self

    def predict(self, base: Customers, days: float, discount: float = 0.0) -> np.ndarray:
        """Net spend expected of each customer in so many days."""
        assert self.encoder_ is not None
        described = base.described().reindex(columns=[*self.encoder_.columns_])
        return self.of(self.encoder_.transform(described), base, days, discount)

    def of(
        self, matrix: np.ndarray, base: Customers, days: float, discount: float = 0.0
    ) -> np.ndarray:
        """Net spend expected of customers whose description is encoded, (n, k)."""
        assert self.carries_on_ is not None
        spends = np.exp(predicted(self.spends_, matrix))
        value = predicted(self.buys_, matrix) * spends * self.smear_
        if days == self.window and discount == 0:
            return value
        whole = self.carries_on_.course(base, days, discount)
        return value * whole / np.maximum(self.carries_on_.course(base, self.window), 1e-300)


def enough(learned: list[tuple[Customers, np.ndarray]]) -> bool:
    """Whether a two-part model has enough buyers to learn from."""
    return sum(int((spent > 0).sum()) for _base, spent in learned) >= FEWEST_BUYERS


def _trees(matrix: np.ndarray, target: np.ndarray, objective: str, seed: int) -> Any:
    import lightgbm as lgb

    settings = {
        "objective": objective, "learning_rate": 0.05, "num_leaves": 8, "lambda_l2": 5.0,
        "min_data_in_leaf": max(1, min(30, len(target) // 10)), "bagging_fraction": 0.7,
        "bagging_freq": 1, "feature_fraction_bynode": 0.4, "max_bin": 63,
        "seed": seed % 2**31, "deterministic": True, "force_col_wise": True, "num_threads": 1,
        "verbosity": -1,
    }  # fmt: skip
    data = lgb.Dataset(matrix, target, params={"max_bin": 63, "verbosity": -1})
    return lgb.train(settings, data, 150)


def _blocks(n: int) -> list[slice]:
    return [slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]


def _take(h: Histories, at: slice | np.ndarray) -> Histories:
    z = None if h.covariates is None else h.covariates[at]
    return Histories(h.frequency[at], h.recency[at], h.age[at], z)
