"""Cells of one column by the way they are written: which of them may stand together, and in words.

Cells of one style that say the same of the order of day and month are a group; groups whose cells
cannot be taken for each other's are a family. A column of one family is read, of two refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from taller.data.formats import short_dates
from taller.data.formats.cells import Evidence
from taller.data.formats.styles import Style

ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}


@dataclass(frozen=True)
class Group:
    """Cells of one style that say the same of the order of day and month."""

    style: Style | None
    rows: int
    first: int | None = None
    late_first: bool = False  # the first number exceeds 12
    late_second: bool = False
    year_first: bool = False  # the first number is no day, such as 45
    year_last: bool = False
    numbers: short_dates.Numbers = field(default_factory=short_dates.Numbers)

    @property
    def evidence(self) -> Evidence:
        """Its cells, and the first of them."""
        return Evidence(self.rows, self.first)


@dataclass
class Family:
    """Groups of cells that may stand together in one column."""

    groups: list[Group]
    order: str | None = ""
    how: str = "found"
    open_year: bool = False  # dates of three short numbers, and nothing tells which is the year

    @property
    def evidence(self) -> Evidence:
        """The cells of all its groups."""
        return sum((group.evidence for group in self.groups), Evidence())

    @property
    def style(self) -> Style:
        """The style of its largest group."""
        return max(self.groups, key=lambda group: group.rows).style  # type: ignore[return-value]

    def pointing(self, order: str) -> Evidence:
        """The cells that have one order of day and month for certain, if their year is last."""
        return self._those(
            group.late_first != group.late_second and group.late_first == (order == "dmy")
            for group in self.groups
        )

    def dated(self, year: str) -> Evidence:
        """The cells of three short numbers whose year is ``first``, or ``last``, for certain."""
        if year == "first":
            return self._those(
                g.year_first and not g.late_second and not g.year_last for g in self.groups
            )
        return self._those(
            not g.year_first and (g.year_last or g.late_second)
            and not (g.late_first and g.late_second)
            for g in self.groups
        )  # fmt: skip

    @property
    def numbers(self) -> short_dates.Numbers:
        """The numbers that its dates consist of."""
        return short_dates.together(group.numbers for group in self.groups)

    def _those(self, chosen: Iterable[bool]) -> Evidence:
        told = zip(self.groups, chosen, strict=True)
        return sum((group.evidence for group, is_one in told if is_one), Evidence())


def families_of(groups: Iterable[Group]) -> list[Family]:
    """Groups by family; dates without a time join the times of their kind."""
    found: dict[Any, list[Group]] = {}
    for group in groups:
        if group.style is not None:
            found.setdefault(group.style.family, []).append(group)
    for kind, clock, zoned in list(found):
        timed = [key for key in found if key[0] == kind and key[1] and not key[2]]
        if not clock and not zoned and timed:
            most = max(timed, key=lambda key: sum(group.rows for group in found[key]))
            found[most] += found.pop((kind, clock, zoned))
    return [Family(members) for members in found.values()]


def joined(families: list[Family]) -> list[Family]:
    """Families by size, those that differ in marks only joined where each proves its order."""
    found: dict[Any, Family] = {}
    for family in families:
        _kind, clock, zoned = family.style.family
        proven = family.style.unordered and family.order is not None
        key = (family.order, clock, zoned) if proven else (family.style.family, family.order)
        if key in found:
            found[key].groups += family.groups
        else:
            found[key] = family
    return sorted(found.values(), key=lambda family: -family.evidence.rows)


def year_of(
    family: Family, families: Iterable[Family], certain: str | None
) -> tuple[str | None, bool]:
    """The order of short dates if their year is first (else none), and whether that is open.

    Dates with a year of four digits beside them, at its end, tell of them as well.
    """
    year = certain or family.numbers.year
    if year is None and any(other.style.kind == f"{family.style.kind[:-1]}4" for other in families):
        year = "last"
    return ("ymd" if year == "first" else None), year is None


def said(family: Family) -> str:
    """A family in words, for a message."""
    style = family.style
    order = ORDERS.get(family.order or "", "numbers of day and month")
    if style.counts:
        return {"excel": "numbers of days (Excel)"}.get(style.kind, style.kind)
    kind = style.kind.rstrip("24")
    words = {
        "compact": "year, month and day without marks",
        "dmon": "day, name of the month, year",
        "mond": "name of the month, day, year",
        "ymon": "year, name of the month, day",
    }.get(kind, order if style.unordered else "year-month-day")
    if style.unordered:
        words = f"{words} ({style.shown(family.order or 'dmy')})"
    clock = {12: " with AM and PM", 24: " of 24 hours", 0: ""}[style.clock]
    return f"{words}{clock}{' with its zone' if style.zone else ''}"
