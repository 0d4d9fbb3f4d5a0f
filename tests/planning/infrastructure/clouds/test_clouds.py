"""What is each cloud's own: what its rollback leaves, what its names are, what it cannot take."""

from __future__ import annotations

import json

import pytest

from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds import arm, aws, stack_of, terraform
from taller.planning.infrastructure.clouds.protocol import Operation, Resource, Stack
from taller.planning.infrastructure.clouds.refusals import kind_of, redacted, seconds
from taller.planning.infrastructure.model.design import design
from taller.planning.infrastructure.model.load import Load
from taller.planning.infrastructure.params import Params
from tests.planning.infrastructure.clouds import azure_world, gcp_world
from tests.planning.infrastructure.clouds.test_lifecycle import at, environment, world  # noqa: F401

LOAD = Load(users=5000, events_a_day=20000, models=2, origin={})
only = pytest.mark.parametrize


def test_a_first_apply_that_fails_says_which_data_stores_it_left(world, at):  # noqa: F811
    """AWS retains them, GCP protects them; Azure's locks come last, and go first."""
    world.fail("machines", "no room")
    with pytest.raises(CloudError) as told:
        at("network", "data", "machines").apply(world.account)
    first, *left = str(told.value).splitlines()
    assert "Nothing stood before, and what was made is taken away again" in first
    if world.cloud == "azure":
        assert left == []
        assert world.standing() == set()
        return
    assert first.endswith("; this is new, and could not be taken away:")
    if world.cloud == "gcp":
        names = [world.called(name) for name in ("network", "data")]
        assert left[:-1] == [f"  {name} (projects/x/{name})" for name in names]
        assert "its names are taken: delete it in the console" in left[-1]
        assert world.standing() == {"network", "data"}
    else:
        assert left[:-1] == ["  Data (data-1x)"]  # by the name under which the console finds it
        assert left[-1].startswith("No stack knows it any more, and it costs money. In the console")
        assert world.standing() == {"data"}


@only("world", ["aws"], indirect=True)
def test_a_plan_whose_answer_is_lost_is_asked_for_once_more(world, at):  # noqa: F811
    world.lost.append("CreateChangeSet")
    assert [each.resource for each in at("network").plan().changes] == ["Network"]


@only("world", ["aws"], indirect=True)
def test_what_data_needs_is_retained_with_it(world, at):  # noqa: F811
    at("network", "data", "machines").apply(world.account)
    assert world.stacks["shop"]["protected"]
    world.stuck["Network"] = "has dependencies"
    assert at("network", "data").destroy(world.account, "shop") == (
        "Data (data-1x)", "Network (network-1x)",
    )  # fmt: skip


@only("world", ["aws"], indirect=True)
def test_a_stack_without_data_that_cannot_be_removed_is_told(world, at):  # noqa: F811
    at("network").apply(world.account)
    world.stuck["Network"] = "has dependencies"
    with pytest.raises(CloudError, match="could not be removed: Network: has dependencies"):
        at("network").destroy(world.account, "shop")


@only("world", ["aws"], indirect=True)
def test_a_template_beyond_what_a_call_takes_is_told_before_anything_is_asked(world, at):  # noqa: F811
    large = at(*["network"] * 3)
    text = json.dumps({"Resources": {"A": {"Type": "x", "Properties": {"P": "y" * 52_000}}}})
    stack = Stack("aws", "shop", "eu-west-1", {"t": text}, aws.resources(text), {})
    with pytest.raises(CloudError, match="51,200 is the most"):
        large.cloud.validate(stack)


@only("world", ["azure"], indirect=True)
@only("told", ["used", "using"])
def test_what_data_needs_stays_in_azure_whenever_that_is_found_out(world, at, told):  # noqa: F811
    at("network", "data", "machines").apply(world.account)
    network, data, machines = (azure_world._id(n) for n in ("network", "data", "machines"))
    getattr(world, told).update({network: data, machines: "nothing"})
    remains = at("network", "data", "machines").destroy(world.account, "shop")
    assert remains == tuple(sorted((world.called("network"), world.called("data"))))
    assert world.group


@only("world", ["azure"], indirect=True)
def test_a_group_that_is_empty_goes_too(world, at):  # noqa: F811
    at("network").apply(world.account)
    assert at("network").destroy(world.account, "shop") == ()
    assert not world.group


@only("world", ["gcp"], indirect=True)
def test_nothing_is_put_into_a_bucket_of_another_project(world, at):  # noqa: F811
    """Its name is free for the world to take; what stands there would be run."""
    world.bucket = {"name": "shop-project-taller-infra", "projectNumber": "666"}
    with pytest.raises(InputError, match="belongs to another project"):
        at("network").plan()
    assert world.objects == {}


