"""Three clouds behind one protocol: each asked by its own client, from its own file."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING

from taller.errors import InputError
from taller.planning.infrastructure.artifacts import rendering
from taller.planning.infrastructure.clouds import arm, aws, terraform
from taller.planning.infrastructure.clouds.messages import say
from taller.planning.infrastructure.clouds.protocol import Stack

if TYPE_CHECKING:
    from taller.planning.infrastructure.clouds.protocol import Cloud
    from taller.planning.infrastructure.model.topology import Topology
    from taller.planning.infrastructure.params import Params


def connect(stack: Stack) -> Cloud:
    """The cloud of a stack, asked with the credentials of this machine's environment.

    Raises
    ------
    InputError
        If its package is not installed, or there are no credentials.
    """
    module = importlib.import_module(f"{__name__}.{stack.cloud}")
    try:
        return getattr(module, stack.cloud.title())(stack.region)
    except ModuleNotFoundError as error:
        missing = say("cloud-package", cloud=stack.cloud, package=error.name or "")
        raise InputError(stack.cloud, missing) from None


def stack_of(made: Topology, p: Params) -> Stack:
    """The stack of a topology.

    Parameters
    ----------
    p : holds what stands in no file and goes to the cloud alone, such as whom alarms are sent to
    """
    if made.provider == "gcp":
        files = {"main.tf": rendering.written(made)["terraform/main.tf"]}
        resources = terraform.resources(files)
    else:  # without the blanks that would count as much as all else
        text = json.dumps(rendering.template(made), separators=(",", ":"))
        files = {"template.json": text}
        resources = (aws if made.provider == "aws" else arm).resources(text)
    return Stack(
        cloud=made.provider, name=made.name, region=made.region, files=files, resources=resources,
        tags=made.tags, parameters=rendering.parameters(made, p),
    )  # fmt: skip
