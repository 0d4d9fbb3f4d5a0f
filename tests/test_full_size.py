"""The real thing at full size: Online Retail in both languages, and a runner that is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.workbench.test_browser_report import violations

pytestmark = pytest.mark.slow
TALLER = [sys.executable, "-m", "taller.cli"]


def start(base: Path, *arguments: str, **env: str) -> subprocess.Popen:
    return subprocess.Popen(
        [*TALLER, *arguments], cwd=base, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=os.environ | env,
    )  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory, root, shared_data) -> Path:
    """A workbench with the shipped notebooks, and Online Retail in English and in Spanish."""
    base = tmp_path_factory.mktemp("full")
    for folder in ("notebooks", "params"):
        (base / folder).symlink_to(root / folder)
    (base / "params").unlink()
    (base / "params").mkdir()
    text = (root / "params" / "online_retail.yaml").read_text(encoding="utf-8")
    (base / "params" / "online_retail.yaml").write_text(text, encoding="utf-8")
    spanish = text.replace("language: en", "language: es").replace(
        "client: Online Retail", "client: Regalos del Reino"
    )
    # All notebooks run in English: a second time they would cost a minute and a half.
    (base / "params" / "regalos.yaml").write_text(
        spanish + "\nworkflow: [clustering]\n", encoding="utf-8"
    )
    return base


@pytest.fixture(scope="module")
def finished(base, shared_data) -> Path:
    """Both engagements, run side by side by one command."""
    run = start(
        base, "run", "params/online_retail.yaml", "params/regalos.yaml", "--label", "full",
        TALLER_TEST_DATA=str(shared_data),
    )  # fmt: skip
    said, _ = run.communicate(timeout=280)
    assert run.returncode == 0, said
    return base / "reports"


@pytest.mark.parametrize(
    ("client", "said"),
    [("online-retail", "Against a score of the usual kind"),
     ("regalos-del-reino", "Frente a una puntuación de las habituales")],
)  # fmt: skip
def test_a_report_is_one_small_file_in_its_language(finished, client, said):
    page = (finished / client / "full" / "clustering.html").read_text(encoding="utf-8")
    assert said in page
    assert len(page.encode()) < 1_600_000
    markup = re.sub(r"<script\b.*?</script>", "", page, flags=re.DOTALL)
    # The bar leads to the pages beside it, which are files of the same run.
    beside = {f'href="{path.name}"' for path in (finished / client / "full").glob("*.html")}
    assert set(re.findall(r'(?:src|href|action|data)="(?!#|data:)[^"]*"', markup)) <= beside


@pytest.mark.parametrize("client", ["online-retail", "regalos-del-reino"])
@pytest.mark.parametrize("page", ["clustering", "index"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_offline_asks_for_nothing_and_axe_is_content(
    finished, browser, client, page, scheme
):  # fmt: skip
    context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    address = (finished / client / "full" / f"{page}.html").as_uri()
    opened.goto(address)
    opened.wait_for_timeout(1500)
    if page == "clustering":
        assert opened.locator("figure.chart svg.marks").count() >= 6
    assert [url for url in asked if url != address and not url.startswith(("data:", "blob:"))] == []
    assert errors == []
    assert violations(opened) == []
    context.close()


def test_both_languages_tell_the_same_numbers(finished):
    found = []
    for client in ("online-retail", "regalos-del-reino"):
        path = finished / client / "full" / "results" / "clustering.json"
        figures = json.loads(path.read_text(encoding="utf-8"))["result"]["figures"]
        found.append({f["key"]: (f["estimate"]["value"], f["estimate"]["low"]) for f in figures})
    assert found[0].keys() == found[1].keys()
    for key, (value, low) in found[0].items():
        assert found[1][key] == (pytest.approx(value, rel=1e-9), pytest.approx(low, rel=1e-9))


def _living(run_id: str) -> list[str]:
    mark, found = f"TALLER_RUN_ID={run_id}".encode(), []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_kill_nine_in_the_middle_leaves_nothing_and_the_same_command_completes(base, shared_data):
    command = ("run", "params/online_retail.yaml", "--label", "killed", "--only", "clustering")
    env = {"TALLER_TEST_DATA": str(shared_data)}
    run = start(base, *command, **env)
    path = base / "reports" / "online-retail" / "killed" / "run.json"
    deadline = time.monotonic() + 120
    state: dict = {}
    while time.monotonic() < deadline:
        state = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if state and state["notebooks"][0]["cells_done"] >= 8:
            break
        time.sleep(0.05)
    assert state["state"] == "running"
    assert len(_living(state["run_id"])) >= 2  # the fork server and its kernel
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    deadline = time.monotonic() + 10
    while _living(state["run_id"]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _living(state["run_id"]) == []
    again = start(base, *command, **env)
    said, _ = again.communicate(timeout=200)
    assert again.returncode == 0, said
    assert json.loads(path.read_text(encoding="utf-8"))["state"] == "done"
