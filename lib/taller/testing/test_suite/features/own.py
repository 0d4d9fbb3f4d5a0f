"""A client's own tests."""

from __future__ import annotations

from pathlib import Path

OWN = Path("tests") / "engagements"  # of the workbench


def own_files(root: Path, engagement: str) -> list[Path]:
    """The files of tests for all engagements, and those in the folder of this one.

    Parameters
    ----------
    root : the workbench's
    engagement : the name of its file, without ``.yaml``
    """
    return [*sorted((root / OWN).glob("test_*.py")),
            *sorted((root / OWN / engagement).rglob("test_*.py"))]  # fmt: skip
