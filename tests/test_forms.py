"""A draft edited in a form: what undo, redo, save and reading again do to it and to the file."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller import forms, language
from taller.controls import fields
from taller.errors import InputError


class File:
    """A section in memory, which can be made to refuse."""

    shown = "params/x.yaml"

    def __init__(self, **values) -> None:
        self.values, self.past, self.future, self.refusal = values, [], [], ""

    def _may(self) -> None:
        if self.refusal:
            raise InputError(self.shown, self.refusal)

    def read(self) -> dict:
        return copy.deepcopy(self.values)

    def save(self, values: dict) -> None:
        self._may()
        self.past.append(self.values)
        self.values = copy.deepcopy(values)

    def undo(self) -> None:
        self._may()
        self.future.append(self.values)
        self.values = self.past.pop()

    def redo(self) -> None:
        self._may()
        self.past.append(self.values)
        self.values = self.future.pop()


class Made:
    """A form of two sliders and a view, over a file."""

    def __init__(self, **values) -> None:
        self.file = File(**values)
        self.results = []
        self.form = forms.Form(
            self.file, {"who": ""}, lambda draft, view: self.results.append(copy.deepcopy(draft))
        )
        self.a, self.b = (
            forms.bind_key(self.form, fields.weight_slider(key), key, 0.5) for key in ("a", "b")
        )
        self.form.refresh()

    @property
    def said(self) -> str:
        return self.form.status.title


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    """Each move is a step of its own."""
    monkeypatch.setattr(forms, "PAUSE", -1)


def test_a_move_changes_the_draft_and_the_result_not_the_file():
    made = Made(a=0.25)
    made.b.value = 0.75
    assert made.results[-1] == {"a": 0.25, "b": 0.75}
    assert made.file.values == {"a": 0.25}
    assert made.said == "Not saved yet"


def test_the_file_is_filled_in_and_what_it_lacks_is_at_its_default():
    made = Made(a=0.25)
    assert (made.a.value, made.b.value) == (0.25, 0.5)
    assert made.form.draft == {"a": 0.25}


def test_edits_and_saves_are_undone_in_the_order_they_were_made():
    made = Made(a=0.1)
    made.a.value = 0.2
    made.form.save()
    made.b.value = 0.9
    made.form.undo()
    assert (made.form.draft, made.b.value) == ({"a": 0.2}, 0.5)
    assert made.file.values == {"a": 0.2}
    made.form.undo()
    assert made.said.startswith("Save undone")
    assert (made.file.values, made.form.draft) == ({"a": 0.1}, {"a": 0.2})
    made.form.undo()
    assert (made.form.draft, made.a.value) == ({"a": 0.1}, 0.1)
    made.form.undo()
    assert made.said == "There is nothing to undo"
    for _ in range(3):
        made.form.redo()
    assert (made.file.values, made.form.draft) == ({"a": 0.2}, {"a": 0.2, "b": 0.9})
    made.form.redo()
    assert made.said == "There is nothing to redo"


def test_a_save_that_is_refused_keeps_the_draft_and_says_why():
    made = Made(a=0.1)
    made.a.value = 0.2
    made.file.refusal = "changed elsewhere"
    made.form.save()
    assert made.said == "Not done. params/x.yaml: changed elsewhere"
    assert (made.file.values, made.form.draft) == ({"a": 0.1}, {"a": 0.2})
    made.file.refusal = ""
    made.form.save()
    assert made.file.values == {"a": 0.2}


def test_an_undo_that_is_refused_can_be_tried_again():
    made = Made(a=0.1)
    made.a.value = 0.2
    made.form.save()
    made.file.refusal = "changed elsewhere"
    made.form.undo()
    assert made.said == "Not done. params/x.yaml: changed elsewhere"
    made.file.refusal = ""
    made.form.undo()
    assert made.file.values == {"a": 0.1}


def test_nothing_changed_is_nothing_saved():
    made = Made(a=0.1)
    made.form.save()
    assert made.said.startswith("There is nothing to save")
    assert made.file.past == []


def test_reading_again_keeps_mine_and_takes_theirs():
    made = Made(a=0.1)
    made.b.value = 0.9
    made.file.values = {"a": 0.3, "c": 7}
    made.form.reread()
    assert made.form.draft == {"a": 0.3, "b": 0.9, "c": 7}
    assert made.said == "Read again; your unsaved changes are kept"
    made.form.undo()
    assert made.form.draft == {"a": 0.1, "b": 0.9}


def test_moves_of_one_control_in_quick_succession_are_one_step(monkeypatch):
    monkeypatch.setattr(forms, "PAUSE", 60)
    made = Made(a=0.1)
    for value in (0.2, 0.3, 0.4):
        made.a.value = value
    made.b.value = 0.7
    made.form.undo()
    assert made.form.draft == {"a": 0.4}
    made.form.undo()
    assert made.form.draft == {"a": 0.1}


def test_a_new_edit_ends_what_could_be_redone():
    made = Made(a=0.1)
    made.a.value = 0.2
    made.form.undo()
    made.b.value = 0.3
    made.form.redo()
    assert made.said == "There is nothing to redo"
    assert made.form.draft == {"a": 0.1, "b": 0.3}


WEIGHTS = st.dictionaries(st.sampled_from("abcde"), st.floats(0, 1), min_size=1)


@given(WEIGHTS)
def test_weights_are_rescaled_to_exactly_one(weights):
    if sum(weights.values()) == 0:
        with pytest.raises(ValueError, match="All weights are zero"):
            forms.rescaled(weights)
        return
    made = forms.rescaled(weights)
    assert sum(made.values()) == pytest.approx(1, abs=1e-9)
    assert all(value >= 0 for value in made.values())
    total = sum(weights.values())
    assert all(made[k] == pytest.approx(weights[k] / total, abs=3e-4) for k in weights)


def test_a_weight_says_what_it_counts_for_only_where_that_differs():
    with language.speaking("es"):
        assert forms.weight_hint({"a": 0.5, "b": 0.75}, "a") == "cuenta como 40,0\xa0%"
    assert forms.weight_hint({"a": 0.25, "b": 0.75}, "a") == ""
    assert forms.weight_hint({"a": 0.0, "b": 0.0}, "a") == ""


DATA = st.recursive(
    st.integers(0, 3),
    lambda inner: st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=6,
)


@given(base=DATA, mine=DATA)
def test_merging_with_an_unchanged_side_gives_the_other(base, mine):
    assert forms.merged(base, mine, base) == mine
    assert forms.merged(base, base, mine) == mine
    assert forms.merged(base, mine, mine) == mine


@pytest.mark.parametrize(
    ("locale", "written", "amount"),
    [("en_GB", "12,500", 12500), ("es_ES", "12.500,50", 12500.5), ("es_MX", "12,500.5", 12500.5),
     ("es_ES", "x", None), ("en_GB", "", None), ("en_GB", "-5", None),
     ("en_GB", "nan", None), ("en_GB", "inf", None)],
)  # fmt: skip
def test_amounts_are_read_as_the_locale_writes_them(locale, written, amount):
    with language.speaking(locale[:2], locale):
        assert language.amount_written(written) == amount


def test_an_amount_left_empty_is_taken_out_and_nonsense_is_said():
    made = Made(budget=12500)
    field = forms.bind_amount(made.form, "Budget", "budget")
    assert field.value == "12,500"
    field.value = "many"
    assert made.said == "Budget: 'many' is no amount"
    assert made.form.draft == {"budget": 12500}
    field.value = "900.5"
    assert made.form.draft == {"budget": 900.5}
    field.value = ""
    assert made.form.draft == {}


def test_headings_are_text_never_markup():
    assert fields.heading("<b>&").value == "<h2>&lt;b&gt;&amp;</h2>"
