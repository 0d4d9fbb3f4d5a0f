"""What pytest is told of an engagement: options, fixtures, kinds, and what each test measured.

::

    pytest -c lib/taller/testing/test_suite/checks/pytest.ini \\
        -p taller.testing.test_suite.plugin \\
        --engagement params/moda_viva.yaml --run-dir reports/moda-viva/2026-07-01 \\
        lib/taller/testing/test_suite/checks tests/engagements

``taller test`` does the same. A shipped test's kind is in its file's name; a client's own test says
it by a marker, and counts as a unit test where it does not.
"""

from __future__ import annotations

import ctypes
import inspect
import json
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from taller.deployment.deployment.features import kept
from taller.deployment.deployment.features.rows import OwnRows
from taller.errors import TallerError
from taller.phase import Record
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.evidence import LONGEST, Evidence, Unit
from taller.testing.test_suite.features.served import Served, serve
from taller.testing.test_suite.params import KINDS, Params

if TYPE_CHECKING:
    import pandas as pd

    from taller.deployment.deployment.features.kept import KeptModel
    from taller.phase import Estimate

CHECKS = Path(__file__).parent / "checks"
OF_FILE = re.compile(rf"test_({'|'.join(KINDS)})_")
PR_SET_PDEATHSIG = 1
RUN = pytest.StashKey[Any]()
MODELS = pytest.StashKey[list["KeptModel"]]()
UNFIT = "unfit"  # in place of a model, for tests of kinds of models that a run does not keep
TEST, WHY, EVIDENCE = "test", "why", "evidence"  # properties of a test in the JUnit XML
MOST_TOLD = 4_000  # characters of why a test failed


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of an engagement's tests."""
    group = parser.getgroup("taller", "tests of an engagement")
    group.addoption("--engagement", metavar="FILE", help="the engagement file")
    group.addoption("--run-dir", metavar="DIR", default="", help="the run whose models are tested")
    group.addoption("--suite-params", metavar="FILE", help="parameters as JSON, not the file's")
    group.addoption("--progress", metavar="FILE", help="where to tell which test is running")
    group.addoption("--without", metavar="FILE", help="tests that are left out, a list as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known, and open the engagement: its language is the tests' own."""
    if config.getoption("progress"):
        _end_with_parent()
    for kind in KINDS:
        config.addinivalue_line("markers", f"{kind}: a test of this kind")
    config.addinivalue_line("markers", "critical: where it fails, its kind has not passed")
    config.addinivalue_line("markers", "kept(*kinds): models that answer with one of these")
    if file := config.getoption("engagement"):
        try:
            config.stash[RUN] = _opened(file, config.getoption("run_dir"))
            config.stash[MODELS] = kept.find(config.stash[RUN])
        except TallerError as error:
            raise pytest.UsageError(str(error)) from None


def _end_with_parent() -> None:
    """Whoever started this process and is gone needs no answer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _opened(file: str, run_dir: str) -> Any:
    import taller

    run = taller.open_run(file, run_dir)
    run.name = "test_suite"
    return run


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``model`` runs for each model that was kept."""
    if "model" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("kept")
    held = metafunc.config.stash.get(MODELS, [])
    fit = [model for model in held if marker is None or model.kind in marker.args]
    if not fit:  # of a kind that the run does not keep there is nothing to say
        reason = say("suite-skipped.no-model")
        none = pytest.param(
            None, marks=pytest.mark.skip(reason=reason), id=UNFIT if held else "none"
        )
        metafunc.parametrize("model", [none])
        return
    metafunc.parametrize("model", fit, ids=[model.name for model in fit])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give each test its kind, and what a page says of it; leave out those that ran already."""
    if given := config.getoption("without"):
        without = set(json.loads(Path(given).read_text(encoding="utf-8")))
        items[:] = [item for item in items if item.nodeid not in without]
    items[:] = [item for item in items if not item.nodeid.endswith(f"[{UNFIT}]")]
    for item in items:
        shipped = item.path.parent == CHECKS
        marked = [kind for kind in KINDS if item.get_closest_marker(kind)]
        if not marked:
            named = OF_FILE.match(item.path.name) if shipped else None
            marked = [named.group(1) if named else "unit"]
            item.add_marker(marked[0])
        told = {"node": item.nodeid, "kind": marked[0], "own": not shipped,
                "critical": item.get_closest_marker("critical") is not None}  # fmt: skip
        told |= _shipped(item) if shipped else _own(item)
        item.user_properties.append((TEST, json.dumps(told, ensure_ascii=False)))


def _shipped(item: pytest.Item) -> dict[str, str]:
    """What the messages say of a test of ours."""
    name = item.originalname.removeprefix("test_")  # type: ignore[attr-defined]
    model = getattr(item, "callspec", None) and item.callspec.params.get("model")  # type: ignore[attr-defined]
    of = model.name if model else "none"
    return {
        "key": name,
        "title": say(f"suite-check.{name}", model=of),
        "todo": say(f"suite-todo.{name}"),
        "owner": say(f"suite-owner.{name}"),
    }


def _own(item: pytest.Item) -> dict[str, str]:
    """What a client's own test says of itself: the first lines of its docstring, or its name."""
    text = inspect.getdoc(getattr(item, "function", None)) or ""
    title = " ".join(text.split("\n\n")[0].split()) or item.name
    return {"key": item.name, "title": title[:LONGEST], "todo": "", "owner": ""}


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Tell what is being read, for whoever watches: a file may end or hang the process."""
    if isinstance(collector, pytest.File):
        _progress(collector.config, collecting=str(collector.path))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Tell which tests there are."""
    _progress(session.config, collected=[item.nodeid for item in session.items])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tell which test begins and ends; what is found so far is kept, as the next may end all."""
    told = dict(item.user_properties)[TEST]
    _progress(item.config, started=json.loads(told))
    done = yield
    for plugin in item.config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "LogXML":
            plugin.pytest_sessionfinish()
    _progress(item.config, finished=item.nodeid)
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Keep why a test did not pass, in the words of whoever wrote it; cut what is endless."""
    if call.excinfo is not None:
        item.user_properties.append((WHY, _why(call.excinfo.value)))
    report = yield
    report.sections = [(name, text[:MOST_TOLD]) for name, text in report.sections]
    if report.failed:
        report.longrepr = str(report.longrepr)[-MOST_TOLD:]
    return report


def _why(error: BaseException) -> str:
    """The message of an assertion, a skip or a failure; of another error also its name."""
    text = str(getattr(error, "msg", None) or error)[:MOST_TOLD]
    if isinstance(error, AssertionError):  # pytest adds what it compared
        text = text.partition("\nassert ")[0]
    elif not isinstance(error, pytest.skip.Exception | pytest.fail.Exception):
        text = f"{type(error).__name__}: {text}"
    return text.strip()


def _progress(config: pytest.Config, **told: Any) -> None:
    if path := config.getoption("progress"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config) -> Any:
    """The engagement's run: tables, seed, currency, settings."""
    return pytestconfig.stash[RUN]


@pytest.fixture(scope="session")
def engagement(run: Any) -> Any:
    """The engagement file as it was read."""
    return run.engagement


@pytest.fixture(scope="session")
def run_dir(run: Any) -> Path:
    """The folder of the run whose models are tested."""
    return run.dir


@pytest.fixture(scope="session")
def p(run: Any, pytestconfig: pytest.Config) -> Params:
    """The suite's parameters: thresholds."""
    if given := pytestconfig.getoption("suite_params"):
        return Params.model_validate_json(Path(given).read_text(encoding="utf-8"))
    return run.settings(Params)


@pytest.fixture(scope="session")
def models(pytestconfig: pytest.Config) -> list[KeptModel]:
    """The models that the run kept."""
    return pytestconfig.stash[MODELS]


@pytest.fixture(scope="session")
def own_rows(run: Any) -> OwnRows:
    """Rows of the client's own, made once for all tests."""
    return OwnRows(run)


@pytest.fixture
def rows(own_rows: OwnRows) -> Callable[..., pd.DataFrame]:
    """``rows(model, n)``: some of the client's rows in the columns of a model's contract."""
    return lambda model, n=1_000: own_rows.now(model).iloc[:n]


@pytest.fixture
def histories(own_rows: OwnRows) -> Callable[[int], list[list[str]]]:
    """``histories(n)``: what some customers bought, as codes of items."""
    return lambda n=100: own_rows.histories[:n]


@pytest.fixture
def evidence(request: pytest.FixtureRequest) -> Callable[..., None]:
    """``evidence(name, value, threshold=..., unit=...)``: keep what a test measured."""

    def keep(
        name: str, value: Estimate | float | str, *, threshold: float | None = None,
        better: Literal["lower", "higher"] = "lower", unit: Unit = "number",
    ) -> None:  # fmt: skip
        if isinstance(value, int) and unit == "number":
            unit = "count"
        held = value[:LONGEST] if isinstance(value, str) else value
        held = held if isinstance(held, str | Record) else float(held)
        made = Evidence(name=name, value=held, threshold=threshold, better=better, unit=unit)
        request.node.user_properties.append((EVIDENCE, made.model_dump_json()))

    return keep


@pytest.fixture(scope="session")
def service(
    run: Any, models: list[KeptModel], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A service on this machine alone that answers by the models kept; it ends with the tests."""
    if not models:
        pytest.skip(say("suite-skipped.no-model"))
    with serve(models, tmp_path_factory.mktemp("service"), run.engagement.slug) as served:
        yield served
