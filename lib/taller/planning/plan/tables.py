"""Tables of the plan."""

from __future__ import annotations

import datetime as dt
import math
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from taller import tabular
from taller.language import date, listing, money, number, percent, quantity, span
from taller.measurement.ranges import Range
from taller.phase import Estimate, Unit
from taller.planning.plan import words
from taller.planning.plan.evaluation.targets import Measure
from taller.planning.plan.messages import say
from taller.planning.plan.model.budget import PHASES
from taller.planning.plan.model.resources import role_of, window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.evaluation.risks import Listed
    from taller.planning.plan.features.known import Case, Known
    from taller.planning.plan.model.budget import Budget
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.model.study import Study
    from taller.planning.plan.params import Params
    from taller.tabular import Table

SIGN = "_" * 22  # room to sign by hand
GOALS = ("main_goals", "metrics", "timeline", "roi")
SURE = (0.5, 0.8, 0.95)  # of the simulated schedules


def note(text: str) -> Table:
    """A plain sentence where there is nothing to tabulate or to draw."""
    return tabular.Table(f"<p>{escape(text)}</p>", text)


def general(client: Known, p: Params) -> Table:
    """Whom the plan is for, when it starts, and the goals in the client's words."""
    told = say.parts("general", given=client.first_given, level=client.level or None)
    signs = listing([each.name for each in p.approvers]) or told["nobody"]
    rows = [
        (told["client"], client.client), (told["dated"], date(client.day)),
        (told["starts"], f"{date(client.first)}{told['assumed-start']}"),
        (told["readiness"], told["level"]), (told["currency"], client.currency),
        (told["signs"], signs),
        *((say(f"goal.{key}"), client.goals.get(key, told["unanswered"])) for key in GOALS),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["what", "said"])
    return tabular.table(frame, words=told)


def cases(client: Known, found: Money, p: Params) -> Table:
    """The cases taken on: what they bring, cost and take, and what that rests on."""
    if not client.cases:
        return note(say("cases-empty"))
    columns = {
        "case": [case.name for case in client.cases],
        "brings": [_brings(case, found) for case in client.cases],
        "rests": [_rests(case, client, p) for case in client.cases],
        "outside": [_range(case.money, "money") for case in client.cases],
        "days": [_range(case.person_days, "count") for case in client.cases],
        "weeks": [_range(case.weeks, "count") for case in client.cases],
        "owner": [case.owner or say("unnamed") for case in client.cases],
        "metric": [case.metric or say("unnamed") for case in client.cases],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("cases"))


def _brings(case: Case, found: Money) -> Estimate:
    driver = found.drivers[f"benefit.{case.key}"]
    return _range(driver.span, "money") if driver.span.high else _range(case.impact, "index")


def _rests(case: Case, client: Known, p: Params) -> str:
    given = p.benefits.get(case.key)
    if given is None:
        return say("rests.points")
    if given.decision is None:
        return say("rests.given", source=given.source or None)
    held = client.worths.get(given.decision)
    basis = held.confidence if held is not None else "none"
    return say("rests.analysis", decision=given.decision, basis=basis)


def _range(span: Range, unit: Unit) -> Estimate:
    method = say("method.range")
    return Estimate(value=span.mid, low=span.low, high=span.high, unit=unit, n=0, method=method,
                    level=None)  # fmt: skip


def tasks(made: Schedule) -> Table:
    """Each task: when, how long, who, and how far it may slip."""
    work = {task.key: task for task in made.work.tasks}
    shown = sorted(made.tasks, key=lambda t: (PHASES.index(t.phase), t.starts_on, t.ends_on))
    columns = {
        "task": [task.name for task in shown],
        "phase": [say(f"phase.{task.phase}") for task in shown],
        "starts": [words.day(task.starts_on) for task in shown],
        "ends": [words.day(task.ends_on) for task in shown],
        "days": [_days(work[task.key].days) for task in shown],
        "who": [_who(made, task.owner) for task in shown],
        "slack": [
            say(
                "slack",
                done=t.done_on is not None,
                critical=t.critical,
                days=number(t.slack, 0 if t.slack == int(t.slack) else 1),
            )
            for t in shown
        ],
    }
    assumed = sum(task.assumed for task in made.work.tasks)
    told = say.parts("tasks", n=len(shown), assumed=assumed)
    return tabular.table(pd.DataFrame(columns), words=told, max_rows=200)


def _days(days: Range) -> str:
    low, mid, high = (number(each, 0 if each == int(each) else 1) for each in days)
    return mid if low == high else f"{mid} ({span(low, high)})"


def _who(made: Schedule, key: str) -> str:
    return say("who", name=made.work.person(key).name, named=key not in made.work.roles)


def ends(made: Schedule, deadlines: Sequence[tuple[dt.date, float]]) -> Table:
    """By which day how many of the simulated schedules are done."""
    rows = [(say("ends-rows.likely"), made.ends_on, made.done_by(made.ends_on))]
    rows += [(say("ends-rows.sure", share=share), made.end(share), share) for share in SURE]
    rows += [(say("ends-rows.deadline"), day, share) for day, share in deadlines]
    frame = pd.DataFrame(rows, columns=["what", "day", "share"])
    told = say.parts("ends", n=len(made.simulation.ends), correlation=made.simulation.correlation)
    return tabular.table(frame, words=told, units={"day": "date", "share": "share"})


