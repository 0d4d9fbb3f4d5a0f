"""Comparison: each measure with its interval, and paired differences from the naive answer.

A measure is prepared once for a target and a prediction, and then asked for many resamples at once:
``measure(target, prediction)`` gives a function from weights, shape (draws, n), to values, shape
(draws,). All models are measured on the same resamples, so that their differences are paired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import Field

from taller.development.template.messages import say
from taller.measurement import estimates
from taller.phase import Estimate, Record, Unit

if TYPE_CHECKING:
    import numpy as np

DRAWS, LARGE = 500, 5_000

Weighted = Callable[["np.ndarray"], "np.ndarray"]
Measure = Callable[["np.ndarray", "np.ndarray"], Weighted]


@dataclass(frozen=True)
class Measured:
    """A measure to take: how, in which unit, and which way is better."""

    label: str
    measure: Measure
    unit: Unit = "index"
    higher_is_better: bool = True


class Score(Record):
    """One measure of one model on the test rows, and its difference from the baseline's."""

    model: str
    measure: str
    label: str
    estimate: Estimate
    difference: Estimate | None = Field(None, description="from the baseline, on the same rows")
    better: bool | None = Field(
        None, description="whether the difference is clearly on the better side of zero"
    )


def demanded(text: str, difference: Estimate) -> str:
    """A difference in words; and how much is asked for, where it is above 0 but not by enough."""
    if difference.low > 0 and not estimates.above(difference):
        return say("compared-demanded", text=text)
    return text


def compare(
    target: np.ndarray,
    predictions: Mapping[str, np.ndarray],
    measures: Mapping[str, Measured],
    rng: np.random.Generator,
    *,
    baseline: str,
    groups: np.ndarray | None = None,
    draws: int | None = None,
) -> tuple[Score, ...]:
    """Measure every model on the same rows and the same resamples.

    Parameters
    ----------
    target : (n,) what happened
    predictions : model to (n,) predictions
    baseline : the model the others are compared with
    groups : (n,) subjects, where several rows are about one: then whole subjects are drawn
    draws : resamples; 500, or 250 where there are more than 5,000 rows

    Returns
    -------
    A score per measure and model, models in the order given
    """
    drawn = Drawn.of(target, predictions, measures, rng, groups=groups, draws=draws)
    return drawn.against(baseline)


@dataclass(frozen=True)
class Drawn:
    """Values and resamples of every measure of every model, to be compared with any of them."""

    measures: Mapping[str, Measured]
    values: dict[tuple[str, str], float]
    drawn: dict[tuple[str, str], np.ndarray]
    n: int

    @classmethod
    def of(
        cls,
        target: np.ndarray,
        predictions: Mapping[str, np.ndarray],
        measures: Mapping[str, Measured],
        rng: np.random.Generator,
        *,
        groups: np.ndarray | None = None,
        draws: int | None = None,
    ) -> Drawn:
        """Measure; see `compare`."""
        import numpy as np

        n = len(target)
        prepared = {
            (name, model): measured.measure(target, predicted)
            for name, measured in measures.items()
            for model, predicted in predictions.items()
        }
        whole = np.ones((1, n))
        values = {key: float(function(whole)[0]) for key, function in prepared.items()}
        parts: dict[tuple[str, str], list[np.ndarray]] = {key: [] for key in prepared}
        draws = draws or (DRAWS if n <= LARGE else DRAWS // 2)
        for weights in resamples(n, draws, rng, groups):
            for key, function in prepared.items():
                parts[key].append(function(weights))
        return cls(measures, values, {k: np.concatenate(v) for k, v in parts.items()}, n)

    def against(self, baseline: str) -> tuple[Score, ...]:
        """Every score, with its paired difference from the baseline's."""
        return tuple(self._score(name, model, baseline) for name, model in self.values)

    def _score(self, name: str, model: str, baseline: str) -> Score:
        measured, value = self.measures[name], self.values[name, model]
        estimate = _estimate(value, self.drawn[name, model], measured.unit, self.n)
        difference, better = None, None
        if model != baseline:
            difference = _estimate(
                value - self.values[name, baseline],
                self.drawn[name, model] - self.drawn[name, baseline],
                measured.unit, self.n, paired=True,
            )  # fmt: skip
            side = estimates.above if measured.higher_is_better else estimates.below
            better = side(difference)
        return Score(model=model, measure=name, label=measured.label, estimate=estimate,
                     difference=difference, better=better)  # fmt: skip


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
    method = say("compared.difference" if paired else "compared.value", n=n, draws=len(drawn))
    return estimates.of_draws(value, drawn, unit=unit, n=n, method=method)
