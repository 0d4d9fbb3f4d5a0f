"""Whether the models still fit: what moved, how good they are to be expected, what they earn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.monitoring.evaluation.paying import Paying, still_pays
from taller.monitoring.monitoring.model import drift, unlabelled
from taller.monitoring.monitoring.model.drift import ColumnDrift
from taller.monitoring.monitoring.model.unlabelled import Scored, Unlabelled

if TYPE_CHECKING:
    from taller.monitoring.monitoring.features.models import Model

HALF = 0.5  # the probability above which people are chosen where nobody stated what a choice earns


@dataclass(frozen=True)
class Fitness(Looked):
    """One model, then and now.

    Attributes
    ----------
    columns : how far each moved, what moved most surely first
    expected : None where too few outcomes were known
    paying : None where nobody stated what a choice earns, or too few outcomes were known
    """

    model: Model
    columns: tuple[ColumnDrift, ...]
    expected: Unlabelled | None
    paying: Paying | None

    @property
    def moved(self) -> tuple[ColumnDrift, ...]:
        """The columns that moved so far that it matters."""
        return tuple(each for each in self.columns if each.verdict in ("drifted", "gone", "new"))


def fitness(models: Sequence[Model], seed: int) -> tuple[Fitness, ...]:
    """Judge each model by the people it scores today."""
    return tuple(_judged(model, seed) for model in models)


def _judged(model: Model, seed: int) -> Fitness:
    then = Scored(model.score_then, model.happened)
    now, stake = Scored(model.score_now), model.stake
    threshold = stake.threshold if stake else HALF
    expected = unlabelled.estimate(then, now, threshold=threshold, seed=seed)
    paying = None if stake is None else still_pays(
        then, now, gain=stake.gain, loss=stake.loss, threshold=stake.threshold,
        people=stake.people, seed=seed,
    )  # fmt: skip
    return Fitness(model, drift.compare(model.then, model.now, seed=seed), expected, paying)
