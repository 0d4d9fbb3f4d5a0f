"""Files of rows handed on: a CSV that a CRM imports and a spreadsheet may open."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, frames: Iterable[pd.DataFrame]) -> int:
    """Write rows whole or not at all; text that a spreadsheet would run gets an apostrophe first.

    Parameters
    ----------
    path : where; an earlier file stays until this one is finished
    frames : the rows in blocks, one at least, of the same columns

    Returns
    -------
    The number of cells so changed
    """
    beside, escaped = path.with_name(path.name + ".part"), 0
    with beside.open("w", encoding="utf-8", newline="") as file:
        for number, frame in enumerate(frames):
            safe, changed = _safe(frame)
            escaped += changed
            # All text is quoted: a lone carriage return in an id would otherwise end its row.
            safe.to_csv(file, index=False, header=number == 0, quoting=csv.QUOTE_NONNUMERIC)
    beside.replace(path)
    return escaped


def _safe(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    from pandas.api.types import is_numeric_dtype

    safe, escaped = frame.copy(), 0
    for column in frame.columns:
        if is_numeric_dtype(frame[column]):
            continue
        text = frame[column].astype("string")
        risky = text.str.startswith(FORMULA_STARTS).fillna(False).astype(bool)
        escaped += int(risky.sum())
        safe[column] = text.where(~risky, "'" + text)
    return safe, escaped
