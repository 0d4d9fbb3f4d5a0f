"""Outliers: what the largest unit of an arm carries, and the trial without so much of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taller.measurement.trials.moments import number_of
from taller.phase import Record

if TYPE_CHECKING:
    import ibis
    import pandas as pd

AT = 0.99
"""Of the units that have a value, the share whose value is left as it is."""


class Largest(Record):
    """The unit of an arm with the largest value, up or down."""

    column: str
    arm: str
    unit: str
    value: float
    share: float  # of all its arm's values, each without its sign


def largest(
    data: pd.DataFrame | ibis.Table, columns: Sequence[str], *, arm: str = "arm",
    unit: str = "user_id",
) -> tuple[Largest, ...]:  # fmt: skip
    """The largest unit of each arm in each column, one row per unit; none where all are 0."""
    table = _table(data)
    found = []
    for column in columns:
        value = number_of(table[column])
        rows = (
            table.group_by(_arm=table[arm].cast("string"))
            .aggregate(
                unit=table[unit].cast("string").argmax(value.abs()),
                value=value.argmax(value.abs()), total=value.abs().sum(),
            )
            .order_by("_arm").to_pandas()
        )  # fmt: skip
        found += [
            Largest(column=column, arm=row["_arm"], unit=row["unit"], value=row["value"],
                    share=abs(row["value"]) / row["total"])
            for row in rows.to_dict("records") if row["total"] > 0
        ]  # fmt: skip
    return tuple(found)


def winsorised(
    data: pd.DataFrame | ibis.Table, columns: Sequence[str], *, at: float = AT
) -> tuple[ibis.Table, dict[str, float]]:
    """The same rows with the largest values brought down to a cap, and the caps.

    A cap is one for all arms: the quantile of the values other than 0, without their sign. Most
    units buy nothing; a quantile of all would cap every buyer.
    """
    table = _table(data)
    caps = {}
    for column in columns:
        size = number_of(table[column]).abs()
        cap = size.quantile(at, where=size > 0).execute()
        caps[column] = float(cap) if cap is not None and cap == cap else 0.0
    clipped = {
        column: number_of(table[column]).clip(lower=-cap, upper=cap) for column, cap in caps.items()
    }
    return table.mutate(**clipped), caps


def _table(data: pd.DataFrame | ibis.Table) -> ibis.Table:
    import ibis
    import pandas as pd

    return ibis.memtable(data) if isinstance(data, pd.DataFrame) else data
