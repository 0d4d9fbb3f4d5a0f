"""What pages say and results hold is what it was; whoever means to change it runs `make golden`."""

from __future__ import annotations

import json

import pytest

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


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_every_page_says_what_it_said(root, tmp_path):
    """If this was meant: `make golden`, and look at what changed before it is committed."""
    made = runs.texts(root, tmp_path)
    changed = list(kept.differences(kept.read(), made))
    assert changed == [], "\n".join(changed[:200])
