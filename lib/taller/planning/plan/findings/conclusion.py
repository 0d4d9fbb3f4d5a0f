"""What the plan means: headline, key figures, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from taller.phase import Check, Estimate, Figure
from taller.planning.plan import words
from taller.planning.plan.evaluation import targets
from taller.planning.plan.evaluation.returns import returns, spread
from taller.planning.plan.findings.decisions import decisions
from taller.planning.plan.messages import say
from taller.planning.plan.result import Asked, Deadline, Reached, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.phase import Artifact
    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.model.study import Study

SURELY = 0.8  # share of the simulated schedules by which an end is told


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
        done=study.progress[0],
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
    )  # fmt: skip


def headline(study: Study, worth: Returns | None) -> str:
    """When all is in use, what that takes, and what is known of what comes back.

    What is assumed stands in each sentence that rests on it.
    """
    made, client, budget, found = study.made, study.client, study.budget, study.money
    done, of = study.progress
    unpriced = round(study.unpriced)
    late = [(day, share) for day, share in study.deadlines if share < SURELY]
    said = [say(
        "headline-end", pilot=made.work.pilot, n=len(client.cases), late=made.end(SURELY),
        likely=made.ends_on, share=SURELY, done=done, of=of,
        first=None if client.first_given else client.first,
    )]  # fmt: skip
    if study.begun_unreported:
        said.append(say("headline-past", first=client.first))
    if late:
        said.append(say("headline-late", day=late[0][0], share=words.share(late[0][1])))
    if budget.asked > 0:
        said.append(say(
            "headline-cost", planned=budget.planned(), added=budget.contingency,
            given=budget.given, within=words.share(budget.within or 0.0), covers=budget.covers,
            short=budget.given is not None and budget.asked > budget.given,
            own=not study.p.budget_pays_people,
        ))  # fmt: skip
    if worth is not None:
        said.append(say("headline-worth", low=worth.npv.low, high=worth.npv.high,
                        months=found.months, loses=words.share(worth.loses), client=client.client,
                        unpriced=unpriced))  # fmt: skip
    elif found.needed is not None:
        said.append(
            say("headline-needed", needed=found.needed, months=found.months, unpriced=unpriced)
        )
    return " ".join(said)


def _figures(study: Study, worth: Returns | None) -> tuple[Figure, ...]:
    made, budget = study.made, study.budget
    weeks = spread(made.simulation.ends / 7, "count")
    figures = {"weeks": weeks.model_copy(update={"method": say("method.weeks")})}
    if budget.asked > 0:
        cost = spread(budget.drawn, "money")
        figures["cost"] = cost
        figures["contingency"] = Estimate.exact(
            budget.contingency, unit="money", n=len(budget.drawn),
            method=say("method.contingency", covers=budget.covers),
        )  # fmt: skip
    if worth is not None:
        figures["npv"] = worth.npv
        figures["roi"] = worth.roi
    elif study.money.needed is not None:
        figures["needed"] = Estimate.exact(study.money.needed, unit="money", n=1,
                                           method=say("method.needed"))  # fmt: skip
    marks = {"cost": budget.given, "roi": targets.aim("roi", study.p)}
    return tuple(
        Figure(key=key, label=say(f"figure.{key}", months=study.money.months), estimate=each,
               target=marks.get(key))
        for key, each in figures.items()
    )  # fmt: skip


def _checks(study: Study) -> tuple[Check, ...]:
    made, budget, p = study.made, study.budget, study.p
    unnamed = [made.work.person(key).name for key in made.work.roles]
    unjudged = sum(r.probability is None or r.impact is None for r in p.risks)
    unpriced = int(np.isnan(study.rates).sum())
    checks = [
        Check(passed=not unnamed, **say.parts("check-people", n=len(unnamed), names=unnamed)),
        Check(passed=unpriced == 0, **say.parts("check-rates", n=unpriced, all=len(study.rates))),
        Check(passed=made.proved,
              **say.parts("check-level", last=made.ends_on, free=made.unlevelled,
                          proved=made.proved)),
        Check(passed=bool(p.risks) and not unjudged,
              **say.parts("check-risks", n=unjudged, all=len(p.risks))),
        Check(passed=bool(study.client.level) and not study.client.unready,
              **say.parts("check-ready", level=study.client.level or None)),
        Check(passed=bool(p.approvers), **say.parts("check-signs", n=len(p.approvers))),
    ]  # fmt: skip
    if budget.within is not None and budget.given is not None:
        checks.insert(0, Check(
            passed=budget.asked <= budget.given,
            **say.parts("check-budget", asked=budget.asked, given=budget.given,
                        within=words.share(budget.within)),
        ))  # fmt: skip
    for day, share in study.deadlines:
        told = say.parts("check-deadline", day=day, share=words.share(share), wanted=SURELY)
        checks.insert(0, Check(passed=share >= SURELY, **told))
    return tuple(checks)


def _limits(study: Study, worth: Returns | None) -> tuple[str, ...]:
    made, client, p = study.made, study.client, study.p
    tasks = made.work.tasks
    assumed = sum(task.assumed for task in tasks)
    limits = [
        say("limit-days", n=assumed, all=len(tasks)),
        say("limit-sensitivity", correlation=p.correlation),
        _calendar(study),
        say("limit-money", discount=client.discount, given=client.discount_given),
    ]  # fmt: skip
    if worth is not None:
        share, months = p.adoption.share, p.adoption.months
        limits.append(say("limit-adoption", low=share[0], high=share[2], soon=months[0],
                          late=months[2], source=p.adoption.source or None))  # fmt: skip
        untold = [d.name for d in study.money.of("benefit") if not d.span.high]
        if untold:
            limits.append(say("limit-untold", n=len(untold), names=untold))
    if not client.first_given:
        limits.append(say("limit-start", first=client.first))
    chosen = {case.key for case in client.cases}
    if strange := [key for key in p.benefits if key not in chosen]:
        limits.append(say("limit-strange", names=strange))
    if not p.technical:
        limits.append(say("limit-technical"))
    return tuple(limits)


def _calendar(study: Study) -> str:
    time = study.made.time
    off = [day for day in time.closed if time.first <= day <= study.made.ends_on]
    return say("limit-calendar", n=len(off)) if time.closed else say("limit-no-calendar")
