"""What a test means: headline, key figures, what to decide, checks and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.monitoring.experiment.findings import regional
from taller.monitoring.experiment.messages import say
from taller.monitoring.experiment.model.study import yearly
from taller.monitoring.experiment.params import NEVER
from taller.monitoring.experiment.result import RegionalResult, Result
from taller.monitoring.experiment.words import chance, name, named, size, standing
from taller.phase import Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.measurement.trials.outliers import Largest
    from taller.monitoring.experiment.model.campaign import Campaign
    from taller.monitoring.experiment.model.planned import Plan, Size
    from taller.monitoring.experiment.model.study import Study
    from taller.monitoring.experiment.model.who import Gains
    from taller.phase import Artifact

GIANT = 0.1  # share of its version that a single unit carries, from which it is told
SMALL = 0.05  # lift of which a plan is told where neither worth nor days are known
LONG = 182  # days beyond which nobody waits for a test


def conclude(
    found: Study | None, told: Gains, made: Plan, artifacts: Sequence[Artifact] = (),
    campaign: Campaign | None = None,
) -> Result:  # fmt: skip
    """Put what was found into one result: of a test, of a campaign in regions, or of a plan."""
    said: list[str] = []
    held: dict[str, Any] = {"state": "planned", "running": False, "figures": (), "decisions": (),
                            "checks": (), "limits": ()}  # fmt: skip
    if found is not None:
        said.append(headline(found))
        held = _of_test(found, told, made)
    elif campaign is None:
        said.append(_planned(made))
        held |= {"decisions": _plan_decisions(made),
                 "limits": (say("limit-plan", origin=made.origin),)}  # fmt: skip
    if campaign is not None:
        said.append(regional.headline(campaign))
        for key in ("figures", "decisions", "checks", "limits"):
            held[key] = (*held[key], *getattr(regional, key)(campaign))
        held["campaign"] = _campaign(campaign)
    return Result(headline=" ".join(said), artifacts=tuple(artifacts), **held)


def _of_test(found: Study, told: Gains, made: Plan) -> dict[str, Any]:
    log, state = found.log, "running" if found.running else "ended"
    return {
        "figures": _figures(found), "decisions": _decisions(found, made), "checks": _checks(found),
        "limits": _limits(found, told), "state": "stopped" if found.stops else state,
        "running": found.running, "experiment": found.p.name or "", "control": log.control,
        "arms": tuple(found.judged.values()), "comparisons": found.comparisons,
        "balance": found.verdict.balance, "stops": found.stops, "rule": found.verdict.rule,
        "rule_fixed": found.verdict.fixed or "", "fixed_on": found.fixed.on, "units": log.n,
        "users": log.users, "last": log.last,
    }  # fmt: skip


def _campaign(found: Campaign) -> RegionalResult:
    """What is kept of a campaign in regions."""
    effect = found.verdict.effect if found.verdict else None
    best = [] if found.designs.empty else found.designs.head(1).to_dict("records")
    return RegionalResult(
        outcome=found.outcome, treated=found.rule.treated if found.rule else (),
        by_regions=bool(found.rule and found.rule.treated),
        lift=effect and effect.lift, total=effect and effect.total, daily=effect and effect.daily,
        likely=found.verdict.likely if found.verdict else None,
        rule=found.rule.digest() if found.rule else "",
        rule_fixed=(found.fixed.digest or "") if found.fixed else "",
        design=tuple(map(str, best[0]["regions"])) if best else (),
        design_days=best[0]["days"] if best else None,
        detectable=best[0]["smallest_lift"] if best else None,
    )  # fmt: skip


def headline(found: Study) -> str:
    """What the rule makes of the test; first of all whether it can be judged at all."""
    said = []
    if found.stops:
        said.append(say("headline-stopped", why=stopped(found)))
    else:
        stop = found.rule.until != NEVER
        said += [say("headline-running", stop=stop)] if found.running else []
        said.append(_verdict(found))
        if _competes(found):
            said.append(say("headline-stock"))
        giant = _giant(found)
        if giant is not None and giant.share > GIANT:
            said.append(say("headline-giant", share=giant.share, metric=name(found.primary),
                            arm=giant.arm))  # fmt: skip
        if "another_rule" in found.verdict.caveats:
            said.append(say("headline-rule", on=found.fixed.on))
        if "rule_not_fixed" in found.verdict.caveats:
            said.append(say("headline-unfixed"))
    return " ".join(said)


def _competes(found: Study) -> bool:
    """Whether control finds more sold out the more of the others there are."""
    return found.stock is not None and found.stock.found == "competes"


def _giant(found: Study) -> Largest | None:
    """The unit that carries most of what decides; None where that is not a sum of users'."""
    held = [each for each in found.largest if each.column == found.primary.column]
    if found.primary.kind == "share":
        return None
    return max(held, key=lambda each: each.share, default=None)


