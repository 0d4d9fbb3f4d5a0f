"""The report: an executed notebook as one HTML file that fetches nothing.

`TallerExporter` is nbconvert's exporter ``taller``; the runner calls `render`. All that a page
needs is read from the notebook's outputs, so that either gives the same page.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import default

from taller import language
from taller.language import _
from taller.workbench.notebook import knobs, owned
from taller.workbench.notes import spoken
from taller.workbench.notes.spoken import Spoken
from taller.workbench.notes.voice import Voice
from taller.workbench.report import document, glossary, look, markup, vega
from taller.workbench.report.document import Document, Payloads
from taller.workbench.report.first import decided, settled
from taller.workbench.report.site import Site


class TallerExporter(Exporter):
    """Exports a notebook as a Taller report."""

    export_from_notebook = "Taller report"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; nbconvert's preprocessors (``--execute`` and others) apply."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        told = resources.get("metadata") or {}
        voice, trouble = spoken.of_export(
            document.payloads(nb).run, Path(told.get("path") or Path.cwd())
        )
        if trouble:
            self.log.warning("%s", trouble)
        name = told.get("name") or "notebook"
        return render(nb, name=name, voice=voice, trouble=trouble), resources


def render(
    nb: NotebookNode, *, name: str, voice: Voice | None = None, trouble: str = "",
    site: Site | None = None,
) -> str:  # fmt: skip
    """The report of an executed notebook.

    Parameters
    ----------
    nb : the notebook, as it was run or as far as it came
    name : its name; the title where it has none
    voice : what the consultant says of it, and how final it is
    trouble : why the consultant's notes could not be read
    site : the run's pages, that this one leads to

    Returns
    -------
    str : a whole page
    """
    found = document.payloads(nb)
    code = found.run.get("language")
    code = code if code in language.DEFAULT_LOCALE else "en"
    with language.speaking(code, found.run.get("locale"), found.run.get("currency") or "EUR"):
        return _page(nb, found, found.name or found.run.get("name") or name, voice, trouble, site)


def _page(
    nb: NotebookNode, found: Payloads, name: str, voice: Voice | None, trouble: str,
    site: Site | None,
) -> str:  # fmt: skip
    said = spoken.on_page(voice, name, found.result or None) if voice else Spoken()
    body = document.Reader(nb, name, said).read()
    result = _result(name, found.result, voice or Voice())
    scripts = [look.asset("page.js")]
    if body.charts:
        scripts.insert(0, vega.program())
    method = _method(nb, found, said)
    method["any"] = method["any"] or bool(result and result["generated_headline"])
    pieces, words = glossary.explained(body.body, _besides(result))
    return look.page(
        "report.html",
        scripts=scripts,
        colour=(found.run.get("brand") or {}).get("colour"),
        more_style=markup.code_style() if body.has_code else "",
        title=body.title or str(nb.metadata.get("title") or name),
        client=found.run.get("client"),
        site=site.around(name) if site else None,
        head=_head(found.run) | {"standing": spoken.standing(voice)},
        result=result,
        said=said,
        trouble=trouble,
        own_version=look.own_version(owned.own_of(nb).get("version")),
        failure=_failure(nb),
        contents=_contents(body, result, method, said, bool(words)),
        body=pieces,
        words=words,
        has_code=body.has_code,
        one_page=(nb.metadata.get("taller") or {}).get("one_page") is True,
        has_charts=bool(body.charts),
        method=method,
        colophon=_(
            "Made with Taller. This file is complete in itself and loads nothing from elsewhere."
        ),
    )


def _besides(result: dict[str, Any] | None) -> str:
    """What a page says after its evidence, where words of the field may stand too."""
    said = result or {"checks": (), "limits": (), "figures": ()}
    checks = [part for check in said["checks"] for part in (check["name"], check["detail"])]
    return "\n".join([*checks, *said["limits"], *(each["method"] for each in said["figures"])])


def _head(run: dict[str, Any]) -> dict[str, Any]:
    day = run.get("date")
    return {
        "client": run.get("client"),
        "logo": look.logo((run.get("brand") or {}).get("logo")),
        "date": language.date(dt.date.fromisoformat(day[:10])) if day else "",
        "simulated": bool(run.get("simulated")),
    }


def _result(name: str, own: dict[str, Any], voice: Voice) -> dict[str, Any] | None:
    result = voice.apply(name, own)
    if not result.get("headline"):
        return None
    parts = ("checks", "limits", "artifacts")
    return {
        "headline": look.signed(result["headline"]),
        "generated_headline": look.signed(result.get("generated_headline") or ""),
        "figures": [look.shown_figure(figure) for figure in result.get("figures") or ()],
        "decisions": [
            _signed(decided.shown(each)) | {"became": settled.of(name, each, voice.taken)}
            for each in result.get("decisions") or ()
        ],
        **{part: list(map(_signed, result.get(part) or ())) for part in parts},
    }


def _signed(item: Any) -> Any:
    """A limit, decision or check with true minus signs; a path stays as it is."""
    if isinstance(item, dict):
        return {k: v if k == "path" else _signed(v) for k, v in item.items()}
    return look.signed(item) if isinstance(item, str) else item


def _contents(
    body: Document, result: dict[str, Any] | None, method: dict[str, Any], said: Spoken, words: bool
) -> list[tuple[str, str]]:
    result = result or {}
    decides = result.get("decisions") or said.at("page:decisions")
    listed = [("decisions", _("What to decide"))] if decides else []
    listed += body.contents
    if result.get("checks") or result.get("limits") or said.at("page:trust"):
        listed.append(("trust", _("How far to trust this")))
    if words:
        listed.append(("words", _("Words on this page")))
    if method["any"]:
        listed.append(("method", _("Method and origin")))
    return listed if len(listed) > 2 else []


def _failure(nb: NotebookNode) -> dict[str, Any] | None:
    held = (nb.metadata.get("taller") or {}).get("failure")
    if not held:
        return None
    titles = {
        "failed": _("This analysis stopped at an error"),
        "timed out": _("This analysis ran out of time"),
        "killed": _("This analysis was ended from outside"),
    }
    cell, total = held.get("cell"), len(nb.cells)
    if cell:
        where = _("It stopped at cell {cell} of {total}; what ran before it stands below.").format(
            cell=cell, total=total
        )
    else:
        where = _("What ran until then stands below.")
    return {
        "title": titles.get(held.get("state"), titles["failed"]),
        "where": where,
        "error": markup.plain(str(held.get("error") or "")),
        "advice": held.get("advice") or "",
        "detail": markup.plain(str(held.get("detail") or "")).strip(),
    }


def _method(nb: NotebookNode, found: Payloads, said: Spoken) -> dict[str, Any]:
    params = [
        {"section": group.get("section", ""), "rows": list(map(knobs.row, group["values"]))}
        for group in found.params
        if group.get("values")
    ]
    facts = _facts(nb, found)
    figures = bool(found.result.get("figures"))
    more = bool(said.at("page:method") or said.hidden)
    return {"params": params, "facts": facts, "any": bool(params or facts or figures or more)}


def _facts(nb: NotebookNode, found: Payloads) -> list[tuple[str, str]]:
    """Where the figures come from, as pairs of a name and a text."""
    origin, papermill = found.provenance, nb.metadata.get("papermill") or {}
    commit = origin.get("git_commit")
    if commit and origin.get("git_dirty"):
        commit = _("{commit}, with uncommitted changes").format(commit=commit)
    seed = origin.get("seed")
    versions = origin.get("versions") or {}
    seconds = papermill.get("duration")
    facts = [
        (_("Engagement file"), found.run.get("engagement")),
        (_("Run"), found.run.get("label")),
        (_("Notebook"), found.name or found.run.get("name")),
        (_("Data fingerprint (SHA-256)"), origin.get("data_fingerprint")),
        (_("Fingerprint of the analysis"), origin.get("fingerprint")),
        (_("Code version (git)"), commit),
        (_("Random seed"), str(seed) if seed is not None else None),
        (_("Started"), look.moment(papermill.get("start_time") or origin.get("started"))),
        (_("Finished"), look.moment(papermill.get("end_time") or origin.get("finished"))),
        (_("Duration"), look.duration(seconds) if isinstance(seconds, int | float) else None),
        (_("Python"), origin.get("python")),
        (_("Packages"), ", ".join(f"{name} {number}" for name, number in versions.items())),
    ]
    # Alone, papermill's times say nothing a reader of a foreign notebook would look for.
    known = [(name, str(value)) for name, value in facts if value]
    return known if found.run or origin else []
