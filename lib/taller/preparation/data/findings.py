"""What the state of the data means: headline, key figures, what to mend, checks and limits."""

from __future__ import annotations

from taller.data.reconcile import Reconciliation
from taller.data.reconcile_words import amount, figure_name, month_name, remarks
from taller.language import _, money, ngettext, number, percent
from taller.phase import Artifact, Check, Estimate, Figure
from taller.preparation.data import words
from taller.preparation.data.fixes import fixes
from taller.preparation.data.result import Result
from taller.preparation.data.study import Study

MOST_DECISIONS = 5
MOST_GRAVE = 2  # contradictions in the headline
GRAVE = {"before_sign_up": 0.05, "after_end": 0.05, "back_before_ordered": 0.05,
         "delivered_before_ordered": 0.05, "unknown_customer": 0.2, "unknown_order": 0.2,
         "unknown_item": 0.2}  # fmt: skip
"""Share of cases from which a contradiction between tables stands in the headline."""

CONSIDERABLE = 0.05  # share of lines that differ, from which it stands there too


def conclude(study: Study, *, artifacts: tuple[Artifact, ...] = ()) -> Result:
    """Put everything known of the data into one result."""
    found = study.reconciliation
    return Result(
        headline=_sentence(_headline(study)),
        figures=_figures(study),
        decisions=tuple(fix.decision for fix in fixes(study)[:MOST_DECISIONS]),
        checks=_checks(study),
        limits=_limits(study),
        artifacts=artifacts,
        agrees=None if found is None or not found.given else not found.blocked,
        rows_read=study.total.read,
        rows_used=study.total.used,
        scores=study.scores(),
    )


def totals_file(path: str) -> Artifact:
    """The file of all totals, as the report names it."""
    return Artifact(path=path, label=_("All monthly totals, with your own beside them (CSV)"))


def _sentence(text: str) -> str:
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith(".") else f"{text}."


def _headline(study: Study) -> str:
    found = study.reconciliation
    if found is not None and found.blocked:
        return _blocked(found, study.min_group)
    used = _used(study)
    if study.returns_unseen:
        used = _("{used}, but without units, so what was sent back counts as sold").format(
            used=used
        )
    if study.simulated:
        return _("Simulated data: {used}").format(used=used)
    if (off := study.products) and off.rows > CONSIDERABLE * off.asked:
        text = _("{used}, but in {n} of {asked} lines the amount is not units by price ({told} "
                 "against {made})")  # fmt: skip
        used = text.format(
            used=used, n=number(off.rows), asked=number(off.asked),
            told=money(float(off.told)), made=money(float(off.made)),
        )  # fmt: skip
    if grave := _gravest(study):
        used = _("{used}, but the tables contradict each other ({what})").format(
            used=used, what=grave
        )
    if found is None:
        return _("{used}; there are no orders, so there is no money to add up").format(used=used)
    if found.given:
        n = len(found.compared)
        text = _("The totals agree with your own figures in all {n} months, and {used}")
        if n == 1:
            text = _("The totals agree with your own figures in {month}, and {used}")
        return text.format(n=number(n), month=month_name(found.compared[0]), used=used)
    return _("{used}; the totals still have to be held against your own").format(used=used)


def _gravest(study: Study) -> str:
    """What two tables cannot both be right about, in words; empty where hardly anything."""
    grave = [
        (each.failed / each.asked, table, each)
        for table, held in study.quality.items()
        for each in held.dimensions["consistency"].evidence
        if each.failed > GRAVE.get(each.code, 1) * each.asked
    ]
    text = _("{table}: {what}, in {n} of {asked} cases")
    return "; ".join(
        text.format(
            table=words.table_name(table), what=words.evidence(each.code, each.column),
            n=number(each.failed), asked=number(each.asked),
        )
        for _share, table, each in sorted(grave, key=lambda found: -found[0])[:MOST_GRAVE]
    )  # fmt: skip


def _blocked(found: Reconciliation, min_group: int) -> str:
    """That the totals do not agree, and the weightiest difference."""
    if not found.differing:
        return found.why()
    worst = found.differing[0]
    ours = amount(worst.figure, worst.ours)
    if worst.figure == "customers":
        ours = str(words.people(worst.ours, min_group)) if worst.ours < min_group else ours
    return _(
        "The totals do not agree yet: for {month}, the data has {ours} and your figures {theirs} "
        "as {figure}"
    ).format(
        month=month_name(worst.month), figure=figure_name(worst.figure),
        ours=ours, theirs=amount(worst.figure, worst.theirs),
    )  # fmt: skip


