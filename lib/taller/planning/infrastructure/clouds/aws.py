"""AWS: CloudFormation by boto3. A change set plans, CloudFormation itself rolls back."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from taller.errors import CloudError
from taller.planning.infrastructure.clouds import protocol, refusals
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.protocol import Operation, Plan, Stack
from taller.planning.infrastructure.clouds.refusals import Patient, Refusal, redacted

KEEPS = ("Retain", "RetainExceptOnCreate")
LARGEST = 51_200  # bytes of a template that CloudFormation takes in a call
_KINDS: dict[str, refusals.Kind] = {
    **dict.fromkeys(
        ("InvalidClientTokenId", "SignatureDoesNotMatch", "ExpiredToken", "IncompleteSignature",
         "UnrecognizedClientException", "AuthFailure", "MissingAuthenticationToken",
         "InvalidAccessKeyId"), "credentials"),
    **dict.fromkeys(
        ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired"),
        "forbidden"),
    **dict.fromkeys(
        ("Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException"),
        "throttled"),
    **dict.fromkeys(("LimitExceeded", "LimitExceededException"), "quota"),
    **dict.fromkeys(
        ("OperationInProgressException", "InvalidChangeSetStatus", "TokenAlreadyExistsException"),
        "conflict"),
    **dict.fromkeys(("ChangeSetNotFound", "StackNotFoundException"), "gone"),
}  # fmt: skip


class Aws(protocol.Cloud):
    """A `Cloud`.

    Parameters
    ----------
    region : where the stack stands
    endpoint : another server in the place of AWS; never of an engagement file
    patient : how it asks, where not in the usual way
    """

    def __init__(
        self, region: str, endpoint: str | None = None, patient: Patient | None = None
    ) -> None:
        import boto3
        from botocore.config import Config

        self.ask = patient or Patient("AWS", refusal)
        once = Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
        session = self.ask(boto3.session.Session, region_name=region)
        self.sts, self.cfn = (
            self.ask(session.client, name, config=once, endpoint_url=endpoint)
            for name in ("sts", "cloudformation")
        )

    def account(self) -> str:
        """See `Cloud.account`."""
        return self.ask(self.sts.get_caller_identity)["Account"]

    def validate(self, stack: Stack) -> bool:
        """See `Cloud.validate`."""
        size = len(stack.template.encode())
        if size > LARGEST:
            raise CloudError(f"AWS: {say('cloud-large', size=size, largest=LARGEST)}")
        self.ask(self.cfn.validate_template, TemplateBody=stack.template)
        return True

    def plan(self, stack: Stack) -> Plan:
        """See `Cloud.plan`."""
        stands = self._status(stack.name) not in ("", "REVIEW_IN_PROGRESS")
        name = f"taller-{uuid.uuid4()}"
        made = self.ask(
            self.cfn.create_change_set, StackName=stack.name, TemplateBody=stack.template,
            ChangeSetName=name, ClientToken=name, ChangeSetType="UPDATE" if stands else "CREATE",
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Tags=[{"Key": key, "Value": value} for key, value in stack.tags.items()],
            Parameters=[
                {"ParameterKey": key, "ParameterValue": str(value)}
                for key, value in stack.parameters.items()
            ],
        )["Id"]  # fmt: skip
        seen = self.ask.until(
            lambda: self.ask(self.cfn.describe_change_set, ChangeSetName=made),
            lambda seen: seen["Status"] in ("CREATE_COMPLETE", "FAILED"),
        )
        plan = Plan(tuple(self._changes(made)), made)
        if seen["Status"] == "FAILED":
            self.discard(stack, plan)
            if not any(says in seen["StatusReason"] for says in ("No updates", "didn't contain")):
                raise CloudError(f"AWS: {redacted(seen['StatusReason'])}")
            return Plan(())
        return plan

    def discard(self, stack: Stack, plan: Plan) -> None:
        """See `Cloud.discard`."""
        if plan.token:
            self.ask.maybe(self.cfn.delete_change_set, ChangeSetName=plan.token)
        if self._status(stack.name) == "REVIEW_IN_PROGRESS":  # it stands for its plan alone
            self.ask.maybe(self.cfn.delete_stack, StackName=stack.name)

    def begin(self, stack: Stack, operation: Operation) -> None:
        """See `Cloud.begin`."""
        self.ask(
            self.cfn.execute_change_set, ChangeSetName=operation.plan,
            ClientRequestToken=operation.token,
        )  # fmt: skip

    def finish(self, stack: Stack, operation: Operation) -> str:
        """See `Cloud.finish`."""
        plan = self.ask.maybe(self.cfn.describe_change_set, ChangeSetName=operation.plan)
        if plan is not None and plan["ExecutionStatus"] in ("AVAILABLE", "UNAVAILABLE"):
            return ""
        status = self._settled(stack.name)
        if "ROLLBACK" in status or status.endswith("FAILED"):
            return self._cause(stack.name, operation.token)
        if status and stack.keeps_data:
            self._protect(stack.name, True)
        return ""

    def undo(self, stack: Stack, operation: Operation) -> tuple[str, ...]:
        """See `Cloud.undo`: what was there before stands again; of a new stack nothing is left."""
        status = self._settled(stack.name)
        if status.endswith("ROLLBACK_FAILED"):
            raise CloudError(f"AWS: {say('cloud-stuck', stack=stack.name)}")
        return self._deleted(stack.name) if status == "ROLLBACK_COMPLETE" else ()

    def existing(self, stack: Stack) -> Mapping[str, protocol.Condition]:
        """See `Cloud.existing`: what CloudFormation made, then looked at by its drift detection."""
        found: dict[str, protocol.Condition] = {
            each["LogicalResourceId"]: "failed" if "FAILED" in each["ResourceStatus"] else "unasked"
            for each in self._listed(stack.name)
            if each["ResourceStatus"] not in ("DELETE_COMPLETE", "DELETE_SKIPPED")
        }
        for each in self._drifts(stack.name) if found else ():
            if each["StackResourceDriftStatus"] != "NOT_CHECKED":
                gone = each["StackResourceDriftStatus"] == "DELETED"
                found[each["LogicalResourceId"]] = "missing" if gone else "there"
        return found

    def drift(self, stack: Stack) -> tuple[protocol.Deviation, ...]:
        """See `Cloud.drift`."""
        return tuple(
            deviation for each in self._drifts(stack.name) for deviation in _deviations(each)
        )

    def destroy(self, stack: Stack) -> tuple[str, ...]:
        """See `Cloud.destroy`."""
        if not self._settled(stack.name):
            return ()
        self._protect(stack.name, False)
        return self._deleted(stack.name)

    def _status(self, name: str) -> str:
        """A stack's status by name or id; "" where there is none."""
        found = self.ask.maybe(self.cfn.describe_stacks, StackName=name)
        status = found["Stacks"][0]["StackStatus"] if found and found["Stacks"] else ""
        return "" if status == "DELETE_COMPLETE" else status

    def _settled(self, name: str) -> str:
        return self.ask.until(
            lambda: self._status(name),
            lambda status: not status.endswith("IN_PROGRESS") or status == "REVIEW_IN_PROGRESS",
        )

    def _protect(self, name: str, protect: bool) -> None:
        self.ask(
            self.cfn.update_termination_protection, StackName=name,
            EnableTerminationProtection=protect,
        )  # fmt: skip

    def _deleted(self, name: str) -> tuple[str, ...]:
        """Delete a stack; what was kept of it, and what that still needs."""
        whole = self.ask(self.cfn.describe_stacks, StackName=name)["Stacks"][0]["StackId"]
        kept = self._kept(whole)
        stuck: dict[str, str] = {}
        while True:
            held = {"RetainResources": [*stuck]} if stuck else {}
            self.ask(self.cfn.delete_stack, StackName=whole, **held)
            if self._settled(whole) != "DELETE_FAILED":
                break
            # What data needs, such as its network, cannot go while the data stays.
            failed = [e for e in self._listed(whole) if e["ResourceStatus"] == "DELETE_FAILED"]
            more = {e["LogicalResourceId"]: _why([e]) for e in failed}
            if not kept or more.keys() <= stuck.keys():
                why = "; ".join(more.values()) or say("cloud-untold")
                raise CloudError(f"AWS: {say('cloud-undeleted', why=why)}")
            stuck |= more
        # By their own names too: no stack knows them from now on.
        own = {e["LogicalResourceId"]: e.get("PhysicalResourceId") for e in self._listed(whole)}
        return tuple(protocol.named(each, own) for each in dict.fromkeys((*kept, *stuck)))

    def _kept(self, name: str) -> list[str]:
        """What of a stack stays when it is deleted, by its own template."""
        body = self.ask(self.cfn.get_template, StackName=name)["TemplateBody"]
        keeps = {r.name for r in resources(body) if r.keeps_data}
        stood = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_SKIPPED", "DELETE_FAILED")
        return [
            each["LogicalResourceId"] for each in self._listed(name)
            if each["LogicalResourceId"] in keeps and each["ResourceStatus"] in stood
        ]  # fmt: skip

    def _changes(self, plan: str) -> Iterator[protocol.Change]:
        for each in self._paged(self.cfn.describe_change_set, "Changes", ChangeSetName=plan):
            change = each["ResourceChange"]
            yield protocol.Change(change["LogicalResourceId"], _action(change))

    def _listed(self, name: str) -> list[dict[str, Any]]:
        found = self.ask.maybe(
            lambda: [*self._paged(self.cfn.list_stack_resources, "StackResourceSummaries",
                                  StackName=name)]
        )  # fmt: skip
        return found or []

    def _drifts(self, name: str) -> list[dict[str, Any]]:
        begun = self.ask.maybe(self.cfn.detect_stack_drift, StackName=name)
        if begun is None:
            return []
        asked = {"StackDriftDetectionId": begun["StackDriftDetectionId"]}
        self.ask.until(
            lambda: self.ask(self.cfn.describe_stack_drift_detection_status, **asked),
            lambda seen: seen["DetectionStatus"] != "DETECTION_IN_PROGRESS",
        )
        return [*self._paged(self.cfn.describe_stack_resource_drifts, "StackResourceDrifts",
                             StackName=name)]  # fmt: skip

    def _cause(self, name: str, token: str) -> str:
        """The first failure among an operation's events, which come newest first."""
        events = [
            each for each in self._paged(self.cfn.describe_stack_events, "StackEvents",
                                         StackName=name)
            if each.get("ClientRequestToken") == token
        ]  # fmt: skip
        failed = [
            each for each in reversed(events)
            if each["ResourceStatus"].endswith("FAILED")
            and "cancelled" not in each.get("ResourceStatusReason", "")
        ]  # fmt: skip
        return _why(failed[:1])

    def _paged(self, call: Any, what: str, **asked: Any) -> Iterator[dict[str, Any]]:
        page = self.ask(call, **asked)
        yield from page[what]
        while page.get("NextToken"):
            page = self.ask(call, NextToken=page["NextToken"], **asked)
            yield from page[what]


