"""What the state of the data means: headline, key figures, what to mend, checks and limits."""

from __future__ import annotations

from taller.data.tell.reconcile import Reconciliation
from taller.data.tell.reconcile_words import amount, figure_name, month_name, remarks
from taller.language import percent
from taller.phase import Artifact, Check, Estimate, Figure, Unit
from taller.preparation.data import words
from taller.preparation.data.fixes import fixes
from taller.preparation.data.messages import say
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


def artifact(what: str, path: str) -> Artifact:
    """A file the page hands on: ``totals`` or ``understood``, as the report names it."""
    return Artifact(path=path, label=say(f"artifact.{what}"))


def _sentence(text: str) -> str:
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith(".") else f"{text}."


def _headline(study: Study) -> str:
    found = study.reconciliation
    if found is not None and found.blocked:
        return _blocked(found, study.min_group)
    used = _used(study)
    if study.returns_unseen:
        used = say("headline.without-units", used=used)
    if study.simulated:
        return say("headline.simulated", used=used)
    if (off := study.products) and off.rows > CONSIDERABLE * off.asked:
        used = say("headline.no-product", used=used, n=off.rows, asked=off.asked, told=off.told,
                   made=off.made)  # fmt: skip
    if grave := _gravest(study):
        used = say("headline.contradicted", used=used, what=grave)
    if found is None:
        return say("headline.without-orders", used=used)
    if found.given:
        month = month_name(found.compared[0])
        return say("headline.agreed", used=used, n=len(found.compared), month=month)
    return say("headline.uncompared", used=used)


def _gravest(study: Study) -> str:
    """What two tables cannot both be right about, in words; empty where hardly anything."""
    grave = [
        (each.failed / each.asked, table, each)
        for table, held in study.quality.items()
        for each in held.dimensions["consistency"].evidence
        if each.failed > GRAVE.get(each.code, 1) * each.asked
    ]
    return "; ".join(
        say("contradiction", table=say(f"table.{table}"), n=each.failed, asked=each.asked,
            what=words.evidence(each.code, each.column))
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
    return say(
        "headline.differing", month=month_name(worst.month), figure=figure_name(worst.figure),
        ours=ours, theirs=amount(worst.figure, worst.theirs),
    )  # fmt: skip


def _used(study: Study) -> str:
    """What share of rows and money could be used, within a sentence."""
    rows, sales = study.total.share, study.money_share
    return say("used", all=rows == 1, rows=_written(rows), sales=_written(sales))


def _written(share: float | None) -> str | None:
    """A share that does not say 100% unless it is all."""
    if share is None:
        return None
    nearly_all = 0.9995 <= share < 1
    return percent(min(share, 0.9999), 2) if nearly_all else percent(share, 1)


def _figures(study: Study) -> tuple[Figure, ...]:
    total, found = study.total, study.reconciliation
    made = []
    if total.share is not None:
        made.append(_figure("rows_used", total.share, "share", total.used + total.faulty))
    if found is not None:
        used = found.bridge()[-1]
        if study.money_share is not None:
            made.append(_figure("money_used", study.money_share, "share", used.lines))
        made.append(_figure("net_sales", float(used.value), "money", used.lines))
    if found is not None and found.given:
        differing = {d.month for d in found.differing}
        agreeing = len([m for m in found.compared if m not in differing])
        made.append(_figure("months_agreeing", agreeing, "count", len(found.compared)))
    ages = [age for held in study.quality.values() if (age := held.age(study.today)) is not None]
    if ages and not study.simulated:
        made.append(_figure("age", min(ages), "days", len(ages)))
    return tuple(made)


def _figure(key: str, value: float, unit: Unit, n: int) -> Figure:
    method = say(f"method.{key}", n=n)
    estimate = Estimate.exact(float(value), unit=unit, n=n, method=method)
    return Figure(key=key, label=say(f"figure.{key}", n=n), estimate=estimate)


def _checks(study: Study) -> tuple[Check, ...]:
    found = study.reconciliation
    accounted = all(h.read == h.accepted + h.rejected for h in study.sources.values())
    made = [Check(passed=accounted, **say.parts("check-rows"))]
    if found is not None:
        whole, *out, used = found.bridge()
        closes = whole.value - sum(step.value for step in out) == used.value
        made.append(Check(passed=closes, **say.parts("check-bridge")))
    if found is not None and found.given:
        made.append(Check(name=say("check-totals"), passed=not found.blocked, detail=found.why()))
    if study.returns_unseen:
        made.append(Check(passed=False, **say.parts("check-returns")))
    if any(held.periods for held in study.quality.values()):
        gaps = sum(len(held.gaps) for held in study.quality.values())
        made.append(Check(passed=gaps == 0, **say.parts("check-gaps", n=gaps)))
    return tuple(made)


def _limits(study: Study) -> tuple[str, ...]:
    found = study.reconciliation
    limits = remarks(found) if found is not None else []
    if study.simulated:
        return (*limits, say("limit-simulated"))
    unvalued = sum(step.unvalued for step in found.bridge()[1:-1]) if found is not None else 0
    if unvalued:
        limits.append(say("limit-unvalued", n=unvalued))
    return (*limits, say("limit-unseen"), say("limit-gaps"), say("limit-people"))
