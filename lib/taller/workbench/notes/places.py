"""The places of a report that a note can name: its sections, its cells, and the page's own parts.

A place has a key that is the same in either language: the id of the cell whose first heading it is
(or that has none), ``id#1`` for the next heading of that cell, ``page:…`` for what every page has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taller.errors import did_you_mean
from taller.language import DEFAULT_LOCALE, _, speaking
from taller.workbench.notebook import i18n
from taller.workbench.notes.notes import plain
from taller.workbench.run.workflow import Step

LEFT_OUT = {"remove_cell", "remove-cell", "hide_cell", "parameters", "injected-parameters"}


@dataclass(frozen=True)
class Place:
    """A place of a report.

    Attributes
    ----------
    key : its name in whatever language
    level : of its heading, 2 to 6; None where it is a cell without one
    titles : its heading in each language; none where it is a cell without one
    names : what else it goes by
    """

    key: str
    level: int | None
    titles: dict[str, str]
    names: tuple[str, ...] = ()

    def title(self, code: str) -> str:
        """Its heading, or its key where it has none."""
        return self.titles.get(code) or self.titles.get("en") or self.key


def key_of(cell: str, heading: int) -> str:
    """The key of a cell's heading, counted from 0."""
    return f"{cell}#{heading}" if heading else cell


def level_of(level: int) -> int:
    """A heading's level as a page has it: the title's text ends where the first section begins."""
    return max(2, level)


def own() -> list[Place]:
    """The parts that every page has."""
    return [
        Place(f"page:{key}", 2, _spoken(message), (key,))
        for key, message in (
            ("decisions", lambda: _("What to decide")),
            ("trust", lambda: _("How far to trust this")),
            ("method", lambda: _("Method and origin")),
        )
    ]


def _spoken(message: Any) -> dict[str, str]:
    found = {}
    for code in DEFAULT_LOCALE:
        with speaking(code):
            found[code] = message()
    return found


def of(step: Step) -> list[Place]:
    """The places of a notebook's report, in their order, and then the page's own."""
    translated = {
        code: i18n.read(i18n.translation_path(step.path, code))
        for code in DEFAULT_LOCALE
        if code != "en"
    }
    found: list[Place] = []
    for cell in step.cells:
        key = str(cell.get("id") or "")
        tags = set((cell.get("metadata") or {}).get("tags") or [])
        if key and not tags & LEFT_OUT:
            found += _of_cell(cell, key, translated)
    return found + own()


def _of_cell(
    cell: dict[str, Any], key: str, translated: dict[str, dict[str, i18n.Section]]
) -> Iterator[Place]:
    source = "".join(cell["source"])
    headings = {"en": _headings(source)} if cell["cell_type"] == "markdown" else {}
    for code, sections in translated.items():
        if headings and key in sections:
            headings[code] = _headings(sections[key].text)
    count = max((len(made) for made in headings.values()), default=0)
    if not count:
        yield Place(key, None, {})
    for number in range(count):
        made = {code: each[number] for code, each in headings.items() if number < len(each)}
        level = next(iter(made.values()))[0]
        titles = {code: text for code, (_level, text) in made.items()}
        yield Place(key_of(key, number), level, titles, () if number else (key,))


def _headings(source: str) -> list[tuple[int, str]]:
    """Level and text of each heading, as the report makes them."""
    from taller.workbench.report import markup

    found: list[tuple[int, str]] = []

    def heard(level: int, html: str) -> str:
        found.append((level_of(level), markup.text_of(html)))
        return ""

    markup.markdown(source, on_heading=heard)
    return found


def find(name: str, places: list[Place], code: str) -> Place | str:
    """The place that a name means, or what is wrong with the name.

    Parameters
    ----------
    name : a heading in any language, or a cell's id
    places : where it can be
    code : the language in which the places are listed where there is none
    """
    by_id = [place for place in places if name in (place.key, *place.names)]
    found = by_id or [place for place in places if plain(name) in map(plain, place.titles.values())]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(place.key for place in found)
        return f"several sections are called so; name the cell instead: {keys}"
    titles = [place.title(code) for place in places if place.titles]
    every = [title for place in places for title in place.titles.values()]
    near = did_you_mean(plain(name), map(plain, every)).partition("'")[2].rpartition("'")[0]
    meant = next((title for title in every if near and plain(title) == near), None)
    holding = [title for title in every if f" {plain(name)} " in f" {plain(title)} "]
    meant = meant or (holding[0] if holding and plain(name) else None)
    advice = f"; did you mean '{meant}'?" if meant else ""
    return f"no such section{advice} (sections: {' · '.join(titles)})"


def within(key: str, places: list[Place]) -> list[str]:
    """The keys of all that stands in a section, itself included."""
    start = next(i for i, place in enumerate(places) if place.key == key)
    level = places[start].level
    inside = [key]
    for place in places[start + 1 :]:
        ends = place.key.startswith("page:") or (
            place.level is not None and place.level <= (level or 7)
        )
        if level is None or ends:
            break
        inside.append(place.key)
    return inside
