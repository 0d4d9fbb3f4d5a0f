"""Where the weeks do not show that advertising adds anything, no figure says that it does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from taller.monitoring.optimisation import tables
from taller.monitoring.optimisation.findings import conclusion
from taller.phase import Estimate

SHARE = Estimate(value=0.53, low=0.16, high=1.0, unit="share", n=77, method="m")


def money(value: float) -> Estimate:
    return Estimate(value=value, low=1.0, high=2 * value, unit="money", n=77, method="m")


def found(shown: bool) -> Any:
    line = SimpleNamespace(name="search", spent=500.0, added=money(900.0), verdict="told_apart",
                           roi=money(2.0), with_=())  # fmt: skip
    fit = SimpleNamespace(media_share=SHARE, panel=SimpleNamespace(regions=("all",)))
    media = SimpleNamespace(cut=0, beside=())
    response = SimpleNamespace(fit=fit, shown=shown, why=None, lines=(line,), media=media,
                               of="sales", read=SimpleNamespace(weeks=77, each=None))  # fmt: skip
    gain = Estimate(value=11.0, low=-1.0, high=32.0, unit="money", n=77, method="m")
    return SimpleNamespace(response=response, ranked=(), shares=gain,
                           credit=SimpleNamespace(frame=None, value={}))  # fmt: skip


@pytest.mark.parametrize("shown", [True, False])
def test_a_headline_that_shows_nothing_has_no_share_or_gain_beside_it(shown, monkeypatch):
    monkeypatch.setattr(conclusion.budget, "figures", lambda shares: ())
    keys = [figure.key for figure in conclusion._figures(found(shown))]
    assert keys == (["media_share", "sure"] if shown else ["sure"])


def test_nor_does_a_table_say_what_each_channel_added():
    held = found(shown=False)
    text = tables.response(held.response, held.credit).text
    assert "do not show that it adds anything beyond chance" in text
    assert "900" not in text
    assert "not known" in text
    shown = tables.response(found(shown=True).response, held.credit).text
    assert "Net sales added" in shown
    assert "within half of its value" in shown
