"""What is wrong is told in the engagement's language, else the terminal's; all of it at once."""

from __future__ import annotations

import io
import re
from typing import get_args
from unittest import mock

import pytest
import typer
from typer.main import get_command

from taller import cli, language
from taller.commands import arguments
from taller.commands.engagements import reader
from taller.errors import InputError
from taller.workbench.engagement import engagement
from taller.workbench.run.state import NotebookState
from tests.own_files import Bench

HEAD = "client: Prueba\nlanguage: {code}\ncurrency: EUR\nseed: 7\n"
SIMULATED = "data:\n  source: fashion_store\n  users: 300\n"
FILE = "data:\n  source: files\n  orders:\n    path: {path}\n    columns: {columns}\n"
COLUMNS = "{transaction_id: o, user_id: c, event_timestamp: d, price: p}"
ENGLISH = re.compile(
    r"\b(must|the|is|are|no such|cannot|and|or|of|got|did you|it has|known)\b", re.I
)
SPANISH = re.compile(r"\b(debe|el|la|es|son|no existe|no se|falta|línea|errores|se dio)\b", re.I)
FILES = {
    "unknown key": SIMULATED + "clustering: {max_segmetns: 3}\n",
    "too small": SIMULATED + "clustering: {max_segments: 1}\n",
    "not whole": SIMULATED + "clustering: {max_segments: 3.5}\n",
    "no number": SIMULATED + "clustering: {max_segments: many}\n",
    "no mapping": SIMULATED + "clustering: 3\n",
    "no data": "seed: 7\n".replace("seed: 7\n", ""),
    "no such source": "data: {source: filez}\n",
    "no source": "data: {x: 1}\n",
    "not YAML": SIMULATED + "a: [1\n",
    "wrong indent": SIMULATED + " b: 1\n",
    "twice": SIMULATED + "seed: 8\n",
    "tag": SIMULATED + "x: !!python/name:os.system\n",
    "notebook": SIMULATED + "workflow: [clusterin]\n",
    "empty list": SIMULATED + "workflow: []\n",
    "logo and colour": SIMULATED + "brand: {logo: no.png, colour: red}\n",
    "final without reviewer": SIMULATED + "status: final\n",
    "day ahead": SIMULATED + "reviewed_on: 2999-01-01\n",
    "no day": SIMULATED + "reviewed_on: soon\n",
    "locale": SIMULATED + "locale: xx_YY\n",
    "timeouts": SIMULATED + "notebook_timeout: 0\nrun_timeout: abc\n",
    "no price": FILE.format(path="x.csv", columns="{transaction_id: o, user_id: c}"),
    "variable": FILE.format(path="${SHOP_DATA}/x.csv", columns=COLUMNS),
    "secret": FILE.format(path="${API_KEY}/x.csv", columns=COLUMNS),
    "url": "data:\n  source: database\n  url: 3\n  orders: {table: o, columns: {}}\n",
    "weights": SIMULATED + "use_cases: {budget: -3, weights: {impact: 0}}\n",
    "answers": SIMULATED + "readiness: {answers: {data_access: 9, nope: 1}}\n",
    "plan": SIMULATED + "plan: {starts_on: soon, tasks: [{key: x}]}\n",
    "alerts": SIMULATED + "monitoring: {alerts: [3]}\nweekly_report: {recipients: [{to: A}]}\n",
    "experiment": SIMULATED + "experiment: {metrics: [{key: a}, {key: a}]}\n",
    "budget": SIMULATED + "optimisation: {budget: {total: -1}}\n",
    "network": SIMULATED + "infrastructure: {region: mars, network: 8.8.8.8/33}\n",
    "registry": SIMULATED + "deployment: {registry: {url: ftp://x}}\nllm: {voice: 3}\n",
    "segments": SIMULATED + "clustering: {features: [orders, orders]}\n",
    "totals": SIMULATED + "  totals: {months: {2026-99: {orders: x}}}\n",
    "rates": SIMULATED + "currency: EURO\n".replace("currency", "x"),
}  # fmt: skip
COMMANDS = {
    ("check", "params/{code}.yaml"): "max_segments",
    ("run", "params/{code}.yaml"): "max_segments",
    ("check", "params/none.yaml"): "none.yaml",
    ("check", "params"): "params",
    ("check",): "check",
    ("check", "params/ok_{code}.yaml", "more"): "more",
    ("send", "params/ok_{code}.yaml", "--wait", "-1"): "--wait",
    ("deploy", "params/ok_{code}.yaml", "--why"): "--why",
    ("task", "done", "x", "params/ok_{code}.yaml", "--on", "soon"): "--on",
    ("deploy", "params/ok_{code}.yaml", "none", "--why", "x"): "none",
    ("shadow", "params/ok_{code}.yaml", "none", "--why", "x"): "none",
    ("decide", "params/ok_{code}.yaml", "--csv", "nothere.csv"): "nothere.csv",
    ("decide", "params/ok_{code}.yaml", "--csv", "params"): "params",
    ("run", "params/ok_{code}.yaml", "--workers", "99999"): "256",
    ("forget", "nobody_{code}"): "nobody",
    ("chek",): "check",
    ("share", "params/ok_{code}.yaml"): "reports/",
    ("deck", "params/ok_{code}.yaml"): "reports/",
    ("print", "params/ok_{code}.yaml", "--label", "x"): "'x'",
    ("sheet", "params/ok_{code}.yaml"): "reports/",
    ("send", "params/ok_{code}.yaml"): "recipients",
    ("monitor", "params/ok_{code}.yaml", "--every", "9"): "'9'",
    ("decide", "params/ok_{code}.yaml", "a.b"): "--by",
    ("decide", "params/ok_{code}.yaml", "a.b", "maybe"): "maybe",
    ("notebook", "Bad Name", "params/ok_{code}.yaml", "--phase", "06_monitoring"): "Bad Name",
    ("notebook", "x"): "--phase",
    ("init", "."): ".",
    ("upgrade", "params"): "params",
    ("new", "Bad Name"): "Bad Name",
    ("new", "shop", "nothere.csv"): "nothere.csv",
    ("open", "clusterin", "params/ok_{code}.yaml"): "'clustering'",
    ("run", "params/ok_{code}.yaml", "--jobs", "x"): "--jobs",
    ("run", "params/ok_{code}.yaml", "--cluster", "x", "--jobs", "2"): "--cluster",
    ("task", "done", "x", "params/ok_{code}.yaml"): "plan.done.x",
}  # fmt: skip


