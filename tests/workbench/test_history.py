"""What a report is told of runs: how this one goes, how earlier ones went; when it is made anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from taller import open_run
from taller.phase import PhaseResult
from taller.workbench.engagement import engagement
from taller.workbench.keep import fingerprint, results
from taller.workbench.run import history, workflow
from taller.workbench.run.state import RunState, StateFile, StepState
from tests.conftest import notebook

FILE = "params/x.yaml"


def _ran(base: Path, label: str, started: str, state: str = "done", **more) -> Path:
    folder = base / "reports" / "prueba-hijos" / label
    folder.mkdir(parents=True)
    steps = [StepState("first", "03_development", "First", state="done"),
             StepState("second", "03_development", "Second", state="failed",
                       message="cell 3: no rows")]  # fmt: skip
    run = RunState(
        client="Prueba & Hijos", slug="prueba-hijos", label=label, started=started, state=state,
        notebooks=steps, folder=folder,
        **{"language": "en", "locale": "en_GB", "currency": "EUR", "engagement": FILE,
           "data": {"fingerprint": "same"}} | more,
    )  # fmt: skip
    with StateFile(run).change():
        pass
    result = PhaseResult(headline=label).model_dump(mode="json")
    results.write(folder, "first", {"result": result, "provenance": {}})
    return folder


def _base(workbench) -> Path:
    return workbench(first=notebook(), second=notebook(), third=notebook(after=("first", "second")))


def test_of_earlier_runs_the_one_of_a_week_ago_is_found(workbench):
    """Yesterday's is too young, two weeks old is too old; of today's, others' and unended none."""
    base = _base(workbench)
    now = _ran(base, "now", "2026-03-16T08:00:00", state="running")
    _ran(base, "yesterday", "2026-03-15T08:00:00")
    _ran(base, "monday", "2026-03-09T08:00:00")
    _ran(base, "older", "2026-03-02T08:00:00")
    _ran(base, "today", "2026-03-16T07:00:00")
    _ran(base, "going", "2026-03-08T08:00:00", state="running")
    _ran(base, "other", "2026-03-08T09:00:00", engagement="params/y.yaml")
    found = history.earlier(now, FILE, dt.date(2026, 3, 16))
    assert [ran.label for ran in found] == ["yesterday", "monday", "older"]
    assert history.about(found, dt.date(2026, 3, 16), 7).label == "monday"
    assert history.about(found, dt.date(2026, 3, 16), 1).label == "yesterday"
    assert history.about(found, dt.date(2026, 3, 16), 90).label == "older"
    assert history.about([], dt.date(2026, 3, 16), 7) is None


def test_of_one_day_the_run_in_the_same_language_goes_first(workbench):
    """Though the other began later."""
    base = _base(workbench)
    now = _ran(base, "now", "2026-03-16T08:00:00")
    _ran(base, "a", "2026-03-09T08:00:00")
    _ran(base, "b", "2026-03-09T09:00:00", language="es")
    found = history.earlier(now, FILE, dt.date(2026, 3, 16))
    assert [ran.label for ran in found] == ["a", "b"]


def test_a_notebook_is_told_how_the_run_goes_and_what_the_earlier_one_found(workbench, monkeypatch):
    """Of the failed one its message; of the earlier run what can be read."""
    base = _base(workbench)
    now = _ran(base, "now", "2026-03-16T08:00:00")
    before = _ran(base, "monday", "2026-03-09T08:00:00")
    monkeypatch.chdir(base)
    run = open_run(FILE, now)
    run.name, run.started = "third", dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC)
    went = run.went()
    assert went["first"].ended_well
    assert went["second"].message == "cell 3: no rows"
    found = run.before(7)
    assert (found.label, found.same_data, list(found.results)) == ("monday", True, ["first"])
    assert found.results["first"].headline == "monday"
    (before / "results" / "first.json").write_text("{}", encoding="utf-8")
    assert run.before(7).results == {}


def test_only_a_page_that_tells_of_runs_is_made_anew_when_they_change(workbench, monkeypatch):
    """Another failure, another earlier run, another day."""
    third = notebook(after=("first", "second"))
    third.metadata["taller"]["history"] = True
    base = workbench(first=notebook(), second=notebook(), third=third, plain=notebook())
    now = _ran(base, "now", "2026-03-16T08:00:00")
    monkeypatch.chdir(base)
    read, steps = engagement.read(FILE), workflow.discover(base)

    def prints() -> list[str]:
        return [fingerprint.of_step(steps[name], read, "", now) for name in ("third", "plain")]

    first = prints()
    assert prints() == first
    _ran(base, "monday", "2026-03-09T08:00:00")
    second = prints()
    assert second[0] != first[0]
    assert second[1] == first[1]
    state = history.state.read(now)
    state.notebooks[1].message = "cell 4: other"
    with StateFile(state).change():
        pass
    third_ = prints()
    assert third_[0] not in (first[0], second[0])
    state.started = "2026-03-17T08:00:00"
    with StateFile(state).change():
        pass
    assert prints()[0] not in (first[0], second[0], third_[0])
