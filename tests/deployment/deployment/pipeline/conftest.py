"""A service that tests deploy to, one for each file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deployment.deployment.pipeline import world as worlds


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[worlds.World]:
    """Version 1 is live; each test leaves a sound version live."""
    with worlds.world(tmp_path_factory.mktemp("pipeline")) as found:
        first = found.deploy(1)
        assert first.outcome == "live", [stage.reason for stage in first.stages]
        yield found
