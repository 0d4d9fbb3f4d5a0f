"""What other sections of an engagement file may name: the use cases there are, who owns them."""

from __future__ import annotations

from typing import Any

from taller.faults import mapping
from taller.preparation.use_cases.features import catalogue


def names(given: dict[str, Any]) -> dict[str, set[str]]:
    """The keys of the catalogue's and the client's own cases, and their owners in any language."""
    own = mapping(given.get("cases"))
    offered = catalogue.raw()["cases"]
    owners = {name for entry in offered.values() for name in entry["owner"].values()}
    said = {mapping(case).get("owner") for case in own.values()}
    return {"cases": {*offered, *own}, "roles": owners | {x for x in said if isinstance(x, str)}}
