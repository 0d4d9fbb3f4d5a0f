"""Whether the models still fit: what moved, how good they are to be expected, what they earn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.monitoring.evaluation.paying import Paying, still_pays
from taller.monitoring.monitoring.features.fed import ANSWER
from taller.monitoring.monitoring.model import drift, unlabelled
from taller.monitoring.monitoring.model.drift import ColumnDrift
from taller.monitoring.monitoring.model.unlabelled import Scored, Unlabelled
from taller.monitoring.monitoring.result import ModelFit

if TYPE_CHECKING:
    from taller.monitoring.monitoring.features.models import Model

HALF = 0.5  # the probability above which people are chosen where nobody stated what a choice earns


@dataclass(frozen=True)
class Fitness(Looked):
    """One model, then and now.

    Attributes
    ----------
    columns : how far each moved, what moved most surely first
    by_day : how far the last week's days of what the live model was fed, and told, are from those
        before; empty where no service answered by it
    expected : None where too few outcomes were known
    paying : None where nobody stated what a choice earns, or too few outcomes were known
    paid : likewise, of people of a while ago, by what has happened since; None where none is known
    """

    model: Model
    columns: tuple[ColumnDrift, ...]
    expected: Unlabelled | None
    paying: Paying | None
    paid: Paying | None = None
    by_day: tuple[ColumnDrift, ...] = ()

    @property
    def told(self) -> Paying | None:
        """What tells whether choosing by it pays: what happened where it is known."""
        return self.paid or self.paying

    @property
    def fails(self) -> bool:
        """Whether choosing by it no longer pays, or earns less than it did, beyond doubt."""
        return self.told is not None and (self.told.costs or self.told.verdict == "stopped")

    @property
    def summary(self) -> ModelFit:
        """What the result keeps of it."""
        told, paying = self.told, self.paying
        return ModelFit(
            name=self.model.name, columns=len(self.columns), moved=len(self.moved),
            earned=told.before if told else None, earns=paying.now if paying else None,
            paid=self.paid.now if self.paid else None,
            verdict=told.verdict if told else "", costs=bool(told and told.costs),
        )  # fmt: skip

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
    lately = Scored(*model.lately) if model.lately else None

    def priced(current: Scored | None) -> Paying | None:
        if stake is None or current is None:
            return None
        return still_pays(then, current, gain=stake.gain, loss=stake.loss,
                          threshold=stake.threshold, people=stake.people, seed=seed)  # fmt: skip

    paid = priced(lately) if lately and lately.enough else None
    columns = drift.compare(model.then, model.now, seed=seed)
    return Fitness(model, columns, expected, priced(now), paid, _by_day(model))


def _by_day(model: Model) -> tuple[ColumnDrift, ...]:
    if model.fed is None:
        return ()
    reference = model.then.assign(**{ANSWER: model.score_then})
    return drift.over_days(drift.daily(model.fed, model.fed["day"], reference))
