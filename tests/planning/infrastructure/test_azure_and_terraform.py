"""The Azure template and the Terraform modules, against what the clouds document."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from taller.planning.infrastructure.artifacts import hcl, rendering
from tests.planning.infrastructure_made import made, write

PROVIDERS = ("aws", "azure", "gcp")
DOCUMENTED = {  # learn.microsoft.com/azure/templates: each type and the version it is written to
    "Microsoft.Authorization/locks": "2020-05-01",
    "Microsoft.Authorization/roleAssignments": "2022-04-01",
    "Microsoft.Compute/virtualMachineScaleSets": "2024-07-01",
    "Microsoft.Consumption/budgets": "2023-11-01",
    "Microsoft.DBforPostgreSQL/flexibleServers": "2024-08-01",
    "Microsoft.DBforPostgreSQL/flexibleServers/administrators": "2024-08-01",
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations": "2024-08-01",
    "Microsoft.DBforPostgreSQL/flexibleServers/databases": "2024-08-01",
    "Microsoft.Insights/actionGroups": "2023-01-01",
    "Microsoft.Insights/diagnosticSettings": "2021-05-01-preview",
    "Microsoft.Insights/metricAlerts": "2018-03-01",
    "Microsoft.ManagedIdentity/userAssignedIdentities": "2023-01-31",
    "Microsoft.Network/natGateways": "2024-05-01",
    "Microsoft.Network/networkSecurityGroups": "2024-05-01",
    "Microsoft.Network/privateDnsZones": "2020-06-01",
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks": "2020-06-01",
    "Microsoft.Network/publicIPAddresses": "2024-05-01",
    "Microsoft.Network/virtualNetworks": "2024-05-01",
    "Microsoft.OperationalInsights/workspaces": "2023-09-01",
    "Microsoft.Resources/deployments": "2022-09-01",
    "Microsoft.Storage/storageAccounts": "2023-05-01",
    "Microsoft.Storage/storageAccounts/blobServices": "2023-05-01",
    "Microsoft.Storage/storageAccounts/blobServices/containers": "2023-05-01",
    "Microsoft.Storage/storageAccounts/managementPolicies": "2023-05-01",
}


def walked(value):
    """Every mapping within a template, outermost first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from walked(each)
    elif isinstance(value, list):
        for each in value:
            yield from walked(each)


@pytest.mark.parametrize("availability", ["standard", "high"])
def test_every_azure_resource_is_of_a_documented_type_and_version(availability):
    template = rendering.template(made("azure", availability=availability))
    held = [each for each in walked(template) if "apiVersion" in each]
    assert {each["type"]: each["apiVersion"] for each in held} == DOCUMENTED
    assert all(
        {"type", "apiVersion", "name", "properties"} <= {*each, "properties"} for each in held
    )
    assert {"$schema", "contentVersion", "resources"} <= template.keys()


def test_azure_waits_only_for_what_the_template_makes():
    """What `dependsOn` names, by type and number of names, is one of the resources."""
    resources = rendering.template(made("azure"))["resources"]
    types = {each["type"] for each in resources}
    waited = [each for resource in resources for each in resource.get("dependsOn", [])]
    named = [
        re.search(r"resourceId\('([^']+)'", each)[1] if "resourceId" in each else
        f"Microsoft.{'Compute' if 'virtualMachine' in each else 'DBforPostgreSQL'}/"
        + re.search(r"variables\('(\w+)'\)", each)[1]
        for each in waited
    ]  # fmt: skip
    assert set(named) <= types


def test_azure_expressions_close_what_they_open_and_name_what_there_is():
    template = rendering.template(made("azure"))
    text = json.dumps(template)
    for found in re.findall(r'"(\[[^"]*\])"', text):
        assert found.count("(") == found.count(")")
    asked = set(re.findall(r"variables\('(\w+)'\)", text))
    assert asked == set(template["variables"])
    inner = {"server", "principal"}
    assert set(re.findall(r"parameters\('(\w+)'\)", text)) - inner == set(template["parameters"])


