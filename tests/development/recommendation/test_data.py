"""What is learned from: purchases net of returns as of a day, looks before it, no later ones."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from taller.development.recommendation.features import FEWEST, Encoder, gather
from taller.development.recommendation.params import Params
from taller.language import speaking
from tests.development import recommendation_cases as cases

END = dt.date(2026, 1, 1)


def ago(days: int) -> dt.date:
    return END - dt.timedelta(days=days)


def rows(*more: tuple) -> list[tuple]:
    """Thirty customers who buy i1 early and i2 late, then whatever is given."""
    made = [("u00", "first", "i1", ago(200), 1, 5.0)]
    for n in range(30):
        made.append((f"u{n:02d}", f"a{n}", "i1", ago(150), 1, 5.0))
        made.append((f"u{n:02d}", f"b{n}", "i2", ago(1 + n % 5), 1, 5.0))
    return [*made, *more]


def held(gathered, matrix, user: str) -> set[str]:
    row = matrix[list(gathered.users).index(user)]
    return {gathered.catalogue.ids[i] for i in row.indices}


def test_a_history_knows_nothing_of_what_came_later(orders_of):
    found = gather(cases.Tables(orders=orders_of(rows())), Params())
    assert found.reason is None
    assert held(found, found.test.bought, "u03") == {"i1"}
    assert held(found, found.test_truth, "u03") == {"i2"}
    assert held(found, found.now.bought, "u03") == {"i1", "i2"}
    assert found.test.at == END - dt.timedelta(days=60)


def test_what_was_sent_back_is_gone_from_the_day_it_was_known(orders_of):
    """Bought 100 days ago, sent back 30 days ago: known as bought at the test's day, not now."""
    back = [("u09", "s", "i3", ago(100), 2, 5.0), ("u09", "r", "i3", ago(30), -2, 5.0)]
    found = gather(cases.Tables(orders=orders_of(rows(*back))), Params())
    assert held(found, found.test.bought, "u09") == {"i1", "i3"}
    assert held(found, found.now.bought, "u09") == {"i1", "i2"}


def test_a_pair_counts_once_however_often_it_was_bought(orders_of):
    again = [("u09", f"s{n}", "i2", ago(20 + n), 3, 5.0) for n in range(4)]
    found = gather(cases.Tables(orders=orders_of(rows(*again))), Params())
    assert set(found.now.bought.data) == {1.0}
    assert found.now.bought.nnz == 60


def test_best_sellers_are_those_of_the_recent_days(orders_of):
    found = gather(cases.Tables(orders=orders_of(rows())), Params(popular_days=60))
    assert held(found, found.now.recent, "u03") == {"i2"}


def test_looks_and_carts_weigh_less_and_the_largest_counts(orders_of):
    events = pd.DataFrame(
        [("view_item", "u03", "i9", ago(100)), ("add_to_cart", "u03", "i9", ago(99)),
         ("view_item", "u03", "i9", ago(98)), ("view_item", "u03", "i1", ago(98)),
         ("view_item", "u04", "i9", ago(10)), ("page_view", "u05", "i9", ago(98))],
        columns=["event_name", "user_id", "item_id", "when"],
    )  # fmt: skip
    events["event_timestamp"] = pd.to_datetime(events.pop("when"))
    goods = cases.items([("i9", "Lamp", None, None, None, 1, np.nan, np.nan)])
    tables = cases.Tables(orders=orders_of(rows()), events=events, items=goods)
    found = gather(tables, Params(view_weight=0.2, cart_weight=0.5))
    at, i9, i1 = list(found.users).index("u03"), *map(list(found.catalogue.ids).index, ("i9", "i1"))
    assert found.test.looked[at, i9] == pytest.approx(0.5)
    assert found.test.seen(True)[at, i1] == 1
    assert held(found, found.test.looked, "u04") == set()
    assert held(found, found.now.looked, "u04") == {"i9"}
    assert held(found, found.now.looked, "u05") == set()
    assert found.test.seen(False) is found.test.bought


