"""The week as a letter, of what was concluded; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from taller import language
from taller.monitoring.template.letter.writing import Letter
from taller.monitoring.weekly_report import tables
from taller.monitoring.weekly_report.messages import say

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.result import Result


def letter(
    found: Result,
    *,
    client: str,
    standing: str = "",
    colour: str | None = None,
    without: Collection[str] = (),
) -> Letter:
    """What goes by post, in the language in force.

    Parameters
    ----------
    standing : that it is a draft, in words, where it is one
    colour : the client's, as #rrggbb
    without : sections that are left out, as the page leaves them out
    """
    return Letter(
        title=say("letter.title"),
        client=client,
        day=language.date(found.until),
        headline=language.signed(found.headline),
        figures=[(each.label, language.quantity(each.estimate.value, each.estimate.unit))
                 for each in found.figures],
        parts=[part for name, part in tables.sections(found).items() if name not in without],
        closing=say("letter.closing"),
        standing=standing,
        colour=colour,
    )  # fmt: skip
