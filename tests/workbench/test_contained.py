"""Whatever a file does to what reads it, `taller` goes on and says which file it was."""

from __future__ import annotations

import operator
import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import pytest

from taller import cli, language
from taller.data.engine import bounds
from taller.data.reading import header
from taller.data.settings.sources import FashionStoreSettings, FilesSettings, TableFile
from taller.data.snapshot import snapshot
from taller.errors import DataError
from taller.workbench.process import contained


@pytest.fixture(scope="module")
def children():
    """Calls go to a child."""
    with contained.children():
        contained.prepare()
        yield


def test_without_children_a_call_is_plain():
    """A kernel is a child already: what it reads, it reads itself."""
    assert contained.call(os.getpid) == os.getpid()


@pytest.mark.usefixtures("children")
class TestChild:
    """What a child does for its parent."""

    def test_returns_what_the_function_returns_and_serves_the_next_call(self):
        """One child for both calls, and it is not this process."""
        with language.speaking("es", None, "MXN"):
            assert contained.call(language.current) == language.Language("es", "es_ES", "MXN")
        child = contained.call(os.getpid)
        assert child != os.getpid()
        assert contained.call(os.getpid) == child

    def test_raises_what_the_function_raises_with_all_its_faults(self, tmp_path):
        """A file that is not there is named as if it were read here."""
        source = TableFile(path="none.csv")
        with pytest.raises(DataError, match=r"^none\.csv: no such file"):
            contained.call(header, source, root=tmp_path)

    def test_sees_the_folder_and_the_environment_of_this_moment(self, tmp_path, monkeypatch):
        """Variables of a file are those of the command, not of when the child began."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("TALLER_SOMETHING", "1")
        assert contained.call(os.getcwd) == str(tmp_path)
        assert contained.call(os.getenv, "TALLER_SOMETHING") == "1"

    def test_no_secret_of_the_environment_is_written_to_the_disk(self, monkeypatch):
        """Whatever ends the command, what lies in its temporary folder tells none; 90 kB of it."""
        monkeypatch.setenv("OPENAI_API_KEY", "s3cr3t" * 15_000)
        folder = Path(contained.call(tempfile.gettempdir))
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files
        assert not any(b"s3cr3t" in path.read_bytes() for path in files)

    def test_leaves_no_core_and_ends_with_its_parent(self):
        """A crash writes nothing of the client's to the disk."""
        import resource

        assert contained.call(resource.getrlimit, resource.RLIMIT_CORE) == (0, 0)

    def test_a_crash_names_the_file_and_the_next_call_goes_on(self):
        """A segmentation fault in a library ends the child alone."""
        with pytest.raises(DataError, match=r"^data: ends the program that reads it \(SIGSEGV\)"):
            contained.call(signal.raise_signal, signal.SIGSEGV)
        assert contained.call(operator.add, 1, 2) == 3

    def test_memory_beyond_the_limit_names_file_and_limit(self, monkeypatch):
        """Half a gigabyte where .3 are allowed."""
        monkeypatch.setattr(bounds, "SMALL", 0.3)
        with pytest.raises(DataError, match=r"^data: takes more than 0\.3 GB .*READING_MEMORY"):
            contained.call(operator.mul, b"x", 500_000_000)

    def test_time_beyond_the_limit_names_file_and_limit(self, monkeypatch):
        """An endless sum where half a second is allowed."""
        monkeypatch.setattr(bounds, "BRIEF", 0.5)
        with pytest.raises(DataError, match=r"^data: takes more than 0 seconds .*READING_SECONDS"):
            contained.call(sum, range(10**12))

    def test_an_allocation_beyond_all_bounds_fails_at_once(self):
        """A terabyte is refused before it is touched."""
        with pytest.raises(DataError, match=r"takes more than 1\.5 GB"):
            contained.call(bytearray, 10**12)

    def test_what_a_library_raises_becomes_a_message(self):
        """No traceback for what a file can cause; it is kept in the error's notes."""
        with pytest.raises(DataError, match=r"^data: cannot be read \(ZeroDivisionError\)") as told:
            contained.call(operator.truediv, 1, 0)
        assert "ZeroDivisionError: division by zero" in told.value.__notes__[0]


