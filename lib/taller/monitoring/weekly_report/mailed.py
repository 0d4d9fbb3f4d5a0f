"""The week as a letter, of what was concluded; nothing is computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.monitoring.template.letter.writing import Letter
from taller.monitoring.weekly_report import tables
from taller.monitoring.weekly_report.messages import say

if TYPE_CHECKING:
    from taller.monitoring.weekly_report.result import Result


def letter(found: Result, **more: Any) -> Letter:
    """What goes by post, in the language in force.

    Parameters
    ----------
    more : client, standing, colour and without, as `Letter.of` has them
    """
    return Letter.of(found, found.until, tables.sections(found), say.parts("letter"), **more)
