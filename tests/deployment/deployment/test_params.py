"""The section of an engagement file: what is refused, all at once, and where models would go."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from taller.deployment.deployment.params import Params


@pytest.mark.parametrize(
    ("given", "told"),
    [({"registry": "https://ana:secret@mlflow.example"}, "MLFLOW_TRACKING_PASSWORD"),
     ({"registry": "http://mlflow.example"}, "must be https"),
     ({"registry": "file:///etc"}, "must begin with https://"),
     ({"registry": "https://[x"}, "is no address"),
     ({"steps": {"canary": [0.5, 0.1]}}, "each larger"),
     ({"steps": {"canary": [0.5, 1.0]}}, "between 0 and 1"),
     ({"model": "clustering"}, "'recommendation' or 'saas_b2b'"),
     ({"service": {"port": 80}}, "greater than or equal to 1024")],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(given, told):
    with pytest.raises(ValidationError, match=told.replace("(", r"\(")):
        Params.model_validate(given)


def test_all_faults_are_told_at_once_and_no_password():
    given = {"registry": "https://ana:secret@mlflow.example", "steps": {"canary": [0.2, 0.1]}}
    with pytest.raises(ValidationError) as refused:
        Params.model_validate(given)
    assert refused.value.error_count() == 2
    assert "secret" not in str(refused.value)


def test_a_registry_elsewhere_is_asked_about_before_anything_goes_there():
    assert Params().reaches() == {}
    assert Params(registry="http://127.0.0.1:5000").reaches() == {}
    found = Params(registry="https://mlflow.example/x").reaches()
    assert found["registry",][0] == "mlflow.example"
