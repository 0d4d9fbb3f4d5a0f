"""Tables as a shop's own system or a spreadsheet has them, with English or Spanish headers."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from taller.data.simulators.messy.sheets import Row, Sheet
from taller.data.simulators.messy.shop import Person, Shop

# canonical column: header, in the order of the file; a name in capitals means nothing canonical
ORDERS = {
    "en": (
        {"transaction_id": "Order ID", "event_timestamp": "Order Date", "user_id": "Customer ID",
         "NAME": "Customer Name", "item_id": "SKU", "item_name": "Product",
         "item_category": "Category", "quantity": "Quantity", "price": "Unit Price",
         "country": "Country", "NOTE": "Payment Method"},
        {"transaction_id": "order_no", "user_id": "client_id", "EMAIL": "email",
         "item_id": "product_code", "item_name": "product_name", "quantity": "qty",
         "price": "price", "tax": "vat", "event_timestamp": "purchased_at",
         "country": "ship_country"},
        {"transaction_id": "Invoice Number", "event_timestamp": "Date",
         "user_id": "Customer Number", "item_id": "Item Code", "item_name": "Description",
         "item_category": "Department", "quantity": "Units", "value": "Line Total",
         "NOTE": "Sales Rep"},
        {"event_timestamp": "event_timestamp", "transaction_id": "transaction_id",
         "user_id": "user_id", "item_id": "item_id", "item_name": "item_name",
         "item_category": "item_category", "quantity": "quantity", "price": "price",
         "country": "country"},
    ),
    "es": (
        {"transaction_id": "Nº pedido", "event_timestamp": "Fecha", "user_id": "Cliente",
         "NAME": "Nombre y apellidos", "item_id": "Referencia", "item_name": "Artículo",
         "item_category": "Familia", "quantity": "Unidades", "price": "Precio unitario",
         "country": "País", "NOTE": "Forma de pago"},
        {"transaction_id": "pedido", "user_id": "id_cliente", "EMAIL": "correo",
         "event_timestamp": "fecha_compra", "item_id": "codigo_articulo",
         "item_name": "descripcion", "item_category": "categoria", "quantity": "cantidad",
         "value": "importe", "tax": "iva"},
        {"transaction_id": "Número de factura", "event_timestamp": "Fecha del pedido",
         "user_id": "Código de cliente", "item_id": "Código de producto",
         "item_name": "Producto", "item_category": "Sección", "quantity": "Uds.",
         "price": "PVP", "country": "País de envío", "NOTE": "Comercial"},
    ),
}  # fmt: skip
CUSTOMERS = {
    "en": {"user_id": "Customer ID", "NAME": "Name", "EMAIL": "Email", "PHONE": "Phone",
           "STREET": "Address", "created_timestamp": "Signup Date", "country": "Country",
           "region": "State", "city": "City", "source": "Source", "medium": "Medium",
           "accepts_marketing": "Accepts Marketing"},
    "es": {"user_id": "Código cliente", "NAME": "Nombre", "EMAIL": "Correo electrónico",
           "PHONE": "Teléfono", "STREET": "Dirección", "created_timestamp": "Fecha de alta",
           "country": "País", "region": "Provincia", "city": "Población", "source": "Origen",
           "medium": "Medio", "accepts_marketing": "Acepta publicidad"},
}  # fmt: skip
ITEMS = {
    "en": {"item_id": "SKU", "item_name": "Product Name", "item_category": "Category",
           "item_brand": "Brand", "item_variant": "Size", "price": "Retail Price",
           "cost": "Unit Cost", "stock": "Stock"},
    "es": {"item_id": "Referencia", "item_name": "Nombre del artículo",
           "item_category": "Familia", "item_brand": "Marca", "item_variant": "Talla",
           "price": "Precio", "cost": "Coste", "stock": "Existencias"},
}  # fmt: skip
SPEND = {
    "en": {"date": "Date", "source": "Source", "medium": "Medium", "campaign": "Campaign",
           "cost": "Cost", "impressions": "Impressions", "clicks": "Clicks"},
    "es": {"date": "Día", "source": "Fuente", "medium": "Medio", "campaign": "Campaña",
           "cost": "Coste", "impressions": "Impresiones", "clicks": "Clics"},
}  # fmt: skip
NOTES = ("tarjeta", "PayPal", "Bizum", "contra reembolso; llamar antes", 'pone "regalo"', None)
NAMES = {"en": ("orders", "customers", "items", "spend"),
         "es": ("pedidos", "clientes", "articulos", "campañas")}  # fmt: skip
Identify = Callable[[str], Any]


def orders(shop: Shop, rng: random.Random, language: str) -> list[Sheet]:
    """One file of order lines."""
    headers = rng.choice(ORDERS[language])
    identify = identities(shop, rng)
    return [table(shop, "orders", headers, shop.orders, NAMES[language][0], rng, identify)]


def shop(shop: Shop, rng: random.Random, language: str) -> list[Sheet]:
    """Order lines, customers, items and advertising, each in a file of its own."""
    identify, names = identities(shop, rng), NAMES[language]
    headers = rng.choice(ORDERS[language])
    return [
        table(shop, "orders", headers, shop.orders, names[0], rng, identify),
        table(shop, "customers", CUSTOMERS[language], shop.customers, names[1], rng, identify),
        table(shop, "items", ITEMS[language], shop.items, names[2], rng),
        table(shop, "spend", SPEND[language], shop.spend, names[3], rng),
    ]


def identities(shop: Shop, rng: random.Random) -> Identify:
    """How a system writes who a customer is."""
    how = rng.choice(("code", "number", "email"))
    if how == "email":
        return lambda user: shop.people[user].email
    if how == "number":
        return lambda user: str(12_000 + int(user[1:]))
    return lambda user: user


def table(
    shop: Shop,
    canonical: str,
    headers: Mapping[str, str],
    rows: list[dict[str, Any]],
    name: str,
    rng: random.Random,
    identify: Identify | None = None,
) -> Sheet:
    """A sheet whose every row is one canonical row."""
    made = []
    for row in rows:
        person = shop.people[row["user_id"]] if identify and "user_id" in row else None
        known = {**row, "user_id": identify(row["user_id"])} if identify else row
        cells = tuple(
            _beside(key, person, rng) if key.isupper() else known.get(key) for key in headers
        )
        kept = {key: known.get(key) for key in (*headers, "kind") if not key.isupper()}
        made.append(Row(cells, ((canonical, kept),)))
    columns = {key: header for key, header in headers.items() if not key.isupper()}
    meant = {
        header: None if key.isupper() else f"{canonical}.{key}" for key, header in headers.items()
    }
    return Sheet(
        name, (canonical,), tuple(headers.values()), tuple(made),
        {canonical: {"columns": columns}}, meant,
    )  # fmt: skip


def _beside(key: str, person: Person | None, rng: random.Random) -> Any:
    """A cell that means nothing canonical."""
    if key == "NOTE" or person is None:
        return rng.choice(NOTES)
    return {
        "NAME": person.name,
        "EMAIL": person.email,
        "PHONE": person.phone,
        "STREET": person.street,
    }[key]
