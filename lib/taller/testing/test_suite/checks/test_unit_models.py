"""Unit: how each kept model behaves on the client's own rows."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from taller.deployment.deployment.model import scoring
from taller.errors import DataError
from taller.measurement import estimates
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.model import behaviour

N = 400  # rows asked one by one
MOVED = 1.25  # times by which the mean answer may rise or fall


@pytest.mark.critical
@pytest.mark.kept("probability", "value")
def test_contract_holds(model, own_rows, evidence) -> None:
    try:
        evidence("rows", len(own_rows.now(model)), unit="count")
    except DataError as error:
        pytest.fail("; ".join(fault.what for fault in error.faults))


@pytest.mark.kept("probability", "value")
def test_values_are_known(model, own_rows, p, evidence) -> None:
    cells = behaviour.strange(own_rows.now(model), model.contract["columns"])
    share = float(cells.any(axis=1).mean())
    evidence("strange_rows", share, threshold=p.outside, unit="share")
    worst = cells.mean().sort_values(ascending=False)
    named = [own_rows.label(model, str(name)) for name in worst[worst > 0].index[:3]]
    assert share <= p.outside, say("suite-failed.values_are_known", columns=named)


@pytest.mark.critical
def test_same_answer_again(model, own_rows, tmp_path, evidence) -> None:
    first, again = model.scorer, scoring.load(_copied(model, tmp_path))
    if model.kind == "items":
        some = own_rows.histories[:50]
        differ = sum(first.recommend(h) != again.recommend(h) for h in some)
        evidence("asked_again", len(some), unit="count")
    else:
        frame = own_rows.now(model).iloc[:N]
        whole = behaviour.answers(first, frame)
        order = np.random.default_rng(0).permutation(len(frame))
        shuffled = behaviour.answers(again, frame.iloc[order, ::-1])
        differ = int((whole[order] != shuffled).sum())
        evidence("asked_again", len(frame), unit="count")
    evidence("answers_differ", differ, threshold=0, unit="count")
    assert not differ, say("suite-failed.same_answer_again", n=differ)


@pytest.mark.critical
@pytest.mark.kept("probability", "value")
def test_answers_are_possible(model, own_rows, evidence) -> None:
    frame = own_rows.now(model).iloc[:N]
    found = behaviour.answers(model.scorer, frame)
    low, high = float(found.min()), float(found.max())
    evidence("lowest", low, unit=_unit(model))
    evidence("highest", high, unit=_unit(model))
    most = 1.0 if model.kind == "probability" else np.inf
    assert np.isfinite(found).all(), say("suite-failed.no_number")
    assert 0 <= low <= high <= most, say("suite-failed.impossible")


@pytest.mark.kept("probability", "value")
def test_answers_tell_rows_apart(model, own_rows, evidence) -> None:
    found = behaviour.answers(model.scorer, own_rows.now(model).iloc[:N])
    evidence("different_answers", len(np.unique(found)), unit="count", threshold=2,
             better="higher")  # fmt: skip
    assert len(np.unique(found)) > 1, say("suite-failed.all_alike")


@pytest.mark.kept("probability", "value")
def test_answers_are_as_high_as_before(model, own_rows, run, evidence) -> None:
    before = model.profile["score"].get("mean", 0.0)
    if before <= 0:
        pytest.skip(say("suite-skipped.no-spread"))
    frame = own_rows.now(model)
    rng = estimates.generator(run.seed, "tests", "level")
    some = frame.iloc[rng.permutation(len(frame))[:2_000]]
    unit = _unit(model)
    now = estimates.mean(behaviour.answers(model.scorer, some), rng, unit=unit)
    evidence("mean_before", before, unit=unit)
    evidence("mean_now", now, unit=unit)
    moved = estimates.above(now, before * MOVED) or estimates.below(now, before / MOVED)
    assert not moved, say("suite-failed.answers_are_as_high_as_before")


@pytest.mark.kept("probability", "value")
def test_direction_is_as_known(model, own_rows, run, p, evidence) -> None:
    stated = p.directions.get(model.name)
    if not stated:
        pytest.skip(say("suite-skipped.no-direction"))
    frame = own_rows.now(model)
    _refuse_unknown(stated, frame)
    wrong = []
    for column, way in stated.items():
        rng = estimates.generator(run.seed, "direction", column)
        found = behaviour.rise(model.scorer, frame.iloc[:N], column, rng)
        evidence(own_rows.label(model, column), found, unit=_unit(model))
        against = estimates.below(found) if way == "up" else estimates.above(found)
        wrong += [own_rows.label(model, column)] if against else []
    assert not wrong, say("suite-failed.direction_is_as_known", columns=wrong)


@pytest.mark.kept("probability", "value")
def test_indifferent_to_what_must_not_matter(model, own_rows, p, evidence) -> None:
    named = p.indifferent.get(model.name)
    if not named:
        pytest.skip(say("suite-skipped.no-indifferent"))
    frame = own_rows.present(model).iloc[:N]
    _refuse_unknown(named, frame)
    used = [name for name in named if name in model.contract["columns"]]
    moved = 0.0
    for name in used:
        other = frame.assign(**{name: frame[name].to_numpy()[::-1]})
        before, after = (behaviour.answers(model.scorer, each) for each in (frame, other))
        moved = max(moved, float(np.abs(after - before).max()))
    evidence("moved_by_other", moved, threshold=0, unit="index")
    assert moved == 0, say("suite-failed.indifferent_to_what_must_not_matter", columns=used)


def _copied(model, folder):
    for path in scoring.contents(model.folder).values():
        shutil.copy(path, folder / path.name)
    return folder


def _unit(model) -> str:
    return "share" if model.kind == "probability" else "money"


def _refuse_unknown(named, frame) -> None:
    unknown = [name for name in named if name not in frame.columns]
    assert not unknown, say("suite-failed.no-column", columns=unknown)
