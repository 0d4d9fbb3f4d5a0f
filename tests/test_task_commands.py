"""What is done is written into the engagement file, and nothing else in it changes."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from taller.commands import task as task_commands
from taller.errors import InputError
from taller.workbench.engagement import engagement
from tests.conftest import PARAMETERS, notebook

FILE = """\
client: Prueba & Hijos   # our first
language: es
seed: 7
data: {source: fashion_store, users: 300, items: 60}
plan:
  tasks:
    - {key: audit, name: Audit}  # asked by Ana

  # what is done
  done:
    kick_off: 2025-12-01   # late
# the end
"""


@pytest.fixture
def bench(workbench, monkeypatch):
    """A workbench with a notebook called plan; its file is ``params/x.yaml``."""
    knobs = "tasks: list | None = None  # tasks\ndone: dict | None = None  # days\n"
    base = workbench(engagement=FILE, plan=notebook("1", parameters=PARAMETERS + knobs))
    monkeypatch.chdir(base)
    return base


def task(*arguments: str):
    return CliRunner().invoke(task_commands.app, list(arguments), catch_exceptions=True)


def test_a_task_is_done_by_one_command_and_comments_stay(bench):
    done = task("done", "churn.build", "params/x.yaml", "--on", "2025-12-03")
    assert (done.exit_code, done.output) == (
        0,
        "churn.build: done on 2025-12-03\n"
        "1 new in params/x.yaml; taller run params/x.yaml --only plan forecasts the end anew\n",
    )
    written = (bench / "params/x.yaml").read_text()
    added = "    kick_off: 2025-12-01   # late\n    churn.build: 2025-12-03\n"
    assert written == FILE.replace("    kick_off: 2025-12-01   # late\n", added)


def test_without_a_day_it_is_today_s(bench):
    assert task("done", "audit", "params/x.yaml").exit_code == 0
    assert f"    audit: {dt.date.today()}\n" in (bench / "params/x.yaml").read_text()


def test_a_day_said_again_is_nothing_new_and_another_replaces_it(bench):
    again = task("done", "kick_off", "params/x.yaml", "--on", "2025-12-01")
    assert again.output.startswith("0 new")
    assert (bench / "params/x.yaml").read_text() == FILE
    task("done", "kick_off", "params/x.yaml", "--on", "2025-12-02")
    changed = FILE.replace("2025-12-01", "2025-12-02")
    assert (bench / "params/x.yaml").read_text() == changed


def test_a_csv_brings_all_done_tasks_at_once(bench):
    (bench / "back.csv").write_text("clave;hecha\nkick_off;01/12/2025\naudit;02/12/2025\nother;\n")
    done = task("import", "back.csv", "params/x.yaml")
    assert done.output.splitlines()[0] == "audit: done on 2025-12-02"
    assert done.output.splitlines()[1].startswith("1 new")


def test_a_csv_without_a_day_changes_nothing(bench):
    (bench / "back.csv").write_text("key,done_on\nkick_off,\n")
    assert task("import", "back.csv", "params/x.yaml").output.startswith("0 new")
    assert (bench / "params/x.yaml").read_text() == FILE


def test_a_day_ahead_and_a_task_the_plan_has_not_are_refused_together(bench, monkeypatch):
    monkeypatch.setattr(task_commands, "_known", lambda read: ["kick_off", "audit"])
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    with pytest.raises(InputError, match="2 faults") as caught:
        task_commands.mark(engagement.read("params/x.yaml"), {"adit": dt.date(2025, 1, 1),
                                                             "audit": tomorrow})  # fmt: skip
    told = str(caught.value)
    assert "plan.done.adit: no such task in the newest plan; did you mean 'audit'?" in told
    assert f"plan.done.audit: must not lie ahead (got {tomorrow})" in told
    assert (bench / "params/x.yaml").read_text() == FILE
