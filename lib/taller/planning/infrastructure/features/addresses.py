"""Networks and subnets: how one is divided, and what can be wrong with one that is given.

Sizes by the clouds' own documentation: AWS takes /16 to /28 for a VPC and its subnets, Azure
subnets from /29, Google Cloud subnets from /29; Azure keeps 5 addresses of each subnet, AWS 5 and
Google Cloud 4. One /28 is the smallest that all three take and that holds machines.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from taller.faults import Found

TIERS = ("public", "app", "data")
LARGEST, SMALLEST = 16, 28
DEFAULT = "10.40.0.0/16"
MOST = 10  # looked at of each; there are to be three at most
KEPT = 5  # addresses of each subnet that clouds keep to themselves, at most
PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))

Network = ipaddress.IPv4Network


def divided(network: str, zones: int) -> dict[str, tuple[str, ...]]:
    """Subnets of a network: one for each tier and zone, a sixteenth of it each.

    >>> divided("10.40.0.0/16", 2)["data"]
    ('10.40.96.0/20', '10.40.112.0/20')
    """
    parts = ipaddress.ip_network(network).subnets(prefixlen_diff=4)
    named = {tier: [str(next(parts)) for _zone in range(3)] for tier in TIERS}
    return {tier: tuple(held[:zones]) for tier, held in named.items()}


def held(subnets: Iterable[str]) -> int:
    """How many machines subnets hold.

    >>> held(["10.0.0.0/28", "10.0.1.0/28"])
    22
    """
    return sum(ipaddress.ip_network(cidr).num_addresses - KEPT for cidr in subnets)


def parsed(given: Any) -> Network:
    """A network as an engagement file writes it.

    Raises
    ------
    ValueError
        Saying what is wrong and what to write.
    """
    if not isinstance(given, str) or "/" not in given:
        raise ValueError("must be a network, as in 10.40.0.0/16")
    try:
        return ipaddress.IPv4Network(given)
    except ValueError:
        pass
    try:
        near = ipaddress.IPv4Network(given, strict=False)
    except ValueError:
        raise ValueError("must be an IPv4 network, as in 10.40.0.0/16") from None
    raise ValueError(f"has bits beyond its length set; did you mean '{near}'?")


def faults(given: dict, zones: int) -> Found:
    """All that is wrong with the networks of a section.

    Parameters
    ----------
    zones : subnets that a tier has: one a zone on AWS, one in all where a subnet spans them
    """
    whole = yield from _one(("network",), given.get("network", DEFAULT), LARGEST, SMALLEST - 4)
    subnets = given.get("subnets")
    named: list[tuple[tuple, Network]] = []
    for tier, held in subnets.items() if isinstance(subnets, dict) else ():
        if tier not in TIERS or not isinstance(held, list | tuple):
            continue
        if len(held) != zones:
            what = f"must name as many subnets as this cloud needs, {zones} (it names {len(held)})"
            yield ("subnets", tier), what, list(held)
        for i, cidr in enumerate(held[:MOST]):
            at = ("subnets", tier, i)
            found = yield from _one(at, cidr, LARGEST, SMALLEST)
            if found is None:
                continue
            if whole is not None and not found.subnet_of(whole):
                yield at, f"lies outside the network {whole}", cidr
            named.append((at, found))
    for (first, a), (second, b) in combinations(named, 2):
        if a.overlaps(b):
            yield second, f"overlaps {_dotted(first)}, {a}", str(b)
    yield from _unnamed(whole, named, subnets, zones)
    yield from _of_google(given, whole, named)
    yield from _connected(given.get("connected"), whole)


def _one(at: tuple, cidr: Any, largest: int, smallest: int) -> Any:
    """One network, or its fault."""
    if cidr is None:
        return None
    try:
        found = parsed(cidr)
    except ValueError as error:
        yield at, str(error), cidr
        return None
    if not largest <= found.prefixlen <= smallest:
        what = f"must be between /{largest} and /{smallest}: no cloud makes this of it"
        if found.prefixlen > smallest:
            what = f"is too small: /{smallest} is the smallest here, as clouds keep addresses"
        yield at, what, cidr
        return None
    if not any(found.subnet_of(held) for held in PRIVATE):
        yield at, f"must lie in a private range: {', '.join(map(str, PRIVATE))}", cidr
        return None
    return found


def _unnamed(whole: Network | None, named: list, subnets: Any, zones: int) -> Found:
    """Tiers left to us must not fall onto what the client named."""
    if whole is None or not named:
        return
    left = [tier for tier in TIERS if not subnets.get(tier) and (zones > 1 or tier != "public")]
    for tier in left:
        for cidr in divided(str(whole), zones)[tier]:
            hit = next((a for a, held in named if held.overlaps(ipaddress.ip_network(cidr))), None)
            if hit is not None:
                what = f"is left to us and would be {cidr}, which overlaps {_dotted(hit)}; name it"
                yield ("subnets", tier), what, None
                break


def _of_google(given: dict, whole: Network | None, named: list) -> Found:
    """Google's databases take their addresses from a range of /24 or larger."""
    if given.get("provider") != "gcp" or whole is None:
        return
    ranges = [(at, held) for at, held in named if at[1] == "data"]
    at, held = ranges[0] if ranges else (("network",), None)
    length = held.prefixlen if held else whole.prefixlen + 4
    if length > 24:
        what = "leaves the database less than the /24 that Google Cloud asks for; make it larger"
        yield at, what, str(held or whole)


def _connected(given: Any, whole: Network | None) -> Iterator:
    for i, cidr in enumerate(given[:MOST] if isinstance(given, list | tuple) else ()):
        found = yield from _one(("connected", i), cidr, 8, 32)
        if found is not None and whole is not None and found.overlaps(whole):
            yield ("connected", i), f"overlaps the network {whole}: nothing could be routed", cidr


def _dotted(at: tuple) -> str:
    return f"{at[0]}.{at[1]}[{at[2]}]"
