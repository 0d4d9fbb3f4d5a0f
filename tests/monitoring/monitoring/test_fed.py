"""What a live model is fed and tells, day by day, by the log that the service writes."""

from __future__ import annotations

from pathlib import Path

import ibis
import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.monitoring import monitoring
from taller.monitoring.monitoring.evaluation.fitness import Fitness, fitness
from taller.monitoring.monitoring.features.fed import fed
from taller.monitoring.monitoring.features.models import Model
from tests.monitoring.monitoring.test_performance import row, written

COLUMNS = ("age", "plan")


def judged(folder: Path, days: int, shift: float = 0.0, plan: float = 0.5) -> tuple[Fitness, ...]:
    """40 requests on each day; ages of the last week are higher, plan “a” is as frequent."""
    rng = np.random.default_rng(3)
    rows = []
    for day in range(days + 1):
        late = days - 7 <= day < days
        level = rng.normal(0, 1)  # all rows of a day move together
        for n in range(40):
            inputs = {"age": 40 + level + 5 * rng.standard_normal() + shift * late,
                      "plan": "a" if rng.random() < (plan if late else 0.5) else "b"}  # fmt: skip
            rows.append(row(n, 0.01, day=day, inputs=inputs, score=float(rng.random())))
    rows.append(row(99, 0.01, day=1, inputs={"age": 1e6, "plan": "a"}, score=0.5, probe=True))
    written(folder, rows)
    found = fed(ibis.duckdb.connect(), folder / "reports/shop", "classification", COLUMNS)
    assert found is not None
    assert (len(found), found["age"].max() < 1e5) == (40 * days, True)
    then = pd.DataFrame({"age": 40 + 5 * rng.standard_normal(500), "plan": ["a", "b"] * 250})
    model = Model("classification", then, then, rng.random(500), np.tile([0.0, 1.0], 250),
                  rng.random(500), {"age": "their age"}, None, fed=found)  # fmt: skip
    return fitness([model], seed=1)


def shown(found: tuple[Fitness, ...]) -> str:
    return monitoring.tables.fed(found)._repr_html_()


def test_a_week_unlike_the_days_before_is_told_with_what_moved(tmp_path: Path) -> None:
    found = judged(tmp_path, 30, shift=7)
    told = shown(found)
    assert "their age" in told
    assert "higher than before" in told
    assert "plan" not in told
    with language.speaking("es"):
        assert "más alto que antes" in shown(found)


def test_a_value_that_is_given_more_often_is_named(tmp_path: Path) -> None:
    told = shown(judged(tmp_path, 30, plan=0.95))
    assert "“a” more often" in told or "“b” less often" in told


def test_days_as_ever_and_too_few_days_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, days, said in (("quiet", 30, "none differs"), ("short", 9, "Too few days")):
        assert monitoring.tables.fed(judged(tmp_path / name, days)) is None
        assert said in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "PAR1 half"])
def test_without_a_log_nothing_is_told(tmp_path: Path, text: str) -> None:
    folder = tmp_path / ".deployment/classification/requests"
    folder.mkdir(parents=True)
    (folder / "a.parquet").write_text(text)
    assert fed(ibis.duckdb.connect(), tmp_path, "classification", COLUMNS) is None
