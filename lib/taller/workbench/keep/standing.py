"""A run's tables: taken once, and believed again only while they are as they were left."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from taller import durable
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.keep import kept

if TYPE_CHECKING:
    from taller.data.tables import Tables

LEDGER = "ledger.json"
SENT = "TALLER_TABLES_SENT"
"""Variable of a process that was sent a run's tables and has no files to take them from."""

PARTS = ("tables", "quarantine")
"""What of a run's artifacts holds a client's rows."""


def ensure_tables(
    engagement: Engagement,
    run_dir: Path,
    *,
    anew: bool = False,
    tell: Callable[[str], None] = print,
) -> Tables:
    """The canonical tables of a run: taken anew only where their inputs or they themselves changed.

    Parameters
    ----------
    anew : take them whether or not a change can be seen (a database shows none)
    tell : told what of them is not as it was left

    Raises
    ------
    DataError
        If the client's data cannot be read.
    """
    import filelock

    from taller.data.tables import Tables

    folder = run_dir / "artifacts"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "tables" / "inputs.json"
    with filelock.FileLock(folder / ".tables.lock"):
        made_from, broken = _standing(stamp, folder)
        sent = made_from and os.environ.get(SENT)
        key = made_from if sent else data_key(engagement, folder)
        for name, what in broken.items():
            tell(f"artifacts/{name}: {what}; the tables are taken again")
        if anew or made_from != key:
            from taller.data.snapshot import snapshot
            from taller.workbench.engagement import trust

            trust.require(engagement)
            for mark in (stamp, stamp.with_name(LEDGER)):  # which say that there are tables
                mark.unlink(missing_ok=True)
            try:
                take(engagement, folder)
            finally:
                snapshot.clear(folder)
            files = [name for part in PARTS for name in kept.files_in(folder, part)]
            sealed = kept.sealed(folder, files)
            said = {"key": key, "files": sealed, "check": _check(key, sealed)}
            durable.write_whole(stamp, json.dumps(said, indent=1) + "\n")
    return Tables(folder)


def take(engagement: Engagement, folder: Path, *, passing: bool = False) -> Tables:
    """A snapshot of an engagement's tables, read in a child where there is one.

    Parameters
    ----------
    passing : whether it is looked at and thrown away (see `taller.data.snapshot.snapshot.take`)
    """
    from taller.data.snapshot import snapshot
    from taller.workbench.process import contained

    return contained.call(
        snapshot.take,
        engagement.data,
        root=engagement.root,
        folder=folder,
        seed=engagement.seed,
        currency=engagement.currency,
        now=dt.datetime.now(dt.UTC).replace(tzinfo=None),
        client=engagement.slug,
        passing=passing,
    )


def data_key(engagement: Engagement, folder: Path) -> str:
    """Hash of all that decides the tables: settings, seed, files' content, our code."""
    from taller.data.settings import sources
    from taller.workbench.keep import fingerprint

    files = sources.input_files(engagement.data, root=engagement.root)
    files += sources.files_beside(engagement.data, root=engagement.root)
    parts = [
        engagement.data.model_dump_json(),
        str(engagement.seed),
        engagement.currency,
        fingerprint.library_hash(),
        *(fingerprint.content_hash(file, folder / ".hashes.json") for file in files),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _standing(stamp: Path, folder: Path) -> tuple[str | None, dict[str, str]]:
    """What the tables were made from, None unless all of them are as they were left; and else why.

    A stamp without tables, or tables without a stamp, is what an unfinished reading leaves.
    """
    name = stamp.relative_to(folder).as_posix()
    if not os.path.lexists(stamp):
        whole = (stamp.parent / LEDGER).exists()
        return None, {name: "is gone"} if whole else {}
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
        key, files = str(found["key"]), dict(found["files"])
        if found.get("check") != _check(key, files):
            return None, {name: "is not as it was left"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, {name: "cannot be read"}
    broken = kept.broken(folder, files)
    return (None if broken else key), broken


def _check(key: str, files: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps([key, files], sort_keys=True).encode()).hexdigest()