@only("world", ["gcp"], indirect=True)
def test_a_note_of_another_operation_takes_nothing_back(world, at):  # noqa: F811

    at("network").apply(world.account)
    Operation.read(at.note).kept(at.note, state="running", failure="forged", token="other")
    with pytest.raises(CloudError, match="forged"):
        at("network").apply(world.account)
    assert world.standing() == {"network"}


@only("provider", ["aws", "azure", "gcp"])
@only("availability", ["standard", "high"])
def test_a_topology_s_stack_holds_its_resources_and_no_address(provider, availability):
    p = Params(
        provider=provider, availability=availability, alarm_emails=("irene@modaviva.example",)
    )
    made = stack_of(design(p, LOAD, "moda-viva"), p)
    assert "irene" not in "".join(made.files.values())
    assert "irene@modaviva.example" in str(made.parameters)
    names = [each.name for each in made.resources]
    assert len(names) == len(set(names)) > 20
    assert made.keeps_data
    if provider == "aws":
        assert len(made.template) < aws.LARGEST


def test_azure_s_names_are_worked_out_as_far_as_they_can_be():
    template = {
        "variables": {"s": "[concat('shop', uniqueString(resourceGroup().id))]"},
        "resources": [
            {"type": "A.B/stores", "name": "[variables('s')]"},
            {"type": "A.B/stores/parts", "name": "[concat(variables('s'), '/one')]"},
            {"type": "Microsoft.Authorization/locks", "name": "keep",
             "scope": "[concat('A.B/stores/', variables('s'))]"},
            {"type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
                "template": {"resources": [{"type": "C.D/e", "name": "[parameters('x')]"}]}}},
        ],
    }  # fmt: skip
    assert [each.name for each in arm.resources(json.dumps(template))] == [
        "A.B/stores/shop*",
        "A.B/stores/shop*/parts/one",
        "A.B/stores/shop*/providers/Microsoft.Authorization/locks/keep",
        "C.D/e/*",
    ]
    group = "/subscriptions/1/resourceGroups/g/providers/"
    lock = "A.B/stores/shopx7/providers/Microsoft.Authorization/locks/keep"
    assert arm.tail(group + lock) == lock


def test_a_root_of_data_keeps_what_the_data_refers_to_and_no_more():
    files = {
        "main.tf": 'terraform {\n}\n\ndata "google_zones" "z" {\n}\n\n'
        + "".join(
            f'resource "{kind}" "{own}" {{\n  needs = [{needs}]\n}}\n\n'
            for kind, own, needs in (
                ("google_net", "n", "google_service.s"),
                ("google_service", "s", ""),
                ("google_storage_bucket", "b", ""),
                ("google_sql_database_instance", "d", "google_net.n, data.google_zones.z"),
                ("google_machine", "m", "google_storage_bucket.b"),
            )
        )
        + 'output "o" {\n  value = google_machine.m.id\n}\n'
    }
    held = {"google_net.n", "google_service.s", "google_sql_database_instance.d"}
    left, remains = terraform.keeping(files, held)
    assert remains == ("google_net.n", "google_service.s", "google_sql_database_instance.d")
    assert terraform.resources(left) == tuple(
        Resource(name, name.startswith("google_sql")) for name in remains
    )
    assert "google_zones" in left["main.tf"]
    assert "output" not in left["main.tf"]
    assert terraform.keeping(files, set())[1] == ()


def test_words_of_a_cloud_lose_what_is_secret(monkeypatch):
    monkeypatch.setenv("SHOP_API_TOKEN", "abc-123-xyz")
    given = "key abc-123-xyz\nAKIAABCDEFGHIJKLMNOP ya29.a0Af Bearer zzz " + "long " * 200
    told = redacted(given)
    assert told.startswith("key *** *** *** Bearer *** long")
    assert len(told) <= 400


@only(("status", "text", "kind"), [
    (429, "Quota exceeded for quota metric", "throttled"),
    (400, "you have reached your LimitExceeded", "quota"),
    (403, "denied", "forbidden"),
    (403, "Quota 'CPUS' exceeded", "quota"),
    (502, "", "lost"),
    (418, "", "other"),
])  # fmt: skip
def test_of_which_kind_a_refusal_is(status, text, kind):
    assert kind_of(status, text) == kind


def test_retry_after_may_be_a_date():
    assert seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert seconds("Wed, 21 Oct 2065 07:28:00 GMT") > 1e9


def test_gcp_s_words_of_a_project_are_those_of_the_cloud(monkeypatch):
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", gcp_world.ACCOUNT)
    made = gcp_world.World()
    try:
        assert made.connect([]).account() == gcp_world.ACCOUNT
    finally:
        made.close()
