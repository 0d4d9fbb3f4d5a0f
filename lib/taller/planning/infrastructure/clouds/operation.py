"""The note of an operation that a cloud is at: its name there, so that it can be found again.

What stands is what the cloud says; the note only tells which of the cloud's operations is ours.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from taller.durable import write_whole


class Operation(BaseModel):
    """One attempt to apply a stack.

    Attributes
    ----------
    token : its name, given to the cloud with each call, which makes asking twice harmless
    plan : what the cloud keeps of the plan that is applied
    created : resources that did not exist before
    previous : what the cloud goes back to if it fails
    failure : which resource failed and why; what it did is to be taken back then
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cloud: str
    account: str
    region: str
    stack: str
    token: str = Field(default_factory=lambda: str(uuid.uuid4()))
    plan: str = ""
    created: tuple[str, ...] = ()
    previous: str = ""
    failure: str = ""
    state: Literal["running", "ended"] = "running"

    def kept(self, path: Path, **changes: object) -> Operation:
        """The operation with changes, written down for good before anything builds on it."""
        changed = self.model_copy(update=changes)
        write_whole(path, changed.model_dump_json(indent=1))
        return changed


def read(path: Path) -> Operation | None:
    """The note of the last operation; None where there is none, or none that can be read."""
    try:
        return Operation.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
