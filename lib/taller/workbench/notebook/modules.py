"""What notebooks import: found by reading their code, never by running it."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = "taller"
LIBRARY = Path(__file__).parents[2]
LATE = ["nbformat.v4", "nbconvert", "taller.workbench.report.exporter"]
"""What rendering needs, which comes after the first notebook has run."""

NOT_FOLLOWED = {"taller.workbench.run.runner"}  # a notebook that reads another's result may call it


def imported(notebooks: Iterable[Path]) -> list[str]:
    """The modules that notebooks import, directly or through our own modules, in that order.

    Our own modules are followed into their functions, where the heavy imports are; what stands
    under ``if TYPE_CHECKING`` is left out.

    Returns
    -------
    list of ``package.module`` or ``package:name``, where ``name`` may be a module or not
    """
    others: dict[str, None] = {}
    own: dict[str, None] = {}
    waiting = [name for path in notebooks for tree in _cells(path) for name in _imports(tree, "")]
    while waiting:
        name = waiting.pop(0)
        if name.partition(":")[0].split(".")[0] != PACKAGE:
            others.setdefault(name)
            continue
        module = _own_module(name)
        if module and module not in own and module not in NOT_FOLLOWED:
            own[module] = None
            waiting.extend(_imports(_parse(_own_file(module).read_text("utf-8")), module))
    foreign = [
        n for n in others if n.partition(":")[0].split(".")[0] not in sys.stdlib_module_names
    ]
    return [*foreign, *own]


def _cells(notebook: Path) -> Iterator[ast.AST]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield tree_of("".join(cell["source"]))


def tree_of(source: str) -> ast.Module:
    """A cell's code as a tree, without its magics; an empty one where it is not Python."""
    lines = source.splitlines()
    return _parse("\n".join("" if line.lstrip()[:1] in "%!" else line for line in lines))


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:  # a magic, or a mistake that the run will tell
        return ast.Module([], [])


def _imports(tree: ast.AST, module: str) -> Iterator[str]:
    """Names imported anywhere in a tree, function bodies included."""
    if isinstance(tree, ast.If) and "TYPE_CHECKING" in ast.unparse(tree.test):
        for node in tree.orelse:
            yield from _imports(node, module)
        return
    if isinstance(tree, ast.Import):
        yield from (alias.name for alias in tree.names)
    elif isinstance(tree, ast.ImportFrom):
        package = _absolute(tree, module)
        if package:
            yield from (f"{package}:{alias.name}" for alias in tree.names if alias.name != "*")
            yield package
    elif isinstance(tree, ast.Assign) and _calls(tree.value) == "face":
        yield from (f"{module}.{room}" for room in _rooms(tree.value))
    for block in ("body", "orelse", "handlers", "finalbody", "cases"):  # where statements stand
        for node in getattr(tree, block, ()):
            yield from _imports(node, module)


def _calls(node: ast.AST) -> str:
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""


def _rooms(face: ast.Call) -> Iterator[str]:
    """The modules that a package's face names, and imports once they are asked for."""
    yield from ast.literal_eval(face.args[1])
    for given in face.keywords:
        yield from ast.literal_eval(given.value)


def _absolute(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    if _own_file(module) and _own_file(module).name != "__init__.py":
        parts = parts[:-1]
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _own_module(name: str) -> str | None:
    """Our module that ``taller.a:b`` means: ``taller.a.b`` if that is one, else ``taller.a``."""
    package, _, member = name.partition(":")
    if member and _own_file(f"{package}.{member}"):
        return f"{package}.{member}"
    return package if _own_file(package) else None


def _own_file(module: str) -> Path | None:
    base = LIBRARY.joinpath(*module.split(".")[1:])
    for file in (base.with_suffix(".py"), base / "__init__.py"):
        if file.is_file() and module.split(".")[0] == PACKAGE:
            return file
    return None
