"""Guards: each fault planted alone is found, and sound columns are left alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.development.template import guards
from taller.development.template.protocol import Rows

N = 2000
DRAW = np.random.default_rng(3)
TARGET = (DRAW.random(N) < 0.3).astype(float)
AGE = np.round(DRAW.normal(40, 10, N) + 3 * TARGET)
CITY = DRAW.choice(["a", "b", "c"], N)


def look(target=TARGET, *, keep=(), exclude=(), built=False, **columns):
    frame = pd.DataFrame({"age": AGE, "city": CITY} | columns)
    rows = Rows(frame, target, np.arange(N).astype(str))
    return {
        f.columns: f for f in guards.look(rows, keep=keep, exclude=exclude, built=built).findings
    }


def test_sound_columns_are_left_alone():
    assert look() == {}


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("empty", [None] * N),
        ("constant", ["same"] * N),
        ("identifier", [f"id-{i}" for i in range(N)]),
        ("identifier", np.arange(N) + 7),
        ("duplicate", np.where(CITY == "a", "Z", np.where(CITY == "b", "Y", "X"))),
        ("duplicate", AGE * 2.54),
        ("disguise", np.where(TARGET > 0, "lost", "kept")),
        ("disguise", np.where(TARGET > 0, np.nan, 1.0)),
        ("many_levels", [f"name {i * 2 // 3}" for i in range(N)]),
    ],
    ids=[
        "empty",
        "constant",
        "key",
        "row number",
        "relabelled",
        "rescaled",
        "renamed target",
        "missing only then",
        "names",
    ],
)
def test_a_planted_fault_is_found_and_the_column_left_out(code, values):
    found = look(planted=values)
    assert found[("planted",)].code == code
    assert found[("planted",)].severity == "dropped"
    assert len(found) == 1


def test_amounts_that_are_all_different_are_no_duplicates_but_their_multiples_are():
    first, second = DRAW.random(N), DRAW.random(N)
    assert look(first=first, second=second) == {}
    assert look(first=first, same=first * 1.21)[("same",)].code == "duplicate"


def test_a_column_far_ahead_but_not_sure_is_kept_with_a_warning():
    found = look(tenure=TARGET + DRAW.normal(0, 0.85, N))
    assert (found[("tenure",)].code, found[("tenure",)].severity) == ("suspect", "warned")


def test_numbers_as_text_and_infinite_values_are_warned_of():
    texts = [str(i % 30) if i % 10 else "unknown" for i in range(N)]
    found = look(charges=texts, ratio=np.where(np.arange(N) == 5, np.inf, AGE + DRAW.random(N)))
    assert {f.code: f.severity for f in found.values()} == {
        "numeric_text": "warned", "infinite": "warned",
    }  # fmt: skip
    assert "unknown" in found[("charges",)].detail
    assert found[("ratio",)].detail.startswith("1 infinite")


def test_a_column_that_alone_tells_nearly_all_leaks():
    found = look(hint=TARGET + DRAW.normal(0, 0.35, N))
    assert found[("hint",)].code == "leak"


def test_a_name_that_says_afterwards_needs_less():
    values = TARGET + DRAW.normal(0, 1.6, N)
    assert look(strong=values) == {}
    assert look(callDuration=values)[("callDuration",)].code == "afterwards"
    assert look(motivo_baja=values)[("motivo_baja",)].code == "afterwards"


def test_a_value_that_never_comes_without_the_target_leaks():
    """Fifty rows, all positive where three in ten are: a chance of .3 ** 50."""
    marked = np.where((TARGET > 0) & (np.cumsum(TARGET) <= 50), "converted", "-")
    found = look(state=marked)
    assert found[("state",)].code == "leak"
    assert "50" in found[("state",)].detail


def test_an_amount_that_comes_only_with_the_target_leaks_but_a_pure_far_end_does_not():
    spent = np.where((TARGET > 0) & (np.cumsum(TARGET) <= 50), DRAW.random(N), 0.0)
    assert look(spent=spent)[("spent",)].code == "leak"
    score = DRAW.normal(size=N)
    pure = np.where(score > 1.5, 1.0, TARGET)
    assert look(pure, score=score) == {}


def test_what_was_built_as_of_a_date_may_be_strong():
    hint = TARGET + DRAW.normal(0, 0.35, N)
    assert look(hint=hint, built=True) == {}


def test_the_engagement_has_the_last_word():
    hint = TARGET + DRAW.normal(0, 0.35, N)
    assert look(hint=hint, keep=["hint"]) == {}
    assert look(exclude=["age"])[("age",)].code == "excluded"


@pytest.mark.slow
def test_a_million_categories_are_dropped_in_no_time():
    n = 1_000_000
    frame = pd.DataFrame({"x": DRAW.random(n), "id": np.arange(n).astype(str)})
    rows = Rows(frame, (DRAW.random(n) < 0.1).astype(float), frame["id"].to_numpy())
    assert guards.look(rows).dropped == ["id"]


def test_strength_of_an_amount_is_its_rank_correlation():
    amount = DRAW.normal(size=N)
    frame = pd.DataFrame({"same": amount, "noise": DRAW.normal(size=N)})
    found = guards.strengths(frame, amount)
    assert found["same"] > 0.99
    assert found["noise"] == pytest.approx(0.5, abs=0.05)


def test_many_columns_of_one_fault_are_told_as_one():
    """1,000 constant columns are one line that names five, not 1,000 lines."""
    found = look(**{f"c{i}": np.ones(N) for i in range(1000)})
    (told,) = guards.alike(found.values())
    assert len(told.columns) == 1000
    assert guards.in_words(found.values()) == (
        "c0, c1, c2, c3, c4 and 995 more: every row has the same value"
    )
