"""What a service wrote down of some requests."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from taller.testing.test_suite.features.served import Served

PATIENCE = 12.0  # seconds that rows are waited for; the log is written every two
PAUSE = 0.2


def rows(served: Served, model: str, ids: Collection[str]) -> list[dict[str, Any]]:
    """The rows of some requests, once all are on the disk, or what of them is when time is over.

    Parameters
    ----------
    ids : of the requests, as the answers told them
    """
    from taller.deployment.deployment.model.service import requests

    wanted, until = set(ids), time.monotonic() + PATIENCE
    while True:
        found = [
            row for row in requests(served.state / model).to_pylist() if row["request_id"] in wanted
        ]
        if {row["request_id"] for row in found} == wanted or time.monotonic() > until:
            return found
        time.sleep(PAUSE)
