"""What notebooks import: found by reading their code, never by running it."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = "taller"
LIBRARY = Path(__file__).parents[2]
LATE = ["nbformat.v4", "nbconvert", "taller.workbench.report.exporter"]
"""What rendering needs, which comes after the first notebook has run."""

NOT_FOLLOWED = {"taller.workbench.run.runner"}  # a notebook that reads another's result may call it
SELDOM = {
    "anthropic", "apprise", "fastapi", "genai_prices", "google", "granian", "httpx2", "implicit",
    "keyring", "mlflow", "openai", "prometheus_client", "psycopg", "pydantic_ai",
    "python_calamine", "sqlalchemy",
}  # fmt: skip
"""Packages that few engagements ask for, and then one notebook: seconds to import, paid there."""

_PROSE = re.compile(r'"""[\s\S]*?"""')
_TYPES = re.compile(r"^if .*TYPE_CHECKING.*:\n(?:[ ]+.*\n?|\n)*", re.M)
_IMPORT = re.compile(
    r"^[ ]*(?:from[ ]+(?P<package>[.\w]+)[ ]+import[ ]+(?P<names>\([^)]*\)|.*)"
    r"|import[ ]+(?P<modules>.*))",
    re.M,
)
_FACE = re.compile(r"= face\([\s\S]*\)")
_ROOMS = re.compile(r'"([\w.]+)":|rooms=(\([^)]*\))')


def imported(notebooks: Iterable[Path]) -> list[str]:
    """The modules that notebooks import, directly or through our own modules, in that order.

    Our own modules are followed into their functions, where the heavy imports are; what stands
    under ``if TYPE_CHECKING`` is left out, and so is what `SELDOM` names, and what of ours cannot
    be imported without it.

    Returns
    -------
    list of ``package.module`` or ``package:name``, where ``name`` may be a module or not
    """
    others: dict[str, None] = {}
    own: dict[str, bool] = {}
    needed: dict[str, set[str]] = {}  # what each of ours cannot be imported without
    waiting = [
        name for path in notebooks for cell in _cells(path) for name, _ in _imports(cell, "")
    ]
    for name in waiting:  # it grows meanwhile
        if _top(name) != PACKAGE:
            others.setdefault(name)
            continue
        module = _own_module(name)
        if module and module not in own and module not in NOT_FOLLOWED:
            found = list(_imports(_own_file(module).read_text("utf-8"), module))
            own[module] = not any(_top(each) in SELDOM for each, _ in found)
            needed[module] = {_own_module(each) or _top(each) for each, at_once in found if at_once}
            waiting.extend(each for each, _ in found)
    known = {*sys.stdlib_module_names, *SELDOM}
    foreign = [name for name in others if _top(name) not in known]
    heavy = _heavy(needed)
    return [*foreign, *(module for module, light in own.items() if light and module not in heavy)]


def _heavy(needed: dict[str, set[str]]) -> set[str]:
    """`SELDOM`, and modules that cannot be imported without what it names."""
    heavy, before = set(SELDOM), 0
    while len(heavy) > before:
        before = len(heavy)
        heavy |= {module for module, others in needed.items() if others & heavy}
    return heavy


def _top(name: str) -> str:
    return name.partition(":")[0].partition(".")[0]


def _cells(notebook: Path) -> Iterator[str]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


def tree_of(source: str) -> ast.Module:
    """A cell's code as a tree, without its magics; an empty one where it is not Python."""
    lines = source.splitlines()
    try:
        return ast.parse("\n".join("" if line.lstrip()[:1] in "%!" else line for line in lines))
    except SyntaxError:  # a magic, or a mistake that the run will tell
        return ast.Module([], [])


def _imports(source: str, module: str) -> Iterator[tuple[str, bool]]:
    """Names imported anywhere in a source, and whether with it rather than by a function of it.

    By lines, not by Python's parser, which takes a second for all of ours; a line of prose that
    looks like an import costs no more than a module that is not found.
    """
    source = _TYPES.sub("", _PROSE.sub("", source))
    for found in _IMPORT.finditer(source):
        at_once = not found[0].startswith(" ")
        if found["modules"]:
            yield from ((name, at_once) for name in _names(found["modules"]))
        elif package := _absolute(found["package"], module):
            yield from ((f"{package}:{name}", at_once) for name in _names(found["names"]))
            yield package, at_once
    if face := _FACE.search(source):
        for room, rooms in _ROOMS.findall(face[0]):
            named = [room, *re.findall(r"[\w.]+", rooms)]
            yield from ((f"{module}.{name}", False) for name in named if name)


def _names(listed: str) -> Iterator[str]:
    """What a statement imports: its names without their aliases and comments."""
    for each in re.sub(r"#.*", "", listed).strip("()\n ").split(","):
        name = each.split()[0] if each.split() else ""
        if name.replace(".", "").isidentifier():
            yield name


def _absolute(package: str, module: str) -> str:
    level = len(package) - len(package.lstrip("."))
    if not level:
        return package
    parts = module.split(".")
    if _own_file(module) and _own_file(module).name != "__init__.py":
        parts = parts[:-1]
    parts = parts[: len(parts) - level + 1]
    return ".".join([*parts, *([package[level:]] if package[level:] else [])])


@cache
def _own_module(name: str) -> str | None:
    """Our module that ``taller.a:b`` means: ``taller.a.b`` if that is one, else ``taller.a``."""
    package, _, member = name.partition(":")
    if member and _own_file(f"{package}.{member}"):
        return f"{package}.{member}"
    return package if _own_file(package) else None


@cache
def _own_file(module: str) -> Path | None:
    base = LIBRARY.joinpath(*module.split(".")[1:])
    for file in (base.with_suffix(".py"), base / "__init__.py"):
        if file.is_file() and _top(module) == PACKAGE:
            return file
    return None
