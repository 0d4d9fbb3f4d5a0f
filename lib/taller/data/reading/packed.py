"""Files and what is packed in them: gzip, zip; what would fill the machine is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from taller.data.reading import refusals
from taller.errors import DataError

MOST_RATIO = 200  # times its packed size that a table may have; text seldom exceeds 20
HARMLESS = 1 << 28  # bytes that may be unpacked whatever the ratio
MOST_MEMBERS = 10_000  # of one zip file, a workbook among them
MOST_TABLES = 1_000  # of one zip file; a folder may hold more
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"


@dataclass(frozen=True)
class Member:
    """Bytes of one table: a file, or a member of a zip file; gzip is unpacked.

    Attributes
    ----------
    name : as messages name it
    path : the file
    inside : the member's own name within the zip file
    archive : the zip file, opened once for all its members: its directory may be long
    """

    name: str
    path: Path
    inside: str | None = None
    archive: zipfile.ZipFile | None = field(default=None, compare=False, repr=False)

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The unpacked bytes, from the first on; unpacking verifies their checksum."""
        import pyarrow as pa

        with refusals.told(self.name):
            if self.archive is not None:
                with self.archive.open(self.inside) as member:
                    yield member
            elif self._starts(GZIP):
                with gzip.open(self.path, "rb") as unpacked:
                    yield _Bounded(unpacked, self.name, self.path.stat().st_size)
            else:
                with pa.OSFile(str(self.path)) as plain:
                    yield plain

    def head(self, size: int) -> bytes:
        """The first bytes, unpacked."""
        with self.opened() as stream:
            return bytes(stream.read(size))

    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size

    def plain(self, scratch: Path) -> Path:
        """A file that holds the unpacked bytes: itself, or a copy in ``scratch``."""
        if self.inside is None and not self._starts(GZIP):
            return self.path
        digest = hashlib.sha256(f"{self.path}\0{self.inside}".encode()).hexdigest()
        target = scratch / "unpacked" / digest[:16]
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            try:
                with self.opened() as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 22)
            except BaseException:
                target.unlink(missing_ok=True)  # what is there is whole
                raise
        return target

    def _starts(self, magic: bytes) -> bool:
        with self.path.open("rb") as file:
            return file.read(len(magic)) == magic


class _Bounded(io.RawIOBase):
    """A stream that refuses to unpack far more than any table packs."""

    def __init__(self, stream: BinaryIO, name: str, packed: int) -> None:
        self._stream, self._name, self._packed, self._seen = stream, name, packed, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._seen += len(block)
        if self._seen > HARMLESS and self._seen > self._packed * MOST_RATIO:
            raise refusals.bomb(self._name, self._seen, self._packed)
        return block

    def readinto(self, buffer: Any) -> int:
        block = self.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def is_zip(path: Path) -> bool:
    """Whether a file is packed by zip, as Excel's are too."""
    with path.open("rb") as file:
        return file.read(4) in (ZIP, EMPTY_ZIP)


def opened(path: Path, name: str) -> zipfile.ZipFile:
    """A zip file, its directory read.

    Raises
    ------
    DataError
        If it is damaged.
    """
    with refusals.told(name):
        return zipfile.ZipFile(path)


def members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """What a zip file holds, folders and hidden files left out.

    Raises
    ------
    DataError
        If it is encrypted, or would unpack to far more than any table does.
    """
    found = [info for info in archive.infolist() if not info.is_dir()]
    if len(found) > MOST_MEMBERS:
        raise DataError(name, f"holds {len(found):,} files; unpack it and name the folder")
    unpacked, packed = sum(info.file_size for info in found), os.stat(archive.filename).st_size
    if unpacked > HARMLESS and unpacked > packed * MOST_RATIO:
        raise refusals.bomb(name, unpacked, packed)
    shown = [info for info in found if not _is_hidden(info.filename)]
    if any(info.flag_bits & 1 for info in shown):
        raise DataError(name, "is a zip file with a password; unpack it and name the file within")
    return shown


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in name.split("/"))
