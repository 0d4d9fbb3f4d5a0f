"""The second view: not whether but when. Share to whom it has not happened yet, by time.

From orders: days from the date of the test to the next order; those who have not ordered by the end
of the data are still waited for. From a flat table: its column of durations, and the target. A
model then says for whom it happens first (`taller.development.classification.evaluation.when`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.development.classification.evaluation import when
from taller.development.classification.evaluation.test import Tested
from taller.development.classification.evaluation.when import Timed
from taller.development.classification.features.columns import Columns
from taller.development.classification.messages import say
from taller.development.template.encoding import texts
from taller.looked import Looked
from taller.measurement import survival
from taller.measurement.survival import Observed, Survival

MOST_GROUPS = 5
FEWEST = 30  # subjects in a group
UNITS = {
    "days": "days", "días": "days", "dias": "days", "weeks": "weeks", "semanas": "weeks",
    "months": "months", "meses": "months", "years": "years", "años": "years",
}  # fmt: skip


@dataclass(frozen=True)
class Waiting(Looked):
    """Survival of all, and of groups, and by a model that knows who each is.

    Attributes
    ----------
    by : the column that makes the groups; empty where there are none
    p_value : that the groups wait alike, times the columns looked at; None where there are none
    what : what is waited for, in words
    unit : of the time, in words; the column's name in brackets where no word is given
    timed : the model; None where there are too few to learn from, which `reason` says
    left_out : rows without a time, of no use here
    late : whether rows came under observation late
    ordering : whether what is waited for is a customer's next order
    """

    whole: Survival
    groups: dict[str, Survival]
    by: str
    p_value: float | None
    what: str
    unit: str
    subjects: int
    timed: Timed | None = None
    reason: str = ""
    left_out: int = 0
    late: bool = False
    ordering: bool = False

    @property
    def columns(self) -> Columns:
        """How the columns of the rows are called."""
        return Columns(self.ordering)


def wait(tested: Tested | None, seed: int) -> Waiting | None:
    """How long until it happens, and to whom first; None where no time is known."""
    if tested is None:
        return None
    gathered = tested.fitted.prepared.gathered
    if gathered.seen is None or gathered.rows is None:
        return None
    seen = _from_zero(gathered.seen)
    watched = np.isfinite(seen.durations) & (seen.durations > seen.since)
    what, shown = gathered.target, watched
    unit = _unit(gathered.p.unit) if gathered.p.unit else f"({gathered.p.duration})"
    if gathered.origin == "orders":
        # Customers at the last date alone: each once.
        start = gathered.dates[-1]
        shown = gathered.rows.when == np.datetime64(start)
        what, unit = say("waited-for", day=start), say("unit.days")
    beside = None if gathered.rows.beside is None else gathered.rows.beside[shown]
    found = when.learn(tested, seen, seed)
    return _waiting(
        seen.take(shown), beside, what=what, unit=unit, left_out=int((~watched).sum()),
        late=seen.entered is not None, ordering=gathered.origin == "orders",
        timed=found if isinstance(found, Timed) else None,
        reason=found if isinstance(found, str) else "",
    )  # fmt: skip


def _unit(given: str) -> str:
    """A unit of time in the language in force; as it was given where it is no common one."""
    name = UNITS.get(given.strip().lower())
    return say(f"unit.{name}") if name else given


def _from_zero(seen: Observed) -> Observed:
    """A time of 0 counts as half the shortest: it was watched, if only for a moment."""
    some = seen.durations[seen.durations > 0]
    half = float(some.min()) / 2 if len(some) else 0.5
    return Observed(np.where(seen.durations == 0, half, seen.durations), seen.happened,
                    seen.entered)  # fmt: skip


def _waiting(seen: Observed, beside: pd.DataFrame | None, **more: object) -> Waiting:
    whole = survival.kaplan_meier(seen.durations, seen.happened, entered=seen.entered)
    by, groups, p_value, looked = "", {}, None, 0
    # The log-rank test is made for those watched from the start.
    for column in [] if beside is None or seen.entered is not None else beside.columns:
        values = texts(beside[column])
        counts = values.value_counts()
        names = [name for name, n in counts.items() if n >= FEWEST][:MOST_GROUPS]
        if len(names) < 2:
            continue
        looked += 1
        inside = values.isin(names).to_numpy()
        found = survival.log_rank(seen.durations[inside], seen.happened[inside],
                                  values[inside].to_numpy(dtype=str))  # fmt: skip
        if p_value is None or found < p_value:
            by, p_value = str(column), found
            parts = {name: seen.take((values == name).to_numpy()) for name in names}
            groups = {n: survival.kaplan_meier(s.durations, s.happened) for n, s in parts.items()}
    chance = None if p_value is None else min(1.0, p_value * looked)
    return Waiting(whole, groups, by, chance, subjects=len(seen), **more)  # type: ignore[arg-type]
