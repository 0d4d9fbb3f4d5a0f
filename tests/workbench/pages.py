"""What tests of pages share: an executed notebook with all a run says, and a real browser."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from nbformat import NotebookNode, v4

from taller import language
from taller.phase import Artifact, Check, Decision, Estimate, Figure, PhaseResult

CHROMIUM = os.environ.get("TALLER_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PLANTED = "<script>window.planted=1</script>"
PIXEL = (  # a PNG of one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LOGO = (
    "data:image/svg+xml;base64,"
    + base64.b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        b'<rect width="90" height="30" rx="4" fill="#7a2048"/></svg>'
    ).decode()
)
SAID = {
    "en": {
        "title": "Segments: which customers behave alike?",
        "headline": "Two in ten customers bring six in ten euros, and a third are slipping away.",
        "lead": "This page groups customers by how they buy. Marketing decides on it each quarter.",
        "chart": "Loyal customers spend six times as much as occasional ones",
        "axis": "Spend per customer and year (EUR)",
        "decision": "Call the loyal customers who have not bought for 60 days",
        "section": "What customers look like",
        "next": "What to do next",
    },
    "es": {
        "title": "Segmentos: ¿qué clientes se comportan igual?",
        "headline": "Dos de cada diez clientes traen seis de cada diez euros; un tercio se va.",
        "lead": "Agrupa a los clientes por cómo compran. Marketing decide cada trimestre.",
        "chart": "Los clientes fieles gastan seis veces más que los ocasionales",
        "axis": "Gasto por cliente y año (EUR)",
        "decision": "Llamar a los clientes fieles que llevan 60 días sin comprar",
        "section": "Cómo son los clientes",
        "next": "Qué hacer ahora",
    },
}


def _display(data: dict) -> NotebookNode:
    return v4.new_output("display_data", data=data)


def _code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def make_result(said: dict[str, str], share: float = 0.62) -> PhaseResult:
    """A result with an estimate above its target, one holding it, one without, and a count."""

    def estimate(value: float, low: float, high: float, unit: str) -> Estimate:
        return Estimate(
            value=value, low=low, high=high, unit=unit, n=4210, method="bootstrap, 1,000 resamples"
        )

    top = estimate(share, share - 0.04, share + 0.05, "share")
    count = Estimate.exact(4210, unit="count", n=4210, method="counted")
    return PhaseResult(
        headline=said["headline"],
        figures=(
            Figure(key="share_top", label="Ventas · Top 20 %", target=0.45, estimate=top),
            Figure(
                key="spend", label="Gasto / spend", target=1250,
                estimate=estimate(1234.5, 1180, 1301, "money"),
            ),
            Figure(key="stability", label="Índice", estimate=estimate(0.81, 0.74, 0.87, "index")),
            Figure(key="customers", label="Clientes / customers", estimate=count),
        ),
        decisions=(
            Decision(what=said["decision"], owner="CRM", effect="120 of 940 come back"),
            Decision(what="No discounts for <b>new</b> customers", owner="Pricing", effect="2 %"),
        ),
        checks=(
            Check(name="Stability above 0.6", passed=True, detail="0.81"),
            Check(name="No segment under 2 %", passed=False, detail="smallest: 1.4 %"),
        ),
        limits=("It does not say why customers leave.",),
        artifacts=(Artifact(path="artifacts/clustering/segments.csv", label="Segments"),),
    )  # fmt: skip


def spending(name: str = "Camisa") -> pd.DataFrame:
    """Three segments with spend and its interval."""
    return pd.DataFrame(
        {
            "segment": ["Fieles", "Ocasionales", name],
            "spend": [1234.5, 205.25, 611.0],
            "low": [1180.0, 190.0, 560.0],
            "high": [1301.0, 221.5, 680.0],
        }
    )


def run_payload(code: str, colour: str) -> dict:
    """What `open_run` says of a run."""
    return {
        "name": "clustering", "phase": "03_development", "client": "Moda Viva",
        "language": code, "locale": language.DEFAULT_LOCALE[code], "currency": "EUR",
        "label": "2011-08-31", "date": "2011-08-31", "brand": {"colour": colour, "logo": LOGO},
        "engagement": "params/moda_viva.yaml", "simulated": True,
    }  # fmt: skip


def params_payload() -> dict:
    """What `run.params` says of the parameters."""
    rows = [
        ("max_segments", 8, "cell"),
        ("contact_cost", 0.35, "engagement"),
        ("as_of", None, "default"),
    ]
    return {
        "section": "clustering",
        "values": [
            {"name": name, "value": value, "origin": origin, "description": f"about {name}"}
            for name, value, origin in rows
        ],
    }


def result_payload(said: dict[str, str]) -> dict:
    """What `run.save` says of a result."""
    return {
        "name": "clustering",
        "result": make_result(said).model_dump(mode="json"),
        "provenance": {
            "data_fingerprint": "ab" * 32, "git_commit": "5ab2bea", "git_dirty": True,
            "versions": {"pandas": "3.1.1"}, "python": "3.11.7", "seed": 7,
            "started": "2011-08-31T10:00:00+00:00", "finished": "2011-08-31T10:00:09+00:00",
            "fingerprint": "cd" * 32,
        },
    }  # fmt: skip


def executed(
    code: str = "en", *, charts: int = 2, hostile: bool = False, colour: str = "#7a2048"
) -> NotebookNode:
    """An executed notebook with every payload, in a language; `hostile`: with planted markup."""
    from taller import charts as drawing
    from taller import tabular

    said = SAID[code]
    frame = spending(f"Camisa {PLANTED}" if hostile else "Camisa")
    with language.speaking(code):
        spec = drawing.bars(
            frame, label="segment", value="spend", low="low", high="high", unit="money",
            title=said["chart"], axis=said["axis"], target=1000,
        ).to_dict()  # fmt: skip
        table = tabular.table(frame, caption=said["section"], units={"spend": "money"})
    chart = {"application/vnd.vegalite.v5+json": spec, "text/plain": "<chart>"}
    cells = [
        v4.new_markdown_cell(f"# {said['title']}\n\n{said['lead']}"),
        _code("engagement: str = ''", tags=("parameters",)),
        _code(
            "run = open_run()",
            _display({"application/vnd.taller.run+json": run_payload(code, colour)}),
        ),
        _code(
            "p = run.params()", _display({"application/vnd.taller.params+json": params_payload()})
        ),
        v4.new_markdown_cell(f"## {said['section']}\n\nSee [the source](https://example.org/x)."),
        *(_code("charts.bars(rfm)", _display(chart)) for _ in range(charts)),
        _code("tabular.table(rfm)", _display({"text/html": table.html, "text/plain": "x"})),
        _code("print(1)", v4.new_output("stream", name="stdout", text="\x1b[31mdone\x1b[0m\n")),
        _code("warn()", v4.new_output("stream", name="stderr", text="UserWarning: odd\n")),
        _code("picture", _display({"image/png": PIXEL, "text/plain": "<Figure>"})),
        v4.new_markdown_cell(f"## {said['next']}\n\n### Detail\n\n| a | b |\n|---|--:|\n| x | 1 |"),
        _code(
            "run.save(r)", _display({"application/vnd.taller.result+json": result_payload(said)})
        ),
    ]
    if hostile:
        cells[4:4] = [_hostile_markdown(), _hostile_outputs()]
    nb = v4.new_notebook(cells=cells)
    nb.metadata.language_info = {"name": "python", "pygments_lexer": "ipython3"}
    nb.metadata.papermill = {"duration": 9.4, "start_time": "2011-08-31T10:00:00.5"}
    return nb


def _hostile_markdown() -> NotebookNode:
    return v4.new_markdown_cell(
        f"Product {PLANTED} and <img src=x onerror='window.planted=1'> and "
        "[go](javascript:window.planted=1) and ![far](https://example.org/far.png)\n\n"
        '<meta http-equiv="refresh" content="0;url=https://example.org/">\n\n'
        "<style>body{display:none}</style>\n\n"
        '<form action="https://example.org/"><input name="q"></form>\n\n'
        '<link rel="stylesheet" href="https://example.org/s.css">\n\n'
        '<iframe src="https://example.org/"></iframe>'
    )


def _hostile_outputs() -> NotebookNode:
    html = (
        f"{PLANTED}<img src='https://example.org/a.png' onerror='window.planted=1'>"
        "<a href='javascript:window.planted=1'>press</a><style>*{display:none}</style>"
        "<meta http-equiv='refresh' content='0;url=https://example.org/'>"
        "<form action='https://example.org/'><button>send</button></form>"
        "<svg onload='window.planted=1'><script>window.planted=1</script></svg><p>kept</p>"
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" onload="window.planted=1">'
        '<image href="https://example.org/b.png"/><script>window.planted=1</script></svg>'
    )
    far = {"data": {"url": "https://example.org/d.json"}, "mark": "bar"}
    widget = {"model_id": "5f0e1d2c3b4a5968", "version_major": 2, "version_minor": 0}
    return _code(
        "show()",
        _display({"text/html": html}),
        _display({"image/svg+xml": drawing}),
        _display({"application/javascript": "window.planted=1"}),
        _display({"text/markdown": f"**{PLANTED}**"}),
        _display({"application/vnd.vegalite.v5+json": far}),
        _display({"application/vnd.jupyter.widget-view+json": widget, "text/plain": "Dropdown()"}),
    )


@pytest.fixture(scope="session")
def executed_notebook() -> Callable[..., NotebookNode]:
    """`executed`, for tests that do not import this module."""
    return executed


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium; tests that need it are skipped where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}; set TALLER_CHROMIUM to one")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield launched
        launched.close()
