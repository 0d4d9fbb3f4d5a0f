"""What a hostile input is: files in a workbench, commands, and what must and must not come out."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

SECRET = "sk-planted-0123456789"
"""A secret in the environment and in a file beside the workbench: it never comes out."""
FOREIGN = "foreign-4711"
"""What stands in files that were not named; nothing of it ever comes out."""
MINE = "mine"
"""How the orders of the file that was named begin."""


@dataclass(frozen=True)
class Case:
    """One hostile input.

    Attributes
    ----------
    kind, name : what it is, and which of its kind
    files : path in the workbench: content; ``-> target`` makes a link
    given : what `taller new` is given; none where the files hold the engagement file ``x.yaml``
    named : texts one of which a message must hold
    orders : how many orders are read where it is read; None where damage may have changed them
    """

    kind: str
    name: str
    files: Mapping[str, bytes | str] = field(repr=False)
    given: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    orders: int | None = None
    refused: bool = False


def rows(n: int = 60, mark: str = MINE) -> list[dict[str, str]]:
    """Plain orders of one line each."""
    day = dt.date(2026, 1, 1)
    return [
        {
            "order_id": f"{mark}{i}",
            "customer_id": f"c{i % 9}",
            "sku": f"s{i % 5}",
            "date": (day + dt.timedelta(days=i)).isoformat(),
            "quantity": str(1 + i % 3),
            "unit_price": f"{5 + i % 7}.50",
        }
        for i in range(n)
    ]


def csv(held: list[dict[str, str]], mark: str = ",") -> bytes:
    """Rows as delimited text, every cell in quotes."""
    lines = [list(held[0]), *([str(cell) for cell in row.values()] for row in held)]
    return "".join(
        mark.join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines
    ).encode("utf-8", "surrogatepass")


def jsonl(held: list[dict[str, object]]) -> bytes:
    """Rows as JSON lines."""
    return "".join(json.dumps(row) + "\n" for row in held).encode()


def array(held: list[dict[str, object]]) -> bytes:
    """Rows as a JSON array."""
    return json.dumps(held).encode()


def parquet(held: list[dict[str, object]], **more: object) -> bytes:
    """Rows as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(held), made, **more)
    return made.getvalue()


def workbook(held: list[dict[str, object]], title: str = "Hoja1") -> bytes:
    """Rows as a workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(held[0]))
    for row in held:
        sheet.append(list(row.values()))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def engagement(data: str = "", more: str = "", path: str = '"o.csv"') -> str:
    """An engagement file of orders in ``o.csv``, with further lines within ``data`` and below."""
    return f"""\
client: Casa Prueba
language: en
currency: EUR
workflow: [data]
data:
  source: files
  orders:
    path: {path}
    columns:
      transaction_id: order_id
      user_id: customer_id
      item_id: sku
      event_timestamp: date
      quantity: quantity
      price: unit_price
{data}{more}"""


def of_database(url: str, more: str = "", column: str = "order_id") -> str:
    """An engagement file of the table ``orders`` of a database, all of one column."""
    canonical = ("transaction_id", "user_id", "item_id", "event_timestamp", "price")
    columns = ", ".join(f"{name}: {column}" for name in canonical)
    return f"""\
client: Casa Prueba
language: en
workflow: [data]
data:
  source: database
  url: "{url}"
{more}  orders: {{table: orders, columns: {{{columns}}}}}
"""


def altered(at: int = 7, n: int = 60, **cells: object) -> list[dict[str, object]]:
    """Orders one of which has other cells."""
    found: list[dict[str, object]] = [dict(row) for row in rows(n)]
    found[at] |= cells
    return found
