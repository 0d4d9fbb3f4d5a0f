"""`taller deploy`, `rollback`, `deployments`: one line each way, exit codes, no traceback."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from taller.cli import app
from taller.deployment.deployment.model.registry import Registry
from tests.conftest import notebook
from tests.deployment.deployment.pipeline import world as worlds

FILE = """\
client: Prueba & Hijos
language: es
seed: 7
data: {source: fashion_store, users: 300, items: 60}
"""
X = "params/x.yaml"


@pytest.fixture
def bench(workbench, monkeypatch):
    """A workbench with an engagement, of which nothing was deployed."""
    base = workbench(engagement=FILE, plan=notebook("1"))
    monkeypatch.chdir(base)
    monkeypatch.delenv("TALLER_API_KEY", raising=False)
    return base


def call(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_a_history_of_nothing_says_so(bench):
    """In the engagement's language; and nothing is made by asking."""
    done = call("deployments", X)
    assert (done.exit_code, done.output) == (0, "Todavía no se ha puesto nada en producción.\n")
    assert not (bench / "reports").exists()


def test_why_has_to_be_said(bench):
    """A deployment without a reason is refused before anything is read."""
    assert call("deploy", X).exit_code == 2


@pytest.mark.slow
def test_from_the_first_version_to_going_back_and_the_history(bench, tmp_path):
    """Without a service: the first goes live, the second is refused, and there is no way back."""
    state = bench / "reports" / "prueba-hijos" / ".deployment"
    registry = Registry.open(state)
    for seed in (1, 2):
        folder = worlds.made(tmp_path / str(seed), seed=seed)
        registry.register("classification", folder, run="d", data_fingerprint="f")
    none = call("rollback", X, "--why", "x")
    assert "aún no hay ninguna versión en uso" in str(none.exception)
    first = call("deploy", X, "--version", "1", "--why", "primera", "--by", "Ana")
    assert first.exit_code == 0, first.output
    assert "5 · El tráfico pasa a la nueva: superada" in first.output
    assert "es la primera y no había con cuál compararla" in first.output
    second = call("deploy", X, "--why", "mejor")
    assert second.exit_code == 1
    assert "no hay ningún servicio en marcha" in second.output
    dry = call("deploy", X, "--dry-run", "--version", "1", "--why", "x")
    assert "la versión 1 ya está en uso" in str(dry.exception)
    back = call("rollback", X, "--why", "x")
    assert "es la primera que se puso en uso" in str(back.exception)
    told = call("deployments", X, "--stages").output.splitlines()
    assert told[0].endswith("rechazada; no se tocó nada · " + told[0].rpartition(" · ")[2])
    assert any("versión 1 · en uso · Ana: primera" in line for line in told)
