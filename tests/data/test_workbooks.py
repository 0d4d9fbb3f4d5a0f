"""Workbooks: the sheet that holds the table, beneath its titles, its cells as plain text."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from taller.errors import DataError
from tests.data.staged_files import MAPPED, column, detected, rows, source, stage, write

TABLE = [["order", "customer", "price"], [1, "ana", 9.5], [2, "bea", 3]]


def book(folder: Path, name: str = "book.xlsx", **sheets: list[list]) -> Path:
    """A workbook of the sheets given, row by row."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, content in sheets.items():
        sheet = made.create_sheet(title)
        for number, row in enumerate(content, start=1):
            for place, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(number, place, cell)
    path = folder / name
    made.save(path)
    return path


def test_cells_come_out_as_plain_text(tmp_path):
    """Whole numbers without a point, dates as ISO, a midnight among times with its time."""
    header = ["order", "when", "day", "price", "ok", "code", "big"]
    first = [1, dt.datetime(2026, 1, 5, 10, 30), dt.date(2026, 1, 5), 9.5, True, "007", 12345678901]
    second = [2, dt.datetime(2026, 1, 6), dt.date(2026, 1, 6), 3, False, None, 0.1]
    book(tmp_path, Hoja1=[header, first, second])
    staged = stage(tmp_path, "book.xlsx")
    assert rows(staged) == [
        ("1", "2026-01-05 10:30:00", "2026-01-05", "9.5", "true", "007", "12345678901"),
        ("2", "2026-01-06 00:00:00", "2026-01-06", "3", "false", None, "0.1"),
    ]


def test_times_are_exact_to_the_second(tmp_path):
    """Excel keeps 1/86400 of a day as a fraction with a last bit missing."""
    times = [dt.datetime(2026, 1, 5) + dt.timedelta(seconds=7919 * i) for i in range(200)]
    book(tmp_path, Hoja1=[["order", "when"], *([i, time] for i, time in enumerate(times))])
    staged = stage(tmp_path, "book.xlsx")
    assert column(staged, "when") == [time.isoformat(sep=" ") for time in times]


def test_the_sheet_that_holds_a_table_is_chosen_and_said(tmp_path):
    """The cover is no table; the table begins at C5, beneath a title of two cells."""
    table = [[], [None, None, "Ventas", 2026], [], [], *([None, None, *row] for row in TABLE)]
    book(tmp_path, Portada=[["Informe"]], Datos=table)
    staged = stage(tmp_path, "book.xlsx")
    assert staged.header == ["order", "customer", "price"]
    assert rows(staged) == [("1", "ana", "9.5"), ("2", "bea", "3")]
    assert detected(staged)["sheet"] == ("Datos", "found")
    assert detected(staged)["header_row"] == ("5", "found")
    assert staged.place(1) == ("book.xlsx/Datos", 7)


def test_the_sheet_with_the_mapped_columns_is_chosen_before_a_wider_one(tmp_path):
    wide = [["a", "b", "c", "d", "e", "f", "g"], ["s", "t", "u", "v", "w", "x", "y"]]
    lines = [list(MAPPED.values()), [1, "ana", "hat", dt.date(2026, 1, 5), 1, 2.5]]
    book(tmp_path, Precios=wide, Lineas=lines)
    staged = stage(tmp_path, source("book.xlsx", columns=MAPPED))
    assert staged.parts[0].name == "book.xlsx/Lineas"
    assert detected(staged)["other_sheets"] == ("Precios", "found")


def test_sheets_with_the_same_columns_are_parts_of_one_table(tmp_path):
    """A sheet per month; February's columns come in another order."""
    february = [["price", "order", "customer"], [4, 3, "cleo"]]
    book(tmp_path, Enero=TABLE, Notas=[["nota"], ["x"]], Febrero=february)
    staged = stage(tmp_path, "book.xlsx")
    assert [part.name for part in staged.parts] == ["book.xlsx/Enero", "book.xlsx/Febrero"]
    assert rows(staged)[-1] == ("3", "cleo", "4")
    assert detected(staged)["sheet"] == ("Enero, Febrero", "found")


def test_the_sheet_asked_for_is_read_alone(tmp_path):
    book(tmp_path, Enero=TABLE, Febrero=TABLE)
    staged = stage(tmp_path, "book.xlsx", sheet="Febrero")
    assert [part.name for part in staged.parts] == ["book.xlsx/Febrero"]
    assert detected(staged)["sheet"] == ("Febrero", "given")


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest(tmp_path):
    book(tmp_path, Enero=TABLE)
    with pytest.raises(DataError, match=r"book\.xlsx: has no sheet 'Enro'; did you mean 'Enero'\?"):
        stage(tmp_path, "book.xlsx", sheet="Enro")


def test_blank_rows_are_none_and_rows_are_counted_past_them(tmp_path):
    content = [TABLE[0], [], TABLE[1], [None, " "], [], TABLE[2]]
    book(tmp_path, Hoja1=content)
    staged = stage(tmp_path, "book.xlsx")
    assert staged.rows == 2
    assert [staged.place(row)[1] for row in range(2)] == [3, 6]


def test_a_cell_far_right_of_the_header_is_not_lost(tmp_path):
    """A note stands in row 303, two columns beside the table."""
    content = [TABLE[0], *([i, "ana", 1] for i in range(301)), [302, "ana", 1, None, "devuelto"]]
    book(tmp_path, Hoja1=content)
    staged = stage(tmp_path, "book.xlsx")
    assert staged.header == ["order", "customer", "price", "column_5"]
    assert column(staged, "column_5")[-1] == "devuelto"


