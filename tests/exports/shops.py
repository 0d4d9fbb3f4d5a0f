"""Shops of one's own: Shopify, WooCommerce, PrestaShop, Magento, Tiendanube.

Column names are facts of the platforms; nothing of their texts or data is here.

References
----------
Shopify : https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders
WooCommerce : the labels of "Advanced Order Export For WooCommerce" (AlgolPlus), and of "Customer /
    Order / Coupon Export" as in `taller.data.shapes.woocommerce`
PrestaShop : fields of ``ps_orders`` and ``ps_order_detail``,
    https://devdocs.prestashop-project.org/8/webservice/resources/order_details/
Magento : https://experienceleague.adobe.com/en/docs/commerce-admin/stores-sales/order-management
    (columns of the orders grid)
Tiendanube : head of its CSV of sales ("Número de orden" to "Medio de pago")
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.exports.shop import ZERO, Back, Order, cents, each_line
from tests.exports.written import Written, columns, told
from tests.messy import Dialect

SHOPIFY = columns(
    "Name | Email | Financial Status | Paid at | Fulfillment Status | Accepts Marketing |"
    "Currency | Subtotal | Shipping | Taxes | Total | Discount Code | Discount Amount |"
    "Shipping Method | Created at | Lineitem quantity | Lineitem name | Lineitem price |"
    "Lineitem compare at price | Lineitem sku | Lineitem requires shipping | Lineitem taxable |"
    "Lineitem fulfillment status |"
    "Billing Name | Billing Country | Shipping Country | Cancelled at | Payment Method |"
    "Refunded Amount | Vendor | Outstanding Balance | Id | Tags | Source | Lineitem discount"
)
SHOPIFY_STATES = {"unpaid": "pending", "cancelled": "voided", "quotation": "expired"}


def shopify(orders: list[Order], edition: int) -> Written:
    """A row per line; the order's own columns on its first."""
    rows = []
    for order, place, line in each_line(orders):
        cells: dict[str, Any] = {
            "Name": f"#{order.number + 1000}", "Email": order.person.email,
            "Created at": order.at, "Lineitem quantity": line.quantity,
            "Lineitem name": line.name, "Lineitem price": line.price, "Lineitem sku": line.sku,
            "Lineitem requires shipping": "true", "Lineitem taxable": "true",
            "Lineitem fulfillment status": "fulfilled", "Lineitem discount": line.off,
            "Vendor": "La Alacena",
        }  # fmt: skip
        rows.append(cells | (_shopify_order(order) if place == 0 else {}))
    names = {
        "discount": ("Discount Amount", "Lineitem discount"), "shipping": ("Shipping", "Total"),
        "line_discount": ("Lineitem discount", "Discount Amount"), "tax": ("Taxes", "Total"),
        "refund": ("Refunded Amount",), "refund_tax": ("Refunded Amount",),
        "refund_shipping": ("Refunded Amount",), "shipping_tax": ("Taxes", "Total"),
        "state": ("Financial Status", "Cancelled at", *SHOPIFY_STATES.values()),
    }  # fmt: skip
    keys = (lambda o: f"#{o.number + 1000}", lambda o: 610000 + o.number)
    dialect = Dialect(dates="shopify", newline="\n")
    return Written("orders_export", SHOPIFY, rows, told(orders, *keys), names, dialect)


def _shopify_order(order: Order) -> dict[str, Any]:
    state = "paid"
    if order.back.total:
        state = "refunded" if order.is_given_back else "partially_refunded"
    cancelled = order.state == "cancelled" or (order.is_given_back and order.number % 2)
    return {
        "Financial Status": SHOPIFY_STATES.get(order.state, state),
        "Paid at": order.at if order.is_sale else None, "Fulfillment Status": "fulfilled",
        "Accepts Marketing": "no", "Currency": "USD", "Subtotal": order.worth,
        "Shipping": order.shipping, "Taxes": order.tax, "Total": order.total,
        "Discount Code": "VERANO" if order.discount else None,
        "Discount Amount": order.discount + order.line_discount, "Shipping Method": "Standard",
        "Billing Name": order.person.name, "Billing Country": order.person.country,
        "Shipping Country": order.person.country, "Cancelled at": order.at if cancelled else None,
        "Payment Method": "Shopify Payments", "Refunded Amount": order.back.total,
        "Outstanding Balance": ZERO, "Id": str(610000 + order.number), "Source": "web",
    }  # fmt: skip


