"""A copy, changed, replaces a shipped notebook in this workbench: said, kept, and put back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from taller.errors import InputError
from taller.phase import PhaseResult
from taller.workbench.begin.own_bench import bench
from taller.workbench.engagement import engagement
from taller.workbench.keep import fingerprint
from taller.workbench.notebook import i18n, owned
from taller.workbench.notes.voice import Voice
from taller.workbench.report import exporter, look
from taller.workbench.report.first import cards
from taller.workbench.run import handle, workflow
from tests.own_files import Bench

NOTEBOOK = "notebooks/03_development/clustering.ipynb"
FILE = (
    "client: Propio\nlanguage: es\ncurrency: EUR\nseed: 7\ndata:\n  source: fashion_store\n"
    "  users: 300\n  items: 60\n  events: false\nclustering:\n  max_segments: 4\n"
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory, root) -> Path:
    """What is shipped: two notebooks, in the place of all."""
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("03_development/clustering", "03_development/regression"):
        for suffix in (".ipynb", ".es.md"):
            target = folder / "notebooks" / f"{name}{suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / "notebooks" / f"{name}{suffix}", target)
    (folder / "params").mkdir()
    (folder / "params" / "x.yaml").write_text(FILE, encoding="utf-8")
    return folder


@pytest.fixture
def own(shipped, tmp_path, monkeypatch) -> Bench:
    """A workbench that `taller init` made of it."""
    source = tmp_path / "shipped"
    shutil.copytree(shipped, source)
    monkeypatch.setattr(bench, "source", lambda: source)
    bench.init(tmp_path / "bench")
    return Bench.at(tmp_path / "bench")


def copied(own: Bench, *more: str) -> Path:
    """A copy as an analyst leaves it: other words, another step's call, and what it printed."""
    path = own.root / own.taller("open", "clustering", "params/x.yaml").text.strip()
    copy = nbformat.read(path, as_version=4)
    copy.cells[0].source = "# Mis grupos\n\nOtra pregunta."
    code = next(cell for cell in copy.cells if cell.id == "choose")
    code.source = "\n".join([code.source, *more, "choice"])
    code.outputs = [nbformat.v4.new_output("stream", text="printed")]
    nbformat.write(copy, path)
    return path


def held(own: Bench) -> nbformat.NotebookNode:
    return nbformat.read(own.root / NOTEBOOK, as_version=4)


def test_a_copy_replaces_the_notebook_and_leaves_the_client_s_values_behind(own):
    before = held(own)
    said = own.taller("notebook", "clustering", "--from", copied(own))
    assert (said.code, said.text.split(" is ")[0]) == (0, NOTEBOOK)
    after = held(own)
    assert [cell.id for cell in after.cells] == [cell.id for cell in before.cells]
    changed = [b.id for a, b in zip(before.cells, after.cells, strict=True) if a.source != b.source]
    assert changed == ["choose"]
    assert not any(cell.get("outputs") for cell in after.cells)
    assert after.metadata.taller.pop("own")["version"]
    assert after.metadata == before.metadata


def test_words_changed_in_the_client_s_language_are_in_the_translation(own):
    own.taller("notebook", "clustering", "--from", copied(own))
    assert held(own).cells[0].source.startswith("# Segments")
    beside = i18n.read((own.root / NOTEBOOK).with_suffix(".es.md"))
    assert beside["intro"].text == "# Mis grupos\n\nOtra pregunta."


def test_its_fingerprint_is_its_own_and_it_says_what_it_is(own):
    read = engagement.read(own.root / "params/x.yaml")
    before = workflow.discover(own.root)["clustering"]
    was = fingerprint.of_step(before, read, "data", own.root)
    own.taller("notebook", "clustering", "--from", copied(own))
    step = workflow.discover(own.root)["clustering"]
    assert fingerprint.of_step(step, read, "data", own.root) != was
    said = "This workbench&#39;s own version of the analysis, made from that of Taller"
    assert f"{said} {step.own}." in exporter.render(held(own), name="clustering")
    card = {"name": "clustering", "phase": step.phase, "own": step.own, "state": "done"}
    (phase,) = cards.phases([card], {}, Voice())
    assert phase["cards"][0]["own_version"] == look.own_version(step.own)


