"""Public media panels, and the truth of those whose makers tell it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from taller.measurement.media_mix import Panel


def recovery(data: Path, name: str) -> tuple[Panel, np.ndarray]:
    """A set of pymc-labs/mmm-param-recovery, and what each channel truly sold, (R, T, C)."""
    frame, truth = (
        pd.read_csv(data / f"mmm_recovery/{name}{part}.csv.gz").sort_values(["geo", "date"])
        for part in ("", "_truth")
    )
    channels = [column for column in frame if column.startswith("x")]
    controls = [column for column in frame if column[0] == "c" and column[1:].isdigit()]
    regions = list(frame["geo"].unique())
    shape = (len(regions), -1)
    panel = Panel.of(
        frame["date"].unique(), channels,
        frame[channels].to_numpy().reshape(*shape, len(channels)),
        frame["y"].to_numpy().reshape(shape), regions=regions,
        controls=frame[controls].to_numpy().reshape(*shape, len(controls)),
    )  # fmt: skip
    added = truth[[column for column in truth if column.startswith("contribution")]].to_numpy()
    return panel, added.reshape(*shape, len(channels))


def pymc_example(data: Path) -> tuple[Panel, list[float]]:
    """pymc-marketing's example and each channel's true sales per unit spent.

    By its notebook: carry .4 and .2 over eight weeks, weights that add up to 1; ``(1 - e^-kx) /
    (1 + e^-kx)`` with k 4 and 3; full effects 3,000 and 2,000.
    """
    frame = pd.read_csv(data / "pymc_mmm/mmm_example.csv")
    spend = frame[["x1", "x2"]].to_numpy()
    panel = Panel.of(
        pd.to_datetime(frame["date_week"]), ["x1", "x2"], spend[None], frame["y"].to_numpy()[None],
        controls=frame[["event_1", "event_2"]].to_numpy()[None],
    )  # fmt: skip
    truth = []
    for x, carry, rate, full in zip(spend.T, (0.4, 0.2), (4, 3), (3000, 2000), strict=True):
        weights = carry ** np.arange(8)
        stock = np.convolve(x, weights / weights.sum())[: len(x)]
        truth.append(float(full * np.tanh(rate * stock / 2).sum() / x.sum()))
    return panel, truth
