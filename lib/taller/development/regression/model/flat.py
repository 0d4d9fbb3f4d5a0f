"""A flat table's amount: rows and guards, models chosen on validation, split-conformal intervals.

Half the width of an interval is a quantile of what out-of-fold predictions missed by, among rows of
alike predictions. It promises that 95% of rows like those learned from lie inside, whatever the
model; rows of another time need not be like them, and the test says how many were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from taller.development.regression.features.customers import Gathered
from taller.development.regression.messages import say
from taller.development.regression.model import flat_models as models
from taller.development.regression.params import Params
from taller.development.template import comparison, guards, protocol, source, split, tuning
from taller.development.template.protocol import Finding, Rows, Split
from taller.errors import AnalysisError, DataError
from taller.measurement import amounts, estimates

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.development.regression.evaluation.test import Tested
    from taller.development.regression.model.training import Fitted

FEWEST = 20
GROUPS, LEAST_IN_GROUP = 5, 60
LEVEL = 0.95


@dataclass(frozen=True)
class Conformal:
    """Intervals from what out-of-fold predictions missed by.

    Attributes
    ----------
    edges : predictions that part the groups
    widths : half the width in each group
    floor : least amount possible: 0 where no amount is below it, else none
    """

    edges: tuple[float, ...]
    widths: tuple[float, ...]
    floor: float | None = None

    @classmethod
    def fit(cls, predicted: np.ndarray, actual: np.ndarray) -> Conformal:
        """Learn from predictions of rows that the models had not seen.

        References
        ----------
        Lei et al. (2018), "Distribution-free predictive inference for regression".
        """
        groups = max(1, min(GROUPS, len(predicted) // LEAST_IN_GROUP))
        quantiles = np.quantile(predicted, np.linspace(0, 1, groups + 1)[1:-1])
        edges = np.unique(quantiles)
        group = np.searchsorted(edges, predicted, side="right")
        missed = np.abs(actual - predicted)
        whole = _rank(missed)
        widths = [
            _rank(missed[group == k]) if (group == k).sum() >= FEWEST else whole
            for k in range(len(edges) + 1)
        ]
        floor = 0.0 if actual.min() >= 0 else None
        return cls(tuple(edges.tolist()), tuple(widths), floor)

    def around(self, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Low and high ends, (n,) each."""
        group = np.searchsorted(np.array(self.edges), predicted, side="right")
        width = np.array(self.widths)[group]
        low = predicted - width
        return (low if self.floor is None else np.maximum(low, self.floor)), predicted + width


def _rank(missed: np.ndarray) -> float:
    """The ``ceil((n + 1) 0.95)``-th smallest; the largest where there are too few."""
    place = min(int(np.ceil((len(missed) + 1) * LEVEL)), len(missed))
    return float(np.sort(missed)[place - 1])


@dataclass(frozen=True)
class Flat:
    """What training found for a flat table.

    Attributes
    ----------
    models : each, learned from the whole training part
    losses : mean squared error on validation, over that of the mean
    validation : out-of-fold predictions of the chosen one
    """

    split: Split
    findings: tuple[Finding, ...]
    models: dict[str, Any]
    losses: dict[str, float]
    chosen: str
    validation: np.ndarray
    conformal: dict[str, Conformal]
    tuned: tuning.Tuned
    strengths: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))


def gather(tables: Tables, p: Params) -> Gathered:
    """The rows of a flat table that have an amount.

    Raises
    ------
    DataError
        If the target is no number, is missing everywhere, or is the same in every row.
    """
    assert p.target is not None
    frame, values, subjects, when = source.flat(
        tables.flat,
        p.target,
        time=p.time,
        ordered=p.ordered,
        subject=p.subject,
        people=source.people_in(tables),
    )
    target, notes = amount(values, p.target)
    held = np.flatnonzero(np.isfinite(target))
    rows = Rows(frame, target, subjects, when).take(held)
    rows = Rows(rows.features.reset_index(drop=True), rows.target, rows.subjects, rows.when)
    repeated = len(rows) - len(np.unique(rows.subjects))
    if repeated:
        notes.append(say("note-repeated", n=repeated))
    return Gathered(p, "flat", flat=rows, notes=tuple(notes))


