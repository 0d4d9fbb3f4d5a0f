"""Recommendation: MovieLens-100k's four figures, and time and memory as shops grow.

On MovieLens-100k and on simulated shops of 5,000, 50,000 and 500,000 customers, everybody's ten
suggestions are made from what they bought, looked at and put into the cart; what they bought in
the last 60 days is held out. Taller's item-to-item model takes its first setting as it stands.
Beside it stands ``implicit``'s ALS, whose factors, regularisation, confidence, iterations and use
of looks are searched by Optuna on the two smaller shops, on the held-out purchases themselves,
which favours it; the largest takes the best of the one before. Where ALS stays below the quality
of the item-to-item model, the same model of the most bought quarter of the items says what lists
as good as those of ALS take. The load of the machine is told: it decides how far seconds can be
trusted.

Each side runs in a process of its own, so that its peak memory is its own:
``python -m tests.benchmarks.bench_recommendation SIDE FOLDER OPTIONS``. The largest shop takes its
time; ``TALLER_BENCH_CUSTOMERS=50000`` leaves it out.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

ROOT = Path(__file__).parents[2]
SHOPS = ((5_000, 2_000), (50_000, 5_000), (500_000, 10_000))  # customers, items
K, DAYS = 10, 60
# Strong regularisation is what makes ALS good: the search begins there.
ALS = {"factors": 64, "regularisation": 20.0, "alpha": 2.0, "iterations": 15, "looks": True}
TRIALS = {0: 16, 5_000: 24, 50_000: 8}  # of the search for ALS, by customers; 0 is MovieLens
CARRIED = 4  # settings of a search that the next one begins with
QUARTER = 4
MOST_SECONDS, MOST_GB = 600, 10
NAMES = ("MAP", "nDCG", "precision", "recall")
AT_LEAST, AIM = (0.148, 0.480, 0.416, 0.226), 0.49


def figures() -> Any:
    """The four figures, then each size: seconds and peak memory, and how they grew."""
    largest = int(os.environ.get("TALLER_BENCH_CUSTOMERS", SHOPS[-1][0]))
    carried: list[dict[str, Any]] = [ALS]
    before = None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _movielens(folder)
        for users, items in [(0, 0), *SHOPS]:
            if users > largest:
                continue
            if users:
                _shop(folder, users, items)
            if TRIALS.get(users):
                found = _child("search", folder, {"trials": TRIALS[users], "first": carried})
                # What suits ratings of films says nothing of shops.
                carried = found["best"] if users else [ALS]
                als = found["best"][0]
            else:
                als = carried[0]
            sides = {
                "ours": _child("ours", folder, {}), "als": _child("als", folder, als),
                "quarter": _child("ours", folder, {"part": QUARTER}),
            }  # fmt: skip
            yield from _rows(sides, users, before, als)
            before = sides["ours"] if users else None


def _rows(
    sides: dict[str, dict], users: int, before: dict | None, setting: dict[str, Any]
) -> list[dict[str, Any]]:
    ours, als = sides["ours"], sides["als"]
    shop = f"shop of {users:,} customers" if users else "MovieLens-100k"
    name = f"{shop} ({ours['items']:,} items, {ours['pairs'] / 1e6:.3g} M pairs)"
    large = users == SHOPS[-1][0]
    said = ", ".join(f"{key} {value:.3g}" for key, value in setting.items())
    return [
        {
            "name": f"{name}: fit {ours['fit']:.3g} s and everybody's list {ours['lists']:.3g} s, "
            f"nDCG {ours['ndcg']:.4f}, load {ours['load']:.0f}",
            "value": ours["seconds"], "unit": "s",
            "beside": f"implicit ALS at its best ({said}): {als['seconds']:.3g} s, nDCG "
            f"{als['ndcg']:.4f}" + _grown(ours, before, "seconds", "time"),
            "ratio": als["seconds"] / ours["seconds"],
            "target": f"under {MOST_SECONDS} s" if large else "",
            "met": ours["seconds"] < MOST_SECONDS or not large,
        },
        {
            "name": f"{name}: peak memory", "value": ours["peak_mb"], "unit": "MB",
            "beside": f"implicit ALS: {als['peak_mb']:.0f} MB"
            + _grown(ours, before, "peak_mb", "memory"),
            "ratio": als["peak_mb"] / ours["peak_mb"],
            "target": f"under {MOST_GB} GB" if large else "",
            "met": ours["peak_mb"] / 1024 < MOST_GB or not large,
        },
        *_as_good(sides, name),
    ]  # fmt: skip


def _as_good(sides: dict[str, dict], name: str) -> list[dict[str, Any]]:
    """Seconds to lists at least as good as those of ALS, by the cheapest way that gives them."""
    als = sides["als"]
    able = [side for side in ("ours", "quarter") if sides[side]["ndcg"] >= als["ndcg"]]
    if not able:
        return []
    side = min(able, key=lambda one: sides[one]["seconds"])
    found = sides[side]
    what = "all items" if side == "ours" else f"the most bought {100 // QUARTER} % of the items"
    return [
        {
            "name": f"{name}: lists at least as good as those of ALS, from {what}, nDCG "
            f"{found['ndcg']:.4f}",
            "value": found["seconds"], "unit": "s",
            "beside": f"implicit ALS: {als['seconds']:.3g} s, nDCG {als['ndcg']:.4f}",
            "ratio": als["seconds"] / found["seconds"],
        }
    ]  # fmt: skip


def _grown(now: dict, before: dict | None, key: str, what: str) -> str:
    """How a figure grew with the pairs: the exponent from one size to the next."""
    if before is None:
        return ""
    exponent = math.log(now[key] / before[key]) / math.log(now["pairs"] / before["pairs"])
    longer = now[key] / before[key]
    return (f"; {longer:.3g} times the {what} for {now['pairs'] / before['pairs']:.3g} times the "
            f"pairs: exponent {exponent:.2f}")  # fmt: skip


def _movielens(folder: Path) -> list[dict[str, Any]]:
    """The published protocol; the parts are left in the folder for the sides."""
    from taller.development.recommendation.model.training import Filled, main_settings
    from tests.development import movielens

    shared = Path(os.environ.get("TALLER_TEST_DATA", ROOT.parent / "shared" / "data"))
    train, test = movielens.split(shared)
    for name, matrix in (("seen", train), ("bought", train), ("truth", test)):
        sparse.save_npz(folder / f"{name}.npz", matrix)
    chosen = movielens.chosen_on_cuts(train, K, main_settings(3, train.shape[1], 20_000), cuts=2)
    model = Filled(chosen.make(), chosen.trend).fit(train)
    found = movielens.figures(model, train, test)
    best = np.max(list(movielens.PUBLISHED.values()), axis=0)
    rows = [
        {
            "name": f"MovieLens-100k, published split, {name} at 10", "value": value, "unit": "",
            "beside": f"best published row: {row:.4f}", "ratio": value / row,
            "target": f"at least {least}", "met": value >= least,
        }
        for name, value, row, least in zip(NAMES, found, best, AT_LEAST, strict=True)
    ]  # fmt: skip
    rows[1] |= {"target": f"at least {AT_LEAST[1]}, aim {AIM}", "met": found[1] >= AIM}
    return rows


def _shop(folder: Path, users: int, items: int) -> None:
    """A simulated shop's histories 60 days before its end, and what was bought new since."""
    import duckdb

    from taller.data.settings.sources import FashionStoreSettings
    from taller.data.simulators import fashion_store

    settings = FashionStoreSettings(source="fashion_store", users=users, items=items)
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    fashion_store.write(settings, seed=5, currency="EUR", folder=tables)
    con = duckdb.connect()
    con.execute("SET memory_limit = '6GB'")
    con.execute(
        "CREATE TABLE pairs AS WITH done AS ("
        "SELECT user_id, item_id, event_timestamp AS moment, 1.0 AS weight "
        f"FROM '{tables}/orders.parquet' WHERE kind = 'sale' UNION ALL "
        "SELECT user_id, item_id, event_timestamp, "
        "CASE event_name WHEN 'add_to_cart' THEN 0.5 ELSE 0.2 END "
        f"FROM '{tables}/events.parquet' WHERE user_id IS NOT NULL AND item_id IS NOT NULL "
        "AND event_name IN ('view_item', 'add_to_cart')), "
        f"cut AS (SELECT max(moment) - INTERVAL {DAYS} DAY AS day FROM done) "
        "SELECT substr(user_id, 2)::INT AS u, substr(item_id, 2)::INT AS i, "
        "max(weight) FILTER (moment < day) AS seen, "
        "max(weight = 1) FILTER (moment < day) AS had, "
        "max(weight = 1) FILTER (moment >= day) AS got "
        "FROM done, cut GROUP BY ALL ORDER BY u, i"
    )
    shape = con.execute("SELECT max(u) + 1, max(i) + 1 FROM pairs").fetchone()
    for name, value, where in (
        ("seen", "seen", "seen IS NOT NULL"), ("bought", "1.0", "had"),
        ("truth", "1.0", "got AND NOT coalesce(had, false)"),
    ):  # fmt: skip
        got = con.execute(f"SELECT u, i, {value}::FLOAT AS v FROM pairs WHERE {where}").fetchnumpy()
        matrix = sparse.csr_matrix((got["v"], (got["u"], got["i"])), shape=shape)
        sparse.save_npz(folder / f"{name}.npz", matrix, compressed=False)


