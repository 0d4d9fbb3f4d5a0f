"""A chart's title and its data: what the title says, the data bear, or it is found out."""

from __future__ import annotations

import pandas as pd
import pytest

from taller import charts, language
from tests.charts import titles


def bars(title: str, values: list[float]) -> dict:
    frame = pd.DataFrame({"who": ["Ana", "Bea", "Eva"], "share": values})
    with language.speaking("es"):
        made = charts.bars(frame, label="who", value="share", unit="share", title=title, axis="a")
    return made.to_dict()


@pytest.mark.parametrize(
    ("title", "values", "lacking"),
    [("«Bea» tiene el 42 %, más que los demás", [0.3, 0.42, 0.28], []),
     ("«Bea» tiene el 42 %, más que los demás", [0.3, 0.418, 0.5], ["the most: Bea"]),
     ("«Bea» tiene el 42 %", [0.3, 0.38, 0.32], ["42 %"]),
     ("«Luz» va en primer lugar", [0.3, 0.4, 0.3], ["Luz"]),
     ("Desde el 3 de mayo de 2026 nadie pasa del 50 % en 13 semanas", [0.3, 0.5, 0.2], []),
     ("Las tres suman el 100 %", [0.3, 0.5, 0.2], [])],
)  # fmt: skip
def test_what_a_title_says_is_looked_for_in_what_is_drawn(title, values, lacking):
    assert titles.unborne(bars(title, values), title, decimal=",") == lacking


def test_the_weakest_criterion_shares_its_place_where_two_are_as_weak():
    from taller.preparation.readiness.messages import say

    with language.speaking("es"):
        both = say("criteria.title", weakest=["«A»", "«B»"], n=2)
        one = say("criteria.title", weakest=["«A»"], n=1)
    assert (both, one) == (
        "Los criterios más débiles son «A» y «B»", "El criterio más débil es «A»"
    )  # fmt: skip
