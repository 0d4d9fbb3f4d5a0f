"""What is proposed of a source: the tables it holds, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taller.data.propose.assign import Match
from taller.data.propose.hints import Hint
from taller.data.propose.kinds import experiments, subjects
from taller.data.propose.money import identities
from taller.data.settings.schemas import OWN
from taller.errors import DataError, Fault

if TYPE_CHECKING:
    from taller.data.settings.sources import TableSource
    from taller.data.tell.ledger import Detected

FLAT = "flat"


class NoTableError(DataError):
    """A source that was read, and is none of the canonical tables.

    Attributes
    ----------
    nearest : the table it is nearest to, which lacks columns; None where it is near none
    """

    def __init__(self, origin: str, fault: Fault, nearest: TableProposal | None = None) -> None:
        super().__init__(origin, fault)
        self.nearest = nearest


@dataclass(frozen=True)
class HeadsProposal:
    """The heads of orders that are told in lines: another source, joined by the order's number.

    Attributes
    ----------
    header : its columns
    key : its column of the order's number
    matches : what it says of an order as a whole: its column, with confidence and reason
    """

    source: TableSource
    header: tuple[str, ...]
    key: Match
    matches: Mapping[str, Match]
    rows: int

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Columns that are not used."""
        taken = {self.key.column, *(match.column for match in self.matches.values())}
        return tuple(column for column in self.header if column not in taken)


@dataclass(frozen=True)
class TableProposal:
    """One canonical table that a source seems to hold, or ``flat``: a row per subject.

    Attributes
    ----------
    strength : 0 to 1, how well the table explains the source
    matches : canonical column: the client's column, with confidence and reason; of a flat table
        ``target`` and ``subject``
    shape : the known export it is, or None; then ``matches`` are the shape's own
    missing : required columns that were not found
    rules : further keys of the engagement file, such as ``not_items``, each with its hint
    returning : columns left over that may be the units that are missing: some are below zero
    outcome : what a flat table is for, and whether its rows stand in order
    money : what the columns of money say together; None where there are no orders
    heads : of orders that are told in lines, what stands in another source
    measures, arms, control : of a log of experiments, what it may measure, its arms, and the one
        called control
    """

    table: str
    strength: float
    matches: Mapping[str, Match]
    shape: str | None = None
    missing: tuple[str, ...] = ()
    rules: Mapping[str, Hint] = field(default_factory=dict)
    returning: tuple[str, ...] = ()
    outcome: subjects.Outcome | None = None
    money: identities.Found | None = None
    heads: HeadsProposal | None = None
    measures: tuple[experiments.Measure, ...] = ()
    arms: tuple[str, ...] = ()
    control: str | None = None

    @property
    def without_units(self) -> bool:
        """Whether each line would count as one unit, so that one sent back would count as sold."""
        named = self.matches
        return self.table == "orders" and "price" in named and "quantity" not in named

    @property
    def columns(self) -> dict[str, str]:
        """Canonical column: the client's."""
        return {name: match.column for name, match in self.matches.items()}


@dataclass(frozen=True)
class Proposal:
    """What a source seems to be.

    Attributes
    ----------
    source : the source as it was given
    header : its columns
    tables : the tables it holds: several for a known export, else one
    detected : how it is written
    language : es or en, by its headers
    hints : keys of the whole engagement: ``currency``, ``timezone``, ``day_first``
    """

    source: TableSource
    header: tuple[str, ...]
    tables: tuple[TableProposal, ...]
    detected: tuple[Detected, ...]
    language: str
    hints: Mapping[str, Hint]
    rows: int

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Columns that no table takes; a flat one takes all."""
        if any(table.table in OWN for table in self.tables):
            return ()
        taken = {match.column for table in self.tables for match in table.matches.values()}
        for table in self.tables:
            taken |= {*table.rules["channels"].value} if "channels" in table.rules else set()
        return tuple(column for column in self.header if column not in taken)
