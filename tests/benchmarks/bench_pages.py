"""Every page of finished runs in Chromium: weight, time until it is there, axe, first decision.

``TALLER_RUNS`` names run folders, joined by ``:``; else the newest of each client in ``reports/``.
What axe says is printed to the error output, a line each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.workbench import measured
from tests.workbench.pages import CHROMIUM

READY, WEIGHT = 500.0, 1.2e6  # milliseconds, bytes
SCHEMES = ("light", "dark")


def figures() -> Iterator[dict[str, Any]]:
    """Four figures for each run folder: the heaviest and slowest page, axe, the first decision."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        for folder in _folders():
            yield from _of_run(browser, folder)
        browser.close()


def _folders() -> list[Path]:
    if named := os.environ.get("TALLER_RUNS"):
        return [Path(each).absolute() for each in named.split(":")]
    runs = sorted(Path("reports").glob("*/*/index.html"), key=lambda path: path.stat().st_mtime)
    return list({path.parent.parent: path.parent.absolute() for path in runs}.values())


def _of_run(browser: Any, folder: Path) -> Iterator[dict[str, Any]]:
    name = f"{folder.parent.name}/{folder.name}"
    pages = sorted(folder.glob("*.html"))
    seen = {
        (path.name, scheme): measured.seen(browser, path, scheme=scheme)
        for path in pages
        for scheme in SCHEMES
    }
    for (page, scheme), each in seen.items():
        for fault in each.faults:
            print(f"{name}/{page} ({scheme}): {fault}", file=sys.stderr)
    heavy = max(seen, key=lambda key: seen[key].weight)
    slow = max(seen, key=lambda key: seen[key].ready)
    faults = sum(len(each.faults) for each in seen.values())
    yield {"name": f"{name}: heaviest of {len(pages)} pages, {heavy[0]}",
           "value": seen[heavy].weight / 1e6, "unit": "MB", "target": "under 1.2 MB",
           "met": seen[heavy].weight < WEIGHT}  # fmt: skip
    yield {"name": f"{name}: slowest until its content is there, {slow[0]}",
           "value": seen[slow].ready, "unit": "ms", "target": "under 500 ms",
           "met": seen[slow].ready < READY}  # fmt: skip
    yield {"name": f"{name}: what axe finds wrong or cannot decide, light and dark",
           "value": faults, "unit": "", "target": "0", "met": faults == 0}  # fmt: skip
    for screen in (measured.DESK, measured.PHONE):
        at = measured.first_decision(browser, folder / "index.html", screen)
        yield {"name": f"{name}: first decision at {screen['width']} × {screen['height']}",
               "value": float("nan") if at is None else at, "unit": "screens",
               "target": "on the first", "met": at is not None and at <= 1}  # fmt: skip
