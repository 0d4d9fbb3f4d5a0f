"""An Azure template as text: what it holds, named as the cloud's ids name it.

Names may be expressions that only the cloud can work out; a ``*`` stands for such a part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from taller.planning.infrastructure.clouds.protocol import Resource

NESTED = "Microsoft.Resources/deployments"
KEEP = re.compile(
    r"Microsoft\.(Storage/storageAccounts|DBfor\w+/\w*servers|Sql/servers|KeyVault/vaults)\b",
    re.IGNORECASE,
)
"""Types that keep data; what stands within them, or locks them, begins with the same."""
_GROUP = re.compile(r"^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/", re.IGNORECASE)
_CALL = re.compile(r"(\w+)\((.*)\)", re.DOTALL)


def resources(template: str) -> tuple[Resource, ...]:
    """What a template holds, with what templates within it hold."""
    return tuple(Resource(name, bool(KEEP.match(name))) for name in _names(json.loads(template)))


def tail(resource: str) -> str:
    """An id from the first type on.

    >>> tail("/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v")
    'Microsoft.Network/virtualNetworks/v'
    """
    return _GROUP.sub("", resource)


def called(kind: str, name: str) -> str:
    """A type and a name as an id has them.

    >>> called("Microsoft.Network/virtualNetworks/subnets", "v/app")
    'Microsoft.Network/virtualNetworks/v/subnets/app'
    """
    space, *kinds = kind.split("/")
    pairs = zip(kinds, name.split("/"), strict=True)
    return "/".join([space, *(part for pair in pairs for part in pair)])


def _names(template: Mapping[str, Any]) -> Iterator[str]:
    known = template.get("variables", {})
    for each in template["resources"]:
        if each["type"] == NESTED:
            yield from _names(each["properties"]["template"])
            continue
        name = called(each["type"], _worked_out(each["name"], known))
        scope = _worked_out(each["scope"], known) + "/providers/" if "scope" in each else ""
        yield tail(scope + name)


def _worked_out(text: str, known: Mapping[str, str]) -> str:
    """A text of a template, worked out as far as it can be here.

    >>> _worked_out("[concat(variables('a'), '/b')]", {"a": "[concat('x', guid('y, z'))]"})
    'x*/b'
    """
    return _value(text[1:-1], known) if text.startswith("[") else text


def _value(expression: str, known: Mapping[str, str]) -> str:
    expression = expression.strip()
    if expression.startswith("'"):
        return expression[1:-1].replace("''", "'")
    call = _CALL.fullmatch(expression)
    if call is None:
        return "*"
    given = [_value(each, known) for each in _arguments(call[2])]
    if call[1] == "concat":
        return "".join(given)
    if call[1] == "variables":
        return _worked_out(known[given[0]], known)
    if call[1] == "resourceId":
        return called(given[0], "/".join(given[1:]))
    return "*"


def _arguments(text: str) -> list[str]:
    """A call's arguments: what commas part outside of quotes and brackets."""
    found, depth, quoted = [""], 0, False
    for letter in text:
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter in "([") - (letter in ")]")
        if letter == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += letter
    return found if text.strip() else []
