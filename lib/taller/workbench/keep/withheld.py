"""A result without its headline, where the data's totals are not the client's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.language import _
from taller.phase import Check, PhaseResult

if TYPE_CHECKING:
    from taller.data.tables import Tables


def if_totals_differ(result: PhaseResult, tables: Tables) -> PhaseResult:
    """The result as it may be told: no claim rests on totals that are not the client's."""
    agreed = tables.reconciliation
    told = getattr(result, "agrees", None) is False  # the page about the data says it itself
    if agreed is None or not agreed.blocked or told:
        return result
    check = Check(name=_("The data's totals are the client's"), passed=False, detail=agreed.why())
    headline = _("Headline withheld: the data does not add up to the client's own totals. {why}")
    return result.model_copy(
        update={
            "headline": headline.format(why=agreed.why()),
            "checks": (check, *result.checks),
            "withheld": True,
        }
    )
