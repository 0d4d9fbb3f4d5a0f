"""Customers who are alike get no names, no trait and no action: from the file to the page."""

from __future__ import annotations

import csv

import pytest

from tests.own_files import Bench

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def alike(shared_cases, root, tmp_path_factory):
    """Sixty customers who order every 25 days for three years and return nothing."""
    bench = Bench(tmp_path_factory.mktemp("alike"), root)
    said = bench.new("alike", shared_cases / "claims/r20_alike.csv")
    assert said.code == 0, said.text
    assert bench.check("alike").code == 0
    bench.work("alike", "clustering")
    return bench


def test_that_there_are_no_groups_is_the_headline(alike):
    result = alike.result("clustering")
    assert result["structure"] != "groups"
    assert any(w in result["headline"] for w in ("alike for now", "igual a los 60 clientes"))


def test_names_are_numbers_and_no_segment_has_an_action_of_its_own(alike):
    found = alike.result("clustering")["segments"]
    assert {s["key"] for s in found} <= {"numbered", "together"}
    assert not any(s["acts"] for s in found)


def test_nothing_is_said_of_newcomers_or_returns(alike):
    """They ordered 36 times in 1,051 days and sent nothing back."""
    result = alike.result("clustering")
    said = [result["headline"], *(d["what"] for d in result["decisions"])]
    said += [s[part] for s in result["segments"] for part in ("name", "traits", "action")]
    for word in ("ewcomer", "return", "recién", "nuev", "devuel"):
        assert not any(word in text.lower() for text in said), word


def test_the_file_for_the_crm_carries_numbers_too(alike):
    path = alike.folder() / "artifacts" / "clustering" / "segments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 60
    names = {s["name"] for s in alike.result("clustering")["segments"]}
    assert {row["segment_name"] for row in rows} == names
