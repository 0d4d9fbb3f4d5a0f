"""The cards of the executive page: what each notebook says, three figures, and how far it is."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from taller import language
from taller.language import _, ngettext
from taller.workbench.notes import spoken
from taller.workbench.notes.voice import Voice
from taller.workbench.report import look
from taller.workbench.report.first import doubtful, spark

Result = dict[str, Any]
Results = Mapping[str, Result | None]
MOST = 3  # figures of a card; the page has them all


def state_words(state: str) -> tuple[str, str]:
    """A state in words, and the colour it is told in."""
    words = {
        "queued": (_("waiting"), "muted"),
        "running": (_("running"), "warn"),
        "done": (_("done"), "good"),
        "cached": (_("unchanged, kept from before"), "good"),
        "failed": (_("failed"), "bad"),
        "timed out": (_("ran out of time"), "bad"),
        "killed": (_("ended from outside"), "bad"),
        "skipped": (_("skipped"), "warn"),
    }
    return words.get(state, (state, "muted"))


def phases(
    notebooks: list[dict[str, Any]], results: Results, voice: Voice, pasts: Sequence[Path] = ()
) -> list[dict[str, Any]]:
    """Notebooks in the order of their phases, within a phase in the order they ran.

    Parameters
    ----------
    results : as they were saved, by notebook
    pasts : folders of earlier runs, the oldest first
    """
    phases: dict[str, list[dict[str, Any]]] = {}
    for notebook in notebooks:
        card = _card(notebook, results.get(notebook["name"]), voice, pasts)
        phases.setdefault(str(notebook.get("phase") or ""), []).append(card)
    return [{"title": phase_title(name), "cards": cards} for name, cards in phases.items()]


def phase_title(name: str) -> str:
    """A phase's folder in words; "" of none."""
    titles = {
        "01_preparation": _("Preparation"),
        "02_planning": _("Planning"),
        "03_development": _("Development"),
        "04_testing": _("Testing"),
        "05_deployment": _("Deployment"),
        "06_monitoring": _("Monitoring"),
        "cases": _("Cases"),
    }
    return titles.get(name, name.lstrip("0123456789_").replace("_", " ").capitalize())


def _card(
    notebook: dict[str, Any], found: Result | None, voice: Voice, pasts: Sequence[Path]
) -> dict[str, Any]:
    result = voice.apply(notebook["name"], found) if found else {}
    flags = voice.flags(notebook["name"], found)
    text, colour = _standing(str(notebook.get("state", "")), len(doubtful.failed(result)))
    seconds = notebook.get("seconds")
    running = notebook.get("state") == "running" and notebook.get("cells_total")
    progress = _("cell {done} of {total}").format(
        done=notebook.get("cells_done") or 0, total=notebook.get("cells_total")
    )
    return {
        "name": notebook["name"],
        "title": notebook.get("title") or notebook["name"],
        "state": text,
        "colour": colour,
        "took": look.duration(seconds) if isinstance(seconds, int | float) else "",
        "progress": progress if running else "",
        "message": "" if notebook.get("state") in ("done", "cached") else notebook.get("message"),
        "headline": look.signed(result.get("headline", "")),
        "own_words": bool(result.get("generated_headline")),
        "own_version": look.own_version(notebook.get("own")),
        "stale": spoken.listed(flags),
        "figures": _figures(result, notebook["name"], pasts),
        "report": link(notebook.get("report")),
        "notebook": link(notebook.get("notebook")),
        "artifacts": [
            {"label": held["label"], "path": link(held["path"])}
            for held in result.get("artifacts") or ()
            if link(held.get("path"))
        ],
    }


def _standing(state: str, unmet: int) -> tuple[str, str]:
    text, colour = state_words(state)
    if unmet == 0 or colour != "good":
        return text, colour
    said = ngettext("{state}, {n} check not met", "{state}, {n} checks not met", unmet)
    return said.format(state=text, n=language.number(unmet)), "warn"


def _figures(result: Result, name: str, pasts: Sequence[Path]) -> list[dict[str, Any]]:
    """The first three figures, each with its course over the runs."""
    shown: list[dict[str, Any]] = []
    for figure in result.get("figures") or ():
        with contextlib.suppress(ValidationError, KeyError):  # of another version of Taller
            course = spark.course(figure, name, pasts)
            shown.append(look.shown_figure(figure) | {"spark": course})
    return shown[:MOST]


def link(path: Any) -> str | None:
    """A file in the run folder as an address; None for anything that leads out of it."""
    if not isinstance(path, str) or not path or path.startswith(("/", "\\")) or ".." in path:
        return None
    return quote(path)
