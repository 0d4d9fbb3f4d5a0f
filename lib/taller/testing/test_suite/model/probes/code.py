"""What among a run's files would run code when it is loaded: told by content, whatever its name.

Looked for are pickles of every protocol, plain, compressed or within an archive; arrays of objects;
structures that name Python objects to be made; programs; workbooks with macros; and models of
Keras that hold a function.
"""

from __future__ import annotations

import bz2
import io
import lzma
import pickletools
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

MOST = 50_000_000  # bytes that are unpacked of one file
DEEPEST = 3  # archives within archives
_PACKERS = {
    b"\x1f\x8b": lambda: zlib.decompressobj(31),
    b"\x78": zlib.decompressobj,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lzma.LZMADecompressor,
    b"\x5d\x00\x00": lzma.LZMADecompressor,
}
_PROGRAMS = {b"\x7fELF": "program", b"MZ": "program", b"\xcf\xfa\xed\xfe": "program"}
_ZIP, _ARRAY = b"PK\x03\x04", b"\x93NUMPY"
_LZ4, _HDF5 = b"\x04\x22\x4d\x18", b"\x89HDF\r\n\x1a\n"
_MAKES = {"REDUCE", "BUILD", "INST", "OBJ", "NEWOBJ", "NEWOBJ_EX", "GLOBAL", "STACK_GLOBAL"}
_NAMED = re.compile(
    rb'"py/(?:object|reduce|function|type|module)"|!!python/|tag:yaml\.org,2002:python'
)
_NAMES = {".pkl", ".pickle", ".joblib", ".dill", ".cloudpickle"}


class Code(NamedTuple):
    """Where code stands, and what kind of thing holds it."""

    where: str
    kind: str


def within(path: Path, where: str) -> Iterator[Code]:
    """What of a file would run when it is loaded.

    Parameters
    ----------
    where : what the file is called in a finding
    """
    if path.suffix in (".parquet", ".html"):  # never loaded as objects, and large
        return
    with path.open("rb") as file:
        content = file.read(MOST)
        if content.startswith(_ZIP):  # its list of members stands at its end
            yield from _archived(file, where)
        else:
            yield from _judged(content, where)


def _judged(content: bytes, where: str, depth: int = 0) -> Iterator[Code]:
    suffix = Path(where.rpartition("!")[2]).suffix.lower()
    if suffix in _NAMES or is_pickle(content):
        yield Code(where, "pickle")
    elif content.startswith(_ARRAY):
        if _holds_objects(content):
            yield Code(where, "objects")
    elif content.startswith(_ZIP):
        yield from _archived(io.BytesIO(content), where, depth)
    elif content.startswith(_HDF5):
        if b"Lambda" in content or b"CLASS_NAME_PICKLE" in content:
            yield Code(where, "function")
    elif content.startswith(_LZ4) or _unpacked_is_pickle(content):
        yield Code(where, "pickle")
    elif kind := next((kind for mark, kind in _PROGRAMS.items() if content.startswith(mark)), None):
        yield Code(where, kind)
    elif _NAMED.search(content):
        yield Code(where, "named")


def is_pickle(content: bytes) -> bool:
    """Whether a content is a pickle that makes more than plain values.

    >>> import pickle, fractions
    >>> [is_pickle(pickle.dumps(fractions.Fraction(1, 2), protocol)) for protocol in (0, 2, 5)]
    [True, True, True]
    >>> is_pickle(b"name,value"), is_pickle(b"N.")
    (False, False)
    """
    made = False
    try:
        for opcode, _argument, _place in pickletools.genops(io.BytesIO(content)):
            made |= opcode.name in _MAKES
            if opcode.name in _MAKES and content[:1] == b"\x80":
                return True
    except Exception:  # whatever is not one ends somewhere in this
        return False
    return made


def _holds_objects(content: bytes) -> bool:
    import numpy as np

    try:
        np.load(io.BytesIO(content), allow_pickle=False)
    except ValueError:
        return b"|O" in content[:1024] or is_pickle(content)
    return False


def _archived(file: IO[bytes], where: str, depth: int = 0) -> Iterator[Code]:
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
            for member in members:
                if member.filename.lower().endswith("vbaproject.bin"):
                    yield Code(f"{where}!{member.filename}", "macro")
                    continue
                with packed.open(member) as opened:
                    inside = opened.read(MOST)
                # What an array holds stands at its beginning; of others all has to be seen.
                if depth == DEEPEST or (member.file_size > MOST and not inside.startswith(_ARRAY)):
                    yield Code(f"{where}!{member.filename}", "unseen")
                else:
                    yield from _judged(inside, f"{where}!{member.filename}", depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        yield Code(where, "unseen")


def _unpacked_is_pickle(content: bytes) -> bool:
    """Whether what is compressed, as joblib does it, is a pickle."""
    for mark, packer in _PACKERS.items():
        if content.startswith(mark):
            try:
                return is_pickle(packer().decompress(content, MOST))  # type: ignore[operator]
            except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
                return False
    return False
