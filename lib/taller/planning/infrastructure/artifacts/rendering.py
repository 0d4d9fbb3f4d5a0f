"""A topology as the clouds take it: their own template, and Terraform; the same bytes each time.

Each template is a YAML file beside this, in the cloud's own words, with holes that are written as
JSON, so that no name or tag can be anything but a text in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML

from taller import durable
from taller.phase import Artifact
from taller.planning.infrastructure.artifacts import hcl
from taller.planning.infrastructure.messages import say

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Topology
    from taller.planning.infrastructure.params import Params

FOLDER = Path(__file__).parent
OWN = {"aws": "aws.yaml.j2", "azure": "azure.yaml.j2", "gcp": "gcp.yaml.j2"}
TERRAFORM = OWN | {"aws": "aws_terraform.yaml.j2", "azure": "azure_terraform.yaml.j2"}


def template(made: Topology) -> dict[str, Any]:
    """The template of the cloud's own deployment service, as data.

    CloudFormation for AWS, an Azure Resource Manager template for Azure, and for Google Cloud the
    Terraform that Infrastructure Manager takes.
    """
    return _filled(OWN[made.provider], made)


def terraform(made: Topology) -> dict[str, Any]:
    """The same as a Terraform module, as data: lists of mappings are blocks."""
    return _filled(TERRAFORM[made.provider], made)


def parameters(made: Topology, p: Params) -> dict[str, Any]:
    """What the template asks for beside itself: the addresses, which it does not hold."""
    emails = list(p.alarm_emails)
    if made.provider == "aws":
        return {f"AlarmEmail{i}": email for i, email in enumerate(emails, start=1)}
    if made.provider == "azure":
        key = {"sshPublicKey": p.ssh_public_key} if p.ssh_public_key else {}
        return {"alarmEmails": emails, **key}
    billing = {"billing_account": p.billing_account} if p.billing_account else {}
    return {"alarm_emails": emails, **billing}


def written(made: Topology) -> dict[str, str]:
    """Each file by its name: the cloud's own template, and the module for teams with Terraform."""
    module = {"terraform/main.tf": hcl.written(terraform(made))}
    if made.provider == "gcp":
        return module
    name = "cloudformation.json" if made.provider == "aws" else "azuredeploy.json"
    return {name: json.dumps(template(made), indent=2, ensure_ascii=False) + "\n", **module}


def keep(run: Any, made: Topology) -> tuple[Artifact, ...]:
    """Write the files into a run, each whole or not at all, as the report lists them."""
    kept = []
    for name, text in written(made).items():
        path = run.artifact(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_whole(path, text)
        kind = "terraform" if name.endswith(".tf") else "own"
        kept.append(Artifact(path=run.relative(path), label=say(f"template-file.{kind}")))
    return tuple(kept)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,
    )  # fmt: skip  # no markup: every hole is JSON, which a test holds
    made.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    made.filters["bare"] = _bare
    made.filters["quoted"] = lambda name: f"'{_bare(name)}'"
    return made


def _filled(file: str, made: Topology) -> dict[str, Any]:
    text = _environment().get_template(file).render(
        t=made, tags=partial(_tags, made), texts=_texts, assumed=_assumed,
        zones=[str(zone) for zone in range(1, made.zones + 1)],
    )  # fmt: skip
    return _reader().load(text)


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("!e", lambda _made, node: hcl.Expression(node.value))
    return yaml


def _tags(made: Topology, name: str = "", *, launched: bool = False) -> list[dict[str, Any]]:
    """Tags as CloudFormation takes them, with a name where the resource shows one."""
    held: Mapping[str, str] = {**made.tags, **({"Name": name} if name else {})}
    more = {"PropagateAtLaunch": True} if launched else {}
    return [{"Key": key, "Value": value, **more} for key, value in held.items()]


def _bare(name: str) -> str:
    """A name of ours within an expression; anything else is refused."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise ValueError(f"no name of ours: {name!r}")
    return name


def _texts(tags: Mapping[str, str]) -> dict[str, str]:
    """Tags that Azure does not evaluate: it takes what begins with a bracket for an expression.

    >>> _texts({"note": "[resourceGroup().id]"})
    {'note': '[[resourceGroup().id]'}
    """
    return {re.sub(r"^\[", "[[", key): re.sub(r"^\[", "[[", value) for key, value in tags.items()}


def _assumed(service: str) -> dict[str, Any]:
    """A role's trust in one service of the cloud."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}
