"""MovieLens-100k under the published protocol, for a test and for the benchmark.

Three quarters of each item's ratings to learn from, the rest held out; every held-out rating is
relevant, what is in the training part is never suggested, and lists have ten places.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from taller.development.recommendation.features import Past
from taller.development.recommendation.model.models import Recommender, suggest
from taller.development.recommendation.model.training import Search, Setting, cut_at_random
from taller.measurement import ranking

K = 10
PUBLISHED = {  # MAP, nDCG, precision, recall: the better of two stored outputs
    "BiVAE": (0.146126, 0.475077, 0.411771, 0.220898),
    "BPR": (0.133977, 0.444991, 0.388653, 0.216555),
    "LightGCN": (0.120902, 0.416371, 0.359173, 0.195985),
    "SAR": (0.114038, 0.393819, 0.340615, 0.185377),
    "NCF": (0.095231, 0.368634, 0.326935, 0.163221),
}


def split(shared_data: Path) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """The training part and what is held out, (users, items) each."""
    folder = shared_data / "movielens_100k"
    rows = pd.read_csv(folder / "ml-100k.inter", sep="\t")
    part = pd.read_csv(folder / "split_75_25_by_item_seed42.csv")
    test = np.zeros(len(rows), dtype=bool)
    test[part.loc[part["part"] == "test", "row"]] = True
    user, item = (pd.factorize(rows.iloc[:, column])[0] for column in (0, 1))

    def matrix(mask: np.ndarray) -> sparse.csr_matrix:
        ones = np.ones(int(mask.sum()), dtype="float32")
        shape = (user.max() + 1, item.max() + 1)
        return sparse.csr_matrix((ones, (user[mask], item[mask])), shape=shape)

    return matrix(~test), matrix(test)


def figures(
    model: Recommender, train: sparse.csr_matrix, test: sparse.csr_matrix
) -> tuple[float, float, float, float]:
    """MAP, nDCG, precision and recall of a fitted model."""
    lists, _scores = suggest(model, train, K)
    found = ranking.accuracy(lists, test)
    measures = (found.average_precision, found.ndcg, found.precision, found.recall)
    return tuple(float(values.mean()) for values in measures)  # type: ignore[return-value]


def chosen_on_cuts(
    bought: sparse.csr_matrix, k: int, settings: list[Setting], *, cuts: int = 3,
    share: float = 0.12, seed: int = 0,
) -> Setting:  # fmt: skip
    """The setting that best foretells pairs drawn at random: for data without time.

    Parameters
    ----------
    bought : (users, items) the training pairs
    cuts, share : how many times pairs are held out, and which share of them
    """
    tried = [side for setting in settings for side in setting.sides()]
    values = np.zeros(len(tried))
    for cut in range(cuts):
        rest, held = cut_at_random(bought, share, np.random.default_rng([seed, cut]))
        users = np.flatnonzero(held.getnnz(axis=1))
        search = Search(k, Past(dt.date.min, rest, rest), users, rest[users], held[users])
        for setting in settings:
            search.measure(setting, setting.sides())
        values += [one.ndcg for one in search.tried]
    return tried[int(np.argmax(values))]
