"""What it means: headline, key figures, which model to buy, checks and limits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from taller.development.llm.evaluation.models import is_usable
from taller.development.llm.messages import say
from taller.development.llm.result import Result
from taller.development.llm.tables import model
from taller.development.template.comparison import demanded
from taller.phase import Check, Decision, Estimate, Figure, effort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from taller.development.llm.evaluation.models import Compared
    from taller.development.llm.features.texts import Texts
    from taller.development.llm.model.copy import Copy
    from taller.development.llm.model.summarise import Summary
    from taller.development.llm.params import Params
    from taller.development.llm.result import Quality
    from taller.phase import Artifact

ENOUGH = 300  # labelled texts that a person can make in a day or two


def conclude(
    texts: Texts | None, found: Compared, placed: pd.DataFrame | None, copies: Sequence[Copy],
    summary: Summary, done: Sequence[Quality], paid: pd.DataFrame, p: Params,
    artifacts: Sequence[Artifact] = (),
) -> Result:  # fmt: skip
    """Put what was found into one result.

    Parameters
    ----------
    paid : what the door counted in this run
    """
    volume = p.classify.texts_a_year or (texts.a_year if texts else None)
    return Result(
        headline=headline(texts, found, copies, p.classify.margin),
        figures=(*_figures(found, placed), *_of_copies(copies)),
        decisions=_decisions(texts, found, p, volume),
        checks=_checks(found),
        limits=_limits(texts, found, p, volume, copies),
        verdict=summary.verdict() if p.on_first_page else None,
        artifacts=tuple(artifacts),
        offline=paid.empty,
        tasks=tuple(done),
        copies=len(copies),
        passed=sum(copy.usable for copy in copies),
        dollars=0.0 if paid.empty else float(paid["cost"].sum()),
        texts=len(texts.frame) if texts else 0,
        labelled=len(texts.labelled) if texts else 0,
        judged=found.judged,
        chosen=found.winner.name if found.winner else "",
        a_year=volume,
    )


def headline(texts: Texts | None, found: Compared, copies: Sequence[Copy], margin: float) -> str:
    """Which way to sort texts, or why none; without texts what campaign texts came to."""
    if texts is None:
        return say("headline-none", copies=len(copies), passed=sum(copy.usable for copy in copies),
                   offline=all(copy.offline for copy in copies))  # fmt: skip
    won = found.winner
    name, share = found.commonest or ("", 0.0)
    return say(
        f"headline.{found.outcome}", n=found.n, texts=len(texts.frame), model=found.best_name,
        right=won.right if won else None, way=found.chosen, commonest=name, share=share,
        better=found.best.better if found.best else None, services=len(found.services),
        margin=margin,
    )  # fmt: skip


def _figures(found: Compared, placed: pd.DataFrame | None) -> tuple[Figure, ...]:
    made = []
    for each in found.judged[:1] + tuple(b for b in (found.best,) if b):
        label, key = model(each), "cheap" if each is found.cheap else "service"
        if key in [figure.key.partition("_")[2] for figure in made]:
            continue
        made.append(Figure(key=f"right_{key}", label=say("figure-right", model=label),
                           estimate=each.right, subject=each.name))  # fmt: skip
    if found.best and found.best.better:
        made.append(Figure(key="better", label=say("figure-better", model=model(found.best)),
                           estimate=found.best.better, subject=found.best.name))  # fmt: skip
    if placed is not None and len(placed) and found.chosen:
        n = int(placed["category"].notna().sum())
        told = Estimate.exact(n, unit="count", n=len(placed), method=say("method-counted"))
        made.append(Figure(key="sorted", label=say("figure-sorted", n=len(placed)), estimate=told))
    return tuple(made)


def _of_copies(copies: Sequence[Copy]) -> tuple[Figure, ...]:
    if not copies:
        return ()
    label = say("figure-copies", n=len(copies), offline=all(copy.offline for copy in copies))
    passed = Estimate.exact(sum(copy.usable for copy in copies), unit="count", n=len(copies),
                            method=say("method-counted"))  # fmt: skip
    return (Figure(key="copies", label=label, estimate=passed),)


def _decisions(
    texts: Texts | None, found: Compared, p: Params, volume: float | None
) -> tuple[Decision, ...]:
    """Which model to buy, and what the year is worth where its prices are known."""
    if texts is None:
        return ()
    if found.outcome in ("unlabelled", "single"):
        said = say.parts("decide-label", n=ENOUGH, services=len(found.services))
        return (Decision.told("llm.label", said, effort="days", within_days=30),)
    if found.outcome == "none":
        return (Decision.told("llm.mend_labels", say.parts("decide-mend", name=found.commonest[0]),
                              effort="days", within_days=30),)  # fmt: skip
    won = found.winner
    assert won is not None
    worth = None if won.saves is None or volume is None else won.saves.times(volume)
    more = found.best.better if found.best and found.best.better else None
    said = say.parts(
        "decide-use", outcome=found.outcome, way=found.chosen, model=found.best_name,
        volume=round(volume or 0), assumed=p.classify.texts_a_year is not None,
        reading=p.classify.reading, mistake=p.classify.mistake,
        dollars=found.best.dollars * (volume or 0) / 1000 if found.best else 0.0,
        right=won.right, better=more, pays=_pays(worth), need=_needed(found, p.classify.margin),
    )  # fmt: skip
    key = "llm.use_cheap" if found.chosen == "cheap" else "llm.use_service"
    return (Decision.told(key, said, effort=effort_of(3), within_days=60, worth=worth,
                          confidence="assumed" if worth else None),)  # fmt: skip


def _pays(worth: Estimate | None) -> str:
    """Whether it costs less than a person who reads all."""
    if worth is None:
        return "unknown"
    return "yes" if worth.low > 0 else "no" if worth.high < 0 else "unsure"


def _needed(found: Compared, margin: float) -> int:
    """Labelled texts with which an interval as wide as now would fit the margin."""
    if found.best is None or found.best.better is None:
        return 0
    half = (found.best.better.high - found.best.better.low) / 2
    return math.ceil(found.n * (half / margin) ** 2 / 50) * 50 if half > margin else found.n


def _checks(found: Compared) -> tuple[Check, ...]:
    made = []
    for each in found.judged:
        more = each.over_commonest
        detail = say("check-chance.detail", more=more)
        name = say("check-chance", model=model(each))
        told = demanded(detail, more) if more else detail
        made.append(Check(name=name, passed=is_usable(each), detail=told))
    return tuple(made)


def _limits(
    texts: Texts | None, found: Compared, p: Params, volume: float | None, copies: Sequence[Copy]
) -> tuple[str, ...]:
    told = [say("limit-masked")] if texts is not None else []
    if copies:
        told.append(say("limit-copies"))
    if texts is not None and found.judged:
        told.append(say("limit-labels", n=found.n))
    if not any(p.door.endpoints.values()):
        told.append(say("limit-offline"))
    elif p.per_usd is None:
        told.append(say("limit-dollars"))
    if texts is not None and volume is None:
        told.append(say("limit-volume"))
    return tuple(told)
