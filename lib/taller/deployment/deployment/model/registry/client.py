"""MLflow as it is used here: it calls nobody but its own address, and fails in one line."""

from __future__ import annotations

import contextlib
import logging
import os
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from taller.deployment.deployment.model.registry.messages import say
from taller.errors import CloudError, is_disk_full

if TYPE_CHECKING:
    from mlflow import MlflowClient

ABSENT = ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE")
QUIET = {
    "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true",
    # One try: who deploys wants to know at once.
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1", "MLFLOW_HTTP_REQUEST_TIMEOUT": "10",
}  # fmt: skip


def connect(uri: str) -> MlflowClient:
    """MLflow's client for an address; a file is made there, a server is not asked yet."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"  # read when MLflow is imported
    from mlflow import MlflowClient

    for name in ("mlflow", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # Raised inside MLflow by SQLAlchemy, of how MLflow asks.
    warnings.filterwarnings("ignore", message="The ``noload`` loader strategy is deprecated")
    with asked(uri):
        return MlflowClient(uri, uri)


class AbsentError(Exception):
    """The registry holds no such thing."""


@contextlib.contextmanager
def asked(uri: str) -> Iterator[None]:
    """Whatever MLflow, its database or the way to it raises is one message.

    Raises
    ------
    AbsentError
        If what was asked for is not there.
    CloudError
        If the registry cannot be reached, or fails.
    """
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except MlflowException as error:
        if error.error_code in ABSENT:
            raise AbsentError(str(error)) from error
        raise _failed(uri, error) from error
    except (SQLAlchemyError, OSError) as error:
        raise _failed(uri, error) from error


def _failed(uri: str, error: Exception) -> CloudError:
    why = " ".join(str(error).split())
    if is_disk_full(error) or "disk is full" in why:
        return CloudError(say("registry-full", uri=shown(uri)))
    known = ("Max retries exceeded", "Connection refused", "could not connect", "timed out")
    if any(part in why for part in known):
        return CloudError(say("registry-unreachable", uri=shown(uri)))
    return CloudError(say("registry-failed", uri=shown(uri), why=without_secrets(why, uri)[:200]))


def shown(uri: str) -> str:
    """An address without the name and password that it may hold.

    >>> shown("https://ana:secret@mlflow.example:5000/x")
    'https://mlflow.example:5000/x'
    """
    parts = urlsplit(uri)
    where = parts.netloc.rpartition("@")[2]
    return uri.replace(parts.netloc, where, 1) if where != parts.netloc else uri


def without_secrets(text: str, uri: str) -> str:
    """A text in which the password of an address is not told."""
    parts = urlsplit(uri)
    return text.replace(parts.password, "…") if parts.password else text
