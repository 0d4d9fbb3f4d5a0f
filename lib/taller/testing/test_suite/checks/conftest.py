"""The shipped tests are about one engagement: without one there is nothing to collect."""

import pytest


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out where no engagement is named."""
    return None if config.getoption("engagement", None) else True
