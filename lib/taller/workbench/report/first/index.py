"""The executive page of a run: verdict, decisions ranked by money, changes, doubts; then cards.

Light on purpose: the runner writes this page after every change of state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taller import language
from taller.language import _, ngettext
from taller.workbench.notes import spoken
from taller.workbench.notes.seen import result_in
from taller.workbench.notes.voice import Voice, is_withheld
from taller.workbench.report import look
from taller.workbench.report.first import (
    cards,
    changed,
    doubtful,
    ranked,
    settled,
    summary,
    verdict,
)
from taller.workbench.report.first.cards import Result, Results
from taller.workbench.report.site import Site

SHOWN = 5  # decisions before the fold; the others are folded in below, small ones by theme


def render(
    state: dict[str, Any],
    run_dir: Path,
    previous_dir: Path | None,
    voice: Voice | None = None,
    pasts: Sequence[Path] = (),
) -> str:
    """The index page of a run, at any moment of it.

    Parameters
    ----------
    state : what ``run.json`` says
    run_dir : the run's folder, which holds ``results/``
    previous_dir : the folder of the label before, if there is one
    voice : what the consultant says, and how final it is
    pasts : folders of earlier runs, the oldest first: how each figure went from run to run

    Returns
    -------
    str : a whole page
    """
    code = state.get("language") if state.get("language") in language.DEFAULT_LOCALE else "en"
    with language.speaking(code, state.get("locale"), state.get("currency") or "EUR"):
        return _page(state, run_dir, previous_dir, voice or Voice(), pasts)


def _page(
    state: dict[str, Any],
    run_dir: Path,
    previous_dir: Path | None,
    voice: Voice,
    pasts: Sequence[Path],
) -> str:
    notebooks = sorted(state.get("notebooks") or [], key=lambda n: str(n.get("phase") or ""))
    results = {n["name"]: _result(run_dir, n["name"]) for n in notebooks if _has_result(n)}
    brand = state.get("brand") or {}
    return look.page(
        "index.html",
        scripts=[look.asset("page.js")],
        colour=brand.get("colour"),
        title=_("Summary"),
        client=state.get("client"),
        head={
            "client": state.get("client"),
            "logo": look.logo(brand.get("logo")),
            "date": _day(state.get("started")),
            "simulated": bool(state.get("simulated")),
            "standing": spoken.standing(voice),
        },
        open_ends=list(state.get("open_ends") or ()),
        overall=_overall(state, notebooks),
        site=Site.of(run_dir).around(None),
        data=_data(state.get("data") or {}),
        phases=cards.phases(notebooks, results, voice, pasts),
        facts=_facts(state),
        colophon=_(
            "Made with Taller. This page loads nothing from elsewhere; "
            "its links lead to files beside it."
        ),
        **_brief(state, notebooks, results, previous_dir, voice),
    )


def _brief(
    state: dict[str, Any], notebooks: list[dict[str, Any]], results: Results,
    previous_dir: Path | None, voice: Voice,
) -> dict[str, Any]:  # fmt: skip
    """What a director reads first: verdict, decisions, changes and doubts."""
    titles = [(n["name"], str(n.get("title") or n["name"])) for n in notebooks]
    spoken_of = {name: voice.apply(name, found) for name, found in results.items() if found}
    day = str(state.get("started") or "")[:10]
    rows, told_of = settled.apart(ranked.decisions(titles, spoken_of), voice.taken, day)
    pages = {n["name"]: cards.link(n.get("report")) for n in notebooks}
    themes = {n["name"]: cards.phase_title(str(n.get("phase") or "")) for n in notebooks}
    rows = [row | {"page": pages[row["name"]]} for row in rows]
    shown, others, small = ranked.by_theme(rows, SHOWN, themes)
    changes = None
    if previous_dir:
        earlier = {name: _result(previous_dir, name) for name, _title in titles}
        changes = changed.since(state.get("previous"), titles, results, earlier)
    stale = {name: len(voice.flags(name, results.get(name))) for name, _title in titles}
    doubts = doubtful.found(notebooks, results, rows, stale)
    withheld = any(is_withheld(found) for found in results.values() if found)
    told = verdict.shown(results, voice)
    if told is None and results:
        own = summary.sentences(rows, changes, doubts, withheld=withheld)
        told = {"sentences": own, "author": ""}
    return {
        "verdict": told,
        "decisions": shown,
        "others": others,
        "more": _more(len(others)),
        "small": small,
        "smaller": _smaller(sum(map(len, small.values()))),
        "settled": told_of,
        "changes": changes,
        "doubts": doubts,
    }


def _more(left: int) -> str:
    said = ngettext("The other decision", "The other {n} decisions", left)
    return said.format(n=language.number(left))


def _smaller(n: int) -> str:
    said = ngettext(
        "{n} small one: less than a person-day, without an amount",
        "{n} small ones: less than a person-day each, without an amount",
        n,
    )
    return said.format(n=language.number(n))


def _has_result(notebook: dict[str, Any]) -> bool:
    # A file left by an earlier run under this label is not this notebook's result.
    return notebook.get("state") in ("done", "cached")


def _result(folder: Path | None, name: str) -> Result | None:
    """A notebook's saved result; None where there is none that can be read."""
    held = result_in(folder, name) if folder else None
    return held if held and held.get("headline") else None


def _overall(state: dict[str, Any], notebooks: list[dict[str, Any]]) -> dict[str, str]:
    words = {
        "running": (_("Running"), "warn"),
        "done": (_("Complete"), "good"),
        "failed": (_("Incomplete: something failed"), "bad"),
        "interrupted": (_("Interrupted; the same command resumes it"), "bad"),
    }
    text, colour = words.get(str(state.get("state")), (str(state.get("state", "")), "muted"))
    finished = sum(n.get("state") in ("done", "cached") for n in notebooks)
    counted = ngettext(
        "{finished} of {total} analysis finished",
        "{finished} of {total} analyses finished",
        len(notebooks),
    ).format(finished=finished, total=len(notebooks))
    seconds = state.get("seconds")
    took = look.duration(seconds) if isinstance(seconds, int | float) else ""
    return {"text": text, "colour": colour, "counted": counted, "took": took}


def _data(data: dict[str, Any]) -> dict[str, str] | None:
    if not data:
        return None
    text, colour = cards.state_words(str(data.get("state", "")))
    seconds = data.get("seconds")
    return {
        "text": text,
        "colour": colour,
        "took": look.duration(seconds) if isinstance(seconds, int | float) else "",
        "message": str(data.get("message") or ""),
    }


def _facts(state: dict[str, Any]) -> list[tuple[str, str]]:
    facts = [
        (_("Engagement file"), state.get("engagement")),
        (_("Run"), state.get("label")),
        (_("Data fingerprint (SHA-256)"), (state.get("data") or {}).get("fingerprint")),
        (_("Started"), look.moment(state.get("started"))),
        (_("Finished"), look.moment(state.get("finished"))),
    ]
    return [(name, str(value)) for name, value in facts if value]


def _day(moment: Any) -> str:
    try:
        return language.date(dt.datetime.fromisoformat(str(moment)))
    except ValueError:
        return ""
