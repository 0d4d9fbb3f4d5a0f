"""What is kept: the model as plain arrays, its contract, profile and card, and everybody's list.

::

    model.npz         item codes, weights or factors, and the best-sellers' shares; nothing pickled
    contract.json     kind of model, how it is set, what a history must hold
    profile.json      how long histories and how high scores were, for drift later
    card.json, .html  what it is for, how good it is, its limits
    suggestions.csv   customer, place, item, and what it is suggested for; where a model beats the
                      best-sellers
    best_sellers.csv  the items most bought; where no model does, and they beat items drawn by lot
    new_items.csv     items that nobody bought yet, and the customers they suit
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from taller import tabular
from taller.development.recommendation.evaluation.test import Tested
from taller.development.recommendation.features import Gathered
from taller.development.recommendation.messages import say
from taller.development.recommendation.model.models import ALS, EASE, CoPurchase, Popularity
from taller.development.recommendation.model.reasons import Explained
from taller.development.recommendation.model.rules import Applied
from taller.development.recommendation.model.training import Filled
from taller.development.recommendation.words import setting
from taller.development.template import saving
from taller.development.template.saving import Card, Metric
from taller.errors import DataError
from taller.handed import write_csv
from taller.language import date, number
from taller.phase import Artifact

MODEL, CONTRACT, PROFILE = "model.npz", "contract.json", "profile.json"
LISTS, SELLERS, NEW = "suggestions.csv", "best_sellers.csv", "new_items.csv"
MOST = 50  # best-sellers that are written
AT_ONCE = 50_000  # customers written at a time
TRIED = 1_000  # customers that the model read back is compared on


@dataclass(frozen=True)
class Kept:
    """What was written.

    Attributes
    ----------
    customers : customers with a list of their own in the file
    escaped : cells that began like a formula
    same : whether the model, read back, gives the same scores
    """

    artifacts: tuple[Artifact, ...]
    customers: int
    escaped: int
    same: bool


def keep(
    explained: Explained | None, tested: Tested | None, folder: Path, relative_to: Path, *,
    seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Write everything, and read the model back to see that it is the same.

    Parameters
    ----------
    folder : where; made if needed
    relative_to : the run's folder, which artifacts are named from
    """
    if explained is None or tested is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    applied = explained.applied
    ids = applied.trained.gathered.catalogue.ids  # type: ignore[union-attr]
    write(folder, applied, ids)
    saving.write_json(folder / PROFILE, _profile(applied))
    saving.write_card(folder, card(explained, tested, seed, simulated))
    model, items = read(folder)
    some = applied.seen[:TRIED]
    same = bool(np.array_equal(items, ids.astype(str)))
    same &= bool(np.array_equal(model.score(some), applied.model.score(some)))
    customers, escaped = _lists(explained, folder / LISTS, tested.signal)
    escaped += _sellers(applied, folder / SELLERS, tested.sells and not tested.signal)
    escaped += _new(explained, folder / NEW)
    named = {
        LISTS: say("artifact.suggestions"),
        SELLERS: say("artifact.best-sellers"),
        NEW: say("artifact.new-items"),
        "card.html": say("artifact.card"),
        "card.json": say("artifact.card-json"),
        MODEL: say("artifact.model"),
        CONTRACT: say("artifact.contract"),
        PROFILE: say("artifact.profile"),
    }
    artifacts = saving.listed(folder, relative_to, named)
    return Kept(artifacts, customers, escaped, same)


def write(folder: Path, applied: Applied, ids: np.ndarray) -> None:
    """The model as arrays and its contract as JSON."""
    model, p = applied.model.model, applied.trained.gathered.p
    arrays: dict[str, np.ndarray] = {"items": ids.astype(str), "share": applied.model.share_}
    if isinstance(model, EASE):
        arrays["weights"] = model.weights_
    elif isinstance(model, CoPurchase):
        held = model.similarity_
        arrays |= {"data": held.data, "indices": held.indices, "indptr": held.indptr}
    elif isinstance(model, ALS):
        arrays["factors"] = model.items_
    elif isinstance(model, Popularity):
        arrays["buyers"] = model.buyers_
    made = folder / ".model.new.npz"
    with made.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
    made.replace(folder / MODEL)
    events = applied.kind != "popularity" and applied.trained.chosen.events
    options = {} if applied.kind == "popularity" else dict(applied.trained.chosen.options)
    half_life = 0.0 if applied.kind == "popularity" else applied.trained.chosen.half_life
    agreed = {
        "kind": applied.kind, "options": options, "trend": applied.model.trend,
        "items": len(ids), "history": {"bought": 1.0}, "half_life_days": half_life,
    }  # fmt: skip
    if events:
        agreed["history"] |= {"view_item": p.view_weight, "add_to_cart": p.cart_weight}
    saving.write_json(folder / CONTRACT, agreed)


