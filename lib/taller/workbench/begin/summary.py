"""What `taller new` says on the terminal: one table of what was understood, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.data.propose.proposal import SURE
from taller.language import _, number, speaking
from taller.workbench.begin import sources
from taller.workbench.begin.text import left_out

if TYPE_CHECKING:
    from rich.table import Table

    from taller.data.propose.proposal import Match, Proposal, TableProposal
    from taller.workbench.begin.new import Written


def tell(written: Written) -> None:
    """Print the table and the next steps, in the language of the file."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    with speaking("es" if written.language == "es" else "en"):
        if written.proposals:
            console.print(_table(written.proposals))
        for one in written.unused:
            console.print(left_out(one), markup=False)
        for line in _next(written):
            console.print(line, markup=False)


def _table(proposals: tuple[Proposal, ...]) -> Table:
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    heads = (_("table"), _("read from"), _("rows"), _("columns"), _("to check"), _("not used"))
    for index, head in enumerate(heads):
        table.add_column(head, justify="left" if index < 2 else "right", overflow="fold")
    for proposal in proposals:
        for each in proposal.tables:
            read = [proposal.source] + ([each.heads.source] if each.heads else [])
            origin = " + ".join(sources.origin(source) for source in read)
            shape = f" ({each.shape})" if each.shape else ""
            table.add_row(
                each.table, escape(origin + shape), number(proposal.rows),
                number(len(_matches(each))), number(len(unsure(each))),
                number(len(proposal.unmapped) + len(each.heads.unmapped if each.heads else ())),
            )  # fmt: skip
    return table


def unsure(table: TableProposal) -> list[str]:
    """The columns and rules of a table that somebody should look at."""
    columns = [name for name, match in _matches(table).items() if match.confidence < SURE]
    columns += ["quantity"] if table.without_units and not table.shape else []
    columns += [question.about for question in table.money.questions] if table.money else []
    return columns + [key for key, hint in table.rules.items() if hint.confidence < SURE]


def _matches(table: TableProposal) -> dict[str, Match]:
    """Its columns, with those of its orders' heads."""
    heads = {"key": table.heads.key, **table.heads.matches} if table.heads else {}
    return {**table.matches, **heads}


def _next(written: Written) -> list[str]:
    mark = _("CHECK")
    if written.proposals:
        first = _("look at the lines that say {check} in {path}").format(
            check=mark, path=written.path
        )
    else:
        first = _("adapt {path}: client, language, currency and data").format(path=written.path)
    return [
        _("Written: {path}. Now:").format(path=written.path),
        f"  1. {first}",
        f"  2. taller check {written.path}",
        f"  3. taller run {written.path}",
    ]
