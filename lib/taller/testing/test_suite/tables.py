"""Tables: what is tested, each kind's count, what failed, what every test measured."""

from __future__ import annotations

from collections.abc import Sequence

from taller import language, tabular
from taller.phase import Estimate
from taller.testing.test_suite.checks.said import label
from taller.testing.test_suite.evaluation import Judged
from taller.testing.test_suite.evidence import Evidence
from taller.testing.test_suite.features.subjects import Subjects
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.params import Kind
from taller.testing.test_suite.result import Case, KindFound


def subjects(found: Subjects) -> tabular.Table | None:
    """What there is to test: the models that were kept, the tables, the client's own tests."""
    lines = [[say(f"subject.{each.name}"), each.what, say("subject-there", there=each.there)]
             for each in found.lines]  # fmt: skip
    columns = dict.fromkeys(("subject", "what", "there"), "text")
    return tabular.listed(lines, columns, words=say.parts("subjects"))


def told(judged: Judged) -> list[str]:
    """Each kind in a line, as `taller test` tells it."""
    return [
        say("kind-told", kind=each.kind, tests=each.tests, passed=each.passed, failed=each.failed,
            skipped=each.skipped, state=_state(each))
        for each in judged.kinds
    ]  # fmt: skip


def _state(kind: KindFound) -> str:
    answered = kind.rate is not None
    return say("state", state=kind.state, critical=kind.critical, answered=answered)


def kinds(judged: Judged) -> tabular.Table:
    """Each kind: how many tests, and whether it passed."""
    lines = [
        [say(f"kind.{each.kind}"), each.tests, each.passed, each.failed, each.skipped,
         each.rate.value if each.rate else None, _state(each)]
        for each in judged.kinds
    ]  # fmt: skip
    columns = {"kind": "text", "tests": "count", "passed": "count", "failed": "count",
               "skipped": "count", "rate": "share", "state": "text"}  # fmt: skip
    words = say.parts("kinds", rate=judged.performed.p.pass_rate,
                      unread=list(judged.performed.unread) or None)  # fmt: skip
    return tabular.listed(lines, columns, words=words)


def failed(judged: Judged) -> tabular.Table | None:
    """The tests that failed: what was found, what to do, who does it."""
    if not judged.failed:
        return tabular.instead(say("failed-none", n=len(judged.cases)))
    lines = [
        [case.title, say(f"kind.{case.kind}"), say("weight", critical=case.critical),
         case.why or tabular.MISSING, *advice(case)]
        for case in judged.failed
    ]  # fmt: skip
    columns = dict.fromkeys(("test", "kind", "weight", "why", "todo", "owner"), "text")
    return tabular.listed(lines, columns, words=say.parts("failed"))


def advice(case: Case) -> tuple[str, str]:
    """What to do about a test that failed, and who does it."""
    own = "broke" if case.broke else "failed"
    todo = case.todo or say("own-todo", how=own)
    return todo, case.owner or say("own-owner")


def cases(judged: Judged, kind: Kind) -> tabular.Table | None:
    """Every test of a kind that came to an answer, with what it measured."""
    held = [c for c in judged.cases if c.kind == kind and c.outcome != "skipped"]
    if not held:
        return None
    lines = [[case.title, say(f"outcome.{case.outcome}"), measured(case.evidence)] for case in held]
    columns = dict.fromkeys(("test", "outcome", "measured"), "text")
    own = sum(case.own for case in held)
    words = say.parts("cases", kind=say(f"kind.{kind}"), own=own)
    return tabular.listed(lines, columns, words=words)


def skipped(judged: Judged) -> tabular.Table | None:
    """What was not tested, and why; what has the same reason stands together."""
    if not judged.skipped:
        return None
    found: dict[tuple[str, str], list[str]] = {}
    for case in judged.skipped:
        found.setdefault((case.kind, case.why or tabular.MISSING), []).append(case.title)
    lines = [[why, say(f"kind.{kind}"), "; ".join(titles)]
             for (kind, why), titles in found.items()]  # fmt: skip
    columns = dict.fromkeys(("why", "kind", "test"), "text")
    return tabular.listed(lines, columns, words=say.parts("skipped"))


def measured(evidence: Sequence[Evidence]) -> str:
    """What a test measured, one thing after the other."""
    told = [f"{label(each.name)}: {value(each)}{_bound(each)}" for each in evidence]
    return "; ".join(told) or tabular.MISSING


def value(each: Evidence) -> str:
    """A figure with its interval, or a text."""
    if isinstance(each.value, str):
        return each.value
    if isinstance(each.value, Estimate):
        shown = each.value
        if shown.is_exact:
            return quantity(shown.value, each.unit)
        return say("measured-interval", value=quantity(shown.value, each.unit),
                   low=quantity(shown.low, each.unit),
                   high=quantity(shown.high, each.unit))  # fmt: skip
    return quantity(each.value, each.unit)


def quantity(number: float, unit: str) -> str:
    """A number as its unit is read."""
    if unit == "seconds":
        small = abs(number) < 1
        amount = language.number(number * 1000 if small else number, 0 if small else 1)
        return say("seconds", amount=amount, small=small)
    if unit == "bytes":
        return say("megabytes", amount=language.number(number / 1e6, 1))
    if unit == "share":
        return language.percent(number)
    if unit == "index" and 0 < abs(number) < 0.1:
        return language.number(number, 3)
    return language.quantity(number, unit)


def _bound(each: Evidence) -> str:
    if each.threshold is None:
        return ""
    return say("bound", better=each.better, threshold=quantity(each.threshold, each.unit))
