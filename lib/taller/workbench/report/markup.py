"""Text from a notebook as safe HTML: an allow-list, and no reference outside the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any
from urllib.parse import unquote

import mistune
import nh3
from mistune.util import unescape

from taller.language import _

TAGS = {
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSES = {
    "t-table",
    "t-scroll",
    "t-num",
    "t-note",
    "t-interval",
    "t-prose",
    "t-words",
    "table-wrap",
    "note",
    "said",
}
_IMAGE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,", re.IGNORECASE)
_SIBLING = re.compile(r"[a-z][a-z0-9_]*\.html")  # a page of the same run
_TAG = re.compile(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9-]*)")
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_IMG_WITHOUT_SOURCE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_IMG_WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=)")
_BARE_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """What nh3 keeps of an attribute."""
    if name == "class":
        kept = [word for word in value.split() if word in CLASSES or word.startswith("pg-")]
        return " ".join(kept) or None
    if name == "href":
        return value if value.startswith("#") or _SIBLING.fullmatch(value) else None
    if name == "src":
        return value if _IMAGE.match(value) else None
    if name == "role":
        return value if value in ("group", "region") else None
    if name == "tabindex":
        return "0" if value == "0" else None
    return value


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"data"},
        clean_content_tags={"script", "style", "title", "template", "iframe", "noscript"},
        link_rel=None,
        strip_comments=True,
    )


def clean(html: str) -> str:
    """Keep tables, text, figures and images within the page; drop all that acts or fetches.

    >>> clean('<b onclick="x()">a</b><script>x()</script><img src="https://e.org/i.png">')
    '<b>a</b>'
    """
    kept = _cleaner().clean(html)
    if "<img" in kept:
        kept = _IMG_WITHOUT_SOURCE.sub("", kept)
        kept = _IMG_WITHOUT_ALT.sub(f'<img alt="{escape(_("No description given"))}"', kept)
    return kept


def frame_tables(html: str) -> str:
    """Give each bare table (as pandas writes them) a frame to scroll in, reachable by keyboard."""
    if "<table>" not in html or "t-scroll" in html:
        return html
    label = escape(_("Table"), quote=True)
    opening = f'<div class="t-scroll" role="group" tabindex="0" aria-label="{label}">'
    return _BARE_TABLE.sub(lambda m: f"{opening}{m[0]}</div>", html)


def plain(text: str) -> str:
    """Terminal output as text: without colour codes and control characters.

    >>> plain("\\x1b[31mred\\x1b[0m")
    'red'
    """
    if "\r" in text:
        # A progress bar rewrites its line: what stood there last is what a reader saw.
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return _CONTROL.sub("", _ANSI.sub("", text))


def anchor(text: str, taken: set[str]) -> str:
    """An id for a heading: its words, made unique and added to those taken.

    >>> anchor("¿Qué clientes?", set())
    's-que-clientes'
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    base = "s-" + (re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "section")
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name


class _Renderer(mistune.HTMLRenderer):
    """Markdown to HTML; markup that is not allowed is shown as text, links leave their address."""

    def __init__(self, attachments: dict[str, Any], on_heading: Callable[[int, str], str]) -> None:
        super().__init__(escape=False)
        self.attachments, self.on_heading = attachments, on_heading

    def heading(self, text: str, level: int, **_attrs: Any) -> str:
        return self.on_heading(level, text)

    def inline_html(self, html: str) -> str:
        return html if _is_allowed(html) else escape(html, quote=False)

    def block_html(self, html: str) -> str:
        if _is_allowed(html):
            return html + "\n"
        return f"<p>{escape(html.strip(), quote=False)}</p>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("#"):
            return f'<a href="#{anchor(unquote(url[1:]), set())}">{text}</a>'
        # One file without references: the address is read, not followed.
        shown = url.removeprefix("mailto:")
        if not re.match(r"(https?://|mailto:)", url) or shown in unescape(text):
            return text
        return f"{text} ({escape(shown, quote=False)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        source = url
        if url.startswith("attachment:"):
            held = self.attachments.get(url.removeprefix("attachment:"), {})
            kind = next((k for k in held if k.startswith("image/")), "")
            source = f"data:{kind};base64,{held[kind]}" if kind else ""
        if not _IMAGE.match(source):
            return f"[{escape(text or _('image'), quote=False)}]"
        return f'<img src="{escape(source, quote=True)}" alt="{escape(text, quote=True)}">'

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(None, 1)[0] if info else ""
        return (
            highlight(code, language)
            if language
            else f'<pre tabindex="0"><code>{escape(code)}</code></pre>\n'
        )


