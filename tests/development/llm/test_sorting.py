"""Texts into categories through the door: what is sent, what may come back, and who is asked."""

from __future__ import annotations

import pandas as pd
import pytest

from taller.data.people import Mask
from taller.development.llm.briefs.classify import Category, Classify
from taller.development.llm.features.texts import Texts
from taller.development.llm.model import classify
from taller.development.llm.model.door import Settings, open_door
from taller.development.llm.model.door.pace import Clock
from tests.development.llm.injections import CATEGORIES, INJECTIONS
from tests.development.llm.servers import settings

P = Classify(examples=0)


@pytest.fixture
def door(service, tmp_path):
    with open_door(
        Settings.model_validate(settings("openai", tries=2)), tmp_path, Mask, clock=Clock(1000)
    ) as made:
        yield made


def texts(held: list[str]) -> Texts:
    frame = pd.DataFrame({"text": held, "label": None})
    return Texts(frame, tuple(Category(name=name) for name in CATEGORIES), True, 0, {})


def test_whatever_a_text_asks_for_it_is_data_and_the_answer_a_category_or_none(service, door):
    """The service obeys each of them: what it then says is a category, or is refused."""
    wanted = {Mask().hide(each.text).strip(): each for each in INJECTIONS}

    def obeys(asked):
        each = next(each for text, each in wanted.items() if text in asked.text)
        return {"category": each.label or each.marker, "confidence": 1.0}

    service.answer = obeys
    held = texts([each.text for each in INJECTIONS])
    found = classify.by_service(door, held, held.frame, P, "openai/x")
    for each, placed in zip(INJECTIONS, found.placed, strict=True):
        assert placed is None or placed.category in CATEGORIES
        assert placed is None or not each.marker
    assert sum(found.refused.values()) == sum(bool(each.marker) for each in INJECTIONS)
    systems = {asked.system for asked in service.asked}
    assert not any(each.text in system for each in INJECTIONS for system in systems)
    assert all(asked.text.rstrip().count("</data-") == 1 for asked in service.asked)


def test_one_that_always_fails_does_not_lose_the_others(service, door):
    service.answer = lambda asked: (
        {"category": "no such", "confidence": 1} if "mala" in asked.text
        else {"category": "quality", "confidence": 0.9}
    )  # fmt: skip
    held = texts(["buena", "mala", "otra"])
    found = classify.by_service(door, held, held.frame, P, "openai/x")
    assert [p and p.category for p in found.placed] == ["quality", None, "quality"]
    assert found.refused == {"invalid": 1}


def test_a_service_that_is_not_sure_abstains(service, door):
    service.answer = {"category": "price", "confidence": 0.4}
    held = texts(["caro"])
    (placed,) = classify.by_service(
        door, held, held.frame, P, "openai/x", lambda row: classify.NOBODY
    ).placed
    assert placed.category is None


def test_categories_that_are_the_same_are_a_fault():
    with pytest.raises(ValueError, match="is a category already"):
        Classify(categories=[{"name": "Envío"}, {"name": " envío "}])
    with pytest.raises(ValueError, match="needs at least two"):
        Classify(categories=[{"name": "Envío"}])
