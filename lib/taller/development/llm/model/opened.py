"""The door to the services as one run opens it."""

from __future__ import annotations

from typing import Any

from taller.data.people import Mask
from taller.development.llm.model.door import Door, Settings, open_door

STATE = ".llm"  # beside an engagement's runs: money spent, answers kept, what was counted


def opened(settings: Settings, run: Any) -> Door:
    """The door with the engagement's own limits and memory, which all its runs share."""
    return open_door(settings, run.dir.parent / STATE, Mask, run=str(run.dir))
