"""Segments of too few people are told together, everywhere and without a way back."""

from __future__ import annotations

import csv
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from taller.data.tell import groups
from taller.development import clustering
from taller.development.clustering import artifacts as crm
from taller.development.clustering import charts, tables
from taller.development.clustering import study as studying
from taller.development.clustering.evaluation import later
from taller.development.clustering.evaluation import profile as worth
from taller.development.clustering.findings import conclusion as findings
from taller.development.clustering.model import segmentation as modelling
from taller.development.clustering.model import small as grouping
from taller.language import speaking
from taller.measurement import estimates
from tests.development.clustering.test_clustering import analyse

NOTHING = later.Afterwards()


def customers_of(*sizes: int) -> clustering.Customers:
    """Groups far apart, of the sizes given: the first spends most."""
    draw = np.random.default_rng(2)
    parts = []
    for place, size in enumerate(sizes):
        level = 20.0 * (len(sizes) - place)
        parts.append(level * draw.uniform(1.0, 1.1, (size, len(clustering.FEATURES))))
    frame = pd.DataFrame(np.vstack(parts), columns=clustering.FEATURES)
    frame["return_rate"] = 0.0
    frame.index = [f"u{i:03d}" for i in range(len(frame))]
    return clustering.Customers(frame, 0, dt.date(2026, 1, 1))


def fitted(customers: clustering.Customers, k: int):
    p = clustering.Params(min_segments=k, max_segments=k, resamples=5, min_share=0)
    prepared = modelling.prepare(customers, p)
    model, choice = modelling.fit(prepared, modelling.choose(prepared, p, 1), customers)
    return p, prepared, model, choice


@pytest.fixture(scope="module")
def small():
    """Groups of 100, 60, 30 and 4 people; 4 alone would be the total minus the rest."""
    customers = customers_of(100, 60, 30, 4)
    p, prepared, model, choice = fitted(customers, 4)
    assert sorted(model.assign(customers.frame).value_counts()) == [4, 30, 60, 100]
    model, choice = grouping.merge_small(model, choice, customers, 10)
    segments = worth.profile(model, choice, prepared, customers, NOTHING, 1)
    return studying.Study(
        p, customers, prepared, choice, segments, NOTHING, None, "short", 10
    ), model


def test_a_small_segment_takes_the_next_smallest_with_it(small):
    study, _model = small
    assert [s.customers for s in study.segments] == [100, 60, 34]
    assert study.segments[-1].key == "together"
    assert study.segments[-1].name == "Other (groups under 10)"
    assert sum(s.value.value for s in study.segments) == pytest.approx(1)


def test_the_merged_segment_is_as_hard_to_find_again_as_its_weakest(small):
    customers = customers_of(100, 60, 30, 4)
    _p, _prepared, model, choice = fitted(customers, 4)
    _merged, after = grouping.merge_small(model, choice, customers, 10)
    sizes = model.assign(customers.frame).value_counts()
    weak = [choice.overlaps[n - 1].value for n in sizes.index if sizes[n] < 40]
    assert after.overlaps[-1].value == min(weak)
    assert len(after.overlaps) == 3
    assert after.segments == choice.segments == 4  # what was fitted, and its stability, stay


def test_the_file_for_the_crm_tells_no_small_group(small, tmp_path):
    study, model = small
    path = tmp_path / "segments.csv"
    crm.write_assignment(path, model, study.customers, study.segments)
    with path.open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(csv.DictReader(file))
    assert rows["segment"].value_counts().to_dict() == {"1": 100, "2": 60, "3": 34}
    assert rows.loc[rows["segment"] == "3", "segment_name"].unique().tolist() == [
        study.segments[-1].name
    ]


def test_tables_charts_and_result_tell_no_small_group(small):
    study, model = small
    result = findings.conclude(study)
    assert min(s.customers for s in result.segments) >= 10
    assert "34" in tables.segments(study.segments).text
    drawn = charts.profiles(study.segments, study.prepared, model, study.customers).to_dict()
    cells = next(iter(drawn["datasets"].values()))
    assert len({cell["segment"] for cell in cells}) == 3
    limit = next(limit for limit in result.limits if "stand together" in limit)
    assert limit.startswith("2 segments stand together as “Other (groups under 10)”")


