"""Tables of experiments: the rule, who took part, what changed, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller import tabular
from taller.language import percent, quantity
from taller.monitoring.experiment.messages import say
from taller.monitoring.experiment.model.study import yearly
from taller.monitoring.experiment.params import NEVER
from taller.monitoring.experiment.words import chance, name, named

if TYPE_CHECKING:
    from taller.measurement.trials.compare import Comparison
    from taller.monitoring.experiment.features.fixed import Fixed
    from taller.monitoring.experiment.model.planned import Plan
    from taller.monitoring.experiment.model.study import Study
    from taller.monitoring.experiment.model.who import Gains
    from taller.monitoring.experiment.params import Params

SHOWN = 12  # letters of a hash


def rule(fixed: Fixed, p: Params) -> tabular.Table | None:
    """What decides, as it stood before the data were opened."""
    if p.primary is None:
        return tabular.instead(say("rule-none"))
    held = fixed.rule or p.rule(p.control or "", {p.control or "": 1.0, " ": 1.0})
    guards = [say("rule-guard", name=name(m), margin=m.margin) for m in held.metrics
              if m.role == "guardrail"]  # fmt: skip
    stop = None if held.until == NEVER else held.until
    rows = {
        "primary": say("rule-primary", name=name(held.primary), better=held.primary.better,
                       threshold=held.threshold),
        "guards": "; ".join(guards) or tabular.MISSING,
        "stop": say("rule-stop", day=stop, units=held.units, looks=held.looks),
        "level": percent(held.level, 0),
        "hash": say("rule-hash", hash=fixed.rule.digest()[:SHOWN] if fixed.rule else None,
                    first=(fixed.digest or "")[:SHOWN], on=fixed.on,
                    same=fixed.rule is not None and fixed.digest == fixed.rule.digest()),
    }  # fmt: skip
    lines = [[say(f"rule.{key}"), text] for key, text in rows.items()]
    words = {key: say(f"rule-table.{key}") for key in ("caption", "what", "said")}
    return tabular.listed(lines, {"what": "text", "said": "text"}, words=words)


def people(found: Study | None) -> tabular.Table | None:
    """Who took part, held against the lot."""
    if found is None:
        return tabular.instead(say("nothing-yet"))
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
    if not log.clustered:
        lines, columns = [line[:1] + line[2:] for line in lines], _without(columns, "units")
    if log.last is None:
        lines, columns = [line[:-2] for line in lines], _without(columns, "first", "last")
    told = say.parts("people", clustered=log.clustered, holds=sizes.holds, p=chance(sizes.p))
    return tabular.listed(lines, columns, words=told)


def _without(columns: dict[str, str], *names: str) -> dict[str, str]:
    return {name: kind for name, kind in columns.items() if name not in names}


def doubts(found: Study | None) -> tabular.Table | None:
    """What of the log was set apart, and what could mislead."""
    if found is None:
        return tabular.instead(say("nothing-measured"))
    log, told = found.log, say.parts("doubts")
    lines = [[say("doubt-rejected", why=reason.label), reason.rows, ""]
             for reason in log.ledger.reasons]  # fmt: skip
    lines += [[each.label, each.rows, ""] for each in log.ledger.treatments
              if each.code in ("trial_row_users", "trial_once", "trial_left_out")]  # fmt: skip
    if log.crossed:
        stops = "crossed" in found.stops
        lines.append([say("doubt-crossed"), log.crossed, say("doubt-crossed.then", stops=stops)])
    if log.clusters_crossed:
        stops = "crossed" in found.stops
        lines.append([say("doubt-clusters"), log.clusters_crossed,
                      say("doubt-crossed.then", stops=stops)])  # fmt: skip
    if log.heaviest and log.heaviest[1] > 1:
        lines.append([say("doubt-heavy", user=log.heaviest[0]), log.heaviest[1],
                      say("doubt-heavy.then")])  # fmt: skip
    lines += [[say("doubt-filled", column=column), n, say("doubt-filled.then")]
              for column, n in log.filled.items()]  # fmt: skip
    lines += [[say("doubt-negative", column=column), n, say("doubt-negative.then")]
              for column, n in log.negative.items()]  # fmt: skip
    lines += [[say("doubt-apart", one=one, other=other), None, say("doubt-apart.then")]
              for one, other in log.apart]  # fmt: skip
    if not lines:
        return tabular.instead(say("doubts-none"))
    return tabular.listed(lines, {"what": "text", "n": "count", "then": "text"}, words=told)


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
    if len(found.log.others) == 1:
        lines, columns = [line[:1] + line[2:] for line in lines], _without(columns, "arm")
    removed = max((c.removed for c in found.comparisons), default=0.0)
    told = say.parts(
        "metrics", reading=found.verdict.reading, stopped=bool(found.stops),
        level=found.rule.level, removed=removed if removed > 0.005 else None,
    )  # fmt: skip
    return tabular.listed(lines, columns, words=told)


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
    if found is None:
        return tabular.instead(say("nothing-measured"))
    if not found.largest:
        return tabular.instead(say("outliers-none"))
    tamed = {(c.metric, c.arm): c.lift for c in found.tamed}
    measured = {(c.metric, c.arm): c.lift for c in found.comparisons}
    sums = [metric for metric in found.p.metrics if metric.kind != "share"]
    lines = [
        [name(metric), each.arm, each.unit, each.value, each.share,
         tabular.figure(measured.get((metric.key, each.arm))),
         tabular.figure(tamed.get((metric.key, each.arm)))]
        for metric in sums for each in found.largest if each.column == metric.column
    ]  # fmt: skip
    columns = {"metric": "text", "arm": "text", "unit": "text", "value": "number", "share": "share",
               "measured": "text", "tamed": "text"}  # fmt: skip
    return tabular.listed(lines, columns, words=say.parts("outliers"))


def who(told: Gains) -> tabular.Table | None:
    """Who gains most, where that was shown."""
    if told.why is not None:
        return tabular.instead(say(f"who-none.{told.why}"))
    if not any(gain.detected for gain in told.by_arm.values()):
        return tabular.instead(say("who-alike", traits=list(told.traits)))
    lines = [[arm, gain.most, gain.all_, say("who-detected", detected=gain.detected)]
             for arm, gain in told.by_arm.items()]  # fmt: skip
    columns = {"arm": "text", "most": "number", "all": "number", "shown": "text"}
    return tabular.listed(lines, columns, words=say.parts("who", traits=list(told.traits)))


def stock(found: Study | None) -> tabular.Table | None:
    """Whether control found more sold out as the test went on."""
    if found is None:
        return tabular.instead(say("nothing-measured"))
    if found.stock is None or found.stock.difference is None:
        return tabular.instead(say("stock-none"))
    one = found.stock
    lines = [[say("stock-early"), one.control_value], [say("stock-late"), one.arm_value],
             [say("stock-more"), one.difference]]  # fmt: skip
    told = say.parts("stock", competes=one.difference.low > 0)
    return tabular.listed(lines, {"when": "text", "value": "number"}, words=told)


def money(found: Study | None) -> tabular.Table | None:
    """What a version promises, less than it measured, in a year's money."""
    if found is None or found.stops or not found.promises:
        return tabular.instead(say("money-none"))
    lines = [
        [arm, promise.measured, promise.expected, promise.kept, yearly(found, arm)]
        for arm, promise in found.promises.items()
    ]  # fmt: skip
    columns = {"arm": "text", "measured": "share", "expected": "share", "kept": "share",
               "yearly": "money"}  # fmt: skip
    valued = any(line[-1] is not None for line in lines)
    if not valued:
        lines, columns = [line[:-1] for line in lines], _without(columns, "yearly")
    told = say.parts("money", typical=found.p.typical, valued=valued, cost=found.p.cost,
                     setup=found.p.setup, users=found.p.users_per_year,
                     value=found.p.value, metric=name(found.primary))  # fmt: skip
    return tabular.listed(lines, columns, words=told)


def plan(made: Plan) -> tabular.Table | None:
    """How many users and days each effect takes."""
    if made.base is None:
        return tabular.instead(say("plan-none"))
    lines = [
        [size.lift, size.users, size.days, say("plan-worth") if size.lift == made.worth else ""]
        for size in made.sizes
    ]  # fmt: skip
    told = say.parts(
        "plan", origin=made.origin, base=_base(made), power=made.power, level=made.level,
        daily=made.daily, waiting=made.waiting,
    )  # fmt: skip
    columns = {"lift": "share", "users": "count", "days": "count", "worth": "text"}
    return tabular.listed(lines, columns, words=told)


def _base(made: Plan) -> str:
    assert made.base is not None
    return quantity(made.base.value, made.unit)
