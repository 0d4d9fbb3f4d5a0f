"""What each kernel and page would read anew, read once by the process they are forked from.

Nothing here has to succeed: a kernel that finds something missing reads it itself, and says what
is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

LIBRARY = Path(__file__).parents[2]


def engagement(file: str) -> None:
    """Read an engagement: with it the catalogues and calendars its sections are checked against."""
    from taller import language
    from taller.workbench.engagement import engagement as engagements

    language.catalogue(engagements.read(file).language)


def at_leisure(files: list[str]) -> Iterator[Callable[[], None]]:
    """Steps that may wait: the templates of pages, each package's messages in each language."""
    from taller.workbench.engagement import engagement as engagements

    yield _templates
    for language in dict.fromkeys(engagements.read(file).language for file in files):
        for path in sorted(LIBRARY.rglob(f"messages.{language}.ftl")):
            yield partial(_messages, path, language)


def _templates() -> None:
    from taller.workbench.report import look

    for path in look.TEMPLATES.glob("*.html"):
        look.environment().get_template(path.name)


def _messages(path: Path, language: str) -> None:
    from taller.language import speaking
    from taller.messages import Messages

    with speaking(language):
        Messages(".".join(path.parent.relative_to(LIBRARY.parent).parts)).names()
