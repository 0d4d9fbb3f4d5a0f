"""Tables of the plan."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from taller import tabular
from taller.faults import folded
from taller.language import date, listing, money, number, percent, quantity, span
from taller.measurement.ranges import Range
from taller.phase import Estimate, Unit
from taller.planning.plan import words
from taller.planning.plan.evaluation.targets import AMOUNTS, Measure
from taller.planning.plan.messages import say
from taller.planning.plan.model.budget import PHASES
from taller.planning.plan.model.resources import role_of, window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.planning.plan.evaluation.returns import Returns
    from taller.planning.plan.evaluation.risks import Listed
    from taller.planning.plan.evaluation.scenarios import Scenario
    from taller.planning.plan.features.known import Case, Known
    from taller.planning.plan.model.budget import Line
    from taller.planning.plan.model.money import Money
    from taller.planning.plan.model.schedule import Schedule
    from taller.planning.plan.model.study import Study
    from taller.planning.plan.params import Params
    from taller.tabular import Table

SIGN = "_" * 22  # room to sign by hand
GOALS = ("main_goals", "metrics", "timeline", "roi")
SURE = (0.5, 0.8, 0.95)  # of the simulated schedules
TEXT = "text"


def general(client: Known, p: Params) -> Table:
    """Whom the plan is for, when it starts, and the goals in the client's words."""
    told = say.parts("general", given=client.first_given, level=client.level or None,
                     answered=sum(key in client.goals for key in GOALS))  # fmt: skip
    rows = [
        (told["client"], client.client), (told["dated"], date(client.day)),
        (told["starts"], f"{date(client.first)}{told['assumed-start']}"),
        (told["readiness"], told["level"]), (told["currency"], client.currency),
        (told["signs"], listing([each.name for each in p.approvers]) or told["nobody"]),
        *((say(f"goal.{key}"), client.goals.get(key, told["unanswered"])) for key in GOALS),
    ]  # fmt: skip
    return tabular.listed(rows, {"what": TEXT, "said": TEXT}, words=told)


def cases(client: Known, found: Money, p: Params) -> Table | None:
    """The cases taken on: what they bring, cost and take, and what that rests on."""
    if not client.cases:
        return tabular.instead(say("cases-empty"))
    rows = [
        (case.name, _brings(case, found), _rests(case, client, p), _range(case.money, "money"),
         _range(case.person_days, "count"), _range(case.weeks, "count"),
         case.owner or say("unnamed"), case.metric or say("unnamed"))
        for case in client.cases
    ]  # fmt: skip
    columns = ("case", "brings", "rests", "outside", "days", "weeks", "owner", "metric")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=say.parts("cases"))


def _brings(case: Case, found: Money) -> Estimate:
    driver = found.drivers[f"benefit.{case.key}"]
    return _range(driver.span, "money") if driver.told else _range(case.impact, "index")


def _rests(case: Case, client: Known, p: Params) -> str:
    given = p.benefits.get(case.key)
    if given is None:
        return say("rests.points")
    if given.decision is None:
        return say("rests.given", source=given.source or None)
    held = client.worths.get(given.decision)
    return say("rests.analysis", decision=given.decision, basis=held.confidence if held else "none")


def _range(span: Range, unit: Unit) -> Estimate:
    return Estimate(value=span.mid, low=span.low, high=span.high, unit=unit, n=0,
                    method=say("method.range"), level=None)  # fmt: skip


def tasks(made: Schedule) -> Table:
    """Each task: when, how long, who, and how far it may slip."""
    work = {task.key: task for task in made.work.tasks}
    shown = sorted(made.tasks, key=lambda t: (PHASES.index(t.phase), t.starts_on, t.ends_on))
    rows = [
        (t.name, say(f"phase.{t.phase}"), words.day(t.starts_on), words.day(t.ends_on),
         _days(work[t.key].days), _who(made, t.owner),
         say("slack", done=t.done_on is not None, critical=t.critical, one=t.slack == 1,
             days=words.plain(t.slack)))
        for t in shown
    ]  # fmt: skip
    told = say.parts("tasks", n=len(shown), assumed=sum(task.assumed for task in shown))
    columns = ("task", "phase", "starts", "ends", "days", "who", "slack")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=told, max_rows=200)


