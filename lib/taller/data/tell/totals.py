"""The client's own figures by month, read from the engagement file or from a CSV of theirs.

A CSV is read as people write them: headers in English or Spanish, comma, semicolon or tab, decimal
comma or point, a title above the header, a line of totals below. What could mean two things is
refused, all such faults at once.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.engine import bounds
from taller.data.reading import refusals
from taller.data.settings import places
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.settings.common import Totals

    Numbers = dict[str, dict[str, Decimal]]
    Texts = dict[str, dict[str, tuple[str, int]]]

INLINE = "data.totals.months"
LONGEST = 30  # characters of a figure
COUNTS = ("orders", "lines", "units", "customers")
NAMES = {
    "month": "month mes periodo period fecha date year_month ano_mes mes_ano",
    "orders": "orders pedidos ordenes num_pedidos n_pedidos numero_de_pedidos number_of_orders "
    "order_count compras purchases transactions transacciones total_orders",
    "lines": "lines lineas renglones order_lines lineas_de_pedido line_items partidas",
    "units": "units unidades piezas uds units_sold unidades_vendidas quantity cantidad articulos "
    "items_sold",
    "gross": "gross bruto brutas ventas_brutas gross_sales gross_revenue ingresos_brutos "
    "facturacion_bruta importe_bruto venta_bruta",
    "refunds": "refunds devoluciones reembolsos returns abonos refunded returns_value "
    "importe_devoluciones sales_returns",
    "net": "net neto netas ventas_netas net_sales net_revenue ingresos_netos facturacion_neta "
    "importe_neto venta_neta",
    "shipping": "shipping envio envios gastos_de_envio shipping_charges shipping_revenue "
    "ingresos_por_envio portes postage delivery",
    "total": "total total_sales ventas_totales total_ventas total_ventas_con_envio "
    "net_sales_with_shipping total_cobrado total_charged",
    "tax": "tax taxes iva impuestos impuesto vat sales_tax cuota_iva",
    "customers": "customers clientes buyers compradores unique_customers clientes_unicos "
    "clientas clientes_distintos",
}
"""Headers as `plain` writes them, by what they mean."""
UNCLEAR = (
    "revenue", "sales", "ventas", "venta", "ingresos", "facturacion", "importe", "amount",
    "turnover",
)  # fmt: skip
"""Headers that may mean gross or net."""
MONTHS = (
    "enero ene january jan", "febrero feb february", "marzo mar march", "abril abr april apr",
    "mayo may", "junio jun june", "julio jul july", "agosto ago august aug",
    "septiembre setiembre sep sept set september", "octubre oct october",
    "noviembre nov november", "diciembre dic december dec",
)  # fmt: skip
EMPTY = ("", "-", "–", "—", "n/a", "N/A", "nd", "n.d.", "s/d")  # cells without a figure
_NUMBERED = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
_MEANING = {header: name for name, headers in NAMES.items() for header in headers.split()}


@dataclass(frozen=True)
class Theirs:
    """The client's figures, months written 2026-03, and where they stand."""

    months: Numbers
    source: str


def read(totals: Totals, root: Path) -> Theirs:
    """The client's own figures.

    Raises
    ------
    DataError
        Naming every month, header and cell that cannot be read, with its line.
    """
    inline = _inline(totals.months) if totals.months else {}
    if totals.path is None:
        if not inline:
            raise DataError("data.totals", "needs path or months: there are no figures in it")
        return Theirs(inline, INLINE)
    with refusals.netted(totals.path):
        path = places.located(totals.path, root)
        bounds.reads(totals.path, path)
        months = _from_csv(path, totals.path)
        bounds.reads("data")
    both = sorted(set(months) & set(inline))
    if both:
        raise DataError(INLINE, f"{', '.join(both)}: in {totals.path} too; leave one of them out")
    return Theirs({**months, **inline}, totals.path)


