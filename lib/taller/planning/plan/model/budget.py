"""The budget: what is paid until all is rolled out, line by line and by phase.

The contingency is what the draws ask for: the cost that a stated share of them stays below, less
what the lines come to. A flat rate would be too much for a firm offer and too little for a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from taller.planning.plan.model.resources import MONTH, day_rates, role_of, window
from taller.planning.plan.params.tasks import Phase

if TYPE_CHECKING:
    from taller.planning.plan.features.known import Known
    from taller.planning.plan.model.money import Kind, Money
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.params import Params

PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True)
class Line:
    """One line: so many person-days, months, or parts of an offer, at a price each."""

    phase: Phase
    kind: Kind
    name: str
    quantity: float
    price: float
    ends: tuple[float, float]  # the amount at the lowest and the highest of its range

    @property
    def amount(self) -> float:
        """Quantity times price."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Budget:
    """What is asked for, and what there is.

    Attributes
    ----------
    lines : with every range at its middle; people whose day nobody priced are left out
    paid : kinds of lines that are paid from this budget
    drawn : (draws,) what those cost, risks included
    contingency : over the lines' sum
    covers : share of the draws that sum and contingency cover
    given : None where nobody said
    """

    lines: tuple[Line, ...]
    paid: tuple[Kind, ...]
    drawn: np.ndarray
    contingency: float
    covers: float
    given: float | None

    def planned(self, *kinds: Kind, phase: str = "") -> float:
        """Sum of the lines of these kinds (those paid from it, if none is named)."""
        kinds = kinds or self.paid
        chosen = (x for x in self.lines if x.kind in kinds and (not phase or x.phase == phase))
        return float(sum(line.amount for line in chosen))

    def ends(self, phase: str) -> tuple[float, float]:
        """What a phase's paid lines come to with every range at its lowest and its highest."""
        chosen = [x.ends for x in self.lines if x.kind in self.paid and x.phase == phase]
        return sum(low for low, _high in chosen), sum(high for _low, high in chosen)

    @property
    def asked(self) -> float:
        """The lines and the contingency."""
        return self.planned() + self.contingency

    @property
    def short(self) -> bool:
        """Whether less was given than is asked for."""
        return self.given is not None and self.asked > self.given

    def end(self, share: float) -> float:
        """What this share of the draws does not exceed."""
        return float(np.quantile(self.drawn, share, method="inverted_cdf"))

    @property
    def within(self) -> float | None:
        """Share of the draws that what was given covers."""
        return None if self.given is None else float(np.mean(self.drawn <= self.given + 1e-9))


def budget(made: Schedule, money: Money, client: Known, p: Params) -> Budget:
    """What the plan's lines come to, and the contingency that their spread asks for."""
    lines = (*_people(made, p), *_outside(made, client), *_technical(made, client))
    paid: tuple[Kind, ...] = ("people",) if p.budget_pays_people else ()
    paid = (*paid, "outside", "technical")
    spent = [each.drawn * each.project for each in money.of(*paid, "risk")]
    drawn = np.sum(spent or [np.zeros(p.draws)], axis=0)
    wanted = float(np.quantile(drawn, p.contingency, method="inverted_cdf"))
    planned = sum(line.amount for line in lines if line.kind in paid)
    return Budget(lines, paid, drawn, max(0.0, wanted - planned), p.contingency, client.budget)


def _people(made: Schedule, p: Params) -> Iterator[Line]:
    tasks = made.work.tasks
    frame = pd.DataFrame({
        "phase": [task.phase for task in tasks],
        "role": [role_of(made, task.owner) for task in tasks],
        "price": day_rates(made, p.day_rates),
        "days": [task.person_days for task in tasks],
        "low": [task.days.low * task.share for task in tasks],
        "high": [task.days.high * task.share for task in tasks],
    })  # fmt: skip
    by = ["phase", "role", "price"]
    for row in frame.dropna().groupby(by, sort=False, as_index=False).sum().itertuples():
        ends = (row.low * row.price, row.high * row.price)
        yield Line(row.phase, "people", row.role, row.days, row.price, ends)


def _outside(made: Schedule, client: Known) -> Iterator[Line]:
    """A case's money, in each phase as much of it as of the case's working days."""
    for case in client.cases:
        tasks = [task for task in made.work.tasks if task.case == case.key]
        days = {phase: sum(t.days.mid for t in tasks if t.phase == phase) for phase in PHASES}
        total = sum(days.values())
        parts = {ph: each / total for ph, each in days.items()} if total else {"development": 1.0}
        for phase in PHASES:
            if parts.get(phase) and case.money.mid:
                ends = (parts[phase] * case.money.low, parts[phase] * case.money.high)
                yield Line(phase, "outside", case.name, parts[phase], case.money.mid, ends)


def _technical(made: Schedule, client: Known) -> Iterator[Line]:
    """What runs by the month, in the phase that had begun last."""
    begins = np.maximum.accumulate([
        min((start for task, start in zip(made.work.tasks, made.starts, strict=True)
             if task.phase == phase), default=0.0)
        for phase in PHASES
    ])  # fmt: skip
    edges = np.append(begins, max(float(made.ends.max()), begins[-1]))
    for item in client.technical:
        start = window(made, phase=item.starts_with)[0]
        months = np.diff(np.clip(edges, start, None)) / MONTH
        for phase, each in zip(PHASES, months, strict=True):
            if each > 0:
                ends = (each * item.monthly[0], each * item.monthly[2])
                yield Line(phase, "technical", item.name, float(each), item.monthly[1], ends)