def _days(days: Range) -> str:
    low, mid, high = map(words.plain, days)
    return mid if low == high else f"{mid} ({span(low, high)})"


def _who(made: Schedule, key: str) -> str:
    return say("who", name=made.work.person(key).name, named=key not in made.work.roles)


def ends(made: Schedule, deadlines: Sequence[tuple[dt.date, float]]) -> Table:
    """By which day how many of the simulated schedules are done."""
    rows = [(say("ends-rows.likely"), made.ends_on, made.done_by(made.ends_on)),
            *((say("ends-rows.sure", share=share), made.end(share), share) for share in SURE),
            *((say("ends-rows.deadline"), day, share) for day, share in deadlines)]  # fmt: skip
    told = say.parts("ends", n=len(made.simulation.ends), correlation=made.correlation)
    shown = [(what, day, percent(words.share(share), 0)) for what, day, share in rows]
    return tabular.listed(shown, {"what": TEXT, "day": "date", "share": TEXT}, words=told)


def team(study: Study) -> Table:
    """Who works on it, how much, and what a day of theirs costs."""
    made, rows = study.made, []
    for person in made.work.people:
        held = [i for i, task in enumerate(made.work.tasks) if task.owner == person.key]
        if held:
            days = sum(made.work.tasks[i].person_days for i in held)
            first, last = float(made.starts[held].min()), float(made.ends[held].max())
            rate = study.rates[held[0]]
            rows.append((
                _who(made, person.key), role_of(made, person.key), percent(person.share, 0), days,
                words.day(made.time.starts_on(first)), words.day(made.time.ends_on(last)),
                money(rate) if math.isfinite(rate) else say("unsaid"),
            ))  # fmt: skip
    rows.sort(key=lambda row: -row[3])
    shown = [(*row[:3], number(row[3], 1), *row[4:]) for row in rows]
    columns = ("who", "role", "share", "days", "starts", "ends", "rate")
    told = say.parts("team", unnamed=len(made.work.roles))
    return tabular.listed(shown, dict.fromkeys(columns, TEXT), words=told)


def budget(study: Study) -> Table:
    """Each line by phase, then what is asked for and what there is."""
    found, made = study.budget, study.made
    lines = sorted(found.lines, key=lambda x: ("outside", "technical", "people").index(x.kind))
    paid = [line for line in lines if line.kind in found.paid]
    by: dict[str, list[Line]] = {}
    for line in paid:
        by.setdefault(say(f"line.{line.kind}", name=line.name), []).append(line)
    told = say.parts("budget", **_budget_facts(study))
    totals = {"contingency": found.contingency, "asked": found.asked, "given-row": found.given}
    rows = [
        (told["when"], *(_when(made, phase) for phase in PHASES), None),
        *(_amounts(name, held) for name, held in by.items()),
        _amounts(told["planned"], paid),
        *((told[key], *[None] * len(PHASES), amount) for key, amount in totals.items()
          if amount is not None),
    ]  # fmt: skip
    if own := [line for line in lines if line.kind not in found.paid]:
        rows.append(_amounts(told["own"], own))
    units: dict[str, Any] = {"what": TEXT, **dict.fromkeys((*PHASES, "total"), "money")}
    return tabular.listed(rows, units, words=told)


def _budget_facts(study: Study) -> dict[str, Any]:
    """What is said below the budget: what the contingency is, why it takes so much, what runs."""
    found, client, taken = study.budget, study.client, study.p.technical
    low, high = study.money.ends(*found.paid)
    wanted = [each for each in taken if each.notebook]
    cloud = (
        "counted" if client.cloud and (wanted or not taken)
        else "beside" if client.cloud else "missing" if wanted else "none"
    )  # fmt: skip
    return {
        "covers": found.covers, "given": found.given, "short": found.short,
        "planned": found.planned(), "low": low, "high": high, "median": found.end(0.5),
        "within": words.share(found.within or 0.0), "upward": high + low > 2 * found.planned(),
        "risks": bool(study.money.of("risk")), "lines": len(client.technical),
        "running": float(sum(each.monthly[1] for each in client.technical)),
        "cloud": cloud, "month": client.cloud.mid if client.cloud else 0.0,
        "least": client.cloud.low if client.cloud else 0.0,
        "most": client.cloud.high if client.cloud else 0.0,
    }  # fmt: skip


