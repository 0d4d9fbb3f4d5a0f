"""Features by hand, inputs that cannot be segmented, and the whole analysis end to end."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError
from sklearn.metrics import adjusted_rand_score

from taller.development import clustering
from taller.development.clustering import study as studying
from taller.development.clustering.evaluation import later, rfm
from taller.development.clustering.evaluation import profile as worth
from taller.development.clustering.findings import conclusion as findings
from taller.development.clustering.model import segmentation as modelling
from taller.errors import AnalysisError
from taller.language import speaking

AS_OF = dt.date(2026, 3, 1)
FOUR = [
    # Ana sends a mug back: the one bought last, so that order keeps nothing.
    ("ana", "A1", "mug", "2026-01-30", 2, 5.00),
    ("ana", "A1", "lamp", "2026-01-30", 1, 20.00),
    ("ana", "A2", "mug", "2026-02-19", 1, 6.00),
    ("ana", "CA", "mug", "2026-02-20", -1, 6.00),
    # Ben's cancellation comes after the date, and is not known yet.
    ("ben", "B1", "lamp", "2026-02-27", 1, 20.00),
    ("ben", "CB", "lamp", "2026-03-02", -1, 20.00),
    # Cas has nothing left.
    ("cas", "C1", "mug", "2026-02-01", 3, 5.00),
    ("cas", "CC", "mug", "2026-02-02", -3, 5.00),
    # Dia bought twice, the second time the day before.
    ("dia", "D1", "pen", "2025-12-01", 10, 1.00),
    ("dia", "D2", "lamp", "2026-02-28", 1, 20.00),
    # Eve comes on the day itself: not before it.
    ("eve", "E1", "lamp", "2026-03-01", 1, 20.00),
]


def analyse(orders, p=None, seed=7):
    """All steps of the notebook."""
    p = p or clustering.Params(resamples=8, max_segments=5, holdout_days=60, migration_days=60)
    as_of = clustering.last_day(orders, p)
    customers = clustering.describe(orders, as_of)
    prepared = modelling.prepare(customers, p)
    choice = modelling.choose(prepared, p, seed)
    model, choice = modelling.fit(prepared, choice, customers)
    outlook = later.look_ahead(model, orders, customers, p, seed)
    persistence = later.persist(orders, customers, p, seed)
    comparison, reason = rfm.compare(orders, as_of, p, seed)
    shown = later.Afterwards(outlook, comparison, persistence)
    segments = worth.profile(model, choice, prepared, customers, shown, seed)
    migration = later.migrate(model, orders, customers, p)
    study = studying.Study(p, customers, prepared, choice, segments, shown, migration, reason)
    return study, model


@pytest.fixture(scope="module")
def study(shop):
    return analyse(shop.orders)


def test_features_of_four_customers_by_hand(orders_of):
    found = (
        clustering.customer_features(orders_of(FOUR), as_of=AS_OF).to_pandas().set_index("user_id")
    )
    found = found.sort_index()
    assert found.index.tolist() == ["ana", "ben", "cas", "dia"]
    assert found["recency_days"].fillna(-1).tolist() == [30, 2, -1, 1]
    assert found["frequency"].tolist() == [1, 1, 0, 2]
    assert found["monetary"].tolist() == [30.0, 20.0, 0.0, 30.0]
    assert found["tenure_days"].fillna(-1).tolist() == [30, 2, -1, 90]
    assert found["breadth"].tolist() == [2, 1, 0, 2]
    assert found["return_rate"].tolist() == pytest.approx([6 / 36, 0, 1, 0])


def test_customers_with_nothing_left_are_counted(orders_of):
    found = clustering.buyers(orders_of(FOUR), AS_OF)
    assert found.frame.index.tolist() == ["ana", "ben", "dia"]
    assert (len(found), found.nothing_left) == (3, 1)


def test_spend_between_two_dates_is_net_of_what_came_back(orders_of):
    """From 1 February on: Ana's mug went back, Cas's mugs too; Dia's lamp stays, Ben's is known."""
    orders = orders_of(FOUR)
    found = clustering.sales_between(orders, dt.date(2026, 2, 1), AS_OF).to_pandas()
    found = found.set_index("user_id").sort_index()
    assert found["spend"].to_dict() == {"ana": 0.0, "ben": 20.0, "cas": 0.0, "dia": 20.0}
    assert found["bought"].to_dict() == {"ana": 6.0, "ben": 20.0, "cas": 15.0, "dia": 20.0}
    more = clustering.sales_between(orders, dt.date(2026, 2, 1), dt.date(2026, 3, 2)).to_pandas()
    assert set(more.loc[more["spend"] > 0, "user_id"]) == {"ben", "dia", "eve"}


def test_the_date_is_the_day_after_the_last_order(orders_of):
    orders = orders_of(FOUR)
    assert clustering.last_day(orders, clustering.Params()) == dt.date(2026, 3, 3)
    asked = clustering.Params(as_of="2026-02-01")
    assert clustering.last_day(orders, asked) == dt.date(2026, 2, 1)


def test_a_date_before_the_first_order_is_refused(orders_of):
    p = clustering.Params(as_of="2025-12-01")
    with pytest.raises(AnalysisError, match=r"as_of is 1 December 2025, .* 1 December 2025"):
        clustering.last_day(orders_of(FOUR), p)


def test_no_orders_are_said_to_be_none(orders_of):
    orders = orders_of(FOUR)
    with pytest.raises(AnalysisError, match="there are no orders"):
        clustering.last_day(orders.filter(orders.user_id == "nobody"), clustering.Params())


@pytest.mark.parametrize(
    "rows, counted",
    [
        pytest.param(FOUR[:1], "customers: 1; orders: 1; order lines: 1;", id="one order"),
        pytest.param(FOUR[:3], "customers: 1; orders: 2; order lines: 3;", id="one customer"),
        pytest.param(FOUR, "customers: 3; .* with nothing left: 1", id="too few"),
    ],
)
def test_too_few_customers_are_refused_with_what_was_found(orders_of, rows, counted):
    with pytest.raises(AnalysisError, match=f"at least 50 customers .* {counted}"):
        clustering.describe(orders_of(rows), AS_OF)


def test_customers_who_are_all_alike_are_one_group_and_the_headline_says_so(orders_of):
    """A page, not a failure: one group with a number, no action for it, nothing to compare."""
    rows = [(f"u{i}", f"o{i}", "mug", "2026-02-01", 1, 5.0) for i in range(80)]
    with speaking("en"):
        study, _model = analyse(orders_of(rows))
        result = findings.conclude(study)
    assert result.structure == "alike"
    assert [(s.name, s.customers) for s in result.segments] == [("Group 1", 80)]
    assert result.headline == (
        "None of the 80 customers has bought twice. "
        "Treat the 80 customers alike for now: no groups can be told apart among them."
    )
    assert "different ways of buying among 80 customers: 1" in " ".join(result.limits)


@pytest.mark.slow
def test_where_nobody_came_back_the_analysis_works_and_says_so(shop, canonical):
    once = shop.rows.drop_duplicates("user").assign(quantity=2)
    study, _model = analyse(canonical(once))
    result = findings.conclude(study)
    assert {d.feature for d in study.prepared.dropped} >= {"frequency", "breadth"}
    assert result.headline.startswith("None of the 420 customers has bought twice")
    assert any("Nobody has bought twice" in limit for limit in result.limits)
    assert not next(c for c in result.checks if c.name == "Customers come back").passed
    assert not any("regular" in s.name.lower() for s in study.segments)


@pytest.mark.slow
def test_segments_find_the_types_that_made_the_orders(shop, study):
    """Chance would agree at 0; names were never given, only orders."""
    found = study[1].assign(study[0].customers.frame)
    truth = shop.truth.reindex(found.index)
    assert study[0].structure == "groups"
    assert adjusted_rand_score(truth, found) > 0.9


def test_segments_account_for_every_customer_and_all_value(study):
    segments = study[0].segments
    assert sum(s.customers for s in segments) == len(study[0].customers)
    assert sum(s.value.value for s in segments) == pytest.approx(1)
    medians = [s.profile.monetary for s in segments]
    assert medians == sorted(medians, reverse=True)


def test_value_share_is_the_segments_part_of_all_money(study):
    customers, model = study[0].customers, study[1]
    money = customers.frame["monetary"]
    first = model.assign(customers.frame) == 1
    assert study[0].segments[0].value.value == pytest.approx(money[first].sum() / money.sum())


def test_next_spend_is_what_those_in_the_segment_then_spent_since(shop, study):
    """Counted again from the rows, in pandas, for the first segment."""
    found, model = study
    start = found.shown.outlook.start
    then = clustering.buyers(shop.orders, start)
    members = model.assign(then.frame) == 1
    rows = shop.rows[pd.to_datetime(shop.rows["day"]) >= pd.Timestamp(start)]
    spent = (rows["quantity"] * rows["price"]).groupby(rows["user"]).sum()
    expected = spent.reindex(members[members].index, fill_value=0).mean()
    assert found.shown.outlook.next_spend[1].value == pytest.approx(expected)


def test_every_row_of_the_migration_adds_up(study):
    flows = pd.DataFrame(
        [f.model_dump(include={"origin", "customers"}) for f in study[0].migration.flows]
    )
    shares = (
        pd.Series([f.share.value for f in study[0].migration.flows]).groupby(flows["origin"]).sum()
    )
    assert flows["customers"].sum() == len(study[0].customers)
    assert shares.tolist() == pytest.approx([1.0] * len(shares))
    assert 0 in shares.index  # newcomers were not yet customers


@pytest.mark.slow
def test_order_of_rows_changes_nothing(shop, study, canonical):
    mixed = shop.rows.sample(frac=1, random_state=4).sort_values("day", kind="stable")
    again, _model = analyse(canonical(mixed))
    before, after = findings.conclude(study[0]), findings.conclude(again)
    assert after.headline == before.headline
    assert list(_texts(after.model_dump())) == list(_texts(before.model_dump()))
    assert list(_numbers(after.model_dump())) == pytest.approx(
        list(_numbers(before.model_dump())), rel=1e-9
    )


def test_the_result_survives_json(study):
    result = findings.conclude(study[0], simulated=True)
    assert clustering.Result.model_validate_json(result.model_dump_json()) == result
    assert 3 <= len(result.figures) <= 5
    assert "simulated" in result.limits[0]
    assert all(d.owner and d.effect for d in result.decisions)


@pytest.mark.slow
def test_short_history_leaves_the_comparison_out_and_says_so(shop):
    """Then nothing shows that the groups differ afterwards, and none has an action of its own."""
    p = clustering.Params(resamples=8, max_segments=4, holdout_days=400, migration_days=400)
    study, _model = analyse(shop.orders, p)
    result = findings.conclude(study)
    assert (study.shown.outlook, study.migration, study.shown.comparison) == (None, None, None)
    assert any("No comparison with RFM quintiles" in limit for limit in result.limits)
    assert not next(c for c in result.checks if "next period" in c.name).passed
    assert not any(s.acts for s in result.segments)
    assert result.headline.endswith("is not shown yet.")


def test_groups_shown_to_spend_differently_are_not_said_not_to_be(study):
    """That no name calls for an action is no reason to deny what the headline has just told."""
    idle = [s.model_copy(update={"acts": False}) for s in study[0].segments]
    told = findings.conclude(replace(study[0], segments=idle))
    assert study[0].shown.tells_apart
    assert not told.headline.endswith("is not shown yet.")
    assert "not shown yet" not in told.decisions[0].effect


def test_everything_is_said_in_spanish(shop):
    with speaking("es", currency="EUR"):
        study, _model = analyse(shop.orders)
        result = findings.conclude(study)
    assert result.headline.startswith("Los clientes se reparten en 3 grupos separados; «")
    text = " ".join(_texts(result.model_dump()))
    for english in ("customer", "segment ", "Meant", "gap", "resample", "order", "spend"):
        assert english not in text, english


def _numbers(value):
    """All numbers of a result, in order."""
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _numbers(inner)


def _texts(value):
    """All strings of a result but stable names (keys and features)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("key", "unit", "feature", "used"):
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@pytest.mark.slow
def test_segments_of_the_simulated_shop_go_with_its_latent_kinds(tmp_path):
    """Which kind a customer is was never shown; 20 shuffles of the kinds agree far less."""
    from taller.data.settings import sources
    from taller.data.snapshot import snapshot
    from taller.data.tables import Tables

    snapshot.take(
        sources.FashionStoreSettings(source="fashion_store", users=1500, items=200), root=tmp_path,
        folder=tmp_path, seed=5, currency="EUR", now=dt.datetime(2026, 6, 1),
    )  # fmt: skip
    tables = Tables(tmp_path)
    study, model = analyse(tables.orders)
    found = model.assign(study.customers.frame)
    truth = tables.truth["customers"].set_index("user_id").reindex(found.index)
    draw = np.random.default_rng(1)
    chance = [adjusted_rand_score(draw.permutation(truth["kind"]), found) for _i in range(20)]
    assert adjusted_rand_score(truth["kind"], found) > 5 * max(chance)
    # Who has really gone shows most: fewer are left where the last order is longest ago.
    alive = truth["alive"].groupby(found).mean()
    longest = max(study.segments, key=lambda s: s.profile.recency_days).number
    assert alive[longest] < truth["alive"].mean() - 0.2


