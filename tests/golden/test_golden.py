"""What pages say and results hold is what it was; whoever means to change it runs `make golden`."""

from __future__ import annotations

import json
import re

import pytest

from taller import language
from tests.charts import ticks, titles
from tests.golden import kept, runs, said

PAGE = """<html><head><style>p {}</style></head><body><header>Client</header>
<h1>Who leaves?</h1><p>Contact <b>65 %</b>.</p><p hidden>Broken.</p>
<div class="code">1 + 1</div><p class="status"><span>done</span><span>1.6 s</span></p>
<figure class="chart"><figcaption>Chart 1<span class="sub">By month.</span></figcaption>
<script type="application/json">{"spec": {"title": {"text": "Few"}, "axis": {"title": "Share"},
"datasets": {"d": [{"title": "no"}]}}}</script><table><tbody><tr><th>a</th><td>1</td></tr></tbody>
</table></figure></body></html>"""
MOST_BYTES = 1_100_000


def test_a_page_is_read_as_its_reader_sees_it():
    """Sentences, rows and titles; no code, no hidden warning, no seconds."""
    assert said.page(PAGE).splitlines() == [
        "Who leaves?", "Contact 65 %.", "done | …", "Chart 1", "By month.",
        "text: Few", "title: Share", "a | 1",
    ]  # fmt: skip


def test_a_result_is_read_without_the_last_digits():
    text = json.dumps({"result": {"share": 0.1234567891, "n": 12, "says": "0.5"}, "provenance": {}})
    assert json.loads(said.result(text)) == {"share": 0.123457, "n": 12, "says": "0.5"}
    told = json.dumps({"says": "Contact few.", "code": "few", "also": "Wait a\u00a0year."})
    assert said.unseen(told, "x Contact few. y") == "Wait a\u00a0year.\n"
    assert json.loads(said.result(json.dumps({"all": [*range(18)]}))) == {
        "all": [*range(16), "and 2 more"]
    }


def test_what_is_kept_is_small_and_of_both_languages():
    texts = kept.read()
    assert sum(len(text.encode()) for text in texts.values()) < MOST_BYTES
    for name in runs.NAMES:
        pages = [{n for n in texts if n.startswith(f"{name}.{each}/")} for each in runs.LANGUAGES]
        assert len({n.partition("/")[2] for each in pages for n in each}) == len(pages[0]) >= 3


@pytest.fixture(scope="module")
def made(root, tmp_path_factory):
    """What is kept of the runs, and the folder they were made in."""
    folder = tmp_path_factory.mktemp("golden")
    return runs.texts(root, folder), folder / "bench" / "reports"


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_every_page_says_what_it_said(made):
    """If this was meant: `make golden`, and look at what changed before it is committed."""
    changed = list(kept.differences(kept.read(), made[0]))
    assert changed == [], "\n".join(changed[:200])


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_no_axis_of_any_page_says_the_same_twice(made):
    """As it is drawn first, and with each slider at its ends and each thing that can be chosen."""
    twice = {}
    for path, code, spec in drawn(made[1]):
        with language.speaking(code):
            if labels := ticks.repeated(spec):
                twice[f"{path.parent.parent.name}/{path.stem}", titles.title_of(spec)] = labels
    assert twice == {}


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_what_a_chart_s_title_says_its_own_data_bear(made):
    """Numbers, names and superlatives, in worlds that were made to mislead too."""
    unborne = {}
    for path, code, spec in drawn(made[1]):
        text = titles.title_of(spec)
        if lacking := titles.unborne(spec, text, decimal="." if code == "en" else ","):
            unborne[f"{path.parent.parent.name}/{path.stem}", text] = lacking
    assert unborne == {}


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_values_of_the_data_stand_in_the_reader_s_words(made):
    """Countries and media of the demo; what is paid for keeps the name it has in its tools."""
    foreign = {"en": r"Country: (España|México)", "es": r"País: (Spain|Mexico|Italy)"}
    found = {}
    for path, code, spec in drawn(made[1]):
        labels = {str(held) for row in titles.every_row(spec) for held in row.values()}
        coded = re.compile(rf"{foreign[code]}|^\((direct|none)\)|\bpaid_social\b|: cpc$")
        if wrong := sorted(label for label in labels if coded.search(label)):
            found[f"{path.parent.parent.name}/{path.stem}"] = wrong
    assert found == {}


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_both_languages_tell_the_same_figures(made):
    """What a file says in one language, as who takes a role, holds for a run in the other."""
    for name in runs.NAMES:
        english, spanish = (figures(made[1] / f"{name}-{each}") for each in runs.LANGUAGES)
        assert len(english) >= 2
        assert spanish == {key: pytest.approx(held, rel=1e-9) for key, held in english.items()}


def figures(reports):
    """Every figure of a client's run, by notebook and key: value and interval."""
    return {
        (path.stem, figure["key"]): [figure["estimate"][name] for name in ("value", "low", "high")]
        for path in sorted(reports.glob("*/results/*.json"))
        for figure in json.loads(path.read_text(encoding="utf-8"))["result"]["figures"]
    }  # fmt: skip


def drawn(reports):
    """Page, language and specification of every chart of every page."""
    for path in sorted(reports.glob("*/*/*.html")):
        page = path.read_text(encoding="utf-8")
        code = re.search(r'<html lang="(en|es)', page)[1]
        for held in re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL):
            if spec := json.loads(held).get("spec"):
                spec["datasets"] = {name: rows(each) for name, each in spec["datasets"].items()}
                yield path, code, spec


def rows(held):
    """A data set as rows, where the page holds it by column (`report.packed`)."""
    if isinstance(held, list):
        return held
    columns = {
        name: [each["of"][place] for place in each["at"]] if isinstance(each, dict) else each
        for name, each in held["columns"].items()
    }
    return [{name: each[n] for name, each in columns.items()} for n in range(held["n"])]
