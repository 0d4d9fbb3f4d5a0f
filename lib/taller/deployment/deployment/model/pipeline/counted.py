"""What the request log tells of two versions that answer side by side: users, counted.

The lot falls on users, so users are counted, each by their first request of a step: one who tries
again twenty times is one, and what is counted never changes afterwards, as the bounds need.
Which step a request belongs to is told by the switch's own numbers (generation and share), never
by the clock, which may jump.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taller.deployment.deployment.params import Steps

PROBE = "probe-"
"""How the request ids of the pipeline's own questions begin; they are nobody's traffic."""
QUARTERS = (0.25, 0.5, 0.75)
"""Where the answers of validation are cut: the lowest quarter, the lower half, three quarters."""
_COLUMNS = [
    "request_id", "row", "user", "version", "status", "seconds", "shadow", "probe", "score",
    "items", "generation", "share",
]  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """How many of a version's answers lie at or below its cuts, by its validation.

    Attributes
    ----------
    cuts : scores of validation near its quarters; none where its answers are lists
    shares : of validation's answers at or below each; of lists, those that are empty
    """

    cuts: tuple[float, ...] = ()
    shares: tuple[float, ...] = (0.0,)

    @classmethod
    def of(cls, profile: Mapping[str, Any], kind: str) -> Expected:
        """Of a version's ``profile.json``.

        >>> Expected.of({"score": {"edges": [0.2, 0.4], "shares": [0.3, 0.3, 0.4]}}, "value")
        Expected(cuts=(0.2, 0.4, 0.4), shares=(0.3, 0.6, 0.6))
        """
        spread = profile.get("score") or {}
        edges, shares = spread.get("edges") or [], spread.get("shares") or []
        if kind == "items" or not edges or len(shares) != len(edges) + 1:
            return cls()
        below = [math.fsum(shares[: i + 1]) for i in range(len(edges))]
        chosen = [min(range(len(edges)), key=lambda i: abs(below[i] - q)) for q in QUARTERS]
        return cls(tuple(edges[i] for i in chosen), tuple(below[i] for i in chosen))

    def places(self, score: float | None, items: list[str] | None) -> tuple[bool, ...] | None:
        """Whether an answer lies at or below each cut; None where there is no answer."""
        if self.cuts:
            return None if score is None else tuple(score <= cut for cut in self.cuts)
        return None if items is None else (not items,)


@dataclass(frozen=True)
class Met:
    """What one user met at their first request of the step; without a name, each request is one."""

    request: str
    version: int
    failed: bool
    late: bool
    places: tuple[bool, ...] | None


@dataclass(frozen=True)
class Arm:
    """The users of one version, counted."""

    n: int = 0
    failed: int = 0
    late: int = 0
    answered: int = 0
    places: tuple[int, ...] = ()


class Counter:
    """The users of one step, read from the log as it grows.

    Parameters
    ----------
    folder : of the log's files
    new, live : the two versions, the second None where nothing was live
    generation, share : the switch's numbers while the step lasts
    """

    def __init__(
        self, folder: Path, new: int, live: int | None, p: Steps,
        expected: Mapping[int, Expected], *, generation: int, share: int,
    ) -> None:  # fmt: skip
        self.folder, self.new, self.live, self.p = folder, new, live, p
        self.expected, self.generation, self.share = expected, generation, share
        self.met: dict[str, Met] = {}
        self._read = {path.name for path in self._files()}  # whole before the step began

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.parquet"))

    def look(self) -> tuple[Arm, Arm]:
        """The new version's users and the live one's, so far."""
        for path in self._files():
            if path.name not in self._read:
                self._read.add(path.name)
                for row in _rows(path):
                    self._take(row)
        return self._arm(self.new), self._arm(self.live)

    def _take(self, row: Mapping[str, Any]) -> None:
        of_step = row["generation"] == self.generation and row["share"] == self.share
        unasked = row["shadow"] or row["probe"] or row["request_id"].startswith(PROBE)
        if row["row"] or unasked or not of_step or row["version"] not in (self.new, self.live):
            return  # the lot falls once for all rows of a request, by who stands first
        request = row["request_id"]
        before = self.met.get(row["user"] or request)
        # What the new version failed at, the live one answers: that user is the new one's.
        saved = before is not None and before.request == request and row["version"] == self.new
        if before is None or saved:
            self.met[row["user"] or request] = self._met(request, row)

    def _met(self, request: str, row: Mapping[str, Any]) -> Met:
        failed = row["status"] >= 500
        late = not failed and row["seconds"] * 1000 > self.p.milliseconds
        expect = self.expected[row["version"]]
        places = None if failed else expect.places(row["score"], row["items"])
        return Met(request, row["version"], failed, late, places)

    def _arm(self, version: int | None) -> Arm:
        met = [each for each in self.met.values() if each.version == version]
        places = [each.places for each in met if each.places is not None]
        return Arm(
            n=len(met), failed=sum(each.failed for each in met),
            late=sum(each.late for each in met), answered=len(places),
            places=tuple(map(sum, zip(*places, strict=True))),
        )  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    yield from pq.read_table(path, columns=_COLUMNS, partitioning=None).to_pylist()


def expected(folder: Path, kind: str) -> Expected:
    """What a version's validation leads to expect, of its folder."""
    try:
        held = json.loads((folder / "profile.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Expected()
    return Expected.of(held, kind)
