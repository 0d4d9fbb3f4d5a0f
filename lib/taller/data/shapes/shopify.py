"""Shopify's export of orders: a row per line, the order's own columns on its first row only.

References
----------
Column names as in exports published in repositories (headers from "Name,Email,Financial Status"
to "Payment References", in British and American spelling), and the explanation of the rows at
https://docs.xbp.app/docs/development/integrations/shopify/order-format
"""

from __future__ import annotations

from taller.data.reading import ROW
from taller.data.shapes.inputs import Inputs, units, unread
from taller.data.shapes.shape import Query, Recipe, Shape, told_apart
from taller.data.shapes.spreading import spread
from taller.language import _

OF_ORDER = (
    "user_id", "event_timestamp", "currency", "financial_status", "cancelled_at", "payment_method",
    "tags", "billing_country", "shipping_country", "shipping", "total",
)  # fmt: skip
MONEY_OF_ORDER = ("subtotal", "discount", "tax", "refund", "shipping", "total")


def orders(inputs: Inputs) -> Query:
    """Lines with what their order says; its discount and tax spread over them to the cent.

    The value of a line is its price times its quantity, less its own discount and its share of the
    order's. The order's subtotal tells what share that is: the discount column may hold the lines'
    discounts too, or one of the shipping. Where it does not fit, the whole discount is spread.
    """
    summed = _filled_down(inputs)
    said, left = f"abs({units('discount_number')})", f"nets - {units('subtotal_number')}"
    discounted = spread(
        summed,
        "discounted",
        amount=f"least(CASE WHEN {left} BETWEEN 0 AND {said} THEN {left} ELSE {said} END, nets)",
        weight="net",
        group="order_row",
    )
    valued = f"SELECT *, net - discounted AS worth FROM ({discounted})"
    taxed = spread(
        valued, "taxed", amount=units("tax_number"), weight="worth", group="order_row"
    )  # fmt: skip
    return Query(taxed, _columns(inputs), ordered=False, nth=_nth())


def _nth() -> str:
    """SQL of the place of a line among those alike of its order, where the subtotal holds them all.

    The rows of an order have no number, so that the same article entered twice cannot be told from
    a row told twice. The subtotal can: it is what all lines come to, less a discount perhaps.
    """
    subtotal = units("subtotal_number")
    said = f"coalesce(abs({units('discount_number')}), 0)"
    fits = f"coalesce({{}} - {subtotal} IN (0, {said}), false)"
    both = f"{fits.format('nets')} AND NOT {fits.format('once')}"
    return told_apart("alike", "copies", both, fits.format("once"))


def _filled_down(inputs: Inputs) -> str:
    """SQL of the lines: what their order says, ``net`` of the line and ``nets`` of the order.

    ``once`` is ``nets`` with lines that are alike counted once.
    ``order_row`` is the order's first row in its part of the file.
    """
    own = f"coalesce(abs({units('line_discount_number')}), 0)"
    gross = units("quantity_number * price_number")
    same = "PARTITION BY part, transaction_id, item_id, item_name, quantity, price, line_discount"
    lines = (
        f"SELECT *, coalesce(transaction_id, concat('row ', {ROW})) AS order_key, "
        f"CASE WHEN {gross} IS NOT NULL THEN greatest({gross} - {own}, 0) END AS net, "
        f"row_number() OVER ({same} ORDER BY {ROW}) - 1 AS alike, "
        f"count(*) OVER ({same}) AS copies FROM ({inputs.parted()})"
    )
    said = [*OF_ORDER, *inputs.extra, *(f"{name}_number" for name in MONEY_OF_ORDER)]
    firsts = ", ".join(f"arg_min({name}, {ROW}) AS {name}" for name in said)
    whole = (
        f"SELECT part, order_key, min({ROW}) AS order_row, sum(net)::BIGINT AS nets, "
        f"sum(net) FILTER (alike = 0)::BIGINT AS once, {firsts} "
        "FROM lines GROUP BY part, order_key"
    )
    # A further column may be the line's own: only its gaps are filled.
    filled = [f"whole.{name} AS {name}" for name in said if name not in inputs.extra]
    filled += [f"coalesce(lines.{name}, whole.{name}) AS {name}" for name in inputs.extra]
    return (
        f"WITH lines AS NOT MATERIALIZED ({lines}), whole AS ({whole}) "
        f"SELECT lines.* REPLACE ({', '.join(filled)}), order_row, nets, once, "
        f"order_row = {ROW} AS is_first FROM lines JOIN whole USING (part, order_key)"
    )


