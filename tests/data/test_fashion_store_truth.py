"""The simulated shop does what its truth says: each law can be found again in the data.

Tolerances are four standard errors of the estimate made here, unless said otherwise; seeds are
fixed, so that a test either always passes or never.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special

from taller.data.settings.sources import FashionStoreSettings
from taller.data.simulators import fashion_store
from taller.data.simulators.fashion_store import orders, stock
from taller.data.simulators.fashion_store.marketing import response

STYLES = [f"style_{i}" for i in range(1, 5)]


def simulated(**more) -> dict[str, pd.DataFrame]:
    settings = FashionStoreSettings(source="fashion_store", **more)
    tables = fashion_store.simulate(settings, seed=11, currency="EUR")
    wanted = {"events", "sessions", "orders", "items", "spend"}
    return {n: t.to_pandas() for n, t in tables.items() if n in wanted or n.startswith("truth")}


@pytest.fixture(scope="module")
def shop() -> dict[str, pd.DataFrame]:
    """With events, of a few customers."""
    return simulated(users=4000, items=400)


@pytest.fixture(scope="module")
def busy() -> dict[str, pd.DataFrame]:
    """Orders of many customers, without events."""
    return simulated(users=60_000, items=400, events=False)


@pytest.fixture(scope="module")
def parameters(shop) -> pd.Series:
    return shop["truth_parameters"].set_index("name")["value"]


def orders_of(shop: dict[str, pd.DataFrame], *, seasonal: bool = False) -> pd.DataFrame:
    """One row an order, of customers who do not come only in season."""
    sales = shop["orders"][shop["orders"]["kind"] == "sale"]
    found = sales.drop_duplicates("transaction_id").merge(shop["truth_orders"])
    truth = shop["truth_customers"].set_index("user_id")
    found = found.join(truth[["kind", "rate"]].rename(columns={"kind": "who"}), on="user_id")
    found["date"] = found["event_timestamp"].dt.date
    return found if seasonal else found[found["who"] != "seasonal"]


def with_worth(shop: dict[str, pd.DataFrame], rows: pd.DataFrame) -> pd.DataFrame:
    """The utility's three features for each row of a customer and an item."""
    people = shop["truth_customers"].set_index("user_id")
    things = shop["truth_items"].set_index("item_id")
    category = shop["items"].set_index("item_id")["item_category"]
    who, what = people.loc[rows["user_id"]], things.loc[rows["item_id"]]
    alike = (who[STYLES].to_numpy() * what[STYLES].to_numpy()).sum(axis=1)
    away = np.abs(what["dear"].to_numpy() - who["price_taste"].to_numpy())
    liked = category.loc[rows["item_id"]].to_numpy() == who["favourite"].to_numpy()
    return rows.assign(style=alike, price=away, favourite=liked.astype(float))


def newton(start: np.ndarray, gradient, curvature) -> tuple[np.ndarray, np.ndarray]:
    """Maximum likelihood and its standard errors."""
    at = start
    for _step in range(25):
        at = at + np.linalg.solve(curvature(at), gradient(at))
    return at, np.sqrt(np.diag(np.linalg.inv(curvature(at))))


def test_the_weights_of_the_choice_are_found_by_a_conditional_logit(shop, parameters):
    """Of the three items seen, one is bought. One in some thirty is the second best, since the
    best was out of stock, which weakens the weights: 5 % of each are allowed for it."""
    events = shop["events"].merge(shop["sessions"][["session_id", "converted"]])
    events = events[events["converted"]].sort_values("event", ignore_index=True)
    added = np.flatnonzero(events["event_name"] == "add_to_cart")
    seen = added[:, None] + np.array([-3, -2, -1])
    assert (events["event_name"].to_numpy()[seen] == "view_item").all()
    items = events["item_id"].to_numpy()
    chosen = items[seen] == items[added][:, None]
    one = chosen.sum(axis=1) == 1  # not the same item seen twice
    rows = events.iloc[seen[one].ravel()]
    user = events["user_id"].to_numpy()[added[one]].repeat(3)
    features = with_worth(shop, rows.assign(user_id=user))[["style", "price", "favourite"]]
    x, y = features.to_numpy().reshape(-1, 3, 3), chosen[one].astype(float)

    def gradient(w):
        return np.einsum("nc,ncf->f", y - special.softmax(x @ w, axis=1), x)

    def curvature(w):
        p = special.softmax(x @ w, axis=1)
        mean = np.einsum("nc,ncf->nf", p, x)
        return np.einsum("nc,ncf,ncg->fg", p, x, x) - mean.T @ mean

    found, error = newton(np.zeros(3), gradient, curvature)
    true = parameters[["utility_style", "utility_price", "utility_favourite"]].to_numpy()
    assert (np.abs(found - true) < 4 * error + 0.05 * np.abs(true)).all()
    assert (error < 0.1).all()


