"""A client's own tests are about one engagement: without one there is nothing to collect."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave them out where no engagement is named: `taller test FILE` names one."""
    own = collection_path.is_relative_to(Path(__file__).parent)
    return True if own and not config.getoption("engagement", None) else None
