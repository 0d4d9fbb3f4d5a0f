"""What is kept: the model without pickle, its contract, profile and card, and the scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from taller import durable
from taller.development.classification import words
from taller.development.classification.artifacts import scores
from taller.development.classification.evaluation import values
from taller.development.classification.evaluation.money import Decided
from taller.development.classification.evaluation.wait import Waiting
from taller.development.classification.messages import say
from taller.development.classification.model.models import Calibrated
from taller.development.template import saving
from taller.development.template.saving import Card, Kept, Metric
from taller.language import date, listing, number

MODEL, TREES, SCORES = "model.json", "model.txt", "scores.csv"
TODAY, TESTED, LEFT, TOLD = "today.parquet", "tested.parquet", "left", "told"
LISTED = 60  # columns that the card names; the contract has them all


def keep(
    decided: Decided | None, waiting: Waiting | None, folder: Path, relative_to: Path, *,
    seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Keep what the test bears, see `taller.development.template.saving.keep`.

    A model without a signal is not kept: whoever found its scores would choose by them.
    """
    if decided is None or not decided.tested.signal:
        return None
    tested = decided.tested
    model, split = tested.fitted.model, tested.fitted.prepared.split
    validated = split.train.take(split.validated).features
    some = tested.rows.features.iloc[:1000]
    held = saving.Contents(
        lists={SCORES: [scores.listed(decided, waiting)]},
        model=files(model),
        contract=saving.contract(split.train.features),
        profile=saving.profile(validated, tested.fitted.validation),
        card=card(decided),
        same=lambda folder: np.array_equal(read(folder).predict(some), model.predict(some)),
        labels={
            SCORES: say("file.scores"),
            MODEL: say("file.model"),
            TREES: say("file.trees"),
            saving.CONTRACT: say("file.contract"),
            saving.PROFILE: say("file.profile"),
        },
        libraries=("LightGBM",),
    )
    kept = saving.keep(held, folder, relative_to, seed=seed, simulated=simulated)
    _leave(decided, folder)
    return kept


def _leave(decided: Decided, folder: Path) -> None:
    """The rows of the test and of now, nobody named, against which the model is watched later."""
    tested = decided.tested
    seen = tested.rows.features.assign(**{LEFT: tested.rows.target, TOLD: tested.predicted})
    people = decided.people
    now = people.features.iloc[people.open_to].assign(**{TOLD: people.probabilities})
    for name, rows in ((TESTED, seen), (TODAY, now)):
        with durable.beside(folder / name) as path:
            rows.reset_index(drop=True).to_parquet(path)


def files(model: Calibrated) -> dict[str, Any]:
    """The model as JSON and, where there are trees, LightGBM's text."""
    plain, trees = model.dumps()
    return {MODEL: plain, TREES: trees}


def read(folder: Path) -> Calibrated:
    """A model that was kept.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    trees = folder / TREES
    with saving.reading(folder / MODEL):
        text = trees.read_text(encoding="utf-8") if trees.exists() else None
        return Calibrated.loads(saving.read_json(folder / MODEL), text)


def score(folder: Path, frame: pd.DataFrame) -> np.ndarray:
    """Probabilities of new rows by a saved model, after its contract.

    Raises
    ------
    DataError
        If a column is absent or of another kind, all of them at once.
    """
    agreed = saving.read_json(folder / saving.CONTRACT)
    return read(folder).predict(saving.conform(frame, agreed))


def card(decided: Decided) -> Card:
    """The model card."""
    tested = decided.tested
    fitted = tested.fitted
    gathered, p = fitted.prepared.gathered, fitted.prepared.gathered.p
    metrics = [
        Metric(name=s.label, estimate=s.estimate)
        for s in tested.scores
        if s.model == fitted.model.kind
    ]
    if decided.money is not None and decided.gap is None:
        profit = say("card.profit", values=values.stated(decided))
        metrics.append(Metric(name=profit, estimate=decided.money.profit))
    called = tested.columns
    slices = [
        Metric(
            name=f"{called.label(part.column)}: {called.level(part.column, part.level)}",
            estimate=part.auroc,
        )
        for part in tested.parts
        if part.auroc is not None
    ]
    split = fitted.prepared.split
    learned = say("card.learned", n=len(split.train), m=len(tested.rows))
    return Card(
        title=say("card.title", event=words.event(p)), purpose=words.purpose(gathered),
        use=(say(f"use.{p.purpose}"), say("use-order")), misuse=(*say.parts("misuse").values(),),
        data=(learned, words.split_in_words(fitted.prepared)),
        metrics=tuple(metrics), slices=tuple(slices), slices_of=say("card.slices"),
        limits=words.limits(tested, decided), details=_details(decided),
    )  # fmt: skip


def _details(decided: Decided) -> dict[str, str]:
    fitted = decided.tested.fitted
    at = fitted.prepared.gathered.current_at
    found = {
        say("card-detail.model"): say(f"model.{fitted.model.kind}"),
        say("card-detail.columns"): listing(list(fitted.model.columns), LISTED),
        say("card-detail.left-out"): listing(
            sorted({n for f in fitted.prepared.findings if f.severity == "dropped"
                    for n in f.columns}), LISTED
        ) or "–",
    }  # fmt: skip
    if decided.advice == "score" and decided.money is not None:
        found[say("card-detail.threshold")] = number(decided.money.threshold, 3)
    if at is not None:
        found[say("card-detail.as-of")] = date(at)
    return found
