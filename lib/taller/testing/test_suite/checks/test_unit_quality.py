"""Unit: how good each kept model is, on rows that it did not learn from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.deployment.deployment.model import scoring
from taller.deployment.deployment.model.registry import Registry
from taller.development.template import guards
from taller.measurement import estimates
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.model import behaviour

ENOUGH = 5_000  # rows by which an order is judged
LOOKED = 3_000  # rows by which columns are looked at
MUCH_WORSE = 0.1  # of the area under the curve, by which a part may stay behind the whole
LITTLE = 0.01  # of the same, by which a model may stay behind the last version
STATE = ".deployment"  # beside the runs of an engagement


@pytest.mark.critical
@pytest.mark.kept("probability")
def test_better_than_chance(model, own_rows, run, evidence) -> None:
    rng = estimates.generator(run.seed, "tests", "chance")
    rows = own_rows.tested(model)
    rows = rows.take(rng.permutation(len(rows))[:ENOUGH])
    told = own_rows.told(model, rows)
    found, _more = behaviour.ranking(rows.target, told, np.zeros(len(rows)), rng)
    evidence("auroc", found, threshold=0.5, better="higher", unit="index")
    assert estimates.above(found, 0.5), say("suite-failed.better_than_chance")


@pytest.mark.critical
@pytest.mark.kept("value", "items")
def test_better_than_the_simple_way(model, run, evidence) -> None:
    result = run.found(model.name)
    if model.contract.get("kind") == "popularity" or getattr(result, "used", "") == "naive":
        pytest.skip(say("suite-skipped.simple"))
    if model.kind == "items":
        found = next(s.over_popularity for s in result.scores if s.measure == "ndcg"
                     and s.protocol == "time" and s.model == result.model)  # fmt: skip
        evidence("over_best_sellers", found, threshold=0, better="higher", unit="index")
        assert estimates.above(found), say("suite-failed.better_than_the_simple_way")
    else:
        evidence("order", result.spearman, unit="index")
        assert result.better, say("suite-failed.better_than_the_simple_way")


@pytest.mark.kept("probability")
def test_no_worse_than_the_last_version(model, own_rows, run, evidence) -> None:
    if model.leaves_rows:
        pytest.skip(say("suite-skipped.seen"))
    state = run.dir.parent / STATE
    held = Registry.open(state).alias(model.name, "champion") if state.is_dir() else None
    if held is None:
        pytest.skip(say("suite-skipped.no-version"))
    last = scoring.load(Registry.open(state).fetch(model.name, held.number))
    if scoring.differences(last.contract, model.scorer.contract):
        pytest.skip(say("suite-skipped.other-columns", n=held.number))
    rows = own_rows.tested(model)
    told = [behaviour.answers(each, rows.features) for each in (model.scorer, last)]
    rng = estimates.generator(run.seed, "tests", "last")
    _found, more = behaviour.ranking(rows.target, *told, rng)
    evidence("over_last", more, threshold=-LITTLE, better="higher", unit="index")
    assert not estimates.below(more, -LITTLE), say("suite-failed.no_worse", n=held.number)


@pytest.mark.critical
@pytest.mark.kept("probability")
def test_told_as_often_as_it_happens(model, own_rows, run, p, evidence) -> None:
    if model.leaves_rows:
        pytest.skip(say("suite-skipped.by-effect"))
    money = run.found(model.name).money
    if money is None:
        pytest.skip(say("suite-skipped.no-money"))
    rows = own_rows.tested(model)
    told = behaviour.answers(model.scorer, rows.features)
    chosen = told >= money.threshold
    if not chosen.any():
        pytest.skip(say("suite-skipped.nobody"))
    found = behaviour.gap(rows.target[chosen], told[chosen])
    evidence("gap", found, unit="share")
    evidence("gap_size", behaviour.size(found), threshold=p.miscalibrated, unit="share")
    off = estimates.above(found, p.miscalibrated) or estimates.below(found, -p.miscalibrated)
    assert not off, say("suite-failed.told_as_often_as_it_happens")


@pytest.mark.kept("probability")
def test_no_part_is_left_behind(model, own_rows, run, evidence) -> None:
    whole, parts = _parts(model, own_rows, run)
    if not parts or whole is None:
        pytest.skip(say("suite-skipped.no-parts"))
    least = whole.value - MUCH_WORSE
    worst = min(parts, key=lambda part: parts[part].value)
    evidence("parts", len(parts), unit="count")
    evidence("worst_part", _named(own_rows, model, *worst))
    evidence("worst_auroc", parts[worst], threshold=least, better="higher", unit="index")
    behind = [
        _named(own_rows, model, *part)
        for part, found in parts.items()
        if estimates.below(found, least)
    ]
    assert not behind, say("suite-failed.no_part_is_left_behind", parts=behind)


@pytest.mark.critical
@pytest.mark.kept("probability")
def test_no_column_knows_the_answer(model, own_rows, run, evidence) -> None:
    rows = own_rows.tested(model)
    drawn = estimates.generator(run.seed, "tests", "leak").permutation(len(rows))[:LOOKED]
    some = rows.take(drawn)
    used = [name for name in some.features.columns if name in model.contract["columns"]]
    strength: pd.Series = guards.strengths(some.features[used], some.target)
    strongest = strength.sort_values(ascending=False)
    evidence("strongest", own_rows.label(model, str(strongest.index[0])))
    alone, most = 2 * float(strongest.iloc[0]) - 1, 2 * guards.TOO_STRONG - 1  # 0: by chance
    evidence("strength", alone, threshold=most, unit="index")
    leaks = [
        own_rows.label(model, str(name)) for name in strongest[strongest > guards.TOO_STRONG].index
    ]
    assert not leaks, say("suite-failed.no_column_knows_the_answer", columns=leaks)


def _parts(model, own_rows, run):
    """The order in all, and by column and value: as the run found it, or of the rows it left."""
    if not model.leaves_rows:
        result = run.found(model.name)
        held = {(each.column, each.level): each.auroc for each in result.parts if each.auroc}
        return result.auroc, held
    rows = own_rows.tested(model)
    rng = estimates.generator(run.seed, "tests", "parts")
    return behaviour.parts(rows, own_rows.told(model, rows), rng)


def _named(own_rows, model, column, level) -> str:
    return f"{own_rows.label(model, column)}: {level}"
