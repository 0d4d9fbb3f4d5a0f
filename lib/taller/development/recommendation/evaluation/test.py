"""The test, once: every measure of the chosen model and of the naive answers, on the same people.

Beside the window in time stands the protocol that published figures use: pairs held out at random.
It flatters every model, since what came later helps to foretell what came before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from taller.development.recommendation.features import Gathered, Past
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.models import suggest
from taller.development.recommendation.model.rules import Rules
from taller.development.recommendation.model.training import (
    BEST_SELLERS,
    Filled,
    Setting,
    Trained,
    cut_at_random,
    fit,
    sought,
)
from taller.development.recommendation.result import Part, Score
from taller.looked import Looked
from taller.measurement import estimates, ranking
from taller.phase import Estimate, Unit

DRAWS = 500
SHARE = 0.25  # of the pairs, held out at random
MOST = 10_000  # people whom the random split measures
MOST_TESTED = 20_000  # people of the test, drawn by lot from more: shares are told to half a point
FEWEST = 10  # people of a part, below which it is not measured
LEAST = 30  # people of the test, below which nothing is said to be better
MEASURES = ("ndcg", "map", "precision", "recall", "hit", "novelty", "diversity")
NAIVE = ("popularity", "copurchase")


@dataclass(frozen=True)
class Lists:
    """Suggestions of each model for the same people, and what came true of them.

    Attributes
    ----------
    lists : model to (people, k) item numbers
    relevant : (people, items)
    values : model to (people, measures), in the order of `MEASURES`
    """

    lists: dict[str, np.ndarray]
    relevant: sparse.csr_matrix
    values: dict[str, np.ndarray]


@dataclass(frozen=True)
class Ruled:
    """What the lists under the business rules, as they are handed over, found in the test.

    Attributes
    ----------
    ndcg : of the chosen model's lists
    hit, popular : customers who would have found something; by the chosen model, by best-sellers
    more : the first less the second, paired
    lot : the best-sellers' less what items drawn by lot are expected to reach, paired
    """

    ndcg: Estimate
    precision: Estimate
    recall: Estimate
    hit: Estimate
    popular: Estimate
    more: Estimate
    lot: Estimate


@dataclass(frozen=True)
class Tested(Looked):
    """What the test found.

    Attributes
    ----------
    scores : every measure of every model under both protocols
    covered : model to the share of the sold items that is suggested to somebody
    people : customers of the test, who bought something new to them in the window
    ruled : the lists under the business rules
    own : people of whom something was known, so that their list was their own
    bought : all who bought something new, of whom people are drawn by lot where they are many
    """

    trained: Trained
    scores: tuple[Score, ...]
    covered: dict[str, Estimate]
    parts: tuple[Part, ...]
    people: int
    ruled: Ruled
    model: Filled
    lists: Lists
    own: int = 0
    bought: int = 0

    def score(self, measure: str, model: str | None = None, protocol: str = "time") -> Score:
        """One measure of one model; the chosen one unless another is named."""
        name = model or self.name
        return next(s for s in self.scores
                    if (s.measure, s.model, s.protocol) == (measure, name, protocol))  # fmt: skip

    @property
    def name(self) -> str:
        """The model chosen on validation."""
        return self.trained.chosen.kind

    @property
    def drawn_from(self) -> int | None:
        """How many bought something new, where not all of them are in the test."""
        return self.bought if self.bought > self.people else None

    @property
    def signal(self) -> bool:
        """Whether the chosen model beats the best-sellers beyond the luck of the draw.

        By the order of the lists, and by how many customers find something in them as they are
        handed over; nothing is said of fewer than `LEAST` customers.
        """
        over = self.score("ndcg").over_popularity
        enough = self.people >= LEAST and estimates.above(self.ruled.more)
        return over is not None and estimates.above(over) and enough

    @property
    def sells(self) -> bool:
        """Whether the best-sellers find more than items drawn by lot."""
        return self.people >= LEAST and estimates.above(self.ruled.lot)


def assess(trained: Trained | None, seed: int) -> Tested | None:
    """Measure on the last window, and on pairs held out at random; None without data."""
    if trained is None:
        return None
    gathered = trained.gathered
    past, known, relevant = sought(gathered, gathered.test, gathered.test_truth)
    bought = np.flatnonzero(relevant.getnnz(axis=1))
    if len(bought) < 2:
        return None
    people = some(bought, MOST_TESTED, estimates.generator(seed, "recommendation", "tested"))
    models = _models(_settings(trained), past)
    models["popularity"] = _harder(gathered, past, known, relevant, people)
    lists = _measured(gathered, models, past, known, relevant, people)
    rng = estimates.generator(seed, "recommendation", "test")
    drawn = Drawn.of(lists.values, rng)
    scores = drawn.scores("time", trained.chosen.kind)
    scores += _random(trained, seed)
    model, setting = models[trained.chosen.kind]
    return Tested(
        trained, tuple(scores), _coverage(lists, past), _parts(trained, lists, past, people, seed),
        len(people), _ruled(gathered, models, trained.chosen.kind, past, known, people, lists,
                            estimates.generator(seed, "recommendation", "rules")),
        model, lists, int((setting.seen(past.rows(people)).getnnz(axis=1) > 0).sum()), len(bought),
    )  # fmt: skip


def some(people: np.ndarray, most: int, rng: np.random.Generator) -> np.ndarray:
    """People, or as many of them as are measured, drawn by lot."""
    if len(people) <= most:
        return people
    return np.sort(rng.choice(people, most, replace=False))


def _harder(
    gathered: Gathered, past: Past, known: sparse.csr_matrix, relevant: sparse.csr_matrix,
    people: np.ndarray,
) -> tuple[Filled, Setting]:  # fmt: skip
    """The best-sellers, of recent days or of all time: whichever does better in the test."""
    able = {str(n): (fit(setting, past), setting) for n, setting in enumerate(BEST_SELLERS)}
    found = _measured(gathered, able, past, known, relevant, people).values
    return able[max(able, key=lambda name: found[name][:, 0].mean())]


def _settings(trained: Trained) -> dict[str, Setting]:
    """The chosen setting, and the naive answers'."""
    chosen = trained.chosen
    return {chosen.kind: chosen} | {
        kind: trained.best(kind) for kind in ("copurchase", "popularity") if kind != chosen.kind
    }


