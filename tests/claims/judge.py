"""What a page says that the truth of its world contradicts, each with the reason.

What is judged: the headline, the decisions, the names, traits and actions of segments, the key
figures, what the checks claim, and the files that go to the client's systems. One false thing, one
`Contradiction`; a page is wrong if it has any.
"""

from __future__ import annotations

from tests.claims import on_amounts, on_lists, on_scores, on_segments, said
from tests.claims.contradiction import Contradiction
from tests.claims.pages import Page

JUDGES = {
    "clustering": on_segments.judge,
    "classification": on_scores.judge,
    "regression": on_amounts.judge,
    "recommendation": on_lists.judge,
}


def judge(page: Page) -> list[Contradiction]:
    """Every claim of a page that the truth contradicts."""
    if page.crashed:
        return []  # told as such
    if not page.result or said.says(page.result["headline"], said.HEADLINES["unassessed"]):
        return _silent(page)
    return [*JUDGES[page.notebook](page), *_trends(page)]


def unread(page: Page) -> list[str]:
    """What a page says that nothing here knows how to read; a crash is one."""
    if page.crashed:
        return [page.crashed]
    return said.unread(page.result) if page.result else []


def _silent(page: Page) -> list[Contradiction]:
    """Saying nothing is wrong only where there is plenty to say."""
    if not page.world.truth.ample:
        return []
    why = page.refused or page.result.get("headline", "")
    return [Contradiction(page.name, "silent", why, "there is plenty to find, in plenty of rows")]


def _trends(page: Page) -> list[Contradiction]:
    """A rise or a fall where there is but a season."""
    if not page.world.truth.seasonal:
        return []
    texts = [page.result["headline"], *map(said.decided, page.result["decisions"])]
    return [
        Contradiction(page.name, "trend", text, "nothing moves but the season")
        for text in texts
        if said.says(text, said.TREND)
    ]