def test_ending_the_children_ends_who_waits_and_leaves_no_folder(tmp_path, monkeypatch):
    """A deadline needs no answer of a child that reads."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with contained.children():
        threading.Timer(0.3, contained.end).start()
        began = time.monotonic()
        with pytest.raises(contained.StoppedError):
            contained.call(time.sleep, 60)
    assert time.monotonic() - began < 20
    assert not list(tmp_path.glob("taller-*"))


def test_settings_reach_a_child_as_they_are():
    """Models of columns are made when a module is imported: settings go as text."""
    import pickle

    columns = {"transaction_id": "n", "user_id": "c", "event_timestamp": "f", "item_id": "s"}
    given = FilesSettings(
        source="files", orders={"path": "o.csv", "columns": {**columns, "price": "p"}}
    )
    again = pickle.loads(pickle.dumps(given))
    assert again == given
    assert again.orders.columns.price == "p"


def test_the_analyst_may_raise_limits_and_nothing_lowers_them(monkeypatch):
    """5 MB may take 1.5 GB + 32 × 5 MB and 20 s; given 4 GB, that much more."""
    reading = bounds.Reading("x.csv", 5_000_000)
    assert (reading.memory, reading.seconds) == (1_660_000_000, 20)
    monkeypatch.setenv(bounds.MEMORY, "4")
    monkeypatch.setenv(bounds.SECONDS, "1")
    assert (reading.memory, reading.seconds) == (4_160_000_000, 20)


def test_what_a_simulator_makes_counts_as_if_it_were_read(tmp_path, monkeypatch):
    """A shop of 50,000 customers over 18 months counts as 90 MB: 105 s instead of 15."""
    told = []
    for name in ("_tell", "_now"):
        monkeypatch.setattr(bounds, name, getattr(bounds, name))
    bounds.tell(told.append)
    shop = FashionStoreSettings(source="fashion_store", users=50_000)
    snapshot._tell_sizes(shop, tmp_path)
    assert [(r.name, r.size, r.seconds) for r in told] == [("data", 90_000_000, 105.0)]


def test_a_watcher_is_told_of_each_file_and_its_size_once(tmp_path, monkeypatch):
    """Two files of 3 and 4 bytes, the first read twice."""
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(b"abc")
    two.write_bytes(b"abcd")
    told = []
    for name in ("_tell", "_now", "_counted"):
        monkeypatch.setattr(bounds, name, getattr(bounds, name))
    monkeypatch.setattr(bounds, "_counted", set())
    bounds.tell(told.append)
    bounds.reads("one.csv", one)
    bounds.reads("two.csv", two)
    bounds.reads("one.csv", one)
    assert [(r.name, r.size) for r in told] == [("one.csv", 3), ("two.csv", 7), ("one.csv", 7)]


def test_a_workbook_that_would_end_taller_ends_its_reader(bench, shared_cases, monkeypatch):
    """End to end, by the command a user gives: one message, exit code 2, nothing left."""
    monkeypatch.setattr(cli, "READING", ("new",))
    said = bench.new("far", Path(shared_cases / "attack" / "far.xlsx"))
    assert said.code == 2
    assert "far.xlsx" in said.text
    assert "Traceback" not in said.text
    assert not bench.settings("far").exists()


@pytest.mark.parametrize(("given", "taken"), [("nan", 1.5), ("inf", 1e9), ("-3", 1.5), ("4", 4.0)])
def test_a_limit_that_is_no_number_is_none(monkeypatch, given, taken):
    """What is not a number, or has no end, raises nothing where a limit is reckoned."""
    monkeypatch.setenv(bounds.MEMORY, given)
    monkeypatch.setattr(bounds, "machine_memory", lambda: 10**20)
    assert bounds.Reading().memory == int(taken * bounds.GIGABYTE)