def test_the_odds_of_the_cart_are_found_by_a_logit_of_the_utility(shop, parameters):
    """On visits of known customers that end without an order, where there was stock."""
    events = shop["events"].merge(shop["sessions"][["session_id", "converted"]])
    events = events.sort_values("event", ignore_index=True)
    looking = ~events["converted"] & (events["event_name"] == "view_item")
    looking &= events["user_id"].notna()
    added = events["event_name"].shift(-1).eq("add_to_cart")
    rows = with_worth(shop, events[looking].assign(added=added[looking].astype(float)))
    start = shop["sessions"].set_index("session_id")["session_start"]
    at = rows.assign(at=rows["session_id"].map(start)).reset_index()
    spells = at.merge(shop["truth_stockouts"], on="item_id")
    out = spells[(spells["out_from"] <= spells["at"]) & (spells["at"] < spells["out_until"])]
    rows = rows.drop(index=out["index"].unique())
    names = ["style", "price", "favourite"]
    weights = parameters[[f"utility_{name}" for name in names]].to_numpy()
    x = np.column_stack([np.ones(len(rows)), rows[names].to_numpy() @ weights])
    y = rows["added"].to_numpy()

    def curvature(w):
        p = special.expit(x @ w)
        return (x * (p * (1 - p))[:, None]).T @ x

    found, error = newton(np.zeros(2), lambda w: x.T @ (y - special.expit(x @ w)), curvature)
    assert (np.abs(found - parameters[["add_level", "add_slope"]].to_numpy()) < 4 * error).all()
    assert error[1] < 0.1


def test_shares_of_bounces_and_of_carts_at_the_checkout_are_those_said(shop, parameters):
    """Of visits without an order, each share within four binomial standard errors."""
    left = shop["sessions"].loc[~shop["sessions"]["converted"], "session_id"]
    events = shop["events"][shop["events"]["session_id"].isin(left)]
    steps = events.groupby(["session_id", "event_name"]).size().unstack(fill_value=0) > 0

    def close(found: pd.Series, true: float) -> bool:
        return abs(found.mean() - true) < 4 * np.sqrt(true * (1 - true) / len(found))

    assert close(~steps["view_item"], parameters["bounce"])
    assert close(steps.loc[steps["add_to_cart"], "begin_checkout"], parameters["checkout"])


def test_a_size_that_does_not_fit_comes_back_as_much_oftener_as_said(busy, parameters):
    """The log ratio of two groups' returns, over the difference of their mean misfit.

    Below one size the chances are in proportion to the odds; only the last month is out.
    """
    lines = busy["orders"]
    things = busy["truth_items"].set_index("item_id")
    people = busy["truth_customers"].set_index("user_id")
    back = lines.loc[lines["kind"] == "cancellation", ["transaction_id", "item_id"]]
    back = back.assign(transaction_id=back["transaction_id"].str.replace("R", "T"), back=1.0)
    last = lines["event_timestamp"].max() - pd.Timedelta(days=31)
    sold = lines[(lines["kind"] == "sale") & (lines["event_timestamp"] < last)]
    sold = sold.merge(back, how="left").fillna({"back": 0.0})
    what, who = things.loc[sold["item_id"]], people.loc[sold["user_id"]]
    misfit = np.abs((what["size"] + what["runs"]).to_numpy() - who["size"].to_numpy())
    expected = who["sends_back"].to_numpy() * np.exp(parameters["return_fit"] * misfit)
    sized = what["sized"].to_numpy() & (who["kind"] != "tryer").to_numpy()
    groups = [sized & (misfit < 0.3), sized & (misfit > 0.6) & (misfit < 1.0)]
    rates = [sold["back"][g].mean() for g in groups]
    truth = np.log(expected[groups[1]].mean() / expected[groups[0]].mean())
    error = np.sqrt(sum(1 / sold["back"][g].sum() for g in groups))
    assert np.log(rates[1] / rates[0]) == pytest.approx(truth, abs=4 * error)
    assert truth > 5 * error
    assert sold["back"].mean() == pytest.approx(0.12, abs=0.003)


