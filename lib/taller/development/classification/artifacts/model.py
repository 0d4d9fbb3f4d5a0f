"""What is kept: the model without pickle, its contract, profile and card, and the scores."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

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
from taller.development.template.saving import Card, Metric
from taller.errors import DataError
from taller.language import date, listing, number
from taller.phase import Artifact

MODEL, TREES, CONTRACT, PROFILE = "model.json", "model.txt", "contract.json", "profile.json"
LISTED = 60  # columns that the card names; the contract has them all


@dataclass(frozen=True)
class Kept:
    """What was written.

    Attributes
    ----------
    scored : customers in the file of scores
    escaped : cells that began like a formula
    same : whether the model, read back, gives the same scores
    """

    artifacts: tuple[Artifact, ...]
    scored: int
    escaped: int
    same: bool


def keep(
    decided: Decided | None, waiting: Waiting | None, folder: Path, relative_to: Path, *,
    seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Write everything, and read the model back to see that it is the same.

    A model without a signal is not kept: whoever found its scores would choose by them.

    Parameters
    ----------
    folder : where; made if needed
    relative_to : the run's folder, which artifacts are named from
    """
    if decided is None or not decided.tested.signal:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    tested = decided.tested
    model, train = tested.fitted.model, tested.fitted.prepared.split.train
    write(folder, model)
    saving.write_json(folder / CONTRACT, saving.contract(train.features))
    validated = train.take(tested.fitted.prepared.split.validated)
    profile = saving.profile(validated.features, tested.fitted.validation)
    saving.write_json(folder / PROFILE, profile)
    saving.write_card(folder, card(decided, seed, simulated))
    some = tested.rows.features.iloc[:1000]
    same = bool(np.array_equal(read(folder).predict(some), model.predict(some)))
    scored, escaped = scores.write(decided, waiting, folder / "scores.csv")
    named = {
        "scores.csv": say("file.scores"),
        "card.html": say("file.card"),
        "card.json": say("file.card-json"),
        MODEL: say("file.model"),
        TREES: say("file.trees"),
        CONTRACT: say("file.contract"),
        PROFILE: say("file.profile"),
    }
    artifacts = saving.listed(folder, relative_to, named)
    return Kept(artifacts, scored, escaped, same)


def write(folder: Path, model: Calibrated) -> None:
    """The model as JSON and, where there are trees, LightGBM's text."""
    text, trees = model.dumps()
    durable.write_whole(folder / MODEL, text + "\n")
    if trees is None:
        (folder / TREES).unlink(missing_ok=True)
    else:
        durable.write_whole(folder / TREES, trees)


def read(folder: Path) -> Calibrated:
    """A model that `write` wrote.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    plain = saving.read_json(folder / MODEL)
    trees = folder / TREES
    text = trees.read_text(encoding="utf-8") if trees.exists() else None
    try:
        return Calibrated.loads(plain, text)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(folder / MODEL, say("fault.saved")) from error


def score(folder: Path, frame: pd.DataFrame) -> np.ndarray:
    """Probabilities of new rows by a saved model, after its contract.

    Raises
    ------
    DataError
        If a column is absent or of another kind, all of them at once.
    """
    agreed = saving.read_json(folder / CONTRACT)
    return read(folder).predict(saving.conform(frame, agreed))


def card(decided: Decided, seed: int, simulated: bool) -> Card:
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
    slices = [
        Metric(name=f"{tested.columns.label(part.column)}: {part.level}", estimate=part.auroc)
        for part in tested.parts
        if part.auroc is not None
    ]
    split = fitted.prepared.split
    data = [
        say("card.learned", n=len(split.train), m=len(tested.rows)),
        words.split_in_words(fitted.prepared),
    ]
    if simulated:
        data.append(say("card.simulated"))
    return Card(
        title=say("card.title", event=words.event(p)), purpose=words.purpose(gathered),
        use=(say(f"use.{p.purpose}"), say("use-order")), misuse=(*say.parts("misuse").values(),),
        data=tuple(data), metrics=tuple(metrics), slices=tuple(slices),
        slices_of=say("card.slices"),
        limits=words.limits(tested, decided), details=_details(decided, seed),
    )  # fmt: skip


def _details(decided: Decided, seed: int) -> dict[str, str]:
    fitted = decided.tested.fitted
    at = fitted.prepared.gathered.current_at
    found = {
        say("card-detail.model"): say(f"model.{fitted.model.kind}"),
        say("card-detail.columns"): listing(list(fitted.model.columns), LISTED),
        say("card-detail.left-out"): listing(
            sorted({n for f in fitted.prepared.findings if f.severity == "dropped"
                    for n in f.columns}), LISTED
        ) or "–",
        say("card-detail.seed"): str(seed),
        "Python": platform.python_version(),
        "LightGBM": metadata.version("lightgbm"),
    }  # fmt: skip
    if decided.advice == "score" and decided.money is not None:
        found[say("card-detail.threshold")] = number(decided.money.threshold, 3)
    if at is not None:
        found[say("card-detail.as-of")] = date(at)
    return found
