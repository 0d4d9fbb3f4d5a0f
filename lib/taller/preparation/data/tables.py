"""Tables of the data page: totals, the bridge, what became of every row, files, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import handed, tabular
from taller.data.contract import labels
from taller.data.tell.control_totals import Amounts
from taller.data.tell.reconcile import ON_PURPOSE
from taller.data.tell.reconcile_words import figure_name, month_name
from taller.language import current, listing
from taller.preparation.data import words
from taller.preparation.data.messages import say

if TYPE_CHECKING:
    from taller.data.tell.ledger import Reason, Treatment
    from taller.data.tell.reconcile import Difference, Month, Reconciliation
    from taller.preparation.data.study import Study

COLUMNS = (
    "orders", "lines", "units", "gross", "refunds", "net", "shipping", "total", "tax", "customers",
)  # fmt: skip
MONEY = ("gross", "refunds", "net", "shipping", "total", "tax")
MOST_DIFFERENCES = 24
MOST_NAMED = 12  # columns named in one cell
MOST_PERSONAL = 40


def totals(study: Study) -> tabular.Table | None:
    """Control totals, the last months one by one and those before by year, newest first."""
    found = study.reconciliation
    months = [m for m in found.months if m.month] if found else []
    if not months:
        return tabular.instead(say("totals-nothing"))
    recent = months[-study.p.months_shown :]
    held = [c for c in COLUMNS if any(_tells(m, c) for m in months)]
    lines = [
        [month_name(m.month, short=True), *_figures(m, held, study.min_group)]
        for m in reversed(recent)
    ]
    lines += _years(months[: -len(recent)], held)
    # Without the currency in each cell, eight columns have room beside each other.
    columns = {"month": "text", **dict.fromkeys(held, "count")}
    words = say.parts("totals", currency=current().currency)
    return tabular.listed(lines, columns, words=words, max_rows=len(lines))


def _tells(month: Month, figure: str) -> bool:
    """Whether a figure is known; without shipping, the total is net once more."""
    return month.figure("shipping" if figure == "total" else figure) is not None


def _figures(month: Month, held: Sequence[str], min_group: int) -> list[Any]:
    found: list[Any] = [month.figure(name) for name in held]
    if "customers" in held:
        found[held.index("customers")] = words.people(month.customers, min_group)
    return found


def _years(months: Sequence[Month], held: Sequence[str]) -> list[list[Any]]:
    """Earlier months summed up by year; customers of several months cannot be added up."""
    lines = []
    for year in sorted({str(m.month)[:4] for m in months}, reverse=True):
        of_year = [m for m in months if str(m.month).startswith(year)]
        summed = sum((m.amounts for m in of_year), Amounts())
        orders = Decimal(sum(m.orders for m in of_year))
        figures = {"orders": orders, "customers": None}
        n = len(of_year)
        name = year if n == 12 else say("part-year", year=year, n=n)
        lines.append([name, *(figures[c] if c in figures else summed.figure(c) for c in held)])
    return lines


def differences(study: Study) -> tabular.Table | None:
    """Where our totals and the client's differ; a sentence where they do not."""
    found = study.reconciliation
    if found is None:
        return None
    if study.simulated:
        return tabular.instead(say("differences-simulated"))
    off = [d for d in found.differences if d.state != "agrees"]
    if not off or found.blocked:
        tabular.instead(found.why())
    if not off:
        return None
    figure = (found.differing or off)[0].figure
    shown = [d for d in off if d.figure == figure]
    lines = [
        [month_name(d.month), *_beside_theirs(d, study.min_group), say(f"verdict.{d.state}")]
        for d in sorted(shown, key=lambda d: d.month, reverse=True)
    ]
    others, agreeing = _besides(found, figure)
    told = say.parts("differences", figure=figure_name(figure), tolerance=found.tolerance,
                     others=others or None, agreeing=agreeing or None)  # fmt: skip
    unit = "money" if figure in MONEY else "count"
    columns = {"month": "text", **dict.fromkeys(("ours", "theirs", "difference"), unit),
               "relative": "share", "verdict": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=told, max_rows=MOST_DIFFERENCES)


def _beside_theirs(found: Difference, min_group: int) -> list[Any]:
    """Ours, theirs and the difference; of people too few to be told, that they are."""
    if found.figure == "customers" and 0 < found.ours < min_group:
        return [words.people(found.ours, min_group), found.theirs, None, None]
    return [found.ours, found.theirs, found.difference, found.relative]


def _besides(found: Reconciliation, figure: str) -> tuple[list[str], list[str]]:
    """What else differs, and what agrees, besides the figure that is shown."""
    off = Counter(d.figure for d in found.differences if d.state == "differs")
    others = [
        say("figure-months", figure=figure_name(name), n=n)
        for name, n in off.items()
        if name != figure
    ]
    agreeing = [figure_name(name) for name in dict.fromkeys(d.figure for d in found.differences)
                if name not in off and name != figure]  # fmt: skip
    return others, agreeing


def bridge(study: Study) -> tabular.Table | None:
    """From all that the files hold to what is used, reason by reason."""
    if study.reconciliation is None:
        return tabular.instead(say("bridge-nothing"))
    steps = study.reconciliation.bridge()
    signs = [1, *(-1 for _step in steps[1:-1]), 1]
    lines = [(step_name(step.code), sign * step.lines, sign * step.value)
             for sign, step in zip(signs, steps, strict=True)]  # fmt: skip
    told = say.parts("bridge", unvalued=sum(step.unvalued for step in steps[1:-1]))
    columns = {"step": "text", "lines": "count", "amount": "money"}
    return tabular.listed(lines, columns, words=told, max_rows=len(lines))


