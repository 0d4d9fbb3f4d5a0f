"""What every cloud is asked, and what it answers: six questions, the same for all three."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from taller.planning.infrastructure.clouds.operation import Operation

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


class Cloud(Protocol):
    """A cloud's deployment service. Each call may raise `InputError` or `CloudError`, no other."""

    def account(self) -> str:
        """The account that the credentials belong to, as the cloud says."""

    def validate(self, stack: Stack) -> None:
        """Refuse what the cloud would refuse, before anything is touched."""

    def plan(self, stack: Stack) -> Plan:
        """What applying would change, resource by resource."""

    def discard(self, stack: Stack, plan: Plan) -> None:
        """Remove what planning left behind."""

    def previous(self, stack: Stack) -> str:
        """What the cloud would go back to, by its name there; "" where nothing stands yet."""

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
