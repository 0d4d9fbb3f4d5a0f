"""Tables of attribution: what journeys there are, and what each way of counting gives whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.language import number
from taller.measurement.attribution import METHODS
from taller.monitoring.optimisation.messages import say

if TYPE_CHECKING:
    from taller.monitoring.optimisation.features.journeys import Read
    from taller.monitoring.optimisation.model.credit import Credit
    from taller.monitoring.optimisation.model.sources import BySource
    from taller.monitoring.optimisation.params import Params
    from taller.tabular import Table


def journeys(read: Read, p: Params) -> Table | None:
    """What the journeys rest on; why there are none."""
    if read.journeys is None:
        return tabular.instead(say("journeys-none", why=read.why, visits=read.visits,
                                   open=read.open))  # fmt: skip
    words = say.parts("journeys", days=p.window_days)
    sold = int(read.journeys.converted.sum())
    lines = [
        (words["visits"], number(read.visits)),
        (words["nobody"], number(read.nobody)),
        (words["open"], number(read.open)),
        (words["journeys"], number(len(read.journeys))),
        (words["sold"], number(sold)),
    ]
    if read.unseen is not None:
        lines.append((words["unseen"], say("journeys-unseen", share=read.unseen)))
    return tabular.listed(lines, {"what": "text", "held": "text"}, words=words)


def credit(found: Credit) -> Table | None:
    """Each channel's share of the sales by every method."""
    if found.frame is None:
        return None
    lines = [[name, *found.of(name).values()] for name in found.channels]
    words = say.parts("credit", order=found.order, chosen=found.chosen, several=found.several,
                      valued=found.read.valued)  # fmt: skip
    columns = {"channel": "text", **dict.fromkeys(METHODS, "share")}
    return tabular.listed(lines, columns, words=words)


def sources(found: BySource) -> Table | None:
    """What accounts or customers of each source brought."""
    read = found.read
    if read.of is None:
        return None
    if not found.lines:
        return tabular.instead(say("sources-few", of=read.of))
    words = say.parts("sources", differ=found.differ, of=read.of, unknown=read.unknown,
                      few=found.few, until=read.until.date() if read.until else None)  # fmt: skip
    lines = [(one.name, one.n, one.share, one.each, one.kept) for one in found.lines]
    columns = {"source": "text", "n": "count", "share": "share", "each": "money", "kept": "share"}
    return tabular.listed(lines, columns, words=words,
                          without=() if read.of == "accounts" else ("kept",))  # fmt: skip