def step_name(code: str) -> str:
    """A step of the bridge in words."""
    return say(f"step.{code}") if code in ("file", "used") else _capital(labels.label(code))


def rows(study: Study) -> tabular.Table:
    """What became of the rows of every table."""
    lines: list[list[Any]] = []
    for name, ledger in study.ledgers.items():
        table = say(f"table.{name}")
        if name in study.sources:
            held = study.rows[name]
            lines.append([table, held.read, held.used, held.aside, held.faulty, held.share])
        else:
            lines.append([say("made-table", table=table), None, ledger.accepted, None, None, None])
    counts = dict.fromkeys(("read", "used", "aside", "faulty"), "count")
    columns = {"table": "text", **counts, "share": "share"}
    return tabular.listed(lines, columns, words=say.parts("rows"))


def reasons(study: Study) -> tabular.Table | None:
    """Why rows are not used, and what was done with those that are."""
    lines = []
    for name, ledger in study.sources.items():
        for reason in sorted(ledger.reasons, key=lambda r: -r.rows):
            became = "aside" if reason.code in ON_PURPOSE else "faulty"
            lines.append(_noticed(name, reason, became, ledger.read))
    for name, ledger in study.ledgers.items():
        lines += [_noticed(name, t, "used", max(ledger.read, 1)) for t in ledger.treatments]
    if not lines:
        return tabular.instead(say("reasons-nothing"))
    columns = {**dict.fromkeys(("table", "what", "became"), "text"), "rows": "count",
               "share": "share"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("reasons"))


def _noticed(table: str, what: Reason | Treatment, became: str, read: int) -> list[Any]:
    return [say(f"table.{table}"), _capital(what.label), say(f"became.{became}"), what.rows,
            what.rows / read]  # fmt: skip


def understood(study: Study) -> tabular.Table | None:
    """How the sources are written, as far as it was found, given or assumed; once per finding."""
    groups: dict[tuple[str, str, str], tuple[list[str], list[str]]] = {}
    for name, ledger in study.sources.items():
        for found in ledger.detected:
            tables, columns = groups.setdefault((found.how, found.what, found.value), ([], []))
            tables.append(say(f"table.{name}"))
            columns += [found.column] if found.column else []
    if not groups:
        return tabular.instead(say("understood-nothing"))
    order = {"assumed": 0, "given": 1, "found": 2}
    ordered = sorted(groups.items(), key=lambda group: order[group[0][0]])
    lines = [
        [say(f"detected.{what}"), words.shown(what, value), _once(tables), _once(columns),
         say(f"how.{how}")]
        for (how, what, value), (tables, columns) in ordered
    ]  # fmt: skip
    columns = dict.fromkeys(("what", "value", "table", "columns", "how"), "text")
    return tabular.listed(lines, columns, words=say.parts("understood"))


def _once(names: Sequence[str]) -> str:
    return listing(list(dict.fromkeys(names)), MOST_NAMED) or tabular.MISSING


def people(study: Study) -> tabular.Table | None:
    """Columns with personal data, and what was done with each."""
    from taller.data.people import label

    lines = [
        [say(f"table.{name}"), found.column, _capital(label(found.kind)),
         say(f"done.{found.done.replace(' ', '-')}")]
        for name, ledger in study.sources.items()
        for found in ledger.personal
    ]  # fmt: skip
    if not lines:
        has_keys = any(name in study.ledgers for name in ("orders", "customers"))
        return tabular.instead(
            say("people-nothing.but-keys" if has_keys else "people-nothing.at-all")
        )
    columns = dict.fromkeys(("table", "column", "what", "done"), "text")
    return tabular.listed(lines, columns, words=say.parts("people"), max_rows=MOST_PERSONAL)


def write_totals(path: Path, study: Study) -> None:
    """All control totals as CSV, the client's beside them where given, for finance to go through.

    A month's customers are left out where they are too few to be shown.
    """
    found = study.reconciliation
    theirs = {(d.month, d.figure): d for d in found.differences} if found else {}
    rows: list[list[Any]] = [["month", "figure", "ours", "theirs", "difference", "state"]]
    for month in found.months if found else ():
        for figure in COLUMNS:
            held = theirs.get((month.month or "", figure))
            few = figure == "customers" and 0 < month.customers < study.min_group
            ours = held.ours if held else month.figure(figure)
            if few or (held is None and not _tells(month, figure)):
                continue
            compared = (held.theirs, held.difference, held.state) if held else ("", "", "")
            rows.append([month.month or "", figure, ours, *compared])
    handed.write_rows(path, rows)


def write_understood(path: Path, study: Study) -> None:
    """How each column was understood as CSV, a row for each; the page names but some of many."""
    told = say.parts("understood")
    rows = [[told[head] for head in ("table", "columns", "what", "value", "how")]]
    for name, ledger in study.sources.items():
        table = say(f"table.{name}")
        rows += [
            [table, found.column or "", say(f"detected.{found.what}"),
             words.shown(found.what, found.value), say(f"how.{found.how}")]
            for found in ledger.detected
        ]  # fmt: skip
    handed.write_rows(path, rows)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
