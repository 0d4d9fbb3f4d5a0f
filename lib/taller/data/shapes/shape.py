"""What a known export is: the headers that tell it, and how each canonical table is made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from taller.errors import did_you_mean

NTH = "nth_alike"  # column of reshaped rows: see `Query.nth`
UNTOLD = "?"
NEAR = 0.8  # share of a signature below which a header is no longer taken for it


@cache
def normal(name: str) -> str:
    """A header without what systems, languages and spreadsheets change: case, accents, marks.

    >>> normal("Lineitem compare-at Price "), normal("event_params.ga_session_id")
    ('lineitem compare at price', 'event params ga session id')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()


def told_apart(place: str, copies: str, own: str, again: str) -> str:
    """SQL for `Query.nth`, where what an order comes to tells lines from repetitions.

    Parameters
    ----------
    place : SQL of how many rows before it say the same
    copies : SQL of how many rows say the same, itself included
    own, again : SQL of whether all of them make up the order, and whether one of each kind does
    """
    return (
        f"CASE WHEN {copies} = 1 THEN '0' WHEN {own} THEN CAST({place} AS VARCHAR) "
        f"WHEN {again} THEN '0' ELSE '{UNTOLD}' END"
    )


@dataclass(frozen=True)
class Query:
    """What a recipe makes of its inputs.

    Attributes
    ----------
    relation : SQL whose rows are the canonical table's, with ``source_row`` and all inputs
    columns : canonical column: SQL over the relation
    ordered : whether the rows come in the file's order by themselves
    nth : SQL of how many rows of the order before it say the same and are lines of their own all
        the same, 0 for most; `UNTOLD` where others say the same and nothing tells what they are
    """

    relation: str
    columns: Mapping[str, str]
    ordered: bool = True
    nth: str | None = None


@dataclass(frozen=True)
class Recipe:
    """How one canonical table is made of an export.

    Attributes
    ----------
    columns : canonical column: the export's own column, where one holds it
    others : further columns it computes with: name in the query, the export's own column
    needed : names of either that must be there
    money : names of either that are numbers it computes with
    times : names of either that are times in UTC and do not say so
    json : names of either that hold JSON
    query : makes the query of the inputs (see `taller.data.shapes.inputs`); None where every
        canonical column is a column of the export as it stands
    sources : canonical column: names of all inputs it is made of, where they are several
    nested : the recipe for the same export as nested JSON, taken where its ``json`` columns are
    """

    table: str
    columns: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    json: tuple[str, ...] = ()
    query: Callable[[Any], Query] | None = None
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nested: Recipe | None = None


@dataclass(frozen=True)
class Shape:
    """A known export of a known system.

    Attributes
    ----------
    signatures : sets of headers, each of which tells the export
    aliases : the export's column: other names of it, in other versions and languages
    settings : canonical table: keys of the engagement file that belong with it
    said : gives how to export it, in the language in force
    """

    name: str
    title: str
    signatures: tuple[frozenset[str], ...]
    recipes: Mapping[str, Recipe]
    said: Callable[[], str]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def signature(self) -> frozenset[str]:
        """The headers that tell the export in its usual form."""
        return self.signatures[0]

    def where(self) -> str:
        """How to export it from that system, in the language in force."""
        return self.said()

    def find(self, column: str, header: Sequence[str]) -> str | None:
        """The header of the file at hand that is this column of the export."""
        present = {normal(name): name for name in reversed(header)}
        for name in (column, *self.aliases.get(column, ())):
            if normal(name) in present:
                return present[normal(name)]
        return None

    def likeness(self, header: Sequence[str]) -> float:
        """How sure it is that a header is this export's, 0 to 1."""
        return max(self._likeness(signature, header) for signature in self.signatures)

    def _likeness(self, signature: frozenset[str], header: Sequence[str]) -> float:
        there = [column for column in signature if self.find(column, header)]
        share = len(there) / len(signature)
        if share == 1:
            return 0.9 + min(len(signature), 10) / 100
        return share * 0.8 if share >= NEAR else 0.0

    def recipe(self, table: str, header: Sequence[str]) -> Recipe:
        """The recipe of a table for the form of the export at hand."""
        recipe = self.recipes[table]
        nested = recipe.nested
        if nested and all(self.find(self._own(nested, n), header) for n in nested.json[:1]):
            return nested
        return recipe

    def missing(self, recipe: Recipe, header: Sequence[str], given: Mapping[str, str]) -> list[str]:
        """What is wrong with a header that lacks a needed column, one sentence each."""
        faults = []
        for name in recipe.needed:
            own = self._own(recipe, name)
            if name in given or self.find(own, header):
                continue
            lowered = [column.lower() for column in header]
            near = did_you_mean(own, lowered) if header else ""
            near = near if near.startswith("; did") else f"; it has: {', '.join(header[:20])}"
            faults.append(f"has no column '{own}', which {self.name} needs{near}")
        return faults

    @staticmethod
    def _own(recipe: Recipe, name: str) -> str:
        return recipe.columns.get(name) or recipe.others[name]
