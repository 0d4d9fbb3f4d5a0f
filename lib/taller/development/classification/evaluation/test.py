"""The test: opened once, every model measured on the same rows, and in parts of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.development.classification.features.columns import Columns
from taller.development.classification.features.rows import FEWEST
from taller.development.classification.messages import say
from taller.development.classification.model.training import Fitted, rule
from taller.development.classification.result import Part
from taller.development.template import comparison
from taller.development.template.comparison import Measured, Score
from taller.development.template.encoding import texts
from taller.development.template.protocol import Rows
from taller.errors import AnalysisError
from taller.looked import Looked
from taller.measurement import calibration, discrimination, estimates
from taller.measurement.calibration import Bin
from taller.phase import Estimate

TOP = 0.1  # share of customers whose lift is told
FEWEST_OF_EITHER = 5  # in the test part, to measure anything; twenty in a slice
MOST_LEVELS = 8
BY_CHANCE = 0.01  # probability of such a ranking by luck, from which it is none
SHIFT = 1.25  # base rates that differ by more than this factor are a shift worth a warning


@dataclass(frozen=True)
class Tested(Looked):
    """What the test rows said.

    Attributes
    ----------
    scores : every measure of every model, compared with the naive answer
    against_simple : the same of the model chosen (LightGBM, where that is the simple one),
        compared with the logistic regression
    shift : difference of the base rates, test minus training
    """

    fitted: Fitted
    rows: Rows
    predicted: np.ndarray
    scores: tuple[Score, ...]
    against_simple: tuple[Score, ...]
    reliability: tuple[Bin, ...]
    train_rate: Estimate
    test_rate: Estimate
    shift: Estimate
    parts: tuple[Part, ...] = ()

    def score(self, measure: str, model: str | None = None) -> Score:
        """One measure of one model; the chosen one unless named."""
        wanted = model or self.fitted.model.kind
        return next(s for s in self.scores if s.measure == measure and s.model == wanted)

    @property
    def columns(self) -> Columns:
        """How the columns of the rows are called."""
        return self.fitted.prepared.gathered.columns

    @property
    def signal(self) -> bool:
        """Whether the model is better than the naive answer, beyond chance by two measures.

        The bootstrap's interval is too narrow where few rows are positive; the rank test is not.
        """
        return bool(self.score("auroc").better) and self.by_chance < BY_CHANCE

    @property
    def by_chance(self) -> float:
        """Probability of such a ranking where there is none (Mann and Whitney 1947)."""
        from scipy import stats

        happened = self.rows.target > 0
        p = self.predicted
        return float(stats.mannwhitneyu(p[happened], p[~happened], alternative="greater").pvalue)

    @property
    def shifted(self) -> bool:
        """Whether it happens clearly more or less often in the test part than before."""
        low, high = sorted([self.train_rate.value, self.test_rate.value])
        apart = not self.shift.low <= 0 <= self.shift.high
        return apart and high > SHIFT * max(low, 1e-9)

    @property
    def calibration_error(self) -> float:
        """Mean distance of predicted and observed probability."""
        return calibration.expected_error(self.reliability)


def measures() -> dict[str, Measured]:
    """What is measured, by key."""
    return {
        "auroc": Measured(say("measure.auroc"), discrimination.auroc),
        "lift": Measured(say("measure.lift"), discrimination.lift_at(TOP), "number"),
        "brier": Measured(say("measure.brier"), discrimination.brier, "number",
                          higher_is_better=False),
    }  # fmt: skip


def assess(fitted: Fitted | None, seed: int) -> Tested | None:
    """Open the test part, and measure.

    Raises
    ------
    AnalysisError
        If it holds too few rows of either kind.
    """
    if fitted is None:
        return None
    rows = fitted.prepared.split.test.open()
    positive = int(rows.target.sum())
    if min(positive, len(rows) - positive) < FEWEST_OF_EITHER:
        raise AnalysisError(say("fault.few-tested", n=len(rows), m=positive))
    predictions = {
        "naive": fitted.naive.predict(rows.features),
        "rule": rule(fitted, rows.features),
        **{name: model.predict(rows.features) for name, model in fitted.models.items()},
    }
    predicted = predictions[fitted.model.kind]
    drawn = comparison.Drawn.of(
        rows.target, predictions, measures(), estimates.generator(seed, "test")
    )
    scores = drawn.against("naive")
    better = fitted.model.kind if fitted.model.kind != "logistic" else "lightgbm"
    against = tuple(s for s in drawn.against("logistic") if s.model == better)
    train = fitted.prepared.split.train.target
    return Tested(
        fitted, rows, predicted, scores, against,
        tuple(calibration.reliability(rows.target, predicted)),
        estimates.share(int(train.sum()), len(train)), estimates.share(positive, len(rows)),
        difference(int(train.sum()), len(train), positive, len(rows)),
        tuple(_parts(rows, predicted, seed)),
    )  # fmt: skip


def difference(before: int, n_before: int, after: int, n_after: int) -> Estimate:
    """Difference of two shares, later minus earlier, with Newcombe's interval.

    References
    ----------
    Newcombe (1998), "Interval estimation for the difference between independent proportions",
    method 10.

    >>> found = difference(48, 80, 56, 70)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    a, b = estimates.share(after, n_after), estimates.share(before, n_before)
    value = a.value - b.value
    low = value - np.hypot(a.value - a.low, b.high - b.value)
    high = value + np.hypot(a.high - a.value, b.value - b.low)
    return Estimate(
        value=value, low=float(low), high=float(high), unit="share", n=n_before + n_after,
        method=say("method.difference", n=n_after, m=n_before),
    )  # fmt: skip


def _parts(rows: Rows, predicted: np.ndarray, seed: int) -> list[Part]:
    """Each level of each slice that has enough rows."""
    if rows.beside is None:
        return []
    found = []
    for column in rows.beside.columns:
        values = texts(rows.beside[column])
        levels = values.value_counts()
        for level in [name for name, n in levels.items() if n >= 2 * FEWEST][:MOST_LEVELS]:
            inside = (values == level).to_numpy()
            found.append(_part(str(column), str(level), rows.target[inside], predicted[inside],
                               seed))  # fmt: skip
    return found


def _part(column: str, level: str, target: np.ndarray, predicted: np.ndarray, seed: int) -> Part:
    positive = int(target.sum())
    measured = None
    if min(positive, len(target) - positive) >= FEWEST:
        scores = comparison.compare(
            target, {"model": predicted}, {"auroc": measures()["auroc"]},
            estimates.generator(seed, "slice", column, level), baseline="model",
        )  # fmt: skip
        measured = scores[0].estimate
    return Part(
        column=column, level=level, rows=len(target), predicted=float(predicted.mean()),
        happened=estimates.share(positive, len(target)), auroc=measured,
    )  # fmt: skip
