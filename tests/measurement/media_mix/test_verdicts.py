"""What may be said of a channel, and what a held-back quarter says of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from taller.errors import AnalysisError
from taller.measurement.media_mix import Panel, fit, validate
from taller.measurement.media_mix.checks import _coming, _memory
from tests.measurement.media_mix.worlds import made


def verdicts(panel: Panel) -> dict[str, str]:
    return {one.channel: one.verdict for one in fit(panel, seed=2, draws=100).told}


def with_channel(panel: Panel, spend: np.ndarray) -> Panel:
    """One channel more, and no others but the first."""
    both = np.stack([panel.spend[:, :, 0], spend], axis=-1)
    return Panel.of(panel.weeks, ["first", "other"], both, panel.sales, controls=panel.controls)


@pytest.fixture(scope="module")
def world():
    return made(5, channels=1)


def test_two_channels_that_always_move_together_are_not_told_apart(world):
    """One is the other's half: no data could tell which of them sold."""
    panel = with_channel(world.panel, 0.5 * world.panel.spend[:, :, 0])
    found = fit(panel, seed=2, draws=100)
    assert [one.verdict for one in found.told] == ["not_told_apart"] * 2
    assert found.told[0].with_ == ("other",)
    assert found.warned


def test_a_channel_that_never_changes_or_was_never_bought_is_said_so(world):
    none = np.zeros((1, 104))
    assert verdicts(with_channel(world.panel, none + 5))["other"] == "too_flat"
    assert verdicts(with_channel(world.panel, none))["other"] == "no_spend"


def test_what_is_left_remembers_itself_or_does_not():
    """Of white noise, 1 in 20 looks as if; of noise half of which stays for a week, nearly all."""
    noise = np.random.default_rng(1).standard_normal((400, 1, 200))
    lasting = lfilter([1.0], [1.0, -0.5], noise, axis=-1)
    found = [
        np.mean([_memory((x - x.mean()) / x.std()) < 0.05 for x in many])
        for many in (noise, lasting)
    ]
    assert found[0] == pytest.approx(0.05, abs=0.025)
    assert found[1] > 0.95


def test_spend_to_come_is_the_mean_of_weeks_that_are_on():
    """From week 0: 2 next week, off, then 4; weights 3/4, 9/16, 27/64 (more than 1 in all)."""
    level, on = np.array([[0.0, 2.0, 0.0, 4.0]]), np.array([[True, True, False, True]])
    expected = (0.75 * 2 + 27 / 64 * 4) / (0.75 + 27 / 64)
    assert _coming(level, on)[0, 0] == pytest.approx(expected)


def test_a_quarter_held_back_is_foretold_better_than_by_last_year(world):
    found = validate(world.panel, seed=3)
    assert found.weeks[0] == world.panel.weeks[-13]
    assert found.foretells
    assert found.inside >= 10 / 13


def test_too_short_a_panel_holds_nothing_back():
    with pytest.raises(AnalysisError, match="50 weeks are too few to hold 13 back"):
        validate(made(1, channels=1, weeks=50).panel, seed=1)
