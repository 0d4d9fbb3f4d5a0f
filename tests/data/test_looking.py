"""Looking at the tables: a list of them, SQL on them, and what completion offers."""

from __future__ import annotations

import datetime as dt

import pytest

from taller.data.settings.simulated import FashionStoreSettings
from taller.data.tables import Tables
from taller.errors import DataError
from tests.data.conftest import take


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    settings = FashionStoreSettings(source="fashion_store", users=60, items=20, months=3,
                                    events=False)  # fmt: skip
    folder = tmp_path_factory.mktemp("looking")
    return take(folder, folder, settings)


def test_a_query_is_answered_with_a_frame_of_the_canonical_columns(tables):
    frame = tables.sql("SELECT count(*) AS n, count(DISTINCT user_id) AS users FROM orders")
    orders = tables.orders.to_pandas()
    assert frame.to_dict("records") == [{"n": len(orders), "users": orders.user_id.nunique()}]
    assert list(tables.sql("SELECT * FROM orders LIMIT 1")) == list(orders)


def test_tables_are_joined_by_their_names(tables):
    joined = "SELECT count(*) AS n FROM orders JOIN items USING (item_id)"
    assert tables.sql(joined)["n"][0] == len(tables.orders.to_pandas())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM ordrs", "no table 'ordrs'; did you mean 'orders'\\?; there are orders"),
        ("SELECT nope FROM orders", 'Referenced column "nope" not found'),
        ("SELEC 1", "syntax error"),
        ("SELECT nope(1)", "nope"),
        ("", "the query is empty"),
    ],
)
def test_a_wrong_query_is_told_in_a_line_and_the_next_one_is_answered(tables, query, said):
    with pytest.raises(DataError, match=said):
        tables.sql(query)
    assert tables.sql("SELECT 1 AS one")["one"][0] == 1
    assert tables.orders.count().execute() > 0


def test_what_a_query_changes_is_gone_with_it(tables):
    tables.sql("CREATE OR REPLACE VIEW orders AS SELECT 1 AS one")
    assert "user_id" in tables.sql("SELECT * FROM orders LIMIT 1")


def test_the_list_has_rows_columns_and_days(tables):
    shown, days = repr(tables), tables.sql("SELECT min(event_timestamp) AS d FROM orders")["d"][0]
    assert "The client's tables" in shown
    assert dt.date(days.year, days.month, days.day).isoformat() in shown
    assert "transaction_id, line, user_id" in shown
    assert "events" not in shown.split()
    assert "<table" in tables._repr_html_()


def test_completion_offers_what_is_there_and_nothing_else(tables):
    assert {"orders", "customers", "items", "sql"} <= set(dir(tables))
    assert not {"events", "flat", "connection", "_read"} & set(dir(tables))


def test_a_mistyped_table_is_told_the_nearest(tables):
    with pytest.raises(AttributeError, match="no table 'order'; did you mean 'orders'"):
        tables.order  # noqa: B018
    with pytest.raises(DataError, match="has no events, but orders"):
        tables.events  # noqa: B018


def test_ibis_takes_sql_lists_tables_and_goes_on_after_an_error(tables):
    """DuckDB and Ibis are pinned to a pair of which this is true."""
    con, orders = tables.connection, tables.orders
    assert con.sql("SELECT 1 AS one").execute()["one"][0] == 1
    assert orders.alias("o").sql("SELECT count(*) AS n FROM o").execute()["n"][0] > 0
    assert "orders" in con.list_tables()
    assert con.create_table("mine", {"a": [1]}).count().execute() == 1
    with pytest.raises(Exception, match="nope"):
        con.sql("SELECT nope FROM orders").execute()
    assert orders.count().execute() > 0


def test_a_table_opens_again_from_its_folder(tables):
    again = Tables(tables.folder.parent)
    assert again.sql("SELECT count(*) AS n FROM orders")["n"][0] > 0
