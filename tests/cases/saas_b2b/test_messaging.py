"""The campaign's messages: with or without a model they go through the same check list."""

from __future__ import annotations

import pytest

from taller.cases.saas_b2b import messaging
from taller.cases.saas_b2b.messaging import campaign
from taller.cases.saas_b2b.params import Params
from taller.development.llm import opened, write
from taller.development.llm.briefs.campaign import Voice
from taller.development.llm.model.checked import Flaw
from taller.development.llm.model.copy import Copy
from taller.development.llm.model.door import Settings


class Run:
    """All that the messages ask of a run."""

    def __init__(self, folder, **door):
        self.dir, self.door = folder / "run", door

    def settings(self, model):
        return model(door=self.door)


@pytest.mark.parametrize("action", ["training", "call", "offer", "mail"])
@pytest.mark.parametrize("code", ["en", "es"])
def test_the_messages_that_stand_without_a_model_pass_the_check_list(action, code, tmp_path):
    brief = campaign(action, code, Params())
    with opened(Settings(), Run(tmp_path)) as door:
        (copy,) = write(door, [brief], Voice())
    assert copy.usable, copy.flaws


def test_a_message_that_may_not_be_used_is_in_no_audience_and_is_shown_with_what_is_wrong(tmp_path):
    brief = campaign("call", "en", Params())
    parts = {"subject": "=cmd()<script>", "preheader": "x", "body": "y"}
    bad = Copy(brief, "en", 1, parts, (Flaw("markup", "holds markup"),), "house · stand-in")
    said = messaging.columns(["call"], [bad])
    assert {column: list(held) for column, held in said.items()} == {key: [""] for key in said}
    assert b"not to be used: holds markup" in messaging.told([bad], "en")
