"""What to mend at the client's, the weightiest first: by the money, then the rows it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from taller.data.money_told import NOT_PRODUCT
from taller.data.reconcile import ON_PURPOSE
from taller.data.reconcile_words import explained
from taller.language import _, date, listing, money, ngettext, number, percent
from taller.phase import Decision
from taller.preparation.data import words
from taller.preparation.data.quality import gap_in_words

if TYPE_CHECKING:
    from taller.data.ledger import Reason
    from taller.data.quality import Quality
    from taller.preparation.data.study import Study

LEAST = 0.001  # share of a table's rows below which a fault is not worth an action
INCONSISTENT = 0.01  # share of comparisons that fail, above which someone should look
FIRST = Decimal("1e18")


@dataclass(frozen=True)
class Fix:
    """Something to mend, with what it is worth: money where known, and rows."""

    decision: Decision
    money: Decimal = Decimal(0)
    rows: int = 0

    @property
    def weight(self) -> tuple[Decimal, int]:
        """The heavier, the earlier."""
        return self.money, self.rows


def fixes(study: Study) -> list[Fix]:
    """All that is worth mending, the weightiest first; nothing for simulated data."""
    if study.simulated:
        return []
    found = [
        *_totals(study), *_unknown(study), *_amounts(study), *_statuses(study),
        *_summaries(study), *_faults(study), *_gaps(study), *_assumed(study), *_stale(study),
        *_contradictions(study),
    ]  # fmt: skip
    return sorted(found, key=lambda fix: fix.weight, reverse=True)


def _totals(study: Study) -> Iterator[Fix]:
    found = study.reconciliation
    if found is None:
        return
    if found.blocked:
        reason = found.explanations[0] if found.explanations else None
        effect = _("Until then no figure of this project can be relied on")
        if reason is not None:
            effect = explained(reason)
        what = _("Settle with us why the totals differ, before anything else is used")
        yield Fix(Decision(what=what, owner=_("Finance"), effect=effect), FIRST)
    elif not found.given:
        what = _("Send us your own monthly totals, so that these can be held against them")
        effect = _("Only then is it proven that nothing is missing")
        yield Fix(Decision(what=what, owner=_("Finance"), effect=effect), FIRST)


def _unknown(study: Study) -> Iterator[Fix]:
    """What all figures of orders lack: their units, or the orders themselves."""
    if study.returns_unseen:
        what = _("Orders: tell us which column holds the units, or export it")
        effect = _("Until then each line counts as one unit, and one that was sent back as sold")
        yield Fix(Decision(what=what, owner=_owner("orders"), effect=effect), FIRST - 1)
    if study.alike_untold:
        what = _("Orders: export each line's own number too, or the order's subtotal or total")
        text = ngettext(
            "{n} order has lines told alike, which count once: they may be repetitions or not",
            "{n} orders have lines told alike, which count once: they may be repetitions or not",
            study.alike_untold,
        )  # fmt: skip
        decision = Decision(what=what, owner=_owner("orders"),
                            effect=text.format(n=number(study.alike_untold)))  # fmt: skip
        yield Fix(decision, study.alike_untold * _per_row(study), study.alike_untold)
    if study.without_purchases:
        what = _("Orders: export the purchases as well")
        effect = _("The export of events holds none, so there is no money to add up")
        yield Fix(Decision(what=what, owner=_owner("events"), effect=effect), FIRST)


def _amounts(study: Study) -> Iterator[Fix]:
    """Which amount is meant, where a line's is not its units by its price."""
    off = study.products
    if off is None:
        return
    what = _("Orders: tell us which amount is meant, the line’s own or units by price")
    effect = _(
        "In {n} of {asked} lines they differ: {told} against {made}. The line’s own counts here"
    ).format(
        n=number(off.rows), asked=number(off.asked),
        told=money(float(off.told)), made=money(float(off.made)),
    )  # fmt: skip
    decision = Decision(what=what, owner=_("Finance"), effect=effect)
    yield Fix(decision, abs(off.told - off.made), off.rows)


def _statuses(study: Study) -> Iterator[Fix]:
    """Statuses that count as sales and do not say that they are."""
    for status in study.statuses:
        if not status.asked:
            continue
        what = _("Orders: tell us whether “{status}” is a sale").format(status=status.text)
        text = ngettext("{n} row with it counts as a sale: {money}",
                        "{n} rows with it count as sales: {money}", status.rows)  # fmt: skip
        effect = text.format(n=number(status.rows), money=money(float(status.money)))
        decision = Decision(what=what, owner=_("Finance"), effect=effect)
        yield Fix(decision, abs(status.money), status.rows)


def _faults(study: Study) -> Iterator[Fix]:
    """Rows that should count and cannot be used, reason by reason."""
    for name, ledger in study.sources.items():
        for reason in ledger.reasons:
            rows, worth = _gained(study, name, reason)
            if reason.code in ON_PURPOSE or rows < LEAST * ledger.read:
                continue
            what = _("{table}: complete or correct the rows concerned ({why})").format(
                table=words.table_name(name), why=reason.label
            )
            effect = ngettext("{n} row more could be used", "{n} rows more could be used",
                              rows).format(n=number(rows))  # fmt: skip
            if worth:
                effect = _("{rows}, worth {money}").format(rows=effect, money=money(float(worth)))
            yield Fix(Decision(what=what, owner=_owner(name), effect=effect), worth, rows)


