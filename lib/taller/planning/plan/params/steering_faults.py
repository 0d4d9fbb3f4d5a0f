"""What can be wrong with money, targets and parts beyond a single value: told with all else."""

from __future__ import annotations

from typing import Any

from taller.faults import Found

SHARES = ("uptime", "model_quality")
CHANGES = {"cac": (-1, 0), "conversion": (0, 100), "ltv": (0, 100), "roi": (0, 1000)}
"""What may be aimed at: a cost falls, the others rise."""


def of_steering(given: dict) -> Found:
    """Faults of the keys ``targets``, ``stakeholders``, ``approvers`` and ``day_rates``."""
    targets = given.get("targets")
    for key, target in targets.items() if isinstance(targets, dict) else ():
        for name in ("aim", "baseline"):
            value = target.get(name) if isinstance(target, dict) else None
            if _is_number(value) and (what := _of_target(str(key), name, value)):
                yield ("targets", key, name), what, value
    yield from _answering(_entries(given, "stakeholders"))
    for name in ("stakeholders", "approvers"):
        yield from _twice(name, _entries(given, name))


def _of_target(key: str, name: str, value: float) -> str:
    if key in SHARES and not 0 <= value <= 1:
        return "is a share, from 0 to 1: 0.999 for 99.9 %"
    if name == "baseline" and value < 0 and key != "roi":
        return "must be at least 0"
    low, high = CHANGES.get(key, (0, float("inf")))
    if name == "aim" and not low <= value <= high:
        sign = "falls, as -0.5" if high == 0 else "rises, as 0.5"
        return f"must lie between {low} and {high:g}: the change aimed at, which {sign}"
    return ""


def _answering(entries: list[tuple[int, dict]]) -> Found:
    """One person alone answers for a phase."""
    first: dict[Any, Any] = {}
    for i, entry in entries:
        part = entry.get("part")
        for phase, letter in part.items() if isinstance(part, dict) else ():
            if letter != "A":
                continue
            if phase in first:
                what = f"{first[phase]} answers for it already; one person alone can"
                yield ("stakeholders", i, "part", phase), what, letter
            first.setdefault(phase, entry.get("name"))


def _twice(name: str, entries: list[tuple[int, dict]]) -> Found:
    seen: set[str] = set()
    for i, entry in entries:
        given = entry.get("name")
        if isinstance(given, str) and (folded := " ".join(given.casefold().split())) in seen:
            yield (name, i, "name"), "stands twice; once is enough", given
        elif isinstance(given, str):
            seen.add(folded)


def _entries(given: dict, name: str) -> list[tuple[int, dict]]:
    found = given.get(name)
    found = found if isinstance(found, list | tuple) else ()
    return [(i, entry) for i, entry in enumerate(found) if isinstance(entry, dict)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
