"""Checkov on every template, in an environment of its own; what it finds is named and justified."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.planning.infrastructure_made import made, write

PLACE = "TALLER_CLOUDS"  # names the environment made of tests/planning/clouds.lock
OWN_LOG = "the service's own requests are logged; a log bucket for each bucket doubles what is kept"
ELSEWHERE = "a copy in another region doubles the cost, and data would leave the region agreed"
KEY_POLICY = "in a key's policy the resource is the key itself, and the account's root decides"
JUSTIFIED = {
    "CKV_AWS_18": OWN_LOG,
    "CKV_AWS_109": KEY_POLICY,
    "CKV_AWS_111": KEY_POLICY,
    "CKV_AWS_144": ELSEWHERE,
    "CKV_AWS_353": "AWS has retired Performance Insights; enhanced monitoring is on",
    "CKV_AWS_356": KEY_POLICY,
    "CKV_AWS_394": "subnets take the first zones by their number, so that a new zone adds none",
    "CKV2_AWS_62": "nothing waits for events of the bucket",
    "CKV_AZURE_33": "no queue is used",
    "CKV_AZURE_43": "it takes the expression for the name, which is of letters and digits",
    "CKV_AZURE_59": "closed but for the machines' subnet (default Deny), over a service endpoint",
    "CKV_AZURE_97": "the subscription would have to register a feature first; disks are encrypted",
    "CKV_AZURE_136": ELSEWHERE,
    "CKV_AZURE_206": "copies in three zones (ZRS); " + ELSEWHERE,
    "CKV2_AZURE_1": "encrypted twice with the cloud's keys; a key of the client's is a next step",
    "CKV2_AZURE_21": "reads are logged by a diagnostic setting, which it does not look at",
    "CKV2_AZURE_33": "a service endpoint of the one subnet, without a charge, closes it as well",
    "CKV2_AZURE_57": "it stands within the network, in a subnet delegated to it",
    "CKV_GCP_6": "TLS is enforced (ENCRYPTED_ONLY); who asks is told by identity, no certificate",
    "CKV_GCP_62": OWN_LOG,
    "CKV_GCP_79": "the version before the newest, which all three clouds manage",
}
STANDARD_ALONE = {"CKV_AWS_157": "a standby belongs to `availability: high`; the page says so"}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("availability", ["standard", "high"])
def test_checkov_fails_nothing_that_is_not_justified(tmp_path, availability):
    checkov = Path(os.environ.get(PLACE, "")) / "bin" / "checkov"
    if not (os.environ.get(PLACE) and checkov.is_file()):
        pytest.skip(f"no Checkov: {PLACE} names no environment of tests/planning/clouds.lock")
    for provider in ("aws", "azure", "gcp"):
        topology = made(provider, availability=availability, alarm_emails=["a@b.example"])
        write(tmp_path / provider, topology)
    command = [str(checkov), "--skip-download", "--quiet", "--compact", "-o", "json", "-d", "."]
    alone = ["unshare", "-rn"]  # without a network, where that is allowed: it would call home
    may = shutil.which("unshare") and subprocess.run([*alone, "true"], check=False).returncode == 0
    ran = subprocess.run([*(alone if may else ()), *command], cwd=tmp_path, capture_output=True,
                         text=True, timeout=560)  # fmt: skip
    reports = json.loads(ran.stdout)
    assert {each["check_type"] for each in reports} == {"arm", "cloudformation", "terraform"}
    assert all(each["summary"]["passed"] >= 10 for each in reports)
    failed = {
        (found["check_id"], found["file_path"], found["resource"])
        for report in reports
        for found in report["results"]["failed_checks"]
    }
    allowed = JUSTIFIED | (STANDARD_ALONE if availability == "standard" else {})
    assert {found for found in failed if found[0] not in allowed} == set()
    unused = set(JUSTIFIED) - {found[0] for found in failed}
    assert unused == set(), "justified, and no longer found"