def team(made: Schedule, rates: np.ndarray) -> Table:
    """Who works on it, how much, and what a day of theirs costs."""
    rows = []
    for person in made.work.people:
        held = [i for i, task in enumerate(made.work.tasks) if task.owner == person.key]
        if not held:
            continue
        days = sum(made.work.tasks[i].person_days for i in held)
        first, last = made.starts[held].min(), made.ends[held].max()
        rate = rates[held[0]]
        rows.append({
            "order": days, "who": _who(made, person.key), "role": role_of(made, person.key),
            "share": person.share, "days": number(days, 1),
            "starts": words.day(made.time.starts_on(float(first))),
            "ends": words.day(made.time.ends_on(float(last))),
            "rate": money(rate) if math.isfinite(rate) else say("unsaid"),
        })  # fmt: skip
    rows.sort(key=lambda row: -row.pop("order"))
    units: dict[str, Any] = {"share": "share"}
    told = say.parts("team", unnamed=len(made.work.roles))
    return tabular.table(pd.DataFrame(rows), words=told, units=units)


def budget(found: Budget, made: Schedule, p: Params) -> Table:
    """Each line by phase, then what is asked for and what there is."""
    lines = sorted(found.lines, key=lambda x: ("outside", "technical", "people").index(x.kind))
    names = list(dict.fromkeys((x.kind, x.name) for x in lines if x.kind in found.paid))
    own = [] if p.budget_pays_people else [("people", None)]
    rows = [_amounts(say(f"line.{kind}", name=name),
                     [x for x in lines if (x.kind, x.name) == (kind, name)])
            for kind, name in names]  # fmt: skip
    told = say.parts("budget", covers=found.covers, given=found.given is not None,
                     running=_running(p), technical=bool(p.technical))  # fmt: skip
    rows.append(_amounts(told["planned"], [x for x in lines if x.kind in found.paid]))
    rows.append({"what": told["contingency"], "total": found.contingency})
    rows.append({"what": told["asked"], "total": found.asked})
    if found.given is not None:
        rows.append({"what": told["given-row"], "total": found.given})
    rows += [_amounts(told["own"], [x for x in lines if x.kind == kind]) for kind, _name in own]
    rows.insert(0, {"what": told["when"], **{ph: _when(made, ph) for ph in PHASES}})
    frame = pd.DataFrame(rows, columns=["what", *PHASES, "total"], dtype=object)
    units: dict[str, Any] = dict.fromkeys((*PHASES, "total"), "money")
    return tabular.table(frame, words=told, units=units)


def _amounts(what: str, lines: Sequence[Any]) -> dict[str, Any]:
    by = {ph: sum(x.amount for x in lines if x.phase == ph) or None for ph in PHASES}
    return {"what": what, **by, "total": sum(each or 0.0 for each in by.values())}


def _when(made: Schedule, phase: str) -> str | None:
    if not any(task.phase == phase for task in made.work.tasks):
        return None
    start, end = window(made, phase=phase)
    return say(
        "when", first=words.day(made.time.starts_on(start)), last=words.day(made.time.ends_on(end))
    )


def _running(p: Params) -> float:
    return float(sum(item.monthly[1] for item in p.technical))


def returns(found: Returns | None, study: Study) -> Table:
    """What the plan is worth, at the middle and as drawn; else what it would have to bring."""
    cash, unpriced, sales = study.money, round(study.unpriced), study.client.baselines.sales
    part = cash.needed / sales if cash.needed is not None and sales else None
    if found is None:
        return note(say("returns-empty", needed=cash.needed, months=cash.months,
                        discount=cash.discount, unpriced=unpriced, part=part))  # fmt: skip
    told = say.parts(
        "returns", months=cash.months, discount=cash.discount, n=found.npv.n,
        loses=words.share(found.loses), back=words.share(found.pays_back),
        rated=words.share(found.rated), why=found.why, unpriced=unpriced, part=part,
        assumed=sum(each.span.mid for each in cash.of("benefit")),
    )  # fmt: skip
    mid = found.middle
    back = number(mid["payback"]) if math.isfinite(mid["payback"]) else told["never"]
    rate = _signed(percent(mid["irr"], 0)) if found.why == "one" else told["no-rate"]
    rows = [
        (told["npv"], _signed(money(mid["npv"])), found.npv, told["npv-note"]),
        (told["roi"], _signed(percent(mid["roi"], 0)), found.roi, told["roi-note"]),
        (told["payback"], back, found.payback, told["payback-note"]),
        (told["irr"], rate, found.irr, told["irr-note"]),
        (told["needed"], money(cash.needed or 0.0), None, told["needed-note"]),
    ]
    frame = pd.DataFrame(rows, columns=["what", "middle", "drawn", "meaning"])
    return tabular.table(frame, words=told, units={"middle": "text"})


