"""How far a workbook's sheets reach is known before anything makes room for them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from taller.data import reading
from taller.data.reading import packed
from taller.data.reading.containers import grids, workbooks
from taller.data.settings.sources import TableFile
from taller.errors import DataError

HEAD = '<?xml version="1.0"?><worksheet><sheetData>'


def sheet(folder: Path, rows: str) -> Path:
    """A zip file with one sheet's XML in it."""
    path = folder / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"{HEAD}{rows}</sheetData></worksheet>")
    return path


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="9"><c r="A9"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
         "reaches to cell XFD1048576, though 2 cells"),
        ('<row r="9"><c r="A9"><v>1</v></c></row><row r="99999999999"><c r="B99999999999"><v>1</v>'
         "</c></row>", "no workbook has"),
        ('<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>', "no workbook has"),
        ("<row>" + "<c><v>1</v></c>" * 900 + '</row><row r="900000"><c><v>1</v></c></row>',
         "reaches to cell AHP900000, though 901 cells"),
        ('<x:row r="1"><x:c r = \'ZZ900000\' t="n"><x:v>1</x:v></x:c></x:row>',
         "reaches to cell ZZ900000, though 1 cells"),
    ],
)  # fmt: skip
def test_a_cell_far_out_is_refused_by_name(tmp_path, rows, what):
    """By its place, by its row's, by its position in a row without places, under a prefix."""
    with pytest.raises(DataError, match=what):
        grids.refuse_far_cells(sheet(tmp_path, rows), "book.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="3"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="B1048576"><v>1</v></c></row>',
        "<row><c><v>1</v></c><c><v>1</v></c></row>" * 3000,
    ],
)
def test_a_sheet_that_holds_what_it_reaches_is_read(tmp_path, rows):
    """Cells that are only coloured, a narrow sheet to the last row, cells without places."""
    grids.refuse_far_cells(sheet(tmp_path, rows), "book.xlsx")


def test_tags_are_whole_whatever_block_they_stand_in(tmp_path, monkeypatch):
    """Blocks of 64 bytes, so that tags are cut."""
    monkeypatch.setattr(grids, "BLOCK", 64)
    rows = '<row r="9"><c r="A9"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(DataError, match="XFD1048576, though 2 cells"):
        grids.refuse_far_cells(sheet(tmp_path, rows), "book.xlsx")


@pytest.mark.parametrize("name", ["far.xlsx", "ref.xlsx"])
def test_a_workbook_that_reaches_too_far_is_refused_in_this_very_process(shared_cases, name):
    """These ended the process that read them, or panicked."""
    with pytest.raises(DataError, match=f"{name}: (reaches to|is damaged)"):
        reading.header(TableFile(path=name), root=shared_cases / "attack")


def test_sheets_are_counted_and_the_workbook_opened_once(tmp_path, monkeypatch):
    """Three sheets, where two are allowed; and all three by one opening."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in ("Enero", "Febrero", "Marzo"):
        made = book.create_sheet(title)
        for row in [["order", "price"], [1, 2], [3, 4]]:
            made.append(row)
    book.save(tmp_path / "book.xlsx")
    opened = []
    original = workbooks._opened
    monkeypatch.setattr(workbooks, "_opened", lambda *a: opened.append(1) or original(*a))
    found = reading.sheets(TableFile(path="book.xlsx"), root=tmp_path)
    assert found == {name: ["order", "price"] for name in ("Enero", "Febrero", "Marzo")}
    assert len(opened) == 1
    monkeypatch.setattr(workbooks, "MOST_SHEETS", 2)
    with pytest.raises(DataError, match="holds 3 sheets, more than 2; save those"):
        reading.header(TableFile(path="book.xlsx"), root=tmp_path)


def test_members_are_counted_and_the_archive_opened_once(tmp_path, monkeypatch):
    """Three members by one opening; a header from the newest alone."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number in (1, 2, 10):
            archive.writestr(f"{number}.csv", f"order,price,x{number}\n1,2,3\n4,5,6\n")
    opened = []
    original = packed.opened
    monkeypatch.setattr(packed, "opened", lambda *a: opened.append(1) or original(*a))
    found = reading.header(TableFile(path="all.zip"), root=tmp_path)
    assert found == ["order", "price", "x10"]
    assert len(opened) == 1
    monkeypatch.setattr(packed, "MOST_TABLES", 2)
    with pytest.raises(DataError, match="holds 3 files; unpack it and name the folder"):
        reading.header(TableFile(path="all.zip"), root=tmp_path)


def test_a_workbook_is_parsed_once_while_nothing_changes_it(tmp_path, monkeypatch):
    """Its sheets, its header and the header again: one opening; changed, it is opened anew."""
    book = openpyxl.Workbook()
    for row in [["order", "price"], [1, 2], [3, 4]]:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    parsed = []
    original = workbooks.Book
    monkeypatch.setattr(workbooks, "Book", lambda path: parsed.append(path) or original(path))
    source = TableFile(path="book.xlsx")
    reading.sheets(source, root=tmp_path)
    assert reading.header(source, root=tmp_path) == ["order", "price"]
    assert len(parsed) == 1
    book.active["B1"] = "amount"
    book.save(tmp_path / "book.xlsx")
    assert reading.header(source, root=tmp_path) == ["order", "amount"]
    assert len(parsed) == 2
