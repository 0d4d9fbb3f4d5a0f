"""How far a long step is, shown in its cell to whoever sits at the notebook, and gone afterwards.

In a run's report, under papermill and nbmake nobody waits, and nothing is shown.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from html import escape
from typing import Any, TypeVar

from taller import language
from taller.language import _

T = TypeVar("T")
PATIENCE = 0.7  # seconds that a step may take before it says how far it is
PAUSE = 0.25  # seconds between two sayings
_busy = threading.Lock()  # one bar a cell: the outermost loop's


def live() -> bool:
    """Whether someone sits at the notebook: a kernel of JupyterLab's, not of a run's."""
    return bool(os.environ.get("JPY_SESSION_NAME")) and not os.environ.get("TALLER_NOTEBOOK")


def following(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar in the cell that says how many of them are done.

    Parameters
    ----------
    what, total : as in `bar`; the total is asked of the items unless given

    >>> list(following("ab", "folds"))
    ['a', 'b']
    """
    total = len(items) if total is None and isinstance(items, Collection) else total
    with bar(what, total) as told:
        for done, item in enumerate(items):
            told(done)
            yield item


@contextlib.contextmanager
def bar(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar in the cell while the block lasts, if that is long; within it, call with what is done.

    Parameters
    ----------
    what : a key of `said`
    total : how many there are; not said unless given
    """
    main = threading.current_thread() is threading.main_thread()
    if not (live() and main and _busy.acquire(blocking=False)):
        yield lambda done: None
        return
    shown = _Bar(said(what), total)
    try:
        yield shown.told
    finally:  # also where the kernel is interrupted
        _busy.release()
        shown.clear()


def said(what: str) -> str:
    """What is being done, in the language in force.

    Raises
    ------
    KeyError
        If it has no words.
    """
    return {
        "curves": _("Drawing curves that fit"),
        "folds": _("Learning, part by part"),
        "resamples": _("Drawing anew, for the intervals"),
        "segments": _("Trying numbers of segments"),
        "settings": _("Trying settings"),
        "tables": _("Reading tables"),
        "tests": _("Tests done"),
    }[what]


class _Bar:
    def __init__(self, what: str, total: int | None) -> None:
        self.what, self.total = what, total
        self.next = time.monotonic() + PATIENCE
        self.handle: Any = None

    def told(self, done: int) -> None:
        """Say how many are done, unless something was said just now."""
        if time.monotonic() < self.next:
            return
        self.next = time.monotonic() + PAUSE
        numbers = [language.number(n) for n in (done, self.total) if n is not None]
        text = f"{self.what}: {' / '.join(numbers)}"
        ends = f' value="{done}" max="{self.total}"' if self.total else ""
        bar = f'<progress{ends} aria-label="{escape(self.what, quote=True)}"></progress>'
        self._show({"text/html": f"{bar} {escape(text)}", "text/plain": text})

    def clear(self) -> None:
        """Leave nothing behind."""
        if self.handle is not None:
            with contextlib.suppress(OSError):
                self._show({"text/html": "", "text/plain": ""})

    def _show(self, bundle: dict[str, str]) -> None:
        from IPython.display import display

        if self.handle is None:
            self.handle = display(bundle, raw=True, display_id=True)
        else:
            self.handle.update(bundle, raw=True)
