"""A client's own tests in a child process: whatever one does costs that one alone."""

import textwrap

import pytest

from taller import open_run
from taller.testing import test_suite
from taller.testing.test_suite.model import running

PLAIN = '''
    import pytest

    def test_mine_passes(run, evidence):
        """The <b>orders</b> are there.

        What follows is not its name.
        """
        evidence("orders", 12)
        print("x" * 1_000_000)

    @pytest.mark.security
    @pytest.mark.critical
    def test_mine_fails():
        raise AssertionError("one is not " + "two " * 10_000)

    def test_mine_skips():
        pytest.skip("not today")
'''
HOSTILE = {
    "exits": "def test_mine_exits():\n    import os\n    os._exit(3)\n",
    "hangs": "def test_mine_hangs():\n    import time\n    time.sleep(600)\n",
    "killed": "def test_mine_killed():\n    import os, signal\n    os.kill(os.getpid(), 9)\n",
    "import": "import nothing_of_this_name\n\ndef test_mine_import():\n    pass\n",
    "marker": "import pytest\n\n@pytest.mark.critcal\ndef test_mine_marker():\n    pass\n",
    "dies": "import os\nos._exit(1)\n",
    "shouts": "import os\n\ndef test_mine_shouts():\n    os.write(2, b'x' * 10**8)\n",
}  # fmt: skip


@pytest.fixture
def own(workbench, monkeypatch):
    """``own(name=text, ...)`` runs these files of tests, and gives their cases by key."""

    def made(only="mine", seconds=20.0, **files):
        root = workbench()
        monkeypatch.chdir(root)
        folder = root / "tests" / "engagements"
        folder.mkdir(parents=True)
        (folder.parent / "conftest.py").write_text("raise SystemExit('not of these tests')\n")
        for name, text in files.items():
            (folder / f"test_{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
        other = folder / "other"
        other.mkdir()
        (other / "test_other.py").write_text("def test_mine_of_another(): raise ValueError\n")
        run = open_run(root / "params" / "x.yaml", root / "reports" / "x" / "first")
        p = test_suite.Params(own_seconds=seconds)
        found = running.perform(run, p, only)
        left = [path.name for path in root.rglob("*") if path.name.startswith((".pytest", "__py"))]
        assert left == [], "nothing is written beside a client's tests"
        return {case.key: case for case in found.cases}, found

    return made


def test_an_own_test_keeps_its_sentence_its_evidence_and_its_reason(own):
    cases, found = own(plain=PLAIN)
    passed, failed, skipped = (cases[f"test_mine_{n}"] for n in ("passes", "fails", "skips"))
    assert passed.title == "The <b>orders</b> are there."
    assert (passed.outcome, passed.kind, passed.own) == ("passed", "unit", True)
    assert [(e.name, e.value, e.unit) for e in passed.evidence] == [("orders", 12.0, "count")]
    assert (failed.outcome, failed.kind, failed.critical) == ("failed", "security", True)
    assert failed.why.startswith("one is not two two")
    assert len(failed.why) <= 400
    assert (skipped.outcome, skipped.why) == ("skipped", "not today")
    assert len(cases) == 3
    assert found.own == ("tests/engagements/test_plain.py",)


@pytest.mark.slow
def test_each_hostile_test_fails_alone_and_the_others_are_run(own):
    cases, found = own(**HOSTILE, plain=PLAIN, seconds=4.0)
    assert found.unread == ()
    for name in ("exits", "killed", "hangs"):
        assert cases[f"test_mine_{name}"].outcome == "failed"
        assert cases[f"test_mine_{name}"].broke
    assert cases["test_mine_hangs"].why == "It took more than 4 seconds, and was ended."
    files = {name: cases[f"tests/engagements/test_{name}.py"] for name in
             ("import", "marker", "dies")}  # fmt: skip
    assert all(case.outcome == "failed" and case.critical for case in files.values())
    assert "nothing_of_this_name" in files["import"].why
    assert "critcal" in files["marker"].why
    assert cases["test_mine_shouts"].outcome == "passed"
    assert cases["test_mine_passes"].outcome == "passed"
    assert len(cases) == len(HOSTILE) + 3


@pytest.mark.slow
def test_a_test_that_asks_pytest_to_stop_does_not_make_the_rest_pass(own):
    text = "import pytest\n\ndef test_mine_a():\n    pytest.exit('enough')\n\n" \
           "def test_mine_b():\n    pass\n"  # fmt: skip
    cases, found = own(stops=text)
    assert cases["test_mine_a"].outcome == "failed"
    assert cases["test_mine_b"].outcome == "passed"
    assert found.unread == ()


def test_the_child_takes_no_plugins_and_no_settings_of_pytest_with_it():
    held = {"PATH": "/bin", "PYTEST_ADDOPTS": "--pdb", "PYTEST_PLUGINS": "evil"}
    assert running.environment(held) == {
        "PATH": "/bin", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
