"""Tables of experiments: the rule, who took part, what changed, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.language import listing, percent, quantity
from taller.monitoring.experiment.messages import say
from taller.monitoring.experiment.model.study import yearly
from taller.monitoring.experiment.params import NEVER
from taller.monitoring.experiment.words import amount, chance, figure, measured, name, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taller.measurement.trials.compare import Comparison
    from taller.monitoring.experiment.features.fixed import Fixed
    from taller.monitoring.experiment.model.campaign import Campaign
    from taller.monitoring.experiment.model.planned import Plan
    from taller.monitoring.experiment.model.study import Study
    from taller.monitoring.experiment.model.who import Gains
    from taller.monitoring.experiment.params import Params

SHOWN = 12  # letters of a hash
MOST = 6  # designs that are shown


def rule(fixed: Fixed, p: Params) -> tabular.Table | None:
    """What decides, as it stood before the data were opened."""
    rows = _of_trial(fixed, p) if p.primary is not None else {}
    if fixed.regional is not None and (geo := p.regional_rule) is not None and p.regions:
        rows |= {
            "campaign": say("rule-campaign", name=measured(p.regions), better=geo.better,
                            threshold=geo.threshold, regions=list(geo.treated) or None),
            "days": say("rule-days", first=geo.starts_on, last=geo.until),
            "sure": percent(geo.level, 0),
            "mark": _mark(fixed.regional),
        }  # fmt: skip
    if not rows:
        return tabular.instead(say("rule-none"))
    words = {key: say(f"rule-table.{key}") for key in ("caption", "what", "said")}
    lines = [[say(f"rule.{key}"), text] for key, text in rows.items()]
    return tabular.listed(lines, {"what": "text", "said": "text"}, words=words)


def _of_trial(fixed: Fixed, p: Params) -> dict[str, str]:
    held = fixed.rule or p.rule(p.control or "", {p.control or "": 1.0, " ": 1.0})
    guards = [say("rule-guard", name=name(m), margin=m.margin) for m in held.metrics
              if m.role == "guardrail"]  # fmt: skip
    stop = None if held.until == NEVER else held.until
    return {
        "primary": say("rule-primary", name=name(held.primary), better=held.primary.better,
                       threshold=held.threshold),
        "guards": "; ".join(guards) or tabular.MISSING,
        "stop": say("rule-stop", day=stop, units=held.units, looks=held.looks),
        "level": percent(held.level, 0),
        "hash": _mark(fixed),
    }  # fmt: skip


def _mark(fixed: Fixed) -> str:
    own = fixed.rule.digest()[:SHOWN] if fixed.rule else None
    return say("rule-hash", hash=own, first=(fixed.digest or "")[:SHOWN], on=fixed.on,
               same=own is not None and not fixed.another)  # fmt: skip


def people(found: Study | None) -> tabular.Table | None:
    """Who took part, held against the lot."""
    if found is None:
        return None
    sizes, log = found.verdict.balance, found.log
    whole = max(sum(sizes.units.values()), 1)
    lines = []
    for arm, units in sizes.units.items():
        held, called = log.arms.get(arm), arm.casefold() == "control"
        lines.append([say("arm", name=arm, control=arm == log.control and not called), units,
                      held.users if held else 0, sizes.expected[arm], units / whole,
                      held.first if held else None, held.last if held else None])  # fmt: skip
    columns = {"arm": "text", "units": "count", "users": "count", "expected": "count",
               "share": "share", "first": "date", "last": "date"}  # fmt: skip
    without = [] if log.clustered else ["units"]
    without += ["first", "last"] if log.last is None else []
    told = say.parts("people", clustered=log.clustered, holds=sizes.holds, p=chance(sizes.p))
    return tabular.listed(lines, columns, words=told, without=without)


def doubts(found: Study | None) -> tabular.Table | None:
    """What of the log was set apart, and what could mislead."""
    if found is None:
        return None
    lines = [[parts["what"], n, parts.get("then", "")] for parts, n in _doubts(found)]
    if not lines:
        return tabular.instead(say("doubts-none"))
    columns = {"what": "text", "n": "count", "then": "text"}
    return tabular.listed(lines, columns, words=say.parts("doubts"))


def _doubts(found: Study) -> Iterator[tuple[dict[str, str], int | None]]:
    """What is to be known of the log, and of how many rows or users."""
    log, stops = found.log, "crossed" in found.stops
    for reason in log.ledger.reasons:
        yield say.parts("doubt-rejected", why=reason.label), reason.rows
    for each in log.ledger.treatments:
        if each.code in ("trial_row_users", "trial_once", "trial_left_out"):
            yield {"what": each.label}, each.rows
    if log.crossed:
        yield say.parts("doubt-crossed", stops=stops), log.crossed
    if log.clusters_crossed:
        yield say.parts("doubt-clusters", stops=stops), log.clusters_crossed
    if log.heaviest and log.heaviest[1] > 1:
        yield say.parts("doubt-heavy", user=log.heaviest[0]), log.heaviest[1]
    for column, n in log.filled.items():
        yield say.parts("doubt-filled", column=column), n
    for column, n in log.negative.items():
        yield say.parts("doubt-negative", column=column), n
    if log.late:
        yield say.parts("doubt-late", ends=log.stop), log.late
    for one, other in log.apart:
        yield say.parts("doubt-apart", one=one, other=other), None


def metrics(found: Study | None) -> tabular.Table | None:
    """Every metric in every version against control."""
    if found is None:
        return None
    lines = [
        [say("of-metric", name=named(found.p, c.metric), role=_role(found, c)), c.arm,
         c.control_value, c.arm_value, c.lift, chance(c.p) if c.p is not None else None,
         _shown(found, c)]
        for c in found.comparisons
    ]  # fmt: skip
    columns = {"metric": "text", "arm": "text", "control": "number", "value": "number",
               "lift": "share", "p": "text", "shown": "text"}  # fmt: skip
    removed = max((c.removed for c in found.comparisons), default=0.0)
    told = say.parts(
        "metrics", reading=found.verdict.reading, stopped=bool(found.stops),
        level=found.rule.level, removed=removed if removed > 0.005 else None,
    )  # fmt: skip
    return tabular.listed(
        lines, columns, words=told, without=["arm"] if len(found.log.others) == 1 else []
    )


def _role(found: Study, one: Comparison) -> str:
    return next(m.role for m in found.p.metrics if m.key == one.metric)


def _shown(found: Study, one: Comparison) -> str:
    """What a comparison shows, in a few words."""
    if found.stops:
        return say("shown.stopped")
    if one.lift is None:
        return say(f"reason.{one.reason}" if one.reason else "shown.open")
    role, metric = _role(found, one), next(m for m in found.p.metrics if m.key == one.metric)
    if role == "primary":
        return say(f"outcome.{found.judged[one.arm].outcome}")
    if role == "guardrail":
        return say(f"guard.{found.judged[one.arm].guards[one.metric]}")
    sure = one.p_adjusted is not None and one.p_adjusted < 1 - found.p.level
    better = (one.lift.value > 0) == (metric.better == "up")
    return say("shown.better" if better else "shown.worse") if sure else say("shown.open")


def outliers(found: Study | None) -> tabular.Table | None:
    """The largest unit of each version, and what is measured without so much of it."""
    if found is None or not found.largest:
        return None
    tamed = {(c.metric, c.arm): c.lift for c in found.tamed}
    changed = {(c.metric, c.arm): c.lift for c in found.comparisons}
    sums = [metric for metric in found.p.metrics if metric.kind != "share"]
    lines = [
        [name(metric), each.arm, each.unit, each.value, each.share,
         tabular.figure(changed.get((metric.key, each.arm))),
         tabular.figure(tamed.get((metric.key, each.arm)))]
        for metric in sums for each in found.largest if each.column == metric.column
    ]  # fmt: skip
    columns = {"metric": "text", "arm": "text", "unit": "text", "value": "number", "share": "share",
               "measured": "text", "tamed": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("outliers"))


def who(told: Gains) -> tabular.Table | None:
    """Who gains most, where that was shown."""
    if told.why in ("planned", "stopped"):
        return None
    if told.why is not None:
        return tabular.instead(say(f"who-none.{told.why}"))
    if not any(gain.detected for gain in told.by_arm.values()):
        return tabular.instead(say("who-alike", traits=list(told.traits)))
    lines = [[arm, gain.most, gain.all_, say("who-detected", detected=gain.detected)]
             for arm, gain in told.by_arm.items()]  # fmt: skip
    columns = {"arm": "text", "most": "number", "all": "number", "shown": "text"}
    return tabular.listed(lines, columns, words=say.parts("who", traits=list(told.traits)))


def stock(found: Study | None) -> tabular.Table | None:
    """Whether control finds more sold out the more of the others there are."""
    if found is None:
        return None
    if (one := found.stock) is None:
        return tabular.instead(say("stock-none"))
    lines = [[say("stock-base"), quantity(one.base, "number")],
             [say("stock-change"), tabular.figure(one.change)],
             [say("stock-spread"), percent(one.spread)]]  # fmt: skip
    told = say.parts("stock", found=one.found, days=one.cells, periods=one.periods)
    return tabular.listed(lines, {"what": "text", "value": "text"}, words=told)


def money(found: Study | None) -> tabular.Table | None:
    """What a version promises, less than it measured, in a year's money."""
    if found is None or found.stops or not found.promises:
        return None
    lines = [
        [arm, promise.measured, promise.expected, promise.kept, yearly(found, arm)]
        for arm, promise in found.promises.items()
    ]  # fmt: skip
    columns = {"arm": "text", "measured": "share", "expected": "share", "kept": "share",
               "yearly": "money"}  # fmt: skip
    valued = any(line[-1] is not None for line in lines)
    told = say.parts("money", typical=found.p.typical, valued=valued, cost=found.p.cost,
                     setup=found.p.setup, users=found.p.users_per_year,
                     value=found.p.value, metric=name(found.primary))  # fmt: skip
    return tabular.listed(lines, columns, words=told, without=[] if valued else ["yearly"])


