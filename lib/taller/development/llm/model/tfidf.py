"""The cheap way to sort texts: weights of words and of letters in a row, and a logistic regression.

It learns from the texts that people put into categories. What it would have said of each of these
is kept too, learned from the others: texts that say the same stay together, or it would be asked
what it has just been told. Its confidence is how often it was right where it was as sure as that.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

    from taller.development.llm.features.texts import Texts

FOLDS, LEAST = 5, 5  # parts that are foretold in turn; texts of a category it can learn
STRENGTH, ROUNDS = 10.0, 12  # how little weights are held back; rounds of learning, few enough
INSIDE = (1e-6, 1 - 1e-6)  # how likely anything may be thought
FEW, NEVER = 500, -50.0  # texts below which every run of letters counts; a score of what is not


@dataclass(frozen=True)
class Guess:
    """The likeliest category of each text, and how likely it is."""

    categories: np.ndarray
    confidence: np.ndarray


@dataclass(frozen=True)
class Trust:
    """How often the likeliest category is right, by how likely the model thinks it (Platt 1999)."""

    slope: float
    level: float

    @classmethod
    def learned(cls, scores: np.ndarray, classes: np.ndarray, label: np.ndarray) -> Trust:
        """From guesses that were held out, and what was right."""
        import numpy as np
        from scipy.special import logit
        from sklearn.linear_model import LogisticRegression

        right = classes[scores.argmax(axis=1)] == label
        share = (right.sum() + 1) / (len(right) + 2)
        if 0 < right.sum() < len(right):
            said = logit(np.clip(np.exp(scores.max(axis=1)), *INSIDE))
            found = LogisticRegression(C=1.0).fit(said[:, None], right)
            if found.coef_[0, 0] > 0:
                return cls(float(found.coef_[0, 0]), float(found.intercept_[0]))
        return cls(0.0, float(logit(share)))

    def of(self, likely: np.ndarray) -> np.ndarray:
        """How often so likely a guess is right."""
        import numpy as np
        from scipy.special import expit, logit

        return np.asarray(expit(self.slope * logit(np.clip(likely, *INSIDE)) + self.level))


@dataclass(frozen=True)
class Cheap:
    """The model, and what it says of its own examples without having seen them.

    Attributes
    ----------
    held_out : of each labelled text, in their order, by the models that had not seen it
    untaught : categories with too few texts to learn from, and how many each has
    """

    pipeline: Any
    trust: Trust
    held_out: Guess
    untaught: dict[str, int]

    def guess(self, texts: Sequence[str]) -> Guess:
        """What further texts are about."""
        return _guess(_scores(self.pipeline, texts), self.pipeline.classes_, self.trust)


def learn(texts: Texts | None, seed: int, *, folds: int = FOLDS) -> Cheap | None:
    """Learn from the labelled texts; None where they hold fewer than two categories to learn.

    Parameters
    ----------
    folds : parts that are foretold in turn, each by a model of the others
    """
    import numpy as np
    from sklearn.model_selection import StratifiedGroupKFold

    if texts is None:
        return None
    labelled = texts.labelled
    alike, counts = _alike(labelled["text"]), labelled["label"].value_counts()
    different = labelled.groupby("label")["text"].agg(lambda each: _alike(each).nunique())
    untaught = {str(k): int(counts[k]) for k, n in different.items() if n < LEAST}
    taught = ~labelled["label"].isin(list(untaught)).to_numpy()
    said, label = labelled["text"].to_numpy(), labelled["label"].to_numpy(dtype=object)
    if len(set(label[taught])) < 2:
        return None
    drawn = StratifiedGroupKFold(folds, shuffle=True, random_state=seed % 2**32)
    classes = np.unique(label[taught])
    scores, fold = np.full((len(said), len(classes)), NEVER), np.zeros(len(said), dtype=int)
    with warnings.catch_warnings(action="ignore"):  # a category of fewer texts than parts
        parts = list(drawn.split(said, label, alike))
    for number, (others, rest) in enumerate(parts):
        seen = others[taught[others]]
        model = _fitted(said[seen], label[seen], seed)
        where = np.searchsorted(classes, model.classes_)
        scores[np.ix_(rest, where)] = _scores(model, said[rest])
        fold[rest] = number
    held_out = _guesses_apart(scores, classes, label, fold)
    whole = _fitted(said[taught], label[taught], seed)
    return Cheap(whole, Trust.learned(scores, classes, label), held_out, untaught)


def _alike(texts: pd.Series) -> pd.Series:
    """What texts say but for case, numbers and punctuation."""
    plain = texts.str.casefold().str.replace(r"\d+", "0", regex=True)
    return plain.str.replace(r"[\W_]+", " ", regex=True).str.strip()


def _fitted(said: np.ndarray, label: np.ndarray, seed: int) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    how: dict[str, Any] = {"sublinear_tf": True, "strip_accents": "unicode"}
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", **how)
    often = 1 if len(said) < FEW else 2
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=often, **how)
    learner = LogisticRegression(
        C=STRENGTH, solver="saga", max_iter=ROUNDS, tol=1e-2, random_state=seed % 2**32
    )
    with warnings.catch_warnings(action="ignore"):  # to stop early holds weights back as well
        return make_pipeline(make_union(words, letters), learner).fit(said, label)


def _scores(model: Any, texts: Sequence[str]) -> np.ndarray:
    """Logarithms of odds, (texts, categories)."""
    import numpy as np

    return np.maximum(model.predict_log_proba(texts), NEVER)


def _guess(scores: np.ndarray, classes: np.ndarray, trust: Trust) -> Guess:
    import numpy as np

    odds = np.exp(scores)
    best = odds.argmax(axis=1)
    return Guess(classes[best], trust.of(odds[np.arange(len(odds)), best]))


def _guesses_apart(
    scores: np.ndarray, classes: np.ndarray, label: np.ndarray, fold: np.ndarray
) -> Guess:
    """Each part's guesses, as sure as the other parts tell."""
    import numpy as np

    best, confidence = np.empty(len(label), dtype=object), np.zeros(len(label))
    for number in np.unique(fold):
        here, others = fold == number, fold != number
        found = _guess(scores[here], classes, Trust.learned(scores[others], classes, label[others]))
        best[here], confidence[here] = found.categories, found.confidence
    return Guess(best, confidence)