def _own_words(text: str) -> str:
    """A message without what is a name in it: quoted, a path, a key, a command."""
    text = re.sub(r"'[^']*'|`[^`]*`|\[[^\]]*\]|\{[^}]*\}", "", text)
    text = re.sub(r"(se conocen|known|tiene|it has|hay|there are|holds): .*", "", text)
    return re.sub(r"\S*[/_.]\S*|--\S+|taller \S+", "", text)


@pytest.fixture(scope="module")
def bench(tmp_path_factory, root):
    return Bench(tmp_path_factory.mktemp("told"), root)


@pytest.mark.parametrize("name", FILES)
def test_a_faulty_file_is_told_in_either_language(bench, name):
    path = bench.settings("faulty")
    path.write_text(HEAD.format(code="es") + FILES[name], encoding="utf-8")
    with pytest.raises(InputError) as refused:
        engagement.read(path, bench.root)
    english = _own_words(str(refused.value))
    with language.speaking("es"):
        spanish = _own_words(str(refused.value))
    assert not SPANISH.search(english), english
    assert not ENGLISH.search(spanish), spanish
    assert SPANISH.search(spanish) or "YAML" in spanish, spanish


@pytest.mark.parametrize("code", ["en", "es"])
def test_commands_speak_the_engagement_s_language_else_the_terminal_s(bench, code):
    """Wrong input is exit code 2 and a message in one language, whatever the terminal's is."""
    faulty = HEAD + SIMULATED + "clustering: {max_segments: 1}\n"
    bench.settings(code).write_text(faulty.replace("{code}", code), encoding="utf-8")
    sound = (HEAD + SIMULATED).replace("{code}", code)
    bench.settings(f"ok_{code}").write_text(sound, encoding="utf-8")
    terminal = {"es": "es_ES.UTF-8", "en": "en_US.UTF-8"}
    other = {"es": "en", "en": "es"}
    for command, named in COMMANDS.items():
        given = [part.format(code=code) for part in command]
        is_read = any(f"{code}.yaml" in part for part in given)
        spoken = terminal[other[code]] if is_read else terminal[code]
        with mock.patch.dict("os.environ", {"LC_ALL": spoken}):
            said = bench.taller(*given)
        words = _own_words(said.text)
        assert said.code == 2, said.text
        assert named in said.text
        assert "Traceback" not in said.text
        assert not (SPANISH if code == "en" else ENGLISH).search(words), (given, said.text)


