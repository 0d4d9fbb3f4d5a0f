"""Known exports are told by their headers, and by nothing else; what they are made of is said."""

from __future__ import annotations

import duckdb
import pytest

from taller import language
from taller.data import shapes
from taller.data.settings.schemas import SCHEMAS
from taller.data.settings.sources import FILES
from taller.data.shapes.shape import normal
from taller.errors import DataError
from tests.data.shapes_staged import of_csv, reshaped

# Headers as the systems write them; the sources are named in the shapes' own modules.
REAL = {
    "shopify_orders": "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,"
    "Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,"
    "Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at "
    "price,Lineitem sku,Billing Name,Billing Country,Shipping Country,Notes,Cancelled at,Payment "
    "Method,Refunded Amount,Vendor,Id,Tags,Source,Lineitem discount,Phone",
    "woocommerce_orders": "order_id,order_number_formatted,order_number,order_date,status,"
    "shipping_total,tax_total,discount_total,order_total,refunded_total,order_currency,"
    "payment_method,customer_id,billing_first_name,billing_email,billing_country,item_id,"
    "item_product_id,item_name,item_sku,item_quantity,item_subtotal,item_total,item_total_tax,"
    "item_refunded,item_refunded_qty,item_meta",
    "stripe_payments": "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,"
    "Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,"
    "Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID",
    "stripe_subscriptions": "id,Customer ID,Customer Description,Customer Email,Plan,Quantity,"
    "Currency,Interval,Amount,Status,Created (UTC),Start (UTC),Current Period Start (UTC),Current "
    "Period End (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC)",
    "ga4_events": "event_date,event_timestamp,event_name,event_params,user_id,user_pseudo_id,"
    "device.category,geo.country,traffic_source.source,ecommerce.transaction_id,items",
    "hubspot_contacts": "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,"
    "Country/Region,Contact owner",
    "online_retail": "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,"
    "Country",
}
OTHERS = (
    "order,customer,sku,when,units,price",
    "id,Created (UTC),Amount,Amount Refunded,Currency,User ID,User Email,Application ID",  # fees
    "id,Email,Name,Created (UTC),Currency,Delinquent",  # Stripe's customers
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Variant SKU,Variant Price",  # products
    "First Name,Last Name,Email,Accepts Email Marketing,Company,Total Spent,Total Orders",
    "Record ID,Company name,Company owner,Create Date,City",  # HubSpot's companies
    "Record ID,Deal Name,Deal Stage,Close Date,Amount",
    "Invoice,Date,Price,Customer ID,Country",
    "event_name,event_timestamp,user_id,session_id",
)


def header(name: str) -> list[str]:
    return REAL[name].split(",")


@pytest.mark.parametrize("name", REAL)
def test_a_real_header_is_recognised_as_what_it_is_and_as_nothing_else(name):
    assert [(s.name, c > 0.9) for s, c in shapes.recognise(header(name))] == [(name, True)]


@pytest.mark.parametrize("name", REAL)
def test_cases_blanks_and_further_columns_do_not_matter(name):
    changed = [f" {column.upper()} " for column in reversed(header(name))] + ["Mine", ""]
    assert [s.name for s, _ in shapes.recognise(changed)] == [name]


@pytest.mark.parametrize("other", OTHERS)
def test_other_files_are_not_taken_for_a_known_export(other):
    assert shapes.recognise(other.split(",")) == []


def test_a_header_that_lacks_one_column_of_the_signature_is_less_sure():
    lacking = [column for column in header("shopify_orders") if column != "Financial Status"]
    ((shape, confidence),) = shapes.recognise(lacking)
    assert shape.name == "shopify_orders"
    assert confidence == pytest.approx(0.8 * 5 / 6)


def test_headers_are_compared_without_accents_and_marks():
    assert normal("País/Región") == "pais region"
    assert normal("event_params.ga_session_id") == normal("EVENT_PARAMS_GA_SESSION_ID")