def plain(text: str) -> str:
    """A header without case, accents, units and signs, words joined by ``_``.

    >>> plain(" Nº pedidos (€) ")
    'n_pedidos'
    """
    text = re.sub(r"[\(\[].*?[\)\]]", " ", text).replace("º", " ")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^a-z0-9]+", "_", text).strip("_")
    return re.sub(r"_(eur|mxn|usd|gbp|euros|pesos)$", "", words)


def month(text: str) -> str | None:
    """A month as it is kept, 2026-03, or None where the text names none.

    >>> month("03/2026"), month("marzo de 2026"), month("mar-26"), month("1.2.2026"), month("soon")
    ('2026-03', '2026-03', '2026-03', '2026-02', None)
    """
    said = plain(text)
    if found := re.fullmatch(r"(\d{4})_?(\d{2})(?:_?01(?:_0+)*)?|(\d{4})_(\d)", said):
        year, number = found[1] or found[3], found[2] or found[4]
    elif found := re.fullmatch(r"(?:0?1_)?(\d{1,2})_(\d{4})", said):
        number, year = found[1], found[2]
    elif found := re.fullmatch(r"([a-z]+)_(?:(?:de|del|of)_)?(\d{4}|\d{2})", said):
        number, year = str(_NUMBERED.get(found[1], 0)), found[2]
    elif found := re.fullmatch(r"(\d{4})_([a-z]+)", said):
        number, year = str(_NUMBERED.get(found[2], 0)), found[1]
    else:
        return None
    year = f"20{year}" if len(year) == 2 else year
    return f"{year}-{int(number):02}" if 1 <= int(number) <= 12 else None


def _inline(months: Mapping[str, Mapping[str, float]]) -> Numbers:
    found: Numbers = {}
    faults: list[Fault] = []
    for key, figures in months.items():
        name = month(str(key))
        if name is None:
            faults.append(Fault(str(key), "is not a month; write it as 2026-03"))
        elif name in found:
            faults.append(Fault(str(key), f"{name} is given twice"))
        elif not all(abs(value) < 10**LONGEST for value in figures.values()):
            faults.append(Fault(str(key), "holds a figure that is no money of anybody's"))
        else:
            found[name] = {figure: Decimal(str(value)) for figure, value in figures.items()}
    if faults:
        raise DataError(INLINE, faults)
    return found


def _from_csv(path: Path, shown: str) -> Numbers:
    rows = _cells(path, shown)
    at, columns = _header(rows, shown)
    faults: list[Fault] = []
    texts: Texts = {}
    for line, cells in rows[at + 1 :]:
        said = cells[columns["month"]].strip() if columns["month"] < len(cells) else ""
        name = month(said)
        if name in texts:
            faults.append(Fault("month", f"{name} is there twice", line))
        elif name is not None:
            texts[name] = {
                figure: (cells[place].strip(), line)
                for figure, place in columns.items()
                if figure != "month" and place < len(cells) and cells[place].strip() not in EMPTY
            }
        elif said and not re.match("total|sum", plain(said)):
            faults.append(Fault("month", f"{said[:30]!r} is not a month; write 2026-03", line))
    numbers = _numbers(texts, [name for name in columns if name != "month"], faults)
    if not texts and not faults:
        faults.append(Fault("", "holds no month below its header"))
    if faults:
        raise DataError(shown, faults)
    return numbers


