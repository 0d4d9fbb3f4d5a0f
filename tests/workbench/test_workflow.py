"""The workflow is what the folders hold, in the order that needs ask for."""

from __future__ import annotations

import pytest

from taller.errors import InputError
from taller.workbench import workflow
from tests.conftest import notebook


def test_a_notebook_comes_after_what_it_needs(workbench):
    base = workbench(a=notebook("1", needs=("c",)), b=notebook("1"), c=notebook("1"))
    names = [step.name for step in workflow.order(workflow.discover(base))]
    assert sorted(names) == ["a", "b", "c"]
    assert names.index("c") < names.index("a")


def test_only_takes_what_the_named_notebook_needs(workbench):
    base = workbench(a=notebook("1", needs=("c",)), b=notebook("1"), c=notebook("1"))
    assert [s.name for s in workflow.order(workflow.discover(base), ["a"])] == ["c", "a"]


def test_a_circle_is_told(workbench):
    base = workbench(a=notebook("1", needs=("b",)), b=notebook("1", needs=("a",)))
    with pytest.raises(InputError, match="in a circle: "):
        workflow.order(workflow.discover(base))


def test_an_unknown_need_and_an_unknown_name_are_told_with_the_nearest(workbench):
    base = workbench(segments=notebook("1", needs=("segmnts",)))
    with pytest.raises(InputError, match="needs 'segmnts', which is no notebook; did you mean"):
        workflow.discover(base)
    with pytest.raises(InputError, match="clusterin: no such notebook; known: a"):
        workflow.order({"a": None}, ["clusterin"])


def test_what_is_no_notebook_is_told(workbench):
    base = workbench()
    (base / "notebooks" / "03_development" / "x.ipynb").write_text("{}")
    with pytest.raises(InputError, match=r"x\.ipynb: is not a notebook"):
        workflow.discover(base)