def _signed(text: str) -> str:
    return text.replace("-", "\u2212")


def measures(found: Sequence[Measure]) -> Table:
    """Each success measure: where it stands, its target, how it is measured, what to expect."""
    columns = {
        "measure": [say(f"measure.{m.key}", of=m.of or "none") for m in found],
        "today": [_standing(m) for m in found],
        "target": [_aim(m) for m in found],
        "how": [m.target.how or say(f"measured-by.{m.key}") for m in found],
        "when": [m.target.when or say(f"measured-when.{m.key}") for m in found],
        "verdict": [verdict(m) for m in found],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("measures"))


def _standing(m: Measure) -> Estimate | str:
    if isinstance(m.baseline, Estimate):
        return m.baseline
    return say("unknown") if m.baseline is None else _level(m.key, m.baseline)


def _level(key: str, value: float) -> str:
    """A level of a measure, as it is read."""
    if key in ("latency", "processing"):
        return say(f"amount.{key}", n=number(value, 0 if value == int(value) else 1))
    if key in ("cac", "ltv"):
        return money(value)
    if key == "uptime":
        return percent(value, 2)
    return quantity(value, "share")


def _aim(m: Measure) -> str:
    if m.key in ("cac", "conversion", "ltv"):
        change = percent(m.aim, 0).replace("-", "−")
        return change if m.aim < 0 else f"+{change}"
    if m.key == "roi":
        return f"> {percent(m.aim, 0)}"
    return f"{'<' if m.key in ('latency', 'processing') else '>'} {_level(m.key, m.aim)}"


def verdict(m: Measure) -> str:
    """How likely the plan is to reach a target, or what would tell."""
    if m.verdict == "unlike":
        return say(f"unlike.{m.of}")
    if m.verdict == "unknown":
        return say(f"untold.{m.key}")
    best = percent(m.best, 0).replace("-", "−")
    source = say("roi-source") if m.key == "roi" else m.target.source or None
    return say("verdict", state=m.verdict, share=words.share(m.reached), best=best, source=source)


def register(found: Sequence[Listed]) -> Table:
    """The risks, numbered as in the matrix."""
    if not found:
        return note(say("risks-empty"))
    columns = {
        "risk": [f"{i} {risk.name}" for i, risk in enumerate(found, 1)],
        "chance": [_span(risk.probability, "share") for risk in found],
        "impact": [_span(risk.impact, "money") for risk in found],
        "cost": [_span(risk.cost, "money") for risk in found],
        "mitigation": [risk.mitigation or say("unnamed") for risk in found],
        "owner": [risk.owner or say("unnamed") for risk in found],
        "trigger": [risk.trigger or say("unnamed") for risk in found],
    }
    known = [risk.cost.mid for risk in found if risk.cost]
    told = say.parts("risks", cost=sum(known), n=len(known), all=len(found))
    return tabular.table(pd.DataFrame(columns), words=told)


def _span(span: Range | None, unit: Unit) -> Estimate | str:
    if span is None:
        return say("unjudged")
    return quantity(span.mid, unit) if span.low == span.high else _range(span, unit)


def raci(made: Schedule, p: Params) -> Table:
    """Who does what in each phase: those who own tasks do them; the rest as the client said."""
    said = {_folded(each.name): each for each in p.stakeholders}
    rows = []
    for person in made.work.people:
        phases = {task.phase for task in made.work.tasks if task.owner == person.key}
        each = said.pop(_folded(person.name), None)
        parts = {ph: {"R": None} if ph in phases else {} for ph in PHASES}
        for phase, letter in (each.part if each else {}).items():
            parts[phase] |= {letter: None}
        rows.append((_who(made, person.key), role_of(made, person.key), each and each.wants,
                     *("/".join(parts[ph]) for ph in PHASES)))  # fmt: skip
    rows += [(each.name, each.role, each.wants, *(each.part.get(ph) for ph in PHASES))
             for each in said.values()]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["who", "role", "wants", *PHASES]).replace("", None)
    lacking = [
        say(f"phase.{ph}") for ph in PHASES if not frame[ph].astype(str).str.contains("A").any()
    ]
    return tabular.table(frame, words=say.parts("raci", lacking=lacking or None))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def meetings(p: Params) -> Table:
    """The meetings the client holds."""
    if not p.meetings:
        return note(say("meetings-empty"))
    frame = pd.DataFrame([each.model_dump() for each in p.meetings]).replace("", None)
    return tabular.table(frame, words=say.parts("meetings"))


def approvals(p: Params) -> Table:
    """Who signs what, with room to do so."""
    if not p.approvers:
        return note(say("approvals-empty"))
    rows = [
        (each.name, each.role or None, each.approves or say("approvals-plan"), SIGN, SIGN[:12])
        for each in p.approvers
    ]
    frame = pd.DataFrame(rows, columns=["name", "role", "approves", "signature", "day"])
    return tabular.table(frame, words=say.parts("approvals"))
