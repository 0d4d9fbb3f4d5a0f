"""What every cloud is asked, and what it answers: six questions, the same for all three."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import Field, ValidationError

from taller.durable import write_whole
from taller.phase import Record

Action = Literal["create", "update", "replace", "delete"]
Condition = Literal["there", "missing", "failed", "unasked"]
"""Of a resource: ``unasked`` where the deployment service knows it, and cannot look at it."""


@dataclass(frozen=True)
class Resource:
    """A resource as its template calls it: a logical id, a type with a name, an address."""

    name: str
    keeps_data: bool = False

    def fits(self, name: str) -> bool:
        """Whether a cloud's name is this one's: Azure minds no case, and makes up parts (``*``).

        >>> Resource("a/b-*").fits("A/b-7"), Resource("a/b-*").fits("a/b-7/c")
        (True, False)
        """
        pattern = re.escape(self.name).replace(r"\*", "[^/]*")
        return re.fullmatch(pattern, name, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Stack:
    """What is to stand in a cloud under one name.

    Attributes
    ----------
    files : the template, or the files of a Terraform root, by name
    parameters : what these ask for, such as whom alarms are sent to
    """

    cloud: Literal["aws", "azure", "gcp"]
    name: str
    region: str
    files: Mapping[str, str]
    resources: tuple[Resource, ...]
    tags: Mapping[str, str]
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The one file of it, for clouds whose template is one file."""
        (template,) = self.files.values()
        return template

    @property
    def keeps_data(self) -> bool:
        """Whether any of it keeps data."""
        return any(each.keeps_data for each in self.resources)


@dataclass(frozen=True)
class Change:
    """What applying would do to one resource."""

    resource: str
    action: Action


@dataclass(frozen=True)
class Plan:
    """What applying would do; `token` names what the cloud keeps of it, if it keeps anything."""

    changes: tuple[Change, ...]
    token: str = ""


@dataclass(frozen=True)
class Deviation:
    """A property that is not as it was deployed; of a resource that is gone, no property."""

    resource: str
    property: str = ""
    deployed: str = ""
    found: str = ""


def named(resource: str, own: Mapping[str, str]) -> str:
    """A resource as its template calls it, and by its own name where that is known.

    >>> named("Bucket", {"Bucket": "shop-bucket-1x"}), named("Key", {})
    ('Bucket (shop-bucket-1x)', 'Key')
    """
    return f"{resource} ({own[resource]})" if own.get(resource) else resource


class Operation(Record):
    """The note of one attempt to apply a stack: which of the cloud's operations is ours.

    What stands is what the cloud says.

    Attributes
    ----------
    token : its name, given to the cloud with each call, which makes asking twice harmless
    plan : what the cloud keeps of the plan that is applied
    created : resources that did not exist before
    previous : what the cloud goes back to if it fails
    failure : which resource failed and why; what it did is to be taken back then
    """

    cloud: str
    account: str
    region: str
    stack: str
    token: str = Field(default_factory=lambda: str(uuid.uuid4()))
    plan: str = ""
    created: tuple[str, ...] = ()
    previous: str = ""
    failure: str = ""
    state: Literal["running", "removing", "ended"] = "running"

    def kept(self, path: Path, **changes: object) -> Operation:
        """The operation with changes, written down for good before anything builds on it."""
        changed = self.model_copy(update=changes)
        write_whole(path, changed.model_dump_json(indent=1))
        return changed

    @classmethod
    def read(cls, path: Path) -> Operation | None:
        """The note of the last operation; None where there is none, or none that can be read."""
        try:
            return cls.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None


class Cloud(Protocol):
    """A cloud's deployment service. Each call may raise `InputError` or `CloudError`, no other.

    Attributes
    ----------
    forgets : whether the service no longer lists what was kept once a stack is gone
    """

    forgets = True

    def account(self) -> str:
        """The account that the credentials belong to, as the cloud says."""

    def validate(self, stack: Stack) -> bool:
        """Refuse what the cloud would refuse, before anything is touched.

        Returns
        -------
        whether the cloud looked at the template; else it does so when it plans
        """

    def plan(self, stack: Stack) -> Plan:
        """What applying would change, resource by resource."""

    def discard(self, stack: Stack, plan: Plan) -> None:
        """Remove what planning left behind, where it left anything."""

    def previous(self, stack: Stack) -> str:
        """What to go back to, by its name there; "" where nothing stands, or the cloud knows."""
        return ""

    def begin(self, stack: Stack, operation: Operation) -> None:
        """Start to apply. Asked twice for the same operation, it starts once."""

    def finish(self, stack: Stack, operation: Operation) -> str:
        """Wait until an operation has ended.

        Returns
        -------
        which resource failed, and why; "" where none did, or the operation never began
        """

    def undo(self, stack: Stack, operation: Operation) -> tuple[str, ...]:
        """Go back to what stood before an operation that failed; what could not be removed."""

    def existing(self, stack: Stack) -> Mapping[str, Condition]:
        """Each resource that the cloud knows of this stack, and whether it is there."""

    def drift(self, stack: Stack) -> tuple[Deviation, ...]:
        """What is not as it was deployed."""

    def destroy(self, stack: Stack) -> tuple[str, ...]:
        """Remove all but what keeps data; what remains."""
