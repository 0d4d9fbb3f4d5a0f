"""The embedded database: every connection of ours to DuckDB is opened here, its memory bounded.

A client's own DuckDB file is opened by `foreign`, with these limits too.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.engine import bounds

if TYPE_CHECKING:
    import duckdb

SPILL = "taller-spill"


def settings(spill: Path | None = None, **more: Any) -> dict[str, Any]:
    """How a connection is configured.

    Parameters
    ----------
    spill : the folder for what exceeds the memory; one of the system's temporary folder unless
        given. DuckDB makes it when it needs it, and removes what it wrote there.
    """
    folder = spill or Path(tempfile.gettempdir()) / SPILL
    memory = f"{bounds.engine_memory() // 10**6}MB"
    return {"memory_limit": memory, "temp_directory": str(folder), **more}


def connect(spill: Path | None = None, **more: Any) -> duckdb.DuckDBPyConnection:
    """A connection to a database of its own, in memory."""
    import duckdb

    return _quiet(duckdb.connect(config=settings(spill, **more)))


def connect_ibis(spill: Path | None = None, **more: Any) -> Any:
    """The same, for Ibis."""
    import ibis

    made = ibis.duckdb.connect(**settings(spill, **more))
    _quiet(made.con)
    return made


@contextlib.contextmanager
def interruptible(con: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Within the block an interrupt ends the query, too.

    DuckDB raises an error of its own, whose cause is the interrupt, and lets the query go on: the
    next one, and the connection's end, would wait for it.
    """
    try:
        yield con
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error.__cause__ or error, KeyboardInterrupt):
            raise
        con.interrupt()
        raise KeyboardInterrupt from error


def _quiet(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Without the bar that a long query draws of its progress, in a notebook's page too."""
    con.execute("set enable_progress_bar = false")
    return con
