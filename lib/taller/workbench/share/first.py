"""What a finished run comes to, as its first page says it: for a deck, a letter, a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taller.workbench.notes.seen import result_in
from taller.workbench.notes.voice import is_withheld
from taller.workbench.report.first import changed, doubtful, ranked, settled, summary
from taller.workbench.share.handover import Handover


@dataclass(frozen=True)
class Told:
    """The verdict's sentences, the decisions that wait, ranked, and what is in doubt."""

    sentences: tuple[str, ...]
    decisions: tuple[dict[str, Any], ...]
    doubts: tuple[dict[str, Any], ...]


def told(found: Handover) -> Told:
    """What a run comes to, in the language in force."""
    titles = [(page.name, page.title) for page in found.pages]
    results = {page.name: page.result for page in found.pages}
    day = found.day.isoformat()
    rows, _settled = settled.apart(ranked.decisions(titles, results), found.voice.taken, day)
    changes = None
    if found.state.previous:
        before = found.folder.parent / found.state.previous
        earlier = {name: result_in(before, name) for name in results}
        changes = changed.since(found.state.previous, titles, results, earlier)
    notebooks = found.state.to_dict()["notebooks"]
    stale = {name: len(found.voice.flags(name, results[name])) for name in results}
    doubts = doubtful.found(notebooks, results, rows, stale)
    withheld = any(is_withheld(result) for result in results.values())
    said = summary.sentences(rows, changes, doubts, withheld=withheld)
    return Told(tuple(said), tuple(rows), tuple(doubts))
