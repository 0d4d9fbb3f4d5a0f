"""An executed notebook read as a document: what the run said of itself, and the body."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from taller import language
from taller.language import _
from taller.workbench.notes import places
from taller.workbench.notes.spoken import Spoken
from taller.workbench.report import markup, vega, widgets

RUN = "application/vnd.taller.run+json"
PARAMS = "application/vnd.taller.params+json"
RESULT = "application/vnd.taller.result+json"
OURS = (RUN, PARAMS, RESULT)
IMAGES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
MAX_TEXT = 20_000
PLOTLY = "application/vnd.plotly.v1+json"
_SCRIPTED = re.compile(r"<(script|iframe|object|embed)\b", re.IGNORECASE)
HIDDEN_CELL = {"remove_cell", "remove-cell", "hide_cell", "papermill-error-cell-tag"}
HIDDEN_OUTPUT = {"remove_output", "remove-output", "hide_output"}
HIDDEN_CODE = {"remove_input", "remove-input", "hide_input"}
IF_SHOWN = "if-shown"  # a section that is left out where no cell of it shows anything
_CUT = f"\ue0f2{secrets.token_hex(8)}\ue0f2"  # before each section's heading; in no text


@dataclass
class Payloads:
    """What the run said of itself in the notebook's outputs."""

    run: dict[str, Any] = field(default_factory=dict)
    params: list[dict[str, Any]] = field(default_factory=list)
    result: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    name: str = ""


def payloads(nb: dict[str, Any]) -> Payloads:
    """Find the run's own outputs; of several of a kind the last counts."""
    found = Payloads()
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data") or {}
            if isinstance(data.get(RUN), dict):
                found.run = data[RUN]
            if isinstance(data.get(PARAMS), dict):
                section = data[PARAMS].get("section")
                found.params = [p for p in found.params if p.get("section") != section]
                found.params.append(data[PARAMS])
            if isinstance(data.get(RESULT), dict):
                found.result = data[RESULT].get("result") or {}
                found.provenance = data[RESULT].get("provenance") or {}
                found.name = data[RESULT].get("name") or found.name
    return found


@dataclass
class Document:
    """The body of a report: its title, its headings for the contents list, its pieces of HTML."""

    title: str = ""
    contents: list[tuple[str, str]] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    has_code: bool = False
    charts: int = 0


