"""Try some of the worlds, and print what their pages say that is not so.

::

    python -m tests.claims                       all 300
    python -m tests.claims --only giant tiny     these kinds
    python -m tests.claims --seeds 2             the first two seeds of each
    python -m tests.claims --keep FOLDER         keep the pages there, to judge them again at once
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from tests.claims import plan
from tests.claims.count import Read, count, in_turn


def main() -> int:
    """Parse, run, print; exit code 1 where a page says what is not so."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m tests.claims", None, __doc__, formatter_class=raw)
    parser.add_argument("--only", nargs="*", default=[], choices=list(plan.PLAN), metavar="KIND")
    parser.add_argument("--seeds", type=int, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    given = parser.parse_args()
    worlds = in_turn(plan.every(tuple(given.only), given.seeds))
    found = []
    for pages in count(worlds, given.keep, given.jobs):
        for each in pages:
            found.append(each)
            print(*each.told, sep="\n", end="\n" if each.told else "", flush=True)
    print(summary(found))
    return int(any(each.contradicted for each in found))


def summary(found: list[Read]) -> str:
    """A table: pages, and those that say what is not so, by kind of world and by notebook."""
    pages, wrong, rules = Counter(), Counter(), Counter()
    for each in found:
        for key in (each.page.world.kind, each.page.notebook, "all"):
            pages[key] += 1
            wrong[key] += bool(each.contradicted)
        rules.update({c.rule for c in each.contradicted})
    rows = [f"{key:16} {wrong[key]:4} of {pages[key]:4}" for key in pages if key != "all"]
    seconds = sum(each.seconds for each in found)
    return "\n".join(
        [
            "", "pages that say what the truth contradicts", *rows,
            f"{'all':16} {wrong['all']:4} of {pages['all']:4}",
            "by rule: " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common()),
            f"not understood: {sum(bool(each.unread) for each in found)} pages; {seconds:.0f} s",
        ]
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
