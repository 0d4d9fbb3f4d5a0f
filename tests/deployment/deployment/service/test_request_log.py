"""The request log: whole files, hashed people, and a disk that takes none."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taller.data.people.pseudonyms import hashed
from taller.deployment.deployment.model.service import requests
from taller.deployment.deployment.model.service.limits import Pace
from taller.deployment.deployment.model.service.request_log import RequestLog, Row, pseudonym

SALT = b"k" * 32
AT = 1_764_500_000_000_000


def row(n: int = 0, **more: object) -> Row:
    plain = Row(
        AT + n, f"r{n}", 0, "Ana@example.com", 1, "a", 0, 0, "score", 200, 0.001, True, False,
        False, 0.5, None, {"x": 1.0}, None,
    )  # fmt: skip
    return plain._replace(**more)


@pytest.fixture
def log(tmp_path: Path) -> RequestLog:
    return RequestLog(tmp_path, SALT, 1.0, 5)


def test_rows_are_read_as_they_were_asked(log: RequestLog, tmp_path: Path):
    for n in (2, 0, 1):
        log.add(row(n))
    log.flush()
    told = requests(tmp_path).to_pylist()
    assert [each["request_id"] for each in told] == ["r0", "r1", "r2"]
    assert (told[0]["inputs"], told[0]["score"]) == ('{"x":1.0}', 0.5)
    assert log.waiting == 0
    assert log.written == 3


def test_nobody_is_named(log: RequestLog, tmp_path: Path):
    log.add(row())
    log.flush()
    content = b"".join(path.read_bytes() for path in (tmp_path / "requests").iterdir())
    assert b"Ana" not in content
    assert requests(tmp_path)["user"][0].as_py() == pseudonym("ana@example.com", SALT)


LETTERS = st.characters(max_codepoint=0x3FF, exclude_categories=["Cc", "Cs", "Cn"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=20), min_size=1, max_size=40))
@example(["İstanbul", "ΑΣ", " Ana ", "", "a" + chr(0x301), "0" * 32])
def test_a_pseudonym_is_the_one_of_the_clients_tables(texts: list[str]):
    """But for what is a pseudonym already, which the tables hold as it is."""
    with duckdb.connect() as con:
        told = con.execute(f"SELECT {hashed('t', SALT)} FROM (SELECT unnest($1) AS t)", [texts])
        expected = [
            each if text != "0" * 32 else text
            for text, (each,) in zip(texts, told.fetchall(), strict=True)
        ]
    assert [pseudonym(text, SALT) for text in texts] == expected


def test_only_what_came_since_is_read(log: RequestLog, tmp_path: Path):
    for n in (0, 10):
        log.add(row(n))
    log.flush()
    since = dt.datetime.fromtimestamp(AT // 10**6, dt.UTC) + dt.timedelta(microseconds=5)
    assert [r["request_id"] for r in requests(tmp_path, since).to_pylist()] == ["r10"]
    assert requests(tmp_path, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).num_rows == 0


def test_a_full_disk_keeps_rows_waiting_and_tells_what_was_lost(
    log: RequestLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("pyarrow.parquet.write_table", full)
        for n in range(4):
            log.add(row(n))
        log.flush()
        assert (log.waiting, log.lost, log.why) == (4, 0, "the disk is full")
        assert list((tmp_path / "requests").iterdir()) == []
        for n in range(4, 8):  # room for five: the three oldest go
            log.add(row(n))
        assert (log.waiting, log.lost) == (5, 3)
    log.flush()
    assert (log.waiting, log.why, log.written) == (0, "", 5)
    assert requests(tmp_path)["request_id"].to_pylist() == ["r3", "r4", "r5", "r6", "r7"]


def test_a_key_that_asks_too_fast_waits(tmp_path: Path):
    """60 a minute: one a second; a second one at once waits for a second, less what went by."""
    Pace.make(tmp_path / "pace")
    pace = Pace(tmp_path / "pace", 60)
    assert pace.wait(0, now=10**9) == 0
    assert pace.wait(0, now=10**9 + 4 * 10**8) == pytest.approx(0.6)
    assert pace.wait(1, now=10**9) == 0  # another key has a pace of its own
    assert pace.wait(0, now=2 * 10**9) == 0


def test_the_pace_is_that_of_all_workers(tmp_path: Path):
    """600 a minute, ten of them at once; two processes share them."""
    Pace.make(tmp_path / "pace")
    one, two = Pace(tmp_path / "pace", 600), Pace(tmp_path / "pace", 600)
    let_in = [pace.wait(0, now=10**9) == 0 for pace in (one, two) * 10]
    assert let_in == [True] * 10 + [False] * 10