class Reader:
    """Reads a notebook's cells into a `Document`, in the language in force.

    Parameters
    ----------
    nb : the executed notebook
    name : its name, for the names of files downloaded from it
    spoken : what the consultant adds, and what is not to be shown
    """

    def __init__(self, nb: dict[str, Any], name: str, spoken: Spoken | None = None) -> None:
        self.nb, self.name, self.spoken = nb, name, spoken or Spoken()
        self.hidden: int | None = None  # level of the hidden section being read
        self.cell, self.began_shown = "", True
        self.cuts: list[tuple[str, bool]] = []  # the cell's headings: place, whether it is shown
        self.document = Document()
        self.state = widgets.state_of(nb["metadata"])
        info = nb["metadata"].get("language_info") or {}
        lexer = info.get("pygments_lexer") or info.get("name") or "python"
        self.lexer = lexer if isinstance(lexer, str) and "ipython" not in lexer else "python"
        # Ids that the page itself uses.
        own = ("main", "figures", "decisions", "trust", "words", "method", "generated", "failure")
        self.taken = {*own}

    def read(self) -> Document:
        """The whole notebook."""
        for number, cell in enumerate(self.nb["cells"]):
            tags = set((cell.get("metadata") or {}).get("tags") or [])
            if tags & HIDDEN_CELL or (IF_SHOWN in tags and not self._shows(number)):
                continue
            self.cell, self.cuts = str(cell.get("id") or ""), []
            if cell["cell_type"] == "markdown":
                self._keep_sections(self._markdown(cell))
            elif cell["cell_type"] == "code" and self.hidden is None:
                shown = self.cell not in self.spoken.hidden
                self._keep((self._code(cell, tags) if shown else "") + self.spoken.at(self.cell))
        return self.document

    def _shows(self, number: int) -> bool:
        """Whether a cell of the section that begins here shows something, or somebody commented."""
        level = _level(self.nb["cells"][number])
        for cell in self.nb["cells"][number:]:
            if cell is not self.nb["cells"][number] and 0 < _level(cell) <= level:
                return False
            shown = any(
                not set(OURS) & set(output.get("data") or {})
                for output in cell.get("outputs", [])
                if output.get("name") != "stderr"
            )
            if shown or self.spoken.at(str(cell.get("id") or "")):
                return True
        return False

    def _keep(self, piece: str) -> None:
        if piece.strip():
            self.document.body.append(piece)

    def _keep_sections(self, html: str) -> None:
        """Keep of a cell what is not hidden, each section's commentary after its own text."""
        before, *sections = html.split(_CUT)
        if self.began_shown and sections:
            self._keep(before)
        elif self.began_shown:  # without a heading, the cell is a place of its own
            shown = self.cell not in self.spoken.hidden
            self._keep((before if shown else "") + self.spoken.at(self.cell))
        for piece, (place, shown) in zip(sections, self.cuts, strict=True):
            if shown:
                self._keep(piece + self.spoken.at(place))

    def _markdown(self, cell: dict[str, Any]) -> str:
        self.began_shown = self.hidden is None
        return markup.markdown(
            _source(cell), attachments=cell.get("attachments"), on_heading=self._section
        )

    def _section(self, level: int, html: str) -> str:
        """A heading of the notebook's own text, which begins a section."""
        place, deep = places.key_of(self.cell, len(self.cuts)), places.level_of(level)
        if self.hidden is not None and deep <= self.hidden:
            self.hidden = None
        if self.hidden is None and place in self.spoken.hidden:
            self.hidden = deep
        self.cuts.append((place, self.hidden is None))
        is_title = level == 1 and not self.document.title
        if self.hidden is not None and not is_title:
            return _CUT
        return _CUT + self._heading(level, html)

    def _heading(self, level: int, html: str) -> str:
        text = markup.text_of(html)
        if level == 1 and not self.document.title:
            self.document.title = text
            return ""
        level = max(2, level)
        name = markup.anchor(text, self.taken)
        if level == 2:
            self.document.contents.append((name, text))
        return f'<h{level} id="{name}">{html}</h{level}>\n'

    def _code(self, cell: dict[str, Any], tags: set[str]) -> str:
        pieces = []
        source = _source(cell)
        if source.strip() and not tags & HIDDEN_CODE:
            self.document.has_code = True
            pieces.append(f'<div class="code">{markup.highlight(source, self.lexer)}</div>')
        if not tags & HIDDEN_OUTPUT:
            pieces.append(self.outputs(cell.get("outputs", [])))
        return "".join(pieces)

    def outputs(self, outputs: Iterable[dict[str, Any]]) -> str:
        """A cell's outputs as HTML."""
        pieces = []
        for output in outputs:
            kind = output.get("output_type")
            if kind == "stream":
                pieces.append(_stream(output))
            elif kind == "error":
                pieces.append(_error(output))
            else:
                pieces.append(self._data(output.get("data") or {}, output.get("metadata") or {}))
        return "\n".join(piece for piece in pieces if piece)

    def _data(self, data: dict[str, Any], metadata: dict[str, Any]) -> str:
        if any(kind in data for kind in OURS):
            return ""
        if PLOTLY in data:
            text = _(
                "A Plotly chart was left out: a page that loads nothing cannot hold one. "
                "Draw it with Altair or Matplotlib."
            )
            return f'<p class="stale">{escape(text)}</p>'
        chart = next((data[kind] for kind in vega.MIMES if isinstance(data.get(kind), dict)), None)
        if chart is not None:
            return self._chart(chart)
        if "text/html" in data:
            return _html(_joined(data["text/html"]))
        if widgets.VIEW in data:
            return widgets.shown(data[widgets.VIEW], self.state, self.outputs)
        if "text/markdown" in data:
            return markup.markdown(_joined(data["text/markdown"]), on_heading=self._heading)
        for kind in IMAGES:
            if kind in data:
                return _image(kind, _joined(data[kind]), metadata)
        if "application/javascript" in data:
            text = _("An output that needs to run a script of its own was left out.")
            return f'<p class="note">{escape(text)}</p>'
        text = data.get("text/latex", data.get("text/plain", ""))
        return _pre(_joined(text))

    def _chart(self, spec: dict[str, Any]) -> str:
        if vega.reaches_out(spec):
            text = _("A chart that loads its data from elsewhere was left out.")
            return f'<p class="note">{escape(text)}</p>'
        self.document.charts += 1
        return vega.figure(spec, number=self.document.charts, name=self.name)


