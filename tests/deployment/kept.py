"""Small models of every kind, as the templates keep them, in a second or less."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from taller.development.classification.artifacts import model as classified
from taller.development.classification.model import models as classifiers
from taller.development.recommendation import artifacts as recommended
from taller.development.recommendation.model.rules import Applied, apply
from taller.development.recommendation.model.training import Setting, train
from taller.development.regression import artifacts as valued
from taller.development.regression.features.customers import Customers
from taller.development.regression.model import candidates, flat_models
from taller.development.template import saving
from taller.measurement.calibration import Platt
from tests.development import recommendation_cases
from tests.development.regression.test_candidates import base

CLASSIFIERS = ("logistic", "lightgbm", "blend")
AMOUNTS = ("mean", "linear", "linear_log", "lightgbm", "lightgbm_log", "lightgbm_tweedie")
LIFETIMES = ("naive", "bg_nbd", "pareto_nbd", "bg_nbd_about", "blend", "lightgbm")
RECOMMENDERS = ("ease", "als", "copurchase", "popularity")
SALT = b"s" * 32
HORIZON = {"days": 365.25, "discount": 0.0003, "kept": 0.4, "recent_days": 365}
FEW_TREES = {"rounds": 30}


def frame(n: int = 300, seed: int = 1) -> pd.DataFrame:
    """Columns of every kind, with gaps, a number that is mostly whole, and a time."""
    rng = np.random.default_rng(seed)
    made = pd.DataFrame(
        {
            "spend": np.round(rng.gamma(2.0, 50, n), 2),
            "orders": rng.integers(1, 9, n),
            "channel": rng.choice(["mail", "web", "=shop", None], n),
            "since": np.datetime64("2024-01-01T10:00", "us") + rng.integers(0, 9**14, n),
            "accepts": rng.random(n) < 0.5,
        }
    )
    made.loc[rng.random(n) < 0.1, "spend"] = np.nan
    return made


def happened(rows: pd.DataFrame, seed: int = 1) -> np.ndarray:
    """Who leaves: more where fewer orders are, and by web."""
    rng = np.random.default_rng(seed)
    z = 0.5 - 0.4 * rows["orders"].to_numpy() + (rows["channel"] == "web").to_numpy()
    return (rng.random(len(rows)) < 1 / (1 + np.exp(-z))).astype(float)


def classifier(folder: Path, kind: str = "blend", *, seed: int = 1, n: int = 300) -> Any:
    """A classifier in a folder."""
    rows = frame(n, seed)
    made = {"logistic": classifiers.Logistic(), "lightgbm": classifiers.Boosted(seed, FEW_TREES)}
    for each in made.values():
        each.fit(rows, happened(rows, seed))
    inner = classifiers.Blend(*made.values()) if kind == "blend" else made[kind]
    model = classifiers.Calibrated(inner, Platt(0.9, -0.2), tuple(rows.columns))
    _write(folder, classified.files(model), saving.contract(rows), rows, model.predict(rows))
    return model


def amount(folder: Path, kind: str = "linear", *, seed: int = 1) -> Any:
    """A model of a flat table's amount in a folder."""
    rows = frame(seed=seed)
    target = 10 + 3.0 * rows["orders"].to_numpy()
    model = flat_models.makers(target, seed, FEW_TREES)[kind]().fit(rows, target)
    _write(folder, valued.files(model), saving.contract(rows), rows, model.predict(rows))
    return model


class Described(Customers):
    """Customers with a description of their own."""

    def described(self) -> pd.DataFrame:
        """Two features, and what is known beside."""
        told = pd.DataFrame({"visits": self.frame["frequency"] * 3, "gap": self.frame["recency"]})
        return pd.concat([told, self.about.add_prefix("about ")], axis=1)


def customers(n: int = 300) -> Customers:
    """Customers with a channel."""
    channel = pd.DataFrame({"channel": ["mail" if i % 3 else "web" for i in range(n)]})
    held = base(n, about=channel)
    return Described(held.day, held.frame, held.about, held.recent_days, held.past)


def lifetime(folder: Path, kind: str = "bg_nbd", n: int = 300) -> tuple[Any, Customers]:
    """A model of customers' values in a folder, for the year of `HORIZON`."""
    held = customers(n)
    model: Any = candidates.PastSpend()
    if kind in candidates.KINDS:
        model = candidates.Lifetime(kind).fit(held, 1)
    elif kind != "naive":
        plain = candidates.Lifetime("bg_nbd_about").fit(held, 1)
        model = candidates.Blend(plain)
        if kind == "lightgbm":
            spent = held.frame["spend"].to_numpy() * (held.frame["frequency"] > 0)
            model = candidates.TwoPart(90).fit([(held, spent)], plain, 1)
    rows = valued.known(held, valued.taken(model))
    agreed = saving.contract(rows) | {"horizon": HORIZON}
    _write(folder, valued.files(model), agreed, rows, model.predict(held, 365.25))
    return model, held


def recommender(
    folder: Path, kind: str = "ease", *, salt: bytes | None = SALT, **knobs: Any
) -> Applied:
    """A recommender of 24 items and two tastes in a folder, with two items that nobody bought."""
    then, after = recommendation_cases.tastes()
    wide = ((0, 0), (0, 2))
    then, after = np.pad(then, wide), np.pad(after, wide)
    goods = recommendation_cases.catalogue(
        (f"i{n:02d}", f"=Item {n}", "ab"[n % 2], "XY"[n % 2], None, 10, 5, 3) for n in range(26)
    )
    shop = recommendation_cases.gathered(
        np.maximum(then, after), then, after, goods, **{"k": 5, "settings": 1, **knobs}
    )
    options = {"ease": {"regularisation": 5.0}, "als": {"factors": 4}}.get(kind, {})
    trained = replace(train(shop, 1), chosen=Setting(kind, options, trend=0.1))  # type: ignore[arg-type]
    applied = replace(apply(trained, True), kind=kind)
    files = recommended.files(applied, salt)
    rows = pd.DataFrame({"items_in_history": np.diff(applied.seen.indptr)})
    _write(folder, files, recommended.contract(applied), rows, applied.scores[:, 0])
    return applied


def _write(folder: Path, files: Any, agreed: Any, rows: pd.DataFrame, scores: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    card = {"title": "Who leaves", "purpose": "To choose whom to write to"}
    profile = saving.profile(rows, scores[np.isfinite(scores)])
    saving.write(
        folder, {**files, "contract.json": agreed, "profile.json": profile, "card.json": card}
    )
