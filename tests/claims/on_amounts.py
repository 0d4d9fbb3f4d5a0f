"""Customers' value, and amounts of a flat table, against the truth."""

from __future__ import annotations

from collections.abc import Iterator

from tests.claims import said
from tests.claims.contradiction import Contradiction
from tests.claims.on_scores import signal_told
from tests.claims.pages import Page

FILE = "customer_values.csv"
MISSED = 0.3  # of the truth, by which an interval may miss a total before that is gross
ALIKE = 0.1  # share of the top tenth where all bring the same
HELD = 0.25  # share of the value from which one customer is what the top tenth is about


def judge(page: Page) -> list[Contradiction]:
    """What the page on amounts says that is not so."""
    truth = page.world.truth
    tells = truth.answer if page.world.flat else truth.future
    found = [*_total(page), *_assumed(page), *_tenth(page)]
    if tells is False:
        found += signal_told(page, "nothing that is known tells who spends more")
        found += _file(page)
    elif truth.top_share == ALIKE:
        found += _by_rank(page)
    if tells and truth.ample:
        found += _overlooked(page)
    return found


def _total(page: Page) -> Iterator[Contradiction]:
    """A total of the coming months whose interval misses the truth by far."""
    truth, value = page.world.truth.sales, page.result.get("value")
    shown = any(figure["key"] == "value_total" for figure in page.result["figures"])
    if truth is None or not value or not shown:
        return
    low, high = value["sales"]["low"], value["sales"]["high"]
    off = max(low - truth, truth - high, 0.0)
    past = float((page.world.table["unidades"] * page.world.table["precio"]).sum())
    if off > MISSED * truth and off > 0.05 * past:
        why = f"net sales of {truth:,.0f}, told {low:,.0f} to {high:,.0f}"
        yield Contradiction(page.name, "total", page.result["headline"], why)


def _assumed(page: Page) -> Iterator[Contradiction]:
    """Values that rest on a margin nobody stated, in a headline that does not say so."""
    headline = page.result["headline"]
    value = page.result.get("value") or {}
    if value.get("margin") is None or "worth" not in said.kinds(headline, said.HEADLINES):
        return
    if "margin" not in page.world.stated("regression") and said.unnamed(headline, ["margin"]):
        yield Contradiction(page.name, "assumed", headline, "nobody stated the margin")


def _tenth(page: Page) -> Iterator[Contradiction]:
    """The share of the top tenth: more than there is, or the share of one customer."""
    shown = [f for f in page.result["figures"] if f["key"] in ("top_share", "top_tested")]
    if not shown:
        return
    share, truth = shown[0]["estimate"], page.world.truth
    label = f"{shown[0]['label']} {share['value']:.0%} ({share['low']:.0%} to {share['high']:.0%})"
    measured = shown[0]["key"] == "top_tested"  # by chance, in one window, it may be more
    if not measured and truth.top_share is not None and share["low"] > 1.15 * truth.top_share:
        yield Contradiction(page.name, "top_share", label, f"it holds {truth.top_share:.0%}")
    spent = page.world.customers()["monetary"] if truth.giant in page.world.ids else None
    if spent is None:
        return
    held = float(spent[truth.giant] / spent.sum())
    if held > HELD and not said.says(page.result["headline"], said.ALONE):
        yield Contradiction(page.name, "giant", label, f"one customer holds {held:.0%}")


def _by_rank(page: Page) -> Iterator[Contradiction]:
    """A choice by value, where all bring the same over a year."""
    for decision in page.result["decisions"]:
        if "by_rank" in said.kinds(decision["what"], said.DECISIONS):
            yield Contradiction(page.name, "by_rank", said.decided(decision),
                                "over a year, all customers bring the same")  # fmt: skip


def _file(page: Page) -> Iterator[Contradiction]:
    """A file that puts customers in order of a value that nothing tells."""
    table = page.files.get(FILE)
    if table is not None and "tenth" in table:
        yield Contradiction(page.name, "file", f"{FILE}: {', '.join(table.columns)}",
                            "nothing that is known tells who spends more")  # fmt: skip


def _overlooked(page: Page) -> Iterator[Contradiction]:
    """No ranking told where past purchases tell the next ones well."""
    headline = page.result["headline"]
    kinds = said.kinds(headline, said.HEADLINES)
    if kinds & {"no_signal", "no_order"} or (page.world.flat and not page.result["better"]):
        yield Contradiction(page.name, "denied", headline, "it can be told well")
