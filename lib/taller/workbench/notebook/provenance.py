"""Where a figure comes from: code, packages, data, seed and times."""

from __future__ import annotations

import platform
import subprocess
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

PACKAGES = (
    "taller", "pandas", "numpy", "scipy", "scikit-learn", "lightgbm", "ibis-framework", "duckdb",
    "altair", "papermill", "nbconvert",
)  # fmt: skip


def provenance(root: Path) -> dict[str, Any]:
    """Versions of Python and of the packages that compute, and the workbench's git commit."""
    commit, dirty = git_state(root)
    return {
        "git_commit": commit,
        "git_dirty": dirty,
        "python": platform.python_version(),
        "versions": versions(),
    }


@cache
def versions() -> dict[str, str]:
    """Installed versions of the packages that decide a result."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def git_state(root: Path) -> tuple[str | None, bool | None]:
    """The commit checked out at ``root`` and whether files differ from it; None without git."""
    commit = _git(root, "rev-parse", "--short=12", "HEAD")
    if commit is None:
        return None, None
    return commit, bool(_git(root, "status", "--porcelain", "--untracked-files=no"))


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
