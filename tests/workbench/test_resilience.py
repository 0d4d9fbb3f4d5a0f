"""What goes wrong in a run stays where it is, is told truthfully, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taller.errors import HeldError, InputError
from taller.workbench.run import runner, state
from tests.workbench.scratch import notebook, printed, save, workbench

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, forks kernels")
CATASTROPHIC = "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')"
BAD = {
    "raises": notebook("x = 1", "1 / 0", "print('never')"),
    "refuses": notebook(
        "from taller.errors import InputError\nraise InputError('orders.csv', 'no rows')"
    ),
    "sleeps": notebook("import time\ntime.sleep(60)"),
    "stuck": notebook(CATASTROPHIC),
    "leaves": notebook("import os\nos._exit(3)", "print('never')"),
    "says_exit": notebook("exit()", "import time\ntime.sleep(0.5)", "print('never')"),
    "sys_exit": notebook("import sys\nsys.exit()", "print('never')"),
    "shot": notebook("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    "babbles": notebook("while True:\n    print('y' * 1000)"),
    "writes": notebook("open('mine.txt', 'w').write('here')", "still_open = open('late.txt', 'w')",
                       "_ = still_open.write('flushed')"),
    "breeds": notebook("import subprocess\nprint(subprocess.Popen(['sleep', '300']).pid)"),
    "needs_bad": notebook("print(1)", needs=("raises",)),
}  # fmt: skip
LOUD = {
    "prints": notebook("for _ in range(100):\n    print('x' * 999_999)", "print('after')"),
    "shows": notebook(
        "from IPython.display import display, HTML\n"
        "for _ in range(3):\n    display(HTML('z' * 4_000_000))"
    ),
}


@pytest.fixture(scope="module")
def hurt(tmp_path_factory, quick):
    """One run of every bad notebook at once."""
    engagement = workbench(tmp_path_factory.mktemp("hurt"), **BAD)
    began = time.monotonic()
    found = runner.run([engagement], label="hurt", timeout=4, jobs=4)[0]
    found.took = time.monotonic() - began
    return found


@pytest.fixture(scope="module")
def loud(tmp_path_factory, quick):
    """A run of notebooks that put out too much."""
    return runner.run([workbench(tmp_path_factory.mktemp("loud"), **LOUD)], label="loud")[0]


def failure(run: state.RunState, name: str) -> dict:
    """What the executed copy says of its failure."""
    saved = json.loads((run.folder / f"{name}.ipynb").read_text(encoding="utf-8"))
    return saved["metadata"]["taller"]["failure"]


@linux
class TestBadNotebooks:
    def test_each_has_its_state(self, hurt):
        assert {n.name: n.state for n in hurt.notebooks} == {
            "raises": "failed",
            "refuses": "failed",
            "sleeps": "timed out",
            "stuck": "timed out",
            "leaves": "killed",
            "says_exit": "killed",
            "sys_exit": "failed",
            "shot": "killed",
            "babbles": "timed out",
            "writes": "done",
            "breeds": "done",
            "needs_bad": "skipped",
        }
        assert hurt.state == "failed"

    def test_the_file_says_the_same_as_the_state(self, hurt):
        assert json.loads((hurt.folder / "run.json").read_text("utf-8")) == hurt.to_dict()

    def test_each_that_ran_has_its_executed_copy_and_its_page(self, hurt):
        for found in hurt.notebooks:
            if found.state != "skipped":
                assert (hurt.folder / found.notebook).is_file(), found.name
                assert (hurt.folder / found.report).is_file(), found.name

    def test_a_raising_cell_is_named_with_its_error(self, hurt):
        """Heading, parameters, injected parameters, x = 1: the division is cell 5."""
        assert hurt.notebook("raises").cell == 5
        assert hurt.notebook("raises").message == "cell 5: ZeroDivisionError: division by zero"
        assert failure(hurt, "raises")["state"] == "failed"
        assert "never" not in printed(hurt.folder, "raises")

    def test_cells_that_never_ran_are_not_called_completed(self, hurt):
        saved = json.loads((hurt.folder / "leaves.ipynb").read_text("utf-8"))
        said = [cell["metadata"]["papermill"]["status"] for cell in saved["cells"]]
        assert said == ["completed", "completed", "completed", "failed", "pending"]

    def test_our_own_errors_show_their_message_without_a_traceback(self, hurt):
        assert failure(hurt, "refuses")["detail"] == "orders.csv: no rows"
        assert hurt.notebook("refuses").message == "cell 4: InputError: orders.csv: no rows"

    def test_an_exit_is_told_with_its_code(self, hurt):
        assert "exit code 3" in hurt.notebook("leaves").message
        assert "exit code 0" in hurt.notebook("says_exit").message
        assert "sys.exit" in hurt.notebook("sys_exit").message

    def test_a_kill_is_told_with_its_signal(self, hurt):
        assert "signal 9 (SIGKILL)" in hurt.notebook("shot").message

    def test_a_hanging_cell_is_ended_at_its_time_even_inside_c_code(self, hurt):
        for name in ("sleeps", "stuck", "babbles"):
            assert 4 <= hurt.notebook(name).seconds < 7, name
            assert hurt.notebook(name).cell == 4

    def test_endless_printing_leaves_one_and_says_so(self, hurt):
        assert (hurt.folder / "babbles.ipynb").stat().st_size < 1_100_000
        assert "MB more text was printed" in printed(hurt.folder, "babbles")

    def test_relative_writes_land_in_the_run_folder(self, hurt):
        assert (hurt.folder / "artifacts" / "writes" / "mine.txt").read_text() == "here"

    def test_files_left_open_are_flushed(self, hurt):
        assert (hurt.folder / "artifacts" / "writes" / "late.txt").read_text() == "flushed"

    def test_what_a_notebook_started_ends_with_it(self, hurt):
        assert not os.path.exists(f"/proc/{printed(hurt.folder, 'breeds').strip()}")

    def test_what_needs_a_failed_notebook_is_skipped_because_of_it(self, hurt):
        assert hurt.notebook("needs_bad").message == (
            "Skipped because raises did not come to its end."
        )

    def test_nothing_is_left_running(self, hurt):
        assert state._carriers(hurt.run_id) == set()


@pytest.mark.slow
@linux
class TestLoudNotebooks:
    def test_printing_100_mb_leaves_one_and_says_so(self, loud):
        """100 lines of 1,000,000 characters: 1 MB kept, 99.0 MB cut."""
        assert (loud.folder / "prints.ipynb").stat().st_size < 1_100_000
        text = printed(loud.folder, "prints")
        assert "99.0 MB more text was printed; a cell keeps 1 MB" in text
        assert text.endswith("after\n")

    def test_rich_output_beyond_8_mb_is_cut_and_counted(self, loud):
        """Three displays of 4 MB: two fit, not quite, for each counts its text form too."""
        assert (loud.folder / "shows.ipynb").stat().st_size < 8_100_000
        assert "2 more outputs (8.0 MB); a cell keeps 8 MB" in printed(loud.folder, "shows")

    def test_they_are_done_all_the_same(self, loud):
        assert loud.state == "done"


@linux
def test_the_run_s_own_time_ends_what_is_running(tmp_path, quick):
    engagement = workbench(tmp_path, slow=notebook("import time\ntime.sleep(60)"))
    found = runner.run([engagement], run_timeout=3)[0]
    assert found.notebook("slow").state == "timed out"
    assert "whole run" in found.notebook("slow").message


RUN = """\
import sys
from pathlib import Path
from tests.workbench import scratch
scratch.be_quick()
from taller.workbench.engagement import engagement
from taller.workbench.run import runner
runner.run([engagement.read(sys.argv[1], Path(sys.argv[2]))], label="x", jobs=2)
"""


def start(engagement) -> subprocess.Popen:
    """The runner in a process of its own."""
    command = [sys.executable, "-c", RUN, str(engagement.file), str(engagement.root)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], start_new_session=True,
                            stderr=subprocess.PIPE)  # fmt: skip


def wait_for(found, seconds: float = 20):
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def running(folder: Path) -> bool:
    """Whether the notebook ``b`` has started a process of its own."""
    return (folder / "artifacts" / "b" / "started").exists()


SLOW_THE_FIRST_TIME = """\
import pathlib, subprocess, time
if not pathlib.Path("started").exists():
    subprocess.Popen(["sleep", "300"], start_new_session=True)
    pathlib.Path("started").touch()
    time.sleep(60)"""


@pytest.fixture
def slow(tmp_path):
    """A quick notebook, and one that takes long the first time; and where they run."""
    engagement = workbench(
        tmp_path,
        a=notebook("print(1)", save("a", "1")),
        b=notebook(SLOW_THE_FIRST_TIME, needs=("a",)),
    )
    return engagement, tmp_path / "reports" / "moda-viva" / "x"


@pytest.mark.slow
@linux
def test_after_kill_9_nothing_lives_and_the_same_command_completes(slow, quick):
    """A process that left its session survives the kill; the next run ends it, by the run's id."""
    engagement, folder = slow
    process = start(engagement)
    wait_for(lambda: running(folder))
    process.kill()
    process.wait()
    process.stderr.close()
    dead = state.read(folder)
    assert dead.state == "running"
    wait_for(lambda: len(state._carriers(dead.run_id)) <= 1)
    found = runner.run([engagement], label="x")[0]
    assert state._carriers(dead.run_id) == set()
    assert {n.name: n.state for n in found.notebooks} == {"a": "cached", "b": "done"}


