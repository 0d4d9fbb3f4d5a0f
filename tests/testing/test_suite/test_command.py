"""``taller test``: what is asked wrong is one message; the exit code says whether all passed."""

from unittest import mock

from taller import language
from taller.testing.test_suite import tables
from taller.testing.test_suite.result import KindFound
from tests.own_files import Bench


def test_an_unknown_kind_is_told_with_the_nearest_one(workbench):
    done = Bench.at(workbench()).taller("test", "params/x.yaml", "--kind", "secrity", "--kind", "x")
    assert done.code == 2
    assert "taller test: 2 faults" in done.text
    assert "--kind: no such kind: 'secrity'; did you mean 'security'?" in done.text


def test_a_run_that_there_is_not_is_told(workbench):
    done = Bench.at(workbench()).taller("test", "params/x.yaml", "--label", "gone")
    assert done.code == 2
    assert "no run 'gone'; `taller run params/x.yaml` makes one" in done.text


def test_tests_that_did_not_pass_are_told_by_the_exit_code(workbench, tmp_path):
    root = workbench()
    own = root / "tests" / "engagements"
    own.mkdir(parents=True)
    text = 'def test_mine():\n    """\x1b[31mRed"""\n    assert False, "no"\n'
    (own / "test_own.py").write_text(text, encoding="utf-8")
    xml = tmp_path / "found" / "tests.xml"
    done = Bench.at(root).taller("test", "params/x.yaml", "--only", "mine",
                        "--junit", str(xml))  # fmt: skip
    assert done.code == 1
    assert "failed    unit        \\x1b[31mRed" in done.text  # a terminal only shows it
    assert "unit: 0 of 1 passed, 1 failed, 0 not run; not passed: too few" in done.text
    assert "security" not in done.text  # nothing of that name is of another kind
    assert b'failures="1"' in xml.read_bytes()


def test_what_a_kind_came_to_is_told_in_the_language_in_force():
    found = KindFound(kind="unit", tests=3, passed=1, failed=1, skipped=1, critical=1,
                      rate=None, state="failed")  # fmt: skip
    with language.speaking("es"):
        (line,) = tables.told(mock.Mock(kinds=[found]))
    assert line == "unit: superadas 1 de 3, falladas 1, no hechas 1; no superado: falla crítica"


def test_a_name_that_no_test_has_is_told(workbench):
    done = Bench.at(workbench()).taller("test", "params/x.yaml", "--only", "nothing_like_it")
    assert done.code == 2
    assert "--only: no test is called like 'nothing_like_it'" in done.text
