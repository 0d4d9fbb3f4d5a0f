"""What the segments mean for the client: headline, key figures, decisions, checks and limits."""

from __future__ import annotations

from dataclasses import dataclass

from taller.development.clustering import (
    Comparison,
    Customers,
    Grouping,
    Params,
    Result,
    Segment,
)
from taller.development.clustering_model import Choice, Prepared
from taller.development.clustering_names import TOGETHER, archetypes, feature_label
from taller.development.clustering_value import Migration, Outlook
from taller.language import (
    _,
    interval,
    listing,
    money,
    ngettext,
    number,
    percent,
)
from taller.phase import Artifact, Check, Decision, Figure

CLEAR_SILHOUETTE = 0.5  # Kaufman and Rousseeuw (1990): below this, structure is weak


@dataclass(frozen=True)
class Study:
    """All that the steps of the analysis found.

    Attributes
    ----------
    reason : why there is no comparison, where there is none
    """

    p: Params
    customers: Customers
    prepared: Prepared
    choice: Choice
    segments: list[Segment]
    outlook: Outlook | None
    migration: Migration | None
    comparison: Comparison | None
    reason: str = ""

    @property
    def top(self) -> Segment:
        """The segment with the largest share of net sales."""
        return top(self.segments)

    @property
    def days(self) -> str:
        """Length of the next period, written out."""
        return number(self.p.holdout_days)

    @property
    def nobody_came_back(self) -> bool:
        """Whether every customer has exactly one order."""
        return bool((self.customers.frame["frequency"] == 1).all())


def conclude(
    study: Study,
    *,
    artifacts: tuple[Artifact, ...] = (),
    escaped: int = 0,
    simulated: bool = False,
) -> Result:
    """Put everything found into one result.

    Parameters
    ----------
    escaped : cells of the CSV that got an apostrophe
    simulated : whether the orders come from a simulator
    """
    return Result(
        headline=_headline(study),
        figures=_figures(study),
        decisions=_decisions(study),
        checks=_checks(study),
        limits=_limits(study, escaped, simulated),
        artifacts=artifacts,
        as_of=study.customers.as_of,
        customers=len(study.customers),
        nothing_left=study.customers.nothing_left,
        segments=tuple(study.segments),
        stability=study.choice.stability,
        candidates=tuple(study.choice.candidates),
        grouping=study.choice.grouping,
        used=tuple(study.prepared.used),
        dropped=tuple(study.prepared.dropped),
        migration=tuple(study.migration.told) if study.migration else (),
        comparison=study.comparison,
        escaped_cells=escaped,
    )


def top(segments: list[Segment]) -> Segment:
    """The segment with the largest share of net sales, but for small ones taken together."""
    return max(segments, key=lambda s: (s.key != TOGETHER, s.value.value, -s.number))


def _headline(study: Study) -> str:
    best, outlook = study.top, study.outlook
    said = {
        "name": best.name,
        "size": number(best.customers),
        "share": percent(best.share.value, 0),
        "n": number(len(study.customers)),
        "value": percent(best.value.value, 0),
        "interval": interval(best.value),
        "k": number(len(study.segments)),
    }
    if study.nobody_came_back:
        text = _(
            "None of the {n} customers has bought twice; of {k} segments of first orders, “{name}” "
            "({share} of customers) brings {value} of net sales ({interval})."
        )
    elif best.next_spend is None or outlook is None:
        text = _(
            "Customers fall into {k} segments, and one of them, “{name}” ({size} of {n} "
            "customers), brings {value} of net sales ({interval})."
        )
    else:
        text = _(
            "One of {k} segments, “{name}”, holds {share} of customers and brings {value} of net "
            "sales ({interval}); those who were in it {days} days ago have since spent {spend} "
            "each, against {all} for the average customer."
        )
        said |= {
            "spend": money(best.next_spend.value),
            "days": study.days,
            "all": money(outlook.all_spend.value),
        }
    return text.format(**said)


def _figures(study: Study) -> tuple[Figure, ...]:
    best, outlook, days = study.top, study.outlook, study.days
    label = _("Share of net sales from “{name}”").format(name=best.name)
    figures = [Figure(key="top_segment_value", label=label, estimate=best.value)]
    if outlook and best.next_spend:
        label = _("Spend per customer of “{name}” in {days} days").format(name=best.name, days=days)
        figures.append(Figure(key="top_segment_next_spend", label=label, estimate=best.next_spend))
    if outlook:
        label = _("Customers who bought again within {days} days").format(days=days)
        figures.append(Figure(key="came_back", label=label, estimate=outlook.all_came_back))
    k = number(study.choice.segments)
    label = _("Stability of {k} segments (1: never change)").format(k=k)
    figures.append(Figure(key="stability", label=label, estimate=study.choice.stability))
    if study.comparison:
        label = _("Next-period spend explained: segments minus RFM cells (R²)")
        figures.append(
            Figure(key="gain_over_rfm", label=label, estimate=study.comparison.difference)
        )
    return tuple(figures)


def _decisions(study: Study) -> tuple[Decision, ...]:
    chosen = [study.top]
    urgent = {a.key for a in archetypes() if a.urgent}
    rest = [s for s in study.segments if s is not chosen[0] and s.key != TOGETHER]
    # What may still be lost comes first, then what is worth most.
    rest.sort(key=lambda s: (s.key not in urgent, -s.value.value))
    decisions = [
        Decision(what=f"{s.name}: {_lower_first(s.action)}", owner=s.owner, effect=s.effect)
        for s in (chosen + rest)[:3]
    ]
    decisions.append(
        Decision(
            what=_("Keep a random tenth of each segment out of its action for one period"),
            owner=_("Marketing director"),
            effect=_("Shows what the action itself brings; this analysis cannot"),
        )
    )
    if study.comparison:
        decisions.append(_use_of_segments(study.comparison))
    return tuple(decisions)