def amount(values: pd.Series, name: str) -> tuple[np.ndarray, list[str]]:
    """The target as numbers, NaN where a row has none, and what was done with such rows.

    Raises
    ------
    DataError
        See `gather`.
    """
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    wrong = np.isnan(numbers) & values.notna().to_numpy()
    if wrong.any():
        example, more = str(values[wrong].iloc[0]), int(wrong.sum()) - 1
        raise DataError("data.flat", say("error-no-numbers", name=name, example=example, n=more))
    notes = []
    blank, endless = int(np.isnan(numbers).sum()), int(np.isinf(numbers).sum())
    if blank:
        notes.append(say("note-blank", n=blank))
    if endless:
        notes.append(say("note-infinite", n=endless))
    known = numbers[np.isfinite(numbers)]
    if not len(known):
        raise DataError("data.flat", say("error-empty", name=name))
    if np.ptp(known) == 0 and len(known) > 1:
        raise DataError("data.flat", say("error-constant", name=name, value=known[0]))
    below = int((known < 0).sum())
    if below:
        notes.append(say("note-below", n=below))
    return np.where(np.isfinite(numbers), numbers, np.nan), notes


def train(gathered: Gathered, seed: int) -> Flat:
    """Guards, split, tuning, and the choice by squared error on validation rows."""
    p, rows = gathered.p, gathered.flat
    assert rows is not None
    made = split.choose(rows, test_share=p.test_share, folds=p.folds, seed=seed)
    if np.ptp(made.train.target) == 0:
        raise AnalysisError(say("error-same-amount"))
    looked = guards.look(made.train, keep=p.keep, exclude=p.exclude)
    clean = made.without(looked.dropped)
    if not len(clean.train.features.columns):
        why = guards.in_words(looked.findings) or say("error-only-target")
        raise AnalysisError(say("error-no-column", why=why))
    train_, at = clean.train, clean.validated
    held = train_.target[at]
    tuned = tuning.tune(
        lambda settings: amounts.explained(held, _out_of_fold(clean, _boosted(seed, settings)))(
            np.ones((1, len(held))))[0],
        models.space, models.TREES, trials=p.tuning_trials, seconds=p.tuning_seconds, seed=seed,
    )  # fmt: skip
    settings = tuned.params if p.tuning_trials else {}
    makers = models.makers(train_.target, seed, settings)
    outside = {name: _out_of_fold(clean, make) for name, make in makers.items()}
    base = float(np.mean((outside["mean"] - held) ** 2))
    losses = {n: float(np.mean((o - held) ** 2)) / max(base, 1e-300) for n, o in outside.items()}
    chosen = min(makers, key=lambda name: losses[name])
    fitted = {n: make().fit(train_.features, train_.target) for n, make in makers.items()}
    return Flat(
        clean, looked.findings, fitted, losses, chosen, outside[chosen],
        {name: Conformal.fit(outside[name], held) for name in {chosen, "mean"}}, tuned,
        looked.strengths,
    )  # fmt: skip


def _boosted(seed: int, settings: Mapping[str, Any]) -> Any:
    return lambda: models.Boosted(seed, "lightgbm", dict(settings))


def _out_of_fold(made: Split, make: Any) -> np.ndarray:
    return protocol.out_of_fold(
        made, lambda fit, some: make().fit(fit.features, fit.target).predict(some.features)
    )


def assess(fitted: Fitted, seed: int) -> Tested:
    """Open the test rows, and measure every model on them."""
    from taller.development.regression.evaluation.test import Tested, is_better, measures, tenths

    flat = fitted.flat
    assert flat is not None
    rows = flat.split.test.open()
    predicted = {name: model.predict(rows.features) for name, model in flat.models.items()}
    if len(rows) < 2:
        raise AnalysisError(say("error-few-test"))
    scores = comparison.compare(
        rows.target, predicted, measures(flat=True), estimates.generator(seed, "test"),
        baseline="mean", draws=250,
    )  # fmt: skip
    used = flat.chosen if is_better(scores, flat.chosen, "mean") else "mean"
    low, high = flat.conformal[used].around(predicted[used])
    return Tested(
        fitted, rows.target, predicted, flat.chosen, low, high, scores, naive="mean",
        subjects=rows.subjects,
        tenths=tenths(rows.target, predicted[flat.chosen], estimates.generator(seed, "tenths"),
                      "number"),
    )  # fmt: skip
