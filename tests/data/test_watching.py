"""Files that change while they are read: refused, and nothing of the reading is kept."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from taller import cli
from taller.data import reading
from taller.data.contract import suspicions
from taller.errors import DataError
from tests.conftest import notebook
from tests.data.conftest import COLUMNS, GOOD, HEADER, settings, take

MORE = "2,bea,cap,2026-01-06 10:00,1,5.00"


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen between the reading of the rows and their judgement."""

    def at(happens):
        def refuse_swapped_keys(con, found):
            happens()

        monkeypatch.setattr(suspicions, "refuse_swapped_keys", refuse_swapped_keys)

    return at


def csv(path, *lines):
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def replace(path, *lines):
    new = csv(path.with_suffix(".new"), *lines)
    os.replace(new, path)


@pytest.mark.slow
@pytest.mark.parametrize("source", ["orders.csv", "orders.parquet"])
def test_a_file_replaced_while_it_is_read_is_refused_and_nothing_kept(tmp_path, source, meanwhile):
    path = csv(tmp_path / "orders.csv", GOOD)
    new = csv(tmp_path / "new.csv", GOOD, MORE)
    if source == "orders.parquet":
        pd.read_csv(path, dtype=str).to_parquet(tmp_path / source)
        pd.read_csv(new, dtype=str).to_parquet(tmp_path / "new.parquet")
        new = tmp_path / "new.parquet"
    take(tmp_path / "run", tmp_path, settings(source))
    held = {p: p.read_bytes() for p in (tmp_path / "run").rglob("*") if p.is_file()}
    meanwhile(lambda: os.replace(new, tmp_path / source))
    with pytest.raises(DataError, match=rf"{source}: was replaced while it was read \(it had"):
        take(tmp_path / "run", tmp_path, settings(source))
    # What an earlier reading wrote is as it was.
    assert {p: p.read_bytes() for p in (tmp_path / "run").rglob("*") if p.is_file()} == held


def test_a_file_written_to_without_growing_is_noticed(tmp_path, meanwhile):
    path = csv(tmp_path / "orders.csv", GOOD)
    os.utime(path, ns=(0, 0))
    meanwhile(lambda: csv(path, GOOD.replace("9.50", "8.50")))
    with pytest.raises(DataError, match=r"orders\.csv: was written to while it was read, so"):
        take(tmp_path / "run", tmp_path)


def test_a_file_that_appears_or_goes_is_noticed_and_all_are_named(tmp_path, meanwhile):
    folder = tmp_path / "days"
    folder.mkdir()
    for day in (1, 2):
        csv(folder / f"{day}.csv", GOOD.replace("1,", f"{day},", 1))

    def happens():
        (folder / "1.csv").unlink()
        csv(folder / "3.csv", MORE)

    meanwhile(happens)
    with pytest.raises(DataError) as caught:
        take(tmp_path / "run", tmp_path, settings("days"))
    assert "2 faults" in str(caught.value)
    assert "days/1.csv: was taken away" in str(caught.value)
    assert "days/3.csv: appeared" in str(caught.value)


def test_what_breaks_because_a_file_changed_is_told_as_that(tmp_path, monkeypatch):
    path = csv(tmp_path / "orders.csv", GOOD)

    def stage(*_arguments, **_more):
        path.unlink()
        raise RuntimeError("no such file")

    monkeypatch.setattr(reading, "stage", stage)
    with pytest.raises(DataError, match="was taken away while it was read"):
        take(tmp_path / "run", tmp_path)


def test_the_clients_own_totals_are_watched_too(tmp_path, meanwhile):
    csv(tmp_path / "orders.csv", GOOD)
    totals = tmp_path / "totals.csv"
    totals.write_text("month,net\n2026-01,19\n")
    meanwhile(lambda: totals.write_text("month,net\n2026-01,20.5\n"))
    with pytest.raises(DataError, match=r"totals\.csv: was written to"):
        take(tmp_path / "run", tmp_path, settings(totals={"path": "totals.csv"}))


def test_what_fails_of_itself_fails_as_before(tmp_path):
    csv(tmp_path / "orders.csv", GOOD.replace("9.50", "much"))
    with pytest.raises(DataError, match="all 1 rows were rejected"):
        take(tmp_path / "run", tmp_path)
    assert (tmp_path / "run" / "quarantine" / "orders.parquet").exists()


@pytest.mark.slow
def test_the_command_ends_with_2_and_one_message(workbench, meanwhile, monkeypatch, capsys):
    columns = "".join(f"      {canonical}: {own}\n" for canonical, own in COLUMNS.items())
    base = workbench(
        engagement="client: Shop\nlanguage: es\ncurrency: EUR\nseed: 1\ndata:\n  source: files\n"
        f"  orders:\n    path: orders.csv\n    columns:\n{columns}",
        first=notebook("1"),
    )
    path = csv(base / "orders.csv", GOOD)
    meanwhile(lambda: csv(path, GOOD, MORE))
    monkeypatch.chdir(base)
    monkeypatch.setattr("sys.argv", ["taller", "run", "params/x.yaml"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert "orders.csv: se modificó mientras se leía" in said.err
    assert "Traceback" not in said.out + said.err
    assert not list((base / "reports").rglob("*.parquet"))
