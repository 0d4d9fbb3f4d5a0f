"""The files under `texts/`: how they differ from what was made now, and writing them anew."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


def read() -> dict[str, str]:
    """What is kept, by its path under `texts/`."""
    return {
        path.relative_to(TEXTS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEXTS.rglob("*"))
        if path.is_file()
    }


def differences(kept: dict[str, str], made: dict[str, str]) -> Iterator[str]:
    """Line by line, file by file: what is gone (-) and what has come (+).

    >>> list(differences({"a.txt": "65 %\\n"}, {"a.txt": "65.5 %\\n", "b.txt": "new\\n"}))
    ['a.txt', '-65 %', '+65.5 %', 'b.txt', '+new']
    """
    for name in sorted({*kept, *made}):
        was, now = (each.get(name, "").splitlines() for each in (kept, made))
        changed = [
            line
            for line in difflib.unified_diff(was, now, lineterm="", n=0)
            if not line.startswith(("---", "+++", "@@"))
        ]
        if changed:
            yield from (name, *changed)


def write(made: dict[str, str]) -> None:
    """Keep what was made now, and nothing else."""
    for name in read().keys() - made.keys():
        (TEXTS / name).unlink()
    for name, text in made.items():
        path = TEXTS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
