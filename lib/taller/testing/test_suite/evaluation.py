"""What the tests came to: each kind by its rule, and all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taller.looked import Looked
from taller.phase import Estimate
from taller.testing.test_suite.messages import say
from taller.testing.test_suite.model.running import Performed
from taller.testing.test_suite.params import Kind
from taller.testing.test_suite.result import Case, KindFound

State = Literal["passed", "failed", "none"]


@dataclass(frozen=True)
class Judged(Looked):
    """The tests, and what they came to.

    Attributes
    ----------
    state : ``failed`` if a kind failed, ``none`` if one came to no answer or no model was there
    """

    performed: Performed
    kinds: tuple[KindFound, ...]
    state: State

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every test."""
        return self.performed.cases

    @property
    def failed(self) -> list[Case]:
        """The tests that failed, the critical ones first."""
        failed = [case for case in self.cases if case.outcome == "failed"]
        return sorted(failed, key=lambda case: not case.critical)

    @property
    def skipped(self) -> list[Case]:
        """The tests that came to no answer."""
        return [case for case in self.cases if case.outcome == "skipped"]


def judge(performed: Performed) -> Judged:
    """Hold each kind that was asked for against its rule."""
    p = performed.p
    kinds = tuple(of_kind(kind, performed.cases, p.pass_rate) for kind in p.kinds)
    if not performed.models:  # what passed says nothing of what was not there
        kinds = tuple(
            each.model_copy(update={"state": "none"}) if each.state == "passed" else each
            for each in kinds
        )
    states = {each.state for each in kinds}
    open_ = "none" in states or performed.unread
    state: State = "failed" if "failed" in states else "none" if open_ else "passed"
    return Judged(performed, kinds, state)


def of_kind(kind: Kind, cases: Sequence[Case], pass_rate: float) -> KindFound:
    """One kind: passed if more than that share of its tests passed and no critical one failed.

    What was skipped counts neither way; a kind of which nothing came to an answer has not passed.

    >>> of_kind("unit", [], 0.8).state
    'none'
    """
    mine = [case for case in cases if case.kind == kind]
    count = {name: sum(case.outcome == name for case in mine) for name in ("passed", "failed")}
    answered = count["passed"] + count["failed"]
    critical = sum(case.critical and case.outcome == "failed" for case in mine)
    rate = None
    if answered:
        rate = Estimate.exact(
            count["passed"] / answered, unit="share", n=answered, method=say("method-counted")
        )
    state: State = "none" if rate is None else "passed"
    if rate is not None and (critical or rate.value <= pass_rate):
        state = "failed"
    return KindFound(kind=kind, tests=len(mine), skipped=len(mine) - answered, critical=critical,
                     rate=rate, state=state, **count)  # fmt: skip
