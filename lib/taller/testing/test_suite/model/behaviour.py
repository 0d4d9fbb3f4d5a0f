"""How a model behaves on rows: what it answers, what it never saw, what moves its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from taller.deployment.deployment.features.rows import plain
from taller.development.template import comparison
from taller.development.template.comparison import Measured
from taller.measurement import discrimination, estimates
from taller.phase import Estimate
from taller.testing.test_suite.messages import say

if TYPE_CHECKING:
    import pandas as pd

    from taller.development.template.protocol import Rows

LOW, HIGH = 0.1, 0.9  # quantiles of the client's own rows between which a column is moved
DRAWS = 200  # resamples of a ranking
ENOUGH = 30  # rows of a part to which it happened, and to which it did not


def answers(scorer: Any, frame: pd.DataFrame) -> np.ndarray:
    """What a model answers to these rows as the service asks it, (n,)."""
    return np.asarray(scorer.score(plain(frame)), dtype="float64")


def strange(frame: pd.DataFrame, columns: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """Which cells are unlike all that was learned from, (n, k) of bool.

    A number is where it is beyond the range that was seen by more than that range is wide: a
    customer's age in days grows by itself, an amount in cents is a hundred times what it was. A
    text is where it is none of those that were seen, unless these were too many to be listed.

    >>> import pandas as pd
    >>> seen = {"spend": {"kind": "number", "low": 0, "high": 10}}
    >>> strange(pd.DataFrame({"spend": [5.0, 19.0, 500.0]}), seen)["spend"].tolist()
    [False, False, True]
    """
    import pandas as pd

    found = {}
    for name, known in columns.items():
        values = frame[name]
        if known["kind"] == "number" and known["low"] is not None:
            wide = max(known["high"] - known["low"], abs(known["high"]), 1e-12)
            found[name] = (values < known["low"] - wide) | (values > known["high"] + wide)
        elif known["kind"] == "text" and 0 < len(known["levels"]) < 100:
            found[name] = values.notna() & ~values.astype(str).isin(known["levels"])
    return pd.DataFrame(found, index=frame.index)


def rise(scorer: Any, frame: pd.DataFrame, column: str, rng: np.random.Generator) -> Estimate:
    """How much a model's answer rises, of itself alone, with a column.

    In every row the column takes its lower tenth's bound among the rows, then its upper one's.
    """
    low, high = (float(frame[column].quantile(q)) for q in (LOW, HIGH))
    moved = [answers(scorer, frame.assign(**{column: value})) for value in (low, high)]
    return estimates.mean(moved[1] - moved[0], rng, unit="number")


def ranking(
    happened: np.ndarray, told: np.ndarray, other: np.ndarray, rng: np.random.Generator
) -> tuple[Estimate, Estimate]:
    """How well answers order rows (area under the ROC curve), and how much better than others do.

    Parameters
    ----------
    other : answers of another model to the same rows; the same for all where there is none
    """
    measured = {"auroc": Measured("auroc", discrimination.auroc)}
    scores = comparison.compare(
        happened, {"other": other, "model": told}, measured, rng, baseline="other", draws=DRAWS
    )
    found = next(score for score in scores if score.model == "model")
    assert found.difference is not None
    return found.estimate, found.difference


def parts(
    rows: Rows, told: np.ndarray, rng: np.random.Generator
) -> tuple[Estimate, dict[tuple[str, str], Estimate]]:
    """How well answers order rows: all, and those of each value of a text column.

    Returns
    -------
    of all; and by column and value where enough happened and did not happen
    """
    whole, _more = ranking(rows.target, told, np.zeros(len(rows)), rng)
    found = {}
    for name in rows.features.select_dtypes(exclude=["number", "datetime"]):
        for level, places in rows.features.groupby(name).indices.items():
            part, happened = rows.take(places), rows.target[places].sum()
            if min(happened, len(part) - happened) >= ENOUGH:
                ordered, _more = ranking(part.target, told[places], np.zeros(len(part)), rng)
                found[str(name), str(level)] = ordered
    return whole, found


def gap(happened: np.ndarray, told: np.ndarray) -> Estimate:
    """How far what happened is from what was told, of these rows together (Wilson).

    >>> import numpy as np
    >>> round(gap(np.array([1.0, 0.0]), np.array([0.5, 0.7])).value, 3)
    -0.1
    """
    share = estimates.share(int(happened.sum()), len(happened))
    mean = float(np.mean(told))
    return Estimate(
        value=share.value - mean, low=share.low - mean, high=share.high - mean, unit="share",
        n=share.n, method=say("method-gap"), level=share.level,
    )  # fmt: skip


def size(found: Estimate) -> Estimate:
    """How large a difference is, whichever way it goes.

    >>> less = Estimate(value=-0.1, low=-0.3, high=0.2, unit="share", n=9, method="m")
    >>> (size(less).low, size(less).value, size(less).high)
    (0.0, 0.1, 0.3)
    """
    ends = sorted((abs(found.low), abs(found.high)))
    low = 0.0 if found.low < 0 < found.high else ends[0]
    return found.model_copy(update={"value": abs(found.value), "low": low, "high": ends[1]})
