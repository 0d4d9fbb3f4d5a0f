"""What the segments mean for the client: headline and key figures, and all of it as one result."""

from __future__ import annotations

from collections.abc import Iterator

from taller.development.clustering.findings.decisions import decisions
from taller.development.clustering.findings.trust import checks, limits
from taller.development.clustering.messages import say
from taller.development.clustering.model.segmentation import Prepared
from taller.development.clustering.result import Result
from taller.development.clustering.study import Study
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
        return say("headline-silence", days=study.silence, date=study.customers.as_of)
    if study.structure != "groups":
        return " ".join([*_first(study), _not_grouped(study)])
    said = [*_first(study), _grouped(study)]
    if not study.shown.tells_apart:
        said.append(say("headline-not-shown"))
    return " ".join(said)


def _first(study: Study) -> Iterator[str]:
    """What has to be known before anything else, if anything."""
    outlook = study.shown.outlook
    if study.nobody_came_back:
        yield say("headline-first.once", n=len(study.customers))
    elif outlook is not None and outlook.all_came_back.high < HARDLY:
        yield say("headline-first.gone", days=outlook.days, back=outlook.all_came_back)
    elif study.few_bring_most:
        yield say("headline-first.few", n=max(study.minimum, 2))


def _grouped(study: Study) -> str:
    best, k = study.top, len(study.segments)
    if best is None or best.value is None or study.few_bring_most:
        return say("headline-groups", n=len(study.customers), k=k)
    return say(
        "headline-best",
        k=k,
        name=best.name,
        share=best.share,
        value=best.value,
        spend=best.next_spend if best.standing == "above" else None,
        days=study.p.holdout_days,
        others=best.others_spend or 0.0,
    )


def _not_grouped(study: Study) -> str:
    """What to do without groups, and that there are none."""
    kept, reason = study.shown.persistence, say(f"no-groups.{study.structure}")
    if kept is None or not kept.shown:
        tried = kept is not None
        return say("headline-alike", n=len(study.customers), reason=reason, tried=tried)
    top = kept.top if kept.others else None
    return say("headline-by-spend", reason=reason, top=top, others=kept.others, date=kept.start)


def _figures(study: Study) -> tuple[Figure, ...]:
    n, days = len(study.customers), study.p.holdout_days
    counted = Estimate.exact(float(n), unit="count", n=n, method=say("figure.counted"))
    label = say("figure.customers", date=study.customers.as_of)
    figures = [Figure(key="customers", label=label, estimate=counted)]
    best, outlook, kept = study.top, study.shown.outlook, study.shown.persistence
    if best is not None and best.value is not None and not study.few_bring_most:
        label = say("figure.top_segment_value", name=best.name)
        figures.append(
            Figure(key="top_segment_value", subject=best.name, label=label, estimate=best.value)
        )
    if outlook is not None:
        label = say("figure.came_back", days=days)
        figures.append(Figure(key="came_back", label=label, estimate=outlook.all_came_back))
    if kept is not None and kept.shown and kept.top is not None and kept.others is not None:
        label = say("figure.top_fifth_next_spend", days=days)
        figures.append(Figure(key="top_fifth_next_spend", label=label, estimate=kept.top))
        label = say("figure.others_next_spend", days=days)
        figures.append(Figure(key="others_next_spend", label=label, estimate=kept.others))
    return tuple(figures)


def dropped_in_words(prepared: Prepared) -> str:
    """Which features the segments rest on and which were left out, in one sentence or two."""
    if not prepared.used:
        return say("nothing-used")
    used = say("used", features=[say(f"feature.{f}") for f in prepared.used])
    out = [
        say("left-out", feature=say(f"feature.{d.feature}"), reason=d.reason)
        for d in prepared.dropped
    ]
    return " ".join([used, *out])
