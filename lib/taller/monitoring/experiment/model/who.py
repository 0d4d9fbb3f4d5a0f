"""Who gains more than others, where a model of earlier users tells it of later ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from taller.errors import TallerError
from taller.looked import Looked
from taller.measurement import uplift
from taller.monitoring.experiment.model.study import Study
from taller.phase import Estimate

FEWEST, MOST = 2_000, 100_000  # users from which it is looked for; users that are looked at
SHARE = 0.3  # of users, those said to gain most
ALPHA = 0.05

Why = Literal["planned", "stopped", "running", "no_traits", "not_users", "few", "not_told"]


@dataclass(frozen=True)
class Gain(Looked):
    """What a version does to those said to gain most, and to everybody.

    Attributes
    ----------
    detected : whether ranking by the traits is shown to gain more than a lot
    most, all_ : effect per user on the first by score, and on all
    """

    detected: bool
    p: float
    most: Estimate | None
    all_: Estimate | None


@dataclass(frozen=True)
class Gains(Looked):
    """Who gains, by version; or why that is not told."""

    by_arm: Mapping[str, Gain]
    traits: tuple[str, ...]
    why: Why | None = None


def gains(study: Study | None, seed: int) -> Gains:
    """Who gains most by the traits that were named; only once a test has ended."""
    if why := _untold(study):
        return Gains({}, study.p.traits if study else (), why)
    assert study is not None
    assert study.log.units is not None
    metric, traits, log = study.primary, study.p.traits, study.log
    # Ids are hashed for the draw, so that it is the same wherever it is made.
    frame = log.units.order_by(log.units.unit.hash(), log.units.unit).limit(MOST).execute()
    frame = frame.reset_index(drop=True)
    features = frame[list(traits)].apply(
        lambda c: c if c.dtype.kind in "biuf" else c.astype(object)
    )
    outcome = frame[metric.column].to_numpy() * (1 if metric.better == "up" else -1)
    found = {}
    try:
        scores = uplift.fit_uplift(features, frame["arm"], outcome, control=log.control, seed=seed)
        for arm in log.others:
            one = uplift.pair(scores, frame["arm"], outcome, treatment=arm, control=log.control)
            found[arm] = _gain(one, ALPHA / len(log.others), metric.unit)
    except (TallerError, np.linalg.LinAlgError):
        return Gains({}, traits, "not_told")
    return Gains(found, traits)


def _untold(study: Study | None) -> Why | None:
    if study is None:
        return "planned"
    log, metric = study.log, study.primary
    if study.stops:
        return "stopped"
    if study.running:
        return "running"
    if log.units is None or log.clustered or metric.kind == "ratio":
        return "not_users"
    if not study.p.traits:
        return "no_traits"
    return "few" if log.n < FEWEST else None


def _gain(one: tuple[np.ndarray, np.ndarray, np.ndarray], alpha: float, unit: str) -> Gain:
    told = uplift.heterogeneity(*one, alpha=alpha)
    if told.verdict != "detected":
        return Gain(False, told.p, None, None)
    most, everybody = (uplift.uplift_at(*one, share=share, unit=unit) for share in (SHARE, 1.0))
    return Gain(True, told.p, most, everybody)