WOO_PLUGIN = columns(
    "Order Number | Order Status | Order Date | Customer Note | First Name (Billing) |"
    "Last Name (Billing) | Email (Billing) | Country Code (Billing) | Payment Method Title |"
    "Cart Discount Amount | Order Subtotal Amount | Shipping Method Title | Order Shipping Amount |"
    "Order Refund Amount | Order Total Amount | Order Total Tax Amount | SKU | Item # | Item Name |"
    "Quantity | Item Cost | Coupon Code | Discount Amount | Discount Amount Tax"
)
WOO_SUITE = columns(
    "order_id | order_number | order_date | status | shipping_total | shipping_tax_total |"
    "tax_total | discount_total | order_total | refunded_total | order_currency | payment_method |"
    "customer_id | billing_first_name | billing_last_name | billing_email | billing_country |"
    "item_id | item_product_id | item_name | item_sku | item_quantity | item_subtotal |"
    "item_subtotal_tax | item_total | item_total_tax | item_refunded | item_refunded_qty"
)
WOO_ANALYTICS = columns(
    "Fecha | N.º de pedido | Estado | Cliente | Tipo de cliente | Producto(s) |"
    "Artículos vendidos | Cupón(es) | Ventas netas | Atribución"
)
WOO_STATES = {
    "en": {"sale": "Completed", "unpaid": "Pending payment", "cancelled": "Cancelled",
           "quotation": "Draft", "back": "Refunded"},
    "es": {"sale": "Completado", "unpaid": "Pendiente de pago", "cancelled": "Cancelado",
           "quotation": "Borrador", "back": "Reembolsado"},
    "slug": {"sale": "completed", "unpaid": "pending", "cancelled": "cancelled",
             "quotation": "checkout-draft", "back": "refunded"},
}  # fmt: skip


def woocommerce(orders: list[Order], edition: int) -> Written:
    """By turns the free plugin's rows, the paid one's, and Analytics' orders in Spanish."""
    kinds = (_woo_plugin, _woo_suite, _woo_plugin, _woo_analytics, _woo_suite)
    return kinds[edition % len(kinds)](orders, edition)


def _woo_state(order: Order, language: str) -> str:
    return WOO_STATES[language]["back" if order.is_given_back else order.state]


def _woo_plugin(orders: list[Order], edition: int) -> Written:
    """Item cost is after coupons and without tax; the order's money on each of its rows."""
    language = "es" if edition % 5 == 0 or edition > 10 else "en"
    rows = []
    for order, place, line in each_line(orders):
        rows.append({
            "Order Number": str(order.number + 7000), "Order Status": _woo_state(order, language),
            "Order Date": order.at, "First Name (Billing)": order.person.first,
            "Last Name (Billing)": order.person.last, "Email (Billing)": order.person.email,
            "Country Code (Billing)": order.person.country, "Payment Method Title": "Redsys",
            "Cart Discount Amount": order.discount, "Order Subtotal Amount": order.subtotal,
            "Shipping Method Title": "Estándar", "Order Shipping Amount": order.shipping,
            "Order Refund Amount": order.back.total, "Order Total Amount": order.total,
            "Order Total Tax Amount": order.tax, "SKU": line.sku, "Item #": place + 1,
            "Item Name": line.name, "Quantity": line.quantity,
            # The plugin divides the line's total by its quantity.
            "Item Cost": _six(line.worth / line.quantity),
            "Coupon Code": "VERANO" if order.discount else None,
            "Discount Amount": order.discount, "Discount Amount Tax": ZERO,
        })  # fmt: skip
    names = {
        "discount": ("Cart Discount Amount", "Discount Amount"),
        "shipping": ("Order Shipping Amount", "Order Total Amount"),
        "tax": ("Order Total Tax Amount", "Order Total Amount"),
        "shipping_tax": ("Order Total Tax Amount", "Order Total Amount"),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("Order Refund Amount",)),
        "state": tuple(WOO_STATES[language].values()),
    }  # fmt: skip
    keys = (lambda o: o.number + 7000,)
    return Written("orders", WOO_PLUGIN, rows, told(orders, *keys), names, Dialect())


def _six(amount: Decimal) -> Any:
    """An amount with as many decimals as it needs, up to six, as text."""
    return f"{amount:.6f}".rstrip("0").rstrip(".") if amount != cents(amount) else cents(amount)


