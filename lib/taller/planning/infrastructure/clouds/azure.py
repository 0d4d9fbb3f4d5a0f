"""Azure: deployments of a resource group. What-if plans; what failed is taken back by the cloud."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from taller.errors import CloudError, InputError
from taller.planning.infrastructure.clouds import arm, protocol, refusals
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.protocol import Operation, Plan, Stack
from taller.planning.infrastructure.clouds.refusals import Patient, Refusal, RefusedError, redacted

GROUPS = "2024-03-01"  # of the resource groups' own calls
_ACTIONS: dict[str, protocol.Action] = {
    "Create": "create", "Modify": "update", "Deploy": "update", "Delete": "delete",
}  # fmt: skip
_IN_USE = re.compile(r"InUse|CannotDelete|CannotBeDeleted|ScopeLocked")
_ENDED = ("Succeeded", "Failed", "Canceled")


class Azure(protocol.Cloud):
    """A `Cloud`. The account is the subscription that ``AZURE_SUBSCRIPTION_ID`` names.

    Parameters
    ----------
    region : where the resource group stands
    options : of the client, where not the usual ones; never of an engagement file
    """

    forgets = False  # what is kept stays in the group

    def __init__(self, region: str, patient: Patient | None = None, **options: Any) -> None:
        from azure.identity import AzureCliCredential, ChainedTokenCredential, EnvironmentCredential
        from azure.mgmt.resource.deployments import DeploymentsMgmtClient

        # It also writes down what it raises, in many lines.
        logging.getLogger("azure.identity").setLevel(logging.CRITICAL)
        self.ask = patient or Patient("Azure", refusal)
        self.region, self.subscription = region, os.environ.get("AZURE_SUBSCRIPTION_ID", "")
        if not self.subscription:
            raise self.ask.told(Refusal("credentials", "AZURE_SUBSCRIPTION_ID"))
        if "credential" not in options:
            options["credential"] = ChainedTokenCredential(
                EnvironmentCredential(), AzureCliCredential()
            )
        # Asked again by `Patient`, which knows for how long.
        self.client = DeploymentsMgmtClient(
            subscription_id=self.subscription, retry_total=0, **options
        )

    def account(self) -> str:
        """See `Cloud.account`."""
        return self._call("GET", f"/subscriptions/{self.subscription}")["subscriptionId"]

    def validate(self, stack: Stack) -> bool:
        """See `Cloud.validate`; where no group stands yet, the cloud looks when applying."""
        asked = json.loads(stack.template).get("parameters", {})
        lacks = [
            k for k, v in asked.items() if "defaultValue" not in v and k not in stack.parameters
        ]
        if lacks:
            raise InputError("Azure", say("cloud-parameters", names=lacks))
        if self._group(stack) is None:
            return False
        said = self.ask(
            lambda: self.client.deployments.begin_validate(
                stack.name, stack.name, _deployment(stack)
            ).result()
        )
        if said is not None and said.error is not None:
            raise InputError("Azure", redacted(_innermost(said.error)))
        return True

    def plan(self, stack: Stack) -> Plan:
        """See `Cloud.plan`."""
        if self._group(stack) is None:
            return Plan(tuple(protocol.Change(each.name, "create") for each in stack.resources))
        changes = [
            protocol.Change(arm.tail(each.resource_id), _ACTIONS[each.change_type])
            for each in self._what_if(stack, json.loads(stack.template))
            if each.change_type in _ACTIONS
        ]
        gone = [protocol.Change(arm.tail(each), "delete") for each in self._left(stack)]
        return Plan((*changes, *gone))

    def previous(self, stack: Stack) -> str:
        """See `Cloud.previous`."""
        last = self._last(stack)
        return last.name if last is not None else ""

    def begin(self, stack: Stack, operation: Operation) -> None:
        """See `Cloud.begin`."""
        if self._group(stack) is None:
            group = {"location": stack.region, "tags": dict(stack.tags)}
            self._call("PUT", self._path(stack), group)
        made = _deployment(stack)
        if operation.previous:
            made["properties"]["onErrorDeployment"] = {
                "type": "SpecificDeployment", "deploymentName": operation.previous,
            }  # fmt: skip
        self.ask(
            self.client.deployments.begin_create_or_update, stack.name, _name(stack, operation),
            made, polling=False,
        )  # fmt: skip

    def finish(self, stack: Stack, operation: Operation) -> str:
        """See `Cloud.finish`; afterwards what the template lost is removed."""
        name = _name(stack, operation)
        seen = self.ask.until(
            lambda: self.ask.maybe(self.client.deployments.get, stack.name, name), _has_ended
        )
        if seen is None:
            return ""
        if seen.properties.provisioning_state != "Succeeded":
            return self._cause(stack, seen)
        self._removed(self._stood(stack, operation.previous) - _ids(seen), keep=True)
        return ""

    def undo(self, stack: Stack, operation: Operation) -> tuple[str, ...]:
        """See `Cloud.undo`: the cloud deploys what stood before; what is new goes."""
        known = [protocol.Resource(name) for name in operation.created]
        failed = self.ask.maybe(self.client.deployments.get, stack.name, _name(stack, operation))
        touched = self._touched(stack, failed)
        new = {each for each in touched if any(r.fits(arm.tail(each)) for r in known)}
        return self._removed(new, keep=False)

    def existing(self, stack: Stack) -> Mapping[str, protocol.Condition]:
        """See `Cloud.existing`."""
        if self._group(stack) is None:
            return {}
        seen: dict[str, protocol.Condition] = {}
        for each in self._what_if(stack, json.loads(stack.template)):
            if each.change_type == "Create":
                seen[arm.tail(each.resource_id)] = "missing"
            elif each.change_type == "Unsupported":
                seen[arm.tail(each.resource_id)] = "unasked"
            elif each.change_type != "Ignore":
                seen[arm.tail(each.resource_id)] = "there"
        return seen | dict.fromkeys(map(arm.tail, self._left(stack)), "there")

    def drift(self, stack: Stack) -> tuple[protocol.Deviation, ...]:
        """See `Cloud.drift`: what-if of the template that was deployed last."""
        last = self._last(stack)
        if last is None:
            return ()
        export = self.client.deployments.export_template
        template = self.ask(export, stack.name, last.name).template
        return tuple(
            deviation for each in self._what_if(stack, template) for deviation in _deviations(each)
        )

    def destroy(self, stack: Stack) -> tuple[str, ...]:
        """See `Cloud.destroy`."""
        if self._group(stack) is None:
            return ()
        stood = self._stood(stack, self.previous(stack))
        remains = self._removed(stood, keep=True)
        holds = self._call("GET", f"{self._path(stack)}/resources")["value"]
        if not holds:
            self._delete(self._path(stack), GROUPS)
        return remains

    def _path(self, stack: Stack) -> str:
        return f"/subscriptions/{self.subscription}/resourceGroups/{stack.name}"

    def _group(self, stack: Stack) -> Any:
        return self.ask.maybe(self._call, "GET", self._path(stack))

    def _what_if(self, stack: Stack, template: Any) -> list[Any]:
        asked = {"properties": _deployment(stack, template)["properties"]}
        asked["properties"]["whatIfSettings"] = {"resultFormat": "FullResourcePayloads"}
        said = self.ask(
            lambda: self.client.deployments.begin_what_if(stack.name, stack.name, asked).result()
        )
        if said.error is not None:
            raise CloudError(f"Azure: {redacted(_innermost(said.error))}")
        changes = said.properties.changes or ()
        return [each for each in changes if arm.NESTED not in each.resource_id]

    def _last(self, stack: Stack) -> Any:
        """The last deployment of this stack that succeeded."""
        each = self.client.deployments.list_by_resource_group
        found = self.ask.maybe(lambda: list(each(stack.name))) or []
        ours = [
            d for d in found
            if d.name.startswith(f"{stack.name[:20]}-")
            and d.properties.provisioning_state == "Succeeded"
        ]  # fmt: skip
        return max(ours, key=lambda d: d.properties.timestamp, default=None)

    def _stood(self, stack: Stack, deployment: str) -> set[str]:
        if not deployment:
            return set()
        return _ids(self.ask.maybe(self.client.deployments.get, stack.name, deployment))

    def _left(self, stack: Stack) -> list[str]:
        """What the last deployment made, and the template no longer holds."""
        stood = self._stood(stack, self.previous(stack))
        return sorted(
            each
            for each in stood
            if not arm.KEEP.match(name := arm.tail(each))
            and not any(resource.fits(name) for resource in stack.resources)
        )

    def _touched(self, stack: Stack, deployment: Any) -> Iterator[str]:
        if deployment is None:
            return
        listed = self.client.deployment_operations.list
        for each in self.ask(lambda: list(listed(stack.name, deployment.name))):
            target = each.properties.target_resource
            if target is not None and target.id:
                yield target.id

    def _cause(self, stack: Stack, failed: Any) -> str:
        listed = self.client.deployment_operations.list
        for each in self.ask(lambda: list(listed(stack.name, failed.name))):
            at = each.properties
            if at.provisioning_state == "Failed" and at.target_resource is not None:
                error = at.status_message.error if at.status_message is not None else None
                why = _innermost(error) if error is not None else say("cloud-untold")
                return f"{arm.tail(at.target_resource.id)}: {redacted(why)}"
        error = failed.properties.error
        return redacted(_innermost(error)) if error is not None else say("cloud-untold")

    def _removed(self, ids: set[str], *, keep: bool) -> tuple[str, ...]:
        """Remove resources, again and again as long as that frees others; what remains."""
        kept = {each for each in ids if keep and arm.KEEP.match(arm.tail(each))}
        left = ids - kept
        while left:
            used = {each for each in left if not self._delete(each)}
            if used == left:
                break
            left = used
        if left and not kept:
            told = ", ".join(sorted(map(arm.tail, left)))
            raise CloudError(f"Azure: {say('cloud-undeleted', why=told)}")
        return tuple(sorted(map(arm.tail, kept | left)))

    def _delete(self, resource: str, version: str = "") -> bool:
        """Delete a resource by its id; False where another still uses it."""
        try:
            answer = self.ask.maybe(
                self._sent, "DELETE", resource, version=version or self._version(resource)
            )
            if answer is not None:
                self.ask.until(lambda: answer, self._is_over)
        except RefusedError as refused:
            if refused.kind == "conflict":
                return False
            raise
        return True

    def _is_over(self, begun: Any) -> bool:
        """Whether what an answer began has come to an end, as the place that it names says."""
        place = begun.headers.get("Azure-AsyncOperation") or begun.headers.get("Location")
        if begun.status_code != 202 or not place:
            return True
        seen = self.ask.maybe(self._sent, "GET", place, version="")
        if seen is None:
            return True
        at = seen.json() if seen.content else {}
        if at.get("status") in ("Failed", "Canceled"):
            text = _innermost(at.get("error") or {})
            raise self.ask.told(Refusal(_kind(409, text), text))
        return seen.status_code != 202 and at.get("status", "Succeeded") == "Succeeded"

    def _version(self, resource: str) -> str:
        """The newest version of a type's calls that is no preview."""
        space, *kinds = resource.rpartition("/providers/")[2].split("/")
        path = f"/subscriptions/{self.subscription}/providers/{space}"
        known = self._call("GET", path)["resourceTypes"]
        kind = "/".join(kinds[::2]).lower()
        versions = [v for t in known if t["resourceType"].lower() == kind for v in t["apiVersions"]]
        return max((v for v in versions if "preview" not in v), default=max(versions, default=""))

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        return self.ask(self._sent, method, path, body).json()

    def _sent(self, method: str, path: str, body: Any = None, version: str = GROUPS) -> Any:
        from azure.core.rest import HttpRequest

        params = {"api-version": version} if version else {}
        answer = self.client.send_request(HttpRequest(method, path, params=params, json=body))
        answer.raise_for_status()
        return answer


