"""The simulated shop's tables: whole, in the schemas' types, and agreeing with each other."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.data.settings.schemas import SCHEMAS, SHOP
from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators import fashion_store
from taller.data.simulators.fashion_store import output, parallel

TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "decimal(18, 4)": pa.decimal128(18, 4),
    "timestamp": pa.timestamp("us"),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}
DAY = pd.Timedelta(days=1)


def chosen(**more) -> FashionStoreSettings:
    return FashionStoreSettings(source="fashion_store", **{"users": 1500, "items": 150, **more})


def simulated(seed: int = 3, **more) -> dict[str, pa.Table]:
    return fashion_store.simulate(chosen(**more), seed=seed, currency="EUR")


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return simulated()


@pytest.fixture(scope="module")
def shop(tables) -> dict[str, pd.DataFrame]:
    return {name: table.to_pandas() for name, table in tables.items()}


@pytest.mark.parametrize("name", [schema.name for schema in SHOP])
def test_each_canonical_table_has_the_columns_and_types_of_its_schema(tables, name):
    found = [(field.name, field.type) for field in tables[name].schema]
    assert found == [(column.name, TYPES[column.type]) for column in SCHEMAS[name].canonical]


@pytest.mark.parametrize("name", [schema.name for schema in SHOP])
def test_keys_are_unique_and_required_columns_full(shop, name):
    keys = [column.name for column in SCHEMAS[name].columns if column.key]
    required = [c.name for c in SCHEMAS[name].canonical
                if c.given == "required" or (c.key and c.name != "region")]  # fmt: skip
    assert not shop[name].duplicated(keys).any()
    assert shop[name][required].notna().all(axis=None)


def test_files_hold_what_the_tables_in_memory_do(tables, tmp_path):
    rows = fashion_store.write(chosen(), seed=3, currency="EUR", folder=tmp_path)
    assert rows == {name: table.num_rows for name, table in tables.items()}
    for name, table in tables.items():
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(table), name


def test_the_same_seed_gives_the_same_tables_on_any_number_of_threads(tables, monkeypatch):
    """Several chunks of visits: a day each, at least."""
    monkeypatch.setattr("taller.data.simulators.fashion_store.visits.CHUNK", 50)
    monkeypatch.setattr("taller.data.simulators.fashion_store.orders.VISITS", 300)
    made = []
    for threads in (1, 4):
        monkeypatch.setattr(parallel, "THREADS", threads)
        made.append(simulated(users=400, items=60))
    assert all(made[0][name].equals(made[1][name]) for name in made[0])


def test_another_seed_gives_another_shop(tables):
    other = simulated(seed=4)
    assert not any(other[name].equals(tables[name]) for name in (s.name for s in SHOP))


def test_without_events_everything_else_is_the_same(tables):
    less = simulated(events=False)
    assert {"events", "sessions"} == set(tables) - set(less)
    for name in set(less) - {"spend"}:  # clicks are told from the visits where there are any
        assert less[name].equals(tables[name]), name
    assert less["spend"]["cost"].equals(tables["spend"]["cost"])


@pytest.mark.parametrize(
    "small",
    [
        {"users": 1, "items": 1, "months": 1},
        {"users": 1, "items": 5, "months": 1, "sessions_per_order": 1},
        {"users": 2, "items": 1, "months": 1, "return_rate": 1.0},
        {"users": 3, "items": 2, "months": 24, "end": dt.date(2024, 2, 29), "return_rate": 0},
        {"users": 30, "items": 3, "months": 1, "sessions_per_order": 100},
    ],
)
def test_shops_of_next_to_nothing_are_whole(small):
    tables = simulated(**small)
    assert tables["customers"].num_rows == small["users"]
    assert tables["items"].num_rows == small["items"]
    assert set(tables["orders"]["user_id"].to_pylist()) == set(
        tables["customers"]["user_id"].to_pylist()
    )
    assert tables["sessions"].num_rows >= len(set(tables["truth_orders"]["transaction_id"]))


def test_a_shop_that_sends_nothing_back_and_one_that_sends_back_all():
    """Within 30 days all is back: lines of the last month may still be out."""
    assert set(simulated(return_rate=0)["orders"]["kind"].to_pylist()) == {"sale"}
    orders = simulated(return_rate=1)["orders"].to_pandas()
    early = orders[orders["event_timestamp"] < orders["event_timestamp"].max() - 31 * DAY]
    sold = early[early["kind"] == "sale"]
    back = orders.loc[orders["kind"] == "cancellation", ["user_id", "item_id", "transaction_id"]]
    keys = back.assign(transaction_id=back["transaction_id"].str.replace("R", "T"))
    kept = sold.merge(keys, how="left", indicator=True)["_merge"] == "left_only"
    assert not kept.any()


def test_orders_name_customers_and_items_there_are(shop):
    assert shop["orders"]["user_id"].isin(shop["customers"]["user_id"]).all()
    assert shop["orders"]["item_id"].isin(shop["items"]["item_id"]).all()
    assert set(shop["customers"]["user_id"]) == set(shop["orders"]["user_id"])
    assert set(shop["events"]["item_id"].dropna()) <= set(shop["items"]["item_id"])
    assert set(shop["events"]["user_id"].dropna()) == set(shop["customers"]["user_id"])


def test_every_purchase_event_is_a_line_sold_and_the_other_way_round(shop):
    """The same order, item, customer, moment and value."""
    keys = ["transaction_id", "item_id", "user_id", "event_timestamp", "value", "currency"]
    sold = shop["orders"].loc[shop["orders"]["kind"] == "sale", keys]
    purchases = shop["events"].loc[shop["events"]["event_name"] == "purchase", keys]
    pd.testing.assert_frame_equal(
        *(frame.sort_values(keys[:2], ignore_index=True) for frame in (sold, purchases))
    )
    others = shop["events"][shop["events"]["event_name"] != "purchase"]
    assert others["transaction_id"].isna().all()


def test_sessions_are_what_their_events_add_up_to(shop):
    events = shop["events"].sort_values("event")
    events = events.assign(bought=events["event_name"] == "purchase")
    by_session = events.groupby("session_id")
    added = by_session.agg(
        session_start=("event_timestamp", "min"),
        session_end=("event_timestamp", "max"),
        events=("event", "size"),
        converted=("bought", "any"),
    )
    sessions = shop["sessions"].set_index("session_id")
    pd.testing.assert_frame_equal(sessions[added.columns], added.sort_index(), check_names=False)
    assert (by_session["event_name"].first() == "session_start").all()
    assert (by_session["event_timestamp"].is_monotonic_increasing).all()
    shared = ["user_id", "user_pseudo_id", "source", "medium", "campaign", "device_category"]
    first = by_session[[*shared, "country"]].first().sort_index()
    pd.testing.assert_frame_equal(sessions[first.columns], first, check_names=False)
    assert (sessions["session_start"].dt.date == sessions["session_end"].dt.date).all()


def test_each_order_has_a_visit_of_its_own(shop):
    purchases = shop["events"].dropna(subset="transaction_id")
    pairs = purchases[["transaction_id", "session_id"]].drop_duplicates()
    assert pairs["transaction_id"].is_unique
    assert pairs["session_id"].is_unique


def test_there_are_as_many_visits_for_an_order_as_asked_for():
    """Three times the orders, but for visits that fall before history: within 5 %."""
    for asked in (1, 3, 8):
        tables = simulated(sessions_per_order=asked)
        found = tables["sessions"].num_rows / tables["truth_orders"].num_rows
        assert found == pytest.approx(asked, rel=0.05)


def test_what_is_bought_was_seen_and_put_in_the_cart_before(shop):
    events = shop["events"]
    on = ["session_id", "item_id"]
    bought = events.loc[events["event_name"] == "purchase", [*on, "event_timestamp"]]
    for name in ("view_item", "add_to_cart", "begin_checkout"):
        step = events[events["event_name"] == name].groupby(on)["event_timestamp"].min()
        both = bought.join(step.rename("before"), on=on)
        assert (both["before"] <= both["event_timestamp"]).all(), name


def test_nobody_puts_in_the_cart_what_is_out_of_stock(shop):
    """On visits without a purchase: an order may be sent for from the supplier."""
    events = shop["events"].merge(shop["sessions"][["session_id", "converted"]])
    added = events[(events["event_name"] == "add_to_cart") & ~events["converted"]]
    seen = events[events["event_name"] == "view_item"]
    started = shop["events"].groupby("session_id")["event_timestamp"].min()
    spells = shop["truth_stockouts"]

    def while_out(rows: pd.DataFrame) -> int:
        at = rows.assign(at=rows["session_id"].map(started)).merge(spells, on="item_id")
        return int(((at["out_from"] <= at["at"]) & (at["at"] < at["out_until"])).sum())

    assert while_out(added) == 0
    assert while_out(seen) > 20


def test_prices_are_the_full_ones_less_the_days_discount(shop):
    orders = shop["orders"].merge(shop["items"][["item_id", "price"]], on="item_id")
    days = orders["event_timestamp"].dt.date
    share = pd.Series(1.0, orders.index)
    for promotion in shop["truth_promotions"].itertuples():
        share[(days >= promotion.starts) & (days <= promotion.ends)] = 1 - promotion.discount
    sale = orders["kind"] == "sale"
    paid = orders["price_x"].astype(float) / (orders["price_y"].astype(float) * share)
    assert paid[sale].between(0.998, 1.002).all()  # to the cent, of prices from 3.95
    assert (share[sale] < 1).mean() > 0.1


def test_tax_is_contained_in_the_value_at_the_countrys_rate(shop):
    """Spain: 21 % of the price without it, so 21/121 of what is paid."""
    spain = shop["customers"].query("country == 'Spain'")["user_id"]
    lines = shop["orders"][shop["orders"]["user_id"].isin(spain)]
    exact = lines["value"].map(lambda value: value * 21 / 121)
    assert (abs(lines["tax"] - exact) <= Decimal("0.005001")).all()


def test_customers_were_known_before_they_first_bought(shop):
    first = shop["orders"].groupby("user_id")["event_timestamp"].min()
    known = shop["customers"].set_index("user_id")["created_timestamp"]
    assert (known < first.reindex(known.index)).all()


def test_every_measured_visit_by_a_campaign_was_a_click(shop):
    """And what is spent is shown: impressions, clicks and cost are all positive."""
    spend = shop["spend"]
    keys = ["date", "campaign"]
    visits = shop["sessions"].assign(date=shop["sessions"]["session_start"].dt.date)
    visits = visits.groupby(keys).size().rename("visits")
    both = spend.join(visits, on=keys).fillna({"visits": 0})
    assert (both["clicks"] >= both["visits"]).all()
    assert (spend["impressions"] >= spend["clicks"]).all()
    assert (spend["cost"] > 0).all()
    paid = shop["sessions"][shop["sessions"]["campaign"].isin(set(spend["campaign"]))]
    days = pd.MultiIndex.from_frame(spend[keys])
    came = pd.MultiIndex.from_arrays([paid["session_start"].dt.date, paid["campaign"]])
    # No visit by a campaign that pauses, but what it carried over.
    assert came.isin(days).mean() > 0.95


def test_letters_go_to_those_who_agreed_to_be_written_to(shop):
    agreed = set(shop["customers"].query("accepts_marketing")["user_id"])
    by_letter = shop["sessions"][shop["sessions"]["medium"] == "email"]
    assert len(by_letter) > 50
    assert by_letter["user_id"].notna().any()
    assert set(by_letter["user_id"].dropna()) <= agreed


def test_customers_look_before_they_buy_rather_than_after(shop):
    """Visits of known customers without an order, in the ten days before and after one."""
    sessions = shop["sessions"].dropna(subset="user_id")
    orders, looks = sessions[sessions["converted"]], sessions[~sessions["converted"]]
    both = orders.merge(looks, on="user_id")
    lag = both["session_start_x"] - both["session_start_y"]
    before, after = (lag.between(0 * DAY, 10 * DAY)).sum(), (-lag).between(0 * DAY, 10 * DAY).sum()
    assert before > 3 * after


def test_sizes_of_a_model_differ_in_nothing_else(shop):
    items = shop["items"].merge(shop["truth_items"][["item_id", "model"]], on="item_id")
    assert (
        items.groupby("model")[["item_name", "item_brand", "price", "cost"]].nunique() == 1
    ).all(axis=None)
    assert items["item_variant"].str.match(r"^\w+ / (S|M|L|XL|3\d|40|one size)$").all()
    assert not items.duplicated(["model", "item_variant"]).any()
    assert (items["cost"] < items["price"]).all()
    assert (items["stock"] >= 0).all()


@given(st.lists(st.integers(0, 9_999_999), max_size=20), st.integers(1, 8))
def test_codes_are_zero_filled_numbers(numbers, width):
    most = max(numbers, default=0)
    found = output.codes("Tx", np.array(numbers, dtype=np.int64), width, most).to_pylist()
    assert found == [f"Tx{number:0{max(width, len(str(most)))}d}" for number in numbers]


@given(st.lists(st.tuples(st.integers(-(10**13), 10**13), st.booleans()), max_size=20))
def test_money_is_exact(cents):
    numbers = np.array([n for n, _ in cents], dtype=np.int64)
    known = np.array([flag for _, flag in cents], dtype=bool)
    found = output.money(numbers, known)
    found.validate(full=True)
    assert found.to_pylist() == [Decimal(n) / 100 if flag else None for n, flag in cents]


def test_a_fault_in_one_part_is_the_callers(monkeypatch):
    def broken(part: int, rng: np.random.Generator) -> int:
        raise ValueError(f"part {part}")

    with pytest.raises(ValueError, match="part 0"):
        list(parallel.spread(broken, range(3), np.random.default_rng(1).spawn(3)))
