"""The second view: not whether but when. Share to whom it has not happened yet, by time.

From orders: days from the first date to the next order; those who have not ordered by the end of
the data are still waited for. From a flat table: its column of durations, and the target.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from taller.data.tables import Tables
from taller.development.classification_data import Prepared
from taller.development.template import source
from taller.errors import DataError
from taller.language import _, date
from taller.measurement import survival
from taller.measurement.survival import Survival

MOST_GROUPS = 5
FEWEST = 30  # subjects in a group


@dataclass(frozen=True)
class Waiting:
    """Survival of all, and of groups.

    Attributes
    ----------
    by : the column that makes the groups; empty where there are none
    p_value : that the groups wait alike; None where there are none
    what : what is waited for, in words
    unit : of the time, in words
    """

    whole: Survival
    groups: dict[str, Survival]
    by: str
    p_value: float | None
    what: str
    unit: str
    subjects: int


def wait(prepared: Prepared | None, tables: Tables) -> Waiting | None:
    """How long until it happens; None where no time is known."""
    if prepared is None:
        return None
    gathered = prepared.gathered
    if gathered.origin == "orders":
        return _until_next_order(prepared, tables)
    if gathered.durations is None or gathered.rows is None:
        return None
    durations = pd.to_numeric(gathered.durations, errors="coerce")
    held = durations.notna().to_numpy() & (durations >= 0).to_numpy()
    if not held.any():
        text = _("classification.duration names '{name}', which holds no times of 0 or more")
        raise DataError("data.flat", text.format(name=gathered.p.duration))
    happened = gathered.rows.target[held] > 0
    beside = None if gathered.rows.beside is None else gathered.rows.beside[held]
    return _waiting(
        durations.to_numpy(dtype=float)[held], happened, beside, gathered.target,
        str(gathered.p.duration),
    )  # fmt: skip


def _until_next_order(prepared: Prepared, tables: Tables) -> Waiting | None:
    """Days from the first date to each customer's next order."""
    gathered = prepared.gathered
    start, rows = gathered.dates[0], gathered.rows
    first = rows.when == np.datetime64(start)
    _begin, end = source.span(tables.orders)
    lines = source.known(tables.orders, end)
    lines = lines.filter(lines.event_timestamp >= source.midnight(start), lines.kept)
    after = lines.group_by("user_id").agg(next=lines.event_timestamp.min().date()).to_pandas()
    after = pd.to_datetime(after.set_index("user_id")["next"])
    came = after.reindex(rows.subjects[first])
    happened = came.notna().to_numpy()
    days = (came - pd.Timestamp(start)).dt.days.to_numpy(dtype=float)
    longest = float((end - start) / dt.timedelta(days=1))
    beside = None if rows.beside is None else rows.beside[first]
    what = _("the next order after {day}").format(day=date(start))
    return _waiting(np.where(happened, days, longest), happened, beside, what, _("days"))


def _waiting(
    durations: np.ndarray, happened: np.ndarray, beside: pd.DataFrame | None, what: str, unit: str
) -> Waiting:
    whole = survival.kaplan_meier(durations, happened)
    by, groups, p_value = "", {}, None
    for column in [] if beside is None else beside.columns:
        texts = beside[column].astype("object").map(lambda v: None if pd.isna(v) else str(v))
        counts = texts.value_counts()
        names = [name for name, n in counts.items() if n >= FEWEST][:MOST_GROUPS]
        if len(names) < 2:
            continue
        inside = texts.isin(names).to_numpy()
        found = survival.log_rank(durations[inside], happened[inside],
                                  texts[inside].to_numpy(dtype=str))  # fmt: skip
        if p_value is None or found < p_value:
            by, p_value = str(column), found
            groups = {
                name: survival.kaplan_meier(durations[part], happened[part])
                for name in names
                if (part := (texts == name).to_numpy()).any()
            }
    return Waiting(whole, groups, by, p_value, what, unit, len(durations))
