"""Runs with notes: pages follow the notes without a notebook being run; final runs are frozen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taller.errors import InputError
from taller.workbench.notebook import prepare
from taller.workbench.notes import command, freeze, seen
from taller.workbench.notes.voice import Voice
from taller.workbench.run import execute, places, runner, state
from taller.workbench.run.outcome import Outcome
from taller.workbench.run.state import write_whole
from tests.workbench.scratch import be_quick, notebook, workbench
from tests.workbench.test_cli import within

NOTES = "# a\nHeadline: Own words.\n\nOpening.\n\n# b\n## What is asked?\nMore.\n"
FINAL = "status: final\nreviewer: Ana\nreviewed_on: 2026-03-12\n"


class Bench:
    """An engagement of the notebooks a and b, run without kernels: pages tell what they were given.

    ``a`` finds the figure that ``value.txt`` holds, and what ``more.json`` adds to its result.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "reports" / "moda-viva" / "x"
        self.rendered: list[str] = []
        (root / "value.txt").write_text("10")
        (root / "more.json").write_text("{}")

    def __call__(self, notes: str | None = None, more: str = "", **options) -> state.RunState:
        """Run it with these notes (those of before if None) and further keys."""
        self.rendered.clear()
        read = workbench(self.root, more=more, a=notebook("1"), b=notebook("1"))
        if notes is not None:
            read.file.with_suffix(".notes.md").write_text(notes, encoding="utf-8")
        return runner.run([read], **{"label": "x"} | options)[0]

    def render_file(self, executed: str, report: str, name: str, voice: dict) -> None:
        self.rendered.append(name)
        said = Voice.from_json(voice)
        texts = [note.text for note in said.notes.get(name, ())]
        flags = said.flags(name, seen.result_in(Path(report).parent, name))
        Path(report).write_text(f"{said.status} {texts} {len(flags)}", encoding="utf-8")

    def perform(self, job: execute.Job, **_how) -> Outcome:
        """Run a notebook: leave its result, its executed copy and its page."""
        outcome, name = Outcome(), job.step.name
        value = (self.root / "value.txt").read_text()
        if name == "a" and value == "none":
            return Outcome("failed", message="no value")
        if name == "a":
            result = json.loads((self.root / "more.json").read_text()) | made(float(value))
            write_whole(job.run_dir / "results" / "a.json", json.dumps({"result": result}))
        execute._leave(job, prepare.prepare(job.step, job.engagement), outcome, None)
        return outcome


def made(value: float) -> dict:
    estimate = {"value": value, "low": value - 1, "high": value + 1, "unit": "number", "n": 9,
                "method": "m"}  # fmt: skip
    figures = [{"key": "k", "label": "Kilos", "estimate": estimate}]
    return {"headline": f"{value} kilos", "artifacts": [], "figures": figures}


@pytest.fixture
def bench(tmp_path, quick, monkeypatch):
    be_quick()
    found = Bench(tmp_path)
    monkeypatch.setattr(places.Here, "_warm_up", lambda self: None)
    monkeypatch.setattr(execute, "perform", found.perform)
    monkeypatch.setattr(execute, "render_file", found.render_file)
    monkeypatch.setattr(
        execute, "_render", lambda job, nb, page, _house: found.render_file(
            str(nb), str(page), job.step.name, job.voice.to_json()))  # fmt: skip
    return found


def states(run: state.RunState) -> str:
    return " ".join(step.state for step in run.notebooks)


def page(bench, name: str) -> str:
    return (bench.folder / f"{name}.html").read_text(encoding="utf-8")


def test_a_changed_note_makes_its_page_anew_and_runs_nothing(bench):
    assert states(bench(NOTES)) == "done done"
    assert (states(bench()), bench.rendered) == ("cached cached", [])
    found = bench(NOTES.replace("Opening", "Other"))
    assert (states(found), bench.rendered) == ("cached cached", ["a"])
    assert page(bench, "a") == "draft ['Own words.', 'Other.'] 0"
    assert json.loads((bench.folder / "results/a.json").read_text())["result"]["headline"] == (
        "10.0 kilos"
    ), "what was generated stays as it was"
    assert (states(bench("")), bench.rendered) == ("cached cached", ["a", "b"])
    assert not seen.path(bench.root / "params" / "moda_viva.yaml").exists()


def test_a_changed_status_makes_every_page_anew_and_runs_nothing(bench):
    bench(NOTES)
    found = bench(more="reviewer: Ana\n")
    assert (states(found), bench.rendered, found.status) == ("cached cached", ["a", "b"], "draft")


def test_notes_are_flagged_once_their_figures_move_until_edited_or_accepted(bench):
    """10 ± 1 moves to 12.5 ± 1: each value lies outside the other's interval. 11 ± 1 had not."""
    bench(NOTES)
    (bench.root / "value.txt").write_text("11")
    assert bench(fresh=True).notices == []
    (bench.root / "value.txt").write_text("12.5")
    found = bench(fresh=True)
    assert [notice[:69] for notice in found.notices] == [
        "params/moda_viva.notes.md: line 2  a: Headline: written for other fig",
        "params/moda_viva.notes.md: line 4  a: Opening commentary: written for",
    ]
    assert "Kilos: 10.00 then, 12.50 now" in found.notices[0]
    assert page(bench, "a").endswith(" 2")
    assert states(bench(NOTES.replace("Own", "New"))) == "cached cached"
    assert page(bench, "a").endswith(" 1"), "an edited note was written for the figures of now"
    read = workbench(bench.root, a=notebook("1"), b=notebook("1"))
    assert [bool(told.moved) for told in command.listed(read)] == [False, True, False]
    assert [told.line for told in command.accept(read)] == [4]
    assert command.accept(read) == []
    assert (bench().notices, page(bench, "a")[-2:]) == ([], " 0")


