"""Flat tables through the commands a user gives: what is proposed, advised, and left unsaid."""

from __future__ import annotations

import csv
import re

import pytest

from tests.conftest import ROOT
from tests.own_files import Bench

JARGON = re.compile(r"AUROC|AUC|lift\b|Brier|Gini|EMPC|Kaplan|log-odds|p-value", re.IGNORECASE)
NAME = "classification"


@pytest.fixture(scope="module")
def made(tmp_path_factory, shared_cases):
    """Run a case once: name, file, what is added to its engagement file."""

    def make(name: str, file: str, more: str = "") -> Bench:
        bench = Bench(tmp_path_factory.mktemp(name), ROOT)
        assert bench.new(name, shared_cases / "claims" / file, more=more).code == 0
        assert bench.check(name).code == 0
        bench.work(name, NAME)
        return bench

    return make


@pytest.fixture(scope="module")
def unstated(made):
    return made("r3", "r3_response.csv")


@pytest.fixture(scope="module")
def stated(made):
    return made("r3v", "r3_response.csv", "  customer_value: 40\n  contact_cost: 8\n")


@pytest.fixture(scope="module")
def bank(made):
    return made("r5", "r5_bank.csv")


@pytest.fixture(scope="module")
def calls(made):
    return made("r12", "r12_calls.csv")


def scores(bench: Bench) -> list[dict[str, str]]:
    path = next(bench.folder().rglob("scores.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_without_a_stated_value_there_is_no_advice_but_the_range_and_the_question(unstated):
    found = unstated.result(NAME)
    assert found["signal"]
    assert found["money"] is None
    assert found["missing"] == ["contact_cost", "customer_value"]
    assert [f["key"] for f in found["figures"]] == ["base_rate", "first_tenth"]
    (asked,) = found["decisions"]
    assert asked["what"].startswith("State the cost of a contact (contact_cost)")
    assert "assumed: €1.00 a contact" in asked["effect"]
    shares = [c["contacted"] / c["people"] for c in found["choices"]]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert "contact" not in scores(unstated)[0]


@pytest.mark.slow
def test_with_a_stated_value_the_top_is_contacted_and_the_values_stand_in_the_sentence(stated):
    found = stated.result(NAME)
    assert found["usable"]
    assert found["headline"].startswith("Contact ")
    assert "€40.00 for each who answers and €8.00 a contact" in found["headline"]
    assert found["money"]["threshold"] == pytest.approx(0.2)


@pytest.mark.slow
def test_counted_contacted_and_earned_from_are_the_same_people(stated):
    """Those who have not answered: of 2,000 rows, 268 have."""
    money, rows = stated.result(NAME)["money"], scores(stated)
    still = [row for row in rows if row["happened"] == "no"]
    assert money["people"] == len(still) == 1732
    chosen = [row for row in rows if row["contact"] == "yes"]
    assert money["contacted"] == money["earned"]["n"] == len(chosen)
    assert {row["happened"] for row in chosen} == {"no"}
    # Each brings 40 times its probability, less the 8 of the contact.
    brings = sum(40 * float(row["probability"]) - 8 for row in chosen)
    assert money["earned"]["value"] == pytest.approx(brings, abs=0.01 * len(chosen))


@pytest.mark.slow
def test_the_id_is_that_of_people_and_neither_it_nor_names_nor_counters_teach(bank, shared_cases):
    settings = bank.settings("r5").read_text(encoding="utf-8")
    assert re.search(r"subject: CustomerId ", settings)
    found = bank.result(NAME)
    assert {d["column"] for d in found["drivers"]} <= {"Age", "x"}
    gone = {c for g in found["guards"] if g["severity"] == "dropped" for c in g["columns"]}
    assert {"RowNumber", "Surname", "CustomerId"} <= gone
    assert any("already" in text and "268 of the 2,000" in text for text in found["limits"])
    text = (shared_cases / "claims" / "r5_bank.csv").read_text(encoding="utf-8")
    ids = {line.split(",")[1] for line in text.splitlines()[1:]}
    for path in bank.folder().rglob("*"):
        if path.suffix in (".csv", ".json", ".html", ".ipynb") and "quarantine" not in str(path):
            kept = set(re.findall(r"\b156\d{5}\b", path.read_text(encoding="utf-8")))
            assert not kept & ids, path


@pytest.mark.slow
def test_rows_in_order_of_time_are_asked_about_and_the_shift_is_told(calls):
    settings = calls.settings("r12").read_text(encoding="utf-8")
    assert re.search(r"ordered: true +# CHECK: it happens far more often in some parts", settings)
    found = calls.result(NAME)
    assert found["split"] == "time"
    assert found["shifted"]
    assert "39% of the rows tested on, against 5%" in found["headline"]
    checks = {c["name"]: c["passed"] for c in found["checks"]}
    assert not checks["No great change is found in how often it happens"]
    assert not checks["Probabilities come near what happens"]
    assert found["choices"] == []  # money goes with the probabilities


def test_accounts_that_say_who_left_are_a_flat_table_too(bench, shared_cases):
    assert bench.new("r7", shared_cases / "claims" / "r7_accounts.csv").code == 0
    settings = bench.settings("r7").read_text(encoding="utf-8")
    assert "\n  accounts:" in settings
    assert "\n  flat:" in settings
    assert re.search(r"target: churn_flag ", settings)
    assert re.search(r"subject: account_id ", settings)
    assert bench.check("r7").code == 0


@pytest.mark.slow
def test_no_technical_term_leads(unstated, stated, bank, calls):
    for bench in (unstated, stated, bank, calls):
        found = bench.result(NAME)
        led = [found["headline"], *(f["label"] for f in found["figures"])]
        led += [text for d in found["decisions"] for text in (d["what"], d["effect"])]
        assert not [text for text in led if JARGON.search(text)]
