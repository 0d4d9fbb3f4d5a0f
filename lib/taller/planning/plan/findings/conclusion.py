"""What the plan means: headline, key figures, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from taller.phase import Check, Estimate, Figure
from taller.planning.plan import words
from taller.planning.plan.evaluation import targets
from taller.planning.plan.evaluation.returns import returns, spread
from taller.planning.plan.evaluation.risks import Listed, register
from taller.planning.plan.findings.decisions import decisions
from taller.planning.plan.messages import say
from taller.planning.plan.model.study import SURELY
from taller.planning.plan.result import Asked, Deadline, Feared, Reached, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.phase import Artifact
    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.model.study import Study


# What is to be done yet or better, of which decisions or tables tell: no doubt about the plan.
TO_DO = ("people", "level", "signs")


def conclude(study: Study, artifacts: Sequence[Artifact] = ()) -> Result:
    """Put the whole plan into one result."""
    made, budget, worth = study.made, study.budget, returns(study.money)
    own = 0.0 if study.p.budget_pays_people else budget.planned("people")
    return Result(
        headline=headline(study, worth),
        figures=_figures(study, worth),
        decisions=decisions(study, worth),
        checks=_checks(study),
        limits=_limits(study, worth),
        artifacts=tuple(artifacts),
        starts_on=study.client.first,
        ends_on=made.ends_on,
        ends_by=made.end(SURELY),
        done=study.done,
        tasks=made.tasks,
        cases=tuple(case.key for case in study.client.cases),
        deadlines=tuple(Deadline(day=day, share=share) for day, share in study.deadlines),
        budget=Asked(planned=budget.planned(), contingency=budget.contingency, covers=budget.covers,
                     given=budget.given, within=budget.within, own_time=own),
        months=study.money.months,
        npv=worth.npv if worth else None,
        needed=study.money.needed,
        measures=tuple(
            Reached(key=m.key, of=m.of, aim=m.aim, verdict=m.verdict,
                    share=m.reached if m.verdict in ("drawn", "always", "never") else None)
            for m in targets.measures(study)
        ),
        who={task.owner: made.work.person(task.owner).name for task in made.tasks},
        risks=tuple(_feared(risk) for risk in register(study)),
    )  # fmt: skip


def _feared(risk: Listed) -> Feared:
    return Feared(
        name=risk.name, mitigation=risk.mitigation, owner=risk.owner, trigger=risk.trigger,
        probability=risk.probability.mid if risk.probability else None,
        cost=risk.cost.mid if risk.cost else None, computed=risk.computed,
    )  # fmt: skip


def headline(study: Study, worth: Returns | None) -> str:
    """When all is in use, what that takes, and what is known of what comes back.

    What is assumed stands in each sentence that rests on it.
    """
    made, client, budget, found = study.made, study.client, study.budget, study.money
    said = [say(
        "headline-end", pilot=made.work.pilot, n=len(client.cases), late=made.end(SURELY),
        share=SURELY, done=study.done, of=len(made.tasks),
        first=None if client.first_given else client.first,
    )]  # fmt: skip
    if study.begun_unreported:
        said.append(say("headline-past", first=client.first))
    for day, share in study.late[:1]:
        said.append(say("headline-late", day=day, share=words.share(share)))
    if budget.asked > 0:
        said.append(say("headline-cost", asked=budget.asked, given=budget.given,
                        covers=budget.covers, short=budget.short,
                        own=not study.p.budget_pays_people))  # fmt: skip
    if worth is not None:
        said.append(say("headline-worth", months=found.months, loses=words.share(worth.loses),
                        unpriced=study.unpriced))  # fmt: skip
    elif found.needed is not None:
        said.append(say("headline-needed", needed=found.needed, months=found.months,
                        unpriced=study.unpriced))  # fmt: skip
    return " ".join(said)


def _figures(study: Study, worth: Returns | None) -> tuple[Figure, ...]:
    budget, needed = study.budget, study.money.needed_range
    weeks = spread(study.made.simulation.ends / 7, "count")
    figures = {"weeks": weeks.model_copy(update={"method": say("method.weeks")})}
    if budget.asked > 0:
        figures["cost"] = spread(budget.drawn, "money")
    if worth is not None:
        figures |= {"npv": worth.npv, "roi": worth.roi}
    elif needed is not None:
        figures["needed"] = Estimate(
            value=needed.mid, low=needed.low, high=needed.high, unit="money",
            n=len(budget.drawn), method=say("method.needed"), level=None,
        )  # fmt: skip
    marks = {"cost": budget.given, "roi": targets.aim("roi", study.p)}
    return tuple(
        Figure(key=key, label=say(f"figure.{key}", months=study.money.months), estimate=each,
               target=marks.get(key))
        for key, each in figures.items()
    )  # fmt: skip


def _checks(study: Study) -> tuple[Check, ...]:
    made, budget, client, p = study.made, study.budget, study.client, study.p
    unnamed = [made.work.person(key).name for key in made.work.roles]
    unjudged = sum(r.probability is None or r.impact is None for r in p.risks)
    unpriced = int(np.isnan(study.rates).sum())
    proved = made.levelled.proved
    found = [
        ("deadline", share >= SURELY, {"day": day, "share": words.share(share), "wanted": SURELY})
        for day, share in study.deadlines
    ]  # fmt: skip
    if budget.given is not None:
        facts = {"asked": budget.asked, "given": budget.given,
                 "within": words.share(budget.within or 0.0)}  # fmt: skip
        found.append(("budget", not budget.short, facts))
    found += [
        ("people", not unnamed, {"n": len(unnamed), "names": unnamed}),
        ("rates", unpriced == 0, {"n": unpriced, "all": len(study.rates)}),
        ("level", proved, {"last": made.ends_on, "free": made.unlevelled, "proved": proved}),
        ("risks", bool(p.risks) and not unjudged, {"n": unjudged, "all": len(p.risks)}),
        ("ready", bool(client.level) and not client.unready, {"level": client.level or None}),
        ("signs", bool(p.approvers), {"n": len(p.approvers)}),
    ]
    return tuple(
        Check(passed=ok, doubt=key not in TO_DO, **say.parts(f"check-{key}", **facts))
        for key, ok, facts in found
    )


def _limits(study: Study, worth: Returns | None) -> tuple[str, ...]:
    client, p, tasks = study.client, study.p, study.made.tasks
    limits = [
        say("limit-days", n=sum(task.assumed for task in tasks), all=len(tasks)),
        say("limit-sensitivity", correlation=p.correlation),
        _calendar(study),
        say("limit-money", discount=client.discount, given=client.discount_given),
    ]
    if worth is not None:
        limits += _brought(study)
    if not client.first_given:
        limits.append(say("limit-start", first=client.first))
    chosen = {case.key for case in client.cases}
    if strange := [client.names.get(key, key) for key in p.benefits if key not in chosen]:
        limits.append(say("limit-strange", names=strange))
    if not client.technical:
        limits.append(say("limit-technical"))
    return tuple(limits)


def _brought(study: Study) -> list[str]:
    """What the money that comes in rests on."""
    adoption, benefits = study.p.adoption, study.money.of("benefit")
    share, months = adoption.share, adoption.months
    limits = [say("limit-adoption", low=share[0], high=share[2], soon=months[0], late=months[2],
                  source=adoption.source or None)]  # fmt: skip
    told, untold = [d for d in benefits if d.told], [d.name for d in benefits if not d.told]
    if len(told) > 1:
        limits.append(say("limit-overlap", n=len(told)))
    if untold:
        limits.append(say("limit-untold", n=len(untold), names=untold))
    return limits


def _calendar(study: Study) -> str:
    time = study.made.time
    off = [day for day in time.closed if time.first <= day <= study.made.ends_on]
    return say("limit-calendar", n=len(off)) if time.closed else say("limit-no-calendar")