def _columns(inputs: Inputs) -> dict[str, str]:
    bogus = "contains(lower(payment_method), 'bogus')"
    tagged = r"regexp_matches(lower(tags), '(^|,)\s*test\s*(,|$)')"
    found = {
        "transaction_id": "transaction_id",
        "user_id": "user_id",
        "item_id": "coalesce(item_id, item_name)",
        "event_timestamp": "event_timestamp",
        "quantity": "quantity",
        # A price that cannot be read stays, so that the row is rejected for it.
        "value": f"coalesce({inputs.written('worth')}, {unread('price')})",
        "item_name": "item_name",
    }
    if inputs.has("tax"):
        found["tax"] = f"CASE WHEN tax_number IS NOT NULL THEN {inputs.written('taxed')} END"
    if inputs.has("currency"):
        found["currency"] = "currency"
    if inputs.has("refund"):
        found["refund"] = (
            f"CASE WHEN is_first AND refund_number <> 0 THEN {inputs.plain('refund_number')} END"
        )
    if inputs.has("shipping"):
        found["shipping"] = _shipping(inputs)
    if inputs.has("total"):
        found["total"] = inputs.plain("total_number")
    found["status"] = (
        "CASE WHEN cancelled_at IS NOT NULL THEN 'cancelled' ELSE lower(financial_status) END"
    )
    if inputs.has("payment_method", "tags"):
        found["test"] = f"CASE WHEN {bogus} OR {tagged} THEN 'test' END"
    if inputs.has("billing_country", "shipping_country"):
        found["country"] = "coalesce(billing_country, shipping_country)"
    return found


def _shipping(inputs: Inputs) -> str:
    return f"coalesce({inputs.plain('shipping_number')}, {unread('shipping')})"


def customers(inputs: Inputs) -> Query:
    """One row per customer, with the latest of each detail."""
    over = "OVER (PARTITION BY user_id)"
    details = ("country", "region", "city", "accepts_marketing")
    latest = [f"arg_max({name}, {ROW}) {over} AS {name}" for name in details]
    first = f"min({ROW}) {over} = {ROW} AS is_first"
    relation = (
        f"SELECT * FROM (SELECT * REPLACE ({', '.join(latest)}), {first} "
        f"FROM ({inputs.base()}) WHERE user_id IS NOT NULL) WHERE is_first"
    )
    found = {name: name for name in ("user_id", *details) if inputs.has(name)}
    return Query(relation, found, ordered=False)


def _where() -> str:
    return _(
        "Shopify admin > Orders > Export > the dates needed > Plain CSV file. Shopify sends large "
        "exports by e-mail; please send the file as it is."
    )


ORDERS = Shape(
    name="shopify_orders",
    title="Shopify",
    signatures=(
        frozenset(
            {
                "Name",
                "Financial Status",
                "Created at",
                "Lineitem quantity",
                "Lineitem name",
                "Lineitem price",
            }
        ),
    ),
    recipes={
        "orders": Recipe(
            "orders",
            columns={
                "transaction_id": "Name",
                "user_id": "Email",
                "item_id": "Lineitem sku",
                "event_timestamp": "Created at",
                "quantity": "Lineitem quantity",
                "tax": "Taxes",
                "currency": "Currency",
                "refund": "Refunded Amount",
                "shipping": "Shipping",
                "total": "Total",
                "item_name": "Lineitem name",
            },
            others={
                "price": "Lineitem price",
                "line_discount": "Lineitem discount",
                "subtotal": "Subtotal",
                "discount": "Discount Amount",
                "financial_status": "Financial Status",
                "cancelled_at": "Cancelled at",
                "payment_method": "Payment Method",
                "tags": "Tags",
                "billing_country": "Billing Country",
                "shipping_country": "Shipping Country",
            },
            needed=(
                "transaction_id",
                "user_id",
                "event_timestamp",
                "quantity",
                "item_name",
                "price",
                "financial_status",
            ),
            money=(
                "quantity",
                "price",
                "line_discount",
                "subtotal",
                "discount",
                "tax",
                "refund",
                "shipping",
                "total",
            ),
            query=orders,
            sources={
                "item_id": ("item_id", "item_name"),
                "value": ("price", "line_discount", "discount"),
                "status": ("financial_status", "cancelled_at"),
                "test": ("payment_method", "tags"),
                "country": ("billing_country", "shipping_country"),
            },
        ),
        "customers": Recipe(
            "customers",
            columns={
                "user_id": "Email",
                "country": "Billing Country",
                "region": "Billing Province",
                "city": "Billing City",
                "accepts_marketing": "Accepts Marketing",
            },
            needed=("user_id",),
            query=customers,
        ),
    },
    aliases={
        "Cancelled at": ("Canceled at",),
        "Billing Province": ("Billing Province Name",),
    },
    settings={
        "orders": {
            "ignored_statuses": [
                "pending",
                "authorized",
                "voided",
                "expired",
                "unpaid",
                "cancelled",
            ],
            "test_values": ["test"],
        },
    },
    said=_where,
)