def test_an_upgrade_keeps_it_and_lays_the_newer_one_beside(own):
    own.taller("notebook", "clustering", "--from", copied(own))
    mine = (own.root / NOTEBOOK).read_bytes()
    for path in (bench.source() / "notebooks").rglob("*.*"):
        path.write_bytes(path.read_bytes() + b"\n")
    said = own.taller("upgrade")
    assert f"kept, as it was changed here: {NOTEBOOK}" in said.text
    assert "renewed: notebooks/03_development/regression.es.md" in said.text
    assert "renewed: notebooks/03_development/clustering.es.md" not in said.text
    assert (own.root / NOTEBOOK).read_bytes() == mine
    assert set(workflow.discover(own.root)) == {"clustering", "regression"}


def test_the_shipped_one_comes_back_and_the_own_one_is_beside(own):
    was = (own.root / NOTEBOOK).read_bytes()
    copy = copied(own)
    own.taller("notebook", "clustering", "--from", copy)
    mine = (own.root / NOTEBOOK).read_bytes()
    said = own.taller("notebook", "clustering", "--shipped")
    assert said.code == 0
    assert (own.root / NOTEBOOK).read_bytes() == was
    aside = (own.root / NOTEBOOK).with_name("clustering.own.ipynb")
    assert aside.read_bytes() == mine
    assert "there is nothing to put back" in own.taller("notebook", "clustering", "--shipped").text


def test_what_it_asks_the_library_in_vain_is_told_at_once_and_nothing_is_changed(own):
    was = (own.root / NOTEBOOK).read_bytes()
    copy = copied(own, "clustering.descibe(1)", "clustering.charts.profile(2)")
    notebook = nbformat.read(copy, as_version=4)
    notebook.cells[1].source += "\nmax_segment: int | None = None"
    nbformat.write(notebook, copy)
    said = own.taller("notebook", "clustering", "--from", copy)
    assert said.code == 2
    assert "clustering.descibe: is not there; did you mean 'describe'?" in said.text
    assert "clustering.charts.profile: is not there; did you mean 'profiles'?" in said.text
    assert "max_segment: is no knob of clustering; did you mean 'max_segments'?" in said.text
    assert (own.root / NOTEBOOK).read_bytes() == was


def test_one_that_fits_no_more_is_refused_before_anything_runs(own):
    """As after an upgrade of the library: the step it calls has another name now."""
    own.taller("notebook", "clustering", "--from", copied(own))
    notebook = held(own)
    notebook.cells[2].source += "\nclustering.gone"
    nbformat.write(notebook, own.root / NOTEBOOK)
    said = own.taller("check", "params/x.yaml")
    assert said.code == 2
    assert f"taller: {NOTEBOOK}" in said.text
    assert "clustering.gone" in said.text
    assert "taller notebook clustering --shipped" in said.text


def test_a_result_of_another_kind_is_named_where_it_is_loaded(own):
    own.taller("notebook", "clustering", "--from", copied(own))
    step = workflow.discover(own.root)["clustering"]
    left = PhaseResult(headline="Mine.").model_dump(mode="json")
    with pytest.raises(InputError, match=r"own version of it leaves another result .*segments"):
        handle._typed(step, left)


@pytest.mark.parametrize(
    ("given", "said"),
    [(["clustering"], "give one of --phase P"),
     (["clustering", "--phase", "cases", "--shipped"], "give one of --phase P"),
     (["clusterin", "--shipped"], "did you mean 'clustering'?"),
     (["clustering", "--from", "none.ipynb"], "no such file; taller open clustering FILE"),
     (["clustering", "--from", "params/x.yaml"], "taller: params/x.yaml: "),
     (["regression", "--from", "COPY"], "is a copy of 'clustering', not of 'regression'")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(own, given, said):
    if "COPY" in given:
        given = [str(copied(own)) if each == "COPY" else each for each in given]
    answer = own.taller("notebook", *given)
    assert answer.code == 2
    assert said in answer.text


def test_a_copy_names_the_version_it_was_made_from(own):
    told = json.loads(copied(own).read_text(encoding="utf-8"))["metadata"]["taller"]
    assert told[owned.FROM] == owned.origin(own.root / NOTEBOOK)
