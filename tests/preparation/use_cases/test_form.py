"""The use cases' form: weights, means and ranges, and the ranking that follows."""

from __future__ import annotations

from taller.preparation.use_cases import draft as drafts
from taller.preparation.use_cases import form as use_cases_form
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.form import Workshop
from taller.preparation.use_cases.model.ranking import Known, rank
from taller.preparation.use_cases.params import Params
from tests.test_forms import File


def _control(made: Workshop, name: str):
    for bound in made.form._bound:
        if name in (getattr(bound.control, "label", ""), getattr(bound.control, "description", "")):
            return bound.control
    raise KeyError(name)


def _made(**values) -> Workshop:
    return Workshop(File(**values), Known(tables=frozenset(("orders",))))


def test_the_ranking_is_that_of_the_library():
    made = _made()
    ranking = rank(Params(), Known(tables=frozenset(("orders",))))
    assert [row[0] for row in made.live.rows] == [each.case.name for each in ranking[:10]]
    assert made.live.title == f"First: {ranking[0].case.name}, {ranking[0].score:.2f} of 5"


def test_a_weight_moved_changes_the_ranking_and_is_saved_as_a_share():
    made = _made()
    for name in ("Feasibility", "Low cost", "Short timeline", "Low risk"):
        _control(made, name).value = 0.0
    best = max(catalogue.cases(Params()), key=lambda case: case.impact.mid)
    assert float(made.live.rows[0][2]) == best.impact.mid
    made.form.save()
    saved = made.form.file.values["weights"]
    assert saved == {"impact": 1, "feasibility": 0, "cost": 0, "timeline": 0, "risk": 0}


def test_one_end_of_a_range_pushes_the_others():
    made = _made()
    _control(made, "Case").value = "segmentation"  # impact 2, 3, 4
    _control(made, "Impact, lowest").value = 3.5
    assert made.form.draft == {"cases": {"segmentation": {"impact": [3.5, 3.5, 4]}}}
    assert _control(made, "Impact, middle").value == 3.5
    _control(made, "Impact, highest").value = 1.0
    assert made.form.draft["cases"]["segmentation"]["impact"] == [1, 1, 1]
    Params.model_validate(made.form.draft)


def test_amounts_are_in_the_client_s_currency():
    made = Workshop(File(), Known(currency="MXN"))
    _control(made, "Case").value = "segmentation"
    assert _control(made, "Money (MXN), middle").value == 5000 * catalogue.rate("MXN")
    _control(made, "Money (MXN), lowest").value = 50_000
    assert made.form.draft["cases"]["segmentation"]["money"][0] == 50_000


def test_a_case_is_left_out_and_taken_in_again():
    made = _made(exclude=["churn"])
    _control(made, "Case").value = "segmentation"
    offered = _control(made, "This case is offered")
    offered.value = False
    assert made.form.draft == {"exclude": ["churn", "segmentation"]}
    assert "Customer segmentation" not in [row[0] for row in made.live.rows]
    _control(made, "Case").value = "churn"
    assert not offered.value
    offered.value = True
    assert made.form.draft == {"exclude": ["segmentation"]}


def test_another_case_is_shown_without_an_edit():
    made = _made()
    _control(made, "Case").value = "recommendation"
    assert _control(made, "Impact, lowest").value == 3
    assert made.form.draft == {}
    made.form.undo()
    assert made.form.status.title == "There is nothing to undo"


def test_the_client_s_own_cases_are_listed_and_edited():
    own = {"name": "Own <b>", "impact": [1, 2, 3], "feasibility": 3, "risk": 3,
           "money": 10, "person_days": 2, "weeks": 2}  # fmt: skip
    made = _made(cases={"own": own}, catalogue=False)
    assert _control(made, "Case").options == (("Own <b>", "own"),)
    assert _control(made, "Feasibility, highest").value == 3
    assert made.live.rows[0][0] == "Own <b>"


def test_every_range_of_the_catalogue_survives_the_form_s_own_edits():
    for key in catalogue.raw()["cases"]:
        for what in ("impact", "feasibility", "risk", "money", "person_days", "weeks"):
            draft: dict = {}
            low, mid, high = drafts.ends(draft, key, what, "EUR")
            assert low <= mid <= high
            drafts.put_end(draft, key, what, 1, mid, "EUR")
            assert draft == {}
            drafts.put_end(draft, key, what, 1, high, "EUR")
            assert (mid == high) == (draft == {})
            Params.model_validate(draft)


def test_budget_and_person_days_are_written():
    made = _made(budget=1000)
    _control(made, "Person-days; empty: what the people have in half a year").value = "120"
    _control(made, "Budget (EUR); empty: half of what all cases cost").value = ""
    assert made.form.draft == {"person_days": 120}


def test_a_run_that_nobody_sits_at_shows_nothing():
    class Run:
        live = False

        def section_file(self, name):
            raise AssertionError("the file is not read")

    assert use_cases_form.show(Run()) is None