def stopped(found: Study) -> str:
    """The first reason why there is no verdict, in words."""
    log, sizes = found.log, found.verdict.balance
    arm = max(sizes.units, key=lambda a: abs(sizes.units[a] - sizes.expected[a]))
    gone = [name for name in sizes.expected if not sizes.units[name]]
    strange = [name for name in log.arms if name not in found.rule.shares]
    return say(
        f"stop.{found.stops[0]}", arm=arm, units=sizes.units[arm], gone=gone or None,
        expected=round(sizes.expected[arm]), strange=strange or None, crossed=log.crossed,
        clusters=log.clusters_crossed, one=log.apart[0][0] if log.apart else "",
        other=log.apart[0][1] if log.apart else "",
    )  # fmt: skip


def _verdict(found: Study) -> str:
    leader = found.leader
    assert leader is not None
    one = found.of_primary(leader.arm)
    if one is None or one.lift is None:
        reason = (one.reason if one else None) or "empty_arm"
        return say("headline-untold", arm=leader.arm, metric=name(found.primary),
                   reason=say(f"reason.{reason}"))  # fmt: skip
    by_guard = {kind: [named(found.p, key) for key, guard in leader.guards.items() if guard == kind]
                for kind in ("broken", "open")}  # fmt: skip
    beyond = one.lift.low if found.primary.better == "up" else -one.lift.high
    return say(
        f"verdict.{leader.outcome}", arm=leader.arm, metric=name(found.primary),
        size=size(one.lift), low=one.lift.low, high=one.lift.high,
        way="up" if one.lift.value >= 0 else "down", threshold=found.rule.threshold,
        control=found.log.control, broken=by_guard["broken"], unsure=by_guard["open"],
        beyond=beyond > found.rule.threshold, typical=found.p.typical,
        expected=size(found.promises[leader.arm].expected),
    )  # fmt: skip


def _planned(made: Plan) -> str:
    told = _smallest(made)
    if told is None:
        return say("headline-planned-none")
    return say("headline-planned", lift=told.lift, users=told.users, days=told.days,
               worth=made.worth is not None, power=made.power, long=_long(told),
               origin=made.origin)  # fmt: skip


def _smallest(made: Plan) -> Size | None:
    """The change that the next test is planned for: what pays, else what can be waited for."""
    if made.worth is not None:
        return next((one for one in made.sizes if one.lift == made.worth), None)
    soon = [one for one in made.sizes if one.days is not None and not _long(one)]
    if soon or made.daily:
        return next(iter(soon), made.sizes[-1] if made.sizes else None)
    return next((one for one in made.sizes if one.lift == SMALL), None)


def _long(size_: Size) -> bool:
    return size_.days is not None and size_.days > LONG


def _figures(found: Study) -> tuple[Figure, ...]:
    users = Estimate.exact(found.log.users, unit="count", n=found.log.users,
                           method=say("method.users"))  # fmt: skip
    figures = [Figure(key="users", label=say("figure.users"), estimate=users)]
    leader = found.leader
    if found.stops or leader is None or (one := found.of_primary(leader.arm)) is None:
        return tuple(figures)
    facts = {"metric": name(found.primary), "arm": leader.arm}
    if one.lift is not None:
        expected = found.promises[leader.arm].expected
        target = found.rule.threshold or None
        figures.insert(0, Figure(key="lift", label=say("figure.lift", **facts), subject=leader.arm,
                                 estimate=one.lift, target=target))  # fmt: skip
        figures.insert(1, Figure(key="expected", label=say("figure.expected", **facts),
                                 subject=leader.arm, estimate=expected))  # fmt: skip
    if (money := yearly(found, leader.arm)) is not None:
        figures.append(Figure(key="yearly", label=say("figure.yearly", **facts),
                              subject=leader.arm, estimate=money))  # fmt: skip
    return tuple(figures)


def _plan_decisions(made: Plan) -> tuple[Decision, ...]:
    told = _smallest(made)
    if told is None:
        return (Decision.told("prepare", say.parts("decision-prepare"), effort="hours",
                              within_days=14),)  # fmt: skip
    said = say.parts("decision-plan", users=told.users, days=told.days, lift=told.lift,
                     long=_long(told))  # fmt: skip
    return (Decision.told("plan", said, effort="days", within_days=30),)


