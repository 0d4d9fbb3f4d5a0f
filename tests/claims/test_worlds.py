"""The worlds are as their truth says, and stay the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.claims import plan, sheets, shops
from tests.claims.pages import pages


def test_there_are_300_worlds_and_none_twice():
    """Seeds are fixed: no kind's run into another's."""
    worlds = plan.every()
    assert len(worlds) == 300
    assert len({seed for _kind, seed in worlds}) == 300
    assert len(list(plan.sample())) == 14


@pytest.mark.parametrize("kind", plan.PLAN)
def test_a_seed_is_a_world(kind: str):
    """The same seed makes the same world, the next one another, of the kind it says."""
    (_, seed), (_, after) = plan.seeds(kind, 2)
    first, again, other = plan.make(kind, seed), plan.make(kind, seed), plan.make(kind, after)
    assert first.kind == kind
    pd.testing.assert_frame_equal(first.table, again.table)
    assert first.truth == again.truth
    assert not first.table.equals(other.table)


def test_customers_alike_spend_by_chance():
    """Past and later spend of customers alike go together no more than chance lets them."""
    found = []
    for _kind, seed in plan.seeds("alike", 20):
        table = shops.everyone_alike(seed).table
        late = table["fecha"] >= "2025-07-01"
        money = table["unidades"] * table["precio"]
        halves = pd.DataFrame({"before": money.where(~late, 0.0), "after": money.where(late, 0.0)})
        spent = halves.groupby(table["cliente"]).sum()
        found.append(spent["before"].corr(spent["after"], method="spearman"))
    # 20 worlds of some 155 customers: the mean's deviation is 1 / sqrt(20 * 155) = .018.
    assert abs(np.mean(found)) < 0.06


def test_sales_are_what_the_rates_make():
    """Records of more than a year hold, a year, about what the truth expects of the next."""
    told, held = 0.0, 0.0
    for _kind, seed in plan.seeds("alike", 10):
        world = shops.everyone_alike(seed)
        year = world.table[world.table["fecha"] >= "2025-01-01"]
        told += world.truth.sales or 0.0
        held += float((year["unidades"] * year["precio"]).sum())
    assert told / held == pytest.approx(1, abs=0.03)


def test_a_season_leaves_the_year_as_it_was_and_a_shift_does_not():
    """A season moves how often it happens and not the sales of a year; a shift moves both."""
    for _kind, seed in plan.seeds("seasonal", 5):
        plain, rate = shops.alike(seed)
        truth = shops.seasonal(seed).truth
        table = plain.table["cliente"].nunique()
        assert truth.sales == pytest.approx(plain.truth.sales, rel=0.02 * 90 / table + 0.02)
        assert rate > 0
        assert truth.happens is not None
        assert truth.happens[0] != pytest.approx(truth.happens[1], rel=0.05)
    for _kind, seed in plan.seeds("shifted", 5):
        plain, _rate = shops.alike(seed)
        ratio = (shops.shifted(seed).truth.sales or 0) / (plain.truth.sales or 1)
        assert ratio < 0.35 or ratio > 2.3


def test_one_giant_makes_up_a_large_part():
    """Between about a quarter and three quarters of all sales."""
    for _kind, seed in plan.seeds("giant", 8):
        world = shops.giant(seed)
        spent = world.customers()["monetary"]
        assert 0.15 < spent[world.truth.giant] / spent.sum() < 0.8


def test_what_flat_tables_hold():
    """Answers follow the pull where there is signal, and nothing where there is none."""
    for make, low, high in ((sheets.answer, 0.25, 0.7), (sheets.noise, -0.12, 0.12)):
        said = []
        for seed in range(5):
            frame = make(20000 + seed).table
            said.append(np.corrcoef(sheets.pull(frame), frame["respondio"] == "si")[0, 1])
        assert low < np.mean(said) < high


def test_a_world_becomes_pages(tmp_path):
    """A flat table goes through the notebook's own cells, and the page is there to be judged."""
    (page,) = pages(sheets.noise(11000), tmp_path / "bench")
    assert not page.crashed
    assert not page.refused
    assert page.result["origin"] == "flat"
    assert page.result["headline"]
