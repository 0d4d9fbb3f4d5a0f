"""A client's table of 1,000 columns, from its file to the pages."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

COLUMNS, ROWS = 1_000, 2_000
ENGAGEMENT = """\
client: Wide
language: en
currency: EUR
seed: 1
data: {{source: files, flat: {{path: {path}}}}}
workflow: [data, classification]
classification: {{purpose: response, target: answer}}
"""


@pytest.mark.slow
def test_a_thousand_columns_of_noise_end_in_short_pages_that_say_there_is_no_signal(
    bench, tmp_path
):
    """A tenth says nothing, a tenth says the same as another, one counts the rows."""
    draw = np.random.default_rng(5)
    values = {f"col{i}": draw.normal(size=ROWS).round(4) for i in range(COLUMNS)}
    for i in range(100):
        values[f"col{i}"] = np.full(ROWS, np.nan if i % 2 else 7)
        values[f"col{100 + i}"] = values[f"col{200 + i}"]
    answer = np.where(draw.random(ROWS) < 0.3, "yes", "no")
    frame = pd.DataFrame({"row": np.arange(1, ROWS + 1), **values, "answer": answer})
    frame.to_csv(tmp_path / "wide.csv", index=False)
    settings = bench.settings("wide")
    settings.write_text(ENGAGEMENT.format(path=tmp_path / "wide.csv"), encoding="utf-8")
    said = bench.check("wide")
    assert said.code == 0, said.text
    said = bench.run("wide")
    assert said.code == 0, said.text
    found = bench.result("classification")
    assert found["headline"].startswith("No signal here")
    gone = {name for guard in found["guards"] for name in guard["columns"]}
    assert len(gone) == 201
    for page in ("data", "classification", "index"):
        html = (bench.folder() / f"{page}.html").read_text(encoding="utf-8")
        text = re.sub(r"(?s)<script.*?</script>|<style.*?</style>", "", html)
        named = set(re.findall(r"\bcol\d+\b", text))
        assert len(named) <= 40, page
        assert len(html) < 1_200_000, page
