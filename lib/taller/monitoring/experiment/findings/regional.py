"""What a campaign in regions means: said, decided, checked, and what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taller.measurement.geo.verdict import DOUBTFUL
from taller.monitoring.experiment.messages import say
from taller.monitoring.experiment.words import amount, measured, size, standing
from taller.phase import Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from taller.monitoring.experiment.model.campaign import Campaign

FAR = 0.1  # gap before the start, as a share of sales, from which the others do not explain it


def headline(found: Campaign) -> str:
    """What the rule makes of it, with what that rests on."""
    if found.rule is None or found.verdict is None:
        return say("campaign.none", **_design(found))
    effect = found.verdict.effect
    if effect is None:
        return say(f"campaign.{found.outcome}", regions=list(found.rule.treated) or None,
                   first=found.rule.starts_on, last=found.rule.until, **_design(found))  # fmt: skip
    lift = effect.lift
    facts = {
        "name": measured(found.asked), "threshold": found.rule.threshold, "size": size(lift),
        "low": lift.low, "high": lift.high, "value": lift.value, "likely": found.verdict.likely,
        "way": "up" if lift.value >= 0 else "down",
    }  # fmt: skip
    if found.rule.treated:
        said = say(f"campaign.{found.outcome}", regions=list(found.rule.treated),
                   days=found.rule.days, total=amount(abs(effect.total.value), found.asked.unit),
                   **facts)  # fmt: skip
    else:
        said = say(f"before-after.{found.outcome}", start=found.rule.starts_on, **facts)
    if found.fixed is not None and found.fixed.another:
        said += " " + say("headline-rule", on=found.fixed.on)
    return said


def _design(found: Campaign) -> dict[str, Any]:
    """The smallest change that would show, where that is known."""
    if found.designs.empty:
        return {"lift": None, "places": [], "days": None, "cost": None, "stretches": None,
                "power": found.p.power, "name": measured(found.asked)}  # fmt: skip
    best = found.designs.iloc[0]
    return {"lift": float(best["smallest_lift"]), "places": list(map(str, best["regions"])),
            "days": int(best["days"]), "cost": float(best["cost"]) or None,
            "stretches": int(best["stretches"]), "power": found.p.power,
            "name": measured(found.asked)}  # fmt: skip


def figures(found: Campaign) -> tuple[Figure, ...]:
    """The change in percent and in all, and what it earned."""
    if found.verdict is None or (effect := found.verdict.effect) is None:
        return ()
    name, by_regions = measured(found.asked), bool(found.rule and found.rule.treated)
    held = {"lift": effect.lift, "total": effect.total} | ({"net": found.net} if found.net else {})
    target = found.rule.threshold if found.rule else 0.0
    return tuple(
        Figure(key=f"regions_{key}", label=say(f"change.{key}", by_regions=by_regions, name=name),
               estimate=each, target=(target or None) if key == "lift" else None)
        for key, each in held.items()
    )  # fmt: skip


def decisions(found: Campaign) -> tuple[Decision, ...]:
    """What to do by the outcome; where nothing is shown, where the next one would show."""
    outcome, rule = found.outcome, found.rule
    facts = {"name": measured(found.asked),
             "regions": (list(rule.treated) or None) if rule else None}  # fmt: skip
    if rule is None:
        designed = _design(found)
        said = say.parts("decision-design", **designed)
        cost = designed["cost"] and Estimate.exact(
            designed["cost"], unit="money", n=designed["days"], method=say("method-daily-cost")
        )  # fmt: skip
        return (Decision.told("design", said, effort="days", within_days=30, worth=cost, of="cost",
                              confidence="estimated" if cost else None),)  # fmt: skip
    if outcome in ("ahead", "running"):
        said = say.parts("decision-until", last=rule.until, **facts)
        return (Decision.told("campaign", said, effort="hours", within_days=30),)
    if not rule.treated or outcome in ("open", "doubtful"):
        said = say.parts("decision-unshown", by_regions=bool(rule.treated), **_design(found))
        return (Decision.told("campaign", said, effort="days", within_days=30),)
    money = standing(found.net, priced=True)
    said = say.parts("decision-campaign", outcome=outcome, money=money, days=rule.days, **facts)
    worth = found.net if outcome == "won" else None
    return (Decision.told("campaign", said, effort="days", within_days=30, worth=worth,
                          confidence="estimated" if worth else None),)  # fmt: skip


def checks(found: Campaign) -> tuple[Check, ...]:
    """The rule, and what is found where there was no campaign."""
    if found.rule is None or found.verdict is None or found.fixed is None:
        return ()
    late = found.fixed.on is not None and found.fixed.on > found.rule.until
    made = [Check(passed=not found.fixed.another and not late, **say.parts(
        "check-rule", late=late, on=found.fixed.on, last=found.rule.until, fixed=True,
        other=found.fixed.another))]  # fmt: skip
    effect, likely = found.verdict.effect, found.verdict.likely
    if effect is None:
        return tuple(made)
    if likely is not None:
        made.append(Check(passed=likely <= DOUBTFUL, **say.parts(
            "check-placebos", likely=likely, by_regions=bool(found.rule.treated))))  # fmt: skip
    if (far := getattr(effect, "fit_error", None)) is not None:
        made.append(Check(passed=far <= FAR, **say.parts("check-alike", far=far)))
    return tuple(made)


def limits(found: Campaign) -> tuple[str, ...]:
    """The assumption above all, then what else stands against it."""
    told = []
    if found.rule is not None:
        told.append(say("limit-campaign", by_regions=bool(found.rule.treated),
                        start=found.rule.starts_on))  # fmt: skip
    if found.rule is not None and found.rule.treated:
        told += [say("limit-picked"), say("limit-shifts")]
    if not found.designs.empty:
        told.append(say("limit-designs"))
    if lost := list(found.found.left_out):
        told.append(say("limit-left-out", regions=lost, days=found.found.days))
    return tuple(told)
