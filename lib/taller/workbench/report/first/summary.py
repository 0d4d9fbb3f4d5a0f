"""What a run comes to in three sentences, of its own decisions, changes and doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taller.language import _, ngettext, number
from taller.workbench.report.first import ranked


def sentences(
    decisions: Sequence[Mapping[str, Any]],
    changes: Mapping[str, Any] | None,
    doubts: Sequence[Mapping[str, Any]],
    *,
    withheld: bool,
) -> list[str]:
    """Three sentences: what to decide first, what changed, what is in doubt.

    Parameters
    ----------
    decisions : as `ranked.decisions` gives them
    changes : as `changed.since` gives them; None for a first run
    doubts : as `doubtful.found` gives them
    withheld : whether a headline is withheld, as the data does not add up
    """
    return [_first(decisions, withheld), _changed(changes), _doubted(doubts)]


def _first(decisions: Sequence[Mapping[str, Any]], withheld: bool) -> str:
    if withheld:
        return _(
            "The data does not add up to the client's own totals: "
            "nothing should be decided on the amounts below until it does."
        )
    if not decisions:
        return _("Nothing is waiting for a decision.")
    count = ngettext("{n} decision is waiting", "{n} decisions are waiting", len(decisions))
    said, top = count.format(n=number(len(decisions))), decisions[0]
    if small := sum(bool(row["small"]) for row in decisions):
        more = ngettext(" ({n} of them small)", " ({n} of them small)", small)
        said += more.format(n=number(small))
    if not ranked.gains(top):
        return _("{count}; none is shown to bring an amount yet.").format(count=said)
    wording = (
        _("{count}. The largest amount may be nothing: {money} by “{what}” ({owner}).")
        if ranked.may_be_nothing(top)
        else _("{count}. The first is “{what}” ({owner}): {money}; {basis}.")
    )
    what = str(top["what"]).rstrip(". ")
    money = f"{top['amount']} ({top['said']})" if top["said"] else top["amount"]
    return wording.format(
        count=said, what=what, owner=top["owner"], money=money, basis=top["basis"]
    )


def _changed(changes: Mapping[str, Any] | None) -> str:
    if changes is None:
        return _("This is the first run: there is nothing to compare it with yet.")
    lines = changes["lines"]
    if not lines:
        return f"{changes['title']}: {_lower(changes['still'])}"
    first = f"{lines[0]['label']}, {lines[0]['said']}"
    if len(lines) == 1:
        return f"{changes['title']}: {first}."
    more = ngettext("{title}: {first}; and {n} more.", "{title}: {first}; and {n} more.",
                    len(lines) - 1)  # fmt: skip
    return more.format(title=changes["title"], first=first, n=number(len(lines) - 1))


def _doubted(doubts: Sequence[Mapping[str, Any]]) -> str:
    if not doubts:
        return _("No check failed and no amount rests on an assumption.")
    return _("In doubt: {kinds}.").format(kinds=", ".join(each["said"] for each in doubts))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
