"""LightGBM's text of trees: whether what it says are trees.

Its reader believes what it is given: a place outside a row, or a branch that leads back, makes the
process end or never end. So the text is looked at before it is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

ENDS = ("\nend of trees", "\nend of parameters", "\npandas_categorical:null")
ONE = {"num_class": "1", "num_tree_per_iteration": "1", "version": "v4"}
PER_LEAF = ("leaf_value", "leaf_weight", "leaf_count")
PER_BRANCH = (
    "split_feature", "split_gain", "decision_type", "left_child", "right_child",
    "internal_value", "internal_weight", "internal_count",
)  # fmt: skip
SETTING = re.compile(r"\[\w+: [^\[\]]*\]")
NUMERIC = (0, 2, 4, 6, 8, 10)  # kinds of decision that look at no list of categories


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
    places = [text.find(end) for end in ENDS]
    if not blocks or -1 in places or places != sorted(places):
        raise ValueError("cut short")
    blocks[-1], _end, settings = blocks[-1].partition(ENDS[0])
    listed = settings.partition("\nparameters:\n")[2].partition(ENDS[1])[0]
    if not all(SETTING.fullmatch(line) for line in listed.strip().split("\n")):
        raise ValueError("parameters")
    about = dict(_lines(head))
    columns = int(about["max_feature_idx"]) + 1
    # It is by these sizes that its reader finds the trees.
    sizes = [len(block.encode()) + len("Tree=\n") for block in blocks]
    if [int(size) for size in about["tree_sizes"].split()] != sizes:
        raise ValueError("sizes")
    if any(about.get(name) != value for name, value in ONE.items()):
        raise ValueError("several classes, or another version")
    for name in ("feature_names", "feature_infos"):
        if len(about[name].split()) != columns:
            raise ValueError(name)
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
    plain = tree["num_cat"] == "0" and tree["is_linear"] == "0"
    if leaves < 1 or not plain or not math.isfinite(float(tree["shrinkage"])):
        raise ValueError("kind of tree")
    held = {name: _numbers(tree[name], leaves) for name in PER_LEAF if leaves > 1}
    held |= {name: _numbers(tree[name], leaves - 1) for name in PER_BRANCH}
    _numbers(tree["leaf_value"], leaves)
    # Without an end where a column is split into what is known of it and what is missing.
    if any(map(math.isnan, _numbers(tree["threshold"], leaves - 1, finite=False))):
        raise ValueError("thresholds")
    if leaves == 1:
        return
    if not all(0 <= each < columns for each in held["split_feature"]):
        raise ValueError("splits")
    if not all(each in NUMERIC for each in held["decision_type"]):
        raise ValueError("decisions")
    _check_branches([*map(int, held["left_child"])], [*map(int, held["right_child"])], leaves)


def _numbers(text: str, count: int, *, finite: bool = True) -> list[float]:
    """As many numbers as there are leaves, or branches."""
    found = [float(each) for each in text.split()]
    if len(found) != count or (finite and not all(map(math.isfinite, found))):
        raise ValueError("numbers")
    return found


def _check_branches(left: list[int], right: list[int], leaves: int) -> None:
    """See that each branch and each leaf is reached once, from the first branch on."""
    if sorted(left + right) != [*range(-leaves, 0), *range(1, leaves - 1)]:
        raise ValueError("branches")
    reached, ahead = 0, [0]
    while ahead:
        at = ahead.pop()
        reached += 1
        ahead += [child for child in (left[at], right[at]) if child >= 0]
    if reached != leaves - 1:
        raise ValueError("branches")
