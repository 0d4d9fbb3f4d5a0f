"""The consultant's voice: notes find their places, words go before generated ones, figures age."""

from __future__ import annotations

import json
import time

import pytest

from taller.errors import InputError
from taller.phase import Estimate
from taller.workbench.engagement import engagement
from taller.workbench.notes import places, seen
from taller.workbench.notes.voice import Note, Voice
from taller.workbench.run import workflow
from tests.workbench import scratch

SPANISH = """\
<!-- cell: s1 · english: {0} -->
## Cuánto valen
"""


@pytest.fixture
def noted(tmp_path):
    """Read a text as the notes of an engagement with the notebooks 'worth' and 'plan'."""
    cells = [
        {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "# Worth: what is it?"},
        {"cell_type": "code", "id": "p", "metadata": {"tags": ["parameters"]},
         "source": "engagement = ''\nrun_dir = ''", "outputs": [], "execution_count": None},
        {"cell_type": "markdown", "id": "s1", "metadata": {}, "source": "## What *they* are worth"},
        {"cell_type": "code", "id": "chart", "metadata": {}, "source": "1", "outputs": [],
         "execution_count": None},
        {"cell_type": "markdown", "id": "s2", "metadata": {},
         "source": "### Detail\n\n## Next steps\n\ntext\n\n## Detail"},
    ]  # fmt: skip
    base = scratch.notebook()
    read = scratch.workbench(
        tmp_path, language="es", worth=base | {"cells": cells}, plan=scratch.notebook()
    )
    folder = tmp_path / "notebooks" / "03_development"
    (folder / "worth.es.md").write_text(SPANISH.format("0" * 12), encoding="utf-8")

    def of(text: str, **keys: object) -> Voice:
        file = read.file.with_suffix(".notes.md")
        file.write_text(text, encoding="utf-8")
        return Voice.read(read)

    of.engagement = read
    return of


def test_a_section_goes_by_its_heading_in_either_language_or_by_its_cell(noted):
    for name in ("What they are worth", "¿cuanto VALEN?", "s1"):
        (note,) = noted(f"# worth\n## {name}\ntext").notes["worth"]
        assert (note.kind, note.place, note.title) == ("comment", "s1", "Cuánto valen")
    found = noted("# Worth: what is it?\nopening\n## Next steps\nx\n## chart\nHide").notes["worth"]
    assert [(n.kind, n.place, n.line) for n in found] == [
        ("comment", "page:opening", 2), ("comment", "s2#1", 4), ("hide", "chart", 6)]  # fmt: skip
    assert noted("# Worth\n## Qué decidir\nx").notes["worth"][0].place == "page:decisions"


def test_all_faults_come_at_once_with_their_lines(noted):
    text = (
        "# wurth\ntext\n# worth\nTitualr: x\n## Whot they are worth\nx\n## Detail\nx\n"
        "## Trust\nx\n## s1\nHide\n## chart\nx\n## s1\nHide\n## Method and origin\nHide\n"
        "#plan\n# worth\n## Titular\nx"
    )
    with pytest.raises(InputError) as caught:
        noted(text)
    told = {fault.line: fault.what for fault in caught.value.faults}
    assert told.pop(1) == "no such notebook; did you mean 'worth'?"
    assert told.pop(4) == "no such keyword; did you mean 'Titular'?"
    assert told.pop(5).startswith("no such section; did you mean 'What they are worth'? (sections:")
    assert "Cuánto valen · " in str(caught.value)
    assert told.pop(7) == "several sections are called so; name the cell instead: s2, s2#2"
    assert "did you mean 'How far to trust this'" in told.pop(9)
    assert told.pop(14) == "stands in 'Cuánto valen', which is hidden (line 12)"
    assert told.pop(16) == "has notes already, on line 12; join the two"
    assert told.pop(18).startswith("is on every page and cannot be hidden")
    assert told.pop(19) == "a heading needs a space after its '#'"
    assert told.pop(20) == "this notebook has a heading already, on line 3; join the two"
    assert told == {}


def test_a_keyword_as_a_heading_says_how_it_is_written(noted):
    with pytest.raises(
        InputError, match=r"as a keyword it is a line without '##', under '# worth'"
    ):
        noted("# worth\n## Titular\nx")


