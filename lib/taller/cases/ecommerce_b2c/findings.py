"""What the case means: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.cases.ecommerce_b2c.evaluation.groups import Gains
from taller.cases.ecommerce_b2c.evaluation.judged import MARK, Trial
from taller.cases.ecommerce_b2c.evaluation.money import Money
from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.messages import say
from taller.cases.ecommerce_b2c.model.design import Planned
from taller.cases.ecommerce_b2c.params import Params
from taller.cases.ecommerce_b2c.result import Result
from taller.cases.template import aimed
from taller.cases.template.aimed import Aimed
from taller.measurement import estimates
from taller.phase import Artifact, Check, Decision, Figure


@dataclass(frozen=True)
class Study:
    """All that the steps found."""

    client: Known
    planned: Planned
    trial: Trial
    money: Money
    gains: Gains


def conclude(study: Study, p: Params, artifacts: tuple[Artifact, ...] = ()) -> Result:
    """Put everything found into one result."""
    trial, money = study.trial, study.money
    sizes = trial.verdict.balance.units if trial.verdict else {}
    tested = study.gains.test
    return Result(
        headline=_headline(study, p),
        figures=tuple(
            Figure(key=each.key, estimate=each.measured, target=_mark(each),
                   label=say(f"figure.{each.key}", weeks=trial.weeks(p), one=1.0,
                             expected=money.expected_return, lost=aimed.lost(each.measured)))
            for each in money.figures if each.measured is not None and trial.outcome != "stopped"
        ),
        decisions=_decisions(study, p),
        checks=_checks(study),
        limits=_limits(study, p),
        artifacts=artifacts,
        outcome=trial.outcome, rule=trial.rule.digest(), visitors=sum(sizes.values()),
        reached=money.figures,
        gain=money.gain, net=money.net,
        heterogeneous=None if tested is None else tested.verdict == "detected",
    )  # fmt: skip


def _mark(figure: Aimed) -> float | None:
    """The target on a figure's card; where less is better, being above it is no success."""
    return figure.target if figure.target > 0 else None


def _headline(study: Study, p: Params) -> str:
    trial, money = study.trial, study.money
    if trial.unread:
        return trial.missing
    if trial.verdict is None:
        found = study.planned
        return say("headline-none", weeks=p.weeks, detectable=found.detectable,
                   lists=study.client.lists is not None)  # fmt: skip
    said = [say(f"caveat.{each.replace('_', '-')}") for each in trial.verdict.caveats]
    lift, bought = trial.lift("ltv"), trial.lift("conversion")
    if trial.outcome == "stopped" or lift is None:
        return " ".join([*said, say("headline-untold")])
    outcome = trial.standing.replace("_", "-")
    said.append(say(f"headline.{outcome}", lift=lift, bought=bought, weeks=trial.weeks(p),
                    lists=study.client.lists is not None))  # fmt: skip
    if trial.won and money.gain is not None:
        pays = money.net is not None and money.net.low > 0
        said.append(say("headline-money", gain=money.gain, net=money.net, cost=money.cost,
                        pays=pays))  # fmt: skip
    said.append(aimed.reached(money.figures))
    return " ".join(said)


def _decisions(study: Study, p: Params) -> tuple[Decision, ...]:
    trial, money = study.trial, study.money
    if trial.unread:
        told = say.parts("decision-log")
        return (Decision.told("log", told, effort="hours", within_days=14),)
    if trial.verdict is None and study.client.lists is not None:
        told = say.parts("decision-trial", weeks=p.weeks)
        return (Decision.told("trial", told, effort="weeks", within_days=30),)
    found = []
    if trial.won:
        worth = {"worth": money.net or money.gain, "confidence": "estimated"}
        told = say.parts("decision-roll-out", cost=money.net is not None)
        found.append(Decision.told("roll_out", told, effort="weeks", within_days=30,
                                   **(worth if worth["worth"] else {})))  # fmt: skip
        found.append(Decision.told("hold_out", say.parts("decision-hold-out"), effort="hours",
                                   within_days=30))  # fmt: skip
    elif trial.standing == "first-look":
        running = "running" in (trial.verdict.caveats if trial.verdict else ())
        told = say.parts("decision-confirm", running=running, ends=trial.rule.until)
        found.append(Decision.told("confirm", told, effort="weeks", within_days=30))
    else:
        told = say.parts("decision-keep", outcome=trial.outcome.replace("_", "-"))
        found.append(Decision.told("keep", told, effort="hours", within_days=14))
        found.append(Decision.told("again", say.parts("decision-again"), effort="weeks",
                                   within_days=60))  # fmt: skip
    sold_out = trial.measures.get("sold_out")
    if sold_out and sold_out.difference and estimates.above(sold_out.difference):
        told = say.parts("decision-stock", arm=sold_out.arm_value, control=sold_out.control_value)
        found.append(Decision.told("stock", told, effort="days", within_days=30))
    return tuple(found)


def _checks(study: Study) -> tuple[Check, ...]:
    trial = study.trial
    if trial.verdict is None:
        return ()
    sizes, guard = trial.verdict.balance, trial.verdict.arms[0].guards.get("conversion", "open")
    units = list(sizes.units.values())
    checks = [
        Check(passed=sizes.holds, **say.parts("check-lot", first=units[0], second=units[-1])),
        Check(passed=trial.verdict.fixed == trial.verdict.rule,
              **say.parts("check-rule", print=trial.verdict.rule[:MARK])),
        Check(passed=guard == "kept", **say.parts("check-buyers", guard=guard)),
    ]  # fmt: skip
    told = [(each.measured, each.true) for each in study.money.figures
            if each.measured is not None and each.true is not None]  # fmt: skip
    if told:
        held = sum(found.low <= true <= found.high for found, true in told)
        checks.append(Check(passed=held == len(told),
                            **say.parts("check-truth", held=held, all=len(told))))  # fmt: skip
    return tuple(checks)


def _limits(study: Study, p: Params) -> tuple[str, ...]:
    trial = study.trial
    limits = [say("limit-simulated")] if trial.true else []
    if trial.verdict is None:
        return (*limits, say("limit-no-trial"))
    stock = trial.stock
    limits.append(say("limit-horizon", weeks=trial.weeks(p)))
    limits += [say("limit-cac")] if trial.true else []  # so the simulator's first-timers are shown
    limits += [say("limit-stock", found=stock and stock.found,
                   periods=stock and stock.periods)]  # fmt: skip
    if any(each.skewed for each in trial.measures.values()):
        limits.append(say("limit-skewed"))
    if study.money.gain is not None:
        limits.append(say("limit-year", typical=p.typical))
    if trial.played.taken:
        limits.append(say("limit-taken", names=list(trial.played.taken)))
    if trial.played.late:
        limits.append(say("limit-late", n=trial.played.late, ends=trial.rule.until))
    if trial.played.lacking:
        limits.append(say("lacking", names=list(trial.played.lacking)))
    return tuple(limits)
