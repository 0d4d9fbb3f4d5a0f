"""A loopback service for every test here, and an environment that leads nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.development.llm.servers import Service


@pytest.fixture
def service(monkeypatch) -> Iterator[Service]:
    """All services on this machine; a test sets its ``answer``, and reads what was ``asked``."""
    with Service() as made:
        for name, value in made.environ().items():
            monkeypatch.setenv(name, value)
        yield made
