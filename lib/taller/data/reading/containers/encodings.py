"""How a text is encoded: by its mark, by its bytes, and strictly over the whole of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from taller.data.reading import refusals
from taller.errors import DataError, Fault

BLOCK = 1 << 22
UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # in cp1252
PLAUSIBLE = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x83][\x80-\xbf]")
"""What European text, typographic marks and the euro sign look like in UTF-8."""


def of_head(name: str, head: bytes) -> str:
    """The encoding as far as the first bytes tell; UTF-8 is then verified over the whole.

    Raises
    ------
    DataError
        If the bytes are no text.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    if max(even, odd) * 8 > len(head[:4096]) and min(even, odd) * 20 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    if any(byte in head for byte in b"\x00\x01\x02\x03\x04\x05\x06\x07\x08"):
        raise DataError(name, "is a binary file, not text; export the table as CSV")
    try:
        # A head may cut a character in two: an incremental decoder forgives that, and only that.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decode(name: str, head: bytes, encoding: str) -> str:
    """The first bytes as text; bytes cp1252 leaves undefined are no fault here."""
    plain = {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    forgiving = "replace" if encoding in ("cp1252", "latin-1") else "strict"
    try:
        return codecs.getincrementaldecoder(plain)(forgiving).decode(head)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        raise refusals.not_encoded(name, encoding, line) from error


def of_whole(name: str, stream: BinaryIO) -> str:
    """The encoding of a text that is not UTF-16: ``utf-8``, ``cp1252`` or ``latin-1``.

    Raises
    ------
    DataError
        If some lines are UTF-8 and others are not: two exports, pasted together.
    """
    good = bad = None  # the first line with characters beyond ASCII that is UTF-8, or is not
    undefined = False
    for line, block in _blocks(stream):
        if block.isascii():
            continue
        if _is_utf8(block):
            good = good or _first(block, line, PLAUSIBLE)
            continue
        for number, text in enumerate(block.split(b"\n"), start=line):
            if text.isascii():
                continue
            if not _is_utf8(text):
                bad = bad or number
                undefined = undefined or UNDEFINED.search(text) is not None
            elif good is None and PLAUSIBLE.search(text):
                good = number
        if good and bad:
            raise _mixed(name, good, bad)
    if good and bad:
        raise _mixed(name, good, bad)
    if not bad:
        return "utf-8"
    return "latin-1" if undefined else "cp1252"


def first_fault(stream: BinaryIO, encoding: str) -> int | None:
    """The first line that is not in an encoding; None where all are."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    while block := stream.read(BLOCK):
        try:
            line += decoder.decode(bytes(block)).count("\n")
        except UnicodeDecodeError as error:
            if encoding.startswith("utf-16"):
                return line
            return line + error.object.count(b"\n", 0, error.start)
    return None


def _mixed(name: str, good: int, bad: int) -> DataError:
    what = (
        f"is not UTF-8 text, and line {good} is: are two exports pasted together? "
        "Export it anew in one encoding, or set encoding to read all of it as one"
    )
    return DataError(name, Fault("", what, bad))


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Blocks that end with a line where they can, each with its first line."""
    line, rest = 1, b""
    while block := stream.read(BLOCK):
        block = rest + bytes(block)
        cut = block.rfind(b"\n") + 1
        if not cut and len(block) < 4 * BLOCK:
            rest = block
            continue
        cut = cut or len(block)
        yield line, block[:cut]
        line += block.count(b"\n", 0, cut)
        rest = block[cut:]
    yield line, rest


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first(block: bytes, line: int, pattern: re.Pattern[bytes]) -> int | None:
    found = pattern.search(block)
    return line + block.count(b"\n", 0, found.start()) if found else None
