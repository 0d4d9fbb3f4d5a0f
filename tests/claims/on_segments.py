"""Segments against the truth: groups that are not there, names that their figures deny."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tests.claims import names, said
from tests.claims.contradiction import Contradiction
from tests.claims.on_scores import signal_told
from tests.claims.pages import Page

FILE = "segments.csv"
ALIKE = "customers are all alike but for chance"
MOSTLY = 0.5  # share of a segment's sales from which one customer is what it is about


def judge(page: Page) -> list[Contradiction]:
    """What the page on segments says that is not so."""
    truth = page.world.truth
    found = [*_denied(page)]
    if truth.structure == "none":
        found += _pretended(page)
    if truth.future is False:
        found += signal_told(page, "what customers spent does not tell what they spend next")
    if truth.structure == "groups" and truth.ample:
        found += _overlooked(page)
    if truth.giant is not None:
        found += _one_customer(page, truth.giant)
    return found


def told(page: Page) -> dict[str, str]:
    """Names of segments with their actions: of the page and of the file for the CRM."""
    found = {segment["name"]: segment["action"] for segment in page.result.get("segments", ())}
    table = page.files.get(FILE)
    if table is not None and "segment_name" in table:
        actions = table.get("action", pd.Series("", index=table.index)).astype(str)
        found |= dict(zip(table["segment_name"].astype(str), actions, strict=True))
    return found


def figures(page: Page) -> tuple[dict[str, pd.Series], pd.Series]:
    """What the customers of each name really did, and what all did.

    By the file where it names customers as the client does; by the page's own profiles elsewhere.
    """
    everyone = page.world.customers()
    typical = everyone.median()
    typical["return_rate"] = everyone["return_rate"].mean()
    table = page.files.get(FILE)
    found = {s["name"]: pd.Series(s["profile"]) for s in page.result.get("segments", ())}
    if table is not None and "segment_name" in table:
        own = everyone.join(table.set_index("user_id")["segment_name"], how="inner")
        if len(own) >= 0.9 * len(table):
            for name, rows in own.groupby("segment_name"):
                here = rows[everyone.columns]
                found[str(name)] = here.median()
                found[str(name)]["return_rate"] = here["return_rate"].mean()
    return found, typical


def _denied(page: Page) -> Iterator[Contradiction]:
    """Names that say what their customers' figures deny."""
    by_name, everyone = figures(page)
    for name, action in told(page).items():
        if name not in by_name:
            continue
        here = by_name[name]
        did = ", ".join(f"{k} {here[k]:.4g} (all {everyone[k]:.4g})" for k in here.index)
        for word in names.denied(name, here, everyone):
            yield Contradiction(page.name, f"name:{word}", name, did)
        for word in names.misplaced(action, here, everyone):
            yield Contradiction(page.name, f"action:{word}", f"{name}: {action}", did)


def _pretended(page: Page) -> Iterator[Contradiction]:
    """Groups told, named and acted on where customers are all alike."""
    result = page.result
    headline = said.kinds(result["headline"], said.HEADLINES)
    if "no_groups" not in headline or result.get("structure") == "groups":
        yield Contradiction(page.name, "groups", result["headline"], ALIKE)
    for name in told(page):
        kinds = [word.key for word in names.words(name) if word.types]
        if kinds or not names.words(name):
            yield Contradiction(page.name, "named", name, ALIKE)
    listed = [segment["name"] for segment in result.get("segments", ())]
    for decision in result["decisions"]:
        of = said.of_segment(decision["what"], listed)
        typed = of is not None and any(word.types for word in names.words(of))
        if typed or "use_segments" in said.kinds(decision["what"], said.DECISIONS):
            yield Contradiction(page.name, "acted", said.decided(decision), ALIKE)
    for check in result["checks"]:
        if check["passed"] and "groups" in said.kinds(check["name"], said.CHECKS):
            yield Contradiction(page.name, "check", f"{check['name']}: {check['detail']}", ALIKE)


def _overlooked(page: Page) -> Iterator[Contradiction]:
    """No groups told where they are far apart."""
    if "no_groups" in said.kinds(page.result["headline"], said.HEADLINES):
        yield Contradiction(page.name, "denied", page.result["headline"],
                            "customers are in four groups far apart")  # fmt: skip


def _one_customer(page: Page, giant: str) -> Iterator[Contradiction]:
    """Shares of a segment that are the shares of one customer."""
    table = page.files.get(FILE)
    if table is None or giant not in set(table["user_id"]):
        return
    own = table.set_index("user_id")
    name = str(own.loc[giant, "segment_name"])
    rows = own[own["segment_name"] == name]
    share = float(own.loc[giant, "net_spend"]) / float(rows["net_spend"].sum())
    if share < MOSTLY:
        return
    truth = f"one customer makes {share:.0%} of what “{name}” brings"
    result = page.result
    for text in (result["headline"], *(figure["label"] for figure in result["figures"]),
                 *map(said.decided, result["decisions"])):  # fmt: skip
        if name in text and not said.says(text, said.ALONE) and _of_sales(text):
            yield Contradiction(page.name, "giant", text, truth)


def _of_sales(text: str) -> bool:
    return said.says(text, r"net sales|ventas netas|per customer|por cliente|cada uno")
