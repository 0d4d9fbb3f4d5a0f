"""The day's list, one section for each part of the day, which page and letter share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.monitoring.daily_checklist.messages import say
from taller.monitoring.daily_checklist.params import DAY
from taller.monitoring.template.parts import Part, clipped, part

if TYPE_CHECKING:
    from taller.monitoring.daily_checklist.params import When
    from taller.monitoring.daily_checklist.result import Item, Result

LONGEST = 170  # characters of an item's evidence, for the list to stay a page
MARKS = {"done": "☑", "look": "⚠", "yours": "☐", "missing": "☐"}


def sections(found: Result) -> dict[When, Part]:
    """The parts of the day, in their order."""
    return {when: _section(found, when) for when in DAY}


def shown(found: Result, when: When) -> tabular.Table | None:
    """One part of the day on the page."""
    return sections(found)[when].shown()


def _section(found: Result, when: When) -> Part:
    items = [item for item in found.items if item.when == when]
    done = sum(item.state == "done" for item in items)
    words = say.parts("list", when=when, done=done, n=len(items))
    return part(words, [_line(item) for item in items], most=len(items) or 1, empty=say("empty"))


def _line(item: Item) -> list[str]:
    seen = clipped(item.evidence, LONGEST)
    seen = f"{seen}." if seen and not seen.endswith((".", "…")) else seen
    told = say(f"state.{item.state}", seen=seen or None)
    return [f"{MARKS[item.state]} {item.what}", told, item.owner or tabular.MISSING]
