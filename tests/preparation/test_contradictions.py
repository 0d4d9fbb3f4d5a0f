"""Tables that contradict each other, as the page about the data says it."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(bench, shared_cases):
    files = [
        shared_cases / "claims" / f"s_{name}.csv" for name in ("customers", "orders", "events")
    ]
    assert bench.new("s", *files).code == 0
    assert bench.check("s").code == 0
    assert bench.run("s", "data").code == 0
    return bench


@pytest.mark.slow
def test_orders_before_the_sign_up_and_events_of_nobody_are_told(page):
    """161 of 300 orders are older than their customer; all 200 events are of people not known."""
    found = page.result("data")
    assert "customers that the customer file lacks, in 200 of 200 cases" in found["headline"]
    assert "before the customer’s registration, in 161 of 300 cases" in found["headline"]
    (fix,) = [d for d in found["decisions"] if "registration" in d["what"]]
    assert fix["effect"] == "161 cases, 53.7% of those looked at, worth €1,610"
    text = (page.folder() / "data.html").read_text(encoding="utf-8")
    assert "Nothing lowers the scores" not in text
    assert "at least 99% faultless" not in text
    assert "B101" in text  # an order to look up
    assert "ZZ-000" not in text  # and no key of a person
