"""The view that looks at the service again while somebody sits at the notebook."""

from __future__ import annotations

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from taller.monitoring.monitoring import refreshing
from tests.monitoring.monitoring.made import run_of, tables, visits
from tests.monitoring.monitoring.test_performance import row, written


def test_a_run_shows_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert refreshing.live(SimpleNamespace(live=False)) is None
    assert capsys.readouterr().out == ""


def test_what_was_answered_meanwhile_is_shown_until_the_view_is_closed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    run = run_of(tables(tmp_path / "data", sessions=visits(1)), tmp_path)
    assert refreshing.today(run)["rows"] == []
    assert refreshing.today(run)["title"].startswith("No request yet today")
    now = int(dt.datetime.now(dt.UTC).timestamp() * 1e6)
    written(tmp_path, [row(n, 0.01, 500 if n else 200, at=now) for n in range(2)])
    view = SimpleNamespace(comm=object(), title="", caption="", head=[], rows=[])

    async def look() -> None:
        task = asyncio.create_task(refreshing._refresh(view, run, 0.01))
        while not view.rows:
            await asyncio.sleep(0.01)
        view.comm = None
        await task

    # A browser that another test opened keeps a loop going in this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asyncio.wait_for(look(), 30))).result()
    assert view.rows == [["Who will stop buying", "2", "50.0%", "10.0", "10.0"]]
