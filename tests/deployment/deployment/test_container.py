"""The container's packages are enough: everything else is kept from being imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from taller.deployment.deployment.artifacts import locked
from tests.deployment import kept

ROOT = Path(__file__).parents[3]
FILE = "client: Prueba\nlanguage: es\ncurrency: EUR\ndata: {source: fashion_store}\n"
CLOSED = """
import importlib.metadata as packages
import sys

there = set(sys.argv.pop(1).split(","))
absent = {
    module for module, names in packages.packages_distributions().items()
    if "taller" not in names
    and not {name.lower().replace("_", "-").replace(".", "-") for name in names} & there
}


class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Closed())
assert "jupyterlab" in absent and "altair" in absent
import taller.deployment.deployment.model.service.foreground
import taller.deployment.deployment.model.service.main
import taller.deployment.deployment.model.service.worker.door
import taller.deployment.deployment.model.service.worker.process
from taller import cli

cli.main()
"""


@pytest.mark.slow
def test_the_service_and_the_nightly_table_need_no_package_that_the_container_has_not(tmp_path):
    from taller.deployment.deployment.model.registry import Registry

    state, model = tmp_path / "state", tmp_path / "model"
    kept.classifier(model)
    Registry.open(state).register("classification", model, run="d")
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "x.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    kept.frame(20).to_parquet(tmp_path / "rows.parquet")
    there = ",".join(locked.ENTRY.findall(locked.needed(locked.LOCK.read_text("utf-8"))))
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, there, "score", "params/x.yaml", "classification",
         "rows.parquet", "--to", "scores.csv", "--version", "1", "--state", state],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert len((tmp_path / "scores.csv").read_text().splitlines()) == 21
