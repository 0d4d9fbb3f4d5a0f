"""What a rendered template makes safe, read from it as the cloud would, by `security.yaml`."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from taller.planning.infrastructure.artifacts import rendering

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Topology

KEYS = ("private", "rest", "transit", "closed", "least", "kept", "secrets", "tagged", "told",
        "budget")  # fmt: skip
"""What is looked for, as messages name it."""

SECRET = ("password", "secretstring", "secretvalue", "accountkey")
CHECKS = {
    "is": lambda found, wanted: found == wanted,
    "in": lambda found, wanted: found in wanted,
    "from": lambda found, wanted: isinstance(found, int) and found >= wanted,
    "given": lambda found, _: bool(found),
    "narrow": lambda found, _: bool(found) and found != "*" and "*" not in found,
    "private": lambda found, _: _is_private(found),
}


def inspect(made: Topology) -> dict[str, bool]:
    """Whether each of `KEYS` holds in the template of the cloud's own service."""
    return inspected(rendering.template(made), made)


def inspected(template: dict[str, Any], made: Topology) -> dict[str, bool]:
    """As `inspect`, of a template as it stands."""
    wanted = _wanted()[made.provider]
    held = _by_type(template, wanted["untagged"])
    found = {key: all(_holds(held, *each) for each in wanted[key]) for key in KEYS}
    found["secrets"] &= not any(_named_secrets(template))
    found["told"] &= made.recipients > 0
    found["budget"] &= made.budgeted and made.recipients > 0
    return found


@cache
def _wanted() -> dict[str, Any]:
    return YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _holds(held: dict[str, list[Any]], kind: str, path: str, how: str, wanted: Any = None) -> bool:
    """Whether all resources of a type are as they have to be."""
    found = [[*_walked(each, path.split("/"))] for each in held.get(kind, ())]
    values = [value for each in found for value in each]
    if how == "some":
        return any(values)
    if how == "set":
        return len(values) == len(wanted) and all(value in values for value in wanted)
    return bool(found) and all(CHECKS[how](value, wanted) for value in values)


def _walked(value: Any, path: list[str]) -> Iterator[Any]:
    """What stands at the end of a path."""
    if not path:
        yield value
        return
    step, *rest = path
    if step == "*":
        for each in value or ():
            yield from _walked(each, rest)
    elif step.startswith("?"):
        key, _equals, wanted = step[1:].partition("=")
        if key in value and (not wanted or value[key] == wanted):
            yield from _walked(value, rest)
    elif isinstance(value, list):
        yield from _walked(value[int(step)] if value else None, rest)
    else:
        yield from _walked(value.get(step) if isinstance(value, dict) else None, rest)


def _by_type(template: dict[str, Any], untagged: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Resources by type, those that take tags also as ``tagged``, Google's provider as itself."""
    held: dict[str, list[dict[str, Any]]] = {"google": [*template.get("provider", {}).values()]}
    listed = template.get("resources") or [*template.get("Resources", {}).values()]
    for each in listed:
        kind = each.get("type") or each["Type"]
        held.setdefault(kind, []).append(each)
        if kind not in untagged:
            held.setdefault("tagged", []).append(each)
    return held | {kind: [*named.values()] for kind, named in template.get("resource", {}).items()}


def _is_private(cidr: Any) -> bool:
    try:
        return ipaddress.ip_network(cidr).is_private and not cidr.endswith("/0")
    except ValueError:
        return False


def _named_secrets(value: Any) -> Iterator[str]:
    """Properties that hold a password or a secret in so many words."""
    if isinstance(value, dict):
        for key, each in value.items():
            named = key.lower().replace("_", "")
            if isinstance(each, str) and named.endswith(SECRET):
                yield key
            yield from _named_secrets(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named_secrets(each)