def _models(settings: Mapping[str, Setting], past: Past) -> dict[str, tuple[Filled, Setting]]:
    return {kind: (fit(setting, past), setting) for kind, setting in settings.items()}


def _measured(
    gathered: Gathered, models: Mapping[str, tuple[Filled, Setting]], past: Past,
    known: sparse.csr_matrix, relevant: sparse.csr_matrix, people: np.ndarray,
) -> Lists:  # fmt: skip
    rows, truth = past.rows(people), relevant[people]
    buyers = np.asarray((past.bought > 0).sum(axis=0)).ravel()
    total = max(1, int((past.bought.getnnz(axis=1) > 0).sum()))
    like = (past.bought > 0).astype("float64").T.tocsr()
    lists, values = {}, {}
    for name, (model, setting) in models.items():
        found, _scores = suggest(model, setting.seen(rows), gathered.p.k, known=known[people])
        good = ranking.accuracy(found, truth)
        lists[name] = found
        values[name] = np.column_stack(
            [good.ndcg, good.average_precision, good.precision, good.recall, good.hit,
             ranking.novelty(found, buyers, total), ranking.diversity(found, like)]
        )  # fmt: skip
    return Lists(lists, truth, values)


def _random(trained: Trained, seed: int) -> list[Score]:
    """The published protocol: a quarter of all pairs held out at random, the same settings."""
    gathered = trained.gathered
    now = gathered.now
    assert now is not None
    rng = estimates.generator(seed, "recommendation", "random split")
    rest, held = cut_at_random(now.bought, SHARE, rng)
    people = np.flatnonzero((held.getnnz(axis=1) > 0) & (rest.getnnz(axis=1) > 0))
    if len(people) < 2:
        return []
    people = some(people, MOST, rng)
    # Looks and carts would give away what was bought; pairs held out at random know no time.
    past = Past(now.at, rest, rest)
    plain = {
        kind: replace(setting, events=False, half_life=0.0)
        for kind, setting in _settings(trained).items()
    }
    models = _models(plain, past)
    lists = _measured(gathered, models, past, rest, held, people)
    return Drawn.of(lists.values, rng).scores("random", trained.chosen.kind)


