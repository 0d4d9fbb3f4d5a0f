"""The text of a new engagement file: each line with what speaks for it.

No value of a client's is written but the codes that `taller.data.propose.money.codes` lists.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taller.data.propose.proposal import FLAT, SURE
from taller.data.propose.reasons import meaning
from taller.data.settings.schemas import OWN, REGIONS, SCHEMAS
from taller.language import _, listing, speaking
from taller.workbench.begin import models
from taller.workbench.begin import money as money_text
from taller.workbench.begin.lines import Line, shown, sure, to_check
from taller.workbench.engagement.yaml_emit import plain_or_quoted as scalar

if TYPE_CHECKING:
    from taller.data.propose.hints import Hint
    from taller.data.propose.proposal import HeadsProposal, Match, Proposal, TableProposal
    from taller.workbench.begin.sources import Unused

AT = 34  # column that comments begin in, where the line leaves room


def engagement(
    client: str,
    language: str,
    file_name: str,
    proposals: Sequence[Proposal],
    database: str | None = None,
    unused: Sequence[Unused] = (),
) -> str:
    """The text of an engagement file for these sources."""
    with speaking(language):
        hints = _merged(proposals)
        lines: list[Line] = [
            ("", _("{client}: proposed by Taller from the headers and values of its data.").format(
                client=client)),
            ("", _("Each line says why, and how sure that is; see to all that say {check}.").format(
                check=to_check())),
            *_common(client, language, file_name, hints["currency"]),
            ("", None),
            ("data:", ""),
            (f"  source: {'database' if database else 'files'}", ""),
        ]  # fmt: skip
        if database:
            where = _("the password in PGPASSWORD, ~/.pgpass or the keyring")
            lines.append((f"  url: {scalar(database)}", where))
        lines += _data_hints(hints)
        for proposal in proposals:
            for table in proposal.tables:
                lines += _table(table, proposal)
        lines += [("", None)] if unused else []
        lines += [("", left_out(one)) for one in unused]
        lines += models.lines(proposals)
        own_alone = all(t.table in (*OWN, REGIONS.name) for p in proposals for t in p.tables)
        return _text([*lines, *([] if own_alone else _afterword())])


def template(client: str, language: str, file_name: str) -> str:
    """The text of an engagement file on the simulated shop, with examples to follow."""
    from taller.data.propose.hints import Hint

    with speaking(language):
        lines: list[Line] = [
            ("", _("{client}: an engagement file to begin with, on a simulated shop.").format(
                client=client)),
            *_common(client, language, file_name, Hint("EUR", 1.0, "currency_assumed")),
            ("", None),
            ("data:", ""),
            ("  source: fashion_store", _("a simulator; for the client's own data see below")),
            ("  users: 2000", ""),
            ("  items: 300", ""),
            ("", None),
            ("", _("The client's own files: replace the block above by this one.")),
        ]  # fmt: skip
        example = [
            "data:", "  source: files", "  orders:",
            f"    path: {_('data/orders.csv')}",
            "    columns:",
            *(
                f"      {column.name}: {_EXAMPLES[column.name][language == 'es']}"
                for column in SCHEMAS["orders"].given
                if column.name in _EXAMPLES
            ),
        ]  # fmt: skip
        lines += [("", line) for line in example]
        return _text([*lines, *_afterword()])


_EXAMPLES = {
    "transaction_id": ("order_id", "pedido"), "user_id": ("customer_id", "cliente"),
    "item_id": ("sku", "articulo"), "event_timestamp": ("date", "fecha"),
    "quantity": ("quantity", "unidades"), "price": ("unit_price", "precio"),
}  # fmt: skip


def _common(client: str, language: str, file_name: str, currency: Hint) -> list[Line]:
    seed = zlib.crc32(file_name.encode()) % 1_000_000
    note = _hint_note(currency)
    return [
        ("", _("Then: taller check params/{name}; taller run params/{name}").format(
            name=file_name)),
        (f"client: {scalar(client)}", _("{check}: the name, as it stands on a letter").format(
            check=to_check())),
        (f"language: {language}", _("of the reports: es or en")),
        (f"currency: {currency.value}", note),
        (f"seed: {seed}", _("of everything random: same file, same numbers")),
    ]  # fmt: skip


def _data_hints(hints: Mapping[str, Hint]) -> list[Line]:
    lines = []
    if "timezone" in hints:
        lines.append((f"  timezone: {hints['timezone'].value}", _hint_note(hints["timezone"])))
    if "day_first" in hints:
        value = str(hints["day_first"].value).lower()
        lines.append((f"  day_first: {value}", _hint_note(hints["day_first"])))
    if hints["currency"].code == "currency_columns":
        note = _("several currencies: a CSV with columns date, currency, rate turns them into one")
        lines.append(("  ", f"rates: data/rates.csv   {note}"))
    return lines


def _merged(proposals: Sequence[Proposal]) -> dict[str, Hint]:
    """The surest hint for each key of the engagement."""
    merged: dict[str, Hint] = {}
    for proposal in proposals:
        for key, hint in proposal.hints.items():
            if key not in merged or hint.confidence > merged[key].confidence:
                merged[key] = hint
    return merged


def _table(table: TableProposal, proposal: Proposal) -> list[Line]:
    source = proposal.source
    lines: list[Line] = [("", None), (f"  {table.table}:", _told(proposal))]
    if hasattr(source, "path"):
        lines.append((f"    path: {scalar(source.path)}", ""))
        if source.sheet is not None:
            lines.append((f"    sheet: {scalar(source.sheet)}", ""))
    else:
        lines.append((f"    table: {scalar(source.table)}", ""))
    if table.table == FLAT:
        told = _("a row per customer, with what happened to them; every column may teach a model")
        return [*lines[:1], ("  flat:", told), *lines[2:]]
    if table.shape:
        told = _("{sure} a known export").format(sure=sure(table.strength))
        lines.append((f"    shape: {table.shape}", told))
        lines += [
            ("      ", f"{name}: {shown(match.column)}") for name, match in table.matches.items()
        ]
    else:
        lines.append(("    columns:", ""))
        lines += [_column(name, match, 6) for name, match in table.matches.items()]
    if table.without_units and not table.shape:
        lines.append(("      ", _without_units(table)))
    if table is proposal.tables[-1]:
        lines += _unmapped(proposal.unmapped, 4)
    lines += money_text.lines(table.money, to_check()) if table.money else []
    for key, hint in table.rules.items():
        lines += _rule(key, hint)
    return lines if table.heads is None else [*lines, *_heads(table.heads)]


def _column(name: str, match: Match, indent: int) -> Line:
    """A column's line, with what speaks for it."""
    own = f"{' ' * indent}{name}: {scalar(match.column)}"
    return own, f"{sure(match.confidence)} {match.reason}"


