"""The report's sections, each a table of texts that page and letter share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taller import language, tabular
from taller.language import signed
from taller.monitoring.template.parts import Part, brief, clipped, part
from taller.monitoring.weekly_report.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taller.monitoring.weekly_report.result import Line, Metric, Result, Step

LONGEST, SHORTER = 120, 80  # characters of a text of others, for the report to stay a page


def sections(found: Result) -> dict[str, Part]:
    """All sections in the guide's order, by the name of their cell in the notebook."""
    return {
        "done": _done(found), "under-way": _under_way(found), "problems": _problems(found),
        "metrics": _metrics(found), "steps": _steps(found), "risks": _risks(found),
        "needs": _needs(found),
    }  # fmt: skip


def shown(found: Result, name: str) -> tabular.Table | None:
    """One section on the page."""
    return sections(found)[name].shown()


def _done(found: Result) -> Part:
    lines = [
        [clipped(line.name, LONGEST), line.owner, brief(line.done_on or found.until)]
        for line in found.done
    ] + [
        [say("decided", what=clipped(each.what, LONGEST)), each.by or say("unsaid"), brief(each.on)]
        for each in found.decided
    ]
    none = say("done-none", since=found.since, plan=found.progress is not None)
    return _part(found, say.parts("done", n=len(lines), since=found.since), lines, empty=none)


def _part(
    found: Result, words: Mapping[str, str], lines: list[list[str]], *, empty: str, note: str = ""
) -> Part:
    """A section of as many lines as the report has room for."""
    rest = say("rest", n=max(len(lines) - found.most, 0))
    return part(words, lines, most=found.most, note=note, empty=empty, rest=rest)


def _under_way(found: Result) -> Part:
    lines = [_task(line) for line in found.under_way]
    none = say("under-way-none", plan=found.progress is not None, until=found.until)
    words = say.parts("under-way", n=len(lines), until=found.until)
    return _part(found, words, lines, empty=none, note=say("under-way-note"))


def _task(line: Line) -> list[str]:
    ends = say("ends", day=brief(line.ends_on), critical=line.critical)
    return [clipped(line.name, LONGEST), line.owner, ends]


def _problems(found: Result) -> Part:
    lines = [
        [clipped(each.what, LONGEST + 70), clipped(each.solution, SHORTER), each.owner]
        for each in found.problems
    ]
    return _part(
        found,
        say.parts("problems", n=len(lines)),
        lines,
        empty=say("problems-none", plan=found.progress is not None),
    )


def _metrics(found: Result) -> Part:
    lines = [
        [f"{metric.title} · {metric.label}", value(metric), _was(metric),
         say(f"verdict.{metric.verdict}", rises=_rises(metric)), _target(metric)]
        for metric in found.metrics
    ]  # fmt: skip
    words = say.parts("metrics", day=brief(found.compared_on) if found.compared_on else None)
    kept = [i for i, key in enumerate(_columns(words)) if _says(key, found.metrics)]
    heads = {key: words[key] for i, key in enumerate(_columns(words)) if i in kept}
    lines = [[line[i] for i in kept] for line in lines]
    return part({"caption": words["caption"]} | heads, lines, most=found.most,
                note=_compared(found), empty=say("metrics-none"))  # fmt: skip


def _columns(words: dict[str, str]) -> list[str]:
    return [key for key in words if key not in ("caption", "note")]


def _says(column: str, metrics: Sequence[Metric]) -> bool:
    """Whether a column has something to say of these figures."""
    if column in ("was", "verdict"):
        return any(metric.verdict != "alone" for metric in metrics)
    return column != "target" or any(metric.target is not None for metric in metrics)


def value(metric: Metric) -> str:
    """A figure with its interval."""
    now = metric.now
    amount = language.quantity(now.value, now.unit)
    if now.is_exact:
        return amount
    told = say("interval", value=amount, interval=language.interval(now), level=now.level)
    return signed(told)


def _was(metric: Metric) -> str:
    if metric.before is None:
        return tabular.MISSING
    return language.quantity(metric.before.value, metric.before.unit)


def _rises(metric: Metric) -> bool:
    return metric.before is not None and metric.now.value > metric.before.value


def _target(metric: Metric) -> str:
    if metric.target is None:
        return tabular.MISSING
    now, slack = metric.now, 1e-9 * max(1.0, abs(metric.target))
    side = "above" if now.low > metric.target + slack else "below"
    side = side if side == "above" or now.high < metric.target - slack else "within"
    return say(
        "target",
        target=language.quantity(metric.target, now.unit),
        side=side,
        assumed=now.level is None,
    )


def _compared(found: Result) -> str:
    """What the figures that are not shown come to."""
    return say(
        "figures-compared", day=found.compared_on, compared=found.compared, moved=found.moved,
        same=found.same_data, comparable=found.comparable, all=found.figures_in_all,
        shown=len(found.metrics),
    )  # fmt: skip


def _steps(found: Result) -> Part:
    """Tasks that begin and what is proposed: half of each, or more of one where the other ends."""
    half = max(found.most // 2, found.most - len(found.steps))
    lines = [[clipped(each.name, LONGEST), each.owner, say("begins", day=brief(each.starts_on)), ""]
             for each in found.coming[:half]]  # fmt: skip
    lines += [
        [clipped(step.what, LONGEST), step.owner,
         say("decide-by", n=step.within_days or 0, repeated=step.repeated), _worth(step)]
        for step in found.steps
    ]  # fmt: skip
    over = len(found.coming) + len(found.steps) - found.most
    words = say.parts("steps")
    if not any(step.worth for step in found.steps):
        words, lines = {k: words[k] for k in words if k != "worth"}, [line[:3] for line in lines]
    made = part(words, lines, most=found.most, empty=say("steps-none"), note=say("steps-note"))
    rest = say("rest", n=over) if over > 0 else ""
    return replace(made, note=" ".join(filter(None, (made.note, rest))))


def _worth(step: Step) -> str:
    if step.worth is None:
        return tabular.MISSING
    return say("worth", value=language.money(step.worth.value), exact=step.worth.is_exact,
               interval=language.interval(step.worth))  # fmt: skip


def _risks(found: Result) -> Part:
    lines = [
        [say("risk", name=clipped(risk.name, SHORTER), new=risk.new),
         tabular.MISSING if risk.probability is None else language.percent(risk.probability, 0),
         tabular.MISSING if risk.cost is None else language.money(risk.cost),
         clipped(risk.mitigation or say("unsaid"), SHORTER), risk.owner or say("unsaid")]
        for risk in found.risks
    ]  # fmt: skip
    none = say("risks-none", plan=found.progress is not None)
    return _part(found, say.parts("risks", n=len(lines)), lines, empty=none, note=say("risks-note"))


def _needs(found: Result) -> Part:
    lines = [
        [say("who", name=each.who, named=each.named), language.number(each.days, 1),
         language.number(each.tasks)]
        for each in found.needed
    ]  # fmt: skip
    budget = "" if found.money is None else say(
        "budget", asked=found.money.asked, given=found.money.given,
        short=found.money.given is not None and found.money.asked > found.money.given,
    )  # fmt: skip
    none = say("needs-none", plan=found.progress is not None, last=found.ahead_to,
               missing=found.progress.missing if found.progress else 0)  # fmt: skip
    words = say.parts("needs", last=found.ahead_to)
    return _part(found, words, lines, note=budget, empty=f"{none} {budget}".strip())
