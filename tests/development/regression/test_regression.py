"""Parameters: light to import, closed, every fault told."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from taller.development.regression.params import Params


def test_importing_the_parameters_imports_nothing_heavy():
    code = (
        "import sys, taller.development.regression as r; r.Params(); "
        "heavy = ('pandas', 'numpy', 'scipy', 'lightgbm', 'altair'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_faults_are_told_at_once():
    with pytest.raises(ValidationError) as told:
        Params(horizon_months=0, margin=1.2, discount=-0.1, covariates=["age"], holdout=90)
    assert {e["loc"][0] for e in told.value.errors()} == {
        "horizon_months", "margin", "discount", "covariates", "holdout",
    }  # fmt: skip
