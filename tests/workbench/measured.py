"""What a page of a run weighs, how soon it is there, and what axe says of it, in a real browser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
OPEN_ALL = """() => {
  for (const each of document.querySelectorAll("main details, footer details")) each.open = true;
  document.querySelector("#code")?.click();
}"""

STRICTER = """axe.configure({checks: [{id: "color-contrast", options: {
  ignoreUnicode: false, ignoreLength: true, ignorePseudo: false, boldValue: 700, boldTextPt: 14,
  largeTextPt: 18, contrastRatio: {normal: {expected: 4.5}, large: {expected: 3}},
  pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03}}]})"""
RUNS = (
    "axe.run({exclude: [['svg']]})",
    """document.querySelector("svg") ? axe.run({include: [["svg"]]},
       {rules: {"color-contrast": {enabled: false}}}) : {violations: [], incomplete: []}""",
)
CONTRAST = """(undecided) => {
  const probe = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    probe.clearRect(0, 0, 1, 1);
    probe.fillStyle = "#000";
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
  const light = (c) => c.map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const seen = (element) => {
    let share = 1;
    for (let at = element; at && at.nodeName !== "svg"; at = at.parentElement) {
      share *= Number(getComputedStyle(at).opacity);
    }
    return share;
  };
  const paper = rgba(getComputedStyle(document.body).backgroundColor).slice(0, 3);
  const faults = [];
  for (const text of document.querySelectorAll("main svg text")) {
    const style = getComputedStyle(text), share = seen(text) * Number(style.fillOpacity);
    if (!text.textContent.trim() || style.fill === "none" || share === 0) continue;
    const box = text.getBoundingClientRect();
    let below = paper;
    const marks = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .filter((each) => text.ownerSVGElement.contains(each) && !["text", "tspan", "svg", "g"]
        .includes(each.nodeName)).reverse();
    for (const mark of marks) {
      const fill = getComputedStyle(mark);
      if (fill.fill === "none" || fill.fill.startsWith("url")) continue;
      const [r, g, b, a] = rgba(fill.fill);
      below = over([r, g, b, a * seen(mark) * Number(fill.fillOpacity)], below);
    }
    const [r, g, b, a] = rgba(style.fill);
    const two = [light(over([r, g, b, a * share], below)), light(below)].sort((x, y) => y - x);
    const ratio = (two[0] + 0.05) / (two[1] + 0.05);
    const figure = text.closest("[id]")?.id;
    const said = `contrast: #${figure}: "${text.textContent}": ${ratio.toFixed(2)}`;
    if (ratio < 4.5) faults.push(said);
  }
  for (const selector of undecided) {
    const element = document.querySelector(selector);
    let behind = element;
    while (behind && rgba(getComputedStyle(behind).backgroundColor)[3] === 0) {
      behind = behind.parentElement;
    }
    const below = behind ? rgba(getComputedStyle(behind).backgroundColor).slice(0, 3) : paper;
    const two = [light(over(rgba(getComputedStyle(element).color), below)), light(below)];
    two.sort((x, y) => y - x);
    const ratio = (two[0] + 0.05) / (two[1] + 0.05);
    if (ratio < 4.5) faults.push(`contrast: ${selector}: ${ratio.toFixed(2)}`);
  }
  return faults;
}"""


@dataclass(frozen=True)
class Seen:
    """A page as a browser had it.

    Attributes
    ----------
    weight : bytes of the file
    ready : milliseconds until its content was there (DOMContentLoaded)
    faults : what axe finds wrong or cannot decide, with all that folds opened
    """

    weight: int
    ready: float
    faults: list[str]


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def opened(browser: Any, path: Path, *, scheme: str = "light", viewport: dict = DESK) -> Any:
    """A page in a context of its own, without a network, its charts drawn; close its context."""
    context = browser.new_context(
        color_scheme=scheme, offline=True, bypass_csp=True, viewport=viewport
    )
    page = context.new_page()
    page.goto(path.as_uri())
    expect(page.locator(".plot:not([data-drawn])")).to_have_count(0, timeout=60_000)
    return page


def seen(browser: Any, path: Path, *, scheme: str = "light", viewport: dict = DESK) -> Seen:
    """Open a page, take its time and weight, then ask axe about all of it."""
    page = opened(browser, path, scheme=scheme, viewport=viewport)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    page.evaluate(OPEN_ALL)
    faults = judged(page)
    page.context.close()
    return Seen(path.stat().st_size, ready, faults)


def judged(page: Any) -> list[str]:
    """What axe finds wrong, and what it cannot decide, one line each.

    axe never decides the contrast of text in a drawing, nor of a cell that is cut by the edge of a
    table that scrolls: these are reckoned here. It passes over texts of one sign unless told to
    judge them, as here.
    """
    page.evaluate(f"{_axe()}; null")
    page.evaluate(STRICTER)
    said, undecided = [], []
    for found in (page.evaluate(run) for run in RUNS):
        for kind in ("violations", "incomplete"):
            for rule, node in ((r, node) for r in found[kind] for node in r["nodes"]):
                where, why = " ".join(map(str, node["target"])), _why(node)
                if rule["id"] == "color-contrast" and "partially overlaps" in why:
                    undecided.append(where)  # a cell that its table's edge cuts
                else:
                    said.append(f"{kind}: {rule['id']}: {where}: {why}")
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": tall})
    return said + page.evaluate(CONTRAST, undecided)


def _why(node: dict[str, Any]) -> str:
    checks = [*node.get("any", ()), *node.get("all", ()), *node.get("none", ())]
    return "; ".join(check["message"] for check in checks)[:300]


def first_decision(browser: Any, index: Path, viewport: dict) -> float | None:
    """Where the first decision begins on a run's first page, in screens; None without one."""
    page = opened(browser, index, viewport=viewport)
    first = page.locator("table.ranked tbody tr")
    box = first.first.bounding_box() if first.count() else None
    page.context.close()
    return None if box is None else (box["y"] + min(box["height"], 60)) / viewport["height"]
