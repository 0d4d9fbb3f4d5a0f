"""Hostile inputs are a clear message or a safe reading: some at hand, one of each kind when slow.

All of them are tried by ``python -m tests.benchmarks hostile``.
"""

from __future__ import annotations

import pytest

from tests.hostile import named, plan, strangers, tables, trial
from tests.hostile.case import FOREIGN, SECRET, Case
from tests.hostile.trial import Outcome

QUICK = (
    named.paths, strangers.values, strangers.files, strangers.urls, strangers.settings,
    tables.beside, tables.damaged_parquet, named.names,
)  # fmt: skip
CASE = Case("kind", "name", {}, named=("o.csv",))


@pytest.mark.parametrize("kind", QUICK)
def test_a_hostile_input_is_a_clear_message_or_a_safe_reading(kind, tmp_path):
    case = next(kind())
    assert not trial.wrong(case, trial.at_hand(case, tmp_path))


@pytest.mark.slow
def test_one_of_each_kind_within_its_time_and_memory(tmp_path):
    each = {case.kind: case for case in plan.cases(10_000)}
    trial.warm()
    bad = {}
    for at, (kind, case) in enumerate(each.items()):
        (tmp_path / str(at)).mkdir()
        if why := trial.wrong(case, trial.tried(case, tmp_path / str(at))):
            bad[f"{kind} · {case.name}"] = why
    assert not bad


@pytest.mark.slow
def test_there_are_five_hundred_and_the_same_each_time():
    first, again = plan.cases(), plan.cases()
    assert len(first) == plan.MANY == 500
    assert [case.name for case in first] == [case.name for case in again]
    assert len({case.kind for case in first}) == len(plan.KINDS) + 1  # rates and totals are two


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(2, "taller: o.csv: is empty", 1, 1, 1), ""),
        (Outcome(0, "sound", 1, 1, 1, ["mine1"]), ""),
        (
            Outcome(1, "Traceback (most recent call last)\nValueError: x", 1, 1, 1),
            "traceback: Value",
        ),
        (Outcome(2, "taller: is bad", 1, 1, 1), "names neither file nor key"),
        (Outcome(2, f"taller: o.csv: {SECRET}", 1, 1, 1), "tells what it must not"),
        (Outcome(2, f"taller: o.csv: {FOREIGN}", 1, 1, 1), "tells what it must not"),
        (Outcome(2, "taller: o.csv: " + "x" * 7000, 1, 1, 1), "says too much"),
        (Outcome(0, "sound", 1, 1, 1, [f"{FOREIGN}1"]), "read another file"),
        (Outcome(0, "sound", 21, 21, 1), "took 21 s"),
        (Outcome(0, "sound", 1, 61, 1), "stood still"),
        (Outcome(0, "sound", 1, 30, 1, ["mine1"]), ""),
        (Outcome(0, "sound", 1, 1, 3 * 10**9), "took 3.0 GB"),
        (Outcome(-11, "", 1, 1, 1), "exit -11"),
    ],
)
def test_the_judge_tells_right_from_wrong(outcome, said):
    found = trial.wrong(CASE, outcome)
    assert found.startswith(said) if said else not found
