"""10,000 texts at once: through the door over HTTP, and through the notebook's step without one."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from taller.data.people import Mask
from taller.development.llm.briefs.classify import Classify
from taller.development.llm.features.texts import Texts
from taller.development.llm.model import classify, tfidf
from taller.development.llm.model.classify import CHEAP, SERVICE
from taller.development.llm.model.door import Refused, Settings, open_door
from tests.development.llm.door_cases import request
from tests.development.llm.servers import SCHEMA, settings
from tests.development.llm.test_tfidf import many

MANY, FAILS, LABELLED = 10_000, 7_777, 200


def texts() -> Texts:
    """Sixty sentences over and over, each time with another number; the first 200 are labelled."""
    few = many()
    frame = few.frame.iloc[[i % len(few.frame) for i in range(MANY)]].reset_index(drop=True)
    frame["text_id"] = frame.index.astype(str)
    frame["text"] += " " + frame["text_id"]
    frame.loc[frame.index >= LABELLED, "label"] = None
    return Texts(frame, few.categories, False, 0, {})


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_of_10000_texts_over_http_one_that_always_fails_is_told_and_none_is_lost(service, tmp_path):
    def answer(asked):
        text = asked.text.split("\n")[1]
        return SCHEMA if text == f"n{FAILS}" else {"label": text, "sure": 1}

    service.answer = answer
    budget = {"per_run": 1000.0, "per_month": 1000.0}
    given = Settings.model_validate(settings("openai", tries=2, budget=budget))
    with open_door(given, tmp_path, Mask) as door:
        answers = door.ask_many([request(f"n{i}") for i in range(MANY)])
        assert door.refused == {"invalid": 1}
    lost = [i for i, a in enumerate(answers) if isinstance(a, Refused)]
    assert lost == [FAILS]
    assert "not of the form asked for" in str(answers[FAILS])
    assert all(a.value.label == f"n{i}" for i, a in enumerate(answers) if i != FAILS)
    sent = pd.Series([asked.text.split("\n")[1] for asked in service.asked]).value_counts()
    assert (len(sent), sent.drop(f"n{FAILS}").max(), sent[f"n{FAILS}"]) == (MANY, 1, 2)


@pytest.mark.slow
def test_10000_texts_are_sorted_offline_in_a_minute(tmp_path):
    """By the small model that the notebook learns, and by a door without a service."""
    held, began = texts(), time.process_time()
    cheap = tfidf.learn(held, 1)
    with open_door(Settings(), tmp_path, Mask) as door:
        placed = classify.sort(door, held, cheap, CHEAP, Classify())
        nobody = classify.sort(door, held, None, SERVICE, Classify(most=MANY))
    assert time.process_time() - began < 60
    assert len(placed) == len(nobody) == MANY - LABELLED
    assert placed["category"].notna().mean() > 0.9
    assert nobody["category"].isna().all()
    assert nobody["offline"].all()
