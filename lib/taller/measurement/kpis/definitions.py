"""What each business figure is: unit, direction, source, and in words its name and formula."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from taller.measurement.kpis.messages import say
from taller.phase import Unit


@dataclass(frozen=True)
class Definition:
    """One figure's definition.

    >>> DEFINITIONS["ltv_to_cac"].unit, DEFINITIONS["payback"].better
    ('number', 'down')
    """

    key: str
    unit: Unit
    better: Literal["up", "down"]
    source: str

    @property
    def name(self) -> str:
        """What it is called, in the language of the run."""
        return say(f"kpi-{self.key}.name")

    @property
    def formula(self) -> str:
        """How it is computed, in words."""
        return say(f"kpi-{self.key}.formula")


@cache
def _read() -> dict[str, Definition]:
    from ruamel.yaml import YAML

    text = (Path(__file__).parent / "definitions.yaml").read_text(encoding="utf-8")
    return {key: Definition(key, **rest) for key, rest in YAML(typ="safe").load(text).items()}


DEFINITIONS = _read()
