"""Tables of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from taller import tabular
from taller.cases.saas_b2b.messages import say
from taller.cases.template import aimed
from taller.development import llm
from taller.measurement.kpis import DEFINITIONS
from taller.phase import Estimate

if TYPE_CHECKING:
    from taller.cases.saas_b2b.features import Gathered
    from taller.cases.saas_b2b.model.churn import Foreseen
    from taller.cases.saas_b2b.model.effects import Effects
    from taller.cases.saas_b2b.model.plan import Plan
    from taller.cases.saas_b2b.study import Study
    from taller.development.llm.model.copy import Copy

OWN = ("arr", "accounts", "seats")
DRIVERS = 6
TRAITS = ("seats", "functions", "days_a_seat", "tickets", "mrr")  # by which the chosen are told


def action(key: str) -> str:
    """What an action is called: ours in the language of the run, a client's own as it stands."""
    return say(f"action.{key}") if say.has(f"action.{key}") else key


def rows(found: Gathered) -> tabular.Table:
    """What became of each table's rows, and what of the accounts cannot be used."""
    lines = []
    for name in found.tables.names:
        if say.has(f"table.{name}"):
            ledger = found.tables.ledger(name)
            lines.append((say(f"table.{name}"), ledger.read, ledger.accepted, ledger.rejected))
    note = say("rows-note", unknown=found.unknown, unused=found.never_used, before=found.before)
    columns = {"table": "text", "read": "count", "accepted": "count", "rejected": "count"}
    return tabular.listed(lines, columns, words=say.parts("rows"), note=note)


def measures(told: dict[str, Estimate], found: Gathered) -> tabular.Table:
    """The business today, each figure with its definition."""
    lines = []
    for key, each in told.items():
        if key in OWN:
            shown = say(f"value.{each.unit}", x=each)
            lines.append((say(f"kpi.{key}"), shown, say(f"kpi-formula.{key}")))
        else:
            known = DEFINITIONS[key]
            lines.append((known.name, tabular.figure(each), known.formula))
    columns = {"figure": "text", "value": "text", "formula": "text"}
    share = found.heaviest
    note = None if share is None else say("heavy", share=share, where="all")
    return tabular.listed(lines, columns, words=say.parts("measures"), note=note)


def risk(found: Foreseen) -> Any:
    """How well leaving is foreseen, and what the model looks at most."""
    if found.reason:
        return tabular.instead(found.reason)
    drivers = [say(f"feature.{name}") for name in found.drivers.index[:DRIVERS]]
    lines = [
        (say("risk.leaving"), tabular.figure(found.leaving)),
        (say("risk.top"), tabular.figure(found.top)),
        (say("risk.order"), tabular.figure(found.order)),
        (say("risk.model"), say(f"model.{found.kind}")),
        (say("risk.drivers"), "; ".join(drivers) or "–"),
    ]  # fmt: skip
    columns = {"what": "text", "value": "text"}
    words = say.parts("risk-table", day=found.tested_on.date(), **_amiss(found))
    return tabular.listed(lines, columns, words=words)


def _amiss(found: Foreseen) -> dict[str, Any]:
    """Tenths of which the chart shows that more, or fewer, were foreseen to leave than left."""
    over, under = found.amiss
    return {"first": found.first if 1 in (*over, *under) else None, "above": 1 in over,
            "foreseen": float(found.groups["foreseen"].iloc[0]),
            "over": [n for n in over if n > 1] or None,
            "under": [n for n in under if n > 1] or None}  # fmt: skip


def effects(found: Effects) -> Any:
    """What each action changed, and whether accounts differ in it."""
    if not found.effects:
        return tabular.instead(found.reason)
    lines = [
        (action(e.action.key), e.accounts, e.kept.control_value,
         e.kept.arm_value, e.kept.difference, e.action.cost,
         say(f"use.{e.verdict}"))
        for e in found.effects
    ]  # fmt: skip
    columns = {"action": "text", "accounts": "count", "without": "share",
               "with": "share", "difference": "share", "cost": "money", "use": "text"}  # fmt: skip
    day = found.day.date() if found.day is not None else None
    return tabular.listed(
        lines, columns, words=say.parts("effects", campaign=found.campaign, day=day)
    )


