"""Tables of the data page: totals, the bridge, what became of every row, files, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from taller import handed, tabular
from taller.data import checks
from taller.data.control_totals import Amounts
from taller.data.reconcile import ON_PURPOSE
from taller.data.reconcile_words import figure_name, month_name
from taller.language import _, current, listing, number, percent
from taller.preparation.data import words

if TYPE_CHECKING:
    from taller.data.reconcile import Difference, Month, Reconciliation
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
        return say(_("There are no orders, so there are no totals to compare."))
    recent = months[-study.p.months_shown :]
    held = [c for c in COLUMNS if any(_tells(m, c) for m in months)]
    lines = [
        [month_name(m.month, short=True), *_figures(m, held, study.min_group)]
        for m in reversed(recent)
    ]
    lines += _years(months[: -len(recent)], held)
    heads = [words.figure_heading(name) for name in held]
    frame = pd.DataFrame(lines, columns=[_("Month"), *heads], dtype=object)
    return tabular.table(
        frame, caption=_("What is used, month by month"), max_rows=len(lines),
        # Without the currency in each cell, eight columns have room beside each other.
        units={_("Month"): "text", **dict.fromkeys(heads, "count")},
        note=_("Amounts in {currency}. Net: sales less cancellations, returns and refunds. Units: "
               "those sold.").format(currency=current().currency),
    )  # fmt: skip


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
        name = year if len(of_year) == 12 else _("{year} ({n} months)").format(
            year=year, n=number(len(of_year))
        )  # fmt: skip
        lines.append([name, *(figures[c] if c in figures else summed.figure(c) for c in held)])
    return lines


def differences(study: Study) -> tabular.Table | None:
    """Where our totals and the client's differ; a sentence where they do not."""
    found = study.reconciliation
    if found is None:
        return None
    if study.simulated:
        return say(_("The data is simulated: there are no figures of yours to hold against it."))
    off = [d for d in found.differences if d.state != "agrees"]
    if not off or found.blocked:
        say(found.why())
    if not off:
        return None
    figure = (found.differing or off)[0].figure
    shown = [d for d in off if d.figure == figure]
    state = {"differs": _("differs"), "partial": _("part of the month")}
    lines = [
        [month_name(d.month), *_beside_theirs(d, study.min_group), state[d.state]]
        for d in sorted(shown, key=lambda d: d.month, reverse=True)
    ]
    heads = [_("Month"), _("In the data"), _("In your figures"), _("Difference"), _("Relative"),
             _("Verdict")]  # fmt: skip
    unit = "money" if figure in MONEY else "count"
    return tabular.table(
        pd.DataFrame(lines, columns=heads),
        caption=_("Where the totals differ: {figure}").format(figure=figure_name(figure)),
        max_rows=MOST_DIFFERENCES, note=_beside(found, figure),
        units=dict.fromkeys(heads[1:4], unit) | {_("Relative"): "share"},
    )  # fmt: skip


def _beside_theirs(found: Difference, min_group: int) -> list[Any]:
    """Ours, theirs and the difference; of people too few to be told, that they are."""
    if found.figure == "customers" and 0 < found.ours < min_group:
        return [words.people(found.ours, min_group), found.theirs, None, None]
    return [found.ours, found.theirs, found.difference, found.relative]


def _beside(found: Reconciliation, figure: str) -> str:
    """What else differs, and what agrees, besides the figure that is shown."""
    off = Counter(d.figure for d in found.differences if d.state == "differs")
    others = [
        _("{figure} ({n} months)").format(figure=figure_name(name), n=number(n))
        for name, n in off.items()
        if name != figure
    ]
    agreeing = [name for name in dict.fromkeys(d.figure for d in found.differences)
                if name not in off and name != figure]  # fmt: skip
    said = [_("Allowed: {tolerance}.").format(tolerance=percent(found.tolerance, 2))]
    if others:
        said.append(_("Also differing: {figures}.").format(figures=listing(others)))
    if agreeing:
        names = listing([figure_name(name) for name in agreeing])
        said.append(_("In agreement: {figures}.").format(figures=names))
    return " ".join(said)


def bridge(study: Study) -> tabular.Table | None:
    """From all that the files hold to what is used, reason by reason."""
    if study.reconciliation is None:
        return say(_("There are no orders, so there is nothing to add up."))
    steps = study.reconciliation.bridge()
    frame = pd.DataFrame(
        [
            [step_name(step.code), step.lines if place in (0, len(steps) - 1) else -step.lines,
             step.value if place in (0, len(steps) - 1) else -step.value]
            for place, step in enumerate(steps)
        ],
        columns=[_("Step"), _("Order lines"), _("Amount")],
    )  # fmt: skip
    unvalued = sum(step.unvalued for step in steps[1:-1])
    note = _("Each line counts once, under the reason that decides. Amount: net of what was given "
             "back.")  # fmt: skip
    if unvalued:
        more = _("{n} of the lines left out have no amount that can be read.")
        note = f"{note} {more.format(n=number(unvalued))}"
    return tabular.table(
        frame, caption=_("From the files to the figures"), note=note, max_rows=len(frame),
        units={_("Step"): "text", _("Order lines"): "count", _("Amount"): "money"},
    )  # fmt: skip


