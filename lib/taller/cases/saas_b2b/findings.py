"""What the case says: headline, figures, decisions, checks, limits."""

from __future__ import annotations

from typing import Any

from taller.cases.saas_b2b.evaluation.trial import TYPICAL
from taller.cases.saas_b2b.messages import say
from taller.cases.saas_b2b.result import Result
from taller.cases.saas_b2b.study import Study
from taller.cases.saas_b2b.tables import action
from taller.cases.template import aimed
from taller.measurement import estimates
from taller.phase import Artifact, Check, Decision, Estimate, Figure

LOT = 300  # accounts of each action, and left aside, that a first trial is advised to have
SEVERAL = 10  # accounts of whose use nothing is told, from which that is to be looked into


def checked(study: Study) -> None:
    """Raise where the plan breaks one of its own limits."""
    rows, p = study.plan.rows, study.p
    assert rows.index.is_unique, "an account is chosen twice"
    assert rows["cost"].sum() <= p.budget + 0.01, "the plan costs more than the budget"
    for each in study.plan.actions:
        chosen = int((rows["action"] == each.key).sum())
        assert each.capacity is None or chosen <= each.capacity, f"{each.key} beyond capacity"
    assert (rows["profit"] > 0).all(), "an account is chosen at a loss"


def conclude(study: Study, *, artifacts: tuple[Artifact, ...] = (), escaped: int = 0) -> Result:
    """Put everything found into one result."""
    rows = study.plan.rows
    return Result(
        headline=_headline(study), figures=_figures(study), decisions=_decisions(study),
        checks=_checks(study), limits=_limits(study, escaped), artifacts=artifacts,
        state=study.state, accounts=study.plan.left["accounts"], chosen=len(rows),
        held=int(rows["held"].sum()), cost=study.plan.cost, profit=study.trial.profit,
        roi=study.trial.roi, uses={e.action.key: e.use for e in study.effects.effects},
    )  # fmt: skip


def _won(study: Study) -> str:
    """Whether the campaign is shown to have paid, to have cost, or neither."""
    profit = study.trial.profit
    if profit is None:
        return "none"
    if estimates.above(profit):
        return "yes"
    return "no" if estimates.below(profit) else "unclear"


def _beside(study: Study) -> str:
    """On which side of 0 the profit's interval lies although nothing is claimed of it."""
    return (study.trial.profit and estimates.beside(study.trial.profit)) or "no"


def _few(study: Study) -> bool:
    """Whether there are fewer accounts than a trial of one action takes."""
    return study.plan.left["accounts"] < 2 * LOT


def _why(study: Study) -> str:
    """Why nobody is chosen: nothing helps, nobody may be written to, what it costs, or limits."""
    left = study.plan.left
    if not study.effects.used:
        return "idle"
    if left["accounts"] == left["consent"] + left["rest"]:
        return "barred"
    return "limits" if left["budget"] else "dear"


def _headline(study: Study) -> str:
    p, trial, made = study.p, study.trial, study.plan
    if study.state == "unlearned":
        return say("headline-unlearned", reason=study.effects.reason, few=_few(study),
                   n=made.left["accounts"], needed=2 * LOT)  # fmt: skip
    if study.state == "nothing":
        return say("headline-nothing", campaign=study.effects.campaign, why=_why(study),
                   budget=p.budget, n=made.left["budget"])  # fmt: skip
    if study.state == "planned" and study.unpriced:
        return say("headline-unpriced", n=len(made.rows))
    if study.state == "planned":
        profit = float(made.rows.loc[~made.rows["held"], "profit"].sum())
        return say("headline-planned", n=int((~made.rows["held"]).sum()), cost=made.cost,
                   profit=profit, held=int(made.rows["held"].sum()), months=p.value_months,
                   days=p.horizon_days)  # fmt: skip
    won, enough = _won(study), study.enough
    said = say("headline-measured", won=won, profit=trial.profit, treated=trial.treated,
               held=trial.held, cost=trial.cost, simulated=trial.source == "simulated",
               months=p.value_months, enough=enough[1] if enough and won == "yes" else None,
               truth=trial.truth.get("profit"), risk=trial.truth.get("profit_risk"),
               whole=trial.truth.get("profit_whole"), beside=_beside(study))  # fmt: skip
    heavy = say("heavy", share=trial.heaviest, where="trial") if trial.heaviest else ""
    free = say("unpriced") if study.unpriced else ""
    return " ".join(filter(None, (said, free, heavy, aimed.reached(study.aimed))))


def _figures(study: Study) -> tuple[Figure, ...]:
    told: dict[str, tuple[Estimate, float | None]] = {}
    for each in study.aimed:
        if each.measured is not None:
            told[each.key] = (each.measured, each.target)
    if study.trial.profit is not None:
        told["profit"] = (study.trial.profit, None)
    if not told:
        for key in ("arr", "logo_churn", "stickiness"):
            if key in study.kpis:
                told[key] = (study.kpis[key], None)
    lost = aimed.lost(study.trial.roi)
    return tuple(
        Figure(key=key, label=say(f"figure.{key}", lost=lost, one=1.0), estimate=each,
               target=target)
        for key, (each, target) in told.items()
    )  # fmt: skip