def plan(made: Plan) -> Any:
    """What the plan does, action by action."""
    if not len(made.rows):
        return tabular.instead(say("plan-nobody"))
    lines = []
    for key, part in made.rows.groupby("action"):
        go = part[~part["held"]]
        lines.append((action(str(key)), len(part), len(go), len(part) - len(go),
                      float(go["cost"].sum()), float(go["profit"].sum())))  # fmt: skip
    lines.append((say("total"), *(sum(line[i] for line in lines) for i in range(1, 6))))
    columns = {"action": "text", "chosen": "count", "written": "count", "held": "count",
               "cost": "money", "profit": "money"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("plan"))


def who(found: Gathered, made: Plan) -> Any:
    """What the accounts chosen for each action are like, beside all that subscribe."""
    if not len(made.rows):
        return tabular.instead(say("plan-nobody"))
    today = found.at(found.end + pd.Timedelta(days=1))[list(TRAITS)].astype(float)
    lines = [(say("all-accounts"), *today.mean(), None)]
    for key, part in made.rows.groupby("action"):
        lines.append((action(str(key)), *today.loc[part.index].mean(), part["effect"].mean()))
    columns = {"who": "text", **dict.fromkeys(TRAITS, "number"), "mrr": "money", "effect": "share"}
    heads = {trait: say(f"feature.{trait}") for trait in TRAITS}
    return tabular.listed(lines, columns, words={**say.parts("who"), **heads})


def left(made: Plan) -> tabular.Table:
    """How many accounts each limit leaves out."""
    told = {"unprofitable": "unlearned"} if not made.actions else {}  # nothing is known to help
    lines = [(say(f"left.{told.get(key, key)}"), n) for key, n in made.left.items()]
    lines.append((say("left.chosen"), len(made.rows)))
    return tabular.listed(lines, {"why": "text", "n": "count"}, words=say.parts("left-table"))


def targets(study: Study) -> Any:
    """Each aim beside what was measured, and in a simulation the truth."""
    trial = study.trial
    if not trial.found and not len(study.plan.rows):
        return tabular.instead(say("plan-nobody"))
    if not trial.found:
        return tabular.instead(say("not-measured", days=study.p.horizon_days))
    kept = trial.found["retention"].control_value
    most = 1 / kept.value - 1 if kept is not None and kept.value else None
    words = say.parts("targets", treated=trial.treated, held=trial.held, most=most,
                      each=aimed.each(trial.roi), heavy=trial.heaviest, share=trial.heaviest,
                      where="trial")  # fmt: skip
    labels = {each.key: say(f"target.{each.key}") for each in study.aimed}
    return aimed.table(study.aimed, labels, untold=say("untold"), words=words)


def money(study: Study) -> Any:
    """Profit and loss of the campaign, and what other ways of choosing would have earned."""
    trial, made = study.trial, study.plan
    if trial.gain is None:
        return tabular.instead(say("no-money"))
    truth, enough = trial.truth, study.enough
    words = say.parts("money-table", months=enough[0] if enough else None,
                      most=enough[1] if enough else None, assumed=study.p.value_months,
                      heavy=trial.heaviest, share=trial.heaviest, where="trial")  # fmt: skip
    lines = [
        (say("money.gain"), trial.gain, truth.get("profit", 0.0) + trial.cost),
        (say("money.cost"), -trial.cost, -trial.cost),
        (say("money.profit"), trial.profit, truth.get("profit")),
    ]  # fmt: skip
    if truth:
        lines.append((say("money.whole", n=len(made.rows)), None, truth["profit_whole"]))
    if "profit_risk" in truth:
        lines.append((say("money.risk", n=len(made.by_risk)), None, truth["profit_risk"]))
    columns = {"line": "text", "measured": "money", "truth": "money"}
    return tabular.listed(lines, columns, words=words, without=() if truth else ["truth"])


def steps(study: Study) -> tabular.Table:
    """What it takes to run it, and who learns what."""
    keys = ("export", "load", "brief", "send", "protect", "read", "renew")
    facts = {"days": study.p.horizon_days, "campaign": study.p.campaign}
    told = [say.parts(f"step-{key}", **facts) for key in keys]
    lines = [(each["what"], each["who"], each["learns"]) for each in told]
    columns = {"what": "text", "who": "text", "learns": "text"}
    return tabular.listed(lines, columns, words=say.parts("steps"))


def texts(written: list[Copy]) -> tabular.Table | None:
    """The messages, who wrote each, and what the check list says."""
    return llm.written.copies(written) if written else tabular.instead(say("plan-nobody"))
