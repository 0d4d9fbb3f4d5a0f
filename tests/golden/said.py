"""What a reader sees of a page, a deck or a result, as lines that make a readable diff.

A paragraph is a line, so is a row of a table; a chart gives its titles, the titles of its axes and
its description. What differs from run to run (days, seconds, hashes, code) is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

LEFT_OUT = "style, dl.facts, .took, div.code, .toc-narrow, nav, header, footer, noscript, [hidden]"
LINES = "h1, h2, h3, h4, p, li, tr, dt, dd, figcaption, .sub, summary, div, text"
SAYING = ("text", "title", "subtitle", "description", "labelExpr")
DIGITS = 6  # of a float in a result; processors differ in the last ones
ROWS = 4  # shown of a chart's own data, which stand in the result as well
ITEMS = 16  # kept of a long list in a result; how many more there are is told
TOOK = re.compile(r"\b\d+([,.]\d+)?\s(ms|s|min)(\s\d+\ss)?\b")


def page(html: str) -> str:
    """The visible text of a report or an index."""
    soup = BeautifulSoup(html, "lxml")
    for element in soup.select(LEFT_OUT):
        element.decompose()
    for script in soup.select("script"):
        spec = script.string if script.get("type") == "application/json" else None
        told = dict.fromkeys(_of_chart(json.loads(spec))) if spec else ()
        script.replace_with("\n".join(("", *told, "")))
    for row in soup.select(f"figure.chart tbody tr:nth-child(n+{ROWS + 1})"):
        row.decompose()
    for cell in soup.select("td, th, p.status span"):
        cell.append(" | ")
    for line in soup.select(LINES):
        line.insert(0, "\n")
        line.append("\n")
    body = soup.body
    return TOOK.sub("…", _lines(body.get_text() if isinstance(body, Tag) else ""))


def result(text: str) -> str:
    """A result's file: its content, floats to six digits, nothing of where it was made."""
    content = json.loads(text)
    return json.dumps(_rounded(content.get("result", content)), indent=0, ensure_ascii=False) + "\n"


def unseen(text: str, page: str) -> str:
    """A result's sentences that its page does not say; its numbers and codes are the other's."""
    sentences = (each for each in _texts(json.loads(result(text))) if " " in each)
    seen = plain(page)
    return "".join(f"{each}\n" for each in sentences if plain(each) not in seen)


def deck(path: Path) -> str:
    """A deck's outline: slide by slide, the texts of its shapes."""
    from pptx import Presentation

    out = []
    for number, slide in enumerate(Presentation(str(path)).slides, 1):
        out.append(f"-- {number}")
        for shape in slide.shapes:
            if shape.has_text_frame:
                out.append(shape.text_frame.text)
            elif shape.has_table:
                out += [" | ".join(cell.text for cell in row.cells) for row in shape.table.rows]
    return _lines("\n".join(out))


def plain(text: str) -> str:
    """A text with each run of blanks as one."""
    return re.sub(r"\s+", " ", text)


def _lines(text: str) -> str:
    # Not split(): it would take no-break spaces for plain ones.
    lines = (re.sub(r"[ \t\r]+", " ", line).strip(" |") for line in text.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def _of_chart(spec: Any, key: str = "") -> Iterator[str]:
    """Titles, axis titles, written marks and descriptions, in the order they stand in."""
    if isinstance(spec, dict):
        for name, value in spec.items():
            if name not in ("datasets", "config"):
                yield from _of_chart(value, name)
    elif isinstance(spec, list):
        for value in spec:
            yield from _of_chart(value, key)
    elif isinstance(spec, str) and key in SAYING:
        yield f"{key}: {spec}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _texts(each)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        said = {key: each for key, each in value.items() if each is not None and each != ""}
        return {key: _rounded(each) for key, each in said.items()}
    if isinstance(value, list):
        more = [f"and {len(value) - ITEMS} more"] if len(value) > ITEMS else []
        return [_rounded(each) for each in value[:ITEMS]] + more
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