def test_no_decision_is_about_the_small_ones_taken_together(small):
    result = findings.conclude(small[0])
    assert not any("Other" in decision.what for decision in result.decisions)
    assert small[0].top is None or small[0].top.key != "together"


def test_the_merged_segment_reads_in_spanish():
    customers = customers_of(100, 60, 30, 4)
    _p, prepared, model, choice = fitted(customers, 4)
    model, choice = grouping.merge_small(model, choice, customers, 10)
    with speaking("es"):
        last = worth.profile(model, choice, prepared, customers, NOTHING, 1)[-1]
    assert last.name == "Otros (grupos < 10)"
    assert last.action.startswith("Trátelos como al cliente medio")


def test_large_segments_stay_as_they_are():
    customers = customers_of(100, 60)
    _p, _prepared, model, choice = fitted(customers, 2)
    merged, after = grouping.merge_small(model, choice, customers, 10)
    assert after == choice
    assert merged.assign(customers.frame).equals(model.assign(customers.frame))
    assert merged.minimum == 10


def test_where_no_two_groups_may_be_told_all_customers_are_one():
    customers = customers_of(60, 4)
    p, prepared, model, choice = fitted(customers, 2)
    model, choice = grouping.merge_small(model, choice, customers, 10)
    segments = worth.profile(model, choice, prepared, customers, NOTHING, 1)
    study = studying.Study(p, customers, prepared, choice, segments, NOTHING, None, "short", 10)
    with speaking("en"):
        result = findings.conclude(study)
    assert result.structure == "alike"
    assert [s.customers for s in result.segments] == [64]
    assert "no groups can be told apart" in result.headline


@pytest.mark.slow
def test_moves_of_few_customers_are_in_neither_chart_nor_result(shop):
    study, model = analyse(shop.orders)
    p = clustering.Params(resamples=8, max_segments=5, holdout_days=60, migration_days=60)
    model, _choice = grouping.merge_small(model, study.choice, study.customers, 10)
    found = later.migrate(model, shop.orders, study.customers, p)
    few = [f for f in found.flows if 0 < f.customers < 10]
    assert few, "the shop is to have small moves, or this shows nothing"
    assert not set(few) & set(found.told)
    table = pd.DataFrame([f.model_dump(include={"origin", "destination", "customers"})
                          for f in found.flows])  # fmt: skip
    counts = table.pivot(index="origin", columns="destination", values="customers")
    hidden = groups.suppress_table(counts, 10)
    assert hidden.to_numpy().sum() == len(found.hidden)
    chart = charts.migration(found, study.segments)
    if not isinstance(chart, str):
        spec = chart.to_dict()
        drawn = next(iter(spec["datasets"].values()))
        assert len(drawn) == len(found.told)
        assert "Empty: fewer than 10 customers" in str(spec["title"])
    whole = studying.Study(p, study.customers, study.prepared, study.choice, study.segments,
                           NOTHING, found, "short", 10)  # fmt: skip
    assert findings.conclude(whole).migration == tuple(found.told)


@pytest.mark.slow
def test_next_spend_of_a_group_is_no_total_minus_the_rest(shop):
    """Hiding the smallest group alone would leave it as the average less the others."""
    p = clustering.Params(
        resamples=8, min_segments=3, max_segments=5, holdout_days=60, migration_days=60
    )
    study, model = analyse(shop.orders, p)
    free = later.look_ahead(model, shop.orders, study.customers, p, 7)
    least = min(e.n for e in free.next_spend.values()) + 1
    strict = modelling.Model(model.pipeline, model.centres, minimum=least)
    held = later.look_ahead(strict, shop.orders, study.customers, p, 7)
    left = held.all_came_back.n - sum(e.n for e in held.next_spend.values())
    assert 0 < len(held.next_spend) < len(free.next_spend)
    assert left >= least
    assert held.all_came_back == free.all_came_back


def test_where_every_move_is_of_few_the_chart_says_so(capsys):
    known = estimates.share(4, 8)
    flows = [clustering.Flow(origin=1, destination=n, customers=4, share=known) for n in (1, 2)]
    hidden = frozenset({(1, 1), (1, 2)})
    found = later.Migration(dt.date(2026, 1, 1), dt.date(2026, 4, 1), flows, hidden, 10)
    assert charts.migration(found, []) is None
    assert capsys.readouterr().out == "No move is of enough customers to be shown.\n"
