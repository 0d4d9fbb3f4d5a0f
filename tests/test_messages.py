"""Messages: how facts are written, what is refused; and that every package's files are whole."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from taller import language, messages
from taller.errors import InputError
from taller.messages import Messages, files, formats
from taller.phase import Estimate

LIBRARY = messages.ROOT / "taller"
CODES = ("en", "es")
ENGLISH = """
plain = { $x }
many = { $n ->
    [0] nobody
    [one] one customer
   *[other] { $n } customers
}
chosen = { $grouped ->
    [no] No groups.
   *[yes] Groups: { $name }{ $spend ->
        [none] {""}
       *[other] , { MONEY($spend) } each
    }.
}
share = { PERCENT($e, digits: 0) } ({ INTERVAL($e) }), { QUANTITY($e) }, { NUMBER($e, digits: 2) }
table =
    .caption = Of { $k }
    .head = Head
both = Whole
    .part = Part
when = { DATE($day) }, { MONTH($day) }, { $day }
names = { LIST($names, most: 2) }; { $names }
first = { UPPER_FIRST($x) } { LOWER_FIRST($x) }
"""
FOUND = Estimate(value=0.1234, low=0.1, high=0.15, unit="share", n=10, method="m")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of its own."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "_place", messages.Place({}))
    (tmp_path / "own").mkdir()
    for code in CODES:
        text = ENGLISH.replace("customers", "clientes") if code == "es" else ENGLISH
        (tmp_path / "own" / f"messages.{code}.ftl").write_text(text, encoding="utf-8")
    return Messages("own")


@pytest.mark.parametrize(
    ("given", "written"),
    [("a { $b } <c>", "a { $b } <c>"), (12345, "12.345"), (np.int64(7), "7"), (True, "yes"),
     (dt.date(2026, 3, 1), "1 de marzo de 2026"), (["agua", "hielo"], "agua y hielo"),
     ("x" * 9000, "x" * 9000)],
)  # fmt: skip
def test_a_fact_is_written_as_the_language_in_force_writes_it(package, given, written):
    with language.speaking("es"):
        assert package("plain", x=given) == written


def test_functions_write_what_the_language_writes(package):
    with language.speaking("en"):
        assert package("share", e=FOUND) == "12% (10.0% to 15.0%), 12.3%, 0.12"
        day = dt.date(2026, 3, 1)
        assert package("when", day=day) == "1 March 2026, March 2026, 1 March 2026"
        assert package("names", names=list("abcd")) == "a, b and 2 more; a, b, c and d"
        assert package("first", x="oNE") == "ONE oNE"


def test_a_message_chooses_its_sentence(package):
    with language.speaking("en"):
        said = [package("many", n=n) for n in (0, 1, 2000)]
        assert said == ["nobody", "one customer", "2,000 customers"]
        assert package("chosen", grouped=False, name="A", spend=None) == "No groups."
        assert package("chosen", grouped=True, name="A", spend=None) == "Groups: A."
        assert package("chosen", grouped=True, name="A", spend=3.5) == "Groups: A, €3.50 each."


def test_attributes_are_said_one_by_one_or_together(package):
    assert package("table.caption", k=2) == "Of 2"
    assert package.parts("table", k=2) == {"caption": "Of 2", "head": "Head"}


@pytest.mark.parametrize(
    ("key", "facts", "told"),
    [("plain", {}, "own, messages.en.ftl: plain: needs the fact x; given: none"),
     ("plian", {}, "plian: no such message; did you mean 'plain'"),
     ("table.captoin", {"k": 1}, "no such message; did you mean 'table.caption'"),
     ("tabel", {}, "no such message; did you mean 'table'"),
     ("plain", {"x": 0.4}, "write 0.4 by NUMBER, PERCENT"),
     ("plain", {"x": FOUND}, r"\$x, an estimate, is written by QUANTITY"),
     ("plain", {"x": None}, r"\$x, none here"),
     ("plain", {"x": object()}, "the fact 'x' is a object, which no message writes"),
     ("share", {"e": "much"}, "PERCENT needs a number or an estimate .got 'much'."),
     ("names", {"names": "abc"}, "LIST needs a list of texts")],
)  # fmt: skip
def test_what_cannot_be_said_is_an_error_that_names_all(package, key, facts, told):
    with language.speaking("en"), pytest.raises(InputError, match=told):
        package(key, **facts)


def test_a_file_beside_the_notebook_replaces_only_what_it_names(package, tmp_path):
    folder = tmp_path / "notebooks" / "01_first"
    folder.mkdir(parents=True)
    (folder / "own.ipynb").write_text("{}")
    (folder / "own.es.ftl").write_text(
        "plain = ¡{ $x }!\ntable =\n    .head = Cabeza\nboth =\n    .part = Parte\n", "utf-8"
    )
    messages.look_beside(tmp_path / "notebooks", "own")
    with language.speaking("es"):
        assert package("plain", x="sí") == "¡sí!"
        assert package.parts("table", k=2) == {"caption": "Of 2", "head": "Cabeza"}
        assert (package("both"), package("both.part")) == ("Whole", "Parte")
        assert package("many", n=2) == "2 clientes"
    with language.speaking("en"):
        assert package("plain", x="yes") == "yes"


def test_a_shared_package_takes_the_words_of_the_notebook_at_work(package, tmp_path):
    folder = tmp_path / "notebooks" / "01_first"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        (folder / f"{name}.ipynb").write_text("{}")
        (folder / f"{name}.en.ftl").write_text(f"plain = {name}: {{ $x }}\n", "utf-8")
    with language.speaking("en"):
        for name in ("one", "two"):
            messages.look_beside(tmp_path / "notebooks", name)
            assert package("plain", x=1) == f"{name}: 1"


@pytest.mark.parametrize(
    ("text", "told"),
    [("plain = { $x", "line 1  this is no message"),
     ("\nplian = x", "line 2  plian: no such message; did you mean 'plain'"),
     ("plain = { $y }", r"line 1  plain: no such fact: \$y; did you mean|known: x"),
     ("plain = { $x }\nplain = x", "line 2  plain: is given twice"),
     ("table =\n    .foot = x", "line 2  table.foot: the message has no such part"),
     ("plain = { PERCNT($x) }", "no such function: PERCNT; known: DATE, HIGH"),
     ("plain = { NUMBER($x, digit: 1) }", "NUMBER has no option 'digit'; did you mean 'digits'"),
     ("plain = { plian }", "quotes 'plian', which is no message; did you mean 'plain'"),
     ("plain = { many }\nmany = { plain }", "quotes itself"),
     ("share = { $e }", r"say how \$e is written, as in INTERVAL\(\$e\)")],
)  # fmt: skip
def test_faults_of_such_a_file_name_line_and_nearest_name(package, tmp_path, text, told):
    path = tmp_path / "own.es.ftl"
    path.write_text(text, "utf-8")
    theirs = [files.read(package.folder / f"messages.{code}.ftl") for code in ("es", "en")]
    own = dict.fromkeys(theirs[0].entries, theirs)
    faults = files.override_faults(files.read(path), own, formats.FUNCTIONS)
    assert any(re.search(told, str(fault)) for fault in faults), faults


@dataclass(frozen=True)
class Call:
    """A call of a package's messages: the keys it may mean, and the facts it gives."""

    key: re.Pattern[str]
    given: frozenset[str]
    is_open: bool  # facts are given by ** too
    where: str


