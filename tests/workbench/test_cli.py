"""The commands as a user gives them: what they print, and their exit codes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from ruamel.yaml import YAML

from tests.conftest import ENGAGEMENT, notebook
from tests.own_files import Bench, Said

TALLER = [sys.executable, "-m", "taller.cli"]


def taller(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*TALLER, *arguments], cwd=cwd, capture_output=True, text=True, timeout=120,
        env=os.environ | {"COLUMNS": "200", "PYTHONWARNINGS": "default"} | env,
    )  # fmt: skip


def within(*arguments: str, cwd: Path) -> Said:
    """The same in this process, where nothing is run: a process of its own takes seconds."""
    return Bench.at(cwd).taller(*arguments)


def test_check_says_what_would_run_and_starts_nothing(workbench):
    base = workbench(first=notebook("1"), second=notebook("1", needs=("first",)))
    done = within("check", "params/x.yaml", cwd=base)
    assert done.code == 0
    assert done.text.startswith("params/x.yaml: sound. Prueba & Hijos, en, EUR; notebooks: ")
    assert not (base / "reports").exists()


def test_check_names_a_notebook_that_papermill_could_not_parameterise(workbench):
    first = notebook("1")
    first.cells[1].metadata["tags"] = []
    done = within("check", "params/x.yaml", cwd=workbench(first=first))
    assert done.code == 2
    assert "first.ipynb: no cell is tagged 'parameters'" in done.text


def test_wrong_input_is_exit_code_2_with_one_message_and_no_traceback(workbench):
    base = workbench(engagement="client: a/b\n", first=notebook("1"))
    commands = (
        ["check", "params/x.yaml"],
        ["run", "params/x.yaml"],
        ["params", "params/x.yaml", "first"],
        ["open", "first", "params/x.yaml"],
    )
    for command in commands:
        done = within(*command, cwd=base)
        assert done.code == 2, command
        assert done.text.startswith("taller: params/x.yaml: 3 faults\n")
        assert "Traceback" not in done.text
    assert not (base / "reports").exists()


def test_the_faults_of_several_files_are_told_together(workbench):
    base = workbench(first=notebook("1"))
    (base / "params" / "y.yaml").write_text("")
    done = within("run", "params/y.yaml", "params/z.yaml", "params/x.yaml", cwd=base)
    assert done.code == 2
    assert "params/y.yaml: is empty" in done.text
    assert "params/z.yaml: no such file" in done.text


def test_an_unknown_notebook_is_told_with_the_nearest(workbench):
    base = workbench(clustering=notebook("1"))
    done = within("run", "params/x.yaml", "--only", "clusterin", cwd=base)
    assert done.code == 2
    assert "did you mean 'clustering'?" in done.text


@pytest.mark.slow
def test_a_failed_notebook_is_exit_code_1_others_go_on_and_no_secret_is_kept(workbench):
    secret = "s3cr3t-9f8e7d6c"
    base = workbench(bad=notebook("1 / 0"), good=notebook("1"), later=notebook("1", needs=("bad",)))
    done = taller("run", "params/x.yaml", "--label", "one", cwd=base, DATABASE_PASSWORD=secret)
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    state = json.loads((base / "reports/prueba-hijos/one/run.json").read_text())
    assert {n["name"]: n["state"] for n in state["notebooks"]} == {
        "bad": "failed", "good": "done", "later": "skipped",
    }  # fmt: skip
    assert secret not in done.stdout + done.stderr
    files = [path for path in base.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert [path for path in files if secret.encode() in path.read_bytes()] == []


@pytest.mark.slow
def test_a_client_without_its_data_does_not_stop_the_other(workbench):
    base = workbench(first=notebook("1"))
    (base / "params" / "y.yaml").write_text(
        "client: Otra\nlanguage: en\ndata:\n  source: files\n  orders:\n    path: gone.csv\n"
        "    columns: {transaction_id: a, user_id: b, item_id: c, event_timestamp: d, "
        "quantity: e, price: f}\n"
    )
    done = taller("run", "params/y.yaml", "params/x.yaml", "--label", "one", cwd=base)
    assert done.returncode == 2
    assert "params/y.yaml: line 6  data.orders.path: " in done.stderr
    state = json.loads((base / "reports/prueba-hijos/one/run.json").read_text())
    assert state["state"] == "done"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_ctrl_c_says_that_the_same_command_goes_on(workbench):
    base = workbench(first=notebook("import time; time.sleep(60)"))
    process = subprocess.Popen(
        [*TALLER, "run", "params/x.yaml", "--label", "one"], cwd=base, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # As at a terminal, also where the tests themselves run in the background, deaf to Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    file = base / "reports/prueba-hijos/one/run.json"
    end = time.monotonic() + 60
    while not (file.exists() and '"running"' in file.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert said == "taller: interrupted; the same command goes on where it stopped\n"
    state = json.loads(file.read_text())
    assert state["state"] == "interrupted"
    assert "running" not in (state["data"]["state"], *(n["state"] for n in state["notebooks"]))


def test_params_prints_flat_yaml_that_papermill_takes(workbench):
    first = notebook("1", parameters="engagement: str = ''\nrun_dir: str = ''\ntop_n: int = 3")
    base = workbench(
        engagement=ENGAGEMENT.format(language="en") + "first: {top_n: 5}\n", first=first
    )
    done = taller("params", "params/x.yaml", "first", cwd=base)
    assert YAML(typ="safe").load(done.stdout) == {"engagement": "params/x.yaml", "top_n": 5}


def test_open_leaves_a_parameterised_copy_and_never_overwrites_one(workbench):
    base = workbench(first=notebook("1"))
    paths = [within("open", "first", "params/x.yaml", cwd=base).text.strip() for _ in range(2)]
    assert paths == [
        "reports/prueba-hijos/scratch/first.ipynb",
        "reports/prueba-hijos/scratch/first-2.ipynb",
    ]
    third = within("open", "first", "params/x.yaml", cwd=base / "notebooks").text.strip()
    assert third == "../reports/prueba-hijos/scratch/first-3.ipynb"
    nb = nbformat.read(base / paths[0], as_version=4)
    injected = [c for c in nb.cells if "injected-parameters" in c.metadata.get("tags", [])]
    assert 'engagement = "params/x.yaml"' in injected[0].source


@pytest.mark.slow
def test_only_takes_several_names_and_a_run_prints_where_its_index_is(workbench):
    base = workbench(a=notebook("print('hello')"), b=notebook("1"), c=notebook("1"))
    done = taller("run", "params/x.yaml", "--only", "a", "b", "--label", "l", cwd=base)
    assert done.returncode == 0, done.stderr
    assert "reports/prueba-hijos/l/index.html" in done.stdout
    state = json.loads((base / "reports/prueba-hijos/l/run.json").read_text())
    assert state["state"] == "done"
    assert {n["name"]: n["state"] for n in state["notebooks"]} == {"a": "done", "b": "done"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option, tmp_path):
    code = (
        "import sys; sys.argv = ['taller', sys.argv[1]]\n"
        "from taller import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'ibis', 'duckdb', 'sklearn', 'papermill', 'nbconvert',"
        " 'fluent', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, option], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stderr.strip() == "[]"
    assert done.stdout


@pytest.fixture
def small_disk(tmp_path) -> Path:
    """A disk of 600 kB, where the machine lets one be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_while_the_data_is_read_is_one_message(workbench, small_disk):
    rows = "".join(f"T{n},U{n % 999},I{n % 77},2025-01-01,1,{n}.5\n" for n in range(200_000))
    base = workbench(
        engagement="client: A\nlanguage: en\ndata:\n  source: files\n  orders:\n"
        "    path: orders.csv\n    columns: {transaction_id: t, user_id: u, item_id: i,"
        " event_timestamp: d, quantity: q, price: p}\n",
        first=notebook("1"),
    )
    (base / "orders.csv").write_text("t,u,i,d,q,p\n" + rows)
    done = taller("run", "params/x.yaml", "--out", str(small_disk), "--label", "l", cwd=base)
    assert done.returncode == 2
    assert "the disk is full; free some space" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads((small_disk / "a" / "l" / "run.json").read_text())["state"] == "failed"
