"""Comparison: each measure with its interval, and paired differences from the naive answer.

A measure is prepared once for a target and a prediction, and then asked for many resamples at once:
``measure(target, prediction)`` gives a function from weights, shape (draws, n), to values, shape
(draws,). All models are measured on the same resamples, so that their differences are paired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from taller.language import _, number
from taller.measurement import estimates
from taller.phase import Estimate, Unit

if TYPE_CHECKING:
    import numpy as np

DRAWS = 500

Weighted = Callable[["np.ndarray"], "np.ndarray"]
Measure = Callable[["np.ndarray", "np.ndarray"], Weighted]


@dataclass(frozen=True)
class Measured:
    """A measure to take: how, in which unit, and which way is better."""

    label: str
    measure: Measure
    unit: Unit = "index"
    higher_is_better: bool = True


class Score(BaseModel):
    """One measure of one model on the test rows, and its difference from the baseline's."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    model: str
    measure: str
    label: str
    estimate: Estimate
    difference: Estimate | None = Field(None, description="from the baseline, on the same rows")
    better: bool | None = Field(
        None, description="whether the difference's interval lies on the better side of zero"
    )


def compare(
    target: np.ndarray,
    predictions: Mapping[str, np.ndarray],
    measures: Mapping[str, Measured],
    rng: np.random.Generator,
    *,
    baseline: str,
    groups: np.ndarray | None = None,
    draws: int = DRAWS,
) -> tuple[Score, ...]:
    """Measure every model on the same rows and the same resamples.

    Parameters
    ----------
    target : (n,) what happened
    predictions : model to (n,) predictions
    baseline : the model the others are compared with
    groups : (n,) subjects, where several rows are about one: then whole subjects are drawn

    Returns
    -------
    A score per measure and model, models in the order given
    """
    import numpy as np

    prepared = {
        (name, model): measured.measure(target, predicted)
        for name, measured in measures.items()
        for model, predicted in predictions.items()
    }
    whole = np.ones((1, len(target)))
    values = {key: float(function(whole)[0]) for key, function in prepared.items()}
    drawn: dict[tuple[str, str], list[np.ndarray]] = {key: [] for key in prepared}
    for weights in resamples(len(target), draws, rng, groups):
        for key, function in prepared.items():
            drawn[key].append(function(weights))
    made = {key: np.concatenate(parts) for key, parts in drawn.items()}
    found = []
    for (name, model), value in values.items():
        measured = measures[name]
        estimate = _estimate(value, made[name, model], measured.unit, len(target))
        difference, better = None, None
        if model != baseline:
            difference = _estimate(
                value - values[name, baseline], made[name, model] - made[name, baseline],
                measured.unit, len(target), paired=True,
            )  # fmt: skip
            better = difference.low > 0 if measured.higher_is_better else difference.high < 0
        found.append(Score(model=model, measure=name, label=measured.label, estimate=estimate,
                           difference=difference, better=better))  # fmt: skip
    return tuple(found)


def resamples(
    n: int, draws: int, rng: np.random.Generator, groups: np.ndarray | None = None
) -> Iterator[np.ndarray]:
    """How often each row is drawn, in blocks of resamples; whole groups where there are groups."""
    import numpy as np

    if groups is None:
        yield from estimates.resample_weights(n, draws, rng)
        return
    unique, of_group = np.unique(groups, return_inverse=True)
    for weights in estimates.resample_weights(len(unique), draws, rng):
        yield weights[:, of_group]


def _estimate(
    value: float, drawn: np.ndarray, unit: Unit, n: int, *, paired: bool = False
) -> Estimate:
    import numpy as np

    good = drawn[np.isfinite(drawn)]
    low, high = np.quantile(good, [0.025, 0.975]) if len(good) else (value, value)
    method = _("{n} test rows, percentile bootstrap with {draws} resamples")
    if paired:
        method = _("paired difference on {n} test rows, bootstrap with {draws} resamples")
    return Estimate(
        value=value, low=min(float(low), value), high=max(float(high), value), unit=unit, n=n,
        method=method.format(n=number(n), draws=number(len(drawn))),
    )  # fmt: skip