@pytest.mark.slow
def test_online_retail_end_to_end(shared_data, root, tmp_path):
    """Real orders, from the client's file to the result, in a few seconds."""
    from taller.workbench.engagement import engagement
    from taller.workbench.run.handle import ensure_tables

    path = root / "params" / "online_retail.yaml"
    tables = ensure_tables(engagement.read(path), tmp_path)
    with speaking("en", currency="GBP"):
        study, _model = analyse(tables.orders, clustering.Params(resamples=8, max_segments=6))
        result = findings.conclude(study)
    assert 3_000 < result.customers < 3_400
    assert 2 <= len(result.segments) <= 6
    assert result.segments[0].value.value > 0.3
    assert all(s.next_spend and s.came_back for s in result.segments)
    assert result.structure == "degrees"
    assert result.headline.startswith("Treat customers by what they have spent, not by group")
    assert all(s.name == f"Group {s.number}" and not s.acts for s in result.segments)
    assert result.comparison.learned_to == dt.date(2011, 6, 3)
    assert result.comparison.contenders[0].r_squared.value > 0.05


def test_params_name_what_is_wrong():
    with pytest.raises(ValidationError, match="max_segments must be at least min_segments, 5"):
        clustering.Params(min_segments=5, max_segments=4)


def test_params_are_all_described():
    assert all(field.description for field in clustering.Params.model_fields.values())


def test_params_load_nothing_heavy():
    code = (
        "import sys, taller.development.clustering; "
        "print([m for m in ('pandas', 'ibis', 'sklearn', 'altair', 'scipy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_quantities_are_numbers_not_text(study):
    frame = study[0].customers.frame
    assert all(dtype == np.float64 for dtype in frame.dtypes)
