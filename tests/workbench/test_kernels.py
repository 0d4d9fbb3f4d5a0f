"""Forked kernels: warm, apart from each other, and gone when they should be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from taller.workbench.notebook import modules
from taller.workbench.process.engine import overwritten
from taller.workbench.process.forkserver import session_members, warm
from taller.workbench.process.kernels import KernelHouse, WarmServer
from taller.workbench.process.light import light_formats
from taller.workbench.run import state
from taller.workbench.run.execute import Job, perform
from taller.workbench.run.workflow import discover
from tests.workbench.scratch import notebook, printed, put, workbench

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks kernels")


@pytest.fixture(scope="module")
def server():
    """A fork server that has imported pandas, and tried what does not exist."""
    with WarmServer(
        ["pandas", "no_such_module", "json:loads"], modules.LATE, {state.RUN_ID: "kernels"}
    ) as it:
        yield it


def job(root, name: str) -> Job:
    """What it takes to run one notebook of a workbench."""
    engagement = workbench(root)
    step = discover(root)[name]
    return Job(step, engagement, root / "run", "kernels", 60, time.time() + 60)


def run(root, server, *cells: str, name: str = "one") -> str:
    """Run cells in a kernel; what they printed."""
    put(root, **{name: notebook(*cells)})
    # In a thread, as the runner does: a browser of other tests keeps this one's event loop busy.
    with KernelHouse(server) as house, ThreadPoolExecutor(1) as threads:
        outcome = threads.submit(perform, job(root, name), house=house).result()
    assert outcome.state == "done", outcome
    return printed(root / "run", name)


def wait_for_end(pid: int) -> None:
    """Wait until nothing of the session that a process leads lives."""
    deadline = time.monotonic() + 5
    while session_members(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert session_members(pid) == []


@linux
class TestForked:
    def test_what_the_server_imported_is_there_before_the_first_cell(self, tmp_path, server, quick):
        assert run(tmp_path, server, "import sys\nprint('pandas' in sys.modules)") == "True\n"

    def test_the_kernel_s_main_module_is_the_notebook(self, tmp_path, server, quick):
        """So what a notebook defines can be pickled, as multiprocessing needs."""
        cells = "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))) is A)"
        assert run(tmp_path, server, cells) == "True\n"

    def test_it_works_in_its_artifacts_folder_and_knows_its_run(self, tmp_path, server, quick):
        said = run(
            tmp_path,
            server,
            "import os\nprint(os.getcwd())",
            "print(os.environ['TALLER_ROOT'], os.environ['TALLER_NOTEBOOK'], "
            "os.environ['TALLER_PHASE'], os.environ['TALLER_RUN_ID'])",
        )
        folder = tmp_path / "run" / "artifacts" / "one"
        assert said == f"{folder}\n{tmp_path} one 03_development kernels\n"

    def test_unseeded_draws_differ_between_kernels(self, tmp_path, server, quick):
        draw = "import random, numpy\nprint(random.random(), numpy.random.random())"
        first, second = (run(tmp_path, server, draw) for _ in range(2))
        assert set(first.split()) & set(second.split()) == set()

    def test_threads_are_tamed(self, tmp_path, server, quick):
        cell = "import os\nprint(os.environ['OMP_WAIT_POLICY'], os.environ['OPENBLAS_NUM_THREADS'])"
        assert run(tmp_path, server, cell) == "passive 1\n"

    def test_it_computes_with_several_threads(self, tmp_path, server, quick):
        """A fork of a process with a started thread pool would hang here."""
        cell = (
            "import numpy as np, concurrent.futures as f\n"
            "with f.ThreadPoolExecutor(2) as pool:\n"
            "    print(sum(pool.map(lambda n: int((np.ones((n, n)) @ np.ones(n)).sum()), [2, 3])))"
        )
        assert run(tmp_path, server, cell) == "13\n"  # 2 * 2 + 3 * 3

    def test_a_call_ends_with_the_status_of_its_function(self, tmp_path, server):
        log = str(tmp_path / "log")
        assert server.call("builtins:len", ["text"], log).exited.result(10) == 0
        assert server.call("builtins:len", [3], log).exited.result(10) == 1
        assert "TypeError" in (tmp_path / "log").read_text()
        assert server.call("sys:exit", [5], log).exited.result(10) == 5

    def test_a_killed_child_takes_its_session_along(self, tmp_path, server):
        """`sh` leads no session of its own, so it and its child belong to the forked one."""
        child = server.call("os:system", ["sleep 300"], str(tmp_path / "log"))
        pid = child.started.result(10)
        deadline = time.monotonic() + 5
        while len(session_members(pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(session_members(pid)) >= 2
        child.kill()
        assert child.exited.result(10) == -signal.SIGKILL
        deadline = time.monotonic() + 5  # killed is not yet gone: the system clears up after it
        while session_members(pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert session_members(pid) == []

    def test_the_children_end_with_the_server(self, tmp_path):
        server = WarmServer()
        child = server.call("time:sleep", [300], str(tmp_path / "log"))
        pid = child.started.result(10)
        os.kill(server._process.pid, signal.SIGKILL)
        assert child.exited.result(10) == -signal.SIGKILL
        wait_for_end(pid)
        assert not server.alive
        server.close()

    @pytest.mark.parametrize(("server", "code"), [("os.getppid()", 0), ("1 + os.getppid()", 1)])
    def test_a_child_whose_server_died_before_it_began_does_nothing(self, tmp_path, server, code):
        asked = {"log": str(tmp_path / "log"), "do": "call", "target": "os:getcwd", "args": []}
        program = (
            "import os, socket; from taller.workbench.process import forkserver; "
            f"forkserver._child(socket.socket(), {asked!r}, {server})"
        )
        done = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
        assert done.returncode == code

    def test_a_notebook_runs_cold_when_the_server_has_died(self, tmp_path, quick):
        server = WarmServer()
        server.close()
        assert run(tmp_path, server, "print(1)") == "1\n"

    def test_duckdb_is_imported_beforehand_without_the_threads_it_starts(self, tmp_path, quick):
        asked = (
            "import sys\nprint('duckdb' in sys.modules)",
            "import duckdb\nfor con in (duckdb, duckdb.connect()):\n"
            "    print(con.sql('SELECT sum(i) FROM range(100_000) t(i)').fetchone()[0])",
        )
        with WarmServer(["duckdb"]) as server:
            told = run(tmp_path, server, *asked)
            assert told == "True\n4999950000\n4999950000\n"

    def test_engagements_are_read_once_before_kernels_are_forked(self, tmp_path, quick):
        """Their calendars are there in each kernel; a file that cannot be read is nobody's end."""
        workbench(tmp_path)
        file = tmp_path / "params" / "calendar.yaml"
        common = next((tmp_path / "params").glob("*.yaml")).read_text()
        file.write_text(f"{common}plan: {{calendar: {{country: ES}}}}\n")
        asked = "import sys\nprint('holidays.countries.spain' in sys.modules)"
        with WarmServer(engagements=[str(tmp_path / "absent.yaml"), str(file)]) as server:
            assert run(tmp_path, server, asked) == "True\n"
        with WarmServer() as server:
            assert run(tmp_path, server, asked) == "False\n"

    def test_closing_amid_an_import_leaves_no_server(self):
        server = WarmServer(["sklearn.ensemble", "lightgbm"])
        server.close()
        assert server._process.poll() is not None