def _amounts(what: str, lines: Sequence[Line]) -> tuple[Any, ...]:
    by = [sum(x.amount for x in lines if x.phase == phase) or None for phase in PHASES]
    return (what, *by, sum(each or 0.0 for each in by))


def _when(made: Schedule, phase: str) -> str | None:
    if not any(task.phase == phase for task in made.work.tasks):
        return None
    start, end = window(made, phase=phase)
    first, last = made.time.starts_on(start), made.time.ends_on(end)
    return f"{words.day(first)} – {words.day(last)}"  # which may break, in a narrow column


def returns(found: Returns | None, study: Study) -> Table | None:
    """What the plan is worth, at the middle and as drawn; else what it would have to bring."""
    cash, sales = study.money, study.client.baselines.sales
    facts = {
        "months": cash.months, "discount": cash.discount, "unpriced": study.unpriced,
        "needed": cash.needed,
        "part": cash.needed / sales if cash.needed is not None and sales else None,
    }  # fmt: skip
    if found is None:
        return tabular.instead(say("returns-empty", **facts))
    told = say.parts(
        "returns", **facts, n=found.npv.n, loses=words.share(found.loses), why=found.why,
        back=words.share(found.pays_back), rated=words.share(found.rated),
        assumed=sum(each.span.mid for each in cash.of("benefit")),
        below=found.npv.value < found.middle["npv"],
    )  # fmt: skip
    mid = found.middle
    shown = {
        "npv": (words.signed(mid["npv"]), found.npv),
        "roi": (percent(mid["roi"], 0), found.roi),
        "payback": (number(mid["payback"]) if math.isfinite(mid["payback"]) else told["never"],
                    found.payback),
        "irr": (percent(mid["irr"], 0) if found.why == "one" else told["no-rate"],
                found.irr),
        "needed": (words.signed(cash.needed) if cash.needed is not None else told["no-sum"], None),
    }  # fmt: skip
    rows = [(told[key], *each, told[f"{key}-note"]) for key, each in shown.items()]
    columns = ("what", "middle", "drawn", "meaning")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=told)


def scenarios(found: Sequence[Scenario]) -> Table | None:
    """Lean, as planned and generous side by side: what each costs and is worth."""
    if not found:
        return None
    rows = [(say(f"scenario.{each.name}"), each.cost, each.npv, each.roi) for each in found]
    columns = {"way": TEXT, "cost": "money", "worth": TEXT, "return": TEXT}
    told = say.parts("scenarios", best=found[0].npv, planned=found[1].npv, least=found[-1].npv)
    return tabular.listed(rows, columns, words=told)


def measures(found: Sequence[Measure]) -> Table:
    """Each success measure: where it stands, its target, how it is measured, what to expect."""
    rows = [
        (say(f"measure.{m.key}", of=m.of or "none"), _standing(m), _aim(m),
         m.target.how or say(f"measured-by.{m.key}"),
         m.target.when or say(f"measured-when.{m.key}"), verdict(m))
        for m in found
    ]  # fmt: skip
    columns = ("measure", "today", "target", "how", "when", "verdict")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=say.parts("measures"))


def _standing(m: Measure) -> Estimate | str:
    if isinstance(m.baseline, Estimate):
        return m.baseline
    return say("unknown") if m.baseline is None else _level(m.key, m.baseline)


def _level(key: str, value: float) -> str:
    """A level of a measure, as it is read."""
    if key in AMOUNTS:
        return say(f"amount.{key}", n=words.plain(value))
    if key in ("cac", "ltv"):
        return money(value)
    return percent(value, next(d for d in (0, 1, 2) if d == 2 or round(value, d + 2) == value))


