"""The runner: order, resuming, several engagements, any executor."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taller.errors import DataError, HeldError, InputError, SeveralError
from taller.workbench.run import execute, runner, state, workflow
from taller.workbench.run import handle as runs
from taller.workbench.run.execute import Job
from tests.workbench.scratch import notebook, printed, put, save, workbench

DRAW = "import numpy as np\nvalue = float(np.random.default_rng(7).normal(size=1000).sum())"
CHAIN = {
    "a": notebook(DRAW, save("a", "value")),
    "b": notebook(
        "import json\nfound = json.load(open('../../results/a.json'))",
        save("b", "found['result']['headline'] * 2"),
        needs=("a",),
    ),
    "c": notebook("print('apart')"),
}


def states(run: state.RunState) -> dict[str, str]:
    """Each notebook's state."""
    return {notebook.name: notebook.state for notebook in run.notebooks}


@pytest.fixture
def bench(tmp_path, quick):
    """An engagement of three notebooks: b needs a, c stands apart."""
    return workbench(tmp_path, **CHAIN)


def test_a_run_leaves_pages_copies_results_and_a_true_state(bench, tmp_path):
    seen = []
    found = runner.run([bench], label="x", observer=lambda run, step: seen.append(
        (step.name, step.state) if step else run.state))[0]  # fmt: skip
    folder = tmp_path / "reports" / "moda-viva" / "x"
    assert found == state.read(folder)
    assert (found.state, found.data["state"], found.data["fingerprint"]) == (
        "done", "done", "the same tables")  # fmt: skip
    left = {p.name for p in folder.iterdir() if p.name[0] != "."}
    assert left == {"index.html", "run.json", "results", "artifacts",
                    *(f"{n}.{kind}" for n in "abc" for kind in ("html", "ipynb"))}  # fmt: skip
    assert found.notebook("a").result == "results/a.json"
    assert (found.notebook("c").result, found.notebook("c").cells_done) == (None, 4)
    for name in "abc":
        mine = [entry[1] for entry in seen if entry[0] == name]
        assert list(dict.fromkeys(mine)) == ["queued", "running", "done"]
    assert seen.index(("b", "running")) > seen.index(("a", "done"))
    assert seen[-1] == "done"


@pytest.mark.slow
def test_the_same_numbers_with_one_worker_and_with_two(bench, tmp_path):
    for jobs in (1, 2):
        runner.run([bench], label=f"j{jobs}", jobs=jobs)
    one, two = ((tmp_path / "reports" / "moda-viva" / f"j{n}" / "results") for n in (1, 2))
    for name in ("a.json", "b.json"):
        results = [json.loads((folder / name).read_text())["result"] for folder in (one, two)]
        assert results[0] == results[1]


@pytest.fixture(scope="module")
def once(tmp_path_factory, quick):
    """The folder of an engagement that was run once: to be copied, not to be run in."""
    folder = tmp_path_factory.mktemp("once")
    assert runner.run([workbench(folder, **CHAIN)], label="x")[0].state == "done"
    return folder


