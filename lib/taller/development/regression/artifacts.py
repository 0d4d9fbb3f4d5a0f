"""What is kept: the model without pickle, its contract, profile and card, and customer values."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from taller import durable
from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import (
    Valued,
    horizon_days,
    kept_of_sales,
    per_day,
)
from taller.development.regression.messages import say
from taller.development.regression.model import flat_models
from taller.development.regression.model.candidates import (
    KINDS,
    Blend,
    Candidate,
    Design,
    Lifetime,
    PastSpend,
    TwoPart,
)
from taller.development.regression.model.spend import GammaGamma
from taller.development.template import saving
from taller.development.template.encoding import Encoder
from taller.development.template.saving import Card, Metric
from taller.errors import DataError
from taller.handed import write_csv
from taller.language import number
from taller.phase import Artifact

MODEL, BUYS, SPENDS = "model.json", "model_buys.txt", "model_spends.txt"
CONTRACT, PROFILE, TREES = "contract.json", "profile.json", "model.txt"
CLOSE = 1e-9  # relative difference of a model read back


@dataclass(frozen=True)
class Kept:
    """What was written.

    Attributes
    ----------
    rows : of the file of values or predictions
    escaped : cells that began like a formula
    same : whether the model, read back, gives the same amounts
    """

    artifacts: tuple[Artifact, ...]
    rows: int
    escaped: int
    same: bool


def keep(
    tested: Tested | None, valued: Valued | None, folder: Path, relative_to: Path,
    *, seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Write everything, and read the model back to see that it is the same.

    Parameters
    ----------
    folder : where; made if needed
    relative_to : the run's folder, which artifacts are named from
    """
    if tested is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    if valued is not None:
        table, features, predicted, same = _lifetimes(valued, folder)
        values, label = "customer_values.csv", list_label(valued)
    else:
        table, features, predicted, same = _amounts(tested, folder)
        values, label = "predictions.csv", say("file.predictions")
    (folder / values).unlink(missing_ok=True)
    escaped = write_csv(folder / values, [table]) if table is not None else 0
    saving.write_json(folder / CONTRACT, saving.contract(features))
    saving.write_json(folder / PROFILE, saving.profile(features, predicted))
    saving.write_card(folder, card(tested, valued, seed, simulated))
    named = {
        values: label,
        "card.html": say("file.card"),
        "card.json": say("file.card_json"),
        MODEL: say("file.model"),
        TREES: say("file.trees"),
        BUYS: say("file.buys"),
        SPENDS: say("file.spends"),
        CONTRACT: say("file.contract"),
        PROFILE: say("file.profile"),
    }
    artifacts = saving.listed(folder, relative_to, named)
    return Kept(artifacts, 0 if table is None else len(table), escaped, same)


def list_label(valued: Valued) -> str:
    """What the list of customers holds."""
    return say("file.values" if valued.amounts else "file.order")


def _lifetimes(
    valued: Valued, folder: Path
) -> tuple[pd.DataFrame | None, pd.DataFrame, np.ndarray, bool]:
    base, p = valued.base, valued.tested.fitted.gathered.p
    write(folder, valued.candidate)
    days, rate = horizon_days(p.horizon_months), per_day(p.discount)
    again = read(folder).predict(base, days, rate) * kept_of_sales(p)
    same = bool(np.allclose(again, valued.expected, rtol=CLOSE, atol=1e-9))
    return _list(valued), base.frame, valued.expected, same


def _list(valued: Valued) -> pd.DataFrame | None:
    """The customers in the order that was tested; None where no order is better than chance.

    Amounts stand in it only where the test bears those of single customers.
    """
    base, order = valued.base, valued.order
    if not valued.tested.ranked_by:
        return None
    about = base.about.assign(segment=base.segments())
    table = pd.DataFrame({"user_id": base.frame.index.to_numpy(dtype=str)})
    if valued.amounts:
        for name in ("expected", "low", "high"):
            table[name.replace("expected", "value")] = np.round(getattr(valued, name), 2)
    table["tenth"] = _tenth(order)
    if valued.ranks and valued.alive is not None:
        table["still_buys"] = np.round(valued.alive, 4)
    table["past_spend"] = np.round(base.frame["recent"].to_numpy(), 2)
    return pd.concat([table, about.reset_index(drop=True)], axis=1).iloc[order]


def _tenth(order: np.ndarray) -> np.ndarray:
    place = np.empty(len(order), dtype=int)
    place[order] = np.arange(len(order))
    return place * 10 // max(len(order), 1) + 1


def _amounts(
    tested: Tested, folder: Path
) -> tuple[pd.DataFrame | None, pd.DataFrame, np.ndarray, bool]:
    flat = tested.fitted.flat
    assert flat is not None
    model = flat.models[tested.used]
    plain, text = model.dumps()
    saving.write_json(folder / MODEL, plain)
    if text is not None:
        durable.write_whole(folder / TREES, text)
    some = flat.split.train.features.iloc[:1000]
    again = flat_models.loads(saving.read_json(folder / MODEL), text).predict(some)
    same = bool(np.allclose(again, model.predict(some), rtol=CLOSE, atol=1e-9))
    table = None
    if tested.better:
        table = pd.DataFrame(
            {"subject": tested.subjects, "predicted": tested.predicted[tested.used],
             "low": tested.low, "high": tested.high, "actual": tested.actual}
        )  # fmt: skip
    return table, flat.split.train.features, flat.validation, same


