"""What is kept: the model as plain arrays, its contract, profile and card, and everybody's list.

::

    model.npz         item codes, weights or factors, the best-sellers' shares, the rules of the
                      lists; nothing pickled
    histories.npz     what customers did, by pseudonym, to answer them by their id later
    contract.json     kind of model, how it is set, what a history must hold
    profile.json      how long histories and how high scores were, for drift later
    card.json, .html  what it is for, how good it is, its limits
    suggestions.csv   customer, place, item, and what it is suggested for; where a model beats the
                      best-sellers
    best_sellers.csv  the items most bought; where no model does, and they beat items drawn by lot
    new_items.csv     items that nobody bought yet, and the customers they suit
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from taller import tabular
from taller.development.recommendation.artifacts.histories import HISTORIES, Histories, arrays
from taller.development.recommendation.artifacts.ruled import KNOBS, Ruled
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.models import ALS, EASE, CoPurchase, Popularity
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Filled
from taller.development.recommendation.words import limits, setting
from taller.development.template import saving
from taller.development.template.saving import Card, Kept, Metric
from taller.language import date, number

MODEL, LISTS, SELLERS, NEW = "model.npz", "suggestions.csv", "best_sellers.csv", "new_items.csv"
MOST = 50  # best-sellers that are written
AT_ONCE = 50_000  # customers written at a time
TRIED = 1_000  # customers that the model read back is compared on


def keep(
    explained: Explained | None, tested: Tested | None, folder: Path, relative_to: Path, *,
    seed: int, simulated: bool, salt: bytes | None = None,
) -> Kept | None:  # fmt: skip
    """Keep what the test bears, see `taller.development.template.saving.keep`.

    Where neither a model nor the best-sellers are better than items drawn by lot, nothing is kept.

    Parameters
    ----------
    salt : the client's, under which customers' histories are kept; None keeps none
    """
    if explained is None or tested is None or not (tested.signal or tested.sells):
        return None
    applied = explained.applied
    held = saving.Contents(
        lists={
            LISTS: _lists(explained) if tested.signal else None,
            SELLERS: _sellers(applied) if tested.sells and not tested.signal else None,
            NEW: _new(explained),
        },
        model=files(applied, salt),
        contract=contract(applied),
        profile=_profile(applied),
        card=card(explained, tested),
        same=lambda folder: _same(*read(folder), applied),
        labels={
            LISTS: say("artifact.suggestions"),
            SELLERS: say("artifact.best-sellers"),
            NEW: say("artifact.new-items"),
            MODEL: say("artifact.model"),
            saving.CONTRACT: say("artifact.contract"),
            saving.PROFILE: say("artifact.profile"),
        },
        libraries=("NumPy", "SciPy"),
    )
    return saving.keep(held, folder, relative_to, seed=seed, simulated=simulated)


def files(applied: Applied, salt: bytes | None = None) -> dict[str, Any]:
    """The model as arrays, and what customers did where a salt is at hand."""
    model = applied.model.model
    arrays: dict[str, Any] = {
        "items": _ids(applied), "share": applied.model.share_, **Ruled.of(applied).arrays(),
    }  # fmt: skip
    if isinstance(model, EASE):
        arrays["weights"] = model.weights_
    elif isinstance(model, CoPurchase):
        held = model.similarity_
        arrays |= {"data": held.data, "indices": held.indices, "indptr": held.indptr}
    elif isinstance(model, ALS):
        arrays["factors"] = model.items_
    elif isinstance(model, Popularity):
        arrays["buyers"] = model.buyers_
    known = None if salt is None else Histories.of(applied, salt).write()
    return {MODEL: lambda file: np.savez(file, **arrays), HISTORIES: known}


def contract(applied: Applied) -> dict[str, Any]:
    """How the model is set, and what a history must hold."""
    p, chosen = applied.trained.gathered.p, applied.trained.chosen
    plain = applied.kind == "popularity"
    history = {"bought": 1.0}
    if chosen.events and not plain:
        history |= {"view_item": p.view_weight, "add_to_cart": p.cart_weight}
    return {
        "kind": applied.kind, "options": {} if plain else dict(chosen.options),
        "trend": applied.model.trend, "items": len(_ids(applied)), "history": history,
        "half_life_days": 0.0 if plain else chosen.half_life,
        "rules": {name: getattr(p, name) for name in KNOBS},
    }  # fmt: skip


def _ids(applied: Applied) -> np.ndarray:
    catalogue = applied.trained.gathered.catalogue
    assert catalogue is not None
    return catalogue.ids.astype(str)


def _same(again: Filled, items: np.ndarray, applied: Applied) -> bool:
    """Whether a model read back gives the same scores to the same items."""
    some = applied.seen[:TRIED]
    same = np.array_equal(again.score(some), applied.model.score(some))
    return same and np.array_equal(items, _ids(applied))


def read(folder: Path) -> tuple[Filled, np.ndarray]:
    """A model that was kept, and the codes of its items.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    agreed = saving.read_json(folder / saving.CONTRACT)
    with saving.reading(folder / MODEL), arrays(folder / MODEL) as held:
        model = Filled(_restored(agreed, held), float(agreed["trend"]))
        model.share_ = held["share"]
        return model, held["items"]


def read_rules(folder: Path) -> Ruled:
    """The rules that a kept model's lists were made under.

    Raises
    ------
    DataError
        If they are missing or are not what was written.
    """
    agreed = saving.read_json(folder / saving.CONTRACT)
    with saving.reading(folder / MODEL), arrays(folder / MODEL) as held:
        return Ruled.read(agreed["rules"], held)


