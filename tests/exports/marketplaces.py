"""Marketplaces: Mercado Libre and Amazon.

References
----------
Mercado Libre : columns of the workbook of sales as public programs that read it name them
    ("# de venta", "Ingresos por productos (MXN)", "Anulaciones y reembolsos (MXN)", "Total (MXN)")
Amazon : https://developer-docs.amazon.com/sp-api/docs/order-reports-attributes (flat files of
    orders), and the columns of the date range report ("product sales" to "other", "total")
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.exports.shop import ZERO, Back, Order, cents, each_line
from tests.exports.written import Told, Written, columns, told
from tests.messy import Dialect

MELI = columns(
    "# de venta | Fecha de venta | Estado | Descripción del estado | Paquete de varios productos |"
    "Unidades | Ingresos por productos (MXN) | Cargo por venta e impuestos (MXN) |"
    "Ingresos por envío (MXN) | Costos de envío (MXN) | Anulaciones y reembolsos (MXN) |"
    "Total (MXN) | Venta por publicidad | SKU | # de publicación | Título de la publicación |"
    "Precio unitario de venta de la publicación (MXN) | Comprador | Forma de entrega"
)
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
          "octubre", "noviembre", "diciembre")  # fmt: skip
MELI_STATES = {
    "sale": "Entregado", "unpaid": "Pago pendiente", "cancelled": "Venta cancelada",
    "quotation": "Pago rechazado", "back": "Devolución finalizada con reembolso al comprador",
}  # fmt: skip


def mercado_libre(orders: list[Order], edition: int) -> Written:
    """A row per sale; of several products a pack: a head row with the money, then products."""
    rows, truth = [], []
    for order in orders:
        made, number = _meli_sale(order)
        rows += made
        truth.append(Told(frozenset([number]), order.nets(), order.parts()))
    names = {
        "shipping": ("Ingresos por envío (MXN)", "Total (MXN)"),
        **dict.fromkeys(
            ("refund", "refund_tax", "refund_shipping"),
            ("Anulaciones y reembolsos (MXN)", "Total (MXN)", MELI_STATES["back"]),
        ),
        "state": ("Estado", *MELI_STATES.values()),
    }
    above: tuple[tuple[Any, ...], ...] = ()
    dialect = Dialect("xlsx", native=True)
    if edition % 2:  # as the marketplace gives it: titles, then groups of columns
        groups = [""] * len(MELI)
        for at, group in ((0, "Ventas"), (12, "Publicidad"), (13, "Publicaciones"),
                          (17, "Compradores"), (18, "Envíos")):  # fmt: skip
            groups[at] = group
        above = (("Ventas",), (), ("Estado de tus ventas al 30 de junio",), (), tuple(groups))
    return Written("Ventas_MX_Mercado_Libre", MELI, rows, truth, names, dialect, above=above,
                   obstacles=("paquete", "pack", "Comprador"))  # fmt: skip


def _meli_sale(order: Order) -> tuple[list[dict[str, Any]], str]:
    """The rows of a sale, and its number."""
    number = f"20000{order.number + 7_400_000_000}"
    state = MELI_STATES["back" if order.is_given_back else order.state]
    income = order.worth
    fee = -cents(income * Decimal("0.14"))
    back = -order.back.total
    if not order.is_sale:
        back = -(income + order.shipping)
    whole = {
        "# de venta": number, "Estado": state, "Descripción del estado": state,
        "Fecha de venta": f"{order.at.day} de {MONTHS[order.at.month - 1]} de {order.at.year} "
                          f"{order.at:%H:%M} hs.",
        "Paquete de varios productos": "Sí" if len(order.lines) > 1 else "No",
        "Ingresos por productos (MXN)": income, "Cargo por venta e impuestos (MXN)": fee,
        "Ingresos por envío (MXN)": order.shipping or None, "Costos de envío (MXN)": -order.shipping
        or None, "Anulaciones y reembolsos (MXN)": back or None,
        "Total (MXN)": income + fee + back, "Comprador": order.person.name,
        "Forma de entrega": "Mercado Envíos Full", "Venta por publicidad": "No",
    }  # fmt: skip
    products = [
        {
            "Unidades": line.quantity,
            "SKU": line.sku,
            "# de publicación": f"MLM9{line.item:08d}",
            "Título de la publicación": line.name,
            "Precio unitario de venta de la publicación (MXN)": line.price,
        }
        for line in order.lines
    ]
    if len(products) == 1:
        return [whole | products[0]], number
    head = whole | {"Estado": f"Paquete de {len(products)} productos"}
    if not order.is_sale or order.is_given_back:
        head["Estado"] = state
    inner = [
        {"# de venta": f"{number}{n}", "Fecha de venta": whole["Fecha de venta"], "Estado": state,
         "Paquete de varios productos": "No", **product}
        for n, product in enumerate(products, 1)
    ]  # fmt: skip
    return [head, *inner], number


AMAZON_ORDERS = columns(
    "amazon-order-id | merchant-order-id | purchase-date | last-updated-date | order-status |"
    "fulfillment-channel | sales-channel | ship-service-level | buyer-email | product-name | sku |"
    "asin | item-status | quantity | currency | item-price | item-tax | shipping-price |"
    "shipping-tax | gift-wrap-price | gift-wrap-tax | item-promotion-discount |"
    "ship-promotion-discount | ship-city | ship-country | promotion-ids"
)
AMAZON_RANGE = columns(
    "date/time | settlement id | type | order id | sku | description | quantity | marketplace |"
    "fulfillment | order city | tax collection model | product sales | product sales tax |"
    "shipping credits | shipping credits tax | gift wrap credits | giftwrap credits tax |"
    "promotional rebates | promotional rebates tax | marketplace withheld tax | selling fees |"
    "fba fees | other transaction fees | other | total"
)
AMAZON_STATES = {"sale": "Shipped", "unpaid": "Pending", "cancelled": "Cancelled",
                 "quotation": "Unfulfillable"}  # fmt: skip


def amazon(orders: list[Order], edition: int) -> Written:
    """By turns the flat file of orders with the buyers' addresses, and the date range report."""
    return (_amazon_range if edition % 4 == 3 else _amazon_orders)(orders)


