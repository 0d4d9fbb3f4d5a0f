"""How far to trust the segments: what was checked, and what they cannot tell."""

from __future__ import annotations

from taller.development.clustering.evaluation.names import NUMBERED
from taller.development.clustering.result import Grouping, Segment
from taller.development.clustering.study import Study
from taller.language import _, date, interval, listing, ngettext, number, percent
from taller.phase import Check


def checks(study: Study) -> tuple[Check, ...]:
    """What was verified; those of groups only where there are groups to verify."""
    back = int((study.customers.frame["frequency"] > 1).sum())
    came_back = ngettext(
        "{n} customer has bought more than once", "{n} customers have bought more than once", back
    ).format(n=number(back))
    enough = study.shown.outlook is not None and study.shown.comparison is not None
    history = study.reason or _("two periods of {days} days").format(days=study.days)
    found = [*_of_groups(study)] if not study.choice.alike else []
    found.append((_("Customers come back"), back > 0, came_back))
    found.append((_("History is long enough to look at a next period"), enough, history))
    if study.shown.comparison is not None:
        found.append(_told_apart(study))
    return tuple(Check(name=n, passed=bool(passed), detail=d) for n, passed, d in found)


def _of_groups(study: Study) -> list[tuple[str, bool, str]]:
    p, choice = study.p, study.choice
    smallest = min(study.segments, key=lambda s: s.customers)
    size = _("smallest: {name}, {share}; asked for: {floor}").format(
        name=smallest.name, share=percent(smallest.share.value), floor=percent(p.min_share)
    )
    assert choice.stability is not None, "only a single segment has none"
    assert choice.grouping is not None, "only a single segment has none"
    stable = _(
        "adjusted Rand index {value} ({interval}), the share of pairs that stay together or apart "
        "when customers are drawn anew, corrected for chance; asked for: {floor}"
    ).format(
        value=number(choice.stability.value, 2),
        interval=interval(choice.stability),
        floor=number(p.min_stability, 2),
    )
    return [
        (_("The segmentation is stable"), choice.stability.low >= p.min_stability, stable),
        _found_again(study.segments, p.min_stability),
        (_("No segment is too small to act on"), smallest.share.value >= p.min_share, size),
        (
            _("There is a gap between the groups"),
            choice.grouping.natural,
            grouping_in_words(choice.grouping),
        ),
    ]


def _told_apart(study: Study) -> tuple[str, bool, str]:
    assert study.shown.comparison is not None, "asked only where there is one"
    found = study.shown.comparison.contenders[0].r_squared
    detail = _(
        "R² {value} ({interval}): the part of the differences in (the logarithm of) spend that "
        "groups learned a period before explain; 0: none"
    ).format(value=number(found.value, 2), interval=interval(found))
    return _("Groups tell later spend apart"), study.shown.tells_apart, detail


def _found_again(segments: list[Segment], least: float) -> tuple[str, bool, str]:
    weak = [s.name for s in segments if s.overlap.value < least]
    floor = number(least, 2)
    if weak:
        detail = _("overlap below {floor}: {names}").format(floor=floor, names=listing(weak))
    else:
        detail = _("every overlap is at least {floor}").format(floor=floor)
    return _("Each segment is found again when customers are redrawn"), not weak, detail


def grouping_in_words(grouping: Grouping) -> str:
    """Whether the segments are groups apart, in one sentence."""
    if grouping.natural:
        text = _(
            "halfway between the two groups least apart there are {found} customers ({interval}) "
            "for each one around a centre: fewer than any single heap would have"
        )
    else:
        text = _(
            "halfway between the two groups least apart there are {found} customers ({interval}) "
            "for each one around a centre: not shown to be fewer than one heap would have"
        )
    return text.format(found=number(grouping.between.value, 2), interval=interval(grouping.between))


def limits(study: Study, escaped: int, simulated: bool) -> tuple[str, ...]:
    """What the analysis cannot tell."""
    told = [
        _("Segments describe how customers bought; they do not show what an action would change."),
        _(
            "Next-period spend is what customers spent without these actions, in one period; "
            "season and earlier campaigns are in it."
        ),
        _history(study),
    ]
    if simulated:
        told.insert(0, _("The orders are simulated: the figures say nothing about a real shop."))
    told += _of_names(study)
    if study.nobody_came_back:
        told.append(
            _("Nobody has bought twice, so how often customers buy could not tell them apart.")
        )
    if study.shown.comparison is None:
        told.append(_("No comparison with RFM quintiles: {reason}.").format(reason=study.reason))
    else:
        told.append(study.shown.comparison.verdict)
    return (*told, *_of_few(study), *_of_cells(escaped))


def _history(study: Study) -> str:
    frame = study.customers.frame
    return _(
        "Customers are described as of {date}; the history goes back {days} days, so that at an "
        "earlier date every customer looks newer than they were, in the table of moves too."
    ).format(date=date(study.customers.as_of), days=number(int(frame["tenure_days"].max())))


def _of_names(study: Study) -> list[str]:
    told = []
    if study.choice.alike:
        told.append(_("All customers are one group: {reason}.").format(reason=study.choice.alike))
    elif study.structure != "groups":
        told.append(
            _(
                "The groups shown are numbered, not named: they cut customers into parts for an "
                "overview, and a customer near a cut might as well be on the other side."
            )
        )
    elif any(s.key == NUMBERED for s in study.segments):
        told.append(
            _("A group has a number where no name is true of three in four of its customers.")
        )
    return told


def _of_few(study: Study) -> list[str]:
    told = []
    if any(s.value is None for s in study.segments):
        told.append(
            _(
                "Shares of net sales by group are not told: one customer brings most of a group's, "
                "so that they would speak of a person."
            )
        )
    nothing_left = study.customers.nothing_left
    if nothing_left:
        told.append(
            ngettext(
                "{n} customer has no purchase left, as all was sent back or the purchase itself is "
                "not in the data, and is in no segment.",
                "{n} customers have no purchase left, as all was sent back or the purchase itself "
                "is not in the data, and are in no segment.",
                nothing_left,
            ).format(n=number(nothing_left))
        )
    if study.choice.merged:
        told.append(
            _(
                "{n} segments stand together as “{name}”: alone, or by subtraction, they would "
                "tell of too few people."
            ).format(n=number(study.choice.merged), name=study.segments[-1].name)
        )
    return told


def _of_cells(escaped: int) -> list[str]:
    if not escaped:
        return []
    return [
        ngettext(
            "{n} cell of the CSV began like a formula and got a leading apostrophe: take it "
            "off when matching.",
            "{n} cells of the CSV began like a formula and got a leading apostrophe: take it "
            "off when matching.",
            escaped,
        ).format(n=number(escaped))
    ]
