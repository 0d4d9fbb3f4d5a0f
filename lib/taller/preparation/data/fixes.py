"""What to mend at the client's, the weightiest first: by the money, then the rows it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

from taller.data.orders.money_told import NOT_PRODUCT
from taller.data.tell.reconcile import ON_PURPOSE
from taller.data.tell.reconcile_words import explained
from taller.phase import Decision, Estimate
from taller.preparation.data import words
from taller.preparation.data.messages import say
from taller.preparation.data.quality import gap_in_words

if TYPE_CHECKING:
    from taller.data.tell.ledger import Detected, Reason
    from taller.data.tell.quality import Quality
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
        reason = explained(found.explanations[0]) if found.explanations else None
        yield _fix("differing", "finance", say.parts("fix-differing", reason=reason), FIRST)
    elif not found.given:
        yield _fix("uncompared", "finance", say.parts("fix-uncompared"), FIRST)


def _unknown(study: Study) -> Iterator[Fix]:
    """What all figures of orders lack: their units, or the orders themselves."""
    if study.returns_unseen:
        yield _fix("returns", "orders", say.parts("fix-returns"), FIRST - 1)
    if alike := study.alike_untold:
        told = say.parts("fix-alike", n=alike)
        yield _fix("alike", "orders", told, alike * _per_row(study), alike)
    if study.without_purchases:
        yield _fix("purchases", "events", say.parts("fix-purchases"), FIRST)


def _amounts(study: Study) -> Iterator[Fix]:
    """Which amount is meant, where a line's is not its units by its price."""
    off = study.products
    if off is not None:
        told = say.parts("fix-amounts", n=off.rows, asked=off.asked, told=off.told, made=off.made)
        yield _fix("amounts", "finance", told, abs(off.told - off.made), off.rows, counted=True)


def _statuses(study: Study) -> Iterator[Fix]:
    """Statuses that count as sales and do not say that they are."""
    for each in study.statuses:
        if each.asked:
            told = say.parts("fix-status", status=each.text, n=each.rows, worth=each.money)
            key = _key("status", each.text)
            yield _fix(key, "finance", told, abs(each.money), each.rows, counted=True)


def _faults(study: Study) -> Iterator[Fix]:
    """Rows that should count and cannot be used, reason by reason."""
    for name, ledger in study.sources.items():
        for reason in ledger.reasons:
            rows, worth = _gained(study, name, reason)
            if reason.code in ON_PURPOSE or rows < LEAST * ledger.read:
                continue
            told = say.parts("fix-faults", table=say(f"table.{name}"), why=reason.label, n=rows,
                             worth=worth or None)  # fmt: skip
            key = _key("faults", name, reason.code, reason.column or "")
            yield _fix(key, name, told, worth, rows, counted=True)


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
            worth = abs(reason.money or Decimal(0))
            told = say.parts("fix-summaries", table=say(f"table.{name}"), n=reason.rows,
                             worth=worth)  # fmt: skip
            yield _fix(f"summaries.{name}", name, told, rows=reason.rows)


def _gaps(study: Study) -> Iterator[Fix]:
    """The longest gap of each table, as what to look for."""
    for name, held in study.quality.items():
        if not held.gaps:
            continue
        longest = max(held.gaps, key=lambda gap: (gap.expected, gap.days))
        told = say.parts("fix-gap", table=say(f"table.{name}"), period=gap_in_words(longest),
                         n=longest.expected, others=len(held.gaps) - 1)  # fmt: skip
        worth = longest.expected * _per_row(study) if name == "orders" else Decimal(0)
        yield _fix(f"gap.{name}", name, told, worth, longest.expected)


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
        kinds = dict.fromkeys(_understood(found) for found in assumed)
        told = say.parts("fix-assumed", table=say(f"table.{name}"), kinds=list(kinds))
        worth = Decimal(1) if name == "orders" else Decimal(0)
        yield _fix(f"assumed.{name}", name, told, worth, ledger.read)


def _understood(found: Detected) -> str:
    return f"{say(f'detected.{found.what}').lower()}: {words.shown(found.what, found.value)}"


def _stale(study: Study) -> Iterator[Fix]:
    """Tables whose newest row is too old."""
    for name, held in study.quality.items():
        age = held.age(study.today)
        if age is None or age <= study.p.stale_days or held.newest is None:
            continue
        told = say.parts("fix-stale", table=say(f"table.{name}"), day=held.newest, age=age)
        yield _fix(f"stale.{name}", name, told, rows=_left_behind(held))


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
            told = say.parts(
                "fix-contradiction", table=say(f"table.{name}"), n=each.failed,
                share=each.failed / each.asked, worth=each.money or None,
                what=words.evidence(each.code, each.column),
            )  # fmt: skip
            key = _key("odd", name, each.code, each.column or "")
            yield _fix(key, name, told, abs(each.money or Decimal(0)), each.failed, counted=True)


def _key(*parts: str) -> str:
    """A stable name; a client's own words, such as a status, only by their checksum."""
    known = (part if part.isascii() and part.islower() and part.isidentifier() else
             f"x{crc32(part.encode()):08x}" for part in parts if part)  # fmt: skip
    return ".".join(known)


def _fix(
    key: str, owner: str, told: dict[str, str], money: Decimal = Decimal(0), rows: int = 0, *,
    counted: bool = False,
) -> Fix:  # fmt: skip
    """Something to mend, by who can: a table's owner or finance.

    Parameters
    ----------
    money, rows : by which it is put in order
    counted : whether the money is that of these very rows, and not only a weight
    """
    said = told | {"owner": say(f"owner.{owner}")} | say.parts("fix-worth")
    stake = None
    if counted and money:
        stake = Estimate.exact(float(money), unit="money", n=rows, method=said["method"])
    made = Decision.told(key, said, effort="hours", within_days=14, worth=stake, of="stake",
                         confidence="estimated" if stake else None)  # fmt: skip
    return Fix(made, money, rows)