def _heads(heads: HeadsProposal) -> list[Line]:
    """What stands in another source of the orders whose lines were told."""
    from taller.language import number

    told = _("{rows} orders, a row for each: whose they are, when, and what is told once").format(
        rows=number(heads.rows)
    )
    lines: list[Line] = [("    heads:", told), (f"      path: {scalar(heads.source.path)}", "")]
    if heads.source.sheet is not None:
        lines.append((f"      sheet: {scalar(heads.source.sheet)}", ""))
    lines += [_column("key", heads.key, 6), ("      columns:", "")]
    lines += [_column(name, match, 8) for name, match in heads.matches.items()]
    return lines + _unmapped(heads.unmapped, 6)


def left_out(unused: Unused) -> str:
    """That a source is not used, and why, in the language in force."""
    if unused.other:
        why = _("it looks like {table}, of which {other} tells more").format(
            table=unused.table, other=shown(unused.other)
        )
    elif unused.table:
        why = _("it looks like {table}, without {columns}").format(
            table=unused.table, columns=listing([meaning(name) for name in unused.missing])
        )
    else:
        why = unused.why or _("it is none of the tables that are read")
    return _("not used: {source}: {why}").format(source=shown(unused.origin), why=why)


def _without_units(table: TableProposal) -> str:
    """That no column of units was found, and which it may be."""
    told = _("no quantity: each line counts as one unit, and one that was sent back as sold")
    if table.returning:
        names = ", ".join(shown(column) for column in table.returning)
        told += "; " + _("the units may be in {columns}").format(columns=names)
    return f"{to_check()}: {told}"


