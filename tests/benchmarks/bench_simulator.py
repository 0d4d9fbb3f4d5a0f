"""The simulated shop at full size: 500,000 customers, 10,000 items, 20 million events.

It runs in a fresh process, so that its peak memory is its own; imports are done before, as they
are in a warm kernel. Beside it stands copying the finished tables with PyArrow, row group by row
group: what writing so many rows costs whoever makes them.
``python -m tests.benchmarks.bench_simulator {make,copy} FOLDER`` is one such process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SIZE = {"users": 500_000, "items": 10_000, "months": 6, "sessions_per_order": 3}
EVENTS = 20_000_000
MINUTES, MEMORY_MB = 2, 8_000


def figures() -> list[dict[str, Any]]:
    """Time and memory of one shop, all its tables kept as Parquet."""
    with tempfile.TemporaryDirectory() as name:
        ours, copy = _measured("make", Path(name)), _measured("copy", Path(name))
    events = ours["events"]
    if events < EVENTS:
        raise AssertionError(f"only {events} events: more months are needed")
    title = f"simulated shop, 500,000 customers, 10,000 items, {events / 1e6:.1f} million events"
    return [
        {
            "name": title,
            "value": ours["seconds"],
            "unit": "s",
            "beside": f"PyArrow, copying its tables: {copy['seconds']:.3g} s",
            "ratio": copy["seconds"] / ours["seconds"],
            "target": f"under {MINUTES} minutes",
            "met": ours["seconds"] < 60 * MINUTES,
        },
        {
            "name": "the same, peak memory",
            "value": ours["peak_mb"],
            "unit": "MB",
            "beside": f"PyArrow, copying its tables: {copy['peak_mb']:.0f} MB",
            "ratio": copy["peak_mb"] / ours["peak_mb"],
            "target": f"under {MEMORY_MB / 1000:.0f} GB",
            "met": ours["peak_mb"] < MEMORY_MB,
        },
    ]


def _measured(side: str, folder: Path) -> dict[str, float]:
    """Seconds and peak memory of one side, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_simulator", side, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def make(folder: Path) -> int:
    """Simulate into a folder; how many events there are."""
    from taller.data.settings.sources import FashionStoreSettings
    from taller.data.simulators import fashion_store

    settings = FashionStoreSettings(source="fashion_store", **SIZE)
    return fashion_store.write(settings, seed=20261, currency="EUR", folder=folder)["events"]


def copy(folder: Path) -> int:
    """Read and write again all tables of a folder; how many events there are."""
    import pyarrow.parquet as pq

    target = folder / "copy"
    target.mkdir()
    for path in folder.glob("*.parquet"):
        file = pq.ParquetFile(path)
        with pq.ParquetWriter(target / path.name, file.schema_arrow) as writer:
            for group in range(file.num_row_groups):
                writer.write_table(file.read_row_group(group))
    return pq.ParquetFile(target / "events.parquet").metadata.num_rows


def main(side: str, folder: Path) -> None:
    """One side, measured."""
    import resource

    import pyarrow.parquet  # noqa: F401

    import taller.data.simulators.fashion_store  # noqa: F401

    begun = time.perf_counter()
    events = make(folder) if side == "make" else copy(folder)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "events": events}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
