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
from taller.data.schemas import MONEY
from taller.data.shapes.inputs import Inputs, unread
from taller.data.shapes.shape import Query, Recipe, Shape
from taller.language import _

USER = "coalesce(nullif(nullif(user_id, '0'), '0.0'), email)"  # guests have the number 0
STATUS = "regexp_replace(lower(status), '^wc-', '')"
OVER = "OVER (PARTITION BY part, coalesce(transaction_id, concat('row ', source_row)))"


def orders(inputs: Inputs) -> Query:
    """Rows of items. Money given back stands at each item, or else on the order's first.

    A row that repeats the first in all it says is the first told twice, and says the same.
    """
    said = ", ".join(inputs.cells)
    hashed = f"SELECT *, hash({said}) AS told FROM ({inputs.parted()})"
    lines = (
        f"SELECT *, arg_min(told, {ROW}) {OVER} = told AS is_first, "
        f"sum(abs(coalesce(item_refunded_number, 0))) {OVER} AS by_items FROM ({hashed})"
    )
    refund = (
        "CASE WHEN by_items > 0 THEN abs(item_refunded_number) "
        "WHEN is_first THEN abs(refund_number) END"
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
    return Query(f"SELECT * FROM ({lines})", found, ordered=False, nth=_nth(inputs))


def _nth(inputs: Inputs) -> str | None:
    """SQL of the place of a line among those alike of its order, by the number each line has."""
    if not inputs.has("line_id"):
        return None
    alike = "transaction_id, item_id, product, item_name, quantity, value, tax"
    return f"dense_rank() OVER (PARTITION BY part, {alike} ORDER BY line_id) - 1"


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
    others={"line_items": "line_items", "email": "billing.email", "refunds": "refunds"},
    needed=("transaction_id", "event_timestamp", "status", "line_items"),
    money=("shipping",),
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
            money=("value", "tax", "refund", "item_refunded", "shipping"),
            query=orders,
            sources={
                "user_id": ("user_id", "email"),
                "item_id": ("item_id", "product", "item_name"),
                "refund": ("item_refunded", "refund"),
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
