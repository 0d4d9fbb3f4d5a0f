"""What the state of the data means: headline, key figures, what to mend, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.data.ledger import Ledger
from taller.language import _, date, listing, ngettext, number, percent
from taller.phase import Check, Decision, Estimate, Figure
from taller.preparation import data_words as words
from taller.preparation.data import Result, Study, share_used

if TYPE_CHECKING:
    from taller.data.quality import Quality

ON_PURPOSE = {
    "not_merchandise", "shipping", "test_order", "not_completed", "superseded_row", "duplicate_row",
}  # fmt: skip
MOST_DECISIONS = 5


def conclude(study: Study) -> Result:
    """Put everything known of the data into one result."""
    found = study.reconciliation
    agrees = None if found is None or not found.given else not found.blocked
    return Result(
        headline=_headline(study),
        figures=_figures(study),
        decisions=_decisions(study),
        checks=_checks(study),
        limits=_limits(study),
        agrees=agrees,
        rows_read=study.read,
        rows_used=study.used,
        scores=study.scores(),
    )


def _headline(study: Study) -> str:
    share = percent(study.used / max(study.read, 1), 1)
    used = _("{share} of the {n} rows read can be used.").format(share=share, n=number(study.read))
    if study.reconciliation is None:
        return _("The data was read whole: {used}").format(used=used)
    return f"{study.reconciliation.why()} {used}"


def _figures(study: Study) -> tuple[Figure, ...]:
    made = [Figure(key="rows_used", label=_("Rows used"), estimate=share_used(study))]
    found = study.reconciliation
    if found is not None:
        whole = found.bridge()[0]
        used = found.bridge()[-1]
        made.append(
            Figure(
                key="net_sales",
                label=_("Net sales in the data"),
                estimate=Estimate.exact(
                    float(used.value), unit="money", n=used.lines, method=_("added up to the cent")
                ),
            )
        )
        left = float(whole.value - used.value)
        made.append(
            Figure(
                key="value_set_aside",
                label=_("Value of the lines set aside"),
                estimate=Estimate.exact(
                    left, unit="money", n=whole.lines - used.lines, method=_("added up to the cent")
                ),
            )
        )
    days = [held.age(study.today) for held in study.quality.values() if held.newest is not None]
    if days:
        made.append(
            Figure(
                key="age",
                label=_("Age of the newest row"),
                estimate=Estimate.exact(
                    float(min(days)),
                    unit="days",
                    n=len(days),
                    method=_("days to the day of the run"),
                ),
                target=float(study.p.stale_days),
            )
        )
    return tuple(made)


def _decisions(study: Study) -> tuple[Decision, ...]:
    made: list[tuple[float, Decision]] = []
    found = study.reconciliation
    if found is not None and not found.given:
        what = _("Send the monthly totals of your own accounts, so that these can be held to them")
        effect = _("Until then nobody has confirmed that the data is complete")
        made.append((2.0, Decision(what=what, owner=_("Finance"), effect=effect)))
    if found is not None and found.blocked:
        what = _("Clear up why the totals differ before anything here is used")
        made.append((3.0, Decision(what=what, owner=_("Finance and IT"), effect=found.why())))
    for name, ledger in study.sources.items():
        made += _to_mend(name, ledger)
        made += _longest_pause(name, study.quality[name])
    made.sort(key=lambda each: -each[0])
    return tuple(decision for _weight, decision in made[:MOST_DECISIONS])


def _to_mend(name: str, ledger: Ledger) -> list[tuple[float, Decision]]:
    """What the client could mend in a source, by the share of rows it would bring back."""
    made = []
    for reason in ledger.reasons:
        share = reason.rows / max(ledger.read, 1)
        if reason.code in ON_PURPOSE or share < 0.001:
            continue
        what = _("{table}: find out why rows have {why}").format(
            table=words.table_name(name), why=reason.label
        )
        effect = _("Up to {n} rows more ({share})").format(
            n=number(reason.rows), share=percent(share, 1)
        )
        made.append((share, Decision(what=what, owner=_("IT or the platform"), effect=effect)))
    assumed = [d for d in ledger.detected if d.how == "assumed"]
    if assumed:
        named = listing([f"{words.detected_name(d.what)} ({d.column or '–'})" for d in assumed[:3]])
        what = _("{table}: confirm what had to be assumed: {named}").format(
            table=words.table_name(name), named=named
        )
        effect = _("A wrong assumption would shift dates or amounts")
        made.append((1.5, Decision(what=what, owner=_("IT or the platform"), effect=effect)))
    return made


def _longest_pause(name: str, held: Quality) -> list[tuple[float, Decision]]:
    """What to ask about the longest pause, by its share of the days the table spans."""
    if not held.gaps or held.first is None or held.newest is None:
        return []
    gap = max(held.gaps, key=lambda gap: gap.days)
    span = (held.newest - held.first).days + 1
    what = _("{table}: look for the data from {first} to {last}").format(
        table=words.table_name(name), first=date(gap.first), last=date(gap.last)
    )
    effect = ngettext("{n} day without rows", "{n} days without rows", gap.days).format(
        n=number(gap.days)
    )
    if len(held.gaps) > 1:
        more = ngettext("and {n} shorter pause", "and {n} shorter pauses", len(held.gaps) - 1)
        effect = f"{effect}, {more.format(n=number(len(held.gaps) - 1))}"
    return [(gap.days / span, Decision(what=what, owner=_("IT or the platform"), effect=effect))]


def _checks(study: Study) -> tuple[Check, ...]:
    sound = all(held.read == held.accepted + held.rejected for held in study.sources.values())
    made = [
        Check(
            name=_("Every row is accounted for"),
            passed=sound,
            detail=_("rows read are rows used and rows set aside"),
        )
    ]
    if study.reconciliation is not None and study.reconciliation.given:
        made.append(
            Check(
                name=_("The totals are the client's own"),
                passed=not study.reconciliation.blocked,
                detail=study.reconciliation.why(),
            )
        )
    pauses = sum(len(held.gaps) for held in study.quality.values())
    made.append(
        Check(
            name=_("No unusual pause in the data"),
            passed=pauses == 0,
            detail=_("{n} found").format(n=number(pauses)),
        )
    )
    return tuple(made)


def _limits(study: Study) -> tuple[str, ...]:
    limits = [
        _("Rows that are complete, readable and wrong cannot be told from right ones by looking "
          "at them; only your own totals can show that."),
        _("Personal data is recognised by the name and the form of a column's content; a name "
          "inside a free text is not found."),
    ]  # fmt: skip
    if study.simulated:
        limits.append(_("This data is simulated: it shows what the page looks like."))
    return tuple(limits)
