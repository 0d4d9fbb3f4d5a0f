"""All pages of a run in one: index and reports as views that a link switches between.

Without JavaScript, and in print, the views stand one after the other.
"""

from __future__ import annotations

from urllib.parse import unquote

from taller import language
from taller.language import _
from taller.workbench.notes import spoken
from taller.workbench.report import look, markup, vega
from taller.workbench.share.elements import Edits, Element, Elements
from taller.workbench.share.handover import Handover

_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
BETWEEN = "--"  # between a view's name and the id of what stands in it


def page(found: Handover, pages: dict[str, str]) -> str:
    """One page that holds all, in the language in force.

    Parameters
    ----------
    pages : the index and the reports by file name, as the client gets them
    """
    titles = {f"{held.name}.html": held.title for held in found.pages}
    views = [_view(name, html, titles.get(name) or _("Summary"), pages) for name, html in
             pages.items()]  # fmt: skip
    scripts = [look.asset("single.js"), look.asset("page.js")]
    if any('class="chart"' in html for html in pages.values()):
        scripts.insert(1, vega.program())
    brand = found.state.brand
    return look.page(
        "single.html",
        scripts=scripts,
        colour=brand.get("colour"),
        more_style=markup.code_style() + look.asset("single.css"),
        title=_("Summary"),
        client=found.state.client,
        head={
            "client": found.state.client,
            "logo": look.logo(brand.get("logo")),
            "date": language.date(found.day),
            "simulated": bool(found.state.simulated),
            "standing": spoken.standing(found.voice),
        },
        views=views,
        colophon=_(
            "Made with Taller. This file is complete in itself and loads nothing from elsewhere."
        ),
    )


def _view(name: str, html: str, title: str, pages: dict[str, str]) -> dict[str, str]:
    """A page's content with ids of its own, and its links leading to views."""
    key = name.removesuffix(".html")
    read = Elements(html)
    edits = Edits(html)
    for each in read.found:
        _rename(each, key, html, edits, pages)
    # Found again, since the places have moved.
    html = edits.applied()
    found = Elements(html).found
    main = next(each for each in found if each.tag == "main")
    aside = next((each for each in found if "toc-wide" in each.classes), None)
    return {
        "key": key,
        "title": title,
        "short": title.partition(":")[0],
        "aside": html[aside.start : aside.end] if aside else "",
        "body": html[main.inner : main.inner_end],
    }


def _rename(element: Element, key: str, html: str, edits: Edits, pages: dict[str, str]) -> None:
    """Write an element's opening tag anew where it names an id or leads somewhere."""
    changed = dict(element.attributes)
    for name in _NAMING:
        if changed.get(name):
            changed[name] = " ".join(f"{key}{BETWEEN}{each}" for each in changed[name].split())
    address = changed.get("href") if element.tag == "a" else None
    if address is not None:
        file, mark, part = unquote(address).partition("#")
        if not file:
            changed["href"] = f"#{key}{BETWEEN}{part}"
        elif file in pages:
            inside = f"{BETWEEN}{part}" if mark else ""
            changed["href"] = f"#{file.removesuffix('.html')}{inside}"
    if changed != element.attributes:
        tag = html[element.start : element.inner]
        for name, value in changed.items():
            tag = _with(tag, name, element.attributes[name], value)
        edits.replace(element.start, element.inner, tag)


def _with(tag: str, name: str, old: str, new: str) -> str:
    """An opening tag with another value of one attribute, all else as it was."""
    from html import escape

    for written in (old, escape(old)):
        tag = tag.replace(f' {name}="{written}"', f' {name}="{escape(new)}"', 1)
    return tag
