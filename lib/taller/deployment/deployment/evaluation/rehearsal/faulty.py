"""A version that answers well until it has traffic, then fails: to see whether it is taken back."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

MARK = "breaks"
GOOD = 60  # answers of each worker before it fails; the pipeline's own questions are fewer


class Breaking:
    """A scorer that fails after some answers; else it is the one it wraps."""

    def __init__(self, scorer: Any) -> None:
        self._scorer, self._calls = scorer, itertools.count(1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scorer, name)

    def score(self, rows: Any) -> list[float]:
        """As the scorer does, while it still does."""
        self._count()
        return self._scorer.score(rows)

    def recommend(self, *given: Any, **asked: Any) -> Any:
        """As the scorer does, while it still does."""
        self._count()
        return self._scorer.recommend(*given, **asked)

    def _count(self) -> None:
        if next(self._calls) > GOOD:
            raise RuntimeError("broken on purpose, for the rehearsal")


def load(folder: Path, **given: Any) -> Any:
    """A version, broken where the rehearsal marked it so."""
    from taller.deployment.deployment.model import scoring

    scorer = scoring.load(folder, **given)
    return Breaking(scorer) if (folder / MARK).exists() else scorer


def spoil(folder: Path) -> None:
    """Mark a version; its own files stay as they are, so that every check of them passes."""
    (folder / MARK).touch()
