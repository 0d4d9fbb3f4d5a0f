"""Reconciliation: our monthly control totals beside the client's own, and what lies between.

Until the two agree, nothing made from the data is worth reading; so a difference beyond the
tolerance blocks the headline, and says in which month and figure, by how much, and likely why.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taller.data.tell.control_totals import (
    ON_PURPOSE,
    ZERO,
    Amounts,
    Control,
    Month,
    Rejected,
    control,
    primary,
)
from taller.data.tell.explanations import Explanation, explain

if TYPE_CHECKING:
    import ibis

    from taller.data.settings.common import Totals

__all__ = [
    "FIGURES", "ON_PURPOSE", "Amounts", "Control", "Difference", "Explanation", "Month",
    "Reconciliation", "Rejected", "Step", "compare", "control", "primary", "reconcile",
]  # fmt: skip

FIGURES = (
    "net", "total", "gross", "refunds", "shipping", "tax", "orders", "units", "lines", "customers",
)  # fmt: skip
"""The control totals, the one that matters most first."""
CENT = Decimal("0.005")


@dataclass(frozen=True)
class Difference:
    """One figure of one month, ours beside the client's.

    Attributes
    ----------
    state : ``agrees``; ``differs`` beyond the tolerance; ``partial`` if the data holds only part
        of the month, which is why it is lower
    """

    month: str
    figure: str
    ours: Decimal
    theirs: Decimal
    state: Literal["agrees", "differs", "partial"]

    @property
    def difference(self) -> Decimal:
        """Ours less the client's."""
        return self.ours - self.theirs

    @property
    def relative(self) -> float | None:
        """The difference as a share of the client's figure; None where that is zero."""
        return float(self.difference / abs(self.theirs)) if self.theirs else None


@dataclass(frozen=True)
class Step:
    """One step of the bridge from the file to the figures used.

    Attributes
    ----------
    code : ``file``, ``used``, or the reason rows were left out for, each row under one reason
    lines, units, value : what the step holds; value is sales less money given back
    unvalued : lines whose value is not known
    """

    code: str
    lines: int
    units: int
    value: Decimal
    unvalued: int = 0


@dataclass(frozen=True)
class Reconciliation:
    """Control totals by month, the client's beside them where given, and what was left out.

    Attributes
    ----------
    months : what is used
    counted : the same with rows the client's figures count too (``includes``); what is compared
    source : where the client's figures stand; None if they gave none
    only_theirs, only_ours : months that just one of the two has
    untold : figures the client gives and the data cannot tell, such as tax
    explanations : for each figure that differs, the likeliest reason that was found
    """

    months: tuple[Month, ...]
    rejected: tuple[Rejected, ...]
    tolerance: float
    counted: tuple[Month, ...] = ()
    includes: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    source: str | None = None
    differences: tuple[Difference, ...] = ()
    only_theirs: tuple[str, ...] = ()
    only_ours: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    @property
    def given(self) -> bool:
        """Whether the client gave figures to compare with."""
        return self.source is not None

    @property
    def differing(self) -> tuple[Difference, ...]:
        """What differs beyond the tolerance, the weightiest first."""
        found = [d for d in self.differences if d.state == "differs"]
        return tuple(sorted(found, key=lambda d: (FIGURES.index(d.figure), -abs(d.difference))))

    @property
    def compared(self) -> tuple[str, ...]:
        """The months compared in whole."""
        return tuple(sorted({d.month for d in self.differences if d.state != "partial"}))

    @property
    def partial(self) -> tuple[str, ...]:
        """The months of which the data holds only a part."""
        return tuple(sorted({d.month for d in self.differences if d.state == "partial"}))

    @property
    def blocked(self) -> bool:
        """Whether the client's figures were given and do not agree."""
        return self.given and (bool(self.differing) or not self.compared)

    def why(self) -> str:
        """Whether the totals agree and, where not, why, in the language in force."""
        from taller.data.tell.reconcile_words import why

        return why(self)

    def bridge(self, month: str | None = None) -> tuple[Step, ...]:
        """From all the file holds, reason by reason, to what is used; the steps add up.

        Parameters
        ----------
        month : only this month's rows; all of them if not given
        """
        used = _total(m.amounts for m in self.months if month in (None, m.month))
        groups: dict[str, list[Amounts]] = {}
        for group in self.rejected:
            if month in (None, group.month):
                groups.setdefault(group.reason, []).append(group.amounts)
        left_out = {code: _total(held) for code, held in groups.items()}
        whole = _total([used, *left_out.values()])
        out = [_step(code, held) for code, held in left_out.items()]
        out.sort(key=lambda step: (-abs(step.value), -step.lines, step.code))
        return (_step("file", whole), *out, _step("used", used))

    def to_json(self) -> dict[str, Any]:
        """As plain JSON; money as text, so that no cent is lost."""
        return _plain(asdict(self))

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Reconciliation:
        """What `to_json` wrote, read back."""
        made: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
        }
        made["months"] = tuple(map(_month, plain["months"]))
        made["counted"] = tuple(map(_month, plain["counted"]))
        made["rejected"] = tuple(map(_rejected, plain["rejected"]))
        made["differences"] = tuple(map(_difference, plain["differences"]))
        made["explanations"] = tuple(map(_explanation, plain["explanations"]))
        for end in ("first", "last"):
            made[end] = dt.date.fromisoformat(plain[end]) if plain[end] else None
        return cls(**made)


