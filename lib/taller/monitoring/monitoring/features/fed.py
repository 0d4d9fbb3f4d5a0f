"""What a live model was fed and told day by day, by its log of requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from taller.monitoring.monitoring.features.performance import FOLDER, logged

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = 56  # that are looked at
MOST = 500  # rows of a day, by the lot of their requests' numbers
ANSWER = "told"  # the column of what the model told


def fed(connection: Any, state: Path, model: str, columns: Sequence[str]) -> pd.DataFrame | None:
    """Rows that a model answered, with their ``day`` and what it ``told``; None where none are.

    The log's last day is left out, which may not be over.

    Parameters
    ----------
    connection : of Ibis, to the embedded database
    state : ``reports/<client>``
    columns : of the model
    """
    import ibis

    log = logged(connection, state / FOLDER / model)
    if log is None:
        return None
    day = log["at"].cast("timestamp").date()
    asked = log.filter(~log.probe, ~log.shadow, log.inputs.notnull(), log.score.notnull())
    asked = asked.mutate(day=day)
    drawn = ibis.row_number().over(group_by="day", order_by=["request_id", "row"])
    asked = asked.mutate(place=drawn, last=asked.day.max().over())
    kept = asked.filter(asked.place < MOST, asked.day < asked.last,
                        asked.day >= asked.last - ibis.interval(days=DAYS))  # fmt: skip
    rows = kept.select("day", "inputs", "score").to_pandas()
    if rows.empty:
        return None
    given = pd.DataFrame([json.loads(each) for each in rows["inputs"]])
    found = pd.DataFrame({name: given.get(name) for name in columns if name in given.columns})
    return found.assign(**{ANSWER: rows["score"].astype(float), "day": rows["day"]})
