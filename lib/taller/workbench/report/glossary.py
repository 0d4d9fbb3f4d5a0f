"""Words of the field in a page's evidence: each with one plain sentence, and a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from taller.workbench.report.messages import say

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_OF_CHART = re.compile(r'"(?:title|subtitle)":"([^"]+)"')  # of its axes, legend, columns
_NO_LINK = {"a", "button", "code", "h2", "h3", "h4", "h5", "h6", "pre", "script", "summary"}


@dataclass(frozen=True)
class Word:
    """A word of the field.

    Attributes
    ----------
    key : its name; its message is ``word-`` and that
    forms : the forms that are looked for, the shown one first
    """

    key: str
    forms: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What it means, in the language in force."""
        return say(f"word-{self.key}")

    @property
    def shown(self) -> str:
        """As the list of words has it."""
        return self.forms[0]


def words() -> dict[str, Word]:
    """Each form that is looked for, in the language in force, and its word."""
    keys = [name.removeprefix("word-") for name in say.names() if name.startswith("word-")]
    known = [Word(key, tuple(say(f"word-{key}.forms").split("|"))) for key in keys]
    return {form: word for word in known for each in word.forms for form in (each, _begun(each))}


def found(text: str) -> list[Word]:
    """The words that a text holds, in the order of their first occurrence.

    >>> [word.key for word in found("By Wilson; an AUROC of .7, Wilson; roadMAP")]
    ['wilson', 'auroc']
    """
    known = words()
    return list(dict.fromkeys(known[match[0]] for match in _looked_for(known).finditer(text)))


def explained(pieces: Iterable[str], rest: str = "") -> tuple[list[str], list[Word]]:
    """A page's evidence with each word linked where it first occurs, and the words it holds.

    Parameters
    ----------
    pieces : the body's HTML
    rest : what the page says besides, as text

    Examples
    --------
    >>> linked, held = explained(["<h2>AUROC</h2><p>AUROC, AUROC</p>"], "Wilson")
    >>> linked[0], [word.key for word in held]
    ('<h2>AUROC</h2><p><a href="#w-auroc">AUROC</a>, AUROC</p>', ['auroc', 'wilson'])
    """
    known, linked = words(), set()
    pattern = _looked_for(known)

    def link(match: re.Match[str]) -> str:
        word = known[match[0]]
        if word in linked:
            return match[0]
        linked.add(word)
        return f'<a href="#w-{word.key}">{match[0]}</a>'

    made, said = [], []
    for piece in pieces:
        parts = list(_texts(piece))
        made.append("".join(pattern.sub(link, part) if bare else part for part, bare, _ in parts))
        said += [unescape(part) for part, _, seen in parts if seen]
        said += _OF_CHART.findall(piece)
    return made, found("\n".join([*said, rest]))


def _texts(html: str) -> Iterator[tuple[str, bool, bool]]:
    """The tags and texts of some HTML: whether a link may stand there, and whether it is read."""
    within: list[str] = []
    for part in _TAG.split(html):
        tag = _NAME.match(part)
        if tag is None:
            yield part, not within, not {"script", "pre", "code"} & {*within}
            continue
        closes, name = tag[1], tag[2].lower()
        if closes and name in within:
            del within[within.index(name) :]
        elif not closes and name in _NO_LINK:
            within.append(name)
        yield part, False, False


def _begun(form: str) -> str:
    return form[:1].upper() + form[1:]


def _looked_for(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