@pytest.mark.slow
@linux
def test_sigterm_ends_the_run_in_order(slow, quick):
    engagement, folder = slow
    process = start(engagement)
    wait_for(lambda: running(folder))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    found = state.read(folder)
    assert found.state == "interrupted"
    assert {n.name: n.state for n in found.notebooks} == {"a": "done", "b": "killed"}
    state.end_leftovers(found.run_id)  # the one that left its session
    assert state._carriers(found.run_id) == set()


@pytest.mark.slow
@linux
def test_a_second_run_on_a_label_is_refused_and_told_who_holds_it(slow, quick):
    engagement, folder = slow
    process = start(engagement)
    try:
        wait_for(lambda: running(folder))
        with pytest.raises(HeldError, match=f"process {process.pid}, since"):
            runner.run([engagement], label="x")
    finally:
        process.terminate()
        process.communicate(timeout=10)
        state.end_leftovers(state.read(folder).run_id)


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a file system of 400 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small tmpfs needs Linux and root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_one_clear_message_and_the_state_stays_sound(tmp_path, small_disk, quick):
    engagement = workbench(tmp_path, loud=notebook("print('x' * 900_000)"))
    with pytest.raises(InputError, match=r"loud\.ipynb: the disk is full; free some space"):
        runner.run([engagement], out=small_disk, label="x")
    found = state.read(small_disk / "moda-viva" / "x")
    assert found.state == "failed"
    assert "disk is full" in found.message
