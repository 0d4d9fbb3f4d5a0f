"""Eighty attempts of strangers against the tasks: data when asked, and refused when obeyed."""

from __future__ import annotations

import json

from taller.development.llm.features.facts import facts
from taller.development.llm.model.copy import write
from taller.development.llm.model.summarise import summarise
from taller.language import speaking
from tests.development.llm.injections import INJECTIONS, MARKER
from tests.development.llm.standins import StandIn
from tests.development.llm.test_copy import GOOD, VOICE, campaign
from tests.development.llm.test_summary import result


def test_a_text_by_a_model_that_obeys_an_attempt_is_not_passed():
    """It stands in what the campaign is about; the model then writes the sign that it worked."""
    for each in INJECTIONS:
        sign = f"{each.marker or each.label} {MARKER}"
        door = StandIn(lambda request, sign=sign: GOOD | {"body": f"Hello [NAME], {sign}"})
        (copy,) = write(door, [campaign(about=each.text)], VOICE)
        assert not copy.usable, each.text
        assert all(each.text not in asked.instructions for asked in door.asked)
        assert json.loads(door.asked[0].text)["about"] == each.text


def test_a_summary_by_a_model_that_obeys_an_attempt_holds_nothing_of_the_model_s():
    """It stands in a figure's subject, as a category of a client's would."""
    for each in INJECTIONS:
        sign = f"{each.marker or each.label} {MARKER}"
        said = {"sentences": [{"text": f"{sign} {{f3}}", "facts": ["f3"]}]}
        door = StandIn(lambda request, said=said: said)
        held = result(each.language)
        figures = (held.figures[0].model_copy(update={"subject": each.text}), *held.figures[1:])
        held = held.model_copy(update={"figures": figures})
        with speaking(each.language):
            found = summarise(door, facts({"a": ("A", held)}))
        assert [told.worded for told in found.told] == [False], each.text
        assert sign not in found.told[0].text.replace(each.text, "")
        assert each.text not in door.asked[0].instructions
