"""A letter as an e-mail carries it: HTML that mail programs of all kinds show, and plain text.

Styles stand in each element, since many programs drop a style sheet; what of it only makes the
letter darker at night is kept beside. Nothing is fetched, and no text of the client's is markup.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from taller import language
from taller.tabular import MISSING

if TYPE_CHECKING:
    import datetime as dt

    import jinja2

    from taller.monitoring.template.parts import Part
    from taller.phase import PhaseResult

HERE = Path(__file__).parent
WIDE = 76  # characters of a line of plain text
COLOUR = "#1f5fa8"


@dataclass(frozen=True)
class Letter:
    """What a report says by post.

    Attributes
    ----------
    standing : that it is a draft, where it is one
    figures : labels and values
    closing : what goes with it
    """

    title: str
    client: str
    day: str
    headline: str
    figures: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    closing: str
    standing: str = ""
    colour: str | None = None

    @classmethod
    def of(
        cls,
        found: PhaseResult,
        day: dt.date,
        parts: Mapping[str, Part],
        words: Mapping[str, str],
        *,
        client: str,
        standing: str = "",
        colour: str | None = None,
        without: Collection[str] = (),
    ) -> Self:
        """What a report says, in the language in force; nothing is computed anew.

        Parameters
        ----------
        parts : its sections, by the name of their cell
        words : its ``title``, and as ``closing`` what goes with it
        standing : that it is a draft, in words, where it is one
        colour : the client's, as #rrggbb
        without : sections that are left out, as the page leaves them out
        """
        return cls(
            title=words["title"],
            client=client,
            day=language.date(day),
            headline=language.signed(found.headline),
            figures=[(each.label, language.quantity(each.estimate.value, each.estimate.unit))
                     for each in found.figures],
            parts=[part for name, part in parts.items() if name not in without],
            closing=words["closing"],
            standing=standing,
            colour=colour,
        )  # fmt: skip

    @property
    def subject(self) -> str:
        """The e-mail's subject, on one line."""
        told = f"{self.client} · {self.title}, {self.day}"
        return " ".join((f"{told} ({self.standing})" if self.standing else told).split())


def as_html(letter: Letter) -> str:
    """The letter as HTML, its styles inlined."""
    import css_inline

    colour = letter.colour or COLOUR
    page = _templates().get_template("letter.html").render(
        letter=letter, parts=letter.parts, lang=language.current().locale.replace("_", "-"),
        colour=colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else COLOUR,
        style=(HERE / "letter.css").read_text(encoding="utf-8"), rows=_rows,
    )  # fmt: skip
    return css_inline.CSSInliner(
        keep_at_rules=True, load_remote_stylesheets=False, base_url=None
    ).inline(page)


def as_text(letter: Letter) -> str:
    """The letter as plain text."""
    lines = [letter.subject, "", *_wrapped(letter.headline), ""]
    lines += [f"{label}: {value}" for label, value in letter.figures]
    for each in letter.parts:
        lines += ["", each.title, "-" * min(len(each.title), WIDE)]
        for first, rest in _rows(each):
            lines += _wrapped(first, "* ", "  ")
            lines += _wrapped(rest, "  ", "  ") if rest else []
        lines += _wrapped(each.note) if each.note else []
    return "\n".join([*lines, "", *_wrapped(letter.closing), ""])


def _rows(each: Part) -> list[tuple[str, str]]:
    """Each line as what it is of, and what the other columns say of it, on a phone's width."""
    return [(line[0], _beside(each.heads[1:], line[1:])) for line in each.lines]


def _beside(heads: Sequence[str], texts: Sequence[str]) -> str:
    told = [f"{head}: {text}" for head, text in zip(heads, texts, strict=True)
            if text not in ("", MISSING)]  # fmt: skip
    return " · ".join(told)


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    # No-break spaces stay whole: textwrap breaks at plain ones alone.
    return textwrap.wrap(text, WIDE, initial_indent=first, subsequent_indent=rest,
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
