"""Scores of who leaves, buys or answers, against the truth."""

from __future__ import annotations

from collections.abc import Iterator

from tests.claims import said
from tests.claims.contradiction import Contradiction
from tests.claims.pages import Page

FILE = "scores.csv"
CHANCE = "nothing that is known tells to whom it happens"
TOLD = {"lift", "earns", "ranks", "explains", "hits", "spent_order"}  # headlines of a signal
# Key figures that act as if there were a signal.
ACTING = {
    "contacted",
    "profit",
    "gain",
    "earned",
    "first_tenth",
}
# Rates that far apart, and by that factor, are not the same, and cannot be overlooked.
APART, TIMES = {"as_before": 0.08, "no_change": 0.25}, 1.5


def judge(page: Page) -> list[Contradiction]:
    """What the page on scores says that is not so."""
    truth = page.world.truth
    tells = truth.answer if page.world.flat else truth.leaving
    found = [*_rate(page), *_assumed(page), *_too_much(page)]
    if tells is False:
        found += [*signal_told(page, CHANCE), *_acted(page)]
    if tells and truth.ample:
        found += _overlooked(page)
    return found


def signal_told(page: Page, truth: str) -> Iterator[Contradiction]:
    """A signal, a better model or a choice by rank, where there is but chance."""
    result = page.result
    headline = said.kinds(result["headline"], said.HEADLINES)
    if result.get("signal") or headline & TOLD:
        yield Contradiction(page.name, "signal", result["headline"], truth)
    for decision in result["decisions"]:
        if "by_rank" in said.kinds(decision["what"], said.DECISIONS):
            yield Contradiction(page.name, "by_rank", said.decided(decision), truth)
    for check in result["checks"]:
        if check["passed"] and "better" in said.kinds(check["name"], said.CHECKS):
            text = f"{check['name']}: {check['detail']}"
            yield Contradiction(page.name, "better", text, truth)


def _acted(page: Page) -> Iterator[Contradiction]:
    """Key figures and a file that act as if there were a signal."""
    for figure in page.result["figures"]:
        if figure["key"] in ACTING:
            yield Contradiction(page.name, "figure", figure["label"], CHANCE)
    table = page.files.get(FILE)
    if table is None:
        return
    mixed = "contact" in table and {"yes", "no"} <= set(table["contact"])
    if mixed or "tenth" in table:
        yield Contradiction(page.name, "file", f"{FILE}: {', '.join(table.columns)}", CHANCE)


def _rate(page: Page) -> Iterator[Contradiction]:
    """“As often as before” where it is not; “no change is found” where none could miss it."""
    if page.world.truth.happens is None:
        return
    before, after = page.world.truth.happens
    low, high = sorted((before, after))
    for check in page.result["checks"]:
        claimed = said.kinds(check["name"], said.CHECKS) & set(APART)
        if not check["passed"] or not claimed or high < TIMES * low:
            continue
        if high - low >= min(APART[kind] for kind in claimed):
            text, why = f"{check['name']}: {check['detail']}", f"{before:.0%}, then {after:.0%}"
            yield Contradiction(page.name, "as_before", text, why)


def _assumed(page: Page) -> Iterator[Contradiction]:
    """Advice and earnings that rest on money nobody stated, and do not say so."""
    if not page.result.get("signal"):
        return  # then nothing is advised on account of money
    headline, rests = page.result["headline"], _rests_on(page)
    texts = [headline] if said.kinds(headline, said.HEADLINES) & {"earns", "contact_all"} else []
    texts += [
        said.decided(decision)
        for decision in page.result["decisions"]
        if said.kinds(decision["what"], said.DECISIONS) & {"by_rank", "not_by_score", "all"}
        and said.says(decision["what"], r"contact|probab|choose|elegir")
    ]
    for text in texts:
        missing = said.unnamed(text, rests)
        if missing:
            yield Contradiction(page.name, "assumed", text, f"nobody stated {', '.join(missing)}")


def _rests_on(page: Page) -> list[str]:
    """Figures that whom it pays to contact rests on, and that the client did not state."""
    needed = ["customer_value", "contact_cost"]
    if page.result.get("purpose") == "churn":
        needed += ["incentive_cost", "acceptance"]
        if not page.world.flat:  # what a customer is worth is then measured, at a margin
            needed[0] = "margin"
    stated = page.world.stated("classification")
    if "customer_value" in stated:
        stated.add("margin")
    return [name for name in needed if name not in stated]


def _too_much(page: Page) -> Iterator[Contradiction]:
    """A gain that not even the true probabilities could bring."""
    most = page.world.truth.gain
    money = page.result.get("money") or {}
    if most is None or not page.result.get("usable") or money.get("assumed") or "gain" not in money:
        return
    if money["gain"]["low"] > 1.1 * most + 0.05:
        yield Contradiction(page.name, "gain", page.result["headline"],
                            f"at most {most:.2f} can be earned by choosing")  # fmt: skip


def _overlooked(page: Page) -> Iterator[Contradiction]:
    """No signal told where it is strong.

    Whether choosing earns more is not asked here: so much noise is in money that a test of these
    few rows may well not show it, and to say so is right.
    """
    headline = page.result["headline"]
    if "no_signal" in said.kinds(headline, said.HEADLINES) or not page.result.get("signal"):
        yield Contradiction(page.name, "denied", headline, "it can be told well")
