"""What a report weighs and how long it takes to render, beside nbconvert's own HTML."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import nbformat
from nbconvert import HTMLExporter

from taller.workbench.report import exporter
from tests.workbench import pages

CHARTS = 6


def figures() -> Iterator[dict[str, Any]]:
    """Size and rendering time of a report with six charts."""
    notebook = pages.executed("en", charts=CHARTS)
    exporter.render(notebook, name="warm")
    seconds, page = _timed(lambda: exporter.render(notebook, name="bench"))
    theirs, stock = _timed(
        lambda: HTMLExporter().from_notebook_node(nbformat.from_dict(notebook))[0]
    )
    size = len(page.encode()) / 1e6
    yield {
        "name": f"a report with {CHARTS} charts, everything inside", "value": size, "unit": "MB",
        "beside": f"nbconvert's HTML, scripts fetched: {len(stock) / 1e6:.2g} MB",
        "ratio": size / (len(stock) / 1e6), "target": "under 1.6 MB", "met": size < 1.6,
    }  # fmt: skip
    yield {
        "name": "rendering it", "value": seconds, "unit": "s",
        "beside": f"nbconvert: {theirs:.2g} s", "ratio": theirs / seconds,
    }  # fmt: skip


def _timed(render: Any) -> tuple[float, str]:
    began = time.perf_counter()
    page = render()
    return time.perf_counter() - began, page
