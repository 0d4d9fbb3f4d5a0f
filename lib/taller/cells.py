"""A table's values as they are, beside the HTML that is read: for a workbook of the run."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taller.phase import Estimate

if TYPE_CHECKING:
    import pandas as pd

MIME = "application/vnd.taller.table+json"


def values(frame: pd.DataFrame, caption: str, reading: Mapping[Any, str]) -> dict[str, Any]:
    """A frame as JSON holds it: its caption, its columns with their units, its rows.

    Parameters
    ----------
    reading : how each column is read
    """
    rows = zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    return {
        "caption": caption,
        "columns": [{"name": str(name), "unit": unit} for name, unit in reading.items()],
        "rows": [[plain(value) for value in row] for row in rows],
    }


def plain(value: Any) -> Any:
    """A cell's value: a number, a day, a text, None, or an estimate's three numbers.

    >>> plain(Decimal("1.5")), plain(dt.date(2026, 1, 2)), plain(float("nan"))
    (1.5, '2026-01-02', None)
    """
    if isinstance(value, Estimate):
        return {"value": value.value, "low": value.low, "high": value.high, "unit": value.unit}
    if value is None or is_missing(value):
        return None
    if isinstance(value, numbers.Real | Decimal) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return str(value)


def is_missing(value: Any) -> bool:
    """Whether there is no value: None, NaN, NaT or NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # NaN, NaT; NA raises
    except (TypeError, ValueError):
        return True
