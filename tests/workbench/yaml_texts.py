"""Engagement files as people write them, drawn by Hypothesis: styles, quotes, comments, gaps."""

from __future__ import annotations

import copy
import json

from hypothesis import strategies as st

NAMES = ("answers", "weights", "goals", "note", "data_access", "by", "x1")
WORDS = st.sampled_from(["Ana", "a b", "yes", "12", "#no", "a: b", "it's", '"q"', "ñandú 😀", ""])
SCALARS = st.one_of(
    st.integers(-9, 99), st.sampled_from([0.25, 0.3, -1.5, 1e-7]), st.booleans(), st.none(), WORDS
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    ),
    max_leaves=8,
)
SECTIONS = st.dictionaries(st.sampled_from(NAMES), VALUES, min_size=1, max_size=4)
COMMENTS = st.sampled_from(["", "", "  # why: {x}", " # 'quoted", "   #"])


@st.composite
def texts(draw, before: str, section: dict, after: str) -> str:
    """A file with ``readiness`` written in some style between two other pieces of text."""
    body = _block(draw, section, draw(st.sampled_from([1, 2, 4])))
    return f"{before}readiness:{draw(COMMENTS)}\n{body}{after}"


def _block(draw, value: dict | list, indent: int) -> str:
    made = ""
    items = value.items() if isinstance(value, dict) else [(None, item) for item in value]
    for key, item in items:
        if draw(st.integers(0, 4)) == 0:
            made += draw(st.sampled_from(["\n", " " * indent + "# above\n", "# at the edge\n"]))
        head = " " * indent + ("-" if key is None else f"{key}:")
        nested = isinstance(item, dict | list) and item
        if nested and draw(st.booleans()):
            more = draw(st.sampled_from([1, 2, 4]))
            made += f"{head}{draw(COMMENTS)}\n{_block(draw, item, indent + more)}"
        elif isinstance(item, str) and item.strip() and draw(st.integers(0, 3)) == 0:
            made += f"{head} |-\n{' ' * indent}   {item}\n"
        else:
            made += f"{head} {_flow(draw, item)}".rstrip(" ") + draw(COMMENTS) + "\n"
    return made


def _flow(draw, value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(draw, v) or 'null'}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(draw, v) or "null" for v in value) + "]"
    if isinstance(value, str):
        single = "'" + value.replace("'", "''") + "'"
        return draw(st.sampled_from([json.dumps(value, ensure_ascii=False), single]))
    return draw(st.sampled_from(["", "null"])) if value is None else json.dumps(value)


@st.composite
def changed(draw, section: dict) -> dict:
    """The section with some values changed, added or taken out."""
    new = copy.deepcopy(section)
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, new)
    return new


def _change(draw, value: dict | list) -> None:
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    what = draw(st.sampled_from(["set", "set", "add", "remove", "deeper", "deeper"]))
    key = draw(st.sampled_from(keys)) if keys else None
    if key is not None and what == "deeper" and isinstance(value[key], dict | list):
        _change(draw, value[key])
    elif key is not None and what == "remove":
        del value[key]
    elif key is not None and what != "add":
        value[key] = draw(VALUES)
    elif isinstance(value, dict):
        value[draw(st.sampled_from([*NAMES, "new one"]))] = draw(VALUES)
    else:
        value.insert(draw(st.integers(0, len(value))), draw(VALUES))