def read(folder: Path) -> tuple[Filled, np.ndarray]:
    """A model that `write` wrote, and the codes of its items.

    Raises
    ------
    DataError
        If a file is missing or is not what was written.
    """
    agreed = saving.read_json(folder / CONTRACT)
    try:
        with np.load(folder / MODEL, allow_pickle=False) as held:
            model = Filled(_restored(agreed, held), float(agreed["trend"]))
            model.share_ = held["share"]
            return model, held["items"]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataError(folder / MODEL, say("not-saved-by-us")) from error


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


def _sellers(applied: Applied, path: Path, told: bool) -> int:
    """The best-sellers, once for all."""
    path.unlink(missing_ok=True)
    catalogue = applied.trained.gathered.catalogue
    assert catalogue is not None
    order = np.argsort(-applied.model.share_, kind="stable")
    order = order[applied.allowed[order] & (applied.model.share_[order] > 0)][:MOST]
    if not told:
        return 0
    ids, labels = catalogue.ids.astype(str), catalogue.labels.astype(str)
    places = np.arange(1, len(order) + 1)
    frame = pd.DataFrame({"place": places, "item_id": ids[order], "item_name": labels[order]})
    return write_csv(path, [frame])


def _lists(explained: Explained, path: Path, told: bool) -> tuple[int, int]:
    """Everybody's list with its reasons, in blocks; no file where no model beats best-sellers."""
    path.unlink(missing_ok=True)
    if not told:
        return 0, 0
    gathered = explained.applied.trained.gathered
    catalogue = gathered.catalogue
    assert catalogue is not None
    lists, because = explained.applied.lists, explained.because
    ids, labels = catalogue.ids.astype(str), catalogue.labels.astype(str)
    k = lists.shape[1]

    def blocks() -> Iterator[pd.DataFrame]:
        for first in range(0, len(lists), AT_ONCE):
            rows = slice(first, first + AT_ONCE)
            flat, why = lists[rows].ravel(), because[rows].ravel()
            there = flat >= 0
            n = len(lists[rows])
            frame = pd.DataFrame(
                {
                    "user_id": np.repeat(gathered.users[rows].astype(str), k)[there],
                    "place": np.tile(np.arange(1, k + 1), n)[there],
                    "item_id": ids[flat[there]],
                    "item_name": labels[flat[there]],
                    "because_item_id": np.where(why >= 0, ids[np.maximum(why, 0)], "")[there],
                    "because": np.where(why >= 0, labels[np.maximum(why, 0)], "")[there],
                    "because_they": np.where(
                        why >= 0,
                        np.where(explained.was_bought(rows).ravel(), "bought", "looked"),
                        "",
                    )[there],
                }
            )
            yield frame

    escaped = write_csv(path, blocks())
    return int(explained.applied.own.sum()), escaped


def _new(explained: Explained, path: Path) -> int:
    new, gathered = explained.new, explained.applied.trained.gathered
    if new is None or not len(new.items) or not new.told:
        path.unlink(missing_ok=True)
        return 0
    assert gathered.catalogue is not None
    ids, labels = gathered.catalogue.ids.astype(str), gathered.catalogue.labels.astype(str)
    n = new.customers.shape[1]
    flat = new.customers.ravel()
    there = flat >= 0
    frame = pd.DataFrame(
        {
            "item_id": np.repeat(ids[new.items], n)[there],
            "item_name": np.repeat(labels[new.items], n)[there],
            "place": np.tile(np.arange(1, n + 1), len(new.items))[there],
            "user_id": gathered.users[np.maximum(flat, 0)].astype(str)[there],
            "like_item_id": np.repeat(ids[new.nearest], n)[there],
            "like": np.repeat(labels[new.nearest], n)[there],
        }
    )
    return write_csv(path, [frame])


def card(explained: Explained, tested: Tested, seed: int, simulated: bool) -> Card:
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
    data = [said["data"]]
    if simulated:
        data.append(say("card-simulated"))
    set_as = tabular.MISSING if kind == "popularity" else setting(applied.trained.chosen)
    useful = tested.signal or tested.sells
    return Card(
        title=said["title"], purpose=said["purpose"],
        use=(say("card-use.choosing" if useful else "card-use.none"),),
        misuse=tuple(say.parts("card-misuse").values()),
        data=tuple(data), metrics=tuple(metrics), slices=tuple(slices), limits=limits(gathered),
        details={
            say("card-details.model"): say(f"model.{kind}"), say("card-details.settings"): set_as,
            say("card-details.items"): number(len(gathered.catalogue or ())),
            say("card-details.made"): date(gathered.now.at), say("card-details.seed"): str(seed),
            "Python": platform.python_version(),
            "NumPy": metadata.version("numpy"), "SciPy": metadata.version("scipy"),
        },
    )  # fmt: skip


def limits(gathered: Gathered) -> tuple[str, ...]:
    """What suggestions cannot tell."""
    catalogue = gathered.catalogue
    found = (say("limit-bought"), say("limit-shown"))
    if catalogue is not None and catalogue.knows("stock"):
        return (*found, say("limit-stock"))
    return found
