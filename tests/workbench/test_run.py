"""What a notebook holds of its run: parameters, tables, results; the same wherever it runs."""

from __future__ import annotations

import json
import os

import pytest

from taller import open_run
from taller.errors import InputError
from taller.phase import Estimate, Figure, PhaseResult, Section
from taller.workbench.engagement import engagement
from taller.workbench.run import workflow
from taller.workbench.run.handle import ensure_tables
from tests.conftest import ENGAGEMENT, notebook

FILES = """\
client: Ficheros
language: en
data:
  source: files
  orders:
    path: orders.csv
    columns: {transaction_id: t, user_id: u, item_id: i, event_timestamp: d, quantity: q, price: p}
"""
SAVES = (
    "from taller import open_run\n"
    "from taller.phase import PhaseResult\n"
    "run = open_run(engagement, run_dir)\n"
    "n = int(run.tables.orders.count().execute())",
    "run.name = 'first'\nresult = PhaseResult(headline=f'{n} order lines')\nrun.save(result)",
)


class Knobs(Section):
    """Knobs of a test."""

    top_n: int = 3
    share: float = 0.5


def result(value: float = 1.0) -> PhaseResult:
    made = Estimate.exact(value, unit="count", n=1, method="counted")
    return PhaseResult(headline="found", figures=(Figure(key="n", label="N", estimate=made),))


@pytest.fixture
def base(workbench, monkeypatch):
    """A workbench with one notebook, as the current folder."""
    first = notebook("1", parameters="engagement: str = ''\nrun_dir: str = ''\ntop_n: int = None")
    base = workbench(
        engagement=ENGAGEMENT.format(language="en") + "first: {top_n: 5}\n", first=first
    )
    monkeypatch.chdir(base)
    for name in ("TALLER_ROOT", "TALLER_NOTEBOOK", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    return base


def test_a_value_in_the_cell_goes_before_the_engagement_before_the_default(base):
    run = open_run("params/x.yaml")
    run.name = "first"
    assert run.params(Knobs, {}).model_dump() == {"top_n": 5, "share": 0.5}
    assert run.params(Knobs, {"top_n": None, "run": run}).top_n == 5
    cell = {"top_n": 7, "share": 0.1, "other": 3}
    assert run.params(Knobs, cell).model_dump() == {"top_n": 7, "share": 0.1}


def test_what_earlier_notebooks_found_comes_with_their_titles_in_their_order(base):
    """Of those that the metadata names and that found something in this run; no other is read."""
    for name in ("second", "third"):
        found = notebook("1", parameters="engagement: str = ''\nrun_dir: str = ''")
        found["metadata"]["taller"] = {"after": ["second", "first"] if name == "third" else []}
        path = base / "notebooks" / "03_development" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(found))
    run = open_run("params/x.yaml", "reports/x/today")
    for run.name in ("first", "unasked"):
        run.save(result())
    run.name = "third"
    assert [*run.earlier()] == ["first"]
    title, found = run.earlier()["first"]
    assert title == workflow.discover(base)["first"].title
    assert found == result()


def test_another_notebook_s_settings_are_those_of_the_file_and_its_defaults(base):
    run = open_run("params/x.yaml")
    run.name = "other"
    assert run.settings(Knobs).share == 0.5


def test_every_wrong_value_of_a_cell_is_told_at_once(base):
    run = open_run("params/x.yaml")
    run.name = "first"
    with pytest.raises(InputError) as caught:
        run.params(Knobs, {"top_n": "many", "share": "much"})
    assert str(caught.value).splitlines() == [
        "parameters: 2 faults",
        "  first.top_n: must be a whole number (got 'many')",
        "  first.share: must be a number (got 'much')",
    ]


def test_relative_paths_mean_the_root_whatever_the_folder(base, monkeypatch):
    monkeypatch.chdir(base / "notebooks" / "03_development")
    run = open_run("params/x.yaml", "reports/here")
    assert run.dir == base / "reports" / "here"
    assert open_run("params/x.yaml").dir == base / "reports" / "prueba-hijos" / "scratch"


@pytest.mark.slow
def test_a_saved_result_carries_where_it_comes_from(base):
    run = open_run("params/x.yaml", "reports/here")
    run.name = "first"
    assert len(run.tables.fingerprint) == 64
    run.save(result())
    found = json.loads((base / "reports/here/results/first.json").read_text())
    assert PhaseResult.model_validate(found["result"]) == result()
    assert found["provenance"]["seed"] == 7
    assert found["provenance"]["data_fingerprint"] == run.tables.fingerprint
    assert len(found["provenance"]["fingerprint"]) == 64
    assert {"pandas", "papermill"} <= set(found["provenance"]["versions"])


