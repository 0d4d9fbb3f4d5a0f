"""The money of twelve platforms' exports, read as `taller new` proposes it with nobody's help.

``python -m tests.benchmarks.bench_platforms [PLATFORM …]`` prints each export that is not exact.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ENDS = ("exact", "asked", "refused", "unfitting", "wrong")


def figures() -> list[dict[str, Any]]:
    """A row per platform: exports that are silently wrong, beside how the others ended."""
    from tests.exports.plan import PLATFORMS

    found = verdicts()
    rows = []
    for platform in PLATFORMS:
        ends = Counter(v.end for v in found if v.plan.platform is platform)
        rows.append(_figure(f"Net sales of {ends.total()} exports of {platform.name}", ends))
    return [*rows, _figure(f"Net sales of all {len(found)} exports", Counter(
        v.end for v in found))]  # fmt: skip


def _figure(name: str, ends: Counter[str]) -> dict[str, Any]:
    beside = f"{ends['exact']} exact, {ends['asked']} asked, {ends['refused']} refused"
    if ends["unfitting"]:
        beside += f", {ends['unfitting']} refused without need"
    return {
        "name": f"{name}: silently wrong", "value": ends["wrong"], "unit": "exports",
        "beside": beside, "target": "none", "met": not ends["wrong"],
    }  # fmt: skip


def verdicts(only: tuple[str, ...] = ()) -> list[Any]:
    """How each export ended."""
    from tests.exports.judge import judge
    from tests.exports.plan import plans

    with tempfile.TemporaryDirectory() as name:
        os.environ["TALLER_HOME"] = str(Path(name) / "home")
        chosen = [p for p in plans() if not only or p.platform.name in only]
        return [judge(plan, Path(name) / str(n)) for n, plan in enumerate(chosen)]


def main(only: list[str]) -> None:
    """Print what is not exact, and the counts."""
    found = verdicts(tuple(only))
    for verdict in found:
        if verdict.end != "exact":
            print(f"{verdict.end:9} {verdict.plan.name}: {verdict.why}")
    print(Counter(verdict.end for verdict in found))


if __name__ == "__main__":
    main(sys.argv[1:])
