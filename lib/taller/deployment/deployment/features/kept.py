"""The models that an engagement's run kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from taller.development.template.saving import CONTRACT, read_json

TEMPLATES = ("classification", "regression", "recommendation", "saas_b2b")
KINDS: dict[str, Literal["probability", "value", "items"]] = {
    "classification": "probability", "regression": "value", "recommendation": "items",
    "saas_b2b": "probability",
}  # fmt: skip
FROM = {"saas_b2b": ("subscriptions",)}  # tables, one of which a notebook learns from
ORDERS = ("orders", "flat")  # of the others
LEAVE_ROWS = ("saas_b2b",)  # notebooks that leave rows beside the model, fitted anew after its test


@dataclass(frozen=True)
class KeptModel:
    """One model that a run kept.

    Attributes
    ----------
    name : the notebook that made it
    folder : where its files stand
    """

    name: str
    folder: Path

    @property
    def kind(self) -> Literal["probability", "value", "items"]:
        """What it answers with."""
        return KINDS[self.name]

    @property
    def leaves_rows(self) -> bool:
        """Whether its notebook leaves rows beside it, and fits it anew after its test."""
        return self.name in LEAVE_ROWS

    @cached_property
    def contract(self) -> dict[str, Any]:
        """What it needs of a row."""
        return read_json(self.folder / CONTRACT)

    @cached_property
    def card(self) -> dict[str, Any]:
        """What it is for, how good it is."""
        return read_json(self.folder / "card.json")

    @cached_property
    def profile(self) -> dict[str, Any]:
        """How its columns and answers were spread on validation."""
        return read_json(self.folder / "profile.json")

    @cached_property
    def scorer(self) -> Any:
        """The model as the service answers by it."""
        from taller.deployment.deployment.model import scoring

        return scoring.load(self.folder)


def possible(run: Any) -> tuple[str, ...]:
    """The notebooks whose models a client's tables can teach, whether the run holds them or not.

    Parameters
    ----------
    run : a `taller.Run`
    """
    return tuple(name for name in TEMPLATES if any(map(run.tables.has, FROM.get(name, ORDERS))))


def find(run: Any) -> list[KeptModel]:
    """The models of a run, or where it has none of a name, those of a run still valid.

    Parameters
    ----------
    run : a `taller.Run`
    """
    found = {name: run.left(name, CONTRACT) for name in TEMPLATES}
    return [KeptModel(name, path.parent) for name, path in found.items() if path is not None]
