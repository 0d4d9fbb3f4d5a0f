"""The test: opened once; every candidate measured on the same rows, intervals held against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from taller.development.regression.evaluation.held import FAR, Held, first_tenth, held, mean
from taller.development.regression.messages import say
from taller.development.regression.model.candidates import Candidate, Lifetime
from taller.development.regression.model.simulation import simulate
from taller.development.regression.model.training import ORDER, Fitted, alike, fit_all
from taller.development.regression.result import Shift, Tenth
from taller.development.template import comparison
from taller.development.template.comparison import Measure, Measured, Score, Weighted
from taller.looked import Looked
from taller.measurement import amounts, estimates
from taller.phase import Estimate, Unit

NORMAL = 1.959964
DRAWS = 120  # resamples of a large test part
FEWEST = 30  # test rows of a flat table, below which nothing is said to be better than the mean
ABOVE = {"spearman": 0.0, "gini": 0.0, "top": 0.1}  # what chance gives


@dataclass(frozen=True)
class Tested(Looked):
    """What the test rows said.

    Attributes
    ----------
    predicted : of each candidate
    subjects : whom each row is about
    low, high : 95% interval of each row, by the one used
    scores : every measure of every candidate, compared with the naive answer
    used : what amounts are told by: the candidate chosen, or the naive one where that is not better
    ranked_by : what puts subjects in an order shown to be better than chance; "" where nothing does
    held : forecasts of all customers, and of some, beside what they spent; by the one used
    covered, covered_top : share of rows inside their interval: all, and the top tenth
    total : predicted by the one used, with its interval; None for a flat table
    refitted : candidates as they stood before the test window
    """

    fitted: Fitted
    actual: np.ndarray
    predicted: dict[str, np.ndarray]
    chosen: str
    low: np.ndarray
    high: np.ndarray
    scores: tuple[Score, ...]
    naive: str = "naive"
    subjects: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=str))
    total: Estimate | None = None
    tenths: tuple[Tenth, ...] = ()
    shifts: tuple[Shift, ...] = ()
    refitted: dict[str, Candidate] = field(default_factory=dict)
    held: tuple[Held, ...] = ()
    notes: tuple[str, ...] = ()

    def score(self, measure: str, model: str | None = None) -> Score:
        """One measure of one model; the chosen one unless named."""
        wanted = model or self.chosen
        return next(s for s in self.scores if s.measure == measure and s.model == wanted)

    @property
    def better(self) -> bool:
        """Whether the chosen candidate beats the naive answer, beyond chance.

        It ranks clearly better; or it is clearly nearer, and does not rank clearly worse.
        """
        return is_better(self.scores, self.chosen, self.naive)

    @property
    def ranks_better(self) -> bool:
        """Whether the chosen candidate's order beats the naive one, beyond chance.

        The mean puts rows in no order: whatever is better than chance beats it.
        """
        if self.chosen == self.naive:
            return False
        if self.naive == "mean":
            return len(self.actual) >= FEWEST and self.beats_chance(self.chosen)
        return bool(self.score("ranking").better)

    def beats_chance(self, model: str) -> bool:
        """Whether a candidate's order of the test rows is better than chance, by every measure."""
        measures = {"spearman": 0.0} if self.naive == "mean" else ABOVE
        return all(
            estimates.above(self.score(m, model).estimate, least) for m, least in measures.items()
        )

    @property
    def ranked_by(self) -> str:
        """What subjects may be ranked by: the chosen one, the naive one, or nothing ("")."""
        if self.ranks_better and self.beats_chance(self.chosen):
            return self.chosen
        return self.naive if self.beats_chance(self.naive) else ""

    @property
    def used(self) -> str:
        """The candidate that amounts are told by."""
        return self.chosen if self.better else self.naive

    @property
    def whole(self) -> Held:
        """The forecast of all customers together."""
        return next(part for part in self.held if part.part == "all")

    def bearable(self, part: str) -> bool:
        """Whether the forecast of some customers came near enough; not where there were too few."""
        return any(found.part == part and found.bearable for found in self.held)

    @property
    def share_foreseen(self) -> float:
        """Share of the test's spend that the tenth with the largest predictions was to bring."""
        predicted = np.sort(np.maximum(self.predicted[self.used], 0.0))[::-1]
        total = float(predicted.sum())
        return float(predicted[: first_tenth(len(predicted))].sum()) / total if total > 0 else 0.0

    @property
    def share_held(self) -> bool:
        """Whether it brought about that share."""
        found = self.score("top", self.used).estimate
        inside = found.low <= self.share_foreseen <= found.high
        return inside or abs(found.value / max(self.share_foreseen, 1e-12) - 1) <= FAR

    @property
    def covered(self) -> Estimate:
        """Share of rows inside their interval."""
        inside = (self.actual >= self.low) & (self.actual <= self.high)
        return estimates.share(int(inside.sum()), len(inside))

    @property
    def covered_top(self) -> Estimate:
        """The same among the tenth with the largest predictions, where intervals are put to use."""
        order = np.argsort(-self.predicted[self.used], kind="stable")
        top = order[: max(1, len(order) // 10)]
        inside = (self.actual[top] >= self.low[top]) & (self.actual[top] <= self.high[top])
        return estimates.share(int(inside.sum()), len(inside))


class _Once:
    """A measure whose last value is kept, for another that is made of it."""

    def __init__(self, measure: Measure) -> None:
        self.measure, self.made = measure, dict[tuple[int, int], Weighted]()

    def __call__(self, target: np.ndarray, predicted: np.ndarray) -> Weighted:
        key = (id(target), id(predicted))
        if key not in self.made:
            self.made[key] = _remembering(self.measure(target, predicted))
        return self.made[key]


def _remembering(function: Weighted) -> Weighted:
    last: list[Any] = [None, None]

    def value(weights: np.ndarray) -> np.ndarray:
        if weights is not last[0]:
            last[:] = [weights, function(weights)]
        return last[1]

    return value


def measures(*, flat: bool = False) -> dict[str, Measured]:
    """What is measured, by key."""
    spearman, gini = _Once(amounts.spearman), _Once(amounts.gini)

    def ranking(target: np.ndarray, predicted: np.ndarray) -> Weighted:
        ranks, order = spearman(target, predicted), gini(target, predicted)
        return lambda weights: (ranks(weights) + order(weights)) / 2

    labels = say.parts("measure")
    unit: Unit = "number" if flat else "money"
    found = {
        "ranking": Measured(labels["ranking"], ranking),
        "spearman": Measured(labels["spearman"], spearman),
        "gini": Measured(labels["gini"], gini),
        "top": Measured(labels["top"], amounts.top_share, "share"),
        "total_error": Measured(labels["total_error"], amounts.total_error, "share",
                                higher_is_better=False),
        "absolute_error": Measured(labels["absolute_error"], amounts.absolute_error, unit,
                                   higher_is_better=False),
    }  # fmt: skip
    if flat:
        found |= {"explained": Measured(labels["explained"], amounts.explained)}
    return found


def assess(fitted: Fitted | None, seed: int) -> Tested | None:
    """Fit every candidate again up to the test window, open it, and measure."""
    if fitted is None:
        return None
    if fitted.flat is not None:
        from taller.development.regression.model import flat as regression_flat

        return regression_flat.assess(fitted, seed)
    g = fitted.gathered
    assert g.before is not None
    assert g.test is not None
    days = g.p.holdout_days
    made, notes = fit_all(g, g.before, days, seed, fitted.candidates)
    predicted = {name: made[name].predict(g.before, days) for name in ORDER if name in made}
    chosen = fitted.chosen if fitted.chosen in made else "naive"
    actual = g.test.open().target
    scores = comparison.compare(
        actual, predicted, measures(), estimates.generator(seed, "test"), baseline="naive",
        draws=DRAWS if len(actual) > comparison.LARGE else None,
    )  # fmt: skip
    used = chosen if is_better(scores, chosen, "naive") else "naive"
    base = alike(fitted.predicted[used], g.earlier_spend, made[used])
    told = simulate(base, g.before, days, g.p.futures, estimates.generator(seed, "test futures"))
    method, n = say("method-test", n=len(actual), futures=g.p.futures), len(actual)
    total = float(told.expected.sum())
    total = estimates.of_draws(total, told.totals, unit="money", n=n, method=method)
    return Tested(
        fitted, actual, predicted, chosen, told.low, told.high, scores, total=total,
        tenths=tenths(actual, predicted[used], estimates.generator(seed, "tenths"), "money"),
        shifts=tuple(_shifts(made.get("bg_nbd_about"))), refitted=made,
        held=held(g.before, actual, predicted[used], estimates.generator(seed, "held")),
        notes=tuple(notes),
    )  # fmt: skip


def is_better(scores: tuple[Score, ...], chosen: str, naive: str) -> bool:
    """Whether a candidate beats the naive one; see `Tested.better`."""
    if chosen == naive:
        return False
    by = {s.measure: s for s in scores if s.model == chosen}
    if naive == "mean":
        found = by["explained"]
        # One huge amount among the rows learned from spoils their mean: anything is nearer than
        # that. What foretells something is nearer than the mean of the rows tested on as well.
        return bool(found.better) and found.estimate.low > 0 and found.estimate.n >= FEWEST
    ranks = by["ranking"]
    assert ranks.difference is not None
    return bool(ranks.better or (by["absolute_error"].better and ranks.difference.high >= 0))


def tenths(
    actual: np.ndarray, predicted: np.ndarray, rng: np.random.Generator, unit: Unit
) -> tuple[Tenth, ...]:
    """Mean predicted and actual in ten groups of equal size, the largest predictions first."""
    order = np.argsort(-predicted, kind="stable")
    groups = [part for part in np.array_split(order, 10) if len(part) >= 2]
    return tuple(
        Tenth(
            number=k, rows=len(part), predicted=float(predicted[part].mean()),
            actual=mean(actual[part], rng, unit),
        )
        for k, part in enumerate(groups, start=1)
    )  # fmt: skip


def _shifts(candidate: Candidate | None) -> list[Shift]:
    """Factors on buying and leaving of each level, from the model with covariates."""
    if not isinstance(candidate, Lifetime):
        return []
    model, design = candidate.purchases_, candidate.design_
    errors = np.sqrt(np.maximum(np.diag(model.covariance_)[4:], 0.0))
    width = len(design.pairs())
    found = []
    for k, (name, level) in enumerate(design.pairs()):
        # Buying more often is a larger rate; leaving more readily a larger rate of leaving.
        rate = _factor(model.coefficients_["purchase"][k], errors[k])
        leaving = _factor(model.coefficients_["leaving"][k], errors[width + k])
        found.append(Shift(by=name, level=level, against=design.levels_[name][0], rate=rate,
                           leaving=leaving))  # fmt: skip
    return found


def _factor(coefficient: float, error: float) -> Estimate:
    low, high = coefficient - NORMAL * error, coefficient + NORMAL * error
    value, low, high = np.exp(np.clip([coefficient, low, high], -6, 6)).tolist()
    return Estimate(value=value, low=low, high=high, unit="number", n=0,
                    method=say("method-factor"))  # fmt: skip