def step_name(code: str) -> str:
    """A step of the bridge in words."""
    if code in ("file", "used"):
        return {"file": _("All lines in the files"), "used": _("What is used")}[code]
    return _capital(checks.label(code))


def rows(study: Study) -> tabular.Table:
    """What became of the rows of every table."""
    lines: list[list[Any]] = []
    for name, ledger in study.ledgers.items():
        if name in study.sources:
            held = study.rows[name]
            lines.append(
                [words.table_name(name), held.read, held.used, held.aside, held.faulty, held.share]
            )
        else:
            made = _("{table} (made from other tables)").format(table=words.table_name(name))
            lines.append([made, None, ledger.accepted, None, None, None])
    heads = [_("Table"), _("Rows read"), _("Used"), _("Left out on purpose"), _("Not usable"),
             _("Usable share")]  # fmt: skip
    units = dict.fromkeys(heads, "count") | {_("Table"): "text", _("Usable share"): "share"}
    return tabular.table(
        pd.DataFrame(lines, columns=heads, dtype=object), caption=_("What became of every row"),
        units=units,
        note=_("Left out on purpose: repetitions, test orders, orders that are no sales, postage. "
               "Usable share: of the rows that should count."),
    )  # fmt: skip


def reasons(study: Study) -> tabular.Table | None:
    """Why rows are not used, and what was done with those that are."""
    lines = []
    for name, ledger in study.sources.items():
        table = words.table_name(name)
        for reason in sorted(ledger.reasons, key=lambda r: -r.rows):
            kind = _("left out on purpose") if reason.code in ON_PURPOSE else _("not usable")
            lines.append(
                [table, _capital(reason.label), kind, reason.rows, reason.rows / ledger.read]
            )
    for name, ledger in study.ledgers.items():
        lines += [
            [
                words.table_name(name),
                _capital(t.label),
                _("used"),
                t.rows,
                t.rows / max(ledger.read, 1),
            ]
            for t in ledger.treatments
        ]
    if not lines:
        return say(_("Every row is used as it came."))
    heads = [_("Table"), _("What was noticed"), _("So the rows are"), _("Rows"), _("Share")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads),
        caption=_("Why rows are not used, and what was treated"),
        units={_("Rows"): "count", _("Share"): "share"},
        note=_("A row with two faults counts under both here. None is thrown away: rows not used "
               "are kept as they came, apart from the rest."),
    )  # fmt: skip


def understood(study: Study) -> tabular.Table | None:
    """How the sources are written, as far as it was found, given or assumed; once per finding."""
    groups: dict[tuple[str, str, str], tuple[list[str], list[str]]] = {}
    for name, ledger in study.sources.items():
        for found in ledger.detected:
            tables, columns = groups.setdefault((found.how, found.what, found.value), ([], []))
            tables.append(words.table_name(name))
            columns += [found.column] if found.column else []
    if not groups:
        return say(_("Nothing had to be found out: the data comes in a known form."))
    order = {"assumed": 0, "given": 1, "found": 2}
    ordered = sorted(groups.items(), key=lambda group: order[group[0][0]])
    lines = [
        [words.detected_name(what), words.shown(what, value), _once(tables), _once(columns),
         words.how(how)]
        for (how, what, value), (tables, columns) in ordered
    ]  # fmt: skip
    heads = [_("What"), _("Understood as"), _("Table"), _("Your columns"), _("How we know")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("How your files were understood"),
        units=dict.fromkeys(heads, "text"),
    )  # fmt: skip


def _once(names: Sequence[str]) -> str:
    return listing(list(dict.fromkeys(names)), MOST_NAMED) or tabular.MISSING


def people(study: Study) -> tabular.Table | None:
    """Columns with personal data, and what was done with each."""
    from taller.data.people import label

    lines = [
        [words.table_name(name), found.column, _capital(label(found.kind)), words.done(found.done)]
        for name, ledger in study.sources.items()
        for found in ledger.personal
    ]
    if not lines:
        if any(name in study.ledgers for name in ("orders", "customers")):
            return say(_("Besides the keys of customers, no column with personal data was found."))
        return say(_("No column with personal data was found."))
    heads = [_("Table"), _("Your column"), _("What it holds"), _("What was done")]
    return tabular.table(
        pd.DataFrame(lines, columns=heads), caption=_("Personal data, and what was done with it"),
        units=dict.fromkeys(heads, "text"), max_rows=MOST_PERSONAL,
    )  # fmt: skip


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


def say(text: str) -> None:
    """A sentence in place of a table or chart that has nothing to show."""
    print(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
