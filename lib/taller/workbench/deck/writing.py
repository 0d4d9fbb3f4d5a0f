"""A deck: headlines, key figures, charts and decisions of a run as a PowerPoint file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from taller import language
from taller.data.settings import places
from taller.errors import InputError
from taller.language import _
from taller.workbench.deck import charts, file
from taller.workbench.deck.charts import Chart
from taller.workbench.deck.design import Design, from_template, own
from taller.workbench.deck.slides import Heading, Paragraph, Writer
from taller.workbench.engagement.engagement import Engagement
from taller.workbench.notes import spoken
from taller.workbench.notes.voice import Voice
from taller.workbench.report import look, markup
from taller.workbench.report.first import decided
from taller.workbench.share import first, handover, traces
from taller.workbench.share.handover import Handover, Page

MOST = 10  # slides of a deck that is not asked for in full
DOUBTS = 5  # of a kind that are named, where there are few kinds
ROWS = 5  # decisions on it
FIGURES = 3  # of an analysis, in one row
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")  # where one ends and the next begins


def write(
    engagement: Engagement,
    *,
    full: bool = False,
    label: str | None = None,
    template: Path | None = None,
    out: Path | None = None,
    reports: Path | None = None,
    told: Callable[[str], object] | None = None,
) -> Path:
    """Write the deck of a run.

    Parameters
    ----------
    full : all figures, charts and limits of each analysis; else ten slides at most: what a run
        comes to, what to decide and for how much, what is in doubt
    label : the run; the newest unless given
    template : the client's PowerPoint template; our own design unless given
    out : the file, or a folder for it; beside the run's folder unless given
    reports : where run folders stand
    told : called with each thing of the template that is not carried over

    Raises
    ------
    InputError
        If there is no such run, the template is none, the file cannot be written, or something of
        this machine would stand in it.
    """
    found = handover.find(engagement, label, reports)
    target = found.target(out, ".pptx")
    accent = look.readable(engagement.brand.colour or look.DEFAULT_COLOUR, "#ffffff")
    given = places.home(str(template)) if template else None
    design = from_template(given, accent) if given else own(accent)
    with handover.netted(found), found.speaking():
        deck = _Deck(found, design)
        deck.fill() if full else deck.brief()
        content = file.packed(design, found)
    faults = traces.of(found).faults(target.name, content)
    if faults:
        raise InputError("the deck is not written, since it would give away", faults)
    file.keep(target, content)
    for each in design.left if told is not None else ():
        told(each)
    return target


class _Deck:
    """The story of one run, slide by slide, in the language in force."""

    def __init__(self, found: Handover, design: Design) -> None:
        self.found, self.design = found, design
        footer = f"{found.engagement.client} · {found.status}"
        if found.state.simulated:
            footer += f" · {_('simulated data')}"
        self.writer = Writer(design, footer)

    def fill(self) -> None:
        self._cover()
        self._summary()
        for page in self.found.pages:
            self._notebook(page)

    def brief(self) -> None:
        """Ten slides at most: decisions and money first, then the analyses they come from."""
        told = first.told(self.found)
        self._cover()
        blocks = [[Paragraph(_text(sentence))] for sentence in told.sentences]
        self.writer.texts(Heading(_("In short"), notes=self._left_out()), blocks, one=True)
        if told.decisions:
            rows = [[_text(each["what"]), _text(each["owner"]), _text(_money(each))]
                    for each in told.decisions[:ROWS]]  # fmt: skip
            heads = (_("What"), _("Owner"), _("In money"))
            notes = _("Amounts may count the same customers or sales, and are not added.")
            self.writer.table(Heading(_("What to decide"), notes=notes), heads, rows,
                              (0.42, 0.18, 0.4), one=True)  # fmt: skip
        room = MOST - self.design.count - bool(told.doubts)
        by_name = {page.name: page for page in self.found.pages}
        names = dict.fromkeys([row["name"] for row in told.decisions] + list(by_name))
        for name in list(names)[: max(room, 0)]:
            self._figures(by_name[name], self._heading(by_name[name]), brief=True)
        if told.doubts and self.design.count < MOST:
            doubts = _doubts(told.doubts[:4], [by_name[name].title for name in names])
            self.writer.texts(Heading(_("In doubt")), doubts, one=True)

    def _cover(self) -> None:
        found = self.found
        standing = (spoken.standing(found.voice) or {}).get("said") or _("not yet reviewed")
        lines = [
            _("Findings and decisions"),
            language.date(found.day),
            f"{found.status} · {standing}",
        ]
        if found.state.simulated:
            lines.append(_("Simulated data: the figures say nothing of a real shop."))
        notes = _("Run {label} of the engagement {file}.").format(
            label=found.state.label, file=Path(found.state.engagement).name
        )
        logo = _logo(found.engagement) if self.design.is_own else None
        self.writer.cover(found.engagement.client, lines, logo, notes)

    def _summary(self) -> None:
        blocks = [
            (Paragraph(page.title, is_label=True), Paragraph(_text(page.result["headline"])))
            for page in self.found.pages
            if page.result.get("headline")
        ]
        if not blocks:
            return
        self.writer.texts(Heading(_("In short"), notes=self._left_out()), blocks)

    def _left_out(self) -> str:
        if not self.found.left_out:
            return ""
        return _("Not in this deck, since they did not come to their end: {titles}").format(
            titles=language.listing(list(self.found.left_out))
        )

    def _notebook(self, page: Page) -> None:
        result, heading = page.result, self._heading(page)
        if result.get("headline"):
            self._figures(page, heading)
        for chart in _charts(page, self.found.voice):
            self._chart(chart, page, heading)
        if result.get("decisions"):
            rows = [
                [_text(each["what"]), _text(each["owner"]), _text(_effect(each))]
                for each in map(decided.shown, result["decisions"])
            ]
            heads = (_("What"), _("Owner"), _("Effect"))
            self.writer.table(heading(_("What to decide")), heads, rows, (0.42, 0.16, 0.42))
        self._limits(result, heading)

    def _heading(self, page: Page) -> Any:
        source = _("Source: data of {client}, run {label}, {date}. Analysis: {title}").format(
            client=self.found.engagement.client, label=self.found.state.label,
            date=language.date(self.found.day), title=page.title,
        )  # fmt: skip
        return partial(Heading, eyebrow=page.title, source=source)

    def _figures(self, page: Page, heading: Any, *, brief: bool = False) -> None:
        """Headline and key figures; in brief its first sentence as message, one row of figures."""
        held = page.result.get("figures") or ()
        figures = [look.shown_figure(figure) for figure in (_foremost(held) if brief else held)]
        title, notes, rest = _text(page.result["headline"]), _methods(figures), ""
        if not figures:
            self.writer.texts(heading(page.title), [[Paragraph(title)]])
            return
        if brief:
            notes = f"{title}\n\n{notes}"
            title, *rest = SENTENCES.split(title, maxsplit=1)
        self.writer.figures(heading(title, notes=notes), figures, "".join(rest))

    def _chart(self, chart: Chart, page: Page, heading: Any) -> None:
        title = chart.title or _("Figure {n}").format(n=chart.number)
        notes = [chart.description, _("Figure {n} of the page {page}.").format(
            n=chart.number, page=f"{page.name}.html")]  # fmt: skip
        subtitle = chart.subtitle
        if chart.knobs:
            set_at = "; ".join(f"{name}: {_written(value)}" for name, value in chart.knobs.items())
            # How to move a slider is of use on the page alone; where it stands is told here.
            notes.insert(1, subtitle)
            subtitle = _("Drawn with {knobs}; the page lets one change this.").format(knobs=set_at)
        self.writer.chart(
            heading(_text(title), notes=_text("\n\n".join(filter(None, notes)))),
            _text(subtitle),
            _text(chart.description),
            lambda width, height: charts.draw(chart, width, height, self.design.accent),
            charts.workbook(chart),
        )

    def _limits(self, result: dict[str, Any], heading: Any) -> None:
        failed = [each for each in result.get("checks") or () if not each.get("passed")]
        blocks = [
            [Paragraph(_text(_("Not passed: {name}. {detail}").format(
                name=each["name"], detail=each.get("detail") or "")).strip(), is_bullet=True)]
            for each in failed
        ]  # fmt: skip
        blocks += [[Paragraph(_text(each), is_bullet=True)] for each in result.get("limits") or ()]
        if blocks:
            passed = [each for each in result.get("checks") or () if each.get("passed")]
            notes = "\n".join(
                _text(_("Passed: {name}. {detail}").format(
                    name=each["name"], detail=each.get("detail") or "")).strip()
                for each in passed
            )  # fmt: skip
            self.writer.texts(heading(_("What this cannot tell"), notes=notes), blocks)


def _foremost(figures: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many figures as one row holds, money before others, in the order they have."""
    units = [figure["estimate"]["unit"] for figure in figures]
    chosen = sorted(range(len(units)), key=lambda i: units[i] != "money")[:FIGURES]
    return [figures[i] for i in sorted(chosen)]


