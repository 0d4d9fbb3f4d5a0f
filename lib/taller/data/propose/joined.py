"""Orders whose heads and lines were given as two sources: proposed joined by the order's number.

A pair is proposed only where neither source, nor any other, is a complete table of orders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taller.data.propose import hints, joins
from taller.data.propose.hints import Hint
from taller.data.propose.joins import Joint, Side
from taller.data.propose.money import head_amounts, identities
from taller.data.propose.proposal import HeadsProposal, Match, Proposal, TableProposal
from taller.data.propose.tables import KNOWN

if TYPE_CHECKING:
    from taller.data.propose.sampling import Sample
    from taller.data.settings.sources import TableSource


def propose(
    read: Sequence[tuple[TableSource, Sample]], alone: Sequence[Proposal]
) -> Proposal | None:
    """The lines of orders with their heads, among sources; None where no two are a pair.

    Parameters
    ----------
    read : the sources, each with its sample
    alone : what those of them are by themselves that are tables
    """
    if any(_is_complete(table) for one in alone for table in one.tables):
        return None
    orders = [one.source for one in alone if any(t.table == "orders" for t in one.tables)]
    joint = joins.find([Side(source, sample, source in orders) for source, sample in read])
    return None if joint is None else _joined(joint)


def _is_complete(table: TableProposal) -> bool:
    """Whether a table of orders says by itself what was sold."""
    if table.table != "orders":
        return False
    item = table.matches.get("item_id")
    return table.shape is not None or (item is not None and item.confidence >= KNOWN)


def _joined(joint: Joint) -> Proposal:
    of_heads = joins.of_heads(joint)
    amounts = head_amounts.weigh(joint, of_heads, joins.of_lines(joint, of_heads))
    heads, lines = joint.heads, joint.lines
    of_lines = TableProposal("orders", joint.confidence, amounts.lines)
    beside = HeadsProposal(
        heads.source, tuple(heads.sample.staged.header), joint.number(joint.key),
        of_heads | amounts.heads, heads.sample.staged.rows,
    )  # fmt: skip
    own = {name: match.column for name, match in of_heads.items()}
    rules = hints.of_orders(of_lines.columns, lines.profiles, lines.sample)
    rules |= hints.of_orders(own, heads.profiles, heads.sample)
    money = _money(joint, of_lines.columns, beside.matches, rules)
    staged = lines.sample.staged
    language = hints.language([*beside.header, *staged.header])
    whole = replace(of_lines, rules=rules, heads=beside, money=money)
    return Proposal(
        lines.source, tuple(staged.header), (whole,),
        staged.detected, language, _hints(joint, of_heads, of_lines, language), staged.rows,
    )  # fmt: skip


def _money(
    joint: Joint, lines: Mapping[str, str], heads: Mapping[str, Match], rules: Mapping[str, Hint]
) -> identities.Found | None:
    """What is to be said and asked of the money of both sources that is not used."""
    profiles, called = joins.beside(joint)
    columns = {name: called[match.column] for name, match in heads.items()} | dict(lines)
    ignored = rules["ignored_statuses"].value if "ignored_statuses" in rules else ()
    return identities.of(profiles, columns, ignored)


def _hints(
    joint: Joint, of_heads: Mapping[str, Match], of_lines: TableProposal, language: str
) -> dict[str, Hint]:
    """Keys of the whole engagement, of both sources the surer."""
    of_orders = TableProposal("orders", 1.0, of_heads)
    heads = hints.of_all([of_orders], joint.heads.profiles, language, joint.heads.sample)
    lines = hints.of_all([of_lines], joint.lines.profiles, language, joint.lines.sample)
    found = dict(lines)
    for key, hint in heads.items():
        if key not in found or hint.confidence > found[key].confidence:
            found[key] = hint
    return found
