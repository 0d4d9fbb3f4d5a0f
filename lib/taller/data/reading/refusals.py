"""Why a source cannot be read, said so that its owner can mend it; never with what a cell holds."""

from __future__ import annotations

import errno
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from taller.data.reading.readers import Again
from taller.errors import DataError, Fault, TallerError, is_disk_full

TOO_LARGE = "needs more memory than there is; give it in smaller files"
BEYOND = ("OutOfRangeException", "ConversionException")  # an engine's, over a value
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, lzma.LZMAError)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Say what is wrong with a packed file, or with reading it at all, as one clear message."""
    try:
        yield
    except FileNotFoundError:
        raise DataError(name, "no such file; check the path, or the variable in it") from None
    except DAMAGED as error:
        raise damaged(name, error) from error
    except NotImplementedError as error:  # of zip's many methods
        what = "is a zip file packed in a way that is not read; unpack it and name the file within"
        raise DataError(name, what) from error
    except PermissionError as error:
        raise DataError(name, "cannot be read: Permission denied") from error


@contextmanager
def netted(name: str) -> Iterator[None]:
    """Whatever an engine raises over a file of somebody else's, as one message that names it.

    What is known to be wrong with a file is told where it is found; this is the net below.
    """
    try:
        yield
    except (TallerError, Again):
        raise
    except Exception as error:
        if is_disk_full(error):
            raise
        if isinstance(
            error.__cause__, KeyboardInterrupt
        ):  # as DuckDB tells it: not the file's fault
            raise KeyboardInterrupt from error
        raise DataError(name, _in_words(error)) from error


def _in_words(error: Exception) -> str:
    """What an error that nobody foresaw says of a file; never what its cells hold."""
    kind = type(error).__name__
    if isinstance(error, MemoryError) or "Out of Memory" in str(error):
        return TOO_LARGE
    if isinstance(error, RecursionError):
        return "holds values nested too deeply to be a table; export it flat, as CSV"
    if isinstance(error, UnicodeError):
        return "holds text that is no Unicode; export it anew, as UTF-8"
    if isinstance(error, OverflowError) or kind in BEYOND:
        return "holds a number or date beyond what is read; look for it and correct it"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: it is damaged, or written in an unknown way ({kind}); export it anew"


def damaged(name: str, error: Exception) -> DataError:
    """A packed file that cannot be unpacked to its end."""
    kind = "zip" if isinstance(error, zipfile.BadZipFile) else "gzip"
    what = "ends too early" if isinstance(error, EOFError) else f"is damaged ({error})"
    return DataError(name, f"is a {kind} file that {what}; copy or download it again")


def not_encoded(name: str, encoding: str, line: int | None) -> DataError:
    """Text that is not in the encoding the engagement gives."""
    other = "latin-1" if encoding == "utf-8" else "utf-8"
    what = f"is not {encoding} text; remove encoding, or set encoding: {other}"
    return DataError(name, Fault("", what, line))


def bomb(name: str, unpacked: int, packed: int) -> DataError:
    """A packed file that would fill the machine."""
    ratio, size = unpacked // max(packed, 1), unpacked / 1e9
    what = (
        f"unpacks to {ratio} times its size ({size:,.1f} GB or more), as no table does; "
        "unpack it yourself if it is sound, and name the file within"
    )
    return DataError(name, what)


def too_long(line: int, most: int) -> Fault:
    """A line beyond all bounds."""
    size = f"{most / 1e6:.0f} MB" if most >= 1e6 else f"{most:,} bytes"
    return Fault("", f"a line is longer than {size}; is a quotation mark left open?", line)


def other_width(cells: int, names: int, mark: str, line: int) -> Fault:
    """A row that is wider or narrower than the header."""
    more = "more" if cells > names else "fewer"
    what = f"has {more} columns than the header: {cells}, not {names}, between '{mark}'"
    return Fault("", what, line)


def other_delimiter(mark: str, other: str, line: int) -> Fault:
    """A row that a second file begins with, it seems, written otherwise than the first."""
    what = (
        f"is written with '{other}' between its cells, the header with '{mark}': two exports in "
        "one file? Export it anew, or cut it in two here"
    )
    return Fault("", what, line)


def no_rows(name: str) -> DataError:
    """A table without content."""
    return DataError(name, "holds a header and no rows; export the data again")


def duckdb_error(name: str, error: Exception, kind: str) -> Exception:
    """A database's error about a file."""
    full = is_full(name, error)
    if full is not None:
        return full
    if type(error).__name__ in BEYOND:
        return DataError(name, _in_words(error))
    return DataError(name, f"cannot be read as {kind}: it is damaged; copy or export it again")


def is_full(name: str, error: Exception | None) -> Exception | None:
    """What to raise where a database ran out of disk or memory, rather than met a fault."""
    text = str(error)
    if "No space left" in text:
        return OSError(errno.ENOSPC, "no space left to read the data", name)
    if "Out of Memory" in text:
        return DataError(name, TOO_LARGE)
    return None