def test_a_hidden_section_reaches_to_the_next_of_its_level():
    made = [places.Place(k, n, {}) for k, n in (("a", 2), ("b", None), ("c", 3), ("d", 2))]
    assert places.within("a", made) == ["a", "b", "c"]
    assert places.within("b", made) == ["b"]
    assert places.within("c", made) == ["c"]
    assert places.within("d", [*made, *places.own()]) == ["d"]


def test_without_a_file_nothing_is_said(noted):
    read = Voice.read(noted.engagement)
    assert (read.status, read.notes, read.file) == ("draft", {}, "params/moda_viva.notes.md")
    result = {"headline": "x", "decisions": []}
    assert read.apply("worth", result) == result


RESULT = {"headline": "Generated.", "decisions": [{"what": "a", "owner": "b", "effect": "c"}]}
OWN = "# worth\nTitular: Own.\nDecisión: d\nResponsable: e\nEfecto: f\n"


def test_own_words_go_before_generated_ones_which_stay_within_reach(noted):
    shown = noted(OWN).apply("worth", RESULT)
    assert (shown["headline"], shown["generated_headline"]) == ("Own.", "Generated.")
    assert shown["decisions"][1] == {"what": "d", "owner": "e", "effect": "f", "own": True}
    assert RESULT["headline"] == "Generated."
    assert len(RESULT["decisions"]) == 1


@pytest.mark.parametrize("why", [{"withheld": True}, {"agrees": False}])
def test_a_withheld_headline_is_never_replaced(noted, why):
    shown = noted(OWN).apply("worth", RESULT | why)
    assert shown["headline"] == "Generated."
    assert "generated_headline" not in shown
    assert (
        noted(OWN).apply("worth", RESULT | {"withheld": False, "agrees": None})["headline"]
        == "Own."
    )


def test_the_voice_reaches_another_process_whole(noted):
    voice = noted(OWN)
    assert Voice.from_json(json.loads(json.dumps(voice.to_json()))) == voice


def figures(**given: tuple[float, float, float, str]) -> list[dict]:
    return [
        {"key": key, "label": key.upper(), "estimate": Estimate(
            value=value, low=low, high=high, unit=unit, n=9, method="m").model_dump(mode="json")}
        for key, (value, low, high, unit) in given.items()
    ]  # fmt: skip


NOW = {"figures": figures(a=(0.5, 0.4, 0.6, "share"), b=(10, 9, 11, "money"))}
THEN = {
    "the same": (figures(a=(0.5, 0.4, 0.6, "share")), []),
    # 0.5 lies in [0.3, 0.5]; 0.35 does not lie in [0.4, 0.6]: one of the two is enough to stand.
    "within": (figures(a=(0.35, 0.3, 0.5, "share")), []),
    # 0.3 lies outside [0.4, 0.6] and 0.5 outside [0.2, 0.45].
    "moved": (figures(a=(0.3, 0.2, 0.45, "share")), [("A", (0.3, "share"), (0.5, "share"))]),
    "gone": (figures(c=(1, 1, 1, "count")), [("C", (1, "count"), None)]),
    "another unit": (figures(b=(10, 9, 11, "days")), [("B", (10, "days"), (10, "money"))]),
    "nothing recorded": ([], []),
}


@pytest.mark.parametrize(("then", "moved"), THEN.values(), ids=THEN)
def test_a_note_is_flagged_once_a_figure_has_left_the_interval_both_ways(then, moved):
    note = Note("comment", 3, "s1", "S", "text")
    voice = Voice("draft", notes={"worth": (note,)}, records={note.key: {"figures": then}})
    flags = voice.flags("worth", NOW)
    found = [(m.label, m.was, m.now) for flag in flags for m in flag.moved]
    assert found == moved
    assert voice.flags("worth", None) == []


def test_a_page_is_to_be_made_anew_when_what_it_says_of_moved_figures_changes():
    note = Note("comment", 3, "s1", "S", "text")
    then = figures(a=(0.2, 0.1, 0.3, "share"))
    voice = Voice("draft", notes={"worth": (note,)}, records={note.key: {"figures": then}})
    digests = {
        voice.digest("worth", {"figures": figures(a=(value, value - 0.05, value + 0.05, "share"))})
        for value in (0.2, 0.25, 0.5, 0.6)
    }
    assert len(digests) == 3, "within its interval a figure leaves the page as it is"