def _cells(path: Path, shown: str) -> list[tuple[int, list[str]]]:
    """The filled lines of a CSV, each with its number."""
    places.refuse_no_file(path, shown)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(shown, f"cannot be read: {error.strerror}") from error
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        raise DataError(shown, "is a workbook; save the sheet as CSV and give that file")
    text = _decoded(raw)
    if "\0" in text:
        raise DataError(shown, "is a binary file, not text; export the table as CSV")
    delimiter = max(";\t|,", key=lambda mark: sum(mark in line for line in text.splitlines()[:20]))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise DataError(shown, Fault("", f"is not a CSV: {error}", reader.line_num)) from error


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _header(rows: list[tuple[int, list[str]]], shown: str) -> tuple[int, dict[str, int]]:
    """Which row is the header, and the place of each column in it."""
    for at, (line, cells) in enumerate(rows[:20]):
        meanings = [_MEANING.get(plain(cell)) for cell in cells]
        if "month" not in meanings:
            continue
        known = [name for name in meanings if name]
        twice = sorted({name for name in known if known.count(name) > 1})
        faults = [Fault(name, "two columns have this meaning; keep one", line) for name in twice]
        faults += [
            Fault(cell.strip(), "may be gross or net; rename it to gross or net", line)
            for cell in cells
            if plain(cell) in UNCLEAR
        ]
        if len(known) == 1 and not faults:
            figures = ", ".join(name for name in NAMES if name != "month")
            faults = [Fault("", f"has no figure beside its month; it may have: {figures}", line)]
        if faults:
            raise DataError(shown, faults)
        return at, {name: place for place, name in enumerate(meanings) if name}
    raise DataError(shown, "has no column month (or mes) in its first 20 lines")


def _numbers(texts: Texts, figures: Sequence[str], faults: list[Fault]) -> Numbers:
    """The numbers of all columns; the decimal mark of money is judged from all its cells."""
    cells = [(m, f, *held[f]) for m, held in texts.items() for f in figures if f in held]
    money_mark = _decimal_mark([_bare(text) for _m, f, text, _l in cells if f not in COUNTS])
    found: Numbers = {month: {} for month in texts}
    for name, figure, text, line in cells:
        mark = "" if figure in COUNTS else money_mark
        value = _number(_bare(text), mark)
        if value is not None:
            found[name][figure] = value
        elif mark is None:
            what = f"{text[:30]!r} may be thousands or decimals; write it without thousands"
            faults.append(Fault(figure, what, line))
        else:
            whole = "a whole number" if figure in COUNTS else "a number"
            faults.append(Fault(figure, f"{text[:30]!r} is not {whole}", line))
    return found


def _bare(text: str) -> str:
    """A number without spaces and currency signs; brackets or a trailing minus as a minus."""
    text = re.sub(r"(?i)\s|['’]|€|\$|£|eur|mxn|usd|gbp", "", text).replace("−", "-")
    inner = re.fullmatch(r"\((.*)\)|(.*)-", text)
    sign = "-" if inner else ""
    text = (inner[1] or inner[2] or "") if inner else text
    return sign + text


def _decimal_mark(numbers: list[str]) -> str | None:
    """The decimal mark of a column: ``,`` ``.`` or "" for none; None where it cannot be told."""
    votes = set()
    for number in numbers:
        marks = re.sub(r"[^.,]", "", number)
        last = marks[-1:]
        if len(set(marks)) == 2:
            votes.add(last)  # 1.234,56
        elif marks and (len(marks) > 1 or not re.search(r"^[-+]?\d{1,3}[.,]\d{3}$", number)):
            votes.add(last if len(marks) == 1 else "," if last == "." else ".")
        elif marks:
            votes.add(f"?{last}")  # 1.234
    sure = {vote for vote in votes if "?" not in vote}
    if len(sure) == 1:
        return sure.pop()
    return None if votes else ""


def _number(text: str, mark: str | None) -> Decimal | None:
    if len(text) > LONGEST:
        return None
    if mark is None and ("," in text or "." in text):
        return None
    if mark:
        whole, _, cents = text.partition(mark)
        grouped = r"[-+]?(\d+|\d{1,3}([.,]\d{3})+)"
        if not re.fullmatch(grouped, whole or "0") or not re.fullmatch(r"\d*", cents):
            return None
        return Decimal(f"{re.sub('[.,]', '', whole) or 0}.{cents or 0}")
    if not re.fullmatch(r"[-+]?(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)([.,]0+)?", text):
        return None
    return Decimal(re.sub(r"[.,]", "", re.sub(r"[.,]0{1,2}$", "", text)))