def _doubts(kinds: Sequence[dict[str, Any]], titles: Sequence[str]) -> list[list[Paragraph]]:
    """What is in doubt by kind: first of the analyses that come first, and how many more.

    Parameters
    ----------
    titles : of the analyses, those of the first decisions first
    """
    place = {title: at for at, title in enumerate(titles)}
    most = DOUBTS if len(kinds) <= 2 else 3
    made = []
    for kind in kinds:
        of = sorted(kind["of"], key=lambda one: place.get(one["title"], len(place)))
        said = [one["text"] or one["title"] for one in of[:most]]
        if len(of) > most:
            said.append(_("and {n} more").format(n=language.number(len(of) - most)))
        made.append([Paragraph(_text(kind["said"]), is_label=True),
                     Paragraph(_text("; ".join(said)))])  # fmt: skip
    return made


def _money(row: Mapping[str, Any]) -> str:
    """What a decision brings, with its interval and what that rests on, or that nobody knows."""
    if not row["amount"]:
        return row["instead"] or _("not known yet")
    said = f"{row['amount']} ({row['said']})" if row["said"] else row["amount"]
    return f"{said}; {row['basis']}"


def _effect(decision: Mapping[str, str]) -> str:
    """A decision's effect, and what it is worth where that is known."""
    if not decision["known"]:
        return decision["effect"]
    return _("{effect} In money: {money}").format(
        effect=decision["effect"].rstrip(".") + ".", money=decision["known"]
    )


