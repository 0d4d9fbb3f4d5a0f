"""A path is a path: whatever a name holds, every engine reads that file and no other."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from taller.data import reading
from taller.data.engine import aliases
from taller.data.propose import sampling
from taller.data.reading.containers import foreign
from taller.data.settings.common import Totals
from taller.data.settings.sources import DatabaseSettings, DatabaseTable, TableFile
from taller.data.snapshot import rates
from taller.data.tell import totals
from taller.errors import DataError
from tests.data.conftest import GOOD, HEADER, take

pytestmark = pytest.mark.usefixtures("unmeasured")

NAMES = [
    "pedidos_[ab]", "x?", "*", "**", "[!q]*", "{a,b}", "~", "price=1", "$HOME", "it's", 'a"b',
    "a\nb", "a\\b", "s3:", "file:", "a%b", "a;b", "a.gz", "\udcff",
]  # fmt: skip


def here(name: str) -> str:
    """What the file of a name holds."""
    return ascii(name)


def csv(value: str) -> bytes:
    cell = value.replace('"', '""')
    return f'order_id,price\n"{cell}",7\n"{cell}",7\n'.encode()


def jsonl(value: str) -> bytes:
    return (json.dumps({"order_id": value, "price": "7"}) + "\n").encode() * 2


def array(value: str) -> bytes:
    return json.dumps([{"order_id": value, "price": "7"}] * 2).encode()


def recoded(value: str) -> bytes:
    return b"\xef\xbb\xbf" + jsonl(value)


def parquet(value: str) -> bytes:
    made = io.BytesIO()
    pd.DataFrame({"order_id": [value] * 2, "price": ["7"] * 2}).to_parquet(made)
    return made.getvalue()


def workbook(value: str) -> bytes:
    made = io.BytesIO()
    pd.DataFrame({"order_id": [value] * 2, "price": ["7"] * 2}).to_excel(made, index=False)
    return made.getvalue()


def zipped(value: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[ab]*.jsonl", jsonl(value))
    return made.getvalue()


KINDS = {
    "csv": csv, "jsonl": jsonl, "json": array, "bom.jsonl": recoded, "parquet": parquet,
    "xlsx": workbook, "csv.gz": lambda value: gzip.compress(csv(value)),
    "jsonl.gz": lambda value: gzip.compress(jsonl(value)), "plain.jsonl.gz": jsonl, "zip": zipped,
}  # fmt: skip


def planted(folder: Path, names: list[str], suffix: str, made) -> None:
    """Files of these names, and beside them those that a pattern of a name would read."""
    for name in ("pedidos_a", "x1", "z", "a", "b", *names):
        (folder / f"{name}.{suffix}").write_bytes(made(here(name) if name in names else "beside"))


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as opened:
        yield opened


def staged(con, folder: Path, source: object, **more) -> list[tuple]:
    """All cells of a source that stands in the folder."""
    (folder / "scratch").mkdir(exist_ok=True)
    found = reading.stage(
        con, source, root=folder, scratch=folder / "scratch", name="orders", direct=True, **more
    )
    return con.execute(f"SELECT {', '.join(found.cells)} FROM {found.relation()}").fetchall()


def named(path: str) -> TableFile:
    # Past pydantic, which has no text for bytes that are not UTF-8.
    return TableFile.model_construct(**TableFile(path="x").model_dump() | {"path": path})


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_is_read_by_its_very_name_whatever_reads_it(con, suffix, tmp_path):
    planted(tmp_path, NAMES, suffix, KINDS[suffix])
    for name in NAMES:
        found = staged(con, tmp_path, named(f"{name}.{suffix}"))
        assert found == [(here(name), "7")] * 2, name
    assert reading.header(named(f"*.{suffix}"), root=tmp_path) == ["order_id", "price"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_folder_is_read_by_its_very_name(con, suffix, tmp_path):
    """A folder called price=1 does not make every price 1, as DuckDB would have it."""
    for folder in ("pedidos_a", "a", *NAMES):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"1.{suffix}").write_bytes(KINDS[suffix](here(folder)))
    for name in NAMES:
        for path in (name, f"{name}/1.{suffix}"):
            assert staged(con, tmp_path, named(path)) == [(here(name), "7")] * 2, name


def test_a_database_file_is_opened_by_its_very_name(con, tmp_path):
    for folder in (".", "price=1"):
        (tmp_path / folder).mkdir(exist_ok=True)
        with duckdb.connect(str(tmp_path / folder / "a.db")) as own:
            own.execute(f"CREATE TABLE orders AS SELECT '{folder}' AS order_id")
    for name in ("[ab]", "a\\b", "\udcff", "price=1/[ab]"):
        folder = "price=1" if "/" in name else "."
        shutil.copy(tmp_path / ("a.db" if folder == "price=1" else "price=1/a.db"), tmp_path / "x")
        (tmp_path / "x").rename(tmp_path / f"{name}.db")
        url = f"{name}.db"
        database = DatabaseSettings.model_construct(source="database", url=url, timeout=60.0)
        told = "." if folder == "price=1" else "price=1"
        assert staged(con, tmp_path, DatabaseTable(table="orders"), database=database) == [(told,)]


def test_changes_beside_a_database_file_are_not_left_out(tmp_path):
    """A link of another name has no log beside it, so that rows would be missing in silence."""
    (tmp_path / "[ab].db").write_bytes(b"")
    (tmp_path / "[ab].db.wal").write_bytes(b"")
    with pytest.raises(DataError, match=r"has changes in a file beside it"):  # noqa: SIM117
        with foreign.opened(tmp_path / "[ab].db", "[ab].db"):
            pass


def test_totals_and_rates_are_read_by_their_very_names(tmp_path):
    for at, name in enumerate(("a", *NAMES)):
        (tmp_path / f"{name}.csv").write_text(f"month,net\n2026-03,{at}\n", encoding="utf-8")
        text = f"date,currency,rate\n2026-03-01,USD,{at + 1}\n"
        (tmp_path / f"{name}.rates").write_text(text, encoding="utf-8")
    for at, name in enumerate(NAMES, start=1):
        told = totals.read(Totals.model_construct(path=f"{name}.csv", months={}), tmp_path)
        assert told.months["2026-03"]["net"] == at
        assert rates.read(tmp_path / f"{name}.rates").daily["USD"][1][0] == at + 1


@pytest.mark.parametrize("name", ["[ab]", "price=1"])
def test_a_sample_is_of_the_file_by_that_name(name, tmp_path):
    planted(tmp_path, [name], "parquet", parquet)
    with sampling.taken(named(f"{name}.parquet"), root=tmp_path) as sample:
        assert sample.cells["order_id"] == [here(name)] * 2


def test_a_run_may_stand_in_a_folder_whose_name_is_a_pattern(tmp_path):
    """What a run writes, it reads again: also below reports [2026]/price=1."""
    root = tmp_path / "clientes [ab]*" / "price=1"
    (tmp_path / "clientes a" / "price=1").mkdir(parents=True)
    root.mkdir(parents=True)
    (root / "orders.csv").write_text("\n".join([HEADER, GOOD, GOOD.replace("1,", "2,", 1)]) + "\n")
    tables = take(root / "run [1]", root)
    assert tables.orders.price.sum().to_pyarrow().as_py() == 19


def test_two_files_of_one_name_in_two_folders_are_both_read(con, tmp_path):
    """A copy in another encoding is not taken for that of a namesake."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.jsonl").write_bytes(recoded(folder))
    found = staged(con, tmp_path, TableFile(path="*/x.jsonl"))
    assert [row[0] for row in found] == ["a", "a", "b", "b"]


def test_a_plain_path_is_handed_on_as_it_is_and_another_as_a_link_to_it(tmp_path):
    assert aliases.plain(tmp_path / "ventas 2026" / "año-1.csv") == (
        tmp_path / "ventas 2026" / "año-1.csv"
    )
    (tmp_path / "a[b]").mkdir()
    alias = aliases.plain(tmp_path / "a[b]")
    assert alias.resolve() == (tmp_path / "a[b]").resolve()
    assert aliases.plain(tmp_path / "a[b]") == alias


def test_a_fork_leaves_its_parents_links_alone(tmp_path):
    (tmp_path / "a[b]").write_bytes(b"x")
    alias = aliases.plain(tmp_path / "a[b]")
    child = os.fork()
    if not child:
        own = aliases.plain(tmp_path / "a[b]")
        aliases._remove(own.parent, os.getpid())
        aliases._remove(alias.parent, os.getppid())
        os._exit(own.parent == alias.parent)
    assert os.waitpid(child, 0)[1] == 0
    assert alias.read_bytes() == b"x"