def test_a_header_that_is_repeated_on_every_page_is_left_out(tmp_path):
    book(tmp_path, Hoja1=[TABLE[0], TABLE[1], TABLE[0], TABLE[2]])
    staged = stage(tmp_path, "book.xlsx")
    assert column(staged, "order") == ["1", "2"]
    assert detected(staged)["repeated_headers"] == ("1", "found")
    assert staged.place(1)[1] == 4


def test_a_sheet_whose_columns_change_places_half_way_is_refused(tmp_path):
    book(tmp_path, Hoja1=[TABLE[0], TABLE[1], ["customer", "order", "price"], ["bea", 2, 3]])
    with pytest.raises(DataError, match=r"book\.xlsx/Hoja1: line 3  names the columns again"):
        stage(tmp_path, "book.xlsx")


def test_a_sheet_without_a_header_is_refused(tmp_path):
    book(tmp_path, Hoja1=TABLE[1:])
    with pytest.raises(DataError, match=r"book\.xlsx/Hoja1: line 1  has no header row"):
        stage(tmp_path, "book.xlsx")


def test_a_column_twice_is_refused(tmp_path):
    book(tmp_path, Hoja1=[["order", "order"], [1, 2]])
    with pytest.raises(DataError, match="line 1  repeats the column 'order'; rename all but one"):
        stage(tmp_path, "book.xlsx")


@pytest.mark.parametrize("content", [[], [["order", "customer"]]])
def test_a_workbook_without_rows_is_refused(tmp_path, content):
    book(tmp_path, Hoja1=content)
    with pytest.raises(DataError, match="holds no table with a header and rows"):
        stage(tmp_path, "book.xlsx")


def test_a_workbook_with_a_password_is_refused(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, locked = book(tmp_path, "plain.xlsx", Hoja1=TABLE), io.BytesIO()
    with plain.open("rb") as opened:
        OOXMLFile(opened).encrypt("secret", locked)
    write(tmp_path, locked.getvalue(), "book.xlsx")
    with pytest.raises(DataError, match=r"book\.xlsx: is a workbook with a password; save it"):
        stage(tmp_path, "book.xlsx")


def test_a_workbook_cut_short_is_refused(tmp_path):
    whole = book(tmp_path, Hoja1=TABLE).read_bytes()
    write(tmp_path, whole[: len(whole) // 2], "book.xlsx")
    with pytest.raises(DataError, match=r"book\.xlsx: is a zip file that is damaged"):
        stage(tmp_path, "book.xlsx")


def test_a_workbook_whose_sheet_is_damaged_is_refused(tmp_path):
    path, made = book(tmp_path, Hoja1=TABLE), io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(made, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content[:300] if "sheet1" in name else content)
    write(tmp_path, made.getvalue(), "book.xlsx")
    with pytest.raises(DataError, match=r"book\.xlsx(/Hoja1)?: is a damaged workbook"):
        stage(tmp_path, "book.xlsx")


def test_a_workbook_in_a_zip_file_is_read(tmp_path):
    content, made = book(tmp_path, Hoja1=TABLE).read_bytes(), io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("enero.xlsx", content)
    write(tmp_path, made.getvalue(), "orders.zip")
    staged = stage(tmp_path, "orders.zip")
    assert staged.place(0) == ("orders.zip/enero.xlsx/Hoja1", 2)


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
<table:table table:name="Hoja1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
CELL = (
    '<table:table-cell office:value-type="{kind}"{value}><text:p>{text}</text:p></table:table-cell>'
)


def test_an_open_document_is_read(tmp_path):
    def cell(value: object) -> str:
        if isinstance(value, str):
            return CELL.format(kind="string", value="", text=value)
        return CELL.format(kind="float", value=f' office:value="{value}"', text=value)

    lines = ("".join(cell(value) for value in row) for row in TABLE)
    content = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr("content.xml", ODS.format(rows=content))
    assert rows(stage(tmp_path, "book.ods")) == [("1", "ana", "9.5"), ("2", "bea", "3")]


# --- OpenDocument, and the workbooks of other versions of Excel -----------------------------------

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def open_document(path: Path, cells: list[list], locked: bool = False) -> None:
    """A workbook of OpenDocument of one sheet; locked, its content is noise and it says so."""

    def cell(value: object) -> str:
        kind = f'float" office:value="{value}' if isinstance(value, int | float) else "string"
        text = f"<text:p>{value}</text:p>"
        return f'<table:table-cell office:value-type="{kind}">{text}</table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in cells
    )
    spaces = " ".join(f'xmlns:{n}="{OFFICE}:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Datos">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    secret = "<manifest:encryption-data/>" if locked else ""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{secret}</manifest:file-entry></manifest:manifest>"
    )
    noise = bytes((byte * 7 + 13) % 256 for byte in content.encode())
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", SPREADSHEET)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", noise if locked else content)


def test_a_workbook_of_open_document_is_read(tmp_path):
    open_document(tmp_path / "book.ods", TABLE)
    assert rows(stage(tmp_path, "book.ods")) == [("1", "ana", "9.5"), ("2", "bea", "3")]


def test_a_locked_workbook_of_open_document_is_told(tmp_path):
    open_document(tmp_path / "book.ods", TABLE, locked=True)
    with pytest.raises(DataError, match=r"book\.ods: is a workbook with a password"):
        stage(tmp_path, "book.ods")


@pytest.mark.parametrize("name", ["book.xls", "book.xlsb", "book.ods"])
@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), None])
def test_a_damaged_workbook_of_any_kind_is_told(tmp_path, name, content):
    """A container without a workbook in it, or a zip file without sheets."""
    path = tmp_path / name
    if content is None:
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("[Content_Types].xml", "<Types/>")
    else:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"is a damaged workbook; save it anew, or as CSV"):
        stage(tmp_path, name)
