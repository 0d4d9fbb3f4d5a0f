"""The packages of a container: of the workbench's lock, what the service needs, hashes and all."""

from __future__ import annotations

import itertools
import re
from functools import cache

from taller import messages

LOCK = messages.ROOT.parent / "requirements.lock"
ROOTS = (
    "alembic", "babel", "duckdb", "fastapi", "filelock", "fluent-runtime", "granian",
    "holidays", "ibis-framework", "keyring", "lightgbm", "mlflow-skinny", "nbformat",
    "numpy", "pandas", "phonenumbers", "platformdirs", "prometheus-client", "psycopg",
    "pyarrow", "pydantic", "python-stdnum", "rich", "ruamel-yaml", "scikit-learn", "scipy",
    "sqlalchemy", "typer", "uvloop", "wcwidth",
)  # fmt: skip
"""What the service and `taller score` import; a test holds what they load against it."""

ENTRY = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


@cache
def needed(lock: str, roots: tuple[str, ...] = ROOTS) -> str:
    """The entries of a lock that some packages need, themselves included.

    Parameters
    ----------
    lock : as uv writes it: each entry with its hashes, then ``# via`` and who asks for it

    >>> needed("a==1\\n    # via b\\nb==2\\n    # via\\n    #   c\\nc==3\\n", ("b",))
    'a==1\\n    # via b\\nb==2\\n    # via\\n    #   c\\n'
    """
    starts = [found.start() for found in ENTRY.finditer(lock)] + [len(lock)]
    entries = [lock[a:b] for a, b in itertools.pairwise(starts)]
    asked_by: dict[str, set[str]] = {}
    for entry in entries:
        asked_by.setdefault(_name(entry), set()).update(_askers(entry))
    kept = {name for name in asked_by if name in roots}
    while more := {name for name, by in asked_by.items() if by & kept} - kept:
        kept |= more
    return "".join(entry for entry in entries if _name(entry) in kept)


def _name(entry: str) -> str:
    return entry.partition("==")[0].partition("[")[0]


def _askers(entry: str) -> set[str]:
    """Who asks for an entry: the names on its ``# via`` line and on the lines below."""
    _hashes, _via, told = entry.partition("# via")
    return {line.strip(" #").partition("[")[0] for line in told.splitlines()}
