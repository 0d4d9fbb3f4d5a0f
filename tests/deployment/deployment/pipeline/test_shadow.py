"""Two versions' answers to the same requests, compared by hand-worked numbers."""

from __future__ import annotations

import pytest

from taller.deployment.deployment.evaluation import shadow
from tests.deployment.deployment.pipeline.test_counted import row, write


def both(i: int, live: float, unseen: float | None, **more):
    """One request, answered by version 1 and unseen by version 2."""
    status = 200 if unseen is not None else 500
    return [
        row(f"r{i}", 1, at=i, score=live, **more),
        row(f"r{i}", 2, at=i, score=unseen, status=status, shadow=True, answered=False, **more),
    ]


def compared(tmp_path, *rows):
    write(tmp_path / "requests", "a.parquet", *rows)
    return shadow.compare(tmp_path, milliseconds=200)


def test_what_is_paired_is_compared(tmp_path):
    """Sixteen answers from 1 to 16, each 2 higher unseen; one of 17 could not be answered."""
    rows = [one for i in range(1, 17) for one in both(i, float(i), float(i + 2))]
    found = compared(tmp_path, *rows, *both(17, 5.0, None))
    assert (found.version, found.live_version, found.users) == (2, 1, 17)
    assert found.failed.value == pytest.approx(1 / 17)
    assert (found.difference.value, found.late.value) == (pytest.approx(2.0), 0.0)
    assert found.moved.value == 6 / 16  # quarters end at 4.75, 8.5, 12.25: two of each first three
    assert found.correlation.value == pytest.approx(1.0)


def test_a_user_who_asks_often_is_counted_once_and_lone_answers_not_at_all(tmp_path):
    """Twelve users, one of whom asks ten times; one request that the shadow left out."""
    rows = [one for i in range(12) for one in both(i, 0.1 * i, 0.1 * i, user=f"u{i}")]
    rows += [one for i in range(20, 30) for one in both(i, 0.5, 0.9, user="u0")]
    found = compared(tmp_path, *rows, row("alone", 1, at=50))
    assert found.users == 12
    assert (found.difference.value, found.moved.value) == (0.0, 0.0)


def test_lists_are_compared_by_what_they_begin_with(tmp_path):
    """Of 12 lists three begin with another item."""
    rows = []
    for i in range(12):
        live, unseen = both(i, 0.0, 0.0)
        other = "x" if i < 3 else "a"
        rows += [live | {"score": None, "items": ["a", "b"]},
                 unseen | {"score": None, "items": [other, "b"]}]  # fmt: skip
    found = compared(tmp_path, *rows)
    assert (found.moved.value, found.difference, found.correlation) == (0.25, None, None)


def test_too_few_tell_nothing_of_how_answers_differ(tmp_path):
    """Nine users: whether they were answered, and no more; without a shadow nothing at all."""
    found = compared(tmp_path, *(one for i in range(9) for one in both(i, 1.0, 2.0)))
    assert (found.users, found.difference, found.moved) == (9, None, None)
    assert compared(tmp_path / "other", row("1", 1)) is None
