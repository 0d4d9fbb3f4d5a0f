"""Every decision says what it brings, costs or is about in money, or else what would measure it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from taller.phase import Decision, Estimate

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "lib" / "taller").rglob("messages.*.ftl"))
PAGES = sorted((ROOT / "tests" / "golden" / "texts").rglob("*.txt"))
# Words that send a reader back to what they have just read.
EMPTY = re.compile(r"^(that|this|the|a|la|el|esa|ese|esta|este|una?)( propi[oa])? \S+( itself)?$")


def decisions_of(path: Path) -> list[ast.Message]:
    """The messages that word a decision."""
    parsed = FluentParser().parse(path.read_text(encoding="utf-8"))
    return [
        each
        for each in parsed.body
        if isinstance(each, ast.Message)
        and {"what", "owner", "effect"} <= {a.id.name for a in each.attributes}
    ]


def texts(pattern: ast.Pattern) -> list[str]:
    """Each wording that an attribute may take, what is put in as one word."""
    first = pattern.elements[0]
    chosen = getattr(first, "expression", None) if len(pattern.elements) == 1 else None
    if isinstance(chosen, ast.SelectExpression):
        return [text for each in chosen.variants for text in texts(each.value)]
    parts = (e.value if isinstance(e, ast.TextElement) else "…" for e in pattern.elements)
    return ["".join(parts).strip()]


def test_there_are_decisions_to_look_at():
    assert sum(len(decisions_of(path)) for path in SOURCES) > 100
    assert len(PAGES) > 20


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_would_measure_a_decision_is_named_and_not_called_itself(language):
    assert EMPTY.match("the trial itself")
    assert EMPTY.match("la propia prueba")
    assert not EMPTY.match("the score of the next run")
    said = {
        f"{path.parent.name}/{message.id.name}": attribute.value
        for path in SOURCES
        if path.name == f"messages.{language}.ftl"
        for message in decisions_of(path)
        for attribute in message.attributes
        if attribute.id.name == "measured"
    }
    empty = {key: text for key, each in said.items() for text in texts(each) if EMPTY.match(text)}
    assert empty == {}


def test_every_decision_s_message_says_it():
    lacking = [
        f"{path.parent.name}/{message.id.name}"
        for path in SOURCES
        for message in decisions_of(path)
        if not {"measured"} <= (said := {a.id.name for a in message.attributes})
        and not {"period", "population"} <= said
    ]
    # What to mend in the data is measured alike, whatever it is.
    assert [each for each in lacking if not each.startswith("data/fix-")] == []


def test_no_decision_of_a_kept_page_has_neither():
    """Beside each owner on a page of the small shop or a world stands a line of money."""
    for page in PAGES:
        lines = page.read_text(encoding="utf-8").splitlines()
        owned = [line for line in lines if line.startswith(("Owner:", "A cargo de:"))]
        money = [line for line in lines if line.startswith(("In money:", "En dinero:"))]
        assert len(owned) == len(money), page


def test_a_decision_without_either_cannot_be_made():
    said = {"what": "w", "owner": "o", "effect": "e"}
    with pytest.raises(KeyError, match="measured"):
        Decision.told("a", said, effort="hours", within_days=7)
    cost = Estimate.exact(5, unit="money", n=1, method="m")
    with pytest.raises(KeyError, match="period"):
        Decision.told("a", said, effort="hours", within_days=7, worth=cost, confidence="assumed")
    told = said | {"period": "a month", "population": "all"}
    with pytest.raises(KeyError, match="measured"):
        Decision.told("a", told, effort="hours", within_days=7, worth=cost, of="cost",
                      confidence="assumed")  # fmt: skip


def test_an_amount_times_a_tenth_keeps_its_interval():
    """50 (40 to 60), a tenth of it: 5 (4 to 6)."""
    found = Estimate(value=50, low=40, high=60, unit="money", n=9, method="m").times(0.1)
    assert (found.value, found.low, found.high, found.n) == (5, 4, 6, 9)
