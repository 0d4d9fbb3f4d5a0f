"""The 200 messy exports there and back, and what their columns are proposed to mean without help.

``python -m tests.benchmarks.bench_round_trip`` prints every trip that went wrong and every column
that was taken for another.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests import messy

TARGET = 0.95  # share of columns whose meaning is proposed right


def figures() -> list[dict[str, Any]]:
    """Trips by how they ended, and the share of columns proposed right."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["TALLER_HOME"] = str(Path(name) / "home")
        started = time.perf_counter()
        trips = _trips(Path(name))
        seconds = time.perf_counter() - started
        right, columns = _proposals(Path(name))
    ends = Counter(trip.end for trip in trips)
    named = f"{len(trips)} messy exports, shape × dialect × fault"
    return [
        {"name": f"{named}: the same tables again", "value": ends["same"], "unit": "exports",
         "beside": f"{seconds:.0f} s in all"},
        {"name": f"{named}: refused with file and line, rightly", "value": ends["refused"],
         "unit": "exports"},
        {"name": f"{named}: wrong", "value": ends["wrong"], "unit": "exports",
         "target": "none", "met": not ends["wrong"]},
        {"name": "Columns of those exports whose meaning is proposed right without help",
         "value": 100 * right / columns, "unit": "%", "beside": f"{right} of {columns}",
         "target": f"at least {TARGET:.0%}", "met": right >= TARGET * columns},
    ]  # fmt: skip


def _trips(root: Path) -> list[Any]:
    from tests.data import round_trips

    shop = round_trips.a_shop()
    return [round_trips.go(shop, spec, root / spec.name) for spec in messy.specs()]


def _proposals(root: Path) -> tuple[int, int]:
    """Columns proposed right, and all of them, in the exports that can be read."""
    judged = [column for _spec, columns in proposals(root) for column in columns]
    return sum(meant == told for _column, meant, told in judged), len(judged)


def proposals(root: Path) -> list[tuple[messy.Spec, list[tuple[str, str | None, str | None]]]]:
    """Each export's columns, what they mean, and what they are proposed to mean."""
    from tests.data import round_trips

    shop = round_trips.a_shop()
    found = []
    for spec in messy.specs():
        folder = root / f"proposed-{spec.name}"
        folder.mkdir()
        export = messy.write(shop, spec, folder)
        if export.outcome == "refused":
            continue
        found.append((spec, round_trips.proposed(export)))
    return found


def main() -> None:
    """Print what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["TALLER_HOME"] = str(Path(name) / "home")
        for trip in _trips(Path(name)):
            if trip.end == "wrong":
                print(f"{trip.spec.name}: {trip.why}")
        for spec, columns in proposals(Path(name)):
            for column, meant, told in columns:
                if meant != told:
                    print(f"{spec.name}: '{column}' means {meant}, proposed {told}")


if __name__ == "__main__":
    main()