def reconcile(
    rows: ibis.Table,
    totals: Totals | None,
    tolerance: float,
    root: Path,
    *,
    accepted: ibis.Table | None = None,
) -> Reconciliation:
    """Control totals of a source of orders, held against the client's figures where given.

    Parameters
    ----------
    rows, accepted : as in `control`
    totals, tolerance, root : as in `compare`
    """
    includes = totals.includes if totals else ()
    return compare(control(rows, accepted=accepted, includes=includes), totals, tolerance, root)


def compare(found: Control, totals: Totals | None, tolerance: float, root: Path) -> Reconciliation:
    """Hold control totals against the client's own.

    Parameters
    ----------
    found : made with ``includes=totals.includes``
    totals : where the client's figures stand; None if they gave none
    tolerance : largest relative difference from the client's figure
    root : what a relative path refers to

    Raises
    ------
    DataError
        If the client's figures cannot be read.
    """
    ours = Reconciliation(
        found.months, found.rejected, tolerance, found.counted, found.includes,
        found.first, found.last,
    )  # fmt: skip
    if totals is None:
        return ours
    from taller.data.tell import totals as client

    theirs = client.read(totals, root)
    months = {m.month: m for m in found.counted if m.month}
    inside = {m for m in theirs.months if m in months or min(months, default="9") < m < max(months)}
    figures = {f for held in theirs.months.values() for f in held}
    untold = {f for f in figures & {"tax", "shipping"} if not _tells(found, f)}
    by_figure = {
        f: {m: _said(f, theirs.months[m][f]) for m in sorted(inside) if f in theirs.months[m]}
        for f in FIGURES
        if f in figures - untold
    }
    differences, explanations = [], []
    for figure, held in by_figure.items():
        judged = _judged(found, figure, held, tolerance)
        differences += judged
        if any(d.state == "differs" for d in judged):
            whole = {d.month: d.theirs for d in judged if d.state != "partial"}
            explanations.append(explain(found, figure, whole, _slack(held.values())))
    return Reconciliation(
        **{
            **vars(ours),
            "source": theirs.source,
            "differences": tuple(differences),
            "only_theirs": tuple(sorted(set(theirs.months) - inside)),
            "only_ours": tuple(sorted(set(months) - set(theirs.months))),
            "untold": tuple(sorted(untold)),
            "explanations": tuple(e for e in explanations if e),
        }
    )


def _judged(
    found: Control, figure: str, theirs: Mapping[str, Decimal], tolerance: float
) -> list[Difference]:
    # Where their net counts shipping, it is in our ``counted`` too, and no more by itself.
    months = {m.month: m for m in (found.months if figure == "shipping" else found.counted)}
    slack = _slack(theirs.values())
    judged = []
    for month, value in theirs.items():
        ours = (months[month].figure(figure) if month in months else None) or ZERO
        off = abs(ours - value)
        state: Literal["agrees", "differs", "partial"] = "agrees"
        if off > slack and off > Decimal(str(tolerance)) * abs(value):
            missing = _missing(found, month)
            # As much as twice what days on average hold may lie on the days the data lacks.
            excused = abs(ours) < abs(value) and off <= 2 * missing * abs(value)
            state = "partial" if excused else "differs"
        judged.append(Difference(month, figure, ours, value, state))
    return judged


def _said(figure: str, value: Decimal) -> Decimal:
    """The client's figure with our sign: some write refunds below zero."""
    return abs(value) if figure == "refunds" else value


def _slack(values: Iterable[Decimal]) -> Decimal:
    """What rounding alone may make: half a unit where all figures are whole, else half a cent."""
    return Decimal("0.5") if all(v == v.to_integral_value() for v in values) else CENT


def _missing(found: Control, month: str) -> Decimal:
    """The share of a month's days before the data begins or after it ends.

    None is missing where that is no longer than the data's own longest pause.
    """
    if found.first is None or found.last is None:
        return ZERO
    year, number = int(month[:4]), int(month[5:])
    days = calendar.monthrange(year, number)[1]
    begins, ends = dt.date(year, number, 1), dt.date(year, number, days)
    late = (found.first - begins).days if found.first <= ends else 0
    early = (ends - found.last).days if found.last >= begins else 0
    missing = sum(pause for pause in (late, early) if pause > found.quiet)
    return Decimal(missing) / days


def _tells(found: Control, figure: str) -> bool:
    return any(month.figure(figure) is not None for month in found.months)


def _total(held: Iterable[Amounts]) -> Amounts:
    return sum(held, Amounts())


def _step(code: str, held: Amounts) -> Step:
    return Step(code, held.lines, held.units - held.returned, held.net, held.unvalued)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return str(value) if isinstance(value, Decimal | dt.date) else value


def _amounts(plain: Mapping[str, Any]) -> Amounts:
    money = ("gross", "refunds", "tax", "sales_tax", "shipping", "tax_on_top")
    return Amounts(
        **{k: Decimal(v) if k in money and v is not None else v for k, v in plain.items()}
    )


def _month(plain: Mapping[str, Any]) -> Month:
    return Month(**{**plain, "amounts": _amounts(plain["amounts"])})


def _rejected(plain: Mapping[str, Any]) -> Rejected:
    amounts, reasons = _amounts(plain["amounts"]), tuple(plain["reasons"])
    return Rejected(**{**plain, "amounts": amounts, "reasons": reasons})


def _difference(plain: Mapping[str, Any]) -> Difference:
    return Difference(
        **{**plain, "ours": Decimal(plain["ours"]), "theirs": Decimal(plain["theirs"])}
    )


def _explanation(plain: Mapping[str, Any]) -> Explanation:
    value = None if plain["value"] is None else Decimal(plain["value"])
    more = {"codes": tuple(plain["codes"]), "value": value, "amount": Decimal(plain["amount"])}
    return Explanation(**{**plain, **more})
