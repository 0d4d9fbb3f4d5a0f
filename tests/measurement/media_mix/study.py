"""A fit held against the truth of a made panel, and what many of them come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from taller.measurement.media_mix import Fit, fit
from tests.measurement.media_mix.worlds import World, made


@dataclass(frozen=True)
class Held:
    """One fit beside its truth; arrays have a channel each.

    Attributes
    ----------
    covered95, covered90 : whether the intervals of what a channel sold hold
    warned : whether the fit says of the channel, or of the whole, that it is not to be believed
    unseen : whether something unseen is suspected
    error, last_touch : of the channel's ROI, as a share; and what the last touch would err, were it
        told what all channels together sold in a week, and each had as many touches as money
    srmse : (D, C x R) error of a draw's weeks, as a share of the channel's mean
    """

    covered95: np.ndarray
    covered90: np.ndarray
    warned: np.ndarray
    unseen: bool
    error: np.ndarray
    last_touch: np.ndarray
    srmse: np.ndarray


def held(found: Fit, truth: np.ndarray) -> Held:
    """A fit beside what each channel truly sold, (R, T, C)."""
    true, totals = truth.sum(axis=(0, 1)), found.totals
    low, late, early, high = np.quantile(totals, [0.025, 0.05, 0.95, 0.975], axis=0)
    spend = found.panel.spend
    each = spend / np.maximum(spend.sum(axis=2, keepdims=True), 1e-12)
    touched = (each * truth.sum(axis=2, keepdims=True)).sum(axis=(0, 1))
    whole = found.checks.unseen or found.unlike > 1.2
    rmse = ((found.contributions - truth) ** 2).mean(axis=2) ** 0.5
    mean = truth.mean(axis=1)
    return Held(
        (low <= true) & (true <= high), (late <= true) & (true <= early),
        np.array([one.verdict != "told_apart" for one in found.told]) | whole,
        found.checks.unseen, np.abs(totals.mean(axis=0) / true - 1), np.abs(touched / true - 1),
        (rmse[:, mean > 0] / mean[mean > 0]),
    )  # fmt: skip


def study(seeds: Iterable[int], **world: Any) -> list[Held]:
    """Fits to made panels; a world's settings may depend on the seed."""
    found = []
    for seed in seeds:
        settings = {name: value(seed) if callable(value) else value
                    for name, value in world.items()}  # fmt: skip
        one: World = made(seed, **settings)
        found.append(held(fit(one.panel, seed=seed), one.truth))
    return found


def summed(found: list[Held]) -> Mapping[str, float]:
    """Means over all channels (``unseen`` over panels), and of how many channels."""

    def over(name: str) -> float:
        return float(np.concatenate([getattr(one, name) for one in found]).mean())

    either = np.concatenate([one.covered95 | one.warned for one in found])
    return {
        "n": sum(len(one.error) for one in found), "covered95": over("covered95"),
        "covered90": over("covered90"), "covered_or_warned": float(either.mean()),
        "warned": over("warned"), "unseen": float(np.mean([one.unseen for one in found])),
        "error": over("error"), "last_touch": over("last_touch"),
        "srmse": float(np.mean([one.srmse.mean() for one in found])),
    }  # fmt: skip
