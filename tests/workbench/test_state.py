"""The state file is whole at every moment, and a folder belongs to one run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from taller.errors import HeldError, InputError
from taller.workbench.run import state
from taller.workbench.run.state import RunState, StateFile, StepState

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def made(folder, **changes) -> RunState:
    """A run of two notebooks in a folder."""
    about = {"client": "C", "slug": "c", "label": "x", "language": "en", "locale": "en_GB",
             "currency": "EUR", "engagement": "params/c.yaml"}  # fmt: skip
    steps = [StepState("a", "03_development", "A"), StepState("b", "03_development", "B", ["a"])]
    return RunState(**about | changes, notebooks=steps, folder=folder)


def test_what_is_written_is_read_again(tmp_path):
    written = made(tmp_path, run_id="r1", simulated=True)
    with StateFile(written).change() as current:
        current.notebook("b").state = "failed"
        current.notebook("b").message = "cell 3: «ñ»"
    assert state.read(tmp_path) == written


def test_the_file_names_its_schema_and_not_its_folder(tmp_path):
    with StateFile(made(tmp_path)).change():
        pass
    found = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert found["schema"] == 2
    assert "folder" not in found
    assert list(found["notebooks"][1])[:4] == ["name", "phase", "title", "needs"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}', '{"notebooks": [1]}', "\0\1"])
def test_a_file_that_is_no_state_is_read_as_none(tmp_path, content):
    (tmp_path / "run.json").write_text(content)
    assert state.read(tmp_path) is None


def test_a_reader_never_sees_half_a_file(tmp_path):
    """One thread writes 300 changes while another reads: each reading is a whole state."""
    file = StateFile(made(tmp_path))
    with file.change():
        pass

    def write() -> None:
        for n in range(300):
            with file.change() as current:
                current.notebook("a").message = "x" * (n * 50)

    writer = threading.Thread(target=write)
    writer.start()
    readings = 0
    while writer.is_alive():
        assert state.read(tmp_path) is not None
        readings += 1
    writer.join()
    assert readings > 5
    assert len(state.read(tmp_path).notebook("a").message) == 299 * 50


def test_progress_is_not_written_for_every_cell(tmp_path):
    """100 cells within a quarter of a second leave the file alone; the next change tells all."""
    file = StateFile(made(tmp_path))
    with file.change():
        pass
    before = (tmp_path / "run.json").stat().st_ino
    for done in range(1, 101):
        file.progress("a", done)
    assert (tmp_path / "run.json").stat().st_ino == before
    with file.change():
        pass
    assert state.read(tmp_path).notebook("a").cells_done == 100


def test_a_file_that_cannot_be_written_keeps_its_old_content(tmp_path):
    target = tmp_path / "taken"
    target.mkdir()
    (target / "inside").touch()
    with pytest.raises(InputError, match="taken: cannot be written: "):
        state.write_whole(target, "text")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_held_folder_names_its_holder(tmp_path):
    lock = state.hold(tmp_path)
    with StateFile(made(tmp_path, user="ana", host="lab", pid=4711, started="2026-03-01T09:30:00")
               ).change():  # fmt: skip
        pass
    expected = r"\(ana on lab, process 4711, since 2026-03-01 09:30:00\); wait for it to end"
    with pytest.raises(HeldError, match=expected):
        state.hold(tmp_path)
    lock.release()
    state.hold(tmp_path).release()


def sleeper(run_id: str) -> subprocess.Popen:
    """A process that carries a run's id."""
    return subprocess.Popen(["sleep", "60"], env={**os.environ, state.RUN_ID: run_id})


@linux
def test_leftovers_of_that_run_end_and_no_other():
    """The id of the second begins with the id of the first."""
    mine, other = sleeper("abc"), sleeper("abcd")
    try:
        assert state.end_leftovers("abc") == [mine.pid]
        assert mine.wait() == -9
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@linux
def test_a_run_without_an_id_has_no_leftovers():
    assert state.end_leftovers("") == []


@linux
def test_this_process_and_its_forebears_are_spared():
    assert {os.getpid(), os.getppid()} <= state._own_line()


@linux
def test_of_a_holder_that_was_stopped_is_told_how_it_goes_on(tmp_path):
    """Waiting for it would be for ever."""
    with subprocess.Popen(["sleep", "60"]) as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, holder.pid, os.WSTOPPED | os.WNOWAIT)
        with StateFile(made(tmp_path, pid=holder.pid)).change():
            pass
        lock = state.hold(tmp_path)
        try:
            with pytest.raises(HeldError, match=f"it was stopped.*kill -CONT {holder.pid}"):
                state.hold(tmp_path)
        finally:
            lock.release(force=True)
            holder.kill()
