"""Models for figures of the service: what a template keeps of a shop of usual size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from taller.development.classification.artifacts import model as classified
from taller.development.classification.model import models
from taller.development.template import saving
from taller.measurement.calibration import Platt

COLUMNS, ROWS = 20, 5000


def rows(seed: int = 1, n: int = ROWS) -> pd.DataFrame:
    """Numbers alone, which every server takes as they are."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(rng.gamma(2.0, 10, (n, COLUMNS)).round(2)).rename(columns="c{:02d}".format)


def classifier(folder: Path, seed: int = 1) -> models.Calibrated:
    """Trees of LightGBM, 300 as in the demo shop, in a folder."""
    made, rng = rows(seed), np.random.default_rng(seed)
    odds = (made["c00"] - made["c01"] + 10 * np.sin(made["c02"])).to_numpy() / 10
    happened = (rng.random(len(made)) < 1 / (1 + np.exp(-odds))).astype(float)
    model = models.Calibrated(
        models.Boosted(seed, models.MANY_ROWS).fit(made, happened),
        Platt(0.95, -0.1),
        tuple(made.columns),
    )
    files = {
        **classified.files(model), "contract.json": saving.contract(made),
        "profile.json": saving.profile(made, model.predict(made)),
        "card.json": {"title": "Who leaves", "purpose": "figures"},
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    saving.write(folder, files)
    return model
