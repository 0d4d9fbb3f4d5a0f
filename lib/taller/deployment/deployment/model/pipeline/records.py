"""What a deployment is: its place, its stages and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field

from taller.deployment.deployment.model.pipeline.messages import say
from taller.phase import Record

if TYPE_CHECKING:
    from taller.deployment.deployment.model.registry import Registry
    from taller.deployment.deployment.model.service import Board

StageName = Literal[
    "pre_deployment_checks", "backup_current_system", "deploy_new_version", "run_smoke_tests",
    "switch_traffic", "post_deployment_verification", "rollback", "recovery",
]  # fmt: skip
"""The guide's six stages; ``rollback`` is what follows a failed one, ``recovery`` a killed one."""

STAGES: tuple[StageName, ...] = (
    "pre_deployment_checks", "backup_current_system", "deploy_new_version", "run_smoke_tests",
    "switch_traffic", "post_deployment_verification",
)  # fmt: skip
"""The six stages, in the guide's order."""

Kind = Literal["deploy", "rollback", "shadow"]
StageOutcome = Literal["passed", "failed", "inconclusive", "skipped"]
Outcome = Literal[
    "live", "rolled_back", "refused", "inconclusive", "undone", "shadow", "stopped",
    "dry_run", "unfinished",
]  # fmt: skip
"""What became of it.

``live``: the new version serves. ``rolled_back``: a stage failed, and the one before serves.
``refused``: the checks failed before anything was touched. ``inconclusive``: too little traffic to
tell, the one before serves. ``undone``: the pipeline was killed, and the next call took it back.
``shadow``: the version answers unseen; ``stopped``: no more. ``dry_run``: nothing was touched.
``unfinished``: it runs, or was killed and nobody called since.
"""


class Tested(Record):
    """What the newest result of the notebook ``test_suite`` says of an engagement's models."""

    run: str = Field(description="the run that holds it, as its reader finds it")
    passed: bool
    critical: tuple[str, ...] = Field((), description="critical tests that failed")

    @classmethod
    def of(cls, run: str, result: Mapping[str, Any]) -> Self:
        """What a kept result says.

        >>> cases = [{"title": "A key is asked for", "critical": True, "outcome": "failed"},
        ...          {"title": "It is quick", "critical": False, "outcome": "failed"}]
        >>> Tested.of("d", {"state": "failed", "cases": cases})
        Tested(run='d', passed=False, critical=('A key is asked for',))
        """
        failed = (case["title"] for case in result.get("cases", ())
                  if case["critical"] and case["outcome"] == "failed")  # fmt: skip
        return cls(run=run, passed=result.get("state") == "passed", critical=tuple(failed))


class Stage(Record):
    """One stage: when, how long, how it came out and why."""

    name: StageName
    started: dt.datetime = Field(description="by the wall clock, UTC; told, never counted with")
    seconds: float | None = Field(None, description="by a clock that never jumps; None: killed")
    outcome: StageOutcome | None = Field(None, description="None: begun, and nothing after")
    code: str = Field("", description="which reason it has: the message `stage-<code>`")
    facts: dict[str, Any] = Field(default_factory=dict)
    evidence: dict[str, Any] = Field(default_factory=dict, description="what was found, as JSON")

    @property
    def reason(self) -> str:
        """Why it came out so, in the language in force."""
        return say(f"stage-{self.code}", **self.facts) if self.code else say("stage-cut-off")


class Deployment(Record):
    """One deployment, rollback by hand, or begin of a shadow, as the journal keeps it."""

    id: int
    kind: Kind
    model: str
    version: int
    before: int | None = Field(None, description="the version that was live until then")
    who: str
    why: str
    started: dt.datetime
    seconds: float | None = None
    outcome: Outcome = "unfinished"
    stages: tuple[Stage, ...] = ()

    def stage(self, name: StageName) -> Stage | None:
        """The last stage of that name, if it was begun."""
        return next((stage for stage in reversed(self.stages) if stage.name == name), None)

    @property
    def looks(self) -> list[dict[str, Any]]:
        """The last look at each measure of each step, as the switch of traffic found it."""
        switched = self.stage("switch_traffic")
        return list(switched.evidence.get("looks", [])) if switched else []


def _nothing(_point: str) -> None:
    """Where the pipeline is, told to nobody."""


@dataclass(frozen=True)
class Place:
    """Where a pipeline works.

    Attributes
    ----------
    state : the engagement's folder of deployments
    url : where its service answers; None: none runs
    key : the service's key; in no file, log or message
    tested : what its models' tests said last; None: there are none
    reached : told of each point, before and after each stage's effect
    """

    state: Path
    registry: Registry
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    tested: Tested | None = None
    reached: Callable[[str], None] = _nothing

    def board(self, model: str) -> Board:
        """The switch of a model, made where there is none yet."""
        from taller.deployment.deployment.model.service import Board

        return Board.open(self.state / model)
