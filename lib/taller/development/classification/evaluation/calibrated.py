"""Whether probabilities mean what they say, above all where the decision uses them.

An average hides a tail: of those predicted at 0.4 %, it may happen to 7.6 %. So each tenth of the
test rows is looked at, and the rows on either side of the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taller.development.classification.evaluation.test import Tested
from taller.development.classification.messages import say
from taller.measurement import estimates
from taller.phase import Estimate

FEWEST = 20  # rows of a part, to judge it
LEVEL = 0.998  # of a part's interval: of some fifteen parts, chance puts one outside in 33
MATTERS = 0.02  # distance of predicted and observed, below which it does not matter
SHARE = 0.25  # likewise, as a share of the greater of the two
BAND = 0.1  # of the rows, on either side of the threshold


@dataclass(frozen=True)
class Gap:
    """A part of the test rows where predicted and observed are apart beyond chance."""

    predicted: float
    happened: Estimate

    @property
    def size(self) -> float:
        """Distance of the two."""
        return abs(self.predicted - self.happened.value)


def worst(tested: Tested) -> Gap | None:
    """The tenth of the test rows that is furthest off; None where all hold."""
    order = np.argsort(-tested.predicted, kind="stable")  # the same tenths as the table's
    parts = np.array_split(order, min(10, max(1, len(order) // FEWEST)))
    return _worst(tested, parts)


def off(tested: Tested, threshold: float) -> Gap | None:
    """Where the decision uses probabilities that are off: its top, and either side of it."""
    p = tested.predicted
    order = np.argsort(-p, kind="stable")
    above = int((p > threshold).sum())
    band = max(int(BAND * len(p)), FEWEST)
    return _worst(tested, [
        order[: max(int(0.1 * len(p)), FEWEST)], order[:above], order[above:],
        order[max(above - band, 0) : above], order[above : above + band],
    ])  # fmt: skip


def apart(tested: Tested) -> str:
    """How far predicted and observed are apart on average, in points of a hundred."""
    return say("points", n=100 * tested.calibration_error)


def _worst(tested: Tested, parts: list[np.ndarray]) -> Gap | None:
    found = [gap for part in parts if (gap := _gap(tested, part)) is not None]
    return max(found, key=lambda gap: gap.size, default=None)


def _gap(tested: Tested, part: np.ndarray) -> Gap | None:
    if len(part) < FEWEST:
        return None
    predicted = float(tested.predicted[part].mean())
    hits = int(tested.rows.target[part].sum())
    sure = estimates.share(hits, len(part), level=LEVEL)
    gap = Gap(predicted, estimates.share(hits, len(part)))
    matters = gap.size > max(MATTERS, SHARE * max(predicted, gap.happened.value))
    return gap if matters and not sure.low <= predicted <= sure.high else None
