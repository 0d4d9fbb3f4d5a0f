"""What it means: whether the models may answer anybody, what speaks against it, who mends it."""

from __future__ import annotations

from collections.abc import Sequence

from taller.language import quoted
from taller.phase import Artifact, Check, Decision, Figure
from taller.testing.test_suite.evaluation import Judged
from taller.testing.test_suite.features.subjects import Subjects
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.result import Case, Result
from taller.testing.test_suite.tables import advice

MOST = 6  # decisions about what failed


def conclude(found: Subjects, judged: Judged, artifacts: Sequence[Artifact] = ()) -> Result:
    """Put what the tests came to into one result."""
    return Result(
        headline=headline(found, judged),
        figures=_figures(judged) if found.models else (),
        decisions=_decisions(found, judged),
        checks=_checks(judged),
        limits=_limits(found, judged),
        artifacts=tuple(artifacts),
        state=judged.state,
        pass_rate=judged.performed.p.pass_rate,
        models=found.models,
        kinds=judged.kinds,
        cases=judged.cases,
        unread=judged.performed.unread,
    )


def headline(found: Subjects, judged: Judged) -> str:
    """Whether the models may go into service, and what decides it."""
    passed = sum(each.passed for each in judged.kinds)
    answered = passed + sum(each.failed for each in judged.kinds)
    facts = {"n": answered, "passed": passed, "models": len(found.models)}
    if judged.state == "passed":
        return say("headline.passed", failed=len(judged.failed), **facts)
    if judged.state == "none" and not found.models:
        return say("headline.no-model", **facts)
    named = [say(f"kind.{each.kind}") for each in judged.kinds if each.state == judged.state]
    if judged.state == "none":
        return say("headline.none", kinds=named, **facts)
    first = judged.failed[0]
    return say("headline.failed", kinds=named, failed=len(judged.failed), first=first.title,
               critical=sum(case.critical for case in judged.failed), **facts)  # fmt: skip


def _figures(judged: Judged) -> tuple[Figure, ...]:
    target = judged.performed.p.pass_rate
    return tuple(
        Figure(key=f"rate_{each.kind}", label=say("figure-rate", kind=say(f"kind.{each.kind}")),
               estimate=each.rate, target=target)
        for each in judged.kinds if each.rate is not None
    )  # fmt: skip


def _decisions(found: Subjects, judged: Judged) -> tuple[Decision, ...]:
    made = [_mend(cases) for cases in _mended(judged)]
    if judged.state == "failed":
        return tuple({decision.key: decision for decision in made}.values())
    return tuple({decision.key: decision for decision in (*made, *_next(found, judged))}.values())


def _next(found: Subjects, judged: Judged) -> tuple[Decision, ...]:
    """What to do beside mending."""
    if not found.models:
        said = say.parts("decide-model")
        return (Decision.told("test_suite.model", said, effort="days", within_days=30),)
    if judged.state == "none":
        kinds = [say(f"kind.{each.kind}") for each in judged.kinds if each.state == "none"]
        said = say.parts("decide-answer", kinds=kinds or None)
        return (Decision.told("test_suite.answer", said, effort="days", within_days=30),)
    said = say.parts("decide-deploy", models=len(found.models))
    return (Decision.told("test_suite.deploy", said, effort="days", within_days=30),)


def _mended(judged: Judged) -> list[list[Case]]:
    """The tests that failed, those together that ask for the same of the same people."""
    found: dict[tuple[str, str], list[Case]] = {}
    for case in judged.failed:
        found.setdefault(advice(case), []).append(case)
    return list(found.values())[:MOST]


def _mend(cases: Sequence[Case]) -> Decision:
    todo, owner = advice(cases[0])
    critical = any(case.critical for case in cases)
    titles = [quoted(case.title) for case in cases]
    said = say.parts("decide-mend", todo=todo, who=owner, tests=titles, n=len(cases),
                     critical=critical)  # fmt: skip
    name = "".join(c if c.isascii() and c.isalnum() else "_" for c in cases[0].key.lower())
    key = f"test_suite.{name.strip('_')[:60] or 'own'}"
    return Decision.told(key, said, effort="days", within_days=14 if critical else 30)


def _checks(judged: Judged) -> tuple[Check, ...]:
    return tuple(
        Check(name=say("check-kind", kind=say(f"kind.{each.kind}")), passed=each.state == "passed",
              detail=say("check-kind.detail", passed=each.passed, n=each.passed + each.failed,
                         skipped=each.skipped, critical=each.critical))
        for each in judged.kinds
    )  # fmt: skip


def _limits(found: Subjects, judged: Judged) -> tuple[str, ...]:
    told = [say("limit-today"), say("limit-machine")]
    if judged.skipped:
        told.append(say("limit-skipped", n=len(judged.skipped)))
    if not found.models:
        told.append(say("limit-no-model"))
    return tuple(told)
