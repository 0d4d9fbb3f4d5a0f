"""One clear message: where, what, what was given."""

from __future__ import annotations

from functools import partial

import pytest

from taller.errors import DataError, Fault, InputError, SeveralError, did_you_mean, gathered


def test_one_fault_is_one_line():
    assert str(InputError("a.yaml", "no such file")) == "a.yaml: no such file"


def test_many_faults_are_listed_with_their_lines():
    error = DataError("a.yaml", [Fault("x.y", "is bad", 3), Fault("", "is worse", 12)])
    assert str(error) == "a.yaml: 2 faults\n  line 3  x.y: is bad\n  line 12  is worse"


def test_a_notebook_shows_the_message_without_a_traceback():
    assert InputError("a.yaml", "is bad")._render_traceback_() == ["InputError: a.yaml: is bad"]


def test_the_nearest_name_is_offered_else_all_of_them():
    assert did_you_mean("langauge", ["client", "language"]) == "; did you mean 'language'?"
    assert did_you_mean("zzz", ["b", "a"]) == "; known: a, b"
    assert did_you_mean("zzz", []) == ""


def test_what_several_say_in_the_same_words_is_told_once():
    """A file that fills two tables is read for both, and is wrong once."""

    def wrong(line):
        raise DataError("a.csv", Fault("", "has more columns than the header", line))

    with pytest.raises(DataError, match=r"^a\.csv: line 3  has more columns than the header$"):
        gathered([partial(wrong, 3), partial(wrong, 3)])
    with pytest.raises(SeveralError, match=r"line 3 .*\n.*line 4 "):
        gathered([partial(wrong, 3), partial(wrong, 4), partial(wrong, 3)])


def test_what_a_name_would_do_to_a_terminal_is_written_out():
    """A file may be called with an escape, a line break or bytes that are not UTF-8."""
    error = InputError("a\x1b[2J\nb\udcff.csv", ["lacks 'x\u202e'", "y"])
    assert str(error) == "a\\x1b[2J\\nb\\udcff.csv: 2 faults\n  lacks 'x\\u202e'\n  y"


def test_a_message_has_an_end_whatever_was_given():
    told = str(InputError("a.csv", [f"fault {n}" for n in range(1000)] + ["x" * 90_000]))
    assert told.startswith("a.csv: 1001 faults\n  fault 0\n")
    assert told.endswith("\n  fault 49\n  and 951 more")
    assert len(str(InputError("a.csv", "x" * 90_000))) < 2100
