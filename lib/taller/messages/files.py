"""Message files (``messages.es.ftl``): read with their lines, what each message asks for, faults.

A pattern is what one message or attribute says; its key is ``headline`` or ``segments.caption``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast

from taller.errors import Fault, InputError, did_you_mean

Functions = Mapping[str, Callable[..., object]]
FEW = 12  # names that are listed where none is near


@dataclass(frozen=True)
class MessageFile:
    """A file of messages.

    Attributes
    ----------
    entries : messages by name, terms by name with the leading ``-``
    faults : what is not syntax, or named twice
    """

    path: Path
    text: str
    entries: dict[str, ast.Message | ast.Term]
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def patterns(self) -> dict[str, ast.Pattern]:
        """All that its messages say, by key."""
        return {
            key: pattern
            for name, entry in self.entries.items()
            if isinstance(entry, ast.Message)
            for key, pattern in patterns_of(name, entry)
        }

    def sound_entries(self) -> dict[str, ast.Message | ast.Term]:
        """Its entries.

        Raises
        ------
        InputError
            If something in it is not syntax, or is given twice.
        """
        if self.faults:
            raise InputError(self.path, self.faults)
        return self.entries

    def line(self, node: ast.SyntaxNode) -> int:
        """The line a node begins at."""
        return self.text.count("\n", 0, node.span.start if node.span else 0) + 1

    def asked(self, key: str) -> dict[str, set[str]]:
        """The facts a pattern needs, each with its uses: ``placed``, ``chosen by``, or functions.

        What another message that it quotes needs is among them.
        """
        found: dict[str, set[str]] = {}
        for each in {key, *_quoted(self, key)} & self.patterns.keys():
            for name, use in _uses(self.patterns[each]):
                found.setdefault(name, set()).add(use)
        return found


def read(path: Path) -> MessageFile:
    """A file's messages; what is wrong with its syntax is among `faults`, not raised."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return MessageFile(path, "", {}, [Fault("", f"is not UTF-8 text ({error.reason})")])
    made = MessageFile(path, text, {})
    for entry in FluentParser(with_spans=True).parse(text).body:
        if isinstance(entry, ast.Junk):
            told = "; ".join(str(each.message) for each in entry.annotations)
            line = made.line(entry.annotations[0] if entry.annotations else entry)
            made.faults.append(Fault("", f"this is no message: {told}", line))
        elif isinstance(entry, ast.Message | ast.Term):
            name = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
            if name in made.entries:
                made.faults.append(Fault(name, "is given twice; give it once", made.line(entry)))
            made.entries.setdefault(name, entry)
    return made


def merged(
    own: Mapping[str, ast.Message | ast.Term], others: Mapping[str, ast.Message | ast.Term]
) -> dict[str, ast.Message | ast.Term]:
    """A package's entries with another file's in their place; what it lacks is passed over."""
    entries = dict(own)
    for name, entry in others.items():
        if isinstance(entry, ast.Term):
            entries[name] = entry
        elif name in own:
            parts = {each.id.name: each for each in (*own[name].attributes, *entry.attributes)}
            entries[name] = ast.Message(entry.id, entry.value or own[name].value, [*parts.values()])
    return entries


def patterns_of(name: str, entry: ast.Message | ast.Term) -> Iterator[tuple[str, ast.Pattern]]:
    """Key and pattern of an entry's value, and of each attribute."""
    if entry.value is not None:
        yield name, entry.value
    for attribute in entry.attributes:
        yield f"{name}.{attribute.id.name}", attribute.value


def reference(node: ast.MessageReference | ast.TermReference) -> str:
    """The key that a reference names."""
    name = node.id.name if isinstance(node, ast.MessageReference) else f"-{node.id.name}"
    return f"{name}.{node.attribute.name}" if node.attribute else name


def nearest(given: str, known: Collection[str]) -> str:
    """As `did_you_mean`, without listing a whole package's messages where none is near."""
    near = did_you_mean(given, known)
    return near if len(known) <= FEW or near.startswith("; did") else ""


def nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """A node and all below it."""
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from nodes(child)


def _uses(pattern: ast.Pattern) -> Iterator[tuple[str, str]]:
    for node in nodes(pattern):
        if isinstance(node, ast.Placeable) and isinstance(node.expression, ast.VariableReference):
            yield node.expression.id.name, "placed"
        elif isinstance(node, ast.SelectExpression):
            if isinstance(node.selector, ast.VariableReference):
                yield node.selector.id.name, "chosen by"
        elif isinstance(node, ast.FunctionReference):
            for given in node.arguments.positional:
                if isinstance(given, ast.VariableReference):
                    yield given.id.name, node.id.name


