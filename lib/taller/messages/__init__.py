"""What a package says, from the message files beside its code: one per language, Project Fluent.

A package has ``messages.en.ftl`` and ``messages.es.ftl``, and a module ``messages`` that holds
``say = Messages(__package__)``. The code gives facts; the message chooses the sentence and writes
them (`formats`). A file beside a notebook, such as ``clustering.es.ftl``, replaces the messages it
names, in what its notebook's package says and in what shared packages say for that notebook.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from taller import language
from taller.errors import Fault, InputError

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

    from taller.phase import Section

ROOT = Path(__file__).parents[2]  # the folder that holds the library


class Messages:
    """The messages of one package, in the language in force.

    Parameters
    ----------
    package : its full name

    Examples
    --------
    >>> say = Messages("taller.development.clustering")
    >>> with language.speaking("es"): say("segments.customers")
    'Clientes'
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self.folder = ROOT.joinpath(*package.split("."))

    def __call__(self, key: str, /, **facts: Any) -> str:
        """What a message says, or one of its attributes (``"segments.caption"``).

        Raises
        ------
        InputError
            If there is no such message, or a fact that it needs is missing or cannot be written.
        """
        from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment, resolve

        from taller.messages.formats import fact

        held, errors, text = self._held(key), [], ""
        try:
            # Not `format_pattern`, which would make plain numbers of ours, written in Babel's way.
            args = {name: fact(name, value) for name, value in facts.items()}
            scope = ResolverEnvironment(held.bundle, errors, current=CurrentEnvironment(args))
            text = str(resolve(held.pattern(key)(scope), scope))
        except (ArithmeticError, RecursionError, TypeError, ValueError) as error:
            errors.append(error)
        if errors:
            told = str(errors[0]).replace("Unknown external:", "needs the fact")
            self._refuse(key, f"{told}; given: {', '.join(facts) or 'none'}")
        return text

    def parts(self, key: str, /, **facts: Any) -> dict[str, str]:
        """All attributes of a message by name, such as a table's caption, note and heads.

        >>> say = Messages("taller.development.clustering")
        >>> say.parts("segments")["caption"]
        'The segments and what they are worth'
        """
        parts = [each for each in self._loaded().keys if each.startswith(f"{key}.")]
        if not parts:  # then there is no such message, or it has but a text
            self._held(f"{key}.*")
        return {each.partition(".")[2]: self(each, **facts) for each in parts}

    def has(self, key: str) -> bool:
        """Whether there is such a message, or attribute."""
        return self.file().is_file() and key in self._loaded().keys

    def names(self) -> tuple[str, ...]:
        """Its messages, in the file's order."""
        return tuple(key for key in self._loaded().keys if "." not in key)

    def file(self) -> Path:
        """Its messages in the language in force."""
        return self.folder / f"messages.{language.current().code}.ftl"

    def _loaded(self) -> _Loaded:
        return _load(self.file(), _replaced(self.package))

    def _held(self, key: str) -> _Loaded:
        loaded = self._loaded()
        if key not in loaded.keys:
            from taller.messages.files import nearest

            names = {name for each in loaded.keys for name in (each, each.partition(".")[0])}
            self._refuse(key, f"no such message{nearest(key, names)}")
        return loaded

    def _refuse(self, key: str, what: str) -> NoReturn:
        beside = _replaced(self.package)
        where = f" (or {beside[0]}, beside the notebook)" if beside else ""
        raise InputError(f"{self.package}, {self.file().name}{where}", Fault(key, what))


def described(model: type[Section], knob: str) -> str:
    """What a knob is, in the language in force.

    English stands in its model; other languages in ``params`` of its package's messages.
    """
    say = Messages(model.__module__.rpartition(".")[0])
    if language.current().code != "en" and say.has(f"params.{knob}"):
        return say(f"params.{knob}")
    return language._(model.model_fields[knob].description or knob)


@dataclass(frozen=True)
class Place:
    """Where this process works: notebooks by the package behind each, and the one at work."""

    notebooks: Mapping[str, Path]
    current: Path | None = None


_place = Place({})


def look_beside(notebooks: Path, current: str | None = None) -> None:
    """Let files beside a workbench's notebooks replace messages, in this process.

    Parameters
    ----------
    notebooks : the folder of the phases' folders
    current : the notebook at work, whose file replaces messages of shared packages too
    """
    global _place
    found = sorted(notebooks.glob("*/*.ipynb"))
    at_work = next((path for path in found if path.stem == current), None)
    _place = Place({package_of(path): path for path in found}, at_work)


def package_of(notebook: Path) -> str:
    """The library's package behind a notebook, if it has one.

    >>> package_of(Path("notebooks/03_development/clustering.ipynb"))
    'taller.development.clustering'
    """
    phase = re.sub(r"^\d+_", "", notebook.parent.name)
    return f"taller.{phase}.{notebook.stem}"


def beside(notebook: Path, code: str) -> Path:
    """Where the messages stand that an analyst gives a notebook.

    >>> beside(Path("notebooks/03_development/clustering.ipynb"), "es").name
    'clustering.es.ftl'
    """
    return notebook.with_suffix(f".{code}.ftl")


def _replaced(package: str) -> tuple[Path, int] | None:
    """The file that replaces some of a package's messages, and when it was last changed."""
    notebook = _place.notebooks.get(package, _place.current)
    if notebook is None:
        return None
    path = beside(notebook, language.current().code)
    try:
        return path, path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


@dataclass(frozen=True)
class _Loaded:
    """A package's messages, ready to be said; `keys` are in the file's order."""

    bundle: FluentBundle
    keys: tuple[str, ...]

    def pattern(self, key: str) -> Any:
        name, _dot, attribute = key.partition(".")
        message = self.bundle.get_message(name)
        return message.attributes[attribute] if attribute else message.value


@cache
def _load(own: Path, replaced: tuple[Path, int] | None) -> _Loaded:
    """A package's messages; the second file's instead, where it names them too."""
    from fluent.runtime import FluentBundle, resolver
    from fluent.syntax import ast

    from taller.messages import files, formats

    # Fluent's guard against strangers' messages: these are ours, and a client's names may be long.
    resolver.MAX_PART_LENGTH = sys.maxsize
    entries = files.read(own).sound_entries()
    if replaced:
        entries = files.merged(entries, files.read(replaced[0]).sound_entries())
    bundle = FluentBundle([own.suffixes[0][1:]], functions=formats.FUNCTIONS, use_isolating=False)
    bundle.add_resource(ast.Resource([*entries.values()]))
    messages = {name: held for name, held in entries.items() if isinstance(held, ast.Message)}
    keys = (k for name, held in messages.items() for k, _pattern in files.patterns_of(name, held))
    return _Loaded(bundle, tuple(keys))
