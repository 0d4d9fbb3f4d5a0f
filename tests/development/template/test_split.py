"""Splits: later rows test, no subject straddles, proportions are kept, the test opens once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller import language
from taller.development.template import split
from taller.development.template.protocol import Rows, Sealed, out_of_fold
from taller.errors import AnalysisError


def rows(n=100, *, when=None, subjects=None, target=None) -> Rows:
    frame = pd.DataFrame({"x": np.arange(n, dtype=float)})
    target = np.arange(n) % 4 == 0 if target is None else target
    subjects = np.arange(n).astype(str) if subjects is None else subjects
    return Rows(frame, np.asarray(target, dtype=float), np.asarray(subjects), when, frame)


def test_time_goes_before_all_else():
    when = np.random.default_rng(1).permutation(100)
    made = split.choose(rows(when=when), test_share=0.2, folds=3, seed=1)
    assert made.how == "time"
    assert made.train.when.max() < made.test.open().when.min()
    assert len(made.train) == 80
    for fit, held in made.folds:
        assert made.train.when[fit].max() < made.train.when[held].min()


def test_rows_of_one_moment_stay_together():
    when = np.repeat(np.arange(50), 4)
    made = split.choose(rows(200, when=when), test_share=0.21, folds=2, seed=1)
    assert not set(made.train.when) & set(made.test.open().when)


def test_cut_off_dates_are_parts_the_last_tests():
    days = np.array(["2026-01-01", "2026-04-01", "2026-07-01"], dtype="datetime64[D]")
    made = split.choose(rows(90, when=np.repeat(days, 30)), test_share=0.5, folds=4, seed=1)
    assert set(made.test.open().when) == {days[2]}
    ((fit, held),) = made.folds
    assert set(made.train.when[fit]) == {days[0]}
    assert set(made.train.when[held]) == {days[1]}


def test_one_earlier_moment_is_validated_by_lot():
    days = np.array(["2026-01-01", "2026-04-01"], dtype="datetime64[D]")
    made = split.choose(rows(60, when=np.repeat(days, 30)), test_share=0.5, folds=3, seed=1)
    assert len(made.folds) == 3
    assert sorted(made.validated.tolist()) == list(range(30))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(25, 80))
def test_no_subject_straddles_any_border(seed, folds, n):
    subjects = (np.arange(n) // 3).astype(str)
    made = split.choose(rows(n, subjects=subjects), test_share=0.25, folds=folds, seed=seed)
    assert made.how == "group"
    assert not set(made.train.subjects) & set(made.test.open().subjects)
    for fit, held in made.folds:
        assert not set(made.train.subjects[fit]) & set(made.train.subjects[held])


def test_the_rarer_kind_is_in_proportion_everywhere():
    target = np.r_[np.ones(20), np.zeros(180)]
    made = split.choose(rows(200, target=target), test_share=0.2, folds=4, seed=5)
    assert made.how == "stratified"
    assert made.test.open().target.sum() == 4
    assert [made.train.target[held].sum() for _fit, held in made.folds] == [4, 4, 4, 4]


def test_every_training_row_validates_once():
    made = split.choose(rows(90), test_share=0.2, folds=4, seed=5)
    assert sorted(made.validated.tolist()) == list(range(len(made.train)))
    whole = out_of_fold(made, lambda fit, held: held.features["x"].to_numpy())
    assert whole.tolist() == made.train.features["x"].to_numpy()[made.validated].tolist()


def test_the_same_seed_gives_the_same_split_and_another_another():
    first, again, other = (
        split.choose(rows(90), test_share=0.2, folds=4, seed=s).test.open().subjects.tolist()
        for s in (5, 5, 6)
    )
    assert first == again
    assert first != other


def test_the_test_part_opens_once():
    sealed = Sealed(rows(30))
    assert len(sealed) == 30
    sealed.open()
    with pytest.raises(RuntimeError, match="used once"):
        sealed.open()
    with pytest.raises(RuntimeError, match="used once"):
        sealed.without(["x"]).open()


def test_one_row_is_too_few():
    with pytest.raises(AnalysisError, match="rows: 1; learning"):
        split.choose(rows(1), test_share=0.2, folds=2, seed=1)


def test_rows_are_taken_with_all_that_belongs_to_them():
    some = rows(30, when=np.arange(30)).take(np.array([4, 2]))
    assert some.features["x"].tolist() == [4, 2]
    assert some.subjects.tolist() == ["4", "2"]
    assert some.when.tolist() == [4, 2]
    masked = rows(30).take(np.arange(30) < 2)
    assert masked.beside["x"].tolist() == [0, 1]


def test_too_few_subjects_are_said():
    few = rows(60, subjects=np.repeat([str(i) for i in range(6)], 10))
    with language.speaking("en"), pytest.raises(AnalysisError, match="different subjects: 6"):
        split.choose(few, test_share=0.2, folds=4, seed=5)
