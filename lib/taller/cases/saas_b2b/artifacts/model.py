"""The model of who leaves, without pickle, and rows to ask it with, which name no account."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from taller import durable
from taller.cases.saas_b2b.messages import say
from taller.development.classification.artifacts.model import MODEL, TREES, files, read
from taller.development.classification.model.models import Calibrated
from taller.development.template import saving
from taller.development.template.saving import Card, Kept, Metric
from taller.language import date, listing
from taller.measurement.calibration import Platt

if TYPE_CHECKING:
    import pandas as pd

    from taller.cases.saas_b2b.features import Gathered
    from taller.cases.saas_b2b.model.churn import Foreseen
    from taller.cases.saas_b2b.params import Params

TODAY, TESTED, COLUMNS = "today.parquet", "tested.parquet", "columns.json"
LEFT, TOLD = "left", "told"  # columns beside those tested: what happened, what was foreseen
DRIVERS = 5  # columns that the card names


def present(found: Gathered) -> pd.DataFrame:
    """Accounts as they stand the day after the data ends, by account_id."""
    return found.features(found.today)


def keep(
    found: Gathered, risk: Foreseen, p: Params, folder: Path, relative_to: Path, *,
    seed: int, simulated: bool,
) -> Kept | None:  # fmt: skip
    """Keep the model of who leaves where its test shows that it tells accounts apart.

    It learned from the tested day too since, so beside the rows of that day stands what the model
    that was tested had foreseen of them: what is kept is never judged by what it has seen.

    Parameters
    ----------
    folder : where; made if needed
    relative_to : the run's folder, which artifacts are named from
    """
    if not risk.shown or risk.tested is None:
        return None
    tested, now = risk.tested, present(found)
    model = Calibrated(risk.model, Platt(), tuple(map(str, now.columns)))
    held = saving.Contents(
        lists={},
        model=files(model),
        contract=saving.contract(tested.learned),
        profile=saving.profile(tested.features, tested.told),
        card=_card(risk, p),
        same=lambda folder: np.array_equal(read(folder).predict(now), risk.today.to_numpy()),
        labels={name: say(f"file-model.{key}") for name, key in (
            (MODEL, "model"), (TREES, "trees"), (saving.CONTRACT, "contract"),
            (saving.PROFILE, "profile"),
        )},
        libraries=("LightGBM",) if model.dumps()[1] else (),
    )  # fmt: skip
    kept = saving.keep(held, folder, relative_to, seed=seed, simulated=simulated)
    seen = tested.features.assign(**{LEFT: tested.left, TOLD: tested.told})
    saving.write(folder, {COLUMNS: {name: say(f"feature.{name}") for name in now.columns}})
    for name, rows in ((TODAY, now), (TESTED, seen)):
        with durable.beside(folder / name) as path:
            rows.reset_index(drop=True).to_parquet(path)
    return kept


def _card(risk: Foreseen, p: Params) -> Card:
    """The model card; each figure is of the model that was tested, and says so."""
    assert risk.tested is not None
    assert risk.tested_on is not None
    day, words = risk.tested_on, say.parts("card", days=p.risk_days)
    n = len(risk.tested.features)
    figures = (("leaving", risk.leaving), ("top", risk.top), ("order", risk.order))
    drivers = [say(f"feature.{name}") for name in risk.drivers.index[:DRIVERS]]
    return Card(
        title=words["title"], purpose=words["purpose"], use=(words["use"],),
        misuse=(words["misuse"],),
        data=(say("card-data", day=day.date(), n=n, rows=len(risk.tested.learned) - n),),
        metrics=tuple(Metric(name=say(f"risk.{key}"), estimate=each)
                      for key, each in figures if each is not None),
        limits=(say("card-limit", day=day.date()),),
        details={say("risk.model"): say(f"model.{risk.kind}"),
                 say("risk.drivers"): listing(drivers, DRIVERS),
                 say("card-day"): date(day.date())},
    )  # fmt: skip
