"""Scores of customers by models that never saw them, and the model to use afterwards.

Ordinary cross-fitting scores each fold by a model of all others, so each fold judges models that
learned from the folds that judge its own. Where effects do not differ the folds then agree by
chance: what is measured over all of them varies more than it seems, and intervals of 95 % held in
87 % of simulated trials. Here blocks follow each other: a block is scored by a model of the blocks
before it alone, so that what each measures is, given the past, without error on average, and errors
add up as in one sample. The price is the first block, which nobody scores.

References
----------
Wager (2024), "Sequential validation of treatment heterogeneity".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from taller.errors import DataError
from taller.measurement.estimates import generator
from taller.measurement.uplift.learners import LEARNERS
from taller.measurement.uplift.trees import Encoding, Predict, Trees

BLOCKS = (0.4, 0.2, 0.2, 0.2)  # shares of the rows; the first is only learned from
LEAST = 10  # rows of an arm in a block
OVERLAP = 0.02  # an estimated probability is held away from 0 and 1 by this much


@dataclass(frozen=True)
class Uplift:
    """A model of what each treatment adds, for customers it has not seen."""

    treatments: tuple[str, ...]
    encoding: Encoding
    effects: Predict

    def predict(self, features: pd.DataFrame) -> pd.DataFrame:
        """Predicted effect of each treatment: (n, treatments), in units of the outcome."""
        made = self.effects(self.encoding.rows(features))
        return pd.DataFrame(made, index=features.index, columns=list(self.treatments))


def train_uplift(
    features: pd.DataFrame,
    arm: ArrayLike,
    outcome: ArrayLike,
    *,
    control: str,
    learner: str = "dr",
    seed: int = 0,
    propensity: pd.DataFrame | None = None,
    trees: Trees | None = None,
) -> Uplift:
    """One model of all rows; to judge how well it tells customers apart, see `fit_uplift`.

    Parameters as in `fit_uplift`.
    """
    trial = _Trial.of(features, arm, outcome, control, propensity)
    rows = generator(seed, "order").permutation(len(features))
    return Uplift(trial.names[1:], trial.encoding, trial.learned(rows, learner, seed, trees))


def fit_uplift(
    features: pd.DataFrame,
    arm: ArrayLike,
    outcome: ArrayLike,
    *,
    control: str,
    learner: str = "dr",
    seed: int = 0,
    propensity: pd.DataFrame | None = None,
    trees: Trees | None = None,
    blocks: Sequence[float] = BLOCKS,
) -> pd.DataFrame:
    """Predicted effect of each treatment on each customer, by models that did not see them.

    Parameters
    ----------
    features : (n, columns) what was known before the lot was drawn; numbers or texts
    arm : (n,) name of the arm each was given
    outcome : (n,) 0 or 1, or an amount
    control : name of the arm without treatment
    learner : ``s``, ``t``, ``x`` or ``dr`` (see `taller.measurement.uplift.learners`)
    propensity : (n, arms), columns named as the arms
        Probability of each arm; None where a lot with the same odds for all was drawn. Where none
        was drawn, `estimated_propensity`.
    blocks : shares of the rows that follow each other; the first is not scored

    Returns
    -------
    (n, treatments), the index of ``features``; missing in the first block
        In units of the outcome. Blocks are moved to a common mean: otherwise one where the
        treatment did well by chance would lift the next ones' scores.

    Raises
    ------
    DataError
        If lengths differ, the control is absent, or an arm has fewer than 10 rows in a block.
    """
    trial = _Trial.of(features, arm, outcome, control, propensity)
    block = trial.blocks(blocks, seed)
    scores = np.full((len(features), len(trial.names) - 1), np.nan)
    level = np.zeros(len(trial.names) - 1)
    for k in range(1, len(blocks)):
        order = generator(seed, "order", k).permutation(np.flatnonzero(block < k))
        made = trial.learned(order, learner, seed, trees)(trial.rows[block == k])
        level = made.mean(axis=0) if k == 1 else level
        scores[block == k] = made - made.mean(axis=0) + level
    # Single precision, so that equal scores are equal after they were moved.
    return pd.DataFrame(
        scores.astype("float32").astype(float), index=features.index, columns=trial.names[1:]
    )


def estimated_propensity(
    features: pd.DataFrame, arm: ArrayLike, *, seed: int = 0, trees: Trees | None = None
) -> pd.DataFrame:
    """Probability of each arm given the features, where no lot was drawn; by models of others.

    Whatever moved both the choice of the arm and the outcome has to be among the features: an
    assumption that no data can test.

    Returns
    -------
    (n, arms), at least .02 each, summing to 1
    """
    given = np.asarray(arm, dtype=object).astype(str)
    names = sorted(set(given))
    rows = Encoding.of(features).rows(features)
    fold = generator(seed, "propensity").permutation(len(rows)) % 5
    fit = (trees or Trees()).fitted(seed)
    made = np.empty((len(rows), len(names)))
    for k in range(5):
        for a, name in enumerate(names):
            model = fit(rows[fold != k], (given[fold != k] == name).astype(float))
            made[fold == k, a] = model(rows[fold == k])
    made = np.clip(made, OVERLAP, None)
    made /= made.sum(axis=1, keepdims=True)
    return pd.DataFrame(made, index=features.index, columns=names)


@dataclass(frozen=True)
class _Trial:
    names: tuple[str, ...]  # of the arms, control first
    arm: np.ndarray
    outcome: np.ndarray
    chance: np.ndarray
    rows: np.ndarray
    encoding: Encoding

    @classmethod
    def of(
        cls, features: pd.DataFrame, arm: ArrayLike, outcome: ArrayLike, control: str,
        propensity: pd.DataFrame | None,
    ) -> _Trial:  # fmt: skip
        given = np.asarray(arm, dtype=object).astype(str)
        y = np.asarray(outcome, dtype=float)
        if not len(features) == len(given) == len(y):
            what = f"need one row each (got {len(features)}, {len(given)} and {len(y)})"
            raise DataError("features, arm and outcome", what)
        found = sorted(set(given))
        if control not in found or len(found) < 2:
            what = f"needs {control!r} and a treatment; give the control's name (got {found})"
            raise DataError("arm", what)
        names = (control, *(name for name in found if name != control))
        numbers = pd.Categorical(given, categories=list(names)).codes.astype(int)
        shares = np.bincount(numbers) / len(numbers)
        chance = (
            np.tile(shares, (len(y), 1)) if propensity is None
            else propensity[list(names)].to_numpy(float)
        )  # fmt: skip
        encoding = Encoding.of(features)
        return cls(names, numbers, y, chance, encoding.rows(features), encoding)

    def learned(self, rows: np.ndarray, learner: str, seed: int, trees: Trees | None) -> Predict:
        """The effects as learned from these rows."""
        if learner not in LEARNERS:
            raise DataError("learner", f"is one of {', '.join(LEARNERS)} (got {learner!r})")
        fit = (trees or Trees()).fitted(seed)
        chosen = (self.rows[rows], self.arm[rows], self.outcome[rows], self.chance[rows])
        return LEARNERS[learner](*chosen, fit)

    def blocks(self, shares: Sequence[float], seed: int) -> np.ndarray:
        """The block of each row, by a lot within each arm."""
        edges = np.cumsum(shares)[:-1] / np.sum(shares)
        block = np.empty(len(self.arm), dtype=int)
        for a, name in enumerate(self.names):
            own = np.flatnonzero(self.arm == a)
            place = (generator(seed, "blocks", a).permutation(len(own)) + 0.5) / len(own)
            block[own] = np.searchsorted(edges, place)
            if np.bincount(block[own], minlength=len(shares)).min() < LEAST:
                what = f"needs {LEAST} rows in each of {len(shares)} blocks (got {len(own)} in all)"
                raise DataError(f"arm {name!r}", what)
        return block
