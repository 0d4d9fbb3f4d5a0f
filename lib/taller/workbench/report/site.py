"""A run's pages as one site: what a page leads to, read from the run's own state beside it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

INDEX = "index.html"
WITHOUT_PAGE = ("skipped",)


@dataclass(frozen=True)
class Site:
    """The pages of a run in the order of its first page.

    Attributes
    ----------
    pages : (name, title) of each notebook that has a page, or will have one
    """

    pages: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, folder: Path) -> Site:
        """The site of a run's folder; empty where it holds no run."""
        try:
            state = json.loads((folder / "run.json").read_text(encoding="utf-8"))
            notebooks = sorted(state["notebooks"], key=lambda n: str(n.get("phase") or ""))
            return cls(
                tuple(
                    (str(n["name"]), str(n.get("title") or n["name"]))
                    for n in notebooks
                    if n.get("state") not in WITHOUT_PAGE
                )
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    @property
    def digest(self) -> str:
        """A hash of all that this puts on a page."""
        return hashlib.sha256(json.dumps(self.pages).encode()).hexdigest()[:16]

    def around(self, name: str | None) -> dict[str, Any] | None:
        """Where a page leads: ``previous``, ``next`` and ``all``, each of title and address.

        Parameters
        ----------
        name : its notebook; None for the first page

        Returns
        -------
        dict or None, where the page belongs to no run
        """
        links = [
            {"title": title, "short": short(title), "href": f"{quote(each)}.html",
             "here": each == name}
            for each, title in self.pages
        ]  # fmt: skip
        at = next((i for i, link in enumerate(links) if link["here"]), None)
        if not links or (at is None and name is not None):
            return None
        before = links[at - 1] if at else None
        after = links[at + 1 : at + 2] if at is not None else links[:1]
        return {
            "index": INDEX,
            "first": at is None,
            "previous": before,
            "next": after[0] if after else None,
            "all": links,
        }


def short(title: str) -> str:
    """What stands on the bar for a page: its title's name, or a question's first clause.

    >>> short("The plan: when, who?"), short("Who will leave, buy, and when?"), short("Own, and so")
    ('The plan', 'Who will leave…?', 'Own…')
    """
    named, colon, _rest = title.partition(":")
    first, comma, _more = named.partition(",")
    if colon or not comma:
        return named
    return f"{first}…{'?' * title.endswith('?')}"
