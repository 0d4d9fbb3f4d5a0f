"""What one section of an engagement file may name of another: use cases, roles.

Where a module ``named`` stands in a notebook's package, ``names(given)`` of that tells, for each
kind, the names that there are with that notebook's section as it was given. It is asked only when
another section is checked that names such things.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taller.workbench.run.workflow import Step


class Names:
    """The names of all sections, as validators get them by their context."""

    def __init__(self, steps: Mapping[str, Step], sections: Mapping[str, Any]) -> None:
        self.steps, self.sections = steps, sections

    @cached_property
    def _found(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for step in self.steps.values():
            if step.module and importlib.util.find_spec(f"{step.module}.named"):
                module = importlib.import_module(f"{step.module}.named")
                for kind, names in module.names(self.sections.get(step.name) or {}).items():
                    found.setdefault(kind, set()).update(names)
        return found

    def of(self, kind: str) -> set[str]:
        """The names of a kind."""
        return self._found.get(kind, set())
