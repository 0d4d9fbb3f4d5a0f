"""WooCommerce's orders: the CSV of "Customer / Order / Coupon Export", and the REST API's JSON.

In the CSV each item has a row of its own that repeats what the order says. In the API's JSON lines
an order is one row, with its items in ``line_items`` and its money back in ``refunds``; objects in
it arrive as dotted columns, such as ``billing.email``, and arrays as JSON.

References
----------
CSV: the plugin's own source (``default_one_row_per_item``; ``date`` and ``item_tax`` up to version
3, ``order_date`` and ``item_total_tax`` from 4 on), and
https://woocommerce.com/document/ordercustomer-csv-export-developer-documentation/
JSON: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
"""

from __future__ import annotations

from taller.data.reading import ROW
from taller.data.settings.schemas import MONEY
from taller.data.shapes.inputs import Inputs, unread
from taller.data.shapes.shape import Query, Recipe, Shape, told_apart
from taller.language import _

USER = "coalesce(nullif(nullif(user_id, '0'), '0.0'), email)"  # guests have the number 0
STATUS = "regexp_replace(lower(status), '^wc-', '')"
OVER = "OVER (PARTITION BY part, coalesce(transaction_id, concat('row ', source_row)))"
ALIKE = "PARTITION BY part, transaction_id, item_id, product, item_name, quantity, value, tax"
CHARGES = ("shipping", "shipping_tax", "fee", "fee_tax")  # of the order, besides its items


def orders(inputs: Inputs) -> Query:
    """Rows of items. Money given back stands at each item, or else on the order's first.

    A row that repeats the first in all it says is the first told twice, and says the same.
    """
    said = ", ".join(inputs.cells)
    hashed = f"SELECT *, hash({said}) AS told FROM ({inputs.parted()})"
    numbered = (
        f"SELECT *, row_number() OVER ({ALIKE} ORDER BY {ROW}) - 1 AS place, "
        f"count(*) OVER ({ALIKE}) AS copies FROM ({hashed})"
    )
    told = (
        f"SELECT *, arg_min(told, {ROW}) {OVER} = told AS is_first, "
        f"sum(abs(coalesce(item_refunded_number, 0))) {OVER} AS by_items, {_sums()} "
        f"FROM ({numbered})"
    )
    lines = f"SELECT *, {_nth(inputs)} AS nth FROM ({told})"
    refund = (
        f"CASE WHEN by_items > 0 THEN {_taxed_refund(inputs)} "
        "WHEN is_first AND nth IN ('0', '?') THEN abs(refund_number) END"
    )
    item = "coalesce(item_id, nullif(product, '0'), item_name)"
    found = {name: name for name in inputs.recipe.columns if inputs.has(name)}
    found |= {"user_id": USER, "item_id": item}
    if inputs.has("tax"):
        found["tax"] = f"coalesce({inputs.plain('tax_number')}, {unread('tax')})"
    found["value"] = f"coalesce({inputs.plain('value_number')}, {unread('value')})"
    if inputs.has("shipping"):
        found["shipping"] = _shipping(inputs)
    if inputs.has("status"):
        found["status"] = STATUS
    if inputs.has("refund", "item_refunded"):
        found["refund"] = inputs.plain(f"nullif({refund}, 0)")
    else:
        found.pop("refund", None)
    if inputs.has("order_total"):
        found["total"] = inputs.plain("order_total_number")
    return Query(lines, found, ordered=False, nth="nth")


def _taxed_refund(inputs: Inputs) -> str:
    """SQL of what was given back on an item, with its tax, as the order's own refund is told."""
    back = "abs(item_refunded_number)"
    if not inputs.has("tax"):
        return back
    rate = "coalesce(tax_number / nullif(value_number, 0), 0)"
    return f"CAST(round({back} * (1 + {rate}), 2) AS {MONEY})"


def _sums() -> str:
    """SQL of what the items of an order come to, all of them and each kind of row once.

    With their tax and without, since an export may not tell the tax of its shipping.
    """
    taxed = "value_number + coalesce(tax_number, 0)"
    made = {"gross": taxed, "net": "value_number"}
    sums = [f"sum({sql}) {OVER} AS {name}" for name, sql in made.items()]
    sums += [f"sum({sql}) FILTER (place = 0) {OVER} AS {name}_once" for name, sql in made.items()]
    return ", ".join([*sums, f"count(*) {OVER} AS rows_of_order"])


def _nth(inputs: Inputs) -> str:
    """SQL of the place of a line among those alike of its order.

    The number each line has tells them apart, else what the order comes to: all of its rows, or
    one of each kind, whichever makes up its total less shipping and fees.
    """
    if inputs.has("line_id"):
        return f"CAST(dense_rank() OVER ({ALIKE} ORDER BY line_id) - 1 AS VARCHAR)"
    charges = " - ".join(["order_total_number", *(f"coalesce({c}_number, 0)" for c in CHARGES)])
    without = " - ".join(
        ["order_total_number", "coalesce(shipping_number, 0)", "coalesce(fee_number, 0)",
         "all_tax_number"]
    )  # fmt: skip
    # Amounts are rounded one by one: half a cent for each.
    rounding = "0.005 * (rows_of_order + 2)"

    def fits(which: str) -> str:
        ways = [f"coalesce(abs(gross{which} - ({charges})) <= {rounding}, false)",
                f"coalesce(abs(net{which} - ({without})) <= {rounding}, false)"]  # fmt: skip
        return f"({' OR '.join(ways)})"

    own, again = fits(""), fits("_once")
    return told_apart(
        "place", "copies", f"{own} AND NOT {again}", f"{again} AND NOT {own}"
    )  # fmt: skip


