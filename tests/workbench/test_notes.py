"""The notes file: what a consultant writes by hand is understood, or told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taller.errors import InputError
from taller.workbench.notes import notes

WHOLE = """\
<!-- for nobody's eyes
# not a heading -->
# clustering

**Titular:** Tres de cada diez
traen seis.

Hola **mundo**

Decisión: Llamar
- Responsable: CRM
- EFECTO: 120 vuelven

## Cuánto valen ##

```
# no heading
Ocultar
```
### Un apunte
Texto <!-- aside --> final

## RFM
*Ocultar*
"""


def test_a_whole_file_is_read_as_it_was_meant():
    (chapter,), faults = notes.parse(WHOLE)
    assert faults == []
    assert (chapter.heading, chapter.line) == ("clustering", 3)
    assert chapter.headline == notes.Value(5, "Tres de cada diez traen seis.")
    assert (chapter.text, chapter.text_line) == ("Hola **mundo**", 8)
    (decision,) = chapter.decisions
    said = [(v.line, v.text) for v in (decision.what, decision.owner, decision.effect)]
    assert said == [(10, "Llamar"), (11, "CRM"), (12, "120 vuelven")]
    worth, rfm = chapter.parts
    assert (worth.heading, worth.line, worth.hide) == ("Cuánto valen", 14, None)
    assert worth.text == "```\n# no heading\nOcultar\n```\n### Un apunte\nTexto  final"
    assert (rfm.hide, rfm.text) == (24, "")


@pytest.mark.parametrize("hide", ["Hide", "Ocultar", "ocultar.", "Ocultar: sí", "- **Hide**"])
def test_hiding_is_one_word_in_either_language(hide):
    (chapter,), faults = notes.parse(f"# a\n## b\n{hide}\n")
    assert (chapter.parts[0].hide, faults) == (3, [])


FAULTS = {
    "twice a headline": (
        "# a\nHeadline: x\n\nTitular: y",
        4,
        "given twice; the first is on line 2",
    ),
    "nothing said": ("# a\nHeadline:", 2, "says nothing"),
    "too long": ("# a\nHeadline: " + "x" * 301, 2, "has 301 characters; at most 300"),
    "a typing error": ("# a\nTitualr: x", 2, "did you mean 'Titular'"),
    "another": ("# a\n## b\nOcultarr", 3, "did you mean 'Ocultar'"),
    "no owner": ("# a\nDecision: x\nEffect: y", 2, "'Responsable: …' (in English 'Owner: …')"),
    "no decision": ("# a\nOwner: x", 2, "belongs to a decision"),
    "two owners": ("# a\nDecision: x\nOwner: a\nOwner: b\nEffect: c", 4, "given twice for one"),
    "text before": ("hello\n# a", 1, "stands before the first notebook"),
    "a section before": ("## a\ntext", 1, "stands before the first notebook"),
    "a keyword before": ("Headline: a\n", 1, "stands before the first notebook"),
    "hiding a notebook": ("# a\nHide", 2, "under that section's heading"),
    "hiding in doubt": ("# a\n## b\nHide: no", 3, "stands alone on its line (got 'no' after it)"),
    "hidden and commented": ("# a\n## b\nHide\n\ntext", 5, "is hidden (line 3) and has commentary"),
    "no name": ("# a\n##", 2, "this heading is empty"),
    "no space": ("# a\n##b", 2, "needs a space after its '##'"),
    "an open remark": ("# a\n<!-- x\ny", 2, "never closed"),
    "an open block": ("# a\n```\ny", 2, "never closed"),
    "too much": ("# a\n## b\n" + "word " * 4001, 2, "20,004 characters of commentary"),
}


@pytest.mark.parametrize(("text", "line", "what"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line(text, line, what):
    _chapters, (fault,) = notes.parse(text)
    assert fault.line == line
    assert what in str(fault)


def test_ordinary_sentences_with_a_colon_are_commentary():
    text = "# a\nOjo: falta marzo.\nNota: véase el acta.\nhttps://example.org\n"
    (chapter,), faults = notes.parse(text)
    assert (faults, len(chapter.text.splitlines())) == ([], 3)


def test_a_file_that_is_too_large_or_not_utf_8_is_told(tmp_path):
    file = tmp_path / "x.notes.md"
    assert notes.read(file, "x") == ([], [])
    file.write_bytes(b"# a\n\nCu\xe1nto\n")
    with pytest.raises(InputError, match=r"x: line 3  is not UTF-8 text; save it as UTF-8"):
        notes.read(file, "x")
    file.write_bytes(b"a" * 1_000_001)
    with pytest.raises(InputError, match=r"larger than 1,000,000 bytes; notes are"):
        notes.read(file, "x")
    file.write_bytes("\ufeff# a\r\n\r\nHeadline: ñ\r\n".encode())
    ((chapter,), faults) = notes.read(file, "x")
    assert (chapter.headline, faults) == (notes.Value(3, "ñ"), [])


def test_of_very_many_faults_the_first_are_told():
    _chapters, faults = notes.parse("# a\n" + "##b\n" * 5000)
    with pytest.raises(InputError) as caught:
        notes.refuse("x", faults)
    assert str(caught.value).endswith("and 4,950 more")


PIECES = [
    *("# a", "## b", "##c", "#", "### d", "Titular: x", "Decisión: y", "Owner: z", "Effect:"),
    *("Hide", "```", "~~~", "<!--", "-->", "- x", "", "> q", "text", "\ufeff", "\x00"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25))
def test_whatever_is_written_is_taken_or_told_and_never_lost(lines):
    text = "\n".join(lines)
    chapters, faults = notes.parse(text)
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= fault.line <= count for fault in faults)
    kept = [n for c in chapters for part in (c, *c.parts) for n, _text in part.lines]
    assert len(kept) == len(set(kept))
    assert all(1 <= number <= count for number in kept)


WORD = st.from_regex(r"[a-z]{2,8}", fullmatch=True).filter(
    lambda w: not notes._near(w, alone=True) and not notes._near(w, alone=False)
    and notes.plain(w) not in notes._MEANINGS)  # fmt: skip
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS, st.lists(st.tuples(WORDS, st.none() | WORDS), max_size=3)),
                max_size=3))  # fmt: skip
def test_what_is_written_by_the_rules_is_read_back(chapters):
    text = ""
    for name, headline, parts in chapters:
        text += f"# {name}\n\nHeadline: {headline}\n\n"
        for heading, comment in parts:
            text += f"## {heading}\n\n{comment or 'Hide'}\n\n"
    found, faults = notes.parse(text)
    assert faults == []
    assert [
        (c.heading, c.headline.text, [(p.heading, p.text or None) for p in c.parts]) for c in found
    ] == chapters


def test_notes_that_never_end_to_be_read_are_none(tmp_path):
    """A pipe, or a link to what gives zeros for ever, beside an engagement file of a stranger."""
    file = tmp_path / "x.notes.md"
    file.symlink_to("/dev/zero")
    with pytest.raises(InputError, match="x: is no file: a pipe, a socket or a device"):
        notes.read(file, "x")
