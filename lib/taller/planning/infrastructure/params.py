"""Infrastructure: the parameters of its notebook, and of `taller infra`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from taller.errors import did_you_mean, nearest
from taller.faults import Found, together
from taller.phase import Record, Section
from taller.planning.infrastructure.features import addresses, names, offers

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")


def _email(given: str) -> str:
    if not _EMAIL.fullmatch(given):
        raise ValueError("must be an e-mail address, as in alerts@example.com")
    return given


def masked(email: str) -> str:
    """An address as pages and logs may show it.

    >>> masked("irene.soto@modaviva.example")
    'i…@modaviva.example'
    """
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


Email = Annotated[
    str, AfterValidator(_email), PlainSerializer(masked, return_type=str, when_used="json")
]
"""Personal data: whole in the file and for the cloud, masked wherever it is written down."""


def _public_key(given: str) -> str:
    kind, _blank, rest = given.strip().partition(" ")
    held = rest.split(" ")[0]
    if kind not in ("ssh-rsa", "ssh-ed25519") or not re.fullmatch(r"AAAA[A-Za-z0-9+/]+=*", held):
        raise ValueError("must be the public half of a key, as in 'ssh-ed25519 AAAA…'")
    return f"{kind} {held}"  # without the comment, which names a person


PublicKey = Annotated[str, AfterValidator(_public_key)]


class Subnets(Record):
    """The client's own division of the network: a CIDR for each zone on AWS, else one in all."""

    public: tuple[str, ...] | None = Field(None, description="for the way out alone (AWS)")
    app: tuple[str, ...] | None = Field(None, description="for the machines")
    data: tuple[str, ...] | None = Field(None, description="for the database")


class Compute(Record):
    """The machines that serve the models."""

    type: str | None = Field(None, description="machine type (none: the cheapest that suffices)")
    machines: int | None = Field(None, ge=1, le=20, description="how many (none: by the load)")
    disk_gb: int = Field(30, ge=30, le=1000, description="disk of each, GB")


class Database(Record):
    """The managed database."""

    engine: Literal["postgres"] = Field("postgres", description="engine; each cloud manages it")
    version: Literal["15", "16", "17"] = Field("17", description="major version")
    type: str | None = Field(None, description="database type (none: the cheapest that suffices)")
    storage_gb: int | None = Field(None, ge=32, le=16384, description="GB (none: by the load)")
    backup_days: int = Field(14, ge=7, le=35, description="days that backups are kept")


Price = Annotated[float, Field(ge=0, le=1_000_000)]


class Prices(Record):
    """The client's own prices, in US dollars, by the names of `features/offers.yaml`."""

    machines: dict[str, Price] = Field(default_factory=dict, description="of an hour, by type")
    databases: dict[str, Price] = Field(default_factory=dict, description="of an hour, by type")
    rates: dict[str, Price] = Field(default_factory=dict, description="of what each counts")


class Params(Section):
    """Knobs of notebooks/02_planning/infrastructure.ipynb."""

    provider: Literal["aws", "azure", "gcp"] = Field("aws", description="the cloud")
    region: str | None = Field(
        None, description="where (none: eu-west-1, westeurope or europe-west1)"
    )
    name: str | None = Field(None, description="prefix of all names (none: the client's name)")
    network: str = Field(addresses.DEFAULT, description="the network, private, /16 to /24")
    subnets: Subnets = Field(
        default_factory=Subnets, description="its parts, where the client divides it"
    )
    connected: tuple[str, ...] = Field(
        (), max_length=10, description="private networks of the client that may ask the service"
    )
    zones: int = Field(2, ge=2, le=3, description="zones it is spread over")
    availability: Literal["standard", "high"] = Field(
        "standard", description="high: a standby database, and machines that bear a zone's loss"
    )
    users: int | None = Field(
        None, ge=1, le=500_000_000, description="customers scored (none: those in the data)"
    )
    events_a_day: int | None = Field(
        None, ge=1, le=2_000_000_000, description="requests and events a day (none: by the data)"
    )
    models: int | None = Field(
        None, ge=1, le=50, description="models served (none: by the use cases chosen)"
    )
    compute: Compute = Field(default_factory=Compute, description="the machines")
    database: Database = Field(default_factory=Database, description="the managed database")
    retention_days: int = Field(
        400, ge=1, le=3650, description="days that events are kept in database and storage"
    )
    budget_usd: float | None = Field(
        None, ge=1, le=1_000_000,
        description="US dollars a month at which the budget alarm speaks (none: by the cost)",
    )  # fmt: skip
    alarm_emails: tuple[Email, ...] = Field(
        (), max_length=5, description="who is told of alarms; shown shortened"
    )
    ssh_public_key: PublicKey | None = Field(
        None, description="Azure: public half of a key, which it asks of machines; no port is open"
    )
    billing_account: str | None = Field(
        None, pattern=r"^[0-9A-F]{6}(-[0-9A-F]{6}){2}$",
        description="Google Cloud: billing account of the budget alarm",
    )  # fmt: skip
    tags: dict[str, str] = Field(default_factory=dict, description="the client's own tags")
    prices: Prices = Field(
        default_factory=Prices, description="the client's own prices, in place of the list's"
    )
    per_usd: float | None = Field(
        None, gt=0, description="client's currency for one US dollar (none: a rounded rate)"
    )
    apply: bool = Field(
        False, description="whether `taller infra apply` may make it; the notebook never does"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _fits_together(cls, given: Any, handler: Any) -> Self:
        return together(cls, given, handler, _faults)


def _faults(given: dict) -> Found:
    """What no single field can tell: by the provider, and by the other networks."""
    zones, provider = given.get("zones", 2), given.get("provider", "aws")
    if not isinstance(provider, str) or provider not in offers.NAMES:
        return
    offer = offers.of(provider)
    if type(zones) is int and 2 <= zones <= 3:
        yield from addresses.faults(given, zones if provider == "aws" else 1)
        yield from _zones(given, zones, offer)
    yield from names.faults(given, provider)
    region = given.get("region")
    if isinstance(region, str) and region not in offer.regions:
        yield ("region",), f"no region of {provider}{nearest(region, offer.regions)}", region
    for part, known in (("compute", offer.machines), ("database", offer.databases)):
        kind = _within(given, part).get("type")
        if isinstance(kind, str) and kind not in known:
            what = f"no type of {provider} that a price is held of{did_you_mean(kind, known)}"
            yield (part, "type"), what, kind
        elif isinstance(kind, str) and known[kind].tier == "Burstable" and given.get(
            "availability") == "high":  # fmt: skip
            yield (part, "type"), "has no standby on Azure, which `availability: high` asks", kind
    for part, names_of in offer.kinds().items():
        for name in _within(_within(given, "prices"), part):
            if name not in names_of:
                what = f"nothing that is priced of {provider}{did_you_mean(name, names_of)}"
                yield ("prices", part, name), what, name


def _zones(given: dict, zones: int, offer: offers.Offer) -> Found:
    """A region has to have as many zones, and each of them a machine."""
    region, machines = given.get("region"), _within(given, "compute").get("machines")
    few = offer.few_zones.get(region, zones) if isinstance(region, str) else zones
    if few < zones:
        yield ("region",), f"has too few zones for `zones: {zones}`: {few}; choose another", region
    if type(machines) is int and 1 <= machines < zones:
        what = f"must be at least the zones, {zones}: one machine in each"
        yield ("compute", "machines"), what, machines


def _within(given: dict, part: str) -> dict:
    held = given.get(part)
    return held if isinstance(held, dict) else {}
