"""How far to trust the segments: what was checked, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from taller.development.clustering.messages import say
from taller.development.clustering.result import NUMBERED
from taller.development.clustering.study import Study
from taller.phase import Check


def checks(study: Study) -> tuple[Check, ...]:
    """What was verified; those of groups only where there are groups to verify."""
    days, shown = study.p.holdout_days, study.shown
    back = int((study.customers.frame["frequency"] > 1).sum())
    enough = shown.outlook is not None and shown.comparison is not None
    found = [] if study.choice.alike else [*_of_groups(study)]
    found.append(Check(passed=back > 0, **say.parts("check-back", n=back)))
    history = say.parts("check-history", reason=study.reason or None, days=days)
    found.append(Check(passed=enough, **history))
    if shown.comparison is not None:
        apart = say.parts("check-apart", found=shown.comparison.contenders[0].r_squared)
        found.append(Check(passed=shown.tells_apart, **apart))
    return tuple(found)


def _of_groups(study: Study) -> Iterator[Check]:
    floor, stable, gap = study.p.min_stability, study.choice.stability, study.choice.grouping
    assert stable is not None, "only a single segment has none"
    assert gap is not None, "only a single segment has none"
    said = say.parts("check-stable", found=stable, floor=floor)
    yield Check(passed=stable.low >= floor, **said)
    weak = [s.name for s in study.segments if s.overlap.value < floor]
    said = say.parts("check-found-again", passed=not weak, floor=floor, names=weak)
    yield Check(passed=not weak, **said)
    smallest, least = min(study.segments, key=lambda s: s.customers), study.p.min_share
    said = say.parts("check-size", name=smallest.name, share=smallest.share, floor=least)
    yield Check(passed=smallest.share.value >= least, **said)
    said = say.parts("check-gap", found=gap.between, passed=gap.natural)
    yield Check(passed=gap.natural, doubt=False, **said)  # the headline says what follows


def limits(study: Study, escaped: int, simulated: bool) -> tuple[str, ...]:
    """What the analysis cannot tell."""
    told = [say("limit.simulated")] if simulated else []
    told += [say("limit.action"), say("limit.next"), _history(study), *_of_names(study)]
    if study.nobody_came_back:
        told.append(say("limit.once"))
    compared = study.shown.comparison
    told.append(compared.verdict if compared else say("no-comparison", reason=study.reason))
    told += _of_few(study)
    return (*told, say("limit.cells", n=escaped)) if escaped else tuple(told)


def _history(study: Study) -> str:
    days = int(study.customers.frame["tenure_days"].max())
    return say("limit.history", date=study.customers.as_of, days=days)


def _of_names(study: Study) -> Iterator[str]:
    if study.choice.alike:
        yield say("one-group", reason=study.choice.alike)
    elif study.structure != "groups":
        yield say("limit.cuts")
    elif any(s.key == NUMBERED for s in study.segments):
        yield say("limit.number")


def _of_few(study: Study) -> Iterator[str]:
    if any(s.value is None for s in study.segments):
        yield say("one-person")
    if study.customers.nothing_left:
        yield say("limit.nothing-left", n=study.customers.nothing_left)
    if study.choice.merged:
        yield say("limit.together", n=study.choice.merged, name=study.segments[-1].name)
