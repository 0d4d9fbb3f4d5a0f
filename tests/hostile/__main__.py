"""``python -m tests.hostile [KIND …]``: try all inputs of these kinds, and tell which go wrong."""

from __future__ import annotations

import sys

from tests.hostile.count import count


def main(kinds: list[str]) -> int:
    """Tell each input that goes wrong, and how many do."""
    whys = [why for _case, _outcome, why in count(tuple(kinds), 10_000)]
    bad = sum(map(bool, whys))
    print(f"{len(whys)} tried, {bad} wrong")
    return bad


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
