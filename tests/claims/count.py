"""All worlds through the notebooks, two at a time; what each page says that is not so."""

from __future__ import annotations

import itertools
import os
import pickle
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.claims import judge, plan
from tests.claims.judge import Contradiction
from tests.claims.pages import Page, pages


@dataclass(frozen=True)
class Read:
    """A page as it was judged."""

    page: Page
    contradicted: list[Contradiction]
    unread: list[str]
    seconds: float

    @property
    def told(self) -> list[str]:
        """What is wrong with it, a line each."""
        unread = [f"{self.page.name} not understood: {text}" for text in self.unread]
        return [*map(str, self.contradicted), *unread]


def made(kind: str, seed: int, keep: Path | None = None) -> tuple[list[Page], float]:
    """The pages of a world, from where they were kept if they were; and the seconds it took."""
    kept = keep / f"{kind}-{seed}.pickle" if keep else None
    if kept is not None and kept.exists():
        return pickle.loads(kept.read_bytes()), 0.0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = pages(plan.make(kind, seed), Path(folder) / "bench")
    if kept is not None:
        keep.mkdir(parents=True, exist_ok=True)
        whole = kept.with_suffix(".part")
        whole.write_bytes(pickle.dumps(found))
        whole.replace(kept)
    return found, time.perf_counter() - start


def read(kind: str, seed: int, keep: Path | None = None) -> list[Read]:
    """The pages of a world, each judged."""
    found, seconds = made(kind, seed, keep)
    return [Read(p, judge.judge(p), judge.unread(p), seconds / len(found)) for p in found]


def in_turn(worlds: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """One of each kind, then the next of each: a run that is stopped has seen them all.

    >>> in_turn([("a", 1), ("a", 2), ("b", 9)])
    [('a', 1), ('b', 9), ('a', 2)]
    """
    by = [list(group) for _kind, group in itertools.groupby(worlds, key=lambda world: world[0])]
    return [world for row in itertools.zip_longest(*by) for world in row if world is not None]


def count(
    worlds: list[tuple[str, int]], keep: Path | None = None, jobs: int = 2
) -> Iterator[list[Read]]:
    """Each world's pages as they come."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("TALLER_HOME", tempfile.mkdtemp(prefix="taller-claims-"))
    if jobs == 1:
        yield from (read(kind, seed, keep) for kind, seed in worlds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        kinds, seeds = zip(*worlds, strict=True)
        yield from pool.map(read, kinds, seeds, itertools.repeat(keep))