def write(folder: Path, candidate: Candidate) -> None:
    """A candidate as JSON and, where there are trees, LightGBM's text."""
    for name in (BUYS, SPENDS):
        (folder / name).unlink(missing_ok=True)
    plain: dict[str, Any] = {"kind": candidate.kind}
    if isinstance(candidate, Lifetime):
        plain |= _plain(candidate)
    elif isinstance(candidate, Blend):
        plain["model"] = _plain(candidate.model)
    elif isinstance(candidate, TwoPart):
        assert candidate.encoder_ is not None
        assert candidate.carries_on_ is not None
        plain |= {"window": candidate.window, "smear": candidate.smear_,
                  "encoder": candidate.encoder_.to_json(),
                  "carries_on": _plain(candidate.carries_on_)}  # fmt: skip
        durable.write_whole(folder / BUYS, candidate.buys_.model_to_string())
        durable.write_whole(folder / SPENDS, candidate.spends_.model_to_string())
    saving.write_json(folder / MODEL, plain)


def read(folder: Path) -> Candidate:
    """A candidate that `write` wrote.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    plain = saving.read_json(folder / MODEL)
    try:
        return _read(plain, folder)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise DataError(folder / MODEL, say("error-no-model")) from error


def _read(plain: dict[str, Any], folder: Path) -> Candidate:
    kind = plain["kind"]
    if kind == "naive":
        return PastSpend()
    if kind == "blend":
        return Blend(_lifetime(plain["model"]))
    if kind in KINDS:
        return _lifetime(plain)
    if kind != "lightgbm":
        raise ValueError(kind)
    import lightgbm as lgb

    texts = [(folder / name).read_text(encoding="utf-8") for name in (BUYS, SPENDS)]
    buys, spends = (lgb.Booster(model_str=text) for text in texts)
    return TwoPart(
        plain["window"], encoder_=Encoder.from_json(plain["encoder"]), buys_=buys, spends_=spends,
        smear_=plain["smear"], carries_on_=_lifetime(plain["carries_on"]),
    )  # fmt: skip


def _plain(model: Lifetime) -> dict[str, Any]:
    assert model.spend_ is not None
    return {
        "kind": model.kind, "levels": model.design_.levels_,
        "theta": model.purchases_.theta_.tolist(),
        "covariance": model.purchases_.covariance_.tolist(),
        "spend_theta": model.spend_.theta_.tolist(),
        "spend_covariance": model.spend_.covariance_.tolist(),
    }  # fmt: skip


def _lifetime(plain: dict[str, Any]) -> Lifetime:
    purchases, spend = KINDS[plain["kind"]](), GammaGamma()
    purchases.theta_ = np.array(plain["theta"])
    purchases.covariance_ = np.array(plain["covariance"])
    purchases.coefficients_ = {}
    purchases.params_ = dict(
        zip(purchases.names, np.exp(purchases.theta_[:4]).tolist(), strict=True)
    )
    spend.theta_ = np.array(plain["spend_theta"])
    spend.covariance_ = np.array(plain["spend_covariance"])
    spend.params_ = dict(zip(spend.names, np.exp(spend.theta_).tolist(), strict=True))
    design = Design({name: list(levels) for name, levels in plain["levels"].items()})
    width = len(design.pairs())
    if width:
        purchases.coefficients_ = {
            "purchase": purchases.theta_[4 : 4 + width], "leaving": purchases.theta_[4 + width :],
        }  # fmt: skip
    return Lifetime(plain["kind"], purchases, spend, design)


def _use(tested: Tested, valued: Valued | None) -> tuple[str, ...]:
    """What the test bears."""
    found = []
    if valued is None and tested.better:
        found.append(say("card-use.rows"))
    if tested.ranked_by and tested.ranked_by == tested.used:
        found.append(say("card-use.order"))
    if valued is not None and valued.said != "not":
        found.append(say("card-use.total"))
    return tuple(found) or (say("card-use.none"),)


def card(tested: Tested, valued: Valued | None, seed: int, simulated: bool) -> Card:
    """The model card."""
    target = tested.fitted.gathered.p.target
    said = say.parts("card", rows=valued is None, target=target)
    metrics = [
        Metric(name=s.label, estimate=s.estimate)
        for s in tested.scores
        if s.model == tested.used and s.measure != "ranking"
    ]
    metrics.append(Metric(name=said["covered"], estimate=tested.covered))
    slices = []
    if valued is None:
        purpose, data = say("card-purpose-rows", target=target), [_split(tested)]
    else:
        v = valued.value
        purpose = say("horizon", months=v.months, day=valued.base.day, margin=v.margin,
                      discount=v.discount)  # fmt: skip
        data = [words.window(tested.fitted.gathered)]
        slices = [
            Metric(name=words.part(part.by, part.level), estimate=part.mean)
            for part in v.parts
            if valued.amounts
        ]
    if simulated:
        data.append(say("card-data.simulated"))
    return Card(
        title=said["title"],
        purpose=purpose,
        use=_use(tested, valued),
        misuse=(say("card-misuse.effect"), say("card-misuse.persons")),
        data=tuple(data), metrics=tuple(metrics), slices=tuple(slices),
        limits=words.limits(tested, valued),
        details={
            said["model"]: say(f"model.{tested.used}"), said["seed"]: str(seed),
            said["test_rows"]: number(len(tested.actual)), "Python": platform.python_version(),
            "LightGBM": metadata.version("lightgbm"),
        },
    )  # fmt: skip


def _split(tested: Tested) -> str:
    """How a flat table's rows were split."""
    flat = tested.fitted.flat
    assert flat is not None
    n, m = len(flat.split.train), len(tested.actual)
    return say("card-data.split", how=flat.split.how, n=n, m=m)
