"""Suggestions against the truth: lists of each customer's own, where tastes are, or are not."""

from __future__ import annotations

from collections.abc import Iterator

from tests.claims import said
from tests.claims.contradiction import Contradiction
from tests.claims.on_scores import signal_told
from tests.claims.pages import Page

FILE = "suggestions.csv"
CHANCE = "what customers buy next does not depend on what they bought"


def judge(page: Page) -> list[Contradiction]:
    """What the page on suggestions says that is not so."""
    truth = page.world.truth
    if truth.tastes is False:
        return [*signal_told(page, CHANCE), *_because(page), *_popular(page)]
    if truth.tastes and truth.ample:
        return [*_overlooked(page)]
    return []


def _because(page: Page) -> Iterator[Contradiction]:
    """A file that says “because they bought”, where that is no reason."""
    table = page.files.get(FILE)
    if table is not None and "because" in table and (table["because"].astype(str) != "").any():
        yield Contradiction(page.name, "file", f"{FILE}: because ...", CHANCE)


def _popular(page: Page) -> Iterator[Contradiction]:
    """Best-sellers said to sell better, where every item is as likely as another."""
    for check in page.result["checks"]:
        if check["passed"] and "popular" in said.kinds(check["name"], said.CHECKS):
            yield Contradiction(page.name, "popular", f"{check['name']}: {check['detail']}",
                                "every item is as likely to be bought as another")  # fmt: skip


def _overlooked(page: Page) -> Iterator[Contradiction]:
    headline = page.result["headline"]
    if "no_signal" in said.kinds(headline, said.HEADLINES) or not page.result.get("signal"):
        yield Contradiction(page.name, "denied", headline, "each buys from a shelf of their own")
