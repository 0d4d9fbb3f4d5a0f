"""A path as an engine is given it: one that names that file and means nothing else.

Engines read more in a path than a file's name. DuckDB takes ``*``, ``?`` and ``[`` for a pattern
and the name of a folder ``price=1`` for a column of that value, whatever the file holds in it;
others take ``~``, ``$``, an address or the bytes of a name that is not UTF-8 for something of their
own. So a path is handed on as it stands only where it is made of letters, digits, blanks and
``. _ -``. Any other is handed on as a link with such a name, in a folder of this process that is
removed when it ends, or by the next run where it was killed.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import re
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from taller.errors import DataError

PREFIX = "taller-alias-"
PLAIN = re.compile(r"[\w. -]+")


def plain(path: Path) -> Path:
    """A path to the same file or folder that every engine takes for just that.

    What is not there yet may be made below the link of its folder.

    >>> plain(Path("/srv/ventas 2026/marzo.csv")).as_posix()
    '/srv/ventas 2026/marzo.csv'
    >>> plain(Path("/srv/price=1/[ab]*.csv")).name[:5]
    'alias'

    Raises
    ------
    DataError
        If such a link cannot be made here.
    """
    whole = path.absolute()
    if _is_plain(whole):
        return whole
    name = f"alias-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:24]}"
    try:
        link = _folder(os.getpid()) / name
        with contextlib.suppress(FileExistsError):
            link.symlink_to(whole)
    except OSError as error:
        what = f"cannot be read under its name; rename it, in letters and digits ({error.strerror})"
        raise DataError(path, what) from error
    return link


def _is_plain(path: Path) -> bool:
    return all(PLAIN.fullmatch(part) for part in path.parts[1:])


@cache
def _folder(process: int) -> Path:
    """This process's folder of links: a fork makes one of its own, and leaves its parent's."""
    usual = Path(tempfile.gettempdir()).absolute()
    base = usual if _is_plain(usual) else Path("/tmp")
    made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    _hold(made)
    atexit.register(_remove, made, process)
    return made


def _hold(folder: Path) -> None:
    """Lock a folder for as long as this process lives, so that others can tell."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH)  # closed by the process's end


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
