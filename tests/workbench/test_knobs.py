"""Parameters are shown as a small table: name, value, where it comes from, what it means."""

from __future__ import annotations

import re
from types import SimpleNamespace

from IPython.core.formatters import HTMLFormatter

from taller import language
from taller.development import clustering
from taller.monitoring import optimisation
from taller.workbench.notebook import knobs


def rows(html: str) -> dict[str, list[str]]:
    """The cells of each row by its first."""
    held = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in html.split("<tr>")]
    return {cells[0]: cells[1:] for cells in held if cells}


def test_each_knob_says_where_it_comes_from():
    p = clustering.Params(max_segments=5, resamples=40)
    knobs.resolved(p, {"max_segments": "cell", "resamples": "engagement"})
    with language.speaking("en"):
        shown = rows(knobs.table(p))
    assert shown["max_segments"] == ["<strong>5</strong>", "set for this run",
                                     "most segments to try"]  # fmt: skip
    assert shown["resamples"][:2] == ["<strong>40</strong>", "engagement file"]
    assert shown["min_segments"][:2] == ["2", "default"]


def test_sections_of_the_same_values_stay_equal_and_keep_their_own_origins():
    one, other = clustering.Params(max_segments=5), clustering.Params(max_segments=5)
    knobs.resolved(one, {"max_segments": "engagement"})
    assert one == other
    with language.speaking("en"):
        assert rows(knobs.table(other))["max_segments"][1] == "set for this run"
        assert rows(knobs.table(one))["max_segments"][1] == "engagement file"


def test_limits_are_written_as_words_in_the_client_s_language_and_never_as_a_dict():
    budget = {"total": 9000.5, "floors": {"<b>search": 200}}
    with language.speaking("es"):
        shown = rows(knobs.table(optimisation.Params(budget=budget)))["budget"]
    assert shown[0].startswith("<strong>total: 9.000,5; floors: &lt;b&gt;search: 200")
    assert "{" not in shown[0]
    assert shown[2] == "límites del presupuesto: total, mínimos, máximos"


def test_a_kernel_shows_what_a_cell_ends_with_as_that_table():
    html = HTMLFormatter()
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": html}))
    knobs.shown_by(shell)
    assert "min_segments" in html(clustering.Params())