def test_a_tag_that_azure_would_evaluate_stays_a_text():
    topology = made("azure", tags={"note": "[subscription().id]"})
    vnet = next(each for each in rendering.template(topology)["resources"]
                if each["type"] == "Microsoft.Network/virtualNetworks")  # fmt: skip
    assert vnet["tags"]["note"] == "[[subscription().id]"


def test_a_tag_that_terraform_would_evaluate_stays_a_text():
    topology = made("azure", tags={"note": '${file("x")} %{ if true }'})
    text = rendering.written(topology)["terraform/main.tf"]
    assert re.search(r'note +  ?= "\$\$\{file\(\\"x\\"\)\} %%\{ if true \}"', text)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_terraform_refers_only_to_what_the_module_holds(provider):
    module = rendering.terraform(made(provider, availability="high"))
    text = hcl.written(module)
    held = {f"{kind}.{name}" for kind, names in module["resource"].items() for name in names}
    held |= {f"data.{kind}.{name}" for kind, names in module["data"].items() for name in names}
    plain = re.sub(r'"(?:[^"\\$]|\\.|\$(?!\{))*"', '""', text)  # without texts
    prefix = {"aws": "aws", "azure": "azurerm", "gcp": "google"}[provider]
    named = set(re.findall(rf"(?<![\w.])((?:data\.)?{prefix}_\w+\.\w+)", plain))
    assert named
    assert named <= held
    assert set(re.findall(r"var\.(\w+)", text)) <= set(module["variable"])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_file_holds_a_credential(provider):
    texts = "".join(rendering.written(made(provider, alarm_emails=["x@y.example"])).values())
    assert "x@y.example" not in texts
    assert not re.search(r"AKIA|PRIVATE KEY|password\s*=\s*\"", texts)
    for word in re.findall(r"\w*(?:[Pp]assword|[Ss]ecret)\w*", texts):
        assert word in {
            "ManageMasterUserPassword", "MasterUserSecret", "GetSecretValue", "SecretArn",
            "manage_master_user_password", "master_user_secret_kms_key_id", "master_user_secret",
            "secret_arn", "secretsmanager", "passwordAuth", "disablePasswordAuthentication",
            "password_auth_enabled", "disable_password_authentication",
        }, word  # fmt: skip


@pytest.mark.parametrize("provider", PROVIDERS)
def test_terraform_reads_each_module_and_finds_it_formatted(provider, tmp_path):
    terraform = shutil.which("terraform")
    if terraform is None:
        pytest.skip("terraform is not installed")
    write(tmp_path, made(provider))
    ran = subprocess.run([terraform, "fmt", "-check", "-diff", "terraform"], cwd=tmp_path,
                         capture_output=True, text=True, timeout=60)  # fmt: skip
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("availability", ["standard", "high"])
@pytest.mark.parametrize("provider", PROVIDERS)
def test_terraform_validates_each_module(provider, availability, tmp_path):
    """Needs the cloud's provider in a folder that TALLER_TERRAFORM_PLUGINS names."""
    terraform, plugins = shutil.which("terraform"), os.environ.get("TALLER_TERRAFORM_PLUGINS", "")
    own = {"aws": "aws", "azure": "azurerm", "gcp": "google"}[provider]
    if terraform is None or not list(Path(plugins or tmp_path).glob(f"**/hashicorp/{own}")):
        pytest.skip(f"terraform, or its provider {own}, is not there (TALLER_TERRAFORM_PLUGINS)")
    write(tmp_path, made(provider, availability=availability))
    config = tmp_path / "terraformrc"
    config.write_text(
        f'provider_installation {{\n  filesystem_mirror {{ path = "{plugins}" }}\n}}\n'
    )
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(config), "CHECKPOINT_DISABLE": "1"}
    for command in (["init", "-backend=false", "-input=false"], ["validate"]):
        ran = subprocess.run([terraform, *command], cwd=tmp_path / "terraform", env=environment,
                             capture_output=True, text=True, timeout=200)  # fmt: skip
        assert ran.returncode == 0, ran.stderr
