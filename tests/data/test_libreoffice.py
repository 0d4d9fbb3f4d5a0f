"""Real workbooks, written by LibreOffice: .xls, .ods and its own .xlsx."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from taller.errors import DataError
from tests.data.staged_files import rows, stage

OFFICE = shutil.which("soffice")
KEPT = Path(__file__).parent / "books"  # what LibreOffice 7.4 made of the same workbook

FILTERS = {"xls": "MS Excel 97", "ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}
HEADER = ["Pedido", "Cliente", "Fecha", "Hora", "Unidades", "Precio", "Pagado", "Nota"]
LINES = [
    ["00123", "Ana Núñez", dt.date(2026, 1, 5), dt.datetime(2026, 1, 5, 10, 30), 2, 9.5, True,
     "línea uno\nlínea dos"],
    ["00124", "Bea", dt.date(2024, 2, 29), dt.datetime(2026, 3, 1), -1, 1234.56, False, None],
    ["A-7", "東京 商店", dt.date(1999, 12, 31), dt.datetime(2026, 12, 31, 23, 59, 59), 10**6, 0.1,
     True, "  dos blancos  "],
]  # fmt: skip
EXPECTED = [
    ("00123", "Ana Núñez", "2026-01-05", "2026-01-05 10:30:00", "2", "9.5", "true",
     "línea uno\nlínea dos", "19"),
    ("00124", "Bea", "2024-02-29", "2026-03-01 00:00:00", "-1", "1234.56", "false", None,
     "-1234.56"),
    ("A-7", "東京 商店", "1999-12-31", "2026-12-31 23:59:59", "1000000", "0.1", "true",
     "  dos blancos  ", "100000"),
]  # fmt: skip


def office(profile: Path, *arguments: str) -> None:
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A workbook of ours as LibreOffice writes it, in each of its formats."""
    if OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    made = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ventas"
    sheet.append(["Informe de ventas, enero"])
    sheet.append([])
    sheet.append([*HEADER, "Importe"])
    for number, line in enumerate(LINES, start=4):
        sheet.append([*line, f"=E{number}*F{number}"])
    sheet["F5"].number_format = '#,##0.00 "€"'
    book.create_sheet("Notas").append(["nada"])
    book.save(made / "ours.xlsx")
    for suffix, kind in FILTERS.items():
        office(made / "profile", "--convert-to", f"{suffix}:{kind}", "--outdir",
               str(made / suffix), str(made / "ours.xlsx"))  # fmt: skip
        if not (made / suffix / f"ours.{suffix}").exists():
            pytest.skip("this LibreOffice has no Calc")
        shutil.move(made / suffix / f"ours.{suffix}", made / f"book.{suffix}")
    return made


@pytest.mark.parametrize("suffix", FILTERS)
def test_a_workbook_of_libreoffice_reads_as_the_one_it_was_made_from(folder, suffix):
    reads_as_ours(folder, suffix)


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_workbook_that_libreoffice_wrote_once_reads_so_too(tmp_path, suffix):
    shutil.copy(KEPT / f"book.{suffix}", tmp_path)
    reads_as_ours(tmp_path, suffix)


def reads_as_ours(folder: Path, suffix: str) -> None:
    staged = stage(folder, f"book.{suffix}")
    assert staged.header == [*HEADER, "Importe"]
    expected = EXPECTED
    if suffix == "ods":  # it writes true as the number 1
        as_numbers = {"true": "1", "false": "0"}
        expected = [tuple(as_numbers.get(cell, cell) for cell in line) for line in EXPECTED]
    assert rows(staged) == expected
    assert staged.place(0) == (f"book.{suffix}/Ventas", 4)


def test_an_old_workbook_with_a_password_is_told(tmp_path):
    """Its second record says so (2.4.117 FilePass), and all after it is noise to a reader."""
    whole = bytearray((KEPT / "book.xls").read_bytes())
    start = whole.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # begin of the file (BIFF8, globals)
    second = start + 4 + 16
    whole[second : second + 2] = b"\x2f\x00"
    (tmp_path / "book.xls").write_bytes(whole)
    with pytest.raises(DataError, match=r"book\.xls: is a workbook with a password"):
        stage(tmp_path, "book.xls")
