"""Deadlines hold whoever stalls, and a dead run's folder goes with the next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from taller.data.engine import aliases
from taller.workbench.process import kernels, quarters, warm
from taller.workbench.process.quarters import Quarters
from taller.workbench.process.warm import WarmServer
from taller.workbench.process.workers import Workers
from taller.workbench.run import handle, runner, state
from tests.workbench.scratch import notebook, workbench

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, forks kernels")
SLEEP = "time:sleep"


def within(seconds: float, found) -> bool:
    """Whether something comes to be in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found():
            return True
        time.sleep(0.02)
    return False


class TestStoppedServer:
    """The process that kernels are forked from, stopped by SIGSTOP."""

    @pytest.fixture
    def stopped(self, tmp_path, monkeypatch):
        """A server that was stopped, with one process forked before."""
        monkeypatch.setattr(warm, "LOOK", 0.05)
        with WarmServer(env={state.RUN_ID: "stopped"}) as server:
            forked = server.call(SLEEP, [300], str(tmp_path / "log"))
            forked.started.result(timeout=60)
            os.kill(server._process.pid, signal.SIGSTOP)
            yield server, forked
        assert within(10, lambda: state._carriers("stopped") == set())

    def test_it_is_noticed_and_asked_nothing_more(self, stopped, tmp_path):
        server, _forked = stopped
        asked = server.call(SLEEP, [300], str(tmp_path / "log"))
        with pytest.raises(ConnectionError, match="does not answer"):
            asked.started.result(timeout=10)
        assert not server.alive
        assert server.trouble.endswith(f"(process {server._process.pid}) was stopped from outside")

    def test_the_end_of_what_it_forked_is_seen_all_the_same(self, stopped):
        _server, forked = stopped
        os.kill(forked.pid, signal.SIGTERM)
        assert forked.exited.result(timeout=10) == -signal.SIGTERM

    def test_what_was_to_be_forked_and_is_not_wanted_any_more_ends_at_once(self, stopped, tmp_path):
        server, _forked = stopped
        asked = server.call(SLEEP, [300], str(tmp_path / "log"))
        asked.kill()
        with pytest.raises(TimeoutError, match="before it was forked"):
            asked.started.result(timeout=0)
        os.kill(server._process.pid, signal.SIGCONT)  # now it forks what nobody wants
        assert within(10, lambda: len(server._forked) == 1)  # it told of the end of the other
        assert len(state._carriers("stopped")) == 2


def test_a_run_ends_in_time_with_its_server_stopped(tmp_path, quick, monkeypatch):
    """The server is stopped as soon as it is there; the notebook runs on a cold kernel, or not."""
    monkeypatch.setattr(kernels, "WarmServer", WarmServer)  # its own, which bears the run's id
    bench = workbench(tmp_path, slow=notebook("import time\ntime.sleep(60)"))
    folder = tmp_path / "reports" / "moda-viva" / "x"

    def stop() -> None:
        within(60, lambda: (folder / "run.json").exists())
        for pid in state._carriers(state.read(folder).run_id):
            os.kill(pid, signal.SIGSTOP)

    threading.Thread(target=stop, daemon=True).start()
    began = time.monotonic()
    found = runner.run([bench], label="x", run_timeout=6)[0]
    assert time.monotonic() - began < 20
    assert found.notebook("slow").state == "timed out"
    assert state._carriers(found.run_id) == set()


@pytest.mark.slow
def test_data_that_does_not_come_ends_with_the_run_s_time(tmp_path, quick, monkeypatch):
    """Whatever holds the data up, a lock for one, the other client's pages are made."""
    release = threading.Event()
    real = handle.ensure_tables

    def tables(engagement, folder, **options):
        if engagement.client == "Otra Casa":
            release.wait(60)
        return real(engagement, folder)

    monkeypatch.setattr(handle, "ensure_tables", tables)
    benches = [workbench(tmp_path, client="Otra Casa"), workbench(tmp_path, b=notebook("print(1)"))]
    stuck, good = runner.run(benches, label="x", run_timeout=30, jobs=1)
    release.set()
    assert stuck.state == "failed"
    assert stuck.notices == ["The time for the whole run was up while its data was read."]
    assert good.data["state"] == "done"