def test_a_result_without_a_known_name_asks_for_one(base):
    run = open_run("params/x.yaml", "reports/here")
    with pytest.raises(InputError, match=r"name is not known; call run\.params"):
        run.save(result())


@pytest.mark.slow
def test_jupyterlab_s_session_names_the_notebook(base, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/first.ipynb")
    run = open_run("params/x.yaml", "reports/here")
    run.save(result())
    assert (base / "reports/here/results/first.json").exists()


def test_artifacts_lie_in_the_notebook_s_folder(base):
    run = open_run("params/x.yaml", "reports/here")
    run.name = "first"
    path = run.artifact("segments.csv")
    assert path.parent.is_dir()
    assert run.relative(path) == "artifacts/first/segments.csv"


@pytest.mark.slow
def test_load_takes_this_run_s_result_first(base):
    run = open_run("params/x.yaml", "reports/here")
    run.name = "first"
    run.save(result(3))
    assert run.load("first").figures[0].estimate.value == 3


def test_load_of_an_unknown_notebook_names_the_nearest(base):
    with pytest.raises(InputError, match="no such notebook: 'frist'; did you mean 'first'"):
        open_run("params/x.yaml").load("frist")


@pytest.mark.slow
def test_load_takes_a_valid_result_of_another_label_and_no_stale_one(base):
    earlier = open_run("params/x.yaml", "reports/prueba-hijos/monday")
    earlier.name = "first"
    assert earlier.tables
    earlier.save(result(4))
    alone = open_run("params/x.yaml")
    assert alone.load("first").figures[0].estimate.value == 4
    step = workflow.discover(base)["first"]
    step.path.write_text(step.path.read_text().replace("A small notebook", "Another"))
    assert open_run("params/x.yaml")._valid_result(workflow.discover(base)["first"]) is None


@pytest.mark.slow
def test_load_computes_once_what_nobody_has_and_says_so(workbench, monkeypatch, capsys):
    base = workbench(first=notebook(*SAVES))
    monkeypatch.chdir(base)
    found = open_run("params/x.yaml").load("first")
    assert found.headline.endswith("order lines")
    assert "'first' has no valid result yet: it is run now." in capsys.readouterr().out
    assert open_run("params/x.yaml").load("first") == found
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_load_says_why_a_notebook_that_it_had_to_run_failed(workbench, monkeypatch):
    monkeypatch.chdir(workbench(first=notebook("1 / 0")))
    with pytest.raises(
        InputError, match=r"run\.load\('first'\): the notebook failed: .*ZeroDivision"
    ):
        open_run("params/x.yaml").load("first")


@pytest.mark.slow
def test_tables_are_taken_again_only_when_their_file_changed(workbench):
    base = workbench(engagement=FILES, first=notebook("1"))
    orders = base / "orders.csv"
    orders.write_text("t,u,i,d,q,p\n1,a,x,2025-01-01,1,3.50\n")
    read = engagement.read("params/x.yaml", root=base)
    run_dir = base / "run"
    first = ensure_tables(read, run_dir).fingerprint
    written = (run_dir / "artifacts/tables/orders.parquet").stat().st_mtime_ns
    assert ensure_tables(read, run_dir).fingerprint == first
    assert (run_dir / "artifacts/tables/orders.parquet").stat().st_mtime_ns == written
    (run_dir / "artifacts/tables/orders.parquet").unlink()
    (run_dir / "artifacts/quarantine/orders.parquet").unlink()
    assert ensure_tables(read, run_dir).fingerprint == first
    assert (run_dir / "artifacts/tables/orders.parquet").exists()
    assert (run_dir / "artifacts/quarantine/orders.parquet").exists()
    orders.write_text("t,u,i,d,q,p\n1,a,x,2025-01-01,2,3.50\n")
    os.utime(orders, ns=(1, 1))
    assert ensure_tables(read, run_dir).fingerprint != first


def test_what_a_command_takes_but_for_notebooks_is_printed(tmp_path, capsys, monkeypatch):
    """It began at 10, its first notebook at 14, its last ended at 20, all was done at 21."""
    from taller.workbench.run import progress
    from taller.workbench.run.state import RunState, StepState

    moments = iter([14.0, 18.0, 20.0, 21.0])
    first, second = (StepState(name, "01_preparation", name, []) for name in ("first", "second"))
    run = RunState(client="A", slug="a", label="x", language="en", locale="en_GB", currency="EUR",
                   engagement="a.yaml", notebooks=[first, second], folder=tmp_path)  # fmt: skip
    with progress.Progress(10.0) as observer:
        monkeypatch.setattr(progress.time, "monotonic", lambda: next(moments))
        for notebook in (first, second):
            for state in ("running", "done"):
                notebook.state = state
                observer(run, notebook)
    told = capsys.readouterr().out
    assert "once only: 4.0 s before the first notebook, 1.0 s after the last" in told
