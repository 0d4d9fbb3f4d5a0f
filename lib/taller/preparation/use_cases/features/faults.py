"""What can be wrong with a client's cases beyond a single value: told with all else, at once."""

from __future__ import annotations

from taller.errors import did_you_mean, nearest
from taller.faults import Found, circles, folded, is_number, mapping, texts
from taller.preparation.use_cases.features.catalogue import CRITERIA, raw

NEEDED = ("name", "impact", "feasibility", "risk", "money", "person_days", "weeks")
DEFAULT_WEIGHTS = (0.30, 0.25, 0.20, 0.15, 0.10)


def of_weights(given: dict) -> Found:
    """Weights that are all zero, or do not add up to 1."""
    defaults = dict(zip(CRITERIA, DEFAULT_WEIGHTS, strict=True))
    values = {name: given.get(name, defaults[name]) for name in CRITERIA}
    if not all(is_number(value) for value in values.values()):
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
    own = {k: v for k, v in mapping(given.get("cases")).items() if isinstance(v, dict)}
    lists = {name: given.get(name) or () for name in ("exclude", "done")}
    if not own and not any(lists.values()) and given.get("catalogue", True) is not False:
        return
    offered = raw()["cases"] if given.get("catalogue", True) is not False else {}
    known = {**offered, **own}
    if not set(known) - {key for keys in lists.values() for key in texts(keys)}:
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
        what = f"a case of your own needs {', '.join(missing)} too{nearest(key, offered)}"
        yield ("cases", key), what, sorted(map(str, case))


def _named_twice(own: dict, offered: dict) -> Found:
    taken: dict[str, str] = {}
    for key, entry in offered.items():
        if not isinstance(own.get(key, {}).get("name"), str):
            taken |= {folded(name): key for name in entry["name"].values()}
    for key, case in own.items():
        name = case.get("name")
        if not isinstance(name, str):
            continue
        holder = taken.setdefault(folded(name), key)
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
        waits[key] = texts(case.get("after", waits.get(key, [])))
    for circle, what in circles(waits):
        at = next(key for key in circle if key in own)
        yield ("cases", at, "after"), what, " ".join(waits[at])
