"""Pages that say what the truth contradicts: 300 simulated shops and flat tables.

The worlds, their seeds and what counts as contradicted stand in `tests.claims`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.claims import plan
from tests.claims.count import count, in_turn

MOST = 3


def figures() -> Iterator[dict[str, Any]]:
    """A row for each kind of world, and one for all of them."""
    pages, wrong, unread = Counter[str](), Counter[str](), 0
    for world in count(in_turn(plan.every())):
        for each in world:
            kind = each.page.world.kind
            pages[kind] += 1
            wrong[kind] += bool(each.contradicted)
            unread += bool(each.unread)
    for kind in plan.PLAN:
        yield {
            "name": f"claims, worlds “{kind}”: pages that say what is not so",
            "value": wrong[kind], "unit": f"of {pages[kind]}",
        }  # fmt: skip
    yield {
        "name": "claims, 300 worlds: pages that say what is not so",
        "value": wrong.total(), "unit": f"of {pages.total()}",
        "beside": f"pages with a sentence that the judge does not know: {unread}",
        "target": f"at most {MOST}", "met": wrong.total() <= MOST and unread == 0,
    }  # fmt: skip
