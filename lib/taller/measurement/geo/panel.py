"""Sales of each region on each day, as a table without holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from taller.errors import DataError

LEAST_BEFORE = 40  # days before the start, without which nothing can be told at 1 in 20


def region_panel(
    frame: pd.DataFrame, *, region: str = "region", day: str = "day", value: str = "value"
) -> pd.DataFrame:
    """Days down, regions across, from one row per region and day (several are added up).

    Raises
    ------
    DataError
        If a region lacks a day that another has, naming all of them: a missing day is not zero.

    >>> long = pd.DataFrame({"region": ["a", "b"], "day": ["2026-01-02"] * 2, "value": [3, 4]})
    >>> region_panel(long).to_numpy().tolist()
    [[3.0, 4.0]]
    """
    days = pd.to_datetime(frame[day])
    wide = frame.assign(**{day: days}).pivot_table(
        index=day, columns=region, values=value, aggfunc="sum", observed=True
    )
    holes = wide.isna().sum()
    faults = [f"{name}: {n} of {len(wide)} days missing" for name, n in holes[holes > 0].items()]
    if faults:
        raise DataError("regions", faults)
    return wide.sort_index().astype(float)


def split(panel: pd.DataFrame, treated: Sequence[Any], start: Any) -> tuple[np.ndarray, ...]:
    """Mean of the treated regions (days,), the others (days, regions), and the days before.

    Each region is told relative to its own mean before the start: regions of any size that move
    alike in percent look alike. The treated regions' mean is told so too.

    Raises
    ------
    DataError
        If a treated region is unknown, fewer than two others are left, the days before are fewer
        than 40, none is after, or a region sold nothing before.
    """
    before = int((panel.index < pd.Timestamp(start)).sum())
    others = [name for name in panel.columns if name not in set(treated)]
    unknown = [str(name) for name in treated if name not in panel.columns]
    faults = [f"{name}: no such region" for name in unknown]
    if not treated or len(others) < 2:
        faults.append(f"needs a treated region and two others (got {len(others)} others)")
    if before < LEAST_BEFORE or before == len(panel):
        faults.append(f"needs {LEAST_BEFORE} days before {start} and one after (got {before}, "
                      f"{len(panel) - before})")  # fmt: skip
    empty = panel.columns[panel.iloc[:before].sum() <= 0]
    faults += [f"{name}: sold nothing before {start}" for name in empty]
    if faults:
        raise DataError("geo trial", faults)
    own = panel[list(treated)].mean(axis=1).to_numpy()
    rest = panel[others].to_numpy()
    return own / own[:before].mean(), rest / rest[:before].mean(axis=0), np.arange(before)