def test_promotions_lift_orders_as_much_as_said(busy):
    """Black Friday's orders a day over those of the November days around it.

    Advertising and weekdays are known; 4 Poisson standard errors, and 3 % for the shop's growth.
    """
    demand = busy["truth_demand"].set_index("date")
    daily = orders_of(busy, seasonal=True).groupby("date").size()
    november = [day for day in demand.index if (day.year, day.month) == (2025, 11)]
    days = demand.loc[november].assign(orders=daily.reindex(november))
    promotion = days["lift"] > 0
    usual = (days["weekday"] * (1 + days["advertising"]))[~promotion].sum()
    level = days["orders"][~promotion].sum() / usual
    found = (days["orders"][promotion] / (level * days["weekday"][promotion])).mean()
    true = (1 + days["lift"] + days["advertising"])[promotion].mean()
    error = true * np.sqrt(1 / days["orders"][promotion].sum() + 1 / (level * usual))
    assert found == pytest.approx(true, abs=4 * error + 0.03 * true)
    assert days["lift"][promotion].iloc[0] == 1.1


def test_what_channels_add_is_found_by_regression_on_their_carried_spend(busy):
    """Poisson regression of daily orders on season, weekday, promotion, a smooth trend, and each
    campaign's carried and saturated spend: its coefficient is the campaign's ceiling. That of the
    promotions' lifts is 1: they are what they are said to be."""
    demand, channels = busy["truth_demand"], busy["truth_channels"].query("ceiling > 0")
    spend = busy["spend"].pivot_table(
        index="date", columns="campaign", values="cost", aggfunc="sum", fill_value=0
    )
    spend = spend.reindex(demand["date"], fill_value=0).astype(float)
    shapes = np.column_stack(
        [
            response(spend[c.campaign].to_numpy(), 1.0, c.carry_over, c.half_saturation,
                     before=spend[c.campaign].mean())
            for c in channels.itertuples()
        ]
    )  # fmt: skip
    orders_a_day = orders_of(busy).groupby("date").size().reindex(demand["date"]).to_numpy()
    usual = (demand["season"] * demand["weekday"]).to_numpy()
    t = np.linspace(-1, 1, len(usual))
    added = np.column_stack([demand["lift"], shapes])
    trend = np.polynomial.legendre.legvander(t, 6)

    def expected(w):
        return usual * np.exp(trend @ w[:7]) * (1 + added @ w[7:])

    def residual(w):
        mean = np.maximum(expected(w), 1e-9)
        return (orders_a_day - mean) / np.sqrt(mean)

    start = np.concatenate(
        [[np.log(orders_a_day.mean())], np.zeros(6), np.full(added.shape[1], 0.1)]
    )
    fit = optimize.least_squares(residual, start)
    error = np.sqrt(np.diag(np.linalg.inv(fit.jac.T @ fit.jac)))[7:]
    true = np.array([1.0, *channels["ceiling"]])
    assert (np.abs(fit.x[7:] - true) < 4 * error).all()
    assert error[0] < 0.04
    large = true > 0.2  # promotions, shopping and prospecting are clearly there
    assert (fit.x[7:][large] > 4 * error[large]).all()


def test_orders_are_owed_to_causes_in_proportion_to_what_each_adds(busy):
    """The sum over the days of orders x effect / (1 + lift + advertising)."""
    effects = busy["truth_effects"].pivot_table(index="date", columns="campaign", values="effect")
    demand = busy["truth_demand"].set_index("date")
    found = orders_of(busy, seasonal=True)
    daily = found.groupby("date").size().reindex(demand.index)
    total = 1 + demand["lift"] + demand["advertising"]
    for campaign, effect in effects.items():
        share = effect / total
        added = (found["cause"] == campaign).sum()
        error = np.sqrt((daily * share * (1 - share)).sum())
        assert added == pytest.approx((daily * share).sum(), abs=4 * error)
    channels = busy["truth_channels"].set_index("campaign")
    assert channels["orders_added"].sum() == found["cause"].isin(channels.index).sum()
    promotions = busy["truth_promotions"].set_index("promotion")["orders_added"]
    assert promotions.sum() == found["cause"].isin(promotions.index).sum()
    # Brand search is credited with far more than it adds; so last clicks mislead.
    brand = channels.loc["brand_search"]
    assert brand["orders_credited"] > 5 * brand["orders_added"]


