"""What it means: whether the model can go live, how surely, what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taller.deployment.deployment.evaluation.rehearsal.place import SHARES
from taller.deployment.deployment.evaluation.rehearsal.steps import Switched
from taller.deployment.deployment.evaluation.rehearsal.traffic import failed
from taller.deployment.deployment.features.kept import LEAVE_ROWS
from taller.deployment.deployment.messages import say
from taller.deployment.deployment.result import Result, Seen, StageSeen
from taller.phase import Artifact, Check, Decision, Estimate, Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taller.deployment.deployment.evaluation.rehearsal.steps import Loaded
    from taller.deployment.deployment.features.candidates import Candidates
    from taller.deployment.deployment.model.pipeline import Deployment
    from taller.deployment.deployment.params import Params


def conclude(
    found: Candidates, second: Switched | None, broken: Switched | None, load: Loaded | None,
    stands: Sequence[str], deployed: Deployment | None, p: Params,
    artifacts: Sequence[Artifact] = (),
) -> Result:  # fmt: skip
    """Put what was rehearsed, measured and done into one result.

    Parameters
    ----------
    stands : what stands in the way, see `evaluation.readiness.obstacles`
    deployed : what was done on the client's own service, if anything
    """
    return Result(
        headline=headline(found, second, broken, stands, deployed, p),
        figures=_figures(second, broken, load),
        decisions=_decisions(found, stands, deployed, p),
        checks=_checks(second, broken),
        limits=_limits(found, p),
        artifacts=tuple(artifacts),
        ready=not stands,
        obstacles=tuple(stands),
        model=found.chosen.name if found.chosen else "",
        kept=tuple(model.name for model in found.models),
        dry_run=p.dry_run,
        rehearsed=_seen(second),
        provoked=_seen(broken),
        deployed=_seen(deployed),
        within_ms=load.most if load else None,
        throughput=load.throughput if load else None,
    )


def headline(
    found: Candidates, second: Switched | None, broken: Switched | None, stands: Sequence[str],
    deployed: Deployment | None, p: Params,
) -> str:  # fmt: skip
    """Whether it can go live, and what says so."""
    if found.chosen is None:
        named = p.model is not None and bool(found.models)
        return say("headline-none", run=any(s != "not_run" for s in found.states.values()),
                   named=named, model=say(f"model.{p.model or 'classification'}"))  # fmt: skip
    model = say(f"model.{found.chosen.name}")
    if stands:
        more = [say(f"obstacle.{each}") for each in stands]
        return say("headline-not", model=model, why=more)
    assert second is not None
    assert broken is not None
    asked = _all_asked(second, broken)
    outcome = deployed.outcome if deployed else "rehearsed"
    return say(
        "headline-ready", model=model, outcome="live" if outcome == "live" else "rehearsed",
        went=outcome not in ("live", "rehearsed"), n=asked.n, failed=round(asked.value * asked.n),
        most=asked.high, tested="none" if found.tested is None else "passed",
    )  # fmt: skip


def _all_asked(*done: Switched | None) -> Estimate:
    """The share of all requests that failed while versions changed."""
    from taller.measurement import estimates

    answers = [answer for each in done if each is not None for answer in each.answers]
    return estimates.share(failed(answers), len(answers))


def _figures(
    second: Switched | None, broken: Switched | None, load: Loaded | None
) -> tuple[Figure, ...]:
    told: dict[str, Estimate] = {}
    if second is not None and second.answers:
        told["failed"] = _all_asked(second, broken)
    if load is not None:
        told |= {"within_ms": load.most, "throughput": load.throughput}
    return tuple(Figure(key=key, label=say(f"figure.{key}"), estimate=each)
                 for key, each in told.items())  # fmt: skip


def _decisions(
    found: Candidates, stands: Sequence[str], deployed: Deployment | None, p: Params
) -> tuple[Decision, ...]:
    if found.chosen is None:
        return (Decision.told("deployment.wait", say.parts("decision-wait"), effort="hours",
                              within_days=30),)  # fmt: skip
    model, made = say(f"model.{found.chosen.name}"), []
    for each in stands:
        said = say.parts("decision-mend", what=say(f"obstacle.{each}"), of=each)
        made.append(Decision.told(f"deployment.mend_{each}", said, effort="days", within_days=14))
    if found.tested is None:
        made.append(Decision.told("deployment.test", say.parts("decision-test"), effort="hours",
                                  within_days=14))  # fmt: skip
    if not stands and (deployed is None or deployed.outcome != "live"):
        said = say.parts("decision-go", model=model, tried=deployed is not None,
                         of=found.chosen.name)  # fmt: skip
        made.append(Decision.told("deployment.go", said, effort="days", within_days=30))
    said = say.parts("decision-nightly", at=p.kit.nightly)
    made.append(Decision.told("deployment.nightly", said, effort="days", within_days=30))
    made.append(Decision.told("deployment.who", say.parts("decision-who"), effort="hours",
                              within_days=30))  # fmt: skip
    return tuple(made)


def _checks(second: Switched | None, broken: Switched | None) -> tuple[Check, ...]:
    """What the rehearsal had to show."""
    if second is None or broken is None:
        return ()
    passed = {
        "takeover": second.deployment.outcome == "live",
        "way_back": broken.deployment.outcome == "rolled_back",
        "answered": _all_asked(second, broken).value == 0,
    }
    words = say.parts("check", asked=len(second.answers) + len(broken.answers),
                      stopped=_stopped(broken))  # fmt: skip
    return tuple(Check(name=words[key], passed=holds, detail=words[f"{key}-detail"])
                 for key, holds in passed.items())  # fmt: skip


def _stopped(broken: Switched) -> str:
    """Which stage the spoiled version did not pass."""
    failed = next((each for each in broken.deployment.stages if each.outcome == "failed"), None)
    return say(f"stage.{failed.name}") if failed else "–"


def _limits(found: Candidates, p: Params) -> tuple[str, ...]:
    if found.chosen is None:
        return ()
    shares = say("limit-shares", real=p.steps.canary[0], here=SHARES[0])
    limits = [say("limit-machine"), say("limit-same"), shares, say("limit-kit")]
    if found.chosen.name in LEAVE_ROWS:
        limits.append(say("limit-fitted"))
    if found.tested is None:
        limits.append(say("limit-tests"))
    return tuple(limits)


def _seen(done: Switched | Deployment | None) -> Seen | None:
    if done is None:
        return None
    asked, failed = 0, None
    if isinstance(done, Switched):
        asked, failed, done = len(done.answers), done.failed, done.deployment
    return Seen(
        version=done.version, before=done.before, outcome=done.outcome, seconds=done.seconds,
        stages=tuple(
            StageSeen(name=each.name, outcome=each.outcome or "cut", seconds=each.seconds,
                      reason=each.reason)
            for each in done.stages
        ),
        asked=asked, failed=failed,
    )  # fmt: skip
