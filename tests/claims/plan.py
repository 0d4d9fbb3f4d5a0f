"""The 300 worlds: how many of each kind, and their seeds, fixed beforehand and never drawn again.

Two worlds in three hold less than a page could wish for. In the others there is something, and
plenty of it: whoever never says anything is wrong there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.claims import sheets, shops
from tests.claims.world import World

Maker = Callable[[int], World]

# Each kind's first seed and how many follow it.
PLAN: dict[str, tuple[Maker, int, int]] = {
    "alike": (shops.everyone_alike, 1000, 36),
    "clockwork": (shops.clockwork, 2000, 14),
    "tiny": (shops.tiny, 3000, 20),
    "once": (shops.once, 4000, 12),
    "seasonal": (shops.seasonal, 5000, 24),
    "shifted": (shops.shifted, 6000, 20),
    "giant": (shops.giant, 7000, 20),
    "groups": (shops.groups, 8000, 20),
    "degrees": (shops.degrees, 9000, 14),
    "tastes": (shops.tastes, 10000, 14),
    "noise": (sheets.noise, 11000, 28),
    "small": (sheets.small, 12000, 10),
    "answer": (sheets.answer, 13000, 18),
    "drift": (sheets.drift, 14000, 15),
    "calendar": (sheets.calendar, 15000, 10),
    "chance": (sheets.chance, 16000, 10),
    "outlier": (sheets.outlier, 17000, 6),
    "amount": (sheets.amount, 18000, 9),
}
SAMPLE = {  # the worlds of the test: one or two of a kind, cheap ones
    "alike": 2, "clockwork": 1, "tiny": 1, "giant": 1, "groups": 1, "tastes": 1,
    "noise": 2, "answer": 1, "drift": 2, "chance": 1, "amount": 1,
}  # fmt: skip


def seeds(kind: str, most: int | None = None) -> list[tuple[str, int]]:
    """Kind and seed of the worlds of a kind, the first ones if there is a limit."""
    _make, first, count = PLAN[kind]
    return [(kind, first + k) for k in range(count if most is None else min(most, count))]


def every(kinds: tuple[str, ...] = (), most: int | None = None) -> list[tuple[str, int]]:
    """Kind and seed of every world, or of those asked for."""
    return [each for kind in kinds or PLAN for each in seeds(kind, most)]


def sample() -> Iterator[tuple[str, int]]:
    """The worlds of the test."""
    for kind, most in SAMPLE.items():
        yield from seeds(kind, most)


def make(kind: str, seed: int) -> World:
    """The world of that kind and seed."""
    return PLAN[kind][0](seed)
