"""A workbench, and a notebook, of one's own: from the repository, and from the built wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

import taller
from taller.errors import InputError
from taller.workbench.begin.own_bench import bench, template
from taller.workbench.engagement import engagement
from taller.workbench.run import workflow
from tests.own_files import Bench

ROOT = Path(taller.__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "bench"
    bench.init(folder)
    return folder


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """What is shipped, in a folder that a test may change: three files."""
    source = tmp_path / "shipped"
    for name in ("notebooks/cases/a.ipynb", "notebooks/cases/b.ipynb", "params/x.yaml"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("old", encoding="utf-8")
    monkeypatch.setattr(bench, "source", lambda: source)
    return source


def test_a_workbench_holds_every_notebook_and_engagement_and_is_a_root(made):
    assert workflow.find_root(made / "params") == made
    assert set(workflow.discover(made)) == set(workflow.discover(ROOT))
    assert (made / "params" / "ecommerce_b2c.yaml").is_file()
    assert "reports/*/" in (made / ".gitignore").read_text(encoding="utf-8")
    assert engagement.read(made / "params" / "ecommerce_b2c.yaml").client == "Moda Viva"


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is not empty; name a folder that is not there yet"):
        bench.init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_upgrade_renews_what_is_old_and_keeps_what_was_changed_or_removed(shipped, tmp_path):
    """`a` is as it was shipped, `b` was changed here, `x` removed; then all are shipped anew."""
    folder = tmp_path / "bench"
    bench.init(folder)
    (folder / "notebooks/cases/b.ipynb").write_text("mine", encoding="utf-8")
    (folder / "params/x.yaml").unlink()
    for path in [*shipped.rglob("*.ipynb"), *shipped.rglob("*.yaml")]:
        path.write_text("newer", encoding="utf-8")
    (shipped / "notebooks/cases/c.ipynb").write_text("c", encoding="utf-8")
    done = bench.upgrade(folder)
    assert (done.new, done.renewed) == (["notebooks/cases/c.ipynb"], ["notebooks/cases/a.ipynb"])
    assert done.beside == ["notebooks/cases/b.ipynb"]
    read = {p.name: p.read_text(encoding="utf-8") for p in (folder / "notebooks/cases").iterdir()}
    assert read == {"a.ipynb": "newer", "b.ipynb": "mine", "b.new.ipynb": "newer", "c.ipynb": "c"}
    assert not (folder / "params/x.yaml").exists()


def test_an_upgrade_to_what_is_there_changes_nothing(shipped, tmp_path):
    folder = tmp_path / "bench"
    bench.init(folder)
    (folder / "notebooks/cases/b.ipynb").write_text("mine", encoding="utf-8")
    done = bench.upgrade(folder)
    assert (done.new, done.renewed, done.beside, done.unchanged) == ([], [], [], 3)
    assert not (folder / "notebooks/cases/b.new.ipynb").exists()


@pytest.mark.parametrize("content", [None, "{", "[]", '{"files": 3}'])
def test_what_init_did_not_make_is_not_upgraded(tmp_path, content):
    if content is not None:
        (tmp_path / bench.RECORD).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"taller init DIR|cannot be read"):
        bench.upgrade(tmp_path)


def test_a_notebook_of_one_s_own_is_in_the_engagement_s_language_and_in_the_workflow(
    made, monkeypatch
):
    monkeypatch.chdir(made)
    read = engagement.read(made / "params" / "ecommerce_b2c.yaml")
    assert template.write("monthly", "monitoring", read) == "notebooks/06_monitoring/monthly.ipynb"
    text = (made / "notebooks/06_monitoring/monthly.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, 4)
    nbformat.validate(notebook)
    sources = [cell.source for cell in notebook.cells]
    assert "## Qué hay en los datos" in sources
    assert any("FROM orders" in source for source in sources)
    step = workflow.discover(made)["monthly"]
    assert set(step.section.model_fields) == {"fewest"}
    with pytest.raises(InputError, match="is taken by notebooks/06_monitoring/monthly"):
        template.write("monthly", "cases", read)


def test_a_client_of_subscriptions_is_asked_for_subscriptions(made, monkeypatch):
    monkeypatch.chdir(made)
    read = engagement.read(made / "params" / "saas_b2b_demo.yaml")
    template.write("starts", "cases", read)
    text = (made / "notebooks/cases/starts.ipynb").read_text(encoding="utf-8")
    assert "FROM subscriptions" in text


def test_all_that_is_wrong_with_a_name_and_phase_is_told_at_once(made):
    done = Bench.at(made).taller("notebook", "Mine!", "--phase", "06_monitorin")
    assert done.code == 2
    assert "Mine!: a notebook's name is lower-case letters, digits and '_'" in done.text
    assert "did you mean '06_monitoring'?" in done.text


@pytest.mark.slow
def test_from_the_wheel_in_an_environment_of_its_own(tmp_path):
    """Build, install outside the repository, init, a notebook of one's own, run it, upgrade."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith("tests/") or "/reports/" in name]
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"PYTHONPATH": str(site), "TALLER_HOME": str(tmp_path / "home")}

    def said(*command: str, cwd: Path) -> str:
        # -P: the folder one stands in is no place for modules
        done = subprocess.run([sys.executable, "-P", *command], cwd=cwd, env=env, text=True,
                              capture_output=True, timeout=250)  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    where = said("-c", "import taller; print(taller.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(site)
    said("-m", "taller.cli", "init", "bench", cwd=tmp_path)
    folder = tmp_path / "bench"
    small = (folder / "params/saas_b2b_demo.yaml").read_text(encoding="utf-8")
    assert "source: saas_platform" in small
    (folder / "params/mine.yaml").write_text(
        "client: Prueba\nlanguage: en\ncurrency: EUR\nseed: 7\n"
        "data:\n  source: fashion_store\n  users: 300\n  items: 60\n  events: false\n",
        encoding="utf-8",
    )
    said("-m", "taller.cli", "notebook", "mine", "params/mine.yaml", "--phase", "cases", cwd=folder)
    said(
        "-m", "taller.cli", "run", "params/mine.yaml", "--only", "mine", "--label", "a", cwd=folder
    )
    held = json.loads((folder / "reports/prueba/a/results/mine.json").read_text(encoding="utf-8"))
    assert held["result"]["figures"][0]["key"] == "average"
    assert "files as they were" in said("-m", "taller.cli", "upgrade", cwd=folder)
