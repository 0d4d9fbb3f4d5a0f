"""What a rendered template makes safe, read from it as the cloud would."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from taller.planning.infrastructure.artifacts import rendering

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Topology

KEYS = ("private", "rest", "transit", "closed", "least", "kept", "secrets", "tagged", "told",
        "budget")  # fmt: skip
"""What is looked for, as messages name it."""

Held = dict[str, list[dict[str, Any]]]
"""Resources by type: each as its template says it."""

SERVED = {"443", "5432"}
NARROW = {
    "roles/cloudsql.client", "roles/cloudsql.instanceUser", "roles/logging.logWriter",
    "roles/monitoring.metricWriter", "roles/storage.objectUser",
}  # fmt: skip
SECRET = ("password", "secretstring", "secretvalue", "accountkey")
UNTAGGED = {
    "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::Route",
    "AWS::EC2::VPCEndpoint", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress",
    "AWS::S3::BucketPolicy", "AWS::IAM::InstanceProfile", "AWS::EC2::LaunchTemplate",
    "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription", "AWS::Budgets::Budget",
}  # fmt: skip  # these take no tags, or give them on to what they launch


def inspect(made: Topology) -> dict[str, bool]:
    """Whether each of `KEYS` holds in the template of the cloud's own service."""
    return inspected(rendering.template(made), made)


def inspected(template: dict[str, Any], made: Topology) -> dict[str, bool]:
    """As `inspect`, of a template as it stands."""
    look: dict[str, Callable[..., dict[str, bool]]] = {"aws": _aws, "azure": _azure, "gcp": _gcp}
    found = look[made.provider](template)
    found["secrets"] = found["secrets"] and not any(_named_secrets(template))
    found["told"] = found["told"] and made.recipients > 0
    found["budget"] = found["budget"] and made.budgeted and made.recipients > 0
    return {key: found[key] for key in KEYS}


def _aws(template: dict[str, Any]) -> dict[str, bool]:
    resources = template["Resources"]
    held = _by_type((each["Type"], each.get("Properties", {})) for each in resources.values())
    database, bucket = held["AWS::RDS::DBInstance"][0], held["AWS::S3::Bucket"][0]
    template_of = held["AWS::EC2::LaunchTemplate"][0]["LaunchTemplateData"]
    routes = [route["RouteTableId"]["Ref"] for route in held["AWS::EC2::Route"]]
    ways_in = [rule for group in held["AWS::EC2::SecurityGroup"]
               for rule in group.get("SecurityGroupIngress", [])]  # fmt: skip
    statements = [s for role in held["AWS::IAM::Role"] for policy in role.get("Policies", [])
                  for s in policy["PolicyDocument"]["Statement"]]  # fmt: skip
    kept = [each for each in resources.values() if each["Type"] in
            ("AWS::RDS::DBInstance", "AWS::S3::Bucket", "AWS::KMS::Key")]  # fmt: skip
    denied = held["AWS::S3::BucketPolicy"][0]["PolicyDocument"]["Statement"][0]
    return {
        "private": database["PubliclyAccessible"] is False and "DataRoutes" not in routes
        and all(bucket["PublicAccessBlockConfiguration"].values())
        and not template_of["NetworkInterfaces"][0]["AssociatePublicIpAddress"],
        "rest": database["StorageEncrypted"] is True and "BucketEncryption" in bucket
        and all(disk["Ebs"]["Encrypted"] for disk in template_of["BlockDeviceMappings"])
        and all("KmsKeyId" in log for log in held["AWS::Logs::LogGroup"]),
        "transit": held["AWS::RDS::DBParameterGroup"][0]["Parameters"]["rds.force_ssl"] == "1"
        and denied["Effect"] == "Deny" and "aws:SecureTransport" in denied["Condition"]["Bool"]
        and {rule["FromPort"] for rule in ways_in} == {443},
        "closed": all(_is_private(rule["CidrIp"]) and rule["FromPort"] == rule["ToPort"]
                      and str(rule["FromPort"]) in SERVED for rule in ways_in),
        "least": all(s["Action"] != "*" and s["Resource"] != "*" for s in statements),
        "kept": all(each.get("DeletionPolicy") == "Retain" for each in kept) and len(kept) == 3
        and database["DeletionProtection"] is True and database["BackupRetentionPeriod"] >= 7
        and bucket["VersioningConfiguration"]["Status"] == "Enabled",
        "secrets": database.get("ManageMasterUserPassword") is True,
        "tagged": all(each.get("Properties", {}).get("Tags") for each in resources.values()
                      if each["Type"] not in UNTAGGED),
        "told": "AWS::SNS::Subscription" in held and len(held["AWS::CloudWatch::Alarm"]) >= 3,
        "budget": "AWS::Budgets::Budget" in held,
    }  # fmt: skip


