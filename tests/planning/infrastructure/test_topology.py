"""The topology: how large it is, what it refuses, and that every fault is told at once."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from taller.errors import AnalysisError
from taller.planning.infrastructure.features import addresses, offers
from taller.planning.infrastructure.model import sizing
from taller.planning.infrastructure.model.cost import monthly
from taller.planning.infrastructure.model.design import design, priced
from taller.planning.infrastructure.model.load import Load
from taller.planning.infrastructure.params import Params
from taller.workbench.engagement.validation import validate
from taller.workbench.engagement.yaml_lines import Document

SMALL = Load(25_000, 15_000, 4, {})
PROVIDERS = ("aws", "azure", "gcp")


def told(**given) -> dict[str, str]:
    """What `taller check` says of a section, by key."""
    faults = []
    validate(TypeAdapter(Params), given, ("infrastructure",), Document({}), faults)
    return {fault.where.removeprefix("infrastructure."): fault.what for fault in faults}


def test_all_faults_of_a_section_are_told_at_once():
    found = told(
        provider="azure", region="westeurop", name="windows-shop", network="10.0.0.0/20",
        subnets={"app": ["10.1.0.0/24"], "data": ["10.0.0.0/31"]}, users=-1, zones=5,
        compute={"type": "Standard_D2s_v6"}, tags={"a/b": "x"}, alarm_emails=["nobody"],
        budget_usd=-3,
    )  # fmt: skip
    assert set(found) == {"region", "name", "users", "zones", "compute.type", "tags.a/b",
                          "alarm_emails[0]", "budget_usd"}  # fmt: skip
    assert "did you mean 'westeurope'" in found["region"]
    assert "did you mean 'Standard_D2s_v5'" in found["compute.type"]


def test_networks_that_overlap_lie_outside_or_are_too_small_are_named():
    found = told(
        network="10.0.0.0/16", connected=["10.0.9.0/24"],
        subnets={"public": ["10.0.0.0/24", "10.0.1.0/24"], "app": ["10.1.0.0/24", "10.0.0.128/25"],
                 "data": ["10.0.3.0/31", "10.0.4.1/24"]},
    )  # fmt: skip
    assert found["subnets.app[0]"].startswith("lies outside the network 10.0.0.0/16")
    assert found["subnets.app[1]"].startswith("overlaps subnets.public[0], 10.0.0.0/24")
    assert found["subnets.data[0]"].startswith("is too small: /28 is the smallest here")
    assert "did you mean '10.0.4.0/24'" in found["subnets.data[1]"]
    assert found["connected[0]"].startswith("overlaps the network 10.0.0.0/16")


@pytest.mark.parametrize(
    ("network", "what"),
    [("8.8.0.0/16", "must lie in a private range"), ("10.0.0.0/8", "must be between /16 and /24"),
     ("10.0.0.0", "must be a network, as in"), ("fd00::/16", "must be an IPv4 network"),
     ("10.0.0.0/27", "is too small")],
)  # fmt: skip
def test_a_network_no_cloud_takes_is_refused(network, what):
    assert what in told(network=network)["network"]


def test_a_tier_left_to_us_that_would_fall_onto_a_named_one_is_a_fault():
    found = told(network="10.0.0.0/16", subnets={"app": ["10.0.0.0/24", "10.0.1.0/24"]})
    assert "would be 10.0.0.0/20, which overlaps subnets.app[0]" in found["subnets.public"]


@pytest.mark.parametrize(
    ("provider", "name"), [("aws", "a--b"), ("azure", "xbox-shop"), ("gcp", "google-shop"),
                           ("gcp", "Moda"), ("aws", "x" * 21), ("aws", "7up")],
)  # fmt: skip
def test_a_name_a_cloud_forbids_is_refused(provider, name):
    assert set(told(provider=provider, name=name)) == {"name"}


def test_an_address_is_whole_for_the_cloud_and_masked_in_what_is_written():
    p = Params(alarm_emails=["irene.soto@modaviva.example"])
    assert p.alarm_emails == ("irene.soto@modaviva.example",)
    assert "irene" not in p.model_dump_json()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_subnets_lie_in_the_network_apart_and_machines_stand_in_each_zone(provider):
    made = design(Params(provider=provider, zones=3), SMALL, "moda-viva")
    nets = [addresses.parsed(subnet.cidr) for subnet in made.subnets]
    assert all(net.subnet_of(addresses.parsed(made.network)) for net in nets)
    assert not any(a.overlaps(b) for i, a in enumerate(nets) for b in nets[:i])
    assert made.compute.count >= 3
    assert [subnet.zone for subnet in made.tier("app")] == (
        [1, 2, 3] if provider == "aws" else [None]
    )


def test_high_availability_bears_the_loss_of_a_machine_and_has_a_standby():
    """6 million events a day: 694 a second at the peak, 27.8 cores; of a zone's loss half stay."""
    load = Load(25_000, 6_000_000, 4, {})
    plain = design(Params(), load, "x").compute
    per = offers.of("aws").machines
    assert plain.count * per[plain.type].vcpus >= 27.78
    for zones in (2, 3):
        high = design(Params(availability="high", zones=zones), load, "x")
        left = high.compute.count - -(-high.compute.count // zones)  # the fullest zone is lost
        assert left * per[high.compute.type].vcpus >= 27.78
    high = design(Params(availability="high"), load, "x")
    assert high.database.standby
    assert high.ways_out == 2


def test_a_load_nothing_on_offer_bears_is_refused_and_not_made_smaller():
    with pytest.raises(AnalysisError, match="no machine on offer bears this load: 92593 cores"):
        design(Params(), Load(1000, 2_000_000_000 * 10, 1, {}), "x")
    with pytest.raises(AnalysisError, match="more than a managed database holds"):
        sizing.stepped(20_000)


def test_a_month_costs_what_its_lines_say_by_hand():
    """Two t3.large at 0.0912 for 730 hours, 133.152; a db.t4g.medium 51.10; a way out 35.04."""
    made = design(Params(), SMALL, "moda-viva")
    cost = monthly(made, SMALL, priced(Params()))
    usd = {line.key: line.usd.mid for line in cost.lines}
    assert usd["machines"] == pytest.approx(133.152)
    assert usd["database"] == pytest.approx(51.10)
    assert usd["way_out"] == pytest.approx(35.04)
    assert usd["objects"] == pytest.approx(1.2 * 0.023)  # 15,000 x 400 x 200 bytes are 1.2 GB
    assert cost.total.low < cost.total.mid < cost.total.high
    assert made.budget_usd == 280  # 232.49 x 1.2 = 278.99, in whole tens


def test_a_standby_costs_the_database_and_its_storage_twice():
    one, two = (
        {line.key: line.usd.mid for line in monthly(made, SMALL, priced(Params())).lines}
        for made in (design(Params(availability=a), SMALL, "x") for a in ("standard", "high"))
    )
    assert two["database"] == pytest.approx(2 * one["database"])
    assert two["database_storage"] == pytest.approx(2 * one["database_storage"])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_type_has_a_price_in_every_priced_region_and_none_is_free(provider):
    offer = offers.of(provider)
    held = [*offer.machines.values(), *offer.databases.values()]
    prices = [machine.usd_hour for machine in held] + list(offer.rates.values())
    assert all(len(each) == len(offer.priced) and min(each) > 0 for each in prices)
    assert set(offer.priced) <= set(offer.regions)


def test_a_region_without_prices_is_priced_as_another_and_the_range_is_wider():
    p = Params(region="eu-south-2", prices={"rates": {"disk_gb": 0.1}})
    cost = monthly(design(p, SMALL, "x"), SMALL, priced(p))
    machines = next(line for line in cost.lines if line.key == "machines")
    assert (cost.region, cost.priced) == ("eu-south-2", "eu-west-1")
    assert machines.usd.high == pytest.approx(133.152 * 1.3)
    disks = next(line for line in cost.lines if line.key == "disks")
    assert (disks.usd.low, disks.usd.high, disks.own) == (6.0, 6.0, True)  # two of 30 GB at 0.1


def test_the_client_s_own_price_goes_before_the_list_s_and_may_change_what_is_cheapest():
    """A larger machine for a cent an hour: two of it, 1,460 hours, are 14.60 dollars."""
    p = Params(prices={"machines": {"m6i.xlarge": 0.01}, "rates": {"way_out_hour": 0}})
    made = design(p, SMALL, "x")
    lines = {line.key: line for line in monthly(made, SMALL, priced(p)).lines}
    assert made.compute.type == "m6i.xlarge"
    assert lines["machines"].usd == (14.6, 14.6, 14.6)
    assert (lines["way_out"].usd.mid, lines["way_out"].own) == (0, True)
    assert [key for key, line in lines.items() if line.own] == ["machines", "way_out"]
    assert "did you mean 'out_gb'" in told(prices={"rates": {"outgb": 1}})["prices.rates.outgb"]
    assert set(told(prices={"machines": {"m6i.large": -1}})) == {"prices.machines.m6i.large"}


def test_a_currency_without_a_rate_is_not_taken_for_dollars():
    with pytest.raises(AnalysisError, match=r"no rate of JPY is held here; give"):
        offers.per_usd("JPY")


@pytest.mark.parametrize(
    ("provider", "region", "zones", "few"),
    [("azure", "westus", 2, 1), ("aws", "us-west-1", 3, 2)],
)
def test_a_region_with_fewer_zones_than_asked_for_is_a_fault(provider, region, zones, few):
    what = told(provider=provider, region=region, zones=zones)["region"]
    assert f"has too few zones for `zones: {zones}`: {few}; choose another" in what


def test_what_is_fixed_against_the_rest_of_the_section_is_a_fault():
    assert "one machine in each" in told(zones=3, compute={"machines": 2})["compute.machines"]
    kind = told(provider="azure", availability="high", database={"type": "Standard_B2s"})
    assert "has no standby" in kind["database.type"]


@pytest.mark.parametrize("key", list(Params.model_fields))
@pytest.mark.parametrize("junk", [None, [[]], {"a": {"b": []}}, ["x"] * 300, -1, "\u202e", 1e308])
def test_whatever_stands_at_a_key_is_a_fault_or_taken_and_never_more(key, junk):
    found = told(**{key: junk})
    assert all(len(what) < 2000 for what in found.values())


def test_a_network_too_small_for_its_machines_is_refused():
    """A /24 leaves a /28 for Azure's machines, 11 addresses: not 10 and 2 that are replaced."""
    small = {"provider": "azure", "network": "10.0.0.0/24"}
    with pytest.raises(AnalysisError, match="holds 11 and 12 are needed"):
        design(Params(**small, compute={"machines": 10}), SMALL, "x")
    assert design(Params(**small, compute={"machines": 9}), SMALL, "x").compute.count == 9