def _used(study: Study) -> str:
    """What share of rows and money could be used, within a sentence."""
    rows, money = study.total.share, study.money_share
    if rows is None:
        return _("none of the rows could be used")
    if rows == 1:
        return _("every row that should count could be used")
    if money is None:
        return _("{rows} of the rows that should count could be used").format(rows=_written(rows))
    return _("{rows} of the rows and {money} of the sales could be used").format(
        rows=_written(rows), money=_written(money)
    )


def _written(share: float) -> str:
    """A share that does not say 100% unless it is all."""
    nearly_all = 0.9995 <= share < 1
    return percent(min(share, 0.9999), 2) if nearly_all else percent(share, 1)


def _figures(study: Study) -> tuple[Figure, ...]:
    total, found = study.total, study.reconciliation
    made = []
    if total.share is not None:
        asked = total.used + total.faulty
        made.append(_figure("rows_used", _("Rows that could be used"), total.share, "share", asked,
                            _("counted: rows used, of those that should count")))  # fmt: skip
    if found is not None:
        used = found.bridge()[-1]
        if study.money_share is not None:
            made.append(_figure("money_used", _("Sales that could be used"), study.money_share,
                                "share", used.lines,
                                _("added up to the cent: gross sales used, of those that should "
                                  "count and have an amount")))  # fmt: skip
        made.append(_figure("net_sales", _("Net sales in the data"), float(used.value), "money",
                            used.lines, _("added up to the cent")))  # fmt: skip
    if found is not None and found.given:
        differing = {d.month for d in found.differing}
        agreeing = len([m for m in found.compared if m not in differing])
        label = _("Months that agree, of {n}").format(n=number(len(found.compared)))
        made.append(_figure("months_agreeing", label, agreeing,
                            "count", len(found.compared),
                            _("counted, of the {n} months compared").format(
                                n=number(len(found.compared)))))  # fmt: skip
    ages = [age for held in study.quality.values() if (age := held.age(study.today)) is not None]
    if ages and not study.simulated:
        made.append(_figure("age", _("Age of the newest row"), min(ages), "days", len(ages),
                            _("days to the day of the run")))  # fmt: skip
    return tuple(made)


def _figure(key: str, label: str, value: float, unit: str, n: int, method: str) -> Figure:
    estimate = Estimate.exact(float(value), unit=unit, n=n, method=method)  # type: ignore[arg-type]
    return Figure(key=key, label=label, estimate=estimate)


def _checks(study: Study) -> tuple[Check, ...]:
    made = [
        Check(
            name=_("Every row is accounted for"),
            passed=all(h.read == h.accepted + h.rejected for h in study.sources.values()),
            detail=_("rows used and rows left out are the rows read, in every table"),
        )
    ]
    found = study.reconciliation
    if found is not None:
        whole, *out, used = found.bridge()
        closes = whole.value - sum(step.value for step in out) == used.value
        made.append(
            Check(
                name=_("The bridge from the files to the figures closes"),
                passed=closes,
                detail=_("to the cent, reason by reason"),
            )
        )
    if found is not None and found.given:
        made.append(
            Check(name=_("The totals are yours"), passed=not found.blocked, detail=found.why())
        )
    if study.returns_unseen:
        detail = _("no column of units was given: each line counts as one unit sold")
        made.append(Check(name=_("What was sent back is told from sales"), passed=False,
                          detail=detail))  # fmt: skip
    gaps = sum(len(held.gaps) for held in study.quality.values())
    if any(held.periods for held in study.quality.values()):
        detail = ngettext("{n} gap found", "{n} gaps found", gaps).format(n=number(gaps))
        made.append(Check(name=_("No unusual gap"), passed=gaps == 0,
                          detail=detail if gaps else ""))  # fmt: skip
    return tuple(made)


def _limits(study: Study) -> tuple[str, ...]:
    limits = remarks(study.reconciliation) if study.reconciliation is not None else []
    if study.simulated:
        return (*limits, _("The data is simulated: it shows what this page looks like."))
    unvalued = 0
    if study.reconciliation is not None:
        unvalued = sum(step.unvalued for step in study.reconciliation.bridge()[1:-1])
    if unvalued:
        text = _("{n} lines have no amount that can be read, so they are in no sum of money here.")
        limits.append(text.format(n=number(unvalued)))
    limits += [
        _("A row that looks right and is wrong cannot be told by looking at it; only your own "
          "totals can tell."),
        _("A gap may have a good reason, such as a holiday or a closure; only you can tell."),
        _("Personal data is recognised by a column's name and content; a name in free text may "
          "not be."),
    ]  # fmt: skip
    return tuple(limits)
