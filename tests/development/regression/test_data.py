"""Customers as of a date: counted by hand; and what is refused, in words."""

from __future__ import annotations

import datetime as dt

import ibis
import numpy as np
import pandas as pd
import pytest

from taller.development.regression.features import customers as data
from taller.development.regression.model import training
from taller.development.regression.params import Params
from taller.development.template import source
from tests.development.regression_cases import Tables, rows

DAY = dt.date(2026, 4, 1)
ROWS = [
    ("ana", "a1", "x", "2026-01-01", 2, 10.0),
    ("ana", "a2", "y", "2026-03-02", 1, 30.0),
    ("ana", "a3", "x", "2026-03-02", 1, 10.0),  # the same day: one purchase
    ("ana", "a4", "y", "2026-03-22", 1, 40.0),
    ("ana", "ca", "y", "2026-04-10", -1, 40.0),  # known only after the day
    ("ben", "b1", "x", "2025-11-01", 1, 10.0),
    ("eva", "e1", "x", "2026-02-01", 1, 10.0),
    ("eva", "ce", "x", "2026-02-02", -1, 10.0),  # nothing left
    ("leo", "l1", "x", "2026-03-31", 1, 0.0),  # for nothing
    ("new", "n1", "x", "2026-04-02", 1, 10.0),  # first bought after the day
]


@pytest.fixture
def base(orders_of):
    past = source.Past(Tables(orders=orders_of(ROWS)))
    return data.customers(past, DAY, dt.date(2025, 11, 1))


def test_customers_are_counted_by_purchase_days_net_of_what_came_back(base):
    assert base.frame.index.tolist() == ["ana", "ben", "leo"]
    ana = base.frame.loc["ana"]
    assert ana[["frequency", "recency", "age", "paid"]].tolist() == [2, 80, 90, 3]
    assert ana[["spend", "mean_spend", "recent"]].tolist() == pytest.approx([100, 100 / 3, 100])
    ben = base.frame.loc["ben"]
    assert ben[["frequency", "recency", "age"]].tolist() == [0, 0, 151]
    assert base.recent_days == 151
    leo = base.frame.loc["leo"]
    assert leo[["age", "paid", "mean_spend"]].tolist() == [1, 0, 0]


def test_where_customers_stand(base):
    assert base.segments().to_dict() == {"ana": "active", "ben": "once", "leo": "new"}


def test_what_is_spent_afterwards_is_zero_for_who_does_not_come(base):
    assert data.spent(base.past, base, dt.date(2026, 5, 1)).tolist() == [0, 0, 0]


def test_whoever_first_bought_in_the_test_window_is_said_and_left_out(canonical):
    frame = rows(200)
    late = frame.assign(user="late", order="late")[:1].assign(day=dt.date(2026, 6, 20))
    tables = Tables(orders=canonical(pd.concat([frame, late], ignore_index=True)))
    gathered = data.gather(tables, Params())
    assert "late" not in gathered.before.frame.index
    assert "late" in gathered.now.frame.index
    assert any(note.startswith("1 customers first bought after") for note in gathered.notes)


def test_a_long_test_window_leaves_half_of_what_precedes_it_to_validate_on(canonical):
    gathered = data.gather(Tables(orders=canonical(rows(200))), Params(holdout_days=300))
    assert gathered.validation_days < 300
    assert (gathered.before.day - gathered.earlier.day).days == gathered.validation_days


@pytest.mark.parametrize(
    ("tables", "params", "told"),
    [
        (Tables(), {}, "neither orders nor a flat table"),
        (Tables(), {"target": "spend"}, "there is no flat table: give data.flat"),
        (Tables(flat=None), {}, "no column of the flat table is named as the target"),
    ],
)
def test_what_is_missing_is_named(tables, params, told):
    gathered = data.gather(tables, Params(**params))
    assert gathered.origin == "none"
    assert told in gathered.reason
    assert training.train(gathered, 1) is None


def test_too_short_a_history_and_too_few_customers_are_said(canonical):
    frame = rows(200)
    short = data.gather(Tables(orders=canonical(frame)), Params(holdout_days=500))
    assert "at least 620 days are needed" in short.reason
    few = frame[frame["user"] < "u0040"].reset_index(drop=True)
    assert "at least 50 are needed" in data.gather(Tables(orders=canonical(few)), Params()).reason
    none = Tables(orders=canonical(frame).filter(ibis.literal(False)))
    assert "there are no orders to learn from" in data.gather(none, Params()).reason


def test_customers_told_twice_count_once_and_rare_levels_are_other(canonical):
    frame = rows(200)
    users = sorted(frame["user"].unique())
    about = pd.DataFrame({"user_id": users, "medium": "email", "country": "Spain", "region": None})
    about.loc[:59, "medium"] = "cpc"
    about.loc[60, "medium"] = "fax"
    about.loc[61, "medium"] = None
    twice = pd.concat([about, about[:5]], ignore_index=True)
    told = data._about(Tables(customers=ibis.memtable(twice)), Params(covariates=["channel"]))
    assert told.index.is_unique
    counts = told["channel"].value_counts().to_dict()
    assert counts == {"email": 138, "cpc": 60, "other": 1, "unknown": 1}


def test_where_nobody_buys_again_there_is_nothing_to_foresee(canonical):
    frame = rows(200).drop_duplicates("user").reset_index(drop=True)
    found = data.gather(Tables(orders=canonical(frame)), Params())
    assert found.origin == "none"
    assert found.reason.startswith("none of 200 customers bought on a second day")


def test_nobody_who_bought_again_before_the_validation_leaves_past_spend(canonical):
    """Second days come in the last weeks only: no model of purchases can be fitted before."""
    frame = rows(200)
    firsts = frame.drop_duplicates("user")
    late = frame["day"] >= frame["day"].max() - dt.timedelta(days=60)
    frame = pd.concat([firsts, frame[late]]).drop_duplicates().reset_index(drop=True)
    fitted = training.train(data.gather(Tables(orders=canonical(frame)), Params()), 1)
    assert fitted.chosen == "naive"
    assert "no customer bought a second time" in " ".join(fitted.notes)
    assert np.isfinite(fitted.predicted["naive"]).all()


@pytest.mark.parametrize(
    ("day", "told"),
    [(dt.date(2020, 1, 1), "the first order is of"), (dt.date(2030, 1, 1), "nothing is known of")],
)
def test_a_date_that_the_orders_know_nothing_of_is_said(canonical, day, told):
    assert told in data.gather(Tables(orders=canonical(rows(60))), Params(as_of=day)).reason