class TestResuming:
    @pytest.fixture
    def ran(self, once, tmp_path):
        """An engagement that was run once, in a folder of the test's own."""
        shutil.copytree(once, tmp_path, dirs_exist_ok=True)
        return workbench(tmp_path)

    def test_what_is_unchanged_is_not_run_again(self, ran, tmp_path):
        before = (tmp_path / "reports/moda-viva/x/a.html").stat().st_mtime_ns
        found = runner.run([ran], label="x")[0]
        assert states(found) == dict.fromkeys("abc", "cached")
        assert (found.state, found.notebook("a").report) == ("done", "a.html")
        assert (tmp_path / "reports/moda-viva/x/a.html").stat().st_mtime_ns == before

    def test_an_edited_notebook_runs_again_with_what_needs_it(self, ran, tmp_path):
        put(tmp_path, a=notebook(DRAW + " + 1", save("a", "value")))
        found = runner.run([ran], label="x")[0]
        assert states(found) == {"a": "done", "b": "done", "c": "cached"}

    def test_a_changed_engagement_key_runs_everything_again(self, ran, tmp_path):
        changed = workbench(tmp_path, language="es")
        assert states(runner.run([changed], label="x")[0]) == dict.fromkeys("abc", "done")

    def test_fresh_runs_everything_again(self, ran):
        assert states(runner.run([ran], label="x", fresh=True)[0]) == dict.fromkeys("abc", "done")

    @pytest.mark.parametrize("lost", ["c.html", "c.ipynb"])
    def test_a_lost_page_is_made_again(self, ran, tmp_path, lost):
        (tmp_path / "reports" / "moda-viva" / "x" / lost).unlink()
        found = runner.run([ran], label="x")[0]
        assert states(found) == {"a": "cached", "b": "cached", "c": "done"}

    @pytest.mark.parametrize("text", ["{", "[]", '{"result": {"headline": 3, "artifacts": []}}'])
    def test_a_result_that_was_damaged_is_made_again(self, ran, tmp_path, text):
        (tmp_path / "reports/moda-viva/x/results/a.json").write_text(text)
        assert states(runner.run([ran], label="x")[0])["a"] == "done"

    @pytest.mark.parametrize(("key", "value"), [("started", 3), ("label", None), ("state", {})])
    def test_a_state_edited_by_hand_counts_as_none(self, ran, tmp_path, key, value):
        file = tmp_path / "reports/moda-viva/x/run.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {key: value}))
        assert runner.run([ran], label="y", only=["c"])[0].previous is None
        assert states(runner.run([ran], label="x", only=["c"])[0]) == {"c": "done"}

    def test_another_label_begins_anew_and_knows_the_one_before(self, ran):
        found = runner.run([ran], label="y", only=["c"])[0]
        assert (states(found), found.previous) == ({"c": "done"}, "x")

    def test_nothing_heavy_is_loaded_when_nothing_is_to_run(self, ran, tmp_path):
        code = (
            "import sys\nfrom pathlib import Path\nfrom tests.workbench import scratch\n"
            "scratch.be_quick()\nfrom taller.workbench.engagement import engagement\n"
            "from taller.workbench.run import runner\n"
            f"read = engagement.read({str(ran.file)!r}, Path({str(tmp_path)!r}))\n"
            "assert runner.run([read], label='x')[0].notebook('a').state == 'cached'\n"
            "heavy = {'papermill', 'nbconvert', 'pandas', 'nbclient', 'jupyter_client', 'zmq'}\n"
            "print(sorted(heavy & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2],
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert done.stdout == "[]\n"


def test_only_what_is_named_and_what_it_needs_is_run(bench):
    assert states(runner.run([bench], only=["b"])[0]) == {"a": "done", "b": "done"}


def test_two_clients_share_one_run(tmp_path, quick):
    """Both are done, each in its own folder, under the same run id."""
    first = workbench(tmp_path, c=notebook("print(engagement)"))
    second = workbench(tmp_path, client="Otra Casa")
    one, two = runner.run([first, second], label="x")
    assert (one.state, two.state, one.run_id) == ("done", "done", two.run_id)
    assert printed(one.folder, "c") == "params/moda_viva.yaml\n"
    assert printed(two.folder, "c") == "params/otra_casa.yaml\n"


def test_wrong_data_of_one_client_does_not_stop_the_other(tmp_path, quick, monkeypatch):
    first = workbench(tmp_path, c=notebook("print(1)"))
    second = workbench(tmp_path, client="Otra Casa")
    real = runs.ensure_tables

    def tables(engagement, folder, **options):
        if engagement.client == "Otra Casa":
            raise DataError("orders.csv", "line 3, price: is not a number (got 'x')")
        return real(engagement, folder)

    monkeypatch.setattr(runs, "ensure_tables", tables)
    with pytest.raises(DataError, match=r"orders\.csv: line 3, price"):
        runner.run([first, second], label="x")
    good, bad = (
        state.read(tmp_path / "reports" / slug / "x") for slug in ("moda-viva", "otra-casa")
    )
    assert (good.state, states(good)) == ("done", {"c": "done"})
    assert (bad.state, states(bad)) == ("failed", {"c": "skipped"})
    assert "line 3" in bad.data["message"]


def test_a_folder_of_another_client_is_refused(bench, tmp_path):
    """Two names may make one slug."""
    runner.run([bench], only=["c"], label="x")
    other = workbench(tmp_path, client="Moda, Viva")
    with pytest.raises(InputError, match=r"holds a run of Moda Viva \(params/moda_viva\.yaml\)"):
        runner.run([other], label="x")


def test_all_wrong_data_is_told_at_once(tmp_path, quick, monkeypatch):
    engagements = [workbench(tmp_path, client=name, c=notebook("1")) for name in ("One", "Two")]

    def tables(engagement, folder, **options):
        raise DataError(f"{engagement.client}.csv", "is damaged")

    monkeypatch.setattr(runs, "ensure_tables", tables)
    with pytest.raises(SeveralError, match=r"One\.csv: is damaged\nTwo\.csv: is damaged"):
        runner.run(engagements, label="x")


def test_two_engagements_of_one_folder_are_refused_before_anything_is_written(bench, tmp_path):
    twin = workbench(tmp_path, client="Moda, Viva")
    said = r"moda,_viva\.yaml: line 1  client: .* same folder as 'Moda Viva' in .*/moda_viva\.yaml"
    with pytest.raises(InputError, match=said):
        runner.run([bench, twin], label="x")
    with pytest.raises(InputError, match=r"moda_viva\.yaml: is given twice"):
        runner.run([bench, bench], label="x")
    assert not (tmp_path / "reports" / "moda-viva" / "x").exists()


def test_a_refused_client_leaves_the_others_state_as_it_was(tmp_path, quick):
    first = workbench(tmp_path, c=notebook("print(1)"))
    second = workbench(tmp_path, client="Otra Casa")
    [before] = runner.run([first], label="x")
    lock = state.hold(tmp_path / "reports" / "otra-casa" / "x")
    with pytest.raises(HeldError):
        runner.run([first, second], label="x")
    lock.release()
    assert state.read(before.folder) == before


def test_the_folder_of_copies_is_no_label(bench):
    with pytest.raises(InputError, match="choose another name"):
        runner.run([bench], label="scratch")


@pytest.mark.parametrize("label", ["../x", "a/b", "", "..", "a\\b", "a\nb", " a", "\u202ea"])
def test_a_label_is_a_plain_name(bench, label):
    with pytest.raises(InputError, match="must be a plain folder name"):
        runner.run([bench], label=label)


def test_messages_are_in_the_client_s_language(tmp_path, quick):
    engagement = workbench(tmp_path, language="es", a=notebook("1 / 0"),
                           b=notebook("1", needs=("a",)))  # fmt: skip
    found = runner.run([engagement])[0]
    assert found.notebook("a").message == "celda 4: ZeroDivisionError: division by zero"
    assert found.notebook("b").message == "Omitido porque a no llegó a su fin."


class TestParameters:
    def test_a_section_s_values_reach_the_notebook(self, tmp_path, quick):
        parameters = 'engagement: str = ""\nrun_dir: str = ""\ntop: int = 1'
        engagement = workbench(
            tmp_path, more="a: {top: 5}\n", a=notebook("print(top)", parameters=parameters)
        )
        assert printed(runner.run([engagement])[0].folder, "a") == "5\n"

    def test_a_notebook_that_cannot_take_one_fails_instead_of_warning(self, tmp_path, quick):
        engagement = workbench(tmp_path, a=notebook("1", parameters='engagment = ""; run_dir = ""'))
        found = runner.run([engagement])[0].notebook("a")
        assert found.state == "failed"
        assert "does not name 'engagement'; did you mean 'engagment'?" in found.message

    def test_a_date_reaches_the_notebook_as_text(self, tmp_path, quick):
        parameters = 'engagement = ""; run_dir = ""; day = None'
        engagement = workbench(
            tmp_path,
            more="a: {day: 2026-03-01}\n",
            a=notebook("assert day == '2026-03-01'", parameters=parameters),
        )
        assert runner.run([engagement])[0].notebook("a").state == "done"


def test_a_job_and_its_function_can_be_pickled(bench):
    """As the runner hands them to a worker elsewhere."""
    step = workflow.discover(bench.root)["c"]
    folder = bench.root / "reports" / "moda-viva" / "x"
    given = Job(step, bench, folder, "id", 60, time.time() + 60, "f" * 64)
    function, job = pickle.loads(pickle.dumps((execute.perform, given)))
    assert function is execute.perform
    assert job.engagement.client == "Moda Viva"
    assert job.step == step


def test_a_page_that_cannot_be_made_fails_its_notebook_and_keeps_the_numbers(
    bench, monkeypatch, tmp_path
):
    def broken(*arguments) -> None:
        raise ValueError("no template")

    monkeypatch.setattr(execute, "_render", broken)
    found = runner.run([bench], only=["a"], label="x")[0].notebook("a")
    assert (found.state, found.report) == ("failed", None)
    assert found.message == "The report could not be made: ValueError: no template"
    assert (tmp_path / "reports" / "moda-viva" / "x" / "a.ipynb").is_file()
