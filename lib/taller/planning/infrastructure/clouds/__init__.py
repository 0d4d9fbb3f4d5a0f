"""Three clouds behind one protocol: each asked by its own client, from its own file."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from taller.errors import InputError
from taller.planning.infrastructure.clouds.messages import say

if TYPE_CHECKING:
    from taller.planning.infrastructure.clouds.protocol import Cloud, Stack

CLASSES = {"aws": "Aws", "azure": "Azure", "gcp": "Gcp"}
NAMES = {"aws": "AWS", "azure": "Azure", "gcp": "GCP"}


def connect(stack: Stack) -> Cloud:
    """The cloud of a stack, asked with the credentials of this machine's environment.

    Raises
    ------
    InputError
        If its package is not installed, or there are no credentials.
    """
    module = importlib.import_module(f"{__name__}.{stack.cloud}")
    try:
        return getattr(module, CLASSES[stack.cloud])(stack.region)
    except ModuleNotFoundError as error:
        missing = say("cloud-package", cloud=stack.cloud, package=error.name or "")
        raise InputError(stack.cloud, missing) from None