def test_spend_is_the_share_of_revenue_each_channel_is_given(busy):
    """To half a cent a day. Shopping is given 1.8 % of the value of all sales."""
    sales = busy["orders"].loc[busy["orders"]["kind"] == "sale", "value"].astype(float).sum()
    cost = busy["truth_channels"].set_index("campaign")["cost"]
    assert cost["shopping"] == pytest.approx(0.018 * sales, abs=0.005 * 546)
    paid = busy["spend"].astype({"cost": float}).groupby("campaign")["cost"].sum()
    pd.testing.assert_series_equal(
        paid, cost[cost > 0].sort_index(), check_names=False, check_index_type=False
    )


def test_customers_buy_at_their_own_rate_while_they_live(busy):
    """Customers who joined in the first half of 2025 and live on: orders after the first, in the
    year to June 2026, whose demand is that of the whole history for whatever pace, within 10 %."""
    found = orders_of(busy, seasonal=True)
    first = found.groupby("user_id")["event_timestamp"].min()
    truth = busy["truth_customers"].set_index("user_id")
    old = truth[truth["alive"] & (first.reindex(truth.index) < pd.Timestamp(2025, 7, 1))]
    year = found[(found["event_timestamp"] >= "2025-07-01") & found["user_id"].isin(old.index)]
    counts = year.groupby("user_id").size().reindex(old.index, fill_value=0)
    for _kind, group in old.groupby("kind"):
        assert counts[group.index].mean() == pytest.approx(group["rate"].mean(), rel=0.1)


def test_popular_items_are_seen_as_often_as_said(shop):
    """Of visits by strangers and others without an order; sizes together. Four standard errors of
    the most popular model's share."""
    left = shop["sessions"].loc[~shop["sessions"]["converted"], "session_id"]
    events = shop["events"]
    seen = events[events["session_id"].isin(left) & (events["event_name"] == "view_item")]
    items = shop["truth_items"].set_index("item_id")
    true = items.groupby("model")["popularity"].sum()
    share = seen["item_id"].map(items["model"]).value_counts(normalize=True)
    best = true.idxmax()
    error = np.sqrt(true[best] * (1 - true[best]) / len(seen))
    assert share[best] == pytest.approx(true[best], abs=4 * error)
    assert true.sum() == pytest.approx(1)
    assert np.corrcoef(true, share.reindex(true.index, fill_value=0))[0, 1] > 0.98


def test_a_few_items_run_out_and_little_is_lost(busy, shop):
    """Some, so that it can be studied; not so many that nothing can be sold."""
    history = busy["truth_demand"]["date"].size * len(busy["truth_items"])
    spells = busy["truth_stockouts"]
    out = (spells["out_until"] - spells["out_from"]).dt.total_seconds().sum() / 86_400
    assert 0.002 < out / history < 0.1
    assert (spells["out_from"] < spells["out_until"]).all()


@given(
    st.lists(st.integers(0, 10_000).map(lambda n: n / 100), min_size=1, max_size=30),
    st.floats(0, 0.95), st.floats(0.1, 5), st.floats(1.01, 3),
)  # fmt: skip
def test_more_spend_adds_more_but_never_in_proportion(spend, carry_over, half, times):
    """Diminishing returns: twice the spend adds at most twice as much, and below the ceiling."""
    spend = np.array(spend)
    once = response(spend, 0.2, carry_over, half, before=0.0)
    more = response(times * spend, 0.2, carry_over, half, before=0.0)
    assert (more >= once).all()
    assert (more <= times * once * (1 + 1e-12)).all()
    assert (more <= 0.2).all()


@given(st.floats(0, 0.95), st.integers(1, 200))
def test_steady_spend_has_the_same_effect_every_day(carry_over, days):
    """After as much as that before, 1 carried over is 1: 0.3 x 1 / (1 + 0.5) = 0.2."""
    found = response(np.ones(days), 0.3, carry_over, 0.5)
    assert found == pytest.approx(0.2)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), max_size=40),
    st.lists(st.integers(0, 12), min_size=5, max_size=5),
)
def test_lines_are_served_in_turn_while_there_is_stock(lines, shelf):
    """As a shop assistant would: give what is left, one line after the other."""
    item = np.array([i for i, _ in lines], dtype=np.int32)
    wanted = np.array([q for _, q in lines], dtype=np.int32)
    left, expected = list(shelf), []
    for i, quantity in lines:
        expected.append(min(quantity, left[i]))
        left[i] -= expected[-1]
    assert stock.in_turn(item, wanted, np.array(shelf)).tolist() == expected


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=50), st.floats(0, 1))
def test_chances_of_a_return_average_to_the_rate(odds, rate):
    found = orders.chances(np.array(odds), rate)
    assert found.mean() == pytest.approx(rate, abs=1e-6)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found[np.argsort(odds)]) >= 0).all()
