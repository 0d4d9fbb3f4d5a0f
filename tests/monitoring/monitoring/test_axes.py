"""Whatever a reader chooses of a figure, its axis never says the same twice."""

from __future__ import annotations

from pathlib import Path

from taller import language
from taller.monitoring import monitoring
from taller.monitoring.monitoring.features.collecting import collect
from taller.monitoring.monitoring.params import Params
from tests.charts import ticks
from tests.monitoring.monitoring.made import run_of, tables, visits


def test_a_small_channel_s_axis_reads_0_1_2_and_not_0_1_1_2_2(tmp_path: Path) -> None:
    """64 visits a day in all, three of them from a newsletter."""
    few = [row | {"session_id": f"n{row['session_id']}", "source": "newsletter",
                  "medium": "email", "device_category": "desktop"}
           for row in visits(60, 3)]  # fmt: skip
    made = tables(tmp_path, sessions=[*visits(60, 61), *few])
    with language.speaking("es"):
        found = collect(run_of(made, tmp_path), Params())
        chart = monitoring.charts.split(found).to_dict()
        small = [labels for chosen in ticks.choices(chart) for labels in ticks.axes(chosen)]
        assert ["0", "1", "2", "3"] in small
        assert ticks.repeated(chart) == []
