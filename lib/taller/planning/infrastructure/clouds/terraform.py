"""A Terraform root as text: its resources, and the part of it that keeps data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from taller.planning.infrastructure.clouds.protocol import Resource

_BLOCK = re.compile(r'^(\w+)(?: "([^"]+)")?(?: "([^"]+)")? \{.*?^\}\n?', re.MULTILINE | re.DOTALL)
_REFERS = re.compile(r"\bgoogle_\w+\.\w+")
KEEP = re.compile(r"^google_(sql_(database_instance|database)|storage_bucket)\.")
"""Resources that keep data, by their addresses."""


def resources(files: Mapping[str, str]) -> tuple[Resource, ...]:
    """What a root holds.

    >>> resources({"main.tf": 'resource "google_storage_bucket" "data" {\\n}\\n'})
    (Resource(name='google_storage_bucket.data', keeps_data=True),)
    """
    return tuple(Resource(name, bool(KEEP.match(name))) for name in _blocks(files, "resource"))


def keeping(files: Mapping[str, str], held: Set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """A root of nothing but what keeps data, of all that is there, and what that refers to.

    Parameters
    ----------
    held : addresses that are there; what is not would be made

    Returns
    -------
    its files, and the addresses of its resources
    """
    blocks = _blocks(files, "resource") | _blocks(files, "data")
    kept: set[str] = set()
    ahead = [name for name in blocks if KEEP.match(name) and name in held]
    while ahead:
        name = ahead.pop()
        if name in blocks and name not in kept:
            kept.add(name)
            ahead += _REFERS.findall(blocks[name])

    def left(block: re.Match[str]) -> str:
        if block[1] in ("resource", "data"):
            return block[0] if _address(block) in kept else ""
        return "" if block[1] == "output" else block[0]

    remains = tuple(name for name in _blocks(files, "resource") if name in kept)
    return {name: _BLOCK.sub(left, text) for name, text in files.items()}, remains


def plain(address: str) -> str:
    """An address without its index.

    >>> plain('google_compute_subnetwork.app["a"]')
    'google_compute_subnetwork.app'
    """
    return re.sub(r"\[[^\]]*\]", "", address)


def _blocks(files: Mapping[str, str], kind: str) -> dict[str, str]:
    found = (block for text in files.values() for block in _BLOCK.finditer(text))
    return {_address(block): block[0] for block in found if block[1] == kind}


def _address(block: re.Match[str]) -> str:
    return f"{block[2]}.{block[3]}"
