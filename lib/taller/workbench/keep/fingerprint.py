"""Fingerprints: whether a notebook's result is still that of its inputs.

A notebook is not run again while nothing it depends on has changed: its own source, translation
and messages, its parameters, the engagement's common keys, the library's source, the tables'
content, the results it reads, the runs it tells of, and the Python environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import threading
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import durable, messages
from taller.workbench.keep import results

if TYPE_CHECKING:
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step

LIBRARY = Path(__file__).parents[2]
SETTLED = 2.0  # seconds after which a file's time stamp would show a further change
_cache_lock = threading.Lock()


def of_step(step: Step, engagement: Engagement, data: str, run_dir: Path) -> str:
    """The fingerprint of one notebook of an engagement.

    Parameters
    ----------
    step : the notebook
    engagement : whose parameters it gets
    data : fingerprint of the tables' content
    run_dir : the run folder, where the results it needs lie

    Returns
    -------
    str of 64 hexadecimal digits
    """
    parts: list[Any] = [
        step.name,
        *(_hash_file(path) for path in sources(step, engagement.language)),
        *(engagement.sections.get(name, {}) for name in (step.name, *step.settings_of)),
        common_keys(engagement),
        library_hash(),
        data,
        [[need, result_hash(run_dir, need)] for need in sorted(step.needs)],
        [[name, found] for name in sorted(step.after) if (found := result_hash(run_dir, name))],
        environment_hash(),
    ]
    if step.history:
        from taller.workbench.notes import taken
        from taller.workbench.run import history

        decided = taken.path(engagement.file)
        parts.append(history.told(run_dir, engagement.shown_path, step.waits_for))
        parts.append(_hash_file(decided) if decided.is_file() else "")
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def sources(step: Step, language: str) -> list[Path]:
    """The notebook and, where they are, its translation and its own messages in the language."""
    translation = step.path.with_name(f"{step.name}.{language}.md")
    own = messages.beside(step.path, language)
    return [step.path, *(path for path in (translation, own) if path.is_file())]


def common_keys(engagement: Engagement) -> dict[str, Any]:
    """What of the engagement shows in every report; the data is in the tables' fingerprint."""
    brand = engagement.brand
    return {
        "client": engagement.client,
        "language": engagement.language,
        "locale": engagement.locale,
        "currency": engagement.currency,
        "seed": engagement.seed,
        "colour": getattr(brand, "colour", None),
        "logo": _logo(engagement),
    }


def _logo(engagement: Engagement) -> str | None:
    logo = getattr(engagement.brand, "logo", None)
    if logo is None:
        return None
    path = engagement.root / logo
    return _hash_file(path) if path.is_file() else str(logo)


def result_hash(run_dir: Path, name: str) -> str | None:
    """Hash of what another notebook found: its result, and the fingerprint it was found under.

    When it was found does not count, so that finding the same again leaves dependents valid.
    """
    found = results.read(run_dir, name)
    if found is None:
        return None
    kept = [found["result"], found.get("provenance", {}).get("fingerprint")]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


@cache
def library_hash() -> str:
    """Hash of the library's own source: code, templates and translations."""
    digest = hashlib.sha256()
    for path in sorted(_files(LIBRARY)):
        digest.update(f"{path.relative_to(LIBRARY).as_posix()}\0{_hash_file(path)}\0".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and name[0] != "."]
        yield from (Path(base, name) for name in names if not name.endswith(".pyc"))


@cache
def environment_hash() -> str:
    """Hash of the Python version, the machine's kind and the installed packages' versions."""
    installed = {
        entry.lower()
        for folder in sys.path
        if folder and os.path.isdir(folder)
        for entry in os.listdir(folder)
        if entry.endswith((".dist-info", ".egg-info"))
    }
    parts = [platform.python_version(), sys.platform, platform.machine(), *sorted(installed)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def content_hash(path: Path, cache_file: Path) -> str:
    """The sha256 of a file's content, remembered in ``cache_file`` while the file stays the same.

    "The same" is its path, size, time of change (in nanoseconds) and inode. A file changed within
    the last two seconds is not remembered: a further change might not show.

    Returns
    -------
    str of 64 hexadecimal digits
    """
    key, stamp = str(path.resolve()), _stamp(path)
    with _cache_lock:
        known = _remembered(cache_file).get(key)
    if isinstance(known, list) and known[:-1] == stamp:
        return str(known[-1])
    found = _hash_file(path)
    if _stamp(path) == stamp and time.time() - stamp[2] / 1e9 > SETTLED:
        with _cache_lock:
            _remember(cache_file, key, [*stamp, found])
    return found


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _remembered(cache_file: Path) -> dict[str, list]:
    try:
        found = json.loads(cache_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(cache_file: Path, key: str, entry: list) -> None:
    known = _remembered(cache_file) | {key: entry}
    durable.write_whole(cache_file, json.dumps(known), hurried=True)


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
