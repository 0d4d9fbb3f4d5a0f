"""A run's pages as a client gets them: without code, the machine, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from pathlib import PurePath, PureWindowsPath
from urllib.parse import unquote

from taller.workbench.share.elements import Edits, Element, Elements

ANALYSTS = {"code", "backstage"}  # code, and warnings that name files of the machine


def trimmed(page: str, kept: Collection[str], status: str) -> str:
    """A page for a client.

    Code and warnings are the analyst's; of links and listed files only those stay that go along;
    why a notebook failed is said in words of the machine and stays here.

    Parameters
    ----------
    page : a report or the index
    kept : the files that go along, as the pages name them
    status : the run's status in words, for a page that does not say it
    """
    read, edits = Elements(page), Edits(page)
    gone: set[Element] = set()
    for each in read.found:
        if each.classes & ANALYSTS or each.attributes.get("id") == "code" or _is_failure(each):
            edits.cut(each)
        elif each.tag == "a":
            _trim_link(each, kept, edits, gone)
        elif each.tag == "code" and each.parent is not None and each.parent.tag == "li":
            if _is_file(name := read.text(each)) and name not in kept:
                gone.add(each.parent)
                edits.cut(each.parent)
        elif each.tag == "dd" and _is_absolute(text := read.text(each)):
            name = escape(PureWindowsPath(text).name)
            edits.replace(each.inner, each.inner_end, name)
    _cut_what_is_empty(read, edits, gone)
    if not any("standing" in each.classes for each in read.found):
        letterhead = next(each for each in read.found if "letterhead" in each.classes)
        edits.replace(letterhead.inner, letterhead.inner, f"\n  <b>{escape(status)}</b>")
    return edits.applied()


def _is_failure(element: Element) -> bool:
    """A message of the machine on a card of the index, or the account of a failure."""
    is_message = "note" in element.classes and element.parent is not None
    return "failure" in element.classes or (is_message and "card" in element.parent.classes)


def _trim_link(link: Element, kept: Collection[str], edits: Edits, gone: set[Element]) -> None:
    address = link.attributes.get("href", "")
    if address.startswith("#") or unquote(address) in kept:
        return
    if link.within("site") and link.parent is not None:
        edits.cut(link.parent)
    elif link.parent is not None and "links" in link.parent.classes:
        gone.add(link)
        edits.cut(link)
    else:
        edits.unwrap(link)


def _is_file(name: str) -> bool:
    return name.startswith(("artifacts/", "results/")) or name.endswith((".ipynb", ".html"))


def _is_absolute(text: str) -> bool:
    return PurePath(text).is_absolute() or PureWindowsPath(text).is_absolute()


def _cut_what_is_empty(read: Elements, edits: Edits, gone: set[Element]) -> None:
    """A row of links or a list all of whose parts went, and the heading above the list."""
    for parent in {each.parent for each in gone if each.parent is not None}:
        if not all(child in gone for child in parent.children):
            continue
        edits.cut(parent)
        if parent.tag == "ul" and parent.parent is not None:
            place = parent.parent.children.index(parent)
            above = parent.parent.children[place - 1] if place else None
            if above is not None and above.tag in ("h3", "h4"):
                edits.cut(above)
