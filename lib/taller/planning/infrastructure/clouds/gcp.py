"""GCP: Infrastructure Manager, which runs a Terraform root. A preview plans, revisions go back."""

from __future__ import annotations

import io
import os
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds import protocol, refusals, terraform
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.protocol import Operation, Plan, Stack
from taller.planning.infrastructure.clouds.refusals import Patient, Refusal, redacted

LABEL = "taller-operation"
_ACTIONS: dict[str, protocol.Action] = {
    "CREATE": "create", "UPDATE": "update", "DELETE": "delete", "RECREATE": "replace",
}  # fmt: skip
_BUSY = ("CREATING", "UPDATING", "DELETING", "APPLYING")


class Gcp(protocol.Cloud):
    """A `Cloud`. The account is the project that ``GOOGLE_CLOUD_PROJECT`` names.

    Parameters
    ----------
    region : where the deployment and its resources stand
    client, web : what asks Infrastructure Manager, and by HTTP what it needs beside; where not
        the usual ones
    servers : of the projects and of the storage; never of an engagement file
    """

    def __init__(
        self, region: str, patient: Patient | None = None, client: Any = None, web: Any = None,
        servers: tuple[str, str] = (
            "https://cloudresourcemanager.googleapis.com", "https://storage.googleapis.com",
        ),
    ) -> None:  # fmt: skip
        from google.cloud import config_v1

        self.api = config_v1
        self.ask = patient or Patient("GCP", refusal)
        self.project = os.environ.get("GOOGLE_CLOUD_PROJECT", "")
        if not self.project:
            raise self.ask.told(Refusal("credentials", "GOOGLE_CLOUD_PROJECT"))
        self.client, self.web = (client, web) if client else self.ask(_clients)
        self.projects, self.storage = servers
        self.place = f"projects/{self.project}/locations/{region}"
        self.runs_as = os.environ.get(
            "TALLER_GCP_SERVICE_ACCOUNT", f"taller-infra@{self.project}.iam.gserviceaccount.com"
        )

    def account(self) -> str:
        """See `Cloud.account`."""
        return self._project()["projectId"]

    def validate(self, stack: Stack) -> bool:
        """See `Cloud.validate`: whether the place is there; the preview looks at the root."""
        self._get(self.client.get_location, request={"name": self.place})
        return False

    def plan(self, stack: Stack) -> Plan:
        """See `Cloud.plan`."""
        preview = self._previewed(stack, self._blueprint(stack.files, stack))
        changes = tuple(
            protocol.Change(each.terraform_info.address, _ACTIONS[each.intent.name])
            for each in self._listed(self.client.list_resource_changes, preview)
            if each.intent.name in _ACTIONS
        )
        return Plan(changes, preview)

    def discard(self, stack: Stack, plan: Plan) -> None:
        """See `Cloud.discard`."""
        if plan.token:
            self.ask.maybe(self.client.delete_preview, name=plan.token, retry=None)

    def previous(self, stack: Stack) -> str:
        """See `Cloud.previous`."""
        revisions = self._listed(self.client.list_revisions, self._name(stack))
        applied = [each for each in revisions if each.state.name == "APPLIED"]
        return max(applied, key=lambda each: each.create_time).name if applied else ""

    def begin(self, stack: Stack, operation: Operation) -> None:
        """See `Cloud.begin`."""
        blueprint = self._blueprint(stack.files, stack)
        self._deploy(stack, blueprint, operation.token, operation.token)
        self.discard(stack, Plan((), operation.plan))

    def finish(self, stack: Stack, operation: Operation) -> str:
        """See `Cloud.finish`."""
        seen = self._settled(stack)
        if seen is None or seen.labels.get(LABEL) != operation.token:
            return ""
        return "" if seen.state.name == "ACTIVE" else _cause(seen)

    def undo(self, stack: Stack, operation: Operation) -> tuple[str, ...]:
        """See `Cloud.undo`."""
        seen, back = self._settled(stack), f"{operation.token}-back"
        if seen is None or seen.labels.get(LABEL) not in (operation.token, back):
            return ()
        if not operation.previous:
            return self._removed(stack, seen, back)
        if seen.labels.get(LABEL) != back or seen.state.name != "ACTIVE":
            before = self._get(self.client.get_revision, name=operation.previous)
            self._deploy(stack, before.terraform_blueprint, back, None)
            self._require_active(stack)
        return ()

    def existing(self, stack: Stack) -> Mapping[str, protocol.Condition]:
        """See `Cloud.existing`: what Terraform's state holds, then what a preview finds of it."""
        deployed = self._deployed(stack)
        if deployed is None:
            return {}
        # What a preview would not make is there as it is wanted, be it none at all.
        found: dict[str, protocol.Condition] = {each.name: "there" for each in stack.resources}
        for each in self._listed(self.client.list_resources, deployed.latest_revision):
            failed = each.state.name == "FAILED"
            found[terraform.plain(each.terraform_info.address)] = "failed" if failed else "there"
        for each in self._changes(stack, stack.files):
            if each.intent.name == "CREATE":
                found[terraform.plain(each.terraform_info.address)] = "missing"
        return found

    def drift(self, stack: Stack) -> tuple[protocol.Deviation, ...]:
        """See `Cloud.drift`: a preview of what was deployed last."""
        deployed = self._deployed(stack)
        if deployed is None:
            return ()
        preview = self._previewed(stack, deployed.terraform_blueprint)
        changes = self._listed(self.client.list_resource_changes, preview)
        drifts = self._listed(self.client.list_resource_drifts, preview)
        self.discard(stack, Plan((), preview))
        gone = (e.terraform_info.address for e in changes if e.intent.name == "CREATE")
        moved = (deviation for each in drifts for deviation in _deviations(each))
        return (*map(protocol.Deviation, gone), *moved)

    def destroy(self, stack: Stack) -> tuple[str, ...]:
        """See `Cloud.destroy`: what keeps data, with what that needs, is left to no deployment."""
        deployed = self._settled(stack)
        if deployed is None:
            return ()
        return self._removed(stack, deployed, str(uuid.uuid4()))

    def _removed(self, stack: Stack, deployed: Any, label: str) -> tuple[str, ...]:
        """Apply a root of what keeps data alone, which removes all else, then let go of that."""
        resources = self._listed(self.client.list_resources, deployed.latest_revision)
        held = {terraform.plain(each.terraform_info.address) for each in resources}
        files, remains = terraform.keeping(stack.files, held)
        if not remains:
            self._delete(stack, "DELETE")
            return ()
        self._deploy(stack, self._blueprint(files, stack), label, None)
        self._require_active(stack)
        self._delete(stack, "ABANDON")
        # By their own names too: no deployment knows them from now on.
        own = {terraform.plain(e.terraform_info.address): e.terraform_info.id for e in resources}
        return tuple(protocol.named(each, own) for each in remains)

    def _name(self, stack: Stack) -> str:
        return f"{self.place}/deployments/{stack.name}"

    def _get(self, call: Callable[..., Any], **asked: Any) -> Any:
        return self.ask(call, retry=None, **asked)  # whose own ignores Retry-After

    def _listed(self, call: Callable[..., Any], parent: str) -> list[Any]:
        return self.ask.maybe(lambda: list(call(parent=parent, retry=None))) or []

    def _deployed(self, stack: Stack) -> Any:
        return self.ask.maybe(self.client.get_deployment, name=self._name(stack), retry=None)

    def _settled(self, stack: Stack) -> Any:
        return self.ask.until(
            lambda: self._deployed(stack), lambda seen: seen is None or seen.state.name not in _BUSY
        )

    def _require_active(self, stack: Stack) -> None:
        seen = self._settled(stack)
        if seen is None or seen.state.name != "ACTIVE":
            why = _cause(seen) if seen is not None else say("cloud-untold")
            raise CloudError(f"GCP: {say('cloud-undeleted', why=why)}")

    def _deploy(self, stack: Stack, blueprint: Any, label: str, request: str | None) -> None:
        made = self.api.Deployment(
            name=self._name(stack), terraform_blueprint=blueprint,
            labels={**stack.tags, LABEL: label}, service_account=self._service_account(),
        )  # fmt: skip
        asked = {"deployment": made, "request_id": request or str(uuid.uuid4())}
        if self._deployed(stack) is None:
            asked |= {"parent": self.place, "deployment_id": stack.name}
            self._get(self.client.create_deployment, request=asked)
        else:
            asked["update_mask"] = {"paths": ["terraform_blueprint", "labels"]}
            self._get(self.client.update_deployment, request=asked)

    def _delete(self, stack: Stack, policy: str) -> None:
        asked = {"name": self._name(stack), "force": True, "delete_policy": policy}
        self.ask.maybe(self.client.delete_deployment, request=asked, retry=None)
        seen = self._settled(stack)
        if seen is not None and seen.state.name != "DELETED":
            raise CloudError(f"GCP: {say('cloud-undeleted', why=_cause(seen))}")

    def _changes(self, stack: Stack, files: Mapping[str, str]) -> list[Any]:
        preview = self._previewed(stack, self._blueprint(files, stack))
        changes = self._listed(self.client.list_resource_changes, preview)
        self.discard(stack, Plan((), preview))
        return changes

    def _previewed(self, stack: Stack, blueprint: Any) -> str:
        preview = self.api.Preview(
            terraform_blueprint=blueprint, service_account=self._service_account(),
            deployment=self._name(stack) if self._deployed(stack) is not None else "",
        )  # fmt: skip
        token = str(uuid.uuid4())
        name = f"{self.place}/previews/taller-{token}"
        asked = {"parent": self.place, "preview_id": f"taller-{token}", "preview": preview,
                 "request_id": token}  # fmt: skip
        self._get(self.client.create_preview, request=asked)
        seen = self.ask.until(
            lambda: self._get(self.client.get_preview, name=name),
            lambda seen: seen.state.name not in _BUSY,
        )
        if seen.state.name != "SUCCEEDED":
            self.discard(stack, Plan((), name))
            raise CloudError(f"GCP: {_cause(seen)}")
        return name

    def _service_account(self) -> str:
        return f"projects/{self.project}/serviceAccounts/{self.runs_as}"

    def _blueprint(self, files: Mapping[str, str], stack: Stack) -> Any:
        """A root where Infrastructure Manager reads it: that very copy, in our project's bucket."""
        bucket = self._bucket(stack.region)
        path = f"{self.storage}/upload/storage/v1/b/{bucket}/o"
        name = f"{stack.name}/{uuid.uuid4()}.zip"
        asked = {"uploadType": "media", "name": name}
        given = {**stack.parameters, "project": self.project}
        put = self._web("POST", path, params=asked, data=zipped(files))
        return self.api.TerraformBlueprint(
            gcs_source=f"gs://{bucket}/{name}#{put['generation']}",
            input_values={k: {"input_value": v} for k, v in given.items()},
        )

    def _bucket(self, region: str) -> str:
        name = f"{self.project}-taller-infra"
        path = f"{self.storage}/storage/v1/b"
        found = self.ask.maybe(self._web, "GET", f"{path}/{name}")
        if found is None:
            closed = {
                "uniformBucketLevelAccess": {"enabled": True},
                "publicAccessPrevention": "enforced",
            }
            made = {"name": name, "location": region, "iamConfiguration": closed}
            found = self._web("POST", path, params={"project": self.project}, json=made)
        # Names of buckets are the world's: another's would have us run what they put there.
        if str(found["projectNumber"]) != self._project()["name"].rpartition("/")[2]:
            raise InputError("GCP", say("cloud-foreign-bucket", bucket=name))
        return name

    def _project(self) -> dict[str, Any]:
        return self._web("GET", f"{self.projects}/v3/projects/{self.project}")

    def _web(self, method: str, url: str, **asked: Any) -> dict[str, Any]:
        from google.api_core import exceptions

        def sent() -> dict[str, Any]:
            answer = self.web.request(method, url, timeout=60, **asked)
            if answer.status_code >= 400:
                raise exceptions.from_http_response(answer)
            return answer.json()

        return self.ask(sent)


