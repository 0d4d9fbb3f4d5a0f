"""The checklist's form: what each control writes, and the result that follows."""

from __future__ import annotations

import pytest

from taller import language
from taller.preparation.readiness import draft as drafts
from taller.preparation.readiness import form as readiness_form
from taller.preparation.readiness.checklist.questions import QUESTIONS
from taller.preparation.readiness.form import Checklist
from taller.preparation.readiness.model import assess
from taller.preparation.readiness.params import Params
from tests.test_forms import File


def _slider(made: Checklist, label: str):
    return next(b.control for b in made.form._bound if getattr(b.control, "label", "") == label)


def _field(made: Checklist, label: str):
    named = [b.control for b in made.form._bound if hasattr(b.control, "description")]
    return next(control for control in named if control.description == label)


@pytest.mark.parametrize(
    ("held", "by", "name", "value", "expected"),
    [
        (2, "", "score", 3, 3),
        (2, "", "note", "why", {"score": 2, "note": "why"}),
        (2, "Ana", "score", 1, [2, {"score": 1, "by": "Ana"}]),
        (None, "Ana", "score", 1, {"score": 1, "by": "Ana"}),
        (None, "", "score", 1, 1),
        ({"score": 2, "by": "Ana"}, "ana", "score", 4, {"score": 4, "by": "Ana"}),
        ([{"score": 2, "by": "Ana"}], "Ana", "score", 4, [{"score": 4, "by": "Ana"}]),
        ([1, {"score": 2, "by": "Ana"}], "Ana", "score", None, [1]),
        ({"score": 2, "note": "x"}, "", "note", "", 2),
        ({"score": 2}, "", "evidence", "measured", {"score": 2, "evidence": "measured"}),
        ({"score": 2, "by": "Ana"}, "Ana", "score", None, "gone"),
        (2, "", "evidence", "opinion", 2),
    ],
)  # fmt: skip
def test_an_edit_keeps_the_shape_it_finds(held, by, name, value, expected):
    draft = {"answers": {"ai_budget": held}} if held is not None else {}
    drafts.put(draft, "ai_budget", by, name, value)
    assert draft == ({} if expected == "gone" else {"answers": {"ai_budget": expected}})
    Params.model_validate(draft)


def test_the_result_is_that_of_the_library():
    made = Checklist(File(answers={"data_access": 3, "ai_budget": 4}))
    p = Params.model_validate({"answers": {"data_access": 3, "ai_budget": 4}})
    found = assess(p)
    assert found.score == pytest.approx((0.30 * 0.75 + 0.15 * 1) / 0.45)  # 0.83
    assert made.live.title == "Score so far 0.83: High – Ready for full implementation"
    assert made.live.bars[0] == 0.75
    assert any("14 questions still to be asked" in note for note in made.live.notes)


def test_the_level_follows_a_slider_and_spanish_is_spoken():
    with language.speaking("es"):
        made = Checklist(File())
        assert made.live.title == "Sin evaluar"
        for key in QUESTIONS:
            drafts.put(made.form.draft, key, "", "score", 3)
        made.form.refresh()
        assert made.live.title == "Puntuación 0,75: Medio – Necesita preparación adicional"
        slider = _slider(made, "¿Qué datos hay?")
        slider.value = -1.0
        assert "available_data" not in made.form.draft["answers"]
        assert slider.names[0] == "sin responder"


def test_answers_of_two_people_are_shown_one_at_a_time():
    ana, luis = {"score": 3, "by": "Ana", "note": "n"}, {"score": 1, "by": "Luis"}
    made = Checklist(File(answers={"ai_budget": [ana, luis]}))
    slider, who = _slider(made, "Is there a budget for AI?"), _field(made, "Whose answers")
    assert (who.value, slider.value, slider.hint) == ("Ana", 3, "Luis: 1")
    who.value = "Luis"
    assert (slider.value, slider.hint, _field(made, "Note: Budget for AI").value) == (
        1, "Ana: 3", "",
    )  # fmt: skip
    slider.value = 2
    assert made.form.draft == {"answers": {"ai_budget": [ana, luis | {"score": 2}]}}
    who.value = "Eva"
    assert slider.value == -1
    made.form.undo()
    assert (who.value, slider.value) == ("Luis", 1)


def test_weights_moved_are_saved_as_shares_of_one():
    made = Checklist(File(answers={"data_access": 4}))
    _slider(made, "Data quality").value = 0.8
    assert _slider(made, "Data quality").hint == "counts as 53.3%"
    made.form.save()
    weights = made.form.file.values["weights"]
    assert weights["data_quality"] == pytest.approx(0.8 / 1.5, abs=1e-4)
    assert sum(weights.values()) == pytest.approx(1, abs=1e-12)


def test_no_weight_at_all_is_said_and_not_saved():
    made = Checklist(File(answers={"data_access": 4}))
    for bound in made.form._bound:
        if getattr(bound.control, "percent", False) and bound.control.max == 1:
            bound.control.value = 0.0
    assert made.live.title.startswith("All weights are zero")
    made.form.save()
    assert made.form.status.title.startswith("Not saved. All weights are zero")
    assert "weights" not in made.form.file.values


def test_evidence_before_a_score_waits_for_it():
    made = Checklist(File())
    _field(made, "Evidence: Budget for AI").value = "documented"
    assert made.live.title == "Not assessed"
    _slider(made, "Is there a budget for AI?").value = 2
    answer = made.form.draft["answers"]["ai_budget"]
    assert answer == {"evidence": "documented", "score": 2}


def test_goals_and_spreads_are_written_and_taken_out():
    made = Checklist(File(goals={"roi": "x"}))
    goals = [b.control for b in made.form._bound if type(b.control).__name__ == "Textarea"]
    goals[0].value, goals[3].value = "sell <b>more</b>", ""
    _slider(made, "An opinion, in points").value = 1.5
    assert made.form.draft == {"goals": {"main_goals": "sell <b>more</b>"}, "opinion_spread": 1.5}


def test_a_run_that_nobody_sits_at_shows_nothing_and_reads_nothing():
    class Run:
        live = False

        def section_file(self, name):
            raise AssertionError("the file is not read")

    assert readiness_form.show(Run()) is None
