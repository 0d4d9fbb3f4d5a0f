"""The order in which a cloud is asked, the same for each: look, ask, write down, do, look again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from taller.data.settings.places import SECRET
from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds import operation as operations
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.operation import Operation
from taller.planning.infrastructure.clouds.protocol import (
    Cloud,
    Condition,
    Deviation,
    Plan,
    Stack,
)  # fmt: skip
from taller.planning.infrastructure.clouds.refusals import redacted


@dataclass(frozen=True)
class Found:
    """A resource of the topology, or of the cloud, and how it stands."""

    resource: str
    condition: Condition | str


@dataclass(frozen=True)
class Lifecycle:
    """One stack in one cloud.

    Attributes
    ----------
    note : where the operation's name is kept
    tell : shows a line
    """

    cloud: Cloud
    stack: Stack
    note: Path
    tell: Callable[[str], None]

    def plan(self) -> Plan:
        """What applying would change; nothing of the question stays in the cloud."""
        self.cloud.validate(self.stack)
        plan = self.cloud.plan(self.stack)
        self.cloud.discard(self.stack, plan)
        self._tell_plan(plan)
        return plan

    def apply(self, account: str) -> None:
        """Make the cloud as the stack is; what was interrupted is finished first.

        Parameters
        ----------
        account : as somebody typed it

        Raises
        ------
        InputError
            If it is another account than the credentials', or than the one applied to before.
        CloudError
            If it failed: what it did was taken back, and the message says what failed and why.
        """
        self._require(account)
        before = operations.read(self.note)
        if before is not None and before.state == "running":
            self.tell(say("cloud-resumes", stack=self.stack.name))
            self._finish(before)
        self.cloud.validate(self.stack)
        plan = self.cloud.plan(self.stack)
        self._tell_plan(plan)
        if not plan.changes:
            self.cloud.discard(self.stack, plan)
            return
        begun = self._noted(account, plan)
        self.tell(say("cloud-at-work"))
        self.cloud.begin(self.stack, begun)
        self._finish(begun)

    def verify(self) -> list[Found]:
        """Every resource of the stack, as the cloud sees it, and what it has beyond them."""
        existing = dict(self.cloud.existing(self.stack))
        found = []
        for each in self.stack.resources:
            theirs = next(filter(each.fits, existing), "")
            found.append(Found(each.name, existing.pop(theirs, "missing")))
        beyond = [name for name, at in existing.items() if at != "missing"]
        return found + [Found(redacted(name), "unexpected") for name in beyond]

    def drift(self) -> tuple[Deviation, ...]:
        """What is not as it was deployed."""
        return tuple(map(_shown, self.cloud.drift(self.stack)))

    def destroy(self, account: str, name: str) -> tuple[str, ...]:
        """Remove all but what keeps data.

        Parameters
        ----------
        name : the stack's, as somebody typed it

        Returns
        -------
        what remains
        """
        if name != self.stack.name:
            raise InputError(name, say("cloud-other-stack", stack=self.stack.name))
        self._require(account)
        remains = self.cloud.destroy(self.stack)
        self.note.unlink(missing_ok=True)
        return remains

    def _require(self, typed: str) -> None:
        """Refuse what is typed where the cloud, or an earlier operation, says another account."""
        found = self.cloud.account()
        if typed != found:
            raise InputError(typed, say("cloud-other-account", found=found))
        before = operations.read(self.note)
        if before is not None and (before.account, before.region) != (found, self.stack.region):
            what = say("cloud-moved", account=before.account, region=before.region,
                       note=self.note.name)  # fmt: skip
            raise InputError(typed, what)

    def _noted(self, account: str, plan: Plan) -> Operation:
        """The operation, written down before the cloud is asked for it."""
        created = tuple(each.resource for each in plan.changes if each.action == "create")
        made = Operation(
            cloud=self.stack.cloud, account=account, region=self.stack.region,
            stack=self.stack.name, plan=plan.token, created=created,
            previous=self.cloud.previous(self.stack),
        )  # fmt: skip
        return made.kept(self.note)

    def _finish(self, begun: Operation) -> None:
        failure = begun.failure or self.cloud.finish(self.stack, begun)
        if not failure:
            begun.kept(self.note, state="ended")
            return
        begun = begun.kept(self.note, failure=failure)
        remains = self.cloud.undo(self.stack, begun)
        begun.kept(self.note, state="ended")
        raise CloudError(say("cloud-rolled-back", stack=self.stack.name, why=failure,
                             remains=list(remains), left=len(remains)))  # fmt: skip

    def _tell_plan(self, plan: Plan) -> None:
        if not plan.changes:
            self.tell(say("cloud-unchanged", stack=self.stack.name))
        for each in plan.changes:
            self.tell(say("cloud-change", action=each.action, resource=each.resource))


def _shown(each: Deviation) -> Deviation:
    """A deviation as it may be shown: what a cloud holds is a stranger's, and may be secret."""
    secret = SECRET.search(each.property.rpartition("/")[2].rpartition(".")[2].upper())
    values = ("***", "***") if secret else (redacted(each.deployed), redacted(each.found))
    return Deviation(redacted(each.resource), redacted(each.property), *values)