def test_a_note_is_for_the_figures_its_writer_had_not_for_those_about_to_come(bench):
    bench("")
    (bench.root / "value.txt").write_text("20")
    assert len(bench(NOTES, fresh=True, label="y").notices) == 2


def test_notes_for_a_notebook_that_is_not_in_the_run_are_told_of_and_kept(bench):
    found = bench(NOTES, only=["b"])
    assert found.notices == [
        "params/moda_viva.notes.md: notes for 'a', which is not in this run: kept, and shown once "
        "it is"
    ]
    assert bench().notices == []


def test_faulty_notes_stop_a_run_before_anything_is_written(bench):
    with pytest.raises(InputError, match=r"line 1  'c': no such notebook"):
        bench("# c\ntext")
    assert not bench.folder.exists()


def test_a_whole_final_run_is_frozen_and_never_written_to_again(bench):
    assert bench(NOTES).sealed is None
    found = bench(more=FINAL)
    assert (states(found), found.open_ends) == ("cached cached", [])
    assert found.sealed
    assert freeze.verify(bench.folder) == []
    manifest = json.loads((bench.folder / "frozen.json").read_text())
    assert {"run.json", "index.html", "a.html", "a.ipynb", "results/a.json"} <= set(
        manifest["files"]
    )
    for more in (FINAL, "status: draft\n"):
        with pytest.raises(InputError, match=r"is final and frozen .reviewed by Ana on 2026-03-12"):
            bench(more=more)
    assert freeze.verify(bench.folder) == [], "a refused run leaves all as it was"
    assert bench(more=FINAL, label="y").state == "done"
    (bench.folder / "a.html").write_text("other")
    told = bench(more=FINAL, label="z").notices
    assert "x: final, and not as it was frozen: a.html: changed since it was frozen" in told


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"only": ["b"]}, "not every analysis of the engagement was run"),
        ({"result": {"withheld": True}}, "a: its data does not add up"),
        ({"result": {"agrees": False}}, "a: its data does not add up"),
        ({"value": "none"}, "a: did not come to its end"),
        ({"value": "50"}, "a: has notes that were written for other figures"),
    ],
)
def test_a_final_run_that_is_not_whole_stays_open_and_says_why(bench, how, why):
    bench(NOTES)
    (bench.root / "value.txt").write_text(how.pop("value", "10"))
    (bench.root / "more.json").write_text(json.dumps(how.pop("result", {})))
    found = bench(more=FINAL, fresh=True, **how)
    (end,) = found.open_ends
    assert why in end.replace("What is asked?", "a")
    assert any(notice.startswith("not frozen: ") for notice in found.notices)
    assert not freeze.is_frozen(bench.folder)


def test_a_page_that_cannot_be_made_again_stays_and_is_told_of(bench, monkeypatch):
    bench(NOTES)
    before = page(bench, "a")

    def fail(*args, **options) -> str:
        raise ValueError("no ink")

    monkeypatch.setattr(execute, "render_file", fail)
    found = bench(more=FINAL)
    assert "a: its page could not be made again" in found.open_ends[0].replace(
        "What is asked?", "a"
    )
    assert "a: its page could not be made again with the notes of now (ValueError: no ink)" in (
        found.notices
    )
    assert page(bench, "a") == before


def test_a_review_older_than_the_figures_is_told_of(bench):
    (day,) = {step.finished[:10] for step in bench(NOTES, more=FINAL, only=["b"]).notebooks}
    told = f"reviewed on 2026-03-12, before figures of {day} were computed"
    assert told in state.read(bench.folder).notices


def test_the_commands_begin_list_and_accept_notes(tmp_path):
    read = workbench(tmp_path, language="es", a=notebook("1"))
    done = within("notes", "params/moda_viva.yaml", cwd=tmp_path)
    assert done.code == 2
    assert "no existe el archivo; empiécelo: taller notes params/moda_viva.yaml --new" in done.text
    assert command.begin(read) == "params/moda_viva.notes.md"
    begun = read.file.with_suffix(".notes.md").read_text()
    assert "# a\n\n<!-- What is asked? -->" in begun
    assert "Titular: …" in begun
    assert Voice.read(read).notes == {}, "a file just begun is sound, and says nothing"
    assert "ya existe" in within("notes", "params/moda_viva.yaml", "--new", cwd=tmp_path).text
    read.file.with_suffix(".notes.md").write_text("# a\nOpening\n# b\n")
    checked = within("check", "params/moda_viva.yaml", cwd=tmp_path)
    assert checked.code == 2
    assert "params/moda_viva.notes.md: línea 3  'b': no existe ese cuaderno" in checked.text
    read.file.with_suffix(".notes.md").write_text("# a\nOpening\n")
    (told,) = command.listed(read)
    assert str(told) == "line 2  a: Opening commentary: up to date"