def _is_allowed(html: str) -> bool:
    if html.startswith("<!--"):
        return True
    return all(tag.lower() in TAGS for tag in _TAG.findall(html))


def markdown(
    source: str, *, attachments: dict[str, Any] | None = None,
    on_heading: Callable[[int, str], str] | None = None,
) -> str:  # fmt: skip
    """Markdown as safe HTML.

    Parameters
    ----------
    source : the Markdown
    attachments : images of the cell
    on_heading : makes a heading's HTML from its level and its (safe, inline) HTML
    """
    headings: list[str] = []

    def place(level: int, text: str) -> str:
        # Ids are ours, not the author's: headings are put back in after the allow-list has run.
        made = on_heading or (lambda n, t: f"<h{min(n + 1, 6)}>{t}</h{min(n + 1, 6)}>")
        headings.append(made(level, clean(text)))
        return f"<p>{_MARK}{len(headings) - 1}{_MARK}</p>\n"

    html = str(_parser(attachments or {}, place)(source.replace(_MARK, "")))
    html = clean(html.replace(' style="text-align:right"', ' class="t-num"'))
    html = frame_tables(html)
    return re.sub(f"<p>{_MARK}([0-9]+){_MARK}</p>", lambda m: headings[int(m[1])], html)


_MARK = "\ue0f1"  # of the private use area: no text holds it


def _parser(attachments: dict[str, Any], place: Callable[[int, str], str]) -> mistune.Markdown:
    return mistune.create_markdown(
        renderer=_Renderer(attachments, place), plugins=["table", "strikethrough"]
    )


def text_of(html: str) -> str:
    """The text of inline HTML, as a contents list or a page's title shows it."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


@cache
def _lexer(name: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return get_lexer_by_name("text")


@cache
def _formatter() -> Any:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True, classprefix="pg-")


def highlight(code: str, language: str) -> str:
    """Source code, coloured by classes."""
    from pygments import highlight as colour

    return f'<pre tabindex="0"><code>{colour(code, _lexer(language), _formatter())}</code></pre>\n'


@cache
def code_style() -> str:
    """Style rules of coloured code, light and dark, all with enough contrast to read."""
    groups = {
        "keyword": "k kc kd kn kp kr kt ow", "string": "s s1 s2 sa sb sc sd se sh si sx sr ss dl",
        "number": "m mb mf mh mi mo il", "comment": "c ch cm c1 cs cp cpf",
        "name": "nf fm nc nd nb bp ne",
    }  # fmt: skip
    shades = {
        "keyword": ("#8a2b8f", "#d79be0"), "string": ("#176639", "#86d19a"),
        "number": ("#9a4a00", "#f0b06c"), "comment": ("#5b646e", "#9aa4ae"),
        "name": ("#1b55a0", "#8fbcf5"),
    }  # fmt: skip
    light, dark = [], []
    for group, classes in groups.items():
        # Braces would end up in the text of the rule's selector.
        chosen = ",".join(f".pg-{name}" for name in classes.split())
        light.append(f"{chosen}{{color:var(--code-{group})}}")
        dark.append(f"--code-{group}:light-dark({shades[group][0]},{shades[group][1]})")
    return "\n:root{" + ";".join(dark) + "}\n" + "\n".join(light) + "\n"


def output_html(html: str) -> str:
    """An output's HTML as a report shows it."""
    return frame_tables(clean(html))
