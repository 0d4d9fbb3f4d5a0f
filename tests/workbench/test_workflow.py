"""The workflow is what the folders hold, in the order that needs ask for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from taller.errors import InputError
from taller.workbench.engagement import engagement
from taller.workbench.run import workflow
from tests.conftest import notebook


def test_a_notebook_comes_after_what_it_needs(workbench):
    base = workbench(a=notebook("1", needs=("c",)), b=notebook("1"), c=notebook("1"))
    names = [step.name for step in workflow.order(workflow.discover(base))]
    assert sorted(names) == ["a", "b", "c"]
    assert names.index("c") < names.index("a")


def test_what_a_notebook_comes_after_is_waited_for_only_where_it_is_wanted(workbench):
    made = {
        "a": notebook("1", needs=("c",), after=("b", "gone")),
        "b": notebook("1"),
        "c": notebook("1"),
    }
    steps = workflow.discover(workbench(**made))
    assert [s.name for s in workflow.order(steps)][-1] == "a"
    alone = workflow.order(steps, ["a"])
    assert [(s.name, s.waits_for) for s in alone] == [("c", ()), ("a", ("c",))]


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


def test_what_most_others_wait_for_is_the_most_urgent(workbench):
    """Models of 10 seconds, tests of 15 after them, a report of 2 after those: 27, 17 and 2.

    A page of 20 seconds that nobody waits for is less urgent than the models.
    """
    made = {"models": notebook("1"), "tests": notebook("1", after=("models",)),
            "report": notebook("1", needs=("tests",)), "page": notebook("1")}  # fmt: skip
    for name, seconds in {"models": 10, "tests": 15, "page": 20}.items():
        made[name].metadata["taller"]["seconds"] = seconds
    steps = workflow.order(workflow.discover(workbench(**made)))
    urgency = workflow.urgency({step.name: step for step in steps})
    assert urgency == {"models": 27, "tests": 17, "report": 2, "page": 20}


SOUND = '{"cells": [], "metadata": {}, "nbformat": 4}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is not JSON text"),
        ("{}", "it has no cells"),
        (SOUND.replace("[]", "null"), "it has no cells"),
        (SOUND.replace("[]", '["a"]'), "its cell 1 is not a notebook's cell"),
        (SOUND.replace("[]", '[{"cell_type": "code"}]'), "its cell 1 is not a notebook's cell"),
        (SOUND.replace("4", "3"), "its nbformat is 3, not 4"),
        (SOUND.replace("{}", "null"), "its 'metadata' must hold keys with values"),
        (SOUND.replace("{}", '{"taller": {"needs": 5}}'), "must be a list of names .got 5."),
        (SOUND.replace("{}", '{"taller": {"needs": "ab"}}'), "must be a list of names .got 'ab'."),
        (SOUND.replace("{}", '{"taller": {"tables": 5}}'), "taller.tables must be a list of names"),
        (SOUND.replace("{}", '{"taller": {"seconds": 0}}'), "seconds must be a number .* .got 0."),
        (SOUND.replace("{}", '{"taller": {"seconds": true}}'), "seconds must be a .*got True"),
    ],
)
def test_what_is_no_notebook_is_told(workbench, text, said):
    base = workbench()
    (base / "notebooks" / "03_development" / "x.ipynb").write_text(text)
    with pytest.raises(InputError, match=rf"x\.ipynb: is not a notebook: .*{said}.*; mend it"):
        workflow.discover(base)


def test_a_notebook_that_cannot_be_opened_is_told(workbench):
    base = workbench()
    (base / "notebooks" / "03_development" / "x.ipynb").mkdir()
    with pytest.raises(InputError, match=r"x\.ipynb: cannot be read: "):
        workflow.discover(base)


def test_a_parameters_cell_that_is_not_python_is_told_with_its_line(workbench):
    base = workbench(x=notebook("1", parameters="run_dir = ''\nengagement = 'x"))
    said = r"03_development/x\.ipynb: its parameters cell, line 2, is not Python: unterminated"
    with pytest.raises(InputError, match=said):
        workflow.discover(base)["x"].section  # noqa: B018


def test_a_notebook_may_not_take_the_name_of_a_common_key(workbench):
    base = workbench(seed=notebook("1"))
    with pytest.raises(InputError, match=r"seed\.ipynb: 'seed' is a key of every engagement file"):
        engagement.read(base / "params" / "x.yaml", base)


def test_the_tables_a_notebook_reads_are_known_and_an_unknown_one_is_told(workbench):
    sound = notebook("1")
    sound.metadata["taller"]["tables"] = ["orders", "spend"]
    base = workbench(first=sound)
    assert workflow.discover(base)["first"].tables == ("orders", "spend")
    sound.metadata["taller"]["tables"] = ["order"]
    with pytest.raises(InputError, match="reads 'order', which is no table; did you mean 'orders'"):
        workflow.discover(workbench(first=sound))


def test_a_notebook_that_asks_for_tables_is_left_out_where_the_data_lacks_them(workbench):
    """Unless somebody asks for it, by its name or by a section of the file."""
    asking = notebook("1")
    asking["metadata"]["taller"]["only_with"] = ["subscriptions"]
    steps = workflow.discover(workbench(a=notebook("1"), saas=asking))
    shop, platform = (data(source) for source in ("fashion_store", "saas_platform"))
    assert "saas" not in workflow.with_always(steps, (), shop())
    assert "saas" in workflow.with_always(steps, (), platform())
    assert "saas" in workflow.with_always(steps, (), shop(saas={}))
    assert workflow.with_always(steps, ("saas",), shop()) == ["saas"]


def test_notebooks_of_orders_are_left_out_where_a_client_gave_subscriptions_alone(root):
    """Each would only say that there are no orders, or fail over it."""
    steps, files = workflow.discover(root), ("accounts", "subscriptions", "usage")
    given = SimpleNamespace(simulated=False, every=lambda: dict.fromkeys(files))
    wanted = workflow.with_always(steps, (), SimpleNamespace(data=given, sections={}))
    assert {"saas_b2b", "data", "plan"} <= {*wanted}
    assert {"clustering", "classification", "regression", "ecommerce_b2c"}.isdisjoint(wanted)
    flat = SimpleNamespace(simulated=False, every=lambda: {"flat": None})
    assert "classification" in workflow.with_always(
        steps, (), SimpleNamespace(data=flat, sections={})
    )


def data(source):
    """Engagements of that source, as far as the workflow asks: their tables and sections."""
    settings = SimpleNamespace(simulated=True, source=source)
    return lambda **sections: SimpleNamespace(data=settings, sections=sections)
