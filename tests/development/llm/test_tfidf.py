"""The cheap model: what it learns from, what it never sees, and how sure it may be."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller.development.llm import tables
from taller.development.llm.briefs.classify import Category, Classify
from taller.development.llm.evaluation.models import compare
from taller.development.llm.features.texts import Texts
from taller.development.llm.model import classify, tfidf
from taller.development.llm.params import Params

SIZES = ["me queda pequeño", "la talla es grande", "no me cierra", "me aprieta", "muy ancho"]
POST = ["no ha llegado", "el paquete tarda", "el repartidor no llamó", "sigo esperando", "tarde"]


def held(texts: list[str], labels: list[str | None], categories: tuple[str, ...] = ()) -> Texts:
    """Texts as they are read."""
    frame = pd.DataFrame({"text": texts, "label": pd.array(labels, dtype=object)})
    frame["text_id"] = [str(n) for n in range(len(texts))]
    names = categories or tuple(sorted({label for label in labels if label}))
    found = tuple(Category(name=name) for name in names)
    return Texts(frame.astype({"label": object}), found, False, 0, {})


def many(n: int = 6) -> Texts:
    """Each sentence in n wordings."""
    more = ["gracias", "hola", "siempre", "nunca", "ayer", "hoy"][:n]
    texts = [f"{sentence} {word}" for sentence in (*SIZES, *POST) for word in more]
    labels = ["Talla"] * 5 * n + ["Envío"] * 5 * n
    return held(texts, labels)


def test_it_foretells_its_examples_without_having_seen_them():
    """With labels drawn by lot it is right about as often as a coin, though it could know all."""
    texts, rng = many(), np.random.default_rng(5)
    texts.frame["label"] = rng.choice(["Talla", "Envío"], len(texts.frame))
    found = tfidf.learn(texts, 1)
    right = found.held_out.categories == texts.labelled["label"].to_numpy(dtype=object)
    assert 0.3 < right.mean() < 0.7
    assert (found.guess(texts.frame["text"]).categories == texts.frame["label"]).mean() > 0.85


def test_texts_that_say_the_same_stay_together():
    """Each stands there five times, with another number or in capitals: no copy gives it away."""
    said = [*SIZES, *POST]
    texts = [f"{s} {n}" if n % 2 else f"{s.upper()} {n}!" for s in said for n in range(5)]
    labels = np.repeat(["a", "b"] * 5, 5).tolist()
    found = tfidf.learn(held(texts, labels), 1)
    right = found.held_out.categories == np.array(labels, dtype=object)
    assert right.mean() < 0.8


@pytest.mark.parametrize(
    "texts",
    [held(["a b"] * 12, ["x", "y"] * 6), held(["uno", "dos", "tres"], ["x", "y", None]),
     held(["uno dos"] * 3, [None] * 3), held(POST, ["x"] * 5)],
    ids=["all equal", "three texts", "no labels", "one label"],
)  # fmt: skip
def test_too_little_to_learn_from_is_no_model(texts):
    assert tfidf.learn(texts, 1) is None


def test_a_category_with_too_few_texts_is_told_and_never_guessed():
    texts = many()
    more = held([*texts.frame["text"], "rara", "otra"], [*texts.frame["label"], "Raro", "Raro"])
    found = tfidf.learn(more, 1)
    assert found.untaught == {"Raro": 2}
    assert "Raro" not in set(found.held_out.categories)
    run, p = SimpleNamespace(seed=1, currency="EUR"), Params()
    assert "Raro" in tables.models(compare(more, found, p, run)).html.partition("never names")[2]
    assert len(found.held_out.categories) == len(more.labelled)


def test_confidence_is_how_often_it_was_right():
    """Always sure and right in two of three: (20 + 1) / (30 + 2), whatever it thinks itself."""
    scores = np.log(np.full((30, 2), [0.999, 0.001]))
    label = np.array(["a", "a", "b"] * 10, dtype=object)
    found = tfidf.Trust.learned(scores, np.array(["a", "b"], dtype=object), label)
    assert found.of(np.array([0.999]))[0] == pytest.approx(2 / 3, abs=0.03)


def test_it_abstains_where_it_is_not_sure_enough():
    texts = many()
    found = tfidf.learn(texts, 1)
    sure = classify.by_cheap(texts, found, Classify(least_confidence=0.0))
    none = classify.by_cheap(texts, found, Classify(least_confidence=0.999999))
    assert all(placed.category for placed in sure.values())
    assert not any(placed.category for placed in none.values())
    assert all(placed.confidence > 0.5 for placed in none.values())
