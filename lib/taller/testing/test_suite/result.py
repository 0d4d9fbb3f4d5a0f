"""The test suite: what its notebook finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taller.phase import Estimate, PhaseResult, Record
from taller.testing.test_suite.evidence import Evidence
from taller.testing.test_suite.params import Kind

Outcome = Literal["passed", "failed", "skipped"]


class Case(Record):
    """One test, and how it came out.

    Attributes
    ----------
    key : its function's name
    title : what it says, as one sentence in the run's language
    own : whether it is the client's own
    critical : whether its kind fails with it, whatever the rate
    broke : whether it ended otherwise than by an answer: it did not load, hung, ended the process
    why : the reason of a failure, or why it was skipped
    todo, owner : what to do where it fails, and who does it
    """

    key: str
    title: str
    kind: Kind
    own: bool
    critical: bool
    outcome: Outcome
    broke: bool = False
    why: str = ""
    seconds: float = Field(0.0, exclude=True)  # differ from run to run: they stand in the XML
    evidence: tuple[Evidence, ...] = ()
    todo: str = ""
    owner: str = ""


class KindFound(Record):
    """The tests of one kind together.

    Attributes
    ----------
    rate : passed of those that came to an answer; None where none did
    state : ``none`` where no test came to an answer: that is not passed
    """

    kind: Kind
    tests: int
    passed: int
    failed: int
    skipped: int
    critical: int = Field(description="critical tests that failed")
    rate: Estimate | None
    state: Literal["passed", "failed", "none"]


class Result(PhaseResult):
    """What the tests of a run's models, data and service came to."""

    state: Literal["passed", "failed", "none"] = Field(
        description="`failed` if any kind asked for failed, `none` if one came to no answer"
    )
    pass_rate: float
    models: tuple[str, ...] = Field((), description="notebooks whose kept models were tested")
    kinds: tuple[KindFound, ...] = ()
    cases: tuple[Case, ...] = ()
    unread: tuple[str, ...] = Field((), description="what kept tests from being run at all")
