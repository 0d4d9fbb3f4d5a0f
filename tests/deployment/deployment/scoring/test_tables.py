"""Tables: from and to Parquet, CSV and Postgres; every row, or what stood there before."""

from __future__ import annotations

import csv
import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taller import durable, language
from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.scoring import batch, reading, writing
from taller.errors import DataError, InputError
from tests.data.postgres import postgres, server  # noqa: F401
from tests.deployment import kept

AT = dt.datetime(2026, 3, 1, 3, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def scorer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    kept.classifier(folder, "logistic")
    return scoring.load(folder)


@pytest.fixture(scope="module")
def rows():
    frame = kept.frame(50, seed=3)
    ids = ["007", "=cmd()", 'ñ,\n"x"', *[f"u{n}" for n in range(47)]]
    return frame.assign(user_id=ids)


@pytest.fixture(scope="module")
def wanted(scorer, rows):
    batch = pa.RecordBatch.from_pandas(rows)
    return pa.Table.from_batches(scorer.batch([batch]))["probability"].to_pylist()


def scored(scorer, table, to):
    write = writing.target(str(to))
    with reading.opened(str(table)) as blocks:
        return write(writing.signed(scorer.batch(blocks), "classification", 3, AT))


def test_a_parquet_file_is_scored_into_another(scorer, rows, wanted, tmp_path):
    rows.to_parquet(tmp_path / "in.parquet")
    assert scored(scorer, tmp_path / "in.parquet", tmp_path / "out.parquet") == 50
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.column_names == ["user_id", "probability", "model", "version", "scored_at"]
    assert found["probability"].to_pylist() == wanted
    assert found["user_id"].to_pylist() == rows["user_id"].tolist()
    assert found.slice(0, 1).to_pylist()[0]["version"] == 3
    assert found.slice(0, 1).to_pylist()[0]["scored_at"] == AT


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_scored_into_a_file_that_runs_nothing(scorer, rows, wanted, tmp_path, separator):
    rows.to_csv(tmp_path / "in.csv", index=False, sep=separator, encoding="utf-8-sig")
    assert scored(scorer, tmp_path / "in.csv", tmp_path / "out.csv") == 50
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [float(row["probability"]) for row in found] == pytest.approx(wanted, rel=1e-15)
    assert [row["user_id"] for row in found[:3]] == ["007", "'=cmd()", 'ñ,\n"x"']


def test_a_table_of_postgres_is_scored_into_another(scorer, rows, wanted, tmp_path, postgres):  # noqa: F811
    postgres.execute(
        "CREATE TABLE customers (spend double precision, orders integer, channel text, "
        "since timestamp, accepts boolean, user_id text)"
    )
    import psycopg

    with psycopg.connect(postgres.url) as con:
        plain = rows.astype(object).where(rows.notna(), None)
        values = [tuple(row) for row in plain.itertuples(index=False)]
        con.cursor().executemany("INSERT INTO customers VALUES (%s, %s, %s, %s, %s, %s)", values)
    to = f"{postgres.url}#scores"
    for _night in range(2):
        assert scored(scorer, f"{postgres.url}#public.customers", to) == 50
    with psycopg.connect(postgres.url) as con:
        found = con.execute(
            "SELECT user_id, probability, version, scored_at FROM scores"
        ).fetchall()
    told = {user: p for user, p, _version, _at in found}
    assert told == dict(zip(rows["user_id"], wanted, strict=True))
    assert {(v, at) for _u, _p, v, at in found} == {(3, AT)}


def test_a_table_that_is_not_ours_is_never_emptied(scorer, rows, tmp_path, postgres):  # noqa: F811
    import psycopg

    rows.to_parquet(tmp_path / "in.parquet")
    postgres.execute("CREATE TABLE scores (user_id text)", "INSERT INTO scores VALUES ('ana')")
    with pytest.raises(DataError, match="scores: is there already, and was not made by taller"):
        scored(scorer, tmp_path / "in.parquet", f"{postgres.url}#scores")
    with psycopg.connect(postgres.url) as con:
        assert con.execute("SELECT user_id FROM scores").fetchall() == [("ana",)]


def test_scores_of_last_night_stay_where_tonight_fails(scorer, rows, tmp_path, postgres):  # noqa: F811
    """The last block holds a text where a number must be."""
    import psycopg

    rows.to_parquet(tmp_path / "in.parquet")
    bad = pd.concat([rows.astype({"orders": str})] * 3)
    bad.iloc[-1, bad.columns.get_loc("orders")] = "many"
    bad.to_csv(tmp_path / "bad.csv", index=False)
    places = [tmp_path / "out.parquet", tmp_path / "out.csv", f"{postgres.url}#scores"]
    for to in places:
        scored(scorer, tmp_path / "in.parquet", to)
    before = [path.read_bytes() for path in places[:2]]
    for to in places:
        with pytest.raises(DataError, match=r"orders: must be a number; got .*many"):
            scored(scorer, tmp_path / "bad.csv", to)
    assert [path.read_bytes() for path in places[:2]] == before
    with psycopg.connect(postgres.url) as con:
        assert con.execute("SELECT count(*) FROM scores").fetchone() == (50,)
    assert list(tmp_path.glob(durable.LEFT)) == []


def test_a_server_that_is_not_there_is_told_without_a_password(scorer, rows, tmp_path):
    rows.to_parquet(tmp_path / "in.parquet")
    with pytest.raises(DataError, match=r"postgresql://127.0.0.1:9/x#scores: the server refused"):
        scored(scorer, tmp_path / "in.parquet", "postgresql://ana@127.0.0.1:9/x#scores")
    with pytest.raises(InputError, match="holds a password, which others here can read") as told:
        writing.target("postgresql://ana:geheim@127.0.0.1/x#scores")
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize(
    ("to", "told"),
    [("out.xlsx", "is no place for scores"), ("nowhere/out.csv", "there is no folder nowhere"),
     ("postgresql://a@b/c", "names no table"),
     ('postgresql://a@b/c#x"; DROP', "is no plain name of a table")],
)  # fmt: skip
def test_a_place_that_cannot_be_is_told_before_anything_is_read(to, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=told):
        writing.target(to)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("in.xlsx", b"x", "is no table that can be scored"), ("in.csv", b"", "has no rows"),
     ("in.csv", b"a,b\n", "has no rows"), ("in.csv", b"a,a\n1,2\n", "names columns twice: a"),
     ("in.csv", b"a,b\n1\n", "cannot be read to its end"),
     ("in.csv", b"\xff\xfea", "cannot be read"),
     ("in.parquet", b"PAR1 nothing PAR1", "cannot be read to its end")],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=told), reading.opened(str(tmp_path / name)) as blocks:
        list(blocks)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"), reading.opened("x.parquet"):
        pass


