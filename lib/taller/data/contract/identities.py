"""Who a row of a flat table is about: ids of people, counters of rows, columns of names.

A flat table has no schema that says which column is the id. An id of people is hashed wherever it
stands, and neither it nor a counter of rows nor a name ever teaches a model. An id is told by its
header, or by its values alone: whole numbers that no measurement would give, since so many drawn
from so narrow a range would repeat, or codes that are different in every row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from taller.data.people import headers
from taller.data.people.given_names import GIVEN_NAMES
from taller.data.people.surnames import SURNAMES

if TYPE_CHECKING:
    from taller.data.reading import Staged

Role = Literal["person", "row"]
FEWEST = 20  # filled cells, from which values alone tell an id
REPEATED = 0.05  # different values by filled cells, of an id that comes several times
REPEATS = 12.0  # pairs alike that chance would give, where not one is: no measurement
LONG = 6  # digits, all of one length, of an id whose header says nothing
SOME = 300  # different values that are looked at as names
NAMED, FEWEST_NAMES = 0.5, 5  # different values that hold a common name; how many there are
CODE = r"[#A-Za-z0-9][\w#./:+~-]{0,79}"
WHOLE = r"[0-9]{1,18}(?:\.0+)?"
# No code: an amount, a date or a time.
MEASURED = (
    r"[+-]?[0-9.,]*[0-9](?:[eE][+-]?[0-9]+)?|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*"
    r"|[0-9]{1,2}:[0-9:.]+"
)
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words for people beside those of `taller.data.propose.words.vocabulary`, and what numbers them.
_PEOPLE = re.compile(
    r"\b(kunden?|klient|mitglied|adherent|assure|utente|employee|empleado|trabajador|worker|lead|"
    r"household|hogar|expediente|poliza|policy|insured|patient|paciente|beneficiar\w+)\b"
    r"|kunden?(nr|nummer|id)|mitglied(s?nr|s?nummer)"
)
_COUNTS = re.compile(r"\b(row|line|index|idx|fila|linea|registro|unnamed|obs|record)\b")


@dataclass(frozen=True)
class Facts:
    """What a column's filled cells look like, as a whole.

    Attributes
    ----------
    whole : whether all are whole numbers
    low, high : the least and the greatest of these
    shortest, longest : characters
    codes : whether all are in one piece and hold a digit, and are no amounts or dates
    """

    filled: int
    distinct: int
    whole: bool = False
    low: int = 0
    high: int = 0
    shortest: int = 0
    longest: int = 0
    codes: bool = False

    @classmethod
    def of(cls, values: Sequence[str]) -> Facts:
        """Of a column's cells that are not blank.

        >>> Facts.of(["7", "9", "9"]).distinct
        2
        """
        distinct = set(values)
        whole = bool(distinct) and all(re.fullmatch(WHOLE, value) for value in distinct)
        numbers = [int(value.split(".")[0]) for value in distinct] if whole else [0]
        lengths = [len(value) for value in distinct] or [0]
        codes = all(
            re.fullmatch(CODE, v) and re.search(r"\d", v) and not re.fullmatch(MEASURED, v)
            for v in distinct
        )
        return cls(len(values), len(distinct), whole, min(numbers), max(numbers), min(lengths),
                   max(lengths), codes)  # fmt: skip

    @property
    def unique(self) -> bool:
        """Whether no value comes twice."""
        return self.filled == self.distinct > 1

    @property
    def counts(self) -> bool:
        """Whether it counts 1, 2, 3 … or 0, 1, 2 …, in whatever order."""
        return (
            self.unique and self.whole and self.low in (0, 1)
            and self.high - self.low + 1 == self.distinct
        )  # fmt: skip

    @property
    def drawn(self) -> bool:
        """Whether its whole numbers are no measurement, see `numbered`."""
        return self.unique and self.whole and numbered(self.distinct, self.high - self.low)


def numbered(distinct: int, spread: float) -> bool:
    """Whether so many different whole numbers lie so close that chance would have repeated some.

    2,000 incomes between 0 and 100,000 would hold 20 pairs alike: where there is none, the numbers
    were given out, one to a row.

    >>> numbered(2_000, 100_000), numbered(2_000, 1_000_000)
    (True, False)
    """
    return distinct**2 / (2 * max(spread, 1)) > REPEATS


def role(header: str, facts: Facts) -> Role | None:
    """Whether a column is an id of people, or counts the rows; None where neither.

    >>> role("RowNumber", Facts.of([str(n) for n in range(1, 40)]))
    'row'
    >>> role("Kundennr", Facts.of([str(100_000 + 37 * n) for n in range(40)]))
    'person'
    >>> role("calls", Facts.of([str(n % 7) for n in range(40)])) is None
    True
    """
    people, numbered = _about_people(header), headers.is_id(header) or _about_people(header)
    of_things = headers.is_of_things(header) and not people
    if of_things or not (facts.whole or facts.codes):
        return None
    if not facts.unique:
        often = facts.distinct >= max(FEWEST, REPEATED * facts.filled)
        wide = facts.codes or facts.shortest == facts.longest >= LONG - 2
        return "person" if people and often and wide else None
    if facts.counts and not people:
        return "row" if facts.filled >= FEWEST or _COUNTS.search(headers.words(header)) else None
    if numbered and not _COUNTS.search(headers.words(header)):
        return "person"
    if facts.filled < FEWEST:
        return None
    long = facts.shortest == facts.longest >= LONG
    return "person" if facts.drawn or not facts.whole or long else None


def _about_people(header: str) -> bool:
    """Whether a header says that it tells one person from another, not something of a person."""
    from taller.data.propose.words.words import read

    if _PEOPLE.search(headers.words(header)):
        return True
    said = read(header)
    return "customer" in said.concepts and not said.unknown and not (
        said.concepts - {"customer", "id", "client", "reference"}
    )  # fmt: skip


def names(header: str, values: Sequence[str]) -> bool:
    """Whether a column's different values are given names or surnames, one or two words each.

    >>> names("titular", ["García", "López", "Pérez", "Ruiz", "De la Cruz"])
    True
    >>> names("plan", ["Basic", "Plus", "Pro", "Max", "Lite"])
    False
    """
    if headers.is_of_things(header) or len(values) < FEWEST_NAMES:
        return False
    known = GIVEN_NAMES | SURNAMES
    found = [
        all(_NAME.fullmatch(word) for word in value.split())
        and len(value.split()) <= 4
        and value[:1].isupper()
        and any(headers.words(word) in known for word in value.split())
        for value in values
    ]
    return sum(found) >= NAMED * len(values)


def find(
    con: Any, staged: Staged, texts: Mapping[str, str], kinds: Mapping[str, str],
    stated: Mapping[str, str],
) -> dict[str, str]:  # fmt: skip
    """Columns that identify people, beside those that were recognised: column to kind.

    Parameters
    ----------
    texts : column to SQL of its cell without blanks around it
    kinds : columns recognised as personal data
    stated : columns of which the engagement says what they are
    """
    from taller.data.engine import stacked

    asked = {name: text for name, text in texts.items() if name not in {**kinds, **stated}}
    found = {}
    for name, (*facts, some) in stacked.ask(con, staged, asked, _facts(), distinct=True).items():
        if role(name, Facts(*(value or 0 for value in facts))) == "person":
            found[name] = "identifier"
        elif names(name, some):
            found[name] = "name"
    return found


def _facts() -> str:
    """SQL of `Facts` over a column's different cells, and of up to 300 of these."""
    from taller.data.reading import literal

    whole, code, measured = f"regexp_full_match(v, '{WHOLE}')", literal(CODE), literal(MEASURED)
    number = f"CASE WHEN {whole} THEN TRY_CAST(TRY_CAST(v AS DOUBLE) AS BIGINT) END"
    return (
        f"sum(n), count(*), bool_and({whole}), min({number}), max({number}), "
        f"min(length(v)), max(length(v)), "
        f"bool_and(regexp_full_match(v, {code}) AND regexp_matches(v, '[0-9]') "
        f"AND NOT regexp_full_match(v, {measured})), arg_min(v, hash(v), {SOME})"
    )
