"""The child process in which a client's files are read; see `taller.workbench.process.contained`.

Started as a module with ``PARENT FOLDER``: requests come on its standard input, answers go into the
folder; on its standard output it tells, a line of JSON each, what it reads and when it is done. It
ends with its parent, and leaves no core behind.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pickle
import resource
import select
import signal
import sys
import tempfile
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from taller import language
from taller.data.engine import bounds
from taller.errors import DataError, TallerError, is_disk_full

PR_SET_PDEATHSIG = 1
RESERVED = 8 * bounds.GIGABYTE  # addresses that threads and allocators take and do not use
LATE = (
    "taller.data.settings.sources", "taller.data.reading.parts", "taller.data.reading.columns",
    "duckdb", "pyarrow.parquet", "taller.data.snapshot.snapshot", "ibis.backends.duckdb",
)  # fmt: skip
"""What is imported while there is nothing else to do."""


def main() -> None:
    """Serve until the parent closes its end."""
    parent, folder = int(sys.argv[1]), Path(sys.argv[2])
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked to follow it
        os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    tempfile.tempdir = str(folder)
    told = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no message of ours
    late = list(reversed(LATE))
    with open(0, "rb") as requests:
        while True:
            ready, _, _ = select.select([requests], [], [], 0 if late else None)
            if not ready:
                importlib.import_module(late.pop())
                continue
            try:
                request = pickle.load(requests)
            except EOFError:
                os._exit(0)
            _serve(request, folder, told)


def _serve(request: Any, folder: Path, told: int) -> None:
    """Do what is asked, and leave the answer."""
    now = bounds.Reading()

    def tell(found: bounds.Reading) -> None:
        nonlocal now
        now = found
        _bound(found.memory)
        os.write(told, json.dumps(asdict(found)).encode() + b"\n")

    environment, cwd, spoken, function, args, kwargs = request
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    language.use(spoken.code, spoken.locale, spoken.currency)
    bounds.tell(tell)
    tell(now)
    answer: tuple[bool, Any]
    try:
        answer = True, function(*args, **kwargs)
    except BaseException as error:
        answer = False, _told(error, now)
    (folder / "answer").write_bytes(pickle.dumps(answer))
    os.write(told, b'{"done": true}\n')


def _bound(memory: int) -> None:
    """Have what allocates far more than it may fail at once: the parent looks only so often."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = 2 * memory + RESERVED
    soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (soft, most))


def _told(error: BaseException, now: bounds.Reading) -> BaseException:
    """An error as the parent raises it: what a library says of a client's file names the file."""
    from taller.data.reading import refusals
    from taller.workbench.process.contained import too_much

    if isinstance(error, TallerError | AssertionError) or is_disk_full(error):
        return error
    if isinstance(error, MemoryError):
        return DataError(now.name, too_much(now.memory))
    found = refusals.is_full(now.name, error)
    if found is None:
        kind = type(error).__name__
        what = f"cannot be read ({kind}): it seems damaged; export it again, or as CSV"
        found = DataError(now.name, what)
    found.add_note("".join(traceback.format_exception(error)))
    return found


if __name__ == "__main__":
    main()