def test_another_text_is_another_note_and_other_line_breaks_are_not():
    note = Note("comment", 3, "s1", "S", "some text")
    assert Note("comment", 9, "s1", "T", "some\n  text").key == note.key
    for other in (
        Note("comment", 3, "s1", "S", "some texts"), Note("comment", 3, "s2", "S", "some text"),
        Note("hide", 3, "s1", "S", "some text"),
    ):  # fmt: skip
        assert other.key != note.key


def leave(noted, label: str, value: float, when: int, of: str = "params/moda_viva.yaml"):
    """A run's folder with a result of 'worth'; ``when`` orders the results by age."""
    import os

    from taller.workbench.run.state import RunState

    folder = noted.engagement.root / "reports" / "moda-viva" / label
    (folder / "results").mkdir(parents=True, exist_ok=True)
    state = RunState("Moda Viva", "moda-viva", label, "es", "es_ES", "EUR", of, folder=folder)
    (folder / "run.json").write_text(json.dumps(state.to_dict()))
    made = figures(a=(value, value - 0.05, value + 0.05, "share"))
    file = folder / "results" / "worth.json"
    file.write_text(json.dumps({"result": {"headline": "x", "figures": made}}))
    os.utime(file, (time.time() + when, time.time() + when))
    return folder


def test_a_note_is_recorded_with_the_figures_its_writer_had(noted):
    """That is the newest run of the same file, not the one that is about to begin."""
    leave(noted, "old", 0.2, 1)
    leave(noted, "new", 0.3, 2)
    leave(noted, "scratch-worth", 0.4, 3)
    base = leave(noted, "of another file", 0.5, 4, of="params/other.yaml").parent
    voice = noted("# worth\nopening\n# plan\nmore")
    (note,) = voice.notes["worth"]
    records = seen.record(voice.notes, {"gone": {}}, noted.engagement, base)
    assert list(records) == [note.key], "a note without figures yet waits; one that is gone goes"
    assert records[note.key]["run"] == "new"
    assert records[note.key]["figures"][0]["estimate"]["value"] == 0.3
    leave(noted, "later", 0.9, 5)
    assert seen.record(voice.notes, records, noted.engagement, base) == records


def test_the_record_is_kept_beside_the_file_and_damage_is_told(noted):
    file = noted.engagement.file
    records = {"k": {"notebook": "worth", "run": "x", "figures": figures(a=(1, 1, 1, "count"))}}
    seen.write(file, records)
    assert seen.read(file) == records
    kept = seen.path(file)
    assert kept.name == "moda_viva.notes.seen.json"
    for text in ("{", "[]", '{"notes": {"k": {"figures": [{}]}}}'):
        kept.write_text(text)
        with pytest.raises(InputError, match=r"is damaged.*restore it, or remove it"):
            seen.read(file)
    seen.write(file, {})
    assert not kept.exists()


def test_status_and_review_are_keys_of_the_engagement(tmp_path):
    good = "status: final\nreviewer: Ana  Ruiz\nreviewed_on: 2026-03-12\n"
    read = scratch.workbench(tmp_path, more=good)
    voice = Voice.read(read)
    assert (voice.status, voice.reviewer, voice.reviewed_on) == ("final", "Ana Ruiz", "2026-03-12")
    for more, faults in (
        ("status: final\n", {6: "is required where status is final"}),
        ("status: done\n", {6: "must be one of 'draft' or 'final' (got 'done')"}),
        ("reviewed_on: 2999-01-01\n", {6: "must not lie ahead (got 2999-01-01)"}),
        ("reviewed_on: soon\n", {6: "must be a date, as in 2026-03-31 (got 'soon')"}),
        ("reviewer: '  '\n", {6: "must be a name, as it stands on a letter (got '  ')"}),
    ):
        with pytest.raises(InputError) as caught:
            scratch.workbench(tmp_path, more=more)
        assert {fault.line: fault.what for fault in caught.value.faults} == faults


def test_status_leaves_every_fingerprint_as_it_was(tmp_path):
    from taller.workbench.keep import fingerprint

    made = []
    for more in ("", "status: final\nreviewer: Ana\nreviewed_on: 2026-03-12\n"):
        read = scratch.workbench(tmp_path, more=more, a=scratch.notebook())
        step = workflow.discover(tmp_path)["a"]
        made.append(fingerprint.of_step(step, read, "data", tmp_path))
    assert made[0] == made[1]
    assert engagement.read(read.file, tmp_path).status == "final"
