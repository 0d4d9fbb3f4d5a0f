"""A value changed in YAML text: that value, and no other byte."""

from __future__ import annotations

import copy
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import InputError
from taller.workbench.engagement import yaml_edit, yaml_lines
from tests.workbench import yaml_texts

BEFORE = "# of the client\nclient:   Moda Viva   # who\n\n"
AFTER = "data: {source: fashion_store,   users: 10}  # end\n# bye\n"


def _section(text: str) -> dict:
    return yaml_lines.parse(text, "x").data["readiness"]


def _edited(body: str, change, before: str = BEFORE, after: str = AFTER) -> str:
    """The section's lines after a change, the rest having stayed."""
    text = f"{before}readiness:\n{body}{after}"
    new = copy.deepcopy(_section(text))
    change(new)
    edited = yaml_edit.set_section(text, "readiness", new, "x")
    assert edited.startswith(f"{before}readiness:\n")
    assert edited.endswith(after)
    return edited[len(f"{before}readiness:\n") : len(edited) - len(after)]


def test_a_number_changes_and_its_comment_stays_in_its_column():
    body = "  answers:\n    data_access: 3        # Ana, by phone\n    ai_budget:  1\n"
    edited = _edited(body, lambda new: new["answers"].update(data_access=4))
    assert edited == body.replace("3   ", "4   ")


@pytest.mark.parametrize(
    ("written", "new", "expected"),
    [('"Ana"', "Bea", '"Bea"'), ("'Ana'", "it's", "'it''s'"), ("Ana", "Bea", "Bea"),
     ("Ana", "yes", '"yes"'), ("Ana", "a: #", '"a: #"'), ("3", 2.5, "2.5"), ("3", None, "null"),
     ("|\n     long\n     text", "short", "short"), ("", "Bea", "Bea"), ("'x'", True, "true"),
     ('"Ana"', "a\nb", '"a\\nb"'), (".30", 0.3, ".30"), ("1e-1", 0.1, "1e-1")],
)  # fmt: skip
def test_a_value_keeps_its_quotes(written, new, expected):
    edited = _edited(f"  by: {written}".rstrip() + "\n", lambda section: section.update(by=new))
    assert edited == f"  by: {expected}\n"


def test_a_new_key_comes_last_in_its_mapping():
    body = "  answers:\n      data_access: 3  # one\n      # two\n\n  weights: {a: 1}  # three\n"
    edited = _edited(
        body, lambda new: new["answers"].update(by="Ana") or new["weights"].update(b=2)
    )
    assert edited == (
        "  answers:\n      data_access: 3  # one\n      by: Ana\n      # two\n\n"
        "  weights: {a: 1, b: 2}  # three\n"
    )


def test_a_key_taken_out_leaves_its_comment():
    body = "  a: 1\n  note: old  # Ana said so\n  b: {x: 1, y: 2}\n"
    edited = _edited(body, lambda new: new.pop("note") and new["b"].pop("x"))
    assert edited == "  a: 1\n  # Ana said so\n  b: {y: 2}\n"


def test_an_answer_becomes_a_list_of_two_people_s():
    body = "  answers:\n    data_access: 3   # Ana\n"
    two = [{"score": 3, "by": "Ana"}, {"score": 1, "by": "Luis", "note": "n" * 90}]
    edited = _edited(body, lambda new: new["answers"].update(data_access=two))
    assert edited == (
        "  answers:\n    data_access:   # Ana\n      - {score: 3, by: Ana}\n      - score: 1\n"
        f"        by: Luis\n        note: {'n' * 90}\n"
    )
    again = _edited(edited, lambda new: new["answers"]["data_access"].pop(0))
    assert again == edited.replace("      - {score: 3, by: Ana}\n", "")


def test_an_answer_that_becomes_one_of_two_is_kept_as_it_was_written():
    body = "  ai_budget: {score: .5,  by: 'Ana'}   # of the audit\n"
    two = [{"score": 2}, {"score": 0.5, "by": "Ana"}]
    edited = _edited(body, lambda new: new.update(ai_budget=two))
    assert edited == (
        "  ai_budget:   # of the audit\n    - {score: 2}\n    - {score: .5,  by: 'Ana'}\n"
    )


def test_an_absent_section_goes_to_the_end_after_a_line_between():
    text = "client: X\n# last words"
    edited = yaml_edit.set_section(text, "readiness", {"a": [1, 2]}, "x")
    assert (
        edited == "client: X\n# last words\n\nreadiness:\n  a: [1, 2]"
    )  # its end lacked a newline
    assert yaml_edit.set_section(text, "readiness", {}, "x") == text


def test_an_empty_section_is_filled_in_place():
    text = "client: X\nreadiness:   # soon\ndata: 1\n"
    edited = yaml_edit.set_section(text, "readiness", {"a": {"b": 1}}, "x")
    assert edited == "client: X\nreadiness:   # soon\n  a: {b: 1}\ndata: 1\n"


def test_windows_line_ends_stay():
    text = "client: X\r\nreadiness:\r\n  a: 1  # c\r\ndata: 1\r\n"
    edited = yaml_edit.set_section(text, "readiness", {"a": 2, "b": 3}, "x")
    assert edited == "client: X\r\nreadiness:\r\n  a: 2  # c\r\n  b: 3\r\ndata: 1\r\n"


def test_a_value_shared_with_another_section_is_refused_not_changed_there():
    text = "client: X\nother: &both {a: 1}\nreadiness: *both\n"
    with pytest.raises(InputError, match="shares a value with another part"):
        yaml_edit.set_section(text, "readiness", {"a": 2}, "x")


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_the_style_the_change_is_made_and_the_rest_kept(data):
    section = data.draw(yaml_texts.SECTIONS)
    text = data.draw(yaml_texts.texts(BEFORE, section, AFTER))
    assert yaml_edit.same(_section(text), section)
    new = data.draw(yaml_texts.changed(section))
    edited = yaml_edit.set_section(text, "readiness", new, "x")
    assert yaml_edit.same(_section(edited), new)
    assert edited.startswith(BEFORE)
    assert edited.endswith(AFTER)
    lost = Counter(yaml_edit.comments(text)) - Counter(yaml_edit.comments(edited))
    assert not lost


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_changed_number_changes_one_line(data):
    section = data.draw(yaml_texts.SECTIONS) | {"score": 31337}
    text = data.draw(yaml_texts.texts(BEFORE, section, AFTER))
    edited = yaml_edit.set_section(text, "readiness", section | {"score": 4.5}, "x")
    assert edited == text.replace("31337", "4.5")
