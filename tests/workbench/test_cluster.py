"""A run on a cluster: what one machine gives, and what is left when a part of it dies."""

from __future__ import annotations

import concurrent.futures as futures
import contextlib
import json
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import psutil
import pytest

import taller
from taller.data.people import salts
from taller.errors import ClusterError, InputError
from taller.workbench.cluster import connection, handshake
from taller.workbench.cluster.handshake import Identity
from taller.workbench.keep import kept
from taller.workbench.run import handle, runner, state
from taller.workbench.run.places import There
from tests.conftest import ROOT
from tests.workbench.farm import farm, until
from tests.workbench.scratch import notebook, printed, save, workbench
from tests.workbench.test_cli import TALLER

LIBRARY = Path(taller.__file__).parent
COUNTED = """\
import os, pathlib
marks = pathlib.Path(os.environ["TALLER_ROOT"], "marks")
marks.mkdir(exist_ok=True)
with open(marks / "{name}", "a") as file:
    print(os.getpid(), file=file)"""
UNTIL = """\
import os, pathlib, time
while not pathlib.Path(os.environ["TALLER_ROOT"], "{what}").exists():
    time.sleep(0.05)"""


def counted(name: str, *cells: str, needs: tuple[str, ...] = ()) -> dict:
    """A notebook that leaves a mark each time it begins, and its name as its result."""
    return notebook(COUNTED.format(name=name), *cells, save(name, repr(name)), needs=needs)


def waits_for(what: str) -> str:
    """A cell that goes on once a file is there."""
    return UNTIL.format(what=what)


def marks(root: Path, name: str) -> list[int]:
    """The processes in which a notebook has begun."""
    path = root / "marks" / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def states(run: state.RunState) -> dict[str, str]:
    return {step.name: step.state for step in run.notebooks}


class Command(threading.Thread):
    """A run on a cluster, beside the test that has something die meanwhile."""

    def __init__(self, address: str, *engagements, **options) -> None:
        super().__init__(daemon=True)
        self.address, self.engagements, self.options = address, engagements, options
        self.states: list[state.RunState] = []
        self.error: BaseException | None = None
        self.blank = state.RunState("", "", "", "", "", "", "")
        self.start()

    def run(self) -> None:
        try:
            with connection.opened(self.address) as cluster:
                self.states = runner.run(self.engagements, cluster=cluster, **self.options)
        except BaseException as error:
            self.error = error

    def done(self) -> state.RunState:
        """The first run's state, once it has ended."""
        self.join(90)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error
        return self.states[0]


@pytest.fixture(autouse=True)
def _tables(monkeypatch):
    """No tables: they are read where the command runs, whatever runs the notebooks."""

    class Tables:
        fingerprint = "the same tables"
        simulated = True

    monkeypatch.setattr(handle, "ensure_tables", lambda *_, **__: Tables())


OURS = Identity("0.2.0", "b2" * 32, {"Python": "3.11.9", "numpy": "2.3"}, clock=1_000.0)


class TestRefusals:
    def test_a_worker_like_this_process_is_refused_nothing(self):
        assert handshake.refusal(OURS, OURS) == ""

    def test_another_version_is_refused_with_both(self):
        theirs = Identity("0.1.0", "a1" * 32, OURS.packages, 1_000.0)
        assert handshake.refusal(theirs, OURS) == (
            "it has taller 0.1.0 (source a1a1a1a1), this command taller 0.2.0 (source b2b2b2b2); "
            "install that there and start the worker again"
        )

    def test_one_that_cannot_answer_is_refused_with_the_version_it_has(self):
        broken = ModuleNotFoundError("taller.workbench.cluster")
        assert "it has taller 0.0.3, this" in handshake.refusal(broken, OURS, version="0.0.3")
        assert handshake.refusal(broken, OURS).startswith("it has no taller, this command taller")

    def test_other_packages_would_give_other_figures(self):
        theirs = Identity("0.2.0", OURS.library, {"Python": "3.11.9", "numpy": "1.26"}, 1_000.0)
        assert "numpy 1.26 there, 2.3 here" in handshake.refusal(theirs, OURS)

    def test_a_clock_that_is_wrong_would_end_notebooks_early(self):
        theirs = Identity("0.2.0", OURS.library, OURS.packages, clock=4_600.0)
        assert handshake.refusal(theirs, OURS) == "its clock is 3,600 s ahead of this one; set it"
        near = Identity("0.2.0", OURS.library, OURS.packages, clock=1_030.0)
        assert handshake.refusal(near, OURS) == ""

    @pytest.mark.parametrize("given", ["scheduler", "http://a:1", "tcp://a", "tcp://u:p@a:1", ""])
    def test_an_address_that_is_none(self, given):
        with (
            pytest.raises(InputError, match="--cluster: must be a scheduler's address"),
            connection.opened(given),
        ):
            pass

    def test_without_either_option_there_is_no_cluster(self):
        with connection.opened() as none:
            assert none is None