def test_the_help_of_every_command_speaks_the_language_in_force(capsys):
    """All commands there are, by walking them, so that one to come is held to it too."""
    with language.speaking("es"):
        root = arguments.in_language(get_command(cli.app))
        for (command, path), (plain, _path) in zip(
            _commands(root, ()), _commands(get_command(cli.app), ()), strict=True
        ):
            command.get_help(typer.Context(command, info_name=" ".join(path)))
            said = " ".join(re.sub(r"[│\s]+", " ", capsys.readouterr().out).split())
            assert "Uso:" in said, path
            for _thing, _attribute, text in arguments.texts(plain):
                assert " " not in text or text not in said, f"{path}: no Spanish of {text!r}"
            assert not ENGLISH.search(_own_words(said)), (path, said)
            assert not re.search(r"Usage|Options|Commands|required|default", said), (path, said)


def test_help_speaks_the_terminal_s_language_or_the_file_s(bench):
    """English comes back after Spanish, though Typer keeps its titles for the process."""
    bench.settings("spoken").write_text(HEAD.format(code="es") + SIMULATED, encoding="utf-8")
    with mock.patch.dict("os.environ", {"LC_ALL": "en_GB.UTF-8"}):
        assert "Uso: taller send" in bench.taller("send", "params/spoken.yaml", "--help").text
        english = bench.taller("send", "--help").text
    assert "Usage: taller send" in english
    assert "[default: weekly_report]" in english
    assert not SPANISH.search(_own_words(english)), english
    with mock.patch.dict("os.environ", {"LC_ALL": "es_MX.UTF-8"}):
        assert "Órdenes" in bench.taller("--help").text


def test_what_became_of_a_notebook_or_run_is_told_in_spanish():
    with language.speaking("es"):
        for state in (*get_args(NotebookState), "interrupted"):
            assert language.told(state) != state


@pytest.mark.parametrize(
    ("given", "meant"),
    [("s", True), ("Sí", True), ("y", True), ("", False), ("n", False), ("x", False)],
)
def test_a_question_is_asked_and_answered_in_spanish(monkeypatch, capsys, given, meant):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{given}\n"))
    with language.speaking("es"):
        assert arguments.confirmed("Remove it for good?") is meant
    asked = capsys.readouterr().out
    assert "[s/N]" in asked
    assert "Remove" not in asked


def test_a_hidden_file_is_offered_to_nobody(bench):
    hidden = bench.root / "reports" / ".x.lock", bench.root / "params" / ".x.yaml"
    for path in hidden:
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    said = bench.taller("forget", "nobody").text + bench.taller("check", "params/none.yaml").text
    for path in hidden:
        path.unlink()
    assert ".x" not in said


def test_a_command_without_anything_shows_its_help_once(bench):
    for given in ((), ("task",), ("infra",)):
        with mock.patch.dict("os.environ", {"LC_ALL": "es_ES.UTF-8"}):
            said = bench.taller(*given)
        assert said.code == 2
        assert said.text.count("Uso:") == 1


