"""Orders as the systems that took them export them: Shopify, WooCommerce, UCI's Online Retail."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from tests.messy.sheets import Row, Sheet
from tests.messy.shop import CENT, CODES, VAT, Shop

SHOPIFY = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at",
    "Accepts Marketing", "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code",
    "Discount Amount", "Shipping Method", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem compare at price", "Lineitem sku", "Lineitem requires shipping",
    "Lineitem taxable", "Lineitem fulfillment status", "Billing Name", "Billing Street",
    "Billing City", "Billing Zip", "Billing Province", "Billing Country", "Billing Phone",
    "Shipping Name", "Shipping Country", "Notes", "Cancelled at", "Payment Method",
    "Refunded Amount", "Vendor", "Id", "Tags", "Source", "Lineitem discount", "Phone",
)  # fmt: skip
WOO = (
    "order_id", "order_number", "order_date", "paid_date", "status", "shipping_total",
    "discount_total", "order_total", "order_currency", "refunded_total", "payment_method",
    "customer_id", "billing_first_name", "billing_last_name", "billing_email", "billing_phone",
    "billing_address_1", "billing_postcode", "billing_city", "billing_country", "item_id",
    "item_product_id", "item_name", "item_sku", "item_quantity", "item_subtotal",
    "item_total", "item_total_tax", "item_refunded", "item_refunded_qty",
)  # fmt: skip
RETAIL = (
    ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID",
     "Country"),
    ("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID",
     "Country"),
)  # fmt: skip
RETAIL_MEANT = ("transaction_id", "item_id", "item_name", "quantity", "event_timestamp", "price",
                "user_id", "country")  # fmt: skip
NOT_ITEMS = ["POST", "DOT", "C2", "M", "D", "S", "B", "PADS", "CRUK", "AMAZONFEE", "BANK CHARGES"]
SHOPIFY_IGNORED = ["pending", "authorized", "voided", "expired", "unpaid", "cancelled"]
WOO_IGNORED = ["pending", "on-hold", "failed", "cancelled", "checkout-draft", "draft", "trash"]


def sold(shop: Shop) -> list[tuple[list[dict[str, Any]], Decimal]]:
    """Each order's lines, and the money given back on it later; in order of time."""
    back: dict[str, Decimal] = {}
    for row in shop.orders:
        if row["kind"] != "sale":
            number = row["transaction_id"][1:]
            back[number] = back.get(number, Decimal(0)) - row["value"]
    sales = [row for row in shop.orders if row["kind"] == "sale"]
    return [
        (list(lines), back.get(number[1:], Decimal(0)))
        for number, lines in groupby(sales, key=lambda row: row["transaction_id"])
    ]


def shares(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """An amount in cents shared by weight: whole cents, the rest to the largest remainders."""
    cents, total = int(amount / CENT), sum(weights)
    exact = [cents * weight / total for weight in weights]
    found = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (-(exact[i] - found[i]), i))
    for i in order[: cents - sum(found)]:
        found[i] += 1
    return [share * CENT for share in found]


def refund(line: dict[str, Any], amount: Decimal) -> dict[str, Any]:
    """The canonical row of money given back without goods, on an order's first line."""
    tax = None if line.get("tax") is None else Decimal(0)  # unknown stays unknown
    return {**line, "kind": "refund", "quantity": 0, "price": amount, "value": -amount, "tax": tax,
            "refunded": True}  # fmt: skip


