"""Exports as shops write them: headers in two languages, and which column is which.

Each export is a list of ``header=canonical`` (``header`` alone where it is none of Taller's), and
`cells` fills it with values that agree among themselves: orders of one to four lines, customers
who come back, prices that belong to items.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

ORDERS = {
    "plain English": "order_id=transaction_id, customer_id=user_id, sku=item_id, "
    "product_name=item_name, order_date=event_timestamp, quantity=quantity, unit_price=price, "
    "line_total=value, currency=currency, country=country, status=status",
    "plain Spanish": "Nº pedido=transaction_id, Cliente=user_id, Código artículo=item_id, "
    "Descripción=item_name, Fecha=event_timestamp, Uds.=quantity, Precio unitario=price, "
    "Importe=value, País=country",
    "Spanish, run together": "numpedido=transaction_id, idcliente=user_id, codproducto=item_id, "
    "nombreproducto=item_name, fechapedido=event_timestamp, cantidad=quantity, "
    "preciounitario=price",
    "camelCase": "orderId=transaction_id, userId=user_id, productId=item_id, "
    "createdAt=event_timestamp, qty=quantity, price=price, currencyCode=currency, "
    "categoryName=item_category",
    "ERP in capitals": "NUM_FACTURA=transaction_id, COD_CLIENTE=user_id, COD_ARTICULO=item_id, "
    "DESC_ARTICULO=item_name, FAMILIA=item_category, FEC_FACTURA=event_timestamp, "
    "CANTIDAD=quantity, PVP=price, IVA=tax, ESTADO=status, ALMACEN, COMERCIAL",
    "Mexico": "Folio=transaction_id, ID Cliente=user_id, SKU=item_id, Producto=item_name, "
    "Fecha de compra=event_timestamp, Piezas=quantity, Precio=price, Subtotal=value, "
    "Moneda=currency, Método de pago, Ciudad",
    "without codes": "Ticket=transaction_id, Socio=user_id, Artículo=item_id, "
    "Fecha venta=event_timestamp, Unidades=quantity, Total línea=value",
    "e-mail as customer": "Order Number=transaction_id, Email=user_id, Item=item_id, "
    "Date=event_timestamp, Units=quantity, Amount=value",
    "one row per order": "Purchase ID=transaction_id, Customer=user_id, "
    "Purchase date=event_timestamp, Total=value, Currency=currency, Payment method",
    "snake case Spanish": "pedido_id=transaction_id, cliente_id=user_id, producto_id=item_id, "
    "fecha_hora=event_timestamp, unidades=quantity, precio=price, impuesto=tax, "
    "divisa=currency, estado_pedido=status, es_prueba=test, importe_reembolsado=refund, "
    "categoria=item_category, pais_envio=country",
    "crowded": "Order ID=transaction_id, Order Date=event_timestamp, Ship Date, Ship Mode, "
    "Customer ID=user_id, Customer Name, Segment, Country=country, City, State, Postal Code, "
    "Product ID=item_id, Category=item_category, Sub-Category, Product Name=item_name, "
    "Sales=value, Quantity=quantity, Discount, Profit",
    "with delivery": "N° de orden=transaction_id, Fecha de entrega, Fecha de orden=event_timestamp,"
    " Cliente ID=user_id, Nombre del cliente, Teléfono, Correo electrónico, Dirección de envío, "
    "Código de producto=item_id, Nombre del producto=item_name, Cantidad=quantity, "
    "Precio por unidad=price, Descuento, Costo de envío=shipping, Código postal, País=country",
}
CUSTOMERS = {
    "English": "customer_id=user_id, first_name, last_name, email, phone, "
    "created_at=created_timestamp, country=country, state=region, city=city, "
    "accepts_marketing=accepts_marketing",
    "Spanish": "Código cliente=user_id, Nombre, Apellidos, Correo, Teléfono, "
    "Fecha de alta=created_timestamp, País=country, Provincia=region, Población=city, "
    "Acepta publicidad=accepts_marketing, Canal=source",
    "CRM": "Contact ID=user_id, Email, Create Date=created_timestamp, "
    "Lifecycle Stage=lifecycle_stage, Original source=source, Country/Region=country",
}
ITEMS = {
    "English": "SKU=item_id, Title=item_name, Category=item_category, Brand=item_brand, "
    "Color=item_variant, Price=price, Unit cost=cost, Stock=stock",
    "Spanish": "Referencia=item_id, Nombre=item_name, Familia=item_category, Marca=item_brand, "
    "Talla=item_variant, PVP=price, Coste=cost, Existencias=stock",
    "id": "id=item_id, name=item_name, type=item_category, list_price=price, inventory=stock",
}
EVENTS = {
    "GA4, flattened": "event_name=event_name, event_timestamp=event_timestamp, "
    "user_pseudo_id=user_pseudo_id, user_id=user_id, ga_session_id=session_id, item_id=item_id, "
    "transaction_id=transaction_id, value=value, currency=currency, source=source, "
    "medium=medium, campaign=campaign, device_category=device_category, country=country",
    "Spanish": "Evento=event_name, Fecha y hora=event_timestamp, ID visitante=user_pseudo_id, "
    "ID sesión=session_id, Producto=item_id, Dispositivo=device_category, País=country",
}
SESSIONS = {
    "English": "session_id=session_id, session_start=session_start, session_end=session_end, "
    "visitor_id=user_pseudo_id, source=source, medium=medium, device=device_category, "
    "country=country, converted=converted",
    "Spanish": "ID de sesión=session_id, Inicio=session_start, Fin=session_end, Eventos=events, "
    "Fuente=source, Medio=medium, Campaña=campaign, Dispositivo=device_category",
}
SPEND = {
    "Google Ads": "Day=date, Campaign=campaign, Campaign ID, Currency code=currency, Cost=cost, "
    "Impr.=impressions, Clicks=clicks, CTR, Avg. CPC, Conversions",
    "Google Ads, Spanish": "Día=date, Campaña=campaign, Código de moneda=currency, Coste=cost, "
    "Impr.=impressions, Clics=clicks, Conversiones",
    "Meta": "Day=date, Campaign name=campaign, Ad set name, Amount spent (EUR)=cost, "
    "Impressions=impressions, Link clicks=clicks, Reach, Frequency, Results",
    "Meta, Spanish": "Día=date, Nombre de la campaña=campaign, Importe gastado (MXN)=cost, "
    "Impresiones=impressions, Clics en el enlace=clicks, Alcance, Resultados",
    "by hand": "Fecha=date, Canal=source, Campaña=campaign, Inversión=cost",
}
ALL = {
    "orders": ORDERS, "customers": CUSTOMERS, "items": ITEMS, "events": EVENTS,
    "sessions": SESSIONS, "spend": SPEND,
}  # fmt: skip
FIRST = ("Ana", "Luis", "Marta", "Jorge", "Elena", "Pablo")
GOODS = ("Camisa azul", "Blue shirt", "Taza grande", "Silk scarf", "Vela roja", "Oak table")


def pairs(text: str) -> list[tuple[str, str | None]]:
    """Header and canonical column (or None) of each column of an export."""
    found = [column.strip().partition("=") for column in text.split(",")]
    return [(header, canonical or None) for header, _, canonical in found]


def cells(table: str, text: str, rows: int = 400, seed: int = 1) -> dict[str, list[str | None]]:
    """An export's columns, filled."""
    made = list(_rows(table, rows, random.Random(seed)))
    return {
        header: [_value(row, canonical, header) for row in made]
        for header, canonical in pairs(text)
    }


