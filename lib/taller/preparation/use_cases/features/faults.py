"""What can be wrong with a client's cases beyond a single value: told with all else, at once."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import Any

from taller.errors import did_you_mean
from taller.faults import Found
from taller.preparation.use_cases.features.catalogue import CRITERIA, raw

NEEDED = ("name", "impact", "feasibility", "risk", "money", "person_days", "weeks")
DEFAULT_WEIGHTS = (0.30, 0.25, 0.20, 0.15, 0.10)


def of_weights(given: dict) -> Found:
    """Weights that are all zero, or do not add up to 1."""
    defaults = dict(zip(CRITERIA, DEFAULT_WEIGHTS, strict=True))
    values = {name: given.get(name, defaults[name]) for name in CRITERIA}
    if not all(_is_number(value) for value in values.values()):
        return
    total = sum(values.values())
    if not any(values.values()):
        yield (), "are all zero: give at least one criterion a weight above 0", given
    elif abs(total - 1) > 1e-6:
        what = f"must add up to 1 (they add up to {total:.4g}, unnamed ones at their default)"
        if min(values.values()) >= 0:
            shares = ", ".join(f"{name}: {value / total:.3g}" for name, value in values.items())
            what += f"; in the same proportions: {shares}"
        yield (), what, given


def of_cases(given: dict) -> Found:
    """Cases that are unknown, incomplete, named twice, or that wait for each other in a circle."""
    own = given.get("cases")
    own = {k: v for k, v in own.items() if isinstance(v, dict)} if isinstance(own, dict) else {}
    lists = {name: given.get(name) or () for name in ("exclude", "done")}
    if not own and not any(lists.values()) and given.get("catalogue", True) is not False:
        return
    offered = raw()["cases"] if given.get("catalogue", True) is not False else {}
    known = {**offered, **own}
    if not set(known) - {key for keys in lists.values() for key in _texts(keys)}:
        yield ("catalogue",), "no case is left to rank; offer the catalogue, or name some", None
    yield from _incomplete(own, offered)
    yield from _named_twice(own, offered)
    yield from _unknown(own, lists, known)
    yield from _circle(own, offered)


def _incomplete(own: dict, offered: dict) -> Found:
    for key, case in own.items():
        missing = [name for name in NEEDED if case.get(name) is None]
        if key in offered or not missing:
            continue
        hint = did_you_mean(key, offered) if offered else ""
        # The known names are a long list, of help only where one of them is near.
        hint = hint if hint.startswith("; did") else ""
        what = f"a case of your own needs {', '.join(missing)} too{hint}"
        yield ("cases", key), what, sorted(map(str, case))


def _named_twice(own: dict, offered: dict) -> Found:
    taken: dict[str, str] = {}
    for key, entry in offered.items():
        if not isinstance(own.get(key, {}).get("name"), str):
            taken |= {_folded(name): key for name in entry["name"].values()}
    for key, case in own.items():
        name = case.get("name")
        if not isinstance(name, str):
            continue
        holder = taken.setdefault(_folded(name), key)
        if holder != key:
            what = f"is the name of '{holder}' already; give one of them another name"
            yield ("cases", key, "name"), what, name


def _unknown(own: dict, lists: dict, known: dict) -> Found:
    for name, keys in lists.items():
        for i, key in enumerate(keys if isinstance(keys, list | tuple) else ()):
            if isinstance(key, str) and key not in known:
                yield (name, i), f"no such case{did_you_mean(key, known)}", key
    for key, case in own.items():
        after = case.get("after")
        for i, first in enumerate(after if isinstance(after, list | tuple) else ()):
            if isinstance(first, str) and first not in known:
                yield ("cases", key, "after", i), f"no such case{did_you_mean(first, known)}", first


def _circle(own: dict, offered: dict) -> Found:
    waits = {key: list(entry["after"]) for key, entry in offered.items()}
    for key, case in own.items():
        after = case.get("after", waits.get(key, []))
        waits[key] = (
            [x for x in after if isinstance(x, str)] if isinstance(after, list | tuple) else []
        )
    while True:
        try:
            TopologicalSorter(waits).prepare()
            return
        except CycleError as error:
            circle = error.args[1][::-1]
        at = next(key for key in circle if key in own)
        what = f"these wait for each other in a circle: {' → '.join(circle)}; let one go first"
        yield ("cases", at, "after"), what, " ".join(waits[at])
        waits[at] = []  # so that the next circle, if any, is told too


def _texts(values: Any) -> list[str]:
    return [v for v in values if isinstance(v, str)] if isinstance(values, list | tuple) else []


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
