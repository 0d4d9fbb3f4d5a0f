"""UCI's Online Retail, both files: 2010 to 2011, and "II" from 2009.

References
----------
Chen, D. (2015), "Online Retail" and (2019) "Online Retail II", UCI Machine Learning Repository,
https://archive.ics.uci.edu/dataset/352 and /502: the second calls the columns Invoice, Price and
Customer ID. Invoice numbers that start with C are cancellations.
"""

from __future__ import annotations

from taller.data.shapes.shape import Recipe, Shape
from taller.language import _

NOT_ITEMS = ["POST", "DOT", "C2", "M", "D", "S", "B", "PADS", "CRUK", "AMAZONFEE", "BANK CHARGES"]


def _where() -> str:
    return _("UCI Machine Learning Repository > Online Retail or Online Retail II > Download.")


LINES = Shape(
    name="online_retail",
    title="UCI Online Retail",
    signatures=(
        frozenset(
            {
                "InvoiceNo",
                "StockCode",
                "Quantity",
                "InvoiceDate",
                "UnitPrice",
                "CustomerID",
            }
        ),
    ),
    recipes={
        "orders": Recipe(
            "orders",
            columns={
                "transaction_id": "InvoiceNo",
                "user_id": "CustomerID",
                "item_id": "StockCode",
                "event_timestamp": "InvoiceDate",
                "quantity": "Quantity",
                "price": "UnitPrice",
                "item_name": "Description",
                "country": "Country",
            },
            needed=(
                "transaction_id",
                "user_id",
                "item_id",
                "event_timestamp",
                "quantity",
                "price",
            ),
        ),
    },
    aliases={
        "InvoiceNo": ("Invoice",),
        "UnitPrice": ("Price",),
        "CustomerID": ("Customer ID",),
    },
    settings={"orders": {"cancelled_prefix": "C", "not_items": NOT_ITEMS}},
    said=_where,
)
