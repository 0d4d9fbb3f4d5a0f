"""Headers of a shop's own systems and spreadsheets, in English and Spanish.

Of each table several sets, which hold their columns in the order of the file: canonical column:
header. A name in capitals means nothing canonical.
"""

from __future__ import annotations

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
        {"transaction_id": "Increment ID", "event_timestamp": "Purchase Date",
         "user_id": "Customer", "NAME": "Bill-to Name", "item_id": "Item SKU",
         "item_name": "Item Name", "quantity": "Qty Ordered", "price": "Item Price",
         "country": "Billing Country", "NOTE": "Shipping Method"},
        {"event_timestamp": "ord_dt", "transaction_id": "ord_no", "user_id": "cust_no",
         "item_id": "article_no", "item_name": "article_desc", "item_category": "product_line",
         "quantity": "units_sold", "value": "net_amount", "tax": "tax_amount"},
        {"transaction_id": "Receipt No.", "event_timestamp": "Transaction time",
         "user_id": "Loyalty ID", "item_id": "Barcode", "item_name": "Item",
         "item_category": "Product type", "quantity": "No. of items",
         "price": "Price per unit", "NOTE": "Cashier note"},
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
        {"event_timestamp": "FEC_PEDIDO", "transaction_id": "NUM_PEDIDO", "user_id": "COD_CLIENTE",
         "item_id": "COD_ART", "item_name": "DESC_ART", "item_category": "FAMILIA",
         "quantity": "CANT", "value": "IMP_LINEA", "tax": "IMP_IVA"},
        {"transaction_id": "Folio", "event_timestamp": "Fecha de venta",
         "user_id": "Número de cliente", "NAME": "Nombre del cliente", "item_id": "Clave",
         "item_name": "Descripción del producto", "quantity": "Piezas",
         "price": "Precio por pieza", "NOTE": "Método de pago"},
        {"transaction_id": "Id. venta", "user_id": "Socio", "event_timestamp": "Fecha y hora",
         "item_id": "SKU", "item_name": "Nombre", "item_category": "Departamento",
         "quantity": "Unid. vendidas", "price": "Precio venta", "country": "País destino"},
    ),
}  # fmt: skip
CUSTOMERS = {
    "en": (
        {"user_id": "Customer ID", "NAME": "Name", "EMAIL": "Email", "PHONE": "Phone",
           "STREET": "Address", "created_timestamp": "Signup Date", "country": "Country",
           "region": "State", "city": "City", "source": "Source", "medium": "Medium",
           "accepts_marketing": "Accepts Marketing"},
        {"user_id": "client_id", "NAME": "full_name", "EMAIL": "e-mail", "PHONE": "mobile",
         "created_timestamp": "registered_at", "country": "country", "region": "county",
         "city": "town", "source": "utm_source", "medium": "utm_medium",
         "accepts_marketing": "newsletter_opt_in"},
    ),
    "es": (
        {"user_id": "Código cliente", "NAME": "Nombre", "EMAIL": "Correo electrónico",
           "PHONE": "Teléfono", "STREET": "Dirección", "created_timestamp": "Fecha de alta",
           "country": "País", "region": "Provincia", "city": "Población", "source": "Origen",
           "medium": "Medio", "accepts_marketing": "Acepta publicidad"},
        {"user_id": "Nº de socio", "NAME": "Nombre y apellidos", "EMAIL": "Email",
         "PHONE": "Móvil", "created_timestamp": "Fecha de registro", "country": "País",
         "region": "Comunidad autónoma", "city": "Ciudad", "source": "Procedencia",
         "lifecycle_stage": "Fase", "accepts_marketing": "Consentimiento comercial"},
    ),
}  # fmt: skip
ITEMS = {
    "en": (
        {"item_id": "SKU", "item_name": "Product Name", "item_category": "Category",
           "item_brand": "Brand", "item_variant": "Size", "price": "Retail Price",
           "cost": "Unit Cost", "stock": "Stock"},
        {"item_id": "product_code", "item_name": "title", "item_category": "product_type",
         "item_brand": "manufacturer", "item_variant": "variant", "price": "list_price",
         "cost": "cost_price", "stock": "qty_on_hand"},
    ),
    "es": (
        {"item_id": "Referencia", "item_name": "Nombre del artículo",
           "item_category": "Familia", "item_brand": "Marca", "item_variant": "Talla",
           "price": "Precio", "cost": "Coste", "stock": "Existencias"},
        {"item_id": "Cód. artículo", "item_name": "Descripción", "item_category": "Sección",
         "item_brand": "Fabricante", "item_variant": "Variante", "price": "PVP",
         "cost": "Precio de coste", "stock": "Stock actual"},
    ),
}  # fmt: skip
SPEND = {
    "en": (
        {"date": "Date", "source": "Source", "medium": "Medium", "campaign": "Campaign",
           "cost": "Cost", "impressions": "Impressions", "clicks": "Clicks"},
        {"campaign": "Campaign name", "date": "Day", "cost": "Amount spent (EUR)",
         "impressions": "Impressions", "clicks": "Link clicks"},
        {"date": "date", "source": "platform", "campaign": "campaign_name", "cost": "spend",
         "impressions": "impr", "clicks": "clicks"},
    ),
    "es": (
        {"date": "Día", "source": "Fuente", "medium": "Medio", "campaign": "Campaña",
           "cost": "Coste", "impressions": "Impresiones", "clicks": "Clics"},
        {"campaign": "Nombre de la campaña", "date": "Fecha", "cost": "Importe gastado (EUR)",
         "impressions": "Impresiones", "clicks": "Clics en el enlace"},
    ),
}  # fmt: skip
