"""Whether dates of three short numbers, such as 25/01/02, begin or end with their year.

A number that is no day settles it (45, 00), and so does a column in which one of the two varies
as days do and the other as years do. Where neither is so, nothing is guessed: it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST_DAYS = 6  # different numbers: fewer might as well be years
DAYS_A_YEAR = 3  # different days at least for each different year


@dataclass(frozen=True)
class Numbers:
    """The different numbers that stand first, second and third in some dates."""

    first: frozenset[int] = frozenset()
    second: frozenset[int] = frozenset()
    third: frozenset[int] = frozenset()

    @classmethod
    def of(cls, *bits: int | None) -> Numbers:
        """Of sets as bits: 5 (binary 101) are the numbers 0 and 2."""
        return cls(*(frozenset(i for i in range(100) if (each or 0) >> i & 1) for each in bits))

    def __or__(self, other: Numbers) -> Numbers:
        return Numbers(
            self.first | other.first, self.second | other.second, self.third | other.third
        )

    @property
    def year(self) -> str | None:
        """Where the year stands, ``first`` or ``last``, as far as how they vary tells.

        >>> days = frozenset(range(1, 29))
        >>> Numbers(days, frozenset({1, 2}), frozenset({24})).year
        'last'
        >>> Numbers(frozenset({25, 31}), frozenset({1, 5}), frozenset({2, 24})).year is None
        True
        """
        if _vary_as_days(self.first, beside=self.third):
            return "last"
        return "first" if _vary_as_days(self.third, beside=self.first) else None

    @property
    def orders(self) -> list[str]:
        """The orders that all of these dates could have."""
        least = {"d": (1, 31), "m": (1, 12), "y": (0, 99)}
        found = (self.first, self.second, self.third)
        return [
            order
            for order in ("dmy", "mdy", "ymd")
            if all(
                least[part][0] <= number <= least[part][1]
                for part, numbers in zip(order, found, strict=True)
                for number in numbers
            )
        ]


def together(numbers: Iterable[Numbers]) -> Numbers:
    """The numbers of several groups of dates."""
    found = Numbers()
    for each in numbers:
        found |= each
    return found


def _vary_as_days(numbers: frozenset[int], *, beside: frozenset[int]) -> bool:
    """Whether these are days and those beside them years, as they spread."""
    return (
        len(numbers) >= max(FEWEST_DAYS, DAYS_A_YEAR * len(beside))
        and min(numbers) < 10 <= max(numbers) - min(numbers)
    )  # fmt: skip
