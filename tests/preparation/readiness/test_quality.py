"""Quality measured in the tables: the scale by hand, from the snapshot on."""

from __future__ import annotations

import pytest

from taller.preparation.readiness import features as quality
from tests.data.conftest import HEADER, settings, take


@pytest.mark.parametrize(
    ("share", "floor", "points"),
    [(1.0, 0.8, 4), (0.9, 0.8, 2), (0.8, 0.8, 0), (0.2, 0.8, 0), (0.5, 0.0, 2), (0.75, 0.5, 2)],
)
def test_a_share_scores_in_proportion_from_the_floor_to_all(share, floor, points):
    assert quality.of_share(share, floor) == pytest.approx(points)


def test_dimensions_count_alike_and_what_was_not_asked_does_not():
    assert quality.of_shares({"a": 0.9, "b": 1.0, "c": 0.0, "d": None}, 0.8) == pytest.approx(2)
    assert quality.of_shares({"a": None}, 0.8) is None


def test_a_hundred_lines_by_hand(tmp_path, monkeypatch):
    """100 lines of which 10 have no customer: one column of those that should be filled."""
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    lines = [
        f"{n},{'' if n < 10 else f'c{n}'},hat,2026-01-{1 + n % 28:02},1,10" for n in range(100)
    ]
    (tmp_path / "orders.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    tables = take(tmp_path / "run", tmp_path, settings())
    held = quality.measure(tables, 0.8)
    shares = held.shares["orders"]
    assert set(shares) <= set(quality.CLEANLINESS)
    assert shares["validity"] == shares["uniqueness"] == 1
    columns = tables.quality("orders").dimensions["completeness"].asked / 100
    assert shares["completeness"] == pytest.approx(1 - 10 / (100 * columns))
    known = [share for share in shares.values() if share is not None]
    by_hand = sum(20 * (share - 0.8) for share in known) / len(known)
    assert held.points == pytest.approx(by_hand) == pytest.approx(held.by_table["orders"])
    assert held.rows == 100
    assert not held.simulated
    assert quality.measure(tables, 0.0).points > held.points  # a lower floor is kinder
