"""A media panel: what was spent and what was sold, by week and region, without holes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd

from taller.errors import DataError

LEAST_WEEKS = 40  # below, season, trend and one channel are more than they can tell
MOST_CHANNELS = 40
WHOLE = ("",)  # the one region of a panel that knows none


@dataclass(frozen=True)
class Panel:
    """Spend and sales of R regions in T weeks, for C channels and K controls.

    Attributes
    ----------
    weeks : (T,) the first day of each, seven days apart
    channels, regions, control_names : names
    spend : (R, T, C) money, not negative
    sales : (R, T) money or units
    controls : (R, T, K) what else moves sales, such as prices or holidays
    """

    weeks: np.ndarray
    channels: tuple[str, ...]
    spend: np.ndarray
    sales: np.ndarray
    regions: tuple[str, ...]
    controls: np.ndarray
    control_names: tuple[str, ...]

    @classmethod
    def of(
        cls, weeks: Sequence[Any] | np.ndarray, channels: Sequence[str], spend: np.ndarray,
        sales: np.ndarray, *, regions: Sequence[str] = WHOLE, controls: np.ndarray | None = None,
        control_names: Sequence[str] = (),
    ) -> Self:  # fmt: skip
        """A panel from arrays, each checked.

        Raises
        ------
        DataError
            Naming all that is wrong: shapes that do not fit, weeks missing or doubled, spend that
            is negative, no number, or none at all.
        """
        days = np.asarray(pd.to_datetime(list(weeks)), dtype="datetime64[D]")
        shape = (len(regions), len(days))
        if controls is None:
            controls = np.zeros((*shape, 0))
        spend, sales, controls = (np.asarray(a, dtype=float) for a in (spend, sales, controls))
        faults = _misshapen(shape, len(channels), spend, sales, controls) + _bad_weeks(days)
        faults += _bad_names(channels)
        if not faults:
            faults = _bad_numbers(channels, regions, days, spend, sales, controls)
        if faults:
            raise DataError("media panel", faults)
        names = tuple(control_names) or tuple(f"control {i + 1}" for i in range(controls.shape[2]))
        return cls(days, tuple(channels), spend, sales, tuple(regions), controls, names)

    def until(self, weeks: int) -> Panel:
        """The same without all but its first so many weeks."""
        return Panel(
            self.weeks[:weeks], self.channels, self.spend[:, :weeks], self.sales[:, :weeks],
            self.regions, self.controls[:, :weeks], self.control_names,
        )  # fmt: skip


def from_tables(
    spend: pd.DataFrame, sales: pd.DataFrame, *, controls: pd.DataFrame | None = None
) -> Panel:
    """A panel from one row per week (or day), channel and region, as a client keeps them.

    Days are added up to weeks from Monday on. The panel reaches over the weeks that both tables
    hold; a week without a row of spend is a week without spend, one without sales is a fault.

    Parameters
    ----------
    spend : columns ``week`` (any day of it), ``channel``, ``cost`` and, if known, ``region``
    sales : ``week``, ``value`` and, if spend has it, ``region``
    controls : ``week``, a column for each, and ``region`` where they differ by it

    Raises
    ------
    DataError
        If columns are missing, regions of the two tables differ, or see `Panel.of`.

    >>> days = pd.date_range("2024-01-01", periods=60 * 7)
    >>> cost = pd.DataFrame({"week": days[::7], "channel": "search", "cost": range(60)})
    >>> panel = from_tables(cost, pd.DataFrame({"week": days, "value": 1.0}))
    >>> panel.spend.shape, float(panel.sales[0, 0])
    ((1, 60, 1), 7.0)
    """
    regional = "region" in spend and "region" in sales
    _lacking({"spend": (spend, ["week", "channel", "cost"]), "sales": (sales, ["week", "value"])})
    spent, sold = (_by_monday(table, regional) for table in (spend, sales))
    first = max(spent["week"].min(), sold["week"].min())
    last = min(spent["week"].max(), sold["week"].max())
    weeks = pd.date_range(first, last, freq="7D") if first <= last else pd.DatetimeIndex([])
    regions, channels = sorted(sold["region"].unique()), sorted(spent["channel"].unique())
    if unknown := sorted(set(spent["region"]) - set(regions)):
        raise DataError("media panel", [f"{name}: spend, but no sales" for name in unknown])
    cells = pd.MultiIndex.from_product([regions, weeks, channels])
    cost = spent.groupby(["region", "week", "channel"])["cost"].sum().reindex(cells, fill_value=0.0)
    rows = pd.MultiIndex.from_product([regions, weeks])
    value = sold.groupby(["region", "week"])["value"].sum().reindex(rows)
    shape = (len(regions), len(weeks))
    known, names = _controls(controls, rows, shape)
    return Panel.of(
        weeks.to_numpy(), channels, cost.to_numpy().reshape(*shape, len(channels)),
        value.to_numpy().reshape(shape), regions=regions, controls=known, control_names=names,
    )  # fmt: skip


def _by_monday(table: pd.DataFrame, regional: bool) -> pd.DataFrame:
    days = pd.to_datetime(table["week"])
    monday = (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).dt.normalize()
    region = table["region"].astype(str) if regional else WHOLE[0]
    return table.assign(week=monday, region=region)


def _controls(
    table: pd.DataFrame | None, rows: pd.MultiIndex, shape: tuple[int, int]
) -> tuple[np.ndarray | None, list[str]]:
    """Means by week and region, (R, T, K)."""
    if table is None:
        return None, []
    _lacking({"controls": (table, ["week"])})
    names = [name for name in table if name not in ("week", "region")]
    regional = "region" in table
    means = _by_monday(table, regional).groupby(["region", "week"])[names].mean()
    at = rows if regional else pd.MultiIndex.from_product([WHOLE, rows.unique(1)])
    found = means.reindex(at).to_numpy().reshape(-1, shape[1], len(names))
    return np.broadcast_to(found, (*shape, len(names))), [str(name) for name in names]


def _lacking(tables: dict[str, tuple[pd.DataFrame, list[str]]]) -> None:
    faults = [f"{name}: no column '{column}'" for name, (table, needed) in tables.items()
              for column in needed if column not in table]  # fmt: skip
    if faults:
        raise DataError("media panel", faults)


def _misshapen(
    shape: tuple[int, int], channels: int, spend: np.ndarray, sales: np.ndarray,
    controls: np.ndarray,
) -> list[str]:  # fmt: skip
    wanted = {"spend": (spend, (*shape, channels)), "sales": (sales, shape),
              "controls": (controls, (*shape, controls.shape[-1]))}  # fmt: skip
    return [f"{name}: shape {array.shape}, should be {right}"
            for name, (array, right) in wanted.items() if array.shape != right]  # fmt: skip


def _bad_weeks(days: np.ndarray) -> list[str]:
    if len(days) < LEAST_WEEKS:
        return [f"{len(days)} weeks of spend and sales together; {LEAST_WEEKS} are needed, two "
                "years are better"]  # fmt: skip
    steps = np.diff(days).astype(int)
    return [f"week of {days[i + 1]}: {steps[i]} days after the one before, should be 7"
            for i in np.flatnonzero(steps != 7)]  # fmt: skip


def _bad_names(channels: Sequence[str]) -> list[str]:
    faults = [f"{name}: named twice" for name in sorted(set(channels)) if
              list(channels).count(name) > 1]  # fmt: skip
    if not 1 <= len(channels) <= MOST_CHANNELS:
        faults.append(f"{len(channels)} channels, 1 to {MOST_CHANNELS} can be told apart; put "
                      "small ones together")  # fmt: skip
    return faults


def _bad_numbers(
    channels: Sequence[str], regions: Sequence[str], days: np.ndarray, spend: np.ndarray,
    sales: np.ndarray, controls: np.ndarray,
) -> list[str]:  # fmt: skip
    faults = []
    for c, name in enumerate(channels):
        wrong = ~np.isfinite(spend[:, :, c]) | (spend[:, :, c] < 0)
        if wrong.any():
            r, t = np.argwhere(wrong)[0]
            faults.append(f"spend of {name}: {int(wrong.sum())} negative or no number, first in "
                          f"the week of {days[t]} ({spend[r, t, c]:g}); book refunds on the week "
                          "they belong to")  # fmt: skip
    for r, region in enumerate(regions):
        where = f"sales of {region}" if region else "sales"
        missing = ~np.isfinite(sales[r])
        if missing.any():
            faults.append(f"{where}: {int(missing.sum())} weeks missing, first that of "
                          f"{days[missing.argmax()]}; a missing week is not zero")  # fmt: skip
        elif sales[r].mean() <= 0:
            faults.append(f"{where}: nothing sold")
    if not np.isfinite(controls).all():
        faults.append("controls: some are missing or no number")
    if not faults and not (spend.std(axis=1) > 1e-9 * (spend.max(axis=1) + 1e-12)).any():
        faults.append("no channel's spend ever changes, so nothing shows what it does; change it "
                      "in some regions, or from week to week")  # fmt: skip
    return faults
