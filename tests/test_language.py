"""Numbers, money and dates as the locale writes them; translations complete."""

from __future__ import annotations

import ast
import datetime as dt
import itertools
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from typer.main import get_command

from taller import cli, language
from taller.commands import arguments
from taller.data.settings.schemas import SCHEMAS
from taller.errors import Fault, InputError
from taller.messages import Messages
from taller.phase import Estimate
from taller.workbench.run import workflow

LIBRARY = language.LOCALES.parent
CALL = re.compile(r"\b(_|ngettext)\(")


def test_spanish_writes_decimal_commas_and_puts_the_currency_last():
    with language.speaking("es", currency="EUR"):
        assert language.number(12345.678, 1) == "12.345,7"
        assert language.money(12345.6) == "12.346\xa0€"
        assert language.money(3.5) == "3,50\xa0€"
        assert language.percent(0.1234) == "12,3\xa0%"
        assert language.date(dt.date(2011, 5, 3)) == "3 de mayo de 2011"


def test_mexico_writes_points_and_its_own_currency_sign():
    with language.speaking("es", "es_MX", "MXN"):
        assert language.money(12345.6) == "$12,346"
        assert language.number(0.5, 2) == "0.50"


def test_english_money_is_in_the_currency_of_the_engagement():
    with language.speaking("en", currency="GBP"):
        assert language.money(-2.5) == "−£2.50"
        assert language.money(99999.7) == "£100,000"


def test_zero_never_carries_a_minus():
    with language.speaking("en"):
        assert language.number(-0.0004, 2) == "0.00"
        assert language.percent(-0.00001) == "0.0%"
        assert language.money(-0.001) == "€0.00"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1, "days", "1\xa0day"), (2.5, "days", "2.5\xa0days"), (120.4, "days", "120\xa0days"),
     (1234, "count", "1,234"), (0.123, "index", "0.12")],
)  # fmt: skip
def test_a_quantity_is_written_as_its_unit_is_read(value, unit, shown):
    with language.speaking("en"):
        assert language.quantity(value, unit) == shown


def test_an_interval_is_words_and_a_counted_figure_says_so():
    made = Estimate(value=0.5, low=0.4, high=0.6, unit="share", n=10, method="m")
    with language.speaking("es"):
        assert language.interval(made) == "de 40,0\xa0% a 60,0\xa0%"
    with language.speaking("en"):
        assert "counted" in language.interval(Estimate.exact(3, unit="count", n=3, method="m"))


def test_a_block_speaks_its_own_language_and_gives_it_back():
    language.use("en")
    with language.speaking("es"):
        assert language.current().code == "es"
    assert language.current().code == "en"


def test_an_untranslated_message_stays_english():
    with language.speaking("es"):
        assert language._("qqq no such message") == "qqq no such message"


def _called(path: Path) -> list:
    """Messages of the calls of ``_`` and ``ngettext``; in f-strings too, unlike Babel's reader."""
    found, text = [], path.read_text(encoding="utf-8")
    if not CALL.search(text):  # to parse all of the library takes seconds
        return found
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            said = tuple(a.value for a in node.args if isinstance(a, ast.Constant))
            if node.func.id == "_" and said:
                found.append((said[0], f"{path.name}:{node.lineno}"))
            elif node.func.id == "ngettext":
                found.append((said[:2], f"{path.name}:{node.lineno}"))
    return found


SAYS = re.compile(r"Error|Fault|faults|told\(|what|why")
HOLES = re.compile(r"\{[^{}]*\}")


def _of_errors() -> set[str]:
    """Sentences of errors (`language.told`) of which three words in a row stand in the library.

    One may be put together of several texts, a short one above all; others' libraries tell theirs.
    """
    texts = (path.read_text(encoding="utf-8") for path in LIBRARY.rglob("*.py"))
    held = {run for text in texts if SAYS.search(text) for run in _runs(text)}
    found = set()
    for name in language.ERRORS:
        with (language.LOCALES / "es" / name).open("rb") as file:
            said = [str(message.id) for message in read_po(file, locale="es") if message.id]
        foreign = name == "foreign.po"
        found.update(text for text in said if foreign or held & set(_runs(text)) or len(text) < 30)
    return found


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Three words in a row, as often as there are; all words of a text that has fewer."""
    words = [word for word in re.findall(r"[^\W_]+", HOLES.sub(" ", text)) if word != "f"]
    yield from zip(words, words[1:], words[2:], strict=False)
    if len(words) < 3:
        yield tuple(words)
    elif len(words) > 100:  # a module, where short sentences stand among others
        yield from itertools.pairwise(words)
        yield from ((word,) for word in words)


@cache
def _messages() -> list:
    said = [message for path in sorted(LIBRARY.rglob("*.py")) for message in _called(path)]
    found = extract_from_dir(
        str(LIBRARY), method_map=[("**.html", "jinja2")], keywords={"_": None, "ngettext": (1, 2)}
    )
    said += [(message, f"{file}:{line}") for file, line, message, *_ in found if message]
    for schema in SCHEMAS.values():  # told to the client by `taller request`
        said += [(c.description, f"{schema.name}.{c.name}") for c in schema.given]
    helped = arguments.texts(get_command(cli.app))  # Typer's `--help`
    said += [(text, str(thing.name)) for thing, _attribute, text in helped]
    for step in workflow.discover(LIBRARY.parents[1]).values():
        said += [(f.description, f"{step.name}.{k}") for k, f in _knobs(step.section).items()]
    return said


def _knobs(section) -> dict:
    """Fields whose Spanish is no message of their package's (see `taller.messages.described`)."""
    package = Messages(section.__module__.rpartition(".")[0])
    with language.speaking("es"):
        return {k: f for k, f in section.model_fields.items() if not package.has(f"params.{k}")}


