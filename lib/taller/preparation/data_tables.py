"""Tables of the data page: totals, the way from file to figures, rows, columns, people, quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.data import checks
from taller.data.reconcile_words import amount, figure_name, month_name
from taller.language import _, percent
from taller.preparation import data_words as words

if TYPE_CHECKING:
    from taller.preparation.data import Study

MOST = 60  # rows of a table that a client still reads


def totals(study: Study) -> tabular.Table | None:
    """Control totals by month, the newest last; None where there are no orders."""
    if study.reconciliation is None:
        return None
    months = [m for m in study.reconciliation.months if m.month]
    shown = months[-study.p.months_shown :]
    columns = ("orders", "lines", "units", "gross", "refunds", "net", "tax", "customers")
    held = [c for c in columns if any(m.figure(c) is not None for m in shown)]
    frame = pd.DataFrame(
        [[month_name(m.month), *(m.figure(c) for c in held)] for m in shown],
        columns=[_("Month"), *(_capital(figure_name(c)) for c in held)],
    )
    money = {_capital(figure_name(c)): "money" for c in held if c in _MONEY}
    counts = {_capital(figure_name(c)): "count" for c in held if c not in _MONEY}
    return tabular.table(
        frame, caption=_("What the data holds, month by month"), units=money | counts,
        total_rows=len(months), note=_("Net is sales less cancellations, returns and refunds."),
    )  # fmt: skip


_MONEY = ("gross", "refunds", "net", "tax")


def differences(study: Study) -> tabular.Table | None:
    """Our totals beside the client's; None where the client gave none."""
    found = study.reconciliation
    if found is None or not found.given:
        return None
    state = {"agrees": _("agrees"), "differs": _("differs"), "partial": _("part of the month")}
    order = {"differs": 0, "partial": 1, "agrees": 2}
    listed = sorted(found.differences, key=lambda d: (order[d.state], d.month))
    frame = pd.DataFrame(
        [
            [month_name(d.month), figure_name(d.figure), amount(d.figure, d.ours),
             amount(d.figure, d.theirs), amount(d.figure, d.difference),
             "–" if d.relative is None else percent(d.relative, 2), state[d.state]]
            for d in listed
        ],
        columns=[_("Month"), _("Figure"), _("In the data"), _("Your figure"), _("Difference"),
                 _("Relative"), _("Verdict")],
    )  # fmt: skip
    return tabular.table(
        frame, caption=_("Our totals beside yours"), max_rows=MOST,
        note=_("They may differ by {tolerance}.").format(tolerance=percent(found.tolerance, 2)),
    )  # fmt: skip


def bridge(study: Study) -> tabular.Table | None:
    """From all that the files hold to what is used, reason by reason."""
    if study.reconciliation is None:
        return None
    names = {"file": _("In the files"), "used": _("Used")}
    frame = pd.DataFrame(
        [
            [names.get(step.code) or _("less: {why}").format(why=checks.label(step.code)),
             step.lines, step.units, step.value]
            for step in study.reconciliation.bridge()
        ],
        columns=[_("Step"), _("Order lines"), _("Units"), _("Value")],
    )  # fmt: skip
    return tabular.table(
        frame, caption=_("From the files to the figures"),
        units={_("Order lines"): "count", _("Units"): "count", _("Value"): "money"},
        note=_("Each line left out is counted once, under its most telling reason."),
    )  # fmt: skip


def rows(study: Study) -> tabular.Table:
    """What became of every row of every source."""
    lines = []
    for name, ledger in study.ledgers.items():
        table = words.table_name(name)
        if name not in study.sources:
            lines.append([table, _("Made from the orders or events"), ledger.accepted, None])
            continue
        for what, n in ((_("Rows read"), ledger.read), (_("Rows used"), ledger.accepted)):
            lines.append([table, what, n, n / max(ledger.read, 1)])
        lines += [
            [table, _("Set aside: {why}").format(why=r.label), r.rows, r.rows / max(ledger.read, 1)]
            for r in sorted(ledger.reasons, key=lambda r: -r.rows)
        ]
        lines += [[table, t.label, t.rows, None] for t in ledger.treatments]
    frame = pd.DataFrame(lines, columns=[_("Table"), _("What"), _("Rows"), _("Share of read")])
    return tabular.table(
        frame, caption=_("What became of every row"), max_rows=MOST,
        units={_("Rows"): "count", _("Share of read"): "share", _("What"): "text"},
        note=_("A row set aside for two reasons counts under both; none is thrown away."),
    )  # fmt: skip


def understood(study: Study) -> tabular.Table | None:
    """How the sources are written, as far as it was found, given or assumed."""
    lines = [
        [words.table_name(name), words.detected_name(d.what), d.column or "–",
         words.shown(d.value), words.how(d.how)]
        for name, ledger in study.sources.items()
        for d in sorted(ledger.detected, key=lambda d: d.how != "assumed")
    ]  # fmt: skip
    if not lines:
        return None
    columns = [_("Table"), _("What"), _("Your column"), _("Understood as"), _("How we know")]
    return tabular.table(
        pd.DataFrame(lines, columns=columns), caption=_("How your files were understood"),
        max_rows=MOST, units=dict.fromkeys(columns, "text"),
    )  # fmt: skip


def people(study: Study) -> tabular.Table | None:
    """Columns with personal data, and what was done with each."""
    from taller.data.people import label

    lines = [
        [words.table_name(name), p.column, label(p.kind), words.done(p.done)]
        for name, ledger in study.sources.items()
        for p in ledger.personal
    ]
    if not lines:
        return None
    columns = [_("Table"), _("Your column"), _("Kind of personal data"), _("What was done")]
    return tabular.table(
        pd.DataFrame(lines, columns=columns), caption=_("Personal data, and what was done with it"),
        units=dict.fromkeys(columns, "text"),
    )  # fmt: skip


def quality(study: Study) -> tabular.Table | None:
    """The five dimensions of quality of each source."""
    scores = study.scores()
    if not scores:
        return None
    dimensions = list(next(iter(scores.values())))
    frame = pd.DataFrame(
        [[words.table_name(name), *held.values()] for name, held in scores.items()],
        columns=[_("Table"), *map(words.dimension_name, dimensions)],
    )
    return tabular.table(
        frame, caption=_("How good the data is, from 0 to 100 %"),
        units={words.dimension_name(d): "share" for d in dimensions},
        note=_("Counted over all rows; “up to date” falls with pauses and with age."),
    )  # fmt: skip


def evidence(study: Study) -> tabular.Table | None:
    """What lowered the scores, the most first."""
    lines = []
    for name, held in study.quality.items():
        for dimension, found in held.with_ledger(study.ledgers[name]).dimensions.items():
            lines += [
                [words.table_name(name), words.dimension_name(dimension),
                 words.evidence(each.code, each.column), each.failed, each.failed / each.asked]
                for each in found.evidence
                if each.failed and each.asked
            ]  # fmt: skip
    if not lines:
        return None
    frame = pd.DataFrame(
        sorted(lines, key=lambda line: -line[3]),
        columns=[_("Table"), _("Dimension"), _("What failed"), _("Cases"), _("Share")],
    )
    return tabular.table(
        frame, caption=_("What lowers the scores"), max_rows=20,
        units={_("Cases"): "count", _("Share"): "share", _("What failed"): "text"},
    )  # fmt: skip


def show(found: tabular.Table | None, otherwise: str) -> tabular.Table | None:
    """A table, or a sentence in its place where there is nothing to show."""
    if found is None:
        print(otherwise)
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
