"""The CloudFormation template: without a finding, the same bytes, and what it never holds."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from taller.planning.infrastructure.artifacts import rendering
from taller.planning.infrastructure.params import Params
from tests.planning.infrastructure_made import made


@pytest.mark.slow
@pytest.mark.parametrize(
    ("availability", "region", "recipients"),
    [("standard", "eu-west-1", 0), ("high", "us-east-1", 2), ("standard", "mx-central-1", 1)],
)
def test_cfn_lint_has_nothing_to_say(tmp_path, availability, region, recipients):
    from cfnlint import lint_file
    from cfnlint.config import ManualArgs

    emails = [f"a{i}@modaviva.example" for i in range(recipients)]
    topology = made(availability=availability, region=region, alarm_emails=emails, zones=3)
    path = tmp_path / "t.json"
    path.write_text(json.dumps(rendering.template(topology)))
    assert lint_file(path, config=ManualArgs(regions=[region])) == []


def test_every_hole_of_every_template_is_written_as_json():
    """So that nothing of a client's can be markup, an expression or another key."""
    files = sorted(rendering.FOLDER.glob("*.j2"))
    holes = [
        hole
        for file in files
        for hole in re.findall(r"\{\{(.*?)\}\}", file.read_text("utf-8"), re.S)
    ]
    assert holes
    assert [hole for hole in holes if not re.search(r"\|\s*(json|bare|quoted)\s*$", hole)] == []


def test_the_same_topology_gives_the_same_bytes():
    first, second = (rendering.written(made(tags={"b": "1", "a": "2"})) for _again in range(2))
    assert first == second


def test_addresses_of_people_stand_in_no_file_and_are_parameters():
    emails = ("irene.soto@modaviva.example", "b@modaviva.example")
    topology = made(alarm_emails=emails)
    texts = "".join(rendering.written(topology).values()) + topology.model_dump_json()
    assert "modaviva" not in texts
    asked = rendering.template(topology)["Parameters"]
    given = rendering.parameters(topology, Params(alarm_emails=emails))
    assert given == {
        "AlarmEmail1": emails[0], "AlarmEmail2": emails[1],
    }  # fmt: skip
    assert set(given) < set(asked)


def test_a_hostile_tag_is_a_text_of_the_template():
    evil = "x: ${AWS} }} {{ 7*7 }} {% raw %} \" ' # !e exec"
    topology = made().model_copy(update={"tags": {"note": evil}})
    tags = rendering.template(topology)["Resources"]["Bucket"]["Properties"]["Tags"]
    assert tags == [{"Key": "note", "Value": evil}]


def test_a_subnet_takes_the_way_out_of_its_zone_where_there_is_one():
    high = rendering.template(made(availability="high", zones=3))["Resources"]
    plain = rendering.template(made(zones=3))["Resources"]
    pairs = {
        i: (h["Properties"]["RouteTableId"]["Ref"], p["Properties"]["RouteTableId"]["Ref"])
        for i, h, p in ((i, high[f"RoutedApp{i}"], plain[f"RoutedApp{i}"]) for i in (1, 2, 3))
    }
    assert pairs == {1: ("AppRoutes1", "AppRoutes1"), 2: ("AppRoutes2", "AppRoutes1"),
                     3: ("AppRoutes3", "AppRoutes1")}  # fmt: skip
    assert high["RoutedData2"]["Properties"]["RouteTableId"] == {"Ref": "DataRoutes"}


def test_storage_is_told_of_at_a_fifth_left():
    """Of 32 GiB, 34,359,738,368 bytes, a fifth is 6,871,947,673."""
    alarm = rendering.template(made())["Resources"]["DatabaseFull"]["Properties"]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (6_871_947_673, "LessThanThreshold")


def test_references_lead_to_something_that_is_there():
    for availability, zones in itertools.product(("standard", "high"), (2, 3)):
        found = rendering.template(made(availability=availability, zones=zones))
        text = json.dumps(found)
        named = set(re.findall(r'"Ref": "(\w+)"', text)) | set(
            re.findall(r'"Fn::GetAtt": \["(\w+)"', text)
        )
        assert named <= {*found["Resources"], *found["Parameters"]}
