"""Azure Resource Manager on loopback: long-running, throttled, conflicting and failing calls."""

from __future__ import annotations

import json
import re

from taller.planning.infrastructure.clouds import arm, azure
from taller.planning.infrastructure.clouds.protocol import Stack
from taller.planning.infrastructure.clouds.refusals import Patient
from tests.planning.infrastructure.clouds.loopback import Answer, Asked, Loopback

ACCOUNT = "11111111-2222-3333-4444-555555555555"
GROUP = f"/subscriptions/{ACCOUNT}/resourceGroups/shop"
"""Whatever the group is called."""
NAMES = {
    "network": ("Microsoft.Network/virtualNetworks", "shop-net"),
    "data": ("Microsoft.Storage/storageAccounts", "shopdata"),
    "machines": ("Microsoft.Compute/virtualMachineScaleSets", "shop-app"),
    "queue": ("Microsoft.ServiceBus/namespaces", "shop-queue"),
}
NAMED = ["/".join(each) for each in NAMES.values()]


class World(Loopback):
    """One subscription."""

    cloud, account = "azure", ACCOUNT
    throttled = "GET deployment"
    begins = "PUT deployment"

    def __init__(self) -> None:
        super().__init__()
        self.group = False
        self.held: dict[str, str] = {}  # id: size
        self.deployments: dict[str, dict] = {}
        self.failing: dict[str, str] = {}
        self.used: dict[str, str] = {}  # id: the id that needs it, which is told at once
        self.using: dict[str, str] = {}  # the same, told by the operation
        self.slow: list[str] = []
        self.polls = 0
        self.results: dict[str, dict] = {}

    def connected(self, slept: list[float]) -> azure.Azure:
        from azure.core.pipeline.policies import SansIOHTTPPolicy

        return azure.Azure(
            "westeurope", Patient("Azure", azure.refusal, slept.append, 0), base_url=self.url,
            credential=object(), authentication_policy=SansIOHTTPPolicy(), polling_interval=0,
            credential_scopes=["x"],
        )  # fmt: skip

    @property
    def attempts(self) -> int:
        return len(self.deployments)

    def stack(self, *names: str, size: str = "small") -> Stack:
        held = [
            {"type": NAMES[n][0], "name": NAMES[n][1], "apiVersion": "2024-01-01",
             "properties": {"size": size}} for n in names
        ]  # fmt: skip
        text = json.dumps({"resources": held})
        made = arm.resources(text)
        return Stack("azure", "shop", "westeurope", {"t.json": text}, made, {"taller": "shop"})

    def called(self, name: str) -> str:
        return "/".join(NAMES[name])

    def fail(self, name: str, why: str) -> None:
        self.failing[_id(name)] = why

    def lose(self, name: str) -> None:
        del self.held[_id(name)]

    def alter(self, name: str, to: str = "large") -> None:
        self.held[_id(name)] = to

    def standing(self) -> set[str]:
        return {name for name in NAMES if _id(name) in self.held}

    def throttle(self, after: str) -> None:
        body = _error("TooManyRequests", "too many")
        self.trouble.append((self.throttled, Answer(429, body, {"Retry-After": after})))

    def conflict(self) -> None:
        says = "Unable to edit or replace deployment: previous deployment is still active"
        self.trouble.append((self.begins, Answer(409, _error("DeploymentActive", says))))

    def refuse(self, secret: str) -> None:
        body = _error("InvalidAuthenticationToken", f"the token {secret} is invalid")
        self.trouble.append(("GET subscription", Answer(401, body)))

    def quota(self) -> str:
        return "Operation could not be completed as it results in exceeding approved quota"

    def name(self, asked: Asked) -> str:
        path = asked.path
        for pattern, named in (
            (r"/operationresults/\w+$", "result"),
            (r"/deployments/[^/]+/operations$", "operations"),
            (r"/deployments/[^/]+/whatIf$", "whatIf"),
            (r"/deployments/[^/]+/validate$", "validate"),
            (r"/deployments/[^/]+/exportTemplate$", "exportTemplate"),
            (r"/deployments/?$", "deployments"),
            (r"/deployments/[^/]+$", "deployment"),
            (r"^/subscriptions/[^/]+$", "subscription"),
            (r"^/subscriptions/[^/]+/providers/[^/]+$", "provider"),
            (r"(?i)/resourceGroups/[^/]+/resources$", "resources"),
            (r"(?i)/resourceGroups/[^/]+$", "group"),
        ):
            if re.search(pattern, path):
                return f"{asked.method} {named}"
        return f"{asked.method} resource"

    def play(self, name: str, asked: Asked) -> Answer:
        body = json.loads(asked.body) if asked.body else None
        at = {"GET subscription": {"subscriptionId": ACCOUNT}}
        if name in at:
            return _json(at[name])
        said = getattr(self, "do_" + name.replace(" ", "_"))(asked, body)
        return said if isinstance(said, Answer) else _json(said)

    def do_GET_group(self, _asked, _body):
        return {"id": GROUP} if self.group else _none()

    def do_PUT_group(self, _asked, _body):
        self.group = True
        return {"id": GROUP}

    def do_DELETE_group(self, _asked, _body):
        self.group = False
        return Answer(202, b"", {"Location": f"{self.url}/operationresults/1"})

    def do_GET_resources(self, _asked, _body):
        return {"value": [{"id": each} for each in self.held]}

    def do_GET_provider(self, asked, _body):
        space = asked.path.rpartition("/")[2]
        found = (each.rpartition("/providers/")[2].split("/") for each in [*self.held, *NAMED])
        kinds = {"/".join(parts[1::2]) for parts in found if parts[0] == space}
        versions = ["2025-01-01-preview", "2024-01-01"]
        return {"resourceTypes": [{"resourceType": k, "apiVersions": versions} for k in kinds]}

    def do_GET_resource(self, asked, _body):
        assert asked.query["api-version"] == "2024-01-01"
        return {"id": asked.path} if asked.path in self.held else _none()

    def do_DELETE_resource(self, asked, _body):
        if self.used.get(asked.path) in self.held:
            return Answer(400, _error("InUseSubnetCannotBeDeleted", "is in use"))
        self.polls += 1
        place = f"{self.url}/operationresults/{self.polls}"
        if self.using.get(asked.path) in self.held:  # found out only while it works
            error = {"code": "InUseSubnetCannotBeDeleted", "message": "is in use"}
            self.results[str(self.polls)] = {"status": "Failed", "error": error}
        else:
            self.held.pop(asked.path, None)
            self.results[str(self.polls)] = {"status": "Succeeded"}
        self.slow.append(str(self.polls))
        return Answer(202, b"", {"Azure-AsyncOperation": place})

    def do_POST_validate(self, asked, body):
        return {"id": asked.path, "name": "shop", "properties": {}}

    def do_POST_whatIf(self, _asked, body):
        assert "tags" not in body
        wanted, changes = _wanted(body), []
        for each, size in wanted.items():
            if each not in self.held:
                changes.append({"resourceId": each, "changeType": "Create"})
            elif self.held[each] == size:
                changes.append({"resourceId": each, "changeType": "NoChange"})
            else:
                delta = {"path": "properties.size", "propertyChangeType": "Modify",
                         "before": self.held[each], "after": size}  # fmt: skip
                changes.append({"resourceId": each, "changeType": "Modify", "delta": [delta]})
        changes += [
            {"resourceId": each, "changeType": "Ignore"} for each in self.held if each not in wanted
        ]
        self.polls += 1
        self.results[str(self.polls)] = {"status": "Succeeded", "properties": {"changes": changes}}
        location = f"{self.url}/operationresults/{self.polls}"
        return Answer(202, b"", {"Location": location, "Retry-After": "0"})

    def do_GET_result(self, asked, _body):
        number = asked.path.rpartition("/")[2]
        if number in self.slow:
            self.slow.remove(number)
            return {"status": "InProgress"}
        return self.results.get(number, {})

    def do_PUT_deployment(self, asked, body):
        name = asked.path.rpartition("/")[2]
        wanted, failure = _wanted(body), None
        before, operations = dict(self.held), []
        for each, size in wanted.items():
            if each in self.failing:
                failure = (each, self.failing[each])
                operations.append(_operation(each, "Failed", self.failing[each]))
                break
            self.held[each] = size
            operations.append(_operation(each, "Succeeded"))
        back = body["properties"].get("onErrorDeployment")
        if failure and back:  # what was there stands again; what is new stays
            self.held |= before
        self.deployments[name] = {
            "looks": 2, "body": body, "operations": operations, "made": [*wanted], "back": back,
            "ends": "Failed" if failure else "Succeeded", "n": len(self.deployments),
        }  # fmt: skip
        return Answer(201, json.dumps(self._shown(name)).encode(),
                      {"Content-Type": "application/json"})  # fmt: skip

    def do_GET_deployment(self, asked, _body):
        name = asked.path.rpartition("/")[2]
        if name not in self.deployments:
            return _none("DeploymentNotFound")
        self.deployments[name]["looks"] -= 1
        return self._shown(name)

    def do_GET_deployments(self, _asked, _body):
        return {"value": [self._shown(name) for name in self.deployments]}

    def do_GET_operations(self, asked, _body):
        return {"value": self.deployments[asked.path.split("/")[-2]]["operations"]}

    def do_POST_exportTemplate(self, asked, _body):
        made = self.deployments[asked.path.split("/")[-2]]
        return {"template": made["body"]["properties"]["template"]}

    def _shown(self, name: str) -> dict:
        made = self.deployments[name]
        ended = made["looks"] <= 0
        at = {
            "provisioningState": made["ends"] if ended else "Running",
            "timestamp": f"2026-01-01T00:{made['n']:02}:00Z",
            "outputResources": [{"id": each} for each in made["made"]],
        }
        if made["ends"] == "Failed" and ended:
            at["error"] = {"code": "DeploymentFailed", "message": "At least one failed"}
            if made["back"]:  # it goes on for a while after the deployment itself has failed
                state = "Succeeded" if made["looks"] <= -2 else "Running"
                at["onErrorDeployment"] = {**made["back"], "provisioningState": state}
        return {"id": name, "name": name, "properties": at}


def _id(name: str) -> str:
    return f"{GROUP}/providers/{'/'.join(NAMES[name])}"


def _wanted(body: dict) -> dict[str, str]:
    """What a template makes, by id, in so far as sizes are told; what the cloud makes up is 7."""
    template = body["properties"]["template"]
    sizes = {
        f"{each['type']}/{each['name']}": each.get("properties", {}).get("size", "small")
        for each in template["resources"]
    }
    names = [each.name.replace("*", "7") for each in arm.resources(json.dumps(template))]
    return {f"{GROUP}/providers/{name}": sizes.get(name, "small") for name in names}


def _operation(resource: str, state: str, why: str = "") -> dict:
    at = {"provisioningState": state, "targetResource": {"id": resource}}
    if why:
        inner = {"code": "QuotaExceeded", "message": why}
        at["statusMessage"] = {"error": {"code": "Outer", "message": "see", "details": [inner]}}
    return {"properties": at}


def _json(value: dict) -> Answer:
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def _error(code: str, message: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": message}}).encode()


def _none(code: str = "NotFound") -> Answer:
    return Answer(404, _error(code, "none"), {"Content-Type": "application/json"})
