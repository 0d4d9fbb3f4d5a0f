"""Every string of the report, the index, charts and tables has its Spanish."""

from __future__ import annotations

from pathlib import Path

import jinja2.ext
import pytest
from babel.messages.extract import extract

import taller
from taller import language

HOME = Path(taller.__file__).parent
ROOMS = (HOME / "charts", HOME / "workbench" / "report")
MODULES = [HOME / "theme.py", HOME / "tabular.py"] + [
    path for room in ROOMS for path in sorted(room.glob("*.py"))
]


def _strings() -> set[str]:
    found: set[str] = set()
    for path in MODULES:
        with path.open("rb") as file:
            for _line, message, *_rest in extract("python", file, {"_": None, "ngettext": (1, 2)}):
                found.add(message if isinstance(message, str) else message[0])
    for path in (HOME / "workbench" / "report" / "templates").glob("*.html"):
        with path.open("rb") as file:
            for _line, _function, message, _notes in jinja2.ext.babel_extract(file, ["_"], [], {}):
                found.add(message)
    return found


def test_every_string_is_translated():
    """No page may be half Spanish."""
    missing = _strings() - language.catalogue("es").keys()
    assert not missing


@pytest.mark.parametrize("message", sorted(_strings()))
def test_translation_keeps_the_placeholders(message):
    """A translation that lost a placeholder would hide a figure."""
    import string

    def names(text: str) -> set[str | None]:
        return {field for _, field, *_ in string.Formatter().parse(text) if field is not None}

    translated = language.catalogue("es")[message]
    for form in [translated] if isinstance(translated, str) else translated:
        assert names(form) == names(message)