def test_a_customer_and_an_item_without_sales_are_known_all_the_same(orders_of):
    goods = cases.items([("i1", "One", "a", None, None, 1, 0.5, 3), ("new", *[None] * 7)])
    people = pd.DataFrame({"user_id": ["zz"]})
    tables = cases.Tables(orders=orders_of(rows()), items=goods, customers=people)
    found = gather(tables, Params())
    assert "zz" in found.users
    assert held(found, found.now.bought, "zz") == set()
    assert list(found.catalogue.ids) == ["i1", "i2", "new"]
    assert list(found.catalogue.labels) == ["One", "i2", "new"]


@pytest.mark.parametrize(
    ("tables", "knobs", "said"),
    [
        (lambda made: cases.Tables(), {}, "there are no orders"),
        (lambda made: cases.Tables(orders=made([("u", "o", "i", END, 1, 1.0)])), {},
         "learning and testing need 150 days"),
        (lambda made: cases.Tables(orders=made([(*r[:2], "one", *r[3:]) for r in rows()])), {},
         "tell apart: 1; a choice"),
        (lambda made: cases.Tables(orders=made(rows(("z", "z", "i3", ago(150), 1, 1.0)))),
         {"as_of": ago(100), "horizon_days": 10},
         f"customers who bought in the last 10 days: 0; measuring needs {FEWEST}"),
        (lambda made: cases.Tables(orders=made(rows())), {"as_of": dt.date(2020, 1, 1)},
         "as_of is 1 January 2020, and the first order is of 15 June 2025"),
        (lambda made: cases.Tables(orders=made(rows())), {"as_of": dt.date(2030, 1, 1)},
         "nothing is known of the time between"),
    ],
)  # fmt: skip
def test_too_little_is_told_and_does_not_crash(orders_of, tables, knobs, said):
    with speaking("en"):
        assert said in gather(tables(orders_of), Params(**knobs)).reason


def test_pairs_that_nobody_knows_are_left_out():
    frame = pd.DataFrame({"user_id": ["a", "a", "x", None], "item_id": ["i", "i", "i", "i"],
                          "weight": [0.2, 0.5, 1, 1]})  # fmt: skip
    matrix = Encoder(np.array(["a"]), np.array(["i", "j"]))
    placed = matrix.placed(frame)
    assert matrix(placed, placed["weight"].to_numpy()).toarray().tolist() == [[0.5, 0.0]]


def test_margins_are_shares_of_the_price_and_unknown_ones_the_mean():
    rows = [(f"i{n}", *[None] * 4, price, cost, None)
            for n, (price, cost) in enumerate([(10, 4), (10, 8), (0, 1), (10, None)])]  # fmt: skip
    assert cases.catalogue(rows).margins == pytest.approx([0.6, 0.2, 0.4, 0.4])
    assert cases.plain(2).margins is None


def test_what_was_done_long_ago_fades_by_half_each_half_life(orders_of):
    """Bought 91 days before the day of the test, half-life 91: a half; a look of 182: a quarter."""
    events = pd.DataFrame(
        [("view_item", "u04", "i9", ago(60 + 182)), ("view_item", "u04", "i9", ago(60 + 400))],
        columns=["event_name", "user_id", "item_id", "when"],
    )
    events["event_timestamp"] = pd.to_datetime(events.pop("when"))
    bought = [("u09", "s", "i3", ago(60 + 91), 1, 5.0), ("u09", "t", "i3", ago(60 + 200), 1, 5.0)]
    tables = cases.Tables(orders=orders_of(rows(*bought)), events=events)
    goods = cases.items([("i9", "Lamp", None, None, None, 1, np.nan, np.nan)])
    tables.frames["items"] = goods
    found = gather(tables, Params(view_weight=0.2))
    place = {name: n for n, name in enumerate(found.catalogue.ids)}
    who = {name: n for n, name in enumerate(found.users)}
    faded = found.test.seen(True, 91)
    assert faded[who["u09"], place["i3"]] == pytest.approx(0.5, abs=0.005)  # sold at noon
    assert faded[who["u04"], place["i9"]] == pytest.approx(0.2 / 4)
    plain = found.test.seen(True)
    assert plain[who["u09"], place["i3"]] == 1
    assert plain[who["u04"], place["i9"]] == pytest.approx(0.2)
    few = np.array([who["u09"], who["u04"]])
    assert (found.test.rows(few).seen(True, 91) != faded[few]).nnz == 0


def test_a_history_without_moments_never_fades():
    held = cases.past(np.eye(3))
    assert (held.seen(False, 7) != held.bought).nnz == 0
