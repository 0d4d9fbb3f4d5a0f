"""Requests: closed, typed, finite and bounded, made of the contract."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from taller.deployment.deployment.model import scoring
from tests.deployment import kept

GOOD = {"spend": 12.5, "orders": 3, "channel": "web", "since": "2026-01-01T10:00", "accepts": True}


@pytest.fixture(scope="module")
def scorer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    kept.classifier(folder, "logistic")
    return scoring.load(folder)


@pytest.fixture(scope="module")
def suggesting(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    kept.recommender(folder)
    return scoring.load(folder)


def faults(scorer, given: str) -> dict[str, str]:
    with pytest.raises(ValidationError) as told:
        scorer.request.model_validate_json(given)
    return {str(e["loc"][0]): e["type"] for e in told.value.errors(include_input=False)}


def test_a_sound_request_is_scored_as_the_row_it_holds(scorer):
    for asked_for in (GOOD, dict(reversed(GOOD.items()))):
        asked = scorer.request.model_validate_json(json.dumps(asked_for))
        assert scorer.score([scorer.row(asked)]) == scorer.score([GOOD])


def test_a_value_that_is_not_known_is_null_and_must_be_named(scorer):
    asked = scorer.request.model_validate_json(json.dumps(dict.fromkeys(GOOD)))
    assert scorer.row(asked) == dict.fromkeys(GOOD)
    missing = {key: value for key, value in GOOD.items() if key != "orders"}
    assert faults(scorer, json.dumps(missing)) == {"orders": "missing"}


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [("ordres", "3", "extra_forbidden"), ("spend", '"12"', "finite_number"),
     ("spend", "NaN", "finite_number"), ("spend", "1e999", "finite_number"),
     ("spend", "[1]", "finite_number"), ("channel", "3", "string_type"),
     ("channel", '"%s"' % ("x" * 1001), "string_too_long"), ("since", "20260101", "value_error"),
     ("since", '"1066-10-14"', "value_error"), ("since", '"yesterday"', "value_error"),
     ("accepts", '"yes"', "finite_number")],
)  # fmt: skip
def test_what_is_of_another_kind_is_refused_by_name(scorer, name, value, kind):
    text = json.dumps(GOOD)[:-1] + f', "{name}": {value}}}'
    found = faults(scorer, text)
    assert list(found) == [name]
    assert found[name] in (
        kind,
        "float_type",
        "bool_type",
        "finite_number",
        "int_type",
    )


def test_all_faults_are_told_at_once_and_none_repeats_what_was_given(scorer):
    with pytest.raises(ValidationError) as told:
        scorer.request.model_validate({"spend": "geheim", "x": "geheim"})
    assert "geheim" not in str(told.value)
    assert {e["loc"][0] for e in told.value.errors()} == {*GOOD, "x"}


def test_a_number_beyond_all_bounds_is_refused_or_scored(scorer):
    """A whole number of 400 digits is no float."""
    text = json.dumps(GOOD | {"orders": 0}).replace('"orders": 0', '"orders": 1' + "0" * 400)
    assert "orders" in faults(scorer, text)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=8), each),
    max_leaves=8,
))  # fmt: skip
@settings(deadline=None, max_examples=100)
def test_whatever_comes_is_refused_or_scored(scorer, given):
    rows = [given, {**GOOD, "spend": given}, {**GOOD, "channel": given}, {**GOOD, "since": given}]
    for row in rows:
        try:
            asked = scorer.request.model_validate_json(json.dumps(row))
        except ValidationError:
            continue
        assert 0 <= scorer.score([scorer.row(asked)])[0] <= 1


def test_a_column_may_be_called_anything(tmp_path):
    """Blanks, quotes, names of Python's and of pydantic's own."""
    from taller.development.classification.artifacts import model as classified
    from taller.development.classification.model.models import Calibrated, Logistic
    from taller.development.template import saving
    from taller.measurement.calibration import Platt

    names = ["model_config", "self", "class", "__init__", "a b", 'x"; DROP', "€", "c1"]
    frame = kept.frame(60)[["orders"]].rename(columns={"orders": names[0]})
    for place, name in enumerate(names[1:], start=1):
        frame[name] = frame[names[0]] * place % 7
    model = Calibrated(Logistic().fit(frame, kept.happened(kept.frame(60))), Platt(), tuple(names))
    saving.write(tmp_path, {
        **classified.files(model), "contract.json": saving.contract(frame), "profile.json": {},
        "card.json": {},
    })  # fmt: skip
    scorer = scoring.load(tmp_path)
    asked = scorer.request.model_validate(dict.fromkeys(names, 2))
    assert scorer.row(asked) == dict.fromkeys(names, 2.0)
    assert scorer.score([scorer.row(asked)]) == model.predict(frame.iloc[:1] * 0 + 2).tolist()
    assert set(scorer.request.model_json_schema()["properties"]) == set(names)


def test_a_request_for_items_is_bounded(suggesting):
    request = suggesting.request
    asked = suggesting.row(request.model_validate({"user": "u1", "history": ["i01"], "k": 3}))
    assert len(suggesting.recommend(**asked).items) == 3
    for wrong in (
        {"k": 0}, {"k": 101}, {"k": 2.5}, {"k": True}, {"history": ["x"] * 1001},
        {"history": [""]}, {"history": ["x" * 201]}, {"history": "i01"}, {"history": [1]},
        {"user": ""}, {"user": 7}, {"without": None}, {"sql": "x"},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            request.model_validate(wrong)


def test_examples_are_sound_requests(scorer, suggesting):
    scorer.request.model_validate_json(json.dumps(scorer.example()))
    assert suggesting.recommend(**suggesting.row(
        suggesting.request.model_validate(suggesting.example())
    )).items  # fmt: skip


def test_what_is_outside_of_what_was_learned_from_is_named(scorer):
    assert scoring.unusual(scorer.contract, GOOD) == []
    row = {**GOOD, "spend": -1, "channel": "pigeon", "orders": None}
    assert scoring.unusual(scorer.contract, row) == ["spend", "channel"]
