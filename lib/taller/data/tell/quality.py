"""Quality of a source: complete, valid, unique, consistent and timely, each 0 to 1 with evidence.

Each dimension is a share of things asked that held, so that 1 is faultless, and any score can be
traced to counts:

completeness
    filled cells, of the cells of columns every row should fill (DAMA: "the proportion of stored
    data against the potential of 100% complete")
validity
    cells that can be read and lie in their range, of the filled cells of columns that have a form
    (DAMA: data "conforms to the syntax (format, type, range) of its definition")
uniqueness
    rows that repeat no earlier one (DAMA: "no thing will be recorded more than once")
consistency
    comparisons that held, within a row, within an order and between tables (ISO/IEC 25012: data
    "free from contradiction and coherent with other data")
timeliness
    days without a gap, of the days from first to last row, times how fresh the newest row is: 1 up
    to the age allowed, from there the allowed age over the actual one (ISO/IEC 25012 currentness;
    Ballou et al. (1998) compare age and shelf life alike)

References
----------
ISO/IEC 25012:2008, "Data quality model". DAMA UK (2013), "The six primary dimensions for data
quality assessment". Ballou, Wang, Pazer and Tayi (1998), "Modeling information manufacturing
systems to determine information product quality", Management Science 44(4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from taller.data.tell.rhythm import Gap

if TYPE_CHECKING:
    from taller.data.tell.ledger import Ledger

DIMENSIONS = ("completeness", "validity", "uniqueness", "consistency", "timeliness")
STALE_DAYS = 35  # a monthly export is no older than this
SHORT = 120  # days; a shorter history is shown by week


@dataclass(frozen=True)
class Evidence:
    """What failed: how many, of how many asked.

    Attributes
    ----------
    code : such as ``empty``, ``unreadable``, ``future``, ``duplicate_row``, ``several_customers``
    column : the canonical column it is about, or None for whole rows, orders or tables
    money : what the failed ones come to, where they are worth something
    examples : keys of a few of them; those of people are pseudonyms
    """

    code: str
    column: str | None
    failed: int
    asked: int
    money: Decimal | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    """One dimension of quality: what was asked, what held, and what failed why."""

    asked: int = 0
    failed: int = 0
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float | None:
        """The share that held, 0 to 1; None where nothing was asked."""
        return 1 - self.failed / self.asked if self.asked else None

    def __add__(self, other: Dimension) -> Dimension:
        held: dict[tuple[str, str | None], Evidence] = {}
        for each in (*self.evidence, *other.evidence):
            key, before = (each.code, each.column), held.get((each.code, each.column))
            held[key] = each if before is None else replace(
                each, failed=each.failed + before.failed, asked=each.asked + before.asked
            )  # fmt: skip
        return Dimension(self.asked + other.asked, self.failed + other.failed, tuple(held.values()))


@dataclass(frozen=True)
class Period:
    """A month or week: its first day, its rows, and what was asked and failed by dimension."""

    start: dt.date
    rows: int
    asked: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)

    def score(self, dimension: str) -> float | None:
        """The share that held, 0 to 1; None where nothing was asked."""
        asked = self.asked.get(dimension, 0)
        return 1 - self.failed.get(dimension, 0) / asked if asked else None


@dataclass(frozen=True)
class Quality:
    """How good a source is.

    Attributes
    ----------
    rows : rows of the source, all of them
    dimensions : the four that do not depend on today's date
    by : whether `periods` are months or weeks
    undated : rows whose date is missing, unreadable or out of range, which are in no period
    first, newest : days of the first and last usable row; None where the table has no dates
    gaps : pauses that are unusual for the table's own rhythm
    """

    table: str
    rows: int
    dimensions: Mapping[str, Dimension]
    by: str = "month"
    periods: tuple[Period, ...] = ()
    undated: int = 0
    first: dt.date | None = None
    newest: dt.date | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def gap_days(self) -> int:
        """Days in gaps."""
        return sum(gap.days for gap in self.gaps)

    def age(self, today: dt.date) -> int | None:
        """Days since the newest row; a row of tomorrow, by another clock, is 0 days old."""
        return None if self.newest is None else max(0, (today - self.newest).days)

    def timeliness(self, today: dt.date, stale_days: int = STALE_DAYS) -> float | None:
        """Continuity times freshness, 0 to 1 (see the module); None where there are no dates."""
        if self.first is None or self.newest is None:
            return None
        days = (self.newest - self.first).days + 1
        freshness = min(1.0, stale_days / max(self.age(today) or 0, 1))
        return (1 - self.gap_days / days) * freshness

    def scores(self, today: dt.date, stale_days: int = STALE_DAYS) -> dict[str, float | None]:
        """All five dimensions, 0 to 1; None where nothing could be asked."""
        found = {name: self.dimensions.get(name, Dimension()).score for name in DIMENSIONS}
        return found | {"timeliness": self.timeliness(today, stale_days)}

    def with_ledger(self, ledger: Ledger) -> Quality:
        """Consistency completed by what the ledger knows of other tables and of cancellations."""
        more = [
            _from_ledger(ledger, "cancellations", "cancellations_unmatched", "without_purchase"),
            _from_ledger(ledger, None, "added", "unknown_to_table"),
        ]
        return self.with_consistency(each for each in more if each is not None)

    def with_consistency(self, more: Iterable[Evidence]) -> Quality:
        """Consistency completed by what other tables contradict."""
        found = self.dimensions.get("consistency", Dimension())
        for each in more:
            kept = (each,) if each.failed else ()
            found = found + Dimension(each.asked, each.failed, kept)
        return replace(self, dimensions={**self.dimensions, "consistency": found})

    def to_json(self) -> dict[str, Any]:
        """As plain JSON."""
        plain = asdict(self)
        for held in plain["dimensions"].values():
            for each in held["evidence"]:
                each["money"] = None if each["money"] is None else str(each["money"])
        for place in (plain, *plain["periods"], *plain["gaps"]):
            for key, value in place.items():
                if isinstance(value, dt.date):
                    place[key] = value.isoformat()
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Quality:
        """What `to_json` wrote, read back."""
        dimensions = {
            name: Dimension(**{**held, "evidence": _evidence(held["evidence"])})
            for name, held in plain["dimensions"].items()
        }
        periods = tuple(Period(**{**p, "start": _day(p["start"])}) for p in plain["periods"])
        gaps = tuple(Gap(_day(g["first"]), _day(g["last"]), g["expected"]) for g in plain["gaps"])
        ends = {end: _day(plain[end]) for end in ("first", "newest")}
        more = {"dimensions": dimensions, "periods": periods, "gaps": gaps}
        return cls(**{**plain, **ends, **more})


def doubts(rows: Any, schema: Any, **how: Any) -> list[Any]:
    """All that a row may fail; see `taller.data.tell.measuring.doubts`."""
    from taller.data.tell.measuring import doubts as all_doubts

    return all_doubts(rows, schema, **how)


def measure(con: Any, rows: Any, schema: Any, **how: Any) -> Quality:
    """How good a source is; see `taller.data.tell.measuring.measure`, which does it."""
    from taller.data.tell.measuring import measure as measured

    return measured(con, rows, schema, **how)


def _from_ledger(ledger: Ledger, of: str | None, failed: str, code: str) -> Evidence | None:
    treated = {treatment.code: treatment.rows for treatment in ledger.treatments}
    if of is not None:
        asked = treated.get(of, 0)
        return Evidence(code, None, treated.get(failed, 0), asked) if asked else None
    # Rows added because orders name them: the table given lacks them.
    known = ledger.accepted if ledger.source != "orders" else 0
    added = treated.get(failed, 0)
    return Evidence(code, None, added, known + added) if known and added else None


def _evidence(plain: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(**{
            **each,
            "money": None if each["money"] is None else Decimal(each["money"]),
            "examples": tuple(each["examples"]),
        })
        for each in plain
    )  # fmt: skip


def _day(text: str | None) -> Any:
    return None if text is None else dt.date.fromisoformat(text)
