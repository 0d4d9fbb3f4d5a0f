"""The model of who leaves: what is kept of it, what it is judged by, and when nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from taller.cases import saas_b2b
from taller.cases.saas_b2b.features import KINDS, NUMBERS
from taller.cases.saas_b2b.model.churn import Foreseen, Judged
from taller.cases.saas_b2b.params import Params
from taller.commands import score
from taller.deployment import deployment
from taller.deployment.deployment.features import kept, rows
from taller.deployment.deployment.model import scoring
from taller.development.classification.model.models import Boosted, Logistic, Rate
from taller.errors import DataError
from taller.language import speaking
from taller.measurement import estimates
from taller.testing import test_suite
from taller.workbench.keep import standing
from taller.workbench.run import handle
from tests.cases.saas_b2b.test_saas_b2b import taken

DAY = pd.Timestamp("2026-05-02")
N = 400
TREES = {"rounds": 40, "num_leaves": 6}


def accounts(seed: int) -> pd.DataFrame:
    """Accounts of which some said nothing of support, where leaving is told by that alone."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({name: rng.normal(size=N).round(3) for name in NUMBERS})
    frame["satisfaction"] = np.where(rng.random(N) < 0.5, np.nan, rng.integers(1, 6, N))
    kinds = pd.DataFrame({name: rng.choice(["a", "=b", "?"], N) for name in KINDS}, dtype=object)
    return frame.join(kinds).set_axis([f"account-{seed}-{n}" for n in range(N)]).rename_axis("id")


def foreseen(model: Any, told: np.ndarray | None = None, *, shown: bool = True) -> Foreseen:
    """A model fitted to the day it was tested on; what was told of that day before, if not given,
    is what it says now."""
    features = accounts(1)
    left = features["satisfaction"].isna().to_numpy() ^ (np.arange(N) % 5 == 0)
    model = model.fit(features, left.astype(float))
    told = model.predict(features) if told is None else told
    now = accounts(2)
    share = estimates.share(int(left.sum()), N)
    return Foreseen(
        model.kind, model, pd.Series(model.predict(now), index=now.index), {}, shown, "", DAY,
        share, share, share, drivers=pd.Series(1.0, ["satisfaction"]),
        tested=Judged(features, left, told, features),
    )  # fmt: skip


def keep(risk: Foreseen, folder: Path) -> Any:
    found: Any = SimpleNamespace(today=DAY, features=lambda day: accounts(2))
    place = folder / "artifacts" / "saas_b2b"
    return saas_b2b.keep(found, risk, Params(), place, folder, seed=1, simulated=True)


def run_of(folder: Path, table: str = "subscriptions") -> Any:
    """A run that holds the case, with what it left, for whom only one table is known."""
    path = folder / "artifacts" / "saas_b2b" / "contract.json"
    return SimpleNamespace(
        left=lambda name, file: path if name == "saas_b2b" and path.exists() else None,
        found=lambda name: object() if name == "saas_b2b" else None, seed=1, dir=folder,
        tables=SimpleNamespace(has=lambda name: name == table, names=(table,)),
        engagement=SimpleNamespace(root=folder, path="params/x.yaml"),
    )  # fmt: skip


@pytest.mark.parametrize("model", [Logistic(), Boosted(seed=1, settings=TREES)])
def test_the_model_kept_foresees_to_the_last_digit_what_the_case_did(model, tmp_path):
    """Also where trees part what is known from what is missing: a threshold without an end."""
    risk = foreseen(model)
    kept_files = keep(risk, tmp_path)
    assert kept_files.same
    (found,) = kept.find(run_of(tmp_path))
    now = rows.OwnRows(run_of(tmp_path)).now(found)
    assert found.scorer.score(rows.plain(now)) == risk.today.tolist()
    assert (
        model.kind == "logistic"
        or "inf" in (found.folder / "model.txt").read_text().partition("end of trees")[0]
    )


