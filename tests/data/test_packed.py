"""Files packed by gzip and zip; what would fill the machine is refused."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from taller.data.reading import packed
from taller.errors import DataError
from tests.data.staged_files import detected, rows, stage, write

LINES = "order,customer\n1,ana\n2,Begoña\n"


def archive(method: int = zipfile.ZIP_DEFLATED, **members: bytes | str) -> bytes:
    """A zip file; ``a__csv`` is the member a.csv."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("___", "/").replace("__", "."), content)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_gzip_file_is_read_in_any_encoding(tmp_path, encoding):
    write(tmp_path, gzip.compress(LINES.encode(encoding)), "orders.csv.gz")
    staged = stage(tmp_path, "orders.csv.gz")
    assert rows(staged) == [("1", "ana"), ("2", "Begoña")]
    assert staged.place(1) == ("orders.csv.gz", 3)


def test_members_of_a_zip_file_are_parts_in_natural_order(tmp_path):
    day_10, day_2 = "customer,order\nbea,3\n".encode("cp1252"), LINES
    content = archive(
        readme__txt__md="not a table", day10__csv=day_10, day2__csv=day_2, __MACOSX___x__csv="junk"
    )
    write(tmp_path, content, "orders.zip")
    staged = stage(tmp_path, "orders.zip")
    assert [part.name for part in staged.parts] == ["orders.zip/day2.csv", "orders.zip/day10.csv"]
    assert rows(staged) == [("1", "ana"), ("2", "Begoña"), ("3", "bea")]
    assert [staged.place(row) for row in (1, 2)] == [
        ("orders.zip/day2.csv", 3),
        ("orders.zip/day10.csv", 2),
    ]
    assert detected(staged)["parts"] == ("2", "found")


def test_the_fault_of_a_member_names_the_member_and_the_line(tmp_path):
    write(tmp_path, archive(a__csv=LINES, b__csv=LINES + "3\n"), "orders.zip")
    with pytest.raises(DataError, match=r"orders\.zip/b\.csv: line 4  has fewer columns"):
        stage(tmp_path, "orders.zip")


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path):
    """300 MB of zeros pack to about a thousandth."""
    write(tmp_path, archive(orders__csv=b"0" * (300 << 20)), "orders.zip")
    with pytest.raises(
        DataError, match=r"orders\.zip: unpacks to \d{3,4} times its size \(0\.3 GB"
    ):
        stage(tmp_path, "orders.zip")


def test_a_gzip_bomb_is_refused_by_what_comes_out_of_it(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "HARMLESS", 1 << 20)
    line = b"1," + b"a" * 98 + b"\n"
    write(tmp_path, gzip.compress(b"order,customer\n" + line * 300_000), "orders.csv.gz")
    with pytest.raises(DataError, match=r"orders\.csv\.gz: unpacks to \d+ times its size"):
        stage(tmp_path, "orders.csv.gz")


def test_a_member_that_unpacks_to_more_than_it_declares_is_refused(tmp_path):
    content = bytearray(archive(orders__csv=LINES + "3,cleo\n" * 1000))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")  # the size in the directory
    write(tmp_path, bytes(content), "orders.zip")
    with pytest.raises(DataError, match=r"is a zip file that is damaged"):
        stage(tmp_path, "orders.zip")


def test_a_text_that_packs_very_well_is_no_bomb(tmp_path):
    """A thousand times its size, but 20 MB: a table of one day may be that uniform."""
    line = b"1," + b"a" * 98 + b"\n"
    write(tmp_path, gzip.compress(b"order,customer\n" + line * 200_000), "orders.csv.gz")
    assert stage(tmp_path, "orders.csv.gz").rows == 200_000


def test_a_zip_file_with_a_password_is_refused(tmp_path):
    content = bytearray(archive(orders__csv=LINES))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + offset] |= 1
    write(tmp_path, bytes(content), "orders.zip")
    with pytest.raises(DataError, match="is a zip file with a password; unpack it and name"):
        stage(tmp_path, "orders.zip")


def test_a_zip_file_packed_by_an_unknown_method_is_refused(tmp_path):
    content = bytearray(archive(orders__csv=LINES))
    for magic, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(magic) + offset] = 9
    write(tmp_path, bytes(content), "orders.zip")
    with pytest.raises(DataError, match="packed in a way that is not read; unpack it"):
        stage(tmp_path, "orders.zip")


WRONG = {
    "a zip file within another": (archive(a__zip=archive(a__csv=LINES)), "within another; unpack"),
    "no file in it": (archive(), "is a zip file without files"),
    "cut short": (archive(a__csv=LINES * 100)[:-30], "is a zip file that is damaged"),
    "only its first bytes": (b"PK\x03\x04 sheet", "is a zip file that is damaged"),
    "an empty member": (archive(a__csv=""), r"orders\.zip/a\.csv: is empty; export"),
    "packed twice": (gzip.compress(gzip.compress(LINES.encode())), "is packed twice; unpack"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_packed_file_that_cannot_be_read_is_told_why(tmp_path, case):
    content, message = WRONG[case]
    write(tmp_path, content, "orders.zip")
    with pytest.raises(DataError, match=message):
        stage(tmp_path, "orders.zip")


def test_a_damaged_member_is_named(tmp_path):
    content = bytearray(archive(zipfile.ZIP_STORED, a__csv=LINES))
    content[content.index(b"ana")] = ord("x")
    write(tmp_path, bytes(content), "orders.zip")
    with pytest.raises(DataError, match=r"orders\.zip/a\.csv: is a zip file that is damaged"):
        stage(tmp_path, "orders.zip")
