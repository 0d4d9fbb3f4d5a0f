"""Tables of the list: what to do first, and what came of what was advised before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from taller import language, tabular
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.result import Earlier, Recommendation
    from taller.tabular import Table

SHOWN = 15  # recommendations on the page; the result holds all of them


def recommendations(found: Sequence[Recommendation], known: Collection[str]) -> Table | None:
    """The list, in its order.

    Parameters
    ----------
    known : the notebooks whose pages there are
    """
    if not found:
        return tabular.instead(say("list-none"))
    lines = [
        (n, _what(each, known), say(f"kind.{each.kind}"), each.worth, _basis(each), _takes(each))
        for n, each in enumerate(found[:SHOWN], 1)
    ]  # fmt: skip
    columns = {"place": "count", "what": "text", "kind": "text", "worth": "money", "basis": "text",
               "takes": "text"}  # fmt: skip
    sure = sum(each.sure for each in found)
    unknown = sum(not (each.worth or each.concerns) for each in found)
    words = say.parts("list", n=len(found), sure=sure, unknown=unknown,
                      priced=len(found) - unknown)  # fmt: skip
    return tabular.listed(lines, columns, words=words, total_rows=len(found))


def _basis(each: Recommendation) -> str:
    """Over what time and on what an amount rests; what it is, where it is no gain."""
    basis = say(f"basis.{each.confidence}") if each.confidence else say("basis.unknown")
    if each.concerns:
        return say(f"basis-{each.of}", value=each.concerns, period=each.period, basis=basis)
    return "; ".join(filter(None, (each.period, basis)))


def _takes(each: Recommendation) -> str:
    effort = say(f"effort.{each.effort}") if each.effort else ""
    within = say("within", days=each.within_days) if each.within_days else ""
    return "; ".join(filter(None, (effort, within)))


def _what(each: Recommendation, known: Collection[str]) -> object:
    """What to do, which leads to the page that bears it; this page's own stands by itself."""
    return tabular.Link(each.what, each.notebook) if each.notebook in known else each.what


def earlier(came: Sequence[Earlier]) -> Table | None:
    """What came of what was recommended before."""
    if not came:
        return None
    lines = [(each.first, each.what, each.then, each.brought or each.now, _state(each))
             for each in came[:SHOWN]]  # fmt: skip
    columns = {"first": "date", "what": "text", "then": "money", "now": "money", "state": "text"}
    counts = {state: sum(each.state == state for each in came)
              for state in ("taken", "postponed", "refused", "repeated", "gone")}  # fmt: skip
    words = say.parts("earlier", n=len(came), measured=sum(e.brought is not None for e in came),
                      **counts)  # fmt: skip
    return tabular.listed(lines, columns, words=words, total_rows=len(came))


def _state(each: Earlier) -> str:
    on = language.date(each.on) if each.on else None
    return say("state", state=each.state, on=on, who=each.by, measured=each.measured_by or None,
               promised=each.promised or "untold", moved=_moved(each))  # fmt: skip


def _moved(each: Earlier) -> bool:
    return bool(each.then and each.now and each.now.moved_from(each.then))
