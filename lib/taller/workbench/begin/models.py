"""The notebooks that a client's table is for, and what a new engagement file asks for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taller.data.propose.proposal import FLAT
from taller.data.settings.schemas import REGIONS, TRIALS
from taller.language import _
from taller.workbench.begin import trials
from taller.workbench.begin.lines import Line, shown, sure, to_check
from taller.workbench.engagement.yaml_emit import plain_or_quoted as scalar

if TYPE_CHECKING:
    from taller.data.contract.row_order import Order
    from taller.data.propose.kinds.subjects import Outcome
    from taller.data.propose.proposal import Proposal, TableProposal


def lines(proposals: Sequence[Proposal]) -> list[Line]:
    """The notebooks that a flat table, or a log of experiments, is for, and their settings."""
    tables = [t for p in proposals for t in p.tables]
    if any("channels" in t.rules for t in tables):
        return _media(tables)
    reads = {FLAT: "classification", TRIALS.name: "experiment", REGIONS.name: "experiment"}
    own = {t.table: t for t in reversed(tables) if t.table in reads}
    if not own:
        return []
    told: list[Line] = [("", None)]
    if len(own) == len({t.table for t in tables}):
        names = sorted({reads[name] for name in own})
        told += [(f"workflow: [{', '.join(names)}]", ""), ("", None)]
    if FLAT in own:
        told += [("classification:", ""), *_outcome(own[FLAT])]
    if {TRIALS.name, REGIONS.name} & own.keys():
        told.append(("experiment:", ""))
    if TRIALS.name in own:
        told += trials.lines(own[TRIALS.name], to_check())
    if REGIONS.name in own:
        told += trials.regions(to_check())
    sells = any(table.table == "orders" for table in tables)
    if sells and TRIALS.name in own:
        told += trials.shop(own[TRIALS.name], to_check())
    return told


def _media(tables: Sequence[TableProposal]) -> list[Line]:
    """What is asked where each channel's spend is told week by week."""
    alone = {t.table for t in tables} <= {"spend", REGIONS.name}
    named = [("workflow: [data, optimisation]", ""), ("", None)] if alone else []
    margin = _("{check}: what is left of a sale before advertising, 0 to 1")
    told: list[Line] = [
        ("", None), *named, ("optimisation:", ""),
        ("  ", f"margin: ...   {margin.format(check=to_check())}"),
        ("  ", _("holidays: ES   country whose public holidays move sales")),
    ]  # fmt: skip
    return told


def _outcome(flat: TableProposal) -> list[Line]:
    """What is predicted, for whom, and what only whoever made the file knows."""
    told = flat.outcome
    assert told is not None
    matches, check = flat.matches, to_check()
    lines: list[Line] = [
        (f"  purpose: {told.purpose}", _("churn or response")),
        *(
            (f"  {name}: {scalar(match.column)}", f"{sure(match.confidence)} {match.reason}")
            for name, match in matches.items()
        ),
    ]
    if not told.clear:
        text = _("{check}: which of its two values counts as yes").format(check=check)
        lines.append(("  ", f"positive: ...   {text}"))
    lines += _time(told)
    lines.append(("  ", _("exclude: [...]   columns that are known only afterwards")))
    return [*lines, *_money(told.purpose)]


def _time(told: Outcome) -> list[Line]:
    """Whether the rows stand in order of time, with what speaks for it."""
    check, order = to_check(), told.order
    if order is None or order.code != "dates":
        lines = [] if order is None else [
            (f"  ordered: {str(order.by_time).lower()}", f"{check}: {_order_reason(order)}")
        ]  # fmt: skip
        if told.dated is not None:
            text = _("{check}: if this is when each row was, and not since when it is known")
            lines.append(("  ", f"time: {scalar(told.dated)}   {text.format(check=check)}"))
        return lines
    assert order.column is not None
    return [(f"  time: {scalar(order.column)}", f"{check}: {_order_reason(order)}")]


def _order_reason(order: Order) -> str:
    """What speaks for an order of the rows, and what is asked."""
    column = shown(order.column or "")
    text = {
        "dates": _("{column} goes up or down along the rows; later rows then test"),
        "months": _("the months of {column} follow one another along the rows; true: later rows "
                    "test"),
        "rate": _("it happens far more often in some parts of the file than in others; true: rows "
                  "in order of time, so the last ones test; false: they are not"),
        "drift": _("{column} differs along the rows; true: they stand in order of time, so the "
                   "last ones test; false: they do not"),
        "sorted": _("the file seems sorted by {column}, not by time; if it is by time, say true"),
    }[order.code]  # fmt: skip
    if order.code == "sorted" and order.column is None:
        text = _("the file is sorted by what happened; true only if that is how time went")
    return text.format(column=column)


def _money(purpose: str) -> list[Line]:
    """What only the client knows, without which nobody is told whom a contact pays for."""
    names = {
        "customer_value": _("{check}: what one customer kept, or one who answers, is worth"),
        "contact_cost": _("{check}: what one contact costs"),
    }
    if purpose == "churn":
        names |= {
            "incentive_cost": _("{check}: what is given to whoever accepts"),
            "acceptance": _("{check}: share of those who would leave that the offer keeps, 0 to 1"),
        }
    check = to_check()
    return [("  ", f"{name}: ...   {text.format(check=check)}") for name, text in names.items()]
