"""The journal: what is kept of a deployment, who holds it, and what a damaged file says."""

from __future__ import annotations

import pytest

from taller.deployment.deployment.model import pipeline
from taller.deployment.deployment.model.pipeline.journal import FILE, Journal, held
from taller.errors import HeldError, InputError
from taller.language import speaking


def test_a_stage_stands_there_before_its_effect_and_after(tmp_path):
    """Begun, it has neither seconds nor outcome; done, both, with reason and evidence."""
    with held(tmp_path) as journal:
        entry = journal.begin("deploy", "churn", 3, 2, "Ana", "fewer errors")
        stage = journal.intend(entry, "backup_current_system")
        begun = pipeline.history(tmp_path)[0]
        assert (begun.outcome, begun.seconds, begun.stages[0].outcome) == ("unfinished", None, None)
        assert begun.stages[0].reason == "It was cut off before it ended."
        journal.done(stage, 1.5, "passed", "backup-made", {"version": 2}, {"sha256": "ab"})
        journal.end(entry, "live", 2.0, owed=False)
    (found,) = pipeline.history(tmp_path, "churn")
    assert (found.who, found.why, found.before, found.outcome) == (
        "Ana", "fewer errors", 2, "live")  # fmt: skip
    assert (found.stages[0].seconds, found.stages[0].evidence) == (1.5, {"sha256": "ab"})
    with speaking("es"):
        assert found.stages[0].reason.startswith("Queda guardada una copia comprobada")
    assert pipeline.history(tmp_path, "value") == ()


def test_the_second_is_told_who_holds_it_and_since_when(tmp_path):
    """Name, version, process and moment of the first; once it is gone, nobody holds it."""
    with held(tmp_path) as journal:
        journal.begin("deploy", "churn", 3, 2, "Ana", "x")
        told = r"Ana is deploying version 3 of churn \(process \d+ on .+, since 2.+ UTC\); wait"
        with pytest.raises(HeldError, match=told), held(tmp_path):
            pass
    with held(tmp_path):
        pass


def test_a_damaged_journal_is_one_message(tmp_path):
    """What it is, and what is lost by putting it aside."""
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(InputError, match=r"cannot be used .* put it aside: which version serves"):
        Journal(tmp_path)


def test_it_is_for_whoever_runs_it_alone(tmp_path):
    """The file holds names and reasons of people: nobody else may read it."""
    with held(tmp_path):
        assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_without_a_history_there_is_none_and_none_is_made(tmp_path):
    """Reading changes nothing."""
    assert pipeline.history(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_critical_tests_that_failed_are_told_of_a_kept_result():
    """By their sentences; those that failed without being critical stop nothing."""
    cases = [
        {"title": "A key is asked for", "critical": True, "outcome": "failed"},
        {"title": "It is quick", "critical": False, "outcome": "failed"},
        {"title": "It is typed", "critical": True, "outcome": "passed"},
    ]
    found = pipeline.Tested.of("d", {"state": "failed", "cases": cases})
    assert (found.passed, found.critical) == (False, ("A key is asked for",))
