"""500 hostile inputs: each a clear message or a safe reading, within its time and memory.

What they are, how they are tried and what counts as wrong stands in `tests.hostile`;
``python -m tests.hostile [KIND …]`` tells each that goes wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any


def figures() -> Iterator[dict[str, Any]]:
    """A row for each kind of input, and one for all of them."""
    from tests.hostile import trial
    from tests.hostile.count import count

    tried, bad = Counter[str](), Counter[str]()
    slowest = largest = (0.0, "")
    for case, outcome, why in count():
        tried[case.kind] += 1
        bad[case.kind] += bool(why)
        name = f"{case.kind}: {case.name}"
        slowest = max(slowest, (outcome.seconds, name))
        largest = max(largest, (outcome.peak / 1e9, name))
    for kind, many in sorted(tried.items()):
        yield {
            "name": f"hostile inputs, {kind}: neither a message nor a safe reading",
            "value": bad[kind], "unit": f"of {many}", "beside": f"right: {many - bad[kind]}",
            "met": not bad[kind],
        }  # fmt: skip
    yield {
        "name": f"hostile inputs, all {tried.total()}: neither a message nor a safe reading",
        "value": bad.total(), "unit": f"of {tried.total()}",
        "beside": f"slowest {slowest[0]:.1f} s ({slowest[1]}); largest {largest[0]:.2f} GB "
        f"({largest[1]})",
        "target": f"none; none over {trial.SECONDS:.0f} s or {trial.BYTES / 1e9:.0f} GB",
        "met": not bad.total(),
    }  # fmt: skip