@dataclass(frozen=True)
class Drawn:
    """Means and resampled means of every measure of every model, on the same resamples."""

    means: dict[str, np.ndarray]
    draws: dict[str, np.ndarray]
    n: int

    @classmethod
    def of(cls, values: Mapping[str, np.ndarray], rng: np.random.Generator) -> Drawn:
        """Resample people; a measure that someone has not (a list of one) leaves them out."""
        table = np.hstack(list(values.values()))
        known = np.isfinite(table).astype("float64")
        filled = np.where(known > 0, table, 0.0)
        whole = filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1)
        n = len(table)
        parts = [
            (w @ filled) / np.maximum(w @ known, 1)
            for w in estimates.resample_weights(n, DRAWS if n <= MOST else DRAWS // 2, rng)
        ]
        drawn, width = np.concatenate(parts), len(MEASURES)
        at = {name: slice(i * width, (i + 1) * width) for i, name in enumerate(values)}
        return cls({m: whole[s] for m, s in at.items()}, {m: drawn[:, s] for m, s in at.items()}, n)

    def scores(self, protocol: str, chosen: str) -> list[Score]:
        """A score per measure and model, with paired differences from the naive answers."""
        found = []
        for model in self.means:
            for place, measure in enumerate(MEASURES):
                over = {
                    f"over_{naive}": self._difference(model, naive, place)
                    for naive in NAIVE
                    if naive in self.means and naive != model and model == chosen
                }
                found.append(
                    Score(protocol=protocol, model=model, measure=measure,
                          estimate=self._estimate(model, place), **over)  # type: ignore[arg-type]
                )  # fmt: skip
        return found

    def _estimate(self, model: str, place: int) -> Estimate:
        return self._made(self.means[model], self.draws[model], "mean", place)

    def _difference(self, model: str, naive: str, place: int) -> Estimate:
        value = self.means[model] - self.means[naive]
        return self._made(value, self.draws[model] - self.draws[naive], "difference", place)

    def _made(self, values: np.ndarray, draws: np.ndarray, what: str, place: int) -> Estimate:
        value, drawn = float(values[place]), draws[:, place]
        unit: Unit = "number" if MEASURES[place] == "novelty" else "index"
        method = say(f"method.{what}", n=self.n, draws=len(drawn))
        return estimates.of_draws(value, drawn, unit=unit, n=self.n, method=method)


def _coverage(lists: Lists, past: Past) -> dict[str, Estimate]:
    """Share of the items sold before the test that is suggested to somebody; counted."""
    sold = int((past.bought.getnnz(axis=0) > 0).sum())
    method = say("method-counted", n=len(lists.relevant.indptr) - 1)
    return {
        name: Estimate.exact(
            min(1.0, ranking.coverage(found, max(sold, 1))), unit="share", n=sold, method=method
        )
        for name, found in lists.lists.items()
    }


def _parts(
    trained: Trained, lists: Lists, past: Past, people: np.ndarray, seed: int
) -> tuple[Part, ...]:
    """Customers with purchases before the test, and those without."""
    warm = past.bought[people].getnnz(axis=1) > 0
    ndcg = lists.values[trained.chosen.kind][:, 0]
    found = []
    for name, mask in (("warm", warm), ("cold", ~warm)):
        value = None
        if mask.sum() >= FEWEST:
            rng = estimates.generator(seed, "recommendation", name)
            value = estimates.mean(ndcg[mask], rng, unit="index", within=(0, 1), draws=DRAWS)
        found.append(Part(name=name, customers=int(mask.sum()), ndcg=value))  # type: ignore[arg-type]
    return tuple(found)


def _ruled(
    gathered: Gathered, models: Mapping[str, tuple[Filled, Setting]], chosen: str, past: Past,
    known: sparse.csr_matrix, people: np.ndarray, lists: Lists, rng: np.random.Generator,
) -> Ruled:  # fmt: skip
    """The lists under the rules, but for stock: that of today says nothing of then."""
    rules, rows = Rules.of(gathered, past, stock=False), past.rows(people)
    found = {}
    for name in dict.fromkeys((chosen, "popularity")):
        model, setting = models[name]
        made, _scores = rules.suggest(model, setting.seen(rows), known[people])
        found[name] = ranking.accuracy(made, lists.relevant)
    ours, naive = found[chosen], found["popularity"]
    able = int(rules.allowed.sum()) - np.diff(known[people].indptr)
    lot = by_lot(able, np.diff(lists.relevant.indptr), gathered.p.k)

    def mean(values: np.ndarray) -> Estimate:
        return estimates.mean(values, rng, unit="share", within=(-1, 1), draws=DRAWS)

    return Ruled(
        ndcg=mean(ours.ndcg).model_copy(update={"unit": "index"}), precision=mean(ours.precision),
        recall=mean(ours.recall), hit=mean(ours.hit), popular=mean(naive.hit),
        more=mean(ours.hit - naive.hit), lot=mean(naive.hit - lot),
    )  # fmt: skip


def by_lot(able: np.ndarray, wanted: np.ndarray, k: int) -> np.ndarray:
    """How likely a list of items drawn by lot holds one that is wanted.

    >>> by_lot(np.array([4]), np.array([1]), 2)
    array([0.5])
    """
    from scipy.special import gammaln

    rest = able - wanted
    with np.errstate(invalid="ignore"):
        log = gammaln(rest + 1) - gammaln(rest - k + 1) - gammaln(able + 1) + gammaln(able - k + 1)
    return np.where(rest >= k, 1 - np.exp(log), 1.0)
