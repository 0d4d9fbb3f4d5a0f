"""One typed topology for every cloud: network, machines, database, storage, alarms."""

from __future__ import annotations

from typing import Literal

from taller.phase import Record
from taller.planning.infrastructure.features.offers import Provider

Tier = Literal["public", "app", "data"]
SERVICE_PORT, DATABASE_PORT = 443, 5432


class Subnet(Record):
    """A part of the network: in one zone, or over all of them where the cloud works so."""

    name: str
    tier: Tier
    cidr: str
    zone: int | None  # the first, second … of the region: which that is, the cloud says


class Rule(Record):
    """Who may speak to what, by which port; everything else is refused."""

    to: Literal["app", "data"]
    port: int
    source: str  # a network, or the group ``app``


class Compute(Record):
    """The machines that serve the models: all alike, replaced when one fails."""

    type: str
    count: int
    disk_gb: int


class Database(Record):
    """The managed database; `standby`: a second one in another zone takes over."""

    engine: Literal["postgres"]
    version: str
    type: str
    tier: str
    storage_gb: int
    standby: bool
    backup_days: int


class Storage(Record):
    """The object storage: raw events, models; how much, and how many days events are kept."""

    gb: float
    days: int


class Alarm(Record):
    """What is watched, and from which share in per cent on somebody is told."""

    key: Literal["machines_cpu", "database_cpu", "database_storage"]
    percent: int


class Topology(Record):
    """All that is to be there, without any secret and any person's address."""

    provider: Provider
    region: str
    name: str
    tags: dict[str, str]
    network: str
    zones: int
    subnets: tuple[Subnet, ...]
    rules: tuple[Rule, ...]
    ways_out: int
    compute: Compute
    database: Database
    storage: Storage
    alarms: tuple[Alarm, ...]
    budget_usd: float
    budget_by: Literal["template", "region", "billing"]  # who makes its alarm, or what is missing
    recipients: int

    @property
    def budgeted(self) -> bool:
        """Whether the template makes the budget's alarm."""
        return self.budget_by == "template"

    def tier(self, tier: Tier) -> tuple[Subnet, ...]:
        """The subnets of one tier, in the order of zones."""
        return tuple(subnet for subnet in self.subnets if subnet.tier == tier)


ALARMS = (
    Alarm(key="machines_cpu", percent=80),
    Alarm(key="database_cpu", percent=80),
    Alarm(key="database_storage", percent=80),
)
