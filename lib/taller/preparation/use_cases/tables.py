"""Tables of the use cases: the ranking, what lifts it, what changes it, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.language import _, date, listing, number, percent, span
from taller.phase import Estimate
from taller.preparation.use_cases.features import catalogue
from taller.preparation.use_cases.features.catalogue import (
    criterion_label,
    kind_label,
    readiness_label,
)

if TYPE_CHECKING:
    from taller.phase import Unit
    from taller.preparation.use_cases.features.catalogue import Range
    from taller.preparation.use_cases.model.levers import Lever
    from taller.preparation.use_cases.model.ranking import Known, Lift, Ranked, Swap
    from taller.preparation.use_cases.model.sensitivity import Sensitivity
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


def label(kind: str, what: str) -> str:
    """What is missing, in words: a kind of data or a criterion of readiness."""
    return kind_label(what) if kind == "data" else readiness_label(what)


def lift_words(lift: Lift) -> str:
    """All that a lift consists of, in words."""
    said = []
    for what in lift.what:
        is_readiness = what in catalogue.Readiness.__args__  # type: ignore[attr-defined]
        said.append(label("readiness" if is_readiness else "data", what))
    return listing(said)


def ranking(found: Sequence[Ranked], drawn: Sensitivity) -> tabular.Table:
    """Each case with its priority, its places in the draws, and what it does."""
    frame = pd.DataFrame(
        {
            _("Use case"): [f"{each.rank} {each.case.name}" for each in found],
            _("Priority"): [drawn.estimate(each) for each in found],
            _("Places"): [_places(drawn.places_of(each)) for each in found],
            _("Among the first three"): [drawn.within(each, 3) for each in found],
            _("What it does"): [each.case.what for each in found],
        }
    )
    return tabular.table(
        frame,
        caption=_("The use cases in order of priority"),
        units={_("Among the first three"): "share"},
        note=_(
            "Below each priority, and under Places: the middle 95% of the draws. Ranges and "
            "weights are assumptions, and this is a sensitivity, not a probability."
        ),
        max_rows=LONG,
    )


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
    frame = pd.DataFrame(
        {
            _("Use case"): [each.case.name for each, _lift in rows],
            _("What would lift it"): [lift_words(lift) for _each, lift in rows],
            _("Feasibility"): [
                _move(each.feasibility.mid, lift.feasibility, 1) for each, lift in rows
            ],
            _("Priority"): [_move(each.score, lift.score, 2) for each, lift in rows],
            _("Place"): [_move(each.rank, lift.rank, 0) for each, lift in rows],
        }
    )
    return tabular.table(
        frame,
        caption=_("What holds cases back"),
        note=_("Each line as if that alone were put right; the greatest gains first."),
        max_rows=LIFTS_SHOWN,
    )


def _move(now: float, then: float, digits: int) -> str:
    """Two figures with an arrow, with as many decimals as tell them apart."""
    while number(now, digits) == number(then, digits) and digits < 4 and now != then:
        digits += 1
    return f"{number(now, digits)}{ARROW}{number(then, digits)}"


def levers(found: Sequence[Lever], client: Known) -> tabular.Table:
    """What would lift the most cases at once."""
    left = client.unassessed
    open_end = _("Not assessed yet: {what}. That lowers only the low end of ranges.").format(
        what=listing([readiness_label(name) for name in left])
    )
    if not found and left:
        return note(_("No data is missing, and nothing is known to be weak.") + f" {open_end}")
    if not found:
        return note(
            _("Nothing holds these cases back: their data is there, and readiness suffices.")
        )
    frame = pd.DataFrame(
        {
            _("What is missing or weak"): [label(lever.kind, lever.what) for lever in found],
            _("Cases it lifts"): [lever.lifted for lever in found],
            _("Points it adds, all together"): [number(lever.gain, 2) for lever in found],
            _("The most"): [
                _("{name}, place {places}").format(
                    name=lever.most, places=_move(lever.before, lever.after, 0)
                )
                for lever in found
            ],
        }
    )
    return tabular.table(
        frame,
        caption=_("What would help most"),
        units={_("Cases it lifts"): "count"},
        note=open_end if left else "",
    )


def swaps(found: Sequence[Swap], ranked: Sequence[Ranked]) -> tabular.Table:
    """The smallest move of one weight that makes neighbours change places."""
    if not found:
        return note(_("There is one case only: no order to change."))
    names = {each.case.key: f"{each.rank} {each.case.name}" for each in ranked}
    frame = pd.DataFrame(
        {
            _("Ahead"): [names[swap.above] for swap in found],
            _("Would be overtaken by"): [names[swap.below] for swap in found],
            _("Lead (points)"): [number(swap.gap, 3) for swap in found],
            _("If this weight"): [_weight(swap) for swap in found],
            _("moved"): [
                _move(swap.weight, swap.becomes, 2)
                if swap.criterion and swap.gap > LEVEL
                else tabular.MISSING
                for swap in found
            ],
        }
    )
    return tabular.table(
        frame,
        caption=_("What would change the order"),
        note=_(
            "At the second figure both are level; beyond it they change places. The other weights "
            "keep their proportions."
        ),
        max_rows=NEIGHBOURS_SHOWN,
    )


def _weight(swap: Swap) -> str:
    if swap.gap <= LEVEL:
        return _("level already")
    return criterion_label(swap.criterion) if swap.criterion else _("no weight alone")


def chosen(
    found: Sequence[Ranked], keys: Sequence[str], steady: dict[str, float], p: Params
) -> tabular.Table:
    """Which cases are taken on, what they cost, and what speaks against the others."""
    places = {each.case.key: each.rank for each in found}
    frame = pd.DataFrame(
        {
            _("Use case"): [f"{each.rank} {each.case.name}" for each in found],
            _("Taken on"): [_("yes") if e.case.key in keys else _("no") for e in found],
            _("In redraws"): [percent(steady[each.case.key], 0) for each in found],
            _("Cost"): [_span(each.case.money, "money") for each in found],
            _("Person-days"): [_span(each.case.person_days, "count") for each in found],
            _("Needs first"): [_first(each, places, p) for each in found],
        }
    )
    return tabular.table(
        frame,
        caption=_("What is taken on, and what it takes"),
        note=_(
            "Cost and person-days: the middle, and from the lowest to the highest. Redraws: "
            "impact, priority, cost and person-days drawn anew from their ranges, and the best "
            "choice made again; a sensitivity. Needs first: data that is missing, or cases "
            "by the number of their place."
        ),
        max_rows=LONG,
    )


def _first(each: Ranked, places: dict[str, int], p: Params) -> str:
    if each.missing:
        return listing([kind_label(kind) for kind in each.missing])
    out = [catalogue.name_of(key, p) for key in each.case.after if key not in places]
    if out:
        return _("{cases} (left out, so it cannot be taken on)").format(cases=listing(out))
    numbers = sorted(places[key] for key in each.case.after)
    return ", ".join(number(place) for place in numbers) or tabular.MISSING


def roadmap(found: Roadmap, p: Params) -> tabular.Table | None:
    """The roadmap as rows: weeks, owner, what it waits for, what shows that it works."""
    if not found.stages:
        return None
    frame = pd.DataFrame(
        {
            _("Use case"): [stage.name for stage in found.stages],
            _("Weeks"): [span(number(s.start_week), number(s.end_week)) for s in found.stages],
            _("Owner"): [stage.owner for stage in found.stages],
            _("Starts after"): [
                listing([catalogue.name_of(key, p) for key in stage.after]) or tabular.MISSING
                for stage in found.stages
            ],
            _("What shows that it works"): [stage.metric for stage in found.stages],
        }
    )
    return tabular.table(frame, caption=_("The roadmap"), note=_days(found), max_rows=LONG)


def _days(found: Roadmap) -> str:
    if found.starts_on is None:
        return ""
    return _("Week 1 begins on {first}; week {weeks} ends on {last}.").format(
        first=date(found.starts_on),
        weeks=number(found.weeks),
        last=date(max(stage.ends_on for stage in found.stages)),
    )


def assumptions(found: Sequence[Ranked], client: Known) -> tabular.Table:
    """What each case rests on: ranges, data, the notebook here, and where the ranges are from."""
    frame = pd.DataFrame(
        {
            _("Use case"): [each.case.name for each in found],
            _("Weeks"): [_span(each.case.weeks, "count") for each in found],
            _("Data"): [_data(each) for each in found],
            _("Analysis"): [_analysis(each, client) for each in found],
            _("Source"): [each.case.source or _("assumption") for each in found],
        }
    )
    return tabular.table(
        frame,
        caption=_("What each case takes, and where that comes from"),
        note=_("Weeks: the middle, and from the lowest to the highest. * Not built yet."),
        max_rows=LONG,
    )


def _span(span: Range, unit: Unit) -> Estimate:
    """A range as a table shows it: the middle, and the ends below."""
    return Estimate(
        value=span.mid, low=span.low, high=span.high, unit=unit, n=0, method="", level=None
    )


def _data(each: Ranked) -> str:
    said = []
    for kind in each.case.data:
        name = kind_label(kind)
        if kind in each.missing:
            name = _("{data} (missing)").format(data=name)
        elif kind in each.unknown:
            name = _("{data} (not known)").format(data=name)
        said.append(name)
    return listing(said) or tabular.MISSING


def _analysis(each: Ranked, client: Known) -> str:
    """What a case is worked out by, in words; a client's own notebook by its name."""
    name = each.case.notebook
    if name is None:
        return _("none here")
    said = {
        "classification": _("who will leave or buy"),
        "clustering": _("segments"),
        "experiment": _("experiments"),
        "llm": _("language models"),
        "optimisation": _("optimisation"),
        "recommendation": _("suggestions"),
        "regression": _("value and forecasts"),
        "saas_b2b": _("sales to companies"),
    }.get(name, name)
    return said if name in client.notebooks else f"{said} *"


def weights(p: Params) -> str:
    """The weights in one line."""
    said = [
        f"{criterion_label(name)} {percent(weight, 0)}"
        for name, weight in zip(catalogue.CRITERIA, p.weights.values(), strict=True)
    ]
    return _("Weights: {weights}.").format(weights=listing(said))