def _amazon_number(order: Order) -> str:
    return f"303-{order.number:07d}-{order.number * 7919 % 10**7:07d}"


def _amazon_orders(orders: list[Order]) -> Written:
    """A row per item: the line's price, and the promotion to be taken off; nothing of refunds."""
    orders = [replace(order, back=Back()) for order in orders]
    rows = []
    for order, place, line in each_line(orders):
        first = place == 0
        rows.append({
            "amazon-order-id": _amazon_number(order), "purchase-date": order.at,
            "last-updated-date": order.at, "order-status": AMAZON_STATES[order.state],
            "fulfillment-channel": "Amazon", "sales-channel": "Amazon.es",
            "ship-service-level": "Expedited", "buyer-email": order.person.email,
            "product-name": line.name, "sku": line.sku, "asin": f"B0{line.item:08d}",
            "item-status": AMAZON_STATES[order.state], "quantity": line.quantity,
            "currency": "EUR", "item-price": line.gross, "item-tax": order.line_tax(line),
            "shipping-price": order.shipping if first else ZERO,
            "shipping-tax": order.shipping_tax if first else ZERO,
            "item-promotion-discount": line.off + line.share, "ship-promotion-discount": ZERO,
            "ship-city": "Madrid", "ship-country": order.person.country,
            "promotion-ids": "PROMO" if line.off + line.share else None,
        })  # fmt: skip
    names = {
        **dict.fromkeys(("discount", "line_discount"), ("item-promotion-discount",)),
        "shipping": ("shipping-price",), "shipping_tax": ("shipping-tax",), "tax": ("item-tax",),
        "state": ("order-status", "item-status", *AMAZON_STATES.values()),
    }  # fmt: skip
    dialect = Dialect(delimiter="\t", dates="iso_offset", newline="\n")
    return Written("GET_FLAT_FILE_ORDERS", AMAZON_ORDERS, rows, told(orders, _amazon_number),
                   names, dialect)  # fmt: skip


def _amazon_range(orders: list[Order]) -> Written:
    """Movements of money: orders and refunds, with fees; nobody's name or address."""
    rows = []
    for order, place, line in each_line(orders):
        if not order.is_sale:
            continue
        shipping = order.shipping if place == 0 else ZERO
        rows.append(_movement(order, line.sku, line.name, line.quantity, line.gross,
                              order.line_tax(line), shipping, line.off + line.share))  # fmt: skip
        if line.returned:
            rows.append(_movement(order, line.sku, line.name, -line.quantity, -line.gross,
                                  -order.line_tax(line), ZERO,
                                  -(line.off + line.share)))  # fmt: skip
    names = {
        **dict.fromkeys(("discount", "line_discount"), ("promotional rebates",)),
        "shipping": ("shipping credits",), "tax": ("product sales tax",),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("type", "Refund")),
    }  # fmt: skip
    above = tuple((text,) for text in (
        "Includes Amazon Marketplace transactions", "All amounts in USD, unless specified",
        "Definitions:", "Sales tax collected: includes sales tax collected from buyers",
    ))  # fmt: skip
    return Written("DateRangeReport", AMAZON_RANGE, rows, told(orders, _amazon_number), names,
                   Dialect(quote_all=True), obstacles=("user_id", "no customer"),
                   above=above)  # fmt: skip


def _movement(
    order: Order, sku: str, name: str, units: int, sales: Decimal, tax: Decimal,
    shipping: Decimal, rebate: Decimal,
) -> dict[str, Any]:  # fmt: skip
    fees = -cents(sales * Decimal("0.15"))
    tax = tax if order.tax_mode == "top" else ZERO
    return {
        "date/time": order.at.strftime("%b %-d, %Y %-I:%M:%S %p PST"), "settlement id": "148001",
        "type": "Order" if units > 0 else "Refund", "order id": _amazon_number(order), "sku": sku,
        "description": name, "quantity": abs(units), "marketplace": "amazon.com",
        "fulfillment": "Amazon", "order city": "Austin",
        "tax collection model": "MarketplaceFacilitator", "product sales": sales,
        "product sales tax": tax, "shipping credits": shipping, "shipping credits tax": ZERO,
        "gift wrap credits": ZERO, "giftwrap credits tax": ZERO, "promotional rebates": -rebate,
        "promotional rebates tax": ZERO, "marketplace withheld tax": -tax, "selling fees": fees,
        "fba fees": ZERO, "other transaction fees": ZERO, "other": ZERO,
        "total": sales + shipping - rebate + fees,
    }  # fmt: skip
