"""Sections of a report as rows of texts, which its page and its letter both show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taller import language, tabular
from taller.language import signed


@dataclass(frozen=True)
class Part:
    """One section: its title, and a table of texts, or a sentence where there is nothing to list.

    Attributes
    ----------
    words : heads of the columns by key, in their order; with ``caption``
    lines : a text for each column
    note : said below, or in place of the table
    """

    words: Mapping[str, str]
    lines: Sequence[Sequence[str]] = ()
    note: str = ""

    @property
    def title(self) -> str:
        """What the section is about."""
        return self.words["caption"]

    @property
    def heads(self) -> list[str]:
        """The columns' heads."""
        return [text for key, text in self.words.items() if key not in ("caption", "note")]

    def shown(self) -> tabular.Table | None:
        """The section on the page."""
        if not self.lines:
            return tabular.instead(self.note)
        keys = [key for key in self.words if key not in ("caption", "note")]
        return tabular.listed(
            self.lines, dict.fromkeys(keys, "text"), words=self.words, note=self.note
        )


def part(
    words: Mapping[str, str],
    lines: Sequence[Sequence[str]],
    *,
    most: int,
    rest: str = "",
    note: str = "",
    empty: str = "",
) -> Part:
    """A section of at most so many lines; what it leaves out is said, and that nothing is there.

    Parameters
    ----------
    rest : said where lines are left out
    note : said below the lines
    empty : said in place of no lines
    """
    told = [note, rest if len(lines) > most else ""] if lines else [empty]
    shown = [[signed(text) for text in line] for line in lines[:most]]
    return Part(words, shown, " ".join(filter(None, told)))


def clipped(text: str, most: int) -> str:
    """A text's beginning, cut between words.

    >>> clipped("Agree on the days of each person", 20)
    'Agree on the days …'
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{kept} …"


def brief(day: dt.date) -> str:
    """A day and its month in little room, on one line; the report says the year.

    >>> brief(dt.date(2026, 2, 3)).replace("\u00a0", " ")
    '3 Feb'
    """
    from babel.dates import format_skeleton

    shown = format_skeleton("MMMd", day, locale=language.current().locale)
    return str(shown).replace(" ", "\u00a0")
