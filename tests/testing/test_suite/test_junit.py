"""JUnit XML, written and read back."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.testing.test_suite.evidence import Evidence
from taller.testing.test_suite.model import junit
from taller.testing.test_suite.result import Case

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
OUTCOMES = ("passed", "failed", "skipped")


def case(**more) -> Case:
    held = {"key": "one", "title": "One", "kind": "unit", "own": True, "critical": False}
    return Case(**held | {"outcome": "passed"} | more)


@given(title=TEXT, why=TEXT, outcome=st.sampled_from(OUTCOMES), value=st.floats(-1e9, 1e9))
@settings(max_examples=40, deadline=None)
def test_what_is_written_is_read_back(tmp_path_factory, title, why, outcome, value):
    evidence = (Evidence(name="x", value=value, threshold=1.0), Evidence(name="y", value=title))
    told = case(title=title, why=why if outcome != "passed" else "", outcome=outcome,
                evidence=evidence)  # fmt: skip
    path = tmp_path_factory.mktemp("junit") / "tests.xml"
    path.write_bytes(junit.write([told]))
    assert junit.read(path) == [told]


def test_counts_and_outcomes_stand_where_other_tools_read_them():
    root = ElementTree.fromstring(junit.write([case(outcome=outcome) for outcome in OUTCOMES]))
    suite = root.find("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    assert [child.tag for child in suite.iter() if child.tag in ("failure", "skipped")] == [
        "failure", "skipped",
    ]  # fmt: skip


def test_a_control_character_does_not_break_the_file(tmp_path):
    path = tmp_path / "tests.xml"
    path.write_bytes(junit.write([case(outcome="failed", why="a\x00b\x1b[31m")]))
    assert junit.read(path)[0].why == "a\ufffdb\ufffd[31m"


@pytest.mark.parametrize("text", [b"", b"<testsuites><testsuite>", b"\x00"])
def test_a_file_that_is_not_whole_tells_of_nothing(tmp_path, text):
    path = tmp_path / "tests.xml"
    path.write_bytes(text)
    assert junit.read(path) == []
    assert junit.read(Path("nowhere.xml")) == []
