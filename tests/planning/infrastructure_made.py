"""Topologies of a small shop, whose figures can be worked by hand."""

from __future__ import annotations

from pathlib import Path

from taller.planning.infrastructure.artifacts import rendering
from taller.planning.infrastructure.model.design import design
from taller.planning.infrastructure.model.load import Load
from taller.planning.infrastructure.model.topology import Topology
from taller.planning.infrastructure.params import Params

ORIGIN = {"users": "data", "events_a_day": "data", "models": "results"}
SMALL = Load(25_000, 15_000, 4, ORIGIN)


def made(provider: str = "aws", **given) -> Topology:
    """The topology of the small shop, with these parameters."""
    return design(Params(provider=provider, **given), SMALL, "moda-viva")


def write(folder: Path, topology: Topology) -> None:
    """All files of a topology into a folder."""
    for name, text in rendering.written(topology).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
