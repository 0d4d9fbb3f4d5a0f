"""How long a form takes from a key to the changed result in the page, in a real browser."""

from __future__ import annotations

import statistics
from typing import Any

WATCH = """(where) => {
  const watched = window.tallerMoves !== undefined;
  window.tallerMoves = [];
  if (watched) return;
  let pressed = null;
  document.addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (pressed === null) return;
    window.tallerMoves.push(performance.now() - pressed);
    pressed = null;
  }).observe(document.querySelector(where), { childList: true, subtree: true });
}"""


def measure(page: Any, slider: str, result: str, moves: int = 48) -> list[float]:
    """Milliseconds from the key to the changed result, for each move of a slider by keyboard.

    Parameters
    ----------
    slider, result : selectors of what has the focus, and of what changes
    """
    page.locator(slider).first.focus()
    page.keyboard.press("Home")  # from there, each move changes something
    page.wait_for_timeout(500)
    page.evaluate(WATCH, result)
    for move in range(moves):
        page.keyboard.press("ArrowRight" if move // 3 % 2 == 0 else "ArrowLeft")
        page.wait_for_function("n => window.tallerMoves.length > n", arg=move, timeout=20_000)
        page.wait_for_timeout(60)
    return page.evaluate("window.tallerMoves")


def percentile(times: list[float], share: int = 95) -> float:
    """The time that so many percent of the moves stayed within."""
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]
