"""A trial played after the simulated history: what is shown changes what is bought, or does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators import fashion_store
from taller.data.simulators.fashion_store import choice
from taller.data.simulators.fashion_store.played import trial

SEED = 5


USUAL = ["F00002", "F00017", "F00042"]
BOUGHT = pd.DataFrame({"user_id": ["U000001"], "item_id": ["F00017"], "quantity": [1]})


def opened(bought=BOUGHT, weeks=4, **more) -> trial.Market:
    settings = FashionStoreSettings(source="fashion_store", **{"users": 3000, "items": 300, **more})
    made = trial.market(settings, SEED, weeks=weeks, usual=USUAL, bought=bought, left=np.zeros(300))
    return replace(made, level=np.full(300, 4000))


@pytest.fixture(scope="module")
def market() -> trial.Market:
    return opened()


def most_liked(market: trial.Market) -> np.ndarray:
    """Everybody's ten models of highest utility."""
    everyone = np.arange(market.people.n)
    models = np.arange(len(market.catalogue.price))[:, None].repeat(len(everyone), axis=1)
    worth = choice.utility(choice.shoppers(market.people, everyone), market.catalogue, models)
    return market.catalogue.item(np.argsort(-worth, axis=0)[:10], market.people.size).T


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
    found = trial.truth(market, trial.slates(market), SEED, 10)
    assert orders_a_visit(found[~found["newcomer"]]) == pytest.approx(1 / 2.09, abs=0.03)


def test_slates_of_what_people_like_sell_more(market):
    before, after = (
        trial.truth(market, each(market), SEED, 3) for each in (trial.slates, most_liked)
    )
    assert orders_a_visit(after) > 1.1 * orders_a_visit(before)
    assert after["margin"].sum() > 1.1 * before["margin"].sum()
    assert after["sessions"].tolist() == before["sessions"].tolist()


def test_a_slate_in_sizes_that_do_not_fit_sells_less(market):
    """The same models, in the smallest size for everybody."""
    fits, small = most_liked(market), most_liked(market)
    small = market.catalogue.first[market.catalogue.model[small]]
    shown = [orders_a_visit(trial.truth(market, each, SEED, 3)) for each in (small, fits)]
    assert shown[1] > 1.03 * shown[0]


def test_where_recommendations_do_not_help_slates_change_nothing():
    market = opened(recommendations_help=False)
    before, after = (
        trial.truth(market, each(market), SEED, 2) for each in (trial.slates, most_liked)
    )
    pd.testing.assert_frame_equal(before, after)
    assert orders_a_visit(before[~before["newcomer"]]) == pytest.approx(1 / 2.09, abs=0.03)


def test_a_trial_is_one_row_for_each_visitor_and_the_same_again(market):
    shown = {"usual": trial.slates(market), "liked": most_liked(market)}
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


def test_everybody_buys_from_one_stock():
    """Of one unit of each item, no more is sold than there was until the next delivery."""
    ones = np.ones(300, dtype=np.int64)
    short = replace(opened(weeks=2), left=ones, level=0 * ones)
    found = trial.play(short, trial.slates(short), np.random.default_rng(1))
    assert 0 < found["units"].sum() <= 300
    assert found["sold_out"].sum() > 300


def test_a_list_goes_before_the_usual_and_keeps_its_places(market):
    """U000002 has a first and a third place; everybody else sees the three usual items."""
    lists = pd.DataFrame({"user_id": ["U000002", "U000002", "nobody"], "place": [1, 3, 1],
                          "item_id": ["F00009", "F00004", "F00001"]})  # fmt: skip
    shown = trial.slates(market, lists)
    assert shown[:3].tolist() == [[1, 16, 41], [8, -1, 3], [1, 16, 41]]


def test_nobody_looks_at_what_they_have_bought_already(market):
    """Whoever owns all that is shown to them buys as if nothing was shown."""
    everyone = market.ids.repeat(3)
    owned = pd.DataFrame({"user_id": everyone, "item_id": USUAL * market.people.n, "quantity": 1})
    theirs = opened(owned)
    blank = np.full_like(trial.slates(theirs), trial.NONE)
    found = [trial.truth(theirs, shown, SEED, 1) for shown in (trial.slates(theirs), blank)]
    pd.testing.assert_frame_equal(*found)


def test_what_fits_is_sent_back_less(market):
    """So that slates in people's own sizes keep more of what they sell."""
    small = market.catalogue.first[market.catalogue.model[most_liked(market)]]
    plenty = replace(market, left=np.full(300, 10**6), level=np.full(300, 10**6))
    kept = []
    for shown in (small, most_liked(market)):
        found = trial.truth(plenty, shown, SEED, 5)
        asked = trial.truth(replace(plenty, sends_back=0.0), shown, SEED, 5)
        kept.append(found["units"].sum() / asked["units"].sum())
    assert kept[0] < kept[1] - 0.02
