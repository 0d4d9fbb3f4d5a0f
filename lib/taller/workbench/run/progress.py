"""Progress of runs on the terminal: a bar per notebook and one for the whole, or plain lines."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from taller.language import told
from taller.workbench.run.closing import told_state
from taller.workbench.run.state import ENDED_BADLY, ENDED_WELL

if TYPE_CHECKING:
    from taller.workbench.run.state import RunState, StepState

COLOURS = {"done": "green", "cached": "green", "skipped": "yellow", "running": "cyan"}


class Progress:
    """An observer of runs: call it with each change; use it as a context manager.

    On a terminal it draws bars; elsewhere (a log, a pipe) it prints one line per notebook that
    ends. At the end it prints where each index is, and what the command took but for notebooks.

    Parameters
    ----------
    began : moment of `time.monotonic` at which the command began
    """

    def __init__(self, began: float | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bars

        self.console = Console(highlight=False, soft_wrap=True)
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.tasks: dict[tuple[str, str], Any] = {}
        self.told: set[tuple[str, str]] = set()
        self.lock = threading.Lock()
        self.began = time.monotonic() if began is None else began
        self.first: float | None = None  # moments at which the first notebook began,
        self.last: float | None = None  # and the last ended

    def __enter__(self) -> Self:
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.bars.stop()
        if error is None and self.first is not None and self.last is not None:
            before, after = self.first - self.began, time.monotonic() - self.last
            said = f"{before:.1f} s before the first notebook, {after:.1f} s after the last"
            self.console.print(told(f"once only: {said}"))

    def __call__(self, run: RunState, notebook: StepState | None) -> None:
        """Show a change of a run (or of its data, where ``notebook`` is None)."""
        with self.lock:
            if notebook is not None:
                self._show(run, notebook)
            self._show_whole(run)

    def _show(self, run: RunState, notebook: StepState) -> None:
        total = notebook.cells_total or 1
        whole = notebook.state in (*ENDED_WELL, *ENDED_BADLY)
        if notebook.state == "running":
            self.first = self.first or time.monotonic()
        elif self.first is not None and (run.slug, notebook.name) not in self.told and whole:
            self.last = time.monotonic()
        said = told(f"cell {notebook.cells_done} of {total}") if notebook.state == "running" else ""
        self._bar(
            (run.slug, notebook.name),
            f"  {run.client}: {notebook.name}",
            done=total if whole else notebook.cells_done,
            total=total,
            said=said or _coloured(notebook.state),
        )
        if whole and (run.slug, notebook.name) not in self.told:
            self.told.add((run.slug, notebook.name))
            self._line(run, notebook)

    def _line(self, run: RunState, notebook: StepState) -> None:
        from rich.markup import escape

        took = (
            f"  {notebook.seconds:.1f} s" if notebook.seconds and notebook.state == "done" else ""
        )
        why = f": {notebook.message}" if notebook.message and notebook.state in ENDED_BADLY else ""
        line = f"{escape(run.client)}  {notebook.name}  {_coloured(notebook.state)}"
        self.console.print(line + took + escape(why))

    def _show_whole(self, run: RunState) -> None:
        from rich.markup import escape

        ended = sum(n.state in (*ENDED_WELL, *ENDED_BADLY) for n in run.notebooks)
        data = run.data.get("state")
        said = f"data: {data}" if data != "done" else f"{ended} of {len(run.notebooks)} notebooks"
        said = told(said)
        self._bar((run.slug, ""), run.client, done=ended, total=len(run.notebooks), said=said)
        if run.state in ("done", "failed") and (run.slug, "") not in self.told:
            self.told.add((run.slug, ""))
            index = os.path.relpath(run.folder / "index.html", Path.cwd())
            self.console.print(f"{_coloured(run.state)}: {index}")
            for line in told_state(run):
                self.console.print(escape(told(line)))

    def _bar(self, key: tuple[str, str], text: str, *, done: int, total: int, said: str) -> None:
        from rich.markup import escape

        if key not in self.tasks:
            self.tasks[key] = self.bars.add_task(escape(text), total=total, said=said)
        self.bars.update(self.tasks[key], completed=done, total=total, said=said)


def _coloured(state: str) -> str:
    colour = COLOURS.get(state, "red")
    return f"[{colour}]{told(state)}[/{colour}]"