def zipped(files: Mapping[str, str]) -> bytes:
    """Files as a zip that is the same for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), text)
    return held.getvalue()


def refusal(error: Exception) -> Refusal | None:
    """What Google's clients raised."""
    import requests
    from google.api_core import exceptions
    from google.auth import exceptions as auth

    if isinstance(error, exceptions.GoogleAPICallError):
        headers = getattr(error.response, "headers", None) or {}
        text = error.message or str(error)
        return Refusal(
            refusals.kind_of(error.code, text), text, refusals.seconds(headers.get("Retry-After"))
        )
    if isinstance(error, auth.TransportError | requests.exceptions.RequestException):
        return Refusal("lost", str(error))
    if isinstance(error, auth.GoogleAuthError):
        return Refusal("credentials", str(error))
    return None


def _clients() -> tuple[Any, Any]:
    import google.auth
    from google.auth.transport.requests import AuthorizedSession
    from google.cloud import config_v1
    from google.cloud.config_v1.services.config.transports import ConfigRestTransport

    if not os.environ.get("GOOGLE_APPLICATION_CREDENTIALS"):
        raise google.auth.exceptions.DefaultCredentialsError("GOOGLE_APPLICATION_CREDENTIALS")
    scope = "https://www.googleapis.com/auth/cloud-platform"
    credentials, _ = google.auth.default(scopes=[scope])
    rest = ConfigRestTransport(credentials=credentials)
    return config_v1.ConfigClient(transport=rest), AuthorizedSession(credentials)


def _cause(seen: Any) -> str:
    """The first of Terraform's errors, else what the service says of itself."""
    for each in seen.tf_errors:
        return f"{each.resource_address}: {redacted(each.error_description)}"
    status = getattr(seen, "error_status", None)
    told = getattr(seen, "state_detail", "") or (status.message if status is not None else "")
    return redacted(told) or say("cloud-untold")


def _deviations(drift: Any) -> Iterator[protocol.Deviation]:
    for each in drift.property_drifts:
        secret = each.before_sensitive_paths or each.after_sensitive_paths
        before, after = ("***", "***") if secret else (str(each.before), str(each.after))
        yield protocol.Deviation(drift.terraform_info.address, each.path, before, after)
