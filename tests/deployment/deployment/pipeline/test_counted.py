"""Users of a step, counted from the request log: whose they are, and what is nobody's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taller.deployment.deployment.model.pipeline.counted import Arm, Counter, Expected
from taller.deployment.deployment.model.service.request_log import schema
from taller.deployment.deployment.params import Steps

NEW, LIVE = 2, 1
EXPECT = {NEW: Expected((0.2, 0.5, 0.8), (0.25, 0.5, 0.75)),
          LIVE: Expected((0.2, 0.5, 0.8), (0.25, 0.5, 0.75))}  # fmt: skip


def row(request: str, version: int = NEW, **more: Any) -> dict[str, Any]:
    """One answer of the step, as the service logs it."""
    plain = {
        "at": 0, "request_id": request, "row": 0, "user": None, "version": version, "slot": "b",
        "generation": 4, "share": 2000, "route": "score", "status": 200, "seconds": 0.001,
        "answered": True, "shadow": False, "probe": False, "score": 0.4, "items": None,
        "inputs": None, "fault": None,
    }  # fmt: skip
    return plain | more


def write(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema()), folder / name)


@pytest.fixture
def counter(tmp_path):
    write(tmp_path, "before.parquet", row("old"))
    return Counter(tmp_path, NEW, LIVE, Steps(), EXPECT, generation=4, share=2000)


def test_failed_late_and_where_answers_lie(counter):
    """Three users of the new version, one of the live one; a score of .2 lies at the first cut."""
    write(
        counter.folder, "a.parquet",
        row("1", score=0.2), row("2", status=500, score=None), row("3", seconds=0.201, score=0.9),
        row("4", LIVE, score=0.6),
    )  # fmt: skip
    new, live = counter.look()
    assert new == Arm(n=3, failed=1, late=1, answered=2, places=(1, 1, 1))
    assert live == Arm(n=1, failed=0, late=0, answered=1, places=(0, 0, 1))


def test_a_user_is_counted_once_by_the_first_request(counter):
    """Who tries again twenty times is one, and later looks change nothing of it."""
    write(counter.folder, "a.parquet", row("1", user="ana"))
    assert counter.look()[0].failed == 0
    write(counter.folder, "b.parquet", *(row(f"t{i}", user="ana", status=500) for i in range(20)))
    assert counter.look()[0] == Arm(n=1, failed=0, late=0, answered=1, places=(0, 1, 1))


@pytest.mark.parametrize("first", ["new", "live"])
def test_whom_the_live_version_had_to_answer_is_the_new_one_s(counter, first):
    """The new version failed and the live one stepped in: whichever row is read first."""
    rows = [row("1", user="ana", status=500, answered=False, score=None),
            row("1", LIVE, user="ana")]  # fmt: skip
    write(counter.folder, "a.parquet", *(rows if first == "new" else rows[::-1]))
    new, live = counter.look()
    assert (new.n, new.failed, live.n) == (1, 1, 0)


@pytest.mark.parametrize(
    "other",
    [{"generation": 3}, {"share": 5000}, {"shadow": True}, {"probe": True}, {"version": 7},
     {"row": 1}, {"request_id": "probe-ab"}],
)  # fmt: skip
def test_what_is_of_another_step_or_nobody_s_is_left_out(counter, other):
    """Another deployment, another share, unseen answers, own questions, rows beside the first."""
    write(counter.folder, "a.parquet", row("1") | other)
    assert counter.look() == (Arm(), Arm())


def test_only_whole_files_that_came_since_are_read(counter):
    """What stood there before the step is not the step's; a file half written has another name."""
    (counter.folder / ".half.parquet.part").write_bytes(b"PAR1")
    assert counter.look() == (Arm(), Arm())


def test_cuts_of_validation_are_those_nearest_its_quarters():
    """Ten bins of a tenth: the second or third edge is nearest a quarter, the fifth is the half."""
    profile = {"score": {"edges": [i / 10 for i in range(1, 10)], "shares": [0.1] * 10}}
    found = Expected.of(profile, "probability")
    assert found.cuts == (0.2, 0.5, 0.7)
    assert found.shares == pytest.approx((0.2, 0.5, 0.7))


@pytest.mark.parametrize("profile", [{}, {"score": {"edges": [], "shares": []}},
                                     {"score": {"edges": [0.1], "shares": [1.0]}}])  # fmt: skip
def test_a_profile_without_scores_leaves_empty_lists_to_look_at(profile):
    """Nothing is expected but that lists are not empty."""
    found = Expected.of(profile, "value")
    assert found == Expected()
    assert (found.places(0.4, None), found.places(None, []), found.places(None, ["a"])) == (
        None, (True,), (False,))  # fmt: skip


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=200))
def test_expected_shares_are_those_that_validation_itself_shows(scores):
    """A profile's own scores lie at or below its cuts as often as it says."""
    import numpy as np
    import pandas as pd

    from taller.development.template import saving

    held = saving.profile(pd.DataFrame({"x": np.zeros(len(scores))}), np.array(scores))
    found = Expected.of(held, "value")
    places = [found.places(score, None) for score in scores]
    shown = [sum(each) / len(scores) for each in zip(*places, strict=True)] if found.cuts else []
    assert shown == pytest.approx(list(found.shares) if found.cuts else [])