EVERY_WAY = {
    "a": counted("a", "import random\nrandom.seed(3)\nprint(random.random())"),
    "b": counted("b", "print('after a')", needs=("a",)),
    "fails": counted("fails", "1 / 0"),
    "needs_fails": counted("needs_fails", needs=("fails",)),
    "sleeps": counted("sleeps", "import time\ntime.sleep(60)"),
    "shot": counted("shot", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same engagement on this machine, and on a scheduler with two workers."""
    engagement = workbench(tmp_path_factory.mktemp("same"), **EVERY_WAY)
    seen: list[tuple[str, str, int]] = []

    def observer(run: state.RunState, step: state.StepState | None) -> None:
        if step is not None:
            seen.append((step.name, step.state, step.cells_done))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handle, "ensure_tables", lambda *_, **__: state)
        patch.setattr(state, "fingerprint", "the same tables", raising=False)
        here = runner.run([engagement], label="here", timeout=4)[0]
        with farm(tmp_path_factory.mktemp("farm")) as found:
            command = Command(
                found.address, engagement, label="there", timeout=4, observer=observer
            )
            there = command.done()
            left = [p for p in psutil.process_iter() if _runs(p, there.run_id)]
    return here, there, seen, left


@pytest.mark.slow
class TestTheSame:
    def test_states_and_messages(self, both):
        here, there, _seen, _left = both
        assert states(there) == {
            "a": "done", "b": "done", "fails": "failed", "needs_fails": "skipped",
            "sleeps": "timed out", "shot": "killed",
        }  # fmt: skip
        assert states(here) == states(there)
        assert [n.message for n in here.notebooks] == [n.message for n in there.notebooks]

    def test_results_and_pages(self, both):
        here, there, _seen, _left = both
        for name in ("a", "b", "fails", "sleeps", "shot"):
            assert printed(here.folder, name) == printed(there.folder, name)
            mine, theirs = here.notebook(name), there.notebook(name)
            assert (mine.report, mine.result) == (theirs.report, theirs.result)
            assert (there.folder / theirs.report).stat().st_size > 10_000
            assert sorted(mine.files) == sorted(theirs.files)
        read = [json.loads((run.folder / "results" / "b.json").read_text()) for run in both[:2]]
        assert read[0]["result"] == read[1]["result"]

    def test_progress_is_told_cell_by_cell(self, both):
        seen = [told for told in both[2] if told[0] == "a"]
        assert [(s, done) for _name, s, done in seen] == [
            ("queued", 0), ("running", 0), ("running", 1), ("running", 2), ("running", 3),
            ("running", 4), ("running", 5), ("running", 6), ("done", 6),
        ]  # fmt: skip

    def test_nothing_of_it_runs_on_once_it_is_over(self, both):
        assert both[3] == []


def _runs(process: psutil.Process, run_id: str) -> bool:
    try:
        return process.environ().get(state.RUN_ID) == run_id
    except (psutil.Error, OSError):
        return False


def test_a_notebook_of_which_every_worker_died_is_killed_and_said_so():
    class Run:
        speaking = contextlib.nullcontext

    future: futures.Future = futures.Future()
    future.set_exception(RuntimeError("four workers"))
    found = There([], None, print).outcome(Run(), future)
    assert (found.state, found.detail) == ("killed", "four workers")
    assert found.message == (
        "Every worker of the cluster that tried it died or failed (RuntimeError)."
    )


@pytest.mark.slow
class TestDeaths:
    def test_a_killed_worker_s_notebook_runs_again_and_no_other(self, tmp_path):
        """Two workers have each done one; the one that is on the third dies."""
        engagement = workbench(
            tmp_path, a=counted("a"), b=counted("b"),
            c=counted("c", waits_for("go"), needs=("a", "b")),
        )  # fmt: skip
        with farm(tmp_path / "farm") as found:
            command = Command(found.address, engagement, label="x")
            until(lambda: marks(tmp_path, "c"))
            kernel = psutil.Process(marks(tmp_path, "c")[0])
            worker = next(w for w in found.workers if w.pid in [p.pid for p in kernel.parents()])
            worker.kill()
            until(lambda: not kernel.is_running())
            (tmp_path / "go").touch()
            run = command.done()
        assert states(run) == {"a": "done", "b": "done", "c": "done"}
        assert {name: len(marks(tmp_path, name)) for name in "abc"} == {"a": 1, "b": 1, "c": 2}
        assert any("c: its worker was lost; it ran again on tcp://" in n for n in run.notices)

    def test_a_scheduler_that_dies_leaves_a_run_that_resumes(self, tmp_path):
        """What was done is not done again, and no kernel of the lost run goes on."""
        engagement = workbench(
            tmp_path, a=counted("a"), b=counted("b", waits_for("go"), needs=("a",))
        )
        with farm(tmp_path / "farm") as found:
            command = Command(found.address, engagement, label="x")
            folder = tmp_path / "reports/moda-viva/x"
            until(lambda: states(state.read(folder) or command.blank).get("b") == "running")
            found.scheduler.kill()
            with pytest.raises(ClusterError, match="what is done is kept; once it is there again"):
                command.done()
            lost = state.read(folder)
            assert (lost.state, states(lost)) == ("interrupted", {"a": "done", "b": "killed"})
            until(lambda: not psutil.pid_exists(marks(tmp_path, "b")[0]))
            for worker in found.workers:
                worker.wait(60)
        assert not (folder / "b.html").exists()
        (tmp_path / "go").touch()
        with farm(tmp_path / "again") as found:
            run = Command(found.address, engagement, label="x").done()
        assert states(run) == {"a": "cached", "b": "done"}
        assert {name: len(marks(tmp_path, name)) for name in "ab"} == {"a": 1, "b": 2}

    def test_a_command_that_ends_early_ends_its_notebooks(self, tmp_path):
        """Whether it could still say so or not; then the same command goes on."""
        workbench(tmp_path, a=counted("a", waits_for("go")))
        line = [*TALLER, "run", "params/moda_viva.yaml", "--label", "x", "--cluster"]
        with farm(tmp_path / "farm", workers=1) as found:
            for times, how in ((1, signal.SIGKILL), (2, signal.SIGINT)):
                command = subprocess.Popen(
                    [*line, found.address], cwd=tmp_path, stderr=subprocess.PIPE, text=True
                )
                until(lambda times=times: len(marks(tmp_path, "a")) == times)
                command.send_signal(how)
                _, said = command.communicate(timeout=60)
                until(lambda: not psutil.pid_exists(marks(tmp_path, "a")[-1]))
            assert (command.returncode, said) == (
                130, "taller: interrupted; the same command goes on where it stopped\n"
            )  # fmt: skip
            (tmp_path / "go").touch()
            done = subprocess.run(
                [*line, found.address], cwd=tmp_path, capture_output=True, text=True, timeout=90
            )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
class TestWorkers:
    def test_another_version_is_given_nothing_and_both_are_named(self, tmp_path):
        """Alone it is a wrong input; beside others, also one that comes later, the run goes on."""
        old = tmp_path / "old" / "taller"
        shutil.copytree(LIBRARY, old, ignore=shutil.ignore_patterns("__pycache__"))
        init = old / "__init__.py"
        init.write_text(init.read_text().replace(taller.__version__, "0.0.9"))
        engagement = workbench(
            tmp_path, a=counted("a", waits_for("marks/b")), b=counted("b", waits_for("marks/a"))
        )
        with farm(tmp_path / "farm", workers=0) as found:
            found.worker(PYTHONPATH=str(old.parent))
            with pytest.raises(InputError, match=r"cluster tcp:.*: it has taller 0\.0\.9 \(source"):
                Command(found.address, engagement, label="x").done()
            assert not (tmp_path / "reports/moda-viva/x/run.json").exists()
            found.worker()
            until(lambda: "Registered to" in (found.folder / "worker-1.log").read_text())
            command = Command(found.address, engagement, label="x")
            until(lambda: marks(tmp_path, "a") or marks(tmp_path, "b"))
            found.worker()  # without it, each waits for the other
            run = command.done()
        assert states(run) == {"a": "done", "b": "done"}
        mine = f"this command taller {taller.__version__} (source"
        assert sum("0.0.9" in told and mine in told for told in run.notices) == 1

    def test_a_scheduler_without_workers(self, tmp_path, monkeypatch):
        monkeypatch.setattr(connection, "CONNECT", 1.0)
        engagement = workbench(tmp_path, a=counted("a"))
        with (
            farm(tmp_path / "farm", workers=0) as found,
            pytest.raises(InputError, match="has no worker; start one by `dask worker"),
        ):
            Command(found.address, engagement, label="x").done()


@pytest.mark.slow
class TestWithoutSharedFolder:
    READS = """\
import json, os, pathlib
from taller.data.people import salts
root = pathlib.Path(os.environ["TALLER_ROOT"])
need = json.loads((root / run_dir / "results" / "a.json").read_text())["result"]["headline"]
table = (root / run_dir / "artifacts" / "tables" / "orders.parquet").read_bytes()
print(need, len(table), salts.key("moda-viva").hex())
(root / run_dir / "artifacts" / "b").mkdir(exist_ok=True)
_ = (root / run_dir / "artifacts" / "b" / "kept.txt").write_text("kept")
state = root / "reports" / "moda-viva" / ".monitoring"
state.mkdir(parents=True, exist_ok=True)
_ = (state / "day.txt").write_text((state / "day.txt").read_text() + " and this")
"""

    def test_a_run_is_sent_there_and_brought_back_whole(self, tmp_path, monkeypatch):
        """The worker reads and writes in a folder of its own, under the client's own salt."""
        monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
        bench = tmp_path / "bench"
        engagement = workbench(
            bench,
            a=notebook("import os\nprint(os.environ['TALLER_ROOT'])", save("a", "'first'")),
            b=notebook(self.READS, save("b", "2"), needs=("a",)),
        )
        salt = salts.key("moda-viva")
        client = bench / "reports" / "moda-viva"
        for name, text in ((".monitoring/day.txt", "that"), ("x/artifacts/tables/orders.parquet",
                                                             "x" * 70_000)):  # fmt: skip
            (client / name).parent.mkdir(parents=True)
            (client / name).write_text(text)
        monkeypatch.setattr(connection, "BATCH", 50_000)
        with farm(tmp_path / "farm", workers=0) as found:
            blind = ("--preload", "tests.workbench.blind")
            path = f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
            found.worker(1, *blind, TALLER_HOME=str(tmp_path / "other"), PYTHONPATH=path)
            run = Command(found.address, engagement, label="x").done()
            elsewhere = Path(printed(run.folder, "a").strip())
            assert elsewhere != bench
            until(lambda: not elsewhere.exists())
        assert states(run) == {"a": "done", "b": "done"}
        assert printed(run.folder, "b") == f"first 70000 {salt.hex()}\n"
        assert (client / ".monitoring" / "day.txt").read_text() == "that and this"
        assert (client / "x" / "artifacts" / "b" / "kept.txt").read_text() == "kept"
        assert not kept.broken(run.folder, run.notebook("b").files)
        assert set(run.notebook("b").files) == {
            "b.ipynb", "b.html", "results/b.json", "artifacts/b/kept.txt",
        }  # fmt: skip


@pytest.mark.slow
class TestCommand:
    def test_nobody_answers(self, tmp_path, monkeypatch):
        monkeypatch.setattr(connection, "CONNECT", 1.0)
        with (
            pytest.raises(InputError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1 "),
            connection.opened("tcp://127.0.0.1:1"),
        ):
            pass

    def test_one_place_at_a_time(self, tmp_path):
        workbench(tmp_path, a=counted("a"))
        line = [*TALLER, "run", "params/moda_viva.yaml", "--workers", "2", "--jobs", "1"]
        done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert done.stderr.startswith("taller: run: give one of --cluster, --workers and --jobs")

    def test_workers_of_this_machine_speak_with_nobody_else_and_end_with_it(self, tmp_path):
        """Every socket is on loopback; Ctrl-C, which all get, is one line; the command goes on."""
        workbench(tmp_path, a=counted("a", waits_for("go")), b=counted("b", waits_for("go")))
        line = [*TALLER, "run", "params/moda_viva.yaml", "--label", "x", "--workers", "2"]
        command = subprocess.Popen(
            line, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        try:
            until(lambda: marks(tmp_path, "a") and marks(tmp_path, "b"))
            began = psutil.Process(command.pid).children(recursive=True)
            sockets = [s for p in (psutil.Process(command.pid), *began)
                       for s in p.net_connections("inet")]  # fmt: skip
        finally:
            os.killpg(command.pid, signal.SIGINT)
        _, said = command.communicate(timeout=60)
        assert {end.ip for s in sockets for end in (s.laddr, s.raddr) if end} == {"127.0.0.1"}
        assert (command.returncode, said) == (
            130, "taller: interrupted; the same command goes on where it stopped\n"
        )  # fmt: skip
        until(lambda: not any(process.is_running() for process in began))
        (tmp_path / "go").touch()
        done = subprocess.run(
            [*line[:-1], "1"], cwd=tmp_path, capture_output=True, text=True, timeout=90
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "done: reports/moda-viva/x/index.html" in done.stdout
