"""Each model that is named for a task does it by itself: how well, or why not."""

from __future__ import annotations

import pytest

from taller.development.llm.evaluation.models import Compared
from taller.development.llm.evaluation.tasks import tasks
from taller.development.llm.model.copy import write
from taller.development.llm.model.opened import opened
from taller.development.llm.params import Params
from taller.development.llm.tables import tasks as table
from taller.language import speaking
from tests.development.llm.servers import BROKEN, MODELS, settings
from tests.development.llm.standins import Offline
from tests.development.llm.test_banking77 import Run
from tests.development.llm.test_copy import GOOD, VOICE, campaign
from tests.development.llm.test_judge import VOICED
from tests.development.llm.test_summary import known

NONE = Compared((), (), 0, None, "unlabelled", None)
GOOD_ONE, BAD_ONE = f"openai/{MODELS['openai']}", "other/worse"
ALL = ("copy", "judge", "summarise")


def params(service, tasks: tuple[str, ...] = ALL, **door) -> Params:
    """Two models for each task: one that obeys, and one that does not."""
    given = settings("openai", tasks=tasks, tries=1, **door)
    own = {"kind": "openai-compatible", "base_url": service.url("openai"),
           "key_env": "OPENAI_API_KEY"}  # fmt: skip
    given["providers"]["other"] = own
    given["prices"] = {BAD_ONE: {"input": 1, "output": 1, "as_of": "2026-11-01"}}
    given["endpoints"] = {task: [GOOD_ONE, BAD_ONE] for task in tasks}
    few = VOICED.model_copy(update={"preferences": VOICED.preferences[:4]})
    return Params(door=given, campaigns=[campaign()], voice=few)


def answers(asked):
    """The one model does as it is told; the other lies, contradicts itself and invents."""
    if asked.model == "worse" and "better" in asked.text + str(asked.schema):
        return {"better": "first"}
    if "sentences" in str(asked.schema):
        said = {"text": "{f1}", "facts": ["f1"]}
        worse = {"text": "Everything doubled: {f1}", "facts": ["f1"]}
        return {"sentences": [worse if asked.model == "worse" else said]}
    if "better" in str(asked.schema):
        return {"better": "first" if '"first": "good' in asked.text else "second"}
    return GOOD | ({"title": "99% off"} if asked.model == "worse" else {})


def test_both_models_are_judged_on_the_clients_own_examples(service, tmp_path):
    service.answer, p, run = answers, params(service), Run(tmp_path / "run")
    with opened(p.door, run) as door:
        write(door, p.campaigns, p.voice)
    before = len(service.asked)
    with speaking("en"):
        found = tasks([], [*known("en").values()], NONE, p, run)
    right = {(each.task, each.name): each.right and each.right.value for each in found}
    assert right == {
        ("copy", GOOD_ONE): 1.0, ("copy", BAD_ONE): 0.0, ("judge", GOOD_ONE): 1.0,
        ("judge", BAD_ONE): None, ("summarise", GOOD_ONE): 1.0, ("summarise", BAD_ONE): 0.0,
    }  # fmt: skip
    assert all(each.dollars > 0 for each in found)
    copy = [a for a in service.asked[before:] if "title" in str(a.schema)]
    assert {asked.model for asked in copy} == {"worse"}  # what the first wrote is remembered


def test_a_model_that_the_budget_or_a_fault_keeps_from_it_says_so(service, tmp_path):
    service.answer = lambda asked: BROKEN if asked.model == "worse" else GOOD
    p, run = params(service, ("copy",)), Run(tmp_path / "run")
    found = tasks([], (), NONE, p, run)
    assert [each.right and each.right.value for each in found] == [1.0, None]
    assert dict(found[1].refused) == {"server": 1}
    poor = params(service, ("copy",), budget={"per_run": 0.0001})
    (one, other) = tasks([], (), NONE, poor, Run(tmp_path / "other" / "run"))
    assert (one.right, other.right) == (None, None)
    for code, told in (("en", "the budget does not allow it"), ("es", "no lo permite el presup")):
        with speaking(code):
            assert told in table([one]).html


@pytest.mark.parametrize("code", ["en", "es"])
def test_offline_the_texts_are_told_as_such(code):
    with speaking(code):
        written = write(Offline(), [campaign()], VOICE)
        (row,) = tasks(written, (), NONE, Params(campaigns=[campaign()]), None)
        assert (row.offline, row.right.n) == (True, 1)
        assert "offline" in table([row]).html