def _woo_suite(orders: list[Order], edition: int) -> Written:
    """The known export: the money of items after coupons, refunds by item and in all."""
    rows = []
    for order, place, line in each_line(orders):
        by_item = bool(order.back.total) and any(each.returned for each in order.lines)
        back = line.worth if line.returned else ZERO
        rows.append({
            "order_id": str(order.number + 7000), "order_number": str(order.number + 7000),
            "order_date": order.at, "status": _woo_state(order, "slug"),
            "shipping_total": order.shipping, "shipping_tax_total": order.shipping_tax,
            "tax_total": order.tax, "discount_total": order.discount, "order_total": order.total,
            "refunded_total": order.back.total, "order_currency": "EUR",
            "payment_method": "redsys", "customer_id": str(order.person.number + 20),
            "billing_first_name": order.person.first, "billing_last_name": order.person.last,
            "billing_email": order.person.email, "billing_country": order.person.country,
            "item_id": str(order.number * 10 + place), "item_product_id": str(line.item + 100),
            "item_name": line.name, "item_sku": line.sku, "item_quantity": line.quantity,
            "item_subtotal": line.net, "item_subtotal_tax": order.tax_of(line.net),
            "item_total": line.worth, "item_total_tax": order.line_tax(line),
            "item_refunded": back if by_item else ZERO,
            "item_refunded_qty": line.returned if by_item else 0,
        })  # fmt: skip
    names = {
        "discount": ("discount_total", "item_subtotal"), "shipping": ("shipping_total",),
        "tax": ("tax_total", "item_total_tax"), "shipping_tax": ("shipping_tax_total",),
        **dict.fromkeys(
            ("refund", "refund_tax", "refund_shipping"), ("refunded_total", "item_refunded")
        ),
        "state": ("status", *WOO_STATES["slug"].values()),
    }  # fmt: skip
    keys = (lambda o: o.number + 7000,)
    return Written("wc-orders", WOO_SUITE, rows, told(orders, *keys), names, Dialect())


def _woo_analytics(orders: list[Order], edition: int) -> Written:
    """A row per order; net sales are after refunds, without tax and shipping."""
    rows = [
        {
            "Fecha": order.at, "N.º de pedido": str(order.number + 7000),
            "Estado": _woo_state(order, "es"), "Cliente": order.person.name,
            "Tipo de cliente": "recurrente", "Artículos vendidos": sum(
                line.quantity for line in order.lines),
            "Producto(s)": ", ".join(f"{line.quantity}× {line.name}" for line in order.lines),
            "Cupón(es)": "VERANO" if order.discount else None,
            "Ventas netas": order.worth - order.back.goods, "Atribución": "Directo",
        }
        for order in orders
    ]  # fmt: skip
    names = {"state": ("Estado", *WOO_STATES["es"].values())}
    keys = (lambda o: o.number + 7000,)
    return Written("wc-orders-report-export", WOO_ANALYTICS, rows, told(orders, *keys), names,
                   Dialect(), obstacles=("Cliente",))  # fmt: skip


PRESTA_SQL = columns(
    "id_order | reference | id_customer | email | date_add | estado | product_reference |"
    "product_name | product_quantity | product_quantity_refunded | unit_price_tax_excl |"
    "unit_price_tax_incl | total_price_tax_excl | total_price_tax_incl | total_refunded_tax_excl |"
    "total_refunded_tax_incl | total_products | total_products_wt | total_discounts_tax_excl |"
    "total_discounts_tax_incl | total_shipping_tax_excl | total_shipping_tax_incl |"
    "total_paid_tax_excl | total_paid_tax_incl | total_paid_real | payment"
)
PRESTA_GRID = columns(
    "ID | Referencia | Nuevo cliente | Entrega | Cliente | Total | Pago | Estado | Fecha"
)
PRESTA_STATES = {
    "sale": "Entregado", "unpaid": "En espera de pago por transferencia bancaria",
    "cancelled": "Cancelado", "quotation": "Error en el pago", "back": "Reembolsado",
}  # fmt: skip


def prestashop(orders: list[Order], edition: int) -> Written:
    """The query of the SQL manager over orders and their details; every fifth time the grid."""
    return (_presta_grid if edition % 5 == 4 else _presta_sql)(orders)


def _presta_state(order: Order) -> str:
    return PRESTA_STATES["back" if order.is_given_back else order.state]