def _told(proposal: Proposal) -> str:
    """How the source is written, for whoever wants to know."""
    from taller.language import number

    found = {d.what: d.value for d in proposal.detected if d.column is None}
    rows = _("{rows} rows").format(rows=number(proposal.rows))
    told = [f"{what} {_visible(value)}" for what, value in found.items()]
    return "; ".join([rows, *told])


def _visible(value: str) -> str:
    return {"\t": "tab", " ": "space"}.get(value) or shown(value)


def _unmapped(columns: Sequence[str], indent: int) -> list[Line]:
    if not columns:
        return []
    names = ", ".join(shown(column) for column in columns[:40])
    more = " …" if len(columns) > 40 else ""
    return [(" " * indent, _("not used: {columns}").format(columns=names) + more)]


def _rule(key: str, hint: Hint) -> list[Line]:
    note = _hint_note(hint)
    if isinstance(hint.value, bool):
        return [(f"    {key}: {str(hint.value).lower()}", note)]
    if not isinstance(hint.value, tuple):
        return [(f"    {key}: {scalar(str(hint.value))}", note)]
    return [(f"    {key}:", note), *((f"      - {scalar(v)}", "") for v in hint.value)]


def _hint_note(hint: Hint) -> str:
    check = f"{to_check()}: " if hint.confidence < SURE else ""
    return (
        check
        + {
            "currency_column": _("by the column of currencies"),
            "currency_columns": _("the most frequent of several"),
            "currency_header": _("by the headers"),
            "currency_sign": _("by the sign beside the amounts"),
            "currency_dollar": _("amounts carry $, which several currencies share"),
            "currency_assumed": _("of all money in the data"),
            "offsets": _("zone of local time: the data's times have an offset, or count from UTC"),
            "unclear_days": _("whether 03/04 is 3 April: no date in the data tells"),
            "orders_are": _("no column numbers the orders; if one does, name it instead"),
            "per_order": _("told of the whole order, on its first line or on each"),
            "fill_down": _("an order's date and customer stand on its first line alone"),
            "packs": _("products below a head row, whose number, buyer and money they share"),
            "channels": _("columns that each hold what one channel cost; only those of money"),
            "not_items": _("codes that are no merchandise; * stands for any characters"),
            "shipping_items": _("codes that are postage"),
            "cancelled_prefix": _("numbers that start so have negative amounts: cancellations"),
            "ignored_statuses": _(
                "statuses of orders that are no sales: not paid, cancelled, quoted, or given back"
            ),
            "test_values": _("marks of test orders"),
            "shape": _("as this export writes it"),
        }[hint.code]
    )


def _afterword() -> list[Line]:
    return [
        ("", None),
        ("", _("The client's own figures by month, to hold Taller's against (within data:):")),
        ("", "  totals:"),
        ("", f"    path: {_('data/totals.csv')}   "
             + _("columns month (2026-01), orders, gross, refunds, net ...")),
    ]  # fmt: skip


def _text(lines: Iterable[tuple[str, Any]]) -> str:
    return "\n".join(_line(yaml, comment) for yaml, comment in lines) + "\n"


def _line(yaml: str, comment: str | None) -> str:
    if comment is None:
        return ""
    if not comment:
        return yaml
    if yaml.strip():
        return f"{yaml:<{AT}} # {comment}"
    return f"{yaml}# {comment}"  # a line of its own, as far in as what it stands beside
