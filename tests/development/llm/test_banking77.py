"""banking77 (training part): the cheap model, and a stand-in of known accuracy held beside it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from taller.data.people import Mask
from taller.development.llm.briefs.classify import Category, Classify
from taller.development.llm.evaluation import models
from taller.development.llm.features.texts import Texts
from taller.development.llm.model import tfidf
from taller.development.llm.params import Params
from tests.development.llm.servers import settings

ACCURACY, TESTED = 0.87, 600
THIS, MANY = "openai", 77
FENCED = re.compile(r"<data-\w+>\n(.*)\n</data-\w+>", re.S)


@pytest.fixture(scope="module")
def texts(shared_data) -> Texts:
    frame = pd.read_csv(shared_data / "banking77" / "train.csv")
    frame = frame.rename(columns={"category": "label"}).astype({"label": object, "text": object})
    frame["text_id"] = [str(row) for row in frame.index]
    names = tuple(Category(name=name) for name in sorted(set(frame["label"])))
    return Texts(frame, names, False, 0, {})


@dataclass
class Run:
    """What of a run the comparison asks for."""

    dir: Path
    seed: int = 7
    currency: str = "USD"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_cheap_model_is_right_nine_times_in_ten(texts):
    """10,003 questions of 77 kinds, each foretold by a model of the other two thirds."""
    found = tfidf.learn(texts, 1, folds=3)
    right = found.held_out.categories == texts.labelled["label"].to_numpy(dtype=object)
    assert right.mean() == pytest.approx(0.905, abs=0.01)
    sure = found.held_out.confidence > 0.9
    assert right[sure].mean() > 0.95
    said, came = found.held_out.confidence.mean(), right.mean()
    assert said == pytest.approx(came, abs=0.01)


@pytest.mark.slow
def test_a_stand_in_of_known_accuracy_is_found_to_have_it(texts, service, tmp_path):
    """It answers wrong where the text's own hash says so: in 13 of 100."""
    asked_of = models._tested(texts, Classify(tested=TESTED, examples=0), Run.seed, sampled=True)
    label = {Mask().hide(row.text).strip(): row.label for row in asked_of.itertuples()}

    def answered(asked):
        text = FENCED.search(asked.text)[1].strip()
        lot = int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100
        wrong = texts.names[(texts.names.index(label[text]) + 1) % MANY]
        return {"category": label[text] if lot < 100 * ACCURACY else wrong, "confidence": 0.9}

    service.answer = answered
    p = Params(
        door=settings(THIS, budget={"per_run": 50, "per_month": 50}),
        classify=Classify(tested=TESTED, examples=0),
    )
    found = models.compare(texts, None, p, Run(tmp_path / "run"))
    (judged,) = found.judged
    assert judged.right.n == TESTED == len(service.asked)
    assert judged.right.low <= ACCURACY <= judged.right.high
    assert judged.right.high - judged.right.low < 0.06
    assert np.isfinite(judged.dollars)
