"""What the segments mean for the client: headline and key figures, and all of it as one result."""

from __future__ import annotations

from taller.development.clustering.findings.decisions import decisions
from taller.development.clustering.findings.trust import checks, limits
from taller.development.clustering.model.segmentation import Prepared
from taller.development.clustering.result import Result
from taller.development.clustering.study import Study
from taller.development.clustering.words import feature_label, upper_first
from taller.language import _, date, interval, listing, money, number, percent
from taller.phase import Artifact, Estimate, Figure

HARDLY = 0.05  # share of customers who ordered again below which that goes first


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
        headline=headline(study),
        figures=_figures(study),
        decisions=decisions(study),
        checks=checks(study),
        limits=limits(study, escaped, simulated),
        artifacts=artifacts,
        as_of=study.customers.as_of,
        customers=len(study.customers),
        nothing_left=study.customers.nothing_left,
        segments=tuple(study.segments),
        structure=study.structure,
        stability=study.choice.stability,
        candidates=tuple(study.choice.candidates),
        grouping=study.choice.grouping,
        used=tuple(study.prepared.used),
        dropped=tuple(study.prepared.dropped),
        migration=tuple(study.migration.told) if study.migration else (),
        comparison=study.shown.comparison,
        persistence=study.shown.persistence,
        escaped_cells=escaped,
    )


def headline(study: Study) -> str:
    """The finding: what to do where there is something to do, and how far the groups go."""
    if study.silence:
        return _(
            "Nobody has ordered in the {days} days before {date}: see whether the orders reach "
            "that far before acting on any of this."
        ).format(days=number(study.silence), date=date(study.customers.as_of))
    said = _first(study)
    if study.structure != "groups":
        return " ".join([*said, _not_grouped(study)])
    said.append(_grouped(study))
    if not study.shown.tells_apart:
        said.append(_("That the groups go on to spend differently is not shown yet."))
    return " ".join(said)


def _first(study: Study) -> list[str]:
    """What has to be known before anything else, if anything."""
    outlook = study.shown.outlook
    if study.nobody_came_back:
        n = number(len(study.customers))
        return [_("None of the {n} customers has bought twice.").format(n=n)]
    if outlook is not None and outlook.all_came_back.high < HARDLY:
        text = _("Of the customers known {days} days ago, {share} ({interval}) have ordered since.")
        back = outlook.all_came_back
        share = percent(back.value)
        return [text.format(days=number(outlook.days), share=share, interval=interval(back))]
    if study.few_bring_most:
        text = _("Fewer than {n} customers bring more than half of net sales.")
        return [text.format(n=number(max(study.minimum, 2)))]
    return []


def _grouped(study: Study) -> str:
    best = study.top
    if best is None or best.value is None or study.few_bring_most:
        text = _("The {n} customers fall into {k} separate groups.")
        return text.format(n=number(len(study.customers)), k=number(len(study.segments)))
    said = {
        "k": number(len(study.segments)),
        "name": best.name,
        "share": percent(best.share.value, 0),
        "value": percent(best.value.value, 0),
        "interval": interval(best.value),
    }
    text = _(
        "Customers fall into {k} separate groups; “{name}”, {share} of customers, brings {value} "
        "of net sales ({interval})."
    )
    if best.standing == "above" and best.next_spend is not None:
        text = _(
            "Customers fall into {k} separate groups; “{name}”, {share} of customers, brings "
            "{value} of net sales ({interval}), and those in it {days} days ago have since spent "
            "{spend} each ({spread}), against {others} for the others."
        )
        said |= {
            "days": study.days,
            "spend": money(best.next_spend.value),
            "spread": interval(best.next_spend),
            "others": money(best.others_spend or 0.0),
        }
    return text.format(**said)


def _not_grouped(study: Study) -> str:
    """What to do without groups, and that there are none."""
    reason = {
        "alike": _("no groups can be told apart among them"),
        "unstable": _("they do not fall into groups that would be found again"),
        "degrees": _("no groups with a gap between them are found, only differences of degree"),
    }[study.structure]
    kept = study.shown.persistence
    if kept is None or not kept.shown:
        text = _("Treat the {n} customers alike for now: {reason}.")
        if kept is not None:
            text = _(
                "Treat the {n} customers alike for now: {reason}, and what they have spent so far "
                "is not shown to tell what they spend next."
            )
        return text.format(n=number(len(study.customers)), reason=reason)
    text = _("Treat customers by what they have spent, not by group: {reason}.")
    if kept.top is not None and kept.others is not None:
        text = _(
            "Treat customers by what they have spent, not by group: the fifth that had spent most "
            "by {date} has since spent {spend} each ({interval}), against {others} for the others; "
            "{reason}."
        )
        return text.format(
            reason=reason,
            date=date(kept.start),
            spend=money(kept.top.value),
            interval=interval(kept.top),
            others=money(kept.others.value),
        )
    return text.format(reason=reason)


def _figures(study: Study) -> tuple[Figure, ...]:
    label = _("Customers described, as of {date}").format(date=date(study.customers.as_of))
    n = len(study.customers)
    counted = Estimate.exact(float(n), unit="count", n=n, method=_("counted"))
    figures = [Figure(key="customers", label=label, estimate=counted)]
    best, outlook, kept = study.top, study.shown.outlook, study.shown.persistence
    if best is not None and best.value is not None and not study.few_bring_most:
        label = _("Share of net sales from “{name}”").format(name=best.name)
        figures.append(Figure(key="top_segment_value", label=label, estimate=best.value))
    if outlook is not None:
        label = _("Customers who bought again within {days} days").format(days=study.days)
        figures.append(Figure(key="came_back", label=label, estimate=outlook.all_came_back))
    if kept is not None and kept.shown and kept.top is not None and kept.others is not None:
        label = _("Spend in {days} days of the fifth that had spent most").format(days=study.days)
        figures.append(Figure(key="top_fifth_next_spend", label=label, estimate=kept.top))
        label = _("Spend in {days} days of the other customers").format(days=study.days)
        figures.append(Figure(key="others_next_spend", label=label, estimate=kept.others))
    return tuple(figures)


def dropped_in_words(prepared: Prepared) -> str:
    """Which features the segments rest on and which were left out, in one sentence or two."""
    if not prepared.used:
        return _("No feature tells customers apart.")
    used = _("The segments rest on {features}.").format(
        features=listing([feature_label(f) for f in prepared.used])
    )
    out = [
        _("{feature} was left out: {reason}.").format(
            feature=upper_first(feature_label(d.feature)), reason=d.reason
        )
        for d in prepared.dropped
    ]
    return " ".join([used, *out])