def inner_faults(
    file: MessageFile, known: Mapping[str, object], functions: Functions
) -> Iterator[Fault]:
    """Functions, options and references that are not there, and messages that quote themselves.

    Parameters
    ----------
    known : keys and terms that may be quoted
    """
    for key, pattern in _all_patterns(file):
        if key in _quoted(file, key):
            yield Fault(key, "quotes itself, if by others", file.line(pattern))
        for node in nodes(pattern):
            if isinstance(node, ast.FunctionReference):
                yield from _call_faults(file, key, node, functions)
            elif isinstance(node, ast.MessageReference | ast.TermReference):
                name = reference(node)
                if name not in known:
                    what = f"quotes '{name}', which is no message{nearest(name, known)}"
                    yield Fault(key, what, file.line(node))


def _quoted(file: MessageFile, key: str) -> set[str]:
    """The messages of a file that one of its messages quotes, also by others."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        pattern = file.patterns.get(waiting.pop())
        for node in nodes(pattern) if pattern else ():
            if isinstance(node, ast.MessageReference) and reference(node) not in found:
                found.add(reference(node))
                waiting.append(reference(node))
    return found


def _all_patterns(file: MessageFile) -> Iterator[tuple[str, ast.Pattern]]:
    for name, entry in file.entries.items():
        yield from patterns_of(name, entry)


def _call_faults(
    file: MessageFile, key: str, node: ast.FunctionReference, functions: Functions
) -> Iterator[Fault]:
    name, line = node.id.name, file.line(node)
    if name not in functions:
        known = ", ".join(sorted(functions))
        yield Fault(key, f"no such function: {name}; known: {known}", line)
        return
    options = inspect.signature(functions[name]).parameters.values()
    allowed = [option.name for option in options if option.kind is option.KEYWORD_ONLY]
    for option in node.arguments.named:
        if option.name.name not in allowed:
            near = did_you_mean(option.name.name, allowed) or "; it has no options"
            yield Fault(key, f"{name} has no option '{option.name.name}'{near}", line)


def override_faults(
    file: MessageFile, own: Mapping[str, list[MessageFile]], functions: Functions
) -> list[Fault]:
    """What is wrong with a file that replaces some of a package's messages.

    Parameters
    ----------
    own : name of each message that may be replaced, and its package's files, all languages, the
        one to be replaced first
    """
    faults = list(file.faults)
    for name, entry in file.entries.items():
        if not isinstance(entry, ast.Message):
            continue
        if name not in own:
            what = f"no such message{nearest(name, own)}"
            faults.append(Fault(name, what, file.line(entry)))
            continue
        theirs = [key for key in own[name][0].patterns if key.partition(".")[0] == name]
        for key, pattern in patterns_of(name, entry):
            if key not in theirs:
                what = f"the message has no such part{did_you_mean(key, theirs)}"
                faults.append(Fault(key, what, file.line(pattern)))
            else:
                faults += _fact_faults(file, key, own[name])
    known = {**file.entries, **file.patterns}
    for held in own.values():
        known |= {**held[0].entries, **held[0].patterns}
    faults += inner_faults(file, known, functions)
    return sorted(faults, key=lambda fault: fault.line or 0)


def _fact_faults(file: MessageFile, key: str, theirs: list[MessageFile]) -> Iterator[Fault]:
    """Facts that the code does not give, or that want a function to be written with."""
    given: dict[str, set[str]] = {}
    for each in theirs:
        for name, uses in each.asked(key).items():
            given.setdefault(name, set()).update(uses)
    for node in nodes(file.patterns[key]):
        if isinstance(node, ast.VariableReference) and node.id.name not in given:
            near = did_you_mean(node.id.name, given) or "; it has none"
            yield Fault(key, f"no such fact: ${node.id.name}{near}", file.line(node))
        if isinstance(node, ast.Placeable) and isinstance(node.expression, ast.VariableReference):
            name = node.expression.id.name
            ways = sorted(use for use in given.get(name, ()) if use.isupper())
            if ways and "placed" not in given[name]:
                what = f"say how ${name} is written, as in {ways[0]}(${name})"
                yield Fault(key, what, file.line(node))
