"""Training: models and settings chosen by what came true in a later window, never on the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from scipy import sparse

from taller.controls.progress import following
from taller.development.recommendation.features import Gathered, Past
from taller.development.recommendation.model.models import (
    ALS,
    EASE,
    CoPurchase,
    Popularity,
    Recommender,
    suggest,
)
from taller.development.recommendation.params import Kind
from taller.looked import Looked
from taller.measurement import ranking

# Regularisation, dropout, user weight. Dropout beyond what rows would be dropped by, and long
# histories held back, did best on public ratings, on public order lines and in simulated shops.
EASE_GRID = (
    (300.0, 2.0, 0.3), (1000.0, 2.0, 0.3), (300.0, 0.3, 0.0), (1000.0, 0.0, 0.0),
    (100.0, 1.0, 0.3), (2000.0, 1.0, 0.3),
)  # fmt: skip
SIDES = (0.0, 0.25, 0.5)  # how far towards explaining users by users; see `EASE`
# Strong regularisation is what makes factors good (Rendle and others 2022, "Revisiting iALS").
ALS_GRID = ((64, 2.0, 20.0), (64, 1.0, 5.0), (32, 1.0, 1.0), (128, 2.0, 20.0), (32, 2.0, 10.0))
TRENDS = (0.1, 0.5)  # weights of the best-sellers tried beside a model's own scores
FILL = 1e-4  # their weight otherwise: it decides only where the model says nothing
HALF_LIVES = (365.0, 90.0)  # days after which what was done counts half; tried beside not fading
SEARCHED = 2_500  # items, the most bought, that settings of the closed form are compared on
MOST_VALIDATED = 5_000  # customers that validation looks at


@dataclass(frozen=True)
class Setting:
    """A model and how it is set.

    Attributes
    ----------
    trend : weight of the share of recent buyers who bought an item, beside the model's own score
    events : whether looks and carts are learned from
    half_life : days after which what was done counts half; 0 where it never fades
    ever : of the best-sellers, whether all that was ever bought decides, and not the recent days
    """

    kind: Kind
    options: Mapping[str, Any] = field(default_factory=dict)
    trend: float = FILL
    events: bool = False
    half_life: float = 0.0
    ever: bool = False

    def make(self) -> Recommender:
        """The model, not fitted."""
        kinds: dict[str, Any] = {
            "ease": EASE, "als": ALS, "copurchase": CoPurchase, "popularity": Popularity,
        }  # fmt: skip
        return kinds[self.kind](**self.options)

    def seen(self, past: Past) -> sparse.csr_matrix:
        """Of a history, what this setting learns from and scores with."""
        return past.seen(self.events, self.half_life)

    def sides(self) -> list[Setting]:
        """The same on each side of the closed form, which one fit gives; else itself."""
        if self.kind != "ease":
            return [self]
        return [replace(self, options={**self.options, "user_side": side}) for side in SIDES]


class Filled:
    """A model beside the best-sellers, which decide alone for whoever has no history.

    Attributes
    ----------
    share_ : (items,) float32; share of recent buyers who bought each item
    """

    def __init__(self, model: Recommender, trend: float = FILL) -> None:
        self.model = model
        self.trend = trend

    def fit(self, seen: sparse.csr_matrix, recent: sparse.csr_matrix | None = None) -> Self:
        """Fit the model to all that was seen, and the best-sellers to what is recent."""
        self.model.fit(seen)
        return self.fill(seen if recent is None or not recent.nnz else recent)

    def fill(self, recent: sparse.csr_matrix) -> Self:
        """Learn the best-sellers alone."""
        buyers = int((recent.getnnz(axis=1) > 0).sum())
        bought = Popularity().fit(recent).buyers_
        self.share_ = (bought / max(buyers, 1)).astype("float32")
        return self

    def score(self, seen: sparse.csr_matrix) -> np.ndarray:
        """The model's scores with those of the best-sellers."""
        found = self.model.score(seen)
        found += np.float32(self.trend) * self.share_
        return found


# A model must beat both: what looks like taste may be but a steadier count of what sells.
BEST_SELLERS = (Setting("popularity"), Setting("popularity", ever=True))


@dataclass(frozen=True)
class Tried:
    """A setting and its nDCG on validation."""

    setting: Setting
    ndcg: float


@dataclass(frozen=True)
class Trained(Looked):
    """What validation chose.

    Attributes
    ----------
    tried : every setting with its value, the best first
    validated : customers it was measured on
    items : most bought items it was measured on; all of them unless there are many
    """

    gathered: Gathered
    chosen: Setting
    tried: tuple[Tried, ...]
    validated: int
    items: int = 0

    def best(self, kind: Kind) -> Setting:
        """The best setting of a kind of model."""
        return next(t.setting for t in self.tried if t.setting.kind == kind)


def fit(setting: Setting, past: Past) -> Filled:
    """A model fitted to a history."""
    model = Filled(setting.make(), setting.trend)
    if setting.kind == "popularity":
        # The best-sellers of the recent days: the naive answer at its best.
        recent = past.bought if setting.ever or not past.recent.nnz else past.recent
        model.model.fit(recent)
        return model.fill(recent)
    return model.fit(setting.seen(past), past.recent)


