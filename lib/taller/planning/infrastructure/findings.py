"""What infrastructure says: headline, figures, decisions, checks, limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from taller.phase import Artifact, Check, Decision, Estimate, Figure
from taller.planning.infrastructure.messages import say
from taller.planning.infrastructure.model import sizing
from taller.planning.infrastructure.model.cost import USAGE
from taller.planning.infrastructure.result import Result
from taller.planning.infrastructure.tables import cloud

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.model.study import Study


def load_in_words(load: Load) -> str:
    """How much is to be borne, each with who says so."""
    return say(
        "load-said", users=load.users, events=load.events_a_day, models=load.models,
        users_from=load.origin["users"], events_from=load.origin["events_a_day"],
        models_from=load.origin["models"],
    )  # fmt: skip


def conclude(
    found: Study, safe: dict[str, bool], artifacts: tuple[Artifact, ...] = ()
) -> Result:  # fmt: skip
    """Put everything that was worked out into one result.

    Parameters
    ----------
    safe : what was looked for in the template, and whether it is so
    artifacts : the files that were written
    """
    month = found.money(found.cost.total, say("month-method", lines=len(found.cost.lines)))
    return Result(
        headline=_headline(found, month),
        figures=_figures(found, month),
        decisions=_decisions(found, month),
        checks=_checks(found, safe),
        limits=_limits(found),
        artifacts=artifacts,
        topology=found.made,
        month=month,
        per_usd=found.per_usd,
        priced_on=found.cost.noted_on,
        priced_in=found.cost.priced,
        users=found.load.users,
        events_a_day=found.load.events_a_day,
        models=found.load.models,
    )  # fmt: skip


def _headline(found: Study, month: Estimate) -> str:
    return say(
        "headline", cloud=cloud(found.made), month=month, load=load_in_words(found.load),
        day=found.cost.noted_on, own=found.made.region == found.cost.priced,
        region=found.made.region, priced=found.cost.priced, small=bool(found.small),
    )  # fmt: skip


def _figures(found: Study, month: Estimate) -> tuple[Figure, ...]:
    peak = sizing.need(found.load, found.p.retention_days).requests_a_second
    made = found.made
    figures = {
        "month": month,
        "machines": Estimate.exact(made.compute.count, unit="count", n=1,
                                   method=say("machines-method", zones=made.zones,
                                              fixed=bool(found.p.compute.machines))),
        "peak": Estimate(value=peak, low=peak * USAGE[0], high=peak * USAGE[2], unit="number", n=1,
                         method=say("peak-method", peak=sizing.PEAK), level=None),
    }  # fmt: skip
    return tuple(
        Figure(key=key, label=say(f"figure.{key}"), estimate=each) for key, each in figures.items()
    )


def _decisions(found: Study, month: Estimate) -> tuple[Decision, ...]:
    made = found.made
    facts = {"cloud": cloud(made), "month": month, "standby": made.database.standby}
    if not found.load.kept:
        told = say.parts("decision-wait", cloud=facts["cloud"], month=month)
        return (Decision.told("wait", told, effort="hours", within_days=30),)
    decisions = [
        Decision.told("approve", say.parts("decision-approve", **facts), effort="days",
                      within_days=30, worth=month, of="cost", confidence="assumed")
    ]  # fmt: skip
    if found.small:
        told = say.parts("decision-small", what=_of(say.parts("small"), found.small))
        decisions.append(Decision.told("small", told, effort="days", within_days=14))
    unsure = [key for key in ("users", "events_a_day", "models")
              if found.load.origin[key] in ("assumed", "lines", "scaled")]  # fmt: skip
    if unsure:
        told = say.parts("decision-load", what=_of(say.parts("load-of"), unsure))
        decisions.append(Decision.told("load", told, effort="hours", within_days=14))
    if not made.recipients:
        told = say.parts("decision-told")
        decisions.append(Decision.told("told", told, effort="hours", within_days=14))
    if found.more > 0:
        told = say.parts("decision-standby", more=found.more * found.per_usd)
        more = found.money(found.more, say("more-method"))
        decisions.append(Decision.told("standby", told, effort="hours", within_days=30, worth=more,
                                       of="cost", confidence="assumed"))  # fmt: skip
    return tuple(decisions)


def _checks(found: Study, safe: dict[str, bool]) -> tuple[Check, ...]:
    """Two sums of what tables show line by line."""
    missing = [key for key, holds in safe.items() if not holds]
    told = say.parts(
        "check", n=len(safe) - len(missing), all=len(safe),
        missing=_of(say.parts("safe"), missing) or None,
        small=_of(say.parts("small"), found.small) or None,
    )  # fmt: skip
    passed = {"template": not missing, "suffices": not found.small}
    return tuple(
        Check(name=told[key], passed=holds, detail=told[f"{key}-detail"])
        for key, holds in passed.items()
    )


def _of(words: Mapping[str, str], keys: Iterable[str]) -> list[str]:
    return [words[key] for key in keys]


def _limits(found: Study) -> tuple[str, ...]:
    made = found.made
    limits = [
        say("limit-prices", day=found.cost.noted_on, age=found.age),
        say("limit-rule"),
        say("limit-way-in"),
        say("limit-account"),
        say("limit-role"),
    ]
    if made.region != found.cost.priced:
        limits.append(say("limit-region", region=made.region, priced=found.cost.priced))
    if found.rate_assumed:
        limits.append(say("limit-dollar", rate=found.per_usd))
    if made.provider == "aws" and made.recipients:
        limits.append(say("limit-confirm"))
    if not made.budgeted:
        limits.append(say("limit-budget", region=made.region, by=made.budget_by))
    return tuple(limits)