def _azure(template: dict[str, Any]) -> dict[str, bool]:
    resources = template["resources"]
    held = _by_type((each["type"], each.get("properties", {})) for each in resources)
    database = held["Microsoft.DBforPostgreSQL/flexibleServers"][0]
    storage = held["Microsoft.Storage/storageAccounts"][0]
    machines = held["Microsoft.Compute/virtualMachineScaleSets"][0]["virtualMachineProfile"]
    rules = [[rule["properties"] for rule in group["securityRules"]]
             for group in held["Microsoft.Network/networkSecurityGroups"]]  # fmt: skip
    allowed = [rule for group in rules for rule in group if rule["access"] == "Allow"]
    interface = machines["networkProfile"]["networkInterfaceConfigurations"][0]["properties"]
    settings = held["Microsoft.DBforPostgreSQL/flexibleServers/configurations"]
    blobs = held["Microsoft.Storage/storageAccounts/blobServices"][0]
    locked = {each["scope"].split("'")[1].strip("/") for each in resources
              if each["type"] == "Microsoft.Authorization/locks"}  # fmt: skip
    taggable = [each for each in resources if "location" in each]
    return {
        "private": database["network"]["publicNetworkAccess"] == "Disabled"
        and storage["networkAcls"]["defaultAction"] == "Deny"
        and storage["allowBlobPublicAccess"] is False
        and "publicIPAddressConfiguration" not in interface["ipConfigurations"][0]["properties"],
        "rest": storage["encryption"]["requireInfrastructureEncryption"] is True,
        "transit": {"value": "ON", "source": "user-override"} in settings
        and storage["minimumTlsVersion"] == "TLS1_2" and storage["supportsHttpsTrafficOnly"],
        "closed": all(_is_private(rule["sourceAddressPrefix"])
                      and rule["destinationPortRange"] in SERVED for rule in allowed)
        and all(group[-1]["access"] == "Deny" and group[-1]["sourceAddressPrefix"] == "*"
                for group in rules),
        "least": all(each["roleDefinitionId"] == "[variables('blobContributor')]"
                     for each in held["Microsoft.Authorization/roleAssignments"]),
        "kept": locked == {"Microsoft.DBforPostgreSQL/flexibleServers",
                           "Microsoft.Storage/storageAccounts"}
        and blobs["isVersioningEnabled"] is True and database["backup"]["backupRetentionDays"] >= 7,
        "secrets": database["authConfig"]["passwordAuth"] == "Disabled"
        and storage["allowSharedKeyAccess"] is False
        and machines["osProfile"]["linuxConfiguration"]["disablePasswordAuthentication"] is True,
        "tagged": all(each.get("tags") for each in taggable),
        "told": len(held["Microsoft.Insights/metricAlerts"]) >= 3
        and "Microsoft.Insights/actionGroups" in held,
        "budget": "Microsoft.Consumption/budgets" in held,
    }  # fmt: skip


def _gcp(template: dict[str, Any]) -> dict[str, bool]:
    held = {kind: [*names.values()] for kind, names in template["resource"].items()}
    database, bucket = held["google_sql_database_instance"][0], held["google_storage_bucket"][0]
    settings = database["settings"][0]
    machines = held["google_compute_instance_template"][0]
    walls = held["google_compute_firewall"]
    let_in = [wall for wall in walls if wall["direction"] == "INGRESS" and "allow" in wall]
    roles = [each["role"] for each in held["google_storage_bucket_iam_member"]]
    member = held["google_project_iam_member"][0]["for_each"]
    return {
        "private": settings["ip_configuration"][0]["ipv4_enabled"] is False
        and bucket["public_access_prevention"] == "enforced"
        and "access_config" not in machines["network_interface"][0],
        "rest": bucket["uniform_bucket_level_access"] is True,
        "transit": settings["ip_configuration"][0]["ssl_mode"] == "ENCRYPTED_ONLY",
        "closed": all(_is_private(source) for wall in let_in for source in wall["source_ranges"])
        and all(set(way["ports"]) <= SERVED for wall in let_in for way in wall["allow"])
        and any(wall["direction"] == "INGRESS" and "deny" in wall for wall in walls),
        "least": {*roles, *(part for part in member.split('"') if "/" in part)} <= NARROW,
        "kept": database["deletion_protection"] is True and settings["deletion_protection_enabled"]
        and bucket["versioning"][0]["enabled"] is True and bucket["force_destroy"] is False
        and settings["backup_configuration"][0]["enabled"] is True,
        "secrets": all(user["type"] == "CLOUD_IAM_SERVICE_ACCOUNT"
                       for user in held["google_sql_user"]),
        "tagged": bool(template["provider"]["google"]["default_labels"])
        and bool(settings["user_labels"]),
        "told": len(held["google_monitoring_alert_policy"]) >= 3
        and "google_monitoring_notification_channel" in held,
        "budget": "google_billing_budget" in held,
    }  # fmt: skip


def _by_type(resources: Any) -> Held:
    held: Held = {}
    for kind, properties in resources:
        held.setdefault(kind, []).append(properties)
    return held


def _is_private(cidr: str) -> bool:
    try:
        return ipaddress.ip_network(cidr).is_private and not cidr.endswith("/0")
    except ValueError:
        return False


def _named_secrets(value: Any) -> Iterator[str]:
    """Properties that hold a password or a secret in so many words."""
    if isinstance(value, dict):
        for key, each in value.items():
            named = key.lower().replace("_", "")
            if isinstance(each, str) and named.endswith(SECRET):
                yield key
            yield from _named_secrets(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named_secrets(each)