def _decisions(study: Study) -> tuple[Decision, ...]:
    made = [_first(study)]
    idle = [action(e.action.key) for e in study.effects.effects if e.verdict == "none"]
    if idle and study.effects.used:
        told = say.parts("decision-drop", actions=idle)
        made.append(Decision.told("drop", told, effort="hours", within_days=30))
    silent = study.plan.left["consent"]
    if silent:
        told = say.parts("decision-consent", n=silent, of=study.plan.left["accounts"])
        made.append(Decision.told("consent", told, effort="days", within_days=60))
    if study.found.never_used >= SEVERAL:
        told = say.parts("decision-unused", n=study.found.never_used)
        made.append(Decision.told("unused", told, effort="days", within_days=30))
    return tuple(made)


def _first(study: Study) -> Decision:
    """What to do about the campaign, or before there is one."""
    chosen, won, why = len(study.plan.rows), _won(study), _why(study)
    facts = {"days": study.p.horizon_days, "budget": study.p.budget, "n": chosen, "lot": LOT,
             "held": int(study.plan.rows["held"].sum())}  # fmt: skip
    if study.state == "nothing" and why != "idle":
        told = say.parts("decision-nobody", why=why, n=study.plan.left["budget"])
        return Decision.told("nobody", told, effort="days", within_days=30)
    if study.state == "unlearned" and _few(study):
        told = say.parts("decision-few", needed=2 * LOT)
        return Decision.told("few", told, effort="days", within_days=30)
    # Unclear with nobody chosen for a second trial: the next one is drawn anew.
    if study.state in ("unlearned", "nothing") or (won == "unclear" and not chosen):
        return Decision.told("lot", say.parts("decision-lot", **facts), effort="days",
                             within_days=30)  # fmt: skip
    if study.unpriced:
        return Decision.told("price", say.parts("decision-price"), effort="hours", within_days=14)
    if study.state == "planned":
        return Decision.told("launch", say.parts("decision-launch", **facts), effort="days",
                             within_days=14, **_at(study.plan.cost, chosen))  # fmt: skip
    told = say.parts("decision-roll", won=won, treated=study.trial.treated, **facts)
    if won == "unclear":
        money = _at(study.plan.cost, chosen)
    else:
        worth = study.trial.expected if won == "yes" else None
        money = {"worth": worth, "confidence": "estimated"} if worth is not None else {}
    return Decision.told("roll", told, effort="weeks", within_days=30, **money)


def _at(cost: float, n: int) -> dict[str, Any]:
    """What a campaign costs: the actions by their prices, counted."""
    if cost <= 0:
        return {}
    worth = Estimate.exact(cost, unit="money", n=n, method=say("method-prices"))
    return {"worth": worth, "of": "cost", "confidence": "estimated"}


def _checks(study: Study) -> tuple[Check, ...]:
    lot = study.effects.balance
    told = [("foreseen", study.risk.shown, {"order": study.risk.order,
                                            "reason": study.risk.reason})]  # fmt: skip
    if lot is not None:
        told.append(("lot", lot.holds, {"p": lot.p}))
    if study.effects.effects:
        used = [action(e.action.key) for e in study.effects.used]
        told.append(("helps", bool(used), {"actions": used, "any": bool(used)}))
    if study.trial.profit is not None:
        told.append(("pays", _won(study) == "yes",
                     {"profit": study.trial.profit, "beside": _beside(study)}))  # fmt: skip
    return tuple(
        Check(name=say(f"check-{key}.name"), passed=bool(passed), doubt=key != "pays",
              detail=say(f"check-{key}.detail", **facts))
        for key, passed, facts in told
    )  # fmt: skip


def _limits(study: Study, escaped: int) -> tuple[str, ...]:
    p = study.p
    limits = []
    if (share := study.found.heaviest) is not None:
        limits.append(say("heavy", share=share, where="all"))
    if study.effects.effects:
        limits.append(say("limit-value", months=p.value_months, margin=p.margin))
        limits.append(say("limit-window", days=p.horizon_days))
        limits.append(say("limit-earlier", campaign=study.effects.campaign))
    if _won(study) == "yes" and study.trial.expected is not None:
        limits.append(say("limit-won", spread=TYPICAL))
    if study.simulated:
        limits.append(say("limit-simulated"))
    if study.unpriced:
        limits.append(say("unpriced"))
    if p.consent == "assumed":
        limits.append(say("limit-consent"))
    if not p.contacts and len(study.plan.rows):
        limits.append(say("limit-emails", simulated=study.simulated))
    if escaped:
        limits.append(say("limit-escaped", n=escaped))
    return tuple(limits)