def _restored(agreed: dict[str, Any], held: Any) -> Any:
    kind, options = agreed["kind"], agreed["options"]
    if kind == "ease":
        model = EASE(**options)
        model.weights_ = held["weights"]
        return model
    if kind == "copurchase":
        together = CoPurchase()
        parts = (held["data"], held["indices"], held["indptr"])
        together.similarity_ = sparse.csr_matrix(parts, shape=(agreed["items"], agreed["items"]))
        return together
    if kind == "als":
        return ALS(**options).restore(held["factors"])
    if kind == "popularity":
        popular = Popularity()
        popular.buyers_ = held["buyers"]
        return popular
    raise ValueError(kind)


def _profile(applied: Applied) -> dict[str, Any]:
    first = applied.scores[:, 0]
    frame = pd.DataFrame({"items_in_history": np.diff(applied.seen.indptr)})
    return saving.profile(frame, first[np.isfinite(first)])


def _sellers(applied: Applied) -> list[pd.DataFrame]:
    """The best-sellers, once for all."""
    catalogue = applied.trained.gathered.catalogue
    assert catalogue is not None
    order = np.argsort(-applied.model.share_, kind="stable")
    order = order[applied.allowed[order] & (applied.model.share_[order] > 0)][:MOST]
    ids, labels = catalogue.ids.astype(str), catalogue.labels.astype(str)
    places = np.arange(1, len(order) + 1)
    return [pd.DataFrame({"place": places, "item_id": ids[order], "item_name": labels[order]})]


def _lists(explained: Explained) -> Iterator[pa.Table]:
    """Everybody's list with its reasons, in blocks."""
    gathered = explained.applied.trained.gathered
    catalogue = gathered.catalogue
    assert catalogue is not None
    lists, because = explained.applied.lists, explained.because
    ids, labels = _texts(catalogue.ids), _texts(catalogue.labels)
    k = lists.shape[1]
    for first in range(0, len(lists), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        flat, why = lists[rows].ravel(), because[rows].ravel()
        there = flat >= 0
        flat, why = flat[there], why[there]
        n = len(lists[rows])
        they = np.where(explained.was_bought(rows).ravel()[there], 0, 1)
        yield pa.table(
            {
                "user_id": _told(np.repeat(np.arange(n), k)[there], _texts(gathered.users[rows])),
                "place": np.tile(np.arange(1, k + 1), n)[there],
                "item_id": _told(flat, ids),
                "item_name": _told(flat, labels),
                "because_item_id": _told(why, ids),
                "because": _told(why, labels),
                "because_they": _told(np.where(why >= 0, they, -1), pa.array(["bought", "looked"])),
            }
        )


def _texts(values: np.ndarray) -> pa.Array:
    return pa.array(values.astype(str).astype(object), pa.string())


def _told(codes: np.ndarray, texts: pa.Array) -> pa.Array:
    """A text for each row, nothing where the code is below 0."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), texts)


def _new(explained: Explained) -> list[pd.DataFrame] | None:
    """New items and the customers they suit; None where there are none, or that is not told."""
    new, gathered = explained.new, explained.applied.trained.gathered
    if new is None or not len(new.items) or not new.told:
        return None
    assert gathered.catalogue is not None
    ids, labels = gathered.catalogue.ids.astype(str), gathered.catalogue.labels.astype(str)
    n = new.customers.shape[1]
    flat = new.customers.ravel()
    there = flat >= 0
    return [pd.DataFrame(
        {
            "item_id": np.repeat(ids[new.items], n)[there],
            "item_name": np.repeat(labels[new.items], n)[there],
            "place": np.tile(np.arange(1, n + 1), len(new.items))[there],
            "user_id": gathered.users[np.maximum(flat, 0)].astype(str)[there],
            "like_item_id": np.repeat(ids[new.nearest], n)[there],
            "like": np.repeat(labels[new.nearest], n)[there],
        }
    )]  # fmt: skip


def card(explained: Explained, tested: Tested) -> Card:
    """The model card."""
    applied = explained.applied
    gathered, kind = applied.trained.gathered, applied.kind
    assert gathered.now is not None
    assert gathered.test is not None
    measured = kind if kind in (tested.name, "popularity") else tested.name
    metrics = [
        Metric(name=say(f"measure.{s.measure}"), estimate=s.estimate)
        for s in tested.scores
        if s.model == measured and s.protocol == "time"
    ]
    metrics.append(Metric(name=say("card-coverage"), estimate=tested.covered[measured]))
    slices = [
        Metric(name=say("card-part", part=say(f"part.{part.name}")), estimate=part.ndcg)
        for part in tested.parts
        if part.ndcg is not None and measured == tested.name
    ]
    bought, k, days = gathered.test.bought, gathered.p.k, gathered.p.horizon_days
    said = say.parts(
        "card", better=tested.signal, k=k, pairs=bought.nnz, day=gathered.test.at, days=days,
        customers=(bought.getnnz(axis=1) > 0).sum(), tested=tested.people,
    )  # fmt: skip
    set_as = tabular.MISSING if kind == "popularity" else setting(applied.trained.chosen)
    useful = tested.signal or tested.sells
    return Card(
        title=said["title"], purpose=said["purpose"],
        use=(say("card-use.choosing" if useful else "card-use.none"),),
        misuse=tuple(say.parts("card-misuse").values()),
        data=(said["data"],), metrics=tuple(metrics), slices=tuple(slices), limits=limits(gathered),
        details={
            say("card-details.model"): say(f"model.{kind}"), say("card-details.settings"): set_as,
            say("card-details.items"): number(len(gathered.catalogue or ())),
            say("card-details.made"): date(gathered.now.at),
        },
    )  # fmt: skip
