"""A notebook's result as a file, ``results/<name>.json``, which says itself whether it is whole."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from taller.durable import write_whole

CONTENT = "content"  # under its provenance: the hash of the result, by which an edit shows


def path(run_dir: Path, name: str) -> Path:
    """Where a notebook's result stands."""
    return run_dir / "results" / f"{name}.json"


def write(run_dir: Path, name: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Keep a result with its provenance, and with the hash of what it says.

    Returns
    -------
    what was written

    Raises
    ------
    InputError
        If it cannot be written.
    """
    payload["provenance"][CONTENT] = _hash(payload["result"])
    text = json.dumps(payload, ensure_ascii=False, indent=1, allow_nan=False)
    write_whole(path(run_dir, name), text + "\n")
    return payload


def read(run_dir: Path, name: str) -> dict[str, Any] | None:
    """A result with its provenance; None where there is none, or it is not as it was written."""
    place = path(run_dir, name)
    try:
        if not place.is_file():
            return None
        found = json.loads(place.read_text(encoding="utf-8"))
        said = found.get("provenance", {}).get(CONTENT)
        same = isinstance(found["result"], dict) and said in (None, _hash(found["result"]))
        return found if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def folders(client: Path, name: str) -> list[Path]:
    """Run folders of a client with a notebook's result, the newest first."""
    paths = client.glob(f"*/results/{name}.json")
    newest = sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.parent.parent for path in newest]


def _hash(result: Any) -> str:
    return hashlib.sha256(json.dumps(result, sort_keys=True).encode()).hexdigest()