def refusal(error: Exception) -> Refusal | None:
    """What Azure's client raised."""
    from azure.core import exceptions

    if isinstance(error, exceptions.ClientAuthenticationError):
        return Refusal("credentials", error.message.partition("\n")[0])
    if isinstance(error, exceptions.HttpResponseError):
        text, answer = error.message, error.response
        with contextlib.suppress(AttributeError, TypeError, ValueError):
            text = _innermost(answer.json()["error"])
        after = answer.headers.get("Retry-After") if answer is not None else None
        return Refusal(_kind(error.status_code, text), text, refusals.seconds(after))
    if isinstance(error, exceptions.AzureError):  # no answer at all
        return Refusal("lost", error.message)
    return None


def _kind(status: int | None, text: str) -> refusals.Kind:
    """What another resource still needs is refused with more than one status."""
    return "conflict" if _IN_USE.search(text) else refusals.kind_of(status, text)


def _deployment(stack: Stack, template: Any = None) -> dict[str, Any]:
    held = json.loads(stack.template) if template is None else template
    given = {key: {"value": value} for key, value in stack.parameters.items()}
    asked = {"mode": "Incremental", "template": held, "parameters": given}
    return {"properties": asked, "tags": dict(stack.tags)}


def _name(stack: Stack, operation: Operation) -> str:
    """A deployment's name of at most 64 characters, in which its stack and operation are found."""
    return f"{stack.name[:20]}-{operation.token}"


def _has_ended(seen: Any) -> bool:
    """Whether a deployment, and what it goes back to where it failed, has come to an end."""
    if seen is None:
        return True
    back = seen.properties.on_error_deployment
    failed = seen.properties.provisioning_state == "Failed"
    ended = seen.properties.provisioning_state in _ENDED
    return ended and not (failed and back is not None and back.provisioning_state not in _ENDED)


def _ids(deployment: Any) -> set[str]:
    made = deployment.properties.output_resources if deployment is not None else None
    return {each.id for each in made or () if each.id and arm.NESTED not in each.id}


def _innermost(error: Any) -> str:
    """The first error of those that an error holds: it says what the outer ones only count."""
    while error.get("details"):
        error = error["details"][0]
    return f"{error.get('code', '')}: {error.get('message', '')}"


def _deviations(change: Any) -> Iterator[protocol.Deviation]:
    name = arm.tail(change.resource_id)
    if change.change_type == "Create":
        yield protocol.Deviation(name)
    for each in change.delta or ():
        if each.property_change_type != "NoEffect":
            yield protocol.Deviation(name, each.path, str(each.after), str(each.before))