def test_a_cold_kernel_gives_the_same(tmp_path, quick):
    """Not Linux, or another executor's process: the ordinary way, the same surroundings."""
    cells = ("import os\nprint(os.getcwd())", "print(os.environ['OMP_WAIT_POLICY'])")
    folder = tmp_path / "run" / "artifacts" / "one"
    assert run(tmp_path, None, *cells) == f"{folder}\npassive\n"


def test_the_house_leaves_no_folder(tmp_path):
    with KernelHouse() as house:
        assert len(str(house.folder / "k999-5")) < 100  # a socket's path holds 107 bytes
    assert not house.folder.exists()


def test_a_module_that_cannot_be_imported_is_passed_over():
    assert warm("no_such_module") is None
    assert warm("json:no_such_name") is None


def test_the_slow_grammar_is_hidden_only_for_a_while(monkeypatch):
    name = "rfc3987_syntax"
    monkeypatch.delitem(sys.modules, name, raising=False)
    with light_formats(), pytest.raises(ImportError, match=name):
        __import__(name)
    assert name not in sys.modules


def test_imports_are_found_without_running_anything(tmp_path):
    cells = (
        "%matplotlib inline\nimport pandas as pd, json",
        "from sklearn.cluster import KMeans\nraise SystemExit",
        "def late():\n    import scipy.stats",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import polars",
        "this is no Python",
    )
    put(tmp_path, one=notebook(*cells))
    path = tmp_path / "notebooks" / "03_development" / "one.ipynb"
    assert modules.imported([path]) == ["pandas", "sklearn.cluster:KMeans", "sklearn.cluster",
                                        "scipy.stats"]  # fmt: skip


def test_our_own_modules_are_followed_into_their_functions(tmp_path):
    """`taller.language` imports Babel inside its functions only."""
    put(tmp_path, one=notebook("from taller import language"))
    found = modules.imported([tmp_path / "notebooks" / "03_development" / "one.ipynb"])
    assert "babel.numbers" in found
    assert found[-1].startswith("taller")


def test_what_few_engagements_ask_for_is_left_to_the_kernel_that_asks(tmp_path):
    """The registry of models imports MLflow inside a function; neither is imported beforehand."""
    put(tmp_path, one=notebook("from taller.deployment.deployment.model.registry import client"))
    found = modules.imported([tmp_path / "notebooks" / "03_development" / "one.ipynb"])
    assert not {"mlflow", "mlflow.exceptions", "sqlalchemy.exc"} & {*found}
    assert "taller.deployment.deployment.model.registry.client" not in found
    assert "taller.deployment.deployment.model.registry.messages" in found


def test_what_cannot_be_imported_without_it_is_left_too(tmp_path):
    """The service's door imports pages, which import FastAPI; what answers a request does not."""
    service = "taller.deployment.deployment.model.service.worker"
    put(tmp_path, one=notebook(f"from {service} import door"))
    found = modules.imported([tmp_path / "notebooks" / "03_development" / "one.ipynb"])
    assert not {f"{service}.door", f"{service}.pages"} & {*found}
    assert f"{service}.answers" in found


@pytest.mark.slow
def test_the_rooms_of_a_packages_face_are_followed(tmp_path):
    """A face imports its rooms only when they are asked for."""
    put(tmp_path, one=notebook("from taller.development import clustering"))
    found = modules.imported([tmp_path / "notebooks" / "03_development" / "one.ipynb"])
    assert {"taller.development.clustering.charts", "sklearn.cluster", "altair"} <= {*found}


@pytest.mark.slow
@pytest.mark.parametrize(
    "text, left",
    [
        ("plain\n", "plain\n"),
        ("10 %\r50 %\r100 %\n", "100 %\n"),
        ("dos\r\nlines\r\n", "dos\nlines\n"),
        ("a\rb\nc\rd", "b\nd"),
    ],
)
def test_a_carriage_return_begins_the_line_anew(text, left):
    assert overwritten(text) == left
