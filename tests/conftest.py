"""What all tests share: real public data where it is at hand, and small workbenches."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

# jsonschema, which nbformat imports, would load a grammar of web addresses for seconds.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat  # noqa: E402
import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

# No test is by a clock: what one example takes says how busy the machine is.
settings.register_profile("taller", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taller")

ROOT = Path(__file__).parent.parent

# Caches of the tests stay out of the user's own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
# So do the clients' salts.
os.environ.setdefault("TALLER_HOME", tempfile.mkdtemp(prefix="taller-tests-"))

# Where no bytecode is kept, each child compiles the library anew, each worker rewrites all tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# In the background of a shell the suite is deaf to Ctrl-C, and so would be all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A client's files are read in this process: a child for each command would take a second.
from taller import cli  # noqa: E402

cli.READING = ()

# One browser for all tests: a fixture imported by several modules would be started by each.
from tests.own_files import Bench  # noqa: E402
from tests.workbench.pages import browser  # noqa: E402, F401


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root, which is a workbench."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real public data, not part of the repository."""
    folder = Path(os.environ.get("TALLER_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("real public data is absent; set TALLER_TEST_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """Small made-up files, each with its right answer; not part of the repository."""
    folder = Path(os.environ.get("TALLER_TEST_CASES", ROOT.parent / "shared" / "cases"))
    if not folder.is_dir():
        pytest.skip("the made-up cases are absent; set TALLER_TEST_CASES to their folder")
    return folder


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A workbench for a client's own files, by the commands a user gives."""
    return Bench(tmp_path, ROOT)


ENGAGEMENT = """\
client: Prueba & Hijos
language: {language}
currency: EUR
seed: 7
data:
  source: fashion_store
  users: 300
  items: 60
"""

PARAMETERS = 'engagement: str = "params/x.yaml"\nrun_dir: str = ""\n'


def notebook(
    *cells: str,
    parameters: str = PARAMETERS,
    needs: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
):
    """A small notebook: a title, a parameters cell, then the code cells given."""
    made = [nbformat.v4.new_markdown_cell("# A small notebook", id="title")]
    tagged = nbformat.v4.new_code_cell(parameters, id="parameters")
    tagged.metadata["tags"] = ["parameters"]
    made.append(tagged)
    made += [nbformat.v4.new_code_cell(code, id=f"cell-{i}") for i, code in enumerate(cells)]
    nb = nbformat.v4.new_notebook(cells=made)
    nb.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nb.metadata["language_info"] = {"name": "python"}
    nb.metadata["taller"] = {"needs": list(needs), "after": list(after)}
    return nb


@pytest.fixture
def workbench(tmp_path: Path) -> Callable[..., Path]:
    """Make a workbench of given notebooks: ``workbench(first=notebook("1 + 1"))`` is its root."""

    def make(language: str = "en", engagement: str | None = None, **notebooks) -> Path:
        base = tmp_path / "bench"
        (base / "params").mkdir(parents=True, exist_ok=True)
        folder = base / "notebooks" / "03_development"
        folder.mkdir(parents=True, exist_ok=True)
        text = engagement if engagement is not None else ENGAGEMENT.format(language=language)
        (base / "params" / "x.yaml").write_text(text, encoding="utf-8")
        for name, nb in notebooks.items():
            nbformat.write(nb, folder / f"{name}.ipynb")
        return base

    return make


@pytest.fixture
def real_workbench(tmp_path: Path) -> Path:
    """A copy of this repository's notebooks and params, whose reports go to a scratch folder."""
    base = tmp_path / "copy"
    for folder in ("notebooks", "params"):
        shutil.copytree(
            ROOT / folder, base / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    return base
