"""The topology that bears a load: divided, sized and priced by the parameters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from taller.errors import AnalysisError
from taller.planning.infrastructure.features import addresses, names, offers
from taller.planning.infrastructure.model import sizing
from taller.planning.infrastructure.model.cost import monthly
from taller.planning.infrastructure.model.topology import (
    ALARMS,
    DATABASE_PORT,
    SERVICE_PORT,
    Compute,
    Database,
    Rule,
    Storage,
    Subnet,
    Topology,
)  # fmt: skip

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.params import Params


def design(p: Params, load: Load, client: str) -> Topology:
    """The topology that bears a load, as the parameters want it.

    Parameters
    ----------
    client : the client's name as a folder is called, of which names are made

    Raises
    ------
    AnalysisError
        If nothing on offer bears it.
    """
    prices = priced(p)
    offer, region = prices.offer, prices.region
    name = p.name or names.named_after(client, p.provider)
    at = sizing.need(load, p.retention_days)
    subnets = _subnets(p, name)
    made = Topology(
        provider=p.provider,
        region=region,
        name=name,
        tags=dict(sorted({"project": name, "made-by": "taller", **p.tags}.items())),
        network=p.network,
        zones=p.zones,
        subnets=subnets,
        rules=(
            *(Rule(to="app", port=SERVICE_PORT, source=source)
              for source in (p.network, *p.connected)),
            Rule(to="data", port=DATABASE_PORT, source="app"),
        ),
        ways_out=p.zones if p.availability == "high" and p.provider == "aws" else 1,
        compute=_compute(p, subnets, at, prices),
        database=_database(p, at, prices),
        storage=Storage(gb=round(max(1.0, at.objects_gb), 1), days=p.retention_days),
        alarms=ALARMS,
        budget_usd=p.budget_usd or 0,
        budget_by=_budget_by(p, region in offer.without_budget),
        recipients=len(p.alarm_emails),
    )  # fmt: skip
    if p.budget_usd:
        return made
    # Where nobody gave one: a fifth above the middle of the cost, in whole tens of dollars.
    cost = monthly(made, load, prices).total.mid
    return made.model_copy(update={"budget_usd": math.ceil(cost * 1.2 / 10) * 10})


def priced(p: Params) -> offers.Prices:
    """What things cost where the parameters want them."""
    offer = offers.of(p.provider)
    return offers.Prices(offer, p.region or offer.priced[0], p.prices.model_dump())


def _subnets(p: Params, name: str) -> tuple[Subnet, ...]:
    """On AWS one of each tier in each zone; elsewhere a subnet spans the zones by itself."""
    ours = addresses.divided(p.network, p.zones)
    made = []
    for tier in addresses.TIERS:
        cidrs = getattr(p.subnets, tier) or ours[tier]
        if p.provider == "aws":
            made += [
                Subnet(name=f"{name}-{tier}-{zone}", tier=tier, cidr=cidr, zone=zone)
                for zone, cidr in enumerate(cidrs, start=1)
            ]
        elif tier != "public":  # the way out needs no subnet of its own there
            made.append(Subnet(name=f"{name}-{tier}", tier=tier, cidr=cidrs[0], zone=None))
    return tuple(made)


def _compute(
    p: Params, subnets: tuple[Subnet, ...], at: sizing.Need, prices: offers.Prices
) -> Compute:
    kind, count = p.compute.type, p.compute.machines
    if not (kind and count):  # what is fixed stands; the page says whether it suffices
        offered = prices.offer.machines
        kind, count = sizing.cheapest_machines(
            {kind: offered[kind]} if kind else offered, lambda name: prices.usd("machines", name),
            at, zones=p.zones, spare=p.availability == "high", count=count,
        )  # fmt: skip
    room = addresses.held(subnet.cidr for subnet in subnets if subnet.tier == "app")
    if count + p.zones > room:  # as many more while they are replaced
        raise AnalysisError(
            f"the machines' part of the network holds {room} and {count + p.zones} are needed, "
            f"those being replaced counted twice; give a larger `network`"
        )
    return Compute(type=kind, count=count, disk_gb=p.compute.disk_gb)


def _database(p: Params, at: sizing.Need, prices: offers.Prices) -> Database:
    standby, offer = p.availability == "high", prices.offer
    # A standby is not offered with machines that save up bursts, on Azure.
    offered = {
        name: each for name, each in offer.databases.items()
        if not (standby and each.tier == "Burstable")
    }  # fmt: skip
    kind = p.database.type or sizing.cheapest_database(
        offered, lambda name: prices.usd("databases", name), at
    )
    return Database(
        engine=p.database.engine,
        version=offer.versions[p.database.version],
        type=kind,
        tier=offer.databases[kind].tier,
        storage_gb=p.database.storage_gb or sizing.stepped(at.database_gb),
        standby=standby,
        backup_days=p.database.backup_days,
    )


def _budget_by(p: Params, nowhere: bool) -> Literal["template", "region", "billing"]:
    """Google Cloud asks for a billing account; in some regions of AWS no template makes one."""
    if p.provider == "gcp" and p.billing_account is None:
        return "billing"
    return "region" if nowhere else "template"
