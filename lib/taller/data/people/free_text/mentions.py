"""Where a text holds something personal: what all rules find, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

PERSON, PLACE, CONTACT, ID, LITERAL = "PERSON", "PLACE", "CONTACT", "ID", "TEXT"


class Mention(NamedTuple):
    """A stretch of a text and what kind of thing it names."""

    start: int
    end: int
    kind: str


def mentions(text: str, besides: Iterable[Mention] = ()) -> list[Mention]:
    """Names, places, contacts and identifiers of a text, in order; overlapping ones are one.

    Parameters
    ----------
    besides : further stretches to hide
    """
    found = sorted([*besides, *_all(text)], key=lambda each: (each.start, -each.end))
    merged: list[Mention] = []
    for each in found:
        if merged and each.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = last._replace(end=max(last.end, each.end))
        else:
            merged.append(each)
    return merged


def _all(text: str) -> Iterator[Mention]:
    from taller.data.people.free_text import codes, names, places
    from taller.data.people.free_text.runs import Reading

    reading = Reading(text)
    yield from codes.found(reading)
    yield from places.addresses(reading)
    yield from names.uncapitalised(reading)
    for run in reading.runs():
        if reading.says_nothing(run):
            continue
        yield from places.found(run, reading)
        yield from names.found(run, reading)
