"""What can be wrong in the section `use_cases`: all told at once, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from taller.errors import InputError
from taller.preparation import use_cases as uc
from taller.workbench.engagement import engagement

ROOT = Path(__file__).parents[3]
HEAD = """\
client: Prueba
language: en
currency: EUR
seed: 1
data:
  source: fashion_store
  users: 300
  items: 60
use_cases:
"""  # nine lines


def faults(tmp_path: Path, section: str) -> list[str]:
    """What `taller check` says of a section, which begins on line 10."""
    file = tmp_path / "x.yaml"
    file.write_text(HEAD + section, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        engagement.read(file, ROOT)
    return [str(fault) for fault in caught.value.faults]


OWN = """\
    {key}:
      name: {name}
      impact: 3
      feasibility: 3
      risk: 3
      money: 1000
      person_days: 10
      weeks: 4
"""


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    section = """\
  weights: {impact: -0.2, cost: 0.5}
  budget: -1
  exclude: [chrun]
  cases:
    churn:
      impact: [5, 3, 4]
      after: [send_time]
    send_time:
      after: [churn]
    size_advice:
      name: demand  Forecast
"""
    found = faults(tmp_path, section)
    told = "\n".join(found)
    impact = "must rise from lowest to highest, as in [3, 4, 5]"
    size = "needs impact, feasibility, risk, money, person_days, weeks too"
    for line, where, what in [
        (10, "weights.impact", "must be at least 0"),
        (10, "weights", "must add up to 1 (they add up to 0.8"),
        (11, "budget", "must be at least 0"),
        (12, "exclude[0]", "no such case; did you mean 'churn'? (got 'chrun')"),
        (15, "cases.churn.impact", impact),
        (16, "cases.churn.after", "these wait for each other in a circle: churn → send_time → "),
        (19, "cases.size_advice", f"a case of your own {size}"),
        (20, "cases.size_advice.name", "is the name of 'demand_forecast' already"),
    ]:
        assert f"line {line}  use_cases.{where}: {what}" in told
    assert len(found) == 8


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("{impact: 0, feasibility: 0, cost: 0, timeline: 0, risk: 0}", "are all zero"),
        ("{impact: 0.9}", "must add up to 1 (they add up to 1.6"),
        ("{impact: 2}", "must be at most 1"),
        ("{impact: much}", "must be a number (got 'much')"),
        ("{impatc: 0.3}", "did you mean 'impact'?"),
        ("3", "must hold keys with values"),
    ],
)
def test_weights(tmp_path, weights, said):
    assert said in "\n".join(faults(tmp_path, f"  weights: {weights}\n"))


def test_weights_that_do_not_add_up_are_shown_in_proportion(tmp_path):
    """.6 + .5 + .4 + .3 + .2 = 2: half of each."""
    section = "  weights: {impact: 0.6, feasibility: 0.5, cost: 0.4, timeline: 0.3, risk: 0.2}\n"
    [found] = faults(tmp_path, section)
    assert "impact: 0.3, feasibility: 0.25, cost: 0.2, timeline: 0.15, risk: 0.1" in found


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("[4, 3, 2]", "must rise from lowest to highest, as in [2, 3, 4]"),
        ("[0, 3, 6]", "must lie between 1 and 5"),
        ("[4, 3, 9]", "must rise from lowest to highest, as in [3, 4, 9] and must lie between"),
        ("[1, 2]", "must be one number, or three"),
        ("[1, 2, .nan]", "must be one number, or three"),
        ("high", "must be one number, or three"),
        ("true", "must be one number, or three"),
    ],
)
def test_ranges(tmp_path, value, said):
    [found] = faults(tmp_path, f"  cases:\n    churn:\n      impact: {value}\n")
    assert found.startswith("line 12  use_cases.cases.churn.impact: ")
    assert said in found


def test_two_cases_of_one_name_in_either_language(tmp_path):
    section = "  cases:\n" + OWN.format(key="a", name="Previsión de la demanda")
    [found] = faults(tmp_path, section)
    assert found.startswith("line 12  use_cases.cases.a.name: is the name of 'demand_forecast'")
    section = "  cases:\n" + OWN.format(key="a", name="Talla") + OWN.format(key="b", name="talla")
    [found] = faults(tmp_path, section)
    assert found.startswith("line 20  use_cases.cases.b.name: is the name of 'a' already")


def test_a_case_twice_in_the_file_is_told_with_its_line(tmp_path):
    section = "  cases:\n" + OWN.format(key="a", name="A") + OWN.format(key="a", name="B")
    assert any("line 19" in found for found in faults(tmp_path, section))


def test_two_circles_are_both_named(tmp_path):
    section = """\
  cases:
    churn: {after: [propensity]}
    propensity: {after: [churn]}
    segmentation: {after: [segmentation]}
"""
    told = "\n".join(faults(tmp_path, section))
    assert "segmentation → segmentation" in told
    assert "churn → propensity → churn" in told or "propensity → churn → propensity" in told


def test_a_case_that_waits_for_nobody_known(tmp_path):
    [found] = faults(tmp_path, "  cases:\n    churn: {after: [segmentatoin]}\n")
    assert "no such case; did you mean 'segmentation'?" in found


def test_a_misspelt_case_is_told_the_near_one(tmp_path):
    [found] = faults(tmp_path, "  cases:\n    chrun: {impact: 3}\n")
    assert "did you mean 'churn'?" in found


def test_no_case_left_to_rank(tmp_path):
    told = "\n".join(faults(tmp_path, "  catalogue: false\n"))
    assert "no case is left to rank" in told


def test_weights_changed_whole_are_sound():
    given = {"impact": 0.4, "feasibility": 0.3, "cost": 0.1, "timeline": 0.1, "risk": 0.1}
    assert uc.Params(weights=given).weights.values() == (0.4, 0.3, 0.1, 0.1, 0.1)


def test_the_defaults_told_with_a_fault_are_the_models_own():
    from taller.preparation.use_cases.features.faults import DEFAULT_WEIGHTS

    assert uc.Weights().values() == DEFAULT_WEIGHTS
    assert sum(DEFAULT_WEIGHTS) == pytest.approx(1)
