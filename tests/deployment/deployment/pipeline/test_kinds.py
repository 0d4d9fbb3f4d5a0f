"""Every kind of model goes live from a real registry, in one service, as its own files answer."""

from __future__ import annotations

import pytest

from taller.deployment.deployment.model import pipeline, service
from taller.deployment.deployment.model.registry import Registry
from taller.deployment.deployment.params import Steps
from tests.deployment import kept

pytestmark = pytest.mark.slow


def test_probabilities_values_and_lists_go_live_in_one_service(tmp_path):
    """First versions of all three, and the registry's champion of each is the live one."""
    state = tmp_path / "client" / ".deployment"
    registry = Registry.open(state)
    kept.classifier(tmp_path / "classification")
    kept.lifetime(tmp_path / "regression", "lightgbm")
    kept.recommender(tmp_path / "recommendation")
    p = Steps(watch=0.0)
    with service.start(state, workers=2) as running:
        at = pipeline.Place(state, registry, running.url)
        for name in ("classification", "regression", "recommendation"):
            registry.register(name, tmp_path / name, run="d", data_fingerprint="f")
            done = pipeline.deploy(at, name, 1, who="ana", why="first", p=p)
            assert done.outcome == "live", [stage.reason for stage in done.stages]
            asked = done.stage("run_smoke_tests").evidence["asked"]
            assert asked == (2 if name == "recommendation" else 20)
            assert registry.alias(name, "champion").number == 1
