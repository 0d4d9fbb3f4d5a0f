"""What is kept: the model without pickle, its contract, profile and card, and customer values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from taller.development.regression import words
from taller.development.regression.evaluation.test import Tested
from taller.development.regression.evaluation.value import (
    Valued,
    horizon_days,
    kept_of_sales,
    per_day,
)
from taller.development.regression.features.customers import Customers
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
from taller.development.template.saving import Card, Kept, Metric
from taller.language import number

MODEL, TREES, BUYS, SPENDS = "model.json", "model.txt", "model_buys.txt", "model_spends.txt"
VALUES, PREDICTIONS = "customer_values.csv", "predictions.csv"
HISTORY, ABOUT = ("frequency", "recency", "age"), "about "
CLOSE = 1e-9  # difference of a model read back, relative or as it is


def keep(
    tested: Tested | None, valued: Valued | None, folder: Path, relative_to: Path,
    *, seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Keep what the test bears, see `taller.development.template.saving.keep`.

    A model that bears neither an order nor a total is not kept: whoever found it would use it.
    """
    if tested is None or not _uses(tested, valued):
        return None
    features, predicted, model = _amounts(tested) if valued is None else _lifetimes(valued)
    held = saving.Contents(
        lists={VALUES: _values(valued), PREDICTIONS: _predictions(tested, valued)},
        model=files(model),
        contract=contract(features, valued),
        profile=saving.profile(features, predicted),
        card=card(tested, valued),
        same=lambda folder: _same(read(folder), tested, valued),
        labels={
            VALUES: list_label(valued),
            PREDICTIONS: say("file.predictions"),
            MODEL: say("file.model"),
            TREES: say("file.trees"),
            BUYS: say("file.buys"),
            SPENDS: say("file.spends"),
            saving.CONTRACT: say("file.contract"),
            saving.PROFILE: say("file.profile"),
        },
        libraries=("LightGBM",),
    )
    return saving.keep(held, folder, relative_to, seed=seed, simulated=simulated)


def list_label(valued: Valued | None) -> str:
    """What the list of customers holds."""
    return say("file.values" if valued is None or valued.amounts else "file.order")


def contract(features: pd.DataFrame, valued: Valued | None) -> dict[str, Any]:
    """What the model takes; of customers' values also the time and the margin they are told for."""
    if valued is None:
        return saving.contract(features)
    p, base = valued.tested.fitted.gathered.p, valued.base
    names = taken(valued.candidate)
    # A column that is the same for all now is not described: it stays one that is taken.
    return saving.contract(known(base, names).reindex(columns=names)) | {
        "horizon": {
            "days": horizon_days(p.horizon_months), "discount": per_day(p.discount),
            "kept": kept_of_sales(p), "recent_days": base.recent_days,
        }
    }  # fmt: skip


def known(base: Customers, names: Sequence[str]) -> pd.DataFrame:
    """What is known of customers, of the columns that a kept model takes."""
    # Another spend than that of `described`, which trees learn from; no other model takes it.
    whole = pd.concat([base.frame.drop(columns="spend"), base.about.add_prefix(ABOUT)], axis=1)
    if not {*names} <= {*whole.columns}:
        whole = pd.concat([whole, base.described()], axis=1)
    whole = whole.loc[:, ~whole.columns.duplicated()]
    return whole[[name for name in names if name in whole]]


def taken(candidate: Candidate) -> list[str]:
    """The columns that a candidate takes of customers; what is known beside begins with `ABOUT`."""
    if isinstance(candidate, PastSpend):
        return ["recent"]
    if isinstance(candidate, TwoPart):
        assert candidate.encoder_ is not None
        assert candidate.carries_on_ is not None
        history = [*HISTORY, *_about(candidate.carries_on_)]
        return list(dict.fromkeys([*history, *candidate.encoder_.columns_]))
    if isinstance(candidate, Blend):
        return ["recent", *taken(candidate.model)]
    assert isinstance(candidate, Lifetime)
    return [*HISTORY, "paid", "mean_spend", *_about(candidate)]


def _about(model: Lifetime) -> list[str]:
    return [ABOUT + name for name in model.design_.levels_]


def _lifetimes(valued: Valued) -> tuple[pd.DataFrame, np.ndarray, Candidate]:
    """What the model takes, what it gave of that, and the model."""
    return valued.base.frame, valued.expected, valued.candidate


def _amounts(tested: Tested) -> tuple[pd.DataFrame, np.ndarray, flat_models.Amounts]:
    """The same for a flat table."""
    flat = tested.fitted.flat
    assert flat is not None
    kept = flat.models[tested.ranked_by or tested.used]
    return flat.split.train.features, flat.validation, kept


def _same(again: Any, tested: Tested, valued: Valued | None) -> bool:
    """Whether a model read back gives the same amounts."""
    if valued is not None:
        p = valued.tested.fitted.gathered.p
        days, rate = horizon_days(p.horizon_months), per_day(p.discount)
        found = again.predict(valued.base, days, rate) * kept_of_sales(p)
        return np.allclose(found, valued.expected, rtol=CLOSE, atol=CLOSE)
    features, _validated, model = _amounts(tested)
    some = features.iloc[:1000]
    return np.allclose(again.predict(some), model.predict(some), rtol=CLOSE, atol=CLOSE)