def shopify(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """A row per line; what concerns the whole order stands in its first row only."""
    rows: list[Row] = []
    for number, (lines, back) in enumerate(sold(shop), start=1001):
        rows += _shopify_order(shop, rng, f"#{number}", lines, back)
    meant = {
        "Name": "transaction_id", "Email": "user_id", "Financial Status": "status",
        "Cancelled at": "status", "Taxes": "tax", "Created at": "event_timestamp",
        "Currency": "currency", "Lineitem quantity": "quantity", "Lineitem name": "item_name",
        "Lineitem price": "value", "Lineitem discount": "value", "Discount Amount": "value",
        "Lineitem sku": "item_id", "Refunded Amount": "refund", "Billing Country": "country",
        "Shipping Country": "country", "Payment Method": "test", "Tags": "test",
        "Shipping": "shipping", "Total": "total",
    }  # fmt: skip
    settings = {"shape": "shopify_orders", "ignored_statuses": SHOPIFY_IGNORED,
                "test_values": ["test"]}  # fmt: skip
    return [_sheet("orders_export", SHOPIFY, rows, settings, meant)]


def _shopify_order(
    shop: Shop, rng: random.Random, number: str, lines: list[dict[str, Any]], back: Decimal
) -> list[Row]:
    goods = sum((line["value"] for line in lines), Decimal(0))
    discount = (goods / 10).quantize(CENT) if rng.random() < 0.15 else Decimal("0.00")
    off = shares(discount, [line["value"] for line in lines])
    worth = [line["value"] - share for line, share in zip(lines, off, strict=True)]
    tax = (sum(worth, Decimal(0)) * VAT).quantize(CENT)
    back = min(back, goods - discount)
    ignored = rng.random() < 0.04 and not back
    status = "refunded" if back == goods - discount else "partially_refunded" if back else "paid"
    whole = {
        "Financial Status": "voided" if ignored else status, "Currency": shop.currency,
        "Paid at": lines[0]["event_timestamp"], "Fulfillment Status": "fulfilled",
        "Accepts Marketing": _yes_or_no(rng), "Subtotal": goods - discount,
        "Shipping": Decimal("4.95"), "Taxes": tax, "Total": goods - discount + tax,
        "Discount Code": "VERANO10" if discount else None, "Discount Amount": discount,
        "Shipping Method": "Estándar", "Payment Method": "Shopify Payments",
        "Refunded Amount": back, "Id": f"45000000{number[1:]}", "Source": "web",
        **_billing(shop, lines[0]),
    }  # fmt: skip
    taxes, rows = shares(tax, worth), []
    for i, line in enumerate(lines):
        made = {
            **line, "transaction_id": number, "value": worth[i], "tax": taxes[i], "price": None,
            "item_category": None,
            "user_id": whole["Email"], "currency": shop.currency,
            "country": CODES[line["country"]],
        }  # fmt: skip
        cells = {
            **(whole if i == 0 else {}), "Name": number, "Email": whole["Email"],
            "Created at": line["event_timestamp"], "Lineitem quantity": line["quantity"],
            "Lineitem name": line["item_name"], "Lineitem price": line["price"],
            "Lineitem sku": line["item_id"], "Lineitem requires shipping": True,
            "Lineitem taxable": True, "Lineitem fulfillment status": "fulfilled",
            "Lineitem discount": Decimal("0.00"), "Vendor": "Moda Viva",
        }  # fmt: skip
        rows.append(
            _row(SHOPIFY, cells, made, back if i == 0 else Decimal(0),
                 ("not_completed",) if ignored else ())
        )  # fmt: skip
    return rows


def _yes_or_no(rng: random.Random) -> str:
    """Shopify's own yes and no, whatever the spreadsheet's."""
    return rng.choice(("yes", "no"))


def _billing(shop: Shop, line: dict[str, Any]) -> dict[str, Any]:
    person = shop.people[line["user_id"]]
    code = CODES[line["country"]]
    return {
        "Email": person.email, "Billing Name": person.name, "Billing Street": person.street,
        "Billing City": "Málaga", "Billing Zip": f"'{person.postcode}", "Billing Province": "MA",
        "Billing Country": code, "Billing Phone": person.phone, "Shipping Name": person.name,
        "Shipping Country": code, "Phone": person.phone,
    }  # fmt: skip


def woocommerce(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """The CSV of one row per item, each repeating what its order says."""
    rows: list[Row] = []
    for number, (lines, back) in enumerate(sold(shop), start=7001):
        rows += _woo_rows(shop, rng, number, lines, back)
    meant = {
        "order_id": "transaction_id", "order_date": "event_timestamp", "status": "status",
        "customer_id": "user_id", "billing_email": "user_id", "billing_country": "country",
        "item_name": "item_name", "item_sku": "item_id", "item_product_id": "item_id",
        "item_quantity": "quantity", "item_total": "value", "item_total_tax": "tax",
        "order_currency": "currency", "refunded_total": "refund", "item_refunded": "refund",
        "shipping_total": "shipping", "order_total": "total",
    }  # fmt: skip
    settings = {"shape": "woocommerce_orders", "ignored_statuses": WOO_IGNORED}
    return [_sheet("wc-orders", WOO, rows, settings, meant)]


def _woo_rows(
    shop: Shop, rng: random.Random, number: int, lines: list[dict[str, Any]], back: Decimal
) -> list[Row]:
    guest, status, reasons = _woo_order(rng, back)
    person, code = shop.people[lines[0]["user_id"]], CODES[lines[0]["country"]]
    customer = str(int(lines[0]["user_id"][1:]) + 20)
    taxes = [(line["value"] * VAT).quantize(CENT) for line in lines]
    total = sum((line["value"] for line in lines), sum(taxes, Decimal("4.95")))
    rows = []
    for i, (line, tax) in enumerate(zip(lines, taxes, strict=True)):
        made = {
            **line, "transaction_id": str(number), "tax": tax, "currency": shop.currency,
            "user_id": person.email if guest else customer, "price": None, "country": code,
            "item_category": None,
        }  # fmt: skip
        cells = {
            "order_id": str(number), "order_number": str(number), "status": status,
            "order_date": line["event_timestamp"], "paid_date": line["event_timestamp"],
            "shipping_total": Decimal("4.95"), "discount_total": Decimal("0.00"),
            "order_total": total, "order_currency": shop.currency, "refunded_total": back,
            "payment_method": "redsys", "customer_id": "0" if guest else customer,
            "billing_first_name": person.first, "billing_last_name": person.last,
            "billing_email": person.email, "billing_phone": person.phone,
            "billing_address_1": person.street, "billing_postcode": person.postcode,
            "billing_city": "Málaga", "billing_country": code,
            "item_id": str(number * 10 + i), "item_product_id": str(int(line["item_id"][1:])),
            "item_name": line["item_name"], "item_sku": line["item_id"],
            "item_quantity": line["quantity"], "item_subtotal": line["value"],
            "item_total": line["value"], "item_total_tax": tax,
            "item_refunded": Decimal("0.00"), "item_refunded_qty": 0,
        }  # fmt: skip
        rows.append(_row(WOO, cells, made, back if i == 0 else Decimal(0), reasons))
    return rows


def _woo_order(rng: random.Random, back: Decimal) -> tuple[bool, str, tuple[str, ...]]:
    """Whether a guest ordered, the order's state, and why it cannot be used."""
    guest = rng.random() < 0.2
    if rng.random() < 0.05 and not back:
        return guest, "failed", ("not_completed",)
    return guest, "completed", ()


def woocommerce_json(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """The REST API's orders, one JSON document per line."""
    rows = []
    for number, (lines, back) in enumerate(sold(shop), start=7001):
        guest, status, reasons = _woo_order(rng, back)
        person, first = shop.people[lines[0]["user_id"]], lines[0]
        code = CODES[first["country"]]
        customer = int(first["user_id"][1:]) + 20
        document = {
            "id": number, "status": status, "currency": shop.currency,
            "date_created": first["event_timestamp"].isoformat(timespec="seconds"),
            "customer_id": 0 if guest else customer,
            "billing": {"first_name": person.first, "last_name": person.last,
                        "address_1": person.street, "email": person.email, "country": code},
            "refunds": [{"id": 1, "reason": "", "total": f"-{back:.2f}"}] if back else [],
            "line_items": [
                {"id": i, "name": line["item_name"], "product_id": int(line["item_id"][1:]),
                 "quantity": line["quantity"], "total": f"{line['value']:.2f}",
                 "total_tax": f"{(line['value'] * VAT).quantize(CENT)}", "sku": line["item_id"]}
                for i, line in enumerate(lines)
            ],
        }  # fmt: skip
        made = [
            {**line, "transaction_id": str(number), "currency": shop.currency,
             "tax": (line["value"] * VAT).quantize(CENT), "price": None, "country": code,
             "user_id": person.email if guest else str(customer), "item_category": None}
            for line in lines
        ]  # fmt: skip
        rows.append(_document(document, made, back, reasons))
    columns = tuple(rows[0].cells[0])
    meant = {
        "id": "transaction_id", "status": "status", "currency": "currency",
        "date_created": "event_timestamp", "customer_id": "user_id", "billing": "country",
        "refunds": "refund", "line_items": "item_id",
    }  # fmt: skip
    settings = {"shape": "woocommerce_orders", "ignored_statuses": WOO_IGNORED}
    return [_sheet("orders", columns, rows, settings, meant, documents=True)]


def _document(
    document: dict[str, Any], made: list[dict[str, Any]], back: Decimal, reasons: tuple[str, ...]
) -> Row:
    if reasons:
        return Row((document,), (), tuple(("orders", reasons) for _ in made))
    kept = [("orders", row) for row in made]
    if back:
        kept.append(("orders", refund(made[0], back)))
    return Row((document,), tuple(kept))


def online_retail(shop: Shop, rng: random.Random, _language: str) -> list[Sheet]:
    """The teaching data set: invoices of digits, C for cancellations, customers as floats."""
    columns = rng.choice(RETAIL)
    first = 536_365
    rows = []
    for line in shop.orders:
        cancels = line["kind"] != "sale"
        number = f"{'C' if cancels else ''}{first + int(line['transaction_id'][1:])}"
        user = str(12_346 + int(line["user_id"][1:]))
        code = f"{20_000 + int(line['item_id'][1:])}{'A' if line['price'] > 60 else ''}"
        made = {**line, "transaction_id": number, "user_id": user, "item_id": code, "tax": None,
                "item_category": None}  # fmt: skip
        cells = (number, code, line["item_name"], line["quantity"], line["event_timestamp"],
                 line["price"], f"{user}.0", line["country"])  # fmt: skip
        rows.append(Row(cells, (("orders", made),)))
    invoices = {row.cells[0]: i for i, row in enumerate(rows)}  # the last line of each
    for i in sorted(rng.sample(sorted(invoices.values()), 6), reverse=True):
        cells = list(rows[i].cells)
        cells[1], cells[2] = rng.choice((("POST", "POSTAGE"), ("M", "Manual")))
        rows.insert(i + 1, Row(tuple(cells), (), (("orders", ("not_merchandise",)),)))
    meant = dict(zip(columns, RETAIL_MEANT, strict=True))
    settings = {"shape": "online_retail", "cancelled_prefix": "C", "not_items": NOT_ITEMS}
    return [_sheet("online_retail", columns, rows, settings, meant)]


def _row(
    columns: Iterable[str],
    cells: dict[str, Any],
    made: dict[str, Any],
    back: Decimal,
    reasons: tuple[str, ...],
) -> Row:
    values = tuple(cells.get(column) for column in columns)
    if reasons:
        return Row(values, (), (("orders", reasons),))
    kept: tuple[tuple[str, dict[str, Any]], ...] = (("orders", made),)
    if back:
        kept = (*kept, ("orders", refund(made, back)))
    return Row(values, kept)


def _sheet(
    name: str,
    columns: tuple[str, ...],
    rows: list[Row],
    settings: dict[str, Any],
    meant: dict[str, str],
    *,
    documents: bool = False,
) -> Sheet:
    whole = {c: f"orders.{meant[c]}" if c in meant else None for c in columns}
    return Sheet(
        name, ("orders",), columns, tuple(rows), {"orders": settings}, whole, documents,
        settings["shape"],
    )  # fmt: skip


Build = Callable[[Shop, random.Random, str], list[Sheet]]