def expected(text: str) -> dict[str, str]:
    """Canonical column: header."""
    return {canonical: header for header, canonical in pairs(text) if canonical}


def _rows(table: str, rows: int, chance: random.Random):
    prices = {n: round(chance.uniform(3, 90), 2) for n in range(40)}
    day, order = date(2025, 1, 1), 1000
    made = 0
    one = table not in ("orders", "events")
    while made < rows:
        order += 1
        customer = made if one else chance.randrange(90)
        day += timedelta(days=chance.randrange(2))
        for _ in range(1 if one else chance.randrange(1, 5)):
            item = made if one else chance.randrange(40)
            q = chance.choice((1, 1, 1, 2, 3, 5))
            price = prices[item % 40]
            made += 1
            yield {
                "n": made, "order": order, "customer": customer, "item": item, "day": day,
                "quantity": q, "price": price, "chance": chance.random(),
            }  # fmt: skip


def _value(row: dict, canonical: str | None, header: str) -> str | None:
    n, part = row["n"], row["chance"]
    total = row["quantity"] * row["price"]
    moment = datetime.combine(row["day"], datetime.min.time()) + timedelta(minutes=n % 1000)
    known = {
        "transaction_id": f"P{row['order']}",
        "user_id": f"{row['customer'] + 50000}",
        "item_id": f"AB-{row['item']:04d}",
        "item_name": f"{GOODS[row['item'] % 6]} {row['item'] % 40}",
        "item_category": ("Hogar", "Moda", "Home")[row["item"] % 3],
        "item_brand": ("Acme", "Zeta", "Nido")[n % 3],
        "item_variant": ("S", "M", "L")[n % 3],
        "event_timestamp": moment.strftime("%Y-%m-%d %H:%M:%S"),
        "created_timestamp": moment.strftime("%d/%m/%Y"),
        "session_start": moment.isoformat(),
        "session_end": (moment + timedelta(minutes=9)).isoformat(),
        "date": row["day"].isoformat(),
        "quantity": str(row["quantity"]),
        "price": f"{row['price']:.2f}",
        "value": f"{total:.2f}",
        "tax": f"{total * 0.21:.2f}",
        "refund": f"{total:.2f}" if part < 0.05 else None,
        "cost": f"{row['price'] * 0.4:.2f}",
        "stock": str(int(part * 300)),
        "shipping": ("4.95", "0.00")[row["order"] % 2],
        "currency": "EUR",
        "country": ("España", "México", "Spain")[n % 3],
        "region": ("Madrid", "Jalisco", "Texas")[n % 3],
        "city": ("Getafe", "Zapopan", "Austin")[n % 3],
        "status": ("paid", "cancelled")[part < 0.1],
        "test": ("no", "sí")[part < 0.02],
        "accepts_marketing": ("yes", "no")[part < 0.5],
        "converted": ("true", "false")[part < 0.9],
        "lifecycle_stage": ("lead", "customer")[n % 2],
        "source": ("google", "instagram", "(direct)")[n % 3],
        "medium": ("cpc", "social", "(none)")[n % 3],
        "campaign": ("Verano 2025", "Brand", "Navidad")[n % 3],
        "device_category": ("mobile", "desktop")[n % 2],
        "event_name": ("page_view", "view_item", "add_to_cart", "purchase")[n % 4],
        "events": str(1 + n % 9),
        "session_id": f"{17000000 + row['order']}",
        "user_pseudo_id": f"{row['customer']}.{row['customer'] * 7919}",
        "impressions": str(1000 + n * 7),
        "clicks": str(20 + n % 30),
    }
    if canonical == "user_id" and "mail" in header:
        return f"cliente{row['customer']}@example.com"
    if canonical == "item_id" and header in ("Artículo", "Item", "Producto"):
        return known["item_name"]
    return known[canonical] if canonical else _other(header, row, moment)


def _other(header: str, row: dict, moment: datetime) -> str:
    """Values of a column that is none of Taller's."""
    n = row["n"]
    name = FIRST[row["customer"] % 6]
    low = header.lower()
    for words, value in (
        (("mail", "correo"), f"{name.lower()}{row['customer']}@example.com"),
        (("phone", "teléfono"), f"+34 6{10000000 + row['customer']}"),
        (("name", "nombre", "apellidos", "comercial"), f"{name} García"),
        (("date", "fecha"), (moment + timedelta(days=3)).strftime("%Y-%m-%d")),
        (("discount", "descuento"), str(n % 3 * 5)),
        (("profit", "costo", "coste", "ctr", "cpc"), f"{row['price'] * 0.3:.2f}"),
        (("postal",), f"{28000 + n % 99}"),
        (("address", "dirección"), f"Calle Mayor {n}"),
        (("conver", "result", "reach", "alcance", "freq"), str(n % 50)),
    ):
        if any(word in low for word in words):
            return value
    return ("A", "B", "C")[n % 3]