def _commands(command, path):
    """A command and all below it, each with what is typed for it."""
    yield command, path
    for name, each in getattr(command, "commands", {}).items():
        yield from _commands(each, (*path, name))


def test_the_language_is_that_of_the_file_as_far_as_it_can_be_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("client: [\nlanguage: 'es'  # of the reports\n", encoding="utf-8")
    with mock.patch.dict("os.environ", {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}):
        assert reader(["run", str(path)]) == "es"
        assert reader(["run", str(tmp_path / "none.yaml")]) == "en"
    with mock.patch.dict("os.environ", {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "es_MX.UTF-8"}):
        assert reader(["forget", "somebody"]) == "es"


def test_check_tells_all_faults_of_all_kinds_at_once(bench, tmp_path):
    """Form, values, a missing file, rows that cannot be used, notes, decisions, a broken notebook.

    What could not be looked at because of another fault is said, and nothing hides behind it.
    """
    orders, items = tmp_path / "o.csv", tmp_path / "i.csv"
    orders.write_text("o,c,d,p\nA,B,soon,1\nC,D,later,2\n", encoding="utf-8")
    text = HEAD.format(code="en") + FILE.format(path=orders, columns=COLUMNS)
    text += f"  items: {{path: {items}, columns: {{item_id: id, item_name: name}}}}\n"
    text += "seed: 9\nclustering: {max_segments: 1}\nworkflow: [clustring, regression]\n"
    bench.settings("all").write_text(text, encoding="utf-8")
    bench.settings("all").with_suffix(".notes.md").write_text("# nothing\n", encoding="utf-8")
    records = "decision,state,by,on\nx.y,maybe,,soon\n"
    bench.settings("all").with_suffix(".decisions.csv").write_text(records, encoding="utf-8")
    broken = bench.root / "notebooks" / "06_monitoring" / "mine.ipynb"
    broken.write_text("{", encoding="utf-8")
    try:
        said = bench.check("all")
    finally:
        broken.unlink()
    assert said.code == 2
    for fault in (
        "line 11  seed: the key is given twice (first on line 4); keep one",
        "line 12  clustering.max_segments: must be at least 2 (got 1)",
        "line 13  workflow[0]: no such notebook: 'clustring'; did you mean 'clustering'?",
        "line 10  data.items.path: ",
        "all 2 rows were rejected",
        "'nothing': no such notebook",
        "state: must be taken, postponed or refused (got 'maybe')",
        "by: must not be empty",
        "mine.ipynb: is not a notebook",
        "not looked at: the rows of items",
        "not looked at: what notebooks ask of the data",
    ):
        assert fault in said.text, said.text
    listed = [int(line) for line in re.findall(r"^  line (\d+)", said.text, re.M)]
    assert listed[:4] == [10, 11, 12, 13], said.text
    assert re.search(r"^taller: \d+ faults in all$", said.text, re.M)


def test_faulty_settings_of_the_data_leave_all_else_looked_at(bench):
    path = bench.settings("half")
    path.write_text("client: Prueba\nlanguage: en\ndata: {source: filez}\n", encoding="utf-8")
    path.with_suffix(".notes.md").write_text("# nothing\n", encoding="utf-8")
    said = bench.check("half")
    assert "must have 'source' as one of" in said.text
    assert "'nothing': no such notebook" in said.text
    assert "not looked at: the data, since its settings have faults" in said.text


def test_what_a_server_is_asked_for_is_refused_and_told_beside_the_rest(bench):
    text = HEAD.format(code="en") + (
        "data:\n  source: database\n  url: postgresql://u@db.example/d\n"
        f"  orders: {{table: o, columns: {COLUMNS}}}\nclustering: {{max_segments: 1}}\n"
    )
    bench.settings("far").write_text(text, encoding="utf-8")
    said = bench.check("far")
    assert said.code == 2
    assert "names the server db.example" in said.text
    assert "clustering.max_segments: must be at least 2" in said.text
    assert "not looked at: the rows of the data" in said.text
