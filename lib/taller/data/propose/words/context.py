"""What the other headers of a file tell about one: prefixes of the system, and pairs of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from taller.data.propose.words.words import Header, read

OFTEN = 3  # headers that share a word nobody knows, from which it is a prefix of the system


def heads(columns: Sequence[str]) -> dict[str, Header]:
    """The headers of a file, each read beside the others.

    >>> found = heads(["mailing_city", "mailing_state", "mailing_country", "phone"])
    >>> found["mailing_city"].unknown, sorted(found["mailing_city"].concepts)
    ((), ['city'])
    """
    found = {column: read(column) for column in columns}
    often = _often(found.values())
    found = {
        column: replace(head, unknown=tuple(w for w in head.unknown if w not in often))
        for column, head in found.items()
    }
    for column, head in found.items():
        if "name" in head.concepts and _has_value(head, found.values()):
            # "Option1 Name" says what "Option1 Value" is of: Size, and the value XL.
            found[column] = replace(head, unknown=("name", "of", "value"))
    return found


def _often(found: Iterable[Header]) -> set[str]:
    counts = Counter(word for head in found for word in set(head.unknown))
    return {word for word, times in counts.items() if times >= OFTEN}


def _has_value(head: Header, others: Iterable[Header]) -> bool:
    """Whether a column stands beside that holds the value of what this one names."""
    own = head.concepts - {"name"}
    start = head.text[:4].lower()
    return bool(own) and any(
        other.concepts == own | {"amount"} and other.text[:4].lower() == start for other in others
    )
