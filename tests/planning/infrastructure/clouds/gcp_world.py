"""Infrastructure Manager, projects and storage on loopback; Terraform's part is played by text."""

from __future__ import annotations

import io
import json
import re
import zipfile

from taller.planning.infrastructure.clouds import gcp, terraform
from taller.planning.infrastructure.clouds.protocol import Stack
from taller.planning.infrastructure.clouds.refusals import Patient
from tests.planning.infrastructure.clouds.loopback import Answer, Asked, Loopback

ACCOUNT = "shop-project"
PLACE = f"projects/{ACCOUNT}/locations/europe-west1"
NAMES = {
    "network": "google_compute_network.net",
    "data": "google_sql_database_instance.data",
    "machines": "google_compute_instance.app",
    "queue": "google_pubsub_topic.queue",
}


class World(Loopback):
    """One project."""

    cloud, account = "gcp", ACCOUNT
    throttled = "GET deployments"
    begins = "POST deployments"

    def __init__(self) -> None:
        super().__init__()
        self.bucket: dict | None = None
        self.objects: dict[str, bytes] = {}
        self.deployment: dict | None = None
        self.revisions: list[dict] = []
        self.previews: dict[str, dict] = {}
        self.held: dict[str, str] = {}  # address: size
        self.left: dict[str, str] = {}  # abandoned by Terraform, still there
        self.state: dict[str, str] = {}
        self.failing: dict[str, str] = {}
        self.number = "4711"
        self.requests: set[str] = set()

    def connected(self, slept: list[float]) -> gcp.Gcp:
        import requests
        from google.auth.credentials import AnonymousCredentials
        from google.cloud import config_v1
        from google.cloud.config_v1.services.config.transports import ConfigRestTransport

        rest = ConfigRestTransport(
            host=self.host, url_scheme="http", credentials=AnonymousCredentials()
        )
        return gcp.Gcp(
            "europe-west1", Patient("GCP", gcp.refusal, slept.append, 0),
            config_v1.ConfigClient(transport=rest), requests.Session(), (self.url, self.url),
        )  # fmt: skip

    @property
    def attempts(self) -> int:
        return len(self.revisions)

    def stack(self, *names: str, size: str = "small") -> Stack:
        text = 'terraform {\n  required_version = ">= 1.5"\n}\n\n'
        for name in names:
            kind, _, own = NAMES[name].partition(".")
            needs = f"  network = {NAMES['network']}.id\n" if name == "data" else ""
            text += f'resource "{kind}" "{own}" {{\n  size = "{size}"\n{needs}}}\n\n'
        made = terraform.resources({"main.tf": text})
        return Stack("gcp", "shop", "europe-west1", {"main.tf": text}, made, {"taller": "shop"})

    def called(self, name: str) -> str:
        return NAMES[name]

    def fail(self, name: str, why: str) -> None:
        self.failing[NAMES[name]] = why

    def lose(self, name: str) -> None:
        del self.held[NAMES[name]]

    def alter(self, name: str, to: str = "large") -> None:
        self.held[NAMES[name]] = to

    def standing(self) -> set[str]:
        return {name for name in NAMES if NAMES[name] in self.held | self.left}

    def throttle(self, after: str) -> None:
        body = _error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Requests'")
        self.trouble.append((self.throttled, Answer(429, body, {"Retry-After": after})))

    def conflict(self) -> None:
        body = _error(409, "ABORTED", "deployment is locked by another operation")
        self.trouble.append((self.begins, Answer(409, body)))

    def refuse(self, secret: str) -> None:
        body = _error(401, "UNAUTHENTICATED", f"invalid token {secret}")
        self.trouble.append(("GET projects", Answer(401, body)))

    def quota(self) -> str:
        return "Quota 'CPUS' exceeded. Limit: 24.0 in region europe-west1"

    def name(self, asked: Asked) -> str:
        if asked.path.startswith(("/storage", "/upload")):
            return f"{asked.method} storage"
        if asked.path.startswith("/v3/"):
            return f"{asked.method} projects"
        kinds = re.findall(r"/(locations|deployments|previews|revisions|resource\w+)", asked.path)
        return f"{asked.method} {kinds[-1]}"

    def play(self, name: str, asked: Asked) -> Answer:
        body = json.loads(asked.body) if asked.body.startswith(b"{") else None
        said = getattr(self, "do_" + name.replace(" ", "_"))(asked, body)
        if isinstance(said, Answer):
            return said
        return Answer(200, json.dumps(said).encode(), {"Content-Type": "application/json"})

    def do_GET_projects(self, _asked, _body):
        return {"projectId": ACCOUNT, "name": "projects/4711"}

    def do_GET_storage(self, _asked, _body):
        return self.bucket or _none()

    def do_POST_storage(self, asked, body):
        if not asked.path.startswith("/upload"):
            assert body["iamConfiguration"]["publicAccessPrevention"] == "enforced"
            self.bucket = {"name": body["name"], "projectNumber": self.number}
            return self.bucket
        self.objects[asked.query["name"]] = asked.body
        return {"generation": "17"}

    def do_GET_locations(self, asked, _body):
        return {"name": asked.path.removeprefix("/v1/")}

    def do_POST_previews(self, asked, body):
        wanted, changes, drifts = self._wanted(body["terraformBlueprint"]), [], []
        for address, size in wanted.items():
            intent = "UPDATE" if self.held.get(address, size) != size else "UNCHANGED"
            changes.append((address, "CREATE" if address not in self.held else intent))
        changes += [(each, "DELETE") for each in self.held if each not in wanted]
        for address, size in self.state.items():
            if self.held.get(address, size) != size:
                drifts.append((address, size, self.held[address]))
        name = f"{PLACE}/previews/{asked.query['previewId']}"
        self.previews[name] = {"looks": 1, "changes": changes, "drifts": drifts}
        return {"name": "operations/1"}

    def do_GET_previews(self, asked, _body):
        name = asked.path.removeprefix("/v1/")
        self.previews[name]["looks"] -= 1
        state = "CREATING" if self.previews[name]["looks"] >= 0 else "SUCCEEDED"
        return {"name": name, "state": state}

    def do_DELETE_previews(self, asked, _body):
        self.previews.pop(asked.path.removeprefix("/v1/"), None)
        return {"name": "operations/2"}

    def do_GET_resourceChanges(self, asked, _body):
        made = self.previews[asked.path.removeprefix("/v1/").rpartition("/")[0]]
        return {"resourceChanges": [
            {"terraformInfo": {"address": a}, "intent": i} for a, i in made["changes"]
        ]}  # fmt: skip

    def do_GET_resourceDrifts(self, asked, _body):
        made = self.previews[asked.path.removeprefix("/v1/").rpartition("/")[0]]
        return {"resourceDrifts": [
            {"terraformInfo": {"address": a},
             "propertyDrifts": [{"path": "size", "before": b, "after": f}]}
            for a, b, f in made["drifts"]
        ]}  # fmt: skip

    def do_GET_deployments(self, _asked, _body):
        if self.deployment is None:
            return _none()
        made = self.deployment
        made["looks"] -= 1
        if made["looks"] <= 0:
            if made["ends"] == "DELETED":
                self.deployment = None
                return _none()
            made["state"] = made["ends"]
        return {k: v for k, v in made.items() if k not in ("looks", "ends")}

    def do_POST_deployments(self, asked, body):
        if asked.query["requestId"] in self.requests:
            return {"name": "operations/4"}
        if self.deployment is not None:
            return Answer(409, _error(409, "ALREADY_EXISTS", "exists"))
        self.requests.add(asked.query["requestId"])
        return self._deployed(body, "CREATING")

    def do_PATCH_deployments(self, _asked, body):
        return self._deployed(body, "UPDATING")

    def do_DELETE_deployments(self, asked, _body):
        if asked.query["deletePolicy"] in ("ABANDON", "2"):
            self.left |= self.held
        self.held, self.state = {}, {}
        self.deployment |= {"state": "DELETING", "ends": "DELETED", "looks": 2}
        return {"name": "operations/3"}

    def do_GET_revisions(self, asked, _body):
        if asked.path.endswith("/revisions"):
            return {"revisions": self.revisions}
        name = asked.path.removeprefix("/v1/")
        return next(each for each in self.revisions if each["name"] == name)

    def do_GET_resources(self, _asked, _body):
        return {"resources": [
            {"name": f"r{i}", "terraformInfo": {"address": a, "id": f"projects/x/{a}"},
             "state": "RECONCILED"}
            for i, a in enumerate(self.state)
        ]}  # fmt: skip

    def _deployed(self, body: dict, state: str) -> dict:
        wanted, errors = self._wanted(body["terraformBlueprint"]), []
        self.held = {a: s for a, s in self.held.items() if a in wanted}
        for address, size in wanted.items():
            if address in self.failing:
                errors = [{"resourceAddress": address, "errorDescription": self.failing[address]}]
                break
            self.held[address] = size
        self.state = dict(self.held)
        n = len(self.revisions) + 1
        name = f"{PLACE}/deployments/shop"
        self.revisions.append({
            "name": f"{name}/revisions/r-{n}", "state": "FAILED" if errors else "APPLIED",
            "terraformBlueprint": body["terraformBlueprint"],
            "createTime": f"2026-01-01T00:00:{n:02}Z",
        })  # fmt: skip
        self.deployment = {
            "name": name, "labels": body["labels"], "tfErrors": errors, "state": state,
            "latestRevision": f"{name}/revisions/r-{n}",
            "terraformBlueprint": body["terraformBlueprint"],
            "ends": "FAILED" if errors else "ACTIVE", "looks": 2,
        }  # fmt: skip
        return {"name": "operations/4"}

    def _wanted(self, blueprint: dict) -> dict[str, str]:
        path, _, generation = blueprint["gcsSource"].partition("#")
        assert generation == "17"
        held = self.objects[path.removeprefix(f"gs://{ACCOUNT}-taller-infra/")]
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            text = archive.read("main.tf").decode()
        found = re.findall(r'^resource "(\w+)" "(\w+)" \{(?:\n  size = "(\w+)")?', text, re.M)
        return {f"{kind}.{own}": size or "small" for kind, own, size in found}


def _error(code: int, status: str, message: str) -> bytes:
    return json.dumps({"error": {"code": code, "status": status, "message": message}}).encode()


def _none() -> Answer:
    return Answer(404, _error(404, "NOT_FOUND", "none"), {"Content-Type": "application/json"})