def _aim(m: Measure) -> str:
    if m.key in ("cac", "conversion", "ltv"):
        change = percent(m.aim, 0)
        return change if m.aim < 0 else f"+{change}"
    return f"{'<' if m.key in AMOUNTS else '>'} {_level(m.key, m.aim)}"


def verdict(m: Measure) -> str:
    """How likely the plan is to reach a target, or what would tell."""
    if m.verdict == "unlike":
        return say(f"unlike.{m.of}")
    if m.verdict == "unknown":
        return say(f"untold.{m.key}")
    source = say("roi-source") if m.key == "roi" else m.target.source or None
    share = words.share(m.reached) if m.reached else 0.0
    return say("verdict", state=m.verdict, share=share, source=source,
               best=percent(m.best, 0))  # fmt: skip


def register(found: Sequence[Listed]) -> Table | None:
    """The risks, numbered as in the matrix."""
    if not found:
        return tabular.instead(say("risks-empty"))
    rows = [
        (f"{i} {risk.name}", _span(risk.probability, "share"), _span(risk.impact, "money"),
         _span(risk.cost, "money"), *(text or say("unnamed") for text in
                                      (risk.mitigation, risk.owner, risk.trigger)))
        for i, risk in enumerate(found, 1)
    ]  # fmt: skip
    known = [risk for risk in found if risk.cost]
    own = sum(risk.computed for risk in found)
    # A budget that is too small is so by what these risks cost, among other things.
    named = [risk.cost.mid for risk in known if risk.cost and not risk.computed]
    told = say.parts("risks", cost=sum(named) if named else None, short=len(named) < len(known),
                     n=len(known), all=len(found), own=own, judged=len(found) - own)  # fmt: skip
    columns = ("risk", "chance", "impact", "cost", "mitigation", "owner", "trigger")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=told)


def _span(span: Range | None, unit: Unit) -> Estimate | str:
    if span is None:
        return say("unjudged")
    if span.low == span.high:
        return percent(span.mid, 0) if unit == "share" else quantity(span.mid, unit)
    return _range(span, unit)


def raci(made: Schedule, p: Params) -> Table:
    """Who does what in each phase: those who own tasks do them; the rest as the client said."""
    said = {folded(each.name): each for each in p.stakeholders}
    rows: list[tuple[Any, ...]] = []
    for person in made.work.people:
        phases = {task.phase for task in made.work.tasks if task.owner == person.key}
        each = said.pop(folded(person.name), None)
        part = each.part if each else {}
        letters = [dict.fromkeys([*"R"[: phase in phases], part.get(phase)]) for phase in PHASES]
        rows.append((_who(made, person.key), role_of(made, person.key), each and each.wants,
                     *("/".join(filter(None, each)) for each in letters)))  # fmt: skip
    rows += [(each.name, each.role, each.wants, *(each.part.get(phase) for phase in PHASES))
             for each in said.values()]  # fmt: skip
    answered = ["".join(row[3 + i] or "" for row in rows) for i in range(len(PHASES))]
    lacking = [say(f"phase.{phase}") for phase, letters in zip(PHASES, answered, strict=True)
               if "A" not in letters]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["who", "role", "wants", *PHASES]).replace("", None)
    return tabular.table(frame, words=say.parts("raci", lacking=lacking or None))


def meetings(p: Params) -> Table | None:
    """The meetings the client holds."""
    if not p.meetings:
        return tabular.instead(say("meetings-empty"))
    frame = pd.DataFrame([each.model_dump() for each in p.meetings]).replace("", None)
    return tabular.table(frame, words=say.parts("meetings"))


def approvals(p: Params) -> Table | None:
    """Who signs what, with room to do so."""
    if not p.approvers:
        return tabular.instead(say("approvals-empty"))
    rows = [
        (each.name, each.role or None, each.approves or say("approvals-plan"), SIGN, SIGN[:12])
        for each in p.approvers
    ]
    columns = ("name", "role", "approves", "signature", "day")
    return tabular.listed(rows, dict.fromkeys(columns, TEXT), words=say.parts("approvals"))
