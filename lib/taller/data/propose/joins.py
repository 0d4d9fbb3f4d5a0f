"""Heads and lines of orders in two sources: which is which, and the number that joins them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.propose import patterns
from taller.data.propose.assign import Match, assign
from taller.data.propose.columns import fits
from taller.data.propose.columns.values import Profile
from taller.data.propose.reasons import Why
from taller.data.propose.tables import KNOWN
from taller.data.propose.words.words import read

if TYPE_CHECKING:
    from taller.data.propose.sampling import Sample
    from taller.data.settings.sources import TableSource

WHOSE_AND_WHEN = ("user_id", "event_timestamp")
OF_HEADS = (*WHOSE_AND_WHEN, "status", "currency", "test", "country", "delivered_timestamp",
            "shipping", "tax", "refund")  # fmt: skip
ORDERS_FOUND = 0.8  # share of the lines' orders that are among the heads
HEADS_FOUND = 0.5  # share of the heads that have lines: fewer are returned or shipped, not sold
HEADS_SEEN = 0.05  # either, where only pieces of a very large source were read
UNIQUE = 0.98  # distinct numbers by heads: now and then one is told twice
LONG = 4  # letters from which equal values are no accident, whatever the header says
NUMBER = "order number"  # what a column that numbers the orders is called once that is known


@dataclass(frozen=True)
class Side:
    """A source that was read, with what its columns are as orders.

    Attributes
    ----------
    orders : whether the source by itself was taken for orders
    """

    source: TableSource
    sample: Sample
    orders: bool = False

    @cached_property
    def profiles(self) -> dict[str, Profile]:
        """The client's column: its values in the sample."""
        return {column: Profile.of(cells) for column, cells in self.sample.cells.items()}

    def numbers(self, column: str) -> set[str]:
        """Distinct numbers of orders in a column, as another system writes them too."""
        told = (text for (text,) in self.sample.distinct(column) if text)
        return {as_number(text) for text in told}

    def matches(self, number: str) -> dict[str, Match]:
        """Its columns as those of orders, of which one is known to be the number."""
        rest = {own: profile for own, profile in self.profiles.items() if own != number}
        found = assign("orders", {NUMBER: self.profiles[number], **rest})
        return {name: match for name, match in found.items() if match.column != NUMBER}

    @property
    def is_named_orders(self) -> bool:
        """Whether the sheet's or the file's name says that it holds orders."""
        name = getattr(self.source, "sheet", None) or Path(self.sample.staged.origin).stem
        return "order" in read(name).concepts


@dataclass(frozen=True)
class Joint:
    """Heads and lines, and the columns that join them.

    Attributes
    ----------
    key, own : the column of the order's number, of the heads and of the lines
    share : share of the lines' orders that are among the heads
    confidence : 0 to 1
    heads_matches, lines_matches : canonical column: its match, without the numbers
    """

    heads: Side
    lines: Side
    key: str
    own: str
    share: float
    confidence: float
    heads_matches: Mapping[str, Match]
    lines_matches: Mapping[str, Match]

    def number(self, column: str) -> Match:
        """The match of a column of the order's number, with how many are found."""
        why = Why("joined", "transaction_id", self.share)
        return Match(column, self.confidence, (why,))


def beside(joint: Joint) -> tuple[dict[str, Profile], dict[str, str]]:
    """The lines' columns with their heads' beside them, and what each of the heads' is called."""
    numbers, heads = joint.heads.profiles[joint.key].cells, joint.heads.profiles
    rows = {as_number(number): at for at, number in enumerate(numbers) if number}
    own = joint.lines.profiles[joint.own].cells
    at = [rows.get(as_number(number)) if number else None for number in own]
    called = {column: column if column not in joint.lines.profiles else f"{column} (heads)"
              for column in heads if column != joint.key}  # fmt: skip
    found = {
        name: Profile(tuple(None if i is None else heads[column].cells[i] for i in at))
        for column, name in called.items()
    }
    return joint.lines.profiles | found, called


def as_number(text: str) -> str:
    """An order's number as `taller.data.orders.heads` compares it: 17.0 is 17."""
    return re.sub(r"^([0-9]+)[.]0$", r"\1", text)


def find(sides: Sequence[Side]) -> Joint | None:
    """The pair of heads and lines among sources that are best joined; None where there is none."""
    found = [
        joint
        for lines in sides
        for heads in sides
        if lines is not heads and (joint := _joint(heads, lines)) is not None
    ]
    return max(found, key=lambda joint: joint.confidence, default=None)


def _joint(heads: Side, lines: Side) -> Joint | None:
    for key, own, share, confidence in _keys(heads, lines):
        joint = Joint(heads, lines, key, own, share, confidence,
                      heads.matches(key), lines.matches(own))  # fmt: skip
        if _are_heads(joint) and _are_lines(joint.lines_matches):
            return joint
    return None


def _are_lines(matches: Mapping[str, Match]) -> bool:
    """Whether a source tells what was sold and for how much, and not both whose and when."""
    told = {name for name, match in matches.items() if match.confidence >= KNOWN}
    return "item_id" in told and bool({"price", "value"} & told) and not told >= {*WHOSE_AND_WHEN}


def _are_heads(joint: Joint) -> bool:
    """Whether a source tells whose orders they are and when, and not what was in them."""
    told = {name for name, match in joint.heads_matches.items() if match.confidence >= KNOWN}
    side = joint.heads
    of_orders = "order" in read(joint.key).concepts or side.is_named_orders or side.orders
    return of_orders and told >= {*WHOSE_AND_WHEN} and "item_id" not in told


def _keys(heads: Side, lines: Side) -> list[tuple[str, str, float, float]]:
    """Columns that may join two sources, surest first: key, own, share and confidence."""
    firsts = [own for own, p in heads.profiles.items() if p.filled and p.distinct >= UNIQUE
              and not p.missing and _may_number(p)]  # fmt: skip
    seconds = [own for own, p in lines.profiles.items()
               if p.filled and p.distinct < 1 and _may_number(p)]  # fmt: skip
    known = {key: heads.numbers(key) for key in firsts} if seconds else {}
    whole = heads.sample.whole and lines.sample.whole
    found = []
    for own in seconds:
        numbers = lines.numbers(own)
        for key, of_heads in known.items():
            shared = len(numbers & of_heads)
            share, covered = shared / len(numbers), shared / len(of_heads)
            if share < (ORDERS_FOUND if whole else HEADS_SEEN):
                continue
            if covered < (HEADS_FOUND if whole else HEADS_SEEN):
                continue
            said = 1.0 if own == key else patterns.score(read(own), "orders", "transaction_id")
            if said < KNOWN and sum(map(len, numbers)) < LONG * len(numbers):
                continue  # 1, 2 and 3 stand in any column
            found.append((key, own, share, share * (0.97 if said >= KNOWN else 0.6), covered))
    found.sort(key=lambda each: (-each[3], -each[4]))
    return [each[:4] for each in found]


def _may_number(profile: Profile) -> bool:
    return fits.of("transaction_id", profile).fit >= 0.3


def of_heads(joint: Joint) -> dict[str, Match]:
    """What the heads say of an order besides its amount and its discount."""
    return {name: match for name, match in joint.heads_matches.items() if name in OF_HEADS}


def of_lines(joint: Joint, said: Mapping[str, Match]) -> dict[str, Match]:
    """What the lines say that their heads do not, with the number that joins them."""
    rest = {name: match for name, match in joint.lines_matches.items()
            if name not in said and name not in ("total", "transaction_id")}  # fmt: skip
    return {"transaction_id": joint.number(joint.own), **rest}