def train(gathered: Gathered, seed: int) -> Trained | None:
    """Choose a model and its settings on the window before the test's; None without data."""
    if gathered.reason is not None:
        return None
    past, known, relevant = sought(gathered, gathered.validation, gathered.validation_truth)
    settings = main_settings(gathered.p.settings, known.shape[1], gathered.p.ease_items)
    if settings[0].kind == "ease" and known.shape[1] > SEARCHED:
        # The fit takes time in the cube of the items; the few that nearly all purchases fall on
        # tell the settings apart as well.
        most = np.argsort(-past.bought.getnnz(axis=0), kind="stable")[:SEARCHED]
        past, known, relevant = _of_items(np.sort(most), past, known, relevant)
    users = np.flatnonzero(relevant.getnnz(axis=1))
    if len(users) > MOST_VALIDATED:
        drawn = np.random.default_rng([seed, 5]).choice(users, MOST_VALIDATED, replace=False)
        users = np.sort(drawn)
    search = Search(gathered.p.k, past, users, known[users], relevant[users])
    search.run(settings)
    # Ties, as without anybody to validate on, go to the first, which is the default.
    order = sorted(range(len(search.tried)), key=lambda at: -search.tried[at].ndcg)
    ranked = tuple(search.tried[at] for at in order)
    return Trained(gathered, ranked[0].setting, ranked, len(users), known.shape[1])


def _of_items(
    items: np.ndarray, past: Past, *matrices: sparse.csr_matrix
) -> tuple[Any, ...]:  # fmt: skip
    return past.each(lambda each: each[:, items]), *(each[:, items] for each in matrices)


def _ndcg(lists: np.ndarray, relevant: sparse.csr_matrix) -> float:
    return float(ranking.accuracy(lists, relevant).ndcg.mean())


@dataclass
class Search:
    """One thing after another: looks and carts, settings, fading with the best-sellers' weight.

    Attributes
    ----------
    users : who bought something new in the window; the other matrices hold their rows alone
    tried : every setting with its value, in order
    """

    k: int
    past: Past
    users: np.ndarray
    known: sparse.csr_matrix
    relevant: sparse.csr_matrix
    tried: list[Tried] = field(default_factory=list)

    def run(self, settings: list[Setting]) -> None:
        """Try the main model's settings, then the naive answers."""
        first, *others = settings
        self.measure(first, first.sides())
        if self.past.looked is not None:
            self.measure(looking := replace(first, events=True), looking.sides())
        events = self._best().events
        for other in following(others, "settings"):
            setting = replace(other, events=events)
            self.measure(setting, setting.sides())
        base = self._best()
        self.measure(base, [replace(base, trend=trend) for trend in TRENDS])
        if self.past.bought_age is not None:
            for days in HALF_LIVES:
                faded = replace(base, half_life=days)
                self.measure(faded, [replace(faded, trend=trend) for trend in (FILL, *TRENDS)])
        for naive in (Setting("copurchase"), *BEST_SELLERS):
            self.measure(naive, [naive])

    def _best(self) -> Setting:
        return max(self.tried, key=lambda one: one.ndcg).setting

    def measure(self, base: Setting, alike: list[Setting]) -> None:
        """One fit, and everything that takes no other."""
        model = fit(base, self.past)
        seen = base.seen(self.past.rows(self.users))
        for setting in alike:
            model.trend = setting.trend
            if isinstance(model.model, EASE):
                model.model.lean(setting.options.get("user_side", 0.0))
            lists, _scores = suggest(model, seen, self.k, known=self.known)
            value = _ndcg(lists, self.relevant) if len(self.users) else 0.0
            self.tried.append(Tried(setting, value))


def main_settings(count: int, items: int, ease_items: int) -> list[Setting]:
    """The settings tried: the closed form where the catalogue allows, else factors.

    >>> [s.kind for s in main_settings(2, 100, ease_items=20_000)]
    ['ease', 'ease']
    >>> main_settings(1, 30_000, ease_items=20_000)[0].kind
    'als'
    """
    if items <= ease_items:
        return [
            Setting("ease", {"regularisation": r, "dropout": d, "user_weight": w})
            for r, d, w in EASE_GRID[:count]
        ]
    return [
        Setting("als", {"factors": min(f, max(1, items - 1)), "alpha": a, "regularisation": r})
        for f, a, r in ALS_GRID[:count]
    ]


def known_again(gathered: Gathered, past: Past) -> sparse.csr_matrix:
    """What is not suggested again: what was bought, unless its category is bought repeatedly."""
    p, catalogue = gathered.p, gathered.catalogue
    assert catalogue is not None
    bought = past.bought
    if p.repeat:
        return sparse.csr_matrix(bought.shape, dtype=bought.dtype)
    again = catalogue.frame["item_category"].isin(p.repeat_categories).to_numpy()
    if not again.any():
        return bought
    kept = (bought @ sparse.diags_array((~again).astype("float32"))).tocsr()
    kept.eliminate_zeros()
    return kept


def sought(
    gathered: Gathered, past: Past | None, truth: sparse.csr_matrix | None
) -> tuple[Past, sparse.csr_matrix, sparse.csr_matrix]:
    """A history, what is not suggested again, and what of the window after it is to be found."""
    assert past is not None
    assert truth is not None
    known = known_again(gathered, past)
    return past, known, without(truth, known)


def without(truth: sparse.csr_matrix, known: sparse.csr_matrix) -> sparse.csr_matrix:
    """The pairs of the first that are not in the second."""
    left = (truth - truth.multiply(known > 0)).tocsr()
    left.eliminate_zeros()
    return left


def cut_at_random(
    bought: sparse.csr_matrix, share: float, rng: np.random.Generator
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """The pairs left, and a share of them held out at random."""
    held = rng.random(bought.nnz) < share
    row = np.repeat(np.arange(bought.shape[0]), np.diff(bought.indptr))

    def made(mask: np.ndarray) -> sparse.csr_matrix:
        cells = (bought.data[mask], (row[mask], bought.indices[mask]))
        return sparse.csr_matrix(cells, shape=bought.shape)

    return made(~held), made(held)
