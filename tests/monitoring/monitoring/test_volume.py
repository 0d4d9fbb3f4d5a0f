"""Days that did not arrive as others did, and those that only look so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller.monitoring.monitoring.features import volume as volumes
from taller.monitoring.monitoring.features.volume import Volume, _judged, volume
from taller.monitoring.monitoring.result import Gap
from tests.monitoring.monitoring.made import DAY, Row, at, tables, visits

DAYS = 60


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


def of(folder: Path, rows: list[Row], today: dt.date | None = None) -> Volume:
    return volume(tables(folder, sessions=rows), 30, today)


def found(folder: Path, rows: list[Row], today: dt.date | None = None) -> list[tuple[str, int]]:
    return [(gap.why, (gap.day - DAY).days) for gap in of(folder, rows, today).gaps]


def without(rows: list[Row], first: dt.datetime, last: dt.datetime) -> list[Row]:
    return [row for row in rows if not first <= row["session_start"] < last]


def test_whole_days_have_no_fault(tmp_path: Path) -> None:
    assert of(tmp_path, visits(DAYS)).gaps == ()
    assert of(tmp_path, visits(DAYS)).last == day(DAYS - 1)


def test_a_missing_day_is_absent(tmp_path: Path) -> None:
    assert found(tmp_path, without(visits(DAYS), at(50, 0), at(51, 0))) == [("absent", 50)]


def test_a_day_that_breaks_off_at_noon_is_partial(tmp_path: Path) -> None:
    assert found(tmp_path, without(visits(DAYS), at(50, 12), at(51, 0))) == [("partial", 50)]


def test_a_day_loaded_twice_is_doubled_and_a_day_of_twice_the_visits_is_not(
    tmp_path: Path,
) -> None:
    twice = [row | {"session_id": f"again{row['session_id']}"} for row in visits(DAYS)
             if row["session_start"].date() == day(50)]  # fmt: skip
    other = [row | {"user_pseudo_id": f"other{row['user_pseudo_id']}"} for row in twice]
    assert found(tmp_path / "a", [*visits(DAYS), *twice]) == [("doubled", 50)]
    assert found(tmp_path / "b", [*visits(DAYS), *other]) == []


def test_the_hour_that_clocks_skip_or_repeat_is_no_fault(tmp_path: Path) -> None:
    spring = without(visits(DAYS), at(27, 2), at(27, 3))
    twice = [row | {"session_id": f"x{row['session_id']}"} for row in visits(DAYS)
             if at(50, 2) <= row["session_start"] < at(50, 3)]  # fmt: skip
    autumn = [*visits(DAYS), *twice]
    assert found(tmp_path / "a", spring) == []
    assert found(tmp_path / "b", autumn) == []


def test_a_shop_that_is_closed_on_sundays_misses_no_sunday(tmp_path: Path) -> None:
    open_days = [row for row in visits(DAYS) if row["session_start"].weekday() != 6]
    assert found(tmp_path, open_days) == []


def test_few_rows_a_day_may_be_none(tmp_path: Path) -> None:
    assert found(tmp_path, [row for row in visits(DAYS, 3) if at(50, 0) > row["session_start"]
                            or row["session_start"] >= at(52, 0)]) == []  # fmt: skip


def test_a_stray_row_of_a_wrong_clock_is_ahead_and_moves_no_last_day(tmp_path: Path) -> None:
    stray = visits(1, 1)[0] | {"session_start": dt.datetime(2031, 5, 1, 3)}
    told = of(tmp_path, [*visits(DAYS), stray])
    assert told.last == day(DAYS - 1)
    assert told.gaps == (Gap(table="sessions", day=dt.date(2031, 5, 1), why="ahead"),)


def test_data_that_stopped_weeks_ago_are_absent_since(tmp_path: Path) -> None:
    told = of(tmp_path, visits(DAYS), today=day(DAYS + 100))
    assert told.last == day(DAYS + 99)
    assert {gap.why for gap in told.gaps} == {"absent"}
    assert len(told.gaps) == 30


@pytest.mark.parametrize("days", [1, 7])
def test_one_week_of_history_is_judged_by_nothing(tmp_path: Path, days: int) -> None:
    assert found(tmp_path, visits(days)) == []


def test_spend_of_less_than_half_is_told_as_few_and_zero_rows_as_absent(tmp_path: Path) -> None:
    spend = [{"date": day(n), "source": f"s{k}", "cost": None} for n in range(DAYS)
             for k in range(30) if not (n == 50 and k > 9) and n != 55]  # fmt: skip
    told = volume(tables(tmp_path, spend=spend), 30)
    assert [(gap.why, (gap.day - DAY).days) for gap in told.gaps] == [("few", 50), ("absent", 55)]


@pytest.fixture
def unrepeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row says again what another says."""
    monkeypatch.setattr(volumes, "_repeated", lambda *_: 0.0)


def by_chance(orders: int, rng: np.random.Generator) -> pd.DataFrame:
    """Lines by day of 180 days, from a few orders a day, more by evening and at weekends."""
    hourly = np.array([0] * 7 + [1, 2, 3, 4, 5, 5, 4, 4, 5, 6, 7, 8, 8, 7, 5, 3, 1.0])
    rows = []
    for n in range(180):
        bought = rng.poisson(orders * (1.3 if day(n).weekday() > 4 else 0.9))
        hours = rng.choice(24, size=bought, p=hourly / hourly.sum())
        lines = int((1 + rng.poisson(1.5, size=bought)).sum())
        rows += [(day(n), lines, len(set(hours)))] if lines else []
    return pd.DataFrame(rows, columns=["day", "n", "hours"])


@pytest.mark.parametrize("orders", [5, 8, 12, 20, 40])
def test_a_small_shop_s_quiet_days_are_no_half_loaded_ones(orders: int, unrepeated: None) -> None:
    """Ten times ninety days of chance alone: nothing is called partly loaded or missing."""
    rng = np.random.default_rng(orders)
    for _again in range(10):
        daily = by_chance(orders, rng)
        gaps = _judged(SimpleNamespace(orders=None), "orders", daily, day(90), day(179))
        assert [gap.why for gap in gaps] == []