def _gained(study: Study, name: str, reason: Reason) -> tuple[int, Decimal]:
    """Rows that could be used if this alone were mended, and their money.

    Of orders it is known with what else a row is at fault; of other tables all rows are meant.
    """
    if name != "orders" or study.reconciliation is None:
        return reason.rows, Decimal(0)
    alone = [each.amounts for each in study.reconciliation.rejected
             if set(each.reasons) == {reason.code}]  # fmt: skip
    net = sum((amounts.net for amounts in alone), Decimal(0))
    return sum(amounts.lines for amounts in alone), abs(net)


def _summaries(study: Study) -> Iterator[Fix]:
    """Rows that are the sum of others, which the export had better leave out."""
    for name, ledger in study.sources.items():
        for reason in ledger.reasons:
            if reason.code != "summary_row":
                continue
            what = _("{table}: export without rows of totals").format(table=words.table_name(name))
            worth = abs(reason.money or Decimal(0))
            text = ngettext(
                "{n} row with {money} is the sum of others: left out here, it would count twice",
                "{n} rows with {money} are the sum of others: left out here, they would count "
                "twice", reason.rows,
            )  # fmt: skip
            effect = text.format(n=number(reason.rows), money=money(float(worth)))
            yield Fix(Decision(what=what, owner=_owner(name), effect=effect), rows=reason.rows)


def _gaps(study: Study) -> Iterator[Fix]:
    """The longest gap of each table, as what to look for."""
    for name, held in study.quality.items():
        if not held.gaps:
            continue
        longest = max(held.gaps, key=lambda gap: (gap.expected, gap.days))
        what = _("{table}: find out whether rows are missing ({period})").format(
            table=words.table_name(name), period=gap_in_words(longest)
        )
        text = ngettext(
            "If nothing was closed then, about {n} row is missing, going by the days around it",
            "If nothing was closed then, about {n} rows are missing, going by the days around it",
            longest.expected,
        )
        effect = text.format(n=number(longest.expected))
        others = len(held.gaps) - 1
        if others:
            more = ngettext("{n} other gap is smaller", "{n} other gaps are smaller", others)
            effect = f"{effect}; {more.format(n=number(others))}"
        worth = longest.expected * _per_row(study) if name == "orders" else Decimal(0)
        decision = Decision(what=what, owner=_owner(name), effect=effect)
        yield Fix(decision, worth, longest.expected)


def _per_row(study: Study) -> Decimal:
    """What a line of orders is worth on average."""
    if study.reconciliation is None:
        return Decimal(0)
    used = study.reconciliation.bridge()[-1]
    return abs(used.value) / used.lines if used.lines else Decimal(0)


def _assumed(study: Study) -> Iterator[Fix]:
    """What was assumed for want of evidence: all money and rows of the table rest on it."""
    for name, ledger in study.sources.items():
        assumed = [found for found in ledger.detected if found.how == "assumed"]
        if not assumed:
            continue
        kinds = dict.fromkeys(_said(found.what, found.value) for found in assumed)
        what = _("{table}: confirm what had to be assumed ({what})").format(
            table=words.table_name(name), what=listing(list(kinds))
        )
        effect = _("If it is wrong, dates or amounts are too")
        worth = Decimal(1) if name == "orders" else Decimal(0)
        yield Fix(Decision(what=what, owner=_owner(name), effect=effect), worth, ledger.read)


def _said(what: str, value: str) -> str:
    return f"{words.detected_name(what).lower()}: {words.shown(what, value)}"


def _stale(study: Study) -> Iterator[Fix]:
    """Tables whose newest row is too old."""
    for name, held in study.quality.items():
        age = held.age(study.today)
        if age is None or age <= study.p.stale_days or held.newest is None:
            continue
        what = _("{table}: export again").format(table=words.table_name(name))
        effect = _("The newest row is of {day}, {age} days old").format(
            day=date(held.newest), age=number(age)
        )
        yield Fix(Decision(what=what, owner=_owner(name), effect=effect), rows=_left_behind(held))


def _left_behind(held: Quality) -> int:
    """Weight of a stale table among fixes that bring back rows: those of its last period."""
    return held.periods[-1].rows if held.periods else 0


def _contradictions(study: Study) -> Iterator[Fix]:
    """Comparisons that fail too often to be chance."""
    for name, held in study.quality.items():
        found = held.dimensions.get("consistency")
        for each in found.evidence if found else ():
            if each.code == NOT_PRODUCT or each.failed <= INCONSISTENT * each.asked:
                continue
            what = _("{table}: find out how there can be {what}").format(
                table=words.table_name(name), what=words.evidence(each.code, each.column)
            )
            effect = _("{n} cases, {share} of those looked at").format(
                n=number(each.failed), share=percent(each.failed / each.asked, 1)
            )
            if each.money:
                effect = _("{cases}, worth {money}").format(
                    cases=effect, money=money(float(each.money))
                )
            decision = Decision(what=what, owner=_owner(name), effect=effect)
            yield Fix(decision, abs(each.money or Decimal(0)), each.failed)


def _owner(table: str) -> str:
    """Who can mend a table at the client's."""
    return {
        "orders": _("Whoever runs the shop system"),
        "items": _("Whoever runs the shop system"),
        "customers": _("Whoever runs the CRM"),
        "events": _("Whoever runs web analytics"),
        "sessions": _("Whoever runs web analytics"),
        "spend": _("Whoever buys advertising"),
    }.get(table, _("Whoever exports the data"))
