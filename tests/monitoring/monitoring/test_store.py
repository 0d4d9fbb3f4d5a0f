"""Figures kept by day: replaced whole, told where later data changed them, never read by half."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from pathlib import Path

import pandas as pd
import pytest

from taller.errors import InputError
from taller.monitoring.monitoring.artifacts.store import COLUMNS, REVISIONS, Store

D1, D2 = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
LATER = dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC)


def rows(*held: tuple[dt.date, float | None], metric: str = "sales") -> pd.DataFrame:
    return pd.DataFrame([
        {"collector": "business", "metric": metric, "day": day, "channel": "", "segment": "",
         "value": value, "n": 3, "low": None, "high": None, "unit": "money"}
        for day, value in held
    ])  # fmt: skip


def test_what_was_written_is_read_again_sorted(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D2, 20), (D1, 10)), collected_at=LATER)
    assert store.read()["value"].tolist() == [10, 20]
    assert list(store.read().columns) == list(COLUMNS)
    assert store.days("business") == {D1, D2}
    assert store.read(since=D2)["value"].tolist() == [20]
    assert store.read("users").empty
    assert store.read(metric="orders").empty


def test_the_same_day_again_changes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D1, 10), (D2, None)), collected_at=LATER)
    before = (tmp_path / "business" / "2026-03-02.parquet").stat().st_mtime_ns
    assert store.write(rows((D1, 10), (D2, None)), collected_at=LATER) == 0
    assert (tmp_path / "business" / "2026-03-02.parquet").stat().st_mtime_ns == before
    assert len(store.read()) == 2


def test_late_data_replace_the_day_and_the_revision_is_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D1, 10), (D2, 20)), collected_at=LATER)
    assert store.write(rows((D1, 12)), collected_at=LATER + dt.timedelta(days=1)) == 1
    assert store.read()["value"].tolist() == [12, 20]
    told = store.revisions()
    assert told[["metric", "day", "before", "after"]].values.tolist() == [["sales", D1, 10, 12]]


def test_a_day_that_was_not_over_when_it_was_kept_is_no_revision(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D1, 4)), collected_at=dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC))
    assert store.write(rows((D1, 10)), collected_at=LATER) == 0
    assert store.read()["value"].tolist() == [10]


def test_a_figure_that_is_gone_from_a_day_is_a_revision_too(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    both = pd.concat([rows((D1, 10)), rows((D1, 2), metric="orders")])
    store.write(both, collected_at=LATER)
    assert store.write(rows((D1, 10)), collected_at=LATER) == 1
    assert store.revisions()["metric"].tolist() == ["orders"]
    assert store.revisions()["after"].isna().all()


def test_a_damaged_file_is_a_day_that_is_not_known(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D1, 10), (D2, 20)), collected_at=LATER)
    path = tmp_path / "business" / "2026-03-02.parquet"
    path.write_bytes(path.read_bytes()[:40])
    assert store.days("business") == {D2}
    assert store.read()["value"].tolist() == [20]
    store.write(rows((D1, 11)), collected_at=LATER)
    assert store.read()["value"].tolist() == [11, 20]


def test_what_a_killed_process_left_beside_is_not_read(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.write(rows((D1, 10)), collected_at=LATER)
    (tmp_path / "business" / ".2026-03-03.parquet.1-2.part").write_bytes(b"half")
    assert store.days("business") == {D1}


def _write(folder: Path, value: float) -> None:
    days = [D1 + dt.timedelta(days=n) for n in range(12)]
    Store.open(folder).write(rows(*((day, value) for day in days)), collected_at=LATER)


def test_two_processes_at_once_leave_whole_days(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=_write, args=(tmp_path, value)) for value in (1.0, 2.0)]
    for each in both:
        each.start()
    for each in both:
        each.join(30)
        assert each.exitcode == 0
    found = Store.open(tmp_path).read()
    assert len(found) == 12
    assert set(found["value"]) <= {1.0, 2.0}
    assert not [*tmp_path.glob("*/.*.part")]


def test_an_unknown_collector_and_a_key_that_comes_twice_are_refused(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with pytest.raises(InputError, match="unknown collector"):
        store.write(rows((D1, 1)).assign(collector="sales"), collected_at=LATER)
    with pytest.raises(InputError, match="sales of 2026-03-02 comes twice"):
        store.write(rows((D1, 1), (D1, 2)), collected_at=LATER)
    assert not (tmp_path / REVISIONS).exists()
