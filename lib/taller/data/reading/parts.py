"""The parts of a source: which files, zip members and sheets, and what reads each."""

from __future__ import annotations

import codecs
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.engine import aliases, bounds
from taller.data.reading import files, packed, refusals
from taller.data.reading.containers import jsonlines, workbooks
from taller.data.reading.containers.columnar import ParquetReader
from taller.data.reading.containers.delimited import DelimitedReader
from taller.data.reading.packed import GZIP, OLE, Member
from taller.data.reading.readers import Reader
from taller.errors import DataError

if TYPE_CHECKING:
    from taller.data.settings.sources import TableFile

BOOKS = {"[Content_Types].xml", "mimetype", "content.xml"}  # members that only workbooks have
MARKS = b"\xef\xbb\xbf \r\n\t"


def open_readers(
    source: TableFile, root: Path, scratch: Path, wanted: Collection[str], *, newest: bool = False
) -> list[Reader]:
    """What reads each part of a source, in order.

    Parameters
    ----------
    wanted : the columns that are looked for, which tell a header and a sheet from others
    newest : whether the last file alone will do

    Raises
    ------
    DataError
        If a part is missing or is no table.
    """
    found: list[Reader] = []
    paths = files.input_files(source, root)
    for path in paths[-1:] if newest else paths:
        name = files.shown(path, source, root)
        with refusals.netted(name):
            found += _of_file(path, name, source, scratch, wanted, newest=newest)
    return found


def sheets(source: TableFile, root: Path, scratch: Path) -> dict[str, list[str]]:
    """The columns of each sheet of a workbook that holds a table; see `open_readers`."""
    (path,) = files.input_files(source, root)
    name = files.shown(path, source, root)
    bounds.reads(name, path)
    return workbooks.headers_by_sheet(Member(name, aliases.plain(path)), source, scratch)


def _of_file(
    path: Path, name: str, source: TableFile, scratch: Path, wanted: Collection[str], *,
    newest: bool,
) -> list[Reader]:  # fmt: skip
    if path.is_dir():
        raise DataError(name, "is a folder; name one file in it")
    bounds.reads(name, path)
    path = aliases.plain(path)  # whatever reads it is given this
    member = Member(name, path)
    if not member.head(8):
        raise DataError(name, "is empty; export the data again")
    if not packed.is_zip(path):
        return _of_member(member, source, scratch, wanted)
    archive = packed.opened(path, name)
    held = packed.members(archive, name)
    if BOOKS & {info.filename for info in held}:
        return list(workbooks.sheet_readers(member, source, wanted, scratch))
    tables = [info for info in held if files.holds_table(info.filename.rpartition("/")[2])] or held
    if len(tables) > packed.MOST_TABLES:
        raise DataError(name, f"holds {len(tables):,} files; unpack it and name the folder")
    if not tables:
        raise DataError(name, "is a zip file without files; export the data again")
    found: list[Reader] = []
    tables = sorted(tables, key=lambda info: files.natural(info.filename))
    for info in tables[-1:] if newest else tables:
        inner = Member(f"{name}/{info.filename}", path, info.filename, archive)
        found += _of_member(inner, source, scratch, wanted)
    return found


def _of_member(
    member: Member, source: TableFile, scratch: Path, wanted: Collection[str]
) -> list[Reader]:
    """What reads bytes, by what they begin with, whatever they are called."""
    head = member.head(1 << 16)
    if not head.strip(MARKS):
        raise DataError(member.name, "is empty; export the data again")
    if head.startswith(b"PAR1"):
        return [ParquetReader(member, scratch)]
    if head.startswith((OLE, packed.ZIP)):
        return _of_packed(member, source, scratch, wanted)
    if head.startswith(GZIP):
        raise DataError(member.name, "is packed twice; unpack it once")
    if head[8:12] == b"DUCK":
        raise DataError(member.name, "is a DuckDB database; give it with source: database")
    _refuse_markup(member.name, head)
    if jsonlines.BEGINS.match(_plain(head)):
        return [jsonlines.JsonReader(member, scratch)]
    if member.name.lower().endswith((".json", ".jsonl", ".ndjson")):
        raise DataError(member.name, "holds no JSON objects; export it as JSON lines, or as CSV")
    return [DelimitedReader(member, source, wanted)]


def _of_packed(
    member: Member, source: TableFile, scratch: Path, wanted: Collection[str]
) -> list[Reader]:
    """A workbook, where it is not the file itself but packed in another."""
    path = member.plain(scratch)
    if packed.is_zip(path):
        with packed.opened(path, member.name) as archive:
            held = packed.members(archive, member.name)
        if not BOOKS & {info.filename for info in held}:
            raise DataError(member.name, "is a zip file within another; unpack it once")
    return list(workbooks.sheet_readers(member, source, wanted, scratch))


def _plain(head: bytes) -> bytes:
    """The first bytes without a mark, UTF-16 as ASCII: enough to tell JSON."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return head[:4096].replace(b"\x00", b"")


def _refuse_markup(name: str, head: bytes) -> None:
    start = _plain(head).lstrip()[:2000].lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:500]:
        raise DataError(name, "is a web page, perhaps a login page; download the file again")
    if start.startswith(b"<?xml"):
        raise DataError(name, "is XML; save its table as CSV or as an Excel workbook")
