"""A chart's rows by column: nothing is lost, and what comes again is written once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from taller.workbench.report.packed import FEWEST, packed

CELL = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
ROW = st.fixed_dictionaries({"a": CELL, "b": st.sampled_from(["x", "y", 1, True, 1.0])})


def _rows(held):
    """What the page's script makes of it."""
    if "columns" not in held:
        return held
    read = {
        name: [each["of"][place] for place in each["at"]] if isinstance(each, dict) else each
        for name, each in held["columns"].items()
    }
    return [{name: values[place] for name, values in read.items()} for place in range(held["n"])]


@given(st.lists(ROW, min_size=FEWEST, max_size=40))
def test_no_value_changes_nor_its_kind(rows):
    """True, 1 and 1.0 are three values."""
    assert json.dumps(_rows(packed(rows)), sort_keys=True) == json.dumps(rows, sort_keys=True)


def test_what_comes_again_is_written_once():
    """Thirty days of two figures: two names, not sixty; every number of its own stays in place."""
    rows = [{"figure": name, "value": place / 7} for name in ("Sales", "Visits")
            for place in range(30)]  # fmt: skip
    held = packed(rows)
    assert held["columns"]["figure"] == {"of": ["Sales", "Visits"], "at": [0] * 30 + [1] * 30}
    assert json.dumps(held).count("Sales") == 1
    assert len(json.dumps(held)) < len(json.dumps(rows)) / 2


def test_rows_of_unlike_columns_and_few_rows_stay_as_they_are():
    """What is absent is not null to a chart."""
    unlike = [{"a": 1}] * 30 + [{"a": 1, "b": None}]
    assert packed(unlike) is unlike
    few = [{"a": 1}] * (FEWEST - 1)
    assert packed(few) is few