def _with_tax(order: Order, amount: Decimal) -> Decimal:
    return amount + (order.tax_of(amount) if order.tax_mode == "top" else ZERO)


def _presta_sql(orders: list[Order]) -> Written:
    rows = []
    for order, _place, line in each_line(orders):
        unit = line.net / line.quantity
        back = line.worth if line.returned else ZERO
        rows.append({
            "id_order": str(order.number), "reference": f"XK{order.number:05d}QA",
            "id_customer": str(order.person.number + 2), "email": order.person.email,
            "date_add": order.at, "estado": _presta_state(order),
            "product_reference": line.sku, "product_name": line.name,
            "product_quantity": line.quantity, "product_quantity_refunded": line.returned,
            "unit_price_tax_excl": f"{unit:.6f}",
            "unit_price_tax_incl": f"{_with_tax(order, unit):.6f}",
            "total_price_tax_excl": f"{line.net:.6f}",
            "total_price_tax_incl": f"{_with_tax(order, line.net):.6f}",
            "total_refunded_tax_excl": f"{back:.6f}",
            "total_refunded_tax_incl": f"{_with_tax(order, back):.6f}",
            "total_products": f"{order.subtotal:.6f}",
            "total_products_wt": f"{_with_tax(order, order.subtotal):.6f}",
            "total_discounts_tax_excl": f"{order.discount:.6f}",
            "total_discounts_tax_incl": f"{_with_tax(order, order.discount):.6f}",
            "total_shipping_tax_excl": f"{order.shipping:.6f}",
            "total_shipping_tax_incl": f"{order.shipping + order.shipping_tax:.6f}",
            "total_paid_tax_excl": f"{order.worth + order.shipping:.6f}",
            "total_paid_tax_incl": f"{order.total:.6f}",
            "total_paid_real": f"{order.total if order.is_sale else ZERO:.6f}",
            "payment": "Redsys",
        })  # fmt: skip
    names = {
        "discount": ("total_discounts_tax_excl", "total_discounts_tax_incl"),
        "shipping": ("total_shipping_tax_excl", "total_shipping_tax_incl"),
        "tax": ("total_price_tax_incl", "unit_price_tax_incl", "total_products_wt"),
        "shipping_tax": ("total_shipping_tax_incl",),
        **dict.fromkeys(
            ("refund", "refund_tax", "refund_shipping"),
            ("total_refunded_tax_excl", "total_refunded_tax_incl", "product_quantity_refunded"),
        ),
        "state": ("estado", *PRESTA_STATES.values()),
    }  # fmt: skip
    keys = (lambda o: o.number, lambda o: f"XK{o.number:05d}QA")
    dialect = Dialect(delimiter=";", newline="\n")
    return Written("request_sql_2", PRESTA_SQL, rows, told(orders, *keys), names, dialect)


def _presta_grid(orders: list[Order]) -> Written:
    """Initials for customers, and one amount: what was paid, with tax and shipping.

    Of what was given back, only that an order was given back whole.
    """
    orders = [o if o.is_given_back else replace(o, back=Back()) for o in orders]
    rows = [
        {
            "ID": str(order.number), "Referencia": f"XK{order.number:05d}QA",
            "Nuevo cliente": "0", "Entrega": order.person.country,
            "Cliente": f"{order.person.first[0]}. {order.person.last}", "Total": order.total,
            "Pago": "Redsys", "Estado": _presta_state(order), "Fecha": order.at,
        }
        for order in orders
    ]  # fmt: skip
    names = {
        **dict.fromkeys(("shipping", "tax", "shipping_tax"), ("Total",)),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), ("Reembolsado",)),
        "state": ("Estado", *PRESTA_STATES.values()),
    }
    keys = (lambda o: o.number, lambda o: f"XK{o.number:05d}QA")
    dialect = Dialect(delimiter=";", sign="{} €", decimal=",", dates="day_first_seconds")
    return Written("order_grid", PRESTA_GRID, rows, told(orders, *keys), names, dialect,
                   obstacles=("Cliente", "user_id"))  # fmt: skip