def _values(valued: Valued | None) -> list[pd.DataFrame] | None:
    """The customers in the order that was tested; None where no order is better than chance.

    Amounts stand in it only where the test bears those of single customers.
    """
    if valued is None or not valued.tested.ranked_by:
        return None
    base, order = valued.base, valued.order
    about = base.about.assign(segment=base.segments())
    table = pd.DataFrame({"user_id": base.frame.index.to_numpy(dtype=str)})
    if valued.amounts:
        for name in ("expected", "low", "high"):
            table[name.replace("expected", "value")] = np.round(getattr(valued, name), 2)
    table["tenth"] = _tenth(order)
    if valued.ranks and valued.alive is not None:
        table["still_buys"] = np.round(valued.alive, 4)
    table["past_spend"] = np.round(base.frame["recent"].to_numpy(), 2)
    return [pd.concat([table, about.reset_index(drop=True)], axis=1).iloc[order]]


def _tenth(order: np.ndarray) -> np.ndarray:
    place = np.empty(len(order), dtype=int)
    place[order] = np.arange(len(order))
    return place * 10 // max(len(order), 1) + 1


def _predictions(tested: Tested, valued: Valued | None) -> list[pd.DataFrame] | None:
    """The test rows of a flat table, where the model is better than the mean."""
    if valued is not None or not tested.better:
        return None
    return [pd.DataFrame({
        "subject": tested.subjects, "predicted": tested.predicted[tested.used],
        "low": tested.low, "high": tested.high, "actual": tested.actual,
    })]  # fmt: skip


def files(model: Candidate | flat_models.Amounts) -> dict[str, Any]:
    """A model as JSON and, where there are trees, LightGBM's text."""
    found: dict[str, Any] = dict.fromkeys((MODEL, TREES, BUYS, SPENDS))
    if isinstance(model, Lifetime):
        found[MODEL] = _plain(model)
    elif isinstance(model, Blend):
        found[MODEL] = {"kind": model.kind, "model": _plain(model.model)}
    elif isinstance(model, TwoPart):
        assert model.encoder_ is not None
        assert model.carries_on_ is not None
        found[MODEL] = {"kind": model.kind, "window": model.window, "smear": model.smear_,
                        "encoder": model.encoder_.to_json(),
                        "carries_on": _plain(model.carries_on_)}  # fmt: skip
        found[BUYS] = model.buys_.model_to_string()
        found[SPENDS] = model.spends_.model_to_string()
    elif isinstance(model, PastSpend):
        found[MODEL] = {"kind": model.kind}
    else:
        found[MODEL], found[TREES] = model.dumps()
    return found


def read(folder: Path) -> Candidate | flat_models.Amounts:
    """A model that was kept.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    with saving.reading(folder / MODEL):
        return _read(saving.read_json(folder / MODEL), folder)


def _read(plain: dict[str, Any], folder: Path) -> Candidate | flat_models.Amounts:
    kind = plain["kind"]
    if kind == "naive":
        return PastSpend()
    if kind == "blend":
        return Blend(_lifetime(plain["model"]))
    if kind in KINDS:
        return _lifetime(plain)
    texts = {name: (folder / name).read_text(encoding="utf-8")
             for name in (TREES, BUYS, SPENDS) if (folder / name).exists()}  # fmt: skip
    if "window" not in plain:
        return flat_models.loads(plain, texts.get(TREES))
    import lightgbm as lgb

    buys, spends = (lgb.Booster(model_str=texts[name]) for name in (BUYS, SPENDS))
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
    held = {
        name: np.array(value) for name, value in plain.items() if name not in ("kind", "levels")
    }
    purchases = KINDS[plain["kind"]]().take(held["theta"], held["covariance"])
    spend = GammaGamma().take(held["spend_theta"], held["spend_covariance"])
    design = Design({name: list(levels) for name, levels in plain["levels"].items()})
    return Lifetime(plain["kind"], purchases, spend, design)


def _uses(tested: Tested, valued: Valued | None) -> tuple[str, ...]:
    """What the test bears; nothing where it bears neither an order nor a total."""
    found = []
    if valued is None and tested.better:
        found.append(say("card-use.rows"))
    if tested.ranked_by and tested.ranked_by == tested.used:
        found.append(say("card-use.order"))
    elif valued is None and tested.ranked_by:
        found.append(say("card-use.rank"))
    if valued is not None and valued.said != "not":
        found.append(say("card-use.total"))
    return tuple(found)


def card(tested: Tested, valued: Valued | None) -> Card:
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
        purpose, data = say("card-purpose-rows", target=target), _split(tested)
    else:
        v = valued.value
        purpose = say("horizon", months=v.months, day=valued.base.day, margin=v.margin,
                      discount=v.discount)  # fmt: skip
        data = words.window(tested.fitted.gathered)
        slices = [
            Metric(name=words.part(part.by, part.level), estimate=part.mean)
            for part in v.parts
            if valued.amounts
        ]
    return Card(
        title=said["title"],
        purpose=purpose,
        use=_uses(tested, valued),
        misuse=(say("card-misuse.effect"), say("card-misuse.persons")),
        data=(data,), metrics=tuple(metrics), slices=tuple(slices),
        limits=words.limits(tested, valued),
        details={
            said["model"]: say(f"model.{tested.used}"),
            said["test_rows"]: number(len(tested.actual)),
        },
    )  # fmt: skip


def _split(tested: Tested) -> str:
    """How a flat table's rows were split."""
    flat = tested.fitted.flat
    assert flat is not None
    n, m = len(flat.split.train), len(tested.actual)
    return say("card-data.split", how=flat.split.how, n=n, m=m)