def regions(found: Campaign | None) -> tabular.Table | None:
    """What a campaign in regions changed, and on what assumption that rests."""
    if found is None or found.rule is None or found.verdict is None:
        return None
    effect = found.verdict.effect
    if effect is None:
        return tabular.instead(say("regions-running", state=found.verdict.outcome,
                                   first=found.rule.starts_on, last=found.rule.until))  # fmt: skip
    by_regions = bool(found.rule.treated)
    rows = {"lift": effect.lift, "total": effect.total,
            "daily": effect.daily} | ({"net": found.net} if found.net else {})  # fmt: skip
    lines = [[say(f"change.{key}", by_regions=by_regions, name=measured(found.asked)),
              figure(each)] for key, each in rows.items()]  # fmt: skip
    others = found.found.panel.shape[1] - len(found.rule.treated)
    told = say.parts(
        "regions", by_regions=by_regions, start=found.rule.starts_on, days=found.rule.days,
        others=others, name=measured(found.asked), level=found.rule.level,
        treated=list(found.rule.treated), left=list(found.found.left_out) or None,
        value=found.p.value, net=found.net,
    )  # fmt: skip
    return tabular.listed(lines, {"what": "text", "value": "text"}, words=told)


def placebos(found: Campaign | None) -> tabular.Table | None:
    """What the method finds in other regions, and on earlier days, beside the campaign."""
    if found is None or found.rule is None or found.verdict is None:
        return None
    told, effect = found.verdict, found.verdict.effect
    if effect is None:
        return None
    lines = [[say("placebo.own"), amount(effect.lift.value, "share"), None, ""]]
    if found.rule.treated:
        lift, ratio = told.places["lift"][1:].abs(), told.places["ratio"].abs()
        lines[0][2] = float(ratio[0])
        lines += [[say(f"placebo.{key}", n=len(lift)), amount(lift.quantile(at), "share"),
                   float(ratio[1:].quantile(at)), ""]
                  for key, at in (("middle", 0.5), ("far", 1.0))]  # fmt: skip
        lines += [[say("placebo-from", day=row.start.date()), amount(row.lift, "share"),
                   abs(row.ratio), ""] for row in told.dates.itertuples()]  # fmt: skip
    else:
        usual = found.found.panel.sum(axis=1).mean()
        lines += [[say("placebo-from", day=row.start.date()), amount(row.change / usual, "share"),
                   None, say("placebo-shows", shows=bool(row.excludes_zero))]
                  for row in told.dates.itertuples()]  # fmt: skip
    without = ["shown"] if found.rule.treated else ["ratio"]
    words = say.parts("placebos", by_regions=bool(found.rule.treated), likely=told.likely)
    columns = {"what": "text", "change": "text", "ratio": "number", "shown": "text"}
    return tabular.listed(lines, columns, words=words, without=without)


