"""Everything found, as one result: headline, key figures, decisions, checks, limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taller.looked import Looked
from taller.monitoring.optimisation.findings import budget
from taller.monitoring.optimisation.findings.advice import overrated
from taller.monitoring.optimisation.messages import say
from taller.monitoring.optimisation.result import (
    ChannelCredit,
    ChannelResponse,
    Earlier,
    Recommendation,
    Result,
)  # fmt: skip
from taller.phase import Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.monitoring.optimisation.model.budget.plan import Plan
    from taller.monitoring.optimisation.model.budget.trials import Trials
    from taller.monitoring.optimisation.model.credit import Credit
    from taller.monitoring.optimisation.model.response import Response
    from taller.monitoring.optimisation.model.sources import BySource

UNSEEN = 0.2  # share of the orders that belong to no visit, above which journeys tell too little
RESTED = 1.1  # split R-hat below which chains of the computation agree


@dataclass(frozen=True)
class Found(Looked):
    """What the page found."""

    credit: Credit
    sources: BySource
    response: Response
    shares: Plan | None
    quarter: Plan | None
    trial: Trials | None
    decisions: tuple[Decision, ...]
    ranked: tuple[Recommendation, ...]
    earlier: tuple[Earlier, ...]


def conclude(found: Found) -> Result:
    """Put everything found into one result."""
    credit, response = found.credit, found.response
    value = credit.value
    return Result(
        headline=_headline(found), figures=_figures(found), decisions=found.decisions,
        checks=_checks(found), limits=_limits(found),
        credit=tuple(ChannelCredit(channel=name, method=method, share=share,
                                   value=value.get((method, name)))
                     for (method, name), share in credit.shares.items()),
        response=tuple(ChannelResponse(channel=line.name, spent=line.spent, added=line.added,
                                       verdict=line.verdict) for line in response.lines),
        why=response.why or "", recommendations=found.ranked, earlier=found.earlier,
    )  # fmt: skip


def checked(credit: Credit) -> None:
    """Raise where a way of counting gives out more or less than was sold."""
    if credit.frame is None or credit.read.journeys is None:
        return
    sold = float(credit.read.journeys.converted.sum())
    given = credit.frame.groupby("method")["conversions"].sum()
    assert (abs(given - sold) < 1e-6 * sold).all(), "a method gives out more or less than was sold"


def _headline(found: Found) -> str:
    response, credit = found.response, found.credit
    said = budget.headline(found.shares)
    if said and response.shown:
        return said
    if response.fit is not None:
        share = response.fit.media_share if response.why is None else None
        over = [line.name for line in overrated(response, credit)]
        return say("headline-media", why=response.why, share=share, overrated=over or None,
                   shown=response.shown, of=response.of)  # fmt: skip
    if credit.frame is not None:
        name, least, most = credit.disputed or (None, None, None)
        first = credit.first
        ends = sorted(e.value for e in credit.of(first).values()) if first else [0.0]
        return say("headline-credit", first=first, low=ends[0], high=ends[-1], disputed=name,
                   least=least, most=most)  # fmt: skip
    if found.sources.lines:
        return say("headline-sources", of=found.sources.read.of, differ=found.sources.differ,
                   n=len(found.sources.lines))  # fmt: skip
    return say("headline-list", n=len(found.ranked), sure=sum(r.sure for r in found.ranked))


def _figures(found: Found) -> tuple[Figure, ...]:
    made: list[Figure] = []
    fit = found.response.fit
    if fit is not None and found.response.shown:  # else the headline says that nothing is
        made += budget.figures(found.shares)
        made.append(Figure(key="media_share", label=say("figure.media_share", of=found.response.of),
                           estimate=fit.media_share))  # fmt: skip
    if found.credit.frame is not None and found.credit.read.journeys is not None:
        sold = int(found.credit.read.journeys.converted.sum())
        several = Estimate.exact(found.credit.several, unit="share", n=sold,
                                 method=say("method-several", n=sold))  # fmt: skip
        made.append(Figure(key="several", label=say("figure.several"), estimate=several))
    sure = Estimate.exact(sum(r.sure for r in found.ranked), unit="count", n=len(found.ranked),
                          method=say("method-list"))  # fmt: skip
    made.append(Figure(key="sure", label=say("figure.sure", n=len(found.ranked)), estimate=sure))
    return tuple(made)


def _checks(found: Found) -> tuple[Check, ...]:
    made = []
    fit, read = found.response.fit, found.credit.read
    if fit is not None:
        rested = fit.unlike < RESTED
        made.append(Check(passed=rested, **say.parts("check-rest", rested=rested)))
        why = found.response.why if found.response.why in ("hidden", "unseen") else None
        said = say.parts("check-hidden", why=why, few=fit.checks.few_regions)
        made.append(Check(passed=why is None, **said))
        apart = [line.name for line in found.response.lines if line.verdict != "told_apart"]
        made.append(Check(passed=not apart, **say.parts("check-apart", names=apart or None)))
    if read.unseen is not None and read.journeys is not None:
        passed = read.unseen <= UNSEEN
        made.append(Check(passed=passed, **say.parts("check-unseen", share=read.unseen)))
    return tuple(made)


def _limits(found: Found) -> tuple[str, ...]:
    made: list[str] = []
    if found.credit.frame is not None:
        made.append(say("limit-credit"))
    if found.response.fit is not None:
        made.append(say("limit-media", rarely=found.response.fit.rarely))
        if (each := found.response.read.each) is not None:
            made.append(say("limit-accounts", each=each))
    if found.sources.lines:
        made.append(say("limit-sources"))
    made += budget.limits(found.shares, found.quarter, found.trial)
    return (*made, say("limit-list"))
