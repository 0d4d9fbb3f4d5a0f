"""Tables of the use cases: the ranking, what lifts it, what changes it, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.language import listing, number, percent, span
from taller.phase import Estimate
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.messages import say

if TYPE_CHECKING:
    from taller.phase import Unit
    from taller.preparation.use_cases.features.catalogue import Range
    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.ranking import Known, Ranked, Swap
    from taller.preparation.use_cases.model.sensitivity import Sensitivity
    from taller.preparation.use_cases.model.study import Choice
    from taller.preparation.use_cases.params import Params
    from taller.preparation.use_cases.result import Roadmap

LONG = 40  # rows shown of a table with one row per case
NEIGHBOURS_SHOWN = 10
LIFTS_SHOWN = 12
LEVEL = 1e-9  # a lead that is none
ARROW = "\u00a0→\u00a0"  # kept on one line


def note(text: str) -> tabular.Table:
    """A plain sentence where there is nothing to tabulate or to draw."""
    return tabular.Table(f"<p>{escape(text)}</p>", text)


def needs(what: Sequence[str]) -> list[str]:
    """Kinds of data and criteria of readiness, in words."""
    return [say(f"need.{each}") for each in what]


def ranking(found: Sequence[Ranked], drawn: Sensitivity) -> tabular.Table:
    """Each case with its priority, its places in the draws, and what it does."""
    columns = {
        "case": [f"{each.rank} {each.case.name}" for each in found],
        "priority": [drawn.estimate(each) for each in found],
        "places": [_places(drawn.places_of(each)) for each in found],
        "top": [drawn.within(each, 3) for each in found],
        "what": [each.case.what for each in found],
    }
    words, units = say.parts("ranking"), {"top": "share"}
    return tabular.table(pd.DataFrame(columns), words=words, units=units, max_rows=LONG)


def _places(places: tuple[int, int]) -> str:
    low, high = places
    if low == high:
        return number(low)
    return span(number(low), number(high))


def lifts(found: Sequence[Ranked]) -> tabular.Table | None:
    """For each case held back, what would lift it and to how much; None if nothing is."""
    rows = [(each, lift) for each in found for lift in each.lifts]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[0].score - row[1].score, row[0].rank))
    columns = {
        "case": [each.case.name for each, _lift in rows],
        "what": [listing(needs(lift.what)) for _each, lift in rows],
        "feasibility": [_move(each.feasibility.mid, lift.feasibility, 1) for each, lift in rows],
        "priority": [_move(each.score, lift.score, 2) for each, lift in rows],
        "place": [_move(each.rank, lift.rank, 0) for each, lift in rows],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("lifts"), max_rows=LIFTS_SHOWN)


def _move(now: float, then: float, digits: int) -> str:
    """Two figures with an arrow, with as many decimals as tell them apart."""
    while number(now, digits) == number(then, digits) and digits < 4 and now != then:
        digits += 1
    return f"{number(now, digits)}{ARROW}{number(then, digits)}"


def levers(found: Sequence[Lever], client: Known) -> tabular.Table:
    """What would lift the most cases at once."""
    left = needs(client.unassessed)
    if not found:
        return note(say("levers-empty", assessed=client.assessed, what=left))
    columns = {
        "what": [say(f"need.{lever.what}") for lever in found],
        "cases": [lever.lifted for lever in found],
        "gain": [number(lever.gain, 2) for lever in found],
        "most": [
            say("lever-most", name=lever.most, places=_move(lever.before, lever.after, 0))
            for lever in found
        ],
    }
    open_end = say("limit-unassessed", what=left) if left else ""
    frame, words, units = pd.DataFrame(columns), say.parts("levers"), {"cases": "count"}
    return tabular.table(frame, words=words, units=units, note=open_end)


def swaps(found: Sequence[Swap], ranked: Sequence[Ranked]) -> tabular.Table:
    """The smallest move of one weight that makes neighbours change places."""
    if not found:
        return note(say("swaps-empty"))
    names = {each.case.key: f"{each.rank} {each.case.name}" for each in ranked}
    columns = {
        "above": [names[swap.above] for swap in found],
        "below": [names[swap.below] for swap in found],
        "lead": [number(swap.gap, 3) for swap in found],
        "weight": [_weight(swap) for swap in found],
        "move": [
            _move(swap.weight, swap.becomes, 2)
            if swap.criterion and swap.gap > LEVEL
            else tabular.MISSING
            for swap in found
        ],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("swaps"), max_rows=NEIGHBOURS_SHOWN)


def _weight(swap: Swap) -> str:
    if swap.gap <= LEVEL:
        return say("swap.level")
    return say(f"criterion.{swap.criterion}") if swap.criterion else say("swap.none")


def chosen(found: Sequence[Ranked], choice: Choice, p: Params) -> tabular.Table:
    """Which cases are taken on, what they cost, and what speaks against the others."""
    keys = choice.portfolio.chosen
    places = {each.case.key: each.rank for each in found}
    columns = {
        "case": [f"{each.rank} {each.case.name}" for each in found],
        "taken": [say("taken-on", taken=each.case.key in keys) for each in found],
        "steady": [percent(choice.steady[each.case.key], 0) for each in found],
        "cost": [_span(each.case.money, "money") for each in found],
        "days": [_span(each.case.person_days, "count") for each in found],
        "first": [_first(each, places, p) for each in found],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("chosen"), max_rows=LONG)


def _first(each: Ranked, places: dict[str, int], p: Params) -> str:
    if each.missing:
        return listing(needs(each.missing))
    out = [catalogue.name_of(key, p) for key in each.case.after if key not in places]
    if out:
        return say("needs-left-out", cases=out)
    numbers = sorted(places[key] for key in each.case.after)
    return ", ".join(number(place) for place in numbers) or tabular.MISSING


def roadmap(found: Roadmap, p: Params) -> tabular.Table | None:
    """The roadmap as rows: weeks, owner, what it waits for, what shows that it works."""
    if not found.stages:
        return None
    columns = {
        "case": [stage.name for stage in found.stages],
        "weeks": [span(number(s.start_week), number(s.end_week)) for s in found.stages],
        "owner": [stage.owner for stage in found.stages],
        "after": [
            listing([catalogue.name_of(key, p) for key in stage.after]) or tabular.MISSING
            for stage in found.stages
        ],
        "metric": [stage.metric for stage in found.stages],
    }
    frame, words = pd.DataFrame(columns), say.parts("roadmap")
    return tabular.table(frame, words=words, note=_days(found), max_rows=LONG)


def _days(found: Roadmap) -> str:
    if found.starts_on is None:
        return ""
    last = max(stage.ends_on for stage in found.stages)
    return say("roadmap-days", first=found.starts_on, weeks=found.weeks, last=last)


def assumptions(found: Sequence[Ranked], client: Known) -> tabular.Table:
    """What each case rests on: ranges, data, the notebook here, and where the ranges are from."""
    columns = {
        "case": [each.case.name for each in found],
        "weeks": [_span(each.case.weeks, "count") for each in found],
        "data": [_data(each) for each in found],
        "analysis": [_analysis(each, client) for each in found],
        "source": [each.case.source or say("source-none") for each in found],
    }
    return tabular.table(pd.DataFrame(columns), words=say.parts("assumptions"), max_rows=LONG)


def _span(span: Range, unit: Unit) -> Estimate:
    """A range as a table shows it: the middle, and the ends below."""
    return Estimate(
        value=span.mid, low=span.low, high=span.high, unit=unit, n=0, method="", level=None
    )


def _data(each: Ranked) -> str:
    states = dict.fromkeys(each.missing, "missing") | dict.fromkeys(each.unknown, "unknown")
    said = [
        say("data", data=say(f"need.{kind}"), state=states.get(kind, "there"))
        for kind in each.case.data
    ]
    return listing(said) or tabular.MISSING


def _analysis(each: Ranked, client: Known) -> str:
    """What a case is worked out by, in words; a client's own notebook by its name."""
    name = each.case.notebook
    if name is None:
        return say("analysis-none")
    said = say(f"analysis.{name}") if say.has(f"analysis.{name}") else name
    return said if name in client.notebooks else f"{said} *"


def weights(p: Params) -> str:
    """The weights in one line."""
    said = [
        say("weight", criterion=say(f"criterion.{name}"), share=weight)
        for name, weight in zip(catalogue.CRITERIA, p.weights.values(), strict=True)
    ]
    return say("limit-weights", weights=said)
