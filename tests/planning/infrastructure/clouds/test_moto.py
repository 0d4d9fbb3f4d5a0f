"""The sequence on AWS against moto, which makes what a template says; in an environment apart.

moto answers 500 to drift detection and to termination protection, does not roll back and makes no
alarm or budget while it says complete: `aws_world` plays those.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import pytest

from taller.errors import InputError
from taller.planning.infrastructure.clouds import aws
from taller.planning.infrastructure.clouds.lifecycle import Lifecycle
from taller.planning.infrastructure.clouds.protocol import Stack
from taller.planning.infrastructure.clouds.refusals import Patient

PLACE = "TALLER_CLOUDS"  # names the environment made of tests/planning/clouds.lock
KEPT = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
NETWORK = {
    "Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.20.0.0/16"}},
    "SubnetA": {"Type": "AWS::EC2::Subnet", "Properties": {
        "VpcId": {"Ref": "Network"}, "CidrBlock": "10.20.0.0/24",
        "AvailabilityZone": {"Fn::Select": ["0", {"Fn::GetAZs": ""}]}}},
    "SubnetB": {"Type": "AWS::EC2::Subnet", "Properties": {
        "VpcId": {"Ref": "Network"}, "CidrBlock": "10.20.1.0/24",
        "AvailabilityZone": {"Fn::Select": ["1", {"Fn::GetAZs": ""}]}}},
    "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
        "GroupDescription": "The database", "VpcId": {"Ref": "Network"}}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole"}]}}},
}  # fmt: skip
DATA = {
    "Bucket": {"Type": "AWS::S3::Bucket", **KEPT},
    "Subnets": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": {
        "DBSubnetGroupDescription": "x", "SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "SubnetB"}]}},
    "Database": {"Type": "AWS::RDS::DBInstance", **KEPT, "Properties": {
        "Engine": "postgres", "DBInstanceClass": "db.t4g.small", "AllocatedStorage": "32",
        "MasterUsername": "taller_admin", "ManageMasterUserPassword": True,
        "DBSubnetGroupName": {"Ref": "Subnets"}}},
}  # fmt: skip


@pytest.fixture
def moto(monkeypatch):
    """The address of a moto server."""
    place = os.environ.get(PLACE)
    server = Path(place or "", "bin", "moto_server")
    if not place or not server.is_file():
        pytest.skip(f"{PLACE} names no environment with moto (tests/planning/clouds.lock)")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "planted-Secret-8fK2xQ")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [str(server), "-H", "127.0.0.1", "-p", str(port)]
    ran = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        ran.kill()
        ran.wait(10)


@pytest.mark.slow
def test_the_sequence_against_moto(moto, tmp_path, monkeypatch):
    monkeypatch.setattr(aws.Aws, "_protect", lambda *_: None)
    monkeypatch.setattr(aws.Aws, "_drifts", lambda *_: [])
    cloud = aws.Aws("eu-west-1", moto, Patient("AWS", aws.refusal, lambda _s: None, 0))
    account, told = cloud.account(), []

    def at(held):
        text = json.dumps({"Resources": held})
        stack = Stack("aws", "shop", "eu-west-1", {"t": text}, aws.resources(text), {"a": "b"})
        return Lifecycle(cloud, stack, tmp_path / "note.json", told.append)

    first = at(NETWORK | DATA)
    assert [(c.resource, c.action) for c in first.plan().changes] == [
        (name, "create") for name in NETWORK | DATA
    ]
    assert cloud._status("shop") == ""
    first.apply(account)
    assert {each.condition for each in first.verify()} == {"unasked"}
    assert len(first.verify()) == len(NETWORK | DATA)
    first.apply(account)
    assert told[-1] == "shop: nothing to change"

    fewer = at({name: each for name, each in (NETWORK | DATA).items() if name != "Role"})
    assert ("Role", "delete") in [(c.resource, c.action) for c in fewer.plan().changes]
    fewer.apply(account)
    assert "Role" not in {each.resource for each in fewer.verify()}

    with pytest.raises(InputError, match="refuses what is asked for"):
        at({"Network": {"Type": "AWS::EC2::VPCC"}}).plan()
    remains = fewer.destroy(account, "shop")
    assert {each.partition(" ")[0] for each in remains} == {"Bucket", "Database"}
    assert all(re.search(r" \(shop-\w+", each, re.IGNORECASE) for each in remains), remains
    assert cloud._status("shop") == ""
