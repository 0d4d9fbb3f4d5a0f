"""The executive page of a run: each notebook's headline, figures and state, and what changed.

Light on purpose: the runner writes this page after every change of state.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from taller import language
from taller.language import _, ngettext
from taller.phase import Estimate
from taller.workbench.notes import spoken
from taller.workbench.notes.seen import result_in
from taller.workbench.notes.voice import Voice
from taller.workbench.report import decided, look, verdict

Result = dict[str, Any]


def render(
    state: dict[str, Any],
    run_dir: Path,
    previous_dir: Path | None,
    voice: Voice | None = None,
) -> str:
    """The index page of a run, at any moment of it.

    Parameters
    ----------
    state : what ``run.json`` says
    run_dir : the run's folder, which holds ``results/``
    previous_dir : the folder of the label before, if there is one
    voice : what the consultant says, and how final it is

    Returns
    -------
    str : a whole page
    """
    code = state.get("language") if state.get("language") in language.DEFAULT_LOCALE else "en"
    with language.speaking(code, state.get("locale"), state.get("currency") or "EUR"):
        return _page(state, run_dir, previous_dir, voice)


def _page(
    state: dict[str, Any], run_dir: Path, previous_dir: Path | None, voice: Voice | None
) -> str:
    notebooks = state.get("notebooks") or []
    results = {n["name"]: _result(run_dir, n["name"]) for n in notebooks if _has_result(n)}
    earlier = {n["name"]: _result(previous_dir, n["name"]) for n in notebooks if previous_dir}
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
        verdict=verdict.shown(results, voice or Voice()),
        data=_data(state.get("data") or {}),
        changes=_changes(state, results, earlier, notebooks) if previous_dir else None,
        phases=_phases(notebooks, results, voice or Voice()),
        facts=_facts(state),
        colophon=_(
            "Made with Taller. This page loads nothing from elsewhere; "
            "its links lead to files beside it."
        ),
    )


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
    text, colour = _state_words(str(data.get("state", "")))
    seconds = data.get("seconds")
    return {
        "text": text,
        "colour": colour,
        "took": look.duration(seconds) if isinstance(seconds, int | float) else "",
        "message": str(data.get("message") or ""),
    }


def _state_words(state: str) -> tuple[str, str]:
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


def _phases(
    notebooks: list[dict[str, Any]], results: dict[str, Result | None], voice: Voice
) -> list[dict[str, Any]]:
    """Notebooks in the order of their phases, within a phase in the order they ran."""
    phases: dict[str, list[dict[str, Any]]] = {}
    for notebook in sorted(notebooks, key=lambda n: str(n.get("phase") or "")):
        card = _card(notebook, results.get(notebook["name"]), voice)
        phases.setdefault(str(notebook.get("phase") or ""), []).append(card)
    return [{"title": _phase_title(name), "cards": cards} for name, cards in phases.items()]


def _phase_title(name: str) -> str:
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


def _card(notebook: dict[str, Any], found: Result | None, voice: Voice) -> dict[str, Any]:
    result = voice.apply(notebook["name"], found) if found else {}
    flags = voice.flags(notebook["name"], found)
    text, colour = _state_words(str(notebook.get("state", "")))
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
        "stale": spoken.listed(flags),
        "figures": _figures(result),
        "decisions": [decided.shown(each) for each in result.get("decisions") or ()],
        "report": _link(notebook.get("report")),
        "notebook": _link(notebook.get("notebook")),
        "artifacts": [
            {"label": held["label"], "path": _link(held["path"])}
            for held in result.get("artifacts") or ()
            if _link(held.get("path"))
        ],
    }


def _figures(result: Result | None) -> list[dict[str, Any]]:
    shown = []
    for figure in (result or {}).get("figures") or ():
        try:
            shown.append(look.shown_figure(figure))
        except (ValidationError, KeyError):  # written by another version of Taller
            continue
    return shown


def _link(path: Any) -> str | None:
    """A file in the run folder as an address; None for anything that leads out of it."""
    if not isinstance(path, str) or not path or path.startswith(("/", "\\")) or ".." in path:
        return None
    return quote(path)


def _changes(
    state: dict[str, Any],
    results: dict[str, Result | None],
    earlier: dict[str, Result | None],
    notebooks: list[dict[str, Any]],
) -> dict[str, Any]:
    """Figures that moved beyond their interval since the label before, came or went."""
    lines: list[dict[str, str]] = []
    compared = 0
    for notebook in sorted(notebooks, key=lambda n: str(n.get("phase") or "")):
        now, before = results.get(notebook["name"]), earlier.get(notebook["name"])
        if now is None or before is None:
            continue
        title = str(notebook.get("title") or notebook["name"])
        new, old = _by_key(now), _by_key(before)
        compared += len(new.keys() & old.keys())
        for key in new:
            if key not in old:
                lines.append(_line(title, new[key]["label"], _("new figure")))
            elif new[key]["estimate"].moved_from(old[key]["estimate"]):
                said = _moved(old[key]["estimate"], new[key]["estimate"])
                lines.append(_line(title, new[key]["label"], said))
        lines += [
            _line(title, old[key]["label"], _("no longer reported"))
            for key in old
            if key not in new
        ]
    return {
        "title": _("What changed since {label}").format(label=state.get("previous") or _("before")),
        "lines": lines,
        "still": _still(compared, bool(lines)),
    }


def _line(title: str, label: str, said: str) -> dict[str, str]:
    return {"title": title, "label": label, "said": said}


def _by_key(result: Result) -> dict[tuple[str, str], dict[str, Any]]:
    """A result's figures; what a key stands for in another subject is another figure."""
    found = {}
    for figure in result.get("figures") or ():
        try:
            estimate = Estimate.model_validate(figure["estimate"])
        except (ValidationError, KeyError):
            continue
        key = (figure["key"], str(figure.get("subject") or ""))
        found[key] = {"label": figure["label"], "estimate": estimate}
    return found


def _moved(before: Estimate, now: Estimate) -> str:
    was = language.quantity(before.value, before.unit)
    is_now = language.quantity(now.value, now.unit)
    text = (
        _("rose from {was} to {now}") if now.value > before.value else _("fell from {was} to {now}")
    )
    text = text.format(was=was, now=is_now)
    if now.is_exact:
        return look.signed(text)
    return look.signed(f"{text} ({language.interval(now)})")


def _still(compared: int, moved: bool) -> str:
    if not compared:
        return _("No figure can be compared.")
    if moved:
        return _("All other figures stayed within their intervals.")
    return _("No figure moved beyond its interval ({n} compared).").format(n=compared)


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
