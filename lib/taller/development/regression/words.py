"""What several places say: parts of the customers in words, what is not told, and limits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from taller.development.regression.messages import say
from taller.messages.values import value

if TYPE_CHECKING:
    from taller.development.regression.evaluation.test import Tested
    from taller.development.regression.evaluation.value import Valued
    from taller.development.regression.features.customers import Gathered
    from taller.development.regression.result import Part

# Levels that are not a client's own words.
LEVELS = {name: name for name in ("new", "once", "active", "quiet", "other", "unknown")}
LEVELS["(none)"] = "none"


def level(by: str, held: str) -> str:
    """A part's name; a client's own stands as it is."""
    return say(f"level.{LEVELS[held]}") if held in LEVELS else value(by, held)


def part(by: str, held: str) -> str:
    """What parts customers, and a part's name."""
    return f"{say(f'by.{by}')}: {level(by, held)}"


def ordered(parts: tuple[Part, ...]) -> list[Part]:
    """Parts of one kind together, those worth most first."""
    kinds = list(dict.fromkeys(part.by for part in parts))
    return sorted(parts, key=lambda part: (kinds.index(part.by), -part.mean.value))


def window(gathered: Gathered) -> str:
    """Which window validates and which tests."""
    before, earlier, now = gathered.before, gathered.earlier, gathered.now
    assert before is not None
    assert earlier is not None
    assert now is not None
    last = now.day - dt.timedelta(days=1)
    return say("window", start=earlier.day, cut=before.day, end=last)


def more_or_less(ratio: float) -> str:
    """What was spent over what was foreseen, in words: "21% more", "15% less"."""
    return say("more-or-less", share=abs(ratio - 1), more=ratio >= 1)


def no_order(tested: Tested) -> str:
    """Said in place of whatever goes by rank, where no order is better than chance."""
    return say("no-amounts" if tested.ranked_by else "no-order")


def no_share(valued: Valued) -> str:
    """Said in place of the share that the first tenth is to bring."""
    tested = valued.tested
    if not valued.amounts:
        return no_order(tested)
    found = tested.score("top", tested.used).estimate
    return say("no-share", foreseen=tested.share_foreseen, found=found)


def limits(tested: Tested, valued: Valued | None) -> tuple[str, ...]:
    """What the figures cannot tell."""
    g = tested.fitted.gathered
    found = [say("limit-expectation")]
    if valued is not None:
        found += [say("limit-unknown"), *_missed(valued)]
    notes = dict.fromkeys([*g.notes, *tested.fitted.notes, *tested.notes])
    return (*found, *(say("sentence", text=note) for note in notes))


def _missed(valued: Valued) -> list[str]:
    off = valued.missed
    if off.days:
        return [say("limit-horizon", days=off.days, missed=more_or_less(off.ratio))]
    if off.low < 0.9 or off.high > 1.1:
        return [say("limit-windows", low=off.low, high=off.high)]
    return []