def _decisions(found: Study, made: Plan) -> tuple[Decision, ...]:
    leader = found.leader
    assert leader is not None
    facts = {"arm": leader.arm, "metric": name(found.primary), "control": found.log.control}
    if found.stops:
        said = say.parts("decision-mend", why=stopped(found), **facts)
        return (Decision.told("mend", said, effort="days", within_days=7),)
    outcome = leader.outcome
    if outcome == "won":
        worth = yearly(found, leader.arm)
        money = standing(worth, priced=bool(found.p.cost or found.p.setup))
        said = say.parts(
            "decision-won", **facts, money=money, users=found.p.users_per_year,
            typical=found.p.typical, running=found.running,
            waiting=None if money == "loses" else made.waiting,
        )  # fmt: skip
        # It rests on what the client says of values, costs and users, and on a stated spread.
        return (Decision.told("roll_out", said, effort="days", within_days=14, worth=worth,
                              confidence="estimated" if worth else None),)  # fmt: skip
    if found.running and outcome == "open":
        stop = None if found.rule.until == NEVER else found.rule.until
        said = say.parts("decision-wait", **facts, until=stop, units=found.rule.units)
        return (Decision.told("wait", said, effort="hours", within_days=30),)
    if outcome == "open":
        size_ = _smallest(made)
        said = say.parts("decision-open", **facts, users=size_.users if size_ else None,
                         lift=size_.lift if size_ else None)  # fmt: skip
        return (Decision.told("decide", said, effort="days", within_days=30),)
    said = say.parts("decision-keep", **facts, outcome=outcome, running=found.running)
    return (Decision.told("keep", said, effort="hours", within_days=14),)


def _checks(found: Study) -> tuple[Check, ...]:
    log, caveats, sizes = found.log, found.verdict.caveats, found.verdict.balance
    last = log.stop if log.late else log.last
    late = found.fixed.on is not None and last is not None and found.fixed.on > last
    guards = {key: guard for each in found.judged.values() for key, guard in each.guards.items()}
    checks = [
        Check(passed=sizes.holds, **say.parts("check-ratio", holds=sizes.holds, p=chance(sizes.p),
                                              threshold=sizes.threshold)),
        Check(passed="another_rule" not in caveats and "rule_not_fixed" not in caveats and not late,
              **say.parts("check-rule", late=late, on=found.fixed.on, last=last,
                          fixed="rule_not_fixed" not in caveats,
                          other="another_rule" in caveats)),
        Check(passed="crossed" not in found.stops,
              **say.parts("check-crossed", n=log.crossed + log.clusters_crossed,
                          most=found.p.crossed)),
        Check(passed=not log.apart, **say.parts("check-apart", apart=bool(log.apart))),
    ]  # fmt: skip
    if guards:
        kept = all(guard == "kept" for guard in guards.values())
        left = [named(found.p, key) for key, guard in guards.items() if guard != "kept"]
        checks.append(Check(passed=kept, **say.parts("check-guards", left=left or None)))
    if any(metric.covariate for metric in found.p.metrics):
        moved = [named(found.p, c.metric) for c in found.comparisons
                 if c.reason == "covariate_moved"]  # fmt: skip
        checks.append(Check(passed=not moved, **say.parts("check-before", moved=moved or None)))
    if (giant := _giant(found)) is not None:
        checks.append(
            Check(passed=giant.share <= GIANT, **say.parts("check-giant", share=giant.share))
        )
    if found.stock is not None and found.stock.found != "cannot_tell":
        competes = _competes(found)
        checks.append(Check(passed=not competes, **say.parts("check-stock", competes=competes)))
    return tuple(checks)


def _limits(found: Study, told: Gains) -> tuple[str, ...]:
    p, log = found.p, found.log
    limits = [say("limit-typical", typical=p.typical)]
    if found.verdict.reading == "sequential":
        limits.append(
            say("limit-sequential", running=found.running, stop=found.rule.until != NEVER)
        )
    if found.stock is None or found.stock.found == "cannot_tell":
        limits.append(say("limit-stock", asked=found.stock is not None))
    if log.units is None:
        limits.append(say("limit-totals"))
    elif any(each.code == "trial_row_users" for each in log.ledger.treatments):
        limits.append(say("limit-rows"))
    if yearly(found, log.others[0]) is not None:
        limits.append(say("limit-money"))
    if narrow := [named(p, c.metric) for c in found.comparisons if c.skewed]:
        limits.append(say("limit-skewed", metrics=list(dict.fromkeys(narrow))))
    if any(gain.detected for gain in told.by_arm.values()):
        limits.append(say("limit-who"))
    return tuple(limits)