class TestQuarters:
    def test_those_of_a_dead_process_go_and_those_of_a_living_one_stay(self, tmp_path, monkeypatch):
        monkeypatch.setattr(quarters.tempfile, "tempdir", str(tmp_path))
        monkeypatch.setattr(quarters, "SHORT", ())
        code = "from taller.workbench.process.quarters import Quarters; import os; "
        dead = subprocess.run(
            [sys.executable, "-c", code + "Quarters('dead-run'); os._exit(0)"],
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        assert dead.returncode == 0
        sleeper = subprocess.Popen(["sleep", "60"], env={**os.environ, state.RUN_ID: "dead-run"})
        living = Quarters("living")
        [left] = set(tmp_path.iterdir()) - {living.folder}
        assert quarters.sweep() == [left]
        assert sleeper.wait(timeout=5) == -signal.SIGKILL
        assert living.folder.is_dir()
        living.leave()
        assert list(tmp_path.iterdir()) == []

    def test_links_of_a_dead_process_go_and_those_in_use_or_just_made_stay(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(quarters.tempfile, "tempdir", str(tmp_path))
        monkeypatch.setattr(quarters, "SHORT", ())
        client = tmp_path / "client.csv"
        client.touch()
        folders = {name: tmp_path / f"{aliases.PREFIX}{name}" for name in ("dead", "used", "new")}
        for name, folder in folders.items():
            folder.mkdir(mode=0o700)
            (folder / "alias-x").symlink_to(client)
            if name != "new":
                os.utime(folder, (0, 0))
        aliases._hold(folders["used"])
        assert quarters.sweep() == [folders["dead"]]
        assert client.exists()
        assert folders["used"].is_dir()
        assert folders["new"].is_dir()

    def test_what_is_not_provably_ours_is_left_alone(self, tmp_path, monkeypatch):
        monkeypatch.setattr(quarters.tempfile, "tempdir", str(tmp_path))
        monkeypatch.setattr(quarters, "SHORT", ())
        mark = json.dumps({"run_id": "x"})
        for name, text, mode in (
            ("taller-no-mark", None, 0o700), ("taller-open", mark, 0o755),
            ("taller-odd", "[]", 0o700), ("other", mark, 0o700),
        ):  # fmt: skip
            folder = tmp_path / name
            folder.mkdir(mode=mode)
            if text:
                (folder / quarters.MARK).write_text(text)
        (tmp_path / "mine").mkdir(mode=0o700)
        (tmp_path / "mine" / quarters.MARK).write_text(mark)
        (tmp_path / "taller-link").symlink_to(tmp_path / "mine")
        (tmp_path / "taller-pipe").mkdir(mode=0o700)
        os.mkfifo(tmp_path / "taller-pipe" / quarters.MARK)
        before = sorted(tmp_path.rglob("*"))
        assert quarters.sweep() == []
        assert sorted(tmp_path.rglob("*")) == before

    def test_a_folder_too_deep_for_sockets_is_not_taken(self, tmp_path, monkeypatch):
        deep = tmp_path / ("x" * 100)
        deep.mkdir()
        monkeypatch.setattr(quarters.tempfile, "tempdir", str(deep))
        taken = Quarters()
        assert taken.has_sockets
        assert not taken.folder.is_relative_to(deep)
        assert len(os.fsencode(taken.folder / "k99999-5")) <= 107
        taken.leave()

    def test_without_any_short_folder_there_are_no_sockets(self, tmp_path, monkeypatch):
        deep = tmp_path / ("x" * 100)
        deep.mkdir()
        monkeypatch.setattr(quarters.tempfile, "tempdir", str(deep))
        monkeypatch.setattr(quarters, "SHORT", ())
        taken = Quarters()
        assert not taken.has_sockets
        assert taken.folder.parent == deep
        taken.leave()


class TestWorkers:
    def test_they_work_in_order_and_tell_what_went_wrong(self):
        workers = Workers(1)
        done: list[int] = []
        futures = [workers.submit(done.append, n) for n in range(3)]
        wrong = workers.submit(int, "x")
        with pytest.raises(ValueError, match="invalid literal"):
            wrong.result(timeout=5)
        assert (done, all(future.done() for future in futures)) == ([0, 1, 2], True)
        workers.shutdown()

    def test_of_what_waits_the_lowest_rank_comes_first_and_none_before_all(self):
        """The first run's before the second's, of a run's the most urgent; data before all."""
        workers, held, done = Workers(1), threading.Event(), []
        workers.submit(held.wait)
        for rank in ((1, -30.0), (0, -2.0), (0, -17.0)):
            last = workers.ranked(rank, done.append, rank)
        workers.submit(done.append, "data")
        held.set()
        futures = [workers.ranked((2,), int), last]
        assert [future.result(timeout=5) for future in futures] == [0, None]
        assert done == ["data", (0, -17.0), (0, -2.0), (1, -30.0)]
        workers.shutdown()

    def test_one_that_is_stuck_does_not_keep_the_process(self):
        code = (
            "import threading\nfrom taller.workbench.process.workers import Workers\n"
            "Workers(1).submit(threading.Event().wait)\n"
        )
        assert subprocess.run([sys.executable, "-c", code], timeout=30).returncode == 0


def test_folders_are_held_in_turn_not_all_at_once(tmp_path, quick, monkeypatch):
    """Eight engagements by one worker: never more than three at a time hold a folder."""
    benches = [workbench(tmp_path, client=f"Cliente {n}") for n in range(8)]
    held: list[int] = []

    def count(*_: object) -> None:
        files = [os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        held.append(sum(str(tmp_path) in file and file.endswith("/.lock") for file in files))

    found = runner.run(benches, label="x", jobs=1, observer=count)
    assert {each.state for each in found} == {"done"}
    assert 1 <= max(held) <= 3
