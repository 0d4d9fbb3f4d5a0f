"""A topology as a stack: its files, what these hold, and what of it keeps data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from taller.planning.infrastructure.artifacts import rendering
from taller.planning.infrastructure.clouds import arm, aws, terraform
from taller.planning.infrastructure.clouds.protocol import Stack

if TYPE_CHECKING:
    from taller.planning.infrastructure.model.topology import Topology
    from taller.planning.infrastructure.params import Params


def of(made: Topology, p: Params) -> Stack:
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
