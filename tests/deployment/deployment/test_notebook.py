"""The notebook from its first cell to its last, on a client's table of its own."""

from __future__ import annotations

import csv
import os
import random
import tempfile
from pathlib import Path

import pytest

from taller.deployment.deployment.model.service import slots
from tests.own_files import Bench

ROOT = Path(__file__).parents[3]
HEAD = "client: Prueba & Hijos\nlanguage: es\ncurrency: EUR\nseed: 3\n"
FLAT = "data:\n  source: files\n  flat: {{path: {path}}}\n"
KNOBS = "classification: {purpose: response, target: answered, subject: id}\n"


def opened(folder: Path, more: str = "", rows: int = 900) -> Bench:
    """A table whose answer two columns tell."""
    bench, path, lot = Bench(folder, ROOT), folder / "t.csv", random.Random(5)
    with path.open("w", encoding="utf-8", newline="") as file:
        made = csv.writer(file)
        made.writerow(["id", "visits", "spend", "zone", "answered"])
        for i in range(rows):
            visits, zone = lot.randint(0, 9), lot.choice(["norte", "sur"])
            odds = 0.05 + 0.08 * visits + 0.1 * (zone == "sur")
            said = "yes" if lot.random() < odds else "no"
            made.writerow([f"C{i}", visits, round(lot.gammavariate(2, 30), 2), zone, said])
    bench.settings("x").write_text(HEAD + FLAT.format(path=path) + KNOBS + more, encoding="utf-8")
    return bench


def left() -> set[str]:
    return {name for name in os.listdir(tempfile.gettempdir()) if "taller-rehearsal-" in name}


def test_without_a_kept_model_the_page_says_so_and_nothing_is_started(tmp_path):
    bench, before = opened(tmp_path, rows=60), left()
    bench.work("x", "deployment")
    found = bench.result("deployment")
    assert "No hay nada que poner en producción" in found["headline"]
    assert (found["ready"], found["artifacts"], found["kept"]) == (False, [], [])
    assert left() == before


@pytest.mark.slow
def test_it_rehearses_puts_live_where_asked_and_leaves_nothing_running(tmp_path):
    """First a dry run, then live on the client's own state, then again: not deployed twice."""
    bench, before = opened(tmp_path), left()
    bench.work("x", "classification")
    bench.work("x", "deployment")
    found = bench.result("deployment")
    assert found["ready"], found["headline"]
    assert found["rehearsed"]["outcome"] == "live"
    assert [stage["outcome"] for stage in found["rehearsed"]["stages"]] == ["passed"] * 6
    assert found["provoked"]["outcome"] == "rolled_back"
    assert found["rehearsed"]["failed"]["value"] == found["provoked"]["failed"]["value"] == 0
    assert found["deployed"] is None
    assert left() == before
    state = bench.root / "reports" / "x" / ".deployment"
    assert not state.exists()
    assert all((bench.folder() / each["path"]).is_file() for each in found["artifacts"])

    with bench.settings("x").open("a", encoding="utf-8") as file:
        file.write("deployment: {dry_run: false, by: Irene}\n")
    for _time in range(2):
        bench.work("x", "deployment")
        found = bench.result("deployment")
        assert found["deployed"]["outcome"] == "live"
        assert "está en producción" in found["headline"]
    said = bench.taller("deployments", bench.settings("x"), "--state", state)
    assert said.text.count("Irene") == 1
    held = slots.read(state / "classification")
    assert [each.version for each in held.values() if each] == [1]
