"""A trial played after the simulated history: what is shown changes what is bought, or does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller.data.simulators import fashion_store
from taller.data.simulators.fashion_store import choice, trial
from taller.data.sources import FashionStoreSettings

SEED = 5


def opened(**more) -> trial.Market:
    settings = FashionStoreSettings(source="fashion_store", **{"users": 3000, "items": 300, **more})
    plenty = np.full(300, 4000)
    return trial.market(settings, SEED, weeks=4, sold=plenty, left=plenty)


@pytest.fixture(scope="module")
def market() -> trial.Market:
    return opened()


def most_liked(market: trial.Market) -> np.ndarray:
    """Everybody's ten models of highest utility."""
    everyone = np.arange(market.people.n)
    models = np.arange(len(market.catalogue.price))[:, None].repeat(len(everyone), axis=1)
    worth = choice.utility(choice.shoppers(market.people, everyone), market.catalogue, models)
    return market.catalogue.first[np.argsort(-worth, axis=0)[:10]].T


def usual(market: trial.Market) -> np.ndarray:
    popular = np.argsort(-market.catalogue.popularity)[:10]
    return np.tile(market.catalogue.first[popular], (market.people.n, 1))


def orders_a_visit(found: pd.DataFrame) -> float:
    return found["orders"].sum() / found["sessions"].sum()


def test_the_people_and_items_are_those_of_the_history(market):
    settings = FashionStoreSettings(source="fashion_store", users=3000, items=300, events=False)
    tables = fashion_store.simulate(settings, seed=SEED, currency="EUR")
    truth = tables["truth_customers"].to_pandas()
    assert market.ids[:3000].tolist() == truth["user_id"].tolist()
    assert np.allclose(market.people.style[:3000, 0], truth["style_1"])
    assert market.catalogue.price[market.catalogue.model].tolist() == [
        int(price * 100) for price in tables["items"]["price"].to_pylist()
    ]


def test_with_the_usual_slates_visits_end_in_orders_as_often_as_in_the_history(market):
    """Of a customer's 1 + 2 (0.35 + 0.65 * 0.3) = 2.09 visits one has the order."""
    found = trial.truth(market, usual(market), SEED, 10)
    assert orders_a_visit(found[~found["newcomer"]]) == pytest.approx(1 / 2.09, abs=0.02)


def test_slates_of_what_people_like_sell_more(market):
    before, after = (trial.truth(market, each(market), SEED, 3) for each in (usual, most_liked))
    assert orders_a_visit(after) > 1.1 * orders_a_visit(before)
    assert after["margin"].sum() > 1.1 * before["margin"].sum()
    assert after["sessions"].tolist() == before["sessions"].tolist()


def test_where_recommendations_do_not_help_slates_change_nothing():
    market = opened(recommendations_help=False)
    before, after = (trial.truth(market, each(market), SEED, 2) for each in (usual, most_liked))
    pd.testing.assert_frame_equal(before, after)
    assert orders_a_visit(before[~before["newcomer"]]) == pytest.approx(1 / 2.09, abs=0.02)


def test_a_trial_is_one_row_for_each_visitor_and_the_same_again(market):
    shown = {"usual": usual(market), "liked": most_liked(market)}
    log = trial.trial(market, shown, SEED, {"usual": 1, "liked": 1})
    assert log["user_id"].is_unique
    assert len(log) == len(np.unique(market.user))
    assert 0.45 < (log["arm"] == "liked").mean() < 0.55
    assert (log["orders"] <= log["sessions"]).all()
    pd.testing.assert_frame_equal(log, trial.trial(market, shown, SEED, {"usual": 1, "liked": 1}))
    by_arm = log[~log["newcomer"]].groupby("arm")[["orders", "sessions"]].sum()
    assert by_arm["orders"]["liked"] / by_arm["sessions"]["liked"] > (
        1.05 * by_arm["orders"]["usual"] / by_arm["sessions"]["usual"]
    )


def test_everybody_buys_from_one_stock(market):
    """Of one unit of each item that never comes again, no more is sold than there was."""
    from dataclasses import replace

    ones = np.ones(300, dtype=np.int64)
    short = replace(market, left=ones, level=0 * ones)
    found = trial.play(short, usual(short), np.random.default_rng(1))
    assert 0 < found["units"].sum() <= 300
    assert found["sold_out"].sum() > 300


def test_a_list_goes_before_the_usual_and_keeps_its_places(market):
    """U000002 has a first and a third place; everybody else sees the two usual items."""
    lists = pd.DataFrame({"user_id": ["U000002", "U000002", "nobody"], "place": [1, 3, 1],
                          "item_id": ["F00009", "F00004", "F00001"]})  # fmt: skip
    shown = trial.slates(market, lists, ["F00002", "F00300"])
    assert shown[:3].tolist() == [[1, 299, -1], [8, -1, 3], [1, 299, -1]]
