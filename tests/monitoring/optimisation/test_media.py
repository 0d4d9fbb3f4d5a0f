"""Spend and sales become whole weeks; what nothing can be learned of is refused by its reason."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.monitoring.optimisation import Params
from taller.monitoring.optimisation.features.channels import channels
from taller.monitoring.optimisation.features.media import read_media
from tests.monitoring.optimisation_tables import tables

WEEKS = 45


@pytest.fixture(autouse=True)
def english():
    with language.speaking("en"):
        yield


def days(weeks=WEEKS, first="2026-01-01"):
    return pd.date_range(first, periods=weeks * 7)


def spend(at=None, campaigns=("a", "b"), **more):
    """Each campaign's day costs the number of its week."""
    at = days() if at is None else at
    rows = [(day, name, 1.0 + (day - at[0]).days // 7) for day in at for name in campaigns]
    frame = pd.DataFrame(rows, columns=["date", "campaign", "cost"])
    return frame.assign(date=frame["date"].dt.date, source="s", medium="cpc", **more)


def orders(at=None, value=10.0):
    at = days() if at is None else at
    return pd.DataFrame({"event_timestamp": at, "value": value, "user_id": "u",
                         "transaction_id": [f"o{i}" for i in range(len(at))]})  # fmt: skip


def read(made, **knobs):
    p = Params(**knobs)
    return read_media(made, channels(made), p)


def test_weeks_are_whole_from_monday_to_sunday():
    """1 January 2026 is a Thursday: the first whole week begins on the 5th."""
    found = read(tables(spend=spend(), orders=orders()))
    assert str(found.panel.weeks[0]) == "2026-01-05"
    assert str(found.panel.weeks[-1]) == "2026-11-02"  # data end on Wednesday, 11 November
    assert found.panel.sales[0].tolist() == [70.0] * (WEEKS - 1)
    # From Monday, 5 January: three days of the first week of spend (1 each), four of the second.
    assert found.panel.spend[0, 0].tolist() == [3 * 1.0 + 4 * 2.0] * 2
    assert found.panel.channels == ("s · a", "s · b")


def test_days_without_spend_are_days_without_spend():
    """b pauses for four weeks and has no rows."""
    rows = spend()
    pause = (rows["campaign"] == "b") & rows["date"].map(str).between("2026-03-02", "2026-03-29")
    found = read(tables(spend=rows[~pause], orders=orders()))
    b = found.panel.spend[0, :, 1]
    assert (b == 0).sum() == 4


def test_sales_after_the_last_spend_are_left_out_and_counted():
    found = read(tables(spend=spend(days(42)), orders=orders(days(46))))
    assert str(found.panel.weeks[-1]) == "2026-10-12"  # spend ends on Wednesday, 21 October
    assert found.cut == 4


@pytest.mark.parametrize(
    ("given", "why"),
    [({"orders": orders()}, "no_spend"),
     ({"spend": spend()}, "no_sales"),
     ({"spend": spend(days(20)), "orders": orders(days(20))}, "short"),
     ({"spend": spend().assign(cost=5.0), "orders": orders()}, "constant"),
     ({"spend": spend(pd.date_range("2024-01-01", periods=30, freq="MS")),
       "orders": orders(days(120, "2024-01-01"))}, "monthly"),
     ({"spend": spend(), "orders": orders(days()[[i for i in range(WEEKS * 7)
                                                  if not 60 <= i < 75]])}, "gaps")],
    ids=["no_spend", "no_sales", "short", "constant", "monthly", "gaps"],
)  # fmt: skip
def test_what_nothing_can_be_learned_of_is_told_by_its_reason(given, why):
    found = read(tables(**given))
    assert (found.panel, found.why) == (None, why)


def test_a_week_without_sales_is_named():
    at = days()[[i for i in range(WEEKS * 7) if not 60 <= i < 75]]  # 2 to 16 March
    found = read(tables(spend=spend(), orders=orders(at)))
    assert str(found.gap.date()) == "2026-03-02"


def test_spend_by_region_goes_with_sales_by_region():
    """Two regions of sales; a's spend in each is told, so the panel has two."""
    regions = pd.DataFrame([(r, day.date(), 5.0) for r in ("n", "s") for day in days()],
                           columns=["region", "date", "value"])  # fmt: skip
    rows = pd.concat([spend(region="n"), spend(region="s")])
    found = read(tables(spend=rows, regions=regions))
    assert found.regional
    assert found.panel.sales[:, 0].tolist() == [35.0, 35.0]
    assert found.panel.spend.shape == (2, WEEKS - 1, 2)


def test_what_was_given_away_of_full_prices_stands_beside_spend():
    """Two goods at 10 and 20; in one week the dearer goes at 10: 20 instead of 30, a third."""
    at = days()
    rows = pd.concat([orders(at).assign(item_id=i, price=p, quantity=1)
                      for i, p in (("x", 10.0), ("y", 20.0))])  # fmt: skip
    sale = (rows["item_id"] == "y") & rows["event_timestamp"].between("2026-03-02", "2026-03-08")
    rows.loc[sale, "price"] = 10.0
    items = pd.DataFrame({"item_id": ["x", "y"], "price": [10.0, 20.0]})
    found = read(tables(spend=spend(), orders=rows, items=items))
    column = found.beside.index("what was given away of full prices")
    given = found.panel.controls[0, :, column]
    assert np.flatnonzero(given > 0.01).tolist() == [8]
    assert given[8] == pytest.approx(1 / 3)


def test_sales_by_the_customers_region_are_kept_for_a_trial():
    customers = pd.DataFrame({"user_id": ["u", "v"], "region": ["north", "south"]})
    rows = pd.concat([orders(), orders(value=4.0).assign(user_id="v")])
    found = read(tables(spend=spend(), orders=rows, customers=customers))
    assert found.by_region.iloc[0].to_dict() == {"north": 70.0, "south": 28.0}


def test_public_holidays_count_where_a_country_is_named():
    """Epiphany, 6 January, is the one holiday of Spain's first whole week of 2026."""
    found = read(tables(spend=spend(), orders=orders()), holidays="ES")
    assert found.panel.controls[0, 0, found.beside.index("public holidays")] == 1


def subscriptions(at):
    """Of each day's account the first plan pays 10 a month, the one it goes to a year later 90."""
    rows = [(f"a{i}", day + pd.DateOffset(years=late), 10.0 + 80.0 * late)
            for i, day in enumerate(at) for late in (1, 0)]  # fmt: skip
    return pd.DataFrame(rows, columns=["account_id", "start_timestamp", "mrr"])


def test_where_subscriptions_are_sold_spend_is_held_against_accounts_that_began():
    """One a day from Monday to Friday at 10 a month: 5 times 120 a week; weekends are no gap."""
    found = read(
        tables(spend=spend(), subscriptions=subscriptions(pd.bdate_range(*days()[[0, -1]])))
    )
    assert (found.of, found.each) == ("accounts", 120.0)
    assert found.panel.sales[0].tolist() == [600.0] * (WEEKS - 1)


def test_goods_that_are_sold_go_before_subscriptions():
    found = read(tables(spend=spend(), orders=orders(), subscriptions=subscriptions(days())))
    assert (found.of, found.panel.sales[0, 0]) == ("sales", 70.0)


def test_sales_by_region_are_those_of_the_whole_where_spend_is():
    """Two regions of 5 a day: 70 a week; and the same of a table that names no region."""
    rows = pd.DataFrame([(r, day.date(), 5.0) for r in ("n", "s") for day in days()],
                        columns=["region", "date", "value"])  # fmt: skip
    for regions in (rows, rows.groupby("date", as_index=False)["value"].sum()):
        found = read(tables(spend=spend(), regions=regions))
        assert not found.regional
        assert found.panel.sales[0].tolist() == [70.0] * (WEEKS - 1)