def _child(side: str, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_recommendation", side, str(folder)]
    # As in a notebook's kernel: several of them share the cores, and threads of the linear algebra
    # that wait for each other would only be in the way.
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [*command, json.dumps(options)], cwd=ROOT, capture_output=True, text=True, env=env
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


class Histories:
    """The matrices of a folder: what was done, what was bought, and what was bought next."""

    def __init__(self, folder: Path) -> None:
        self.seen, self.bought, self.truth = (
            sparse.load_npz(folder / f"{name}.npz") for name in ("seen", "bought", "truth")
        )

    def ndcg(self, lists: np.ndarray) -> float:
        """How good everybody's lists are."""
        from taller.measurement import ranking

        return float(ranking.accuracy(lists, self.truth).ndcg.mean())


def main(side: str, folder: Path, options: dict[str, Any]) -> None:
    """One side, measured: fit, everybody's ten, and how good they are; or a search."""
    held = Histories(folder)
    if side == "search":
        print(json.dumps({"best": _search(held, options["trials"], options["first"])}))
        return
    begun = time.perf_counter()
    fitted, lists = _ours(held, **options) if side == "ours" else _als(held, **options)
    done = time.perf_counter()
    told = {
        "fit": fitted - begun, "lists": done - fitted, "seconds": done - begun,
        "ndcg": held.ndcg(lists), "peak_mb": _peak(), "load": os.getloadavg()[0],
        "items": int((held.seen.getnnz(axis=0) > 0).sum()), "pairs": int(held.seen.nnz),
    }  # fmt: skip
    print(json.dumps(told))


def _ours(held: Histories, part: int = 1) -> tuple[float, np.ndarray]:
    """The item-to-item model of all items, or of the most bought one in so many."""
    from taller.development.recommendation.model.models import suggest
    from taller.development.recommendation.model.training import main_settings

    seen, bought, kept = held.seen, held.bought, None
    if part > 1:
        buyers = bought.getnnz(axis=0)
        kept = np.sort(np.argsort(-buyers, kind="stable")[: len(buyers) // part])
        seen, bought = seen[:, kept], bought[:, kept]
    model = main_settings(1, seen.shape[1], seen.shape[1])[0].make().fit(seen)
    fitted = time.perf_counter()
    lists, _scores = suggest(model, seen, K, known=bought)
    return fitted, lists if kept is None else np.where(lists >= 0, kept[lists], -1)


def _als(
    held: Histories, factors: int, regularisation: float, alpha: float, iterations: int,
    looks: bool,
) -> tuple[float, np.ndarray]:  # fmt: skip
    from implicit.cpu.als import AlternatingLeastSquares

    model = AlternatingLeastSquares(
        factors=factors, regularization=regularisation, alpha=alpha, iterations=iterations,
        random_state=1,
    )  # fmt: skip
    model.fit(held.seen if looks else held.bought, show_progress=False)
    fitted = time.perf_counter()
    # Its own lists leave out what is in the matrix given; looked at may be suggested.
    lists, _scores = model.recommend(
        np.arange(held.seen.shape[0]), held.bought, N=K, filter_already_liked_items=True
    )
    return fitted, lists


def _search(held: Histories, trials: int, first: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The best settings of ALS for what was bought next, from so many tried."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)

    def value(trial: optuna.Trial) -> float:
        return held.ndcg(
            _als(
                held,
                factors=trial.suggest_categorical("factors", [16, 32, 64, 128]),
                regularisation=trial.suggest_float("regularisation", 0.1, 300, log=True),
                alpha=trial.suggest_float("alpha", 0.5, 40, log=True),
                iterations=trial.suggest_categorical("iterations", [8, 15, 30]),
                looks=trial.suggest_categorical("looks", [True, False]),
            )[1]
        )

    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=1, n_startup_trials=8)
    )
    for setting in first:
        study.enqueue_trial(setting)
    study.optimize(value, n_trials=trials)
    ranked = sorted(study.trials, key=lambda trial: -(trial.value or 0.0))
    return [dict(trial.params) for trial in ranked[:CARRIED]]


def _peak() -> float:
    """Megabytes this process held at most; what it was forked from does not count."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3]))