@pytest.mark.parametrize("shape", shapes.SHAPES.values(), ids=lambda shape: shape.name)
def test_a_shape_speaks_of_canonical_columns_and_of_keys_an_engagement_has(shape):
    for table, recipe in shape.recipes.items():
        given = {column.name for column in SCHEMAS[table].given}
        for form in (recipe, recipe.nested or recipe):
            inputs = set(form.columns) | set(form.others)
            assert set(form.columns) <= given
            assert set(form.sources) <= given
            assert {name for made in form.sources.values() for name in made} <= inputs
            assert {*form.needed, *form.money, *form.json} <= inputs
        keys = set(FILES[table].model_fields)
        assert set(shape.settings.get(table, {})) <= keys
    with language.speaking("es"):
        spanish = shape.where()
    assert spanish != shape.where()


def test_what_a_column_is_made_of_is_said_in_the_clients_words():
    """A guest of a shop is known by e-mail, so that the customer column is personal too."""
    found = shapes.sources("woocommerce_orders", "orders", header("woocommerce_orders"), {})
    assert found["user_id"] == ("customer_id", "billing_email")
    assert found["value"] == ("item_total",)
    given = {"user_id": "order_number", "item_category": "item_meta"}
    found = shapes.sources("woocommerce_orders", "orders", header("woocommerce_orders"), given)
    assert found["user_id"] == ("order_number",)
    assert found["item_category"] == ("item_meta",)
    nested = shapes.columns("ga4_events", "events", header("ga4_events"), {})
    assert (nested["session_id"], nested["country"]) == ("event_params", "geo.country")
    assert shapes.columns("shopify_orders", "orders", header("shopify_orders"), {})["value"] == (
        "Lineitem price"
    )


def test_an_unknown_shape_or_table_is_told_with_what_there_is(tmp_path):
    staged = of_csv(tmp_path, REAL["online_retail"] + "\n1,A,x,1,2010-12-01,2,3,UK\n")
    with pytest.raises(DataError, match="no such shape; did you mean 'online_retail'"):
        reshaped(staged, "online_retial", "orders")
    with pytest.raises(DataError, match="holds no events; it holds: orders"):
        reshaped(staged, "online_retail", "events")


@pytest.mark.slow
def test_rows_keep_the_files_order_over_many_blocks(tmp_path):
    """250,000 orders of two lines: each line in its place, every discount whole."""
    path = tmp_path / "many.parquet"
    names = header("shopify_orders")
    cells = dict.fromkeys(names, "NULL::VARCHAR") | {
        "Name": "'#' || (i // 2)", "Email": "'c' || (i % 97)", "Created at": "'2026-01-05'",
        "Lineitem quantity": "'1'", "Lineitem price": "'10.00'", "Lineitem sku": "'s' || i",
        "Financial Status": "CASE WHEN i % 2 = 0 THEN 'paid' END",
        "Discount Amount": "CASE WHEN i % 2 = 0 THEN '0.01' END",
    }  # fmt: skip
    listed = ", ".join(f"{sql} AS c{i}" for i, sql in enumerate(cells.values()))
    con = duckdb.connect()
    con.execute(f"COPY (SELECT {listed} FROM range(500000) t(i)) TO '{path}'")
    staged = of_csv(tmp_path, REAL["shopify_orders"] + "\n")
    staged = type(staged)(
        "big.csv", names, path, 500_000, frozenset(), frozenset(), staged.parts, ()
    )
    new, made = shapes.reshape(con, staged, "shopify_orders", "orders", {}, tmp_path)
    found = con.execute(
        f"SELECT count(*), sum(({made['item_id']} = 's' || file_row_number)::INT), "
        f"sum((source_row = file_row_number)::INT), sum({made['value']}::DECIMAL(18, 4)) "
        f"FROM read_parquet('{new.parquet}', file_row_number=true)"
    ).fetchone()
    assert [int(n) for n in found] == [500_000, 500_000, 500_000, 5_000_000 - 2_500]
