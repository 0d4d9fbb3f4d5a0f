"""Workbooks and packed files that are larger, emptier or other than they say."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

from tests.hostile.case import SECRET, Case, csv, rows, workbook

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SECRET_FILE = "../secret.txt"


def edited(edit: Callable[[str], str], part: str = SHEET, **more: bytes) -> bytes:
    """A sound workbook with one of its parts written otherwise."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(rows()))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            new.writestr(
                info.filename, edit(content.decode()) if info.filename == part else content
            )
        for name, content in more.items():
            new.writestr(name, content)
    return made.getvalue()


def cell(ref: str, row: int, inner: str = "<v>1</v>", kind: str = "n") -> Callable[[str], str]:
    """A further cell, wherever it says it is."""
    added = f'<row r="{row}"><c r="{ref}" t="{kind}">{inner}</c></row></sheetData>'
    return lambda text: text.replace("</sheetData>", added)


ENTITY = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY a{i} "{"&a" + str(i - 1) + ";" if i else "&a;"}{"&a;" * 9}">' for i in range(9)
    )
    + f'<!ENTITY s SYSTEM "file://{SECRET_FILE}">]>'
)


def workbooks() -> Iterator[Case]:
    """Workbooks whose cells, sheets and parts are not what a program writes."""
    after = "?>"
    found = {
        "far corner": edited(cell("XFD1048576", 1_048_576)),
        "far row": edited(cell("A1048576", 1_048_576)),
        "far column": edited(cell("XFD70", 70)),
        "row beyond": edited(cell("A99999999999", 99_999_999_999)),
        "no reference": edited(cell("", 70)),
        "negative": edited(cell("A-1", -1)),
        "unknown string": edited(cell("A70", 70, "<v>999999</v>", "s")),
        "formula": edited(cell("A70", 70, '<f>WEBSERVICE("http://127.0.0.1:9/")</f><v>9</v>')),
        "error": edited(cell("A70", 70, "<v>#REF!</v>", "e")),
        "dimension": edited(
            lambda t: t.replace("<dimension ref=", '<dimension ref="A1:XFD1048576" x=')
        ),
        "entities": edited(lambda t: t.replace(after, after + ENTITY, 1)),
        "entity used": edited(
            lambda t: cell("A70", 70, "<v>&s;&a8;</v>", "str")(t.replace(after, after + ENTITY, 1))
        ),
        "no sheet": edited(lambda t: ""),
        "sheet cut": edited(lambda t: t[: len(t) // 2]),
        "strings cut": edited(lambda t: t[:200], STRINGS),
        "no strings": edited(lambda t: "", STRINGS),
        "styles": edited(lambda t: "<x/>", "xl/styles.xml"),
        "book": edited(lambda t: "", "xl/workbook.xml"),
        "date of year 0": edited(cell("D70", 70, "<v>-9999999</v>")),
        "huge": edited(cell("F70", 70, "<v>1e308</v>")),
        "not a number": edited(cell("F70", 70, "<v>NaN</v>")),
        "macro": edited(lambda t: t, **{"xl/vbaProject.bin": b"x"}),
        "external link": edited(lambda t: t, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "sheet called as a path": workbook(rows(), "..&etc&passwd"),
        "sheet called as a formula": workbook(rows(), "=1+1"),
    }
    for name, content in found.items():
        files = {"o.xlsx": content, "secret.txt": SECRET}
        yield Case("workbooks", name, files, ("o.xlsx",), ("o.xlsx",))
    yield Case("workbooks", "3,000 sheets", {"o.xlsx": _sheets(300)}, ("o.xlsx",), ("o.xlsx",))
    for suffix in ("xls", "xlsb", "ods"):
        for name, content in (
            ("xlsx", workbook(rows())),
            ("text", csv(rows())),
            ("zip", _zip({"a": b"b"})),
        ):
            yield Case(
                "workbooks",
                f"{name} called {suffix}",
                {f"o.{suffix}": content},
                (f"o.{suffix}",),
                (f"o.{suffix}",),
            )


def _sheets(n: int) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for at in range(n):
        sheet = book.create_sheet(f"h{at}")
        for row in rows(3):
            sheet.append(list(row.values()))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _zip(held: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return made.getvalue()


def packed() -> Iterator[Case]:
    """Zip and gzip files that hold too much, nothing, themselves, or paths that lead out."""
    blanks = b"a" * (300 << 20)
    locked = bytearray(_zip({"o.csv": csv(rows())}))
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(sign) + (6 if sign.endswith(b"\x04") else 8)] |= 1
    lying = bytearray(_zip({"o.csv": csv(rows())}))
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    method = bytearray(_zip({"o.csv": csv(rows())}))
    method[method.index(b"PK\x01\x02") + 10] = 98
    found = {
        "bomb.gz": gzip.compress(b"a" * (1 << 20)) * 300,
        "bomb.zip": _zip({"o.csv": blanks}),
        "many.zip": _zip({f"{i}.csv": b"a,b\n1,2\n" for i in range(2000)}),
        "above.zip": _zip({"../../o.csv": csv(rows())}),
        "absolute.zip": _zip({"/etc/o.csv": csv(rows())}),
        "pattern.zip": _zip({"[ab]*.csv": csv(rows())}),
        "twice.zip": _zip({"o.csv": csv(rows()), "p.csv": csv(rows())}),
        "nested.zip": _zip({"a.zip": _zip({"o.csv": csv(rows())})}),
        "folder.zip": _zip({"a/": b""}),
        "hidden.zip": _zip({".o.csv": csv(rows())}),
        "locked.zip": bytes(locked),
        "lying.zip": bytes(lying),
        "method.zip": bytes(method),
        "xz.zip": _zip({"o.csv": csv(rows())}, zipfile.ZIP_LZMA),
        "bz2.zip": _zip({"o.csv": csv(rows())}, zipfile.ZIP_BZIP2),
        "before.zip": b"x" * 99 + _zip({"o.csv": csv(rows())}),
        "two.csv.gz": gzip.compress(csv(rows())) * 2,
        "after.csv.gz": gzip.compress(csv(rows())) + b"junk" * 9,
        "name.csv.gz": _named_gzip(),
        "control.zip": _zip({"a\x1b[2J.csv": csv(rows())}),
    }
    for name, content in found.items():
        yield Case("packed", name, {name: content}, (name,), (name,))


def _named_gzip() -> bytes:
    made = io.BytesIO()
    with gzip.GzipFile("../../etc/passwd", "wb", fileobj=made) as file:
        file.write(csv(rows()))
    return made.getvalue()
