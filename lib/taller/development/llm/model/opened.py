"""The door to the services as one run opens it."""

from __future__ import annotations

from typing import Any

from taller.data.people import Mask
from taller.development.llm.model.door import Door, Settings, open_door
from taller.development.llm.model.door.settings import OFFLINE

STATE = ".llm"  # beside an engagement's runs: money spent, answers kept, what was counted


def opened(settings: Settings, run: Any) -> Door:
    """The door with the engagement's own limits and memory, which all its runs share."""
    return open_door(settings, run.dir.parent / STATE, Mask, run=str(run.dir))


def alone(settings: Settings, task: str, endpoint: str, run: Any) -> Door:
    """The same door with one model for one task, and nobody after it."""
    return opened(settings.model_copy(update={"endpoints": {task: (endpoint,)}}), run)


def served(settings: Settings, task: str) -> tuple[str, ...]:
    """The models that do a task, as provider/model, those of no service left out."""
    chain = settings.chain(task)
    return tuple(f"{name}/{model}" for name, held, model in chain if held.kind != OFFLINE)
