"""CloudFormation's query protocol on loopback, with what moto does not play: rollback, drift,
termination protection, what is stuck, throttling.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from taller.planning.infrastructure.clouds import aws
from taller.planning.infrastructure.clouds.protocol import Stack
from taller.planning.infrastructure.clouds.refusals import Patient
from tests.planning.infrastructure.clouds.loopback import Answer, Asked, Loopback

ACCOUNT = "123456789012"
WHEN = "2026-01-01T00:00:00Z"
TYPES = {
    "network": "AWS::EC2::VPC", "data": "AWS::S3::Bucket", "machines": "AWS::EC2::Instance",
    "queue": "AWS::SQS::Queue",
}  # fmt: skip


class World(Loopback):
    """One account."""

    cloud, account = "aws", ACCOUNT
    throttled = "DescribeStacks"
    begins = "ExecuteChangeSet"

    def __init__(self) -> None:
        super().__init__()
        self.stacks: dict[str, dict] = {}
        self.plans: dict[str, dict] = {}
        self.attempts = 0
        self.failing: dict[str, str] = {}
        self.stuck: dict[str, str] = {}
        self.gone: set[str] = set()
        self.altered: dict[str, str] = {}

    def connected(self, slept: list[float]) -> aws.Aws:
        patient = Patient("AWS", aws.refusal, slept.append, 0)
        return aws.Aws("eu-west-1", self.url, patient)

    def stack(self, *names: str, size: str = "small") -> Stack:
        held = {}
        for name in names:
            held[name.title()] = {"Type": TYPES[name], "Properties": {"Size": size}}
            if name == "data":
                held["Data"] |= {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
        text = json.dumps({"Resources": held})
        made = aws.resources(text)
        return Stack("aws", "shop", "eu-west-1", {"t.json": text}, made, {"taller": "shop"})

    def called(self, name: str) -> str:
        return name.title()

    def fail(self, name: str, why: str) -> None:
        self.failing[name.title()] = why

    def lose(self, name: str) -> None:
        self.gone.add(name.title())

    def alter(self, name: str, to: str = "large") -> None:
        self.altered[name.title()] = to

    def standing(self) -> set[str]:
        """What is really there, deployed or left behind."""
        alive = ("_COMPLETE", "DELETE_SKIPPED", "DELETE_FAILED")
        return {
            name.lower() for stack in self.stacks.values() for name, at in stack["held"].items()
            if at.endswith(alive) and at != "DELETE_COMPLETE"
        }  # fmt: skip

    def throttle(self, after: str) -> None:
        body = _error("Throttling", "Rate exceeded")
        self.trouble.append((self.throttled, Answer(429, body, {"Retry-After": after})))

    def conflict(self) -> None:
        says = "Stack [shop] is in UPDATE_IN_PROGRESS state and can not be updated."
        self.trouble.append(("CreateChangeSet", Answer(400, _error("ValidationError", says))))

    def refuse(self, secret: str) -> None:
        body = _error("SignatureDoesNotMatch", f"the key {secret} does not sign this")
        self.trouble.append(("GetCallerIdentity", Answer(403, body)))

    def quota(self) -> str:
        return "You have exceeded the vCPU quota (Service Quotas)"

    def name(self, asked: Asked) -> str:
        return parse_qs(asked.body.decode())["Action"][0]

    def play(self, name: str, asked: Asked) -> Answer:
        given = {k: v[0] for k, v in parse_qs(asked.body.decode()).items()}
        said = getattr(self, f"do_{name}")(given)
        if isinstance(said, Answer):
            return said
        body = f"<{name}Response><{name}Result>{_xml(said)}</{name}Result></{name}Response>"
        return Answer(200, body.encode(), {"Content-Type": "text/xml"})

    def do_GetCallerIdentity(self, _given):
        return {"Account": ACCOUNT}

    def do_ValidateTemplate(self, given):
        json.loads(given["TemplateBody"])
        return {}

    def do_CreateChangeSet(self, given):
        name = given["StackName"]
        stack = self.stacks.get(name)
        unmade = ("DELETE_COMPLETE", "REVIEW_IN_PROGRESS")
        live = stack is not None and stack["status"] not in unmade
        if live != (given["ChangeSetType"] == "UPDATE"):
            return Answer(400, _error("ValidationError", f"Stack [{name}] is not for that"))
        if not live:
            stack = self.stacks[name] = {
                "id": f"arn:aws:cloudformation:eu-west-1:{ACCOUNT}:stack/{name}/{len(self.plans)}",
                "status": "REVIEW_IN_PROGRESS", "template": {}, "held": {}, "events": [],
                "protected": False, "ticks": 0,
            }  # fmt: skip
        new = json.loads(given["TemplateBody"])["Resources"]
        old = stack["template"]
        changes = [("Add", n) for n in new if n not in old]
        changes += [("Modify", n) for n in new if n in old and new[n] != old[n]]
        changes += [("Remove", n) for n in old if n not in new]
        made = f"arn:aws:cloudformation:eu-west-1:{ACCOUNT}:changeSet/{given['ChangeSetName']}/1"
        if made in self.plans and given.get("ClientToken", "") != self.plans[made]["token"]:
            return Answer(400, _error("AlreadyExistsException", "ChangeSet already exists"))
        self.plans[made] = {"stack": stack, "new": new, "changes": changes, "done": False,
                            "token": given.get("ClientToken")}  # fmt: skip
        return {"Id": made, "StackId": stack["id"]}

    def do_DescribeChangeSet(self, given):
        plan = self.plans.get(given["ChangeSetName"])
        if plan is None:
            return Answer(404, _error("ChangeSetNotFound", "ChangeSet does not exist"))
        said = {
            "Status": "CREATE_COMPLETE" if plan["changes"] else "FAILED",
            "ExecutionStatus": "EXECUTE_COMPLETE" if plan["done"] else "AVAILABLE",
            "Changes": [
                {"Type": "Resource", "ResourceChange": {"Action": a, "LogicalResourceId": n}}
                for a, n in plan["changes"]
            ],
        }  # fmt: skip
        if not plan["changes"]:
            said["StatusReason"] = "The submitted information didn't contain changes."
        return said

    def do_DeleteChangeSet(self, given):
        self.plans.pop(given["ChangeSetName"], None)
        return {}

    def do_ExecuteChangeSet(self, given):
        plan = self.plans[given["ChangeSetName"]]
        if plan["done"] == given["ClientRequestToken"]:
            return {}
        if plan["done"]:
            return Answer(400, _error("InvalidChangeSetStatus", "was executed"))
        plan["done"] = given["ClientRequestToken"]
        self.attempts += 1
        stack, token = plan["stack"], given["ClientRequestToken"]
        verb = "CREATE" if stack["status"] == "REVIEW_IN_PROGRESS" else "UPDATE"
        before = dict(stack["held"])
        for action, name in plan["changes"]:
            if name in self.failing:
                why = self.failing[name]
                stack["events"].append((name, "CREATE_FAILED", why, token))
                new = {n: at for n, at in stack["held"].items() if n not in before}
                kept = [n for n in new if plan["new"][n].get("DeletionPolicy") == "Retain"]
                ended = dict.fromkeys(new, "DELETE_COMPLETE")
                stack["held"] = {**ended, **dict.fromkeys(kept, "DELETE_SKIPPED"), **before}
                stack["template"] = stack["template"] or plan["new"]
                stack["ends"] = f"{'UPDATE_' * (verb == 'UPDATE')}ROLLBACK_COMPLETE"
                break
            if action == "Remove":
                stack["held"][name] = "DELETE_COMPLETE"
            else:
                stack["held"][name] = f"{verb}_COMPLETE"
                stack["events"].append((name, f"{verb}_COMPLETE", "", token))
        else:
            stack["template"], stack["ends"] = plan["new"], f"{verb}_COMPLETE"
        stack["status"], stack["ticks"] = f"{verb}_IN_PROGRESS", 2
        return {}

    def do_DescribeStacks(self, given):
        stack = self._find(given["StackName"])
        if stack is None:
            return _missing(given["StackName"])
        if stack["status"].endswith("_IN_PROGRESS") and stack["status"] != "REVIEW_IN_PROGRESS":
            stack["ticks"] -= 1
            if stack["ticks"] <= 0:
                stack["status"] = stack["ends"]
        return {"Stacks": [{"StackName": "shop", "StackId": stack["id"], "CreationTime": WHEN,
                            "StackStatus": stack["status"]}]}  # fmt: skip

    def do_ListStackResources(self, given):
        stack = self._find(given["StackName"])
        if stack is None:
            return _missing(given["StackName"])
        return {"StackResourceSummaries": [
            {"LogicalResourceId": n, "ResourceStatus": at, "ResourceType": "x",
             "PhysicalResourceId": f"{n.lower()}-1x",
             "LastUpdatedTimestamp": WHEN,
             "ResourceStatusReason": self.stuck.get(n, "")}
            for n, at in stack["held"].items()
        ]}  # fmt: skip

    def do_DescribeStackEvents(self, given):
        stack = self._find(given["StackName"])
        return {"StackEvents": [
            {"StackId": stack["id"], "EventId": str(i), "StackName": "shop", "Timestamp": WHEN,
             "LogicalResourceId": n, "ResourceStatus": at, "ResourceStatusReason": why,
             "ClientRequestToken": token}
            for i, (n, at, why, token) in reversed([*enumerate(stack["events"])])
        ]}  # fmt: skip

    def do_UpdateTerminationProtection(self, given):
        stack = self._find(given["StackName"])
        stack["protected"] = given["EnableTerminationProtection"] == "true"
        return {"StackId": stack["id"]}

    def do_DetectStackDrift(self, _given):
        return {"StackDriftDetectionId": "d1"}

    def do_DescribeStackDriftDetectionStatus(self, _given):
        return {"StackId": "s", "StackDriftDetectionId": "d1", "Timestamp": WHEN,
                "DetectionStatus": "DETECTION_COMPLETE"}  # fmt: skip

    def do_DescribeStackResourceDrifts(self, given):
        stack, said = self._find(given["StackName"]), []
        for name in stack["template"]:
            each = {"StackId": "s", "LogicalResourceId": name, "ResourceType": "x",
                    "Timestamp": WHEN, "StackResourceDriftStatus": "IN_SYNC"}  # fmt: skip
            if name in self.gone:
                each["StackResourceDriftStatus"] = "DELETED"
            elif name in self.altered:
                each["StackResourceDriftStatus"] = "MODIFIED"
                each["PropertyDifferences"] = [{
                    "PropertyPath": "/Size", "ExpectedValue": "small",
                    "ActualValue": self.altered[name], "DifferenceType": "NOT_EQUAL",
                }]  # fmt: skip
            said.append(each)
        return {"StackResourceDrifts": said}

    def do_GetTemplate(self, given):
        held = self._find(given["StackName"])["template"]
        return {"TemplateBody": json.dumps({"Resources": held})}

    def do_DeleteStack(self, given):
        stack = self._find(given["StackName"])
        if stack is None:
            return {}
        if stack["protected"]:
            says = "Stack [shop] cannot be deleted while TerminationProtection is enabled"
            return Answer(400, _error("ValidationError", says))
        retained = {v for k, v in given.items() if k.startswith("RetainResources.member")}
        stack["ends"] = "DELETE_COMPLETE"
        for name, at in stack["held"].items():
            keeps = stack["template"].get(name, {}).get("DeletionPolicy") == "Retain"
            if at == "DELETE_COMPLETE":
                continue
            if keeps or name in retained:
                stack["held"][name] = "DELETE_SKIPPED"
            elif name in self.stuck:
                stack["held"][name], stack["ends"] = "DELETE_FAILED", "DELETE_FAILED"
            else:
                stack["held"][name] = "DELETE_COMPLETE"
        stack["status"], stack["ticks"] = "DELETE_IN_PROGRESS", 2
        return {}

    def _find(self, name: str) -> dict | None:
        for known, stack in self.stacks.items():
            if name == stack["id"] or (name == known and stack["status"] != "DELETE_COMPLETE"):
                return stack
        return None


def _missing(name: str) -> Answer:
    return Answer(400, _error("ValidationError", f"Stack with id {name} does not exist"))


def _error(code: str, message: str) -> bytes:
    said = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    return f"<ErrorResponse><Error>{said}</Error></ErrorResponse>".encode()


def _xml(value) -> str:
    if isinstance(value, dict):
        return "".join(f"<{k}>{_xml(v)}</{k}>" for k, v in value.items())
    if isinstance(value, list):
        return "".join(f"<member>{_xml(v)}</member>" for v in value)
    return escape(str(value))