def test_a_threshold_that_is_no_number_is_refused(tmp_path):
    keep(foreseen(Boosted(seed=1, settings={"rounds": 3})), tmp_path)
    path = tmp_path / "artifacts" / "saas_b2b" / "model.txt"
    path.write_text(path.read_text().replace("threshold=", "threshold=nan ", 1))
    with pytest.raises(DataError, match="is no saved model of this kind"):
        scoring.load(path.parent)


@pytest.mark.parametrize("code", ["en", "es"])
def test_what_is_kept_names_no_account_and_says_whose_the_figures_are(code, tmp_path):
    with speaking(code):
        keep(foreseen(Logistic()), tmp_path)
    files = list((tmp_path / "artifacts" / "saas_b2b").iterdir())
    assert len(files) == 8
    assert not [path.name for path in files if b"account-" in path.read_bytes()]
    (limit,) = kept.find(run_of(tmp_path))[0].card["limits"]
    assert {"en": "fitted again", "es": "se ajustó después otra vez"}[code] in limit


def test_quality_is_that_of_the_model_that_was_tested_not_of_the_one_that_saw_the_rows_since(
    tmp_path,
):
    """What was told before is by chance; what is told now, of rows learned since, is not."""
    risk = foreseen(Logistic(), np.random.default_rng(3).random(N))
    keep(risk, tmp_path)
    (model,) = kept.find(run_of(tmp_path))
    own = rows.OwnRows(run_of(tmp_path))
    tested = own.tested(model)
    assert tested is not None
    assert tested.target.tolist() == risk.tested.left.astype(float).tolist()
    some = np.array([7, 3])
    told = own.told(model, tested.take(some))
    assert told.tolist() == risk.tested.told[some].tolist()
    assert list(tested.features) == [*NUMBERS, *KINDS]


def test_rows_that_are_gone_are_one_message(tmp_path):
    keep(foreseen(Logistic()), tmp_path)
    (model,) = kept.find(run_of(tmp_path))
    (model.folder / "today.parquet").write_bytes(b"PAR1")
    with pytest.raises(DataError, match="run the notebook that made it again"):
        rows.OwnRows(run_of(tmp_path)).now(model)


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize(
    "risk", [foreseen(Logistic(), shown=False), replace(foreseen(Rate()), tested=None)],
    ids=["not_shown", "rate"],
)  # fmt: skip
def test_where_accounts_are_not_told_apart_nothing_is_kept_and_both_pages_say_so(
    risk, code, tmp_path
):
    assert keep(risk, tmp_path) is None
    assert not list(tmp_path.iterdir())
    run = run_of(tmp_path)
    found = deployment.candidates(run, deployment.Params())
    assert (found.states, found.chosen) == ({"saas_b2b": "not_kept"}, None)
    with speaking(code):
        live = deployment.tables.candidates(found).text
        tested = test_suite.tables.subjects(test_suite.subjects(run)).text
    assert {"en": "analysed, not kept", "es": "analizado, no guardado"}[code] in live
    assert {"en": "no model was kept", "es": "no se guardó ningún modelo"}[code] in tested


def test_a_shop_is_told_nothing_of_accounts(tmp_path):
    assert kept.possible(run_of(tmp_path, "orders")) == kept.TEMPLATES[:3]


def test_without_a_table_every_account_is_scored_by_its_id(tmp_path, monkeypatch):
    """Of the two accounts that still subscribe."""
    monkeypatch.setattr(standing, "ensure_tables", lambda *given, **more: None)
    fake = SimpleNamespace(dir=tmp_path, tables=taken(tmp_path))
    monkeypatch.setattr(handle, "Run", lambda *given: fake)
    engagement: Any = SimpleNamespace(root=tmp_path, slug="x")
    (batch,) = score._everybody(engagement, "saas_b2b", tmp_path)
    assert batch["account_id"].to_pylist() == ["ana", "eva"]
    assert set(batch.schema.names) == {"account_id", *NUMBERS, *KINDS}
