"""The order in which a cloud is asked, the same for each: look, ask, write down, do, look again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from taller.data.settings.places import SECRET
from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.protocol import Cloud, Deviation, Operation, Plan, Stack
from taller.planning.infrastructure.clouds.refusals import redacted

SOUND = ("there", "unasked")


@dataclass(frozen=True)
class Found:
    """A resource of the topology, or of the cloud, and its `Condition`, or ``unexpected``."""

    resource: str
    condition: str


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

    def validate(self) -> None:
        """Have the cloud look at the stack, as far as it does before anything stands."""
        looked = self.cloud.validate(self.stack)
        self.tell(say("cloud-sound", stack=self.stack.name, cloud=self.stack.cloud, looked=looked))

    def plan(self) -> Plan:
        """What applying would change; nothing of the question stays in the cloud."""
        self.cloud.validate(self.stack)
        plan = self.cloud.plan(self.stack)
        self.cloud.discard(self.stack, plan)
        self._tell_plan(plan)
        actions = [change.action for change in plan.changes]
        counted = {name: actions.count(name) for name in ("create", "replace", "delete")}
        self.tell(say("cloud-sum", stack=self.stack.name, change=actions.count("update"),
                      cloud=self.stack.cloud, **counted))  # fmt: skip
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
        before = Operation.read(self.note)
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
        self.tell(say("cloud-applied", stack=self.stack.name))

    def verify(self) -> list[Found]:
        """Every resource of the stack, as the cloud sees it, and what it has beyond them."""
        existing = dict(self.cloud.existing(self.stack))
        found = []
        for each in self.stack.resources:
            theirs = next(filter(each.fits, existing), "")
            found.append(Found(each.name, existing.pop(theirs, "missing")))
        beyond = [name for name, at in existing.items() if at != "missing"]
        found += [Found(redacted(name), "unexpected") for name in beyond]
        self._tell_found(found)
        return found

    def drift(self) -> tuple[Deviation, ...]:
        """What is not as it was deployed."""
        found = tuple(map(_shown, self.cloud.drift(self.stack)))
        for each in found:
            self.tell(say("cloud-vanished", resource=each.resource) if not each.property else
                      say("cloud-drifted", resource=each.resource, property=each.property,
                          deployed=each.deployed, found=each.found))  # fmt: skip
        self.tell(say("cloud-drift-sum", stack=self.stack.name, n=len(found)))
        return found

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
        before = Operation.read(self.note)
        self._noted(account, Plan(()), state="removing")
        remains = self.cloud.destroy(self.stack)
        if not remains and self.cloud.forgets and before and before.state == "removing":
            remains = tuple(each.name for each in self.stack.resources if each.keeps_data)
        self.note.unlink(missing_ok=True)
        told = {"stack": self.stack.name, "cloud": self.stack.cloud, "left": len(remains)}
        self.tell("\n".join([say("cloud-destroyed", **told), *_lines(remains)]))
        if remains:
            self.tell(say("cloud-kept", cloud=self.stack.cloud))
        return remains

    def interrupted(self, command: str) -> str:
        """What stands when somebody ended a command, and how to go on.

        Parameters
        ----------
        command : as it was given, without the subcommand: ``taller infra … FILE``
        """
        begun = Operation.read(self.note)
        state = begun.state if begun is not None else "ended"
        where = {"account": begun.account, "region": begun.region} if begun is not None else {}
        return say("cloud-interrupted", state=state, stack=self.stack.name, cloud=self.stack.cloud,
                   account=where.get("account", ""), region=where.get("region", ""),
                   again=command.replace("…", "destroy" if state == "removing" else "apply"),
                   look=command.replace("…", "verify"))  # fmt: skip

    def _require(self, typed: str) -> None:
        """Refuse what is typed where the cloud, or an earlier operation, says another account."""
        found = self.cloud.account()
        if typed != found:
            raise InputError(typed, say("cloud-other-account", found=found))
        before = Operation.read(self.note)
        if before is not None and (before.account, before.region) != (found, self.stack.region):
            what = say("cloud-moved", account=before.account, region=before.region,
                       note=self.note.name)  # fmt: skip
            raise InputError(typed, what)

    def _noted(self, account: str, plan: Plan, **more: str) -> Operation:
        """The operation, written down before the cloud is asked for it."""
        created = tuple(each.resource for each in plan.changes if each.action == "create")
        made = Operation(
            cloud=self.stack.cloud, account=account, region=self.stack.region,
            stack=self.stack.name, plan=plan.token, created=created,
            previous=self.cloud.previous(self.stack),
        )  # fmt: skip
        return made.kept(self.note, **more)

    def _finish(self, begun: Operation) -> None:
        failure = begun.failure or self.cloud.finish(self.stack, begun)
        if not failure:
            begun.kept(self.note, state="ended")
            return
        begun = begun.kept(self.note, failure=failure)
        remains = self.cloud.undo(self.stack, begun)
        begun.kept(self.note, state="ended")
        first = not begun.previous and len(begun.created) >= len(self.stack.resources)
        told = [say("cloud-rolled-back", stack=self.stack.name, why=failure, first=first,
                    left=len(remains)), *_lines(remains)]  # fmt: skip
        if remains:
            told.append(say("cloud-left", cloud=self.stack.cloud))
        raise CloudError("\n".join(told))

    def _tell_plan(self, plan: Plan) -> None:
        if not plan.changes:
            self.tell(say("cloud-unchanged", stack=self.stack.name))
        for each in plan.changes:
            self.tell(say("cloud-change", action=each.action, resource=each.resource))

    def _tell_found(self, found: list[Found]) -> None:
        wrong = [each for each in found if each.condition not in SOUND]
        for each in wrong:
            self.tell(say("cloud-found", condition=each.condition, resource=each.resource))
        unasked = sum(each.condition == "unasked" for each in found)
        self.tell(say("cloud-verified", stack=self.stack.name, there=len(found) - len(wrong),
                      all=len(self.stack.resources), unasked=unasked))  # fmt: skip
        if wrong:
            self.tell(say("cloud-differs", stack=self.stack.name, n=len(wrong)))


def _lines(remains: tuple[str, ...]) -> list[str]:
    return [f"  {redacted(each)}" for each in remains]


def _shown(each: Deviation) -> Deviation:
    """A deviation as it may be shown: what a cloud holds is a stranger's, and may be secret."""
    secret = SECRET.search(each.property.rpartition("/")[2].rpartition(".")[2].upper())
    values = ("***", "***") if secret else (redacted(each.deployed), redacted(each.found))
    return Deviation(redacted(each.resource), redacted(each.property), *values)