def nested(inputs: Inputs) -> Query:
    """Items out of their orders; what was given back stands on the order's first item."""
    items = "CAST(json_extract(line_items, '$[*]') AS JSON[])"
    relation = (
        "SELECT *, CAST(json_extract(refunds, '$[*].total') AS VARCHAR[]) AS given_back, "
        f"generate_subscripts(_items, 1) = 1 AS is_first, unnest(_items) AS item "
        # An order without items keeps a row, so that it is seen.
        f"FROM (SELECT *, CASE WHEN coalesce(len({items}), 0) = 0 THEN [NULL::JSON] "
        f"ELSE {items} END AS _items FROM ({inputs.base()}))"
    )
    money = f"TRY_CAST(trim(x, '\"-') AS {MONEY})"
    refund = f"list_sum([{money} FOR x IN given_back])"
    code = "coalesce(nullif(item->>'$.sku', ''), item->>'$.product_id', item->>'$.name')"
    found = {
        "transaction_id": "transaction_id",
        "user_id": USER,
        "item_id": code,
        "event_timestamp": "event_timestamp",
        "quantity": "item->>'$.quantity'",
        "value": _with_mark(inputs, "item->>'$.total'"),
        "tax": _with_mark(inputs, "item->>'$.total_tax'"),
        "currency": "currency",
        "refund": f"CASE WHEN is_first THEN {inputs.plain(f'nullif({refund}, 0)')} END",
        **({"shipping": _shipping(inputs)} if inputs.has("shipping") else {}),
        **({"total": inputs.plain("order_total_number")} if inputs.has("order_total") else {}),
        "status": STATUS,
        "item_name": "item->>'$.name'",
        "country": "country",
    }
    return Query(relation, found)


def _shipping(inputs: Inputs) -> str:
    return f"coalesce({inputs.plain('shipping_number')}, {unread('shipping')})"


def _with_mark(inputs: Inputs, text: str) -> str:
    return f"coalesce({inputs.plain(f'TRY_CAST({text} AS {MONEY})')}, {unread(text)})"


_NESTED = Recipe(
    "orders",
    columns={
        "transaction_id": "id",
        "user_id": "customer_id",
        "event_timestamp": "date_created",
        "currency": "currency",
        "shipping": "shipping_total",
        "status": "status",
        "country": "billing.country",
    },
    others={
        "line_items": "line_items",
        "email": "billing.email",
        "refunds": "refunds",
        "order_total": "total",
    },
    needed=("transaction_id", "event_timestamp", "status", "line_items"),
    money=("shipping", "order_total"),
    json=("line_items", "refunds"),
    query=nested,
    sources={
        "user_id": ("user_id", "email"),
        "item_id": ("line_items",),
        "quantity": ("line_items",),
        "value": ("line_items",),
        "tax": ("line_items",),
        "item_name": ("line_items",),
        "refund": ("refunds",),
        "total": ("order_total",),
    },
)


def _where() -> str:
    return _(
        "WooCommerce > Export (extension Customer / Order / Coupon Export) > Orders > CSV, format "
        "'Default - One Row per Item'. Without that extension: the orders of the REST API "
        "(wc/v3/orders), one order per line."
    )


ORDERS = Shape(
    name="woocommerce_orders",
    title="WooCommerce",
    signatures=(
        frozenset(
            {"order_id", "status", "order_currency", "item_name", "item_quantity", "item_total"}
        ),
        frozenset({"id", "date_created", "customer_id", "status", "line_items"}),
    ),
    recipes={
        "orders": Recipe(
            "orders",
            columns={
                "transaction_id": "order_id",
                "user_id": "customer_id",
                "item_id": "item_sku",
                "event_timestamp": "order_date",
                "quantity": "item_quantity",
                "value": "item_total",
                "tax": "item_total_tax",
                "currency": "order_currency",
                "refund": "refunded_total",
                "shipping": "shipping_total",
                "status": "status",
                "item_name": "item_name",
                "country": "billing_country",
            },
            others={
                "email": "billing_email",
                "product": "item_product_id",
                "item_refunded": "item_refunded",
                "line_id": "item_id",
                "order_total": "order_total",
                "shipping_tax": "shipping_tax_total",
                "fee": "fee_total",
                "fee_tax": "fee_tax_total",
                "all_tax": "tax_total",
            },
            needed=(
                "transaction_id",
                "event_timestamp",
                "quantity",
                "value",
                "status",
                "item_name",
                "email",
            ),
            money=(
                "value",
                "tax",
                "refund",
                "item_refunded",
                "shipping",
                "order_total",
                "shipping_tax",
                "fee",
                "fee_tax",
                "all_tax",
            ),
            query=orders,
            sources={
                "user_id": ("user_id", "email"),
                "item_id": ("item_id", "product", "item_name"),
                "refund": ("item_refunded", "refund"),
                "total": ("order_total",),
            },
            nested=_NESTED,
        ),
    },
    aliases={
        "order_date": ("date",),
        "item_total_tax": ("item_tax",),
        "billing_email": ("customer_email",),
        "status": ("order_status",),
        "order_currency": ("currency",),
    },
    settings={
        "orders": {
            "ignored_statuses": [
                "pending",
                "on-hold",
                "failed",
                "cancelled",
                "checkout-draft",
                "draft",
                "trash",
            ],
        },
    },
    said=_where,
)