def _use_of_segments(comparison: Comparison) -> Decision:
    if comparison.difference.high < 0 or comparison.difference_score.high < 0:
        what = _("Use the segments to decide what to say, and RFM scores to forecast what is spent")
    elif comparison.difference.low > 0:
        what = _("Use the segments for forecasts as well, in place of RFM cells")
    else:
        what = _(
            "Use the segments in place of RFM cells: fewer groups, and no worse a forecast shown"
        )
    return Decision(what=what, owner=_("Head of analytics"), effect=comparison.verdict)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _checks(study: Study) -> tuple[Check, ...]:
    p, choice = study.p, study.choice
    smallest = min(study.segments, key=lambda s: s.customers)
    back = int((study.customers.frame["frequency"] > 1).sum())
    stable = _("stability {value} ({interval}); asked for: {floor}").format(
        value=number(choice.stability.value, 2),
        interval=interval(choice.stability),
        floor=number(p.min_stability, 2),
    )
    size = _("smallest: {name}, {share}; asked for: {floor}").format(
        name=smallest.name, share=percent(smallest.share.value), floor=percent(p.min_share)
    )
    came_back = ngettext(
        "{n} customer has bought more than once", "{n} customers have bought more than once", back
    ).format(n=number(back))
    enough = study.outlook is not None and study.comparison is not None
    history = study.reason or _("two periods of {days} days").format(days=study.days)
    return tuple(
        Check(name=name, passed=bool(passed), detail=detail)
        for name, passed, detail in (
            (_("The segmentation is stable"), choice.stability.low >= p.min_stability, stable),
            _found_again(study.segments, p.min_stability),
            (_("No segment is too small to act on"), smallest.share.value >= p.min_share, size),
            (
                _("The segments are more than cuts through one cloud"),
                choice.grouping.natural,
                grouping_in_words(choice.grouping),
            ),
            (_("Customers come back"), back > 0, came_back),
            (_("History is long enough to look at a next period"), enough, history),
        )
    )


def _found_again(segments: list[Segment], least: float) -> tuple[str, bool, str]:
    weak = [s.name for s in segments if s.overlap.value < least]
    floor = number(least, 2)
    if weak:
        detail = _("overlap below {floor}: {names}").format(floor=floor, names=listing(weak))
    else:
        detail = _("every overlap is at least {floor}").format(floor=floor)
    return _("Each segment is found again when customers are redrawn"), not weak, detail


def grouping_in_words(grouping: Grouping) -> str:
    """Whether the segments are natural groups, in one sentence."""
    if not grouping.natural:
        text = _(
            "silhouette {found} against {low} to {high} for one cloud: the segments are convenient "
            "cuts of a continuum, not natural groups"
        )
    elif grouping.silhouette < CLEAR_SILHOUETTE:
        text = _(
            "silhouette {found} against {low} to {high} for one cloud: more than chance cuts, but "
            "neighbouring segments shade into one another"
        )
    else:
        text = _(
            "silhouette {found} against {low} to {high} for one cloud: the segments are clearly "
            "separate groups"
        )
    return text.format(
        found=number(grouping.silhouette, 2),
        low=number(grouping.expected.low, 2),
        high=number(grouping.expected.high, 2),
    )


def _limits(study: Study, escaped: int, simulated: bool) -> tuple[str, ...]:
    limits = [
        _("Segments describe how customers bought; they do not show what an action would change."),
        _(
            "Next-period spend is what customers spent without these actions, in one period; "
            "season and earlier campaigns are in it."
        ),
    ]
    longest = int(study.customers.frame["tenure_days"].max())
    limits.append(
        _(
            "The history goes back {days} days: at an earlier date every customer looks newer than "
            "they were, in the migration table too."
        ).format(days=number(longest))
    )
    if simulated:
        limits.insert(0, _("The orders are simulated: the figures say nothing about a real shop."))
    if not study.choice.by_stability:
        limits.append(
            _(
                "No number of segments reached the stability and size asked for; the most "
                "stable was taken."
            )
        )
    if study.nobody_came_back:
        limits.append(
            _("Nobody has bought twice, so how often customers buy could not tell them apart.")
        )
    if study.comparison is None:
        limits.append(_("No comparison with RFM quintiles: {reason}.").format(reason=study.reason))
    nothing_left = study.customers.nothing_left
    if nothing_left:
        limits.append(
            ngettext(
                "{n} customer had every purchase cancelled or returned, and is in no segment.",
                "{n} customers had every purchase cancelled or returned, and are in no segment.",
                nothing_left,
            ).format(n=number(nothing_left))
        )
    if study.choice.merged:
        limits.append(
            _(
                "{n} segments stand together as “{name}”: alone, or by subtraction, they would "
                "tell of too few people."
            ).format(n=number(study.choice.merged), name=study.segments[-1].name)
        )
    if escaped:
        limits.append(
            ngettext(
                "{n} cell of the CSV began like a formula and got a leading apostrophe: take it "
                "off when matching.",
                "{n} cells of the CSV began like a formula and got a leading apostrophe: take it "
                "off when matching.",
                escaped,
            ).format(n=number(escaped))
        )
    return tuple(limits)


def dropped_in_words(prepared: Prepared) -> str:
    """Which features the segments rest on and which were left out, in one sentence or two."""
    used = _("The segments rest on {features}.").format(
        features=listing([feature_label(f) for f in prepared.used])
    )
    out = [
        _("{feature} was left out: {reason}.").format(
            feature=_upper_first(feature_label(d.feature)), reason=d.reason
        )
        for d in prepared.dropped
    ]
    return " ".join([used, *out])


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
