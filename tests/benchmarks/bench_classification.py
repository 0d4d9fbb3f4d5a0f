"""Classification on public data: churn under InterpretML's protocol, and a bank's campaign.

Telco: three stratified splits, a quarter tested, as in InterpretML's README; beside it LightGBM's
own defaults and a logistic regression on the same splits; and who leaves first. Bank: the first
80 % of the calls teach, the last 20 % test; `duration` must be found to know too much.
``python -m tests.benchmarks classification``
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TALLER_TEST_DATA", ROOT.parent / "shared" / "data"))
PUBLISHED = 0.852  # AUROC of InterpretML's EBM in its README
AUROC, AIM = 0.855, 0.858


def telco(folder: Path = DATA) -> tuple[pd.DataFrame, np.ndarray]:
    """IBM's sample without its key, blank charges missing."""
    frame = pd.read_csv(folder / "telco_ibm" / "Telco-Customer-Churn.csv")
    target = (frame["Churn"] == "Yes").to_numpy(dtype=float)
    frame["TotalCharges"] = pd.to_numeric(frame["TotalCharges"], errors="coerce")
    return frame.drop(columns=["customerID", "Churn"]), target


def protocol(folder: Path = DATA) -> pd.DataFrame:
    """AUROC and Brier of our model, LightGBM's defaults and logistic regression, by split."""
    import lightgbm as lgb
    from sklearn.metrics import brier_score_loss, roc_auc_score
    from sklearn.model_selection import StratifiedShuffleSplit

    from taller.development.classification.model.models import Boosted, Logistic

    features, target = telco(folder)
    splits = StratifiedShuffleSplit(3, test_size=0.25, random_state=1337)
    found = []
    for place, (fit, test) in enumerate(splits.split(features, target)):
        train, held = features.iloc[fit], features.iloc[test]
        plain = train.astype(dict.fromkeys(train.select_dtypes(exclude="number"), "category"))
        same = {c: plain[c].dtype for c in plain.select_dtypes("category")}
        stock = lgb.LGBMClassifier(verbosity=-1, n_jobs=1, random_state=0).fit(plain, target[fit])
        predictions = {
            "ours": calibrated(train, target[fit]).predict(held),
            "logistic": Logistic().fit(train, target[fit]).predict(held),
            "lightgbm": stock.predict_proba(held.astype(same))[:, 1],
            "trees alone": Boosted(0).fit(train, target[fit]).predict(held),
        }
        found += [
            {"split": place, "model": name, "auroc": roc_auc_score(target[test], p),
             "brier": brier_score_loss(target[test], p)}
            for name, p in predictions.items()
        ]  # fmt: skip
    return pd.DataFrame(found)


def calibrated(features: pd.DataFrame, target: np.ndarray) -> Any:
    """The template's own way: folds of the training part calibrate, then all of it teaches."""
    from taller.development.classification.model import training
    from taller.development.template import split
    from taller.development.template.protocol import Rows, Sealed, Split

    rows = Rows(features.reset_index(drop=True), target, np.arange(len(target)).astype(str))
    made = Split(rows, split.dealt(rows, 4, 0), Sealed(rows), "stratified")
    return training.fit_all(made, 0, {})["blend"].model


def bank(folder: Path = DATA) -> Any:
    """The whole template on the bank's calls in order of time: what the test said."""
    from taller.development.classification.evaluation import test as testing
    from taller.development.classification.features import rows as sources
    from taller.development.classification.model import training
    from taller.development.classification.params import Params
    from taller.development.template.protocol import Rows

    frame = pd.read_csv(folder / "bank_marketing" / "bank-full.csv.gz", sep=";")
    p = Params(purpose="response", target="y", ordered=True, test_share=0.2)
    n = len(frame)
    target = (frame.pop("y") == "yes").to_numpy(dtype=float)
    rows = Rows(frame, target, np.arange(n).astype(str), np.arange(n))
    prepared = sources.prepare(sources.Gathered(p, "flat", rows, target="y = yes"), seed=2014)
    return testing.assess(training.train(prepared, seed=2014), seed=2014)


def leaving(folder: Path = DATA) -> Any:
    """The model of when on Telco's months as a customer, as `params/telco.yaml` asks for it."""
    import ibis

    from taller.development.classification.evaluation import test as testing
    from taller.development.classification.evaluation import wait as timing
    from taller.development.classification.features import rows as sources
    from taller.development.classification.model import training
    from taller.development.classification.params import Params

    class Flat:
        flat = ibis.memtable(telco(folder)[0].assign(churn=telco(folder)[1].astype(int)))

        def has(self, name: str) -> bool:
            return name == "flat"

        def ledger(self, name: str) -> SimpleNamespace:
            return SimpleNamespace(personal=())

    held = sources.gather(Flat(), Params(target="churn", duration="tenure"))
    tested = testing.assess(training.train(sources.prepare(held, 1337), 1337), 1337)
    return timing.wait(tested, 1337).timed


def figures() -> list[dict[str, Any]]:
    """Ranking and probabilities on Telco; the leak, the shift and the honest figure on bank."""
    if not DATA.is_dir():
        print(f"no public data in {DATA}; set TALLER_TEST_DATA")
        return []
    mean = protocol().groupby("model")[["auroc", "brier"]].mean()
    ours, stock = mean.loc["ours"], mean.loc["lightgbm"]
    timed = leaving()
    first, error = timed.score("concordance").estimate, timed.score("error")
    tested = bank()
    auroc, leaks = tested.score("auroc").estimate, tested.fitted.prepared.leaks
    return [
        {
            "name": f"Telco churn, mean AUROC under InterpretML's protocol (aim {AIM})",
            "value": ours["auroc"], "unit": f"(Brier {ours['brier']:.4f})",
            "beside": f"EBM published {PUBLISHED}, LightGBM's defaults {stock['auroc']:.4f}, "
                      f"logistic regression {mean.loc['logistic', 'auroc']:.4f}",
            "ratio": ours["auroc"] / stock["auroc"], "target": f"{AUROC}",
            "met": ours["auroc"] >= AUROC,
        },
        {
            "name": "the same, Brier score", "value": ours["brier"], "unit": "",
            "beside": f"LightGBM's defaults {stock['brier']:.4f}",
            "ratio": stock["brier"] / ours["brier"], "target": "below LightGBM's defaults",
            "met": ours["brier"] < stock["brier"],
        },
        {
            "name": f"Telco, who leaves first: concordance (Uno; {first.low:.3f} to "
                    f"{first.high:.3f})",
            "value": first.value, "unit": f"(error of the curves {error.estimate.value:.4f})",
            "beside": "the same curve for all (Kaplan-Meier) .5 and "
                      f"{timed.score('error', 'naive').estimate.value:.4f}",
            "target": "above it, beyond chance", "met": timed.signal,
        },
        {
            "name": f"bank, last fifth: AUROC without {', '.join(leaks) or 'any leak found'} "
                    f"({auroc.low:.3f} to {auroc.high:.3f})",
            "value": auroc.value, "unit": "",
            "beside": f"base rate {tested.train_rate.value:.3f} then {tested.test_rate.value:.3f}",
            "target": "leak and shift flagged",
            "met": leaks == ["duration"] and tested.shifted,
        },
    ]  # fmt: skip