def resources(template: str | Mapping[str, Any]) -> tuple[protocol.Resource, ...]:
    """What a template holds, as text, or as boto3 has read it."""
    held = json.loads(template) if isinstance(template, str) else template
    return tuple(
        protocol.Resource(name, each.get("DeletionPolicy") in KEEPS)
        for name, each in held["Resources"].items()
    )


def refusal(error: Exception) -> Refusal | None:
    """What boto3 raised."""
    from botocore import exceptions
    from botocore.parsers import ResponseParserError

    text = str(error)
    if isinstance(error, exceptions.ClientError):
        answer, code = error.response.get("ResponseMetadata", {}), error.response["Error"]["Code"]
        message = error.response["Error"].get("Message", "")
        kind = (
            _KINDS.get(code)
            or _of_words(message)
            or refusals.kind_of(answer.get("HTTPStatusCode"), text)
        )
        after = refusals.seconds(answer.get("HTTPHeaders", {}).get("retry-after"))
        return Refusal(kind, f"{code}: {message}", after)
    network = (exceptions.ConnectionError, exceptions.HTTPClientError, ResponseParserError)
    if isinstance(error, network):
        return Refusal("lost", text)
    if isinstance(error, exceptions.BotoCoreError):
        named = type(error).__name__
        given = any(part in named for part in ("Credential", "Profile", "Token", "SSO", "Login"))
        return Refusal("credentials" if given else "other", text)
    return None


def _of_words(message: str) -> refusals.Kind | None:
    """CloudFormation says ``ValidationError`` for more than faults of a template."""
    if re.match(r"(Stack|ChangeSet)( with id)? \S+ does not exist", message):
        return "gone"
    return "conflict" if "_IN_PROGRESS" in message else None


def _action(change: Mapping[str, Any]) -> protocol.Action:
    if change.get("Replacement") in ("True", "Conditional"):
        return "replace"
    actions: dict[str, protocol.Action] = {"Add": "create", "Remove": "delete"}
    return actions.get(change["Action"], "update")


def _deviations(drift: Mapping[str, Any]) -> Iterator[protocol.Deviation]:
    name = drift["LogicalResourceId"]
    if drift["StackResourceDriftStatus"] == "DELETED":
        yield protocol.Deviation(name)
    for each in drift.get("PropertyDifferences", ()):
        yield protocol.Deviation(
            name, each["PropertyPath"], each["ExpectedValue"], each["ActualValue"]
        )


def _why(failed: list[dict[str, Any]]) -> str:
    told = [
        f"{each['LogicalResourceId']}: {redacted(each.get('ResourceStatusReason', ''))}"
        for each in failed
    ]
    return "; ".join(told) or say("cloud-untold")
