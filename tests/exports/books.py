"""Books and tills: Odoo, QuickBooks, Holded, Stripe and Square.

References
----------
Odoo : fields of ``sale.order`` and ``sale.order.line`` as its export names them in English and in
    Spanish, https://www.odoo.com/documentation/17.0/applications/essentials/export_import_data.html
QuickBooks : the report "Sales by Product/Service Detail" of QuickBooks Online
Holded : the list of invoices, with base, VAT, withholding, total, paid and state
Stripe : as in `taller.data.shapes.stripe`
Square : https://squareup.com/help/us/en/article/5072 (transactions and items, as CSV)
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.exports.shop import RATE, ZERO, Line, Order, cents, unshipped
from tests.exports.written import Told, Written, columns, told
from tests.messy import Dialect

ODOO = {
    "es": columns(
        "Referencia del pedido | Fecha de pedido | Cliente/Correo electrónico | Comercial |"
        "Estado | Líneas del pedido/Producto | Líneas del pedido/Cantidad |"
        "Líneas del pedido/Precio unitario | Líneas del pedido/Descuento (%) |"
        "Líneas del pedido/Subtotal | Base imponible | Impuestos | Total"
    ),
    "en": columns(
        "Order Reference | Order Date | Customer/Email | Salesperson | Status |"
        "Order Lines/Product | Order Lines/Quantity | Order Lines/Unit Price |"
        "Order Lines/Discount (%) | Order Lines/Subtotal | Untaxed Amount | Taxes | Total"
    ),
}
ODOO_STATES = {
    "es": {"sale": "Pedido de venta", "unpaid": "Presupuesto enviado", "cancelled": "Cancelado",
           "quotation": "Presupuesto"},
    "en": {"sale": "Sales Order", "unpaid": "Quotation Sent", "cancelled": "Cancelled",
           "quotation": "Quotation"},
}  # fmt: skip
SHIPPING_LINE = {"es": "[Delivery_007] Envío estándar", "en": "[Delivery_007] Standard delivery"}
DISCOUNT_LINE = {"es": "[DISC] Descuento", "en": "[DISC] Discount"}


def odoo(orders: list[Order], edition: int) -> Written:
    """A row per line; what the whole order says stands on its first; shipping is a line."""
    language = "en" if edition % 3 == 1 else "es"
    own, states = ODOO[language], ODOO_STATES[language]
    rows = []
    for order in orders:
        for place, cells in enumerate(_odoo_lines(order, language)):
            whole: Sequence[Any] = (None,) * 5
            sums: Sequence[Any] = (None,) * 3
            if place == 0:
                whole = (f"S{order.number:05d}", order.at, order.person.email, "Comercial Uno",
                         states[order.state])  # fmt: skip
                sums = (order.worth + order.shipping, order.on_top, order.total)
            rows.append(dict(zip(own, (*whole, *cells, *sums), strict=True)))
    names = {
        "discount": (DISCOUNT_LINE[language].split("] ")[1], "DISC", DISCOUNT_LINE[language]),
        "line_discount": (own[8],), "tax": (own[11], own[12]), "shipping_tax": (own[11], own[12]),
        "shipping": (SHIPPING_LINE[language], "Delivery_007", own[10], own[12]),
        "state": (own[4], *states.values()),
    }  # fmt: skip
    keys = (lambda o: f"S{o.number:05d}",)
    return Written("sale.order", own, rows, told(orders, *keys), names, Dialect(newline="\n"))


def _odoo_lines(order: Order, language: str) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = [
        (f"[{line.sku}] {line.name}", f"{line.quantity}.00", line.price,
         Decimal("20.00") if line.off else Decimal("0.00"), line.net)
        for line in order.lines
    ]  # fmt: skip
    if order.discount:
        off = -order.discount
        made.append((DISCOUNT_LINE[language], "1.00", off, Decimal("0.00"), off))
    if order.shipping:
        made.append((SHIPPING_LINE[language], "1.00", order.shipping, Decimal("0.00"),
                     order.shipping))  # fmt: skip
    return made


QUICKBOOKS = columns(
    "Date | Transaction Type | Num | Customer | Product/Service | Memo/Description | Qty |"
    "Sales Price | Amount | Balance"
)


def quickbooks(orders: list[Order], edition: int) -> Written:
    """Lines of invoices and credit memos with a running balance, and a total below them."""
    rows: list[dict[str, Any]] = []
    truth: list[Told] = []
    for order in orders:
        if not order.is_sale:
            continue
        rows += [_bill(order, "Invoice", order.number + 1000, line, 1) for line in order.lines]
        if order.discount:
            rows.append(_bill(order, "Invoice", order.number + 1000, None, -1, order.discount))
        back = ZERO
        if order.back.goods:
            back = order.back.goods
            rows.append(_bill(order, "Credit Memo", order.number + 5000, order.lines[0], -1, back))
            truth.append(Told(frozenset([str(order.number + 5000)]), (-back, -back),
                              {"refund": back}))  # fmt: skip
        truth.append(Told(frozenset([str(order.number + 1000)]), (order.worth, order.worth),
                          order.parts()))  # fmt: skip
    balance = ZERO
    for row in rows:
        balance += row["Amount"]
        row["Balance"] = balance
    rows.append({"Date": "TOTAL", "Amount": balance})
    names = {
        "discount": ("Discount",), "line_discount": ("Sales Price",),
        "refund": ("Credit Memo", "Transaction Type"), "summary": ("TOTAL", "Amount", "Date"),
        "balance": ("Balance",),
    }  # fmt: skip
    above = (
        ("Sales by Product/Service Detail",),
        ("La Alacena LLC",),
        ("January - June 2026",),
        (),
    )
    dialect = Dialect(dates="month_first", quote_all=False, thousands=",")
    return Written("SalesByProductServiceDetail", QUICKBOOKS, rows, truth, names, dialect,
                   above=above if edition % 2 else ())  # fmt: skip


def _bill(
    order: Order, kind: str, number: int, line: Line | None, sign: int,
    amount: Decimal | None = None,
) -> dict[str, Any]:  # fmt: skip
    worth = sign * amount if amount is not None else line.net if line else ZERO
    units = sign if line is None or amount is not None else line.quantity
    return {
        "Date": order.at.date(), "Transaction Type": kind, "Num": str(number),
        "Customer": order.person.name, "Product/Service": line.name if line else "Discount",
        "Memo/Description": line.name if line else "Discount", "Qty": units if line else None,
        "Sales Price": cents(worth / units) if line else None, "Amount": worth,
    }  # fmt: skip


HOLDED = columns(
    "Fecha | Nº | Cliente | NIF | Vencimiento | Descripción | Subtotal | Descuento | Base |"
    "IVA | Retención | Total | Cobrado | Pendiente | Estado"
)
SAGE = columns(
    "Serie | Número | Fecha factura | Cód. cliente | Razón social | Base imponible | % IVA |"
    "Cuota IVA | % Rec. equiv. | Cuota rec. | Portes | Total factura | Cobrada"
)
HOLDED_STATES = {"sale": "Cobrada", "unpaid": "Borrador", "cancelled": "Anulada",
                 "quotation": "Proforma"}  # fmt: skip


def holded(orders: list[Order], edition: int) -> Written:
    """Invoices with their credit notes and a total below them; every third time as Sage does."""
    return (_sage if edition % 3 == 2 else _holded)(orders)


def _invoices(orders: list[Order]) -> tuple[list[tuple[Order, str, Decimal, int]], list[Told]]:
    """Invoices and credit notes: order, number, base of goods, and the sign; and what is true."""
    made, truth = [], []
    for order in orders:
        own, note = f"F26{order.number:04d}", f"R26{order.number:04d}"
        sold = order.worth if order.is_sale else ZERO
        made.append((order, own, order.worth, 1))
        within = order.goods_tax if order.tax_mode == "in" else ZERO
        nets = (sold, sold - within if order.is_sale else ZERO)
        truth.append(Told(frozenset([own, own[3:], str(order.number)]), nets, order.parts()))
        if order.back.goods:
            back = order.back.goods
            made.append((order, note, -back, -1))
            truth.append(Told(frozenset([note]), (-back, -back), {
                "refund": back, "refund_tax": order.back.tax,
                "refund_shipping": order.back.shipping}))  # fmt: skip
    return made, truth


def _holded(orders: list[Order]) -> Written:
    made, truth = _invoices([unshipped(order) for order in orders])
    rows: list[dict[str, Any]] = []
    for order, number, goods, sign in made:
        tax = order.on_top if sign > 0 else -order.back.tax
        total = goods + tax
        off = order.discount + order.line_discount if sign > 0 else ZERO
        rows.append({
            "Fecha": order.at.date(), "Nº": number, "Cliente": order.person.name,
            "NIF": f"{order.person.number + 50_000_000}X", "Vencimiento": order.at.date(),
            "Descripción": "Venta", "Subtotal": goods + off, "Descuento": off,
            "Base": goods, "IVA": tax, "Retención": ZERO, "Total": total,
            "Cobrado": total if order.is_sale else ZERO,
            "Pendiente": ZERO if order.is_sale else total, "Estado": HOLDED_STATES[order.state],
        })  # fmt: skip
    money = ("Subtotal", "Descuento", "Base", "IVA", "Retención", "Total", "Cobrado", "Pendiente")
    rows.append({"Fecha": "TOTAL", **{m: sum((r[m] for r in rows), ZERO) for m in money}})
    names = {
        **dict.fromkeys(("discount", "line_discount"), ("Descuento",)),
        "tax": ("IVA", "Total"),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("R26", "Nº", "Total")),
        "state": ("Estado", *HOLDED_STATES.values()), "summary": ("TOTAL", "Total"),
    }  # fmt: skip
    dialect = Dialect(delimiter=";", decimal=",", thousands=".", dates="day_first")
    return Written("facturas", HOLDED, rows, truth, names, dialect)


def _sage(orders: list[Order]) -> Written:
    made, truth = _invoices([order for order in orders if order.is_sale])
    rows: list[dict[str, Any]] = []
    for order, number, goods, sign in made:
        shipping = order.shipping if sign > 0 else -order.back.shipping
        tax = order.on_top if sign > 0 else -order.back.tax
        rows.append({
            "Serie": number[:1], "Número": number, "Fecha factura": order.at.date(),
            "Cód. cliente": str(43_000_000 + order.person.number), "Razón social":
            order.person.name, "Base imponible": goods, "% IVA": Decimal(RATE * 100),
            "Cuota IVA": tax, "% Rec. equiv.": ZERO, "Cuota rec.": ZERO, "Portes": shipping,
            "Total factura": goods + shipping + tax, "Cobrada": "S",
        })  # fmt: skip
    names = {
        "tax": ("Cuota IVA", "Total factura"),
        "shipping": ("Portes", "Total factura"),
        "shipping_tax": ("Cuota IVA", "Total factura"),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("R26", "Serie")),
    }
    dialect = Dialect(delimiter=";", decimal=",", thousands=".", dates="day_first",
                      encoding="cp1252")  # fmt: skip
    return Written("LISTADO_FACTURAS", SAGE, rows, truth, names, dialect)


STRIPE = columns(
    "id | Description | Seller Message | Created date (UTC) | Amount | Amount Refunded |"
    "Currency | Converted Amount | Converted Amount Refunded | Fee | Tax | Converted Currency |"
    "Mode | Status | Statement Descriptor | Customer ID | Customer Description |"
    "Customer Email | Captured | Card ID | Card Brand | Card Address Country |"
    "Invoice ID | Transfer"
)
STRIPE_STATES = {"sale": "Paid", "unpaid": "requires_payment_method", "cancelled": "Failed",
                 "quotation": "canceled"}  # fmt: skip


def stripe(orders: list[Order], edition: int) -> Written:
    """A row per payment: what was charged, with whatever tax and shipping it holds."""
    rows = []
    for order in orders:
        state = STRIPE_STATES[order.state]
        if order.is_given_back:
            state = "Refunded"
        rows.append({
            "id": f"ch_3Pz{order.number:06d}", "Description": f"Order {order.number}",
            "Created date (UTC)": order.at, "Amount": order.total,
            "Amount Refunded": order.back.total, "Currency": "usd",
            "Converted Amount": order.total, "Converted Amount Refunded": order.back.total,
            "Fee": cents(order.total * Decimal("0.029")), "Tax": ZERO, "Converted Currency": "usd",
            "Mode": "Live", "Status": state, "Statement Descriptor": "LA ALACENA",
            "Customer ID": f"cus_{order.person.number:06d}",
            "Customer Email": order.person.email, "Captured": order.is_sale,
            "Card Brand": "Visa", "Card Address Country": order.person.country,
        })  # fmt: skip
    names = {
        **dict.fromkeys(("tax", "shipping", "shipping_tax", "tip"), ("Amount",)),
        # What is given back of a payment is of the same kind as the payment.
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("Amount Refunded", "Amount")),
        "state": ("Status", *STRIPE_STATES.values()),
    }
    keys = (lambda o: f"ch_3Pz{o.number:06d}",)
    return Written("unified_payments", STRIPE, rows, told(orders, *keys), names, Dialect())


SQUARE_ITEMS = columns(
    "Date | Time | Time Zone | Category | Item | Qty | Price Point Name | SKU | Modifiers Applied |"
    "Gross Sales | Discounts | Net Sales | Tax | Transaction ID | Payment ID | Device Name |"
    "Details | Event Type | Location | Customer ID | Customer Name"
)
SQUARE_TRANSACTIONS = columns(
    "Date | Time | Time Zone | Gross Sales | Discounts | Service Charges | Net Sales |"
    "Gift Card Sales | Tax | Tip | Partial Refunds | Total Collected | Source | Card | Cash |"
    "Other Tender | Fees | Net Total | Transaction ID | Payment ID | Device Name | Details |"
    "Event Type | Location | Customer ID | Customer Name"
)


def square(orders: list[Order], edition: int) -> Written:
    """By turns items and transactions, with payments and refunds as rows of their own."""
    items = edition % 2 == 0
    rows = []
    for order in orders:
        if order.is_sale:
            rows += _square_items(order) if items else _square_transactions(order)
    names = {
        **dict.fromkeys(("discount", "line_discount"), ("Discounts", "Gross Sales")),
        "tax": ("Tax", "Total Collected"),
        **({} if items else {"tip": ("Tip", "Total Collected")}),
        **dict.fromkeys(("refund", "refund_tax"), ("Refund", "Event Type", "Partial Refunds")),
    }  # fmt: skip
    keys = (lambda o: f"T{o.number:05d}aBcD",)
    dialect = Dialect(sign="${}", thousands=",", quote_all=True)
    own = SQUARE_ITEMS if items else SQUARE_TRANSACTIONS
    name = "items" if items else "transactions"
    sold = [order for order in orders if order.is_sale]
    return Written(f"{name}-2026-01-01-2026-06", own, rows, told(sold, *keys), names, dialect)


def _square_head(order: Order, kind: str) -> dict[str, Any]:
    return {
        "Date": order.at.date(), "Time": f"{order.at:%H:%M:%S}",
        "Time Zone": "Eastern Time (US & Canada)", "Transaction ID": f"T{order.number:05d}aBcD",
        "Payment ID": f"P{order.number:05d}{kind}", "Device Name": "Mostrador",
        "Details": "https://squareup.example/d", "Event Type": kind, "Location": "La Alacena",
        "Customer ID": f"C{order.person.number:05d}QQ", "Customer Name": order.person.name,
    }  # fmt: skip


def _square_items(order: Order) -> list[dict[str, Any]]:
    made = []
    for sign, kind in ((1, "Payment"), (-1, "Refund")):
        for line in order.lines:
            if sign < 0 and not line.returned:
                continue
            made.append(_square_head(order, kind) | {
                "Category": "Hogar", "Item": line.name, "Qty": f"{sign * line.quantity}.0",
                "Price Point Name": "Regular", "SKU": line.sku, "Gross Sales": sign * line.gross,
                "Discounts": -sign * (line.off + line.share), "Net Sales": sign * line.worth,
                "Tax": sign * order.line_tax(line),
            })  # fmt: skip
    return made


def _square_transactions(order: Order) -> list[dict[str, Any]]:
    off = order.line_discount + order.discount
    zeros = dict.fromkeys(("Service Charges", "Gift Card Sales", "Cash", "Other Tender"), ZERO)
    total = order.worth + order.on_top + order.tip
    partly = order.back.goods and not order.is_given_back
    sale = _square_head(order, "Payment") | zeros | {
        "Gross Sales": order.goods, "Discounts": -off, "Net Sales": order.worth,
        "Tax": order.on_top, "Tip": order.tip, "Partial Refunds": ZERO, "Total Collected": total,
        "Source": "Register", "Card": total, "Fees": -cents(total * Decimal("0.026")),
        "Net Total": total - cents(total * Decimal("0.026")),
    }  # fmt: skip
    if not order.back.goods:
        return [sale]
    goods, tax = (-order.back.goods, -order.back.tax)
    back = _square_head(order, "Refund") | zeros | {
        "Gross Sales": ZERO if partly else -order.goods, "Discounts": ZERO if partly else off,
        "Net Sales": ZERO if partly else goods, "Tax": ZERO if partly else tax, "Tip": ZERO,
        "Partial Refunds": goods + tax if partly else ZERO, "Total Collected": goods + tax,
        "Source": "Register", "Card": goods + tax, "Fees": ZERO, "Net Total": goods + tax,
    }  # fmt: skip
    return [sale, back]