MAGENTO = columns(
    "ID | Purchase Point | Purchase Date | Bill-to Name | Ship-to Name | Grand Total (Base) |"
    "Grand Total (Purchased) | Status | Shipping Information | Customer Email | Customer Group |"
    "Subtotal | Shipping and Handling | Customer Name | Payment Method | Total Refunded"
)
MAGENTO_ES = columns(
    "ID | Punto de compra | Fecha de compra | Facturar a nombre | Enviar a nombre |"
    "Total general (Base) | Total general (Comprado) | Estado | Información de envío |"
    "Correo electrónico del cliente | Grupo de clientes | Subtotal | Envío y manipulación |"
    "Nombre del cliente | Método de pago | Total reembolsado"
)
MAGENTO_STATES = {
    "sale": "complete", "unpaid": "pending_payment", "cancelled": "canceled",
    "quotation": "fraud", "back": "closed",
}  # fmt: skip


def magento(orders: list[Order], edition: int) -> Written:
    """The grid: a row per order; its subtotal is before discounts, which have no column."""
    own = MAGENTO_ES if edition % 3 == 2 else MAGENTO
    rows = []
    for order in orders:
        state = MAGENTO_STATES["back" if order.is_given_back else order.state]
        cells = (
            f"{order.number:09d}", "Main Website",
            order.at.strftime("%b %-d, %Y %-I:%M:%S %p"), order.person.name, order.person.name,
            order.total, order.total, state, "Flat Rate - Fixed", order.person.email, "General",
            order.subtotal, order.shipping, order.person.name, "checkmo", order.back.total,
        )  # fmt: skip
        rows.append(dict(zip(own, cells, strict=True)))
    totals = (own[5], own[6])
    names = {
        **dict.fromkeys(("discount", "shipping_tax"), (*totals, "Subtotal")),
        "tax": (*totals, "Subtotal", own[15]),  # the tax of an order given back is in its refund
        "shipping": (own[12], *totals),
        **dict.fromkeys(("refund", "refund_tax", "refund_shipping"), (own[15],)),
        "state": (own[7], *MAGENTO_STATES.values()),
    }
    keys = (lambda o: f"{o.number:09d}", lambda o: o.number)
    return Written("export", own, rows, told(orders, *keys), names, Dialect(quote_all=True))


TIENDANUBE = columns(
    "Número de orden | Email | Fecha | Estado de la orden | Estado del pago | Estado del envío |"
    "Moneda | Subtotal de productos | Descuento | Costo de envío | Total | Nombre del comprador |"
    "Código postal | País | Forma de pago | Cupón | Nombre del producto | Precio del producto |"
    "Cantidad del producto | SKU | Canal"
)
TIENDANUBE_STATES = {
    "sale": ("Cerrada", "Pago recibido"), "unpaid": ("Abierta", "Pago pendiente"),
    "cancelled": ("Cancelada", "Anulado"), "quotation": ("Abierta", "Rechazado"),
    "back": ("Cancelada", "Reembolsado"),
}  # fmt: skip


def tiendanube(orders: list[Order], edition: int) -> Written:
    """A row per product; the order's own columns on its first."""
    rows = []
    for order, place, line in each_line(orders):
        state, payment = TIENDANUBE_STATES["back" if order.is_given_back else order.state]
        whole = {
            "Fecha": order.at, "Estado de la orden": state, "Estado del pago": payment,
            "Estado del envío": "Enviado", "Moneda": "MXN",
            "Subtotal de productos": order.subtotal, "Descuento": order.discount,
            "Costo de envío": order.shipping, "Total": order.total,
            "Nombre del comprador": order.person.name, "Código postal": "28001", "País": "México",
            "Forma de pago": "Mercado Pago", "Cupón": "VERANO" if order.discount else None,
            "Canal": "Online",
        }  # fmt: skip
        rows.append({
            "Número de orden": str(order.number + 100), "Email": order.person.email,
            "Nombre del producto": line.name, "Precio del producto": line.price,
            "Cantidad del producto": line.quantity, "SKU": line.sku,
            **(whole if place == 0 else {}),
        })  # fmt: skip
    names = {
        "discount": ("Descuento",),
        "shipping": ("Costo de envío", "Total"),
        **dict.fromkeys(("refund", "refund_shipping"), ("Reembolsado",)),
        "state": tuple(word for pair in TIENDANUBE_STATES.values() for word in pair),
    }
    keys = (lambda o: o.number + 100,)
    dialect = Dialect(delimiter=";", encoding="cp1252", quote_all=True, dates="day_first_seconds")
    return Written("ventas", TIENDANUBE, rows, told(orders, *keys), names, dialect)