def _calls(package: str) -> Iterator[Call]:
    for path in sorted(LIBRARY.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if f"from {package}.messages import" not in text:
            continue
        tree = ast.parse(text)
        names = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == f"{package}.messages"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and (said := _speaker(node.func)):
                name, whole = said
                if name in names:
                    where = f"{path.relative_to(LIBRARY)}:{node.lineno}"
                    facts = frozenset(k.arg for k in node.keywords if k.arg)
                    is_open = any(k.arg is None for k in node.keywords)
                    for key in _keys(node.args[0], where):
                        end = r"\..+" if whole else ""
                        yield Call(re.compile(key + end), facts, is_open, where)


def _speaker(function: ast.expr) -> tuple[str, bool] | None:
    """The name that speaks, and whether it says all attributes."""
    if isinstance(function, ast.Name):
        return function.id, False
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return (function.value.id, True) if function.attr == "parts" else None
    return None


def _keys(node: ast.expr, where: str) -> list[str]:
    """Patterns of the keys that an expression may give."""
    if isinstance(node, ast.Constant):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return _keys(node.body, where) + _keys(node.orelse, where)
    assert isinstance(node, ast.JoinedStr), f"{where}: give the key as a text, or one with a head"
    assert isinstance(node.values[0], ast.Constant), f"{where}: the key needs a literal beginning"
    parts = (re.escape(v.value) if isinstance(v, ast.Constant) else "[^.]+" for v in node.values)
    return ["".join(parts)]


PACKAGES = [
    ".".join(("taller", *path.parent.relative_to(LIBRARY).parts))
    for path in sorted(LIBRARY.rglob("messages.en.ftl"))
]


@cache
def _files(package: str) -> dict[str, files.MessageFile]:
    folder = LIBRARY.parent.joinpath(*package.split("."))
    return {code: files.read(folder / f"messages.{code}.ftl") for code in CODES}


def _said(key: str) -> bool:
    return not key.startswith("params.")  # knobs: their English stands in the model


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_say_the_same_of_the_same_facts(package):
    held = _files(package)
    for file in held.values():
        assert file.faults == []
        known = {**file.entries, **file.patterns}
        assert list(files.inner_faults(file, known, formats.FUNCTIONS)) == []
    en, es = ({k: set(f.asked(k)) for k in f.patterns if _said(k)} for f in held.values())
    differ = {k: (en.get(k), es.get(k)) for k in en | es if en.get(k) != es.get(k)}
    assert differ == {}, "facts in English, in Spanish; None where there is no such message"


def test_shared_packages_name_their_messages_as_no_notebook_does():
    """Or a file beside the notebook, meant for the one, would replace the other too."""
    notebooks = {path.stem for path in LIBRARY.parents[1].glob("notebooks/*/*.ipynb")}
    names = {package: {*_files(package)["en"].entries} for package in PACKAGES}
    shared = [package for package in PACKAGES if package.rpartition(".")[2] not in notebooks]
    for package in shared:
        for other in names.keys() - {package}:
            assert sorted(names[package] & names[other]) == [], f"in {package} and {other}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_message_is_said_and_every_call_gives_its_facts(package):
    held, calls = _files(package)["en"], list(_calls(package))
    needed = {key: set(held.asked(key)) for key in held.patterns if _said(key)}
    used = {
        files.reference(node)
        for pattern in held.patterns.values() for node in files.nodes(pattern)
        if isinstance(node, files.ast.MessageReference)
    }  # fmt: skip
    for call in calls:
        meant = [key for key in needed if call.key.fullmatch(key)]
        assert meant, f"{call.where}: no message {call.key.pattern}"
        used |= {*meant}
        known = set().union(*(needed[key] for key in meant))
        assert call.given <= known, f"{call.where}: {call.given - known} are in no message"
        for key in meant if not call.is_open else ():
            lacks = needed[key] - call.given
            assert not lacks, f"{call.where}: {key} needs {lacks}"
    assert sorted(needed.keys() - used) == [], "said nowhere"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_knob_has_its_spanish(package):
    import importlib

    spanish = {k.partition(".")[2] for k in _files(package)["es"].patterns if not _said(k)}
    try:
        fields = set(importlib.import_module(f"{package}.params").Params.model_fields)
    except ModuleNotFoundError:
        fields = set()
    assert spanish == fields


def test_a_shared_package_s_messages_have_names_of_their_own():
    """A notebook's file replaces both its package's messages and shared ones, by name alone."""
    notebooks = {
        messages.package_of(path) for path in (LIBRARY.parents[1] / "notebooks").glob("*/*.ipynb")
    }
    names = {package: {*_files(package)["en"].entries} for package in PACKAGES}
    for shared in names.keys() - notebooks:
        for other in names.keys() - {shared}:
            assert names[shared] & names[other] == set(), f"{shared} and {other}"
