"""The shipped checks are tried here without their plugin: its markers are made known."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "critical: a check whose failure fails its kind")
    config.addinivalue_line("markers", "kept(*kinds): a check of models that answer so")
