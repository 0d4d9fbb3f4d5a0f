"""papermill's engine for our kernels: progress per cell, and runaway output cut, saying so."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

from taller.language import _, number
from taller.workbench.process.kernels import QUIET, KernelManager

ENGINE = "taller"
MOST_TEXT = 1_000_000  # characters of printed text a cell may leave
MOST_RICH = 8_000_000  # characters of tables, charts and pictures a cell may leave
LEAST_PRINT, LEAST_RICH = 64, 4_000  # what an output counts at least: many small ones weigh too
RICH = ("display_data", "execute_result", "update_display_data")


class Allowance:
    """How much more a cell may put out; the rest is counted, not kept."""

    def __init__(self) -> None:
        self.text = MOST_TEXT
        self.rich = MOST_RICH
        self.cut_text = 0
        self.cut_rich = 0
        self.cut_outputs = 0

    def admit(self, message: dict[str, Any]) -> bool:
        """Whether a message's output is kept; printed text is shortened in place to what fits."""
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "stream":
            return self._admit_text(content)
        if kind in RICH:
            return self._admit_rich(content)
        return True

    def renew(self) -> None:
        """Start again: the cell cleared its outputs."""
        self.text, self.rich = MOST_TEXT, MOST_RICH

    def notice(self) -> str:
        """What was cut, as a sentence; empty if nothing was."""
        said = []
        if self.cut_text:
            said.append(
                _("Output cut: {cut} MB more text was printed; a cell keeps {kept} MB.").format(
                    cut=number(self.cut_text / 1e6, 1), kept=number(MOST_TEXT / 1e6)
                )
            )
        if self.cut_outputs:
            said.append(
                _("Output cut: {n} more outputs ({cut} MB); a cell keeps {kept} MB.").format(
                    n=number(self.cut_outputs),
                    cut=number(self.cut_rich / 1e6, 1),
                    kept=number(MOST_RICH / 1e6),
                )
            )
        return "\n".join(said)

    def _admit_text(self, content: dict[str, Any]) -> bool:
        length = len(content["text"])
        kept = min(length, self.text)
        self.cut_text += length - kept
        self.text -= min(self.text, max(length, LEAST_PRINT))
        content["text"] = content["text"][:kept]
        return kept > 0

    def _admit_rich(self, content: dict[str, Any]) -> bool:
        length = max(sum(map(_weight, content["data"].values())), LEAST_RICH)
        if length <= self.rich:
            self.rich -= length
            return True
        self.cut_rich += length
        self.cut_outputs += 1
        return False


def _weight(value: Any) -> int:
    return len(value) if isinstance(value, str) else len(json.dumps(value, ensure_ascii=False))


def overwritten(text: str) -> str:
    r"""Text as a terminal leaves it, where a carriage return begins the line anew.

    nbclient's own way takes time with the square of a line's length.

    >>> overwritten("10 %\r50 %\r100 %\ndone\r\n")
    '100 %\ndone\n'
    """
    if "\r" not in text:
        return text
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return "\n".join(lines)


class Client(PapermillNotebookClient):
    """papermill's client with an allowance per cell and word of each cell."""

    def __init__(
        self, manager: NotebookExecutionManager, progress: Callable[[int], None], **options: Any
    ) -> None:
        super().__init__(manager, **options)
        self.progress = progress
        self.cell_index = -1  # the cell being run
        self.allowance = Allowance()

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **options: Any
    ) -> NotebookNode:
        """Run one cell; say at its end what of its output was cut."""
        self.cell_index = cell_index
        self.allowance = Allowance()
        try:
            return await super().async_execute_cell(cell, cell_index, *args, **options)
        finally:
            for output in cell.get("outputs", []):
                if output["output_type"] == "stream":
                    output["text"] = overwritten(output["text"])
            notice = self.allowance.notice()
            if notice:
                cell.outputs.append(new_output("stream", name="stderr", text=f"{notice}\n"))
            self.progress(cell_index + 1)

    execute_cell = run_sync(async_execute_cell)

    async def _async_poll_kernel_alive(self) -> None:
        """Learn at once that the kernel has ended; nbclient would look once a second."""
        await self.km.ended()
        if self.task_poll_for_reply is not None:
            self.task_poll_for_reply.cancel()

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Keep what the cell's allowance admits; join printed text as it comes."""
        kind = msg["header"]["msg_type"]
        if kind == "clear_output":
            self.allowance.renew()
        elif not self.allowance.admit(msg):
            return None
        elif kind == "stream" and self._continues(msg, cell):
            cell.outputs[-1]["text"] += msg["content"]["text"]
            return None
        return super().process_message(msg, cell, cell_index)

    def _continues(self, msg: dict[str, Any], cell: NotebookNode) -> bool:
        last = cell.outputs[-1] if cell.outputs else {}
        return (
            last.get("output_type") == "stream"
            and last.get("name") == msg["content"]["name"]
            and not self.clear_before_next_output
            and not self.output_hook_stack[msg["parent_header"].get("msg_id")]
        )


class Engine(NBClientEngine):
    """Runs notebooks on a kernel manager that it is given."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        manager: KernelManager,
        on_client: Callable[[Client], None],
        on_ready: Callable[[], None],
        progress: Callable[[int], None],
        folder: str,
        env: dict[str, str],
        start_timeout: int = 60,
        **_unused: Any,
    ) -> None:
        """Start the kernel, run the cells, end the kernel."""
        client = Client(
            nb_man,
            progress,
            km=manager,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            iopub_timeout=60,
            log=QUIET,
            on_notebook_start=lambda notebook: on_ready(),
        )
        on_client(client)
        try:
            client.execute(cwd=folder, env=env)
        finally:
            client._cleanup_kernel()


papermill_engines.register(ENGINE, Engine)