def _html(given: str) -> str:
    """An output's HTML; where it was a script or a frame and nothing else, a word on that."""
    html = markup.output_html(given)
    if _SCRIPTED.search(given) and not markup.text_of(html).strip() and "<img" not in html:
        text = _("An output that needs to run a script of its own was left out.")
        return f'<p class="stale">{escape(text)}</p>'
    return html


def _level(cell: dict[str, Any]) -> int:
    """The level of the heading that a text begins with; 0 for none."""
    begins = _source(cell).split(" ", 1)[0] if cell["cell_type"] == "markdown" else ""
    return len(begins) if begins and not begins.strip("#") else 0


def _source(cell: dict[str, Any]) -> str:
    return _joined(cell.get("source", ""))


def _joined(text: Any) -> str:
    return "".join(map(str, text)) if isinstance(text, list | tuple) else str(text)


def _stream(output: dict[str, Any]) -> str:
    html = _pre(_joined(output.get("text", "")))
    # Warnings are for whoever reads the code.
    return f'<div class="backstage">{html}</div>' if output.get("name") == "stderr" else html


def _pre(text: str) -> str:
    text = markup.plain(text).strip("\n")
    if not text.strip():
        return ""
    note = ""
    if len(text) > MAX_TEXT:
        said = _("Shortened: the first {shown} of {total} characters.").format(
            shown=language.number(MAX_TEXT), total=language.number(len(text))
        )
        text, note = text[:MAX_TEXT], f'<p class="note">{escape(said)}</p>'
    if "\n" not in text and "  " not in text and len(text) > 3 and not note:
        # One line is a remark, not a listing.
        return f'<p class="remark">{escape(text, quote=False)}</p>'
    return f'<pre class="said">{escape(text, quote=False)}</pre>{note}'


def _error(output: dict[str, Any]) -> str:
    name = markup.plain(str(output.get("ename", "")))
    value = markup.plain(str(output.get("evalue", "")))
    trace = markup.plain("\n".join(map(str, output.get("traceback") or [])))
    line = escape(f"{name}: {value}" if value and name else name or value)
    detail = ""
    if trace.strip() and trace.strip() != markup.plain(f"{name}: {value}").strip():
        summary = escape(_("Details for the analyst"))
        detail = f"<details><summary>{summary}</summary>{_pre(trace)}</details>"
    return f'<pre class="said"><strong>{line}</strong></pre>{detail}'


def _image(kind: str, content: str, metadata: dict[str, Any]) -> str:
    if kind == "image/svg+xml":
        # As an image a drawing can neither run its scripts nor fetch anything.
        import base64

        content = base64.b64encode(content.encode()).decode()
    alt = metadata.get("alt") or (metadata.get(kind) or {}).get("alt") or _("No description given")
    source = f"data:{kind};base64,{''.join(content.split())}"
    return (
        f'<figure><img class="picture" src="{escape(source, quote=True)}" '
        f'alt="{escape(str(alt), quote=True)}"></figure>'
    )