def test_a_full_disk_leaves_the_scores_of_before(scorer, rows, tmp_path, monkeypatch):
    rows.to_parquet(tmp_path / "in.parquet")
    for name in ("out.parquet", "out.csv"):
        scored(scorer, tmp_path / "in.parquet", tmp_path / name)
        before = (tmp_path / name).read_bytes()

        def full(_path):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(durable, "sync", full)
            with pytest.raises(InputError, match="the disk is full"):
                scored(scorer, tmp_path / "in.parquet", tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    assert list(tmp_path.glob(durable.LEFT)) == []


def test_everybodys_list_goes_into_a_file(tmp_path):
    applied = kept.recommender(tmp_path / "model")
    users = [str(user) for user in applied.trained.gathered.users[:3]]
    pd.DataFrame({"user_id": users}).to_csv(tmp_path / "in.csv", index=False)
    scorer = scoring.load(tmp_path / "model", salt=kept.SALT)
    assert scored(scorer, tmp_path / "in.csv", tmp_path / "out.csv") == 15
    found = pd.read_csv(tmp_path / "out.csv")
    assert found["user_id"].tolist() == list(np.repeat(users, 5))
    assert found["item_id"].iloc[0] == scorer.recommend(user=users[0]).items[0].item_id


def test_what_a_table_lacks_is_told_in_the_language_in_force_though_threads_find_it():
    rows = pa.RecordBatch.from_pydict({"a": [1]})
    found = batch.scored(len, [rows], called="score", taken=[], keep=["user_id"])
    with language.speaking("es"), pytest.raises(DataError, match="user_id: falta; indíquelo"):
        list(found)
