"""Tables of what spend adds, channel by channel, and of what trials changed in that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import language, tabular
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.credit import Credit
    from taller.monitoring.optimisation.model.response import Line, Response
    from taller.tabular import Table


def response(found: Response, credit: Credit) -> Table | None:
    """What each channel's spend added, beside what counting journeys gives it."""
    if found.fit is None or found.media is None:
        gap = found.read.gap.date() if found.read.gap is not None else None
        return tabular.instead(say("media-none", why=found.why, weeks=found.read.weeks, gap=gap))
    why = found.why or (None if found.shown else "unshown")
    credited = any(_credited(one.name, credit) for one in found.lines)
    words = say.parts("response", credited=credited, why=why, weeks=found.read.weeks,
                      cut=found.media.cut, beside=list(found.media.beside) or None,
                      regions=len(found.fit.panel.regions), of=found.of,
                      account=found.read.each or 0.0)  # fmt: skip
    lines = [(one.name, one.spent, _credited(one.name, credit), one.added, one.roi,
              told(one, why is not None)) for one in found.lines]  # fmt: skip
    columns = {"channel": "text", "spent": "money", "credited": "text", "added": "money",
               "each": "number", "told": "text"}  # fmt: skip
    without = set() if found.shown else {"added", "each"}
    if not credited:
        without.add("credited")
    return tabular.listed(lines, columns, words=words, without=without)


def told(one: Line, barred: bool) -> str:
    """How well a channel's effect is known, in a few words."""
    verdict = one.verdict
    if barred and verdict in ("told_apart", "not_told_apart"):
        verdict = "barred"
    return say("apart", verdict=verdict, others=list(one.with_) or None)


def _credited(name: str, credit: Credit) -> str:
    """What the ways of counting give a channel, from the least to the most."""
    given = [each.value for (_method, channel), each in credit.value.items() if channel == name]
    if not given:
        return ""
    return language.span(language.money(min(given), 0), language.money(max(given), 0))


def lifts(found: Response) -> Table | None:
    """What each trial changed in what is believed of its channel."""
    if not found.calibrated:
        return None
    lines = [(each.lift.channel, each.lift.sales, each.foretold, each.before, each.after,
              say("agrees", agrees=each.agrees)) for each in found.calibrated]  # fmt: skip
    columns = {"channel": "text", "measured": "money", "foretold": "money", "before": "number",
               "after": "number", "agrees": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("lifts"))
