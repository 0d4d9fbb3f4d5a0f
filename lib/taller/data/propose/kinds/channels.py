"""Whether a file has a column for what each channel cost, in a row per week (and region)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from taller.data.propose.assign import Match
from taller.data.propose.columns.values import Profile
from taller.data.propose.kinds import regional
from taller.data.propose.reasons import Why
from taller.data.propose.words.words import read, split

SURE = 0.8
FEWEST = 2  # columns that say so; one alone is the cost of a table of spend
SHORT = {"s", "spend", "inv"}  # how names of columns end that are spend: Robyn's tv_S
OF_GOODS = {"shipping", "unit", "each", "item", "price", "tax", "stock", "sold"}  # not of channels
WHOLE = {"total", "all", "todo", "todos"}  # of all channels together


def find(profiles: Mapping[str, Profile]) -> tuple[str, ...]:
    """The columns that each hold what a channel cost; none where they are fewer than two."""
    if any(_is_of_one_sale(own) for own in profiles):
        return ()
    numbers = [own for own, p in profiles.items() if p.filled and p.numbers > 0.99]
    spent = [own for own in numbers if _is_spend(own) and _never_negative(profiles[own])]
    paid = [own for own in spent if any(profiles[own].figures)]
    return tuple(paid) if len(paid) >= FEWEST else ()


def beside(
    profiles: Mapping[str, Profile], spent: Sequence[str]
) -> tuple[dict[str, Match], dict[str, Match]]:
    """Which columns are the day and the region, and what was sold, as ``regions`` takes them.

    The first is empty where no column is a day that each row, or each row of a region, has once;
    the second where nothing is sold in the file.
    """
    rest = {own: p for own, p in profiles.items() if own not in spent}
    when = regional.grid(rest)
    if not when:
        days = [own for own, p in rest.items() if p.dates > 0.95 and p.distinct > 0.99]
        if not days:
            return {}, {}
        when = {"date": days[0]}
    found = {
        name: Match(
            own, regional.SURELY, (Why("dates" if name == "date" else "header", name, 1.0),)
        )
        for name, own in when.items()
    }
    value = regional.sold([own for own, p in rest.items() if p.numbers > 0.95 and _is_sales(own)])
    if value is None:
        return found, {}
    if not read(value.column).concepts & regional.MONEY:  # units: the margin is then of one
        value = replace(value, confidence=regional.PERHAPS)
    return found, {**found, "value": value}


def _is_sales(own: str) -> bool:
    return bool(read(own).concepts & (regional.MONEY | regional.SOLD))


def _is_of_one_sale(own: str) -> bool:
    """Whether a column says who bought or what, or which order it was."""
    said = read(own).concepts
    return bool(said & regional.WHOM) or {"order", "id"} <= said or "reference" in said


def _is_spend(own: str) -> bool:
    words = split(own)
    if not words or set(words) & (WHOLE | regional.NOT_OWN):
        return False
    said = {words[0], words[-1]} & SHORT if len(words) > 1 else set()
    concepts = read(own).concepts
    return bool(said) or ("cost" in concepts and len(words) > 1 and not concepts & OF_GOODS)


def _never_negative(profile: Profile) -> bool:
    return all(figure is None or figure >= 0 for figure in profile.figures)