def _text(text: object) -> str:
    """A text of a result: with true minus signs, without what XML cannot hold."""
    return look.signed(markup.plain(str(text or "")))


def _written(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return language.number(value, 0 if value == int(value) else 2)
    return str(value)


def _methods(figures: list[dict[str, Any]]) -> str:
    """How each figure was made, for whoever speaks to the slide."""
    said = [
        _("{label}: {value} ({interval}). From {n} observations: {method}.").format(
            **{key: figure[key] for key in ("label", "value", "interval", "n")},
            method=figure["method"].rstrip("."),
        )
        for figure in figures
    ]
    return _text("\n\n".join(said))


def _charts(page: Page, voice: Voice) -> list[Chart]:
    """The charts the page shows, in its order; what the consultant hides is not there."""
    try:
        notebook = json.loads(page.notebook.read_text(encoding="utf-8"))
        notebook["cells"], notebook["metadata"]
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(page.notebook.name, "is no notebook; run it again with --fresh") from None
    said = spoken.on_page(voice, page.name, page.result or None)
    reader = charts.Collector(notebook, page.name, said)
    reader.read()
    return reader.charts


def _logo(engagement: Engagement) -> bytes | None:
    """The client's logo as a picture that PowerPoint shows."""
    if engagement.brand.logo is None:
        return None
    path = places.located(engagement.brand.logo, engagement.root)
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    import vl_convert

    try:
        return vl_convert.svg_to_png(path.read_text(encoding="utf-8"), scale=4)
    except ValueError:
        return None
