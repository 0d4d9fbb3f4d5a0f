"""LightGBM's text of trees: whether what it says are trees.

Its reader believes what it is given: a place outside a row, or a branch that leads back, makes the
process end or never end. So the text is looked at before it is read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path


def columns_of(path: Path) -> int:
    """How many columns the trees of a file take.

    Raises
    ------
    ValueError
        If it holds something else.
    OSError
        If it cannot be read.
    """
    text = path.read_text(encoding="utf-8")
    head, *blocks = text.split("\nTree=")
    if not blocks or "\nend of trees" not in blocks[-1]:
        raise ValueError("cut short")
    columns = int(dict(_lines(head))["max_feature_idx"]) + 1
    blocks[-1] = blocks[-1].split("\nend of trees")[0]
    for number, block in enumerate(blocks):
        if int(block.split("\n", 1)[0]) != number:
            raise ValueError("trees are missing")
        _check(dict(_lines(block)), columns)
    return columns


def _lines(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        name, found, value = line.partition("=")
        if found:
            yield name, value


def _check(tree: dict[str, str], columns: int) -> None:
    leaves = int(tree["num_leaves"])
    values = [float(each) for each in tree["leaf_value"].split()]
    if len(values) != leaves or leaves < 1 or int(tree.get("num_cat", 0)):
        raise ValueError("leaves")
    if not all(map(math.isfinite, values)):
        raise ValueError("not finite")
    if leaves == 1:
        return
    held = {
        name: [int(each) for each in tree[name].split()]
        for name in ("split_feature", "left_child", "right_child", "decision_type")
    }
    thresholds = [float(each) for each in tree["threshold"].split()]
    if any(len(each) != leaves - 1 for each in (*held.values(), thresholds)):
        raise ValueError("branches")
    if any(map(math.isnan, thresholds)) or not all(0 <= f < columns for f in held["split_feature"]):
        raise ValueError("splits")
    # Each branch and each leaf is reached once, from the first branch on.
    children = held["left_child"] + held["right_child"]
    if sorted(children) != [*range(-leaves, 0), *range(1, leaves - 1)]:
        raise ValueError("branches")
    reached, ahead = 0, [0]
    while ahead:
        at = ahead.pop()
        reached += 1
        ahead += [c for c in (held["left_child"][at], held["right_child"][at]) if c >= 0]
    if reached != leaves - 1:
        raise ValueError("branches")