def test_every_message_of_the_library_has_its_spanish():
    catalogue = language.catalogue("es")
    missing = {}
    for message, where in _messages():
        key = message if isinstance(message, str) else message[0]
        translated = catalogue.get(key)
        if not translated or (isinstance(translated, tuple) and not all(translated)):
            missing[key] = where
    assert missing == {}
    assert len(catalogue) > 50


TOLD_TO_PROGRAMS = (
    "cases/", "charts/", "deployment/", "development/", "measurement/", "monitoring/", "outbox/",
    "planning/infrastructure/clouds/", "preparation/", "testing/", "messages/", "phase.py",
    "workbench/cluster/", "workbench/process/", "workbench/report/", "faces.py", "tabular.py",
    "planning/infrastructure/artifacts/", "__init__.py",
    "data/simulators/", "data/propose/", "data/people/", "forms.py", "controls/", "data/shapes/",
)  # fmt: skip
"""Folders whose errors are an engineer's, or are said by messages of their package."""


def _sentence(node: ast.AST) -> str:
    """What an expression says, with 7 for each thing that is given; empty for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_sentence(v) if isinstance(v, ast.Constant) else "7" for v in node.values)
    if isinstance(node, ast.BinOp):
        return (_sentence(node.left) or "7") + (_sentence(node.right) or "7")
    return ""


def _raised(path: Path) -> Iterator[str]:
    """Sentences that errors and faults are made with."""
    text = path.read_text(encoding="utf-8")
    if "Error(" not in text and "Fault(" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if called == "Fault" or called.endswith("Error"):
            for argument in node.args:
                said = _sentence(argument)
                is_part = said.startswith("7") or " " not in said
                if not is_part and len(re.findall(r"[a-z]{2,}", said)) > 2:
                    yield said


def test_every_error_that_a_user_may_see_has_its_spanish():
    paths = [
        path for path in sorted(LIBRARY.rglob("*.py"))
        if not path.relative_to(LIBRARY).as_posix().startswith(TOLD_TO_PROGRAMS)
    ]  # fmt: skip
    with language.speaking("es"):
        missing = [
            f"{path.relative_to(LIBRARY)}: {said}"
            for path in paths for said in _raised(path) if language.told(said) == said
        ]  # fmt: skip
    assert missing == []


def test_an_error_is_told_in_the_language_in_force_part_by_part():
    """What was given stays as it was, though it reads like a sentence of ours."""
    sentence = "must be at most 3 (got 'is empty')"
    assert language.told(sentence) == sentence
    with language.speaking("es"):
        assert language.told(sentence) == "debe ser como máximo 3 (se dio 'is empty')"
        assert language.told("no such key; did you mean 'empty'?") == (
            "no existe esa clave; ¿quiso decir 'empty'?"
        )
        assert str(InputError("a.yaml", Fault("k", "must be text", 3))) == (
            "a.yaml: línea 3  k: debe ser un texto"
        )


def test_a_sentence_nobody_knows_and_one_without_end_are_told_as_they_are():
    with language.speaking("es"):
        assert language.told("qqq {x}") == "qqq {x}"
        assert language.told("; and " * 40_000).startswith("; and ")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, *_ in string.Formatter().parse(text) if name}


def test_translations_keep_the_placeholders_and_none_is_doubtful_or_unused():
    used = {m if isinstance(m, str) else m[0] for m, _ in _messages()} | _of_errors()
    for path in sorted(language.LOCALES.glob("*/*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=path.parent.name, abort_invalid=True):
                if not message.id:
                    continue
                singular = message.id if isinstance(message.id, str) else message.id[0]
                strings = (
                    [message.string] if isinstance(message.string, str) else list(message.string)
                )
                where = f"{path.name}: {singular!r}"
                assert not message.fuzzy, where
                assert singular in used, f"{where} is used nowhere"
                for translated in strings:
                    assert _placeholders(translated) <= _placeholders(singular) | {"n"}, where
                    if isinstance(message.id, str):
                        assert _placeholders(translated) == _placeholders(singular), where