def designs(found: Campaign | None) -> tabular.Table | None:
    """Sets of regions and days, what they cost, and the smallest change that each would show."""
    if found is None:
        return None
    if found.designs.empty:
        return tabular.instead(say("designs-none"))
    asked, paid = found.asked, found.asked.daily_cost > 0
    lines = [[listing(list(map(str, row.regions))), row.days, row.cost, row.smallest_lift,
              amount(row.smallest_total, asked.unit), row.stretches]
             for row in found.designs.head(MOST).itertuples()]  # fmt: skip
    columns = {"regions": "text", "days": "count", "cost": "money", "lift": "share",
               "total": "text", "stretches": "count"}  # fmt: skip
    told = say.parts("designs", power=found.p.power, paid=paid, name=measured(asked),
                     last=found.past_end)  # fmt: skip
    return tabular.listed(lines, columns, words=told, without=[] if paid else ["cost"])


def plan(made: Plan) -> tabular.Table | None:
    """How many users and days each effect takes."""
    if made.base is None:
        return None
    lines = [
        [size.lift, size.users, size.days, say("plan-worth") if size.lift == made.worth else ""]
        for size in made.sizes
    ]  # fmt: skip
    told = say.parts(
        "plan", origin=made.origin, base=quantity(made.base.value, made.unit), power=made.power,
        level=made.level, daily=made.daily, waiting=made.waiting,
    )  # fmt: skip
    columns = {"lift": "share", "users": "count", "days": "count", "worth": "text"}
    return tabular.listed(lines, columns, words=told)
